"""A person at a desk in simulated time: scenarios read as a day and see what a person sees."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from posture_break.core import codec, events
from posture_break.core.engine import new_state, step
from posture_break.core.model import (
    Effect,
    ExerciseChoice,
    Input,
    Kind,
    Moment,
    Plan,
    Reminder,
    Show,
    TipChoice,
    What,
    Window,
)
from posture_break.core.state import State
from posture_break.core.status import snapshot
from posture_break.durations import MINUTE, parse_duration

BERLIN = ZoneInfo("Europe/Berlin")
NINE_TO_FIVE = Window(time(9), time(17))
OFFICE = dict.fromkeys(range(5), (NINE_TO_FIVE,))  # Monday to Friday


def stand_up(**changes: Any) -> Reminder:
    """Return a two-minute break every hour."""
    return replace(
        Reminder("stand-up", every=60 * MINUTE, lasts=2 * MINUTE, topics=("posture",)), **changes
    )


def stretch(**changes: Any) -> Reminder:
    """Return a four-minute break with an exercise every hour."""
    usual = Reminder("stretch", every=60 * MINUTE, lasts=4 * MINUTE, show=Show.CARD, exercise=True)
    return replace(usual, **changes)


def tip(**changes: Any) -> Reminder:
    """Return a tip every 40 minutes."""
    return replace(Reminder("tip", Kind.TIP, every=40 * MINUTE, topics=("posture",)), **changes)


def plan(*reminders: Reminder, **changes: Any) -> Plan:
    """Return a plan with these reminders, in Berlin's time, with a few tips and exercises."""
    usual = Plan(
        reminders=reminders or (stand_up(),),
        zone=BERLIN,
        tips=tuple(TipChoice(f"tip-{n}", "posture") for n in range(5)),
        exercises=tuple(ExerciseChoice(f"exercise-{n}") for n in range(4)),
    )
    return replace(usual, **changes)


