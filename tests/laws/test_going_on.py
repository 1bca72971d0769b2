"""Laws 23-25: restarts, config changes, wakes; and the state as a value."""

from __future__ import annotations

from datetime import time

import pytest

from posture_break.core import events
from posture_break.core.model import What, Why
from posture_break.durations import HOUR, MINUTE
from tests.desk import OFFICE, Desk, plan, stand_up, stretch, tip


def test_law_23_a_short_stop_only_stopped_the_clock() -> None:
    """Killed and started again a minute later: the break comes after the rest of its hour."""
    desk = Desk(plan())
    desk.works(minutes=30)
    desk.dies()
    desk.starts_again(after=1)
    desk.works(minutes=29.9)
    assert desk.open is None
    desk.works(minutes=0.2)
    assert desk.open == "stand-up"


def test_law_23_at_most_a_minute_of_work_is_lost() -> None:
    """Killed in the middle of a minute: the break is late by less than one."""
    desk = Desk(plan())
    desk.works(minutes=30, seconds=59)
    desk.dies()
    desk.starts_again()
    desk.works(minutes=29, seconds=1)
    assert desk.open is None
    desk.works(minutes=1)
    assert desk.open == "stand-up"


def test_law_23_a_long_stop_is_a_natural_break() -> None:
    """Laws 5 and 6 hold for the time that the program was down."""
    desk = Desk(plan())
    desk.works(minutes=50)
    desk.dies()
    desk.starts_again(after=30)
    assert desk.saw(What.NATURAL)[0].reason.kind is Why.NOT_RUNNING
    desk.works(minutes=59)
    assert desk.open is None


@pytest.mark.parametrize(("minutes", "is_open"), [(1, True), (5, False)])
def test_law_23_an_open_break_survives_a_stop_shorter_than_itself(
    minutes: int, is_open: bool
) -> None:
    """Shorter: it is still open. Longer: it was taken."""
    desk = Desk(plan())
    desk.works(minutes=60)
    desk.dies()
    desk.starts_again(after=minutes)
    assert (desk.open == "stand-up") is is_open
    assert bool(desk.saw(What.NATURAL)) is not is_open


def test_law_23_a_snooze_survives_a_kill() -> None:
    """Killed while snoozed: the break comes when the rest of the snooze is over."""
    desk = Desk(plan(stand_up(lasts=10 * MINUTE)))
    desk.works(minutes=60)
    desk.snoozes("10m")
    desk.works(minutes=4)
    desk.dies()
    desk.starts_again(after=3)
    desk.works(minutes=5.9)
    assert desk.open is None
    desk.works(minutes=0.2)
    assert desk.open == "stand-up"


def test_law_23_a_person_still_away_after_a_restart_stays_away() -> None:
    """The absence goes on from its beginning."""
    desk = Desk(plan())
    desk.works(minutes=50)
    desk.leaves()
    last_input = desk.steady
    desk.passes(minutes=10)
    desk.dies()
    desk.starts_again(after=5, stopped=last_input)
    assert desk.state.away_since == last_input
    desk.returns()
    assert desk.saw(What.PRESENCE)[-1].reason.span == 15 * MINUTE


def test_law_24_every_lowered_below_the_clock_is_due_now() -> None:
    """Forty minutes worked, now every thirty."""
    desk = Desk(plan())
    desk.works(minutes=40)
    desk.takes_plan(plan(stand_up(every=30 * MINUTE)))
    assert desk.open == "stand-up"


def test_law_24_every_raised_leaves_the_rest() -> None:
    """Forty minutes worked, now every ninety: fifty to go."""
    desk = Desk(plan())
    desk.works(minutes=40)
    desk.takes_plan(plan(stand_up(every=90 * MINUTE)))
    desk.works(minutes=50)
    assert desk.times(What.OPENS) == ["10:30:00"]


def test_law_24_a_removed_reminder_closes_its_break_without_outcome() -> None:
    """It is withdrawn."""
    desk = Desk(plan(stand_up(), stretch(every=3 * HOUR)))
    desk.works(minutes=60)
    desk.takes_plan(plan(stretch(every=3 * HOUR)))
    assert desk.open is None
    assert desk.saw(What.WITHDRAWN)[0].reason.kind is Why.REMOVED
    assert not desk.saw(What.MISSED)


def test_law_24_a_new_reminder_starts_at_zero() -> None:
    """The old one keeps its clock."""
    desk = Desk(plan())
    desk.works(minutes=40)
    desk.takes_plan(plan(stand_up(), stretch(every=40 * MINUTE)))
    desk.works(minutes=20)
    assert desk.open == "stand-up"
    desk.skips()
    desk.works(minutes=20)
    assert desk.times(What.OPENS, "stretch") == ["10:20:00"]


def test_law_24_new_hours_hold_at_once() -> None:
    """The person goes off hours by an edit."""
    desk = Desk(plan(), "2026-03-02T18:00")
    desk.works(minutes=60)
    desk.takes_plan(plan(hours=OFFICE))
    assert desk.open is None
    assert desk.saw(What.HOURS_END)


def test_law_24_a_listed_time_that_is_over_does_not_fire_for_a_new_reminder() -> None:
    """At noon somebody adds a break at ten."""
    desk = Desk(plan(), "2026-03-02T12:00")
    desk.takes_plan(plan(stand_up(name="tea", every=None, at=(time(10), time(12, 5)))))
    desk.works(minutes=10)
    assert desk.times(What.OPENS) == ["12:05:00"]


def test_law_25_a_day_wakes_the_engine_only_when_something_can_happen() -> None:
    """A morning with two reminders and a tip: a few wakes an hour, each later than the last."""
    desk = Desk(plan(stand_up(), stretch(), tip()))
    desk.works(minutes=180)
    assert desk.wakes == sorted(set(desk.wakes))
    assert len(desk.wakes) < 40


def test_law_25_nobody_there_nothing_wakes() -> None:
    """While the person is away there is nothing to wake for but midnight."""
    desk = Desk(plan(stand_up(), tip()))
    desk.leaves()
    desk.passes(minutes=10)
    desk.wakes.clear()
    desk.passes(minutes=5 * 60)
    assert not desk.wakes


def test_a_state_is_restored_exactly() -> None:
    """Whatever the day brought, storing and restoring gives an equal state."""
    desk = Desk(plan(stand_up(), stretch(), tip(), hours=OFFICE, limit=HOUR))
    desk.works(minutes=60)
    assert desk.restored() == desk.state
    desk.snoozes()
    desk.tell(events.BusyBegan, why="call")
    desk.works(minutes=7)
    assert desk.restored() == desk.state
    desk.tell(events.PauseAsked, until="16:00")
    assert desk.restored() == desk.state


def test_first_applies_once_a_day_begins() -> None:
    """`first` puts half an hour between two hourly reminders, each morning anew."""
    reminders = (stand_up(lasts=5 * MINUTE), stretch(first=30 * MINUTE))
    desk = Desk(plan(*reminders, hours=OFFICE), "2026-03-02T09:00")
    desk.works_until("2026-03-03T09:30")
    assert desk.times(What.OPENS, "stretch")[0] == "09:30:00"
    assert desk.times(What.OPENS, "stretch")[-1] == "09:30:00"
