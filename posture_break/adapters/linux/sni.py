"""A pystray icon that speaks StatusNotifierItem and com.canonical.dbusmenu, on the loop's thread.

Hosts differ (XFCE, waybar, GNOME's extension, Plasma, LXQt, MATE); what one of them needs stands
beside the line that does it. Only the first two were tried with this code.
"""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, Any

from posture_break.adapters.linux.bus import method
from posture_break.adapters.linux.dbusmenu import ROOT, MenuModel
from posture_break.adapters.linux.exports import Interface, Method, Variant
from posture_break.adapters.linux.link import nothing
from posture_break.adapters.linux.loop_icon import LoopIcon
from posture_break.adapters.linux.status_host import WATCHER, WATCHER_PATH

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from posture_break.adapters.linux.bus import SessionBus
    from posture_break.ports import Cancel, Reactor
    from posture_break.pystray_face import Menu, MenuItem

Pixmap = tuple[int, int, bytes]  # width, height, ARGB32 in network order, not premultiplied

ITEM = "org.kde.StatusNotifierItem"
ITEM_PATH = "/StatusNotifierItem"
MENU = "com.canonical.dbusmenu"
MENU_PATH = "/MenuBar"

_REFRESH = 15.0  # seconds between looks at the snapshot while the menu is open
_LONGEST_OPEN = 40  # refreshes; a host that never says "closed" must not keep us awake
_NO_PIXMAP: Variant = ("a(iiay)", [])


