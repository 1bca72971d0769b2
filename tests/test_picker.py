"""The picker: what is safe comes before any chance, then prescriptions, then everybody's turn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from posture_break.core import feedback
from posture_break.core.model import ExerciseChoice, Plan, PrescribedChoice, Why, Wishes
from posture_break.core.picker import easier, pick
from posture_break.core.practice import (
    FirstAnswers,
    Flare,
    Given,
    Habit,
    Pick,
    Practice,
    Unfinished,
)
from posture_break.core.session import Side
from posture_break.core.suitable import Occasion
from posture_break.core.tags import tag
from posture_break.durations import DAY, HOUR, MINUTE

NINE = 1_772_442_000_000  # Monday 2026-03-02, 09:00 UTC
TODAY = "2026-03-02"
FLOOR = Wishes(places=("floor",))


def at(hours: float = 3, **changes: Any) -> Occasion:
    """Return a break so many hours after the computer was first used, at nine."""
    usual = Occasion(
        NINE + round(hours * HOUR), TODAY, NINE - 5 * HOUR, (NINE, NINE + 8 * HOUR), 4 * MINUTE
    )
    return replace(usual, **changes)


def plan(*choices: ExerciseChoice, **changes: Any) -> Plan:
    """Return a plan with these exercises."""
    return Plan(exercises=choices, **changes)


def picked(
    *choices: ExerciseChoice,
    wishes: Wishes | None = None,
    practice: Practice | None = None,
    when: Occasion | None = None,
    **changes: Any,
) -> set[str | None]:
    """Return all that may be picked, whatever chance says."""
    made = plan(*choices, wishes=wishes or Wishes(), **changes)
    known = practice or Practice(first_use=NINE, first_day=TODAY)
    return {pick(made, known, when or at(), seed).exercise for seed in range(12)}


def flaring(day: str = TODAY) -> Practice:
    """Return a person with a flare-up."""
    return Practice(flare=Flare(NINE, day), first_use=NINE, first_day=TODAY)


CALM = ExerciseChoice("calm")


# --- R1, R2, R11, R13: what suits the person ------------------------------------------------------


def test_the_floor_is_for_those_who_say_that_they_have_one() -> None:
    """R1: desk and standing, until the person says otherwise."""
    choices = [ExerciseChoice(place, places=(place,)) for place in ("desk", "standing", "floor")]
    assert picked(*choices) == {"desk", "standing"}
    assert picked(*choices, wishes=FLOOR) == {"floor"}


def test_one_place_of_several_is_enough() -> None:
    """R1: an exercise for desk and floor suits who has a floor."""
    assert picked(ExerciseChoice("both", places=("desk", "floor")), wishes=FLOOR) == {"both"}


def test_first_answers_fill_what_the_config_leaves_open() -> None:
    """The config wins; what it does not say, the first answers do."""
    choices = [ExerciseChoice(place, places=(place,)) for place in ("desk", "floor")]
    answered = Practice(first_answers=FirstAnswers(("floor",), (), None))
    assert picked(*choices, practice=answered) == {"floor"}
    assert picked(*choices, practice=answered, wishes=Wishes(places=("desk",))) == {"desk"}


def test_what_is_left_out_anywhere_is_left_out() -> None:
    """R2: config and first answers add up, for tags, ids and names."""
    choices = (
        ExerciseChoice("wrists", tags=frozenset({"wrist"})),
        ExerciseChoice("knees", tags=frozenset({"knee"})),
        ExerciseChoice("cobra"),
        ExerciseChoice("pose", names=frozenset({"childs-pose"})),
        CALM,
    )
    wishes = Wishes(avoid=("wrist", "cobra", tag("Child's pose")))
    answered = Practice(first_answers=FirstAnswers(None, ("knee",), None))
    assert picked(*choices, wishes=wishes, practice=answered) == {"calm"}


def test_leaving_out_wins_over_including() -> None:
    """R2: an exercise that is named in both is not offered."""
    wishes = Wishes(avoid=("wrist",), include=("plank",))
    assert picked(ExerciseChoice("plank", tags=frozenset({"wrist"})), wishes=wishes) == {None}


def test_an_opt_in_exercise_comes_only_to_who_names_it() -> None:
    """R11: the superman is for those who chose it."""
    superman = ExerciseChoice("superman", opt_in=True, demand=3)
    assert picked(superman) == {None}
    assert picked(superman, wishes=Wishes(include=("superman",))) == {"superman"}


def test_all_exercises_can_be_left_out() -> None:
    """R13: a walk, and the reason says why."""
    wishes = Wishes(avoid=("all-exercise",))
    chosen = pick(plan(CALM, wishes=wishes), Practice(), at(), 1)
    assert (chosen.exercise, chosen.reason.kind) == (None, Why.ALL_LEFT_OUT)


def test_an_empty_catalogue_gives_a_walk() -> None:
    """Nothing suits: nothing but a walk is offered."""
    assert pick(plan(), Practice(), at(), 1) == Pick(None)


def test_demand_starts_in_the_middle_and_follows_the_person_by_one_step() -> None:
    """The starting point is 2; adapting moves it by one, within 1 to 3, if it is wanted."""
    choices = [ExerciseChoice(f"demand-{n}", demand=n) for n in (1, 2, 3)]
    assert picked(*choices) == {"demand-1", "demand-2"}
    assert picked(*choices, practice=Practice(adapted=1)) == {"demand-1", "demand-2", "demand-3"}
    assert picked(*choices, practice=Practice(adapted=-1)) == {"demand-1"}
    frozen = Wishes(adapt=False)
    assert picked(*choices, practice=Practice(adapted=-1), wishes=frozen) == {
        "demand-1",
        "demand-2",
    }


def test_after_two_weeks_without_demand_is_a_step_lower() -> None:
    """A gap of 14 days takes a step back."""
    choices = [ExerciseChoice(f"demand-{n}", demand=n) for n in (1, 2)]
    assert picked(*choices, practice=Practice(done_at=at().now - 14 * DAY)) == {"demand-1"}
    assert len(picked(*choices, practice=Practice(done_at=at().now - 13 * DAY))) == 2


@pytest.mark.parametrize(
    "choice",
    [
        ExerciseChoice("x", "strength"),
        ExerciseChoice("x", "stability", traits=frozenset({"hold"})),
        ExerciseChoice("x", "mobility", traits=frozenset({"twist"})),
        ExerciseChoice("x", "stretch", traits=frozenset({"end-range"})),
        ExerciseChoice("x", "mobility", tags=frozenset({"flare"})),
        ExerciseChoice("x", "stability", demand=3),
    ],
)
def test_a_flare_up_pauses_what_is_strong(choice: ExerciseChoice) -> None:
    """R3: strength, holds, end range, twists and what is marked pause, also for who names them."""
    wishes = Wishes(demand=3, include=("x",))
    assert picked(choice, wishes=wishes) == {"x"}
    assert picked(choice, CALM, wishes=wishes, practice=flaring()) == {"calm"}


def test_gentle_movement_goes_on_in_a_flare_up_and_the_reason_says_so() -> None:
    """R3: easy movement is offered, with the day of the flare-up."""
    chosen = pick(plan(CALM), flaring("2026-02-28"), at(), 1)
    assert (chosen.exercise, chosen.reason.kind, chosen.reason.count) == ("calm", Why.GENTLE, 3)


@pytest.mark.parametrize(
    ("over", "half"),
    [("2026-03-02", True), ("2026-02-27", True), ("2026-02-26", False), ("", False)],
)
def test_half_is_enough_for_three_days_after_a_flare_up(over: str, half: bool) -> None:
    """R4: half the usual amount, and nothing that had grown."""
    practice = Practice(flare_over=over, habits={"calm": Habit(1, level=3, done=NINE)})
    chosen = pick(plan(CALM), practice, at(), 1)
    assert (chosen.half, chosen.level) == (half, 0 if half else 3)


def test_a_rested_exercise_comes_back_after_seven_days() -> None:
    """Two answers "worse" rest it; a clock that was far ahead does not rest it for years."""
    now = at().now
    for rested, comes in ((now - 7 * DAY + 1, False), (now - 7 * DAY, True), (now + 9 * DAY, True)):
        practice = Practice(habits={"calm": Habit(1, rested=rested)})
        assert picked(CALM, practice=practice) == ({"calm"} if comes else {None})


# --- R6, R7, R8: what fits this break -------------------------------------------------------------


@pytest.mark.parametrize("trait", ["extension", "deep-flexion"])
def test_two_alike_never_follow_each_other(trait: str) -> None:
    """R6: neither after the last card, nor after what was done less than two hours ago."""
    bent = [ExerciseChoice(name, traits=frozenset({trait})) for name in ("one", "two")]
    assert picked(*bent, CALM, practice=Practice(last_card="one", **USED)) == {"calm"}
    lately = Practice(last_card="calm", last_done="one", done_at=at().now - HOUR, **USED)
    assert picked(*bent, CALM, practice=lately) == {"calm"}
    long_ago = replace(lately, done_at=at().now - 2 * HOUR)
    assert picked(*bent, CALM, practice=long_ago) == {"one", "two", "calm"}


USED: dict[str, Any] = {"first_use": NINE, "first_day": TODAY}


def test_deep_bending_waits_in_the_morning_for_who_asks_so() -> None:
    """R7: not in the first two hours of the day's first use."""
    fold = ExerciseChoice("fold", traits=frozenset({"deep-flexion"}))
    wishes = Wishes(avoid=("early-bending",))
    assert picked(fold, wishes=wishes, when=at(1.9)) == {None}
    assert picked(fold, wishes=wishes, when=at(2)) == {"fold"}
    assert picked(fold, wishes=wishes, practice=Practice()) == {None}, "the day has just begun"
    assert picked(fold, when=at(0)) == {"fold"}, "nobody asked for it"


