"""How much of an exercise: it begins gently, grows evenly, and comes back at half."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_break.content.load import load_catalogue
from posture_break.content.model import Exercise, Place
from posture_break.content.routines import SHORTEST_HOLD, routine_of, shortest
from posture_break.core.session import Part, PhaseKind, Sides
from tests import content_samples as samples

EVERY = tuple(load_catalogue().exercises.values())
exercises = st.sampled_from(EVERY)
levels = st.integers(0, 4)


def holds(parts: tuple[Part, ...]) -> list[int]:
    """Return the seconds of each hold."""
    return [part.lasts // 1000 for part in parts if part.kind is PhaseKind.HOLD]


def test_everybody_starts_at_the_low_end() -> None:
    """Parts in the order of the phases, the low end of each range, sides and sets as given."""
    routine = routine_of(samples.exercise())
    assert [part.lasts for part in routine.parts] == [3000, 5000, 3000]
    assert (routine.reps, routine.sets, routine.sides) == (5, 1, Sides.ALTERNATE)


@pytest.mark.parametrize(
    ("level", "reps", "hold"), [(0, 5, 5), (1, 6, 6), (2, 7, 7), (3, 8, 8), (4, 10, 10)]
)
def test_it_grows_evenly(level: int, reps: int, hold: int) -> None:
    """Over four levels to the high end; what moves keeps its time."""
    routine = routine_of(samples.exercise(), level=level)
    assert (routine.reps, holds(routine.parts)) == (reps, [hold])
    assert routine.parts[0].lasts == 3000


@pytest.mark.parametrize("level", [-3, 5, 99])
def test_there_is_nothing_beyond_the_ends(level: int) -> None:
    """A level that is none counts as the nearest."""
    nearest = 0 if level < 0 else 4
    assert routine_of(samples.exercise(), level=level) == routine_of(
        samples.exercise(), level=nearest
    )


@given(exercises, levels)
def test_half_is_half_but_never_nothing(exercise: Exercise, level: int) -> None:
    """Half the repetitions and the hold, at least one, and no hold is cut below three seconds."""
    whole = routine_of(exercise, level=level)
    half = routine_of(exercise, level=level, half=True)
    assert half.reps == max(1, whole.reps // 2)
    for before, after in zip(holds(whole.parts), holds(half.parts), strict=True):
        assert after == max(min(before, SHORTEST_HOLD), before // 2)
    assert half.ready == whole.ready


def test_a_short_hold_is_not_made_longer_by_halving() -> None:
    """A hold of two seconds stays one of two seconds."""
    bird_dog = samples.exercise()
    short = replace(bird_dog.phases[1], seconds=(2, 2))
    brief = replace(bird_dog, phases=(bird_dog.phases[0], short, bird_dog.phases[2]))
    assert holds(routine_of(brief, half=True).parts) == [2]


def test_without_hurry_a_stretch_is_longer() -> None:
    """Half as long again; other holds stay, for they would be harder, not easier."""
    stretch = routine_of(samples.exercise("childs-pose"), unhurried=True)
    assert holds(stretch.parts) == [30]
    assert holds(routine_of(samples.exercise(), unhurried=True).parts) == [5]


def test_without_hurry_there_is_time_to_get_up_and_down() -> None:
    """Getting ready, changing sides and resting take half as long again."""
    usual = routine_of(samples.exercise("standing-bird-dog"))
    slow = routine_of(samples.exercise("standing-bird-dog"), unhurried=True)
    assert (usual.ready, usual.switch, usual.rest) == (6_000, 4_000, 20_000)
    assert (slow.ready, slow.switch, slow.rest) == (9_000, 6_000, 30_000)


@pytest.mark.parametrize(
    ("place", "ready", "switch"),
    [(Place.DESK, 6, 4), (Place.STANDING, 6, 4), (Place.FLOOR, 12, 6)],
)
def test_the_floor_is_further_away(place: Place, ready: int, switch: int) -> None:
    """Getting down takes twice as long as sitting tall."""
    standing = samples.exercise("standing-bird-dog")
    there = replace(standing, places=(place, Place.STANDING), start="Sit.")
    routine = routine_of(there)
    assert (routine.ready, routine.switch) == (ready * 1000, switch * 1000)


def test_a_long_start_takes_as_long_as_its_reading() -> None:
    """Nobody is counted in while still reading."""
    standing = replace(samples.exercise("standing-bird-dog"), start="x" * 140)
    assert routine_of(standing).ready == (3 + 11) * 1000


def test_sides_change_only_where_one_follows_the_other() -> None:
    """Alternating sides need no extra time, and one set needs no rest."""
    routine = routine_of(samples.exercise())
    assert (routine.switch, routine.rest) == (0, 0)


@pytest.mark.parametrize(
    ("name", "seconds"),
    [("bird-dog", 12 + 2 * 11), ("standing-bird-dog", 6 + 4 + 4 + 4), ("childs-pose", 12 + 27)],
)
def test_the_shortest_is_once_for_each_side(name: str, seconds: int) -> None:
    """Getting ready, one repetition of each side and what lies between them; one set."""
    assert shortest(routine_of(samples.exercise(name))) == seconds * 1000
