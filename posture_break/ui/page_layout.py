"""Where everything on a page goes, for any page, scale and monitor.

Title and buttons stay; what lies between them scrolls where a page is longer than the monitor. A
page that nearly fits becomes a little smaller instead. Lengths are units of ``scale`` pixels.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from posture_break.texts import _
from posture_break.ui import card_controls
from posture_break.ui.card_controls import Offer, Spec
from posture_break.ui.card_parts import KEY, LEAD, TITLE, Line
from posture_break.ui.card_sheet import Sheet
from posture_break.ui.card_state import AWAY, HELP
from posture_break.ui.page_choices import Questions
from posture_break.ui.page_parts import FOOT, PageLayout
from posture_break.ui.page_sections import put_sections, side_by_side
from posture_break.ui.page_state import PageState
from posture_break.ui.shapes import Box

MARGIN = 28
WIDE, BROAD = 760, 1010  # a page's width; the same where two sections stand side by side
LEAST_WIDE = 400  # units: below this the unit becomes smaller
ENOUGH, LEAST_VIEW = 0.64, 0.45  # of the monitor's height, for what scrolls
LEAST_UNIT = 0.6  # pixels: below this nothing can be read
NEARLY = 0.84  # of the scale: as much smaller as a page becomes to need no scrolling


def lay_out(
    page: PageState, scale: float, limit: tuple[int, int], opened: Collection[str] = ()
) -> PageLayout:
    """Return the layout at the largest unit that needs no scrolling, or at ``scale`` with it."""
    unit = min(scale, limit[0] / LEAST_WIDE)
    for smaller in (unit, *_smaller(unit)):
        layout = _Way(page, smaller, smaller, limit).lay_out(opened)
        if not layout.furthest:
            return layout
    return _with_scrolling(page, unit, limit, opened)


def button_name(index: int) -> str:
    """Return the name of a button's hit area."""
    return f"button-{index}"


def _smaller(unit: float) -> Iterator[float]:
    for share in (0.96, 0.92, 0.88, NEARLY):
        if share * unit >= 0.75:  # small letters are worse than scrolling
            yield share * unit


def _with_scrolling(
    page: PageState, unit: float, limit: tuple[int, int], opened: Collection[str]
) -> PageLayout:
    """Return a layout that leaves a good part of the monitor to the text.

    Enlarged title and buttons give way first, then all becomes smaller.
    """
    while True:
        for frame in (unit, max(0.75 * unit, min(unit, 1.0))):
            layout = _Way(page, unit, frame, limit).lay_out(opened)
            seen = layout.view[3] - layout.view[1]
            if not layout.furthest or seen >= ENOUGH * limit[1]:
                return layout
        if seen >= LEAST_VIEW * limit[1] or unit <= LEAST_UNIT:
            return layout
        unit *= 0.92


@dataclass(frozen=True, slots=True)
class _Way:
    """One try: the unit of what scrolls, that of title and buttons, the monitor."""

    page: PageState
    unit: float
    frame: float
    limit: tuple[int, int]

    def lay_out(self, opened: Collection[str]) -> PageLayout:
        """Return the whole page."""
        page, sheet = self.page, Sheet(self.unit)
        broad = any(side_by_side(page.sections[at:]) for at in range(len(page.sections)))
        full = min(BROAD if broad else WIDE, self.limit[0] / self.unit)
        room, wide = full - 2 * MARGIN, min(sheet.px(full), self.limit[0])
        margin = sheet.px(MARGIN)
        title, away, top = _head(page, self.frame, margin, wide)
        questions = Questions(sheet, MARGIN, room)
        end = 4.0
        if page.lead:
            end = sheet.text(page.lead, MARGIN, end, room, LEAD) + 16
        end = questions.put(page, end, opened)
        signs, end = put_sections(sheet, page.sections, (MARGIN, end), room)
        if page.foot:
            end = sheet.text(page.foot, MARGIN, end, room, FOOT) + 8
        height = sheet.px(end)
        below = card_controls.place(_offer(page), self.frame, wide, 0, margin).bottom
        bottom = min(top + height, max(top + 1, self.limit[1] - below))
        return PageLayout(
            size=(wide, bottom + below),
            unit=self.unit,
            frame=self.frame,
            title=title,
            away=away,
            view=(0, top, wide, bottom),
            height=height,
            plates=tuple(sheet.plates),
            lines=tuple(sheet.lines),
            signs=tuple(signs),
            choices=tuple(questions.boxes),
            more=tuple(questions.more),
            controls=card_controls.place(_offer(page), self.frame, wide, bottom, margin),
        )


def _head(
    page: PageState, unit: float, margin: int, wide: int
) -> tuple[tuple[Line, ...], Box, int]:
    """Return the title's lines, the place of the Esc key, and where the rest begins."""
    sheet = Sheet(unit)
    left, right = margin / unit, (wide - margin) / unit + 8
    key = sheet.width(_("Esc"), KEY) + 18
    away = sheet.box(right - key, 22, right, 48)
    lines = sheet.clipped(page.title, right - key - 20 - left, TITLE, 2)
    end = sheet.put(lines, left, 20, TITLE)
    return tuple(sheet.lines), away, sheet.px(end + 8)


def _offer(page: PageState) -> Offer:
    """Return the page's buttons: the way to the help page at the left, the others at the right."""
    keys = _keys(page)
    specs = [
        (each.verb, Spec(button_name(at), each.label, keys[at], each.main))
        for at, each in enumerate(page.buttons)
    ]
    left = tuple(spec for verb, spec in specs if verb == HELP)
    return Offer(left, tuple(spec for verb, spec in specs if verb != HELP))


def _keys(page: PageState) -> list[str]:
    """Return the key of each button: Enter for the main one, else a letter of its label."""
    taken, keys = set(), []
    for button in page.buttons:
        letters = (HELP + button.label if button.verb == HELP else button.label).upper()
        free = (each for each in letters if each.isascii() and each.isalpha() and each not in taken)
        key = _("Enter") if button.main else _("Esc") if button.verb == AWAY else next(free, "")
        taken.add(key)
        keys.append(key)
    return keys


def letter_of(layout: PageLayout, letter: str) -> str:
    """Return the name of the button that has a letter for its key, or nothing."""
    buttons = layout.controls.buttons
    return next((each.name for each in buttons if each.key == letter.upper()), "")
