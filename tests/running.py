"""A loop that runs in played time: a clock of five lines, a store in memory, a recorded alarm."""

from __future__ import annotations

from typing import Any

from posture_break.core.model import Effect, Input, Moment, Plan, What
from posture_break.core.snapshot import Snapshot
from posture_break.durations import MINUTE, SECOND
from posture_break.loop import Loop
from posture_break.ports import Keep, Request, Response
from tests.fake_keep import FakeKeep

NINE = 1_772_438_400_000  # 2026-03-02T08:00Z, nine o'clock in Berlin, a Monday


class FakeClock:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.steady, self.wall, self.sleep, self.boot_id = 5_000_000, NINE, 0, "boot-1"

    def now(self) -> Moment:
        """Return the present moment."""
        return Moment(self.steady, self.wall)

    def slept(self) -> int:
        """Return the time spent in system sleep."""
        return self.sleep

    def boot(self) -> str:
        """Return what names this run of the system."""
        return self.boot_id


class Running:
    """One running program: its loop, and what it stored, showed and asked of the alarm."""

    def __init__(
        self, plan: Plan, clock: FakeClock | None = None, keep: Keep | None = None, **options: Any
    ) -> None:
        self.clock = clock or FakeClock()
        self.keep: Any = keep or FakeKeep()
        self.alarm: int | None = None  # steady moment for which it is set
        self.set = 0  # how often it was set
        self.rings: list[int] = []  # seconds after the start at which it rang
        self.effects: list[Effect] = []
        self.seen: list[Snapshot] = []
        self._zero = self.clock.steady
        options.setdefault("presence", Input.UNKNOWN)  # as the app says today
        self.loop = Loop(self.clock, self.keep, plan, self._set_alarm, **options)
        self.loop.shows.append(self._show)

    def starts(self) -> Running:
        """Start it; returns itself."""
        self.loop.start()
        return self

    def passes(self, *, minutes: float = 0, seconds: float = 0) -> None:
        """Let time pass; the alarm rings whenever it is set for."""
        end = self.clock.steady + round(minutes * MINUTE + seconds * SECOND)
        while self.alarm is not None and self.alarm <= end:
            self.jumps(self.alarm - self.clock.steady)
            self.rings.append((self.clock.steady - self._zero) // SECOND)
            self.alarm = None
            self.loop.ring()
        self.jumps(end - self.clock.steady)

    def jumps(self, milliseconds: int) -> None:
        """Let time pass without any alarm."""
        self.clock.steady += milliseconds
        self.clock.wall += milliseconds

    def sleeps(self, *, minutes: float) -> None:
        """Let the whole system sleep: no alarm rings, and the clock knows."""
        self.jumps(round(minutes * MINUTE))
        self.clock.sleep += round(minutes * MINUTE)

    def asks(self, verb: str, **args: str | int) -> Response:
        """Ask as a person does; ``for_`` is the argument ``for``."""
        named = {name.rstrip("_"): value for name, value in args.items()}
        return self.loop.ask(Request(verb, named, door="command"))

    def killed(self, **options: Any) -> Running:
        """Return the next run's program, not started yet: same clock, same store, no goodbye."""
        return Running(self.loop.plan, self.clock, self.keep, **options)

    @property
    def open(self) -> str | None:
        """Which break is open."""
        return None if self.loop.state.open is None else self.loop.state.open.reminder

    def saw(self, what: What) -> list[Effect]:
        """Return what was decided of one kind."""
        return [each for each in self.effects if each.what is what]

    def _show(self, snapshot: Snapshot, effects: Any) -> None:
        self.seen.append(snapshot)
        self.effects.extend(effects)

    def _set_alarm(self, milliseconds: int | None) -> None:
        self.set += 1
        self.alarm = None if milliseconds is None else self.clock.steady + max(0, milliseconds)
