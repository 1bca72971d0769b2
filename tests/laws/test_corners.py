"""Corners of the laws where two of them meet: each was a fault once, or nearly."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from posture_break.core import events
from posture_break.core.model import Input, Kind, Presence, What, Why, Window
from posture_break.core.record import reason_from, reason_values
from posture_break.durations import HOUR, MINUTE, SECOND
from tests.desk import OFFICE, Desk, plan, stand_up, stretch, tip

TEA = stand_up(name="tea", every=None, at=(time(10), time(15, 30)))


def test_a_reminder_added_while_the_program_was_down_starts_at_zero() -> None:
    """The config was edited between a kill and the next start."""
    desk = Desk(plan())
    desk.works(minutes=30)
    desk.dies()
    desk.plan = plan(stand_up(), stretch())
    desk.starts_again(after=1)
    desk.works(minutes=31)
    assert desk.times(What.OPENS) == ["10:01:00"]
    assert desk.open == "stand-up"


def test_a_reminder_removed_while_the_program_was_down_closes_its_break() -> None:
    """Without outcome, as by an edit under way (law 24)."""
    desk = Desk(plan(stand_up(), stretch(every=3 * HOUR)))
    desk.works(minutes=60)
    desk.dies()
    desk.plan = plan(stretch(every=3 * HOUR))
    desk.starts_again(after=30)
    assert [each.reminder for each in desk.saw(What.WITHDRAWN)] == ["stand-up"]
    assert not [each for each in desk.saw(What.NATURAL) if each.reminder == "stand-up"]


def test_law_5_a_source_that_is_lost_ends_the_absence_at_that_moment() -> None:
    """Ten minutes away are ten minutes, whatever ends the knowledge of them."""
    desk = Desk(plan())
    desk.works(minutes=50)
    desk.leaves()
    desk.passes(minutes=10)
    desk.tell(events.InputUnknown)
    assert desk.saw(What.PRESENCE)[-1].presence is Presence.UNKNOWN
    assert [each.reminder for each in desk.saw(What.NATURAL)] == ["stand-up"]


def test_law_3_an_answer_is_input() -> None:
    """Somebody who answers from another terminal is not away 20 seconds later."""
    desk = Desk(plan())
    desk.works(minutes=59)
    desk.leaves()
    desk.passes(seconds=100)
    desk.does_it()
    desk.passes(seconds=119)
    assert not desk.saw(What.PRESENCE)
    desk.passes(seconds=1)
    assert desk.state.away_since == desk.steady - 120 * SECOND


def test_law_3_an_absence_cannot_begin_before_the_input_that_ended_the_last_one() -> None:
    """A source that counts anew after a resume may name a moment that lies too far back."""
    desk = Desk(plan())
    desk.works(minutes=10)
    desk.is_away(minutes=5)
    back = desk.steady - desk.plan.back_after
    desk.passes(minutes=3)
    desk.tell(events.InputStopped, since=0)
    assert desk.state.away_since == back


def test_law_23_the_last_input_counts_over_a_restart_too() -> None:
    """Gone a minute before the kill and still gone after the start: one absence since then."""
    desk = Desk(plan(stand_up(lasts=10 * MINUTE)))
    desk.works(minutes=30)
    desk.leaves()
    last = desk.steady
    desk.passes(minutes=1, seconds=30)
    desk.dies()
    desk.starts_again(after=1, stopped=last)
    assert desk.state.away_since == last


def test_law_23_a_restart_in_a_call_does_not_open_the_break_into_it() -> None:
    """The source of the call needs a moment to tell again what goes on."""
    desk = Desk(plan(stand_up(lasts=10 * MINUTE)))
    desk.works(minutes=55)
    desk.tell(events.BusyBegan, why="call")
    desk.works(minutes=10)
    desk.dies()
    desk.starts_again()
    assert desk.open is None
    desk.tell(events.BusyBegan, why="call")
    desk.works(minutes=5)
    assert desk.open is None
    assert not desk.saw(What.OPENS)


def test_law_5_a_listed_time_is_natural_only_if_it_came_while_away() -> None:
    """A walk at eleven says nothing about the tea at ten."""
    desk = Desk(plan(TEA), "2026-03-02T10:30")
    desk.works(minutes=30)
    desk.is_away(minutes=10)
    assert not desk.saw(What.NATURAL)
    desk.works_until("15:29:00")
    desk.tell(events.Locked)
    desk.passes(minutes=5)
    desk.tell(events.Unlocked)
    desk.returns()
    assert [each.reminder for each in desk.saw(What.NATURAL)] == ["tea"]
    desk.works(minutes=10)
    assert not desk.saw(What.OPENS)


def test_law_9_a_shorter_break_taken_does_not_use_up_a_longer_one_that_is_near() -> None:
    """Two minutes of standing are no stretch of four, also when asked for."""
    desk = Desk(plan(stand_up(every=5 * HOUR), stretch()))
    desk.works(minutes=57)
    desk.tell(events.Take, reminder="stand-up")
    desk.does_it()
    desk.works(minutes=3)
    assert desk.open == "stretch"


def test_law_14_taking_a_shorter_break_keeps_a_snoozed_longer_one() -> None:
    """A snooze is a promise."""
    desk = Desk(plan(stand_up(every=5 * HOUR), stretch()))
    desk.works(minutes=60)
    desk.snoozes("5m")
    desk.works(minutes=1)
    desk.tell(events.Take, reminder="stand-up")
    desk.does_it()
    desk.works(minutes=4)
    assert desk.open == "stretch"


def test_law_14_a_break_that_waits_for_a_snoozed_one_is_not_used_up_by_a_shorter_one() -> None:
    """Stretch is snoozed and walk waits with it; twenty seconds for the eyes end neither."""
    eyes = stand_up(name="eyes", every=70 * MINUTE, lasts=20 * SECOND)
    walk = stand_up(name="walk", lasts=3 * MINUTE)
    desk = Desk(plan(walk, stretch(), eyes))
    desk.works(minutes=60)
    desk.snoozes("20m")
    desk.works(minutes=10)
    assert desk.open == "eyes"
    desk.does_it()
    assert desk.state.clocks["walk"].with_break == "stretch"


def test_a_break_that_waits_for_another_is_free_again_when_that_one_starts_anew() -> None:
    """Nothing may wait for ever for a break that is over already."""
    desk = Desk(plan(stand_up(), stretch()))
    desk.works(minutes=60)
    desk.snoozes("20m")
    longer = stand_up(lasts=10 * MINUTE)  # now stand-up is the longer one, and still waits
    desk.takes_plan(plan(longer, stretch()))
    desk.works(minutes=1)
    desk.is_away(minutes=5)
    assert desk.state.clocks["stretch"].snoozed_until is None
    assert desk.open == "stand-up"


def test_law_24_a_break_that_becomes_a_tip_waits_for_nothing() -> None:
    """What was pending belonged to the break."""
    desk = Desk(plan(stand_up(), stretch()))
    desk.works(minutes=60)
    desk.snoozes("20m")
    desk.takes_plan(plan(tip(name="stand-up", every=90 * MINUTE), stretch()))
    assert desk.state.clocks["stand-up"].with_break is None
    desk.takes_plan(plan(tip(name="stand-up", every=90 * MINUTE), tip(name="stretch")))
    assert desk.state.clocks["stretch"].snoozed_until is None


def test_law_24_every_raised_leaves_nothing_owed() -> None:
    """It is not due any more: the next time it is owed is told anew."""
    desk = Desk(plan())
    desk.tell(events.BusyBegan, why="call")
    desk.works(minutes=61)
    desk.takes_plan(plan(stand_up(every=90 * MINUTE)))
    assert desk.state.clocks["stand-up"].owed is None
    desk.works(minutes=30)
    assert desk.times(What.OWED) == ["10:00:00", "10:30:00"]


def test_law_24_a_listed_time_that_is_over_does_not_fire_when_it_is_added() -> None:
    """At ten past ten somebody adds ten o'clock to a reminder that was there already."""
    desk = Desk(plan(TEA), "2026-03-02T09:00")
    desk.works_until("10:12:00")
    desk.does_it()
    desk.forgets()
    desk.takes_plan(plan(replace(TEA, at=(time(10), time(10, 5), time(10, 20), time(15, 30)))))
    desk.works(minutes=10)
    assert desk.times(What.OPENS) == ["10:20:00"]


