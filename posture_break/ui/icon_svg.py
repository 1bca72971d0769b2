"""Writes the shapes of an icon as SVG: the same drawing for who wants it without pixels."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import assert_never

from posture_break.ui.icon_shapes import Arc, Area, Colour, Disc, Line, Mark, Point


def svg(marks: Iterable[Mark], size: int, title: str) -> str:
    """Return an SVG document of these marks on a canvas ``size`` units square."""
    body = "\n".join(f"  {_element(mark)}" for mark in marks)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}"'
        f' viewBox="0 0 {size} {size}">\n  <title>{title}</title>\n{body}\n</svg>\n'
    )


def _element(mark: Mark) -> str:
    match mark:
        case Disc((x, y), radius, colour):
            return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" {_paint("fill", colour)}/>'
        case Arc():
            return _arc(mark)
        case Line(points, width, colour, round_ends):
            ends = "round" if round_ends else "butt"
            return f'<path d="{_path(points)}" {_stroke(width, colour, ends)}/>'
        case Area(points, colour):
            return f'<path d="{_path(points)}Z" {_paint("fill", colour)}/>'
        case unknown:
            assert_never(unknown)


def _arc(arc: Arc) -> str:
    radius = arc.radius - arc.width / 2
    if arc.end - arc.start >= 360:
        x, y = arc.centre
        paint = _stroke(arc.width, arc.colour, "butt")
        return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" {paint}/>'
    start, end = (_on_circle(arc.centre, radius, degree) for degree in (arc.start, arc.end))
    large = int(arc.end - arc.start > 180)
    path = f"{_path((start,))}A{radius:g} {radius:g} 0 {large} 1 {end[0]:.3f} {end[1]:.3f}"
    paint = _stroke(arc.width, arc.colour, "round" if arc.round_ends else "butt")
    return f'<path d="{path}" {paint}/>'


def _on_circle(centre: Point, radius: float, degree: float) -> Point:
    angle = math.radians(degree - 90)
    return (centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle))


def _path(points: tuple[Point, ...]) -> str:
    return "M" + "L".join(f"{x:.3f} {y:.3f}" for x, y in points)


def _paint(kind: str, colour: Colour) -> str:
    red, green, blue, alpha = colour
    opacity = "" if alpha == 255 else f' {kind}-opacity="{alpha / 255:.2f}"'
    return f'{kind}="#{red:02x}{green:02x}{blue:02x}"{opacity}'


def _stroke(width: float, colour: Colour, ends: str) -> str:
    joins = f'stroke-width="{width:g}" stroke-linecap="{ends}" stroke-linejoin="round"'
    return f'fill="none" {_paint("stroke", colour)} {joins}'
