"""The two questions after a session: what they say, which keys they have, where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from posture_break.texts import _
from posture_break.ui.card_parts import NEXT, QUESTION, SECTION, Style
from posture_break.ui.card_sheet import Sheet
from posture_break.ui.card_state import CardMood
from posture_break.ui.fonts import Weight
from posture_break.ui.shapes import Box

EFFORTS = ("easier", "right", "harder")  # how demanding it was; the engine's own words
CHANGES = ("better", "same", "worse")  # how the person feels after it
EFFORT, CHANGE = "effort", "change"
ANSWER = Style(Weight.SEMIBOLD, 14, 20, "on_button")
HIGH, GAP = 38, 8  # of an answer's button, and between two


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as a button: where it stands, in pixels, and what it says."""

    name: str  # of its hit area: "felt-1" to "felt-6"
    label: str
    key: str
    box: Box
    key_box: Box
    chosen: bool


def value_of(name: str) -> tuple[str, str]:
    """Return the question that an answer's name belongs to, and the value of that answer."""
    at = int(name.rpartition("-")[2]) - 1
    if at < len(EFFORTS):
        return EFFORT, EFFORTS[at]
    return CHANGE, CHANGES[at - len(EFFORTS)]


def name_of(number: int) -> str:
    """Return the name of the hit area of the answer with this key."""
    return f"felt-{number}"


def height(sheet: Sheet) -> float:
    """Return how high the questions are, in units."""
    row = sheet.leading(QUESTION) + 4 + HIGH * sheet.letters
    return sheet.leading(SECTION) + sheet.leading(NEXT) + 2 * row + 22


def put(sheet: Sheet, x: float, y: float, room: float, mood: CardMood) -> Iterator[Answer]:
    """Set the questions on ``sheet``, and yield their answers."""
    sheet.line(_("How was it?"), x, y, SECTION)
    y += sheet.leading(SECTION)
    words = sheet.shortened(_("One key each, if you like. Enter closes the card."), room, NEXT)
    sheet.line(words, x, y, NEXT)
    y += sheet.leading(NEXT) + 8
    rows = (
        (_("This session was"), (_("Too easy"), _("Just right"), _("Too hard")), mood.effort),
        (_("And now I feel"), (_("Better"), _("Same"), _("Worse")), mood.change),
    )
    wide = (room - 2 * GAP) / 3
    for row, (question, labels, chosen) in enumerate(rows):
        sheet.line(sheet.shortened(question, room, QUESTION), x, y, QUESTION)
        y += sheet.leading(QUESTION) + 4
        values = (EFFORTS, CHANGES)[row]
        for column, label in enumerate(labels):
            number = row * len(labels) + column + 1
            picked = chosen == values[column]
            yield _answer(sheet, label, number, (x + column * (wide + GAP), y, wide), chosen=picked)
        y += HIGH * sheet.letters + 10


def _answer(
    sheet: Sheet, label: str, number: int, place: tuple[float, float, float], *, chosen: bool
) -> Answer:
    left, y, wide = place
    high = HIGH * sheet.letters
    box = sheet.box(left, y, left + wide, y + high)
    key = 21.0 * sheet.letters
    key_right, key_top = left + wide - 9, y + (high - key) / 2
    key_box = sheet.box(key_right - key, key_top, key_right, key_top + key)
    text = sheet.shortened(label, wide - key - 12 - 9 - 4, ANSWER)
    return Answer(name_of(number), text, str(number), box, key_box, chosen)
