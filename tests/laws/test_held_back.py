"""Laws 18-22: busy, pause, hours, listed times, the day's limit."""

from __future__ import annotations

from datetime import time

import pytest

from posture_break.core import events
from posture_break.core.model import What, Why, Window
from posture_break.durations import HOUR, MINUTE, SECOND
from tests.desk import OFFICE, Desk, plan, stand_up, stretch, tip


def test_law_18_an_owed_break_opens_a_settle_after_busy_ends() -> None:
    """Half a minute after the call, not into its last word."""
    desk = Desk(plan())
    desk.works(minutes=50)
    desk.tell(events.BusyBegan, why="call")
    desk.works(minutes=20)
    desk.tell(events.BusyEnded)
    desk.works(minutes=1)
    assert desk.times(What.OPENS) == ["10:10:30"]


def test_law_18_busy_again_in_the_settle_holds_on() -> None:
    """The next call follows at once: still nothing."""
    desk = Desk(plan())
    desk.tell(events.BusyBegan, why="call")
    desk.works(minutes=70)
    desk.tell(events.BusyEnded)
    desk.works(seconds=20)
    desk.tell(events.BusyBegan, why="call")
    desk.works(minutes=5)
    assert desk.open is None


def test_law_18_busy_for_too_long_shows_silently() -> None:
    """After two hours of it a break owed shows as a silent notification only."""
    desk = Desk(plan())
    desk.works(minutes=50)
    desk.tell(events.BusyBegan, why="full-screen")
    desk.works(minutes=119)
    assert desk.open is None
    desk.works(minutes=1)
    (opens,) = desk.saw(What.OPENS)
    assert opens.quiet
    assert opens.reason.kind is Why.HELD_QUIET


def test_law_18_without_a_limit_it_holds_for_ever() -> None:
    """`hold_at_most = 0`."""
    desk = Desk(plan(hold_at_most=0))
    desk.tell(events.BusyBegan, why="call")
    desk.works(minutes=600)
    assert desk.open is None


def test_law_18_a_hold_while_a_break_is_open_leaves_it_answerable() -> None:
    """A call that begins meanwhile takes no answer away."""
    desk = Desk(plan())
    desk.works(minutes=60)
    desk.tell(events.BusyBegan, why="call")
    desk.works(minutes=2)
    desk.does_it()
    assert desk.saw(What.DONE)


def test_law_19_while_paused_nothing_opens() -> None:
    """Neither break nor tip."""
    desk = Desk(plan(stand_up(), tip()))
    desk.tell(events.PauseAsked, span=3 * HOUR)
    desk.works(minutes=179)
    assert not desk.saw(What.OPENS)
    assert not desk.saw(What.TIP)


@pytest.mark.parametrize("way", ["by verb", "by time", "at a time of day"])
def test_law_19_resuming_is_a_fair_interval(way: str) -> None:
    """Every clock starts from zero: never a break at once."""
    desk = Desk(plan())
    desk.works(minutes=55)
    match way:
        case "by verb":
            desk.tell(events.PauseAsked)
            desk.passes(minutes=65)
            desk.tell(events.Resume)
        case "by time":
            desk.tell(events.PauseAsked, span=65 * MINUTE)
            desk.passes(minutes=65)
        case _:
            desk.tell(events.PauseAsked, until="11:00")
            desk.passes(minutes=65)
    assert desk.times(What.RESUMED) == ["11:00:00"]
    desk.works(minutes=60)
    assert desk.times(What.OPENS) == ["12:00:00"]


def test_law_19_a_pause_survives_a_restart() -> None:
    """Paused for three hours, down for one of them: still paused for the rest."""
    desk = Desk(plan())
    desk.tell(events.PauseAsked, span=3 * HOUR)
    desk.passes(minutes=60)
    desk.dies()
    desk.starts_again(after=60)
    assert desk.state.pause is not None
    desk.passes(minutes=60)
    assert desk.times(What.RESUMED) == ["12:00:00"]


