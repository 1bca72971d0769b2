"""Points and directions in space as plain tuples, and frames: which way a body part faces.

x points forward, y up, z to the person's right. Tuples of floats are the fastest that plain Python
has at this size; a frame of the film needs a few thousand of these calls.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import acos, asin, atan2, cos, degrees, radians, sin, sqrt

Vector = tuple[float, float, float]

FORWARD: Vector = (1.0, 0.0, 0.0)
UP: Vector = (0.0, 1.0, 0.0)
RIGHT: Vector = (0.0, 0.0, 1.0)
_TINY = 1e-9


def add(a: Vector, b: Vector) -> Vector:
    """Return the sum."""
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def minus(a: Vector, b: Vector) -> Vector:
    """Return the way from ``b`` to ``a``."""
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def scaled(a: Vector, by: float) -> Vector:
    """Return ``a``, ``by`` times as long."""
    return (a[0] * by, a[1] * by, a[2] * by)


def along(a: Vector, way: Vector, by: float) -> Vector:
    """Return the point ``by`` units from ``a`` in the direction ``way``."""
    return (a[0] + way[0] * by, a[1] + way[1] * by, a[2] + way[2] * by)


def dot(a: Vector, b: Vector) -> float:
    """Return the scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vector, b: Vector) -> Vector:
    """Return the vector product (right-handed: forward x up = right)."""
    return (
        a[1] * b[2] - a[2] * b[1],
        a[2] * b[0] - a[0] * b[2],
        a[0] * b[1] - a[1] * b[0],
    )


def length(a: Vector) -> float:
    """Return how long it is."""
    return sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2])


def distance(a: Vector, b: Vector) -> float:
    """Return how far apart two points are."""
    return length(minus(a, b))


def unit(a: Vector, otherwise: Vector = FORWARD) -> Vector:
    """Return the direction of ``a``; of something without length: ``otherwise``."""
    long = length(a)
    return scaled(a, 1 / long) if long > _TINY else otherwise


def mix(a: Vector, b: Vector, share: float) -> Vector:
    """Return the point ``share`` of the way from ``a`` to ``b``."""
    rest = 1 - share
    return (a[0] * rest + b[0] * share, a[1] * rest + b[1] * share, a[2] * rest + b[2] * share)


def across(a: Vector, way: Vector) -> Vector:
    """Return the part of ``a`` that is at right angles to the direction ``way``."""
    return along(a, way, -dot(a, way))


def angle(a: Vector, b: Vector) -> float:
    """Return the degrees between two directions."""
    return degrees(acos(max(-1.0, min(1.0, dot(a, b)))))


def swung(a: Vector, b: Vector, share: float) -> Vector:
    """Return the direction ``share`` of the turn from ``a`` to ``b``, both of length 1."""
    between = radians(angle(a, b))
    if between < 1e-5:
        return a
    side = across(b, a)
    if length(side) < 1e-5:  # exactly opposite: any way round is right; limbs go by the front
        side = across(FORWARD, a)
        side = side if length(side) > 1e-3 else across(UP, a)
    side = unit(side)
    turn = between * share
    return add(scaled(a, cos(turn)), scaled(side, sin(turn)))


def reflected(a: Vector) -> Vector:
    """Return the mirror image across the body's middle plane."""
    return (a[0], a[1], -a[2])


def pointing(pitch: float, out: float, side: float) -> Vector:
    """Return a limb's direction: 0 hangs down, 90 points forward; ``out`` to its own side.

    ``side`` is 1 for a right limb and -1 for a left one.
    """
    p, o = radians(pitch), radians(out)
    return (sin(p) * cos(o), -cos(p) * cos(o), side * sin(o))


def pointed(way: Vector, side: float) -> tuple[float, float]:
    """Return pitch and out of a direction: what `pointing` makes a direction of."""
    out = asin(max(-1.0, min(1.0, way[2] * side)))
    return degrees(atan2(way[0], -way[1])), degrees(out)


@dataclass(frozen=True, slots=True)
class Frame:
    """Which way a body part faces: three directions at right angles."""

    forward: Vector = FORWARD
    up: Vector = UP
    right: Vector = RIGHT

    def world(self, local: Vector) -> Vector:
        """Return a direction given as (forward, up, right) of this part."""
        f, u, r = self.forward, self.up, self.right
        x, y, z = local
        return (
            f[0] * x + u[0] * y + r[0] * z,
            f[1] * x + u[1] * y + r[1] * z,
            f[2] * x + u[2] * y + r[2] * z,
        )

    def local(self, way: Vector) -> Vector:
        """Return a direction of the world as (forward, up, right) of this part."""
        return (dot(way, self.forward), dot(way, self.up), dot(way, self.right))

    def reflected(self) -> Frame:
        """Return the frame of the mirrored body: its right is the image of the left."""
        return Frame(reflected(self.forward), reflected(self.up), scaled(reflected(self.right), -1))


def facing(pitch: float, side: float, twist: float) -> Frame:
    """Return the frame of a part that turned right, then bent right, then leant forward."""
    st, ct = sin(radians(twist)), cos(radians(twist))
    ss, cs = sin(radians(side)), cos(radians(side))
    sp, cp = sin(radians(pitch)), cos(radians(pitch))

    def turned(v: Vector) -> Vector:
        x, y, z = ct * v[0] - st * v[2], v[1], st * v[0] + ct * v[2]
        y, z = cs * y - ss * z, ss * y + cs * z
        return (cp * x + sp * y, cp * y - sp * x, z)

    return Frame(turned(FORWARD), turned(UP), turned(RIGHT))