class Icon(LoopIcon):
    """One item in the tray; ``icon`` is whatever ``pixmaps`` turns into pixels of several sizes.

    ``fresh`` is called when a menu opens and now and then while it is open, to bring up-to-date
    texts. Nothing here blocks.
    """

    def __init__(
        self,
        name: str,
        icon: Any = None,
        title: str | None = None,
        menu: Menu | None = None,
        *,
        bus: SessionBus,
        reactor: Reactor,
        pixmaps: Callable[[Any], Sequence[Pixmap]],
        fresh: Callable[[], None] = nothing,
    ) -> None:
        super().__init__(name, icon, title, menu)
        self._bus = bus
        self._reactor = reactor
        self._pixmaps = pixmaps
        self._fresh = fresh
        self._model = MenuModel()
        self._cancels: tuple[Cancel, ...] = ()
        self._host = ""  # who owns the watcher's name
        self._stop_refreshing: Cancel = nothing
        self._watched_until = 0.0  # monotonic seconds; somebody may look at the menu until then

    # pystray's face

    def stop(self) -> None:
        """Take the icon off the host; the connection stays for others."""
        if self._running:
            self._stop()
            self._running = False

    def _run_detached(self) -> None:
        self._cancels = (
            self._bus.export(ITEM_PATH, self._item_interface()),
            self._bus.export(MENU_PATH, self._menu_interface()),
        )
        self._mark_ready()
        self._cancels += (self._bus.watch_name(WATCHER, self._watcher_changed),)

    def _stop(self) -> None:
        self._stop_refreshing()
        self.visible = (
            False  # the host drops us only with the connection; until then we are passive
        )
        for cancel in self._cancels:
            cancel()
        self._cancels = ()

    def _show(self) -> None:
        self._emit("NewStatus", "s", "Active")

    def _hide(self) -> None:
        self._emit("NewStatus", "s", "Passive")

    def _update_icon(self) -> None:
        self._icon_valid = True
        self._emit("NewIcon")

    def _update_title(self) -> None:
        self._emit("NewTitle")
        self._emit("NewToolTip")

    def _update_menu(self) -> None:
        changes = self._model.read(self._menu)
        # A countdown in a menu that nobody looks at would wake the bus and the panel each minute.
        if changes.layout or time.monotonic() < self._watched_until:
            self._tell_menu()

    def _tell_menu(self) -> None:
        """Tell the host what it has not been told yet."""
        changes = self._model.untold()
        if not self._host:
            return  # nobody reads it; a new host asks for everything
        if changes.updated or changes.removed:
            body = (list(changes.updated), list(changes.removed))
            self._bus.signal(MENU_PATH, MENU, "ItemsPropertiesUpdated", "a(ia{sv})a(ias)", *body)
        if changes.layout:
            self._bus.signal(MENU_PATH, MENU, "LayoutUpdated", "ui", self._model.revision, ROOT)

    # The host

    def _watcher_changed(self, owner: str) -> None:
        self._host = owner
        if owner:
            # The unique name: GNOME's extension loses a race with well-known ones. No waiting for
            # the answer: the host asks us for everything before it gives one.
            register = "RegisterStatusNotifierItem"
            name = self._bus.unique_name
            self._bus.call(method(WATCHER, WATCHER_PATH, WATCHER, register, "s", name))
        else:
            self._stop_refreshing()

    def _emit(self, name: str, signature: str = "", *body: object) -> None:
        if self._host:
            self._bus.signal(ITEM_PATH, ITEM, name, signature, *body)

    def _activate(self, *_place: object) -> tuple[()]:
        """Do the default item: LXQt and MATE do not open the menu on a plain click."""
        self._reactor.post(self)
        return ()

    def _item_interface(self) -> Interface:
        none: Callable[..., tuple[()]] = lambda *_arguments: ()  # noqa: E731 - a table's entry
        return Interface(
            ITEM,
            methods={
                "Activate": Method("ii", "", self._activate),
                "SecondaryActivate": Method("ii", "", self._activate),
                "ContextMenu": Method("ii", "", none),  # the host shows our menu itself
                "Scroll": Method("is", "", none),
                "ProvideXdgActivationToken": Method("s", "", none),
            },
            properties={
                "Category": lambda: ("s", "ApplicationStatus"),
                "Id": lambda: ("s", self.name),
                "Title": lambda: ("s", self.title),
                "Status": lambda: ("s", "Active" if self.visible else "Passive"),
                "WindowId": lambda: ("i", 0),
                "IconThemePath": lambda: ("s", ""),
                "IconName": lambda: ("s", ""),  # left empty, or it wins over the pixmap
                "IconPixmap": lambda: ("a(iiay)", list(self._pixmaps(self.icon))),
                "OverlayIconName": lambda: ("s", ""),
                "OverlayIconPixmap": lambda: _NO_PIXMAP,
                "AttentionIconName": lambda: ("s", ""),
                "AttentionIconPixmap": lambda: _NO_PIXMAP,
                "AttentionMovieName": lambda: ("s", ""),
                "ToolTip": lambda: ("(sa(iiay)ss)", ("", [], self.title, "")),
                "ItemIsMenu": lambda: ("b", True),  # a left click opens the menu
                "Menu": lambda: ("o", MENU_PATH),  # GNOME's extension drops items without one
            },
            signals={
                "NewTitle": "",
                "NewIcon": "",
                "NewAttentionIcon": "",
                "NewOverlayIcon": "",
                "NewToolTip": "",
                "NewStatus": "s",
            },
        )

    # The menu

    def _menu_interface(self) -> Interface:
        model = self._model
        return Interface(
            MENU,
            methods={
                "GetLayout": Method("iias", "u(ia{sv}av)", self._layout),
                "GetGroupProperties": Method(
                    "aias", "a(ia{sv})", lambda numbers, names: (model.group(numbers, names),)
                ),
                "GetProperty": Method(
                    "is", "v", lambda number, name: (model.property(number, name),)
                ),
                "Event": Method("isvu", "", self._event),
                "EventGroup": Method("a(isvu)", "ai", self._event_group),
                "AboutToShow": Method("i", "b", self._about_to_show),
                # Cinnamon and xapp call the group forms, and show a dead menu without them
                "AboutToShowGroup": Method("ai", "aiai", self._about_to_show_group),
            },
            properties={
                "Version": lambda: ("u", 3),
                "TextDirection": lambda: ("s", "ltr"),
                "Status": lambda: ("s", "normal"),
                "IconThemePath": lambda: ("as", []),
            },
            signals={
                "ItemsPropertiesUpdated": "a(ia{sv})a(ias)",
                "LayoutUpdated": "ui",
                "ItemActivationRequested": "iu",
            },
        )

    def _layout(self, number: int, depth: int, names: list[str]) -> tuple[Any, ...]:
        return self._model.revision, self._model.layout(number, depth, names)

    def _event(self, number: int, kind: str, _data: Variant, _time: int) -> tuple[()]:
        if kind == "clicked":
            item = self._model.item(number)
            if item is not None and item.enabled and item.submenu is None:
                self._reactor.post(partial(self._choose, item))  # the answer goes first
        elif kind == "opened":
            self._watch()
            self._keep_fresh(_LONGEST_OPEN)
        elif kind == "closed" and number == ROOT:
            self._watched_until = 0.0
            self._stop_refreshing()
        return ()

    def _choose(self, item: MenuItem) -> None:
        item(self)

    def _event_group(self, events: list[tuple[int, str, Variant, int]]) -> tuple[list[int]]:
        unknown = [event[0] for event in events if event[0] not in self._model]
        for event in events:
            self._event(*event)
        return (unknown,)

    def _about_to_show(self, _number: int) -> tuple[bool]:
        before = self._model.revision
        self._watch()
        self._fresh()
        return (self._model.revision != before,)

    def _watch(self) -> None:
        """Tell new words as they come from now on: some hosts say only one of the two calls."""
        self._watched_until = time.monotonic() + _REFRESH * _LONGEST_OPEN
        self._tell_menu()

    def _about_to_show_group(self, numbers: list[int]) -> tuple[list[int], list[int]]:
        (changed,) = self._about_to_show(ROOT)
        known = [number for number in numbers if number in self._model]
        unknown = [number for number in numbers if number not in self._model]
        return (known if changed else [], unknown)

    def _keep_fresh(self, left: int) -> None:
        """Bring fresh texts now and then until the menu is closed."""
        self._stop_refreshing()
        if left > 0:
            self._stop_refreshing = self._reactor.later(_REFRESH, lambda: self._tick(left - 1))

    def _tick(self, left: int) -> None:
        self._fresh()
        self._keep_fresh(left)
