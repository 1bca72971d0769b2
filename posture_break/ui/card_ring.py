"""Paints the ring of a guided session: the seconds of the present phase, or a sign for them."""

from __future__ import annotations

from PIL import Image, ImageDraw

from posture_break.texts import _
from posture_break.ui.card_now import Now, Stand
from posture_break.ui.fonts import Weight, write
from posture_break.ui.shapes import FINER, Box, arc, rounded, stroke
from posture_break.ui.theme import Palette

_PLAY = ((0.43, 0.36), (0.66, 0.5), (0.43, 0.64))


def paint_phase_ring(image: Image.Image, box: Box, colours: Palette, now: Now) -> None:
    """Paint the ring into ``box``, on what the image shows there."""
    side = box[2] - box[0]
    thick = max(3, round(side * 0.075))
    match now.stand:
        case Stand.COMPLETE:
            arc(image, box, thick, 1.0, colours.accent)
            check = [(0.33, 0.51), (0.45, 0.63), (0.68, 0.38)]
            points = [(box[0] + x * side, box[1] + y * side) for x, y in check]
            stroke(image, points, max(2.0, side * 0.065), colours.accent)
        case Stand.WAITING:
            arc(image, box, thick, 1.0, colours.track)
            _play(image, box, colours.accent)
        case _:
            paused = now.stand is Stand.PAUSED
            arc(image, box, thick, 1.0, colours.track)
            share = now.seconds / max(1, now.whole)
            arc(image, box, thick, share, colours.muted if paused else colours.accent)
            if paused:
                _bars(image, box, colours.muted)
            else:
                _seconds(image, box, colours, now.seconds)


def _seconds(image: Image.Image, box: Box, colours: Palette, seconds: int) -> None:
    side = box[2] - box[0]
    middle = (box[0] + box[2]) / 2
    text = str(seconds) if seconds < 100 else f"{seconds // 60}:{seconds % 60:02}"
    size = side * (0.36 if len(text) < 3 else 0.24)
    at = (middle, box[1] + 0.455 * side)
    write(image, at, text, weight=Weight.BOLD, size=size, colour=colours.text, steady=True)
    below = (middle, box[1] + 0.715 * side)
    small = max(6.0, side * 0.12)
    write(image, below, _("sec"), weight=Weight.MEDIUM, size=small, colour=colours.muted)


def _play(image: Image.Image, box: Box, colour: str) -> None:
    """Paint the sign that something can be started."""
    side = box[2] - box[0]
    points = [(box[0] + x * side, box[1] + y * side) for x, y in _PLAY]
    thick = side * 0.05
    mask = Image.new("L", (side * FINER, side * FINER))
    fine = [(x * side * FINER, y * side * FINER) for x, y in _PLAY]
    ImageDraw.Draw(mask).polygon(fine, fill=255)
    image.paste(colour, box, mask.reduce(FINER))
    stroke(image, [*points, points[0]], thick, colour)  # rounds the corners


def _bars(image: Image.Image, box: Box, colour: str) -> None:
    """Paint the sign that something is halted."""
    side = box[2] - box[0]
    for across in (0.40, 0.535):
        left, top = box[0] + round(across * side), box[1] + round(0.37 * side)
        bar = (left, top, left + round(0.075 * side), top + round(0.26 * side))
        rounded(image, bar, round(0.02 * side), colour)
