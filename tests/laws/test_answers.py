"""Laws 12-17: done, skip, snooze, missed, take, short."""

from __future__ import annotations

import pytest

from posture_break.core import events
from posture_break.core.model import What, Why
from posture_break.durations import MINUTE
from tests.desk import OFFICE, Desk, plan, stand_up, stretch, tip


def due(desk: Desk) -> Desk:
    """Work until the hourly break is open."""
    desk.works(minutes=60)
    assert desk.open is not None
    return desk


def test_law_12_done_starts_the_clock_from_zero_and_tells_how_long_it_took() -> None:
    """The history gets the time and the steps done of the steps given."""
    desk = due(Desk(plan()))
    desk.works(seconds=90)
    desk.does_it(steps=(3, 4))
    (done,) = desk.saw(What.DONE)
    assert (done.took, done.steps) == (90_000, (3, 4))
    desk.works(minutes=60)
    assert desk.times(What.OPENS) == ["10:00:00", "11:01:30"]


def test_law_13_skip_is_a_full_interval_until_the_next() -> None:
    """Not a minute less."""
    desk = due(Desk(plan()))
    desk.skips()
    desk.works(minutes=60)
    assert desk.times(What.OPENS) == ["10:00:00", "11:00:00"]


def test_law_14_a_snoozed_break_comes_again_after_its_time() -> None:
    """The default is the first of the choices."""
    desk = due(Desk(plan()))
    desk.snoozes()
    assert desk.open is None
    desk.works(minutes=5)
    assert desk.times(What.OPENS) == ["10:00:00", "10:05:00"]


def test_law_14_snooze_time_is_present_time() -> None:
    """Four minutes away do not bring it nearer, unless they were long enough for a break."""
    desk = due(Desk(plan(stand_up(lasts=30 * MINUTE))))
    desk.snoozes("10m")
    desk.works(minutes=3)
    desk.is_away(minutes=4)
    desk.works(minutes=6.9)
    assert desk.open is None
    desk.works(minutes=0.2)
    assert desk.open == "stand-up"


def test_law_14_one_snooze_too_many_is_refused_with_the_reason() -> None:
    """Three in a row, then the break stays."""
    desk = due(Desk(plan()))
    for _ in range(3):
        desk.snoozes("5m")
        desk.works(minutes=5)
    desk.snoozes("5m")
    (refused,) = desk.saw(What.REFUSED)
    assert (refused.reason.kind, refused.reason.count) == (Why.SNOOZES_USED, 3)
    assert desk.open == "stand-up"


@pytest.mark.parametrize("answer", ["does_it", "skips"])
def test_law_14_an_answer_resets_the_count(answer: str) -> None:
    """The next break may be snoozed three times again."""
    desk = due(Desk(plan()))
    desk.snoozes()
    desk.works(minutes=5)
    getattr(desk, answer)()
    due(desk)
    for _ in range(3):
        desk.snoozes()
        desk.works(minutes=5)
    assert not desk.saw(What.REFUSED)


def test_law_14_an_absence_of_its_length_makes_a_snoozed_break_natural() -> None:
    """It was taken; nothing comes again."""
    desk = due(Desk(plan()))
    desk.snoozes("10m")
    desk.works(minutes=1)
    desk.is_away(minutes=5)
    assert [each.reminder for each in desk.saw(What.NATURAL)] == ["stand-up"]
    desk.works(minutes=59)
    assert desk.open is None
    assert desk.state.clocks["stand-up"].snoozes == 0


def test_law_14_what_was_merged_goes_with_the_snooze() -> None:
    """One answer is for all that came as one break: no stand-up in the middle of the snooze."""
    desk = due(Desk(plan(stand_up(), stretch())))
    desk.snoozes("20m")
    desk.works(minutes=20)
    assert desk.times(What.OPENS) == ["10:00:00", "10:20:00"]
    desk.does_it()
    desk.works(minutes=59)
    assert len(desk.saw(What.OPENS)) == 2


def test_law_14_merging_never_brings_a_snoozed_break_back_early() -> None:
    """A snooze is a promise: the shorter break waits for it, and one opens."""
    desk = Desk(plan(stand_up(every=62 * MINUTE), stretch(), merge_within=MINUTE))
    desk.works(minutes=60)
    assert desk.open == "stretch"
    desk.takes_plan(plan(stand_up(every=62 * MINUTE), stretch()))
    desk.snoozes("5m")
    desk.works(minutes=4)
    assert desk.open is None
    desk.works(minutes=1)
    assert desk.times(What.OPENS) == ["10:00:00", "10:05:00"]


