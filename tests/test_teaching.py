"""A lesson is the exercise itself: its phases, its words, in the amount of this time."""

from __future__ import annotations

import pytest

from posture_break.content.load import load_catalogue
from posture_break.content.routines import routine_of
from posture_break.core.session import PhaseKind, Side
from posture_break.durations import MINUTE, SECOND
from posture_break.teaching import Dose, dose_words, lesson_of
from posture_break.ui import lesson as lessons
from posture_break.ui.lesson import played

EXERCISES = load_catalogue().exercises
DOSES = [Dose(), Dose(level=4), Dose(half=True), Dose(level=2, unhurried=True)]


@pytest.mark.parametrize("exercise", EXERCISES)
@pytest.mark.parametrize("dose", DOSES, ids=str)
def test_a_lesson_is_the_routine_with_the_words_of_each_phase(exercise: str, dose: Dose) -> None:
    """Nothing is added, nothing left out, in the order of the data file."""
    given = EXERCISES[exercise]
    lesson = lesson_of(given, dose)
    routine = routine_of(given, level=dose.level, half=dose.half, unhurried=dose.unhurried)
    assert lessons.routine_of(lesson) == routine
    assert [each.cue for each in lesson.phases] == [each.cue for each in given.phases]
    assert [each.pose for each in lesson.phases] == [each.pose for each in given.phases]
    assert (lesson.figure, lesson.start) == (given.figure, given.start)


def test_a_hold_that_has_grown_knows_where_it_began() -> None:
    """So that a short break can go back to it."""
    phases = lesson_of(EXERCISES["bird-dog"], Dose(level=4)).phases
    hold = next(each for each in phases if each.kind is PhaseKind.HOLD)
    assert (hold.lasts, hold.least) == (10 * SECOND, 5 * SECOND)


@pytest.mark.parametrize("exercise", EXERCISES)
@pytest.mark.parametrize("available", [0, MINUTE, 4 * MINUTE])
@pytest.mark.parametrize("short", [False, True])
def test_the_dose_in_words_is_what_is_played(exercise: str, available: int, *, short: bool) -> None:
    """Repetitions and holds are those of the very steps, whatever had to be left out."""
    given = EXERCISES[exercise]
    lesson = lesson_of(given, Dose(level=3, available=available))
    steps = [each for each in played(lesson, short=short) if each.part is not None]
    said = dose_words(given, lesson, short=short)
    reps, sets = steps[-1].rep + 1, steps[-1].set + 1
    shown = {reps * sets, reps, sets} - {1}
    assert not shown or any(str(number) in said for number in shown)
    for step in steps:
        if step.kind.value == "hold" and len({s.lasts for s in steps if s.kind is step.kind}) == 1:
            assert f"{step.lasts // SECOND} second" in said
    one_side = len({each.side for each in steps}) == 1 and steps[0].side is not None
    assert ("on your" in said) is one_side


def test_a_session_that_goes_on_has_the_whole_dose() -> None:
    """What was done before the interruption is part of it."""
    whole = lesson_of(EXERCISES["bird-dog"], Dose())
    steps = len(played(whole))
    rest = lesson_of(
        EXERCISES["bird-dog"],
        Dose(resume=steps - 4, resume_of=steps, resume_side=Side.LEFT),
    )
    assert dose_words(EXERCISES["bird-dog"], rest) == dose_words(EXERCISES["bird-dog"], whole)
