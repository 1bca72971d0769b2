"""The card's buttons: which there are, what they say, which keys they have, where they stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from posture_break.texts import _
from posture_break.ui.card_state import ANOTHER, DONE, SHORT, SKIP, SNOOZE, CardState
from posture_break.ui.fonts import Weight, width
from posture_break.ui.shapes import Box

HEIGHT, GAP, PAD, KEY_PAD = 44, 9, 15, 7
LABEL_SIZE, KEY_SIZE, HINT_SIZE = 14.5, 12, 13
BACK = "back"  # from the snooze choices
CLOSE = "close"  # the main button of a card that asks for no answer


@dataclass(frozen=True, slots=True)
class Button:
    """A button in pixels: its hit area carries its name."""

    name: str
    label: str
    key: str  # as printed
    main: bool
    box: Box
    key_box: Box


@dataclass(frozen=True, slots=True)
class Controls:
    """Both rows that the bottom of the card can show, and the line of help under them."""

    top: int
    bottom: int
    hint_top: int
    buttons: tuple[Button, ...]
    choices: tuple[Button, ...]  # the snooze row, shown instead


def place(
    state: CardState, unit: float, wide: int, top: int, margin: int, *, short: bool
) -> Controls:
    """Return the controls of a card that is ``wide`` pixels wide, below ``top``."""
    first = top + round(18 * unit)
    room = wide - 2 * margin
    rows = (_rows(_buttons(state, short=short), unit, room), _rows(_choices(state), unit, room))
    placed = [tuple(_placed(each, unit, margin, wide - margin, first)) for each in rows]
    ends = [button.box[3] for row in placed for button in row] or [first]
    hint = max(ends) + round(11 * unit)
    return Controls(top + 1, hint + round(32 * unit), hint, placed[0], placed[1])


def snooze_name(index: int) -> str:
    """Return the name of the hit area of one snooze choice."""
    return f"{SNOOZE}-{index + 1}"


def help_for(name: str, state: CardState) -> str:
    """Return the sentence under the buttons that says what the one called ``name`` does."""
    sentences = {
        DONE: _("I took this break."),
        SHORT: _("A version of at most {seconds} seconds; it counts as done.").format(
            seconds=min(30, state.short_seconds)
        ),
        SNOOZE: _("Put it off for a while; it comes back by itself."),
        ANOTHER: _("Show another exercise."),
        SKIP: _("Leave this one out; the next comes after its full interval."),
        BACK: _("Back to the other buttons."),
        "": (
            _("Esc puts this card away; the break stays open.")
            if DONE in state.actions
            else _("Esc closes this card.")
        ),
    }
    if name.startswith("step-"):
        return _("Tick off a step that you have done.")
    if name.startswith(f"{SNOOZE}-"):
        return _("Put the break off for this long.")
    return sentences.get(name, sentences[""])


class _Spec(NamedTuple):
    """A button before it has a place."""

    name: str
    label: str
    key: str
    main: bool = False


def _buttons(state: CardState, *, short: bool) -> tuple[list[_Spec], list[_Spec]]:
    """Return the buttons at the left and at the right."""
    known = {
        SKIP: _Spec(SKIP, _("Skip"), "K"),
        ANOTHER: _Spec(ANOTHER, _("Another"), "A"),
        SNOOZE: _Spec(SNOOZE, _("Snooze"), "Z"),
        SHORT: _Spec(SHORT, _("Full version") if short else _("Short version"), "S"),
        DONE: _Spec(DONE, _("Done"), _("Enter"), main=True),
    }
    there = {name for name in state.actions if name != SNOOZE or state.snoozes}
    right = [known[name] for name in (SNOOZE, SHORT, DONE) if name in there]
    if DONE not in there:
        right.append(_Spec(CLOSE, _("Close"), _("Enter"), main=True))
    return [known[name] for name in (SKIP, ANOTHER) if name in there], right


def _choices(state: CardState) -> tuple[list[_Spec], list[_Spec]]:
    """Return the snooze row: back at the left, the choices at the right."""
    choices = [
        _Spec(snooze_name(index), choice.label, str(index + 1), index == 0)
        for index, choice in enumerate(state.snoozes)
    ]
    return [_Spec(BACK, _("Back"), _("Esc"))], choices


def _size(spec: _Spec, unit: float) -> tuple[int, int]:
    """Return the widths of a button and of its printed key, in pixels."""
    key_wide = max(
        round(22 * unit),
        round(width(spec.key, Weight.MEDIUM, round(KEY_SIZE * unit)) + 2 * KEY_PAD * unit),
    )
    text = width(spec.label, Weight.SEMIBOLD, round(LABEL_SIZE * unit))
    return round(text + key_wide + (2 * PAD + 9) * unit), key_wide


def _rows(
    groups: tuple[list[_Spec], list[_Spec]], unit: float, room: int
) -> list[tuple[list[_Spec], list[_Spec]]]:
    """Return the groups side by side where there is room, else below each other, broken."""
    left, right = groups
    gap = round(GAP * unit)

    def needs(row: Iterable[_Spec]) -> int:
        return sum(_size(spec, unit)[0] + gap for spec in row) - gap

    if needs([*left, *right]) <= room:
        return [(left, right)]
    rows: list[list[_Spec]] = [[]]
    for spec in (*reversed(right), *reversed(left)):  # the main button first
        if rows[-1] and needs([*rows[-1], spec]) > room:
            rows.append([])
        rows[-1].append(spec)
    return [([], row[::-1]) for row in rows]


def _placed(
    rows: list[tuple[list[_Spec], list[_Spec]]], unit: float, left: int, right: int, top: int
) -> Iterable[Button]:
    """Yield the buttons from left to right, row by row."""
    gap, height = round(GAP * unit), round(HEIGHT * unit)
    for row, (lefts, rights) in enumerate(rows):
        y = top + row * (height + gap)
        x = left
        for spec in lefts:
            yield _button(spec, x, y, unit)
            x += _size(spec, unit)[0] + gap
        x = right - sum(_size(spec, unit)[0] + gap for spec in rights) + gap
        for spec in rights:
            yield _button(spec, max(left, x), y, unit)
            x += _size(spec, unit)[0] + gap


def _button(spec: _Spec, x: int, y: int, unit: float) -> Button:
    wide, key_wide = _size(spec, unit)
    height, cap = round(HEIGHT * unit), round(22 * unit)
    key_right = x + wide - round(PAD * unit) + round(2 * unit)
    key_top = y + (height - cap) // 2
    key_box = (key_right - key_wide, key_top, key_right, key_top + cap)
    return Button(*spec, (x, y, x + wide, y + height), key_box)
