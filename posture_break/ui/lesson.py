"""An exercise as it is taught: its routine with the words of each phase, as plain values.

The daemon makes it (`guide`), translated; card and terminal play it: `played` makes the steps of
it, and `lesson_telling` turns a step into everything that is shown, heard and drawn then.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from posture_break.core.session import (
    SHORT,
    SHORT_READY,
    Part,
    PhaseKind,
    Routine,
    Side,
    Sides,
    Step,
    fit,
    length,
    resumed,
    timeline,
)
from posture_break.core.session import (
    short as shortened,
)
from posture_break.durations import SECOND


@dataclass(frozen=True, slots=True)
class LessonPhase:
    """One phase of a repetition, with its words (already translated) and its pose."""

    kind: PhaseKind
    lasts: int  # milliseconds
    cue: str  # a few words, read or heard within the phase
    text: str = ""  # the same as a sentence, for the list of steps; none: it has no line there
    pose: str = ""  # key of the figure in which the phase ends; none: the pose stays
    least: int = 0  # milliseconds with which everybody starts; 0: ``lasts``


@dataclass(frozen=True, slots=True)
class Lesson:
    """One exercise, ready to be played."""

    exercise: str  # id
    phases: tuple[LessonPhase, ...]
    reps: int
    sets: int = 1
    sides: Sides = Sides.NONE
    ready: int = 0  # milliseconds to get into position
    switch: int = 0  # milliseconds to change sides
    rest: int = 0  # milliseconds between sets
    start: str = ""  # how to get into position
    figure: str = ""  # name of the figure; none: no picture
    first: Side = Side.RIGHT  # the side to begin with
    resume: int = 0  # index of the step to go on from, after an interruption
    resume_of: int = 0  # steps of the timeline in which it counts; 0: not known
    resume_side: Side | None = None  # at work then: begin with it where the timeline is another
    only: Side | None = None  # the one side that was prescribed; `sides` is none then
    right: str = ""  # what the right side means: "Right arm, left leg"; none: "Right side"
    left: str = ""
    available: int = 0  # milliseconds that the break has; 0: as long as it takes


def routine_of(lesson: Lesson, *, least: bool = False) -> Routine:
    """Return how much there is to do; ``least``: with the holds with which everybody starts."""
    return Routine(
        parts=tuple(Part(phase.kind, _lasts(phase, least=least)) for phase in lesson.phases),
        reps=lesson.reps,
        sets=lesson.sets,
        sides=lesson.sides,
        ready=lesson.ready,
        switch=lesson.switch,
        rest=lesson.rest,
    )


def played(lesson: Lesson, *, short: bool = False) -> tuple[Step, ...]:
    """Return the steps that are played: those that fit the break, or the short version.

    A session that was interrupted has the same steps as before, those that were done lasting no
    time. Where the timeline is another one now, and in the short version, the side that was left
    comes first.
    """
    steps = _played(lesson, short=short)
    return steps if lesson.only is None else tuple(replace(s, side=lesson.only) for s in steps)


def _played(lesson: Lesson, *, short: bool) -> tuple[Step, ...]:
    whole = _whole(lesson, lesson.first)
    same = lesson.resume_of in {0, len(whole)} and lesson.resume < len(whole)
    if lesson.resume and same and not short:
        return resumed(whole, lesson.resume, _ready_again(lesson))
    first = _first(lesson, whole if same else ())
    if short:
        return _short(lesson, SHORT, SHORT_READY, first)
    return whole if first is lesson.first else _whole(lesson, first)


def _first(lesson: Lesson, whole: tuple[Step, ...]) -> Side:
    """Return the side to begin with: the one that was left, where a session was interrupted."""
    if not lesson.resume:
        return lesson.first
    left = whole[lesson.resume].side if whole else lesson.resume_side
    return left or lesson.first


def _whole(lesson: Lesson, first: Side) -> tuple[Step, ...]:
    """Return the steps from the first to the last that fit the break.

    Before a side is left out, the holds are those with which everybody starts.
    """
    if not lesson.available:
        return timeline(routine_of(lesson), first)
    for routine in _doses(lesson):
        fitting = fit(routine, lesson.available)
        if fitting is not None:
            return timeline(fitting, first)
    return _short(lesson, lesson.available, lesson.ready, first)


def _short(lesson: Lesson, limit: int, ready: int, side: Side) -> tuple[Step, ...]:
    """Return the steps of a version that takes at most ``limit``, if that can be.

    Both sides with the holds of the beginning are better than one side with holds that have grown.
    """
    found = [shortened(routine, limit, ready) for routine in _doses(lesson)]
    fitting = [each for each in found if length(each[0], 1 if each[1] else 2) <= limit]
    both_sides = [each for each in fitting if not each[1]]
    routine, one_side = (both_sides or fitting or found[-1:])[0]
    return timeline(routine, side, sides=(side,) if one_side else None)


def _doses(lesson: Lesson) -> Iterator[Routine]:
    """Yield the routine as it is given, and then with the holds with which everybody starts."""
    yield routine_of(lesson)
    yield routine_of(lesson, least=True)


def _lasts(phase: LessonPhase, *, least: bool) -> int:
    return min(phase.lasts, phase.least or phase.lasts) if least else phase.lasts


def _ready_again(lesson: Lesson) -> int:
    """Return half the time to get ready, in whole seconds: how to begin is known already."""
    return -(-lesson.ready // (2 * SECOND)) * SECOND
