"""Laws 1-7: clocks, absences, returns."""

from __future__ import annotations

from posture_break.core import events
from posture_break.core.model import Presence, What, Why
from posture_break.durations import HOUR, MINUTE
from tests.desk import Desk, plan, stand_up, stretch, tip


def test_law_1_a_wall_clock_jump_moves_no_interval() -> None:
    """An hour forward at half time: the break still comes after an hour of work."""
    desk = Desk(plan())
    desk.works(minutes=30)
    desk.shifts_the_clock(minutes=60)
    desk.works(minutes=29.9)
    assert desk.open is None
    desk.works(minutes=0.2)
    assert desk.open == "stand-up"


def test_law_1_a_clock_set_back_moves_no_interval() -> None:
    """An hour back does not make the person wait an hour longer."""
    desk = Desk(plan())
    desk.works(minutes=30)
    desk.shifts_the_clock(minutes=-60)
    desk.works(minutes=30)
    assert desk.open == "stand-up"


def test_law_1_time_asleep_is_no_work() -> None:
    """Intervals run on time that goes on in sleep, and sleep is an absence, not work."""
    desk = Desk(plan(stretch(lasts=30 * MINUTE)))
    desk.works(minutes=50)
    desk.tell(events.Slept)
    desk.passes(minutes=20)
    desk.tell(events.Awoke)
    desk.returns()
    desk.works(minutes=9)
    assert desk.open is None
    desk.works(minutes=1.1)
    assert desk.open == "stretch"


def test_law_2_unknown_presence_counts_as_work() -> None:
    """Without any source the reminders come all the same."""
    desk = Desk(plan())
    desk.tell(events.InputUnknown)
    desk.works(minutes=60)
    assert desk.open == "stand-up"


def test_law_2_clocks_stand_still_while_a_break_is_open() -> None:
    """The time of one break is not work time of another reminder."""
    desk = Desk(plan(stand_up(), stretch(every=100 * MINUTE)))
    desk.works(minutes=60)
    assert desk.open == "stand-up"
    desk.works(minutes=5)
    desk.does_it()
    desk.works(minutes=39)
    assert desk.open is None
    desk.works(minutes=1)
    assert desk.open == "stretch"


def test_law_2_clocks_stand_still_while_paused_and_off_hours() -> None:
    """A pause and off hours count nothing."""
    desk = Desk(plan())
    desk.works(minutes=50)
    desk.tell(events.PauseAsked, span=HOUR)
    desk.passes(minutes=60)
    desk.works(minutes=59)
    assert desk.open is None
    desk.works(minutes=1)
    assert desk.open == "stand-up"


def test_law_3_a_short_gap_is_work() -> None:
    """People read: a gap shorter than away_after counts."""
    desk = Desk(plan())
    desk.works(minutes=30)
    desk.leaves()
    desk.passes(seconds=119)
    desk.tell(events.InputStarted)
    desk.works(minutes=30, seconds=-119)
    assert desk.open == "stand-up"
    assert not desk.saw(What.PRESENCE)


def test_law_3_a_longer_gap_began_at_the_last_input() -> None:
    """Clocks are wound back to the last input."""
    desk = Desk(plan(stand_up(lasts=10 * MINUTE)))
    desk.works(minutes=30)
    desk.is_away(minutes=5)
    desk.works(minutes=29.9)
    assert desk.open is None
    desk.works(minutes=0.2)
    assert desk.open == "stand-up"


def test_law_3_a_late_notice_winds_back_too() -> None:
    """A source that tells only after two minutes gives the moment of the last input."""
    desk = Desk(plan(stand_up(lasts=10 * MINUTE)))
    desk.works(minutes=30)
    desk.passes(minutes=2)
    desk.tell(events.InputStopped, since=desk.steady - 2 * MINUTE)
    assert desk.times(What.PRESENCE) == ["09:32:00"]
    desk.passes(minutes=1)
    desk.returns()
    desk.works(minutes=29.9)
    assert desk.open is None
    desk.works(minutes=0.2)
    assert desk.open == "stand-up"


def test_law_4_a_lock_is_an_absence_at_once() -> None:
    """Locking does not wait for away_after."""
    desk = Desk(plan())
    desk.works(minutes=10)
    desk.tell(events.Locked)
    (away,) = desk.saw(What.PRESENCE)
    assert (away.presence, away.reason.kind) == (Presence.AWAY, Why.LOCKED)


def test_law_4_a_lock_after_a_gap_began_at_the_last_input() -> None:
    """If the last input was before the lock, the absence began there."""
    desk = Desk(plan(stand_up(lasts=10 * MINUTE)))
    desk.works(minutes=58)
    desk.leaves()
    desk.passes(minutes=1)
    desk.tell(events.Locked)
    desk.passes(minutes=3)
    desk.tell(events.Unlocked)
    desk.returns()
    desk.works(minutes=1.9)
    assert desk.open is None
    desk.works(minutes=0.2)
    assert desk.open == "stand-up"


