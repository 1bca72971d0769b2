"""What is due or near: the questions that opening, announcing and snoozing all ask."""

from __future__ import annotations

from collections.abc import Sequence

from posture_break.core import hours
from posture_break.core.model import Kind, Reminder
from posture_break.core.turn import Turn

TIP_DISTANCE = 60_000  # law 9: a tip keeps a minute away from breaks (and from other tips)


def is_due(turn: Turn, reminder: Reminder) -> bool:
    """Return whether a reminder is due now."""
    left = turn.remaining(reminder)
    return left is not None and left <= 0


def _is_near(turn: Turn, reminder: Reminder, within: int) -> bool:
    """Return whether a clock or a listed time comes that soon (law 9)."""
    left = turn.remaining(reminder)
    if left is not None:
        return left <= within
    upcoming = next_fixed(turn, reminder)
    return upcoming is not None and upcoming - turn.state.now.wall <= within


def next_fixed(turn: Turn, reminder: Reminder) -> int | None:
    """Return the wall moment of a reminder's next listed time today; None: none today."""
    if not reminder.at or turn.state.clocks[reminder.name].with_break is not None:
        return None
    plan, now = turn.plan, turn.state.now.wall
    today = hours.local(now, plan.zone).date()
    handled = turn.state.clocks[reminder.name].fixed_day
    moments = (
        hours.wall_at(today, at, plan.zone)
        for at in reminder.at
        if handled.get(at.isoformat("minutes")) != today.isoformat()
    )
    return min((m for m in moments if m > now), default=None)


def near(turn: Turn, within: int | None = None) -> list[Reminder]:
    """Return the break reminders that fall due within ``within`` (default: `merge_within`)."""
    limit = turn.plan.merge_within if within is None else within
    return [r for r in turn.breaks() if _is_near(turn, r, limit)]


def longest(turn: Turn, reminders: Sequence[Reminder]) -> Reminder:
    """Return the one that opens: the longest; of equals the one that is due the soonest."""
    return min(reminders, key=lambda r: (-r.lasts, turn.remaining(r) or 0))


def waiting_tips(turn: Turn) -> list[Reminder]:
    """Return the tip reminders that are due now or would fall due within a minute."""
    tips = [r for r in turn.plan.reminders if r.kind is Kind.TIP]
    soon = [(turn.remaining(r), r) for r in tips]
    return [r for left, r in soon if left is not None and left <= TIP_DISTANCE]
