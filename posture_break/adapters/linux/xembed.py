"""A pystray icon for bars that know the old XEmbed tray alone: trayer, tint2, i3bar, polybar.

It docks whenever a bar is there: now, later, and again after the bar restarted. See `dock` for the
window itself; both buttons open a menu of our own, for such bars offer none.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from posture_break.adapters.linux.dock import Dock
from posture_break.adapters.linux.loop_icon import LoopIcon
from posture_break.adapters.linux.xserver import XServer

if TYPE_CHECKING:
    from posture_break.adapters.linux.dock import Click, Pixmap
    from posture_break.adapters.linux.popup import Popup
    from posture_break.ports import Cancel, Reactor, Unavailable
    from posture_break.pystray_face import Menu

_REFRESH = 15.0  # seconds between looks at the snapshot while the menu is open


def _nothing(*_ignored: object) -> None:
    """Stand for a callback that nobody asked for."""


class Icon(LoopIcon):
    """One icon in the bar; ``icon`` is whatever ``pixmap`` turns into pixels of one size.

    ``fresh`` is called when the menu opens and now and then while it is open, to bring up-to-date
    texts; ``docked`` hears when the icon gets into a bar and when it drops out of it; ``lost``
    hears once when the X server ends, after which this icon is stopped. `run_detached` raises
    `Unavailable` where there is no X server.
    """

    HAS_DEFAULT_ACTION = False

    def __init__(
        self,
        name: str,
        icon: Any = None,
        title: str | None = None,
        menu: Menu | None = None,
        *,
        reactor: Reactor,
        pixmap: Callable[[Any, int], Pixmap],
        fresh: Callable[[], None] = _nothing,
        docked: Callable[[bool], None] = _nothing,
        lost: Callable[[Unavailable], None] = _nothing,
        dark: Callable[[], bool] | None = None,
        display: str | None = None,
    ) -> None:
        super().__init__(name, icon, title, menu)
        self._reactor = reactor
        self._fresh = fresh
        self._lost = lost
        self._dark = dark
        self._server = XServer(reactor, self._server_lost, display)
        self._dock = Dock(
            self._server, name, lambda size: pixmap(self.icon, size), self._clicked, docked
        )
        self._popup: Popup | None = None
        self._stop_refreshing: Cancel = _nothing

    @property
    def is_docked(self) -> bool:
        """Whether the icon is in a bar now."""
        return self._dock.docked

    # pystray's face

    def stop(self) -> None:
        """Take the icon out of the bar and disconnect. Harmless when not running."""
        if self._running:
            self._stop()

    def _run_detached(self) -> None:
        self._server.open()
        self._mark_ready()

    def _stop(self) -> None:
        self._running = False
        self._close_menu()
        self.visible = False
        self._server.close()

    def _show(self) -> None:
        with self._server.turn():
            self._dock.show(self.title)

    def _hide(self) -> None:
        if self._server.alive:
            with self._server.turn():
                self._dock.hide()

    def _update_icon(self) -> None:
        self._icon_valid = True
        if self._server.alive:
            with self._server.turn():
                self._dock.repaint()

    def _update_title(self) -> None:
        if self._server.alive:
            with self._server.turn():
                self._dock.name(self.title)

    def _update_menu(self) -> None:
        if self._popup is not None:
            self._popup.refresh()

    # The menu

    def _clicked(self, click: Click) -> None:
        from posture_break.adapters.linux import xscreen  # noqa: PLC0415 - only with a menu
        from posture_break.adapters.linux.popup import Popup  # noqa: PLC0415 - loads Pillow

        if self._popup is not None or not self._menu:
            return
        self._fresh()
        dark = (self._dark or xscreen.prefers_dark)()
        self._popup = Popup(
            self._server, self._reactor, self._menu, self._chosen, self._closed, dark=dark
        )
        try:
            self._popup.open(click)
        except Exception:
            self._popup = None  # or no later click would get a menu
            raise
        self._keep_fresh()

    def _chosen(self, item: Any) -> None:
        self._reactor.post(lambda: item(self))

    def _closed(self) -> None:
        self._popup = None
        self._stop_refreshing()

    def _close_menu(self) -> None:
        if self._popup is not None:
            self._popup.close()

    def _keep_fresh(self) -> None:
        """Bring fresh texts now and then until the menu is closed, which it is soon."""
        if self._popup is not None:
            self._stop_refreshing = self._reactor.later(_REFRESH, self._tick)

    def _tick(self) -> None:
        self._fresh()
        self._keep_fresh()

    def _server_lost(self, why: Unavailable) -> None:
        self._running = False
        self._visible = False
        self._close_menu()
        self._dock.forget()
        self._lost(why)
