"""Fills tapered tubes, hulls and polygons: each first in a darker tint, then lighter and smaller.

The light comes from above left, so that the darker tint stays as a rim below right: form without
outlines. Tangents of two circles are filled by Pillow, which is far cheaper than hulls in Python.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import cos, hypot, pi, sin

from PIL import ImageDraw

from posture_break.figure.camera import Disc, Point
from posture_break.figure.palette import Colour, darker

_RIM = 0.135  # of a radius
_WIDEST_RIM = 1.15  # units
_SHIFT = 0.8  # of the rim, up and left

Ink = Colour | int
"""A colour, or on a mask its level."""


class Brush:
    """Draws on a canvas on which one unit is ``scale`` pixels."""

    def __init__(
        self, draw: ImageDraw.ImageDraw, scale: float, rim: Callable[[Colour], Colour] = darker
    ) -> None:
        """Store the canvas; ``rim`` makes the colour of an edge."""
        self.draw = draw
        self.scale = scale
        self.rim = rim

    def disc(self, disc: Disc, colour: Ink) -> None:
        """Fill a circle."""
        x, y, r = disc
        if r > 0:
            self.draw.ellipse((x - r, y - r, x + r, y + r), fill=colour)

    def tube(self, discs: Sequence[Disc], colour: Ink) -> None:
        """Fill circles and what lies between each and the next."""
        last: Disc | None = None
        for disc in discs:
            self.disc(disc, colour)
            if last is not None:
                quad = tangent_quad(last, disc)
                if quad:
                    self.draw.polygon(quad, fill=colour)
            last = disc

    def lit(self, disc: Disc) -> Disc:
        """Return the lit part of a circle: smaller, up and to the left."""
        x, y, r = disc
        rim = min(r * _RIM, _WIDEST_RIM * self.scale)
        return (x - rim * _SHIFT, y - rim * _SHIFT, r - rim)

    def round(self, discs: Sequence[Disc], colour: Colour, *, plain: int = 0) -> None:
        """Fill a tube with its form; on the first ``plain`` circles its rim grows: they join on."""
        self.tube(self._shaded(discs, plain), self.rim(colour))
        self.tube([self.lit(disc) for disc in discs], colour)

    def _shaded(self, discs: Sequence[Disc], plain: int) -> list[Disc]:
        """Return circles whose rim grows over the first ``plain`` ones."""
        found = []
        for index, disc in enumerate(discs):
            if index < plain:
                lit, share = self.lit(disc), index / plain
                x, y, r = (a + (b - a) * share for a, b in zip(lit, disc, strict=True))
                found.append((x, y, r))
            else:
                found.append(disc)
        return found

    def hemmed(
        self, discs: Sequence[Disc], hem: Disc, way: Point, colour: Colour, *, plain: int = 0
    ) -> None:
        """Fill a tube that ends in a hem: a ring around ``way``, the limb's direction as seen."""
        for tint, ring, tube in (
            (self.rim(colour), hem, self._shaded(discs, plain)),
            (colour, self.lit(hem), [self.lit(disc) for disc in discs]),
        ):
            self.tube(tube, tint)
            self.hull((*circle(tube[-1]), *ellipse(ring, way)), tint)

    def hull(self, points: Sequence[Point], colour: Colour) -> None:
        """Fill the convex hull of points."""
        outline = convex(points)
        if len(outline) > 2:
            self.draw.polygon(outline, fill=colour)

    def polygon(self, points: Sequence[Point], colour: Ink) -> None:
        """Fill a polygon."""
        if len(points) > 2:
            self.draw.polygon(list(points), fill=colour)


def tangent_quad(a: Disc, b: Disc) -> list[Point]:
    """Return the four points where the outer tangents touch two circles; none: one holds both."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    apart = hypot(dx, dy)
    if apart <= abs(a[2] - b[2]) or apart == 0:
        return []
    ux, uy = dx / apart, dy / apart
    slope = (a[2] - b[2]) / apart
    across = (1 - slope * slope) ** 0.5
    (px, py), (qx, qy) = (
        (ux * slope - uy * across * way, uy * slope + ux * across * way) for way in (1, -1)
    )
    return [
        (a[0] + px * a[2], a[1] + py * a[2]), (b[0] + px * b[2], b[1] + py * b[2]),
        (b[0] + qx * b[2], b[1] + qy * b[2]), (a[0] + qx * a[2], a[1] + qy * a[2]),
    ]  # fmt: skip


def convex(points: Sequence[Point]) -> list[Point]:
    """Return the convex hull (Andrew's monotone chain)."""
    ordered = sorted(points)
    if len(ordered) < 3:
        return list(ordered)
    lower = _chain(ordered)
    upper = _chain(ordered[::-1])
    return lower[:-1] + upper[:-1]


def _chain(points: Sequence[Point]) -> list[Point]:
    found: list[Point] = []
    for x, y in points:
        while len(found) > 1:
            (ax, ay), (bx, by) = found[-2], found[-1]
            if (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0:
                break
            found.pop()
        found.append((x, y))
    return found


def circle(disc: Disc) -> list[Point]:
    """Return points around a circle."""
    x, y, r = disc
    return [(x + r * c, y + r * s) for c, s in _ROUND]


def ellipse(disc: Disc, way: Point) -> list[Point]:
    """Return the ring of a ball around a direction, whose length as seen is that of ``way``."""
    x, y, r = disc
    seen = hypot(*way)
    dx, dy = (way[0] / seen, way[1] / seen) if seen > 1e-6 else (1.0, 0.0)
    thin = max(0.0, 1 - seen * seen) ** 0.5 * r
    return [(x - dy * r * c + dx * thin * s, y + dx * r * c + dy * thin * s) for c, s in _ROUND]


_ROUND = tuple((cos(pi * step / 8), sin(pi * step / 8)) for step in range(16))
