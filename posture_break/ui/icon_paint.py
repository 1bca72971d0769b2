"""Paints a look with Pillow; the waiting program never imports this (5 to 7 MB), see icon_cache."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import assert_never

from PIL import Image, ImageDraw

from posture_break.ui.icon import Look
from posture_break.ui.icon_shapes import Arc, Area, Disc, Line, Mark, Point, marks


def paint(look: Look, size: int) -> Image.Image:
    """Return the picture as RGBA, ``size`` pixels square."""
    scale = 8 if size <= 64 else 4
    image = Image.new("RGBA", (size * scale, size * scale), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    for mark in marks(look, size):
        _paint(draw, mark, scale)
    return image.reduce(scale)


def argb(image: Image.Image) -> bytes:
    """Return the pixels for StatusNotifierItem: ARGB32, network order, not premultiplied."""
    red, green, blue, alpha = image.split()
    return Image.merge("RGBA", (alpha, red, green, blue)).tobytes()


def _paint(draw: ImageDraw.ImageDraw, mark: Mark, scale: int) -> None:
    match mark:
        case Disc(centre, radius, colour):
            draw.ellipse(_box(centre, radius, scale), fill=colour)
        case Arc():
            _paint_arc(draw, mark, scale)
        case Line():
            _paint_line(draw, mark, scale)
        case Area(points, colour):
            draw.polygon([(x * scale, y * scale) for x, y in points], fill=colour)
        case unknown:
            assert_never(unknown)


def _paint_arc(draw: ImageDraw.ImageDraw, arc: Arc, scale: int) -> None:
    box = _box(arc.centre, arc.radius, scale)
    # Pillow counts degrees from three o'clock
    draw.arc(box, arc.start - 90, arc.end - 90, arc.colour, round(arc.width * scale))
    if arc.round_ends:
        middle = arc.radius - arc.width / 2
        x, y = arc.centre
        for degree in (arc.start, arc.end):
            angle = math.radians(degree - 90)
            end = (x + middle * math.cos(angle), y + middle * math.sin(angle))
            draw.ellipse(_box(end, arc.width / 2, scale), fill=arc.colour)


def _paint_line(draw: ImageDraw.ImageDraw, line: Line, scale: int) -> None:
    # polygons rather than Pillow's wide lines, which are a pixel off on one side
    for (ax, ay), (bx, by) in pairwise(line.points):
        length = math.dist((ax, ay), (bx, by)) or 1  # in a picture of a pixel or two
        dx, dy = line.width / 2 * (ay - by) / length, line.width / 2 * (bx - ax) / length
        corners = ((ax + dx, ay + dy), (bx + dx, by + dy), (bx - dx, by - dy), (ax - dx, ay - dy))
        # a polygon covers the pixels under its edges too, hence half a pixel less
        draw.polygon([(x * scale - 0.5, y * scale - 0.5) for x, y in corners], fill=line.colour)
    if line.round_ends:
        for point in line.points:
            draw.ellipse(_box(point, line.width / 2, scale), fill=line.colour)


def _box(centre: Point, radius: float, scale: int) -> tuple[float, float, float, float]:
    x, y = centre
    left, top, width = (x - radius) * scale, (y - radius) * scale, 2 * radius * scale
    # the last pixel belongs to the ellipse; one of less than a pixel would be an error
    return (left, top, max(left, left + width - 1), max(top, top + width - 1))
