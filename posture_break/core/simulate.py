"""The real engine in virtual time: what would a day be like? No clock, file or chance inside."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

from posture_break.core import codec, events
from posture_break.core.engine import new_state, step
from posture_break.core.model import Effect, Input, Moment, Plan
from posture_break.core.state import State
from posture_break.durations import MINUTE, SECOND


class Answering(Enum):
    """How the simulated person answers breaks by themselves."""

    DONE = "done"  # once it has been open for its length
    SKIP = "skip"  # after ten seconds
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the events file: what the world or the person does at an undisturbed moment."""

    at: int  # wall ms of an undisturbed clock
    do: str
    event: Callable[[Moment], events.Event] | None = None  # None: about the simulation itself
    shift: int = 0  # ms, for `clock`
    plan: Plan | None = None  # for `config`


@dataclass(slots=True)
class _World:
    """What is so outside the program, which a start of the program has to be told again."""

    stopped: int | None = None
    locked: bool = False
    asleep: bool = False
    busy: str | None = None

    def note(self, event: events.Event) -> None:
        match event:
            case events.InputStopped():
                self.stopped = event.at.steady if self.stopped is None else self.stopped
            case events.InputStarted() | events.InputUnknown():
                self.stopped = None
            case events.Locked() | events.Unlocked():
                self.locked = isinstance(event, events.Locked)
            case events.Slept() | events.Awoke():
                self.asleep = isinstance(event, events.Slept)
            case events.BusyBegan(why=why):
                self.busy = why
            case events.BusyEnded():
                self.busy = None
            case _:
                pass

    @property
    def someone_there(self) -> bool:
        return self.stopped is None and not self.locked and not self.asleep


@dataclass(slots=True)
class Simulation:
    """A run of the engine from one wall moment to another."""

    plan: Plan
    start: int
    until: int
    happenings: Sequence[Happening] = ()
    answering: Answering = Answering.DONE
    seed: int = 1
    _shift: int = 0
    _state: State | None = None  # None: the program does not run
    _stored: tuple[str, Moment] | None = None
    _world: _World = field(default_factory=_World)

    def run(self) -> Iterator[Effect]:
        """Yield what the engine decides, in order of time."""
        self._state = new_state(self._moment(self.start), self.seed)
        yield from self._step(events.Started(self._moment(self.start)))
        waiting = list(reversed(self.happenings))
        while True:
            by_itself = min(self._wake(), self._answer_time())
            coming = waiting[-1].at if waiting else self.until + 1
            now = min(by_itself, coming)
            if now > self.until:
                return
            if coming <= by_itself:
                yield from self._happen(waiting.pop())
            elif by_itself == self._wake():
                yield from self._step(events.Alarm(self._moment(now)))
            else:
                yield from self._answer(now)

    def _happen(self, happening: Happening) -> Iterator[Effect]:
        at = self._moment(happening.at)
        match happening.do:
            case "kill":
                self._kill(at)
            case "start":
                yield from self._start(at)
            case "clock":
                self._shift += happening.shift
                yield from self._step(events.ClockChanged(self._moment(happening.at)))
            case "config":
                assert happening.plan is not None
                self.plan = happening.plan
                yield from self._step(events.PlanChanged(at))
            case _:
                assert happening.event is not None
                yield from self._tell(happening.event(at))

    def _tell(self, event: events.Event) -> Iterator[Effect]:
        self._world.note(event)
        if isinstance(event, events.Verb) and self._wake() <= self._undisturbed(event.at):
            # What falls due at this very moment is there to be answered.
            yield from self._step(events.Alarm(event.at))
        yield from self._step(event)

    def _step(self, event: events.Event) -> Iterator[Effect]:
        if self._state is not None:
            self._state, effects = step(self._state, event, self.plan)
            yield from effects

    def _answer(self, now: int) -> Iterator[Effect]:
        at = self._moment(now)
        done = self.answering is Answering.DONE
        yield from self._step(events.Done(at) if done else events.Skip(at))

    def _answer_time(self) -> int:
        """Return when the person answers the open break by themselves (never: after the end)."""
        never = self.until + 1
        state = self._state
        if self.answering is Answering.NONE or state is None or state.open is None:
            return never
        if not self._world.someone_there:
            return never
        reminder = self.plan.reminder(state.open.reminder)
        after = (
            10 * SECOND if self.answering is Answering.SKIP or reminder is None else reminder.lasts
        )
        due = state.open.opened.steady + after
        return self.start + max(due, state.now.steady)

    def _wake(self) -> int:
        if self._state is None or self._state.wake is None:
            return self.until + 1
        return self.start + self._state.wake

    def _kill(self, at: Moment) -> None:
        """End the program as kill -9 does: what was stored stays, and the last minute's mark."""
        state = self._state
        if state is None:
            return
        marks = (at.steady - state.now.steady) // MINUTE * MINUTE
        alive = Moment(state.now.steady + marks, state.now.wall + marks)
        self._stored, self._state = (json.dumps(codec.to_json(state)), alive), None

    def _start(self, at: Moment) -> Iterator[Effect]:
        if self._state is not None or self._stored is None:
            return
        stored, alive = self._stored
        self._state = codec.from_json(json.loads(stored))
        world = self._world
        yield from self._step(
            events.Started(
                at,
                since=alive,
                input=Input.FLOWING if world.stopped is None else Input.STOPPED,
                stopped=world.stopped,
                locked=world.locked or world.asleep,
            )
        )
        if world.busy is not None:
            yield from self._step(events.BusyBegan(at, why=world.busy))

    def _moment(self, undisturbed: int) -> Moment:
        return Moment(undisturbed - self.start, undisturbed + self._shift)

    def _undisturbed(self, at: Moment) -> int:
        return at.steady + self.start
