"""Smooth shapes for Pillow, whose own have jagged edges: drawn larger, then reduced.

Only the mask of a shape is drawn larger, and of a rounded box only its corners, so a whole card
costs a few milliseconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import cos, radians, sin

from PIL import Image, ImageChops, ImageDraw

FINER = 4  # masks are drawn this much larger

Box = tuple[int, int, int, int]  # left, top, right, bottom


def rounded(image: Image.Image, box: Box, radius: int, fill: str) -> None:
    """Fill a box with rounded corners."""
    size = (box[2] - box[0], box[3] - box[1])
    if min(size) > 0:
        image.paste(fill, box, _rounded_mask(size, min(radius, min(size) // 2)))


def outlined(
    image: Image.Image, box: Box, radius: int, fill: str, *, line: str, thickness: int
) -> None:
    """Fill a rounded box that has a line around it."""
    rounded(image, box, radius, line)
    inner = (
        box[0] + thickness, box[1] + thickness, box[2] - thickness, box[3] - thickness,
    )  # fmt: skip
    rounded(image, inner, max(0, radius - thickness), fill)


def halo(
    image: Image.Image, box: Box, radius: int, colour: str, *, gap: int, thickness: int
) -> None:
    """Draw a line around a rounded box, ``gap`` pixels away from it."""
    outer = gap + thickness
    grown = (box[0] - outer, box[1] - outer, box[2] + outer, box[3] + outer)
    size = (grown[2] - grown[0], grown[3] - grown[1])
    mask = _rounded_mask(size, radius + outer).copy()
    hole = _rounded_mask((size[0] - 2 * thickness, size[1] - 2 * thickness), radius + gap)
    mask.paste(0, (thickness, thickness), hole)
    image.paste(colour, grown, mask)


def ellipse(image: Image.Image, box: Box, fill: str) -> None:
    """Fill an ellipse."""
    size = (box[2] - box[0], box[3] - box[1])
    mask = Image.new("L", (size[0] * FINER, size[1] * FINER))
    ImageDraw.Draw(mask).ellipse((0, 0, size[0] * FINER - 1, size[1] * FINER - 1), fill=255)
    image.paste(fill, box, mask.reduce(FINER))


def polygon(
    image: Image.Image, points: Sequence[tuple[float, float]], fill: str, clip: Image.Image
) -> None:
    """Fill a polygon inside ``clip``, a mask of the image's size."""
    mask = Image.new("L", (image.width * 2, image.height * 2))
    ImageDraw.Draw(mask).polygon([(x * 2, y * 2) for x, y in points], fill=255)
    mask = mask.reduce(2)
    image.paste(fill, (0, 0), ImageChops.multiply(mask, clip))


def arc(image: Image.Image, box: Box, thickness: int, share: float, colour: str) -> None:
    """Draw the last ``share`` of a circle, clockwise up to twelve o'clock, with round ends."""
    side = (box[2] - box[0]) * FINER
    stroke = thickness * FINER
    mask = Image.new("L", (side, side))
    draw = ImageDraw.Draw(mask)
    begin = 270 - 360 * max(0.0, min(1.0, share))
    draw.arc((0, 0, side - 1, side - 1), begin, 270, fill=255, width=stroke)
    if 0 < share < 1:
        for degrees in (begin, 270.0):
            x, y = _on_circle(side, stroke, degrees)
            half = stroke / 2
            draw.ellipse((x - half, y - half, x + half, y + half), fill=255)
    image.paste(colour, box, mask.reduce(FINER))


def stroke(
    image: Image.Image, points: Sequence[tuple[float, float]], thickness: float, colour: str
) -> None:
    """Draw a line through points (pixels) with round ends and joints."""
    left, top = (int(min(each) - thickness) for each in zip(*points, strict=True))
    right, bottom = (int(max(each) + thickness + 1) for each in zip(*points, strict=True))
    mask = Image.new("L", ((right - left) * FINER, (bottom - top) * FINER))
    draw = ImageDraw.Draw(mask)
    fine = [((x - left) * FINER, (y - top) * FINER) for x, y in points]
    draw.line(fine, fill=255, width=round(thickness * FINER))
    half = thickness * FINER / 2
    for x, y in fine:
        draw.ellipse((x - half, y - half, x + half, y + half), fill=255)
    image.paste(colour, (left, top, right, bottom), mask.reduce(FINER))


def _on_circle(side: int, stroke: int, degrees: float) -> tuple[float, float]:
    """Return the point in the middle of the stroke at this angle."""
    radius = (side - stroke) / 2
    angle = radians(degrees)
    return side / 2 + radius * cos(angle), side / 2 + radius * sin(angle)


@lru_cache(maxsize=64)
def _rounded_mask(size: tuple[int, int], radius: int) -> Image.Image:
    """Return the mask of a rounded box; only its corners are drawn larger."""
    mask = Image.new("L", size, 255)
    if radius <= 0:
        return mask
    disc = Image.new("L", (2 * radius * FINER, 2 * radius * FINER))
    ImageDraw.Draw(disc).ellipse((0, 0, disc.width - 1, disc.height - 1), fill=255)
    disc = disc.reduce(FINER)
    width, height = size
    for x, y in ((0, 0), (1, 0), (0, 1), (1, 1)):
        corner = disc.crop((x * radius, y * radius, (x + 1) * radius, (y + 1) * radius))
        mask.paste(corner, (x * (width - radius), y * (height - radius)))
    return mask
