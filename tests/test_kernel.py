"""Timer descriptors of the real kernel."""

from __future__ import annotations

import errno
import os
import time
from typing import TYPE_CHECKING

import pytest

from posture_break.adapters.linux.kernel import ClockSetWatch, SleepProofTimer
from posture_break.reactor import Reactor
from tests.rounds import turn_until

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def reactor() -> Iterator[Reactor]:
    """Give an open reactor."""
    with Reactor() as opened:
        yield opened


def test_the_timer_rings_once_and_not_early(reactor: Reactor) -> None:
    """50 ms are 50 ms on the clock that goes on in sleep, and it stays quiet afterwards."""
    rung: list[float] = []
    timer = SleepProofTimer(reactor, lambda: rung.append(time.clock_gettime(time.CLOCK_BOOTTIME)))
    timer.start()
    start = time.clock_gettime(time.CLOCK_BOOTTIME)
    timer.arm(0.05)
    assert turn_until(reactor, lambda: bool(rung))
    assert rung[0] - start >= 0.05
    reactor.turn(0.02)
    assert len(rung) == 1
    timer.stop()


def test_the_timer_rings_at_once_for_the_past(reactor: Reactor) -> None:
    """A moment that is over rings, where the kernel's own zero would disarm."""
    rung: list[bool] = []
    timer = SleepProofTimer(reactor, lambda: rung.append(True))
    timer.start()
    timer.arm(-3)
    assert turn_until(reactor, lambda: bool(rung))
    timer.stop()


def test_the_timer_is_replaced_and_disarmed(reactor: Reactor) -> None:
    """A new moment takes the old one's place; none means silence."""
    rung: list[bool] = []
    timer = SleepProofTimer(reactor, lambda: rung.append(True))
    timer.start()
    timer.arm(0.001)
    timer.arm(3600)
    reactor.turn(0.02)
    timer.arm(0.001)
    timer.arm(None)
    reactor.turn(0.02)
    assert rung == []
    timer.stop()
    timer.stop()
    timer.arm(1)


def test_a_set_clock_is_told_each_time(reactor: Reactor) -> None:
    """The kernel's cancelled read, played by a pipe, reaches the callback, and so does the next."""
    told: list[bool] = []
    ready, setter = os.pipe()

    def cancelled(fd: int, size: int) -> bytes:
        os.read(fd, size)
        raise OSError(errno.ECANCELED, "Operation canceled")

    watch = ClockSetWatch(reactor, lambda: told.append(True), lambda: ready, cancelled)
    watch.start()
    os.write(setter, b"clock set")
    assert turn_until(reactor, lambda: len(told) == 1)
    os.write(setter, b"clock set")
    assert turn_until(reactor, lambda: len(told) == 2)
    watch.stop()
    os.close(setter)


def test_the_real_clock_watch_is_quiet(reactor: Reactor) -> None:
    """While nobody sets the clock, nothing is ready to read."""
    told: list[bool] = []
    watch = ClockSetWatch(reactor, lambda: told.append(True))
    watch.start()
    reactor.turn(0.02)
    assert told == []
    watch.stop()
