"""Runs the small programs that make a sound: the first that works, each behind a time limit.

Everything here waits, so it runs on a thread of its own (`posture_break.cues`); `stop` alone is
called from another one. What a program says goes to a file rather than a pipe: spd-say may leave a
service behind that inherits its pipes, and whoever waits for their end waits for half a minute.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from threading import Lock
from typing import IO

from posture_break.ports import Unavailable
from posture_break.texts import _

LATE = 1.0  # seconds: a cue that could not begin by then is let go; it would only mislead
TRY_AGAIN = 60.0  # seconds after which programs that failed get another chance
_LONGEST_REASON = 120  # characters of what a program says when it fails

Wanted = Callable[[], bool]
"""Says whether what is being done is still wanted; asked on the thread that does it."""


@dataclass(frozen=True, slots=True)
class Program:
    """A program with its options; what it is to play or say is its last argument or its input."""

    command: tuple[str, ...]
    by_input: bool = False
    patience: float = 4.0  # seconds beyond the sound's own length until it counts as stuck

    @property
    def name(self) -> str:
        """What people call it."""
        return Path(self.command[0]).name


class Programs:
    """Runs one program at a time and remembers which ones failed, and why."""

    def __init__(self, programs: Sequence[Program]) -> None:
        """Remember the programs, the best first."""
        self._programs = tuple(programs)
        self._failed: dict[str, str] = {}
        self._failed_at = 0.0
        self._lock = Lock()
        self._running: subprocess.Popen[bytes] | None = None

    @property
    def name(self) -> str:
        """The program that is tried next; none: the first of those that failed."""
        names = [each.name for each in self._programs]
        return next((each for each in names if each not in self._failed), names[0])

    def run(self, what: str, lasts: float, wanted: Wanted) -> None:
        """Play or say ``what``, which takes about ``lasts`` seconds, and wait for its end.

        Raises `Unavailable` where no program works.
        """
        begun = time.monotonic()
        if begun - self._failed_at > TRY_AGAIN:
            self._failed.clear()
        for program in self._programs:
            if program.name in self._failed:
                continue
            if not wanted() or time.monotonic() - begun > LATE:
                return
            fault = self._try(program, what, lasts, wanted)
            if fault is None:
                return
            self._failed[program.name] = fault
            self._failed_at = time.monotonic()
        if len(self._failed) == len(self._programs):
            raise Unavailable(" ".join(f"{name}: {why}" for name, why in self._failed.items()))

    def stop(self) -> None:
        """End the running program at once; from any thread."""
        with self._lock:
            if self._running is not None:
                _kill(self._running)

    def _try(self, program: Program, what: str, lasts: float, wanted: Wanted) -> str | None:
        """Run one program to its end; return why it failed, None where it worked or was ended."""
        with TemporaryFile() as said:
            try:
                process = _start(program, what, said)
            except (OSError, ValueError) as error:  # ValueError: a NUL in a path
                return getattr(error, "strerror", None) or str(error)
            with self._lock:
                self._running = process
            try:
                if wanted():  # asked after `stop` can reach it: none slips through between
                    _feed(process, program, what)
                    process.wait(program.patience + lasts)
            except subprocess.TimeoutExpired:
                return _("it did not end in time.") if wanted() else None
            finally:
                with self._lock:
                    self._running = None
                _end(process)
            if process.returncode == 0 or not wanted():
                return None
            return _last_line(said) or _("it ended with {code}.").format(code=process.returncode)


def _start(program: Program, what: str, said: IO[bytes]) -> subprocess.Popen[bytes]:
    words = [] if program.by_input else [what]
    return subprocess.Popen(
        [*program.command, *words],
        stdin=subprocess.PIPE if program.by_input else subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=said,
        start_new_session=os.name == "posix",  # its children end with it; Ctrl+C is not for it
        creationflags=0x08000000 if sys.platform == "win32" else 0,  # CREATE_NO_WINDOW
    )


def _feed(process: subprocess.Popen[bytes], program: Program, what: str) -> None:
    """Hand over what is to be said; a cue is far shorter than a pipe's buffer: this never waits."""
    if program.by_input and process.stdin is not None:
        with suppress(OSError):  # it ended before it read: its exit status says more
            process.stdin.write(what.encode("utf-8", "replace"))
            process.stdin.close()


def _end(process: subprocess.Popen[bytes]) -> None:
    """Leave nothing behind: no process, no zombie, no open pipe."""
    _kill(process)
    if process.stdin is not None:
        with suppress(OSError):
            process.stdin.close()
    with suppress(subprocess.TimeoutExpired):
        process.wait(1)


def _kill(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None:
        return
    with suppress(OSError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, 9)


def _last_line(said: IO[bytes]) -> str:
    """Return the last thing that a program said, as one short line."""
    said.seek(0, os.SEEK_END)
    said.seek(max(0, said.tell() - 1000))
    lines = said.read().decode("utf-8", "replace").split("\n")
    printable = ["".join(c for c in line if c.isprintable()).strip() for line in lines]
    last = next((line for line in reversed(printable) if line), "")
    return last[:_LONGEST_REASON]
