"""A pystray menu as com.canonical.dbusmenu tells it: numbered nodes, layouts, and what changed.

A changed text must not close a menu that somebody has open, so the two kinds of change are kept
apart: new properties of the same nodes, and another arrangement of nodes. A number belongs to one
``MenuItem`` object and is never used again: a click in a stale menu hits nothing, not another item.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from posture_break.adapters.linux.exports import Fault, Variant
from posture_break.pystray_face import Menu, MenuItem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = 0
Properties = dict[str, Variant]
Layout = tuple[int, Properties, list[Variant]]  # D-Bus: (ia{sv}av)


@dataclass(frozen=True, slots=True)
class Node:
    """One numbered line: its properties as told last, and the numbers below it."""

    number: int
    item: MenuItem | None  # None: the root, a separator
    properties: Properties
    children: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What a host must be told: texts and states by number, and whether lines came or went."""

    updated: tuple[tuple[int, Properties], ...] = ()
    removed: tuple[tuple[int, list[str]], ...] = ()
    layout: bool = False


class MenuModel:
    """The nodes of one menu, kept from one reading of the pystray menu to the next."""

    def __init__(self) -> None:
        """Begin with an empty menu."""
        self._counter = itertools.count(1)
        self._numbers: dict[object, int] = {}
        self._nodes: dict[int, Node] = {ROOT: Node(ROOT, None, _root_properties(), ())}
        self._told = self._nodes
        self.revision = 1

    def read(self, menu: Menu | None) -> Changes:
        """Read the menu as it is now, and return what differs from the last time."""
        before, kept = self._nodes, self._numbers
        self._nodes, self._numbers = {}, {}
        children = self._read(menu, ROOT, kept) if menu is not None else ()
        self._nodes[ROOT] = Node(ROOT, None, _root_properties(), children)
        changes = _compare(before, self._nodes)
        self.revision += changes.layout
        return changes

    def untold(self) -> Changes:
        """Return what differs from the last time that this was asked."""
        before, self._told = self._told, self._nodes
        return _compare(before, self._nodes)

    def _read(self, menu: Menu, parent: int, kept: dict[object, int]) -> tuple[int, ...]:
        numbers = []
        for place, item in enumerate(menu):
            # pystray has one separator object for all places, so its place is what it is known by
            key = (parent, place) if item is Menu.SEPARATOR else item
            number = kept.get(key) or next(self._counter)
            self._numbers[key] = number
            submenu = None if item is Menu.SEPARATOR else item.submenu
            children = self._read(submenu, number, kept) if submenu is not None else ()
            real = None if item is Menu.SEPARATOR else item
            self._nodes[number] = Node(number, real, _properties(item), children)
            numbers.append(number)
        return tuple(numbers)

    def item(self, number: int) -> MenuItem | None:
        """Return what was chosen; None for a number that means nothing (any more)."""
        node = self._nodes.get(number)
        return node.item if node is not None else None

    def __contains__(self, number: int) -> bool:
        return number in self._nodes

    def layout(self, number: int, depth: int, names: list[str]) -> Layout:
        """Return the node and what is below it, ``depth`` levels deep (-1: all)."""
        node = self._node(number)
        below = node.children if depth else ()
        children = [("(ia{sv}av)", self.layout(child, depth - 1, names)) for child in below]
        return number, _chosen(node.properties, names), children

    def group(self, numbers: list[int], names: list[str]) -> list[tuple[int, Properties]]:
        """Return the properties of several nodes; no numbers: of all of them."""
        wanted = numbers or list(self._nodes)
        found = (self._nodes[number] for number in wanted if number in self._nodes)
        return [(node.number, _chosen(node.properties, names)) for node in found]

    def property(self, number: int, name: str) -> Variant:
        """Return one property."""
        properties = self._node(number).properties
        if name not in properties:
            raise Fault("InvalidArgs", f"menu item {number} has no {name}")
        return properties[name]

    def _node(self, number: int) -> Node:
        if number not in self._nodes:
            raise Fault("InvalidArgs", f"there is no menu item {number}")
        return self._nodes[number]


def _compare(before: dict[int, Node], after: dict[int, Node]) -> Changes:
    shared = [(before[number], after[number]) for number in after if number in before]
    return Changes(
        updated=tuple(_updated(shared)),
        removed=tuple(_removed(shared)),
        layout=before.keys() != after.keys()
        or any(old.children != new.children for old, new in shared),
    )


def _updated(shared: Iterable[tuple[Node, Node]]) -> Iterator[tuple[int, Properties]]:
    for old, new in shared:
        changed = {
            name: value
            for name, value in new.properties.items()
            if old.properties.get(name) != value
        }
        if changed:
            yield new.number, changed


def _removed(shared: Iterable[tuple[Node, Node]]) -> Iterator[tuple[int, list[str]]]:
    for old, new in shared:
        gone = [name for name in old.properties if name not in new.properties]
        if gone:
            yield new.number, gone


def _root_properties() -> Properties:
    return {"children-display": ("s", "submenu")}


def _properties(item: MenuItem) -> Properties:
    if item is Menu.SEPARATOR:
        return {"type": ("s", "separator")}
    properties: dict[str, tuple[str, Any]] = {
        "label": ("s", item.text.replace("_", "__")),  # a single one would underline a letter
        "enabled": ("b", bool(item.enabled)),
    }
    if item.submenu is not None:
        properties["children-display"] = ("s", "submenu")
    if item.checked is not None:
        properties["toggle-type"] = ("s", "radio" if item.radio else "checkmark")
        properties["toggle-state"] = ("i", int(item.checked))
    return properties


def _chosen(properties: Properties, names: list[str]) -> Properties:
    if not names:
        return properties
    return {name: value for name, value in properties.items() if name in names}
