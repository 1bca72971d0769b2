"""Finds what no body could do and no picture should show, on every frame of a figure.

The frames are those of moves of two seconds at 20 pictures a second, between every two keys that
follow each other in the file and from each key back to "start"; both sides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from posture_break.figure import proportions as size
from posture_break.figure.balance import balance_faults
from posture_break.figure.blend import between, stays
from posture_break.figure.body import Body, build, lowest
from posture_break.figure.easing import eased
from posture_break.figure.figure import Figure, Prop, PropKind
from posture_break.figure.limits import joint_faults
from posture_break.figure.pose import LIMBS, SIDES, Hold, Limb, Pose, side_of
from posture_break.figure.poses import START
from posture_break.figure.props import SEAT_TOP
from posture_break.figure.skeleton import Skeleton, solve
from posture_break.figure.vector import Vector, distance
from posture_break.figure.view import sights
from posture_break.texts import _

FRAMES = 40  # of a move: two seconds at 20 a second

_UNDER_FLOOR = 0.5  # units that clothes may give
_INTO_SEAT = 2.5  # a cushion gives more
_SLIP = 0.02
_SLIDE = 1.5  # what may pass for rolling, of a part on the floor that nothing pins
_ON_FLOOR = 1.2
_SHORT = 0.05
_SHORT_STEP = 1.0  # a foot in the air need not be where it is going yet
_FASTEST = 190.0  # units a second, in a move of two seconds
_START_SPEED = 0.06  # of the fastest: the first and last frame hardly move


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame of a move."""

    of: str
    to: str
    number: int
    bones: Skeleton
    body: Body

    @property
    def name(self) -> str:
        """Which frame it is, for people."""
        return f"{self.of} > {self.to} {round(100 * self.number / FRAMES)} %"


def check_figure(figure: Figure) -> list[str]:
    """Return everything that is wrong with a figure, as sentences; each fault of a move once."""
    found: dict[str, str] = {}
    for of, to in all_moves(figure):
        move = list(frames(figure, of, to))
        for told in (
            _bones_keep_their_length(move),
            _holds_hold(figure.keys[of], figure.keys[to], move),
            _nothing_under_the_floor(move),
            _nothing_through_the_seat(figure, move),
            _joints_bend_as_they_can(move),
            _floor_grips(figure.keys[of], figure.keys[to], move),
            _speed_is_calm(move, _stepping(figure.keys[of], figure.keys[to])),
            _ends_meet(figure, move),
        ):
            for kind, sentence in told:
                found.setdefault(f"{of} {to} {kind}", sentence)
    found.update((f"balance {fault}", fault) for fault in balance_faults(figure))
    found.update((f"frame {fault}", fault) for fault in _in_frame(figure))
    return list(found.values())


def all_moves(figure: Figure) -> list[tuple[str, str]]:
    """Return every move that a session may ask for: on to the next key, and back to the start."""
    names = list(figure.keys)
    forward = list(pairwise(names))
    back = [(name, START) for name in names if name != START]
    backward = [(b, a) for a, b in forward]
    return list(dict.fromkeys([*forward, *back, *backward])) or [(START, START)]


def frames(figure: Figure, of: str, to: str) -> Iterator[Frame]:
    """Yield every frame of a move, first and last included."""
    a, b = figure.keys[of], figure.keys[to]
    ends = (solve(a), solve(b))
    for number in range(FRAMES + 1):
        bones = between(a, b, ends, eased(number / FRAMES))
        yield Frame(of, to, number, bones, build(bones))


Told = Iterator[tuple[str, str]]  # what is wrong in one word, and as a sentence

_BONES = (
    ("hip", "knee", size.THIGH), ("knee", "ankle", size.SHIN),
    ("shoulder", "elbow", size.UPPER_ARM), ("elbow", "wrist", size.FOREARM),
)  # fmt: skip


def _bones_keep_their_length(move: list[Frame]) -> Told:
    for frame in move:
        joints = frame.bones.joints
        for side in SIDES:
            for start, end, long in _BONES:
                off = abs(distance(joints[f"{start}_{side}"], joints[f"{end}_{side}"]) - long)
                if off > 1e-6 and not any(frame.bones.short.values()):
                    yield f"bone {start}", f"{frame.name}: bone {start} to {end} {side} stretches"


def _holds_hold(a: Pose, b: Pose, move: list[Frame]) -> Told:
    """Yield hands and feet that miss what they hold, or slip from it."""
    for frame in move:
        for name, short in frame.bones.short.items():
            steps = a.limbs[name].step or b.limbs[name].step
            if short > (_SHORT_STEP if steps else _SHORT):
                yield f"short {name}", f"{frame.name}: {name} misses its place by {short:.1f} units"
    for name in LIMBS:
        limb, other = a.limbs[name], b.limbs[name]
        planted = limb.hold in {Hold.PIN, Hold.TOES} and stays(limb, other)
        if planted and not any(each.slide or each.step for each in (limb, other)):
            slip = _travel(move, f"{_tip(limb, name)}_{side_of(name)}")
            if slip > _SLIP + max(frame.bones.short.get(name, 0) for frame in move):
                yield f"slip {name}", f"{move[0].name}: planted {name} slips by {slip:.2f} units"


def _tip(limb: Limb, name: str) -> str:
    """Return the joint of a limb that its hold is about."""
    return "toes" if limb.hold is Hold.TOES else "wrist" if name[0] == "a" else "ankle"


