"""Paints head, neck and hair; no face, but nose, ear and hairline, so that its direction reads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from posture_break.figure import proportions as size
from posture_break.figure.body import Ball, Body
from posture_break.figure.brush import Brush
from posture_break.figure.camera import Lens
from posture_break.figure.palette import Colours, HairStyle, darker
from posture_break.figure.pose import SIGN
from posture_break.figure.skeleton import Skeleton
from posture_break.figure.vector import (
    UP,
    Vector,
    across,
    add,
    along,
    cross,
    dot,
    length,
    minus,
    mix,
    scaled,
    unit,
)

_ARC_STEPS = 14
_CAP = (-0.76, 0.74, 0.0)  # the middle of the hair, as the head's forward and up
_HAIR = 10.1  # radius of the hair around the skull
_THIN = 0.65  # how much less it is where it begins


@dataclass(frozen=True, slots=True)
class Hairdo:
    """The hair of one person, and what to paint on the neck before the head covers it."""

    style: HairStyle
    on_neck: Callable[[], None]


def paint_head(
    brush: Brush, lens: Lens, shape: tuple[Skeleton, Body], colours: Colours, hairdo: Hairdo
) -> None:
    """Paint everything above the collar."""
    style = hairdo.style
    bones, body = shape
    painter = _Head(brush, lens, bones, body, colours)
    extras = _extras(bones, style)
    painter.neck()
    hairdo.on_neck()
    if style is HairStyle.SCARF:
        painter.strands(extras, apart=False)
        extras = []
    behind = [each for each in extras if lens.depth(each[0][0]) < lens.depth(painter.skull)]
    painter.strands(behind, apart=style is HairStyle.CURLS)
    painter.face()
    painter.hair(style)
    ahead = [each for each in extras if each not in behind]
    painter.strands(ahead, apart=style is HairStyle.CURLS)


class _Head:
    """The head of one body, seen through one lens."""

    def __init__(
        self, brush: Brush, lens: Lens, bones: Skeleton, body: Body, colours: Colours
    ) -> None:
        self.brush, self.lens, self.bones, self.body = brush, lens, bones, body
        self.skin, self.dye = colours.skin, colours.hair
        self.skull = bones.joints["skull"]

    def strands(self, extras: Sequence[tuple[Ball, ...]], *, apart: bool) -> None:
        """Paint what stands off the head, as one shape, or ``apart`` from each other."""
        shapes = [[self.lens.disc(ball) for ball in balls] for balls in extras]
        for shape in shapes:
            if apart:
                self.brush.round(shape, self.dye)
            else:
                self.brush.tube(shape, self.brush.rim(self.dye))
        if not apart:
            for shape in shapes:
                self.brush.tube([self.brush.lit(disc) for disc in shape], self.dye)

    def neck(self) -> None:
        """Paint the neck, a little in the shade of the head."""
        discs = [self.lens.disc(ball) for ball in self.body.neck]
        self.brush.round(discs, darker(self.skin, 0.93))

    def face(self) -> None:
        """Paint skull, jaw and nose."""
        brush, lens, frame = self.brush, self.lens, self.bones.head
        radius, ahead, up = size.NOSE
        nose = (add(self.skull, frame.world((ahead, up, 0.0))), radius)
        bridge = (add(self.skull, frame.world((ahead - 1.6, up + 3.2, 0.0))), radius * 0.7)
        seen = dot(frame.forward, lens.towards)
        if seen < 0.25:
            brush.tube([lens.disc(bridge), lens.disc(nose)], self.skin)
        brush.round([lens.disc(ball) for ball in self.body.head], self.skin)
        if seen >= 0.25:
            discs = [lens.disc(bridge), lens.disc(nose)]
            brush.tube(discs, darker(self.skin, 0.9))
            brush.tube([(x - r * 0.3, y - r * 0.25, r * 0.85) for x, y, r in discs], self.skin)

    def ears(self) -> None:
        """Paint the ears that can be seen."""
        frame, lens = self.bones.head, self.lens
        ahead, up, out = size.EAR
        for sign in SIGN.values():
            if dot(frame.right, lens.towards) * sign < 0.12:
                continue
            at = add(self.skull, frame.world((ahead, up, out * sign)))
            lobe = add(at, frame.world((0.5, -1.9, -0.3 * sign)))
            discs = [lens.disc((at, 1.75)), lens.disc((lobe, 1.15))]
            self.brush.tube(discs, darker(self.skin, 0.84))
            self.brush.tube([(x, y, r * 0.62) for x, y, r in discs], darker(self.skin, 0.95))

    def hair(self, style: HairStyle) -> None:
        """Paint the hair on the skull."""
        frame = self.bones.head
        if style is HairStyle.SCARF:
            self._cap(unit(frame.world((-0.97, 0.25, 0.0))), 10.4)
            return
        if style is HairStyle.BOB:
            self._cap(unit(frame.world((-0.86, 0.5, 0.0))), _HAIR + 0.6)
            return
        self._cap(unit(frame.world(_CAP)), _HAIR + (1.2 if style is HairStyle.CURLS else 0.0))
        self.ears()

    def _cap(self, middle: Vector, radius: float) -> None:
        outline = [self.lens.point(at) for at in self._half(middle, radius)]
        self.brush.polygon(outline, self.brush.rim(self.dye))
        rim = 0.9 * self.lens.scale
        x, y = self.lens.point(self.skull)
        share = 1 - 0.9 / radius
        x, y = x * (1 - share) - rim * 0.6, y * (1 - share) - rim * 0.6
        lit = [(x + px * share, y + py * share) for px, py in outline]
        self.brush.polygon(lit, self.dye)

    def _half(self, middle: Vector, radius: float) -> list[Vector]:
        """Return the outline of the visible part of half a sphere around ``middle``."""
        towards = self.lens.towards
        edge = cross(towards, middle)
        if length(edge) < 0.03:  # seen from right above or below: a whole circle, or nothing
            edge = unit(across(UP, towards), otherwise=(1.0, 0.0, 0.0))
            rise = cross(towards, edge)
            sink = scaled(rise, -1 if dot(middle, towards) > 0 else 1)
        else:
            edge = unit(edge)
            rise = unit(across(middle, towards))
            sink = unit(across(towards, middle))
        at = along(self.skull, middle, 0.5)
        back = scaled(edge, -1)
        turns = [pi * step / _ARC_STEPS for step in range(_ARC_STEPS)]
        found = [_on(at, radius, edge, rise, turn) for turn in turns]
        return found + [_on(at, radius, back, sink, turn) for turn in turns]


def _on(at: Vector, radius: float, a: Vector, b: Vector, turn: float) -> Vector:
    """Return a point of the hair's edge: close to the skull at both ends, fuller between."""
    full = radius - _THIN * (1 - sin(turn))
    return along(along(at, a, full * cos(turn)), b, full * sin(turn))


