"""Sounds and voice never hold a session up, never lag behind it, and never raise."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from threading import Event, Lock

import pytest

from posture_break import card_main, cues
from posture_break.adapters.sound_programs import Wanted
from posture_break.cues import Cues
from posture_break.ports import Unavailable
from posture_break.ui import card_window
from posture_break.ui.sound_waves import wave_file
from posture_break.ui.sounds import NoCues, Sound
from tests.fake_programs import eventually


class FakePart:
    """A player or a speaker that notes what it does; ``lasts`` goes on until it is cut short."""

    name = "fake"

    def __init__(self, *, lasts: bool = False) -> None:
        self.begun: list[str] = []
        self.ended: list[str] = []
        self.at_once = self.most_at_once = 0
        self.trouble: Exception | None = None
        self._lasts = lasts
        self._over = Event()
        self._lock = Lock()

    def play(self, file: Path, lasts: float, wanted: Wanted) -> None:
        """Play."""
        assert file.read_bytes() == wave_file(Sound(file.stem.partition("-")[0]), 60)
        assert 0.3 <= lasts <= 1.2
        self._do(file.stem.partition("-")[0], wanted)

    def say(self, text: str, wanted: Wanted) -> None:
        """Speak."""
        self._do(text, wanted)

    def stop(self) -> None:
        """Cut short what goes on."""
        self._over.set()

    def _do(self, what: str, wanted: Wanted) -> None:
        if self.trouble is not None:
            raise self.trouble
        with self._lock:
            self.at_once += 1
            self.most_at_once = max(self.at_once, self.most_at_once)
            self.begun.append(what)
        self._over.clear()
        if self._lasts and wanted() and what:
            assert self._over.wait(20)
        with self._lock:
            self.at_once -= 1
            self.ended.append(what)


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the sounds of the tests apart."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def player() -> FakePart:
    """Give a player whose sounds are over at once."""
    return FakePart()


@pytest.fixture
def speaker() -> FakePart:
    """Give a speaker that speaks on until it is cut short."""
    return FakePart(lasts=True)


@pytest.fixture
def both(player: FakePart, speaker: FakePart) -> Cues:
    """Give cues with sounds and voice."""
    return Cues(True, 60, True, player, speaker)


@pytest.mark.parametrize("sound", Sound)
def test_a_sound_is_played(both: Cues, player: FakePart, sound: Sound) -> None:
    """Each sound reaches the player as its own file."""
    both.play(sound)
    assert eventually(lambda: player.ended == [sound.value])
    assert both.troubles == {}


def test_a_cue_is_spoken(both: Cues, speaker: FakePart) -> None:
    """Its words reach the speaker."""
    both.say("Reach out")
    assert eventually(lambda: speaker.begun == ["Reach out"])
    both.stop()


def test_nobody_waits(speaker: FakePart) -> None:
    """A player and a speaker that take for ever hold nobody up."""
    slow = Cues(True, 60, True, FakePart(lasts=True), speaker)
    began = time.monotonic()
    for _each in range(10):
        slow.play(Sound.START)
        slow.say("Hold")
    assert time.monotonic() - began < 5
    slow.stop()


def test_the_voice_never_lags_behind(both: Cues, speaker: FakePart) -> None:
    """A new cue cuts the old one short; what came between is never said late."""
    both.say("Reach out")
    assert eventually(lambda: speaker.begun == ["Reach out"])
    for number in range(20):
        both.say(f"Cue {number}")
    assert eventually(lambda: speaker.begun[-1] == "Cue 19")
    assert speaker.ended[0] == "Reach out"
    both.stop()
    assert eventually(lambda: speaker.ended[-2:] == ["Cue 19", ""])


def test_sounds_never_pile_up() -> None:
    """Of many at once, one plays at a time and the newest is the last."""
    player = FakePart(lasts=True)
    cues = Cues(True, 60, False, player)
    for _round in range(10):
        for sound in Sound:
            cues.play(sound)
    assert eventually(lambda: player.begun[-1:] == ["done"] and player.at_once == 1)
    assert player.most_at_once == 1
    cues.stop()
    assert eventually(lambda: player.at_once == 0)


def test_sound_and_voice_do_not_disturb_each_other(player: FakePart, speaker: FakePart) -> None:
    """A chime rings while the cue begins."""
    both = Cues(True, 60, True, player, speaker)
    both.say("Hold")
    assert eventually(lambda: speaker.at_once == 1)
    both.play(Sound.HALF)
    assert eventually(lambda: player.ended == ["half"])
    assert speaker.at_once == 1
    both.stop()


def test_stopping_silences_both(speaker: FakePart) -> None:
    """A pause is quiet at once, also where a speech service goes on by itself."""
    player = FakePart(lasts=True)
    both = Cues(True, 60, True, player, speaker)
    both.play(Sound.START)
    both.say("Hold")
    assert eventually(lambda: player.at_once == speaker.at_once == 1)
    both.stop()
    assert eventually(lambda: player.ended == ["start"] and speaker.ended == ["Hold", ""])


@pytest.mark.parametrize(
    ("sound", "volume", "voice"), [(False, 60, False), (True, 0, True), (False, 0, False)]
)
def test_what_is_off_is_not_even_looked_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, sound: bool, volume: int, voice: bool
) -> None:
    """No sound, no file, no thread, no look at the PATH."""
    asked: list[object] = []
    monkeypatch.setattr(cues, "find_player", lambda: asked.append("player"))
    monkeypatch.setattr(cues, "find_speaker", lambda _volume: asked.append("speaker"))
    quiet = Cues(sound, volume, voice)
    quiet.play(Sound.START)
    quiet.say("Hold")
    quiet.stop()
    quiet.end()
    assert asked == []
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize(
    ("error", "words"),
    [(Unavailable("no server", "start it"), "no server"), (ValueError("odd"), "ValueError: odd")],
)
def test_what_fails_is_silent_and_remembered(
    both: Cues, player: FakePart, speaker: FakePart, error: Exception, words: str
) -> None:
    """Neither a missing part nor a fault in one reaches the session."""
    player.trouble = speaker.trouble = error
    both.play(Sound.START)
    both.say("Hold")
    assert eventually(lambda: set(both.troubles) == {"sound", "voice"})
    assert {each.reason for each in both.troubles.values()} == {words}


def test_a_trouble_that_is_over_is_forgotten(both: Cues, player: FakePart) -> None:
    """The next sound may work again."""
    player.trouble = Unavailable("no server")
    both.play(Sound.START)
    assert eventually(lambda: both.troubles)
    player.trouble = None
    both.play(Sound.HALF)
    assert eventually(lambda: player.ended == ["half"] and not both.troubles)


def test_a_missing_part_is_looked_for_again(
    monkeypatch: pytest.MonkeyPatch, player: FakePart
) -> None:
    """Somebody may install it while the program runs."""
    found: list[Callable[[], FakePart]] = [lambda: player]

    def find() -> FakePart:
        if len(found) < 2:
            found.append(found[0])
            raise Unavailable("nothing plays", "install it")
        return player

    monkeypatch.setattr(cues, "find_player", find)
    late = Cues(True, 60, False)
    late.play(Sound.START)
    assert eventually(lambda: late.troubles)
    assert late.troubles["sound"].cure == "install it"
    late.play(Sound.HALF)
    assert eventually(lambda: player.ended == ["half"])


def test_the_last_sound_and_words_come_to_their_end(player: FakePart) -> None:
    """The process leaves after them, not in the middle."""
    speaker = FakePart()
    both = Cues(True, 60, True, player, speaker)
    both.play(Sound.DONE)
    both.say("Well done")
    both.end(20)
    assert player.ended == ["done"]
    assert speaker.ended == ["Well done"]


def test_what_never_ends_is_cut_in_the_end(speaker: FakePart) -> None:
    """Stuck parts neither keep the process nor stay behind."""
    player = FakePart(lasts=True)
    stuck = Cues(True, 60, True, player, speaker)
    stuck.play(Sound.DONE)
    stuck.say("Well done")
    assert eventually(lambda: player.begun == ["done"] and speaker.begun == ["Well done"])
    stuck.end(0.1)
    assert eventually(lambda: player.ended == ["done"] and speaker.ended == ["Well done"])


def test_the_locale_of_messages_counts() -> None:
    """As gettext has it: LC_ALL before LC_MESSAGES before LANG."""
    assert cues.locale({}) == ""
    assert cues.locale({"LANG": "en_GB.UTF-8", "LC_ALL": ""}) == "en_GB.UTF-8"
    assert cues.locale({"LANG": "en_GB", "LC_MESSAGES": "de_DE"}) == "de_DE"
    assert cues.locale({"LANG": "en_GB", "LC_MESSAGES": "de_DE", "LC_ALL": "C"}) == "C"


def test_the_card_gets_cues_and_they_end_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the window made is ended when the window is gone."""
    ended: list[tuple[bool, int, bool]] = []

    class Made(NoCues):
        def __init__(self, sound: bool, volume: int, voice: bool) -> None:
            self.asked = (sound, volume, voice)

        def end(self, within: float = 1.5) -> None:
            ended.append(self.asked)

    def window(make: Callable[[bool, int, bool], Made]) -> int:
        make(True, 60, False)
        return 7

    monkeypatch.setattr(card_main, "Cues", Made)
    monkeypatch.setattr(card_window, "main", window)
    assert card_main.main() == 7
    assert ended == [(True, 60, False)]
