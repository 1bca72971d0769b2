"""Where the card's buttons stand, and how large they are; `card_choices` says which there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from posture_break.ui.card_state import WHY, CardMood
from posture_break.ui.fonts import Weight, width
from posture_break.ui.shapes import Box

HEIGHT, GAP, PAD, KEY_PAD, KEY_GAP = 44, 9, 14, 7, 9
LABEL_SIZE, KEY_SIZE, HINT_SIZE, LINK_SIZE = 14.5, 12, 13, 13


class Spec(NamedTuple):
    """A button before it has a place."""

    name: str
    label: str
    key: str  # as printed
    main: bool = False
    brief: str = ""  # a shorter label, where the row has no room for the full one
    other: tuple[str, ...] = ()  # labels that it has at other moments: its width fits them all


@dataclass(frozen=True, slots=True)
class Offer:
    """Which buttons a card has: the row's left and right, the rows shown instead, small links."""

    left: tuple[Spec, ...]
    right: tuple[Spec, ...]
    choices: tuple[tuple[Spec, ...], tuple[Spec, ...]] = ((), ())
    after: tuple[Spec, ...] = ()
    links: tuple[tuple[Spec, ...], tuple[Spec, ...]] = ((), ())


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
    """The rows that the bottom of the card can show, and the line of help under them."""

    top: int
    bottom: int
    hint_top: int
    unit: float
    buttons: tuple[Button, ...]
    choices: tuple[Button, ...]  # the snooze row, shown instead
    after: tuple[Button, ...]  # what is there while it asks how it was
    links: tuple[Button, ...]  # beside the line of help
    hint: tuple[int, int]  # where the line of help may begin and end

    def row(self, mood: CardMood) -> tuple[Button, ...]:
        """Return the buttons that are there now."""
        if mood.asking:
            return self.after
        return self.choices if mood.choosing else self.buttons

    def small(self, mood: CardMood) -> tuple[Button, ...]:
        """Return the small links that are there now: no reasons beside the questions."""
        return tuple(link for link in self.links if not (mood.asking and link.name == WHY))


def place(offer: Offer, unit: float, wide: int, top: int, margin: int) -> Controls:
    """Return the controls of a card that is ``wide`` pixels wide, below ``top``."""
    first = top + round(18 * unit)
    room = wide - 2 * margin
    groups = ((offer.left, offer.right), offer.choices, ((), offer.after))
    rows = [_rows(each, unit, room) for each in groups]
    placed = [tuple(_placed(each, unit, margin, wide - margin, first)) for each in rows]
    ends = [button.box[3] for row in placed for button in row] or [first]
    hint = max(ends) + round(11 * unit)
    links = tuple(_links(offer.links, unit, margin, wide - margin, hint))
    return Controls(
        top + 1, hint + round(32 * unit), hint, unit, placed[0], placed[1], placed[2], links,
        _between(links, margin, wide - margin, round(14 * unit)),
    )  # fmt: skip


def label_width(text: str, unit: float) -> float:
    """Return how wide a button's label is, in pixels."""
    return width(text, Weight.SEMIBOLD, round(LABEL_SIZE * unit))


def _size(spec: Spec, unit: float) -> tuple[int, int]:
    """Return the widths of a button and of its printed key, in pixels."""
    key_wide = _key_width(spec.key, unit)
    text = max(label_width(each, unit) for each in (spec.label, *spec.other))
    return round(text + key_wide + (2 * PAD + KEY_GAP) * unit), key_wide


def _key_width(key: str, unit: float) -> int:
    text = width(key, Weight.MEDIUM, round(KEY_SIZE * unit))
    return max(round(22 * unit), round(text + 2 * KEY_PAD * unit))


_Groups = tuple[Sequence[Spec], Sequence[Spec]]


def _rows(groups: _Groups, unit: float, room: int) -> list[_Groups]:
    """Return the groups side by side where there is room, else below each other, broken."""
    gap = round(GAP * unit)

    def needs(row: Iterable[Spec]) -> int:
        return sum(_size(spec, unit)[0] + gap for spec in row) - gap

    for left, right in (groups, (_brief(groups[0]), _brief(groups[1]))):
        if needs([*left, *right]) <= room:
            return [(left, right)]
    rows: list[list[Spec]] = [[]]
    brief = (*reversed(_brief(groups[1])), *reversed(_brief(groups[0])))  # the main one first
    for spec in brief:
        if rows[-1] and needs([*rows[-1], spec]) > room:
            rows.append([])
        rows[-1].append(spec)
    return [([], row[::-1]) for row in rows]


def _brief(specs: Sequence[Spec]) -> list[Spec]:
    return [spec._replace(label=spec.brief or spec.label) for spec in specs]


def _placed(rows: list[_Groups], unit: float, left: int, right: int, top: int) -> Iterable[Button]:
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


def _button(spec: Spec, x: int, y: int, unit: float) -> Button:
    wide, key_wide = _size(spec, unit)
    height, cap = round(HEIGHT * unit), round(22 * unit)
    key_right = x + wide - round((PAD - 2) * unit)
    key_top = y + (height - cap) // 2
    key_box = (key_right - key_wide, key_top, key_right, key_top + cap)
    return Button(*spec[:4], (x, y, x + wide, y + height), key_box)


def _links(groups: _Groups, unit: float, left: int, right: int, top: int) -> Iterable[Button]:
    """Yield the small links from both ends of the line of help, as far as there is room.

    The key of a link that is left off still works.
    """
    gap = round(16 * unit)
    for spec in groups[0]:
        wide = _link_width(spec, unit)
        if left + wide <= right:
            yield _link(spec, left, top, unit)
            left += wide + gap
    for spec in reversed(groups[1]):
        wide = _link_width(spec, unit)
        if right - wide >= left:
            yield _link(spec, right - wide, top, unit)
            right -= wide + gap


def _link_width(spec: Spec, unit: float) -> int:
    text = width(spec.label, Weight.MEDIUM, round(LINK_SIZE * unit))
    return round(text + 7 * unit) + _key_width(spec.key, unit)


def _link(spec: Spec, x: int, y: int, unit: float) -> Button:
    top = y - round(unit)
    box = (x, top, x + _link_width(spec, unit), top + round(20 * unit))
    return Button(*spec[:4], box, (box[2] - _key_width(spec.key, unit), *box[1:]))


def _between(links: Sequence[Button], left: int, right: int, gap: int) -> tuple[int, int]:
    """Return where the line of help stands, in the middle of what the links leave."""
    middle = (left + right) // 2
    before = max((link.box[2] + gap for link in links if link.box[0] < middle), default=left)
    after = min((link.box[0] - gap for link in links if link.box[0] >= middle), default=right)
    return before, max(before, after)
