"""A pose as data: how the trunk stands, where the body hangs from, what each limb does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from posture_break.figure.vector import Vector

Angles = tuple[float, float, float]  # leaning forward, bending right, turning right: degrees

SIDES = ("right", "left")
SIGN = {"right": 1.0, "left": -1.0}


class Hold(Enum):
    """What fixes the end of a limb."""

    FREE = "free"  # nothing: its bones have directions
    PIN = "pin"  # a point of the room
    TOES = "toes"  # a point of the room, for the ball of the foot
    BODY = "body"  # a point of the own body


@dataclass(frozen=True, slots=True)
class Limb:
    """What one arm or leg does; everything in the room's directions, already for its own side."""

    hold: Hold
    upper: Vector = (0.0, -1.0, 0.0)  # directions of the bones, where the limb is free
    lower: Vector = (0.0, -1.0, 0.0)
    at: Vector = (0.0, 0.0, 0.0)  # the pinned point; or the offset from the joint ``on``
    on: str = ""
    pole: Vector | None = None  # where knee or elbow points; None: where it does by itself
    end: Vector | None = None  # where hand or foot points; None: as it lies by itself
    slide: bool = False  # may travel over what it touches
    step: bool = False  # lifted in an arc to its next place


@dataclass(frozen=True, slots=True)
class Root:
    """The joint that the body hangs from, and where that is."""

    joint: str
    at: Vector


@dataclass(frozen=True, slots=True)
class Cue:
    """An arrow along the path of one point of the body, shown on the way to a key.

    With ``way`` or ``towards`` it has a direction of its own: that, or to a point of the room.
    """

    of: str
    shift: Vector  # moved clear of the body
    least: float  # units it is long at least
    way: Vector | None = None
    towards: Vector | None = None


@dataclass(frozen=True, slots=True)
class Pose:
    """The whole body at one moment."""

    pelvis: Angles
    waist: Angles
    chest: Angles
    neck: Angles
    head: Angles
    root: Root
    limbs: Mapping[str, Limb]  # arm_right, arm_left, leg_right, leg_left
    shoulders: Mapping[str, tuple[float, float]]  # units up and forward, by side
    breath: float = 0.0  # how full the chest is, 0 to 1
    work: Mapping[str, float] = field(default_factory=dict)  # muscles at work, 0 to 1
    cues: tuple[Cue, ...] = ()
    nearer: Mapping[str, float] = field(default_factory=dict)  # drawn as if nearer, by part


LIMBS = ("leg_right", "leg_left", "arm_right", "arm_left")


def side_of(name: str) -> str:
    """Return the side that a name such as ``knee_left`` ends in; empty for the middle."""
    side = name.rpartition("_")[2]
    return side if side in SIGN else ""


def mirrored_name(name: str) -> str:
    """Return the same part of the other side."""
    head, _, side = name.rpartition("_")
    other = {"right": "left", "left": "right"}.get(side)
    return f"{head}_{other}" if other else name
