"""The solid body around a skeleton: balls along the limbs, rings around the trunk.

Drawing, shadows and checks all use these same balls, so that what is checked is what is seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians, sin, sqrt

from posture_break.figure import proportions as size
from posture_break.figure.pose import SIDES, SIGN
from posture_break.figure.skeleton import Skeleton
from posture_break.figure.vector import (
    Frame,
    Vector,
    across,
    add,
    along,
    cross,
    distance,
    dot,
    length,
    minus,
    mix,
    scaled,
    unit,
)

Ball = tuple[Vector, float]

_BREATH = 0.17  # how much deeper the belly is when the breath is in
_PALM_DOWN = 0.7  # cosine of the angle at the wrist: a hand bent further leans on its palm
_ELBOW_BENT = 0.25  # sine of the least bend of an elbow that tells where the thumb is


@dataclass(frozen=True, slots=True)
class Ring:
    """An ellipse around the trunk: half its width and half its depth as directions with length."""

    middle: Vector
    wide: Vector
    deep: Vector

    @property
    def lowest(self) -> float:
        """How far above the floor its lowest point is."""
        return self.middle[1] - sqrt(self.wide[1] ** 2 + self.deep[1] ** 2)


@dataclass(frozen=True, slots=True)
class Body:
    """All solid parts by name."""

    hips: tuple[Ring, ...]
    shirt: tuple[Ring, ...]
    glutes: tuple[Ball, ...]
    neck: tuple[Ball, ...]
    head: tuple[Ball, ...]  # skull, chin
    parts: Mapping[str, tuple[Ball, ...]]  # thigh, shin, upper_arm, forearm of each side
    sleeves: Mapping[str, tuple[Ball, ...]]
    feet: Mapping[str, tuple[Ball, ...]]
    hands: Mapping[str, tuple[Ball, ...]]
    thumbs: Mapping[str, tuple[Ball, ...]]

    def balls(self) -> dict[str, tuple[Ball, ...]]:
        """Return everything round, by the part that it belongs to."""
        found = dict(self.parts)
        found.update({f"foot_{side}": self.feet[side] for side in SIDES})
        found.update({f"hand_{side}": self.hands[side] for side in SIDES})
        found["glutes"] = self.glutes
        found["head"] = self.head
        return found


def build(bones: Skeleton) -> Body:
    """Return the body around a skeleton."""
    parts: dict[str, tuple[Ball, ...]] = {}
    for side in SIDES:
        _arm(bones, side, parts)
        _leg(bones, side, parts)
    return Body(
        hips=_rings(bones, size.HIP_RINGS),
        shirt=_rings(bones, size.SHIRT_RINGS),
        glutes=_glutes(bones),
        neck=_neck(bones),
        head=_head(bones),
        parts=parts,
        sleeves={side: _sleeve(bones, side) for side in SIDES},
        feet={side: _foot(bones, side) for side in SIDES},
        hands={side: _hand(bones, side) for side in SIDES},
        thumbs={side: _thumb(bones, side) for side in SIDES},
    )


def spine_at(bones: Skeleton, share: float) -> tuple[Vector, Frame]:
    """Return a point of the spine and the frame there; it goes on straight beyond both ends."""
    steps = share * size.SPINE_BONES
    index = min(size.SPINE_BONES - 1, max(0, int(steps)))
    (low, frame), (high, above) = bones.spine[index], bones.spine[index + 1]
    rest = steps - index
    return mix(low, high, rest), frame if rest < 0.5 else above


def _rings(bones: Skeleton, table: Sequence[tuple[float, float, float, float]]) -> tuple[Ring, ...]:
    found = []
    for share, wide, deep, ahead in table:
        at, frame = spine_at(bones, share)
        full = 1 + _BREATH * bones.breath * max(0.0, 1 - abs(share - 0.5) / 0.5)
        found.append(
            Ring(
                along(at, frame.forward, ahead + 1.2 * (full - 1) * deep),
                scaled(frame.right, wide * (1 + (full - 1) * 0.5)),
                scaled(frame.forward, deep * full),
            )
        )
    return tuple(found)


def _glutes(bones: Skeleton) -> tuple[Ball, ...]:
    radius, ahead, up, out = size.GLUTE
    base, frame = bones.joints["pelvis"], bones.pelvis
    return tuple(
        (add(base, frame.world((ahead, up, out * sign))), radius) for sign in SIGN.values()
    )


def _neck(bones: Skeleton) -> tuple[Ball, ...]:
    base, frame = bones.spine[-1]
    top = along(bones.joints["skull"], bones.head.up, -size.SKULL_FROM_NECK[1] + 1)
    top = along(top, bones.head.forward, -size.SKULL_FROM_NECK[0])
    low = along(base, frame.up, -1.5)
    return ((low, size.NECK_RADII[0] + 0.6), (mix(low, top, 0.5), 4.9), (top, size.NECK_RADII[1]))


def _head(bones: Skeleton) -> tuple[Ball, ...]:
    skull = bones.joints["skull"]
    radius, ahead, up = size.CHIN
    return ((skull, size.SKULL), (add(skull, bones.head.world((ahead, up, 0.0))), radius))


def _tube(start: Vector, end: Vector, profile: Sequence[tuple[float, float]]) -> tuple[Ball, ...]:
    return tuple((mix(start, end, at), radius) for at, radius in profile)


def _arm(bones: Skeleton, side: str, parts: dict[str, tuple[Ball, ...]]) -> None:
    joints = bones.joints
    shoulder, elbow, wrist = (joints[f"{name}_{side}"] for name in ("shoulder", "elbow", "wrist"))
    parts[f"upper_arm_{side}"] = _tube(shoulder, elbow, size.UPPER_ARM_PROFILE)
    parts[f"forearm_{side}"] = _tube(elbow, wrist, size.FOREARM_PROFILE)


def _sleeve(bones: Skeleton, side: str) -> tuple[Ball, ...]:
    joints = bones.joints
    return _tube(joints[f"shoulder_{side}"], joints[f"elbow_{side}"], size.SLEEVE_PROFILE)


def _leg(bones: Skeleton, side: str, parts: dict[str, tuple[Ball, ...]]) -> None:
    hip, knee, ankle = (bones.joints[f"{name}_{side}"] for name in ("hip", "knee", "ankle"))
    parts[f"thigh_{side}"] = _tube(hip, knee, size.THIGH_PROFILE)
    way = unit(minus(ankle, knee))
    back = unit(cross(way, bones.hinges[f"leg_{side}"]))  # where the calf is
    calf = tuple(
        (along(mix(knee, ankle, at), back, pushed), radius)
        for at, radius, pushed in size.SHIN_PROFILE
    )
    parts[f"shin_{side}"] = (*calf, (ankle, size.ANKLE))


def sole_way(bones: Skeleton, side: str) -> Vector:
    """Return the direction from the ankle to the sole of a foot."""
    way = bones.ends[f"leg_{side}"]
    return unit(cross(way, across(bones.hinges[f"leg_{side}"], way)), otherwise=(0.0, -1.0, 0.0))


def _foot(bones: Skeleton, side: str) -> tuple[Ball, ...]:
    ankle, way = bones.joints[f"ankle_{side}"], bones.ends[f"leg_{side}"]
    sole = sole_way(bones, side)
    *foot, (toe, radius) = (
        (along(along(ankle, way, ahead), sole, below), radius)
        for ahead, below, radius in size.FOOT_PROFILE
    )
    ball = foot[-1][0]
    return (*foot, (_bent_toe(ball, toe, way, sole, radius), radius))


def _bent_toe(ball: Vector, toe: Vector, way: Vector, sole: Vector, radius: float) -> Vector:
    """Return where the toes are: bent up at the ball of the foot rather than in the floor."""
    long = distance(ball, toe)
    for turn in range(0, 91, 15):
        if toe[1] >= radius - 0.15:
            break
        bent = add(scaled(way, cos(radians(turn))), scaled(sole, -sin(radians(turn))))
        toe = along(ball, bent, long)
    return toe


def _hand(bones: Skeleton, side: str) -> tuple[Ball, ...]:
    wrist, way = bones.joints[f"wrist_{side}"], bones.ends[f"arm_{side}"]
    return tuple((along(wrist, way, ahead), radius) for ahead, radius in size.HAND_PROFILE)


def _thumb(bones: Skeleton, side: str) -> tuple[Ball, ...]:
    wrist, way = bones.joints[f"wrist_{side}"], bones.ends[f"arm_{side}"]
    out = _thumb_way(bones, side)
    return tuple(
        (along(along(wrist, way, ahead), out, aside), radius)
        for ahead, aside, radius in size.THUMB_PROFILE
    )


def _thumb_way(bones: Skeleton, side: str) -> Vector:
    """Return the side of a hand that its thumb is on: inwards where the palm lies on something.

    A free hand has it where a bending elbow would take it, and a little inwards.
    """
    joints, way = bones.joints, bones.ends[f"arm_{side}"]
    upper = unit(minus(joints[f"elbow_{side}"], joints[f"shoulder_{side}"]))
    lower = unit(minus(joints[f"wrist_{side}"], joints[f"elbow_{side}"]))
    inward = across(scaled(bones.chest.right, -SIGN[side]), way)
    if dot(lower, way) < _PALM_DOWN:
        return unit(across(inward, unit(cross(cross(lower, way), way))), otherwise=inward)
    bent = across(scaled(upper, -1), way)
    raised = dot(way, bones.chest.up)  # a straight arm: ahead when it hangs, up when it reaches
    front = bones.chest.world((-raised, sqrt(max(0.0, 1 - raised * raised)), 0.0))
    free = bent if length(bent) > _ELBOW_BENT else across(front, way)
    return unit(add(unit(free), scaled(inward, 0.6)))


def lowest(body: Body) -> dict[str, float]:
    """Return how far above the floor the lowest point of each part is."""
    found = {
        name: min(at[1] - radius for at, radius in balls) for name, balls in body.balls().items()
    }
    found["trunk"] = min(ring.lowest for ring in (*body.hips, *body.shirt))
    return found
