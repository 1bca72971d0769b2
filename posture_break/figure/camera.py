"""The viewer: an orthographic camera, and the scale and place of the picture on its canvas."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin

from posture_break.figure.figure import Camera
from posture_break.figure.vector import Vector, cross, dot

Point = tuple[float, float]
Disc = tuple[float, float, float]  # middle and radius on the canvas


@dataclass(frozen=True, slots=True)
class Lens:
    """Turns points of the room into points of the canvas."""

    right: Vector
    up: Vector
    towards: Vector  # from the room to the viewer
    scale: float = 1.0
    left: float = 0.0  # where on the canvas the room's origin is
    top: float = 0.0

    def point(self, at: Vector) -> Point:
        """Return where a point of the room is on the canvas."""
        r, u = self.right, self.up
        return (
            self.left + self.scale * (at[0] * r[0] + at[1] * r[1] + at[2] * r[2]),
            self.top - self.scale * (at[0] * u[0] + at[1] * u[1] + at[2] * u[2]),
        )

    def disc(self, ball: tuple[Vector, float]) -> Disc:
        """Return the outline of a ball."""
        x, y = self.point(ball[0])
        return (x, y, ball[1] * self.scale)

    def depth(self, at: Vector) -> float:
        """Return how near a point is to the viewer; more is nearer."""
        return dot(at, self.towards)

    def scaled(self, by: float) -> Lens:
        """Return the same view of a larger canvas."""
        return Lens(
            self.right, self.up, self.towards, self.scale * by, self.left * by, self.top * by
        )

    def placed(self, scale: float, left: float, top: float) -> Lens:
        """Return the same view at another scale and place."""
        return Lens(self.right, self.up, self.towards, scale, left, top)


def lens(camera: Camera, *, reflected: bool = False) -> Lens:
    """Return the view of a camera; ``reflected``: of its mirror image across the body's middle."""
    yaw, pitch = radians(camera.yaw), radians(camera.pitch)
    if reflected:
        yaw = radians(180 - camera.yaw)
    towards = (sin(yaw) * cos(pitch), sin(pitch), cos(yaw) * cos(pitch))
    right = (cos(yaw), 0.0, -sin(yaw))
    return Lens(right, cross(towards, right), towards)
