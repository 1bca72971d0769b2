"""What a session lets a person hear: puts the sounds, the player and the voice together.

Card and terminal are handed one of these (`ui.sounds.Cues`). Finding, making and playing go on in
threads of their own, so a broken sound server costs a session nothing but its sound; what failed is
kept in `troubles`.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from posture_break import paths, texts
from posture_break.ports import Unavailable
from posture_break.ui.sound_files import SoundFiles
from posture_break.ui.sounds import Sound

if TYPE_CHECKING:
    from posture_break.adapters.sound_programs import Wanted

RINGS_OUT = 1.5  # seconds that the last sound and the last words have when the card leaves

T = TypeVar("T")


class Player(Protocol):
    """Plays a file (`adapters.sound_player`)."""

    @property
    def name(self) -> str:
        """The program that plays."""

    def play(self, file: Path, lasts: float, wanted: Wanted) -> None:
        """Play and wait for the end; raises `Unavailable`."""

    def stop(self) -> None:
        """Cut it short; from any thread."""


class Speaker(Protocol):
    """Speaks a cue (`adapters.sound_speaker`)."""

    @property
    def name(self) -> str:
        """The program that speaks."""

    def say(self, text: str, wanted: Wanted) -> None:
        """Speak and wait for the end; no words: be silent. Raises `Unavailable`."""

    def stop(self) -> None:
        """Cut it short; from any thread."""


class Cues:
    """Sounds and voice of one session; every call but `end` returns at once and none raises."""

    def __init__(
        self,
        sound: bool,
        volume: int,
        voice: bool,
        player: Player | None = None,
        speaker: Speaker | None = None,
    ) -> None:
        """Remember what is wanted; what is not handed over is looked for with the first cue."""
        self._sound = sound and volume > 0
        self._voice = voice and volume > 0
        self._volume = volume
        self._player = player
        self._speaker = speaker
        self._files = SoundFiles(volume, (paths.cache_folder, paths.runtime_folder))
        self.troubles: dict[str, Unavailable] = {}
        self._playing = Newest(self._play, self._cut_sound, self._failed("sound"))
        self._speaking = Newest(self._say, self._cut_voice, self._failed("voice"))

    def play(self, sound: Sound) -> None:
        """Play a sound; one that is still playing is cut short."""
        if self._sound:
            self._playing.go(sound)

    def say(self, text: str) -> None:
        """Speak a cue; one that is still spoken is cut short, so the voice never lags behind."""
        if self._voice:
            self._speaking.go(text)

    def stop(self) -> None:
        """Be silent now: the session pauses, or the card leaves."""
        self._playing.cut()
        if self._voice:
            self._speaking.go("")

    def end(self, within: float = RINGS_OUT) -> None:
        """Let what is heard come to its end, within so many seconds, then be silent.

        This is for a process that leaves: it is the one call that waits.
        """
        until = time.monotonic() + within
        for part in (self._playing, self._speaking):
            part.wait(max(0.0, until - time.monotonic()))
        self._playing.cut()
        self._speaking.cut()

    def _play(self, sound: Sound, wanted: Wanted) -> None:
        from posture_break.ui.sound_waves import seconds  # noqa: PLC0415 - not before a sound

        if self._player is None:
            self._player = find_player()
        file = self._files.file(sound)
        self._player.play(file, seconds(sound), wanted)

    def _say(self, text: str, wanted: Wanted) -> None:
        if self._speaker is None:
            self._speaker = find_speaker(self._volume)
        self._speaker.say(text, wanted)

    def _cut_sound(self) -> None:
        if self._player is not None:
            self._player.stop()

    def _cut_voice(self) -> None:
        if self._speaker is not None:
            self._speaker.stop()

    def _failed(self, part: str) -> Callable[[Unavailable | None], None]:
        def note(trouble: Unavailable | None) -> None:
            if trouble is None:
                self.troubles.pop(part, None)
            else:
                self.troubles[part] = trouble

        return note


class Newest(Generic[T]):
    """Does one thing at a time on a thread; a newer one cuts the older short and takes its place.

    ``do`` may take its time and asks ``wanted`` whether to go on, ``cut`` ends it from outside.
    """

    def __init__(
        self,
        do: Callable[[T, Wanted], None],
        cut: Callable[[], None],
        ended: Callable[[Unavailable | None], None],
    ) -> None:
        """Remember what to do; ``ended`` hears, on the thread, how each thing went."""
        self._do = do
        self._cut = cut
        self._ended = ended
        self._turn = 0
        self._one = Lock()  # whoever holds it is at work
        self._last: Thread | None = None

    def go(self, what: T) -> None:
        """Do this now."""
        self.cut()
        turn = self._turn
        thread = Thread(target=self._work, args=(what, turn), daemon=True)
        try:
            thread.start()
        except RuntimeError as error:  # no more threads: then there is no sound this time
            self._ended(Unavailable(str(error)))
            return
        self._last = thread

    def cut(self) -> None:
        """End what is being done; what has not begun will not."""
        self._turn += 1
        self._cut()

    def wait(self, seconds: float) -> None:
        """Wait for the end of what is being done, at most so long."""
        if self._last is not None:
            self._last.join(seconds)

    def _work(self, what: T, turn: int) -> None:
        with self._one:
            if turn != self._turn:
                return
            try:
                self._do(what, lambda: turn == self._turn)
            except Unavailable as trouble:
                self._ended(trouble)
            except Exception as error:  # noqa: BLE001 - the boundary of the thread: only sound is lost
                self._ended(Unavailable(f"{type(error).__name__}: {error}"))
            else:
                self._ended(None)


def find_player() -> Player:
    """Return what plays sounds here; raises `Unavailable`."""
    from posture_break.adapters import sound_player  # noqa: PLC0415 - with the first sound

    return sound_player.find_player()


def find_speaker(volume: int) -> Speaker:
    """Return what speaks here, in the language of the texts; raises `Unavailable`."""
    from posture_break.adapters import (  # noqa: PLC0415 - see above
        sound_player,
        sound_speaker,
        sound_words,
    )

    try:
        player = sound_player.find_player()  # of its own: a sound may ring while a voice speaks
    except Unavailable:
        player = None
    language = sound_words.language_of(texts.language, locale(os.environ))
    return sound_speaker.find_speaker(language, volume, player, paths.runtime_folder)


def locale(environment: Mapping[str, str]) -> str:
    """Return the name of the locale of messages, such as en_GB.UTF-8."""
    names = (environment.get(each, "") for each in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return next((each for each in names if each), "")
