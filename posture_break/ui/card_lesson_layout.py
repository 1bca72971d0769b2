"""Where everything on the card of a guided session goes, for any text, scale and monitor.

Lengths in this file are units; a unit is so many pixels. Letters have a size of their own: on a
small monitor the boxes shrink first. What still does not fit is left off in this order: the tip,
the figure's room, lines of the list. Never left off are the stop line, the session and the buttons.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from posture_break.texts import _
from posture_break.ui import card_choices, card_controls, card_questions
from posture_break.ui.card_controls import Controls
from posture_break.ui.card_layout import away_key, put_cautions
from posture_break.ui.card_now import Words
from posture_break.ui.card_parts import (
    CAUTION,
    COUNT,
    DETAIL,
    HEADLINE,
    NEXT,
    REASON,
    SECTION,
    TASK,
    TIP,
    TIP_HEAD,
    TITLE,
    Line,
    Plate,
)
from posture_break.ui.card_sheet import Sheet
from posture_break.ui.card_state import CardState
from posture_break.ui.shapes import Box

MARGIN, GAP, INSET = 24, 16, 24
WIDE, BROAD, NARROW = 868, 1040, 540  # widths of a card beside a stage, and below it
PANEL = 400  # width of the panel of a card that is WIDE
RING, BESIDE = 104, 20  # the ring's side, and the gap beside it
MARK, MARK_GAP, ROW = 24, 12, 7  # a step's number, the gap beside it, the room above and below
STAGE, LOW = 276, 232  # the figure's height; the same beside long cautions
DEEP = 493  # where the panel ends on a card that is 600 high
LEAST_STAGE, LEAST_LIST = 96, 56
LEAST_UNIT = 0.75  # pixels: below this the smallest letters are no longer readable
RATIOS = (1.0, 1.15, 1.3)  # letters beside boxes


@dataclass(frozen=True, slots=True)
class LessonLayout:
    """The card of a session in pixels; the parts that change have boxes, the rest is set."""

    size: tuple[int, int]
    unit: float
    letters: float
    plates: tuple[Plate, ...]
    lines: tuple[Line, ...]
    stage: Box | None
    ring: Box
    words: Box  # beside the ring
    body: Box  # the list of steps, or what stands in its place
    away: Box
    controls: Controls
    complete: bool  # whether every text is there in full


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that the card of a session may say while it is open."""

    state: CardState
    steps: tuple[str, ...]
    words: tuple[Words, ...]  # each that can stand beside the ring
    short: bool = False


@dataclass(frozen=True, slots=True)
class _Way:
    """One try: unit, size of letters, width, and what is left off to save room."""

    unit: float
    letters: float
    breadth: float = WIDE
    wide: bool = True
    thrift: int = 0  # 1: no tip; 2: a small figure and a clipped list; 3: one line a text


def lay_out(content: Content, scale: float, limit: tuple[int, int]) -> LessonLayout:
    """Return the layout with the largest letters up to ``scale`` that fits ``limit`` (pixels)."""
    layout: LessonLayout | None = None
    for way in _ways(scale, limit[0]):
        layout = _Build(content, way, limit, Sheet(way.unit, way.letters)).finish()
        if layout.size[1] <= limit[1] and layout.size[0] <= limit[0]:
            return layout
    assert layout is not None  # there is always the last way
    return layout


def _ways(scale: float, limit: int) -> Iterator[_Way]:
    """Yield the ways to lay a card out, the most comfortable first."""
    size = scale
    while True:
        for ratio in RATIOS:
            for breadth in (WIDE, BROAD):
                if limit >= breadth * size / ratio:
                    yield _Way(size / ratio, ratio, breadth)
        if size < 0.8 * scale or limit < WIDE * size / RATIOS[-1]:
            yield _Way(size, 1.0, NARROW, wide=False)
        if size <= min(scale, LEAST_UNIT):
            break
        size = max(min(scale, LEAST_UNIT), size * 0.94)
    for thrift in (1, 2, 3):
        for ratio in RATIOS:
            yield _Way(size / ratio, ratio, BROAD, thrift=thrift)
        yield _Way(size, 1.0, NARROW, wide=False, thrift=thrift)
    for smaller in (0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3):
        yield _Way(smaller * size, 1.0, BROAD, thrift=3)