def test_one_demanding_exercise_an_hour_and_four_a_day() -> None:
    """R8: the fifth of a day waits for tomorrow."""
    plank, wishes = ExerciseChoice("plank", demand=3), Wishes(demand=3)
    now = at(8).now
    lately = Practice(hard=(now - HOUR + 1,))
    assert picked(plank, wishes=wishes, practice=lately, when=at(8)) == {None}
    four = tuple(now - hours * HOUR for hours in (1, 2, 3, 4))
    assert picked(plank, wishes=wishes, practice=Practice(hard=four), when=at(8)) == {None}
    assert picked(plank, wishes=wishes, practice=Practice(hard=four[1:]), when=at(8)) == {"plank"}


def test_a_demanding_session_that_goes_on_counts_once() -> None:
    """R8: interrupted and gone on with soon it is one session, begun again hours later another."""
    plank = ExerciseChoice("plank", demand=3)
    once = feedback.left(Practice(), plank, (2, 6), None, NINE)
    soon = feedback.left(once, plank, (4, 6), None, NINE + HOUR)
    assert soon.hard == (NINE + HOUR,)
    assert feedback.done(soon, plank, NINE + 2 * HOUR, TODAY).hard == (NINE + 2 * HOUR,)
    later = feedback.left(once, plank, (2, 6), None, NINE + 3 * HOUR)
    assert later.hard == (NINE, NINE + 3 * HOUR)


