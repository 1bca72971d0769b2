"""Paints a figure: the body at any moment between two key poses, on its stage, by Pillow alone.

Only the part of the canvas that the body can touch is drawn larger and reduced again: the still
picture below is enlarged without smoothing, so that reducing it gives back exactly the same pixels.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from PIL import Image, ImageDraw

from posture_break.figure import arrows
from posture_break.figure.blend import between
from posture_break.figure.body import Body, build
from posture_break.figure.brush import Brush
from posture_break.figure.camera import Lens, Point
from posture_break.figure.clearance import Room
from posture_break.figure.dress import Dresser
from posture_break.figure.easing import eased
from posture_break.figure.figure import Figure
from posture_break.figure.order import body_parts, groups, with_props
from posture_break.figure.palette import HAIRS, Colours, colours
from posture_break.figure.pose import mirrored_name
from posture_break.figure.poses import START
from posture_break.figure.props import Piece, paint_piece, piece_balls
from posture_break.figure.sight import Sight
from posture_break.figure.skeleton import Skeleton, solve
from posture_break.figure.stage import cast_shadows, niche_clip, paint_stage, shadow_clip
from posture_break.figure.vector import reflected
from posture_break.figure.view import sights

_FINE_UP_TO = 700  # pixels of width; a larger canvas is for a display that is fine by itself
_REST = 0.1  # how much a muscle shows that is not at work yet
Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Look:
    """One body to paint: bones, shape, muscles at work, and what is mended in the order."""

    bones: Skeleton
    body: Body
    work: Mapping[str, float]
    nearer: Mapping[str, float]


class Painter:
    """Paints one figure at one size in one theme, with one person's skin and hair."""

    def __init__(
        self, figure: Figure, size: tuple[int, int], *, dark: bool, skin: int = 1, hair: int = 0
    ) -> None:
        """Store what is to be painted, and how large."""
        self.figure = figure
        self.size = size
        self.dark = dark
        self.skin = skin
        self.hair = hair
        self._stages: dict[bool, Image.Image] = {}
        self._clips: dict[bool, Image.Image] = {}
        self._arrows: dict[tuple[str, str, bool], list[list[Point]]] = {}

    def paint(
        self, of: str, to: str, share: float, *, mirrored: bool = False, effort: float | None = None
    ) -> Image.Image:
        """Return the body ``share`` (0 to 1, eased here) of the way from key ``of`` to key ``to``.

        ``effort`` scales how much the working muscles show; by itself the poses say it.
        """
        a, b = self.figure.keys[of], self.figure.keys[to]
        way = eased(share)
        bones = between(a, b, (self._solved[of], self._solved[to]), way)
        bones = bones.mirrored() if mirrored else bones
        look = Look(
            bones,
            build(bones),
            _mixed(a.work, b.work, way, usual=_REST, mirrored=mirrored),
            _mixed(a.nearer, b.nearer, way, usual=0.0, mirrored=mirrored),
        )
        if effort is not None:
            look = replace(look, work={name: now * effort for name, now in look.work.items()})
        image = self._picture(look, mirrored)
        visible = 0.0 if of == to else arrows.strength(share)
        if visible > 0:
            thick = self._stroke
            pair = (self._colours.accent, self._colours.arch)
            for points in self.cues(of, to, mirrored=mirrored):
                arrows.paint_arrow(image, points, thick, visible, pair)
        return image

    def stills(self, of: str = START, to: str = "", *, mirrored: bool = False) -> Image.Image:
        """Return two key poses side by side, for people who want no motion."""
        names = list(self.figure.keys)
        to = to or names[min(1, len(names) - 1)]
        half = (self.size[0] // 2, self.size[1])
        painter = Painter(self.figure, half, dark=self.dark, skin=self.skin, hair=self.hair)
        image = Image.new("RGB", self.size, self._colours.ground)
        image.paste(painter.paint(of, of, 0, mirrored=mirrored), (0, 0))
        image.paste(painter.paint(to, to, 1, mirrored=mirrored), (half[0], 0))
        return image

    @cached_property
    def _solved(self) -> Mapping[str, Skeleton]:
        return {name: solve(pose) for name, pose in self.figure.keys.items()}

    @cached_property
    def _sights(self) -> tuple[Sight, Sight]:
        return sights(self.figure, self.size)

    @cached_property
    def _colours(self) -> Colours:
        return colours(dark=self.dark, skin=self.skin, hair=self.hair)

    @property
    def _stroke(self) -> float:
        return arrows.stroke(self._sights[0].lens.scale, self.size)

    def _picture(self, look: Look, mirrored: bool) -> Image.Image:
        image = self._stage(mirrored).copy()
        sight = self._sights[mirrored]
        self._shadows(image, sight, look.body, mirrored=mirrored)
        factor = 3 if self.size[0] <= _FINE_UP_TO else 2
        box = _reach(sight, look.body)
        size = ((box[2] - box[0]) * factor, (box[3] - box[1]) * factor)
        large = image.crop(box).resize(size, Image.Resampling.NEAREST)
        lens = sight.lens
        lens = lens.placed(
            lens.scale * factor, (lens.left - box[0]) * factor, (lens.top - box[1]) * factor
        )
        brush = Brush(ImageDraw.Draw(large), lens.scale, self._colours.rim)
        self._body(brush, lens, look, sight.things)
        image.paste(large.reduce(factor), box)
        if sight.ground is None:  # the upper body is seen through the arch
            image = Image.composite(image, self._stage(mirrored), self._niche(mirrored))
        return image

    def _stage(self, mirrored: bool) -> Image.Image:
        if mirrored not in self._stages:
            sight = self._sights[mirrored]
            self._stages[mirrored] = paint_stage(sight, self._colours)
        return self._stages[mirrored]

    def _niche(self, mirrored: bool) -> Image.Image:
        if mirrored not in self._clips:
            self._clips[mirrored] = niche_clip(self._sights[mirrored])
        return self._clips[mirrored]

    def _shadows(self, image: Image.Image, sight: Sight, body: Body, *, mirrored: bool) -> None:
        if sight.ground is None:
            return
        if mirrored not in self._clips:
            self._clips[mirrored] = shadow_clip(sight, sight.ground)
        balls = [ball for each in body.balls().values() for ball in each]
        balls += [(ring.middle, 9.0) for ring in body.shirt[:-2]]
        cast_shadows(image, sight, balls, self._clips[mirrored], self._colours)

    def _body(self, brush: Brush, lens: Lens, look: Look, things: Sequence[Piece]) -> None:
        dresser = Dresser(
            brush, lens, look.bones, look.body, self._colours,
            HAIRS[self.hair % len(HAIRS)].style, self.figure.shod, look.work,
        )  # fmt: skip
        parts = body_parts(look.body, lens, look.nearer)
        for group in groups(with_props(parts, things, lens)):
            if isinstance(group, list):
                dresser.paint(group)
            else:
                paint_piece(brush, lens, group, self._colours)

    def cues(self, of: str, to: str, *, mirrored: bool = False) -> list[list[Point]]:
        """Return the paths of the arrows on a move, where there is room for them."""
        key = (of, to, mirrored)
        if key not in self._arrows:
            self._arrows[key] = self._placed_cues(of, to, mirrored=mirrored)
        return self._arrows[key]

    def _placed_cues(self, of: str, to: str, *, mirrored: bool) -> list[list[Point]]:
        a, b = self.figure.keys[of], self.figure.keys[to]
        if not b.cues:
            return []
        ends = (self._solved[of], self._solved[to])
        steps = arrows.STEPS
        moved = [between(a, b, ends, step / steps) for step in range(steps + 1)]
        paths = [arrows.path(moved, cue) for cue in b.cues]
        if mirrored:
            moved = [bones.mirrored() for bones in moved]
            paths = [[reflected(at) for at in points] for points in paths]
        lens = self._sights[mirrored].lens
        room = Room(self.size, lens, [build(bones) for bones in moved[:-1:4]])
        thick = self._stroke
        flat = [arrows.drawn([lens.point(at) for at in points], thick) for points in paths]
        return [room.placed(each, thick) for each in flat if each]


def _mixed(
    a: Mapping[str, float], b: Mapping[str, float], way: float, *, usual: float, mirrored: bool
) -> dict[str, float]:
    """Return named numbers between two poses; for the other side, under the other side's names."""
    return {
        mirrored_name(name) if mirrored else name: (
            a.get(name, usual) * (1 - way) + b.get(name, usual) * way
        )
        for name in sorted({*a, *b})
    }


def _reach(sight: Sight, body: Body) -> Box:
    """Return the part of the canvas that is painted anew: around body and props."""
    lens = sight.lens
    balls = [ball for each in body.balls().values() for ball in each]
    balls += [(body.head[0][0], 32.0), *((ring.middle, 17.0) for ring in body.shirt)]
    balls += [ball for piece in sight.things for ball in piece_balls(piece)]
    discs = [lens.disc(ball) for ball in balls]
    wide, high = sight.size
    return (
        max(0, int(min(x - r for x, _y, r in discs)) - 3),
        max(0, int(min(y - r for _x, y, r in discs)) - 3),
        min(wide, int(max(x + r for x, _y, r in discs)) + 4),
        min(high, int(max(y + r for _x, y, r in discs)) + 4),
    )
