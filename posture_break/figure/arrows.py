"""Direction cues: an arrow along the path of a point, seen as a move begins, gone at its end."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import hypot

from PIL import Image, ImageDraw

from posture_break.figure.brush import Brush
from posture_break.figure.camera import Disc, Point
from posture_break.figure.palette import Colour
from posture_break.figure.pose import Cue
from posture_break.figure.skeleton import Skeleton
from posture_break.figure.vector import Vector, add, distance, length, minus, mix, scaled, unit

STEPS = 14
"""Into how many steps a move is divided to follow a point."""

_LONGEST = 46.0  # units
_APPEARS, _STAYS, _GONE = 0.04, 0.8, 0.9  # shares of the move
_LEAST_SEEN = 1.2  # strokes: a path that goes towards the viewer has no arrow
_SHORTEST = 6.5  # strokes: a path that nearly does is drawn longer
# Half the stroke, and the head in front of and beside it, as shares of the whole stroke.
_HEAD_LONG, _HEAD_WIDE, _HEAD_ROUND = 2.5, 1.5, 0.34
_HALO = 0.4  # of the stroke: what keeps it apart from a body behind it
_FINER = 4


def strength(share: float) -> float:
    """Return how visible arrows are: there before the body has gone far, out before it arrives."""
    if share < _APPEARS:
        return max(0.0, share) / _APPEARS
    return max(0.0, min(1.0, (_GONE - share) / (_GONE - _STAYS)))


def path(bodies: Sequence[Skeleton], cue: Cue) -> list[Vector]:
    """Return the way of a cue's point through a move, moved clear, neither short nor long."""
    points = [add(body.joints[cue.of], cue.shift) for body in bodies]
    middle = points[len(points) // 2]
    way = cue.way if cue.towards is None else minus(cue.towards, middle)
    return _fitted(points, cue.least) if way is None else _straight(middle, way, cue.least)


def _straight(start: Vector, way: Vector, long: float) -> list[Vector]:
    """Return an arrow of that length with a direction of its own; none without a direction."""
    if length(way) == 0:
        return []
    return [add(start, scaled(unit(way), long * step / STEPS)) for step in range(STEPS + 1)]


def _fitted(points: Sequence[Vector], least: float) -> list[Vector]:
    long = sum(distance(a, b) for a, b in pairwise(points))
    if long < 0.5:
        return []
    if long > _LONGEST:
        share = _LONGEST / long
        count = max(3, round(len(points) * share))
        first = (len(points) - count) // 2
        return list(points[first : first + count])
    if long < least:
        middle = points[len(points) // 2]
        way = unit(minus(points[-1], points[0]))
        if distance(points[0], points[-1]) < long * 0.9:
            return [add(middle, scaled(minus(at, middle), least / long)) for at in points]
        start = add(middle, scaled(way, -least / 2))
        return [mix(start, add(start, scaled(way, least)), s / STEPS) for s in range(STEPS + 1)]
    return list(points)


def stroke(scale: float, size: tuple[int, int]) -> float:
    """Return how thick an arrow is in pixels: by the body's size, within what the picture bears."""
    side = min(size)
    return max(0.0105 * side, min(2.3 * scale, 0.0165 * side))


def drawn(points: Sequence[Point], thick: float) -> list[Point]:
    """Return a path as it is drawn: long enough to be seen; nothing if it hardly moves there."""
    long = _length(points)
    if len(points) < 3 or long < _LEAST_SEEN * thick:
        return []
    grown = max(1.0, _SHORTEST * thick / long)
    x, y = points[len(points) // 2]
    return [(x + (px - x) * grown, y + (py - y) * grown) for px, py in points]


def paint_arrow(
    image: Image.Image, points: Sequence[Point], thick: float, visible: float,
    colours: tuple[Colour, Colour],
) -> None:  # fmt: skip
    """Paint an arrow on the finished picture; ``colours``: its own, and that of its halo."""
    if visible <= 0:
        return
    room = thick * (_HEAD_WIDE + _HALO + 1)
    left, top = (int(min(at[axis] for at in points) - room) for axis in (0, 1))
    size = tuple(
        int(max(at[axis] for at in points) + room) - start + 1
        for axis, start in ((0, left), (1, top))
    )
    local = [((x - left) * _FINER, (y - top) * _FINER) for x, y in points]
    for colour, grown, share in ((colours[1], _HALO, 0.8), (colours[0], 0.0, 1.0)):
        mask = Image.new("L", (size[0] * _FINER, size[1] * _FINER))
        _fill(mask, local, thick * _FINER, grown, round(255 * visible * share))
        image.paste(colour, (left, top), mask.reduce(_FINER))


def _fill(
    mask: Image.Image, points: Sequence[Point], thick: float, grown: float, level: int
) -> None:
    """Fill the arrow's shape, all around ``grown`` strokes larger, into a mask."""
    brush = Brush(ImageDraw.Draw(mask), 1.0)
    half, more = thick / 2, grown * thick
    shaft = _cut(points, _HEAD_LONG * thick * 0.8)
    brush.tube([(x, y, half + more) for x, y in shaft], level)
    tip, start = points[-1], shaft[-1]
    long = hypot(tip[0] - start[0], tip[1] - start[1]) or 1.0
    dx, dy = (tip[0] - start[0]) / long, (tip[1] - start[1]) / long
    back, wide = _HEAD_LONG * thick, _HEAD_WIDE * thick
    corner = _HEAD_ROUND * thick
    corners: list[Disc] = [
        (tip[0] - dx * corner, tip[1] - dy * corner, corner + more),
        (tip[0] - dx * back - dy * wide, tip[1] - dy * back + dx * wide, corner + more),
        (tip[0] - dx * back + dy * wide, tip[1] - dy * back - dx * wide, corner + more),
    ]
    brush.polygon([(x, y) for x, y, _r in corners], level)
    brush.tube([*corners, corners[0]], level)


def _length(points: Sequence[Point]) -> float:
    return sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points))


def _cut(points: Sequence[Point], away: float) -> list[Point]:
    """Return the points without the last stretch, which the arrow's head covers."""
    kept = list(points)
    while len(kept) > 1 and away > 0:
        (ax, ay), (bx, by) = kept[-2], kept[-1]
        last = hypot(bx - ax, by - ay)
        if last > away:
            share = away / last
            kept[-1] = (bx + (ax - bx) * share, by + (ay - by) * share)
            return kept
        away -= last
        kept.pop()
    return kept if len(kept) > 1 else list(points[:2])
