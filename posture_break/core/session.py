"""The guided session: from an exercise's routine and the time available to a timeline of steps.

Pure: no clock, no words, no pictures. Whoever shows a session (card, terminal, voice) asks the same
`Step` for everything, so text, countdown, figure and sound cannot disagree. All spans are
milliseconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

SHORT = 30_000  # what the short version takes at most
SHORT_READY = 3_000  # of which to get ready


class PhaseKind(StrEnum):
    """What a phase of a repetition is."""

    MOVE = "move"
    HOLD = "hold"
    BREATHE = "breathe"
    REST = "rest"


class Sides(StrEnum):
    """How an exercise treats left and right."""

    NONE = "none"  # both at once
    EACH = "each"  # all repetitions of a set on one side, then all on the other
    ALTERNATE = "alternate"  # the side changes with every repetition


class Side(StrEnum):
    """Which side is at work."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> Side:
        """The other one."""
        return Side.RIGHT if self is Side.LEFT else Side.LEFT


@dataclass(frozen=True, slots=True)
class Part:
    """One phase of a repetition: its kind and how long it lasts, in milliseconds."""

    kind: PhaseKind
    lasts: int


@dataclass(frozen=True, slots=True)
class Routine:
    """How much of an exercise: the parts of one repetition, and how often."""

    parts: tuple[Part, ...]
    reps: int  # in a set; on each side, where there are sides
    sets: int = 1
    sides: Sides = Sides.NONE
    ready: int = 0  # getting into position
    switch: int = 0  # changing sides (Sides.EACH only)
    rest: int = 0  # between sets


class StepKind(StrEnum):
    """What a step of the timeline is: a phase of a repetition, or what lies between."""

    READY = "ready"
    MOVE = "move"
    HOLD = "hold"
    BREATHE = "breathe"
    REST = "rest"  # a phase of a repetition, or between sets (then ``part`` is None)
    SWITCH = "switch"


@dataclass(frozen=True, slots=True)
class Step:
    """One stretch of the timeline during which the same thing is to be done.

    What lies between repetitions has set, repetition and side of the one that comes.
    """

    kind: StepKind
    starts: int  # from the session's beginning
    lasts: int
    part: int | None = None  # index into `Routine.parts`; None: between repetitions
    set: int = 0  # counted from 0
    rep: int = 0  # within the set and, where there are sides, on this side; counted from 0
    side: Side | None = None

    @property
    def ends(self) -> int:
        """When it is over."""
        return self.starts + self.lasts


@dataclass(frozen=True, slots=True)
class _Turn:
    """One repetition's place in the session."""

    set: int
    rep: int
    side: Side | None


def timeline(
    routine: Routine, first: Side = Side.RIGHT, *, sides: tuple[Side, ...] | None = None
) -> tuple[Step, ...]:
    """Return every step in order, without gaps; what takes no time is left out.

    ``sides`` names the sides to do, in order; without it both are done, beginning with ``first``.
    """
    steps: list[Step] = []
    before: _Turn | None = None
    at = 0
    for turn in _turns(routine, sides or (first, first.other)):
        kind, lasts = _between(routine, before, turn)
        if lasts:
            steps.append(Step(kind, at, lasts, None, turn.set, turn.rep, turn.side))
            at += lasts
        for number, part in enumerate(routine.parts):
            kind = StepKind(part.kind.value)
            steps.append(Step(kind, at, part.lasts, number, turn.set, turn.rep, turn.side))
            at += part.lasts
        before = turn
    return tuple(steps)


def length(routine: Routine, sides: int = 2) -> int:
    """Return how long the whole timeline is; ``sides``: how many of two are done."""
    done = 1 if routine.sides is Sides.NONE else sides
    once = sum(part.lasts for part in routine.parts)
    switch = routine.switch if routine.sides is Sides.EACH and done > 1 else 0
    in_a_set = routine.reps * done * once + switch
    return routine.ready + routine.sets * in_a_set + (routine.sets - 1) * (routine.rest or switch)


def fit(routine: Routine, available: int, sides: int = 2) -> Routine | None:
    """Return as much of a routine as fits: fewer sets, then fewer repetitions.

    No part is ever cut. None: not even one repetition fits (on so many ``sides``).
    """
    for sets in range(routine.sets, 0, -1):
        if length(replace(routine, sets=sets), sides) <= available:
            return replace(routine, sets=sets)
    for reps in range(routine.reps - 1, 0, -1):
        fewer = replace(routine, sets=1, reps=reps)
        if length(fewer, sides) <= available:
            return fewer
    return None


def short(routine: Routine, limit: int = SHORT, ready: int = SHORT_READY) -> tuple[Routine, bool]:
    """Return the short version, and whether it does one side only: the other comes next time.

    Where not even one repetition on one side fits ``limit``, it is that repetition all the same:
    a hold is never cut.
    """
    brisk = replace(routine, ready=min(routine.ready, ready))
    both = fit(brisk, limit)
    if both is not None:
        return both, False
    one = fit(brisk, limit, sides=1)
    return one or replace(brisk, sets=1, reps=1), routine.sides is not Sides.NONE


def resume_from(steps: tuple[Step, ...], index: int) -> int:
    """Return the step at which a session goes on that was interrupted at step ``index``.

    That is the beginning of the side that was left, or of the repetition where both sides work
    at once or take turns. What lies between leads to what comes after it.
    """
    while index < len(steps) - 1 and steps[index].part is None:
        index += 1
    left = steps[index]
    begin = index
    while begin and _goes_on(steps[begin - 1], left):
        begin -= 1
    return begin


def resumed(steps: tuple[Step, ...], index: int, ready: int) -> tuple[Step, ...]:
    """Return the timeline of a session that goes on where it was interrupted.

    It has the same steps, so their numbers stay: those before the place to go on last no time, and
    the one right before it is for getting ``ready`` again.
    """
    begin = resume_from(steps, index)
    if begin == 0:
        return steps
    goes_on = steps[begin]
    past = [replace(step, starts=0, lasts=0) for step in steps[: begin - 1]]
    again = Step(StepKind.READY, 0, ready, None, goes_on.set, goes_on.rep, goes_on.side)
    shift = ready - goes_on.starts
    rest = [replace(step, starts=step.starts + shift) for step in steps[begin:]]
    return (*past, again, *rest)


def _turns(routine: Routine, sides: tuple[Side, ...]) -> Iterator[_Turn]:
    """Yield the repetitions in the order in which they are done."""
    for number in range(routine.sets):
        match routine.sides:
            case Sides.NONE:
                yield from (_Turn(number, rep, None) for rep in range(routine.reps))
            case Sides.EACH:
                for side in sides:
                    yield from (_Turn(number, rep, side) for rep in range(routine.reps))
            case Sides.ALTERNATE:
                for rep in range(routine.reps):
                    yield from (_Turn(number, rep, side) for side in sides)


def _between(routine: Routine, before: _Turn | None, turn: _Turn) -> tuple[StepKind, int]:
    """Return what lies before a repetition, and how long; 0: nothing."""
    if before is None:
        return StepKind.READY, routine.ready
    if before.set != turn.set and routine.rest:
        return StepKind.REST, routine.rest
    changes = routine.sides is Sides.EACH and before.side is not turn.side
    return StepKind.SWITCH, routine.switch if changes else 0


def _goes_on(step: Step, left: Step) -> bool:
    """Return whether a step belongs to what is done again after an interruption at ``left``."""
    if step.part is None or (step.set, step.side) != (left.set, left.side):
        return False
    return left.side is not None or step.rep == left.rep
