"""Tells when a file was changed, replaced, created or removed, by file-system events alone."""

from __future__ import annotations

import stat
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from posture_break.ports import Unavailable
from posture_break.texts import _

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from posture_break.ports import Cancel, Reactor

_QUIET = 0.1  # seconds without an event before a change counts as complete
_AT_MOST = 1.0  # seconds after which a file that is written without a pause is looked at anyway
_LINKS = 40  # the kernel follows no more either


class Folders(Protocol):
    """What tells of changes inside a folder on this platform."""

    def start(self) -> None:
        """Begin; raises `Unavailable`."""

    def watch(self, folder: Path, happened: Callable[[str], None]) -> Cancel:
        """Call ``happened(name)`` on the loop for each change; empty name: look at everything."""

    def stop(self) -> None:
        """End all watches."""


def watch_file(reactor: Reactor, path: Path, changed: Callable[[], None]) -> Cancel:
    """Call ``changed`` on the loop after each change of ``path``; it need not exist yet.

    Editors that replace the file, symbolic links on the way and folders that appear later are all
    seen. Raises `Unavailable` where the platform cannot tell.
    """
    watch = FileWatch(reactor, path, changed, _folders(reactor))
    watch.start()
    return watch.stop


def watch_folder(reactor: Reactor, path: Path, changed: Callable[[], None]) -> Cancel:
    """Call ``changed`` on the loop after each change of the folder ``path`` or of a file in it.

    It need not exist yet. Raises `Unavailable` where the platform cannot tell.
    """
    watch = FileWatch(reactor, path, changed, _folders(reactor), inside=True)
    watch.start()
    return watch.stop


def _folders(reactor: Reactor) -> Folders:
    folders: Folders
    if sys.platform == "linux":
        from posture_break.adapters.linux.kernel import FolderEvents  # noqa: PLC0415 - Linux only

        folders = FolderEvents(reactor)
    else:
        from posture_break.adapters.watchdogs import WatchdogFolders  # noqa: PLC0415 - elsewhere

        folders = WatchdogFolders(reactor)
    return folders


class _AnyName:
    """Holds every name."""

    def __contains__(self, _name: object) -> bool:
        return True


_ANY_NAME = _AnyName()

Look = tuple[int, int, int, int, int] | None


class FileWatch:
    """Watches the folders on which one path depends, and follows as they come and go."""

    def __init__(
        self,
        reactor: Reactor,
        path: Path,
        changed: Callable[[], None],
        folders: Folders,
        *,
        inside: bool = False,
    ) -> None:
        """Store the parts; ``inside``: the path is a folder, and what is in it counts."""
        self._inside = inside
        self._reactor = reactor
        self._path = path.absolute()
        self._changed = changed
        self._folders = folders
        self._watched: dict[Path, Cancel] = {}
        self._names: dict[Path, Container[str]] = {}
        self._seen: Look = None
        self._touched = False
        self._first_event = 0.0
        self._pending: Cancel | None = None

    def start(self) -> None:
        """Begin to watch; raises `Unavailable`."""
        self._folders.start()
        self._follow()
        self._seen = _look(self._path)

    def stop(self) -> None:
        """End; no call comes after this one."""
        if self._pending is not None:
            self._pending()
            self._pending = None
        self._watched.clear()
        self._folders.stop()

    def _follow(self) -> None:
        """Bring the watches in line with the folders that matter now."""
        # Again until nothing moves: what appears between the look and the watch is not missed.
        for _round in range(_LINKS):
            self._names = {**places(self._path)}
            if self._inside and _is_folder(self._path):
                self._names[self._path.resolve()] = _ANY_NAME
            if self._names.keys() == self._watched.keys():
                return
            for folder in self._watched.keys() - self._names.keys():
                self._watched.pop(folder)()
            for folder in self._names.keys() - self._watched.keys():
                self._watch(folder)

    def _watch(self, folder: Path) -> None:
        try:
            self._watched[folder] = self._folders.watch(folder, partial(self._happened, folder))
        except (FileNotFoundError, NotADirectoryError):  # it went since we looked: look again
            return
        except OSError as error:
            raise Unavailable(
                _("{folder} cannot be watched for changes ({error}).").format(
                    folder=folder, error=error.strerror
                ),
                _("Start the program anew after a change there."),
            ) from error

    def _happened(self, folder: Path, name: str) -> None:
        if name and name not in self._names.get(folder, ()):
            return
        if not name and folder in self._watched:
            self._watched.pop(folder)()  # gone or renamed: a folder of that name is another one
        self._touched = self._touched or bool(name)
        now = time.monotonic()
        if self._pending is None:
            self._first_event = now
        else:
            self._pending()
        wait = min(_QUIET, max(0.0, self._first_event + _AT_MOST - now))
        self._pending = self._reactor.later(wait, self._settled)

    def _settled(self) -> None:
        self._pending = None
        self._follow()
        seen, touched = _look(self._path), self._touched
        self._touched = False
        if seen != self._seen or (touched and seen is not None):
            self._seen = seen
            self._changed()


def places(path: Path) -> dict[Path, set[str]]:
    """Return the folders whose entries decide what ``path`` is, with the names that matter there.

    Symbolic links are followed, and watched; of a folder that is not there, the nearest that is.
    """
    wanted: dict[Path, set[str]] = {}
    ways = [path]
    for way in ways:
        folder, name = way.parent, way.name
        while not _is_folder(folder) and folder != folder.parent:
            folder, name = folder.parent, folder.name
        # By its real name: when a linked folder is switched, it is another one to watch.
        wanted.setdefault(folder.resolve(), set()).add(name)
        if len(ways) < _LINKS:
            target = _target(way)
            ways += [] if target is None else [way.parent / target]
            ways += [] if _target(folder) is None else [folder]
    return wanted


def _target(path: Path) -> Path | None:
    """Return what the link ``path`` says; None: it is none, or not there."""
    try:
        return path.readlink()
    except OSError:
        return None


def _is_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except OSError:  # also where a folder above may not be entered
        return False


def _look(path: Path) -> Look:
    try:
        status = path.stat()
    except OSError:
        return None
    return (status.st_dev, status.st_ino, status.st_mtime_ns, status.st_size, status.st_mode)
