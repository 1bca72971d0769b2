"""What the person tells of themselves, and what sessions teach: through the whole engine."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import Any

import pytest

from posture_break.core import codec, events
from posture_break.core.choosing import preview
from posture_break.core.engine import new_state
from posture_break.core.model import (
    ExerciseChoice,
    Moment,
    PrescribedChoice,
    TipChoice,
    What,
    Why,
    Window,
    Wishes,
)
from posture_break.core.session import Side
from posture_break.durations import DAY, HOUR, MINUTE
from tests.desk import OFFICE, Desk, plan, stretch, tip

GENTLE = ExerciseChoice("neck", "mobility", ("desk",), ("neck",))
TWIST = ExerciseChoice("twist", "mobility", ("desk",), ("mid-back",), traits=frozenset({"twist"}))
SQUAT = ExerciseChoice("squat", "strength", ("standing",), ("legs",), 2, regressions=("neck",))
PLANK = ExerciseChoice("plank", "strength", ("floor",), ("core",), 3, regressions=("squat",))
EVERY = tuple(stretch(every=HOUR * 1000, snoozes=9) for _ in range(1))


def desk(*choices: ExerciseChoice, **changes: Any) -> Desk:
    """Return somebody whose breaks bring these exercises, whenever they take one."""
    return Desk(plan(*EVERY, exercises=choices, **changes))


# --- sessions -------------------------------------------------------------------------------------


def test_a_session_is_remembered() -> None:
    """When, how often, and the side to begin with next time."""
    person = desk(GENTLE)
    person.exercises(2)
    habit = person.state.practice.habit("neck")
    assert (habit.times, habit.done, habit.first) == (2, person.wall, Side.RIGHT)
    person.exercises(1)
    assert person.state.practice.habit("neck").first is Side.LEFT
    person.passes(minutes=90)
    person.takes()
    assert person.sees.open is not None
    assert person.sees.open.first is Side.LEFT


def test_growth_comes_after_three_whole_sessions() -> None:
    """R5: short ones and those cut off do not count."""
    person = desk(GENTLE)
    person.exercises(2)
    person.takes()
    person.does_it(short=True)
    person.takes()
    person.does_it(steps=(2, 3))
    person.takes()
    assert level(person) == 0
    person.does_it(steps=(3, 3))
    person.takes()
    assert level(person) == 1


def level(person: Desk) -> Any:
    """Return how far the open break's exercise has grown."""
    assert person.sees.open is not None
    return person.sees.open.level


@pytest.mark.parametrize("answer", [{"change": "worse"}, {"effort": "harder"}])
def test_nothing_grows_after_a_bad_answer(answer: dict[str, str]) -> None:
    """R5: the count begins anew."""
    person = desk(GENTLE)
    person.exercises(3)
    person.tell(events.Felt, exercise="neck", **answer)
    person.takes()
    assert level(person) == 0


def test_nothing_grows_where_the_person_does_not_want_it() -> None:
    """`adapt = false`: as it is, it stays."""
    person = desk(GENTLE, wishes=Wishes(adapt=False))
    person.exercises(9)
    person.takes()
    assert level(person) == 0


def test_an_interrupted_session_goes_on_where_it_was_left() -> None:
    """Snoozed in its midst: it comes first, with step and side."""
    person = desk(GENTLE, TWIST, SQUAT)
    exercise = person.takes()
    person.tell(events.Left, exercise=exercise, at_step=4, of=9, side=Side.LEFT)
    person.snoozes("10m")
    person.passes(minutes=10)
    view = person.sees.open
    assert view is not None
    assert (view.exercise, view.resume, view.resume_of, view.resume_side) == (
        exercise,
        4,
        9,
        Side.LEFT,
    )
    assert view.pick is not None
    assert view.pick.kind is Why.UNFINISHED
    person.does_it()
    person.takes()
    assert person.exercise != exercise, "done is done"


