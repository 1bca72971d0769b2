"""What our two Linux icons make of pystray's face: the loop runs them, and they say nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Self

from posture_break.pystray_face import IconBase


class LoopIcon(IconBase):
    """A pystray icon without a thread: `run_detached` returns at once, and there is no `run`."""

    HAS_NOTIFICATION = False

    def __del__(self) -> None:
        """Do nothing: pystray would hide the icon here, on a connection that may be gone."""

    def run_detached(self, setup: Callable[[Self], None] | None = None) -> None:
        """Show the icon as soon as there is a place for it, now or later.

        The base class would start a thread for ``setup``; here it runs at once.
        """
        self._run_detached()
        if setup is None:
            self.visible = True
        else:
            setup(self)

    def _run(self) -> None:
        raise NotImplementedError("the reactor runs the loop: use run_detached")

    def _notify(self, message: str, title: str | None = None) -> None:
        raise NotImplementedError("notifications have their own adapter")

    def _remove_notification(self) -> None:
        raise NotImplementedError("notifications have their own adapter")