def test_it_fits_the_minutes() -> None:
    """What takes longer than the break is not offered in it; a break without end takes all."""
    long = ExerciseChoice("long", least=5 * MINUTE)
    assert picked(long) == {None}
    assert picked(long, when=at(available=5 * MINUTE)) == {"long"}
    assert picked(long, when=at(available=0)) == {"long"}


def test_in_a_call_it_is_seated_and_silent() -> None:
    """Quiet: nothing that stands, lies or makes a noise."""
    choices = (
        ExerciseChoice("seat", places=("desk",)),
        ExerciseChoice("either", places=("standing", "desk")),
        ExerciseChoice("stand", places=("standing",)),
        ExerciseChoice("loud", places=("desk",), quiet_ok=False),
    )
    assert picked(*choices, when=at(quiet=True)) == {"seat", "either"}
    standing = Wishes(places=("standing",))
    assert picked(*choices, wishes=standing, when=at(quiet=True)) == {None}
    assert pick(plan(*choices), Practice(), at(quiet=True), 1).reason.kind is Why.SEATED_IN_QUIET


# --- prescriptions --------------------------------------------------------------------------------

GIVEN = ExerciseChoice("given", demand=3, opt_in=True)


def gave(times: int = 2, **changes: Any) -> dict[str, Any]:
    """Return a plan's prescription, for `picked`."""
    return {"prescriptions": (PrescribedChoice("p", "given", times, **changes),)}


def test_what_a_therapist_gave_comes_first() -> None:
    """It is a wish by name: opt-in and demand do not matter."""
    chosen = pick(plan(CALM, GIVEN, **gave()), Practice(), at(), 1)
    assert (chosen.exercise, chosen.prescription) == ("given", "p")
    assert (chosen.reason.kind, chosen.reason.count, chosen.reason.detail) == (
        Why.PRESCRIBED,
        1,
        "2",
    )


@pytest.mark.parametrize(
    ("hours", "done", "when", "comes"),
    [
        (0, 0, None, True),
        (2, 1, 0.5, False),  # the second of two: not before half of the day
        (4, 1, 0.5, True),
        (5, 1, 4.5, False),  # nor at once after a late first
        (5.8, 1, 4.5, True),
        (7, 2, 4.5, False),  # enough for today
    ],
)
def test_prescriptions_are_spread_over_the_day(
    hours: float, done: int, when: float | None, comes: bool
) -> None:
    """Each has its share of the day, and a distance of 75 minutes."""
    last = None if when is None else NINE + round(when * HOUR)
    practice = Practice(given={"p": Given(TODAY, done, last)})
    expected = "given" if comes else "calm"
    assert picked(CALM, GIVEN, practice=practice, when=at(hours), **gave()) == {expected}


