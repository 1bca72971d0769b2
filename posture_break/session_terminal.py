"""The terminal of a guided session: lines out, keys in, and left as it was found.

On a terminal a key counts at once. Through a pipe a line is a key, its first letter; when the input
is over, the session goes on alone. Ctrl-C, and being ended, leave the session politely.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import time
from collections import deque
from collections.abc import Callable
from contextlib import ExitStack, suppress
from types import FrameType, TracebackType

from posture_break.session_steps import Key
from posture_break.ui.terminal_device import in_foreground, take_keys
from posture_break.ui.terminal_keys import Keyboard

_CTRL_C = b"\x03"  # as a Windows console hands it over
_LONGEST_LINE = 4096  # bytes: nobody types that much for one key
_LEAVES = ("SIGTERM", "SIGHUP")  # by name: not every platform has each

Read = Callable[[int | None], bytes | None]
"""Waits so many milliseconds for bytes; None: none came, empty: there will be no more."""


class SessionTerminal:
    """Standard input and output of this process, for the time of a ``with``."""

    def __init__(self) -> None:
        """Take nothing yet."""
        self._read: Read | None = None  # None: no keys can come (any more)
        self._keyboard = Keyboard()
        self._rest = b""  # of a line that has no end yet
        self._keys: deque[str] = deque()
        self._gone = False  # nobody reads what we write
        self._undo = ExitStack()
        self.single = False

    def __enter__(self) -> SessionTerminal:
        """Take the keys."""
        fd = _input()
        self.single = fd is not None and os.isatty(fd)
        if fd is not None:
            self._read = _reader(fd, console=self.single)
        if fd is not None and self.single and sys.platform != "win32":
            self._undo.callback(take_keys(fd))
            self._on("SIGCONT", lambda _signal, _frame: _take_again(fd))
        for name in _LEAVES:
            self._on(name, _leave)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give the terminal back as it was."""
        self._undo.close()

    def clock(self) -> int:
        """Return the milliseconds of the steady clock."""
        return time.monotonic_ns() // 1_000_000

    def write(self, line: str) -> None:
        """Write a line at once; characters that the terminal cannot show are replaced."""
        encoding = sys.stdout.encoding or "utf-8"
        shown = line.encode(encoding, errors="replace").decode(encoding)
        try:
            print(shown, flush=True)
        except (OSError, ValueError):  # closed by who read it, or gone with its window
            self._gone = True
            with suppress(OSError):  # so that Python does not complain of the rest when it ends
                os.dup2(os.open(os.devnull, os.O_WRONLY), 1)

    def key(self, wait: int | None) -> str | None:
        """Wait for a key, at most so long; where none can come it waits, and is `Key.ENTER`."""
        if self._gone:
            raise KeyboardInterrupt
        end = None if wait is None else self.clock() + wait
        while not self._keys:
            if self._read is None:
                if end is None:
                    return Key.ENTER
                time.sleep(max(0, end - self.clock()) / 1000)
                return None
            data = self._read(None if end is None else max(0, end - self.clock()))
            if data is None:
                return None
            self._take_in(data)
        return self._keys.popleft()

    def _take_in(self, data: bytes) -> None:
        """Make keys of bytes."""
        if self.single and data:
            if _CTRL_C in data:
                raise KeyboardInterrupt
            self._keys.extend(self._keyboard.feed(data))
            return
        if not data:
            self._read, self.single = None, False
        *lines, self._rest = (self._rest + data).split(b"\n")
        if not data and self._rest:
            lines.append(self._rest)
        self._rest = self._rest[:_LONGEST_LINE]
        for line in lines:
            text = line[:_LONGEST_LINE].decode("utf-8", errors="replace").strip().lower()
            self._keys.append(text[:1] or Key.ENTER)

    def _on(self, name: str, handler: Callable[[int, FrameType | None], None]) -> None:
        """Handle a signal until the end, where there is such a signal."""
        number = getattr(signal, name, None)
        if number is None:
            return
        with suppress(ValueError):  # not in the main thread: then nobody sends us any
            before = signal.signal(number, handler)
            self._undo.callback(signal.signal, number, before)


def _input() -> int | None:
    """Return the descriptor that keys come from; None: there is none that we may read."""
    try:
        fd = sys.stdin.fileno()
        terminal = os.isatty(fd)
    except (AttributeError, OSError, ValueError):  # no standard input, or a closed one
        return None
    return None if terminal and not in_foreground(fd) else fd


def _reader(fd: int, *, console: bool) -> Read:
    """Return what waits for bytes here."""
    if sys.platform == "win32":
        return _windows_reader(fd, console=console)

    def read(wait: int | None) -> bytes | None:
        try:
            ready, _out, _urgent = select.select(
                [fd], [], [], None if wait is None else wait / 1000
            )
            return os.read(fd, _LONGEST_LINE) if ready else None
        except OSError:  # the window is gone
            return b""

    return read


def _windows_reader(fd: int, *, console: bool) -> Read:
    """Return what waits on Windows, where neither console nor pipe can be selected; never run."""
    import queue  # noqa: PLC0415 - the one platform that needs a thread for this
    import threading  # noqa: PLC0415

    from posture_break.ui.terminal_windows import watch_keys  # noqa: PLC0415

    come: queue.SimpleQueue[bytes] = queue.SimpleQueue()

    def pump() -> None:
        data = b"-"
        while data:
            data = os.read(fd, _LONGEST_LINE)
            come.put(data)

    if console:
        watch_keys(lambda deliver: deliver(), come.put)
    else:
        threading.Thread(target=pump, name="session keys", daemon=True).start()

    def read(wait: int | None) -> bytes | None:
        try:
            return come.get(timeout=None if wait is None else wait / 1000)
        except queue.Empty:
            return None

    return read


def _leave(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _take_again(fd: int) -> None:
    """Take the keys again after the shell had the terminal: it leaves its own modes behind."""
    if in_foreground(fd):
        take_keys(fd)
