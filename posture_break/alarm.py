"""The engine's alarm clock: one one-shot APScheduler job in our own loop, right in all weather.

APScheduler plans on wall time and waits on monotonic time, so by itself it oversleeps when the
wall clock steps back or the system sleeps. Here the truth is a deadline on the steady clock; the
job is planned anew from it whenever the two clocks have come apart.
"""

from __future__ import annotations

import logging
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from apscheduler.executors.debug import DebugExecutor
from apscheduler.jobstores.base import JobLookupError
from apscheduler.schedulers.base import BaseScheduler
from apscheduler.triggers.date import DateTrigger

if TYPE_CHECKING:
    from collections.abc import Callable

    from posture_break.ports import Cancel, Reactor

_NEXT_WAKE = "next wake"
_FARTHEST = 7 * 86_400_000  # milliseconds; it rings by then whatever was asked: the engine looks
_APART = 20  # milliseconds by which wall and steady time differ after a jump, not by reading them
_BURST = 5  # rings that may follow each other closely
_CLOSELY = 50  # milliseconds
_SLOWEST = 60_000  # milliseconds between the rings of a plan that is never satisfied

_log = logging.getLogger(__name__)


class SleepProof(Protocol):
    """A timer that goes on in system sleep, where the platform has one."""

    def arm(self, seconds: float | None) -> None:
        """Ring once in ``seconds``, instead of what was set; None: never."""


class LoopScheduler(BaseScheduler):  # type: ignore[misc] # APScheduler ships no types
    """An APScheduler whose jobs run in our loop, as its asyncio sibling's do in asyncio's."""

    def __init__(self, reactor: Reactor, before_look: Callable[[], None]) -> None:
        self._reactor = reactor
        self._before_look = before_look
        self._timer: Cancel | None = None
        self._posted = False
        super().__init__(
            timezone=UTC,  # never tzlocal's guess: TZ=EST5 makes that raise
            job_defaults={"misfire_grace_time": None, "coalesce": True},
            executors={"default": DebugExecutor()},  # runs the job here and now
        )

    def wakeup(self) -> None:
        """Look for due jobs in the loop's next round; any number of calls make one look."""
        if not self._posted:
            self._posted = True
            self._reactor.post(self._look)

    def shutdown(self, wait: bool = True) -> None:
        """End; nothing rings any more."""
        self._call_off_timer()
        super().shutdown(wait)

    def _look(self) -> None:
        self._posted = False
        self._call_off_timer()
        if not self.running:
            return
        self._before_look()
        seconds = self._process_jobs()
        if seconds is not None:
            self._timer = self._reactor.later(seconds, self._look)

    def _call_off_timer(self) -> None:
        if self._timer is not None:
            self._timer()
            self._timer = None


class Alarm:
    """Rings once at the moment that was set last, on the steady clock."""

    def __init__(
        self,
        reactor: Reactor,
        ring: Callable[[], None],
        steady: Callable[[], int],
        sleep_proof: SleepProof | None = None,
        wall: Callable[[], float] = time.time,
    ) -> None:
        self._reactor = reactor
        self._ring = ring
        self._steady = steady
        self._sleep_proof = sleep_proof
        self._wall = wall
        self._scheduler = LoopScheduler(reactor, self._heed_jump)
        self._deadline: int | None = None
        self._offset = 0.0
        self._soon = False
        self._burst = 0  # rings one after the other that were asked for too soon

    def start(self) -> None:
        """Begin; what is set before waits for this."""
        logging.getLogger("apscheduler").setLevel(logging.WARNING)  # it tells of every new job
        self._scheduler.start()

    def set(self, milliseconds: int | None) -> None:
        """Ring ``milliseconds`` from now, instead of what was set before; None: never."""
        self.set_at(None if milliseconds is None else self._steady() + milliseconds)

    def set_at(self, steady: int | None) -> None:
        """Ring at a steady moment, instead of what was set before; the same again costs nothing."""
        if steady is not None:
            now = self._steady()
            self._soon = steady - now < _CLOSELY
            steady = min(max(steady, now + self._patience()), now + _FARTHEST)
        if steady != self._deadline:
            self._deadline = steady
            self._plan()

    def replan(self) -> None:
        """Plan again: the wall clock was set, the system woke up, or a sleep-proof timer rang."""
        if self._deadline is not None:
            self._plan()

    def stop(self) -> None:
        """End; nothing rings any more."""
        self._deadline = None
        if self._scheduler.running:
            self._plan()
            self._scheduler.shutdown()

    def _plan(self) -> None:
        """Bring the job, and the sleep-proof timer, in line with the deadline."""
        if self._deadline is None:
            with suppress(JobLookupError):
                self._scheduler.remove_job(_NEXT_WAKE)
            self._arm(None)
            return
        wall, steady = self._wall(), self._steady()
        rest = max(0, self._deadline - steady)
        self._offset = wall * 1000 - steady
        moment = datetime.fromtimestamp(wall, UTC) + timedelta(milliseconds=rest)
        self._scheduler.add_job(
            self._due, DateTrigger(moment, UTC), id=_NEXT_WAKE, replace_existing=True
        )
        self._arm(rest / 1000 if rest else None)  # due: the scheduler looks in the next round

    def _arm(self, seconds: float | None) -> None:
        if self._sleep_proof is not None:
            self._sleep_proof.arm(seconds)

    def _heed_jump(self) -> None:
        """Plan again when the clocks have come apart, also where no kernel tells of it."""
        apart = self._wall() * 1000 - self._steady() - self._offset
        if self._deadline is not None and abs(apart) > _APART:
            self._plan()

    def _due(self) -> None:
        # Not here: APScheduler removes the job after this call, and a new one of its name with it.
        self._reactor.post(self._ring_if_due)

    def _ring_if_due(self) -> None:
        if self._deadline is None:
            return
        if self._steady() < self._deadline:  # the clocks were a little apart
            self._plan()
            return
        self._burst = self._burst + 1 if self._soon else 0
        if self._burst == _BURST + 1:
            _log.warning("The alarm is set for at once again and again: slowing it down.")
        self._deadline = None
        self._arm(None)
        self._ring()

    def _patience(self) -> int:
        """Return the least wait: none, or ever more while a plan is never satisfied (law 25)."""
        over = self._burst - _BURST
        return min(_SLOWEST, _CLOSELY << min(over, 16)) if over > 0 else 0
