"""Makes a lesson of an exercise: how much of it, and the words of each phase, in one value."""

from __future__ import annotations

from dataclasses import dataclass, replace

from posture_break.content import words
from posture_break.content.model import Exercise
from posture_break.content.routines import routine_of
from posture_break.core.session import Part, Side, Sides, Step
from posture_break.ui import lesson as lessons
from posture_break.ui.lesson import Lesson, LessonPhase, played


@dataclass(frozen=True, slots=True)
class Dose:
    """How an exercise is to be done this time."""

    level: int = 0
    half: bool = False
    unhurried: bool = False
    first: Side = Side.RIGHT
    resume: int = 0  # index of the step to go on from
    resume_of: int = 0  # steps of the timeline in which that counts
    resume_side: Side | None = None  # at work then
    available: int = 0  # milliseconds; 0: as long as it takes


def lesson_of(exercise: Exercise, dose: Dose) -> Lesson:
    """Return the exercise as it is played, in the person's language."""
    routine = routine_of(exercise, level=dose.level, half=dose.half, unhurried=dose.unhurried)
    gently = routine_of(exercise, half=dose.half, unhurried=dose.unhurried)
    phases = tuple(
        LessonPhase(
            kind=part.kind,
            lasts=part.lasts,
            cue=words.say(phase.cue),
            text=words.say(phase.text),
            pose=phase.pose,
            least=least.lasts,
        )
        for part, least, phase in zip(routine.parts, gently.parts, exercise.phases, strict=True)
    )
    return Lesson(
        exercise=exercise.id,
        phases=phases,
        reps=routine.reps,
        sets=routine.sets,
        sides=routine.sides,
        ready=routine.ready,
        switch=routine.switch,
        rest=routine.rest,
        start=words.say(exercise.start),
        figure=exercise.figure,
        first=dose.first,
        resume=dose.resume,
        resume_of=dose.resume_of,
        resume_side=dose.resume_side,
        only=exercise.only,
        right=words.say(exercise.right),
        left=words.say(exercise.left),
        available=dose.available,
    )


def dose_words(exercise: Exercise, lesson: Lesson, *, short: bool = False) -> str:
    """Return how much there is to do this time, in words: of the very steps that are played."""
    steps = [step for step in played(lesson, short=short) if step.part is not None]
    if not steps:
        return ""
    parts = lessons.routine_of(lesson).parts
    routine = replace(
        lessons.routine_of(lesson),
        parts=tuple(Part(part.kind, _lasts(steps, at)) for at, part in enumerate(parts)),
        reps=steps[-1].rep + 1,
        sets=steps[-1].set + 1,
    )
    sides = {step.side for step in steps}
    if lesson.sides is not Sides.NONE and len(sides) == 1:  # the other one comes next time
        return words.dose(replace(exercise, only=sides.pop()), replace(routine, sides=Sides.NONE))
    return words.dose(exercise, routine)


def _lasts(steps: list[Step], part: int) -> int:
    """Return how long a part lasts; steps that are over already last no time."""
    return max((step.lasts for step in steps if step.part == part), default=0)
