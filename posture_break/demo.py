"""``posture-break demo``: a working day in about a minute, on the real screen, by the real loop."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import time as clock_time

from posture_break.adapters.clock import SystemZone
from posture_break.app import App, Start
from posture_break.config import parse
from posture_break.content.load import load_catalogue
from posture_break.core import events, hours
from posture_break.core.model import Effect, Moment
from posture_break.core.snapshot import Snapshot
from posture_break.guide import Guide
from posture_break.loop import Loop
from posture_break.settings import Settings
from posture_break.simulate_command import told
from posture_break.texts import _

DAY = """
[day]
hours = ["09:00-12:30", "13:15-17:00"]
"""
FAST = 1_300.0  # played time, in real time, while nothing is open: a day less its breaks in 20 s
OPEN_FOR = 2.6  # seconds for which a break stays open if nobody answers it
CARD_FOR = 6.0  # the same for the first card, so that one can be read
_CALL = ("11:20", "11:50")
_END = "17:00"
_LEAST = 60.0  # milliseconds between two looks


class Warped:
    """Implements `ports.Clock`: time that runs at a rate of its own, from nine in the morning."""

    def __init__(self, wall: int) -> None:
        self.rate = FAST
        self._wall = wall
        self._since = time.monotonic()
        self._passed = 0.0

    def now(self) -> Moment:
        """Return the played moment."""
        passed = round(self._so_far())
        return Moment(passed, self._wall + passed)

    def slept(self) -> int:
        """Return that nobody sleeps."""
        return 0

    def boot(self) -> str:
        """Return that nothing is kept over a restart."""
        return ""

    def run_at(self, rate: float) -> None:
        """Run at another rate from now on."""
        self._passed, self._since = self._so_far(), time.monotonic()
        self.rate = rate

    def _so_far(self) -> float:
        return self._passed + (time.monotonic() - self._since) * 1000 * self.rate


class Play:
    """Implements `app.Stage`: the person of the demo, and what happens around them."""

    def __init__(self, clock: Warped, settings: Settings, zone: SystemZone, guide: Guide) -> None:
        self.clock = clock
        self.settings = settings
        self._zone = zone
        self._guide = guide
        self._loop: Loop | None = None
        self._leave: Callable[[], None] | None = None
        self._open: int | None = None
        self._answer_at = 0.0  # on the real clock
        self._cards = 0
        self._calls = 0

    def enter(self, loop: Loop, leave: Callable[[], None]) -> None:
        """Take the loop in hand: answer its breaks, and leave at the end of the day."""
        self._loop, self._leave = loop, leave
        loop.shows.append(self._show)

    def pace(self, milliseconds: int) -> float:
        """Return real milliseconds; with a break open, those until it is answered."""
        if self._open is not None:
            return max(_LEAST, (self._answer_at - time.monotonic()) * 1000)
        return max(_LEAST, milliseconds / self.clock.rate)

    def _show(self, snapshot: Snapshot, effects: Sequence[Effect]) -> None:
        for effect in effects:
            at = hours.local(effect.at.wall, self._zone)
            self._say(f"  {at:%H:%M}  {told(effect, self._guide)}")
        self._meet_break(snapshot)
        self._take_call(snapshot)
        if snapshot.now >= self._at(_END) and self._leave is not None:
            self._say(_("The day is over. Start it for real: posture-break"))
            self._leave()

    def _say(self, line: str) -> None:
        """Print a line; where nobody reads any more (``demo | head``), the play goes on."""
        with suppress(BrokenPipeError):
            print(line, flush=True)

    def _meet_break(self, snapshot: Snapshot) -> None:
        """Slow down while a break is open, and answer it when nobody else does."""
        view = snapshot.open
        if view is None:
            if self._open is not None:
                self._open = None
                self.clock.run_at(FAST)
            return
        if view.serial != self._open:
            self._open = view.serial
            is_card = view.exercise is not None
            self._cards += is_card
            stays = CARD_FOR if is_card and self._cards == 1 else OPEN_FOR
            self._answer_at = time.monotonic() + stays
            self.clock.run_at(view.lasts / stays / 1000)
        elif time.monotonic() >= self._answer_at and self._loop is not None:
            self._loop.tell(events.Done(self._loop.now(), view.serial))

    def _take_call(self, snapshot: Snapshot) -> None:
        """Let a call hold a break back, once."""
        if self._loop is None or self._calls >= len(_CALL):
            return
        if snapshot.now >= self._at(_CALL[self._calls]):
            self._calls += 1
            now = self._loop.now()
            began = self._calls == 1
            self._loop.tell(events.BusyBegan(now, "call") if began else events.BusyEnded(now))

    def _at(self, at: str) -> int:
        today = hours.local(self.clock.now().wall, self._zone).date()
        return hours.wall_at(today, clock_time.fromisoformat(at), self._zone)


def run(*, terminal: bool) -> int:
    """Play the day; returns the exit code."""
    zone = SystemZone()
    today = hours.local(time.time_ns() // 1_000_000, zone).date()
    clock = Warped(hours.wall_at(today, clock_time(9), zone))
    play = Play(clock, parse(DAY), zone, Guide(load_catalogue()))
    print(_("A working day in about a minute. Answer the breaks, or watch. Ctrl-C ends it."))
    return App(Start(terminal=terminal), None, play).run()
