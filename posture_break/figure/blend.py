"""The body between two key poses: what is planted in both stays planted, the rest swings."""

from __future__ import annotations

from dataclasses import replace
from math import cos, pi

from posture_break.figure.pose import LIMBS, Hold, Limb, Pose, Root, side_of
from posture_break.figure.skeleton import Skeleton, solve
from posture_break.figure.vector import Vector, distance, minus, mix, swung, unit

_SAME = 1e-6


def eased(share: float) -> float:
    """Return a share of the way that starts and ends at rest (half a cosine)."""
    return (1 - cos(pi * min(1.0, max(0.0, share)))) / 2


def between(a: Pose, b: Pose, ends: tuple[Skeleton, Skeleton], share: float) -> Skeleton:
    """Return the body ``share`` of the way between two poses, whose solutions are ``ends``."""
    if share <= 0 or a is b:
        return ends[0]
    if share >= 1:
        return ends[1]
    return solve(mixed(a, b, ends, share))


def mixed(a: Pose, b: Pose, ends: tuple[Skeleton, Skeleton], share: float) -> Pose:
    """Return the pose ``share`` of the way between two."""
    return Pose(
        pelvis=mix(a.pelvis, b.pelvis, share),
        waist=mix(a.waist, b.waist, share),
        chest=mix(a.chest, b.chest, share),
        neck=mix(a.neck, b.neck, share),
        head=mix(a.head, b.head, share),
        root=_root(a.root, b.root, ends, share),
        limbs={name: _limb(name, a.limbs[name], b.limbs[name], ends, share) for name in LIMBS},
        shoulders={
            side: _pair(a.shoulders[side], b.shoulders[side], share) for side in a.shoulders
        },
        breath=a.breath + (b.breath - a.breath) * share,
    )


def stays(a: Limb, b: Limb) -> bool:
    """Whether the end of a limb keeps its hold from one pose to the next."""
    if a.hold is not b.hold or a.hold is Hold.FREE or a.on != b.on:
        return False
    return a.slide or b.slide or distance(a.at, b.at) < _SAME


def _pair(a: tuple[float, float], b: tuple[float, float], share: float) -> tuple[float, float]:
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)


def _root(a: Root, b: Root, ends: tuple[Skeleton, Skeleton], share: float) -> Root:
    if a.joint == b.joint:
        return Root(a.joint, mix(a.at, b.at, share))
    return Root("pelvis", mix(ends[0].joints["pelvis"], ends[1].joints["pelvis"], share))


def _limb(name: str, a: Limb, b: Limb, ends: tuple[Skeleton, Skeleton], share: float) -> Limb:
    first, last = ends
    end = swung(first.ends[name], last.ends[name], share)
    if stays(a, b):
        pole = None
        if a.pole is not None or b.pole is not None:
            pole = mix(first.poles[name], last.poles[name], share)
        return replace(a, at=mix(a.at, b.at, share), pole=pole, end=end)
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