class Desk:
    """One person, one program, virtual time; every step is checked to leave its input as it was."""

    def __init__(self, plan: Plan, start: str = "2026-03-02T09:00") -> None:
        self.plan = plan
        self.steady = 0
        self.wall = self.at(start)
        self.effects: list[Effect] = []
        self.wakes: list[int] = []
        self.state = new_state(self.now())
        self.stored: tuple[str, Moment] | None = None
        self.tell(events.Started)

    # --- the world ------------------------------------------------------------------------------

    def at(self, local: str) -> int:
        """Return the wall moment of a local time."""
        moment = datetime.fromisoformat(local).replace(tzinfo=self.plan.zone)
        return round(moment.timestamp() * 1000)

    def now(self) -> Moment:
        """Return the present moment."""
        return Moment(self.steady, self.wall)

    def clock(self) -> str:
        """Return the local time of day."""
        return f"{datetime.fromtimestamp(self.wall / 1000, self.plan.zone):%H:%M:%S}"

    def tell(self, make: Callable[..., events.Event], **fields: Any) -> tuple[Effect, ...]:
        """Let the engine hear of something that is so now."""
        return self.hear(make(self.now(), **fields))

    def hear(self, event: events.Event) -> tuple[Effect, ...]:
        """Let the engine hear an event."""
        before = json.dumps(codec.to_json(self.state))
        state, effects = step(self.state, event, self.plan)
        assert json.dumps(codec.to_json(self.state)) == before, (
            "step changed the state it was given"
        )
        assert state.wake is None or state.wake > state.now.steady, "law 25"
        self.state = state
        self.effects += effects
        return effects

    def passes(self, *, minutes: float = 0, seconds: float = 0) -> None:
        """Let time pass; the engine is woken exactly when it asked for it."""
        end = self.steady + round(minutes * 60_000 + seconds * 1000)
        while self.state.wake is not None and self.state.wake <= end:
            self._pass(self.state.wake - self.steady)
            self.wakes.append(self.steady)
            self.tell(events.Alarm)
        self._pass(end - self.steady)

    def works(self, *, minutes: float = 0, seconds: float = 0) -> None:
        """Work at the desk, whatever is shown."""
        self.passes(minutes=minutes, seconds=seconds)

    def works_until(self, local: str) -> None:
        """Work until a local time of day, today or (after midnight) tomorrow."""
        today = datetime.fromtimestamp(self.wall / 1000, self.plan.zone).date()
        target = self.at(f"{today}T{local}") if "T" not in local else self.at(local)
        self.passes(seconds=max(0, target - self.wall) / 1000)

    def leaves(self) -> None:
        """Stop all input now."""
        self.tell(events.InputStopped)

    def returns(self) -> None:
        """Use the keyboard again from now on, for long enough to be believed."""
        self.tell(events.InputStarted)
        self.passes(seconds=self.plan.back_after / 1000)

    def is_away(self, *, minutes: float) -> None:
        """Leave, stay away, and come back."""
        self.leaves()
        self.passes(minutes=minutes)
        self.returns()

    def shifts_the_clock(self, *, minutes: float) -> None:
        """Set the wall clock."""
        self.wall += round(minutes * 60_000)
        self.tell(events.ClockChanged)

    def takes_plan(self, plan: Plan) -> None:
        """Change the config."""
        self.plan = plan
        self.tell(events.PlanChanged)

    def dies(self) -> None:
        """End the program as kill -9 does; each event was stored, and a mark each minute."""
        marks = (self.steady - self.state.now.steady) // MINUTE * MINUTE
        alive = Moment(self.state.now.steady + marks, self.state.now.wall + marks)
        self.stored = (json.dumps(codec.to_json(self.state)), alive)

    def starts_again(self, *, after: float = 0, stopped: int | None = None) -> None:
        """Start the program again ``after`` minutes of not running."""
        assert self.stored is not None
        self._pass(round(after * 60_000))
        self.state = codec.from_json(json.loads(self.stored[0]))
        there = Input.FLOWING if stopped is None else Input.STOPPED
        self.tell(events.Started, since=self.stored[1], input=there, stopped=stopped)

    # --- the person's answers ---------------------------------------------------------------------

    def does_it(self, **fields: Any) -> None:
        """Answer the open break with done."""
        self.tell(events.Done, **fields)

    def skips(self) -> None:
        """Answer with skip."""
        self.tell(events.Skip)

    def snoozes(self, span: str | None = None) -> None:
        """Answer with snooze."""
        self.tell(events.Snooze, span=None if span is None else parse_duration(span))

    def takes(self, name: str = "stretch") -> Any:
        """Take a break now; return the exercise that it brings."""
        self.tell(events.Take, reminder=name)
        return self.exercise

    def exercises(self, times: int = 1, *, minutes: float = 90, **answers: str) -> list[Any]:
        """Take and do so many breaks, some time apart, each with these answers."""
        done: list[Any] = []
        for _ in range(times):
            self.passes(minutes=minutes)
            done.append(self.takes())
            self.does_it()
            if answers:
                self.tell(events.Felt, **answers)
        return done

    def sleeps_until(self, local: str) -> None:
        """Be away, with the system asleep, until a local date and time."""
        self.tell(events.Slept)
        self._pass(max(0, self.at(local) - self.wall))
        self.tell(events.Awoke)
        self.returns()

    # --- what there is to see ---------------------------------------------------------------------

    @property
    def open(self) -> Any:
        """The open break's reminder, or None (Any: mypy takes a property for a constant)."""
        return None if self.state.open is None else self.state.open.reminder

    @property
    def exercise(self) -> Any:
        """The open break's exercise, or None."""
        return None if self.state.open is None else self.state.open.exercise

    @property
    def sees(self) -> Any:
        """What every view draws (Any: as above)."""
        return snapshot(self.state, self.plan)

    def saw(self, what: What, reminder: str | None = None) -> list[Effect]:
        """Return what was decided so far of one kind."""
        return [
            each for each in self.effects if each.what is what and reminder in {None, each.reminder}
        ]

    def times(self, what: What, reminder: str | None = None) -> list[str]:
        """Return the local times of what was decided of one kind."""
        return [
            f"{datetime.fromtimestamp(each.at.wall / 1000, self.plan.zone):%H:%M:%S}"
            for each in self.saw(what, reminder)
        ]

    def forgets(self) -> None:
        """Forget what was seen so far."""
        self.effects.clear()

    def restored(self) -> State:
        """Return the state as a store would give it back."""
        return codec.from_json(json.loads(json.dumps(codec.to_json(self.state))))

    def _pass(self, milliseconds: int) -> None:
        self.steady += milliseconds
        self.wall += milliseconds
