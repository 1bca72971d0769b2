"""Sets a page's sections: a plate in the colour of the tone, a sign, a heading, the list."""

from __future__ import annotations

from dataclasses import replace

from posture_break.ui.card_parts import Plate
from posture_break.ui.card_sheet import Sheet
from posture_break.ui.page_parts import BODY, HEADING, SECTION_LEAD, Sign
from posture_break.ui.page_state import Section, Tone
from posture_break.ui.shapes import Box

GAP, INSET = 14, 20
SIGN, SIGN_GAP = 28, 12
DOT, DOT_ROOM = 6, 18
LINE_GAP = 4
LEAST_PAIR = 640  # units: narrower pairs stand below each other
SHARES = (0.5, 0.54, 0.58, 0.62, 0.66)  # of the width, for the left one of two


def put_sections(
    sheet: Sheet, sections: tuple[Section, ...], corner: tuple[float, float], room: float
) -> tuple[list[Sign], float]:
    """Put all sections; return their signs and where the last one ends."""
    signs: list[Sign] = []
    x, y = corner
    rest = list(sections)
    while rest:
        pair = rest[:2] if room >= LEAST_PAIR and side_by_side(rest) else rest[:1]
        del rest[: len(pair)]
        widths = _widths(sheet, pair, room)
        end = y + max(_height(sheet, each, w) for each, w in zip(pair, widths, strict=True))
        left = x
        for section, width in zip(pair, widths, strict=True):
            signs += _put(sheet, section, sheet.box(left, y, left + width, end))
            _text(sheet, section, left, y, width)
            left += width + GAP
        y = end + GAP
    return signs, y


def side_by_side(sections: list[Section] | tuple[Section, ...]) -> bool:
    """Return whether the first two belong beside each other: both less than an emergency."""
    calm = {Tone.SOON, Tone.ROUTINE}
    return len(sections) > 1 and all(each.tone in calm and each.lines for each in sections[:2])


def _widths(sheet: Sheet, sections: list[Section], room: float) -> list[float]:
    """Return the widths that make one section, or a pair, lowest."""
    if len(sections) == 1:
        return [room]
    splits = [[share * room - GAP / 2, (1 - share) * room - GAP / 2] for share in SHARES]
    return min(
        splits,
        key=lambda widths: max(
            _height(sheet, each, width) for each, width in zip(sections, widths, strict=True)
        ),
    )


def _height(sheet: Sheet, section: Section, width: float) -> float:
    """Return how high a section becomes, measured on a sheet that nobody sees."""
    return _text(Sheet(sheet.unit, sheet.letters), section, 0, 0, width)


def _put(sheet: Sheet, section: Section, box: Box) -> list[Sign]:
    """Put a section's plate; return its sign, if its tone has one."""
    plain = section.tone is Tone.PLAIN
    fill, line = ("panel", "line") if plain else (section.tone.value, "")
    sheet.plates.append(Plate(box, sheet.px(16), fill, line))
    if plain:
        return []
    left, top, side = box[0] + sheet.px(INSET), box[1] + sheet.px(INSET - 4), sheet.px(SIGN)
    return [Sign(section.tone, (left, top, left + side, top + side))]


def _text(sheet: Sheet, section: Section, x: float, y: float, width: float) -> float:
    """Put a section's words; return where its plate ends."""
    plain = section.tone is Tone.PLAIN
    ink = "text" if plain else f"on_{section.tone.value}"
    left, room = x + INSET, width - 2 * INSET
    beside = 0 if plain else SIGN + SIGN_GAP
    y += INSET - 2
    if section.heading:
        style = replace(HEADING, colour=ink)
        y = sheet.text(section.heading, left + beside, y, room - beside, style) + 6
    if section.lead:
        style = SECTION_LEAD if section.lines and not plain else BODY
        y = sheet.text(section.lead, left + beside, y, room - beside, style) + 6
    if plain and len(section.lines) == 1:  # a list of one is a sentence
        return sheet.text(section.lines[0], left, y, room, BODY) + LINE_GAP + INSET - 8
    for line in section.lines:
        top = y + (sheet.leading(BODY) - DOT) / 2
        corner, side = (sheet.px(left + beside), sheet.px(top)), 2 * max(1, sheet.px(DOT / 2))
        dot = (*corner, corner[0] + side, corner[1] + side)
        sheet.plates.append(Plate(dot, side // 2, ink))
        at = left + beside + DOT_ROOM
        y = sheet.text(line, at, y, room - beside - DOT_ROOM, BODY) + LINE_GAP
    return y + INSET - 8
