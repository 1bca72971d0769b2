"""Where everything on the card goes: texts, boxes and hit areas, for any text, scale and monitor.

Lengths in this file are units; a unit is ``scale`` pixels. What does not fit the monitor gets a
smaller unit first and, when letters would become too small to read, shorter texts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from posture_break.texts import _
from posture_break.ui import card_controls
from posture_break.ui.card_parts import (
    CAUTION,
    CHIP,
    DOSE,
    HALF_CAPITAL,
    KEY,
    LEAD,
    SPEECH,
    STEP,
    TIP,
    TIP_HEAD,
    TITLE,
    Layout,
    Line,
    Plate,
    Style,
)
from posture_break.ui.card_state import CardState
from posture_break.ui.fonts import Weight, width
from posture_break.ui.shapes import Box
from posture_break.ui.wrap import clip, shorten, wrap

MARGIN, GAP, INSET = 24, 16, 26
WIDE, NARROW = 868, 540  # the card's width beside a stage, and without one
BROAD = 1060  # the same for long texts, before they become smaller
LEAST_WIDE = 700
LEAST_PANEL, LEAST_PLAIN = 436, 344  # with steps, and without
LEAST_STAGE = 250
LEAST_UNIT = 0.75  # pixels: below this the smallest letters are no longer readable


@dataclass(frozen=True, slots=True)
class _Way:
    """One try: unit, with or without a stage, and what is left off to save room."""

    unit: float
    wide: bool
    breadth: float = WIDE  # of a wide card; what is more goes to the text
    thrift: bool = False  # no tip, no least heights
    most: int = 99  # lines of a paragraph


def lay_out(state: CardState, scale: float, limit: tuple[int, int], *, short: bool) -> Layout:
    """Return the layout at the largest unit up to ``scale`` that fits ``limit`` (pixels)."""
    layout: Layout | None = None
    for way in _ways(scale, limit[0]):
        layout = _Sheet(state, way, limit[0], short=short).finish()
        if layout.size[1] <= limit[1]:
            return layout
    assert layout is not None  # there is always the last way
    return layout


def _ways(scale: float, limit: int) -> Iterator[_Way]:
    """Yield the ways to lay a card out, the most comfortable first."""
    unit = scale
    while True:
        wide = limit >= LEAST_WIDE * unit
        if wide:
            yield _Way(unit, wide=True)
            yield _Way(unit, wide=True, breadth=BROAD)
        if unit < 0.9 * scale or not wide:
            yield _Way(unit, wide=False)
        if unit <= LEAST_UNIT:
            break
        unit = max(LEAST_UNIT, unit * 0.94)
    for most in (99, 4, 3, 2, 1):
        yield _Way(unit, wide=True, thrift=True, most=most)
        yield _Way(unit, wide=False, thrift=True, most=most)
    for smaller in (0.7, 0.6, 0.5, 0.4, 0.3, 0.2):  # ten steps on a screen of 640 by 480
        yield _Way(smaller * min(1.0, scale), wide=True, thrift=True, most=1)


@dataclass(slots=True)
class _Sheet:
    """Collects the parts from top to bottom."""

    state: CardState
    way: _Way
    limit: int
    short: bool
    plates: list[Plate] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    marks: list[Box] = field(default_factory=list)
    complete: bool = True
    ring: Box | None = None
    away: Box = (0, 0, 0, 0)
    tip_from: tuple[int, int] | None = None  # index of the tip's hairline, of its first line
    tip_to: int = 0

    def finish(self) -> Layout:
        """Return the whole card."""
        full = min(self.way.breadth if self.way.wide else NARROW, (self.limit - 1) / self.way.unit)
        left = 0.44 * (min(full, WIDE) - 2 * MARGIN - GAP) if self.way.wide else 0.0
        panel_x = MARGIN + (left + GAP if self.way.wide else 0.0)
        panel = len(self.plates)
        end = text_end = self._panel(panel_x, full - MARGIN)
        cautions = self._caution_lines((left if self.way.wide else full - 2 * MARGIN) - 66)
        depth = len(cautions) * CAUTION.leading + 28 if cautions else 0.0
        stage: Box | None = None
        if self.way.wide:
            under = depth + GAP if depth else 0.0
            end = max(end, MARGIN + self._least(under))
            stage = self._box(MARGIN, MARGIN, MARGIN + left, end - under)
            self._cautions(cautions, MARGIN, end - depth, left)
            below = end
        else:
            self._cautions(cautions, MARGIN, end + GAP, full - 2 * MARGIN)
            below = end + (GAP + depth if depth else 0)
        self._sink_tip(self.px(end - text_end))
        sheet = self._box(panel_x, MARGIN, full - MARGIN, end)
        self.plates.insert(panel, Plate(sheet, self.px(18), "panel", "line"))
        if stage is not None and self.state.seconds:
            self.ring = self._stage_ring(stage)
        controls = card_controls.place(
            self.state, self.way.unit, self.px(full), self.px(below), self.px(MARGIN),
            short=self.short,
        )  # fmt: skip
        return Layout(
            (self.px(full), controls.bottom), self.way.unit, tuple(self.plates), tuple(self.lines),
            self.ring, stage, tuple(self.marks), self.away, controls, self.complete,
        )  # fmt: skip

    def px(self, units: float) -> int:
        """Return units in whole pixels."""
        return round(units * self.way.unit)

    def _least(self, under: float) -> float:
        """Return the panel's least height; the cautions below the stage take ``under`` units."""
        if self.way.thrift:
            return under + 120
        return max(LEAST_PANEL if self.state.steps else LEAST_PLAIN, LEAST_STAGE + under)

    def _box(self, left: float, top: float, right: float, bottom: float) -> Box:
        return (self.px(left), self.px(top), self.px(right), self.px(bottom))

    def _panel(self, left: float, right: float) -> float:
        """Put the text's panel between two edges; return where it ends."""
        state = self.state
        x, room = left + INSET, right - left - 2 * INSET
        self._away(right - 16, MARGIN + 16)
        y = self._text(state.title, x, MARGIN + 22, room - 62, TITLE, most=3)
        y = self._chips(x, y + 8, room)
        y += 18
        if not self.way.wide and state.seconds:
            y = self._beside_ring(x, y, room)
        else:
            y = self._dose(x, y, room)
            y = self._lead(x, y, room)
        for step in state.steps:
            y = self._step(step, x, y, room) + 12
        return self._tip(x, y, room) + INSET - 12

    def _beside_ring(self, x: float, y: float, room: float) -> float:
        """Put a small ring with dose and lead to its right."""
        side = 92.0
        self.ring = self._box(x, y, x + side, y + side)
        end = self._dose(x + side + 20, y, room - side - 20)
        end = self._lead(x + side + 20, end, room - side - 20)
        return max(end, y + side + 18)

    def _lead(self, x: float, y: float, room: float) -> float:
        if not self.state.lead:
            return y
        style = LEAD if self.state.steps else SPEECH
        return self._text(self.state.lead, x, y, room, style) + 14

    def _dose(self, x: float, y: float, room: float) -> float:
        """Put how long and how often on a tinted plate."""
        text = (self.state.short_dose or self.state.dose) if self.short else self.state.dose
        if not text:
            return y
        at = len(self.plates)
        longest, end = self._measured(text, x + 14, y + 7, room - 28, DOSE)
        box = self._box(x, y, x + longest + 28, end + 7)
        self.plates.insert(at, Plate(box, self.px(10), "soft"))
        return end + 7 + 14

    def _step(self, text: str, x: float, y: float, room: float) -> float:
        mark = self._box(x, y - 1, x + 25, y + 24)
        self.marks.append(mark)
        return self._text(text, x + 38, y, room - 38, STEP)

    def _chips(self, x: float, y: float, room: float) -> float:
        """Put the chips in as many rows as they need; return where they end."""
        if not self.state.chips:
            return y - 8
        at, top = x, y
        for chip in self.state.chips:
            text = self._shortened(chip, room - 24, CHIP)
            wide = self._width(text, CHIP) + 24
            if at > x and at + wide > x + room:
                at, top = x, top + 34
            self.plates.append(Plate(self._box(at, top, at + wide, top + 28), self.px(14), "chip"))
            self._line(text, at + 12, top + 5, CHIP)
            at += wide + 8
        return top + 28

    def _away(self, right: float, top: float) -> None:
        """Put the printed Esc key that puts the card away."""
        label = _("Esc")
        wide = self._width(label, KEY) + 18
        self.away = self._box(right - wide, top, right, top + 26)

    def _tip(self, x: float, y: float, room: float) -> float:
        if not self.state.tip:
            return y
        if self.way.thrift:
            self.complete = False
            return y
        y += 4
        self.tip_from = (len(self.plates), len(self.lines))
        left, top, right, __ = self._box(x, y, x + room, y)
        self.plates.append(Plate((left, top, right, top + max(1, self.px(1))), 0, "line"))
        y = self._text(_("Good to know"), x, y + 12, room, TIP_HEAD, most=1)
        y = self._text(self.state.tip, x, y, room, TIP)
        self.tip_to = len(self.lines)
        return y + 10

    def _sink_tip(self, pixels: int) -> None:
        """Move the tip to the foot of a panel that is higher than its text."""
        if self.tip_from is None or pixels <= 0:
            return
        (plate, line) = self.tip_from
        left, top, right, bottom = self.plates[plate].box
        moved = (left, top + pixels, right, bottom + pixels)
        self.plates[plate] = replace(self.plates[plate], box=moved)
        for at in range(line, self.tip_to):
            each = self.lines[at]
            self.lines[at] = replace(each, baseline=each.baseline + pixels)

    def _caution_lines(self, room: float) -> list[str]:
        lines = []
        for caution in self.state.cautions:
            lines += self._clipped(caution, room, CAUTION, self.way.most)
        return lines

    def _cautions(self, lines: list[str], x: float, y: float, wide: float) -> None:
        """Put the cautions on their plate; the sign beside them is a plate, too."""
        if not lines:
            return
        end = y + len(lines) * CAUTION.leading + 28
        self.plates.append(Plate(self._box(x, y, x + wide, end), self.px(14), "caution"))
        self.plates.append(
            Plate(self._box(x + 16, y + 14, x + 38, y + 36), self.px(11), "on_caution")
        )
        sign = Style(Weight.BOLD, 14, 22, "caution")
        self._line("!", x + 27 - self._width("!", sign) / 2, y + 14, sign)
        for row, line in enumerate(lines):
            self._line(line, x + 50, y + 14 + row * CAUTION.leading, CAUTION)

    def _stage_ring(self, stage: Box) -> Box:
        """Return the place of the big ring: the middle of the arch."""
        wide, high = stage[2] - stage[0], stage[3] - stage[1]
        side = min(self.px(212), int(wide * 0.62), int(high * 0.62))
        left = (stage[0] + stage[2] - side) // 2
        top = stage[1] + int(high * 0.45) - side // 2
        return (left, top, left + side, top + side)

    def _text(
        self, text: str, x: float, y: float, room: float, style: Style, *, most: int = 99
    ) -> float:
        """Put a paragraph; return where it ends."""
        return self._measured(text, x, y, room, style, most=most)[1]

    def _measured(
        self, text: str, x: float, y: float, room: float, style: Style, *, most: int = 99
    ) -> tuple[float, float]:
        """Put a paragraph; return how wide it is and where it ends."""
        lines = self._clipped(text, room, style, min(most, self.way.most))
        for row, line in enumerate(lines):
            self._line(line, x, y + row * style.leading, style)
        longest = max((self._width(line, style) for line in lines), default=0.0)
        return longest, y + len(lines) * style.leading

    def _clipped(self, text: str, room: float, style: Style, most: int) -> list[str]:
        def measure(piece: str) -> float:
            return self._width(piece, style)

        lines = wrap(text, room, measure)
        if len(lines) > most:
            self.complete = False
        return clip(lines, most, room, measure)

    def _shortened(self, text: str, room: float, style: Style) -> str:
        return shorten(text, room, lambda piece: self._width(piece, style))

    def _line(self, text: str, x: float, y: float, style: Style) -> None:
        """Put one line whose box begins at ``y``; the letters sit in the middle of the leading."""
        pixels = self._pixels(style)
        baseline = (y + style.leading / 2) * self.way.unit + pixels * HALF_CAPITAL
        self.lines.append(
            Line(x * self.way.unit, round(baseline), text, style.weight, pixels, style.colour)
        )

    def _pixels(self, style: Style) -> int:
        return max(6, round(style.size * self.way.unit))

    def _width(self, text: str, style: Style) -> float:
        """Return the width of a text in units."""
        return width(text, style.weight, self._pixels(style)) / self.way.unit
