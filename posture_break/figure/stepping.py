"""Feet that walk to another place (`step = true`): by turns, lifted, the one that leads first."""

from __future__ import annotations

from math import pi, sin

from posture_break.figure.easing import eased
from posture_break.figure.pose import LIMBS, Hold, Limb, Pose
from posture_break.figure.vector import Vector, add, distance, dot, minus, mix, swung, unit

_STEP = 24.0  # units of a comfortable step
_LIFT = 5.0  # how high a foot is lifted for it
_DOWN, _DROOP = (0.0, -1.0, 0.0), 0.18  # how far a lifted foot hangs
_HEEL = 0.06  # how much a heel comes up on the way, where the ball of the foot is held
_OVERLAP = 0.2  # of a step: how long before it ends the other foot leaves
_LOW = 0.28  # how far the body is ahead while it sinks, and behind while it rises
_SAME = 1e-6


def body_share(a: Pose, b: Pose, share: float) -> float:
    """Return how far trunk and head are: where feet step, low for longer, so that legs reach."""
    if not any(pose.limbs[name].step for pose in (a, b) for name in LIMBS):
        return share
    sinks = 1 if b.root.at[1] < a.root.at[1] else -1
    return share + sinks * _LOW * sin(pi * share)


def late(name: str, a: Pose, b: Pose) -> bool:
    """Whether a foot steps after the other one: it is behind it, on the way that both go."""
    kind, side = name.split("_")
    other = f"{kind}_{'left' if side == 'right' else 'right'}"
    way = minus(b.limbs[name].at, a.limbs[name].at)
    ahead = dot(minus(a.limbs[name].at, a.limbs[other].at), unit(way))
    return ahead < -_SAME or (abs(ahead) <= _SAME and side == "left")


def stepped(a: Limb, b: Limb, moment: tuple[float, Vector], *, late: bool) -> tuple[Vector, Vector]:
    """Return where a stepping foot is held, and where it points.

    ``moment``: the share of the way, and where the foot would point if it did not step.
    """
    share, points = moment
    long = distance(a.at, b.at)
    count = max(1, round(long / _STEP))
    slots, swing = 2 * count + _OVERLAP, 1 + _OVERLAP
    at, lifted = 0.0, 0.0
    for number in range(count):
        part = min(1.0, max(0.0, (share * slots - 2 * number - late) / swing))
        at += eased(part) / count
        lifted += sin(pi * part) ** 2
    place = add(mix(a.at, b.at, at), (0.0, lifted * min(_LIFT, long * 0.15), 0.0))
    heel = sin(pi * share) * _HEEL if a.hold is Hold.TOES else 0.0
    return place, swung(points, _DOWN, lifted * _DROOP + heel)