@pytest.mark.parametrize("at", [(0, 9), (9, 9), (-1, 9), (3, 0)])
def test_a_session_that_was_not_begun_is_not_resumed(at: tuple[int, int]) -> None:
    """Nor is one that was over, or that nobody knows."""
    person = desk(GENTLE)
    person.takes()
    person.tell(events.Left, exercise="neck", at_step=at[0], of=at[1])
    person.tell(events.Left, exercise="nothing", at_step=1, of=2)
    assert person.state.practice.unfinished is None


def test_a_walk_is_offered_where_nothing_suits() -> None:
    """The view can tell it from a break that brings no exercise."""
    person = desk(PLANK)
    assert person.takes() is None
    assert person.sees.open is not None
    assert person.sees.open.walk
    person.takes_plan(plan(stretch(exercise=False)))
    person.does_it()
    person.takes()
    assert not person.sees.open.walk


# --- another, easier, hidden ----------------------------------------------------------------------


def test_another_brings_another_or_says_that_nothing_else_suits() -> None:
    """Never the same again; and the history knows."""
    person = desk(GENTLE, TWIST)
    first = person.takes()
    person.tell(events.Another)
    assert {first, person.exercise} == {"neck", "twist"}
    assert person.saw(What.CHANGED)[-1].exercise == person.exercise
    alone = desk(GENTLE)
    alone.takes()
    alone.tell(events.Another)
    assert alone.exercise == "neck"
    assert alone.state.practice.habit("neck").skips == 0, "it was not put aside"
    assert alone.saw(What.REFUSED)[-1].reason.kind is Why.NOTHING_ELSE


def test_easier_brings_the_easier_version_or_says_that_there_is_none() -> None:
    """The plank becomes the squat; the neck has no easier version."""
    floor = Wishes(places=("floor", "standing"), demand=3)
    person = desk(PLANK, SQUAT, wishes=floor)
    while person.takes() != "plank":
        person.does_it()
    person.tell(events.Easier)
    assert person.exercise == "squat"
    assert person.saw(What.CHANGED)[-1].reason.kind is Why.EASIER
    person.tell(events.Easier)
    assert person.exercise == "squat"
    assert person.saw(What.REFUSED)[-1].reason.kind is Why.NO_EASIER


def test_skipping_three_times_in_a_row_offers_to_hide_it_once() -> None:
    """R12: no nagging; the next break asks no more."""
    person = desk(GENTLE)
    for _ in range(3):
        assert person.sees.offers_to_hide is None
        person.takes()
        person.skips()
    assert person.sees.offers_to_hide == "neck"
    person.takes()
    person.skips()
    assert person.sees.offers_to_hide is None


def test_keeping_it_after_all_counts_anew() -> None:
    """Who says no to "Leave it out?" has skips until it is asked again."""
    person = desk(GENTLE)
    for _ in range(3):
        person.takes()
        person.skips()
    person.tell(events.Unhide, exercise="neck")
    assert person.sees.offers_to_hide is None
    for _ in range(3):
        person.takes()
        person.skips()
    assert person.sees.offers_to_hide == "neck"


def test_what_is_hidden_comes_no_more_until_it_is_wanted_again() -> None:
    """Hidden, kept in the state, and brought back; the config that names it wins."""
    person = desk(GENTLE, TWIST)
    while person.takes() != "neck":
        person.does_it()
    person.tell(events.Hide, exercise="neck")
    assert person.exercise == "twist", "the open break heeds it at once"
    person.does_it()
    assert set(person.exercises(4)) == {"twist"}
    person.takes_plan(replace(person.plan, wishes=Wishes(include=("neck",))))
    assert "neck" in person.exercises(3)
    person.takes_plan(replace(person.plan, wishes=Wishes()))
    person.tell(events.Unhide, exercise="neck")
    assert "neck" in person.exercises(3)
    person.tell(events.Hide, exercise="nothing")
    assert person.saw(What.REFUSED)[-1].reason.kind is Why.NO_SUCH_EXERCISE


# --- how it was -----------------------------------------------------------------------------------