def test_law_24_a_listed_time_that_is_removed_is_not_owed_any_more() -> None:
    """The call held it back, then the person took it out."""
    desk = Desk(plan(TEA), "2026-03-02T09:59")
    desk.tell(events.BusyBegan, why="call")
    desk.works(minutes=3)
    desk.takes_plan(plan(replace(TEA, at=(time(15, 30),))))
    desk.tell(events.BusyEnded)
    desk.works(minutes=5)
    assert not desk.saw(What.OPENS)


def test_law_10_a_listed_time_is_announced_too() -> None:
    """`notice` is for every break."""
    desk = Desk(plan(replace(TEA, notice=30 * SECOND)))
    desk.works_until("10:00:00")
    assert desk.times(What.NOTICE) == ["09:59:30"]
    assert desk.open == "tea"


@pytest.mark.parametrize(("answer", "opens"), [("skips", []), ("snoozes", ["10:04:40"])])
def test_law_10_an_announced_listed_time_can_be_answered(answer: str, opens: list[str]) -> None:
    """Skipped it does not come at all, snoozed it comes once."""
    desk = Desk(plan(replace(TEA, notice=30 * SECOND)))
    desk.works_until("09:59:40")
    getattr(desk, answer)()
    desk.works_until("10:20:00")
    assert desk.times(What.OPENS) == opens


