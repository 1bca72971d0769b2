"""How one side of a figure is looked at: lens, ground, what stands still and what is sorted."""

from __future__ import annotations

from dataclasses import dataclass

from posture_break.figure.camera import Lens, Point
from posture_break.figure.props import Piece

_TOP = 0.035  # of the height that stays free above the arch
_WIDEST = 0.86  # of the width
_TALLEST, _ROUNDEST = 1.3, 1.32  # height to width at most, width to height at most


@dataclass(frozen=True, slots=True)
class Arch:
    """The arch behind the person: half a circle on straight sides, whole in every picture."""

    left: float
    top: float
    right: float
    base: float

    @property
    def spring(self) -> float:
        """Where its sides begin to bend inwards, in pixels from the top."""
        return self.top + (self.right - self.left) / 2


def arch(size: tuple[int, int], base: float) -> Arch:
    """Return the arch of a picture that stands on ``base``."""
    wide, high = size
    span = min(wide * _WIDEST, (base - high * _TOP) * _ROUNDEST)
    top = max(high * _TOP, base - span * _TALLEST)
    return Arch((wide - span) / 2, top, (wide + span) / 2, base)


@dataclass(frozen=True, slots=True)
class Ground:
    """Where the floor is in the picture: an ellipse, on whose middle the arch stands."""

    middle: Point
    half: Point


@dataclass(frozen=True, slots=True)
class Sight:
    """One side of a figure in a picture of a certain size."""

    size: tuple[int, int]
    lens: Lens
    ground: Ground | None  # none: a view of the upper body, seen through the arch to its base
    arch: Arch
    still: tuple[Piece, ...]
    things: tuple[Piece, ...]
