"""Sets a page's questions: their choices stand in columns, each in a box with a mark and words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from posture_break.texts import ngettext
from posture_break.ui.card_parts import Line, Style
from posture_break.ui.card_sheet import Sheet
from posture_break.ui.page_answers import chosen_at_first, shown
from posture_break.ui.page_parts import (
    ASKED,
    CHOICE,
    CHOICE_FIXED,
    HINT,
    MORE,
    ChoiceBox,
    MoreBox,
)
from posture_break.ui.page_state import Choice, PageState, Question

GAP, PAD = 9, 14
OVER, OVER_HINTED = 8, 12  # above and below a choice's words
MARK, MARK_GAP = 18, 10
RADIUS = 13
LEAST = 160  # units: narrower columns become fewer
LEAST_PAIR = 480  # the same for two columns in which words may be broken into lines
MOST_ACROSS = 3
AFTER = 24  # below a question

_BESIDE = MARK + MARK_GAP + 2 * PAD  # what a choice needs beside its words


def choice_name(question: int, choice: int) -> str:
    """Return the name of a choice's hit area."""
    return f"choice-{question}-{choice}"


@dataclass(slots=True)
class Questions:
    """Puts questions into a column of a sheet, and collects what can be touched."""

    sheet: Sheet
    x: float
    room: float
    boxes: list[ChoiceBox] = field(default_factory=list)
    more: list[MoreBox] = field(default_factory=list)

    def put(self, page: PageState, y: float, opened: Collection[str]) -> float:
        """Put all questions of a page, those ``opened`` with every choice; return the end."""
        chosen = chosen_at_first(page)
        for number, question in enumerate(page.questions):
            there = shown(question, chosen, opened=question.key in opened)
            y = self.sheet.text(question.text, self.x, y, self.room, ASKED) + 8
            y = self._grid(number, question, there, y)
            if left := len(question.choices) - len(there):
                y = self._more(number, question, left, y + 4)
            if question.note:
                y = self.sheet.text(question.note, self.x, y + 8, self.room, HINT)
            y += AFTER
        return y

    def _grid(self, number: int, question: Question, there: Sequence[Choice], y: float) -> float:
        """Put choices in rows of equal columns; return where the last row ends."""
        across = self._across(question.choices)
        wide = (self.room - (across - 1) * GAP) / across
        over = OVER_HINTED if any(each.hint for each in question.choices) else OVER
        for row in range(0, len(there), across):
            line = there[row : row + across]
            words = [self._words(choice, wide - _BESIDE) for choice in line]
            high = max(end for _lines, end in words) + 2 * over
            for column, choice in enumerate(line):
                at = self.x + column * (wide + GAP)
                name = choice_name(number, question.choices.index(choice))
                lines = self._moved(words[column][0], at + PAD + MARK + MARK_GAP, y + over)
                mark = y + over + (self.sheet.leading(CHOICE) - MARK) / 2
                self.boxes.append(
                    ChoiceBox(
                        name,
                        question,
                        choice,
                        self.sheet.box(at, y, at + wide, y + high),
                        self.sheet.box(at + PAD, mark, at + PAD + MARK, mark + MARK),
                        self.sheet.px(RADIUS),
                        lines,
                    )
                )
            y += high + GAP
        return y - GAP

    def _across(self, choices: Sequence[Choice]) -> int:
        """Return the number of columns: as many as fit, and two where words would be broken."""
        most = max(1, min(MOST_ACROSS, len(choices), int((self.room + GAP) / (LEAST + GAP))))
        longest = max(self.sheet.width(each.label, CHOICE) for each in choices) + _BESIDE
        if any(each.hint for each in choices) or most * (longest + GAP) - GAP <= self.room:
            return most
        return min(2, most) if self.room >= LEAST_PAIR else 1

    def _words(self, choice: Choice, room: float) -> tuple[list[Line], float]:
        """Return a choice's words as lines from the corner on, and where they end."""
        own = Sheet(self.sheet.unit, self.sheet.letters)
        lock = MARK if choice.fixed else 0
        end = own.text(choice.label, 0, 0, room - lock, _style(choice))
        return own.lines, own.text(choice.hint, 0, end, room, HINT)

    def _more(self, number: int, question: Question, left: int, y: float) -> float:
        """Put the way to the choices that are left off."""
        label = ngettext("Show {number} more ...", "Show {number} more ...", left).format(
            number=left
        )
        sheet, high = self.sheet, self.sheet.leading(MORE) + 10
        wide = sheet.width(label, MORE) + 2 * PAD
        own = Sheet(sheet.unit, sheet.letters)
        own.line(label, self.x + PAD, y + 5, MORE)
        box = sheet.box(self.x, y, self.x + wide, y + high)
        self.more.append(MoreBox(f"more-{number}", question.key, label, box, tuple(own.lines)))
        return y + high

    def _moved(self, lines: Sequence[Line], x: float, y: float) -> tuple[Line, ...]:
        """Return lines at another place."""
        right, down = self.sheet.px(x), self.sheet.px(y)
        return tuple(
            replace(each, x=each.x + right, baseline=each.baseline + down) for each in lines
        )


def _style(choice: Choice) -> Style:
    return CHOICE_FIXED if choice.fixed else CHOICE