def test_a_prescription_ends_and_has_its_days() -> None:
    """`until` is the last day; other weekdays bring none."""
    today = date(2026, 3, 2)
    assert picked(CALM, GIVEN, **gave(until=today)) == {"given"}
    assert picked(CALM, GIVEN, **gave(until=date(2026, 3, 1))) == {"calm"}
    assert picked(CALM, GIVEN, **gave(days=(0,))) == {"given"}
    assert picked(CALM, GIVEN, **gave(days=(1, 2))) == {"calm"}


def test_what_a_therapist_gave_comes_no_more_often_than_they_said() -> None:
    """An exercise of the catalogue that is prescribed for today has no turn besides."""
    practice = Practice(given={"p": Given(TODAY, 1, NINE)})
    prescriptions = (PrescribedChoice("p", "calm", 1),)
    assert picked(CALM, practice=practice, prescriptions=prescriptions) == {None}


def test_prescriptions_keep_place_and_leave_outs() -> None:
    """Safety holds for them too; only "all exercises" does not mean them."""
    floor = replace(GIVEN, places=("floor",), tags=frozenset({"wrist"}))
    assert picked(CALM, floor, **gave()) == {"calm"}
    left_out = Wishes(places=("floor",), avoid=("wrist",))
    assert picked(CALM, floor, wishes=left_out, **gave()) == {"calm"}
    all_out = Wishes(places=("floor",), avoid=("all-exercise",))
    assert picked(CALM, floor, wishes=all_out, **gave()) == {"given"}


def test_a_flare_up_holds_a_strong_prescription_back_and_says_so() -> None:
    """R3 goes before R-anything: gentle movement instead, and the reason tells of the other."""
    chosen = pick(plan(CALM, GIVEN, **gave()), flaring(), at(), 1)
    assert (chosen.exercise, chosen.prescription) == ("calm", "")
    assert (chosen.reason.kind, chosen.reason.detail) == (Why.PRESCRIPTION_HELD, "given")


# --- what was begun -------------------------------------------------------------------------------


def test_what_was_interrupted_comes_first_and_goes_on_where_it_was() -> None:
    """Within two hours, although it is demanding and was the last card."""
    plank = ExerciseChoice("plank", demand=3, traits=frozenset({"extension"}))
    begun = Unfinished("plank", 3, 8, Side.LEFT, at().now - HOUR)
    practice = Practice(unfinished=begun, last_card="plank", hard=(begun.when,))
    wishes = Wishes(demand=3)
    chosen = pick(plan(CALM, plank, wishes=wishes), practice, at(), 1)
    assert (chosen.exercise, chosen.resume, chosen.reason.kind) == ("plank", begun, Why.UNFINISHED)
    old = replace(practice, unfinished=replace(begun, when=at().now - 2 * HOUR))
    assert picked(CALM, plank, wishes=wishes, practice=old) == {"calm"}


def test_what_was_interrupted_is_dropped_where_it_no_longer_suits() -> None:
    """A flare-up that began meanwhile goes before."""
    twist = ExerciseChoice("twist", traits=frozenset({"twist"}))
    begun = Unfinished("twist", 3, 8, None, at().now - MINUTE)
    assert picked(CALM, twist, practice=replace(flaring(), unfinished=begun)) == {"calm"}


# --- whose turn it is -----------------------------------------------------------------------------


def test_what_never_had_a_turn_goes_first_and_chance_decides_between_equals() -> None:
    """All that are new may come, nothing else."""
    choices = [ExerciseChoice(f"move-{n}") for n in range(4)]
    practice = Practice(turn=1, habits={"move-0": Habit(turn=1)})
    assert picked(*choices, practice=practice) == {"move-1", "move-2", "move-3"}


def test_then_whose_turn_is_longest_ago() -> None:
    """Of three, the one that waited longest."""
    choices = [ExerciseChoice(f"move-{n}") for n in range(3)]
    habits = {"move-0": Habit(turn=7), "move-1": Habit(turn=5), "move-2": Habit(turn=6)}
    assert picked(*choices, practice=Practice(turn=7, habits=habits)) == {"move-1"}


