"""Where every joint is: from a pose to points in space, bones always of the same length."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from posture_break.figure import proportions as size
from posture_break.figure.kinematics import reach
from posture_break.figure.pose import (
    LIMBS,
    SIDES,
    SIGN,
    Angles,
    Hold,
    Limb,
    Pose,
    mirrored_name,
    side_of,
)
from posture_break.figure.vector import (
    FORWARD,
    Frame,
    Vector,
    across,
    add,
    along,
    cross,
    facing,
    length,
    minus,
    mix,
    pointed,
    pointing,
    reflected,
    scaled,
    unit,
)

JOINTS = (
    "pelvis", "back", "belly", "chest", "neck", "nape", "skull", "crown", "nose",
    *(f"{part}_{side}" for side in SIDES for part in (
        "hip", "thigh", "knee", "shin", "ankle", "toes",
        "shoulder", "elbow", "forearm", "wrist", "hand", "temple", "waist",
    )),
)  # fmt: skip
"""The points of the body that data may name."""

ROOTS = (
    "pelvis", "neck", "knees", "ankles",
    *(f"{part}_{side}" for side in SIDES for part in ("knee", "ankle")),
)  # fmt: skip
"""The points that a body may hang from; knees and ankles: the middle between the two."""

_WAIST_AT, _CHEST_AT = 0.42, 0.8  # where on the spine waist and chest have their full angle


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A solved pose."""

    joints: Mapping[str, Vector]
    pelvis: Frame
    chest: Frame
    head: Frame
    spine: tuple[tuple[Vector, Frame], ...]  # from the hips to the neck
    ends: Mapping[str, Vector]  # direction of each hand and foot, by limb
    hinges: Mapping[str, Vector]  # axis of each knee, to the body's right, by limb
    poles: Mapping[str, Vector]
    short: Mapping[str, float]  # by how much a limb misses what it holds
    breath: float = 0.0

    def mirrored(self) -> Skeleton:
        """Return the body with left and right exchanged."""
        return Skeleton(
            {mirrored_name(name): reflected(at) for name, at in self.joints.items()},
            self.pelvis.reflected(),
            self.chest.reflected(),
            self.head.reflected(),
            tuple((reflected(at), frame.reflected()) for at, frame in self.spine),
            {mirrored_name(name): reflected(way) for name, way in self.ends.items()},
            {mirrored_name(n): scaled(reflected(way), -1) for n, way in self.hinges.items()},
            {mirrored_name(name): reflected(way) for name, way in self.poles.items()},
            {mirrored_name(name): short for name, short in self.short.items()},
            self.breath,
        )


def solve(pose: Pose) -> Skeleton:
    """Return where everything is in a pose."""
    body = _Body(pose)
    # What is held comes before what holds it: legs first, limbs on other limbs last.
    for name in sorted(
        LIMBS, key=lambda name: (name[0] == "a", pose.limbs[name].hold is Hold.BODY)
    ):
        body.place_limb(name, pose.limbs[name])
    return body.done()