def test_law_19_a_pause_that_ended_meanwhile_is_over() -> None:
    """After the restart everything starts from zero."""
    desk = Desk(plan())
    desk.tell(events.PauseAsked, until="10:00")
    desk.dies()
    desk.starts_again(after=120)
    assert desk.state.pause is None
    desk.works(minutes=60)
    assert desk.times(What.OPENS) == ["12:00:00"]


def test_law_19_pausing_takes_the_open_break_away_without_outcome() -> None:
    """Silence means silence."""
    desk = Desk(plan())
    desk.works(minutes=60)
    desk.tell(events.PauseAsked, span=HOUR)
    assert desk.open is None
    assert desk.saw(What.WITHDRAWN)


def test_law_20_clocks_start_from_zero_when_hours_begin() -> None:
    """Started at eight, hours from nine: the first break is at ten."""
    desk = Desk(plan(hours=OFFICE), "2026-03-02T08:00")
    desk.works_until("10:00:00")
    assert desk.times(What.HOURS_BEGIN) == ["09:00:00"]
    assert desk.times(What.OPENS) == ["10:00:00"]


def test_law_20_an_open_break_is_withdrawn_when_hours_end() -> None:
    """Without an outcome."""
    desk = Desk(plan(hours=OFFICE), "2026-03-02T15:55")
    desk.works_until("17:00:00")
    assert desk.times(What.OPENS) == ["16:55:00"]
    assert desk.times(What.WITHDRAWN) == ["17:00:00"]
    assert not desk.saw(What.MISSED)


def test_law_20_a_window_over_midnight_belongs_to_its_first_day() -> None:
    """Friday's night shift ends on Saturday; Saturday has none."""
    night = {4: (Window(time(22), time(6)),)}
    desk = Desk(plan(hours=night), "2026-03-06T21:00")
    desk.works_until("2026-03-07T23:30")
    assert desk.times(What.HOURS_BEGIN) == ["22:00:00"]
    assert desk.times(What.HOURS_END) == ["06:00:00"]


def test_law_20_a_break_in_the_middle_of_the_day_is_off_hours() -> None:
    """Lunch: the clocks begin anew after it."""
    day = (Window(time(9), time(12, 30)), Window(time(13, 15), time(17, 30)))
    desk = Desk(plan(hours=dict.fromkeys(range(7), day)), "2026-03-02T12:00")
    desk.works_until("14:15:00")
    assert desk.times(What.OPENS) == ["14:15:00"]


def test_law_20_whole_days_that_touch_never_end() -> None:
    """No break is withdrawn at midnight from Monday to Tuesday."""
    always = dict.fromkeys(range(5), (Window(time(0), time(0)),))
    desk = Desk(plan(hours=always), "2026-03-02T12:00")
    desk.works_until("2026-03-07T12:00")
    assert desk.times(What.HOURS_END) == ["00:00:00"]


LISTED = stand_up(every=None, at=(time(10), time(15, 30)))


def test_law_21_a_listed_time_comes_once_a_day() -> None:
    """Whatever the clocks do."""
    desk = Desk(plan(LISTED))
    desk.works_until("2026-03-03T16:00")
    assert desk.times(What.OPENS) == ["10:00:00", "15:30:00"] * 2


def test_law_21_a_clock_set_back_does_not_repeat_it() -> None:
    """Ten o'clock comes twice, the break once."""
    desk = Desk(plan(LISTED))
    desk.works_until("10:05:00")
    desk.does_it()
    desk.shifts_the_clock(minutes=-30)
    desk.works_until("12:00:00")
    assert len(desk.saw(What.OPENS)) == 1


def test_law_21_a_repeated_hour_does_not_repeat_it() -> None:
    """The autumn night in Berlin has 02:30 twice."""
    desk = Desk(plan(stand_up(every=None, at=(time(2, 30),))), "2026-10-25T01:00")
    desk.works(minutes=300)
    assert len(desk.saw(What.OPENS)) == 1


