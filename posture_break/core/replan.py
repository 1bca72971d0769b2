"""Law 24: fits the state to a changed plan; also at a start, whose config may have been edited."""

from __future__ import annotations

from dataclasses import replace

from posture_break.core import answers, choosing, hours
from posture_break.core.model import Kind, Reason, Reminder, Why
from posture_break.core.pending import is_due, is_handled
from posture_break.core.state import Clock
from posture_break.core.turn import Turn


def plan_changed(turn: Turn, *, edited: bool = True) -> None:
    """Let clocks stay, what is gone go, and what is new start at zero.

    ``edited``: the plan changed just now; at a start, listed times may have come meanwhile.
    """
    state = turn.state
    breaks = {reminder.name for reminder in turn.breaks()}
    if state.open is not None and state.open.reminder not in breaks:
        answers.withdraw(turn, Reason(Why.REMOVED))
    for name in [name for name in state.clocks if turn.plan.reminder(name) is None]:
        turn.release(name)
        del state.clocks[name]
    for reminder in turn.plan.reminders:
        if reminder.name in state.clocks:
            _fit(turn, reminder)
            if edited:  # what is listed before `fixed_until` and had no turn was added just now
                _take_as_over(turn, reminder, min(state.now.wall, state.fixed_until or 0))
        else:
            turn.change(reminder.name, Clock(zero=state.worked, zero_wall=state.now.wall))
            _take_as_over(turn, reminder, state.now.wall)
    if state.open is not None:
        merged = tuple(name for name in state.open.merged if name in breaks)
        state.open = replace(state.open, merged=merged)
        choosing.look_again(turn)
    state.day_until = None


def _fit(turn: Turn, reminder: Reminder) -> None:
    """Drop what was pending and does not belong to the reminder any more."""
    name, state = reminder.name, turn.state
    clock = state.clocks[name]
    if reminder.kind is Kind.TIP:
        turn.change(
            name, replace(clock, snoozed_until=None, snoozes=0, noticed=False, with_break=None)
        )
        turn.release(name)
    if not _is_listed(turn, reminder, clock.fixed_due):
        turn.change(name, replace(state.clocks[name], fixed_due=None))
    if not is_due(turn, reminder):
        turn.change(name, replace(state.clocks[name], owed=None))


def _is_listed(turn: Turn, reminder: Reminder, due: int | None) -> bool:
    if due is None:
        return False
    day = hours.local(due, turn.plan.zone).date()
    return any(hours.wall_at(day, at, turn.plan.zone) == due for at in reminder.at)


def _take_as_over(turn: Turn, reminder: Reminder, before: int) -> None:
    """Take today's listed times before a wall moment as handled: nobody waits for them."""
    zone = turn.plan.zone
    today = hours.local(turn.state.now.wall, zone).date()
    clock = turn.state.clocks[reminder.name]
    over = [at for at in reminder.at if hours.wall_at(today, at, zone) < before]
    keys = [at.isoformat("minutes") for at in over]
    fresh = {key: today.isoformat() for key in keys if not is_handled(clock, key, today)}
    if fresh:
        turn.change(reminder.name, replace(clock, fixed_day={**clock.fixed_day, **fresh}))
