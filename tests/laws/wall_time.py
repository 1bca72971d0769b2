"""Local time the slow and plain way, without a line of the engine."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache

from posture_break.core.model import (
    Plan,
)


def local(wall: int, zone: tzinfo) -> datetime:
    """Return the local time at a wall moment."""
    return datetime.fromtimestamp(wall / 1000, UTC).astimezone(zone)


@lru_cache(maxsize=4096)
def moment_of(day: date, at: time, zone: tzinfo) -> int:
    """Return the first moment of a local date at which the clock shows ``at`` or later."""
    noon = datetime.combine(day, time(12), UTC).timestamp()
    minute = int(noon) - 30 * 3600
    while True:
        shown = local(minute * 1000, zone)
        if shown.date() > day or (shown.date() == day and shown.time() >= at):
            return minute * 1000
        minute += 60 if shown.date() == day or shown.hour >= 22 else 900


def is_inside(plan: Plan, wall: int) -> bool:
    """Return whether a wall moment is inside working hours."""
    if plan.hours is None:
        return True
    today = local(wall, plan.zone).date()
    for day in (today, today - timedelta(days=1)):
        for window in plan.hours.get(day.weekday(), ()):
            last = day if window.end > window.start else day + timedelta(days=1)
            begin = moment_of(day, window.start, plan.zone)
            if begin <= wall < moment_of(last, window.end, plan.zone):
                return True
    return False
