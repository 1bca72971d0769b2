"""Where each muscle group shows on the body: short lines just under the surface of a part."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from posture_break.figure.body import spine_at
from posture_break.figure.muscles import BOTH
from posture_break.figure.pose import SIDES, SIGN
from posture_break.figure.skeleton import Skeleton
from posture_break.figure.vector import (
    Frame,
    Vector,
    across,
    add,
    along,
    cross,
    length,
    minus,
    mix,
    scaled,
    unit,
)

_TRUNK_DEPTH, _TRUNK_WIDTH = 7.4, 10.6


@dataclass(frozen=True, slots=True)
class Band:
    """A line on a part of the body, and the way that the surface faces there."""

    part: str  # the drawn part that carries it
    points: tuple[Vector, ...]
    faces: Vector
    radius: float


def muscle_bands(bones: Skeleton, muscle: str) -> list[Band]:
    """Return the bands of a muscle group by its name."""
    if muscle in BOTH:
        return _MIDDLE[muscle](bones)
    name, _, side = muscle.rpartition("_")
    if side in SIDES:
        return _SIDED[name](bones, side)
    return [band for each in SIDES for band in _SIDED[muscle](bones, each)]


def _trunk_line(bones: Skeleton, low: float, high: float, depth: float, out: float) -> Band:
    """Return a line up the trunk: behind (depth < 0) or in front of the spine, ``out`` sideways."""
    points = []
    for step in range(6):
        at, frame = spine_at(bones, low + (high - low) * step / 5)
        points.append(add(at, frame.world((depth, 0.0, out))))
    _at, frame = spine_at(bones, (low + high) / 2)
    local = (depth, 0.0, out * 0.6)
    return Band("shirt", tuple(points), unit(frame.world(local)), 1.9)


def _pair(bones: Skeleton, low: float, high: float, depth: float, out: float) -> list[Band]:
    return [_trunk_line(bones, low, high, depth, out * sign) for sign in SIGN.values()]


def _mid_back(bones: Skeleton) -> list[Band]:
    found = []
    for sign in SIGN.values():
        low, frame = spine_at(bones, 0.62)
        high, above = spine_at(bones, 0.84)
        points = (
            add(low, frame.world((-_TRUNK_DEPTH, 0, 2.6 * sign))),
            add(mix(low, high, 0.5), frame.world((-8.2, 0, 4.6 * sign))),
            add(high, above.world((-_TRUNK_DEPTH, 0, 8.0 * sign))),
        )
        found.append(Band("shirt", points, scaled(frame.forward, -1), 1.9))
    return found


def _upper_back(bones: Skeleton) -> list[Band]:
    found = []
    for side, sign in SIGN.items():
        at, frame = spine_at(bones, 0.94)
        points = (
            add(at, frame.world((-5.4, 1.0, 2.0 * sign))),
            add(at, frame.world((-6.0, -1.6, 6.5 * sign))),
            along(bones.joints[f"shoulder_{side}"], frame.forward, -3.2),
        )
        found.append(Band("shirt", points, scaled(frame.forward, -1), 1.7))
    return found


def _chest(bones: Skeleton) -> list[Band]:
    found = []
    for side, sign in SIGN.items():
        at, frame = spine_at(bones, 0.74)
        points = (
            add(at, frame.world((8.2, 1.0, 2.6 * sign))),
            add(at, frame.world((7.6, 3.4, 7.6 * sign))),
            along(bones.joints[f"shoulder_{side}"], frame.forward, 2.6),
        )
        found.append(Band("shirt", points, frame.forward, 1.8))
    return found


def _neck_line(ahead: float, out: float) -> Callable[[Skeleton, str], list[Band]]:
    def bands(bones: Skeleton, side: str) -> list[Band]:
        base, frame = bones.spine[-1]
        head = bones.head
        sign = SIGN.get(side, 0.0)
        top = add(bones.joints["skull"], head.world((-1.6 + ahead, -6.4, out * sign)))
        low = add(base, frame.world((ahead, 0.5, out * 1.15 * sign)))
        faces = unit(head.world((ahead, 0.0, out * sign)))
        return [Band("head", (low, mix(low, top, 0.5), top), faces, 1.35)]

    return bands


def _shoulder(bones: Skeleton, side: str) -> list[Band]:
    base, frame = bones.spine[-1]
    sign = SIGN[side]
    tip = along(bones.joints[f"shoulder_{side}"], frame.up, 2.4)
    near = add(base, frame.world((-0.5, -1.2, 5.4 * sign)))
    faces = unit(frame.world((-0.35, 0.9, 0.2 * sign)))
    points = (near, mix(near, tip, 0.5), tip)
    # With the trunk and once more with the arm: whichever is painted last would hide it.
    return [Band(part, points, faces, 1.7) for part in ("shirt", f"upper_arm_{side}")]


def _side(bones: Skeleton, side: str) -> list[Band]:
    return [_trunk_line(bones, 0.18, 0.66, 0.5, (_TRUNK_WIDTH - 0.6) * SIGN[side])]


def _glutes(bones: Skeleton, side: str) -> list[Band]:
    base, frame, sign = bones.joints["pelvis"], bones.pelvis, SIGN[side]
    points = (
        add(base, frame.world((-7.8, 1.4, 8.8 * sign))),
        add(base, frame.world((-8.8, -2.6, 9.0 * sign))),
        add(base, frame.world((-7.8, -6.4, 7.0 * sign))),
    )
    return [Band(f"thigh_{side}", points, unit(frame.world((-0.9, 0, 0.5 * sign))), 2.9)]


def _limb_line(
    part: str, stretch: tuple[float, float], way: str, depth: float, radius: float
) -> Callable[[Skeleton, str], list[Band]]:
    """Return a maker of a line along a bone on its front, back, inner or outer side."""
    low, high = stretch

    def bands(bones: Skeleton, side: str) -> list[Band]:
        start, end, front, outer = _bone(bones, part, side)
        faces = {"front": front, "back": scaled(front, -1), "outer": outer,
                 "inner": scaled(outer, -1)}[way]  # fmt: skip
        points = tuple(
            along(
                mix(start, end, low + (high - low) * step / 3), faces, depth * (1.06 - 0.1 * step)
            )
            for step in range(4)
        )
        return [Band(f"{part}_{side}", points, faces, radius)]

    return bands


def _bone(bones: Skeleton, part: str, side: str) -> tuple[Vector, Vector, Vector, Vector]:
    """Return both ends of a bone, its front and its outer side."""
    ends = {
        "thigh": ("hip", "knee"), "shin": ("knee", "ankle"),
        "upper_arm": ("shoulder", "elbow"), "forearm": ("elbow", "wrist"),
    }[part]  # fmt: skip
    start, end = (bones.joints[f"{name}_{side}"] for name in ends)
    way = unit(minus(end, start))
    if part in {"thigh", "shin"}:
        axis = bones.hinges[f"leg_{side}"]
        return start, end, unit(cross(axis, way)), scaled(axis, SIGN[side])
    front = _arm_front(bones, side, way, part)
    return start, end, front, unit(scaled(cross(front, way), -SIGN[side]))


def _arm_front(bones: Skeleton, side: str, way: Vector, part: str) -> Vector:
    """Return the side of the arm that a bending elbow closes."""
    joints = bones.joints
    elbow, wrist, shoulder = (joints[f"{n}_{side}"] for n in ("elbow", "wrist", "shoulder"))
    bent = across(minus(wrist, elbow), way)
    if part == "forearm":
        bent = across(minus(shoulder, elbow), way)
    frame: Frame = bones.chest
    usual = across(add(frame.forward, scaled(frame.up, 0.3)), way)
    return unit(bent) if length(bent) > 5 else unit(usual, otherwise=frame.up)


def _middle(low: float, high: float, depth: float, out: float) -> Callable[[Skeleton], list[Band]]:
    return lambda bones: _pair(bones, low, high, depth, out)


_MIDDLE: dict[str, Callable[[Skeleton], list[Band]]] = {
    "neck-front": lambda bones: _neck_line(3.4, 0.0)(bones, ""),
    "neck-back": lambda bones: _neck_line(-3.4, 0.0)(bones, ""),
    "upper-back": _upper_back,
    "mid-back": _mid_back,
    "back": _middle(0.14, 0.8, -_TRUNK_DEPTH, 2.6),
    "lower-back": _middle(0.12, 0.42, -_TRUNK_DEPTH, 2.8),
    "chest": _chest,
    "core": _middle(0.16, 0.56, _TRUNK_DEPTH, 3.4),
}
_SIDED: dict[str, Callable[[Skeleton, str], list[Band]]] = {
    "neck-side": _neck_line(0.4, 3.6),
    "shoulders": _shoulder,
    "side": _side,
    "glutes": _glutes,
    "thigh-front": _limb_line("thigh", (0.22, 0.82), "front", 4.6, 2.0),
    "thigh-back": _limb_line("thigh", (0.24, 0.86), "back", 4.6, 2.0),
    "thigh-inner": _limb_line("thigh", (0.2, 0.75), "inner", 4.4, 1.9),
    "thigh-outer": _limb_line("thigh", (0.12, 0.8), "outer", 4.4, 1.9),
    "hip-front": _limb_line("thigh", (0.0, 0.26), "front", 6.0, 2.3),
    "calf": _limb_line("shin", (0.12, 0.6), "back", 3.2, 1.7),
    "shin": _limb_line("shin", (0.15, 0.7), "front", 2.6, 1.4),
    "upper-arm-front": _limb_line("upper_arm", (0.25, 0.85), "front", 2.2, 1.3),
    "upper-arm-back": _limb_line("upper_arm", (0.25, 0.85), "back", 2.2, 1.3),
    "forearm-front": _limb_line("forearm", (0.08, 0.8), "front", 1.7, 1.15),
    "forearm-back": _limb_line("forearm", (0.08, 0.8), "back", 1.7, 1.15),
}
