"""How a person walks through a menu by pointer and keys; knows levels and rows, but no pixels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from posture_break.ui.popup_layout import Row


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a menu: what it shows, what choosing it gives, the submenu it opens."""

    row: Row
    item: Any  # a pystray.MenuItem; told apart by identity
    submenu: Any = None  # a pystray.Menu


Read = Callable[[Any], tuple[Entry, ...]]
"""Reads a menu as it is now."""


class Key(Enum):
    """The keys that steer a menu; all else is a letter."""

    UP = "up"
    DOWN = "down"
    LEFT = "left"
    RIGHT = "right"
    HOME = "home"
    END = "end"
    ENTER = "enter"
    ESCAPE = "escape"


class After(Enum):
    """What follows when no item was chosen."""

    STAY = "stay"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The person chose this item."""

    item: Any


@dataclass(slots=True)
class Level:
    """One open menu."""

    menu: Any
    entries: tuple[Entry, ...]
    selected: int | None = None
    opened: int | None = None  # the row whose submenu is the next level

    @property
    def rows(self) -> tuple[Row, ...]:
        """What it shows."""
        return tuple(entry.row for entry in self.entries)

    def place_of(self, item: object) -> int | None:
        """Return the row of this very item, while it is there and can be selected."""
        for index, entry in enumerate(self.entries):
            if entry.item is item and entry.row.selectable:
                return index
        return None

    def step(self, by: int) -> None:
        """Select the next selectable row in this direction, round the end."""
        count = len(self.entries)
        start = self.selected if self.selected is not None else (-1 if by > 0 else count)
        for distance in range(1, count + 1):
            index = (start + by * distance) % count
            if self.entries[index].row.selectable:
                self.selected = index
                return

    def find(self, letter: str) -> None:
        """Select the next row that begins with this letter."""
        count, start = len(self.entries), -1 if self.selected is None else self.selected
        for distance in range(1, count + 1):
            index = (start + distance) % count
            row = self.entries[index].row
            if row.selectable and row.text.casefold().startswith(letter.casefold()):
                self.selected = index
                return


class Walk:
    """The open levels, the outermost first."""

    def __init__(self, menu: object, read: Read) -> None:
        self._read = read
        self.levels = [Level(menu, read(menu))]

    def point(self, depth: int | None, index: int | None) -> None:
        """Take note of the row under the pointer; None, None: it is over no menu."""
        for at, level in enumerate(self.levels):
            level.selected = index if at == depth and index is not None else level.opened

    def settle(self) -> None:
        """Show the submenu of what the person selected, and no other."""
        depth, level = self._active()
        if level.selected != level.opened:
            self._shut(depth)
            self._open_selected(depth)

    def opens(self, depth: int, index: int) -> bool:
        """Tell whether this row has a submenu."""
        return self.levels[depth].entries[index].submenu is not None

    def choose(self, depth: int, index: int) -> Chosen | After:
        """Take this row: its item, or its submenu if it has one."""
        level = self.levels[depth]
        if not level.entries[index].row.selectable:
            return After.STAY
        level.selected = index
        if not self.opens(depth, index):
            return Chosen(level.entries[index].item)
        if level.opened != index:
            self._shut(depth)
            self._open_selected(depth)
        return After.STAY

    def press(self, key: Key | str) -> Chosen | After:
        """Obey a key, or look for the item that begins with a letter."""
        depth, level = self._active()
        match key:
            case Key.UP | Key.DOWN:
                self._shut(depth)
                level.step(1 if key is Key.DOWN else -1)
            case Key.HOME | Key.END:
                self._shut(depth)
                level.selected = None
                level.step(1 if key is Key.HOME else -1)
            case Key.LEFT:
                self._leave(depth)
            case Key.RIGHT:
                self._enter(depth)
            case Key.ENTER:
                return self._take(depth)
            case Key.ESCAPE:
                return self._escape(depth)
            case letter:
                self._shut(depth)
                level.find(str(letter))
        return After.STAY

    def refresh(self) -> None:
        """Read every level anew; what vanished closes, what was selected stays selected."""
        for depth, level in enumerate(self.levels):
            chosen = _item(level, level.selected)
            opener = _item(level, level.opened)
            level.entries = self._read(level.menu)
            level.selected = None if chosen is None else level.place_of(chosen)
            level.opened = None if opener is None else level.place_of(opener)
            if level.opened is None:
                del self.levels[depth + 1 :]
                return

    def _active(self) -> tuple[int, Level]:
        """Return the innermost level that has a selection: keys go there."""
        for depth in range(len(self.levels) - 1, 0, -1):
            if self.levels[depth].selected is not None:
                return depth, self.levels[depth]
        return 0, self.levels[0]

    def _shut(self, depth: int) -> None:
        del self.levels[depth + 1 :]
        self.levels[depth].opened = None

    def _open_selected(self, depth: int) -> None:
        level = self.levels[depth]
        if level.selected is not None and level.entries[level.selected].submenu is not None:
            level.opened = level.selected
            menu = level.entries[level.selected].submenu
            self.levels.append(Level(menu, self._read(menu)))

    def _leave(self, depth: int) -> None:
        self._shut(max(depth - 1, 0))

    def _enter(self, depth: int) -> None:
        level = self.levels[depth]
        if level.selected != level.opened or level.opened is None:
            self._shut(depth)
            self._open_selected(depth)
        if level.opened is not None:
            self.levels[depth + 1].step(1)

    def _take(self, depth: int) -> Chosen | After:
        level = self.levels[depth]
        if level.selected is None:
            return After.STAY
        if level.entries[level.selected].submenu is not None:
            self._enter(depth)
            return After.STAY
        return self.choose(depth, level.selected)

    def _escape(self, depth: int) -> After:
        if len(self.levels) == 1:
            return After.CLOSE
        self._leave(depth)
        return After.STAY


def _item(level: Level, index: int | None) -> Any:
    return None if index is None else level.entries[index].item