def test_the_week_balances_the_areas_of_the_body() -> None:
    """Of those who waited long, the one whose area had the least; the reason names it."""
    choices = [ExerciseChoice(f"{a}-{n}", areas=(a,)) for a in ("core", "hips") for n in range(3)]
    habits = {each.id: Habit(turn=n + 1, done=NINE) for n, each in enumerate(choices)}
    habits["hips-0"] = Habit(turn=2, done=NINE)
    practice = Practice(turn=6, habits=habits, areas={TODAY: {"core": 4, "hips": 1}})
    chosen = pick(plan(*choices), practice, at(), 1)
    assert chosen.exercise == "hips-0"
    assert (chosen.reason.kind, chosen.reason.detail) == (Why.AREA_NEGLECTED, "hips")


def test_nothing_that_is_allowed_waits_for_ever() -> None:
    """An exercise whose area always had the most comes all the same, before 3 rounds are over."""
    choices = [ExerciseChoice(f"hips-{n}", areas=("hips",)) for n in range(5)]
    choices.append(ExerciseChoice("core", areas=("core",)))
    practice = Practice(areas={TODAY: {"core": 99}}, habits={"core": Habit(turn=1)}, turn=1)
    offered = []
    for seed in range(18):
        chosen = pick(plan(*choices), practice, at(), seed).exercise
        assert chosen is not None
        offered.append(chosen)
        turn = practice.turn + 1
        practice = replace(practice, turn=turn).with_habit(chosen, Habit(turn=turn))
    assert "core" in offered


def test_what_is_skipped_again_and_again_comes_less_often() -> None:
    """R12: it waits three times as long."""
    choices = [ExerciseChoice(f"move-{n}") for n in range(3)]
    habits = {f"move-{n}": Habit(turn=n + 1) for n in range(3)}
    assert picked(*choices, practice=Practice(turn=3, habits=habits)) == {"move-0"}
    habits["move-0"] = Habit(turn=1, skips=3)
    assert picked(*choices, practice=Practice(turn=3, habits=habits)) == {"move-1"}


def test_the_same_seed_gives_the_same_pick() -> None:
    """Chance comes in from outside."""
    made = plan(*(ExerciseChoice(f"move-{n}") for n in range(9)))
    assert pick(made, Practice(), at(), 5) == pick(made, Practice(), at(), 5)
    assert len({pick(made, Practice(), at(), seed).exercise for seed in range(9)}) == 9


# --- easier versions ------------------------------------------------------------------------------

PLANK = ExerciseChoice("plank", demand=3, places=("floor",), regressions=("knees", "desk-plank"))
KNEES = ExerciseChoice("knees", demand=2, places=("floor",), regressions=("wall",))
DESK_PLANK = ExerciseChoice("desk-plank", demand=2, places=("desk",))
WALL = ExerciseChoice("wall", demand=1, places=("standing",))
ALL = (PLANK, KNEES, DESK_PLANK, WALL)


@pytest.mark.parametrize(
    ("wishes", "version"),
    [
        (Wishes(places=("floor",)), "knees"),
        (Wishes(places=("desk", "standing")), "desk-plank"),
        (Wishes(places=("standing",)), "wall"),  # an easier version of the easier one
        (Wishes(places=("desk",), avoid=("desk-plank",)), None),
    ],
)
def test_an_easier_version_is_the_nearest_that_is_allowed(
    wishes: Wishes, version: str | None
) -> None:
    """Its place and what is left out count; where there is none, there is none."""
    found = easier(plan(*ALL, wishes=wishes), Practice(), at(), "plank")
    assert (None if found is None else found.exercise) == version


def test_an_easier_version_is_never_more_demanding() -> None:
    """A swap for another place that asks more is none for who starts gently."""
    hard = replace(DESK_PLANK, demand=3)
    start = replace(PLANK, demand=1, regressions=("desk-plank",))
    made = plan(start, hard, wishes=Wishes(demand=1))
    assert easier(made, Practice(), at(), "plank") is None


def test_both_sides_alternate_as_the_habit_says() -> None:
    """The side to begin with comes from the last session."""
    practice = Practice(habits={"calm": Habit(1, first=Side.LEFT)})
    assert pick(plan(CALM), practice, at(), 1).first is Side.LEFT


def test_growth_waits_for_three_good_sessions() -> None:
    """R5: the level is one higher then, and one lower after two weeks without."""
    habits = {"calm": Habit(1, done=at().now - DAY, level=1, good=3)}
    assert pick(plan(CALM), Practice(habits=habits), at(), 1).level == 2
    habits = {"calm": Habit(1, done=at().now - DAY, level=1, good=2)}
    assert pick(plan(CALM), Practice(habits=habits), at(), 1).level == 1
    habits = {"calm": Habit(1, done=at().now - 14 * DAY, level=1, good=3)}
    assert pick(plan(CALM), Practice(habits=habits), at(), 1).level == 0