def _extras(bones: Skeleton, style: HairStyle) -> list[tuple[Ball, ...]]:
    """Return what stands off the head: bun, tail, curls, the fall of a bob or a scarf."""
    skull, frame = bones.joints["skull"], bones.head
    match style:
        case HairStyle.BUN:
            way = unit(frame.world((-0.42, 0.92, 0.0)))
            return [((along(skull, way, 12.6), 4.5),)]
        case HairStyle.TAIL:
            return [_tail(skull, unit(frame.world((-0.86, 0.5, 0.0))), 17.0)]
        case HairStyle.CURLS:
            return [
                ((add(skull, scaled(unit(frame.world((x, y, z))), 8.6)), 4.6),)
                for x, y, z in (
                    (-0.1, 1, 0.0), (-0.5, 0.8, 0.5), (-0.5, 0.8, -0.5), (-1, 0.3, 0.0),
                    (-0.8, 0.1, 0.7), (-0.8, 0.1, -0.7), (0.25, 0.9, 0.45), (0.25, 0.9, -0.45),
                    (-0.9, -0.35, 0.4), (-0.9, -0.35, -0.4),
                )
            ]  # fmt: skip
        case HairStyle.BOB:
            falls = [(-0.75, -0.55, 0.62), (-0.75, -0.55, -0.62), (-1.0, -0.55, 0.0)]
            return [
                ((along(skull, unit(frame.world(way)), 5.0), 5.2),
                 (along(skull, unit(frame.world(way)), 9.6), 3.9))
                for way in falls
            ]  # fmt: skip
        case HairStyle.SCARF:
            chin = add(skull, frame.world((-0.6, -7.6, 0.0)))
            low = mix(chin, bones.joints["neck"], 0.75)
            return [((chin, 6.6), (low, 7.0))]
        case HairStyle.SHORT:
            return []


def _tail(skull: Vector, way: Vector, long: float) -> tuple[Ball, ...]:
    """Return a pony tail: it stands off, then hangs, and lies on the floor, not in it."""
    at = along(skull, way, 11.0)
    found: list[Ball] = [(at, 2.6)]
    for step, radius in ((0.25, 3.3), (0.5, 3.3), (0.75, 2.8), (1.0, 1.5)):
        place = along(along(at, way, 5.0 * min(1.0, step * 2)), UP, -long * step * step)
        low = max(0.0, radius - place[1])
        found.append(((place[0], place[1] + low, place[2]), radius))
    if length(minus(found[-1][0], found[0][0])) < 1:
        return tuple(found[:1])
    return tuple(found)