def test_law_10_a_notice_is_not_for_a_break_that_waits_for_a_snoozed_one() -> None:
    """What comes next is the snoozed one, at its own time, with its own notice."""
    reminders = (stand_up(every=62 * MINUTE, notice=30 * SECOND), stretch(notice=30 * SECOND))
    desk = Desk(plan(*reminders, merge_within=MINUTE))
    desk.works(minutes=60)
    desk.takes_plan(plan(*reminders))
    desk.snoozes("5m")
    desk.forgets()
    desk.works(minutes=5)
    assert desk.times(What.NOTICE) == ["10:04:30"]
    assert desk.times(What.OPENS) == ["10:05:00"]


def test_law_10_a_notice_is_taken_back_when_the_break_moves_away() -> None:
    """`every` was raised after the announcement: it is announced again when it comes."""
    desk = Desk(plan(stand_up(notice=30 * SECOND)))
    desk.works(minutes=59, seconds=40)
    desk.takes_plan(plan(stand_up(every=90 * MINUTE, notice=30 * SECOND)))
    desk.skips()
    assert desk.saw(What.REFUSED)
    desk.works(minutes=31)
    assert desk.times(What.NOTICE) == ["09:59:30", "10:29:30"]


def test_law_9_a_tip_that_was_asked_for_keeps_its_minute_too() -> None:
    """Two tips within ten seconds are one too many."""
    desk = Desk(plan(tip()))
    desk.works(minutes=39, seconds=50)
    desk.tell(events.TellTip)
    desk.works(minutes=2)
    assert desk.times(What.TIP) == ["09:39:50", "09:40:50"]


def test_law_20_a_night_asleep_is_a_new_day() -> None:
    """No alarm rings in sleep: hours that ended and began meanwhile did so all the same."""
    desk = Desk(plan(stand_up(lasts=5 * MINUTE), stretch(first=30 * MINUTE), hours=OFFICE))
    desk.works_until("16:00:00")
    lid = desk.steady
    desk._pass(17 * HOUR)
    desk.forgets()
    desk.tell(events.Slept, since=lid)
    desk.tell(events.Awoke)
    assert desk.times(What.HOURS_BEGIN) == ["09:00:00"]
    desk.works(minutes=30, seconds=2)
    assert desk.open == "stretch"


def test_law_1_a_clock_set_a_day_ahead_is_no_new_day_at_work() -> None:
    """The hours are looked up anew, but no interval moves."""
    desk = Desk(plan(hours=OFFICE), "2026-03-02T10:00")
    desk.works(minutes=40)
    desk.shifts_the_clock(minutes=24 * 60)
    assert not desk.saw(What.HOURS_END)
    desk.works(minutes=20)
    assert desk.open == "stand-up"


def test_first_applies_when_the_program_starts_in_the_morning() -> None:
    """The computer is off at night: each morning has its half hour between the two."""
    desk = Desk(plan(stand_up(), stretch(first=30 * MINUTE)))
    desk.works(minutes=10)
    desk.dies()
    desk.starts_again(after=20 * 60)
    desk.forgets()
    desk.works(minutes=30)
    assert desk.open == "stretch"


def test_law_21_a_clock_that_was_years_ahead_does_not_silence_listed_times() -> None:
    """A board without a battery shows any year until the network tells the time."""
    desk = Desk(plan(TEA, limit=HOUR))
    desk.shifts_the_clock(minutes=9 * 365 * 24 * 60)
    desk.works(minutes=90)
    desk.shifts_the_clock(minutes=-9 * 365 * 24 * 60)
    desk.forgets()
    desk.works_until("15:30:00")
    assert desk.times(What.OPENS) == ["15:30:00"]
    assert desk.state.day == "2026-03-02"


