"""What a session lets a person hear, as the card and the terminal see it: four sounds and a voice.

The real ones are put together in `posture_break.cues`, which knows the players and the speakers of
the platform; views are handed something that does what `Cues` says.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Protocol


class Sound(StrEnum):
    """The moments of a session that have a sound of their own."""

    START = "start"
    HALF = "half"
    SWITCH = "switch"
    DONE = "done"


class Cues(Protocol):
    """Makes a session heard; calls return at once, none raises, a broken part is silent."""

    def play(self, sound: Sound) -> None:
        """Play a sound; one that is still playing is cut short."""

    def say(self, text: str) -> None:
        """Speak a cue; one that is still spoken is cut short, so the voice never lags behind."""

    def stop(self) -> None:
        """Be silent now: the session pauses, or the card leaves."""

    def end(self, within: float = 1.5) -> None:
        """Let what is heard come to its end, for a moment, when the process leaves; this waits."""


MakeCues = Callable[[bool, int, bool], Cues]
"""Makes cues from: sounds or not, volume in per cent, voice or not."""


class NoCues:
    """Cues that nobody hears, for tests and wherever none were handed over."""

    def __init__(self, sound: bool = False, volume: int = 0, voice: bool = False) -> None:
        """Take what the real ones take."""

    def play(self, sound: Sound) -> None:
        """Do nothing."""

    def say(self, text: str) -> None:
        """Do nothing."""

    def stop(self) -> None:
        """Do nothing."""

    def end(self, within: float = 1.5) -> None:
        """Do nothing."""