@dataclass(slots=True)
class _Build:
    """Collects the parts: the figure's column, then the panel, then the buttons."""

    content: Content
    way: _Way
    limit: tuple[int, int]
    sheet: Sheet
    away: Box = (0, 0, 0, 0)
    ring: Box = (0, 0, 0, 0)
    words: Box = (0, 0, 0, 0)

    def finish(self) -> LessonLayout:
        """Return the whole card."""
        return self._beside() if self.way.wide else self._below()

    def _beside(self) -> LessonLayout:
        """Put the figure at the left of the panel."""
        sheet, way = self.sheet, self.way
        full = min(way.breadth, (self.limit[0] - 1) / way.unit)
        share = PANEL / (WIDE - 2 * MARGIN - GAP) + 0.16 * (way.letters - 1)
        panel_wide = share * (full - 2 * MARGIN - GAP)
        left = full - 2 * MARGIN - GAP - panel_wide
        panel_x = MARGIN + left + GAP
        at = len(sheet.plates)
        top = self._head(panel_x, full - MARGIN)
        room = panel_wide - 2 * INSET
        cautions = self._cautions(left - 66)
        tip = self._tip(left)
        under = self._under(cautions, tip)
        stage_high = LEAST_STAGE if way.thrift > 1 else min(STAGE, max(LOW, DEEP - MARGIN - under))
        end = max(top + self._list_needs(room) + INSET - 4, MARGIN + stage_high + under)
        if way.thrift > 1:  # the list takes what the monitor leaves
            end = max(min(end, self._floor()), top + LEAST_LIST, MARGIN + LEAST_STAGE + under)
        stage = sheet.box(MARGIN, MARGIN, MARGIN + left, end - under)
        self._foot(cautions, tip, MARGIN, end - under + GAP, left)
        paper = sheet.box(panel_x, MARGIN, full - MARGIN, end)
        sheet.plates.insert(at, Plate(paper, sheet.px(18), "panel", "line"))
        body = sheet.box(panel_x + 10, top, full - MARGIN - 10, end - 8)
        return self._layout(full, end, stage, body)

    def _below(self) -> LessonLayout:
        """Put the figure above the panel, in one column."""
        sheet, way = self.sheet, self.way
        full = min(way.breadth, (self.limit[0] - 1) / way.unit)
        wide = full - 2 * MARGIN
        cautions, tip = self._cautions(wide - 66), self._tip(wide)
        under = self._under(cautions, tip)
        high = 0.0 if way.thrift > 1 else (150.0 if way.thrift else 220.0)
        stage = sheet.box(MARGIN, MARGIN, full - MARGIN, MARGIN + high) if high else None
        panel_y = MARGIN + (high + GAP if high else 0)
        at = len(sheet.plates)
        top = self._head(MARGIN, full - MARGIN, panel_y)
        end = top + self._list_needs(wide - 2 * INSET) + INSET - 4
        if way.thrift > 1:
            end = max(min(end, self._floor() - under), top + LEAST_LIST)
        self._foot(cautions, tip, MARGIN, end + GAP, wide)
        paper = sheet.box(MARGIN, panel_y, full - MARGIN, end)
        sheet.plates.insert(at, Plate(paper, sheet.px(18), "panel", "line"))
        body = sheet.box(MARGIN + 10, top, full - MARGIN - 10, end - 8)
        return self._layout(full, end + under, stage, body)

    def _layout(self, full: float, end: float, stage: Box | None, body: Box) -> LessonLayout:
        sheet = self.sheet
        controls = self._controls(full, end)
        return LessonLayout(
            (sheet.px(full), controls.bottom), sheet.unit, sheet.letters, tuple(sheet.plates),
            tuple(sheet.lines), stage, self.ring, self.words, body, self.away, controls,
            sheet.complete,
        )  # fmt: skip

    def _controls(self, full: float, end: float) -> Controls:
        px = self.sheet.px
        offer = card_choices.offer(self.content.state, short=self.content.short)
        unit = self.sheet.unit * self.sheet.letters
        return card_controls.place(offer, unit, px(full), px(end), px(MARGIN))

    def _floor(self) -> float:
        """Return where the panel has to end so that the buttons fit the monitor."""
        full = min(self.way.breadth, (self.limit[0] - 1) / self.way.unit)
        controls = self._controls(full, 0)
        return (self.limit[1] - controls.bottom) / self.sheet.unit - 1

    def _head(self, left: float, right: float, top: float = MARGIN) -> float:
        """Put title, chips and the place of the session; return where the list begins."""
        sheet, state = self.sheet, self.content.state
        x, room = left + INSET, right - left - 2 * INSET
        self.away = away_key(sheet, right - 16, top + 16)
        tight = self.way.thrift > 1
        y = sheet.text(
            state.title, x, top + (12 if tight else 18), room - 56, TITLE, most=1 if tight else 2
        )
        y = sheet.chips(state.chips[: 1 if self.way.thrift > 2 else 4], x, y + 6, room)
        y = max(y + (10 if tight else 16), top + 48)  # clear of the Esc key
        ring = RING * sheet.letters
        beside = x + ring + BESIDE
        high = max(ring, self._words_need(room - ring - BESIDE))
        across, down, side = sheet.px(x), sheet.px(y), sheet.px(ring)
        self.ring = (across, down, across + side, down + side)
        self.words = sheet.box(beside, y, right - INSET + 12, y + high)
        return y + high + (8 if tight else 14)

    def _words_need(self, room: float) -> float:
        """Return the height of the words beside the ring, at their longest."""
        trial = Sheet(self.sheet.unit, self.sheet.letters)
        heights = [put_words(trial, each, 0.0, 0.0, room) for each in self.content.words]
        self.sheet.complete = self.sheet.complete and trial.complete
        return max(heights, default=0.0)

    def _list_needs(self, room: float) -> float:
        """Return the height of the list, and of everything that may stand in its place."""
        sheet = self.sheet
        indent = (MARK + MARK_GAP) * sheet.letters
        rows = [len(sheet.clipped(step, room - indent, TASK)) for step in self.content.steps]
        steps = sum(row * sheet.leading(TASK) + 2 * ROW for row in rows)
        because = [len(sheet.clipped(text, room, REASON)) for text in self.content.state.because]
        reasons = sum(row * sheet.leading(REASON) + 8 for row in because)
        reasons += sheet.leading(SECTION) + 8 if because else 0
        return max(steps, reasons, card_questions.height(sheet))

    def _cautions(self, room: float) -> list[str]:
        """Return the lines of the cautions; the last of them, the stop line, is never clipped."""
        *own, stop = self.content.state.cautions or ("",)
        most = (99, 99, 2, 1)[self.way.thrift]
        lines = []
        for caution in own if self.way.thrift < 3 else ():
            lines += self.sheet.clipped(caution, room, CAUTION, most)
        if self.way.thrift >= 3 and own:
            self.sheet.complete = False
        return [*lines, *self.sheet.clipped(stop, room, CAUTION)]

    def _tip(self, room: float) -> list[str]:
        tip = self.content.state.tip
        if tip and self.way.thrift:
            self.sheet.complete = False
            return []
        return self.sheet.clipped(tip, room, TIP) if tip else []

    def _under(self, cautions: Sequence[str], tip: Sequence[str]) -> float:
        """Return the height of what stands below the figure, with the gap above it."""
        high = GAP + len(cautions) * self.sheet.leading(CAUTION) + 28 if cautions else 0.0
        if tip:
            high += 12 + self.sheet.leading(TIP_HEAD) + len(tip) * self.sheet.leading(TIP)
        return high

    def _foot(
        self, cautions: Sequence[str], tip: Sequence[str], x: float, y: float, wide: float
    ) -> None:
        """Put the cautions and the tip of the hour."""
        sheet = self.sheet
        put_cautions(sheet, cautions, x, y, wide)
        if tip:
            y += len(cautions) * sheet.leading(CAUTION) + 28 + 12 if cautions else 0
            sheet.line(_("Good to know"), x + 2, y, TIP_HEAD)
            sheet.put(tip, x + 2, y + sheet.leading(TIP_HEAD), TIP)