def test_law_21_a_skipped_time_that_merged_does_not_come_again() -> None:
    """02:30 does not exist in the spring night; a break at 02:57 stood for it already."""
    night = stand_up(name="night", every=None, at=(time(2, 30),), lasts=MINUTE)
    desk = Desk(plan(stand_up(every=58 * MINUTE), night), "2026-03-29T01:00")
    desk.works(minutes=58)
    assert desk.open == "stand-up"
    desk.does_it()
    desk.works(minutes=50)
    assert len(desk.saw(What.OPENS)) == 1


def test_law_11_the_gap_is_counted_from_the_last_input() -> None:
    """A source that tells the last input instead of the end of a run of typing."""
    desk = Desk(plan(stretch(wait_for_pause=15 * SECOND)))
    desk.works(minutes=59, seconds=50)
    desk.tell(events.Typing)
    desk.works(seconds=14)
    desk.tell(events.InputStopped, since=desk.steady)
    desk.works(seconds=10)
    assert desk.times(What.OPENS) == ["10:00:07"]


def test_a_pause_until_a_time_with_an_offset_ends_at_that_very_moment() -> None:
    """14:00 in Kolkata is 09:30 in Berlin."""
    desk = Desk(plan())
    desk.tell(events.PauseAsked, until="2026-03-02T14:00+05:30")
    desk.works(minutes=60)
    assert desk.times(What.RESUMED) == ["09:30:00"]


def test_the_history_keeps_absences_that_did_not_count() -> None:
    """A reason comes back from the history as it was."""
    desk = Desk(plan(stand_up(lasts=10 * MINUTE)))
    desk.works(minutes=30)
    desk.is_away(minutes=4)
    desk.works(minutes=31)
    reason = desk.saw(What.OPENS)[-1].reason
    assert reason.kind is Why.WORKED
    assert reason_from(reason_values(reason)) == reason


def test_a_start_that_knows_nothing_of_the_person_goes_on() -> None:
    """Killed while away, started without any source: presence is unknown, which is work."""
    desk = Desk(plan())
    desk.works(minutes=50)
    desk.leaves()
    desk.passes(minutes=3)
    desk.dies()
    state = desk.restored()
    desk._pass(MINUTE)
    desk.state = state
    desk.tell(events.Started, since=desk.stored[1] if desk.stored else None, input=Input.UNKNOWN)
    assert desk.saw(What.PRESENCE)[-1].presence is Presence.UNKNOWN
    desk.works(minutes=60)
    assert desk.open == "stand-up"


def test_a_tip_is_never_taken_for_a_break() -> None:
    """Kind by kind: a tip due with a break rides along and opens nothing by itself."""
    desk = Desk(plan(stand_up(), replace(tip(), every=60 * MINUTE)))
    desk.works(minutes=60)
    assert desk.open == "stand-up"
    assert desk.plan.reminders[1].kind is Kind.TIP
    assert not desk.saw(What.TIP)


def test_law_8_what_came_as_one_break_is_not_owed_beside_it() -> None:
    """While a break is open, neither it nor what was merged into it is told as waiting."""
    desk = Desk(plan(stand_up(), stretch()))
    desk.works(minutes=62)
    desk.tell(events.BusyBegan, why="call")
    assert not desk.saw(What.OWED)


def test_law_8_what_waited_for_a_snoozed_break_is_told_when_a_call_holds_it() -> None:
    """Waiting for a snooze is silent; the call is told."""
    reminders = (stand_up(every=62 * MINUTE), stretch())
    desk = Desk(plan(*reminders, merge_within=MINUTE))
    desk.works(minutes=60)
    desk.takes_plan(plan(*reminders))
    desk.snoozes("5m")
    desk.works(minutes=3)
    assert not desk.saw(What.OWED)
    desk.tell(events.BusyBegan, why="call")
    assert [each.reason.kind for each in desk.saw(What.OWED)] == [Why.HELD_BUSY]


def test_law_22_done_for_today_before_four_is_not_over_at_once() -> None:
    """At three in the night the window that began at two is no next working day."""
    early = dict.fromkeys(range(7), (Window(time(2), time(10)),))
    desk = Desk(plan(hours=early), "2026-03-03T03:00")
    desk.tell(events.DoneForToday)
    desk.works_until("2026-03-04T02:30")
    assert desk.times(What.RESUMED) == ["02:00:00"]


def test_law_9_a_listed_tip_that_came_in_a_break_waits_a_minute_after_it() -> None:
    """Its time was one minute after ten, the break closed two minutes after ten."""
    hint = tip(every=None, at=(time(10, 1),))
    desk = Desk(plan(stand_up(), hint))
    desk.works(minutes=62)
    desk.does_it()
    desk.works(minutes=2)
    assert desk.times(What.TIP) == ["10:03:00"]


