"""The lower part of a session's panel: the list of steps, the reasons, or the two questions."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PIL import Image

from posture_break.texts import _
from posture_break.ui import card_questions
from posture_break.ui.card_lesson_layout import MARK, MARK_GAP, ROW, Content, LessonLayout
from posture_break.ui.card_now import Now, Stand
from posture_break.ui.card_paint import paint_parts
from posture_break.ui.card_parts import REASON, SECTION, TASK, TASK_NOW, Style
from posture_break.ui.card_questions import Answer
from posture_break.ui.card_sheet import Sheet
from posture_break.ui.card_state import CardMood
from posture_break.ui.card_strip import paint_focus, paint_key
from posture_break.ui.fonts import Weight, write
from posture_break.ui.shapes import outlined, rounded
from posture_break.ui.theme import Palette

INDENT = 14  # from the body's edge to its text
_NUMBER = Style(Weight.SEMIBOLD, 13, 24, "on_soft")
_NUMBER_NOW = Style(Weight.SEMIBOLD, 13, 24, "on_accent")


class Body:
    """Paints the body of one card."""

    def __init__(self, content: Content, layout: LessonLayout, colours: Palette) -> None:
        """Store what does not change."""
        self._content = content
        self._layout = layout
        self._colours = colours

    def shows(self, now: Now, mood: CardMood) -> Hashable:
        """Return what the body's picture depends on."""
        if mood.asking:
            return mood
        return "why" if mood.why else (now.step, now.stand is Stand.COMPLETE)

    def paint(self, now: Now, mood: CardMood) -> Image.Image:
        """Return the tile."""
        box = self._layout.body
        tile = Image.new("RGB", (box[2] - box[0], box[3] - box[1]), self._colours.panel)
        if mood.asking:
            self._questions(tile, mood)
        elif mood.why:
            self._put(tile, self._reasons())
        else:
            self._put(tile, self._steps(now))
        return tile

    def answers(self, mood: CardMood) -> tuple[Answer, ...]:
        """Return the buttons of the two questions."""
        return tuple(card_questions.put(self._sheet(), *self._place, mood))

    @property
    def _place(self) -> tuple[float, float, float]:
        """Where text begins, in units of the card, and its room."""
        box, unit = self._layout.body, self._layout.unit
        return box[0] / unit + INDENT, box[1] / unit, (box[2] - box[0]) / unit - 2 * INDENT

    def _sheet(self) -> Sheet:
        return Sheet(self._layout.unit, self._layout.letters)

    def _put(self, tile: Image.Image, sheet: Sheet) -> None:
        lifted = self._layout.body[:2]
        paint_parts(tile, sheet.plates, sheet.lines, self._colours, sheet.unit, lifted=lifted)

    def _steps(self, now: Now) -> Sheet:
        """Set the list; where it is longer than the body, the part around the present step."""
        sheet, (x, y, room) = self._sheet(), self._place
        high = (self._layout.body[3] - self._layout.body[1]) / sheet.unit
        indent = (MARK + MARK_GAP) * sheet.letters
        rows = [sheet.clipped(text, room - indent, TASK_NOW) for text in self._content.steps]
        heights = [len(row) * sheet.leading(TASK) + 2 * ROW for row in rows]
        for at in _seen(heights, now.step or 0, high):
            if y + heights[at] > self._layout.body[1] / sheet.unit + high:  # one row, too long
                fits = int((high - 2 * ROW) // sheet.leading(TASK))
                rows[at] = sheet.clipped(self._content.steps[at], room - indent, TASK, max(1, fits))
            self._step(sheet, at, rows[at], (x, y, room), current=at == now.step)
            y += heights[at]
        return sheet

    def _step(
        self,
        sheet: Sheet,
        at: int,
        lines: Sequence[str],
        place: tuple[float, float, float],
        *,
        current: bool,
    ) -> None:
        """Set one step; the one that is being done stands on a tint."""
        x, y, room = place
        mark = MARK * sheet.letters
        bottom = y + 2 * ROW + len(lines) * sheet.leading(TASK)
        if current:
            sheet.plate(sheet.box(x - 8, y, x + room + 8, bottom), 10, "soft")
        top = y + ROW + (sheet.leading(TASK) - mark) / 2
        box = sheet.box(x, top, x + mark, top + mark)
        sheet.plate(box, mark / 2, "accent" if current else "soft")
        number, style = str(at + 1), _NUMBER_NOW if current else _NUMBER
        sheet.line(number, x + (mark - sheet.width(number, style)) / 2, top, style)
        style = TASK_NOW if current else TASK
        sheet.put(lines, x + mark + MARK_GAP * sheet.letters, y + ROW, style)

    def _reasons(self) -> Sheet:
        """Set the reasons, as far as they fit."""
        sheet, (x, y, room) = self._sheet(), self._place
        end = self._layout.body[3] / sheet.unit
        sheet.line(_("Why this one?"), x, y, SECTION)
        y += sheet.leading(SECTION) + 6
        for reason in self._content.state.because:
            fits = int((end - y) // sheet.leading(REASON))
            y = sheet.text(reason, x, y, room, REASON, most=max(0, fits)) + 8
        return sheet

    def _questions(self, tile: Image.Image, mood: CardMood) -> None:
        """Paint the questions and their answers."""
        sheet, colours = self._sheet(), self._colours
        answers = tuple(card_questions.put(sheet, *self._place, mood))
        self._put(tile, sheet)
        for answer in answers:
            self._answer(tile, answer, mood, colours)

    def _answer(self, tile: Image.Image, answer: Answer, mood: CardMood, colours: Palette) -> None:
        unit = self._layout.unit * self._layout.letters
        across, down = self._layout.body[:2]

        def lifted(box: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
            return (box[0] - across, box[1] - down, box[2] - across, box[3] - down)

        box, radius = lifted(answer.box), round(11 * unit)
        fill, ink = colours.button, colours.on_button
        if answer.chosen:
            fill, ink = colours.accent, colours.on_accent
        if mood.hover == answer.name:
            outlined(tile, box, radius, fill, line=ink, thickness=max(1, round(1.5 * unit)))
        else:
            rounded(tile, box, radius, fill)
        at = (box[0] + 12 * unit, (box[1] + box[3]) / 2)
        size = card_questions.ANSWER.size * unit
        write(tile, at, answer.label, weight=Weight.SEMIBOLD, size=size, colour=ink, anchor="lm")
        paint_key(tile, lifted(answer.key_box), answer.key, colours, unit)
        shown = mood.ring_focus and mood.focus == answer.name
        paint_focus(tile, box, radius, colours, unit, shown=shown)


def _seen(heights: Sequence[float], current: int, room: float) -> range:
    """Return which rows to show: as many as fit, from the first, but with the current one."""
    first = 0
    while first < current and sum(heights[first : current + 1]) > room:
        first += 1
    last, used = first, 0.0
    while last < len(heights) and (used + heights[last] <= room or last == first):
        used += heights[last]
        last += 1
    return range(first, last)
