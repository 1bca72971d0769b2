"""The body between two key poses: what is planted in both stays planted, the rest swings."""

from __future__ import annotations

from dataclasses import replace

from posture_break.figure.pose import LIMBS, Hold, Limb, Pose, Root, side_of
from posture_break.figure.skeleton import Skeleton, solve
from posture_break.figure.stepping import body_share, late, stepped
from posture_break.figure.vector import Vector, distance, minus, mix, swung, unit

_SAME = 1e-6


def between(a: Pose, b: Pose, ends: tuple[Skeleton, Skeleton], share: float) -> Skeleton:
    """Return the body ``share`` of the way between two poses, whose solutions are ``ends``."""
    if share <= 0 or a is b:
        return ends[0]
    if share >= 1:
        return ends[1]
    return solve(mixed(a, b, ends, share))


def mixed(a: Pose, b: Pose, ends: tuple[Skeleton, Skeleton], share: float) -> Pose:
    """Return the pose ``share`` of the way between two."""
    trunk = body_share(a, b, share)
    return Pose(
        pelvis=mix(a.pelvis, b.pelvis, trunk),
        waist=mix(a.waist, b.waist, trunk),
        chest=mix(a.chest, b.chest, trunk),
        neck=mix(a.neck, b.neck, trunk),
        head=mix(a.head, b.head, trunk),
        root=_root(a.root, b.root, ends, trunk),
        limbs={
            name: _limb(name, (a.limbs[name], b.limbs[name]), ends, share, late(name, a, b))
            for name in LIMBS
        },
        shoulders={
            side: _pair(a.shoulders[side], b.shoulders[side], share) for side in a.shoulders
        },
        breath=a.breath + (b.breath - a.breath) * share,
    )


def stays(a: Limb, b: Limb) -> bool:
    """Whether the end of a limb keeps its hold from one pose to the next."""
    if a.hold is not b.hold or a.hold is Hold.FREE or a.on != b.on:
        return False
    free = a.slide or b.slide or a.step or b.step
    return free or distance(a.at, b.at) < _SAME


def _pair(a: tuple[float, float], b: tuple[float, float], share: float) -> tuple[float, float]:
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)


def _root(a: Root, b: Root, ends: tuple[Skeleton, Skeleton], share: float) -> Root:
    if a.joint == b.joint:
        return Root(a.joint, mix(a.at, b.at, share))
    return Root("pelvis", mix(ends[0].joints["pelvis"], ends[1].joints["pelvis"], share))


def _limb(
    name: str,
    limbs: tuple[Limb, Limb],
    ends: tuple[Skeleton, Skeleton],
    share: float,
    follows: bool,
) -> Limb:
    a, b = limbs
    first, last = ends
    end = swung(first.ends[name], last.ends[name], share)
    if stays(a, b):
        pole = None
        if a.pole is not None or b.pole is not None:
            pole = mix(first.poles[name], last.poles[name], share)
        at = mix(a.at, b.at, share)
        if a.step or b.step:
            at, end = stepped(a, b, (share, end), late=follows)
        return replace(a, at=at, pole=pole, end=end)
    bones = [
        swung(one, other, share)
        for one, other in zip(directions(first, name), directions(last, name), strict=True)
    ]
    return Limb(Hold.FREE, upper=bones[0], lower=bones[1], end=end)


def directions(body: Skeleton, name: str) -> tuple[Vector, Vector]:
    """Return which way the two bones of a limb point."""
    parts = ("shoulder", "elbow", "wrist") if name.startswith("arm") else ("hip", "knee", "ankle")
    start, middle, tip = (body.joints[f"{part}_{side_of(name)}"] for part in parts)
    return unit(minus(middle, start)), unit(minus(tip, middle))
