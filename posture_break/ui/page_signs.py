"""Paints the signs of a page: of the tones, each with a shape of its own, and those of choices."""

from __future__ import annotations

from collections.abc import Mapping
from math import cos, radians, sin

from PIL import Image, ImageDraw

from posture_break.ui.fonts import Weight, write
from posture_break.ui.page_parts import Sign
from posture_break.ui.page_state import Tone
from posture_break.ui.shapes import FINER, Box, ellipse, outlined, rounded, stroke

_TICK = ((0.27, 0.53), (0.44, 0.69), (0.74, 0.34))


def paint_sign(image: Image.Image, sign: Sign, colours: Mapping[str, str]) -> None:
    """Paint a tone's sign: an exclamation mark, a clock, a page of a calendar."""
    ink, ground = colours[f"on_{sign.tone.value}"], colours[sign.tone.value]
    match sign.tone:
        case Tone.EMERGENCY:
            _octagon(image, sign.box, ink)
            side = sign.box[2] - sign.box[0]
            write(
                image, _middle(sign.box), "!", weight=Weight.BOLD, size=0.62 * side, colour=ground
            )
        case Tone.SOON:
            ellipse(image, sign.box, ink)
            _lines(image, sign.box, (((0.5, 0.24), (0.5, 0.53), (0.69, 0.64)),), 0.085, ground)
        case _:
            _calendar(image, sign.box, ink, ground)


def paint_mark(
    image: Image.Image,
    box: Box,
    colours: Mapping[str, str],
    *,
    many: bool,
    chosen: bool,
    ground: str,
) -> None:
    """Paint the box of a choice, round where only one may be chosen; a tick where it is."""
    side = box[2] - box[0]
    radius = round(0.28 * side) if many else side // 2
    if chosen:
        rounded(image, box, radius, colours["accent"])
        _lines(image, box, (_TICK,), 0.12, colours["on_accent"])
    else:
        thin = max(1, round(0.085 * side))
        outlined(image, box, radius, ground, line=colours["muted"], thickness=thin)


def paint_lock(image: Image.Image, box: Box, ink: str, ground: str) -> None:
    """Paint a lock: this choice cannot be changed here."""
    left, top, right, bottom = box
    side = right - left
    arch = (left + 0.27 * side, top + 0.06 * side, right - 0.27 * side, top + 0.72 * side)
    outer = (round(arch[0]), round(arch[1]), round(arch[2]), round(arch[3]))
    outlined(image, outer, side // 3, ground, line=ink, thickness=max(1, round(0.1 * side)))
    body = (round(left + 0.15 * side), round(top + 0.44 * side), round(right - 0.15 * side), bottom)
    rounded(image, body, max(1, round(0.12 * side)), ink)


def _octagon(image: Image.Image, box: Box, ink: str) -> None:
    """Fill the shape of a stop sign."""
    half = (box[2] - box[0]) * FINER / 2
    mask = Image.new("L", (round(2 * half), round(2 * half)))
    corners = [
        (half + half * cos(radians(angle)), half + half * sin(radians(angle)))
        for angle in (22.5 + 45 * corner for corner in range(8))
    ]
    ImageDraw.Draw(mask).polygon(corners, fill=255)
    image.paste(ink, box, mask.reduce(FINER))


def _calendar(image: Image.Image, box: Box, ink: str, ground: str) -> None:
    left, top, right, bottom = box
    side = right - left
    sheet = (left + side // 14, top + side // 10, right - side // 14, bottom - side // 20)
    rounded(image, sheet, round(0.18 * side), ink)
    bar = round(0.1 * side)
    day = (left + round(0.2 * side), top + round(0.4 * side))
    inner = (*day, right - round(0.2 * side), bottom - round(0.17 * side))
    rounded(image, inner, max(1, round(0.06 * side)), ground)
    _lines(image, box, (((0.33, 0.03), (0.33, 0.2)), ((0.67, 0.03), (0.67, 0.2))), 0.1, ink)
    dot = (left + round(0.54 * side), top + round(0.55 * side))
    rounded(image, (*dot, dot[0] + 2 * bar, dot[1] + 2 * bar), bar // 2, ink)


def _lines(
    image: Image.Image,
    box: Box,
    lines: tuple[tuple[tuple[float, float], ...], ...],
    thickness: float,
    ink: str,
) -> None:
    """Draw lines through points that are shares of a box."""
    wide, high = box[2] - box[0], box[3] - box[1]
    for line in lines:
        points = [(box[0] + x * wide, box[1] + y * high) for x, y in line]
        stroke(image, points, max(1.5, thickness * wide), ink)


def _middle(box: Box) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
