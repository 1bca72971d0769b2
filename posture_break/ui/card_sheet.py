"""A sheet to set text on: plates and lines in pixels, placed in units, within a column's width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from posture_break.ui.card_parts import CHIP, HALF_CAPITAL, Line, Plate, Style
from posture_break.ui.fonts import width
from posture_break.ui.shapes import Box
from posture_break.ui.wrap import clip, shorten, wrap

LEAST_LETTERS = 6  # pixels


@dataclass(slots=True)
class Sheet:
    """Collects what is put on it; ``letters`` is the size of text beside that of boxes."""

    unit: float
    letters: float = 1.0
    plates: list[Plate] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    complete: bool = True  # whether every text is there in full

    def px(self, units: float) -> int:
        """Return units in whole pixels."""
        return round(units * self.unit)

    def box(self, left: float, top: float, right: float, bottom: float) -> Box:
        """Return a box of units in pixels."""
        return (self.px(left), self.px(top), self.px(right), self.px(bottom))

    def leading(self, style: Style) -> float:
        """Return the height of one line, in units."""
        return style.leading * self.letters

    def width(self, text: str, style: Style) -> float:
        """Return the width of a text in units."""
        return width(text, style.weight, self._pixels(style)) / self.unit

    def line(self, text: str, x: float, y: float, style: Style) -> None:
        """Put one line whose box begins at ``y``; the letters sit in the middle of the leading."""
        pixels = self._pixels(style)
        baseline = (y + self.leading(style) / 2) * self.unit + pixels * HALF_CAPITAL
        self.lines.append(
            Line(x * self.unit, round(baseline), text, style.weight, pixels, style.colour)
        )

    def text(
        self, text: str, x: float, y: float, room: float, style: Style, *, most: int = 99
    ) -> float:
        """Put a paragraph; return where it ends."""
        return self.measured(text, x, y, room, style, most=most)[1]

    def measured(
        self, text: str, x: float, y: float, room: float, style: Style, *, most: int = 99
    ) -> tuple[float, float]:
        """Put a paragraph; return how wide it is and where it ends."""
        lines = self.clipped(text, room, style, most)
        end = self.put(lines, x, y, style)
        return max((self.width(line, style) for line in lines), default=0.0), end

    def put(self, lines: Sequence[str], x: float, y: float, style: Style) -> float:
        """Put lines below each other; return where they end."""
        for row, line in enumerate(lines):
            self.line(line, x, y + row * self.leading(style), style)
        return y + len(lines) * self.leading(style)

    def clipped(self, text: str, room: float, style: Style, most: int = 99) -> list[str]:
        """Return a text as lines for ``room``, at most so many."""

        def measure(piece: str) -> float:
            return self.width(piece, style)

        lines = wrap(text, room, measure)
        if len(lines) > most:
            self.complete = False
        return clip(lines, most, room, measure)

    def shortened(self, text: str, room: float, style: Style) -> str:
        """Return a text, or as much of it as fits one line."""
        return shorten(text, room, lambda piece: self.width(piece, style))

    def plate(self, box: Box, radius: float, fill: str, line: str = "") -> None:
        """Put a rounded box; the radius in units."""
        self.plates.append(Plate(box, self.px(radius), fill, line))

    def chips(self, chips: Sequence[str], x: float, y: float, room: float) -> float:
        """Put the chips in as many rows as they need; return where they end."""
        if not chips:
            return y - 8
        at, top, high = x, y, self.leading(CHIP) + 10
        for chip in chips:
            text = self.shortened(chip, room - 24, CHIP)
            wide = self.width(text, CHIP) + 24
            if at > x and at + wide > x + room:
                at, top = x, top + high + 6
            self.plate(self.box(at, top, at + wide, top + high), high / 2, "chip")
            self.line(text, at + 12, top + 5, CHIP)
            at += wide + 8
        return top + high

    def _pixels(self, style: Style) -> int:
        return max(LEAST_LETTERS, round(style.size * self.letters * self.unit))
