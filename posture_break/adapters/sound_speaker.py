"""Speaks short cues with what the platform has; each way behind a time limit, words as mere words.

espeak-ng ends with 0 where there is no sound at all (tried), so it is never asked to play: it
writes a file, which takes some 20 ms, and the player, whose failures show, plays it. spd-say hands
the words to the person's own speech service and does not wait for it: with ``--wait`` it hung.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
import wave
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Protocol

from posture_break.adapters.sound_programs import LATE, Program, Programs, Wanted
from posture_break.adapters.sound_words import is_tag, speakable
from posture_break.ports import Unavailable
from posture_break.texts import _

WORDS_A_MINUTE = 160
_LETTERS_A_SECOND = 10

_numbers = count(1)  # two sessions of one process must not play each other's words

_POWERSHELL = (
    "[Console]::InputEncoding = New-Object Text.UTF8Encoding $false;"
    "Add-Type -AssemblyName System.Speech;"
    "$voice = New-Object Speech.Synthesis.SpeechSynthesizer;"
    "$voice.Volume = {volume};"
    "try {{ $voice.SelectVoiceByHints('NotSet', 'NotSet', 0, '{language}') }} catch {{ }};"
    "$voice.Speak([Console]::In.ReadToEnd())"
)


class Way(Protocol):
    """One way to speak."""

    @property
    def name(self) -> str:
        """The program that speaks."""

    def say(self, text: str, wanted: Wanted) -> None:
        """Speak and wait for the end; raises `Unavailable`."""

    def stop(self) -> None:
        """Cut it short; from any thread."""

    def hush(self) -> None:
        """Silence what goes on speaking after `stop`."""


class Plays(Protocol):
    """What plays a file (`sound_player`)."""

    def play(self, file: Path, lasts: float, wanted: Wanted) -> None:
        """Play and wait for the end; raises `Unavailable`."""

    def stop(self) -> None:
        """Cut it short; from any thread."""


class Speaker:
    """Speaks one cue at a time in the first way that works."""

    def __init__(self, ways: tuple[Way, ...]) -> None:
        """Remember the ways, the best first."""
        self._ways = ways
        self._way = ways[0]

    @property
    def name(self) -> str:
        """The program that speaks."""
        return self._way.name

    def say(self, text: str, wanted: Wanted) -> None:
        """Speak and wait for the end; no words: be silent. Raises `Unavailable`."""
        words = speakable(text)
        if not words:
            self._way.hush()
            return
        faults, begun = [], time.monotonic()
        for way in self._ways:
            self._way = way
            try:
                way.say(words, wanted)
            except Unavailable as fault:
                faults.append(fault.reason)
            else:
                return
            if time.monotonic() - begun > LATE:
                break  # the next cue goes another way; this one would only mislead
        raise Unavailable(" ".join(faults))

    def stop(self) -> None:
        """Cut it short; from any thread."""
        for way in self._ways:
            way.stop()


class Aloud:
    """A program that speaks by itself: say, PowerShell, spd-say."""

    def __init__(self, program: Program, silence: tuple[str, ...] = ()) -> None:
        """Remember the program, and the command that silences its service, where it has one."""
        self._program = program
        self._programs = Programs([program])
        self._silence = silence
        self._spoke = False

    @property
    def name(self) -> str:
        """The program that speaks."""
        return self._program.name

    def say(self, text: str, wanted: Wanted) -> None:
        """Speak and wait for the end; raises `Unavailable`."""
        self._spoke = True
        self._programs.run(text, len(text) / _LETTERS_A_SECOND, wanted)

    def stop(self) -> None:
        """Cut it short; from any thread."""
        self._programs.stop()

    def hush(self) -> None:
        """Silence the service, if it was asked to speak."""
        if self._spoke and self._silence:
            self._spoke = False
            command = Program(self._silence, by_input=True)
            with suppress(Unavailable):
                Programs([command]).run("", 0, lambda: True)


class ByFile:
    """A program that writes a file, and a player that plays it."""

    def __init__(self, program: Program, player: Plays, folder: Callable[[], Path]) -> None:
        """Remember the parts; ``folder`` is asked when something is to be said."""
        self._program = program
        self._player = player
        self._folder = folder
        self._programs: Programs | None = None
        self._file = Path()

    @property
    def name(self) -> str:
        """The program that speaks."""
        return self._program.name

    def say(self, text: str, wanted: Wanted) -> None:
        """Speak and wait for the end; raises `Unavailable`."""
        programs = self._programs or self._begin()
        self._file.unlink(missing_ok=True)
        try:
            programs.run(text, 0, wanted)
            if wanted():
                self._player.play(self._file, _length(self._file), wanted)
        finally:
            with suppress(OSError):
                self._file.unlink(missing_ok=True)

    def stop(self) -> None:
        """Cut it short; from any thread."""
        if self._programs is not None:
            self._programs.stop()
        self._player.stop()

    def hush(self) -> None:
        """Nothing goes on after `stop`."""

    def _begin(self) -> Programs:
        """Choose a file of our own, and clear away those of processes that were killed."""
        folder, ours = self._folder(), f"voice-{os.getpid()}-"
        for old in folder.glob("voice-*.wav"):
            if not old.name.startswith(ours):
                with suppress(OSError):
                    old.unlink()
        self._file = folder / f"{ours}{next(_numbers)}.wav"
        command = (*self._program.command, "-w", str(self._file))
        self._programs = Programs([replace(self._program, command=command)])
        return self._programs


def find_speaker(
    language: str, volume: int, player: Plays | None, folder: Callable[[], Path]
) -> Speaker:
    """Return what speaks here; raises `Unavailable`, with the package to install.

    ``language`` is a tag such as en-GB, ``volume`` in per cent; ``folder`` holds passing files.
    """
    tag = language if is_tag(language) else "en"
    volume = min(max(volume, 0), 100)
    if sys.platform == "win32":
        script = _POWERSHELL.format(volume=volume, language=tag)
        options = ("-NoProfile", "-NonInteractive", "-Command", script)
        return Speaker((Aloud(Program(("powershell.exe", *options), by_input=True, patience=8.0)),))
    if sys.platform == "darwin":
        return Speaker((Aloud(Program(("say", "-f", "-"), by_input=True)),))
    ways = _linux(tag, volume, player, folder)
    if not ways:
        raise Unavailable(
            _("There is no program here that speaks."),
            _("Install one: sudo apt install espeak-ng (or speech-dispatcher)."),
        )
    return Speaker(ways)


def _linux(
    tag: str, volume: int, player: Plays | None, folder: Callable[[], Path]
) -> tuple[Way, ...]:
    ways: list[Way] = []
    espeak = next((each for each in ("espeak-ng", "espeak") if shutil.which(each)), None)
    if espeak is not None and player is not None:
        options = ("--stdin", "-b", "1", "-v", tag.lower(), "-s", str(WORDS_A_MINUTE))
        program = Program((espeak, *options, "-a", str(volume)), by_input=True)
        ways.append(ByFile(program, player, folder))
    if shutil.which("spd-say"):
        named = ("--application-name", "posture-break", "--language", tag.partition("-")[0])
        program = Program(("spd-say", *named, "--volume", str(2 * volume - 100), "--"))
        ways.append(Aloud(program, silence=("spd-say", "-S")))  # --stop wants an argument in 0.11
    return tuple(ways)


def _length(file: Path) -> float:
    """Return how long a WAV file lasts, in seconds; raises `Unavailable` where it is none."""
    try:
        with wave.open(str(file), "rb") as sound:
            return sound.getnframes() / sound.getframerate()
    except (OSError, EOFError, ZeroDivisionError, wave.Error) as fault:
        raise Unavailable(_("The voice made no sound ({fault}).").format(fault=fault)) from None
