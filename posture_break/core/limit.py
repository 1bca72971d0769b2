"""Law 22: the day's limit of work time."""

from __future__ import annotations

from datetime import timedelta

from posture_break.core import hours
from posture_break.core.model import Reason, What, Why
from posture_break.core.turn import Turn

AGAIN = 20 * 60_000  # told again after so much further work


def day_changes(turn: Turn, *, again: bool = False) -> None:
    """Begin a new working day when the old one is over."""
    state, plan = turn.state, turn.plan
    if not again and state.day_until is not None and state.now.wall < state.day_until:
        return
    date = hours.working_day(plan.day_starts, state.now.wall, plan.zone)
    day, next_day = date.isoformat(), (date + timedelta(days=1)).isoformat()
    state.day_until = hours.day_ends(plan.day_starts, state.now.wall, plan.zone)
    # A clock set back does not give the day's hours back, unless it had been ahead by days.
    if day > state.day or state.day > next_day:
        state.day, state.day_zero, state.limit_next = day, state.worked, 0


def tell_limit(turn: Turn) -> None:
    """Tell that the day's limit is reached, and again after each 20 minutes of further work."""
    left = limit_left(turn)
    if left is None or left > 0 or turn.holding() is not None:
        return
    worked = worked_today(turn)
    turn.state.limit_next = worked + AGAIN
    turn.tell(What.LIMIT, Reason(Why.LIMIT, span=worked))


def limit_left(turn: Turn) -> int | None:
    """Return the work time left until the limit is told (again); None: no limit."""
    if turn.plan.limit is None:
        return None
    return max(turn.state.limit_next, turn.plan.limit) - worked_today(turn)


def worked_today(turn: Turn) -> int:
    """Return the work time of this working day."""
    return turn.state.worked - turn.state.day_zero
