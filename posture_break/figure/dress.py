"""Paints the parts of the body: clothes, skin, hair, and the muscles at work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, pi, sin, sqrt

from posture_break.figure import bands
from posture_break.figure.body import Ball, Body, Ring, sole_way
from posture_break.figure.brush import Brush
from posture_break.figure.camera import Lens, Point
from posture_break.figure.head import Hairdo, paint_head
from posture_break.figure.order import Part
from posture_break.figure.palette import Colour, Colours, HairStyle, blended, darker
from posture_break.figure.pose import SIDES, mirrored_name, side_of
from posture_break.figure.skeleton import Skeleton
from posture_break.figure.vector import along, dot, minus, mix, unit

_FAR = 0.26  # how much the far limb of a pair goes towards the ground's colour
_NEAR = 0.07  # how much lighter the near sleeve is than the trunk behind it
_LEAST_FAR = 4.0  # units of depth between the two up to which both look alike
_FAR_FROM = 13.0  # units of depth between the two that make it whole
_RING_POINTS = 20
_WEAKEST = 0.06


@dataclass(frozen=True, slots=True)
class Dresser:
    """Paints one body, seen through one lens."""

    brush: Brush
    lens: Lens
    bones: Skeleton
    body: Body
    colours: Colours
    style: HairStyle
    shod: bool
    work: Mapping[str, float]

    def paint(self, group: Sequence[Part]) -> None:
        """Paint one part, or the parts of a limb together."""
        names = [part.name for part in group]
        kind = group[0].group
        if kind == "head":
            self._head()
            return
        if kind in {"pelvis", "shirt"}:
            base = self.colours.legs if kind == "pelvis" else self.colours.shirt
            self._trunk(kind, base)
        elif kind.startswith("leg"):
            base = self._leg(side_of(kind), names)
        else:
            base = self._arm(side_of(kind), names)
        self._muscles(names, base)

    def _head(self) -> None:
        skin = self.colours.skin
        hairdo = Hairdo(self.style, lambda: self._muscles(["head"], darker(skin, 0.93)))
        shape = (self.bones, self.body)
        paint_head(self.brush, self.lens, shape, self.colours, hairdo)

    def _trunk(self, kind: str, colour: Colour) -> None:
        rings = self.body.hips if kind == "pelvis" else self.body.shirt
        glutes = [self.lens.disc(ball) for ball in self.body.glutes] if kind == "pelvis" else []
        rim = 1.35
        shift = rim * self.lens.scale * 0.75
        for tint, less, moved in ((self.brush.rim(colour), 0.0, 0.0), (colour, rim, shift)):
            outlines = [_outline(ring, self.lens, less, moved) for ring in rings]
            for low, high in pairwise(outlines):
                hull = [max(a, b) for a, b in zip(low, high, strict=True)]
                self.brush.polygon([at for _out, at in hull], tint)
            for disc in glutes:
                self.brush.disc(self.brush.lit(disc) if less else disc, tint)

    def _leg(self, side: str, names: Sequence[str]) -> Colour:
        colour = self._dimmed(self.colours.legs, "hip", side)
        lower = f"shin_{side}" in names
        if lower:
            self._foot(side)
        balls: list[Ball] = []
        for part in (f"thigh_{side}", f"shin_{side}"):
            if part in names:
                balls += self.body.parts[part]
        discs = [self.lens.disc(ball) for ball in balls]
        joined = 3 if f"thigh_{side}" in names else 0  # the hips have its rim
        if lower:
            way = self._seen(f"knee_{side}", f"ankle_{side}")
            self.brush.hemmed(discs[:-2], discs[-2], way, colour, plain=joined)
        else:
            self.brush.round(discs, colour, plain=joined)
        return colour

    def _seen(self, start: str, end: str) -> Point:
        """Return the direction from joint to joint in the picture; shorter the more it recedes."""
        way = unit(minus(self.bones.joints[end], self.bones.joints[start]))
        return (dot(way, self.lens.right), -dot(way, self.lens.up))

    def _foot(self, side: str) -> None:
        hem, ankle = self.body.parts[f"shin_{side}"][-2:]
        heel, middle, ball, toe = self.body.feet[side]
        bare = self._dimmed(self.colours.skin, "hip", side)
        colour = self._dimmed(self.colours.shoe, "hip", side) if self.shod else bare
        self.brush.round([self.lens.disc((hem[0], hem[1] * 0.86)), self.lens.disc(ankle)], bare)
        throat = (mix(ankle[0], middle[0], 0.3), ankle[1] * 0.9) if self.shod else ankle
        shapes = [[throat, heel], [heel, middle], [throat, middle, ball, toe]]
        discs = [[self.lens.disc(each) for each in shape] for shape in shapes]
        if self.shod:
            self._sole(side)
        for shape in discs:
            self.brush.tube(shape, self.brush.rim(colour))
        for shape in discs:
            self.brush.tube([self.brush.lit(each) for each in shape], colour)

    def _sole(self, side: str) -> None:
        """Paint the sole of a shoe: the foot's outline, a little further down."""
        away = sole_way(self.bones, side)
        colour = self._dimmed(self.colours.sole, "hip", side)
        discs = [self.lens.disc((along(at, away, 0.7), r)) for at, r in self.body.feet[side]]
        self.brush.tube(discs, colour)

    def _arm(self, side: str, names: Sequence[str]) -> Colour:
        skin = self._dimmed(self.colours.skin, "shoulder", side)
        upper, lower = f"upper_arm_{side}" in names, f"forearm_{side}" in names
        balls: list[Ball] = []
        if upper:
            balls += self.body.parts[f"upper_arm_{side}"][1:]
        if lower:
            balls += [*self.body.parts[f"forearm_{side}"], *self.body.hands[side]]
        hidden = lower and self._thumb_is_behind(side)
        if hidden:
            self._thumb(side, skin)
        self.brush.round([self.lens.disc(ball) for ball in balls], skin)
        if lower and not hidden:
            self._thumb(side, skin)
        if upper:
            self._sleeve(side)
        return skin

    def _thumb_is_behind(self, side: str) -> bool:
        thumb, hand = self.body.thumbs[side][-1][0], self.body.hands[side][1][0]
        return self.lens.depth(thumb) < self.lens.depth(hand) - 0.5

    def _thumb(self, side: str, skin: Colour) -> None:
        self.brush.round([self.lens.disc(ball) for ball in self.body.thumbs[side]], skin, plain=2)

    def _sleeve(self, side: str) -> None:
        colour = self._dimmed(self.colours.shirt, "shoulder", side)
        if colour == self.colours.shirt:
            colour = blended(colour, (255, 255, 255), _NEAR)
        discs = [self.lens.disc(ball) for ball in self.body.sleeves[side]]
        way = self._seen(f"shoulder_{side}", f"elbow_{side}")
        self.brush.hemmed(discs[:-1], discs[-1], way, colour)

    def _dimmed(self, colour: Colour, joint: str, side: str) -> Colour:
        """Return the colour of a limb: nearer to the ground's when the other one is in front."""
        depths = {each: self.lens.depth(self.bones.joints[f"{joint}_{each}"]) for each in SIDES}
        behind = depths[mirrored_name(f"_{side}")[1:]] - depths[side]
        share = max(0.0, min(1.0, (behind - _LEAST_FAR) / (_FAR_FROM - _LEAST_FAR)))
        return blended(colour, self.colours.arch, _FAR * share)

    def _muscles(self, names: Sequence[str], base: Colour) -> None:
        for muscle, effort in self.work.items():
            if effort < _WEAKEST:
                continue
            for band in bands.muscle_bands(self.bones, muscle):
                if band.part in names and dot(band.faces, self.lens.towards) > -0.22:
                    cloth = muscle.startswith("shoulders")  # also where the sleeve carries it
                    tint = self.colours.shirt if cloth else base
                    self._band(band, tint, min(1.0, effort))

    def _band(self, band: bands.Band, base: Colour, effort: float) -> None:
        """Paint one muscle: a crisp band with a brighter core; a glow would look like a wound."""
        flat = [(*self.lens.point(at), band.radius * self.lens.scale) for at in band.points]
        last = len(flat) - 1
        taper = [0.55 + 0.45 * sin(pi * (0.12 + 0.76 * step / last)) for step in range(last + 1)]
        warm, core = self.colours.accent, self.colours.core
        for width, tint in (
            (1.18, blended(base, warm, effort * 0.4)),
            (1.0, blended(base, warm, effort * 0.95)),
            (0.44, blended(base, core, effort)),
        ):
            discs = [(x, y, r * k * width) for (x, y, r), k in zip(flat, taper, strict=True)]
            self.brush.tube(discs, tint)