def test_every_answer_is_recorded() -> None:
    """The history has each of them, with the exercise and what was said."""
    person = desk(GENTLE)
    person.exercises(1)
    person.tell(events.Felt, effort="right")
    person.tell(events.Felt, exercise="neck", change="better")
    told = person.saw(What.FELT)
    assert [each.reason.detail for each in told] == ["right/", "/better"]
    assert {each.exercise for each in told} == {"neck"}


def test_three_good_sessions_raise_the_demand_by_one_step_only() -> None:
    """Then it stays; and nobody is asked for more than demanding."""
    person = desk(GENTLE)
    person.exercises(3, effort="right", change="same")
    assert person.state.practice.adapted == 1
    person.exercises(5, effort="easier")
    assert person.state.practice.adapted == 1


def test_two_answers_to_one_session_count_once() -> None:
    """The two questions are answered one after the other."""
    person = desk(GENTLE)
    for _ in range(2):
        person.exercises(1, effort="right")
        person.tell(events.Felt, exercise="neck", change="better")
    assert (person.state.practice.adapted, person.state.practice.good) == (0, 2)


def test_worse_lowers_the_demand_at_once() -> None:
    """One answer is enough to take a step back."""
    person = desk(GENTLE)
    person.exercises(1, change="worse")
    assert person.state.practice.adapted == -1


def test_a_short_session_raises_no_demand() -> None:
    """It went well, but it was not the whole of it."""
    person = desk(GENTLE)
    for _ in range(4):
        person.takes()
        person.does_it(short=True)
        person.tell(events.Felt, effort="right")
    assert person.state.practice.adapted == 0


def test_an_exercise_that_begins_to_rest_leaves_the_open_break() -> None:
    """Who says "worse" while it is there again gets another one."""
    fresh = desk(GENTLE, TWIST)
    while fresh.takes() != "neck":
        fresh.does_it()
    fresh.tell(events.Felt, exercise="neck", change="worse")
    fresh.tell(events.Felt, exercise="twist", change="same")
    fresh.tell(events.Felt, exercise="neck", change="worse")
    assert fresh.exercise == "twist"


def test_a_slip_of_the_finger_can_be_corrected() -> None:
    """To one session: "worse", then "same". Nothing is lowered for it, nothing rests."""
    person = desk(GENTLE)
    person.exercises(1, change="worse")
    person.exercises(1, change="worse")
    assert person.state.practice.habit("neck").rested is not None
    person.tell(events.Felt, exercise="neck", change="same")
    habit = person.state.practice.habit("neck")
    assert (habit.rested, habit.worse, person.state.practice.adapted) == (None, 0, -1)


def test_the_demand_stays_where_the_person_wants_it() -> None:
    """`adapt = false`."""
    person = desk(GENTLE, wishes=Wishes(adapt=False))
    person.exercises(1, change="worse")
    person.exercises(9, effort="right")
    assert person.state.practice.adapted == 0


def test_two_times_worse_rests_an_exercise_and_says_so() -> None:
    """Seven days, with the way to help; then it is back."""
    person = desk(GENTLE)
    person.exercises(1, change="worse")
    assert not person.saw(What.RESTED)
    person.exercises(1, change="worse")
    rested = person.saw(What.RESTED)[-1]
    assert (rested.exercise, rested.reason.kind) == ("neck", Why.WORSE_TWICE)
    assert rested.reason.until == person.wall + 7 * DAY
    assert person.takes() is None
    person.skips()
    person.sleeps_until("2026-03-10T09:00")
    assert person.takes() == "neck"


def test_worse_of_two_exercises_rests_neither() -> None:
    """Two in a row means of the same one; a better one between begins the count anew."""
    person = desk(GENTLE)
    person.exercises(1, change="worse")
    person.exercises(1, change="better")
    person.exercises(1, change="worse")
    assert not person.saw(What.RESTED)


