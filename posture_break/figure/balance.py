"""Whether a pose can be kept: the middle of the mass must be above what the body rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import hypot, inf

from posture_break.figure.body import Ball, Body, build, spine_at
from posture_break.figure.brush import convex
from posture_break.figure.camera import Point
from posture_break.figure.figure import Figure, Prop, PropKind
from posture_break.figure.pose import SIDES
from posture_break.figure.props import Piece, Slab, pieces
from posture_break.figure.skeleton import Skeleton, solve
from posture_break.figure.vector import Vector, distance, dot, length, minus, mix

_MOST_OFF = 10.0  # units: soles are broad, and a body in motion may be caught in time
_TOUCHING = 3.5  # units from floor or prop at which a part rests on it

# Shares of the body's mass: of the trunk by the place on the spine, of a limb by its ends.
_HEAD = 0.081
_TRUNK = ((0.0, 0.142), (0.35, 0.139), (0.75, 0.216))
_LIMBS = (
    ("shoulder", "elbow", 0.44, 0.028), ("elbow", "wrist", 0.43, 0.016),
    ("wrist", "hand", 1.0, 0.006), ("hip", "knee", 0.433, 0.1),
    ("knee", "ankle", 0.433, 0.0465), ("ankle", "toes", 0.5, 0.0145),
)  # fmt: skip
_THROUGH = {PropKind.MAT, PropKind.WINDOW}  # what bears nobody


def balance_faults(figure: Figure) -> Iterator[str]:
    """Yield the key poses that would fall over."""
    for name, off in unsteady(figure).items():
        if off > _MOST_OFF:
            yield f"{name}: the body's weight is {off:.0f} units beside what it rests on"


def unsteady(figure: Figure) -> dict[str, float]:
    """Return by how many units each key pose is off its balance, where it is."""
    solved = {name: solve(pose) for name, pose in figure.keys.items()}
    found = {name: off_balance(it, build(it), figure.props) for name, it in solved.items()}
    return {name: off for name, off in found.items() if off > 0}


def off_balance(bones: Skeleton, body: Body, props: Sequence[Prop]) -> float:
    """Return how many units the middle of the mass is beside the ground that the body rests on."""
    rests = [(x, z) for (x, _y, z), _radius in _resting(body, props)]
    x, _y, z = middle_of_mass(bones)
    return _outside(convex(rests), (x, z)) if rests else inf


def middle_of_mass(bones: Skeleton) -> Vector:
    """Return where the middle of the body's mass is."""
    x = y = z = 0.0
    for at, mass in _masses(bones):
        x, y, z = x + at[0] * mass, y + at[1] * mass, z + at[2] * mass
    return (x, y, z)


def _masses(bones: Skeleton) -> Iterator[tuple[Vector, float]]:
    yield bones.joints["skull"], _HEAD
    for share, mass in _TRUNK:
        yield spine_at(bones, share)[0], mass
    for side in SIDES:
        for start, end, share, mass in _LIMBS:
            a, b = bones.joints[f"{start}_{side}"], bones.joints[f"{end}_{side}"]
            yield mix(a, b, share), mass


def _resting(body: Body, props: Sequence[Prop]) -> Iterator[Ball]:
    """Yield the parts that something bears: the floor, a seat, a desk, a wall."""
    balls = [ball for each in body.balls().values() for ball in each]
    rings = (*body.hips, *body.shirt[:-1])
    balls += [(ring.middle, ring.middle[1] - ring.lowest) for ring in rings]
    borne = [piece for prop in props if prop.kind not in _THROUGH for piece in pieces(prop)]
    for at, radius in balls:
        reach = radius + _TOUCHING
        if at[1] < reach or any(_gap(piece, at) < reach for piece in borne):
            yield (at, radius)


def _gap(piece: Piece, at: Vector) -> float:
    """Return how far a point is from a piece; 0: it is in it."""
    if not isinstance(piece, Slab):
        return min(distance(at, middle) - radius for middle, radius in piece.balls)
    way, off = minus(at, piece.middle), 0.0
    for half in (piece.u, piece.v, piece.thick):
        long = length(half)
        off += max(0.0, abs(dot(way, half)) / long - long) ** 2
    return float(off**0.5)


def _outside(outline: Sequence[Point], at: Point) -> float:
    """Return how far a point is outside a convex outline; 0: it is within."""
    if len(outline) > 2 and _within(outline, at):
        return 0.0
    edges = pairwise([*outline, outline[0]])
    return min(_from_line(a, b, at) for a, b in edges)


def _within(outline: Sequence[Point], at: Point) -> bool:
    sides = [
        (b[0] - a[0]) * (at[1] - a[1]) - (b[1] - a[1]) * (at[0] - a[0])
        for a, b in pairwise([*outline, outline[0]])
    ]
    return min(sides) >= 0 or max(sides) <= 0


def _from_line(a: Point, b: Point, at: Point) -> float:
    wide, high = b[0] - a[0], b[1] - a[1]
    long = wide * wide + high * high
    share = ((at[0] - a[0]) * wide + (at[1] - a[1]) * high) / long if long else 0.0
    share = max(0.0, min(1.0, share))
    return hypot(at[0] - a[0] - share * wide, at[1] - a[1] - share * high)