def _travel(move: list[Frame], joint: str) -> float:
    first = move[0].bones.joints[joint]
    return max(distance(first, frame.bones.joints[joint]) for frame in move)


def _nothing_under_the_floor(move: list[Frame]) -> Told:
    for part in lowest(move[0].body):
        worst = min(move, key=lambda frame: lowest(frame.body)[part])
        under = -lowest(worst.body)[part]
        if under > _UNDER_FLOOR:
            yield f"floor {part}", f"{worst.name}: {part} is {under:.1f} units under the floor"


def _nothing_through_the_seat(figure: Figure, move: list[Frame]) -> Told:
    for prop in figure.props:
        if prop.kind is PropKind.CHAIR:
            for frame in move:
                deep = _into_seat(prop, frame.body)
                if deep > _INTO_SEAT:
                    yield "seat", f"{frame.name}: {deep:.1f} units into the seat"


def _into_seat(chair: Prop, body: Body) -> float:
    """Return how deep the body sits in the cushion; what hangs beside or below does not count."""
    worst = 0.0
    for name, balls in body.balls().items():
        for at, radius in balls:
            over = abs(at[0] - chair.at[0]) < 19 and abs(at[2] - chair.at[2]) < 19
            top = chair.at[1] + SEAT_TOP
            if over and at[1] > top - 3 and not name.startswith("shin"):
                worst = max(worst, top - at[1] + radius)
    return worst


def _joints_bend_as_they_can(move: list[Frame]) -> Told:
    for frame in move:
        for kind, sentence in joint_faults(frame.bones):
            yield kind, f"{frame.name}: {sentence}"


def _floor_grips(a: Pose, b: Pose, move: list[Frame]) -> Told:
    """Yield parts that stay on the floor through a move and yet travel over it."""
    for name in LIMBS:
        if any(pose.limbs[name].slide or pose.limbs[name].step for pose in (a, b)):
            continue
        side = side_of(name)
        parts = (f"hand_{side}",) if name[0] == "a" else (f"foot_{side}",)
        for part in parts:
            heights = [lowest(frame.body)[part] for frame in move]
            travel = _flat_travel(move, _tip(a.limbs[name], name), side)
            if max(heights) < _ON_FLOOR and travel > _SLIDE:
                yield (
                    f"grip {part}",
                    f"{move[0].name}: {part} slides {travel:.1f} units",
                )


def _flat_travel(move: list[Frame], joint: str, side: str) -> float:
    places = [frame.bones.joints[f"{joint}_{side}"] for frame in move]
    flat: list[Vector] = [(x, 0.0, z) for x, _y, z in places]
    return max(distance(flat[0], each) for each in flat)


def _stepping(a: Pose, b: Pose) -> frozenset[str]:
    """Return the joints of legs that step: they start and stop within a move, and are quick."""
    return frozenset(
        f"{part}_{side}"
        for side in SIDES
        if a.limbs[f"leg_{side}"].step or b.limbs[f"leg_{side}"].step
        for part in ("knee", "thigh", "shin", "ankle", "toes")
    )


def _speed_is_calm(move: list[Frame], stepping: frozenset[str]) -> Told:
    """Yield joints that dash, or that do not begin and end at rest."""
    for joint in move[0].bones.joints.keys() - stepping:
        steps = [
            distance(one.bones.joints[joint], other.bones.joints[joint])
            for one, other in pairwise(move)
        ]
        peak = max(steps)
        if peak * 20 > _FASTEST:
            yield f"speed {joint}", f"{move[0].name}: {joint} moves {peak * 20:.0f} units a second"
        elif peak > 0.3 and max(steps[0], steps[-1]) > max(0.05, peak * _START_SPEED * 3):
            yield f"jerk {joint}", f"{move[0].name}: {joint} starts or stops with a jerk"
        middle = [abs(a - b) for a, b in pairwise(steps)]
        if middle and max(middle) > max(0.6, peak * 0.35):
            yield f"jump {joint}", f"{move[0].name}: {joint} jumps"


def _ends_meet(figure: Figure, move: list[Frame]) -> Told:
    """Yield moves whose ends are not the key poses: the loop would not close."""
    for frame, name in ((move[0], move[0].of), (move[-1], move[0].to)):
        solved = solve(figure.keys[name])
        for joint, at in solved.joints.items():
            if distance(at, frame.bones.joints[joint]) > 1e-6:
                yield "loop", f"{frame.name}: {joint} is not where key {name!r} has it"
                return


def _leaves(frame: str, part: str) -> str:
    return _("{frame}: {part} leaves the picture").format(frame=frame, part=part)


def _in_frame(figure: Figure) -> Iterator[str]:
    """Yield what leaves the picture, on either side, at the shape that the figure asks for."""
    wide, high = (640, 480) if figure.landscape else (400, 480)
    one, other = sights(figure, (wide, high))
    for of, to in all_moves(figure):
        for frame in list(frames(figure, of, to))[::5]:
            for sight, bones in ((one, frame.bones), (other, frame.bones.mirrored())):
                left, right, bottom = 0.0, float(wide), float(high)
                if sight.ground is None:
                    left, right, bottom = sight.arch.left, sight.arch.right, high * 2.0
                for name, balls in build(bones).balls().items():
                    if sight.ground is None and name.startswith(("thigh", "shin", "foot", "glute")):
                        continue
                    for x, y, r in map(sight.lens.disc, balls):
                        if x - r < left or y < r or x + r > right or y > bottom - r:
                            yield _leaves(frame.name, name)
                            return