def test_law_21_a_skipped_time_fires_at_the_end_of_the_gap() -> None:
    """The spring night in Berlin has no 02:30: it comes at three."""
    desk = Desk(plan(stand_up(every=None, at=(time(2, 30),))), "2026-03-29T01:00")
    desk.works(minutes=120)
    assert desk.times(What.OPENS) == ["03:00:00"]


def test_law_21_it_is_owed_for_a_quarter_of_an_hour() -> None:
    """A call of ten minutes delays it."""
    desk = Desk(plan(LISTED))
    desk.works_until("09:59:00")
    desk.tell(events.BusyBegan, why="call")
    desk.works(minutes=10)
    desk.tell(events.BusyEnded)
    desk.works(minutes=1)
    assert desk.times(What.OPENS) == ["10:09:30"]


def test_law_21_then_it_is_dropped_without_a_word() -> None:
    """A call of half an hour: nothing comes, nothing is missed."""
    desk = Desk(plan(LISTED))
    desk.works_until("09:59:00")
    desk.tell(events.BusyBegan, why="call")
    desk.works(minutes=30)
    desk.tell(events.BusyEnded)
    desk.works(minutes=10)
    assert not desk.saw(What.OPENS)
    assert not desk.saw(What.MISSED)


def test_law_21_a_start_after_it_does_not_bring_it() -> None:
    """Started at five past ten, today's ten o'clock is over."""
    desk = Desk(plan(LISTED), "2026-03-02T10:05")
    desk.works(minutes=30)
    assert not desk.saw(What.OPENS)


def test_law_22_the_limit_is_told_and_told_again() -> None:
    """When reached, and after each twenty minutes of further work."""
    desk = Desk(plan(stand_up(every=20 * HOUR), limit=HOUR))
    desk.works(minutes=101)
    assert desk.times(What.LIMIT) == ["10:00:00", "10:20:00", "10:40:00"]


def test_law_22_it_counts_from_four_in_the_morning() -> None:
    """Work after midnight belongs to the day before."""
    desk = Desk(plan(stand_up(every=20 * HOUR), limit=2 * HOUR), "2026-03-02T23:00")
    desk.works_until("2026-03-03T06:30")
    assert desk.times(What.LIMIT)[0] == "01:00:00"
    assert desk.times(What.LIMIT)[-2:] == ["06:00:00", "06:20:00"]


def test_law_22_time_away_is_no_work() -> None:
    """Half an hour of lunch does not bring the limit nearer."""
    desk = Desk(plan(stand_up(every=20 * HOUR), limit=HOUR))
    desk.works(minutes=30)
    desk.is_away(minutes=30)
    desk.works(minutes=29)
    assert not desk.saw(What.LIMIT)
    desk.works(minutes=1.1)
    assert desk.saw(What.LIMIT)


def test_law_22_done_for_today_pauses_until_the_next_working_day() -> None:
    """On Friday that is Monday."""
    desk = Desk(plan(hours=OFFICE, limit=HOUR), "2026-03-06T14:00")
    desk.tell(events.DoneForToday)
    desk.works_until("2026-03-09T10:30")
    assert desk.times(What.RESUMED) == ["09:00:00"]
    assert desk.times(What.OPENS) == ["10:00:00"]


def test_law_22_done_for_today_without_hours_ends_at_four() -> None:
    """The next day starts there."""
    desk = Desk(plan(stretch()), "2026-03-06T22:00")
    desk.tell(events.DoneForToday)
    desk.works(minutes=7 * 60)
    assert desk.times(What.RESUMED) == ["04:00:00"]


def test_a_notice_and_a_settle_do_not_meet_in_a_call() -> None:
    """No announcement while something holds the break back."""
    desk = Desk(plan(stand_up(notice=30 * SECOND)))
    desk.tell(events.BusyBegan, why="call")
    desk.works(minutes=70)
    assert not desk.saw(What.NOTICE)
