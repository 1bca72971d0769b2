"""How far joints go, in degrees: what a healthy body does in gentle exercise, with some room."""

from __future__ import annotations

from collections.abc import Iterator
from math import atan2, degrees, hypot

from posture_break.figure.blend import directions
from posture_break.figure.pose import SIDES, SIGN
from posture_break.figure.skeleton import Skeleton
from posture_break.figure.vector import Frame, Vector, across, angle, dot, length, scaled, unit

_ELBOW_LEAST = 28.0  # between the bones
_KNEE_LEAST = 26.0
_TRUNK_LEAN = (-52.0, 82.0)
_TRUNK_BEND = 46.0
_TRUNK_TWIST = 45.5
_NECK_LEAN = (-58.0, 62.0)
_NECK_BEND = 46.0
_NECK_TWIST = 76.0
_HIP_FORWARD, _HIP_BACK = 140.0, -32.0
_HIP_OUT = (-38.0, 62.0)
_ARM_BACK = 66.0
_WRIST = 92.0
_ANKLE_LEAST, _ANKLE_MOST = 62.0, 182.0
_LEG_ASIDE = 0.3  # a leg straight out to its side has no front of its own
_KNEE_TO_FRONT = 0.3  # cosine: so far a hip that is turned outwards takes the shin


def joint_faults(bones: Skeleton) -> Iterator[tuple[str, str]]:
    """Yield each joint that is bent further than it goes: its name, and a sentence."""
    yield from _trunk(bones)
    for side in SIDES:
        yield from _arm(bones, side)
        yield from _leg(bones, side)


def between_frames(below: Frame, above: Frame) -> tuple[float, float, float]:
    """Return how far ``above`` leans forward, bends right and turns right against ``below``."""
    up = below.local(above.up)
    lean, bend = degrees(atan2(up[0], up[1])), degrees(atan2(up[2], up[1]))
    # The turn is what is left once the axis has been swung back.
    flat = _swung_back(above.forward, above.up, below.up)
    local = below.local(flat)
    return lean, bend, degrees(atan2(local[2], local[0]))


def _swung_back(way: Vector, axis: Vector, onto: Vector) -> Vector:
    """Return a direction after the shortest turn that brings ``axis`` onto ``onto``."""
    turn = angle(axis, onto)
    if turn < 1e-6:
        return way
    aside = unit(across(onto, axis))
    part_axis, part_aside = dot(way, axis), dot(way, aside)
    rest = tuple(
        w - part_axis * a - part_aside * s for w, a, s in zip(way, axis, aside, strict=True)
    )
    new_aside = unit(across(scaled(axis, -1), onto))
    made = [
        r + part_axis * o + part_aside * n for r, o, n in zip(rest, onto, new_aside, strict=True)
    ]
    return unit((made[0], made[1], made[2]))


def _outside(name: str, value: float, least: float, most: float) -> Iterator[tuple[str, str]]:
    if not least <= value <= most:
        yield name, f"{name} is at {value:.0f} degrees, beyond {least:.0f} to {most:.0f}"


def _trunk(bones: Skeleton) -> Iterator[tuple[str, str]]:
    lean, bend, twist = between_frames(bones.pelvis, bones.chest)
    yield from _outside("trunk lean", lean, *_TRUNK_LEAN)
    yield from _outside("trunk bend", bend, -_TRUNK_BEND, _TRUNK_BEND)
    yield from _outside("trunk twist", twist, -_TRUNK_TWIST, _TRUNK_TWIST)
    lean, bend, twist = between_frames(bones.chest, bones.head)
    yield from _outside("neck lean", lean, *_NECK_LEAN)
    yield from _outside("neck bend", bend, -_NECK_BEND, _NECK_BEND)
    yield from _outside("neck twist", twist, -_NECK_TWIST, _NECK_TWIST)


def _arm(bones: Skeleton, side: str) -> Iterator[tuple[str, str]]:
    upper, lower = directions(bones, f"arm_{side}")
    elbow = 180 - angle(upper, lower)
    yield from _outside(f"elbow_{side}", elbow, _ELBOW_LEAST, 180)
    wrist = angle(lower, bones.ends[f"arm_{side}"])
    yield from _outside(f"wrist_{side}", wrist, 0, _WRIST)
    ahead, up, out = bones.chest.local(upper)
    out *= SIGN[side]
    if ahead < 0 and up < 0.3:
        back = degrees(atan2(-ahead, max(1e-6, (up * up + max(0.0, out) ** 2) ** 0.5)))
        yield from _outside(f"shoulder_{side} backwards", back, 0, _ARM_BACK)
    if out < -0.72:
        yield f"shoulder_{side}", f"upper arm {side} goes through the chest"


def _leg(bones: Skeleton, side: str) -> Iterator[tuple[str, str]]:
    thigh, shin = directions(bones, f"leg_{side}")
    yield from _outside(f"knee_{side}", 180 - angle(thigh, shin), _KNEE_LEAST, 180)
    ahead, up, out = bones.pelvis.local(thigh)
    forward = degrees(atan2(ahead, -up)) if abs(out) < 0.9 else 0.0
    yield from _outside(f"hip_{side} forward", forward, _HIP_BACK, _HIP_FORWARD)
    aside = degrees(atan2(out * SIGN[side], (ahead * ahead + up * up) ** 0.5))
    yield from _outside(f"hip_{side} out", aside, *_HIP_OUT)
    yield from _knee_way(bones, side, thigh, shin)
    foot = 180 - angle(shin, bones.ends[f"leg_{side}"])
    yield from _outside(f"ankle_{side}", foot, _ANKLE_LEAST, _ANKLE_MOST)


def _knee_way(bones: Skeleton, side: str, thigh: Vector, shin: Vector) -> Iterator[tuple[str, str]]:
    """Yield a knee that bends the wrong way: the shin must not come to the front of the thigh."""
    bent = across(shin, thigh)
    if length(bent) < 0.2:
        return
    ahead, up, _out = bones.pelvis.local(thigh)
    flat = hypot(ahead, up)
    if flat < _LEG_ASIDE:
        return
    front = bones.pelvis.world((-up / flat, ahead / flat, 0.0))
    if dot(unit(bent), front) > _KNEE_TO_FRONT:
        yield f"knee way {side}", f"knee_{side} bends the wrong way"
