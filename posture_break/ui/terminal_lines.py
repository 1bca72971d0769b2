"""Lines of text that fit a window, counted in the columns that a terminal takes for them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from posture_break.plain import plain, plain_line
from posture_break.ui.wrap import shorten, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WIDEST = 72  # longer lines are hard to read, however wide the window
LONGEST_TEXT = 10_000


class Style(Enum):
    """How a line is meant; the terminal decides what it can do about it."""

    STATUS = "status"
    BAR = "bar"
    STRONG = "strong"
    TEXT = "text"
    KEYS = "keys"


@dataclass(frozen=True, slots=True)
class Line:
    """One line that fits the window."""

    text: str = ""
    style: Style = Style.TEXT


def columns(text: str) -> float:
    """Return how many columns a terminal takes for ``text``; East Asian characters take two."""
    return sum(_column(character) for character in text)


def _column(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def texts(text: str) -> Iterator[Line]:
    """Return a text of several lines as ordinary lines."""
    yield from (Line(each) for each in plain(text, LONGEST_TEXT).split("\n") if each)


def rows(keys: list[str], width: int) -> Iterator[str]:
    """Fill rows with keys; no key is torn from its label."""
    row = ""
    for key in keys:
        longer = f"{row}   {key}" if row else key
        if row and columns(longer) > width:
            yield row
            longer = key
        row = longer
    if row:
        yield row


def margin(width: int) -> int:
    """Return how many columns are left free at each side."""
    return 2 if width >= 30 else 0


def indented(lines: list[Line], width: int) -> tuple[Line, ...]:
    """Return the lines with the left margin of a window ``width`` wide."""
    space = " " * margin(width)
    return tuple(Line(space + line.text if line.text else "", line.style) for line in lines)


def fitted(lines: Iterable[Line], width: int) -> list[Line]:
    """Return the lines broken, or where that makes no sense cut, to ``width`` columns."""
    return [part for line in lines for part in _fit(line, width)]


def _fit(line: Line, width: int) -> Iterator[Line]:
    text = plain_line(line.text, LONGEST_TEXT) if line.style is not Style.KEYS else line.text
    if line.style is Style.BAR:
        yield Line(text[:width], line.style)
    elif line.style is Style.STATUS:
        yield Line(shorten(text, width, columns), line.style)
    elif columns(text) <= width:
        yield Line(text, line.style)
    else:
        for part in wrap(text, width, columns):
            yield Line(part, line.style)
