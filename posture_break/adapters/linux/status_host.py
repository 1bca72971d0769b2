"""Whether somebody on this desktop shows status items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from posture_break.adapters.linux.bus import Match, method
from posture_break.ports import Unavailable

if TYPE_CHECKING:
    from collections.abc import Callable

    from posture_break.adapters.linux.bus import Body, SessionBus
    from posture_break.ports import Cancel

WATCHER = "org.kde.StatusNotifierWatcher"
WATCHER_PATH = "/StatusNotifierWatcher"


class HostWatch:
    """Tells whether somebody shows status items: a watcher with a host, not a watcher alone.

    KDE's background service is such a watcher, and it also runs where the bar speaks XEmbed only.
    """

    def __init__(self, bus: SessionBus, changed: Callable[[bool], None]) -> None:
        self._bus = bus
        self._changed = changed
        self._watcher = ""
        self._shown: bool | None = None
        self._cancels: tuple[Cancel, ...] = ()

    def start(self) -> None:
        """Begin; ``changed`` is called soon, and at each change."""
        signals = ("StatusNotifierHostRegistered", "StatusNotifierHostUnregistered")
        self._cancels = tuple(
            self._bus.subscribe(Match(WATCHER, signal, WATCHER_PATH, WATCHER), self._ask)
            for signal in signals
        )
        self._cancels += (self._bus.watch_name(WATCHER, self._owner_changed),)

    def stop(self) -> None:
        """End."""
        for cancel in self._cancels:
            cancel()
        self._cancels = ()

    def _owner_changed(self, owner: str) -> None:
        self._watcher = owner
        if owner:
            self._ask()
        else:
            self._tell(shown=False)

    def _ask(self, *_signal: object) -> None:
        name = "IsStatusNotifierHostRegistered"
        interface = "org.freedesktop.DBus.Properties"
        ask = method(WATCHER, WATCHER_PATH, interface, "Get", "ss", WATCHER, name)
        self._bus.call(ask, self._answered)

    def _answered(self, reply: Body | Unavailable) -> None:
        # one that does not know the property, or is slow, gets the benefit of the doubt
        alone = not isinstance(reply, Unavailable) and reply[:1] == (("b", False),)
        self._tell(shown=bool(self._watcher) and not alone)

    def _tell(self, *, shown: bool) -> None:
        if self._cancels and shown != self._shown:
            self._shown = shown
            self._changed(shown)
