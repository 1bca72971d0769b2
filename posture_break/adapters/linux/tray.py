"""The icon wherever this desktop has a place for it, now or later: StatusNotifierItem, or XEmbed.

The modern item costs nothing while it waits for a host, so it is always offered. The old kind of
icon needs a connection to the X server (6 MB with its library): it is tried where no modern host
came in time, and given up as soon as one comes.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Protocol

from posture_break.adapters.linux import sni
from posture_break.adapters.linux.link import nothing
from posture_break.adapters.linux.status_host import HostWatch
from posture_break.ports import Unavailable
from posture_break.texts import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from posture_break.adapters.linux import xembed
    from posture_break.adapters.linux.bus import SessionBus
    from posture_break.ports import Cancel, Reactor
    from posture_break.pystray_face import Menu

# These show StatusNotifierItems; at login their panel may come after us.
_MODERN = frozenset({"XFCE", "KDE", "LXQt", "MATE", "GNOME", "Unity", "X-Cinnamon", "Budgie"})
_PATIENCE = 10.0  # seconds for a panel to come, before the old kind of tray is tried there
_SHORT_PATIENCE = 0.3  # the same where we know nothing of the desktop
_NOWHERE_AFTER = 12.0  # seconds without any tray until the person is told


class Pictures(Protocol):
    """Where the pixels of an icon come from: `ui.icon_cache.IconSource`."""

    def pixmaps(self, look: Any) -> tuple[sni.Pixmap, ...]:
        """Return all common sizes."""

    def pixmap(self, look: Any, size: int) -> sni.Pixmap:
        """Return one size."""


def find(
    reactor: Reactor,
    bus: SessionBus,
    pictures: Pictures,
    *,
    fresh: Callable[[], None] = nothing,
    nowhere: Callable[[Unavailable], None] = lambda _why: None,
    somewhere: Callable[[], None] = nothing,
    dark: bool | None = None,
) -> Callable[[str, Any, str, Menu], LinuxIcon]:
    """Return what makes the tray's icon here; its ``icon`` is what ``pictures`` understands.

    ``fresh`` is called when a menu opens and while it stays open, to have a snapshot shown anew;
    ``nowhere`` hears once when no tray has come; the icon still appears when one comes later, and
    ``somewhere`` hears of that. ``dark``: how our own menu looks; None: as the desktop.
    """

    def make(name: str, icon: Any, title: str, menu: Menu) -> LinuxIcon:
        return LinuxIcon(
            name, icon, title, menu,
            bus=bus, reactor=reactor, pictures=pictures, fresh=fresh,
            nowhere=nowhere, somewhere=somewhere, dark=dark,
        )  # fmt: skip

    return make


def no_tray() -> Unavailable:
    """Return what to tell a person whose desktop has no tray."""
    reason = _("This desktop has no place for tray icons now.")
    if "GNOME" in os.environ.get("XDG_CURRENT_DESKTOP", "").split(":"):
        cure = _("On GNOME, install and switch on the extension AppIndicator Support.")
    else:
        cure = _("Add the status tray to your panel; the icon appears as soon as it is there.")
    return Unavailable(
        reason, cure + " " + _("Until then, posture-break status tells the same in a terminal.")
    )


class LinuxIcon:
    """A pystray icon's face over the two kinds of icon, of which one at most is seen."""

    def __init__(
        self,
        name: str,
        icon: Any,
        title: str,
        menu: Menu,
        *,
        bus: SessionBus,
        reactor: Reactor,
        pictures: Pictures,
        fresh: Callable[[], None],
        nowhere: Callable[[Unavailable], None],
        somewhere: Callable[[], None],
        dark: bool | None,
    ) -> None:
        self._name = name
        self._menu = menu
        self._reactor = reactor
        self._pictures = pictures
        self._fresh = fresh
        self._nowhere = nowhere
        self._somewhere = somewhere
        self._dark = None if dark is None else lambda: dark
        self._told = False
        self._modern = sni.Icon(
            name, icon, title, menu,
            bus=bus, reactor=reactor, pixmaps=pictures.pixmaps, fresh=fresh,
        )  # fmt: skip
        self._old: xembed.Icon | None = None
        self._hosts = HostWatch(bus, self._host_changed)
        self._hosted = False
        self._call_off_old: Cancel = nothing
        self._call_off_nowhere: Cancel = nothing

    @property
    def placed(self) -> bool:
        """Whether some tray shows the icon now."""
        return self._hosted or (self._old is not None and self._old.is_docked)

    @property
    def icon(self) -> Any:
        """What is drawn."""
        return self._modern.icon

    @icon.setter
    def icon(self, value: Any) -> None:
        self._modern.icon = value
        if self._old is not None:
            self._old.icon = value

    @property
    def title(self) -> str:
        """What the tooltip says."""
        return self._modern.title

    @title.setter
    def title(self, value: str) -> None:
        self._modern.title = value
        if self._old is not None:
            self._old.title = value

    def update_menu(self) -> None:
        """Look at the menu again."""
        self._modern.update_menu()
        if self._old is not None:
            self._old.update_menu()

    def run_detached(self) -> None:
        """Appear in whatever tray there is, or comes."""
        self._modern.run_detached()
        self._hosts.start()
        self._expect_a_tray()

    def stop(self) -> None:
        """Leave the tray."""
        self._call_off_old()
        self._call_off_nowhere()
        self._hosts.stop()
        self._modern.stop()
        self._end_old()

    def _host_changed(self, there: bool) -> None:
        self._hosted = there
        self._call_off_old()
        if there:
            self._arrived()
            self._end_old()
        else:
            # A panel that restarts is back in a moment: no reason to load the X library.
            self._call_off_old = self._reactor.later(_patience(), self._begin_old)
            self._expect_a_tray()

    def _begin_old(self) -> None:
        if self._hosted or self._old is not None or not os.environ.get("DISPLAY"):
            return
        from posture_break.adapters.linux import xembed  # noqa: PLC0415 - loads python-xlib

        old = xembed.Icon(
            self._name, self.icon, self.title, self._menu,
            reactor=self._reactor, pixmap=self._pictures.pixmap,
            fresh=self._fresh, docked=self._old_docked, lost=self._old_lost, dark=self._dark,
        )  # fmt: skip
        try:
            old.run_detached()
        except Unavailable:
            return  # no X server: whoever cares is told by the notice, which comes in any case
        self._old = old

    def _end_old(self) -> None:
        if self._old is not None:
            old, self._old = self._old, None
            old.stop()

    def _old_docked(self, docked: bool) -> None:
        if docked:
            self._arrived()
        else:
            self._expect_a_tray()

    def _old_lost(self, _why: Unavailable) -> None:
        self._old = None
        self._expect_a_tray()

    def _expect_a_tray(self) -> None:
        """Give the first tray, or the next one, some time to come."""
        self._call_off_nowhere()
        self._call_off_nowhere = self._reactor.later(_NOWHERE_AFTER, self._give_notice)

    def _give_notice(self) -> None:
        if not self.placed and not self._told:
            self._told = True
            self._nowhere(no_tray())

    def _arrived(self) -> None:
        self._call_off_nowhere()
        if self._told:
            self._told = False
            self._somewhere()


def _patience() -> float:
    desktops = os.environ.get("XDG_CURRENT_DESKTOP", "").split(":")
    return _PATIENCE if _MODERN.intersection(desktops) else _SHORT_PATIENCE
