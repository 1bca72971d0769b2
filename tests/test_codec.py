"""What is stored of the engine comes back exactly, and what an older program stored is read."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from posture_break.core import codec, events, practice, state
from posture_break.core.model import ExerciseChoice, Moment, Reason, Why
from posture_break.core.practice import Habit
from tests.desk import Desk, plan, stand_up, stretch, tip

OLD = json.loads(Path(__file__).with_name("version_1_states.json").read_text())  # by 0.1 itself
PARTS = (
    Moment, Reason,
    state.Owed, state.Clock, state.OpenBreak, state.Pause, state.Busy, state.Segment, state.Deck,
    practice.Habit, practice.Unfinished, practice.Session, practice.Flare, practice.Given,
    practice.FirstAnswers, practice.Practice, practice.Pick,
)  # fmt: skip


def every_field(kind: type, **given: Any) -> some.SearchStrategy[Any]:
    """Return values of a dataclass, with something in each of its fields."""
    return some.builds(kind, **({each.name: ... for each in fields(kind)} | given))


for part in PARTS:
    some.register_type_strategy(part, every_field(part))

SEGMENTS = some.lists(some.from_type(state.Segment), min_size=1, max_size=3).map(tuple)


@settings(max_examples=60, deadline=None)
@given(every_field(state.State, segments=SEGMENTS))
def test_every_field_comes_back(whole: state.State) -> None:
    """Whatever stands in any field of any part."""
    assert codec.from_json(json.loads(json.dumps(codec.to_json(whole)))) == whole


def continued(name: str) -> Desk:
    """Return the desk at which a state of version 1 was stored, going on with it."""
    reminders = (stand_up(at=(time(16),), every=None), stretch(), tip())
    choices = tuple(ExerciseChoice(name) for name in ("neck", "twist"))
    desk = Desk(plan(*reminders, exercises=choices))
    desk.state = codec.from_json(OLD[name])
    desk.steady, desk.wall = desk.state.now.steady, desk.state.now.wall
    return desk


@pytest.mark.parametrize("name", OLD)
def test_a_state_of_version_1_is_read(name: str) -> None:
    """An update forgets nothing: whose turn it was goes on, and so does every clock."""
    desk = continued(name)
    stored = OLD[name]
    assert stored["version"] == 1
    now = codec.to_json(desk.state)
    kept = {key for key in stored if key not in {"version", "deck", "open"}}
    assert {key: now[key] for key in kept} == {key: stored[key] for key in kept}
    offered = stored["deck"]["offered"]
    assert desk.state.practice.habits == {key: Habit(turn=turn) for key, turn in offered.items()}
    assert desk.restored() == desk.state


def test_a_break_that_was_open_goes_on() -> None:
    """With its exercise; the next one is that whose turn is longest ago."""
    desk = continued("open")
    assert desk.state.open is not None
    assert desk.state.open.exercise == "neck"
    desk.does_it()
    desk.works(minutes=61)
    assert desk.open == "stretch"
    assert desk.state.open.exercise == "twist"


def test_a_pause_goes_on() -> None:
    """Until the time that was said."""
    desk = continued("paused")
    desk.works_until("15:59")
    assert desk.state.pause is not None
    desk.works(minutes=2)
    assert desk.state.pause is None


def test_what_was_owed_is_owed() -> None:
    """It opens when the call is over and has settled."""
    desk = continued("owed")
    owed = desk.state.clocks["stretch"].owed
    assert owed is not None
    assert owed.reason.kind is Why.HELD_BUSY
    desk.tell(events.BusyEnded)
    desk.works(minutes=1)
    assert desk.open == "stretch"


@pytest.mark.parametrize("damage", ["version", "clocks", "segments", "now", "practice"])
def test_a_state_of_another_shape_is_refused(damage: str) -> None:
    """With one exception that the loop knows."""
    stored = codec.to_json(Desk(plan()).state)
    stored[damage] = [] if damage == "segments" else 0
    with pytest.raises(codec.BadState):
        codec.from_json(stored)


def test_a_state_of_a_version_to_come_is_refused() -> None:
    """It may mean something else."""
    with pytest.raises(codec.BadState):
        codec.from_json({**codec.to_json(Desk(plan()).state), "version": codec.VERSION + 1})