def test_an_answer_that_says_nothing_changes_nothing() -> None:
    """Neither do words that nobody knows, or a session that never was."""
    person = desk(GENTLE)
    person.exercises(1)
    before = person.state.practice
    person.tell(events.Felt, exercise="neck", effort="odd", change="")
    assert person.state.practice == before
    person.tell(events.Felt, exercise="nothing", change="worse")
    assert person.saw(What.REFUSED)[-1].reason.kind is Why.NO_SUCH_EXERCISE


# --- flare-ups ------------------------------------------------------------------------------------


def test_it_hurts_changes_the_open_break_at_once() -> None:
    """R3: the twist on the card becomes gentle movement."""
    person = desk(GENTLE, TWIST)
    while person.takes() != "twist":
        person.does_it()
    person.tell(events.FlareOn)
    assert person.exercise == "neck"
    assert person.sees.flare_day == 1


def test_a_flare_up_is_asked_about_once_a_day() -> None:
    """Not on its first day; every day after, until it is answered or over."""
    person = desk(GENTLE, hours=OFFICE)
    person.tell(events.FlareOn)
    assert not person.sees.flare_ask
    person.sleeps_until("2026-03-03T09:30")
    asked = person.saw(What.FLARE)[-1].reason
    assert (asked.kind, asked.count) == (Why.FLARE_ASKED, 2)
    assert person.sees.flare_ask
    person.tell(events.FlareGoesOn)
    assert not person.sees.flare_ask
    person.forgets()
    for _ in range(5):
        person.is_away(minutes=5)
    assert not person.saw(What.FLARE), "once a day"
    person.sleeps_until("2026-03-04T09:30")
    assert person.sees.flare_ask
    person.tell(events.FlareOver)
    assert (person.sees.flare_ask, person.sees.flare_day) == (False, None)


def test_nobody_is_asked_in_a_break() -> None:
    """The question waits until the card is gone."""
    person = Desk(plan(stretch(), exercises=(GENTLE,)))
    person.tell(events.FlareOn)
    person.sleeps_until("2026-03-03T03:58")
    person.forgets()
    assert person.takes() == "neck"
    person.passes(minutes=4)
    assert not person.saw(What.FLARE)
    person.does_it()
    assert person.saw(What.FLARE)


def test_nobody_is_asked_off_hours() -> None:
    """The question of a day waits until the person is at work."""
    person = desk(GENTLE, hours=OFFICE)
    person.tell(events.FlareOn)
    person.sleeps_until("2026-03-03T07:00")
    assert not person.sees.flare_ask
    person.works_until("09:00")
    assert person.sees.flare_ask


def test_help_is_suggested_on_days_7_and_14_or_soon_after() -> None:
    """Day 7 is a Sunday here: Monday it is."""
    person = desk(GENTLE, hours=OFFICE)
    person.tell(events.FlareOn)
    helped = []
    for day in range(3, 21):
        person.sleeps_until(f"2026-03-{day:02}T10:00")
        if person.sees.flare_help:
            helped.append(day)
    assert helped == [9, 16]
    kinds = [e.reason.count for e in person.saw(What.FLARE) if e.reason.kind is Why.FLARE_HELP]
    assert kinds == [8, 15]


def test_after_a_flare_up_everything_begins_gently() -> None:
    """R4: half the amount for three days, then from the lowest level."""
    person = desk(GENTLE)
    person.exercises(7)
    person.tell(events.FlareOn)
    person.tell(events.FlareOver)
    person.takes()
    view = person.sees.open
    assert view is not None
    assert (view.half, view.level) == (True, 0)
    person.skips()
    person.sleeps_until("2026-03-06T09:00")
    person.takes()
    view = person.sees.open
    assert view is not None
    assert (view.half, view.level) == (False, 0)


def test_a_flare_up_that_is_not_on_cannot_end() -> None:
    """The refusal says so; beginning it twice keeps its first day."""
    person = desk(GENTLE)
    for verb in (events.FlareOver, events.FlareGoesOn):
        person.tell(verb)
        assert person.saw(What.REFUSED)[-1].reason.kind is Why.NO_FLARE
    person.tell(events.FlareOn)
    person.sleeps_until("2026-03-04T09:00")
    person.tell(events.FlareOn)
    assert person.sees.flare_day == 3


