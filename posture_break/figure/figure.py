"""A figure: the key poses of one exercise, how it is looked at, and what stands around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from posture_break.figure.pose import Pose
from posture_break.figure.vector import Vector


class View(Enum):
    """How much of the body the picture shows."""

    WHOLE = "whole"
    UPPER = "upper"  # from the hips up, for the neck, shoulders and hands


class OtherSide(Enum):
    """How the exercise of the other side is drawn."""

    MIRROR = "mirror"  # left and right of the body change places, the viewer stays
    FLIP = "flip"  # the whole picture is turned round


class PropKind(Enum):
    """The things a figure may have around it."""

    CHAIR = "chair"
    DESK = "desk"
    WALL = "wall"
    DOOR = "door"
    MAT = "mat"
    BALL = "ball"
    BLOCK = "block"
    WINDOW = "window"


@dataclass(frozen=True, slots=True)
class Prop:
    """One thing, where it stands, its size (0: as it usually is) and how it is turned."""

    kind: PropKind
    at: Vector
    size: Vector = (0.0, 0.0, 0.0)
    turn: float = 0.0  # degrees about the vertical, to the right


@dataclass(frozen=True, slots=True)
class Camera:
    """Where the viewer is: yaw 0 at the person's right, 90 in front, -90 behind; pitch: above."""

    yaw: float
    pitch: float


@dataclass(frozen=True, slots=True)
class Figure:
    """The key poses of one exercise, by name; "start" is always among them."""

    name: str
    keys: Mapping[str, Pose]
    camera: Camera
    landscape: bool = False
    view: View = View.WHOLE
    other_side: OtherSide = OtherSide.MIRROR
    props: tuple[Prop, ...] = ()

    @property
    def shod(self) -> bool:
        """Whether the person wears shoes: everywhere but on a mat."""
        return all(prop.kind is not PropKind.MAT for prop in self.props)
