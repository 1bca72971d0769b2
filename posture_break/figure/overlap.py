"""Which of two parts is in front where both are seen: asked point by point, not as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

from posture_break.figure.body import Ball, Ring
from posture_break.figure.camera import Lens
from posture_break.figure.vector import dot, length, mix, scaled

_MOST = 8.0  # units of depth beyond which one is in front for sure
_CLOSEST = 0.8  # of a radius: balls in a row that are further apart get others in between
_LEAST = 0.35  # units that two parts must cover each other to be in each other's way

Seen = tuple[float, float, float, float]  # right, up, towards the viewer, radius: in units


@dataclass(frozen=True, slots=True)
class Shape:
    """A part as balls seen by the viewer, and the box around it."""

    seen: tuple[Seen, ...]
    left: float
    low: float
    right: float
    high: float

    def meets(self, other: Shape) -> bool:
        """Whether the boxes around two parts meet in the picture."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.low < other.high
            and other.low < self.high
        )


def shape(balls: Iterable[Ball], lens: Lens) -> Shape:
    """Return a part as the viewer sees it."""
    seen = tuple(
        (dot(at, lens.right), dot(at, lens.up), dot(at, lens.towards), radius)
        for at, radius in balls
    )
    return Shape(
        seen,
        min(x - r for x, _y, _z, r in seen), min(y - r for _x, y, _z, r in seen),
        max(x + r for x, _y, _z, r in seen), max(y + r for _x, y, _z, r in seen),
    )  # fmt: skip


def filled(balls: Sequence[Ball]) -> list[Ball]:
    """Return balls in a row without large gaps."""
    found = [balls[0]]
    for (a, r), (b, s) in pairwise(balls):
        gap = length((b[0] - a[0], b[1] - a[1], b[2] - a[2]))
        steps = min(12, int(gap / max(0.5, _CLOSEST * (r + s))) + 1)
        found += [
            (mix(a, b, step / steps), r + (s - r) * step / steps) for step in range(1, steps + 1)
        ]
    return found


def ringed(rings: Sequence[Ring]) -> list[Ball]:
    """Return balls that fill elliptical rings: one in the middle and one at each side."""
    found = []
    for ring in rings:
        wide, deep = length(ring.wide), length(ring.deep)
        out = scaled(ring.wide, max(0.0, wide - deep) / wide)
        x, y, z = ring.middle
        found += [
            (ring.middle, deep),
            ((x + out[0], y + out[1], z + out[2]), deep),
            ((x - out[0], y - out[1], z - out[2]), deep),
        ]
    return found


def in_front(one: Shape, other: Shape, nearer: float = 0.0) -> float:
    """Return how much ``one`` is in front of ``other`` where they meet; negative: it is behind.

    0: they are not in each other's way. ``nearer`` is added to the depth of ``one``.
    """
    if not one.meets(other):
        return 0.0
    total = 0.0
    for x, y, z, r in one.seen:
        for ox, oy, oz, s in other.seen:
            dx, dy = ox - x, oy - y
            away = dx * dx + dy * dy
            if away >= (r + s - _LEAST) ** 2:
                continue
            away = sqrt(away)
            low, high = max(-r, away - s), min(r, away + s)
            middle = (low + high) / 2
            front = z + sqrt(max(0.0, r * r - middle * middle)) + nearer
            back = oz + sqrt(max(0.0, s * s - (away - middle) ** 2))
            total += max(-_MOST, min(_MOST, front - back)) * (high - low)
    return total
