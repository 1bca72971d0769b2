"""The program's one thread: descriptors, moments, posts and signals, one callback at a time."""

from __future__ import annotations

import heapq
import selectors
import signal as signals
import socket
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self, TypeVar

if TYPE_CHECKING:
    from types import FrameType

    from posture_break.ports import Cancel

Call = Callable[[], None]
Part = TypeVar("Part")

_LONGEST = 86_400.0  # seconds asked of the kernel in one go: epoll takes no more than 24 days
_FEW = 64  # so few timers are never worth tidying


@dataclass(slots=True, eq=False)
class _Watched:
    """What is wanted of one descriptor; its identity tells a reused number from the old one."""

    calls: dict[int, Call] = field(default_factory=dict)  # by EVENT_READ, EVENT_WRITE


@dataclass(slots=True, order=True)
class _Timer:
    """A moment in the heap: ordered by deadline, then by the order of asking."""

    deadline: float
    number: int
    call: Call | None = field(compare=False)  # None once rung or called off


class Reactor:
    """Implements `ports.Reactor` with ``selectors``; open it, `run` it, close it.

    While nothing is ready and nothing is due it blocks in the kernel for ever. A callback that
    raises is handed to ``on_error`` and the loop goes on; without ``on_error`` it ends the loop.
    Timers run on the monotonic clock, which may stand still in system sleep: see `alarm.Alarm`.
    """

    def __init__(self, on_error: Callable[[Exception], None] | None = None) -> None:
        self._on_error = on_error
        self._selector: selectors.BaseSelector | None = None
        self._wake_read: socket.socket | None = None
        self._wake_write: socket.socket | None = None
        self._watched: dict[int, _Watched] = {}
        self._timers: list[_Timer] = []
        self._asked = 0
        self._tidy_at = _FEW
        self._posted: deque[Call] = deque()
        self._woken = False
        self._stopping = False
        self._running = False
        self._old_wakeup_fd: int | None = None

    def open(self) -> None:
        """Open the selector and the wake-up pair; `run` and the two watches need this first."""
        self._selector = selectors.DefaultSelector()
        # A socket pair rather than a pipe: select() on Windows takes sockets only.
        self._wake_read, self._wake_write = socket.socketpair()
        self._wake_read.setblocking(False)
        self._wake_write.setblocking(False)
        self.watch(self._wake_read.fileno(), self._answer_wake)
        if self._posted:
            self._wake()

    def close(self) -> None:
        """Close everything; what was still waiting is forgotten. Harmless when not open."""
        if self._old_wakeup_fd is not None:
            signals.set_wakeup_fd(self._old_wakeup_fd)
            self._old_wakeup_fd = None
        for each in (self._selector, self._wake_read, self._wake_write):
            if each is not None:
                each.close()
        self._selector = self._wake_read = self._wake_write = None
        self._woken = False
        self._watched.clear()
        self._timers.clear()
        self._posted.clear()

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def watch(self, fd: int, readable: Call) -> Cancel:
        """Call ``readable`` whenever ``fd`` has something to read, or has been hung up.

        A regular file raises PermissionError (epoll): it would always be ready.
        """
        return self._want(fd, selectors.EVENT_READ, readable)

    def watch_write(self, fd: int, writable: Call) -> Cancel:
        """Call ``writable`` whenever ``fd`` takes more to write; cancel it when nothing is left."""
        return self._want(fd, selectors.EVENT_WRITE, writable)

    def later(self, seconds: float, call: Call) -> Cancel:
        """Call ``call`` once, after ``seconds``; in the next round when that is none or past."""
        self._asked += 1
        timer = _Timer(time.monotonic() + max(0.0, seconds), self._asked, call)
        self._tidy()
        heapq.heappush(self._timers, timer)

        def cancel() -> None:
            timer.call = None

        return cancel

    def post(self, call: Call) -> None:
        """Call ``call`` soon on the loop's thread; the only method that any thread may use."""
        self._posted.append(call)
        self._wake()

    def signal(self, signum: int, call: Call) -> Cancel:
        """Call ``call`` on the loop upon a signal of the operating system (main thread only)."""

        def arrived(_signum: int, _frame: FrameType | None) -> None:
            self.post(call)

        if self._old_wakeup_fd is None:
            # The byte in the pair ends a sleep that the handler alone would come too late for
            # (and that Windows does not interrupt at all).
            fd = _opened(self._wake_write).fileno()
            self._old_wakeup_fd = signals.set_wakeup_fd(fd, warn_on_full_buffer=False)
        previous = signals.signal(signum, arrived)

        def cancel() -> None:
            if signals.getsignal(signum) is arrived:
                signals.signal(signum, previous)

        return cancel

    def run(self, wait: Callable[[], float | None] | None = None) -> None:
        """Serve until `stop`; ``wait`` tells before each sleep how many seconds it may last."""
        if self._running:
            raise RuntimeError("the reactor is running already")
        self._running = True
        try:
            while not self._stopping:
                self.turn(wait() if wait else None)
        finally:
            self._running = self._stopping = False

    def stop(self) -> None:
        """End `run` after the present round; called before `run`, that ends at once."""
        self._stopping = True
        self._wake()

    def turn(self, at_most: float | None = None) -> None:
        """Sleep until something is ready or due, ``at_most`` seconds; serve it: one round."""
        for key, mask in _opened(self._selector).select(self._sleep(at_most)):
            for event in (selectors.EVENT_READ, selectors.EVENT_WRITE):
                # Every look is fresh: an earlier callback of this round may have cancelled this
                # one, or closed the descriptor, whose number may by now belong to another.
                watched = self._watched.get(key.fd)
                if mask & event and watched and watched is key.data:
                    self._call(watched.calls.get(event))
        self._ring()

    def _ring(self) -> None:
        """Call the timers that are due now; those they ask for wait for the next round."""
        now, due = time.monotonic(), []
        while self._timers and self._timers[0].deadline <= now:
            due.append(heapq.heappop(self._timers))
        for timer in due:
            call, timer.call = timer.call, None
            self._call(call)

    def _call(self, call: Call | None) -> None:
        """Run a callback: the boundary that keeps one part's fault from ending the program."""
        if call is None:
            return
        try:
            call()
        except Exception as error:
            if self._on_error is None:
                raise
            self._on_error(error)

    def _sleep(self, at_most: float | None) -> float | None:
        while self._timers and self._timers[0].call is None:
            heapq.heappop(self._timers)  # called off: not worth waking for
        limits = [] if at_most is None else [at_most]
        if self._timers:
            limits.append(self._timers[0].deadline - time.monotonic())
        return min(_LONGEST, max(0.0, min(limits))) if limits else None

    def _tidy(self) -> None:
        """Forget cancelled timers each time the heap has doubled, so that it cannot grow."""
        if len(self._timers) >= self._tidy_at:
            self._timers = [each for each in self._timers if each.call is not None]
            heapq.heapify(self._timers)
            self._tidy_at = max(_FEW, 2 * len(self._timers))

    def _want(self, fd: int, event: int, call: Call) -> Cancel:
        selector = _opened(self._selector)
        watched = self._watched.get(fd, _Watched())
        if event in watched.calls:
            raise ValueError(f"file descriptor {fd} is watched already")
        if watched.calls:
            selector.modify(fd, event | sum(watched.calls), watched)
        else:
            selector.register(fd, event, watched)
            self._watched[fd] = watched
        watched.calls[event] = call
        wanted = True

        def cancel() -> None:
            nonlocal wanted
            if wanted:
                wanted = False
                del watched.calls[event]
                self._unwant(fd, watched)

        return cancel

    def _unwant(self, fd: int, watched: _Watched) -> None:
        if self._selector is None or self._watched.get(fd) is not watched:
            return
        if not watched.calls:
            del self._watched[fd]
            self._selector.unregister(fd)
            return
        try:
            self._selector.modify(fd, sum(watched.calls), watched)
        except OSError:  # closed before it was cancelled; the selector has dropped it by now
            del self._watched[fd]

    def _wake(self) -> None:
        if self._wake_write is not None and not self._woken:
            self._woken = True
            with suppress(OSError):  # full: it wakes anyway; closed meanwhile: nobody to wake
                self._wake_write.send(b"\0")

    def _answer_wake(self) -> None:
        _opened(self._wake_read).recv(4096)
        self._woken = False  # before looking: what is posted from here on wakes again
        for _each in range(len(self._posted)):
            self._call(self._posted.popleft())


def _opened(part: Part | None) -> Part:
    if part is None:
        raise RuntimeError("the reactor is not open")
    return part
