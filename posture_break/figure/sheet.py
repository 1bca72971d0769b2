"""The contact sheet: every exercise with its key poses side by side, to look through and to print.

Cells are as wide as their pictures and flow into rows that fill the page, like words of a text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from PIL import Image

from posture_break.ui.fonts import Weight, width, write
from posture_break.ui.shapes import Box, outlined
from posture_break.ui.theme import Palette, palette
from posture_break.ui.wrap import shorten

PAGE = 1800  # pixels
PICTURE = 216  # the height of a picture

_MARGIN, _GAP, _INSIDE, _BETWEEN = 44, 16, 14, 8
_HEADING, _NAME, _CAPTION = 64, 40, 26
_CORNER = 14
_RAGGED = 0.72  # a last row that fills less of the page than this is not stretched


@dataclass(frozen=True, slots=True)
class Picture:
    """One key pose, and a few words on how it is reached."""

    image: Image.Image
    caption: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One exercise: its name, a short note beside it and its key poses in order."""

    name: str
    note: str
    pictures: tuple[Picture, ...]

    @property
    def width(self) -> int:
        """How much room it takes at least."""
        wide = sum(each.image.width for each in self.pictures)
        wide += _BETWEEN * (len(self.pictures) - 1)
        names = width(self.name, Weight.SEMIBOLD, 20) + 12 + width(self.note, Weight.REGULAR, 14)
        return min(PAGE - 2 * _MARGIN, max(wide, round(names)) + 2 * _INSIDE)


Section = tuple[str, Sequence[Cell]]
"""A heading and what belongs under it."""


@dataclass(frozen=True, slots=True)
class _Placed:
    cell: Cell
    box: Box


def sheet(title: str, sections: Sequence[Section], *, dark: bool = False) -> Image.Image:
    """Return the sheet with all sections under its title."""
    colours = palette("dark" if dark else "light")
    headings, placed, bottom = _laid_out(sections)
    image = Image.new("RGB", (PAGE, bottom + _MARGIN), colours.ground)
    say = partial(write, image, anchor="ls")
    say((_MARGIN, _MARGIN + 30), title, weight=Weight.BOLD, size=36, colour=colours.text)
    for heading, baseline in headings:
        at = (_MARGIN, baseline)
        say(at, heading, weight=Weight.SEMIBOLD, size=24, colour=colours.on_soft)
    for each in placed:
        _paint(image, each, colours)
    return image


def _laid_out(sections: Sequence[Section]) -> tuple[list[tuple[str, int]], list[_Placed], int]:
    """Return where each heading and each cell goes, and where the last one ends."""
    headings, placed = [], []
    top = _MARGIN + 44
    for heading, cells in sections:
        headings.append((heading, top + _HEADING - 20))
        top += _HEADING
        for row in _rows(cells):
            high = _NAME + _CAPTION + _INSIDE + max(_tallest(cell) for cell in row)
            left = _MARGIN
            for cell, wide in zip(row, _stretched(row, last=row[-1] is cells[-1]), strict=True):
                placed.append(_Placed(cell, (left, top, left + wide, top + high)))
                left += wide + _GAP
            top += high + _GAP
    return headings, placed, top - _GAP


def _tallest(cell: Cell) -> int:
    return max((each.image.height for each in cell.pictures), default=0)


def _rows(cells: Sequence[Cell]) -> Iterator[list[Cell]]:
    """Yield as many cells at a time as fit beside each other."""
    row: list[Cell] = []
    for cell in cells:
        if row and _needed([*row, cell]) > PAGE - 2 * _MARGIN:
            yield row
            row = []
        row.append(cell)
    if row:
        yield row


def _needed(row: Sequence[Cell]) -> int:
    return sum(cell.width for cell in row) + _GAP * (len(row) - 1)


def _stretched(row: Sequence[Cell], *, last: bool) -> list[int]:
    """Return the cells' widths such that the row fills the page; a short last row stays short."""
    room = PAGE - 2 * _MARGIN
    spare = room - _needed(row)
    if last and spare > (1 - _RAGGED) * room:
        return [cell.width for cell in row]
    share, rest = divmod(max(0, spare), len(row))
    return [cell.width + share + (at < rest) for at, cell in enumerate(row)]


def _paint(image: Image.Image, placed: _Placed, colours: Palette) -> None:
    """Paint one cell: a frame, the name with its note, the pictures with their captions."""
    cell, box = placed.cell, placed.box
    outlined(image, box, _CORNER, colours.ground, line=colours.line, thickness=1)
    left, baseline = box[0] + _INSIDE, box[1] + 29
    write(image, (left, baseline), cell.name, weight=Weight.SEMIBOLD, size=20,
          colour=colours.text, anchor="ls")  # fmt: skip
    write(image, (box[2] - _INSIDE, baseline), cell.note, weight=Weight.REGULAR, size=14,
          colour=colours.muted, anchor="rs")  # fmt: skip
    if not cell.pictures:
        return
    wide = sum(each.image.width for each in cell.pictures)
    between = (box[2] - box[0] - 2 * _INSIDE - wide) / len(cell.pictures)
    x = left + between / 2
    floor = box[3] - _CAPTION - _INSIDE // 2
    for each in cell.pictures:
        image.paste(each.image, (round(x), floor - each.image.height))
        room = each.image.width + between - 4
        words = shorten(each.caption, room, lambda text: width(text, Weight.REGULAR, 14))
        write(image, (x + each.image.width / 2, floor + 18), words, weight=Weight.REGULAR,
              size=14, colour=colours.muted, anchor="ms")  # fmt: skip
        x += each.image.width + between