# --- first questions, carrying, quiet -------------------------------------------------------------


def test_first_answers_take_effect_at_once() -> None:
    """The open break changes if it no longer suits."""
    person = desk(GENTLE, SQUAT)
    assert not person.sees.set_up
    while person.takes() != "squat":
        person.does_it()
    person.tell(events.SetUp, places=("desk",), avoid=("Wrists",), demand=1)
    assert person.exercise == "neck"
    assert person.sees.set_up
    answers = person.sees.first_answers
    assert answers is not None
    assert (answers.places, answers.avoid, answers.demand) == (("desk",), ("wrist",), 1)


def test_a_new_starting_point_forgets_the_steps_from_the_old_one() -> None:
    """Where to start was said anew: nothing is added to it."""
    person = desk(GENTLE)
    person.exercises(3, effort="right")
    person.tell(events.SetUp, places=("desk",), avoid=(), demand=2)
    assert person.state.practice.adapted == 0


def test_a_changed_config_changes_the_open_break() -> None:
    """What is left out from now on is not done to its end."""
    person = desk(GENTLE, TWIST)
    exercise = person.takes()
    person.takes_plan(replace(person.plan, wishes=Wishes(avoid=(exercise,))))
    assert person.exercise != exercise


FOLD = ExerciseChoice("fold", "stretch", ("desk",), traits=frozenset({"deep-flexion"}))


def test_early_bending_counts_from_the_days_first_use() -> None:
    """R7: two hours from then; a night away begins a new day."""
    person = desk(FOLD, wishes=Wishes(avoid=("early-bending",)))
    assert person.takes() is None
    person.does_it()
    person.works(minutes=121)
    assert person.takes() == "fold"
    person.does_it()
    assert person.takes() is None, "not twice in a row"
    person.does_it()
    person.tell(events.InputStopped)
    person.passes(minutes=60 * 22)
    person.returns()
    person.works(minutes=60)
    assert person.takes() is None, "the day did not begin while nobody was there"


def test_early_bending_counts_from_working_hours_where_nobody_can_tell() -> None:
    """Without a source of input, the computer that runs all night says nothing."""
    person = desk(FOLD, wishes=Wishes(avoid=("early-bending",)), hours=OFFICE)
    person.tell(events.InputUnknown)
    person.works_until("2026-03-03T10:30")
    assert person.takes() is None
    person.does_it()
    person.works_until("11:01")
    assert person.takes() == "fold"


@pytest.mark.parametrize("ending", [events.Snooze, events.PauseAsked, events.Skip])
def test_two_alike_never_follow_each_other_however_the_first_ended(
    ending: type[events.Verb],
) -> None:
    """R6: a card that was snoozed, withdrawn or skipped was a card."""
    person = desk(FOLD)
    assert person.takes() == "fold"
    person.tell(ending)
    assert person.takes() is None


def test_a_lower_demand_changes_the_open_break() -> None:
    """What is more lively than the person just said goes."""
    person = desk(GENTLE, SQUAT)
    while person.takes() != "squat":
        person.does_it()
    person.tell(events.SetUp, places=("desk", "standing"), avoid=(), demand=1)
    assert person.exercise == "neck"


def test_skipped_first_questions_are_not_asked_again_and_keep_former_answers() -> None:
    """Skipping changes nothing else."""
    person = desk(GENTLE)
    person.tell(events.SetUp, places=("floor",), avoid=(), demand=3)
    person.tell(events.SetUp)
    assert person.sees.first_answers is not None
    assert person.sees.first_answers.places == ("floor",)
    assert [e.reason.kind for e in person.saw(What.SET_UP)] == [Why.SET_UP, Why.SET_UP_SKIPPED]
    fresh = desk(GENTLE)
    fresh.tell(events.SetUp)
    assert fresh.sees.set_up


