"""The catalogue in the words that each view wants."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from posture_break.content.load import load_catalogue
from posture_break.core.model import Reason, Show, Why
from posture_break.core.session import Side
from posture_break.core.snapshot import OpenView, PrescribedView, Snapshot
from posture_break.durations import HOUR, MINUTE, SECOND
from posture_break.guide import Guide
from posture_break.settings import ExerciseSettings, Prescription, ReminderSettings, Settings
from posture_break.ui.card_state import ANOTHER, AWAY, EASIER, HELP, PAUSE, CardState
from posture_break.ui.lesson import played
from tests.snapshots import opened, waiting

GUIDE = Guide(load_catalogue())
EXERCISES = tuple(load_catalogue().exercises)
STRETCH = OpenView(
    "stretch", 7, 1_000_000, 4 * MINUTE, Show.CARD, "stretch", Reason(Why.WORKED), "bird-dog",
    GUIDE.tips()[0].id, snoozes_left=3, pick=Reason(Why.NEW_TO_YOU),
)  # fmt: skip
PLAIN = replace(STRETCH, reminder="stand-up", says="stand-up", exercise=None, pick=None)
WALK = replace(STRETCH, exercise=None, pick=Reason(Why.NOTHING_SUITS))
NOW = 1_000_000


def seen(view: OpenView, now: int = NOW, snoozes: tuple[int, ...] = ()) -> Snapshot:
    """Return the snapshot in which this break is open."""
    return replace(opened(), now=now, open=view, snooze_choices=snoozes)


def card(view: OpenView, now: int = NOW, snoozes: tuple[int, ...] = ()) -> CardState:
    """Return the card of this break."""
    return GUIDE.card(view, seen(view, now, snoozes))


def missed(**wanted: Any) -> str:
    """Return what is told of words in these settings."""
    guide = Guide(load_catalogue())
    guide.follow(Settings(exercises=ExerciseSettings(**wanted)))
    return str(guide.missed() or "")


def prescribing(**given: Any) -> Guide:
    """Return a guide that knows of a prescription."""
    guide = Guide(load_catalogue())
    guide.follow(Settings(prescriptions=(Prescription(**given),)))
    return guide


def test_the_picker_gets_every_exercise() -> None:
    """What suits whom is its own business."""
    assert [each.id for each in GUIDE.exercises()] == list(EXERCISES)


def test_the_rotation_gets_all_tips() -> None:
    """With their topics."""
    assert {each.topic for each in GUIDE.tips()} >= {"posture", "lifting", "sleep", "lifestyle"}


@pytest.mark.parametrize(("name", "found"), [("Bird dog", "bird-dog"), ("headstand", None)])
def test_an_exercise_is_found_by_the_name_people_use(name: str, found: str | None) -> None:
    """Or not at all."""
    assert GUIDE.find(name) == found


def test_words_that_leave_nothing_out_are_told() -> None:
    """With the word that was meant, or where the words are; what is known needs no word."""
    assert missed(avoid=("wrists", "Plank")) == ""
    assert "Did you mean knees?" in missed(avoid=("kness",))
    assert "exercises --json" in missed(avoid=("qqqq",))


def test_an_exercise_to_include_that_is_not_there_is_told() -> None:
    """However it is spelled, it must be one of ours."""
    assert missed(include=("Superman",)) == ""
    told = missed(include=("supermna",))
    assert 'exercises.include: there is no exercise called "supermna".' in told
    assert "Did you mean superman?" in told


@pytest.mark.parametrize("unknown", [None, "", "gone-since-the-update"])
def test_what_the_catalogue_lacks_is_a_walk_or_nothing(unknown: str | None) -> None:
    """A state that names a vanished exercise or tip still shows something sensible."""
    assert GUIDE.exercise(unknown)[0] == "A short walk"
    assert (GUIDE.tip(unknown), GUIDE.topic(unknown)) == ("", "")
    walk = card(replace(STRETCH, exercise=unknown or "gone", tip=unknown))
    assert walk.title == "A short walk"
    assert walk.steps
    assert GUIDE.card_of(unknown or "").title == "A short walk"


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_exercise_makes_a_whole_card(exercise: str) -> None:
    """Name, start, steps, doses, chips, cautions, lesson: nothing is empty."""
    made = card(replace(STRETCH, exercise=exercise), NOW + 30_000, (5 * MINUTE,))
    assert all((made.title, made.lead, made.steps, made.dose, made.short_dose, made.cautions))
    assert len([chip for chip in made.chips if chip]) == 3
    assert (made.serial, made.seconds, made.elapsed) == (7, 240, 30)
    assert [(each.label, each.value) for each in made.snoozes] == [("5 min", "5m")]
    assert made.lesson is not None
    assert made.lesson.exercise == exercise


def test_a_break_without_an_exercise_has_the_simple_card() -> None:
    """What to do, and no button for another exercise."""
    made = card(PLAIN)
    assert made.title == "Time to stand up"
    assert ANOTHER not in made.actions
    assert made.steps == ()


def test_the_walk_says_why_and_asks_for_no_other() -> None:
    """Nothing suits: a walk does, with the picker's reason and no button that would be refused."""
    made = card(WALK)
    assert made.title == "A short walk"
    assert made.because == ("No exercise suits this break, a short walk does.",)
    assert ANOTHER not in made.actions
    assert made.lesson is None


