"""How much of an exercise a person does: its routine, from gentle beginnings to built up."""

from __future__ import annotations

from dataclasses import replace
from math import ceil

from posture_break.content.model import Exercise, Kind, Phase, Place, Range
from posture_break.content.prose import reading_seconds
from posture_break.core.session import Part, PhaseKind, Routine, Sides, length
from posture_break.durations import SECOND

TOP_LEVEL = 4
"""The level at which an exercise is built up; 0 is where everybody starts."""

SHORTEST_HOLD = 3
"""Seconds below which halving cuts no hold."""

_READY = {Place.DESK: 6, Place.STANDING: 6, Place.FLOOR: 12}  # seconds, at least
_MOVING = {Place.DESK: 2, Place.STANDING: 3, Place.FLOOR: 6}  # into position, once it is read
_SWITCH = {Place.DESK: 4, Place.STANDING: 4, Place.FLOOR: 6}


def routine_of(
    exercise: Exercise, *, level: int = 0, half: bool = False, unhurried: bool = False
) -> Routine:
    """Return how much to do at ``level`` (0 to 4), in the place that the figure shows.

    Repetitions and holds grow evenly from the low to the high end of their ranges. ``half`` is the
    dose for coming back after a sore time; ``unhurried`` gives half as much time again to get into
    position, to change sides, to rest and to stay in a stretch.
    """
    reps = _at(exercise.reps, level)
    place = exercise.places[0]

    def unrushed(seconds: int) -> int:
        return (seconds * 3 // 2 if unhurried else seconds) * SECOND

    return Routine(
        parts=tuple(
            Part(phase.kind, _lasts(exercise, phase, level, half, unhurried))
            for phase in exercise.phases
        ),
        reps=max(1, reps // 2) if half else reps,
        sets=exercise.sets,
        sides=exercise.sides,
        ready=unrushed(max(_READY[place], _MOVING[place] + ceil(reading_seconds(exercise.start)))),
        switch=unrushed(_SWITCH[place]) if exercise.sides is Sides.EACH else 0,
        rest=unrushed(exercise.rest_s) if exercise.sets > 1 else 0,
    )


def shortest(routine: Routine) -> int:
    """Return the milliseconds of one set with one repetition, on both sides where it has sides."""
    return length(replace(routine, reps=1, sets=1))


def _lasts(exercise: Exercise, phase: Phase, level: int, half: bool, unhurried: bool) -> int:
    """Return the milliseconds of a phase; only a hold grows, is halved or is made longer."""
    seconds = _at(phase.seconds, level)
    if phase.kind is not PhaseKind.HOLD:
        return seconds * SECOND
    if half:
        seconds = max(min(seconds, SHORTEST_HOLD), seconds // 2)
    if unhurried and exercise.kind is Kind.STRETCH:
        seconds = seconds * 3 // 2
    return seconds * SECOND


def _at(ends: Range, level: int) -> int:
    low, high = ends
    steps = min(max(level, 0), TOP_LEVEL)
    return low + (high - low) * steps // TOP_LEVEL
