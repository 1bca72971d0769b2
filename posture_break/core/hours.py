"""Local time: working hours, listed times and days, right over midnight, DST and zone changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from posture_break.core.model import Window

_DAY = timedelta(days=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)

Hours = Mapping[int, tuple[Window, ...]]


def local(wall: int, zone: tzinfo) -> datetime:
    """Return the aware local time at a wall moment (ms)."""
    return (_EPOCH + timedelta(milliseconds=wall)).astimezone(zone)


def wall_at(day: date, at: time, zone: tzinfo) -> int:
    """Return the wall moment (ms) of a local time; a skipped one is the end of its gap (law 21)."""
    wanted = datetime.combine(day, at)
    wall = _to_wall(wanted.replace(tzinfo=zone))
    if local(wall, zone).replace(tzinfo=None) == wanted:
        return wall
    # The clock jumps over this time. PEP 495: fold=1 reads it with the offset after the jump and so
    # lies before it, fold=0 lies behind it: the jump is between the two.
    before, behind = _to_wall(wanted.replace(tzinfo=zone, fold=1)), wall
    offset = local(before, zone).utcoffset()
    while behind - before > 1:
        middle = (before + behind) // 2
        if local(middle, zone).utcoffset() == offset:
            before = middle
        else:
            behind = middle
    return behind


def working(hours: Hours | None, wall: int, zone: tzinfo) -> tuple[bool, int | None]:
    """Return whether a wall moment is inside working hours, and when that changes, if ever."""
    if hours is None:
        return True, None
    today = local(wall, zone).date()
    end: int | None = None
    for start, stop in _spans(hours, today - _DAY, 370, zone):
        if end is not None:
            if start > end:  # a gap after the window we are in
                return True, end
            end = max(end, stop)
        elif wall < start:
            return False, start
        elif wall < stop:
            end = stop
        if end is not None and end - wall > 8 * 86_400_000:
            return True, end  # far enough: windows that touch for ever never end
    return end is not None, end


def next_working_day(hours: Hours | None, starts: time, wall: int, zone: tzinfo) -> int:
    """Return when the working day after the one at ``wall`` begins (wall ms)."""
    today = working_day(starts, wall, zone)
    if hours is not None:
        for start, _stop in _spans(hours, today + _DAY, 370, zone):
            if start > wall:  # before four in the morning, a window of today may have begun
                return start
    return wall_at(today + _DAY, starts, zone)


def working_day(starts: time, wall: int, zone: tzinfo) -> date:
    """Return the local date on which the working day at ``wall`` began."""
    now = local(wall, zone)
    return now.date() if now.time() >= starts else now.date() - _DAY


def day_ends(starts: time, wall: int, zone: tzinfo) -> int:
    """Return when the working day at ``wall`` ends (wall ms)."""
    return wall_at(working_day(starts, wall, zone) + _DAY, starts, zone)


def day_began(starts: time, wall: int, zone: tzinfo) -> int:
    """Return when the working day at ``wall`` began (wall ms)."""
    return wall_at(working_day(starts, wall, zone), starts, zone)


def next_local(at: time, wall: int, zone: tzinfo) -> datetime:
    """Return the next local date and time at which the clock shows ``at``, as a naive datetime."""
    today = local(wall, zone).date()
    day = today if wall_at(today, at, zone) > wall else today + _DAY
    return datetime.combine(day, at)


def next_midnight(wall: int, zone: tzinfo) -> int:
    """Return when the next local date begins (wall ms)."""
    return wall_at(local(wall, zone).date() + _DAY, time(0, 0), zone)


def _spans(hours: Hours, day: date, days: int, zone: tzinfo) -> Iterator[tuple[int, int]]:
    """Yield the windows of ``days`` days from ``day`` on as (start, stop), in order."""
    for _ in range(days):
        for window in hours.get(day.weekday(), ()):
            start = wall_at(day, window.start, zone)
            last = day if window.end > window.start else day + _DAY
            yield start, wall_at(last, window.end, zone)
        day += _DAY


def _to_wall(moment: datetime) -> int:
    return (moment - _EPOCH) // _MS
