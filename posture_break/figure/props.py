"""Chair, desk, wall, door, ball, block: made of slabs, posts and balls that are sorted by depth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import cos, pi, sin

from posture_break.figure.body import Ball
from posture_break.figure.brush import Brush
from posture_break.figure.camera import Lens, Point
from posture_break.figure.figure import Prop, PropKind
from posture_break.figure.palette import Colour, Colours, blended, darker
from posture_break.figure.vector import (
    RIGHT,
    UP,
    Vector,
    add,
    along,
    dot,
    facing,
    minus,
    mix,
    reflected,
    scaled,
    unit,
)

SEAT_TOP = 35.8
DESK_TOP = 69.0
MAT_THICK = 1.8


@dataclass(frozen=True, slots=True)
class Slab:
    """A flat piece with rounded corners: two half edges with length, and half its thickness."""

    middle: Vector
    u: Vector
    v: Vector
    thick: Vector
    colour: str  # field of `Colours`
    corner: float = 2.0
    front: bool = False  # lies on top of what is behind it, such as a pane

    def reflected(self) -> Slab:
        """Return its mirror image across the body's middle plane."""
        return replace(
            self, middle=reflected(self.middle), u=reflected(self.u), v=reflected(self.v),
            thick=reflected(self.thick),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Post:
    """A leg or a ball: balls in a row."""

    balls: tuple[Ball, ...]
    colour: str
    nearer: float = 0.0

    def reflected(self) -> Post:
        """Return its mirror image across the body's middle plane."""
        return replace(self, balls=tuple((reflected(at), radius) for at, radius in self.balls))


Piece = Slab | Post


def pieces(prop: Prop) -> list[Piece]:
    """Return what a prop is made of, where it stands."""
    made = list(_MAKERS[prop.kind](prop.size))
    frame = facing(0, 0, prop.turn)

    def moved(v: Vector) -> Vector:
        return frame.world(v)

    return [_moved(piece, moved, prop.at) for piece in made]


def _moved(piece: Piece, turned: object, at: Vector) -> Piece:
    assert callable(turned)
    if isinstance(piece, Post):
        balls = tuple((add(turned(place), at), radius) for place, radius in piece.balls)
        return replace(piece, balls=balls)
    return replace(
        piece, middle=add(turned(piece.middle), at), u=turned(piece.u), v=turned(piece.v),
        thick=turned(piece.thick),
    )  # fmt: skip


def _flat(middle: Vector, size: Vector, colour: str, corner: float) -> Slab:
    """Return a level slab; ``middle`` is that of its top, ``size`` forward, up and sideways."""
    long, thick, broad = size
    return Slab(
        along(middle, UP, -thick / 2), (long / 2, 0.0, 0.0), (0.0, 0.0, broad / 2),
        (0.0, thick / 2, 0.0), colour, corner,
    )  # fmt: skip


def _upright(middle: Vector, size: Vector, colour: str, corner: float) -> Slab:
    """Return a standing slab that faces forward and back; ``size`` forward, up and sideways."""
    thick, high, broad = size
    return Slab(
        middle, (0.0, high / 2, 0.0), (0.0, 0.0, broad / 2), (thick / 2, 0.0, 0.0), colour, corner
    )


def _leg(top: Vector, bottom: Vector, radius: float, colour: str, nearer: float = 0.0) -> Post:
    return Post(((top, radius), (bottom, radius * 0.8)), colour, nearer)


def _chair(_size: Vector) -> Iterator[Piece]:
    yield _flat((0, SEAT_TOP, 0), (41, 4, 41), "cushion", 8)
    yield _flat((0, SEAT_TOP - 3.6, 0), (39, 2.2, 39), "wood", 7)
    for x in (-17.0, 17.0):
        for z in (-16.5, 16.5):
            out = 1.14
            yield _leg((x, SEAT_TOP - 5, z), (x * out, 1.5, z * out), 1.9, "wood", -8)
    for z in (-15.0, 15.0):
        yield Post(
            (((-18.0, SEAT_TOP - 5, z), 1.8), ((-21.0, 62.0, z), 1.7), ((-22.5, 80.0, z), 1.6)),
            "wood",
            -6,
        )
    tilted = unit((-0.09, 1.0, 0.0))
    yield Slab(
        (-21.0, 70.0, 0.0), scaled(tilted, 13.5), (0.0, 0.0, 18.5), (1.6, 0.0, 0.0), "cushion", 6
    )


def _desk(size: Vector) -> Iterator[Piece]:
    long, high, broad = size[0] or 46, size[1] or DESK_TOP, size[2] or 92
    yield _flat((0, high, 0), (long, 3.2, broad), "wood", 3)
    for x in (-0.4, 0.4):
        for z in (-0.44, 0.44):
            yield _leg(
                (x * long, high - 3, z * broad), (x * long, 1.5, z * broad), 1.9, "metal", -6
            )


def _wall(size: Vector) -> Iterator[Piece]:
    thick, high, broad = size[0] or 5, size[1] or 172, size[2] or 96
    yield _upright((thick / 2, high / 2, 0), (thick, high, broad), "wall", 1)


def _door(size: Vector) -> Iterator[Piece]:
    thick, high, broad = size[0] or 7, size[1] or 190, size[2] or 74
    for z in (-1, 1):
        yield _upright((0, high / 2, z * (broad / 2 + 4)), (thick, high, 8), "wood", 1)
    yield _upright((0, high + 4, 0), (thick, 8, broad + 16), "wood", 1)


def _block(size: Vector) -> Iterator[Piece]:
    long, high, broad = size[0] or 24, size[1] or 8, size[2] or 24
    yield _flat((0, high, 0), (long, high, broad), "cushion", 3)


def _ball(size: Vector) -> Iterator[Piece]:
    radius = size[0] or 3.6
    yield Post((((0.0, 0.0, 0.0), radius),), "ball")


def _window(size: Vector) -> Iterator[Piece]:
    high, broad = size[1] or 62, size[2] or 52
    yield _upright((0, 0, 0), (3, high + 7, broad + 7), "wood", 2)
    yield replace(_upright((0, 0, 0), (3.2, high, broad), "pane", 1), front=True)


def _mat(size: Vector) -> Iterator[Piece]:
    yield _flat((0, 0, 0), (size[0] or 190, MAT_THICK, size[2] or 62), "mat", 3)


_MAKERS = {
    PropKind.CHAIR: _chair,
    PropKind.DESK: _desk,
    PropKind.WALL: _wall,
    PropKind.DOOR: _door,
    PropKind.BLOCK: _block,
    PropKind.BALL: _ball,
    PropKind.WINDOW: _window,
    PropKind.MAT: _mat,
}


@lru_cache(maxsize=128)  # props stand still: asked again for every picture
def outline(slab: Slab) -> tuple[Sequence[Vector], Sequence[Vector]]:
    """Return the corners of both faces of a slab, rounded."""
    flat = [add(scaled(slab.u, a), scaled(slab.v, b)) for a, b in _rounded(slab)]
    near = add(slab.middle, slab.thick)
    far = minus(slab.middle, slab.thick)
    return tuple(add(near, each) for each in flat), tuple(add(far, each) for each in flat)


def _rounded(slab: Slab) -> list[Point]:
    """Return the outline of a rounded rectangle in shares of its half edges."""
    wide = dot(slab.u, slab.u) ** 0.5
    high = dot(slab.v, slab.v) ** 0.5
    corner = min(slab.corner, wide, high)
    a, b = corner / wide, corner / high
    found = []
    for x, y, start in ((1, 1, 0.0), (-1, 1, 0.5), (-1, -1, 1.0), (1, -1, 1.5)):
        for step in range(5):
            turn = pi * (start + step / 8)
            found.append((x * (1 - a) + a * cos(turn), y * (1 - b) + b * sin(turn)))
    return found


def paint_piece(brush: Brush, lens: Lens, piece: Piece, colours: Colours) -> None:
    """Paint one piece."""
    colour: Colour = getattr(colours, piece.colour)
    if isinstance(piece, Post):
        brush.round([lens.disc(ball) for ball in piece.balls], colour)
        return
    faces = outline(piece)
    towards = dot(piece.thick, lens.towards)
    face = [lens.point(at) for at in faces[0 if towards >= 0 else 1]]
    both = [lens.point(at) for at in (*faces[0], *faces[1])]
    level = unit(piece.thick)[1]
    brush.hull(both, darker(colour, 0.84 if abs(level) > 0.5 else 0.9))
    brush.polygon(face, colour)
    if piece.front:
        _paint_view(brush, lens, piece, colour, colours)


def _paint_view(brush: Brush, lens: Lens, pane: Slab, colour: Colour, colours: Colours) -> None:
    """Paint hills and a sash into a pane: something far away to look at."""
    side = 1.0 if dot(pane.thick, lens.towards) >= 0 else -1.0
    middle = along(pane.middle, pane.thick, side)

    def at(a: float, b: float) -> Point:
        return lens.point(add(middle, add(scaled(pane.u, a), scaled(pane.v, b))))

    far = blended(colour, colours.mat_edge, 0.45)
    near = blended(colour, colours.mat_edge, 0.85)
    for tint, base, swell, phase in ((far, -0.1, 0.22, 0.4), (near, -0.5, 0.16, 2.6)):
        crest = [(base + swell * sin(3.4 * b + phase), b) for b in (x / 8 for x in range(-8, 9))]
        brush.polygon([at(-1, -1), *(at(a, b) for a, b in crest), at(-1, 1)], tint)
    wood = colours.wood
    brush.polygon([at(-1, -0.03), at(1, -0.03), at(1, 0.03), at(-1, 0.03)], wood)


def piece_middle(piece: Piece) -> Vector:
    """Return where a piece is, for sorting."""
    if isinstance(piece, Slab):
        return piece.middle
    return mix(piece.balls[0][0], piece.balls[-1][0], 0.5)


def piece_balls(piece: Piece) -> list[Ball]:
    """Return balls that a piece fits into."""
    if isinstance(piece, Post):
        return list(piece.balls)
    return [(at, 2.0) for face in outline(piece) for at in face]


def over(slab: Slab, balls: Sequence[Ball]) -> float | None:
    """Return how far balls are off the slab's plane on average; None: none lies over its face."""
    long, broad = dot(slab.u, slab.u), dot(slab.v, slab.v)
    way = unit(slab.thick, otherwise=RIGHT)
    offs = []
    for at, radius in balls:
        gap = minus(at, slab.middle)
        reach_u = abs(dot(gap, slab.u)) / long - radius * 0.5 / long**0.5
        reach_v = abs(dot(gap, slab.v)) / broad - radius * 0.5 / broad**0.5
        if reach_u <= 1 and reach_v <= 1:
            offs.append(dot(gap, way))
    return sum(offs) / len(offs) if offs else None
