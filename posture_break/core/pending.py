"""What is due or near: the questions that opening, announcing and snoozing all ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from posture_break.core import hours
from posture_break.core.model import Kind, Reminder
from posture_break.core.state import Clock
from posture_break.core.turn import Turn

TIP_DISTANCE = 60_000  # law 9: a tip keeps a minute away from breaks (and from other tips)


def is_due(turn: Turn, reminder: Reminder) -> bool:
    """Return whether a reminder is due now."""
    left = turn.remaining(reminder)
    return left is not None and left <= 0


def left_until(turn: Turn, reminder: Reminder) -> int | None:
    """Return the time left until a clock or a listed time comes (<= 0: due); None: not today."""
    left = turn.remaining(reminder)
    if left is not None:
        return left
    upcoming = next_fixed(turn, reminder)
    return None if upcoming is None else upcoming - turn.state.now.wall


def next_fixed(turn: Turn, reminder: Reminder) -> int | None:
    """Return the wall moment of a reminder's next listed time today; None: none today."""
    if not reminder.at or turn.state.clocks[reminder.name].with_break is not None:
        return None
    listed = _next_listed(turn, reminder)
    return None if listed is None else listed[0]


def _next_listed(turn: Turn, reminder: Reminder) -> tuple[int, str, str] | None:
    """Return wall moment, name and local date of the next listed time today."""
    if not reminder.at:
        return None
    plan, now = turn.plan, turn.state.now.wall
    today = hours.local(now, plan.zone).date()
    clock = turn.state.clocks[reminder.name]
    listed = (
        (hours.wall_at(today, at, plan.zone), at.isoformat("minutes"), today.isoformat())
        for at in reminder.at
        if not is_handled(clock, at.isoformat("minutes"), today)
    )
    return min((each for each in listed if each[0] > now), default=None)


def is_handled(clock: Clock, key: str, today: date) -> bool:
    """Return whether a listed time is over for today, also if the clock went back over midnight.

    A date further ahead comes from a clock that was wrong by days: it says nothing of today.
    """
    day = clock.fixed_day.get(key, "")
    return today.isoformat() <= day <= (today + timedelta(days=1)).isoformat()


def stand_in(turn: Turn, reminder: Reminder, within: int) -> None:
    """Take a reminder's next listed time, if it is so near, as handled by what happens now."""
    listed = _next_listed(turn, reminder)
    if listed is not None and listed[0] - turn.state.now.wall <= within:
        clock = turn.state.clocks[reminder.name]
        turn.change(
            reminder.name, replace(clock, fixed_day={**clock.fixed_day, listed[1]: listed[2]})
        )


def near(turn: Turn, within: int | None = None) -> list[Reminder]:
    """Return the break reminders that fall due within ``within`` (default: `merge_within`)."""
    limit = turn.plan.merge_within if within is None else within
    lefts = ((r, left_until(turn, r)) for r in turn.breaks())
    return [r for r, left in lefts if left is not None and left <= limit]


def together_soon(turn: Turn, reminder: Reminder, left: int) -> list[Reminder]:
    """Return the break reminders that open as one with ``reminder`` when ``left`` has passed.

    A snoozed one is not among them: merging never brings it back early.
    """
    others = near(turn, left + turn.plan.merge_within)
    return [reminder, *(r for r in others if r is not reminder and not _is_snoozed(turn, r))]


def promised(turn: Turn, winner: Reminder, left: int = 0) -> Reminder | None:
    """Return a snoozed break, at least as long, so soon back that ``winner`` waits for it.

    A snooze is a promise: merging (law 9) must not bring it back early, nor show two breaks.
    ``left``: the time until ``winner`` itself is due.
    """
    for reminder in turn.breaks():
        until = turn.state.clocks[reminder.name].snoozed_until
        if until is None or reminder.name == winner.name:
            continue
        after = until - turn.state.present
        if reminder.lasts >= winner.lasts and 0 < after <= left + turn.plan.merge_within:
            return reminder
    return None


def _is_snoozed(turn: Turn, reminder: Reminder) -> bool:
    return turn.state.clocks[reminder.name].snoozed_until is not None


def longest(turn: Turn, reminders: Sequence[Reminder]) -> Reminder:
    """Return the one that opens: the longest; of equals the one that is due the soonest."""
    return min(reminders, key=lambda r: (-r.lasts, left_until(turn, r) or 0))


def waiting_tips(turn: Turn) -> list[Reminder]:
    """Return the tip reminders that are due now or would fall due within a minute."""
    tips = [r for r in turn.plan.reminders if r.kind is Kind.TIP]
    soon = [(turn.remaining(r), r) for r in tips]
    return [r for left, r in soon if left is not None and left <= TIP_DISTANCE]
