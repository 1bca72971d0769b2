"""The catalogue in the words that each view wants."""

from __future__ import annotations

from dataclasses import replace

import pytest

from posture_break.content.load import load_catalogue
from posture_break.core.model import Reason, Show, Why
from posture_break.core.snapshot import OpenView
from posture_break.durations import MINUTE
from posture_break.guide import Guide
from posture_break.settings import ExerciseSettings
from posture_break.ui.card_state import ANOTHER, AWAY

GUIDE = Guide(load_catalogue())
EXERCISES = tuple(load_catalogue().exercises)
STRETCH = OpenView(
    "stretch", 7, 1_000_000, 4 * MINUTE, Show.CARD, "stretch", Reason(Why.WORKED), "bird-dog",
    GUIDE.tips()[0].id, snoozes_left=3,
)  # fmt: skip
PLAIN = replace(STRETCH, reminder="stand-up", says="stand-up", exercise=None)


def test_the_rotation_gets_what_suits() -> None:
    """Place and demand are heeded; nothing is offered that the catalogue lacks."""
    all_places = {each.id for each in GUIDE.exercises(ExerciseSettings())}
    desk = {each.id for each in GUIDE.exercises(ExerciseSettings(places=("desk",)))}
    assert desk < all_places <= set(EXERCISES)


def test_the_rotation_gets_all_tips() -> None:
    """With their topics."""
    assert {each.topic for each in GUIDE.tips()} >= {"posture", "lifting", "sleep", "lifestyle"}


@pytest.mark.parametrize(("name", "found"), [("Bird dog", "bird-dog"), ("headstand", None)])
def test_an_exercise_is_found_by_the_name_people_use(name: str, found: str | None) -> None:
    """Or not at all."""
    assert GUIDE.find(name) == found


def test_words_that_leave_nothing_out_are_told() -> None:
    """With the word that was meant, or where the words are; what is known needs no word."""
    assert GUIDE.missed(ExerciseSettings(avoid=("wrists", "Plank"))) is None
    assert "Did you mean knees?" in str(GUIDE.missed(ExerciseSettings(avoid=("kness",))))
    assert "exercises --json" in str(GUIDE.missed(ExerciseSettings(avoid=("qqqq",))))


def test_an_exercise_to_include_that_is_not_there_is_told() -> None:
    """However it is spelled, it must be one of ours."""
    assert GUIDE.missed(ExerciseSettings(include=("Superman",))) is None
    told = str(GUIDE.missed(ExerciseSettings(include=("supermna",))))
    assert 'exercises.include: there is no exercise called "supermna".' in told
    assert "Did you mean superman?" in told


@pytest.mark.parametrize("unknown", [None, "", "gone-since-the-update"])
def test_what_the_catalogue_lacks_is_a_walk_or_nothing(unknown: str | None) -> None:
    """A state that names a vanished exercise or tip still shows something sensible."""
    assert GUIDE.exercise(unknown)[0] == "A short walk"
    assert (GUIDE.tip(unknown), GUIDE.topic(unknown)) == ("", "")
    card = GUIDE.card(replace(STRETCH, exercise=unknown or "gone", tip=unknown), 0, ())
    assert card.title == "A short walk"
    assert card.steps
    assert GUIDE.card_of(unknown or "").title == "A short walk"


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_exercise_makes_a_whole_card(exercise: str) -> None:
    """Name, start, steps, doses, chips, cautions: nothing is empty."""
    card = GUIDE.card(replace(STRETCH, exercise=exercise), 1_030_000, (5 * MINUTE,))
    assert all((card.title, card.lead, card.steps, card.dose, card.short_dose, card.cautions))
    assert len([chip for chip in card.chips if chip]) == 3
    assert (card.serial, card.seconds, card.elapsed) == (7, 240, 30)
    assert [(each.label, each.value) for each in card.snoozes] == [("5 min", "5m")]


def test_a_break_without_an_exercise_has_the_simple_card() -> None:
    """What to do, and no button for another exercise."""
    card = GUIDE.card(PLAIN, 1_000_000, ())
    assert card.title == "Time to stand up"
    assert ANOTHER not in card.actions
    assert card.steps == ()


def test_a_used_up_snooze_is_not_on_the_card() -> None:
    """No choice that would be refused."""
    assert GUIDE.card(replace(STRETCH, snoozes_left=0), 0, (MINUTE,)).snoozes == ()


def test_a_clock_that_stepped_back_does_not_count_below_zero() -> None:
    """The card's countdown begins at its beginning."""
    assert GUIDE.card(STRETCH, 0, ()).elapsed == 0


def test_a_card_of_one_exercise_answers_nothing() -> None:
    """All that can be done with it is to put it away."""
    card = GUIDE.card_of("bird-dog")
    assert (card.title, card.serial, card.seconds, card.actions) == ("Bird dog", 0, 0, (AWAY,))


def test_a_note_carries_the_steps_only_where_no_card_can() -> None:
    """Name and tip are there in any case."""
    short, long = (GUIDE.for_note(STRETCH, steps=steps) for steps in (False, True))
    assert (short.exercise, long.exercise) == ("Bird dog", "Bird dog")
    assert short.steps == ()
    assert len(long.steps) > 2
    assert short.tip == long.tip == GUIDE.tip(STRETCH.tip)


def test_a_note_without_an_exercise_brings_the_tip() -> None:
    """And nothing else."""
    words = GUIDE.for_note(PLAIN, steps=True)
    assert (words.exercise, words.steps) == ("", ())
    assert words.tip


def test_a_note_of_a_vanished_exercise_is_the_walk() -> None:
    """Also after an update."""
    words = GUIDE.for_note(replace(STRETCH, exercise="gone"), steps=True)
    assert words.exercise == "A short walk"
    assert words.steps
