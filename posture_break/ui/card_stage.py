"""The calm left side of the card: an arch with hills, stones, and the countdown as its sun.

The figure of the exercise will stand here later; the countdown then moves beside the text.
"""

from __future__ import annotations

from math import pi, sin

from PIL import Image

from posture_break.texts import _
from posture_break.ui.fonts import Weight, write
from posture_break.ui.shapes import Box, arc, ellipse, polygon, rounded, stroke
from posture_break.ui.theme import Palette

# height of the crest in the arch, height of the waves, waves across, phase: far to near
_HILLS = ((0.66, 0.030, 1.1, 0.3), (0.75, 0.036, 0.8, 2.6), (0.86, 0.026, 1.3, 4.4))
# centre across the stage, bottom above the floor, width, height: in shares of the stage's width
_STONES = (
    (0.735, 0.000, 0.150, 0.056),
    (0.730, 0.048, 0.108, 0.046),
    (0.737, 0.087, 0.070, 0.036),
)


def paint_stage(image: Image.Image, box: Box, colours: Palette) -> None:
    """Paint arch, hills, floor and stones into ``box``."""
    wide, high = box[2] - box[0], box[3] - box[1]
    scene = image.crop(box)
    span = min(int(wide * 0.84), int(high * 1.02))
    left, floor = (wide - span) // 2, int(high * 0.90)
    arch = _arch_mask((wide, high), (left, 0, left + span, floor))
    half = int(wide * 0.045)
    depth = int(wide * 0.07)
    ellipse(scene, (half, floor - depth, wide - half, floor + depth), colours.floor)
    scene.paste(colours.arch, (0, 0), arch)
    for (crest, height, waves, phase), colour in zip(_HILLS, colours.hills, strict=True):
        line = [
            (
                float(x),
                floor * (crest - height * sin(2 * pi * waves * (x - left) / span + phase)),
            )
            for x in range(left - 4, left + span + 5, 4)
        ]
        polygon(scene, [(left - 4.0, floor), *line, (left + span + 4.0, floor)], colour, arch)
    base = floor + int(0.022 * wide)
    for (across, above, broad, tall), colour in zip(_STONES, colours.stones, strict=True):
        middle, bottom = across * wide, base - above * wide
        stone = (
            int(middle - broad * wide / 2), int(bottom - tall * wide),
            int(middle + broad * wide / 2), int(bottom),
        )  # fmt: skip
        ellipse(scene, stone, colour)
    image.paste(scene, box)


def paint_ring(
    image: Image.Image, box: Box, colours: Palette, *, remaining: int, whole: int, unit: float
) -> None:
    """Paint the countdown: ``remaining`` of ``whole`` seconds; at 0 it says that it is over."""
    side = box[2] - box[0]
    over = remaining <= 0
    thick = max(3, round(side * 0.047))
    ellipse(image, box, colours.panel)
    arc(image, box, thick, 1.0, colours.accent if over else colours.track)
    small = max(side * 0.086, 11.5 * unit)
    middle = (box[0] + box[2]) / 2
    if over:
        check = [(0.385, 0.445), (0.47, 0.53), (0.625, 0.355)]
        points = [(box[0] + x * side, box[1] + y * side) for x, y in check]
        stroke(image, points, max(2.0, side * 0.05), colours.accent)
        at, label, weight, ink = 0.69, _("Time is up"), Weight.SEMIBOLD, colours.text
    else:
        arc(image, box, thick, remaining / max(1, whole), colours.accent)
        minutes, seconds = divmod(remaining, 60)
        clock = f"{minutes}:{seconds:02}"
        size = side * (0.255 if len(clock) < 5 else 0.21)
        place = (middle, box[1] + 0.49 * side)
        write(image, place, clock, weight=Weight.BOLD, size=size, colour=colours.text, steady=True)
        at, label, weight, ink = 0.685, _("left"), Weight.MEDIUM, colours.muted
    write(image, (middle, box[1] + at * side), label, weight=weight, size=small, colour=ink)


def _arch_mask(size: tuple[int, int], box: Box) -> Image.Image:
    """Return the mask of an arch: half a circle on a flat base."""
    mask = Image.new("RGB", size)
    span = box[2] - box[0]
    rounded(mask, (box[0], box[1], box[2], box[3] + span), span // 2, "#ffffff")
    mask.paste("#000000", (0, box[3], size[0], size[1]))
    return mask.convert("L")
