"""What a tray host knows of our icon, over D-Bus alone: its properties, its menu, and choosing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from jeepney import DBusAddress, MessageType, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

_WATCHER = "org.kde.StatusNotifierWatcher"
_ITEM = "org.kde.StatusNotifierItem"
_MENU = "com.canonical.dbusmenu"
_PROPERTIES = "org.freedesktop.DBus.Properties"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the menu as the host sees it."""

    number: int
    label: str
    enabled: bool
    separator: bool
    children: tuple[Line, ...]


class Host:
    """A client that reads and clicks what a tray host shows."""

    def __init__(self, link: DBusConnection) -> None:
        """Store the connection."""
        self._link = link

    def call(
        self, service: str, path: str, interface: str, name: str, signature: str = "", *body: Any
    ) -> tuple[Any, ...]:
        """Call a method and return its result; an error answer is an AssertionError."""
        address = DBusAddress(path, service, interface=interface)
        message = new_method_call(address, name, signature or None, body)
        reply = self._link.send_and_get_reply(message, timeout=5)
        assert reply.header.message_type is MessageType.method_return, f"{name}: {reply.body}"
        return tuple(reply.body)

    def items(self) -> list[tuple[str, str]]:
        """Return bus name and path of every item that the watcher knows."""
        name = "RegisteredStatusNotifierItems"
        (value,) = self.call(
            _WATCHER, "/StatusNotifierWatcher", _PROPERTIES, "Get", "ss", _WATCHER, name
        )
        return [_split(each) for each in value[1]]

    def property(self, name: str, item: int = 0) -> Any:
        """Return a property of an item."""
        service, path = self.items()[item]
        (value,) = self.call(service, path, _PROPERTIES, "Get", "ss", _ITEM, name)
        return value[1]

    def activate(self, item: int = 0) -> None:
        """Click the item as hosts do that do not open the menu."""
        service, path = self.items()[item]
        self.call(service, path, _ITEM, "Activate", "ii", 0, 0)

    def menu(self, item: int = 0) -> tuple[Line, ...]:
        """Return the menu, as a host reads it before showing it."""
        service, _path = self.items()[item]
        path = self.property("Menu", item)
        self.call(service, path, _MENU, "AboutToShow", "i", 0)
        _revision, layout = self.call(service, path, _MENU, "GetLayout", "iias", 0, -1, [])
        return _lines(layout)

    def labels(self, item: int = 0) -> list[str]:
        """Return the labels of the top level, separators left out."""
        return [line.label for line in self.menu(item) if not line.separator]

    def find(self, way: str, item: int = 0) -> Line:
        """Return the line at ``"Snooze/5 min"``."""
        lines, found = self.menu(item), None
        for label in way.split("/"):
            found = next((line for line in lines if line.label == label), None)
            assert found is not None, f"no {label!r} among {[line.label for line in lines]}"
            lines = found.children
        assert found is not None
        return found

    def choose(self, way: str, item: int = 0) -> None:
        """Choose the line at ``way``."""
        line = self.find(way, item)
        assert line.enabled, f"{way!r} is disabled"
        self.click(line.number, item)

    def click(self, number: int, item: int = 0) -> None:
        """Send the click that a host sends for the line with this number."""
        service, _path = self.items()[item]
        path = self.property("Menu", item)
        self.call(service, path, _MENU, "Event", "isvu", number, "clicked", ("i", 0), 0)


@contextmanager
def host(address: str) -> Iterator[Host]:
    """Connect a `Host` to the session bus at ``address``."""
    link = open_dbus_connection(address)
    try:
        yield Host(link)
    finally:
        link.close()


def _split(registered: str) -> tuple[str, str]:
    """Return name and path of ``:1.5/Path``, ``:1.5@/Path`` or ``:1.5``, as watchers differ."""
    service, _slash, path = registered.replace("@", "").partition("/")
    return service, f"/{path or 'StatusNotifierItem'}"


def _lines(layout: Any) -> tuple[Line, ...]:
    return tuple(_line(child[1]) for child in layout[2])


def _line(node: Any) -> Line:
    number, properties, _children = node
    values = {name: value[1] for name, value in properties.items()}
    return Line(
        number,
        _plain(values.get("label", "")),
        values.get("enabled", True),
        values.get("type") == "separator",
        _lines(node),
    )


def _plain(label: str) -> str:
    return label.replace("__", "\0").replace("_", "").replace("\0", "_")
