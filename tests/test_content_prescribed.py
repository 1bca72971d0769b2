"""What a therapist gave becomes an exercise: ours in the given dose, or the person's own steps."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_break.content import words
from posture_break.content.prescribed import prescribed, prescribed_id, side_of
from posture_break.content.prose import telling_seconds
from posture_break.content.routines import routine_of
from posture_break.core.session import PhaseKind, Side, Sides
from posture_break.settings import Prescription
from tests import content_samples as samples

BIRD_DOG = samples.exercise()
STEPS = ("Slide one heel towards you.", "Slide it back.")


@dataclass(frozen=True)
class Sheet:
    """A therapist's sheet of paper."""

    exercise: str = "Bird dog"
    steps: tuple[str, ...] = ()
    sets: int = 1
    reps: int | None = None
    hold: int | None = None
    side: str = "both"


def test_the_settings_are_taken_as_they_are() -> None:
    """A block of the config is such a sheet."""
    assert prescribed(BIRD_DOG, Prescription("bird-dog")).phases == BIRD_DOG.phases


def test_an_exercise_of_ours_keeps_its_words_and_figure() -> None:
    """Only the dose is the therapist's."""
    taught = prescribed(BIRD_DOG, Sheet(sets=3, reps=8, hold=7000))
    assert words.dose(taught) == "8 times on each side, hold for 7 seconds, 3 rounds."
    assert (taught.id, taught.figure, taught.steps) == ("bird-dog", "bird-dog", BIRD_DOG.steps)
    assert taught.rest_s == 30


def test_a_given_dose_does_not_grow() -> None:
    """What a therapist said is done, no more."""
    taught = prescribed(BIRD_DOG, Sheet(reps=8, hold=7000))
    assert routine_of(taught, level=4) == routine_of(taught)


def test_what_is_not_given_stays_as_it_was() -> None:
    """A sheet with a name alone changes nothing but where it comes."""
    assert prescribed(BIRD_DOG, Sheet()) == BIRD_DOG


def test_a_rest_of_its_own_stays() -> None:
    """Where the exercise says how long to rest, that holds."""
    assert prescribed(samples.exercise("standing-bird-dog"), Sheet(sets=3)).rest_s == 20
    assert prescribed(samples.exercise("standing-bird-dog"), Sheet(sets=1)).rest_s == 0


@pytest.mark.parametrize(("side", "only"), [("left", Side.LEFT), ("right", Side.RIGHT)])
def test_one_side_is_one_side(side: str, only: Side) -> None:
    """The other one is not exercised, and the card says which one is."""
    taught = prescribed(BIRD_DOG, Sheet(side=side))
    assert taught.sides is Sides.NONE
    assert taught.only is only
    assert taught.cautions[0] == f"Only on your {only} side."
    assert words.dose(taught) == f"5 times on your {only} side, hold for 5 seconds."
    assert side_of(Sheet(side=side)) is only


def test_both_sides_stay_both() -> None:
    """Nothing is said of sides where both are meant."""
    assert side_of(Sheet()) is None
    assert prescribed(BIRD_DOG, Sheet()).sides is Sides.ALTERNATE


def test_a_hold_comes_after_the_first_step_where_there_is_none() -> None:
    """A hold that was prescribed is never lost."""
    taught = prescribed(samples.exercise("superman"), Sheet(hold=4000))
    assert [phase.kind for phase in taught.phases] == [
        PhaseKind.MOVE,
        PhaseKind.HOLD,
        PhaseKind.MOVE,
    ]
    assert taught.phases[1].seconds == (4, 4)


def test_what_is_prescribed_comes_as_that_alone() -> None:
    """Own steps, and what waits to be chosen, are no part of anybody's ordinary turns."""
    assert prescribed(samples.exercise("superman"), Sheet()).opt_in
    assert not prescribed(samples.exercise("bird-dog"), Sheet()).opt_in
    assert prescribed(None, Sheet("Heel slides", STEPS)).opt_in


def test_own_steps_are_phases() -> None:
    """Each step is a move, the hold comes after the first; the name is the person's."""
    taught = prescribed(None, Sheet("Heel slides", STEPS, reps=10, hold=5000))
    assert taught.name == "Heel slides"
    assert [phase.text for phase in taught.phases] == [
        STEPS[0],
        "Hold, and keep breathing.",
        STEPS[1],
    ]
    assert words.dose(taught) == "10 times, hold for 5 seconds."
    assert taught.figure == ""


def test_own_steps_win_over_ours() -> None:
    """A therapist's own way with an exercise of ours; our figure would show another one."""
    taught = prescribed(BIRD_DOG, Sheet(steps=STEPS))
    assert taught.steps == STEPS
    assert (taught.id, taught.figure, taught.sides) == ("bird-dog", "", Sides.ALTERNATE)
    assert taught.leave_out == BIRD_DOG.leave_out


@given(st.lists(st.text(min_size=1, max_size=110), min_size=1, max_size=5))
def test_own_steps_can_be_read(steps: list[str]) -> None:
    """Each lasts at least as long as it takes to read and to hear it."""
    for phase in prescribed(None, Sheet("Mine", tuple(steps))).phases:
        assert phase.seconds[0] >= telling_seconds(phase.cue)


def test_a_name_alone_can_be_done() -> None:
    """Neither ours nor with steps: the person knows how it goes."""
    taught = prescribed(None, Sheet("Heel slides"))
    assert taught.steps == ("Do it as you were shown.",)
    assert words.as_text(taught, samples.catalogue())[0] == "Heel slides"


def test_ids_of_own_ones_are_nobody_elses() -> None:
    """The history tells them from every exercise that there is or will be."""
    assert prescribed_id(BIRD_DOG, Sheet()) == "bird-dog"
    assert prescribed_id(None, Sheet("Heel slides")) == "prescribed-heel-slide"
    assert prescribed(None, Sheet("Heel slides")).id == "prescribed-heel-slide"
    assert (
        prescribed_id(None, replace(Sheet(), exercise="\u00dcbung 3")) == "prescribed-\u00fcbung-3"
    )
