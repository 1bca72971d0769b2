"""Where an arrow has room: beside the body and its way, off the head, within the picture.

The places are tried on a small map of what the body covers while the arrow is seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import cos, pi, sin

from PIL import Image, ImageDraw

from posture_break.figure.body import Body
from posture_break.figure.brush import Brush
from posture_break.figure.camera import Disc, Lens, Point
from posture_break.figure.pose import SIDES
from posture_break.figure.vector import along, minus, unit

_HEAD, _BODY, _OTHER = 250, 40, 120  # what a point on the map costs
_OUTSIDE = 1000.0
_FINE = 0.75  # pixels of the map to a unit
_CLEAR = 1.2  # strokes that are kept free beside the arrow's middle line
_EDGE = 2.2  # ... and from the picture's edge
# What a unit of distance from its own place costs: further away it must save the head.
_FAR, _FARTHER, _TOO_FAR = 15.0, 16.0, 40.0
_BUN = (12.0, 5.5)  # from the skull's middle away from the chin, radius
_TURNS, _RINGS = 16, (2, 4, 6, 8, 10, 12, 15, 18, 22, 27, 33)
_SHORTER = ((1.0, 0.0), (0.8, 60.0), (0.62, 150.0))  # how long, and what that costs


class Room:
    """What is free in one picture of a move."""

    def __init__(self, size: tuple[int, int], lens: Lens, bodies: Sequence[Body]) -> None:
        """Draw the map; ``bodies`` are those that are seen together with the arrow."""
        self._fine = _FINE / lens.scale
        self._size = size
        self._unit = lens.scale
        fine = (max(1, round(size[0] * self._fine)), max(1, round(size[1] * self._fine)))
        self._map = Image.new("L", fine)
        self._draw = ImageDraw.Draw(self._map)
        self._brush = Brush(self._draw, 1.0)
        small = lens.scaled(self._fine)
        for body in bodies:
            self._cover(body, small)
        for body in bodies:
            (skull, radius), chin = body.head
            bun = along(skull, unit(minus(skull, chin[0])), _BUN[0])
            balls = (chin, (skull, radius + 1.5), (bun, _BUN[1]))
            self._brush.tube([small.disc(ball) for ball in balls], _HEAD)

    def _cover(self, body: Body, lens: Lens) -> None:
        for side in SIDES:
            leg = (*body.parts[f"thigh_{side}"], *body.parts[f"shin_{side}"])
            arm = (*body.parts[f"upper_arm_{side}"], *body.parts[f"forearm_{side}"])
            for tube in (leg, (*arm, *body.hands[side]), body.feet[side]):
                self._brush.tube([lens.disc(ball) for ball in tube], _BODY)
        middles = [ring.middle for ring in (*body.hips, *body.shirt)]
        for out in (-3.0, 3.0):
            way = tuple(each * out / 14 for each in body.shirt[0].wide)
            shifted = [(x + way[0], y + way[1], z + way[2]) for x, y, z in middles]
            self._brush.tube([lens.disc((at, 9.0)) for at in shifted], _BODY)

    def placed(self, points: Sequence[Point], thick: float) -> list[Point]:
        """Return the path moved, and if need be shortened, to where it hides least."""
        best, least = list(points), float("inf")
        for share, price in _SHORTER:
            shape = _shrunk(points, share)
            for distance in (0, *_RINGS):
                far = price + distance * _FAR + max(0.0, distance - _FARTHER) * _TOO_FAR
                if far >= least:
                    break
                for dx, dy in _ring(distance * self._unit):
                    moved = [(x + dx, y + dy) for x, y in shape]
                    cost = far + self._cost(moved, thick, least - far)
                    if cost < least:
                        best, least = moved, cost
        self._take(best, thick)
        return best

    def _cost(self, points: Sequence[Point], thick: float, most: float) -> float:
        pixels = self._map.load()
        assert pixels is not None
        edge, total = thick * _EDGE, 0.0
        wide, high = self._size
        last_x, last_y = self._map.width - 1, self._map.height - 1
        for x, y in _outline(points, thick * _CLEAR):
            if x < edge or y < edge or x > wide - edge or y > high - edge:
                total += _OUTSIDE
            else:
                at = (min(last_x, int(x * self._fine)), min(last_y, int(y * self._fine)))
                value = pixels[at]
                assert isinstance(value, int | float)
                total += value
            if total >= most:
                break
        return total

    def _take(self, points: Sequence[Point], thick: float) -> None:
        """Keep the place of an arrow free from the next one."""
        radius = thick * 1.5 * self._fine
        discs: list[Disc] = [(x * self._fine, y * self._fine, radius) for x, y in points]
        self._brush.tube(discs, _OTHER)


def _ring(distance: float) -> list[Point]:
    if distance == 0:
        return [(0.0, 0.0)]
    turns = [2 * pi * step / _TURNS for step in range(_TURNS)]
    return [(distance * cos(turn), distance * sin(turn)) for turn in turns]


def _shrunk(points: Sequence[Point], share: float) -> list[Point]:
    x, y = points[len(points) // 2]
    return [(x + (px - x) * share, y + (py - y) * share) for px, py in points]


def _outline(points: Sequence[Point], aside: float) -> list[Point]:
    """Return points along both sides of a path, and its tip."""
    found = [points[-1], points[0]]
    for (ax, ay), (bx, by) in pairwise(points):
        long = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5 or 1.0
        nx, ny = -(by - ay) / long * aside, (bx - ax) / long * aside
        found += [(bx + nx, by + ny), (bx - nx, by - ny)]
    return found
