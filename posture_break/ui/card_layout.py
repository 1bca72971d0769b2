"""Where everything on the card goes: texts, boxes and hit areas, for any text, scale and monitor.

Lengths in this file are units; a unit is ``scale`` pixels. What does not fit the monitor gets a
smaller unit first and, when letters would become too small to read, shorter texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from posture_break.texts import _
from posture_break.ui import card_choices, card_controls
from posture_break.ui.card_parts import (
    CAUTION,
    DOSE,
    KEY,
    LEAD,
    SPEECH,
    STEP,
    TIP,
    TIP_HEAD,
    TITLE,
    Layout,
    Plate,
    Style,
)
from posture_break.ui.card_sheet import Sheet
from posture_break.ui.card_state import CardState
from posture_break.ui.fonts import Weight
from posture_break.ui.shapes import Box

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
        layout = _Build(state, way, limit[0], Sheet(way.unit), short=short).finish()
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
class _Build:
    """Collects the parts from top to bottom."""

    state: CardState
    way: _Way
    limit: int
    sheet: Sheet
    short: bool
    marks: list[Box] = field(default_factory=list)
    ring: Box | None = None
    away: Box = (0, 0, 0, 0)
    tip_from: tuple[int, int] | None = None  # index of the tip's hairline, of its first line
    tip_to: int = 0

    def finish(self) -> Layout:
        """Return the whole card."""
        sheet, px = self.sheet, self.sheet.px
        full = min(self.way.breadth if self.way.wide else NARROW, (self.limit - 1) / self.way.unit)
        left = 0.44 * (min(full, WIDE) - 2 * MARGIN - GAP) if self.way.wide else 0.0
        panel_x = MARGIN + (left + GAP if self.way.wide else 0.0)
        panel = len(sheet.plates)
        end = text_end = self._panel(panel_x, full - MARGIN)
        cautions = self._caution_lines((left if self.way.wide else full - 2 * MARGIN) - 66)
        depth = len(cautions) * CAUTION.leading + 28 if cautions else 0.0
        stage: Box | None = None
        if self.way.wide:
            under = depth + GAP if depth else 0.0
            end = max(end, MARGIN + self._least(under))
            stage = sheet.box(MARGIN, MARGIN, MARGIN + left, end - under)
            put_cautions(sheet, cautions, MARGIN, end - depth, left)
            below = end
        else:
            put_cautions(sheet, cautions, MARGIN, end + GAP, full - 2 * MARGIN)
            below = end + (GAP + depth if depth else 0)
        self._sink_tip(px(end - text_end))
        paper = sheet.box(panel_x, MARGIN, full - MARGIN, end)
        sheet.plates.insert(panel, Plate(paper, px(18), "panel", "line"))
        if stage is not None and self.state.seconds:
            self.ring = self._stage_ring(stage)
        controls = card_controls.place(
            card_choices.offer(self.state, short=self.short),
            self.way.unit, px(full), px(below), px(MARGIN),
        )  # fmt: skip
        return Layout(
            (px(full), controls.bottom), self.way.unit, tuple(sheet.plates), tuple(sheet.lines),
            self.ring, stage, tuple(self.marks), self.away, controls, sheet.complete,
        )  # fmt: skip

    def _least(self, under: float) -> float:
        """Return the panel's least height; the cautions below the stage take ``under`` units."""
        if self.way.thrift:
            return under + 120
        return max(LEAST_PANEL if self.state.steps else LEAST_PLAIN, LEAST_STAGE + under)

    def _panel(self, left: float, right: float) -> float:
        """Put the text's panel between two edges; return where it ends."""
        state = self.state
        x, room = left + INSET, right - left - 2 * INSET
        self.away = away_key(self.sheet, right - 16, MARGIN + 16)
        y = self._text(state.title, x, MARGIN + 22, room - 62, TITLE, most=3)
        y = self.sheet.chips(state.chips, x, y + 8, room)
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
        left, top, wide = self.sheet.px(x), self.sheet.px(y), self.sheet.px(side)
        self.ring = (left, top, left + wide, top + wide)  # a circle, however its edges round
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
        at = len(self.sheet.plates)
        most = self.way.most
        longest, end = self.sheet.measured(text, x + 14, y + 7, room - 28, DOSE, most=most)
        box = self.sheet.box(x, y, x + longest + 28, end + 7)
        self.sheet.plates.insert(at, Plate(box, self.sheet.px(10), "soft"))
        return end + 7 + 14

    def _step(self, text: str, x: float, y: float, room: float) -> float:
        self.marks.append(self.sheet.box(x, y - 1, x + 25, y + 24))
        return self._text(text, x + 38, y, room - 38, STEP)

    def _tip(self, x: float, y: float, room: float) -> float:
        if not self.state.tip:
            return y
        if self.way.thrift:
            self.sheet.complete = False
            return y
        y += 4
        self.tip_from = (len(self.sheet.plates), len(self.sheet.lines))
        left, top, right, __ = self.sheet.box(x, y, x + room, y)
        hairline = (left, top, right, top + max(1, self.sheet.px(1)))
        self.sheet.plates.append(Plate(hairline, 0, "line"))
        y = self._text(_("Good to know"), x, y + 12, room, TIP_HEAD, most=1)
        y = self._text(self.state.tip, x, y, room, TIP)
        self.tip_to = len(self.sheet.lines)
        return y + 10

    def _sink_tip(self, pixels: int) -> None:
        """Move the tip to the foot of a panel that is higher than its text."""
        if self.tip_from is None or pixels <= 0:
            return
        (plate, line), sheet = self.tip_from, self.sheet
        left, top, right, bottom = sheet.plates[plate].box
        moved = (left, top + pixels, right, bottom + pixels)
        sheet.plates[plate] = replace(sheet.plates[plate], box=moved)
        for at in range(line, self.tip_to):
            each = sheet.lines[at]
            sheet.lines[at] = replace(each, baseline=each.baseline + pixels)

    def _caution_lines(self, room: float) -> list[str]:
        lines = []
        for caution in self.state.cautions:
            lines += self.sheet.clipped(caution, room, CAUTION, self.way.most)
        return lines

    def _stage_ring(self, stage: Box) -> Box:
        """Return the place of the big ring: the middle of the arch."""
        wide, high = stage[2] - stage[0], stage[3] - stage[1]
        side = min(self.sheet.px(212), int(wide * 0.62), int(high * 0.62))
        left = (stage[0] + stage[2] - side) // 2
        top = stage[1] + int(high * 0.45) - side // 2
        return (left, top, left + side, top + side)

    def _text(
        self, text: str, x: float, y: float, room: float, style: Style, *, most: int = 99
    ) -> float:
        """Put a paragraph; return where it ends."""
        return self.sheet.text(text, x, y, room, style, most=min(most, self.way.most))


def away_key(sheet: Sheet, right: float, top: float) -> Box:
    """Return the place of the printed Esc key that puts the card away."""
    wide = sheet.width(_("Esc"), KEY) + 18
    return sheet.box(right - wide, top, right, top + 26)


def put_cautions(sheet: Sheet, lines: Sequence[str], x: float, y: float, wide: float) -> None:
    """Put the cautions on their plate; the sign beside them is a plate, too."""
    if not lines:
        return
    end = y + len(lines) * sheet.leading(CAUTION) + 28
    sheet.plate(sheet.box(x, y, x + wide, end), 14, "caution")
    sheet.plate(sheet.box(x + 16, y + 14, x + 38, y + 36), 11, "on_caution")
    sign = Style(Weight.BOLD, 14 / sheet.letters, 22 / sheet.letters, "caution")
    sheet.line("!", x + 27 - sheet.width("!", sign) / 2, y + 14, sign)
    sheet.put(lines, x + 50, y + 14, CAUTION)
