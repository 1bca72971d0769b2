"""What is painted after what: the parts of the body from far to near, the props put in between.

Where two parts cover each other in the picture, the one that is in front there comes later;
others are in the order of their middles. A leg is painted in one go, an arm if nothing is between.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from posture_break.figure.body import Ball, Body
from posture_break.figure.camera import Lens
from posture_break.figure.overlap import Shape, filled, in_front, ringed, shape
from posture_break.figure.pose import SIDES
from posture_break.figure.props import Piece, Post, Slab, over, piece_middle
from posture_break.figure.vector import dot

# Units that a part counts as nearer than its middle is: the shirt hangs over the hips, an arm
# beside the trunk is seen whole.
_NEARER = {"pelvis": -6.5, "shirt": 8.5, "head": 4.0, "upper_arm": 10.0, "forearm": 10.0}
_IN_THE_WAY = {"upper": 5.0, "forearm": 5.0, "leg": -5.0}  # ... where two cover each other
_JOINED = ({"pelvis", "shirt"}, {"pelvis", "leg_right"}, {"pelvis", "leg_left"})
_SURE = 1.0  # votes below it decide nothing


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the body in the order of painting."""

    name: str
    balls: tuple[Ball, ...]
    depth: float

    @property
    def group(self) -> str:
        """The limb that it belongs to; the name itself for the trunk and the head."""
        head, _, side = self.name.rpartition("_")
        limb = {"thigh": "leg", "shin": "leg", "upper_arm": "arm", "forearm": "arm"}.get(head)
        return f"{limb}_{side}" if limb else self.name


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is painted in one go: a whole leg, half an arm, a part of the trunk."""

    name: str
    parts: tuple[Part, ...]
    shape: Shape
    depth: float
    nearer: float


def body_parts(body: Body, lens: Lens, nearer: Mapping[str, float]) -> list[Part]:
    """Return the parts of a body from far to near."""
    units = _units(body, lens, nearer)
    behind = _behind(units)
    found: list[Part] = []
    waiting = sorted(units, key=lambda unit: unit.depth)
    while waiting:
        following = _next(waiting, behind, found)
        waiting.remove(following)
        found += following.parts
    return found


def _units(body: Body, lens: Lens, nearer: Mapping[str, float]) -> list[_Unit]:
    found = []
    for name, parts in _balls(body).items():
        made = tuple(_part(part, balls, lens, nearer) for part, balls in parts.items())
        depth = sum(part.depth for part in made) / len(made)
        if name.startswith("leg"):  # the near leg is never behind the hips
            depth = max(depth, lens.depth(body.parts[made[0].name][0][0]))
        solid = _solid(name, body, parts)
        wanted = sum(nearer.get(part, 0.0) for part in parts) / len(parts)
        wanted += _IN_THE_WAY.get(name.partition("_")[0], 0.0)
        found.append(_Unit(name, made, shape(solid, lens), depth, wanted))
    return found


def _part(name: str, balls: tuple[Ball, ...], lens: Lens, nearer: Mapping[str, float]) -> Part:
    depth = sum(lens.depth(at) for at, _radius in balls) / len(balls)
    kind = name.removesuffix("_right").removesuffix("_left")
    return Part(name, balls, depth + _NEARER.get(kind, 0.0) + nearer.get(name, 0.0))


def _behind(units: Sequence[_Unit]) -> dict[str, dict[str, float]]:
    """Return what has to be painted before each unit, and how sure that is."""
    found: dict[str, dict[str, float]] = {unit.name: {} for unit in units}
    for one, other in combinations(units, 2):
        if {one.name, other.name} in _JOINED:
            votes = one.depth - other.depth
        else:
            votes = in_front(one.shape, other.shape, one.nearer - other.nearer)
            votes = votes if abs(votes) > _SURE else 0.0
        if votes > 0:
            found[one.name][other.name] = votes
        elif votes < 0:
            found[other.name][one.name] = -votes
    return found


def _next(
    waiting: Sequence[_Unit], behind: Mapping[str, Mapping[str, float]], painted: Sequence[Part]
) -> _Unit:
    """Return what comes next: the other half of the arm if it may, else the farthest that may.

    Where all wait for each other, the one that waits for the least is taken.
    """
    names = {unit.name for unit in waiting}

    def waits(unit: _Unit) -> float:
        return sum(votes for name, votes in behind[unit.name].items() if name in names)

    free = [unit for unit in waiting if not waits(unit)]
    if not free:
        return min(waiting, key=waits)
    last = painted[-1].group if painted else ""
    return next((unit for unit in free if unit.parts[0].group == last), free[0])


def _solid(name: str, body: Body, parts: Mapping[str, tuple[Ball, ...]]) -> list[Ball]:
    """Return the balls that show where a unit is in the way of another."""
    if name == "shirt":
        return ringed(body.shirt[:-1])
    if name == "pelvis":
        return [*ringed(body.hips), *body.glutes]
    if name == "head":
        return list(body.head)
    balls = [ball for each in parts.values() for ball in each]
    if name.startswith("upper"):  # its beginning is in the shirt
        return filled(balls)[2:]
    return filled(balls[3:] if name.startswith("leg") else balls)  # ... or in the hips


def _balls(body: Body) -> dict[str, dict[str, tuple[Ball, ...]]]:
    """Return the parts of each unit."""
    found: dict[str, dict[str, tuple[Ball, ...]]] = {
        "pelvis": {"pelvis": (*((ring.middle, 8.0) for ring in body.hips), *body.glutes)},
        "shirt": {"shirt": tuple((ring.middle, 8.0) for ring in body.shirt)},
        "head": {"head": (*body.head, body.neck[1])},
    }
    for side in SIDES:
        thigh, shin = f"thigh_{side}", f"shin_{side}"
        upper, forearm = f"upper_arm_{side}", f"forearm_{side}"
        foot, hand = body.feet[side], body.hands[side]
        found[f"leg_{side}"] = {thigh: body.parts[thigh], shin: (*body.parts[shin], *foot[1:])}
        found[upper] = {upper: body.parts[upper]}
        found[forearm] = {forearm: (*body.parts[forearm], *hand[:4])}
    return found


def groups(parts: Sequence[Part | Piece]) -> list[list[Part] | Piece]:
    """Return parts of one limb that follow each other together, so that no seam shows."""
    found: list[list[Part] | Piece] = []
    for part in parts:
        last = found[-1] if found else None
        if not isinstance(part, Part):
            found.append(part)
        elif isinstance(last, list) and last[-1].group == part.group:
            last.append(part)
        else:
            found.append([part])
    return found


def with_props(parts: Sequence[Part], things: Sequence[Piece], lens: Lens) -> list[Part | Piece]:
    """Return parts and props in the order of painting."""
    placed: list[Part | Piece] = list(parts)
    seen = {part.name: shape(filled(part.balls), lens) for part in parts} if things else {}
    for piece in sorted(things, key=lambda piece: piece_depth(piece, lens)):
        placed.insert(_place(piece, placed, seen, lens), piece)
    return placed


def piece_depth(piece: Piece, lens: Lens) -> float:
    """Return how near a prop is."""
    nearer = 0.0 if isinstance(piece, Slab) else piece.nearer
    return lens.depth(piece_middle(piece)) + nearer


def _place(
    piece: Piece, placed: Sequence[Part | Piece], seen: Mapping[str, Shape], lens: Lens
) -> int:
    """Return where a prop goes: after what it hides, before what lies on it, else by depth."""
    low, high = 0, len(placed)
    depth = piece_depth(piece, lens)
    own = shape(filled(piece.balls), lens) if isinstance(piece, Post) else None
    for index, other in enumerate(placed):
        if not isinstance(other, Part):
            if piece_depth(other, lens) <= depth:
                low = max(low, index + 1) if index + 1 <= high else low
            continue
        side = _slab_side(piece, other, lens)
        if own is not None:
            side = _post_side(piece, own, seen[other.name])
        if side > 0:
            high = min(high, index)
        elif side < 0:
            low = max(low, index + 1)
    return min(max(_usual(depth, placed), low), high)


def _usual(depth: float, placed: Sequence[Part | Piece]) -> int:
    """Return the place that fits best to the depth of the parts around."""
    wrong = sum(isinstance(other, Part) and other.depth <= depth for other in placed)
    best, least = 0, wrong
    for index, other in enumerate(placed, 1):
        if isinstance(other, Part):
            wrong += 1 if other.depth > depth else -1
        if wrong < least:
            best, least = index, wrong
    return best


def _slab_side(piece: Piece, part: Part, lens: Lens) -> float:
    """Return 1 for a part on the viewer's side of a slab that it lies over, -1 behind it, or 0."""
    if not isinstance(piece, Slab):
        return 0
    off = over(piece, part.balls)
    if off is None or abs(off) < 0.5:
        return 0
    facing = dot(piece.thick, lens.towards)
    return 1 if off * facing > 0 else -1


def _post_side(piece: Piece, own: Shape, part: Shape) -> float:
    """Return more than 0 for a part in front of a post where they meet, less behind it, or 0."""
    nearer = -piece.nearer / 2 if isinstance(piece, Post) else 0.0
    votes = in_front(part, own, nearer)
    return 0.0 if abs(votes) < _SURE else votes
