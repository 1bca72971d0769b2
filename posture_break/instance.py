"""One running program for each person: a lock of the operating system, gone with the process."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from posture_break import paths
from posture_break.ports import Unavailable
from posture_break.texts import _
from posture_break.troubles import say


class Instance:
    """Holds the lock file while the program runs; kill -9 frees it too."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._free: Callable[[], None] | None = None

    def claim(self) -> bool:
        """Return whether we are the only one from now on; `Unavailable` where no lock can be."""
        try:
            self._free = _lock(self._path)
        except (OSError, NotImplementedError) as error:
            raise Unavailable(
                _("{file} cannot be locked ({error}).").format(file=self._path, error=error),
                _("A second start will not be noticed."),
            ) from error
        return self._free is not None

    def release(self) -> None:
        """Let the next one start."""
        if self._free is not None:
            self._free()
            self._free = None


def _lock(path: Path) -> Callable[[], None] | None:
    """Return what frees the lock on a file, or None where another process holds it."""
    if sys.platform == "win32":
        import filelock  # noqa: PLC0415 - Windows only: two calls do the same elsewhere, 1.4 MB less

        lock = filelock.FileLock(path, timeout=0)
        try:
            lock.acquire()
        except filelock.Timeout:
            return None
        return lock.release
    import fcntl  # noqa: PLC0415 - Windows has none

    fd = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)  # Python's own are not inherited
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(fd)
        if isinstance(error, BlockingIOError):
            return None
        raise
    return lambda: os.close(fd)


def only_one() -> tuple[Instance | None, Path | None]:
    """Return our lock and the runtime folder; no lock but a folder: another one runs.

    Where no folder can be had, it runs all the same: with a lock on nothing, and no commands.
    """
    try:
        folder = paths.runtime_folder()
        instance = Instance(folder / "posture-break.lock")
        return (instance if instance.claim() else None), folder
    except Unavailable as trouble:
        say(str(trouble))
        return Instance(Path()), None
