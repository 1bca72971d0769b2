"""A session that is being played, as a value: where it stands, what of it was done.

Moments are milliseconds of any clock that never steps back; positions are milliseconds from the
beginning of the session.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum

from posture_break.core.session import Step, StepKind

AGAIN_AFTER = 1_500  # so far into a step, "back" begins this one again, not the one before


@dataclass(frozen=True, slots=True)
class Place:
    """Where a session is: the step that is on, how far into it, and what is left of it."""

    index: int
    step: Step
    into: int
    left: int


@dataclass(frozen=True, slots=True)
class Play:
    """A session that waits, runs, is halted or is over."""

    steps: tuple[Step, ...]
    at: int = 0  # the position at the moment ``since``, or while it stands still
    since: int | None = None  # the moment from which it runs; None: it stands still
    begun: bool = False
    lived: frozenset[int] = frozenset()  # steps that were done from their beginning to their end

    @property
    def length(self) -> int:
        """How long the whole session lasts."""
        return self.steps[-1].ends if self.steps else 0

    def position(self, moment: int) -> int:
        """Return how far the session is."""
        gone = 0 if self.since is None else max(0, moment - self.since)
        return min(self.length, self.at + gone)

    def index(self, moment: int) -> int:
        """Return the step that is on; after the end the last one."""
        return min(self._over_at(self.position(moment)), max(0, len(self.steps) - 1))

    def place(self, moment: int) -> Place:
        """Return where it is; there has to be a step."""
        index, position = self.index(moment), self.position(moment)
        step = self.steps[index]
        return Place(index, step, position - step.starts, step.ends - position)

    def is_over(self, moment: int) -> bool:
        """Return whether it has come to its end."""
        return self.position(moment) >= self.length

    def go(self, moment: int) -> Play:
        """Return it running, from where it stood."""
        return self if self.since is not None else replace(self, since=moment, begun=True)

    def halt(self, moment: int) -> Play:
        """Return it standing still, with the steps counted that went by."""
        passed = self.passed(moment)
        return replace(passed, at=passed.position(moment), since=None)

    def passed(self, moment: int) -> Play:
        """Return it with the steps counted that have gone by to their end."""
        if self.since is None:
            return self
        gone_by = range(self._over_at(self.at), self._over_at(self.position(moment)))
        return replace(self, lived=self.lived.union(gone_by))

    def skip(self, moment: int) -> Play:
        """Return it at the beginning of the next step; the one that is left does not count."""
        return self._to(self.index(moment) + 1, moment)

    def back(self, moment: int) -> Play:
        """Return it at the beginning of this step; right at its beginning, of the one before."""
        if not self.steps:
            return self
        place = self.place(moment)
        index = place.index if place.into > AGAIN_AFTER else max(0, place.index - 1)
        return self._to(index, moment)

    def credit(self, moment: int) -> tuple[int, int]:
        """Return the phases done, of those given."""
        return credit(self.steps, self.passed(moment).lived)

    def _over_at(self, position: int) -> int:
        """Return how many steps are over at a position."""
        return sum(step.ends <= position for step in self.steps)

    def _to(self, index: int, moment: int) -> Play:
        counted = self.passed(moment)
        at = self.steps[index].starts if index < len(self.steps) else self.length
        return replace(counted, at=at, since=None if self.since is None else moment)


def begin(steps: tuple[Step, ...], moment: int) -> Play:
    """Return a session that begins now."""
    return Play(steps).go(moment)


def credit(steps: tuple[Step, ...], lived: Collection[int]) -> tuple[int, int]:
    """Return how many phases of repetitions were done, of those given.

    Getting ready, changing sides and resting between sets are nothing that one does or leaves out;
    what lasts no time was done before an interruption.
    """
    given = {i for i, step in enumerate(steps) if step.part is not None and step.lasts}
    return len(given.intersection(lived)), len(given)


class Mark(StrEnum):
    """A moment of a session that is worth a sound."""

    START = "start"  # the first phase of a repetition after a pause: begin now
    HALF = "half"  # half of the session, or of a long hold, is behind you
    SWITCH = "switch"  # leave what you do: the side changes, a rest begins, a long hold is over
    DONE = "done"


HALVED = 20_000  # a hold of this length has its half marked
LONG_HOLD = 10_000  # the end of such a hold is marked, so that nobody has to look
UNHURRIED = 6_000  # sides that change faster than this change without a sound
COUNTABLE = 4  # repetitions from which on the session's half is marked


def marks(steps: tuple[Step, ...]) -> tuple[Mark | None, ...]:
    """Return what is to be marked at the beginning of each step.

    The end of the last one is always `Mark.DONE`; `half_of` tells what happens within a hold.
    """
    found: list[Mark | None] = []
    before: Step | None = None
    begun = 0  # when the side at work began
    half = _middle(steps)
    for index, step in enumerate(steps):
        if not step.lasts:
            found.append(None)
            continue
        found.append(_mark(before, step, unhurried=step.starts - begun >= UNHURRIED))
        if index == half and found[-1] is not Mark.START:
            found[-1] = Mark.HALF
        if before is None or before.part is None or before.side is not step.side:
            begun = step.starts
        before = step
    return tuple(found)


def half_of(step: Step) -> int | None:
    """Return how far into a step its half is marked; None: it is not."""
    return step.lasts // 2 if step.kind is StepKind.HOLD and step.lasts >= HALVED else None


def _mark(before: Step | None, step: Step, *, unhurried: bool) -> Mark | None:
    if step.part is None:
        return None if step.kind is StepKind.READY else Mark.SWITCH
    if before is None or before.part is None:
        return Mark.START
    if before.side is not step.side and unhurried:
        return Mark.SWITCH
    held = before.kind is StepKind.HOLD and before.lasts >= LONG_HOLD
    return Mark.SWITCH if held else None


def _middle(steps: tuple[Step, ...]) -> int | None:
    """Return the first step of the repetition that begins the second half; None: too few."""
    begins = [i for i, step in enumerate(steps) if step.part == 0 and step.lasts]
    if len(begins) < COUNTABLE:
        return None
    middle = (steps[begins[0]].starts + steps[-1].ends) / 2
    return next((i for i in begins if steps[i].starts >= middle), None)
