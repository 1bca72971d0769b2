"""What a therapist gave: which of it is due now, spread over the day, and what was done of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from posture_break.core import hours
from posture_break.core.model import Plan, PrescribedChoice
from posture_break.core.practice import Given, Practice, within
from posture_break.durations import HOUR, MINUTE

APART = 75 * MINUTE  # at least, where the day is long enough for so many
_USUAL_DAY = 8 * HOUR  # where no working hours say how long it is


def active(prescriptions: Sequence[PrescribedChoice], day: str) -> list[PrescribedChoice]:
    """Return the prescriptions of a day, in the config's order."""
    today = date.fromisoformat(day)
    return [
        each
        for each in prescriptions
        if (each.days is None or today.weekday() in each.days)
        and (each.until is None or today <= each.until)
    ]


def given(practice: Practice, key: str, day: str) -> Given:
    """Return what was done of a prescription on a day."""
    found = practice.given.get(key)
    return found if found is not None and found.day == day else Given(day)


def credited(practice: Practice, key: str, day: str, now: int, *, done: bool) -> Practice:
    """Return the practice after a prescription was done, or put aside for a while."""
    before = given(practice, key, day)
    after = replace(before, done=before.done + done, when=now)
    kept = {name: each for name, each in practice.given.items() if each.day == day}
    return replace(practice, given={**kept, key: after})


def due(
    prescriptions: Sequence[PrescribedChoice],
    practice: Practice,
    day: str,
    window: tuple[int, int],
    now: int,
) -> list[PrescribedChoice]:
    """Return the prescriptions that are due at a wall moment, the one most behind first.

    ``window``: when the working time of that day begins and ends. The second of two is not due
    before half of it is over, and none follows another time of its own at once.
    """
    waiting = []
    for each in active(prescriptions, day):
        so_far = given(practice, each.key, day)
        if so_far.done >= each.times_a_day:
            continue
        begin, length = window[0], window[1] - window[0]
        share = length // each.times_a_day
        if now >= begin + so_far.done * share and not within(now, so_far.when, min(APART, share)):
            waiting.append((so_far.done / each.times_a_day, each))
    return [each for _share, each in sorted(waiting, key=lambda pair: pair[0])]


def working_time(plan: Plan, day: str, first_use: int) -> tuple[int, int]:
    """Return the wall moments between which a day's prescriptions are spread."""
    today = date.fromisoformat(day)
    windows = () if plan.hours is None else plan.hours.get(today.weekday(), ())
    if not windows or all(window.start == window.end for window in windows):
        return first_use, first_use + _USUAL_DAY
    last = windows[-1]
    ends = today if last.end > last.start else today + timedelta(days=1)
    return (
        hours.wall_at(today, windows[0].start, plan.zone),
        hours.wall_at(ends, last.end, plan.zone),
    )
