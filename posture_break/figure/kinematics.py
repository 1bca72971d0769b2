"""Two bones that reach for a point: the bend of a planted arm or leg."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from posture_break.figure.vector import UP as _UP
from posture_break.figure.vector import Vector, across, add, distance, length, minus, scaled, unit

_STRAIGHTEST = 0.9998  # of the full length: a locked joint would snap over when the body sways


@dataclass(frozen=True, slots=True)
class Reach:
    """The directions of both bones, and by how much they miss the point."""

    upper: Vector
    lower: Vector
    short: float


def reach(origin: Vector, target: Vector, upper: float, lower: float, pole: Vector) -> Reach:
    """Bend two bones of fixed length from ``origin`` to ``target``, the joint towards ``pole``."""
    asked = distance(origin, target)
    way = unit(minus(target, origin), otherwise=scaled(_UP, -1))
    closest = abs(upper - lower) + 0.01
    far = min(max(asked, closest), (upper + lower) * _STRAIGHTEST)
    foot = (far * far + upper * upper - lower * lower) / (2 * far)
    height = sqrt(max(0.0, upper * upper - foot * foot))
    aside = across(pole, way)
    if length(aside) < 1e-6:
        aside = across((0.3, 0.2, 0.9), way)
    joint = add(scaled(way, foot), scaled(unit(aside), height))
    end = scaled(way, far)
    missed = max(asked - (upper + lower), closest - asked, 0.0)
    return Reach(scaled(joint, 1 / upper), scaled(minus(end, joint), 1 / lower), missed)
