"""Fits the picture: one scale and place for all poses of a figure, both sides, once and for all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from posture_break.figure.blend import between
from posture_break.figure.body import Ball, Body, build
from posture_break.figure.camera import Lens, Point, lens
from posture_break.figure.figure import Figure, OtherSide, Prop, PropKind, View
from posture_break.figure.props import Piece, Slab, outline, pieces
from posture_break.figure.sight import Arch, Ground, Sight, arch
from posture_break.figure.skeleton import Skeleton, solve
from posture_break.figure.vector import Vector

_MARGIN = 0.055
_SHARES = (0.0, 0.3, 0.5, 0.7, 1.0)
_LARGEST = 0.0099  # of the canvas' height to a unit: a lying body must not become a giant
_UPPER_BASE = 0.945  # where a view of the upper body ends, as a share of the height
_WITHIN, _HEADROOM = 0.94, 0.93  # of the arch that the upper body fills at most
_MAT_MARGIN, _MAT_WIDTH = 11.0, 60.0

Box = tuple[float, float, float, float]  # left, low, right, high: in units of the camera


def moves(figure: Figure) -> list[tuple[str, str]]:
    """Return each pair of keys that follow each other in the file, and the way back."""
    names = list(figure.keys)
    return list(zip(names, [*names[1:], names[0]], strict=True))


def bodies(figure: Figure) -> Iterator[Skeleton]:
    """Yield the bodies that a picture must have room for."""
    solved = {name: solve(pose) for name, pose in figure.keys.items()}
    for of, to in moves(figure):
        ends = (solved[of], solved[to])
        for share in _SHARES:
            yield between(figure.keys[of], figure.keys[to], ends, share)


def sights(figure: Figure, size: tuple[int, int]) -> tuple[Sight, Sight]:
    """Return how the figure is looked at: the side that it is written for, and the other."""
    found = list(bodies(figure))
    props = _sized(figure, found)
    things = [piece for prop in props if not _is_still(prop) for piece in pieces(prop)]
    still = [piece for prop in props if _is_still(prop) for piece in pieces(prop)]
    flip = figure.other_side is OtherSide.FLIP
    straight = lens(figure.camera)
    solid = [build(each) for each in found]
    corners = list(_corners(solid, straight, figure.view))
    if not flip:
        corners += _corners([build(each.mirrored()) for each in found], straight, figure.view)
    rigid = [*things, *still, *([] if flip else [piece.reflected() for piece in things])]
    if figure.view is View.WHOLE:
        corners += [straight.point(at) for piece in rigid for at in _points(piece)]
    placed, ground, behind = (
        _upper(corners, list(_corners(solid, straight, View.WHOLE)), straight, size)
        if figure.view is View.UPPER
        else _whole(corners, _contacts(solid, still, straight), straight, size)
    )
    one = Sight(size, placed, ground, behind, tuple(still), tuple(things))
    other_lens = placed
    if flip:
        other_lens = lens(figure.camera, reflected=True).placed(
            placed.scale, size[0] - placed.left, placed.top
        )
    other = Sight(
        size, other_lens, ground, behind,
        tuple(piece.reflected() for piece in still), tuple(piece.reflected() for piece in things),
    )  # fmt: skip
    return one, other


def _is_still(prop: Prop) -> bool:
    return prop.kind in {PropKind.MAT, PropKind.WINDOW}


def _sized(figure: Figure, found: Sequence[Skeleton]) -> list[Prop]:
    """Return the props; a mat without size is as long as everything that comes near the floor."""
    made = []
    for prop in figure.props:
        if prop.kind is PropKind.MAT and prop.size[0] == 0:
            balls = [
                ball
                for each in found
                for ball in _all_balls(build(each))
                if ball[0][1] - ball[1] < 14
            ]
            low = min(at[0] - radius for at, radius in balls) - _MAT_MARGIN
            high = max(at[0] + radius for at, radius in balls) + _MAT_MARGIN
            size = (max(high - low, 120.0), 0.0, prop.size[2] or _MAT_WIDTH)
            made.append(Prop(prop.kind, (prop.at[0] + (low + high) / 2, *prop.at[1:]), size))
        else:
            made.append(prop)
    return made


def _all_balls(body: Body) -> list[Ball]:
    return [ball for balls in body.balls().values() for ball in balls]


def _corners(solid: Sequence[Body], view: Lens, shows: View) -> Iterator[Point]:
    for body in solid:
        named = body.balls()
        if shows is View.UPPER:
            wanted = ("upper", "forearm", "hand", "head")
            named = {name: each for name, each in named.items() if name.startswith(wanted)}
            named["waist"] = ((body.hips[-1].middle, 15.0),)
        for balls in named.values():
            for at, radius in balls:
                x, y = view.point(at)
                yield (x - radius, y - radius)
                yield (x + radius, y + radius)
        head = body.head[0]
        x, y = view.point(head[0])
        yield (x, y - head[1] - 4)  # room for the hair


def _points(piece: Piece) -> list[Vector]:
    if isinstance(piece, Slab):
        return [*outline(piece)[0], *outline(piece)[1]]
    return [at for at, _radius in piece.balls]


def _contacts(solid: Sequence[Body], still: Sequence[Piece], view: Lens) -> list[Point]:
    """Return the points of the picture where something is on the floor."""
    found = []
    for body in solid:
        for at, radius in _all_balls(body):
            if at[1] - radius < 6:
                found.append(view.point((at[0], 0.0, at[2])))
    for piece in still:
        if isinstance(piece, Slab) and piece.middle[1] < 2:
            found += [view.point(at) for at in outline(piece)[0]]
    return found or [view.point((0.0, 0.0, 0.0))]


Placed = tuple[Lens, Ground | None, Arch]


def _whole(
    corners: Sequence[Point], contacts: Sequence[Point], view: Lens, size: tuple[int, int]
) -> Placed:
    """Return the place of a picture that shows everything, with its floor."""
    wide, high = size
    left, top, right, bottom = _bounds(corners)
    room_x, room_y = wide * (1 - 2 * _MARGIN), high * (1 - 2 * _MARGIN)
    scale = min(room_x / (right - left), room_y / (bottom - top), high * _LARGEST)
    spare = high - (bottom - top) * scale
    low = high - max(high * _MARGIN, min(spare * 0.3, high * 0.13))
    placed = view.placed(scale, wide / 2 - (left + right) / 2 * scale, low - bottom * scale)
    ground = _ground(placed, contacts, size)
    return placed, ground, arch(size, ground.middle[1])


def _upper(
    corners: Sequence[Point], all_corners: Sequence[Point], view: Lens, size: tuple[int, int]
) -> Placed:
    """Return the place of a picture of the upper body: all of that is within the arch.

    Legs and chair are moved into it as far as there is room; what is left of them is not shown.
    """
    high = size[1]
    niche = arch(size, high * _UPPER_BASE)
    span, tall = niche.right - niche.left, niche.base - niche.top
    left, top, right, bottom = _bounds(corners)
    scale = min(span * _WITHIN / (right - left), tall * _HEADROOM / (bottom - top))
    spare = (span * _WITHIN / scale - (right - left)) / 2
    far_left, _top, far_right, _bottom = _bounds(all_corners)
    middle = (left + right) / 2
    wanted = (far_left + far_right) / 2
    middle += max(-spare, min(spare, wanted - middle)) * 0.6
    x = (niche.left + niche.right) / 2 - middle * scale
    return view.placed(scale, x, niche.base - bottom * scale), None, niche


def _bounds(points: Sequence[Point]) -> Box:
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _ground(placed: Lens, contacts: Sequence[Point], size: tuple[int, int]) -> Ground:
    wide, high = size
    ys = [placed.top + y * placed.scale for _x, y in contacts]
    middle = (min(ys) + max(ys)) / 2
    half_high = max(high * 0.05, (max(ys) - min(ys)) * 0.62)
    half_high = min(half_high, high * 0.995 - middle)
    return Ground((wide / 2, middle), (wide * 0.47, half_high))
