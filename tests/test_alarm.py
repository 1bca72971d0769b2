"""The alarm rings on the steady clock, whatever the wall clock does, and never spins."""

from __future__ import annotations

import os
import time
from datetime import datetime
from typing import TYPE_CHECKING, Self

import pytest

from posture_break.adapters.linux.kernel import SleepProofTimer
from posture_break.alarm import Alarm
from posture_break.reactor import Reactor
from tests.rounds import turn_until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo


class Clocks:
    """A steady clock that sleep carries on, a wall clock that can be set."""

    def __init__(self) -> None:
        """Begin with both as they are."""
        self.shift = 0.0
        self.sleep = 0

    def steady(self) -> int:
        """Return milliseconds."""
        return time.monotonic_ns() // 1_000_000 + self.sleep

    def wall(self) -> float:
        """Return seconds."""
        return time.time() + self.shift + self.sleep / 1000


class Bedside:
    """An alarm on an open reactor, and the steady moments at which it rang."""

    def __init__(self, reactor: Reactor, clocks: Clocks, again: int | None = None) -> None:
        """Ring into a list; set anew to ``again`` milliseconds after each ring."""
        self.reactor, self.clocks, self.again = reactor, clocks, again
        self.rung: list[int] = []
        self.alarm = Alarm(reactor, self._ring, clocks.steady, wall=clocks.wall)
        self.alarm.start()

    def _ring(self) -> None:
        self.rung.append(self.clocks.steady())
        if self.again is not None:
            self.alarm.set(self.again)

    def rings(self, times: int = 1, limit: float = 2.0) -> bool:
        """Say whether it rings so often in time."""
        return turn_until(self.reactor, lambda: len(self.rung) >= times, limit)


@pytest.fixture
def bedside(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bedside]:
    """Give a started alarm, with APScheduler reading the same wall clock."""
    clocks = Clocks()

    class WallTime(datetime):
        """What APScheduler asks for the present moment."""

        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            """Return the wall clock's time."""
            return cls.fromtimestamp(clocks.wall(), tz)

    monkeypatch.setattr("apscheduler.schedulers.base.datetime", WallTime)
    with Reactor() as reactor:
        side = Bedside(reactor, clocks)
        yield side
        side.alarm.stop()


def test_it_rings_once_and_not_early(bedside: Bedside) -> None:
    """40 ms are 40 ms, and then it is silent."""
    start = bedside.clocks.steady()
    bedside.alarm.set(40)
    assert bedside.rings()
    assert bedside.rung[0] - start >= 40
    assert not bedside.rings(2, limit=0.1)


def test_a_new_moment_replaces_the_old(bedside: Bedside) -> None:
    """Later, earlier, never, and again: only the last word counts."""
    bedside.alarm.set(1)
    bedside.alarm.set(3_600_000)
    assert not bedside.rings(limit=0.05)
    bedside.alarm.set(None)
    assert not bedside.rings(limit=0.02)
    bedside.alarm.set(1)
    assert bedside.rings()


def test_it_can_be_set_while_it_rings(bedside: Bedside) -> None:
    """Each ring sets the next, and none of them is lost (APScheduler alone loses them)."""
    bedside.again = 2
    bedside.alarm.set(2)
    assert bedside.rings(5)


def test_a_moment_in_the_past_rings_at_once(bedside: Bedside) -> None:
    """What is overdue is due."""
    bedside.alarm.set(-5_000)
    assert bedside.rings(limit=0.5)


def test_a_wall_clock_set_back_does_not_stall_it(bedside: Bedside) -> None:
    """An hour back, told by nobody: it rings on time all the same."""
    start = bedside.clocks.steady()
    bedside.alarm.set(60)
    bedside.reactor.turn(0)
    bedside.clocks.shift = -3600
    assert bedside.rings()
    assert 60 <= bedside.rung[0] - start < 500


def test_a_wall_clock_set_forward_does_not_ring_it(bedside: Bedside) -> None:
    """An hour forward, told by the kernel: the moment stays where it was."""
    start = bedside.clocks.steady()
    bedside.alarm.set(60)
    bedside.reactor.turn(0)
    bedside.clocks.shift = 3600
    bedside.alarm.replan()
    assert bedside.rings()
    assert 60 <= bedside.rung[0] - start < 500


def test_after_system_sleep_it_rings_at_once(bedside: Bedside) -> None:
    """The moment passed in sleep; the first word of waking up rings it."""
    bedside.alarm.set(600_000)
    assert not bedside.rings(limit=0.02)
    bedside.clocks.sleep = 3_600_000
    bedside.alarm.replan()
    assert bedside.rings(limit=0.5)


def test_a_plan_that_is_never_satisfied_is_slowed_down(
    bedside: Bedside, caplog: pytest.LogCaptureFixture
) -> None:
    """At once, for ever, is not obeyed for ever, and said in the log."""
    bedside.again = 0
    bedside.alarm.set(0)
    turn_until(bedside.reactor, lambda: False, limit=0.5)
    assert 5 <= len(bedside.rung) < 15
    assert "again and again" in caplog.text


def test_a_far_moment_is_bounded(bedside: Bedside) -> None:
    """A century ahead is no error."""
    bedside.alarm.set(100 * 365 * 86_400_000)
    assert not bedside.rings(limit=0.02)


def test_setting_the_same_moment_again_costs_nothing(bedside: Bedside) -> None:
    """After each event the loop sets the alarm; where nothing changed, no job is made."""
    bedside.alarm.set_at(bedside.clocks.steady() + 60_000)
    planned = bedside.alarm._scheduler.get_jobs()[0]
    deadline = bedside.alarm._deadline
    bedside.alarm.set_at(deadline)
    assert bedside.alarm._scheduler.get_jobs() == [planned]
    assert bedside.alarm._scheduler.get_jobs()[0].next_run_time == planned.next_run_time


def test_it_starts_in_a_zone_without_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """TZ as a POSIX rule, which APScheduler's own guess at the zone does not survive."""
    monkeypatch.setenv("TZ", "EST5EDT,M3.2.0,M11.1.0")
    with Reactor() as reactor:
        side = Bedside(reactor, Clocks())
        side.alarm.set(1)
        assert side.rings()
        side.alarm.stop()


def test_a_stopped_alarm_is_silent() -> None:
    """What was set before the end does not ring after it; ending twice is harmless."""
    with Reactor() as reactor:
        side = Bedside(reactor, Clocks())
        side.alarm.set(1)
        side.alarm.stop()
        side.alarm.stop()
        assert not side.rings(limit=0.05)


def test_the_kernels_timer_and_the_job_ring_once_together() -> None:
    """With the real timer for system sleep armed for the same moment, one ring comes, not two."""
    with Reactor() as reactor:
        rung: list[bool] = []
        clock = Clocks()
        timer = SleepProofTimer(reactor, lambda: alarm.replan())  # noqa: PLW0108 - made below
        alarm = Alarm(reactor, lambda: rung.append(True), clock.steady, timer)
        timer.start()
        alarm.start()
        alarm.set(20)
        assert turn_until(reactor, lambda: bool(rung))
        turn_until(reactor, lambda: len(rung) > 1, limit=0.05)
        assert rung == [True]
        alarm.stop()
        timer.stop()


def test_waiting_costs_no_processor_time(bedside: Bedside) -> None:
    """While it waits, the process sleeps in the kernel."""
    bedside.alarm.set(3_600_000)
    bedside.reactor.turn(0.01)
    before = os.times()
    bedside.reactor.turn(0.3)
    after = os.times()
    assert after.user + after.system - before.user - before.system <= 0.02
