"""A lesson read from the fields of a message, within the bounds of what a card can teach."""

from __future__ import annotations

from posture_break.core.session import PhaseKind, Side, Sides
from posture_break.ui.fields import LONGEST_LABEL, mapping, number, sequence, text, word
from posture_break.ui.lesson import Lesson, LessonPhase

MOST_PHASES = 12
LONGEST_CUE = 100  # characters
LONGEST_PHASE = 10 * 60_000  # milliseconds
LONGEST_BREAK = 24 * 3_600_000  # milliseconds
MOST_REPS, MOST_SETS, MOST_STEPS = 200, 20, 10_000


def lesson(value: object) -> Lesson | None:
    """Return a lesson from untrusted fields; None where there is no phase to do."""
    fields = mapping(value)
    phases = tuple(map(_phase, sequence(fields.get("phases"), MOST_PHASES)))
    if not phases:
        return None
    return Lesson(
        exercise=text(fields.get("exercise"), LONGEST_LABEL),
        phases=phases,
        reps=number(fields.get("reps"), 1, MOST_REPS, 1),
        sets=number(fields.get("sets"), 1, MOST_SETS, 1),
        sides=word(fields.get("sides"), Sides, Sides.NONE),
        ready=number(fields.get("ready"), 0, LONGEST_PHASE),
        switch=number(fields.get("switch"), 0, LONGEST_PHASE),
        rest=number(fields.get("rest"), 0, LONGEST_PHASE),
        start=text(fields.get("start")),
        figure=text(fields.get("figure"), LONGEST_LABEL),
        first=word(fields.get("first"), Side, Side.RIGHT),
        resume=number(fields.get("resume"), 0, MOST_STEPS),
        resume_of=number(fields.get("resume_of"), 0, MOST_STEPS),
        resume_side=_side(fields.get("resume_side")),
        only=_side(fields.get("only")),
        right=text(fields.get("right"), LONGEST_LABEL),
        left=text(fields.get("left"), LONGEST_LABEL),
        available=number(fields.get("available"), 0, LONGEST_BREAK),
    )


def _side(value: object) -> Side | None:
    return None if value is None else word(value, Side, Side.RIGHT)


def _phase(value: object) -> LessonPhase:
    fields = mapping(value)
    return LessonPhase(
        kind=word(fields.get("kind"), PhaseKind, PhaseKind.MOVE),
        lasts=number(fields.get("lasts"), 1, LONGEST_PHASE, 1000),
        cue=text(fields.get("cue"), LONGEST_CUE),
        text=text(fields.get("text")),
        pose=text(fields.get("pose"), LONGEST_LABEL),
        least=number(fields.get("least"), 0, LONGEST_PHASE),
    )
