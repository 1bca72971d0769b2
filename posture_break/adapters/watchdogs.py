"""Folder events on Windows and macOS: watchdog's threads, which only post (untried there)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from posture_break.ports import Unavailable
from posture_break.texts import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from posture_break.ports import Cancel, Reactor


class WatchdogFolders:
    """Implements `adapters.files.Folders` with one watchdog observer."""

    def __init__(self, reactor: Reactor) -> None:
        self._reactor = reactor
        self._observer: Any = None  # watchdog ships types only in some versions

    def start(self) -> None:
        """Start the observer's threads; raises `Unavailable`."""
        try:
            from watchdog.observers import Observer  # noqa: PLC0415 - threads; not on Linux
        except ImportError as error:
            raise Unavailable(
                _("Files cannot be watched for changes."), _("pip install watchdog")
            ) from error
        self._observer = Observer()
        self._observer.start()

    def watch(self, folder: Path, happened: Callable[[str], None]) -> Cancel:
        """Post ``happened(name)`` for each change in ``folder``; raises OSError."""

        def tell(name: str) -> None:
            self._reactor.post(lambda: happened(name))

        class Handler:
            """Called by watchdog on its own thread."""

            @staticmethod
            def dispatch(event: Any) -> None:
                for each in (event.src_path, getattr(event, "dest_path", "")):
                    path = Path(os.fsdecode(each))
                    if each and path.parent == folder:
                        tell(path.name)

        watch = self._observer.schedule(Handler(), str(folder), recursive=False)

        def cancel() -> None:
            nonlocal watch
            if watch is not None and self._observer is not None:
                self._observer.unschedule(watch)
            watch = None

        return cancel

    def stop(self) -> None:
        """End the threads."""
        if self._observer is not None:
            self._observer.stop()
            self._observer.join(2)
            self._observer = None