def test_a_used_up_snooze_is_not_on_the_card() -> None:
    """No choice that would be refused."""
    assert card(replace(STRETCH, snoozes_left=0), 0, (MINUTE,)).snoozes == ()


def test_a_clock_that_stepped_back_does_not_count_below_zero() -> None:
    """The card's countdown begins at its beginning."""
    assert card(STRETCH, 0).elapsed == 0


def test_a_card_of_one_exercise_answers_nothing() -> None:
    """All that can be done with it is to hold it, to get help and to put it away."""
    made = GUIDE.card_of("bird-dog")
    assert (made.title, made.serial, made.seconds) == ("Bird dog", 0, 0)
    assert set(made.actions) == {AWAY, PAUSE, HELP}


# --- how much, this time -------------------------------------------------------------------------


def test_the_card_says_the_picker_s_reason_first() -> None:
    """As a sentence, before what the exercise does."""
    assert card(STRETCH).because[0] == "It has not had a turn yet."


def test_a_version_that_is_easier_can_be_had_where_there_is_one() -> None:
    """Not on the card of an exercise that has none."""
    catalogue = GUIDE.catalogue.exercises
    for each in ("bird-dog", next(key for key, one in catalogue.items() if not one.regressions)):
        has_one = EASIER in card(replace(STRETCH, exercise=each)).actions
        assert has_one is bool(catalogue[each].regressions)


@pytest.mark.parametrize(
    ("changes", "dose"),
    [
        ({"lasts": HOUR}, "5 times on each side, hold for 5 seconds."),
        ({"lasts": HOUR, "level": 4}, "10 times on each side, hold for 10 seconds."),
        ({"lasts": HOUR, "half": True}, "2 times on each side, hold for 3 seconds."),
        ({"lasts": MINUTE}, "2 times on each side, hold for 5 seconds."),
    ],
)
def test_card_and_note_say_how_much_it_is_this_time(changes: dict[str, Any], dose: str) -> None:
    """As far as the person has come, after a sore time, and as much as fits the break."""
    view = replace(STRETCH, **changes)
    made = card(view)
    assert made.lesson is not None
    steps = [step for step in played(made.lesson) if step.part is not None]
    said = 2 * int(dose.split(maxsplit=1)[0])  # both sides
    assert len({(step.rep, step.side) for step in steps}) == said
    assert (made.dose, GUIDE.for_note(view, steps=True).dose) == (dose, dose)
    assert dose in GUIDE.told(view)


def test_who_is_unhurried_holds_a_stretch_longer() -> None:
    """And the words say so."""
    guide = Guide(load_catalogue())
    guide.follow(Settings(exercises=ExerciseSettings(unhurried=True)))
    view = replace(STRETCH, exercise="neck-tilt", lasts=HOUR)
    assert guide.for_note(view, steps=True).dose != GUIDE.for_note(view, steps=True).dose


