"""Small programs in the place of players and speakers: alone on the PATH, they note their calls."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

PATIENCE = 20.0  # seconds; only a failing test waits so long


class FakePrograms:
    """A folder of shell scripts; each call of one is noted with its arguments and its input."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._notes = folder / "notes"

    def add(self, name: str, does: str = "", *, reads: bool = False) -> None:
        """Put a program on the PATH that notes its call and then does something."""
        read = 'read -r line || :; printf "<%s>" "$line" >> $notes\n' if reads else ""
        path = self.folder / name
        path.write_text(
            f"#!/bin/sh\nnotes='{self._notes}'\n"
            'line="${0##*/}"; for word in "$@"; do line="$line|$word"; done\n'
            f'printf "%s" "$line" >> $notes\n{read}echo >> $notes\n{does}\n'
        )
        path.chmod(0o755)

    @property
    def calls(self) -> list[str]:
        """Every call so far: ``name|argument|argument<input>``."""
        return self._notes.read_text().splitlines() if self._notes.exists() else []

    @property
    def called(self) -> list[str]:
        """The names of the programs that were called, in order."""
        return [call.partition("|")[0].partition("<")[0] for call in self.calls]


def alone_on_the_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakePrograms:
    """Return a folder that is the whole PATH, on a system that is taken for Linux."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(sys, "platform", "linux")
    return FakePrograms(folder)


def eventually(true: Callable[[], object]) -> bool:
    """Wait until something is so, or for too long."""
    until = time.monotonic() + PATIENCE
    while not true() and time.monotonic() < until:
        time.sleep(0.005)
    return bool(true())


def is_running(pid: int) -> bool:
    """Return whether a process is there and no zombie."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"