class _Body:
    """Collects joints while a pose is solved, from the trunk outwards."""

    def __init__(self, pose: Pose) -> None:
        self.pose = pose
        self.pelvis = facing(*pose.pelvis)
        self.chest = facing(*pose.chest)
        self.neck = facing(*pose.neck)
        self.head = facing(*pose.head)
        self.ends: dict[str, Vector] = {}
        self.hinges: dict[str, Vector] = {}
        self.poles: dict[str, Vector] = {}
        self.short: dict[str, float] = {}
        spine = self._spine()
        base = self._root(spine[-1][0])
        self.spine = tuple((add(base, at), frame) for at, frame in spine)
        self.joints = {"pelvis": base, "neck": self.spine[-1][0]}
        self._trunk()

    def _spine(self) -> list[tuple[Vector, Frame]]:
        """Return the points of the spine from the hips' middle, each with the frame there."""
        at: Vector = (0.0, 0.0, 0.0)
        found = [(at, self.pelvis)]
        bone = size.SPINE / size.SPINE_BONES
        for step in range(size.SPINE_BONES):
            frame = facing(*_curve(self.pose, (step + 0.5) / size.SPINE_BONES))
            at = along(at, frame.up, bone)
            found.append((at, facing(*_curve(self.pose, (step + 1) / size.SPINE_BONES))))
        return found

    def _root(self, neck: Vector) -> Vector:
        """Return where the hips' middle is, so that the root is where it belongs."""
        root = self.pose.root
        if root.joint == "pelvis":
            return root.at
        if root.joint == "neck":
            return minus(root.at, neck)
        ankle = root.joint.startswith("ankle")
        sides = [side for side in SIDES if side in root.joint] or SIDES
        offset: Vector = (0.0, 0.0, 0.0)
        for side in sides:
            limb = self.pose.limbs[f"leg_{side}"]
            end = along(self._hip(side), limb.upper, size.THIGH)
            end = along(end, limb.lower, size.SHIN) if ankle else end
            offset = along(offset, end, 1 / len(sides))
        return minus(root.at, offset)

    def _hip(self, side: str) -> Vector:
        return scaled(self.pelvis.right, size.HALF_HIPS * SIGN[side])

    def _trunk(self) -> None:
        joints, chest, head = self.joints, self.chest, self.head
        neck = joints["neck"]
        joints["back"] = along(*_behind(self.spine[4]), 1)
        joints["belly"] = along(self.spine[3][0], self.spine[3][1].forward, 9.0)
        joints["chest"] = along(self.spine[7][0], self.spine[7][1].forward, 10.0)
        top = along(neck, self.neck.up, size.NECK)
        forward, up = size.SKULL_FROM_NECK
        skull = add(top, head.world((forward, up, 0.0)))
        joints["nape"], joints["skull"] = along(top, head.forward, -4.0), skull
        joints["crown"] = along(skull, head.up, size.SKULL)
        joints["nose"] = add(skull, head.world((size.NOSE[1], size.NOSE[2], 0.0)))
        for side, sign in SIGN.items():
            joints[f"hip_{side}"] = add(joints["pelvis"], self._hip(side))
            raised, ahead = self.pose.shoulders[side]
            local = (ahead, raised - size.SHOULDERS_BELOW_NECK, size.HALF_SHOULDERS * sign)
            joints[f"shoulder_{side}"] = add(neck, chest.world(local))
            joints[f"temple_{side}"] = along(skull, head.right, size.SKULL * sign)
            at, frame = self.spine[2]
            joints[f"waist_{side}"] = along(at, frame.right, 12.5 * sign)

    def place_limb(self, name: str, limb: Limb) -> None:
        """Add the joints of one limb."""
        side = side_of(name)
        arm = name.startswith("arm")
        origin = self.joints[f"{'shoulder' if arm else 'hip'}_{side}"]
        bones = (size.UPPER_ARM, size.FOREARM) if arm else (size.THIGH, size.SHIN)
        pole = limb.pole or (self._elbow_way(side) if arm else self.pelvis.forward)
        self.poles[name] = pole
        if limb.hold is Hold.FREE:
            upper, lower = limb.upper, limb.lower
        else:
            found = reach(origin, self._held(limb), *bones, pole)
            upper, lower, self.short[name] = found.upper, found.lower, found.short
        middle = along(origin, upper, bones[0])
        tip = along(middle, lower, bones[1])
        self.hinges[name] = self._hinge(upper, lower)
        end = limb.end or (_hand_way(limb, lower) if arm else _foot_way(limb, lower, side))
        self.ends[name] = end
        kinds = ("elbow", "wrist", "forearm") if arm else ("knee", "ankle", "shin")
        self.joints[f"{kinds[0]}_{side}"] = middle
        self.joints[f"{kinds[1]}_{side}"] = tip
        self.joints[f"{kinds[2]}_{side}"] = mix(middle, tip, 0.5)
        if arm:
            self.joints[f"hand_{side}"] = along(tip, end, 7.0)
        else:
            self.joints[f"thigh_{side}"] = mix(origin, middle, 0.55)
            axis = self.pelvis.right if limb.hold is Hold.TOES else self.hinges[name]
            self.joints[f"toes_{side}"] = add(tip, _ball(end, axis))

    def _held(self, limb: Limb) -> Vector:
        """Return the point that the end of the limb is at."""
        if limb.hold is Hold.BODY:
            return add(self.joints[limb.on], self._frame_of(limb.on).world(limb.at))
        if limb.hold is Hold.TOES:
            way = limb.end or FORWARD
            return minus(limb.at, _ball(way, self.pelvis.right))
        return limb.at

    def _frame_of(self, joint: str) -> Frame:
        part = joint.rpartition("_")[0] or joint
        if part in {"skull", "crown", "nose", "nape", "temple"}:
            return self.head
        if part in {"chest", "neck", "shoulder"}:
            return self.chest
        if part in {"pelvis", "hip", "belly", "back", "waist"}:
            return self.pelvis
        return Frame()

    def _elbow_way(self, side: str) -> Vector:
        return self.chest.world((-0.75, -0.5, 0.45 * SIGN[side]))

    def _hinge(self, upper: Vector, lower: Vector) -> Vector:
        """Return the axis of a knee; of a straight one that of the hips."""
        rest = across(self.pelvis.right, lower)
        bent = cross(lower, upper)
        return unit(add(bent, scaled(rest, max(0.0, 0.3 - length(bent)) + 0.02)))

    def done(self) -> Skeleton:
        """Return what was collected."""
        return Skeleton(
            self.joints, self.pelvis, self.chest, self.head, self.spine,
            self.ends, self.hinges, self.poles, self.short, self.pose.breath,
        )  # fmt: skip


def _curve(pose: Pose, at: float) -> Angles:
    """Return the angles of the spine ``at`` a share of its length, bending smoothly."""
    if at <= _WAIST_AT:
        return mix(pose.pelvis, pose.waist, at / _WAIST_AT)
    return mix(pose.waist, pose.chest, min(1.0, (at - _WAIST_AT) / (_CHEST_AT - _WAIST_AT)))


def _behind(point: tuple[Vector, Frame]) -> tuple[Vector, Vector]:
    at, frame = point
    return at, scaled(frame.forward, -9.0)


def _ball(way: Vector, axis: Vector) -> Vector:
    """Return where the ball of the foot is from the ankle."""
    ahead, below, _radius = size.FOOT_PROFILE[-2]
    return add(scaled(way, ahead), scaled(unit(cross(way, axis)), below))


def _hand_way(limb: Limb, lower: Vector) -> Vector:
    """Return where a hand points by itself: flat on the floor, or on from the forearm."""
    if limb.hold is Hold.PIN and limb.at[1] < 6:
        return pointing(90, 0, 1)
    return lower


def _foot_way(limb: Limb, lower: Vector, side: str) -> Vector:
    """Return where a foot points by itself: flat where it stands, else hanging loosely."""
    if limb.hold is Hold.PIN and limb.at[1] < 8:
        return pointing(90, 7, SIGN[side])
    pitch, out = pointed(lower, SIGN[side])
    return pointing(pitch + 62, out, SIGN[side])