def put_words(sheet: Sheet, words: Words, x: float, y: float, room: float) -> float:
    """Set the words beside the ring; return where they end."""
    y = sheet.text(words.headline, x, y, room, HEADLINE, most=2)
    if words.detail:
        y = sheet.text(words.detail, x, y + 2, room, DETAIL, most=6)
    if words.dots[1]:
        _dots(sheet, words.dots, x, y + 7, room)
        y += 18
    if words.count:
        y = sheet.text(words.count, x, y, room, COUNT, most=1)
    if words.following:
        y = sheet.text(words.following, x, y if words.count else y + 4, room, NEXT, most=2)
    return y


def _dots(sheet: Sheet, dots: tuple[int, int], x: float, y: float, room: float) -> None:
    """Put a dash for each repetition, filled for those that have begun."""
    done, of = dots
    gap = 5.0 if of <= 16 else 2.0
    wide = min(20.0, (room - (of - 1) * gap) / of)
    if wide < 3:  # too many for dashes: one bar
        sheet.plate(sheet.box(x, y, x + room, y + 7), 3.5, "track")
        sheet.plate(sheet.box(x, y, x + room * done / of, y + 7), 3.5, "accent")
        return
    for at in range(of):
        left = x + at * (wide + gap)
        fill = "accent" if at < done else "track"
        sheet.plate(sheet.box(left, y, left + wide, y + 7), 3.5, fill)
