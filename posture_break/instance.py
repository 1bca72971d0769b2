"""One running program for each person: a lock of the operating system, gone with the process."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from posture_break import paths
from posture_break.ports import Unavailable
from posture_break.texts import _
from posture_break.troubles import say

if TYPE_CHECKING:
    from filelock import BaseFileLock


class Instance:
    """Holds the lock file while the program runs; kill -9 frees it too."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock: BaseFileLock | None = None

    def claim(self) -> bool:
        """Return whether we are the only one from now on; `Unavailable` where no lock can be."""
        import filelock  # noqa: PLC0415 - commands that only ask do not need it

        lock = filelock.FileLock(self._path, timeout=0, mode=0o600)
        try:
            lock.acquire()
        except filelock.Timeout:
            return False
        except (OSError, NotImplementedError) as error:
            raise Unavailable(
                _("{file} cannot be locked ({error}).").format(file=self._path, error=error),
                _("A second start will not be noticed."),
            ) from error
        self._lock = lock
        return True

    def release(self) -> None:
        """Let the next one start."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None


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