_Farthest = tuple[float, Point]  # how far out, and where: in one of the directions of `_WAYS`


def _outline(ring: Ring, lens: Lens, less: float, moved: float) -> list[_Farthest]:
    """Return an ellipse around the trunk, ``less`` units smaller, moved up and left by pixels.

    For each direction it is the farthest point: of two rings the farther ones are their hull.
    """
    x, y = lens.point(ring.middle)
    wx, wy = _flat(ring.wide, lens, less)
    dx, dy = _flat(ring.deep, lens, less)
    x, y = x - moved, y - moved
    found = []
    for c, s in _WAYS:
        wide, deep = c * wx + s * wy, c * dx + s * dy
        out = sqrt(wide * wide + deep * deep)
        wide, deep = (wide / out, deep / out) if out else (0.0, 0.0)
        found.append((out + c * x + s * y, (x + wx * wide + dx * deep, y + wy * wide + dy * deep)))
    return found


def _flat(way: tuple[float, float, float], lens: Lens, less: float) -> Point:
    long = (way[0] ** 2 + way[1] ** 2 + way[2] ** 2) ** 0.5
    by = max(0.0, long - less) / long * lens.scale
    return (dot(way, lens.right) * by, -dot(way, lens.up) * by)


_WAYS = tuple(
    (cos(2 * pi * step / _RING_POINTS), sin(2 * pi * step / _RING_POINTS))
    for step in range(_RING_POINTS)
)
