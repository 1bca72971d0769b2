"""The card's process and the two pipes to it, on the reactor; nothing here waits."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import posture_break
from posture_break.ports import Cancel, Reactor
from posture_break.ui.card_protocol import CLOSE, LONGEST_LINE, Lines, Message, encode

if TYPE_CHECKING:
    import subprocess

CHUNK = 65_536
LEAVES_WITHIN = 2.0  # seconds from `finish` until the process is killed: the last sound rings out
LOOK_AGAIN = 0.05  # seconds: between its last word and its end, and between tries to write
MOST_PENDING = 4 * LONGEST_LINE  # bytes; a process that leaves more unread is stuck

_ROOT = Path(posture_break.__file__).parent.parent  # the import path of a checkout is this alone


class Child:
    """One process; ``ended`` hears the status when it ends by itself, None when it is stuck."""

    def __init__(
        self,
        reactor: Reactor,
        heard: Callable[[Message], None],
        ended: Callable[[int | None], None],
    ) -> None:
        """Store the reactor and whom to tell; `start` starts."""
        self._reactor = reactor
        self._ended: Callable[[int | None], None] | None = ended
        self._lines = Lines(heard)
        self._process: subprocess.Popen[bytes] | None = None
        self._unwatch: Cancel | None = None
        self._deadline: Cancel | None = None
        self._pending = b""
        self._writing = False

    def start(self, command: tuple[str, ...]) -> None:
        """Start the process; raises OSError."""
        import subprocess  # noqa: PLC0415 - not before the first card

        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # faults come as a message; a terminal stays clean
            bufsize=0,
            cwd=_ROOT,
        )
        assert process.stdin is not None
        assert process.stdout is not None
        self._process = process
        if sys.platform == "win32":
            self._listen_in_thread()
            return
        os.set_blocking(process.stdin.fileno(), False)
        os.set_blocking(process.stdout.fileno(), False)
        self._unwatch = self._reactor.watch(process.stdout.fileno(), self._readable)

    def send(self, line: bytes) -> None:
        """Give the process a line, at once or as soon as it reads again."""
        self._pending += line
        if len(self._pending) > MOST_PENDING:
            self._reactor.post(self._stuck)
        elif not self._writing:
            self._write()

    def expect(self, seconds: float, late: Callable[[], None] | None) -> None:
        """Call ``late`` unless another expectation replaces this one in time; None: nothing."""
        if self._deadline is not None:
            self._deadline()
        self._deadline = None if late is None else self._reactor.later(seconds, late)

    def finish(self) -> None:
        """Ask the process to end, and see to it; nothing is reported any more."""
        self._ended = None
        self.expect(LEAVES_WITHIN, self._kill)
        self.send(encode(CLOSE))
        self._close_input()

    def _write(self) -> None:
        self._writing = False
        if self._process is None or self._process.stdin is None or self._process.stdin.closed:
            return
        try:
            written = os.write(self._process.stdin.fileno(), self._pending)
        except BlockingIOError:
            written = 0
        except OSError:
            self._pending = b""  # its end is noticed on the other pipe
            return
        self._pending = self._pending[written:]
        if self._pending:
            self._writing = True
            self._reactor.later(LOOK_AGAIN, self._write)

    def _readable(self) -> None:
        assert self._process is not None
        assert self._process.stdout is not None
        try:
            data = os.read(self._process.stdout.fileno(), CHUNK)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        self._took(data)

    def _took(self, data: bytes) -> None:
        if data:
            if self._ended is not None:
                self._lines.feed(data)
            return
        if self._unwatch is not None:
            self._unwatch()
        self._close_input()
        self.expect(LEAVES_WITHIN, self._kill)
        self._reap()

    def _reap(self) -> None:
        """Collect the process; right after its last word it may still be a moment away."""
        assert self._process is not None
        status = self._process.poll()
        if status is None:
            self._reactor.later(LOOK_AGAIN, self._reap)
            return
        self.expect(0, None)
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._report(status)

    def _report(self, status: int | None) -> None:
        ended, self._ended = self._ended, None
        if ended is not None:
            ended(status)

    def _stuck(self) -> None:
        self._pending = b""
        self._report(None)
        self._kill()

    def _kill(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.kill()

    def _close_input(self) -> None:
        if self._process is not None and self._process.stdin is not None:
            with suppress(OSError):
                self._process.stdin.close()

    def _listen_in_thread(self) -> None:
        """Read on a thread: Windows has no readiness for pipes (written, not run there)."""
        from threading import Thread  # noqa: PLC0415 - on Windows only

        assert self._process is not None
        assert self._process.stdout is not None
        stream = self._process.stdout.fileno()

        def read() -> None:
            data = b"-"
            while data:
                try:
                    data = os.read(stream, CHUNK)
                except OSError:
                    data = b""
                self._reactor.post(lambda came=data: self._took(came))  # type: ignore[misc] # PEP 484 has no default in a Callable

        Thread(target=read, daemon=True).start()