def test_the_short_version_says_its_own_dose() -> None:
    """Where only one side fits into half a minute, that is the side that is named."""
    made = card(replace(STRETCH, exercise="side-plank", first=Side.LEFT))
    assert "left side" in made.short_dose
    assert "each side" in made.dose


def test_an_interrupted_session_goes_on_at_the_side_that_was_left() -> None:
    """The side it began with stays, so that its steps are the same steps."""
    left = {"first": Side.RIGHT, "resume": 5, "resume_of": 25, "resume_side": Side.LEFT}
    lesson = card(replace(STRETCH, **left)).lesson  # type: ignore[arg-type] # four fields
    assert lesson is not None
    assert (lesson.first, lesson.resume, lesson.resume_of) == (Side.RIGHT, 5, 25)
    assert lesson.resume_side is Side.LEFT


# --- prescriptions -------------------------------------------------------------------------------


def test_a_prescribed_break_has_the_therapists_dose() -> None:
    """One side only, so many times: on the card, in the note and in the lesson."""
    guide = prescribing(exercise="Bird dog", reps=3, hold=20 * SECOND, side="left")
    view = replace(STRETCH, lasts=HOUR, prescription="bird-dog")
    dose = "3 times on your left side, hold for 20 seconds."
    made = guide.card(view, seen(view))
    assert (made.dose, guide.for_note(view, steps=True).dose) == (dose, dose)
    assert "Only on your left side." in made.cautions
    assert made.lesson is not None
    assert {step.side for step in played(made.lesson)} == {Side.LEFT}


def test_a_prescription_that_ended_changes_nothing() -> None:
    """The exercise comes by itself again, in its own dose, and asked for by its own rules."""
    guide = prescribing(exercise="superman", reps=3, until=date(2020, 1, 1))
    view = replace(STRETCH, exercise="superman", lasts=HOUR)
    assert guide.card(view, seen(view)).dose == card(view).dose
    assert guide.card_of("superman", waiting()).dose == GUIDE.card_of("superman").dose
    offered = {each.id: each for each in guide.exercises()}
    assert offered["superman"].opt_in


def test_todays_prescription_can_be_looked_at_in_its_dose() -> None:
    """Without a break, on a day on which it is to be done; with the tally on its break's card."""
    guide = prescribing(exercise="bird-dog", reps=3, times_a_day=2)
    today = replace(waiting(), prescribed=(PrescribedView("bird-dog", "bird-dog", 1, 2),))
    assert guide.card_of("bird-dog", today).dose.startswith("3 times")
    view = replace(STRETCH, prescription="bird-dog")
    made = guide.card(view, replace(seen(view), prescribed=today.prescribed))
    assert "1 of 2 today" in made.chips


def test_own_steps_are_offered_as_a_prescription_alone() -> None:
    """They are found by their name; the picker takes them for nothing else."""
    guide = prescribing(exercise="Heel slides", steps=("Slide one heel up.", "Slide it back."))
    (given,) = guide.prescribed()
    offered = {each.id: each for each in guide.exercises()}
    assert offered[given.exercise].opt_in
    assert guide.find("heel slides") == given.exercise
    view = replace(STRETCH, exercise=given.exercise, prescription=given.key)
    assert guide.card(view, seen(view)).steps == ("Slide one heel up.", "Slide it back.")


def test_an_unknown_prescription_is_told_and_not_planned() -> None:
    """With the word that was meant."""
    guide = prescribing(exercise="brid-dog")
    assert guide.prescribed() == ()
    assert "Did you mean bird-dog?" in str(guide.missed())


# --- notes ---------------------------------------------------------------------------------------


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


def test_a_break_in_words_is_the_exercise_the_walk_or_nothing() -> None:
    """For the terminal, which shows the rest itself."""
    assert GUIDE.told(STRETCH)[0] == "Bird dog"
    assert GUIDE.told(WALK)[0] == "A short walk"
    assert GUIDE.told(PLAIN) == ()


def test_a_reminder_says_whether_it_may_sound() -> None:
    """One that is not in the config may."""
    guide = Guide(load_catalogue())
    guide.follow(Settings(reminders=(ReminderSettings("stretch", sound=False),)))
    assert [guide.sounds(name) for name in ("stretch", "eyes")] == [False, True]
