"""Spans and times of day as people say them: ``2 minutes``, ``5 min``, ``14:05``."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from posture_break.durations import HOUR, MINUTE, SECOND
from posture_break.texts import _, ngettext


def span(milliseconds: int) -> str:
    """Return a span in whole words: ``45 seconds``, ``2 minutes``, ``1 hour 30 minutes``.

    Rounded to what a person would say: to minutes from an hour on, to seconds below it.
    """
    hours, minutes, seconds = _split(milliseconds)
    parts = (
        (hours, ngettext("{number} hour", "{number} hours", hours)),
        (minutes, ngettext("{number} minute", "{number} minutes", minutes)),
        (seconds, ngettext("{number} second", "{number} seconds", seconds)),
    )
    said = " ".join(phrase.format(number=number) for number, phrase in parts if number)
    return said or ngettext("{number} second", "{number} seconds", 0).format(number=0)


def short_span(milliseconds: int) -> str:
    """Return a span for narrow places, such as buttons: ``45 s``, ``5 min``, ``1 h 30 min``."""
    hours, minutes, seconds = _split(milliseconds)
    parts = ((hours, _("{number} h")), (minutes, _("{number} min")), (seconds, _("{number} s")))
    said = " ".join(phrase.format(number=number) for number, phrase in parts if number)
    return said or _("{number} s").format(number=0)


def clock_time(wall: int) -> str:
    """Return the local time of day of a wall-clock moment (Unix milliseconds): ``14:05``."""
    # Whole minutes are cut off, not rounded, as every clock on a wall does.
    return f"{_local(wall):%H:%M}"


def day_time(wall: int, now: int) -> str:
    """Return a moment as people say it today: ``14:00``, ``tomorrow 09:00``, ``Mon 09:00``."""
    then, today = _local(wall), _local(now)
    days = (then.date() - today.date()) // timedelta(days=1)
    clock = clock_time(wall)
    if days == 0:
        return clock
    if days == 1:
        return _("tomorrow {time}").format(time=clock)
    if days == -1:
        return _("yesterday {time}").format(time=clock)
    if 1 < days < 7:
        names = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
        return f"{names[then.weekday()]} {clock}"
    return f"{then:%Y-%m-%d} {clock}"


def _local(wall: int) -> datetime:
    return datetime.fromtimestamp(wall // SECOND, tz=UTC).astimezone()


def _split(milliseconds: int) -> tuple[int, int, int]:
    step = MINUTE if milliseconds >= HOUR else SECOND
    rounded = (max(0, milliseconds) + step // 2) // step * step
    hours, rest = divmod(rounded, HOUR)
    return hours, rest // MINUTE, rest % MINUTE // SECOND
