"""Kernel objects that Python does not offer yet: timer descriptors (until 3.13) and inotify.

Through ctypes rather than a package: watchdog would add threads and 3.5 MB to the waiting program.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct
from typing import TYPE_CHECKING

from posture_break.ports import Unavailable
from posture_break.texts import _

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from posture_break.ports import Cancel, Reactor

_CLOCK_REALTIME, _CLOCK_BOOTTIME = 0, 7
_TIMER_ABSOLUTE, _TIMER_CANCEL_ON_SET = 1, 2
_FLAGS = os.O_NONBLOCK | os.O_CLOEXEC  # TFD_* and IN_* are these very numbers

_IN_ATTRIB, _IN_CLOSE_WRITE, _IN_MOVED, _IN_CREATE, _IN_DELETE = 0x4, 0x8, 0xC0, 0x100, 0x200
_IN_DELETE_SELF, _IN_MOVE_SELF, _IN_UNMOUNT = 0x400, 0x800, 0x2000
_IN_OVERFLOW, _IN_IGNORED, _IN_ONLYDIR = 0x4000, 0x8000, 0x1000000
_IN_FOLDER = (
    _IN_ATTRIB | _IN_CLOSE_WRITE | _IN_MOVED | _IN_CREATE | _IN_DELETE
    | _IN_DELETE_SELF | _IN_MOVE_SELF | _IN_ONLYDIR
)  # fmt: skip
_IN_FOLDER_ITSELF = _IN_DELETE_SELF | _IN_MOVE_SELF | _IN_UNMOUNT | _IN_IGNORED
_HEAD = struct.Struct("iIII")  # wd, mask, cookie, length of the name

_libc = ctypes.CDLL(None, use_errno=True)


class _TimerSetting(ctypes.Structure):
    """``struct itimerspec``: a long each, on 32-bit machines too (their 64-bit call has a name)."""

    _fields_ = (
        ("interval_s", ctypes.c_long),
        ("interval_ns", ctypes.c_long),
        ("value_s", ctypes.c_long),
        ("value_ns", ctypes.c_long),
    )


_FOREVER = 2 ** (8 * ctypes.sizeof(ctypes.c_long) - 1) - 1


def _checked(result: int, path: str | None = None) -> int:
    """Return what a call of the C library returned, or raise its OSError."""
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), path)
    return result


def _open_timer(clock: int) -> int:
    try:
        return _checked(_libc.timerfd_create(clock, _FLAGS))
    except (OSError, AttributeError) as error:
        raise Unavailable(
            _("This system has no timer descriptors ({error}).").format(error=error)
        ) from error


def _set_timer(fd: int, flags: int, seconds: int, nanoseconds: int) -> None:
    setting = _TimerSetting(0, 0, seconds, nanoseconds)
    _checked(_libc.timerfd_settime(fd, flags, ctypes.byref(setting), None))


def _open_cancelled_when_set() -> int:
    fd = _open_timer(_CLOCK_REALTIME)
    _set_timer(fd, _TIMER_ABSOLUTE | _TIMER_CANCEL_ON_SET, _FOREVER, 0)
    return fd


class SleepProofTimer:
    """One moment on the clock that goes on in system sleep: rings right after waking up.

    It does not wake the computer (that would be CLOCK_BOOTTIME_ALARM).
    """

    def __init__(self, reactor: Reactor, rung: Callable[[], None]) -> None:
        self._reactor = reactor
        self._rung = rung
        self._fd: int | None = None
        self._cancel: Cancel | None = None

    def start(self) -> None:
        """Open the timer; raises `Unavailable`."""
        self._fd = _open_timer(_CLOCK_BOOTTIME)
        self._cancel = self._reactor.watch(self._fd, self._readable)

    def arm(self, seconds: float | None) -> None:
        """Ring once in ``seconds`` (none or less: at once) instead of what was set; None: never."""
        if self._fd is None:
            return
        nanoseconds = 0 if seconds is None else max(1, round(seconds * 1e9))  # 0 would disarm
        _set_timer(self._fd, 0, *divmod(nanoseconds, 1_000_000_000))

    def stop(self) -> None:
        """Close the timer."""
        if self._fd is not None and self._cancel is not None:
            self._cancel()
            os.close(self._fd)
            self._fd = None

    def _readable(self) -> None:
        assert self._fd is not None
        try:
            os.read(self._fd, 8)
        except BlockingIOError:  # set anew between the ringing and this look
            return
        self._rung()


class ClockSetWatch:
    """Tells when the wall clock was set, and when the system woke up, without ever looking.

    A timer that never rings, with TFD_TIMER_CANCEL_ON_SET: the kernel cancels it upon either.
    """

    def __init__(
        self,
        reactor: Reactor,
        moved: Callable[[], None],
        open_timer: Callable[[], int] | None = None,
        read: Callable[[int, int], bytes] = os.read,
    ) -> None:
        self._reactor = reactor
        self._moved = moved
        self._open_timer = open_timer or _open_cancelled_when_set
        self._read = read
        self._fd: int | None = None
        self._cancel: Cancel | None = None

    def start(self) -> None:
        """Open the timer; raises `Unavailable`."""
        self._fd = self._open_timer()
        self._cancel = self._reactor.watch(self._fd, self._readable)

    def stop(self) -> None:
        """Close the timer."""
        if self._fd is not None and self._cancel is not None:
            self._cancel()
            os.close(self._fd)
            self._fd = None

    def _readable(self) -> None:
        assert self._fd is not None
        try:
            self._read(self._fd, 8)
        except BlockingIOError:
            return
        except OSError as error:
            if error.errno != errno.ECANCELED:
                raise  # after ECANCELED it stays armed for the next time
        self._moved()


class FolderEvents:
    """Tells which names in a folder came, went or were written: one inotify descriptor.

    Implements `adapters.files.Folders`.
    """

    def __init__(self, reactor: Reactor) -> None:
        self._reactor = reactor
        self._fd: int | None = None
        self._cancel: Cancel | None = None
        self._watches: dict[int, list[Callable[[str], None]]] = {}

    def start(self) -> None:
        """Open the descriptor; raises `Unavailable`."""
        try:
            self._fd = _checked(_libc.inotify_init1(_FLAGS))
        except (OSError, AttributeError) as error:
            raise Unavailable(
                _("Files cannot be watched for changes ({error}).").format(error=error),
                _("Raise fs.inotify.max_user_instances, or start the program anew after a change."),
            ) from error
        self._cancel = self._reactor.watch(self._fd, self._readable)

    def watch(self, folder: Path, happened: Callable[[str], None]) -> Cancel:
        """Call ``happened(name)`` for each change; an empty name: the folder itself went, or more.

        Raises OSError where ``folder`` is not there, no folder or not to be watched.
        """
        assert self._fd is not None
        # The same folder by another path gives the same number: they share it.
        number = _checked(
            _libc.inotify_add_watch(self._fd, os.fsencode(folder), _IN_FOLDER), str(folder)
        )
        calls = self._watches.setdefault(number, [])
        calls.append(happened)

        def cancel() -> None:
            if happened in calls:
                calls.remove(happened)
            if not calls and self._watches.get(number) is calls:
                del self._watches[number]
                if self._fd is not None:
                    _libc.inotify_rm_watch(self._fd, number)  # the kernel may have dropped it

        return cancel

    def stop(self) -> None:
        """Close the descriptor and with it all watches."""
        if self._fd is not None and self._cancel is not None:
            self._cancel()
            os.close(self._fd)
            self._fd = None
        self._watches.clear()

    def _readable(self) -> None:
        assert self._fd is not None
        try:
            data = os.read(self._fd, 16_384)
        except BlockingIOError:
            return
        place = 0
        while place < len(data):
            number, mask, _cookie, length = _HEAD.unpack_from(data, place)
            place += _HEAD.size + length
            name = os.fsdecode(data[place - length : place].rstrip(b"\0"))
            self._tell(number, mask, name)

    def _tell(self, number: int, mask: int, name: str) -> None:
        if mask & _IN_OVERFLOW:
            told = [call for calls in self._watches.values() for call in calls]
        else:
            told = list(self._watches.get(number, ()))
        if mask & _IN_IGNORED:
            self._watches.pop(number, None)
        for call in told:
            call("" if mask & (_IN_FOLDER_ITSELF | _IN_OVERFLOW) else name)
