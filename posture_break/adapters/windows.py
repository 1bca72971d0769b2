"""The tray on Windows: pystray's own icon, kept from its traps. Not tried on Windows.

pystray's icon runs a thread of its own. That thread alone may build the menu, for it destroys the
old one while it does so; and it alone hears choices, which belong on the loop. So the loop freezes
the menu whenever that changes, the tray's thread builds it just before it shows it, and choices are
posted.
"""

from __future__ import annotations

import ctypes
import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any, Protocol

from posture_break.adapters.frozen_menu import freeze
from posture_break.plain import clip, plain_line
from posture_break.ports import Reactor
from posture_break.pystray_face import IconBase, NativeIcon

_log = logging.getLogger(__name__)

TOOLTIP, BALLOON_TITLE, BALLOON = 127, 63, 255  # UTF-16 units; pystray raises for longer texts
ICON_SIZE = 64  # pystray writes all usual sizes up to this one; Windows takes what it needs

_RIGHT_BUTTON_UP = 0x0205  # WM_RBUTTONUP
_FRESH_WITHIN = 0.2  # seconds that a click waits for the loop to bring fresh words
_READY_WITHIN = 2.0  # seconds until the tray's window must be there
_PER_MONITOR = 2  # PROCESS_PER_MONITOR_DPI_AWARE


def be_dpi_aware(windll: Any = None) -> bool:
    """Tell Windows that we know about dense screens, or the menu is blurred.

    Call it before the first window. Not tried on Windows.
    """
    windll = windll or getattr(ctypes, "windll", None)
    with suppress(AttributeError, OSError):  # before Windows 8.1
        # E_ACCESSDENIED (negative): a manifest has said it already, so it holds as well
        windll.shcore.SetProcessDpiAwareness(_PER_MONITOR)
        return True
    with suppress(AttributeError, OSError):
        return bool(windll.user32.SetProcessDPIAware())
    return False


class Face(Protocol):
    """What is used of the made icon."""

    icon: Any
    title: str

    def run_detached(self) -> None:
        """Show it."""

    def update_menu(self) -> None:
        """Look at the menu again."""

    def notify(self, message: str, title: str) -> None:
        """Show a balloon."""

    def stop(self) -> None:
        """Take it away."""


def find(
    reactor: Reactor, *, fresh: Callable[[], None] = lambda: None, native: Any = NativeIcon
) -> Callable[[str, Any, str, Any], Face]:
    """Return what makes the tray's icon; its ``icon`` is a PIL image of `ICON_SIZE`.

    ``fresh`` is called on the loop when the menu opens. ``native`` is pystray's class.
    """
    be_dpi_aware()
    kind: Any = type("Icon", (TrayThreadIcon, native), {})
    return partial(kind, reactor=reactor, fresh=fresh)


class TrayThreadIcon(IconBase):
    """Goes in front of pystray's Windows icon and keeps both threads to what is theirs."""

    def __init__(
        self,
        name: str,
        icon: Any,
        title: str,
        menu: Any,
        *,
        reactor: Reactor,
        fresh: Callable[[], None],
    ) -> None:
        super().__init__(name, icon, plain_line(title, TOOLTIP), menu)
        self._live = menu
        self._reactor = reactor
        self._fresh = fresh
        self._thread_of_tray: threading.Thread | None = None
        self._window_is_there = threading.Event()
        self._setup: Callable[[Any], None] | None = None

    # on the loop

    def run_detached(self, setup: Callable[[Any], None] | None = None) -> None:
        """Show the icon: freeze the menu and start the tray's thread.

        pystray would start one more thread for ``setup``, and neither of its two is a daemon: if
        Windows refuses the window, or the stop comes early, the program could not end.
        """
        self.update_menu()
        self._setup = setup
        self._thread_of_tray = threading.Thread(target=self._serve, name="tray", daemon=True)
        self._thread_of_tray.start()

    def update_menu(self) -> None:
        """Freeze the menu as it is now; pystray also calls this on its thread, to build it."""
        if threading.current_thread() is self._thread_of_tray:
            self._update_menu()
        else:
            self._menu = freeze(self._live, self._choose, _without_mnemonic)

    def stop(self) -> None:
        """Take the icon away; harmless before the start."""
        if self._thread_of_tray is not None and self._window_is_there.wait(_READY_WITHIN):
            if self._running:
                self._running = False
                self._stop()
            self._thread_of_tray.join(_READY_WITHIN)

    def _update_title(self) -> None:
        self._title: str = plain_line(self._title, TOOLTIP)
        super()._update_title()

    def _notify(self, message: str, title: str | None = None) -> None:
        super()._notify(clip(message, BALLOON), clip(title or self.name, BALLOON_TITLE))

    # on the tray's thread

    def _serve(self) -> None:
        try:
            self._run()
        except Exception:  # noqa: BLE001 - the end of a thread: nobody else would hear of it
            _log.exception("The tray ended.")

    def _mark_ready(self) -> None:
        super()._mark_ready()
        if self._setup is None:
            self.visible = True
        else:
            self._setup(self)
        self._window_is_there.set()

    def _choose(self, item: Any) -> None:
        self._reactor.post(lambda: item(self))

    def _on_notify(self, wparam: int, lparam: int) -> object:
        """Build the menu anew just before a click shows it. Not tried on Windows."""
        if lparam == _RIGHT_BUTTON_UP:
            self._ask_for_fresh_words()
            self._update_menu()
        native: Any = super()
        return native._on_notify(wparam, lparam)  # noqa: SLF001 - pystray's own hook for clicks

    def _ask_for_fresh_words(self) -> None:
        """Let the loop bring the menu up to date, if it is quick."""
        done = threading.Event()

        def bring() -> None:
            try:
                self._fresh()
                self.update_menu()
            finally:
                done.set()

        self._reactor.post(bring)
        done.wait(_FRESH_WITHIN)


def _without_mnemonic(text: str) -> str:
    """Return a menu text in which ``&`` stays an ampersand."""
    return text.replace("&", "&&")
