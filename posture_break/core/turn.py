"""One step's working copy: the clocks, what they read, and the effects that gather.

There is one work clock and one presence clock for all reminders (law 2 gives every reminder the
same conditions); a reminder's own time is the difference to its ``zero``. That makes winding back
(law 3) one subtraction: ``segments`` remember when the two clocks ran.
"""

from __future__ import annotations

import copy
from dataclasses import replace

from posture_break.core.model import (
    Effect,
    Input,
    Kind,
    Moment,
    Plan,
    Presence,
    Reason,
    Reminder,
    What,
    Why,
)
from posture_break.core.state import Clock, OpenBreak, Segment, State

_SEGMENTS = 12  # enough: an absence begins at most `away_after` before it is noticed


class Turn:
    """A state that is being changed, with the plan, and the effects so far."""

    __slots__ = ("before", "effects", "plan", "state")

    def __init__(self, state: State, plan: Plan) -> None:
        self.before = state.now
        self.state = copy.copy(state)
        self.state.clocks = dict(state.clocks)
        self.plan = plan
        self.effects: list[Effect] = []

    # --- what was decided ---------------------------------------------------------------------

    def tell(
        self,
        what: What,
        reason: Reason,
        reminder: str | None = None,
        *,
        until: int | None = None,
        presence: Presence | None = None,
        tip: str | None = None,
    ) -> None:
        """Add an effect of the plain kind."""
        self.effects.append(
            Effect(what, self.state.now, reason, reminder, until=until, presence=presence, tip=tip)
        )

    # --- time ---------------------------------------------------------------------------------

    def advance(self, at: Moment) -> None:
        """Let time pass until ``at``: the clocks that run count on."""
        state = self.state
        passed = at.steady - state.now.steady
        if passed <= 0:  # steady time never steps back; an event from the past happens now
            state.now = Moment(state.now.steady, at.wall)
            return
        state.now = at
        last = state.segments[-1]
        if last.works:
            state.worked += passed
        if last.presents:
            state.present += passed

    def recount(self) -> None:
        """Note from now on which clocks run, where that has changed (law 2)."""
        state = self.state
        presents = state.away_since is None
        works = presents and state.inside and state.pause is None and state.open is None
        last = state.segments[-1]
        if (last.works, last.presents) != (works, presents):
            now = Segment(state.now.steady, state.worked, state.present, works, presents)
            kept = state.segments if last.steady < now.steady else state.segments[:-1]
            state.segments = (*kept[-_SEGMENTS:], now)

    def rewind(self, to: int) -> None:
        """Wind both clocks back to what they read at the steady moment ``to``; stop them there."""
        state = self.state
        segment = next((s for s in reversed(state.segments) if s.steady <= to), state.segments[0])
        passed = max(0, to - segment.steady)
        state.worked = min(state.worked, segment.worked + (passed if segment.works else 0))
        state.present = min(state.present, segment.present + (passed if segment.presents else 0))
        kept = tuple(s for s in state.segments if s.steady < to)
        state.segments = (*kept, Segment(to, state.worked, state.present, False, False))
        state.day_zero = min(state.day_zero, state.worked)
        for name, clock in state.clocks.items():
            if clock.zero > state.worked:
                state.clocks[name] = replace(clock, zero=state.worked)
        if state.open is not None and state.open.present_zero > state.present:
            state.open = replace(state.open, present_zero=state.present)

    # --- clocks -------------------------------------------------------------------------------

    def time_on(self, name: str) -> int:
        """Return what a reminder's clock reads."""
        return self.state.worked - self.state.clocks[name].zero

    def target(self, reminder: Reminder) -> int | None:
        """Return what a reminder's clock must read for it to fall due; None: listed times only."""
        if self.state.clocks[reminder.name].first and reminder.first is not None:
            return reminder.first
        return reminder.every

    def remaining(self, reminder: Reminder) -> int | None:
        """Return the running time left until a reminder falls due (<= 0: due); None: unforeseeable.

        Listed times and snoozes count; a break that is open, or part of another one, does not.
        """
        state = self.state
        clock = state.clocks[reminder.name]
        if clock.with_break is not None or self.is_open(reminder.name):
            return None
        if clock.snoozed_until is not None:
            return clock.snoozed_until - state.present
        if clock.fixed_due is not None:
            return clock.fixed_due - state.now.wall
        target = self.target(reminder)
        return None if target is None else target - (state.worked - clock.zero)

    def is_open(self, name: str) -> bool:
        """Return whether a break is open, or part of the one that is."""
        current = self.state.open
        return current is not None and (name == current.reminder or name in current.merged)

    def restart(self, name: str, *, first: bool = False) -> None:
        """Start a reminder's clock from zero and forget what was pending."""
        state = self.state
        state.clocks[name] = Clock(
            zero=state.worked,
            zero_wall=state.now.wall,
            first=first,
            fixed_day=state.clocks[name].fixed_day,
        )
        self.release(name)

    def release(self, name: str) -> None:
        """Let the breaks that waited for ``name`` stand on their own again."""
        for other, clock in self.state.clocks.items():
            if clock.with_break == name:
                self.state.clocks[other] = replace(clock, with_break=None)

    def restart_all(self, *, first: bool = False) -> None:
        """Start every clock from zero: a fair interval (laws 19, 20)."""
        for name in self.state.clocks:
            self.restart(name, first=first)

    def change(self, name: str, clock: Clock) -> None:
        """Put a changed clock in its place."""
        self.state.clocks[name] = clock

    # --- what is so ---------------------------------------------------------------------------

    def breaks(self) -> list[Reminder]:
        """Return the break reminders."""
        return [each for each in self.plan.reminders if each.kind is Kind.BREAK]

    def opened(self) -> tuple[OpenBreak, Reminder] | None:
        """Return the open break with its reminder."""
        if self.state.open is None:
            return None
        reminder = self.plan.reminder(self.state.open.reminder)
        return None if reminder is None else (self.state.open, reminder)

    def holding(self) -> Reason | None:
        """Return what holds everything back right now, or None."""
        state = self.state
        if state.pause is not None:
            return state.pause.reason
        if not state.inside:
            return Reason(Why.OFF_HOURS, until=state.hours_until)
        if state.away_since is not None:
            return self.away_reason()
        if state.busy is not None:
            return Reason(Why.HELD_BUSY, detail=state.busy.why, since=state.busy.since.wall)
        if state.settle_until is not None and state.settle_until > state.now.steady:
            return Reason(Why.SETTLING, detail=state.settle_why)
        return None

    def away_reason(self) -> Reason:
        """Return why the person counts as away, and since when."""
        state = self.state
        since = state.away_since if state.away_since is not None else state.now.steady
        return Reason(state.away_why, since=self.wall_of(since), span=state.now.steady - since)

    def wall_of(self, steady: int) -> int:
        """Return the wall moment of a steady one, as the wall clock stands now."""
        return self.state.now.wall - (self.state.now.steady - steady)


def presence(state: State) -> Presence:
    """Return what is known of the person."""
    if state.away_since is not None:
        return Presence.AWAY
    return Presence.UNKNOWN if state.input is Input.UNKNOWN else Presence.ACTIVE
