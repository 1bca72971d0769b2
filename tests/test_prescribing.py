"""Prescriptions of the config as the picker knows them: keys, times, days, length."""

from __future__ import annotations

from datetime import date

from posture_break.content.load import load_catalogue
from posture_break.content.routines import routine_of, shortest
from posture_break.durations import SECOND
from posture_break.prescribing import prescribed_by
from posture_break.settings import Prescription

CATALOGUE = load_catalogue()


def test_a_prescription_of_ours_is_found_by_name() -> None:
    """However it is spelled; with its times, days and end."""
    given = Prescription("Bird Dog", times_a_day=3, days=(0, 2), until=date(2027, 3, 1))
    (found,) = prescribed_by((given,), CATALOGUE)
    choice = found.choice
    assert (choice.key, choice.exercise, choice.times_a_day) == ("bird-dog", "bird-dog", 3)
    assert (choice.days, choice.until) == ((0, 2), date(2027, 3, 1))
    assert found.exercise is not None
    assert found.exercise.name == "Bird dog"


def test_one_exercise_prescribed_twice_has_two_keys() -> None:
    """Each is counted by itself, and has its own dose."""
    twice = (Prescription("bird-dog", reps=3, side="left"), Prescription("Bird dog", reps=9))
    found = prescribed_by(twice, CATALOGUE)
    assert [each.choice.key for each in found] == ["bird-dog", "bird-dog-2"]
    assert [each.exercise.reps for each in found if each.exercise] == [(3, 3), (9, 9)]


def test_a_longer_hold_needs_a_longer_break() -> None:
    """The picker learns how long the shortest session in the given dose is."""
    (found,) = prescribed_by((Prescription("bird-dog", hold=60 * SECOND),), CATALOGUE)
    ours = shortest(routine_of(CATALOGUE.exercises["bird-dog"]))
    assert found.choice.least == ours + 2 * 55 * SECOND  # on both sides


def test_what_is_not_ours_needs_steps() -> None:
    """Without any nobody knows what it is; with them it is an exercise of its own."""
    steps = ("Slide one heel up.",)
    unknown, own = prescribed_by(
        (Prescription("heel slides"), Prescription("Heel slides", steps=steps)), CATALOGUE
    )
    assert unknown.exercise is None
    assert own.exercise is not None
    assert own.choice.exercise == own.exercise.id == "prescribed-heel-slide"
    assert own.exercise.steps == steps
