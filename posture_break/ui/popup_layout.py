"""Where everything of a painted menu lies: rows, gutters, scrolling, its place on the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

Measure = Callable[[str, bool], float]
"""Tells how many pixels wide a text is; the flag asks for the strong weight."""


@dataclass(frozen=True, slots=True)
class Row:
    """What one line of the menu shows; a separator has no other trait."""

    text: str = ""
    enabled: bool = True
    checked: bool | None = None  # None: the item cannot be checked
    radio: bool = False
    opens: bool = False  # it has a submenu
    strong: bool = False  # the default item
    separator: bool = False

    @property
    def selectable(self) -> bool:
        """Whether pointer and keys may land on it."""
        return self.enabled and not self.separator


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the screen, in pixels."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The first column that no longer belongs to it."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The first row that no longer belongs to it."""
        return self.y + self.height

    def holds(self, x: int, y: int) -> bool:
        """Tell whether the point lies inside."""
        return self.x <= x < self.right and self.y <= y < self.bottom


@dataclass(frozen=True, slots=True)
class Measures:
    """The menu's own lengths at one scale, whole pixels each; 1.0 is 96 dots an inch."""

    scale: float

    def _px(self, length: float) -> int:
        return max(1, round(length * self.scale))

    @property
    def text(self) -> int:
        """The font's size."""
        return self._px(14)

    @property
    def row(self) -> int:
        """The height of an item."""
        return self._px(28)

    @property
    def gap(self) -> int:
        """The height of a separator, its margins included."""
        return self._px(9)

    @property
    def line(self) -> int:
        """The thickness of edge and separator."""
        return max(1, int(self.scale))

    @property
    def frame(self) -> int:
        """The margin between the edge of the menu and the highlight of a row."""
        return self._px(5)

    @property
    def indent(self) -> int:
        """From the edge of the highlight to the text, with no gutter."""
        return self._px(11)

    @property
    def gutter(self) -> int:
        """What check marks add to the indent."""
        return self._px(20)

    @property
    def arrow(self) -> int:
        """The room kept at the right for the arrow of a submenu."""
        return self._px(28)

    @property
    def strip(self) -> int:
        """The height of the strips that scroll."""
        return self._px(22)

    @property
    def widest(self) -> int:
        """No menu is wider; longer texts end in an ellipsis."""
        return self._px(420)

    @property
    def slimmest(self) -> int:
        """No menu is slimmer."""
        return self._px(172)


@dataclass(frozen=True, slots=True)
class Layout:
    """The measured menu; ``tops`` are the rows' upper edges in the unscrolled content."""

    rows: tuple[Row, ...]
    tops: tuple[int, ...]  # one more than rows: the last is where the content ends
    width: int
    height: int  # of what is shown
    measures: Measures
    gutter: bool

    @property
    def most(self) -> int:
        """How far it can be scrolled; 0 when all of it is shown."""
        return self.tops[-1] + self.measures.frame - self.height

    def strip(self, y: int, scroll: int) -> int:
        """Return -1 on the strip that scrolls up, 1 on the one that scrolls down, else 0."""
        if scroll > 0 and y < self.measures.strip:
            return -1
        return 1 if scroll < self.most and y >= self.height - self.measures.strip else 0

    def hit(self, x: int, y: int, scroll: int = 0) -> int | None:
        """Return the selectable row under this point of the window, if there is one."""
        if not (0 <= x < self.width and 0 <= y < self.height) or self.strip(y, scroll):
            return None
        for index, row in enumerate(self.rows):
            if self.tops[index] <= y + scroll < self.tops[index + 1]:
                return index if row.selectable else None
        return None

    def box(self, index: int, scroll: int = 0) -> Box:
        """Return where a row lies in the window."""
        top = self.tops[index]
        return Box(0, top - scroll, self.width, self.tops[index + 1] - top)

    def reveal(self, index: int, scroll: int) -> int:
        """Return the scroll nearest to ``scroll`` that shows all of this row."""
        row, margin = self.box(index), self.measures.strip
        lowest = row.bottom - self.height + margin
        return self.bound(min(max(scroll, lowest), row.y - margin))

    def bound(self, scroll: int) -> int:
        """Return ``scroll`` within what can be scrolled."""
        return max(0, min(scroll, self.most))


def lay_out(
    rows: Sequence[Row], measure: Measure, scale: float, tallest: int, at_least: int = 0
) -> Layout:
    """Measure a menu that may be ``tallest`` pixels high and shall be ``at_least`` so wide."""
    measures = Measures(scale)
    gutter = any(row.checked is not None for row in rows)
    tops = [measures.frame]
    for row in rows:
        tops.append(tops[-1] + (measures.gap if row.separator else measures.row))
    texts = max((measure(row.text, row.strong) for row in rows), default=0.0)
    around = 2 * (measures.frame + measures.indent) + (measures.gutter if gutter else 0)
    arrow = measures.arrow - measures.indent if any(row.opens for row in rows) else 0
    width = int(texts + 0.999) + around + arrow
    width = max(min(width, measures.widest), measures.slimmest, at_least)
    height = min(tops[-1] + measures.frame, max(tallest, 3 * measures.row))
    return Layout(tuple(rows), tuple(tops), width, height, measures, gutter)


def beside(size: tuple[int, int], anchor: Box, monitor: Box, *, upright: bool = False) -> Box:
    """Place a menu beside the icon: under or over it, or at its side on an ``upright`` bar."""
    width, height = size
    if upright:
        x = _after_or_before(width, anchor.x, anchor.right, monitor.x, monitor.right)
        y = anchor.y
    else:
        x = anchor.x
        y = _after_or_before(height, anchor.y, anchor.bottom, monitor.y, monitor.bottom)
    return within(Box(x, y, width, height), monitor)


def branching(
    size: tuple[int, int],
    parent: Box,
    row: Box,
    monitor: Box,
    frame: int,
    *,
    leftward: bool = False,
) -> Box:
    """Place a submenu beside its row: to the right if it fits there, else to the left.

    ``leftward`` where its parent had to go left already: it goes on so, to cover none before it.
    """
    width, height = size
    lap = max(1, frame // 2)  # so the pointer crosses no gap between the two
    start, end = parent.x + lap, parent.right - lap
    if leftward and start - width >= monitor.x:
        x = start - width
    else:
        x = _after_or_before(width, start, end, monitor.x, monitor.right)
    return within(Box(x, parent.y + row.y - frame, width, height), monitor)


def within(box: Box, monitor: Box) -> Box:
    """Push a box into the monitor; one that is larger keeps its upper left corner inside."""
    x = max(monitor.x, min(box.x, monitor.right - box.width))
    y = max(monitor.y, min(box.y, monitor.bottom - box.height))
    return Box(x, y, box.width, box.height)


def _after_or_before(size: int, start: int, end: int, low: int, high: int) -> int:
    """Return where to begin: after ``end`` if that fits or is roomier, else before ``start``."""
    before = end + size > high and start - low > high - end
    return start - size if before else end
