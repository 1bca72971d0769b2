"""Laws 8-11: due, owed, merged, announced, waiting for a gap in the typing."""

from __future__ import annotations

from posture_break.core import events
from posture_break.core.model import What, Why
from posture_break.durations import MINUTE, SECOND
from tests.desk import Desk, plan, stand_up, stretch, tip


def test_law_8_a_break_opens_when_its_clock_reaches_every() -> None:
    """Exactly then, not a second sooner or later."""
    desk = Desk(plan())
    desk.works(minutes=59, seconds=59)
    assert desk.open is None
    desk.works(seconds=1)
    assert desk.times(What.OPENS) == ["10:00:00"]


def test_law_8_while_busy_it_is_owed_and_told_once() -> None:
    """A call holds the break back, with a reason that names the call."""
    desk = Desk(plan())
    desk.works(minutes=50)
    desk.tell(events.BusyBegan, why="call")
    desk.works(minutes=30)
    assert desk.open is None
    (owed,) = desk.saw(What.OWED)
    assert (owed.reason.kind, owed.reason.detail) == (Why.HELD_BUSY, "call")


def test_law_8_however_much_was_owed_one_break_opens_the_longest() -> None:
    """After a long call there is one break, and no second one behind it."""
    desk = Desk(plan(stand_up(), stretch(every=70 * MINUTE), stand_up(name="eyes", lasts=MINUTE)))
    desk.tell(events.BusyBegan, why="call")
    desk.works(minutes=90)
    desk.tell(events.BusyEnded)
    desk.works(minutes=1)
    assert desk.open == "stretch"
    desk.skips()
    desk.works(minutes=10)
    assert len(desk.saw(What.OPENS)) == 1


def test_law_9_two_that_are_near_become_one_the_longer() -> None:
    """A stand-up now and a stretch in four minutes: the stretch opens now."""
    desk = Desk(plan(stand_up(), stretch(every=64 * MINUTE)))
    desk.works(minutes=60)
    assert desk.open == "stretch"
    assert desk.times(What.OPENS) == ["10:00:00"]


def test_law_9_two_that_are_not_near_stay_two() -> None:
    """A stretch six minutes later is another break."""
    desk = Desk(plan(stand_up(), stretch(every=66 * MINUTE)))
    desk.works(minutes=60)
    assert desk.open == "stand-up"


def test_law_9_a_done_break_restarts_every_shorter_one() -> None:
    """Four minutes of stretching are two minutes of standing, too."""
    desk = Desk(plan(stand_up(), stretch(every=30 * MINUTE)))
    desk.works(minutes=30)
    desk.does_it()
    desk.works(minutes=29)
    assert desk.open is None
    desk.works(minutes=31)
    assert [each.reminder for each in desk.saw(What.OPENS)] == ["stretch", "stretch"]


def test_law_9_a_done_break_restarts_no_longer_one() -> None:
    """Standing for two minutes is no stretch of four."""
    desk = Desk(plan(stand_up(every=30 * MINUTE), stretch(every=45 * MINUTE)))
    desk.works(minutes=30)
    desk.does_it()
    desk.works(minutes=15)
    assert desk.open == "stretch"


def test_law_9_a_skipped_break_leaves_the_ones_it_was_not_merged_with() -> None:
    """Only what came as this break starts anew."""
    desk = Desk(plan(stand_up(), stretch(every=30 * MINUTE)))
    desk.works(minutes=30)
    desk.skips()
    desk.works(minutes=30)
    assert [each.reminder for each in desk.saw(What.OPENS)] == ["stretch", "stretch"]
    desk.does_it()
    assert desk.state.clocks["stand-up"].zero == desk.state.worked