def test_quiet_cards_bring_something_seated_at_once_and_from_then_on() -> None:
    """Law 18's quiet version, whenever the person asks for it."""
    person = desk(GENTLE, SQUAT)
    while person.takes() != "squat":
        person.does_it()
    person.tell(events.QuietCards, on=True)
    assert person.exercise == "neck"
    assert person.sees.open is not None
    assert person.sees.open.calm
    person.does_it()
    assert set(person.exercises(3)) == {"neck"}
    person.tell(events.QuietCards, on=False)
    assert "squat" in person.exercises(3)


def test_a_break_that_opens_silently_is_seated() -> None:
    """Law 18: busy for long, then a notification; switching "quiet" off does not undo that."""
    person = Desk(plan(stretch(), exercises=(SQUAT, GENTLE, TWIST)))
    person.tell(events.BusyBegan, why="call")
    person.works(minutes=125)
    view = person.sees.open
    assert view is not None
    assert (view.quiet, view.calm) == (True, True)
    assert view.exercise in {"neck", "twist"}
    person.tell(events.QuietCards, on=False)
    assert person.sees.open.calm


def test_a_break_taken_in_a_call_is_seated_but_has_its_card() -> None:
    """Others see the person; full screen they do not."""
    for why, exercises in (("call", {"neck"}), ("full-screen", {"neck", "squat"})):
        person = desk(GENTLE, SQUAT)
        person.tell(events.BusyBegan, why=why)
        assert set(person.exercises(4)) == exercises
        assert not person.state.practice.quiet_cards


TIPS = tuple(TipChoice(f"{topic}-{n}", topic) for topic in ("posture", "lifting") for n in range(6))


def test_who_carries_things_hears_every_second_tip_about_lifting() -> None:
    """For this day; tomorrow all is as usual."""
    every = tip(every=40 * MINUTE, topics=("posture", "lifting"))
    person = Desk(plan(every, tips=TIPS, hours=OFFICE))
    person.tell(events.Carrying, on=True)
    assert person.sees.carrying
    person.works(minutes=40 * 6 + 1)
    heard = [(each.tip or "").partition("-")[0] for each in person.saw(What.TIP)]
    assert heard[::2] == ["lifting"] * 3
    assert "posture" in heard
    person.sleeps_until("2026-03-03T09:00")
    assert not person.sees.carrying


def test_a_reminder_without_lifting_keeps_its_topic_if_another_one_lifts() -> None:
    """Lifting has its own stream where one was asked for."""
    posture, lifting = tip(), tip(name="lift", every=90 * MINUTE, topics=("lifting",))
    person = Desk(plan(posture, lifting, tips=TIPS))
    person.tell(events.Carrying, on=True)
    person.works(minutes=240)
    assert all((e.tip or "").startswith("posture") for e in person.saw(What.TIP, "tip"))
    alone = Desk(plan(posture, tips=TIPS))
    alone.tell(events.Carrying, on=True)
    alone.works(minutes=45)
    assert (alone.saw(What.TIP)[-1].tip or "").startswith("lifting")


# --- prescriptions --------------------------------------------------------------------------------


def test_the_tally_of_a_prescription_is_todays() -> None:
    """1 of 2 today; tomorrow it begins anew."""
    prescriptions = (PrescribedChoice("p", "squat", 2),)
    person = desk(GENTLE, SQUAT, hours=OFFICE, prescriptions=prescriptions)
    assert person.takes() == "squat"
    person.does_it()
    assert [(v.key, v.done, v.of, v.held) for v in person.sees.prescribed] == [("p", 1, 2, None)]
    assert set(person.exercises(2)) == {"neck"}
    person.works_until("13:01")
    assert person.takes() == "squat"
    person.does_it()
    assert person.sees.prescribed[0].done == 2
    person.sleeps_until("2026-03-03T09:30")
    assert person.sees.prescribed[0].done == 0