def test_law_15_an_unanswered_break_is_missed() -> None:
    """After ten minutes of presence it leaves, and its clock starts from zero."""
    desk = due(Desk(plan()))
    desk.works(minutes=10)
    assert desk.times(What.MISSED) == ["10:10:00"]
    desk.works(minutes=60)
    assert desk.times(What.OPENS) == ["10:00:00", "11:10:00"]


def test_law_15_time_away_does_not_make_it_missed() -> None:
    """Only the person's presence counts."""
    desk = due(Desk(plan(stand_up(lasts=30 * MINUTE))))
    desk.works(minutes=5)
    desk.is_away(minutes=20)
    assert desk.open == "stand-up"
    desk.works(minutes=4.9)
    assert desk.open == "stand-up"
    desk.works(minutes=0.2)
    assert desk.times(What.MISSED)


@pytest.mark.parametrize("hindrance", ["busy", "pause", "early"])
def test_law_16_take_opens_now_whatever_holds(hindrance: str) -> None:
    """The person asked for it."""
    desk = Desk(plan())
    desk.works(minutes=3)
    if hindrance == "busy":
        desk.tell(events.BusyBegan, why="call")
    if hindrance == "pause":
        desk.tell(events.PauseAsked)
    desk.tell(events.Take, reminder="stand-up")
    assert desk.open == "stand-up"
    assert desk.saw(What.OPENS)[0].reason.kind is Why.TAKEN


def test_law_16_take_works_off_hours() -> None:
    """At midnight, too."""
    desk = Desk(plan(hours=OFFICE), "2026-03-02T00:10")
    desk.tell(events.Take, reminder="stand-up")
    assert desk.open == "stand-up"


def test_law_16_take_without_a_name_takes_the_one_that_comes_next() -> None:
    """The soonest."""
    desk = Desk(plan(stand_up(), stretch(every=30 * MINUTE)))
    desk.tell(events.Take)
    assert desk.open == "stretch"


def test_law_16_take_without_a_name_keeps_the_break_that_is_open() -> None:
    """Any break was asked for, and there is one: nothing is withdrawn, no clock is lost."""
    desk = Desk(plan(stand_up(), stretch(every=90 * MINUTE)))
    desk.tell(events.Take, reminder="stretch")
    desk.tell(events.Take)
    assert desk.open == "stretch"
    assert not desk.saw(What.WITHDRAWN)


def test_law_16_take_while_another_is_open_lets_that_one_give_way() -> None:
    """At most one break is open at any moment."""
    desk = Desk(plan(stand_up(), stretch(every=90 * MINUTE)))
    due(desk)
    desk.tell(events.Take, reminder="stretch")
    assert desk.open == "stretch"
    assert [each.reminder for each in desk.saw(What.WITHDRAWN)] == ["stand-up"]
    desk.does_it()
    desk.works(minutes=59)
    assert desk.open is None


@pytest.mark.parametrize("name", ["nothing", "tip"])
def test_law_16_take_refuses_what_is_no_break(name: str) -> None:
    """With a reason."""
    desk = Desk(plan(stand_up(), tip()))
    desk.tell(events.Take, reminder=name)
    assert desk.saw(What.REFUSED)
    assert desk.open is None


def test_law_17_the_short_version_counts_as_done() -> None:
    """And says that it was short."""
    desk = due(Desk(plan()))
    desk.works(seconds=30)
    desk.does_it(short=True)
    (done,) = desk.saw(What.DONE)
    assert done.short
    assert done.reason.kind is Why.SHORTENED


@pytest.mark.parametrize("verb", [events.Done, events.Skip, events.Snooze, events.Another])
def test_an_answer_without_a_break_is_refused_and_changes_nothing(verb: type[events.Verb]) -> None:
    """The core is total: an ill-timed event harms nothing."""
    desk = Desk(plan())
    desk.works(minutes=10)
    desk.tell(verb)
    (refused,) = desk.saw(What.REFUSED)
    assert refused.reason.kind is Why.NOTHING_OPEN
    desk.works(minutes=50)
    assert desk.open == "stand-up"


def test_an_answer_to_an_older_break_is_refused() -> None:
    """A late click on yesterday's notification does not answer today's break."""
    desk = due(Desk(plan()))
    old = desk.state.open.serial if desk.state.open else 0
    desk.does_it()
    due(desk)
    desk.does_it(serial=old)
    assert desk.open == "stand-up"


def test_another_exercise_replaces_the_one_shown() -> None:
    """And the break stays open."""
    desk = due(Desk(plan(stretch())))
    first = desk.state.open.exercise if desk.state.open else None
    desk.tell(events.Another)
    assert desk.state.open is not None
    assert desk.state.open.exercise not in {None, first}