def test_law_9_a_tip_keeps_a_minute_from_breaks() -> None:
    """A tip due half a minute before a break rides along in it."""
    desk = Desk(plan(stand_up(), tip(every=59 * MINUTE + 30 * SECOND)))
    desk.works(minutes=60)
    assert not desk.saw(What.TIP)
    assert desk.saw(What.OPENS)[0].tip is not None
    desk.does_it()
    desk.works(minutes=59)
    assert not desk.saw(What.TIP)


def test_law_9_a_tip_waits_a_minute_after_a_break() -> None:
    """A tip due right after a break waits."""
    desk = Desk(plan(stand_up(topics=()), tip(every=62 * MINUTE)))
    desk.works(minutes=60)
    desk.works(minutes=2)
    desk.does_it()
    desk.works(minutes=2)
    assert desk.times(What.TIP) == ["10:04:00"]


def test_law_9_a_tip_that_is_alone_is_told() -> None:
    """It opens no break and wants no answer."""
    desk = Desk(plan(tip()))
    desk.works(minutes=80)
    assert desk.times(What.TIP) == ["09:40:00", "10:20:00"]
    assert desk.open is None


def test_law_9_a_tip_is_held_like_a_break() -> None:
    """Nobody gets a tip in a call."""
    desk = Desk(plan(tip()))
    desk.tell(events.BusyBegan, why="call")
    desk.works(minutes=50)
    desk.tell(events.BusyEnded)
    desk.works(minutes=1)
    assert desk.times(What.TIP) == ["09:50:30"]


def test_law_10_a_notice_comes_before_the_break() -> None:
    """Thirty seconds before, and once."""
    desk = Desk(plan(stand_up(notice=30 * SECOND)))
    desk.works(minutes=60)
    assert desk.times(What.NOTICE) == ["09:59:30"]
    assert desk.times(What.OPENS) == ["10:00:00"]


def test_law_10_an_announced_break_can_be_snoozed() -> None:
    """The break then comes that much later."""
    desk = Desk(plan(stand_up(notice=30 * SECOND)))
    desk.works(minutes=59, seconds=40)
    desk.snoozes("5m")
    desk.works(minutes=5)
    assert desk.times(What.OPENS) == ["10:04:40"]


def test_law_10_an_announced_break_can_be_skipped() -> None:
    """Its clock starts from zero."""
    desk = Desk(plan(stand_up(notice=30 * SECOND)))
    desk.works(minutes=59, seconds=40)
    desk.skips()
    assert desk.saw(What.SKIPPED)
    desk.works(minutes=59)
    assert desk.open is None


def test_law_11_a_card_waits_for_a_gap_in_the_typing() -> None:
    """Three seconds without input, then it opens."""
    desk = Desk(plan(stretch(wait_for_pause=15 * SECOND)))
    desk.works(minutes=59, seconds=58)
    desk.tell(events.Typing)
    desk.works(seconds=7)
    desk.tell(events.TypingStopped)
    desk.works(seconds=10)
    assert desk.times(What.OPENS) == ["10:00:08"]


def test_law_11_but_never_longer_than_the_cap() -> None:
    """A person who types on gets it after fifteen seconds."""
    desk = Desk(plan(stretch(wait_for_pause=15 * SECOND)))
    desk.works(minutes=59, seconds=58)
    desk.tell(events.Typing)
    desk.works(minutes=1)
    assert desk.times(What.OPENS) == ["10:00:15"]


def test_law_11_a_notification_does_not_wait() -> None:
    """Its cap is zero."""
    desk = Desk(plan(stand_up()))
    desk.works(minutes=59, seconds=58)
    desk.tell(events.Typing)
    desk.works(minutes=1)
    assert desk.times(What.OPENS) == ["10:00:00"]


def test_an_open_break_is_not_owed_beside_itself() -> None:
    """Whatever else happens while it is open, it does not fall due a second time."""
    desk = Desk(plan(stand_up(), stretch()))
    desk.works(minutes=61)
    desk.tell(events.BusyBegan, why="call")
    desk.works(minutes=1)
    assert desk.open == "stretch"
    assert not desk.saw(What.OWED)
