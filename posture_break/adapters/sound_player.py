"""Plays WAV files with what the platform has: no library, no service of our own."""

from __future__ import annotations

import shutil
import sys
from importlib import import_module
from pathlib import Path
from threading import Event
from typing import Any

from posture_break.adapters.sound_programs import Program, Programs, Wanted
from posture_break.ports import Unavailable
from posture_break.texts import _

# PipeWire's own, PulseAudio's (PipeWire speaks it too), the desktop's, the kernel's.
LINUX = (
    Program(("pw-play",)),
    Program(("paplay",)),
    Program(("canberra-gtk-play", "--file")),
    Program(("aplay", "--quiet")),
)
MACOS = (Program(("afplay",)),)


class Player:
    """Plays one file at a time with the first program that works."""

    def __init__(self, programs: Programs) -> None:
        """Remember the programs."""
        self._programs = programs

    @property
    def name(self) -> str:
        """The program that plays."""
        return self._programs.name

    def play(self, file: Path, lasts: float, wanted: Wanted) -> None:
        """Play ``file``, which lasts so many seconds, and wait; raises `Unavailable`."""
        self._programs.run(str(file.absolute()), lasts, wanted)  # a path is never an option

    def stop(self) -> None:
        """Cut it short; from any thread."""
        self._programs.stop()


class WindowsPlayer:
    """Plays through Windows' own PlaySound (written, not run there)."""

    name = "PlaySound"

    def __init__(self) -> None:
        """Nothing plays yet."""
        self._over = Event()

    def play(self, file: Path, lasts: float, wanted: Wanted) -> None:
        """Play ``file``, which lasts so many seconds, and wait; raises `Unavailable`."""
        winsound: Any = import_module("winsound")  # there only
        self._over.clear()
        if not wanted():
            return
        flags = winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT
        try:
            winsound.PlaySound(str(file), flags)
        except RuntimeError as error:
            raise Unavailable(_("Windows plays no sound ({error}).").format(error=error)) from None
        if self._over.wait(lasts):
            winsound.PlaySound(None, 0)

    def stop(self) -> None:
        """Cut it short; from any thread."""
        self._over.set()


def find_player() -> Player | WindowsPlayer:
    """Return what plays sounds here; raises `Unavailable`, with the package to install."""
    if sys.platform == "win32":
        return WindowsPlayer()
    known = MACOS if sys.platform == "darwin" else LINUX
    there = [each for each in known if shutil.which(each.command[0])]
    if not there:
        raise Unavailable(
            _("There is no program here that plays sounds."),
            _("Install one: sudo apt install pulseaudio-utils (or alsa-utils)."),
        )
    return Player(Programs(there))