def test_law_4_sleep_is_an_absence_at_once() -> None:
    """The lid closes: away."""
    desk = Desk(plan())
    desk.works(minutes=10)
    desk.tell(events.Slept)
    assert desk.saw(What.PRESENCE)[-1].reason.kind is Why.ASLEEP


def test_law_5_a_long_absence_is_a_natural_break() -> None:
    """Away for as long as the break lasts: the clock starts from zero on return."""
    desk = Desk(plan())
    desk.works(minutes=50)
    desk.is_away(minutes=6)
    (natural,) = desk.saw(What.NATURAL)
    assert natural.reminder == "stand-up"
    assert natural.reason.kind is Why.AWAY_FOR
    desk.works(minutes=59)
    assert desk.open is None
    desk.works(minutes=1)
    assert desk.open == "stand-up"


def test_law_5_a_shorter_absence_only_stopped_the_clock() -> None:
    """Three minutes are a natural stand-up, but no natural stretch."""
    desk = Desk(plan(stand_up(), stretch()))
    desk.works(minutes=50)
    desk.is_away(minutes=3)
    assert [each.reminder for each in desk.saw(What.NATURAL)] == ["stand-up"]
    desk.works(minutes=10)
    assert desk.open == "stretch"


def test_law_6_nothing_is_shown_during_an_absence() -> None:
    """A snooze that ends while the person is away waits for the return."""
    desk = Desk(plan(stand_up(lasts=30 * MINUTE)))
    desk.works(minutes=60)
    desk.snoozes("5m")
    desk.works(minutes=2)
    desk.leaves()
    desk.passes(minutes=10)
    assert desk.open is None
    desk.returns()
    desk.works(minutes=3.1)
    assert desk.open == "stand-up"


def test_law_6_an_open_break_becomes_natural_when_the_absence_has_its_length() -> None:
    """The person gets up and goes: the break was taken, at the moment when it was long enough."""
    desk = Desk(plan())
    desk.works(minutes=60, seconds=10)
    desk.leaves()
    desk.passes(minutes=10)
    assert desk.times(What.NATURAL) == ["10:02:10"]


def test_law_6_back_sooner_the_break_is_still_open() -> None:
    """A lock of one minute does not close a break of two."""
    desk = Desk(plan())
    desk.works(minutes=60)
    desk.tell(events.Locked)
    desk.passes(minutes=1)
    desk.tell(events.Unlocked)
    desk.returns()
    assert desk.open == "stand-up"
    assert not desk.saw(What.NATURAL)


def test_law_6_a_break_opened_in_the_gap_stays_for_a_person_who_only_read() -> None:
    """It opened before the gap could be known as an absence: nobody takes it away meanwhile."""
    desk = Desk(plan(stand_up(lasts=10 * MINUTE)))
    desk.works(minutes=59)
    desk.leaves()
    desk.passes(minutes=3)
    assert desk.open == "stand-up"
    desk.returns()
    assert desk.open == "stand-up"


def test_law_7_a_bump_of_the_desk_is_no_return() -> None:
    """One second of input after a long absence changes nothing."""
    desk = Desk(plan())
    desk.works(minutes=50)
    desk.leaves()
    desk.passes(minutes=5)
    desk.tell(events.InputStarted)
    desk.passes(seconds=1)
    desk.tell(events.InputStopped)
    desk.passes(minutes=5)
    assert [each.presence for each in desk.saw(What.PRESENCE)] == [Presence.AWAY]
    assert not desk.saw(What.NATURAL)


def test_law_7_two_seconds_of_input_are_a_return() -> None:
    """The absence ended when the input began, and is told when it is believed."""
    desk = Desk(plan())
    desk.works(minutes=50)
    desk.leaves()
    desk.passes(minutes=5)
    desk.tell(events.InputStarted)
    desk.passes(seconds=2)
    back = desk.saw(What.PRESENCE)[-1]
    assert (back.presence, back.reason.span) == (Presence.ACTIVE, 5 * MINUTE)


def test_an_absence_has_one_reason_in_words() -> None:
    """Every decision carries its reason; the time away is told with the next break."""
    desk = Desk(plan(stand_up(lasts=10 * MINUTE), tip()))
    desk.works(minutes=30)
    desk.is_away(minutes=4)
    desk.works(minutes=31)
    opens = desk.saw(What.OPENS)[-1]
    assert opens.reason.kind is Why.WORKED
    assert opens.reason.span == 60 * MINUTE
    assert opens.reason.away == 4 * MINUTE