def test_prescriptions_are_spread_over_the_working_hours() -> None:
    """A short day has its half earlier."""
    morning = {0: (Window(time(9), time(13)),)}
    prescriptions = (PrescribedChoice("p", "squat", 2),)
    person = desk(GENTLE, SQUAT, hours=morning, prescriptions=prescriptions)
    assert person.takes() == "squat"
    person.does_it()
    person.works_until("10:55")
    assert person.takes() == "neck"
    person.does_it()
    person.works_until("11:01")
    assert person.takes() == "squat"


def test_a_skipped_prescription_does_not_nag() -> None:
    """It waits for a while before it is offered again."""
    person = desk(GENTLE, SQUAT, prescriptions=(PrescribedChoice("p", "squat", 2),))
    assert person.takes() == "squat"
    person.skips()
    assert person.takes() == "neck"
    person.skips()
    person.passes(minutes=76)
    assert person.takes() == "squat"


def test_a_prescription_that_a_flare_up_holds_back_says_so() -> None:
    """R3: strength waits, the view knows why."""
    person = desk(GENTLE, SQUAT, prescriptions=(PrescribedChoice("p", "squat", 2),))
    person.tell(events.FlareOn)
    held = person.sees.prescribed[0].held
    assert held is not None
    assert held.kind is Why.PRESCRIPTION_HELD


def test_a_prescription_for_another_place_says_so() -> None:
    """Place first: it waits, and the reason is not that nothing suits."""
    floor = replace(SQUAT, places=("floor",))
    person = desk(GENTLE, floor, prescriptions=(PrescribedChoice("p", "squat", 2),))
    assert person.takes() == "neck"
    held = person.sees.prescribed[0].held
    assert held is not None
    assert (held.kind, held.detail) == (Why.ELSEWHERE, "floor")


def test_a_prescription_that_no_break_has_room_for_says_so() -> None:
    """Ten minutes do not go into a break of four; silence would look like a fault."""
    long = replace(SQUAT, least=10 * MINUTE)
    person = desk(GENTLE, long, prescriptions=(PrescribedChoice("p", "squat", 2),))
    held = person.sees.prescribed[0].held
    assert held is not None
    assert (held.kind, held.span) == (Why.TOO_LONG, 10 * MINUTE)


# --- what is kept ---------------------------------------------------------------------------------


def test_everything_is_kept_over_a_restart() -> None:
    """Habits, flare-up, answers, tallies: what comes back is equal."""
    person = desk(GENTLE, SQUAT, TWIST, prescriptions=(PrescribedChoice("p", "squat", 2),))
    person.exercises(4, effort="right", change="better")
    person.tell(events.SetUp, places=("desk", "standing"), avoid=("knees",), demand=2)
    person.tell(events.Hide, exercise="twist")
    person.takes()
    person.tell(events.Left, exercise="neck", at_step=2, of=5, side=Side.LEFT)
    person.tell(events.FlareOn)
    person.tell(events.Carrying)
    assert person.restored() == person.state
    stored = codec.to_json(person.state)["practice"]["habits"]
    assert "rested" not in stored["neck"], "what says nothing takes no room"


def test_skin_and_hair_are_drawn_once_a_person() -> None:
    """By the seed, and never again."""
    numbers = {
        (state.practice.skin, state.practice.hair)
        for state in (new_state(Moment(0, 0), seed) for seed in range(1, 30))
    }
    assert len(numbers) == 29
    assert all(0 <= each < 1000 for pair in numbers for each in pair)
    person = desk(GENTLE)
    before = (person.sees.skin, person.sees.hair)
    person.exercises(3)
    assert (person.sees.skin, person.sees.hair) == before


def test_a_look_ahead_takes_nobodys_turn() -> None:
    """The one who asks what would come gets what then comes."""
    person = desk(GENTLE, TWIST, SQUAT)
    before = codec.to_json(person.state)
    expected = preview(person.state, person.plan).exercise
    assert codec.to_json(person.state) == before
    assert person.takes() == expected