def test_law_10_a_break_is_announced_once_whatever_happens_meanwhile() -> None:
    """Some typing, a locked clock, a glance at the menu: no second notice."""
    desk = Desk(plan(stand_up(notice=30 * SECOND)))
    desk.works(minutes=59, seconds=35)
    desk.tell(events.Typing)
    desk.works(seconds=5)
    desk.tell(events.TypingStopped)
    desk.tell(events.ClockChanged)
    desk.works(seconds=5)
    assert desk.times(What.NOTICE) == ["09:59:30"]


def test_law_10_a_skipped_notice_skips_all_that_would_have_come_as_one() -> None:
    """Also the stand-up that was due three minutes later."""
    reminders = (stand_up(every=63 * MINUTE), stretch(notice=30 * SECOND))
    desk = Desk(plan(*reminders))
    desk.works(minutes=59, seconds=40)
    desk.skips()
    desk.works(minutes=59)
    assert not desk.saw(What.OPENS)


def test_law_15_a_call_does_not_keep_an_open_break_for_ever() -> None:
    """The person is present in a call: after ten minutes without an answer it is missed."""
    desk = Desk(plan())
    desk.works(minutes=60)
    desk.tell(events.BusyBegan, why="call")
    desk.works(minutes=10)
    assert desk.times(What.MISSED) == ["10:10:00"]


def test_law_23_time_down_is_no_snooze_time() -> None:
    """Killed with nine of ten minutes left, down for five: nine are left."""
    desk = Desk(plan(stand_up(lasts=30 * MINUTE)))
    desk.works(minutes=60)
    desk.snoozes("10m")
    desk.works(minutes=1)
    desk.dies()
    desk.starts_again(after=5)
    desk.works(minutes=8.9)
    assert desk.open is None
    desk.works(minutes=0.2)
    assert desk.open == "stand-up"


def test_law_2_a_pause_counts_for_the_limit_of_the_day_neither() -> None:
    """Half an hour of work, an hour of pause, half an hour of work: one hour."""
    desk = Desk(plan(stand_up(), limit=HOUR))
    desk.works(minutes=30)
    desk.tell(events.PauseAsked)
    desk.works(minutes=60)
    assert not desk.saw(What.LIMIT)
    desk.tell(events.Resume)
    desk.works(minutes=30)
    assert desk.times(What.LIMIT) == ["11:00:00"]


@pytest.mark.parametrize("minutes", [-60, 60])
def test_law_1_a_pause_for_a_time_is_not_moved_by_the_wall_clock(minutes: int) -> None:
    """Half an hour of silence is half an hour."""
    desk = Desk(plan())
    desk.tell(events.PauseAsked, span=30 * MINUTE)
    desk.shifts_the_clock(minutes=minutes)
    desk.passes(minutes=29)
    assert not desk.saw(What.RESUMED)
    desk.passes(minutes=1)
    assert desk.saw(What.RESUMED)


def test_law_19_resuming_forgets_a_snooze_of_the_pause() -> None:
    """A break taken in a pause and put off does not come right after it."""
    desk = Desk(plan())
    desk.tell(events.PauseAsked)
    desk.tell(events.Take)
    desk.snoozes("5m")
    desk.passes(minutes=4)
    desk.tell(events.Resume)
    desk.works(minutes=59.9)
    assert desk.times(What.OPENS) == ["09:00:00"]
    desk.works(minutes=0.1)
    assert desk.open == "stand-up"


def test_first_does_not_apply_after_a_stop_within_the_day() -> None:
    """Started again after lunch it is an absence like any other: a full interval (laws 5, 23)."""
    desk = Desk(plan(stretch(first=30 * MINUTE)))
    desk.works(minutes=40)
    desk.dies()
    desk.starts_again(after=45)
    desk.forgets()
    desk.works(minutes=59)
    assert not desk.saw(What.OPENS)
    desk.works(minutes=1)
    assert desk.open == "stretch"


def test_first_applies_after_a_night_away_without_hours() -> None:
    """The computer slept until the morning: a new day begins."""
    desk = Desk(plan(stretch(first=30 * MINUTE)), "2026-03-02T20:00")
    desk.works(minutes=40)
    desk.is_away(minutes=12 * 60)
    desk.forgets()
    desk.works(minutes=30)
    assert desk.open == "stretch"


def test_another_is_refused_where_a_break_has_no_exercise() -> None:
    """A stand-up does not turn into a card."""
    desk = Desk(plan(stand_up()))
    desk.works(minutes=60)
    desk.tell(events.Another)
    assert desk.state.open is not None
    assert desk.state.open.exercise is None
    assert desk.saw(What.REFUSED)
