"""Makes the engine's plan of the person's settings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from posture_break.core.model import (
    ExerciseChoice,
    Kind,
    Plan,
    PrescribedChoice,
    Reminder,
    TipChoice,
    Window,
    Wishes,
)
from posture_break.core.tags import tag
from posture_break.settings import (
    WEEKDAYS,
    DaySettings,
    ExerciseSettings,
    ReminderSettings,
    Settings,
)

WHOLE_DAY = Window(time(), time())  # ends where the next day begins


def plan_from(
    settings: Settings,
    exercises: Sequence[ExerciseChoice],
    tips: Sequence[TipChoice],
    prescribed: Sequence[PrescribedChoice] = (),
) -> Plan:
    """Return the plan; ``exercises`` are all that there are, prescribed ones among them."""
    return Plan(
        reminders=tuple(_reminder(each) for each in settings.reminders),
        hours=hours_from(settings.day),
        day_starts=settings.day.starts,
        limit=settings.day.limit,
        away_after=settings.presence.away_after,
        back_after=settings.presence.back_after,
        settle=settings.busy.settle,
        hold_at_most=settings.busy.hold_at_most,
        merge_within=settings.breaks.merge_within,
        give_up_after=settings.breaks.give_up_after,
        snooze=settings.breaks.snooze,
        exercises=tuple(exercises),
        wishes=wishes_from(settings.exercises),
        prescriptions=tuple(prescribed),
        tips=tuple(tips),
    )


def wishes_from(settings: ExerciseSettings) -> Wishes:
    """Return what the config says of exercises, its words as the picker compares them."""
    return Wishes(
        places=settings.places,
        demand=settings.demand,
        adapt=settings.adapt,
        avoid=tuple(map(tag, settings.avoid)),
        include=tuple(map(tag, settings.include)),
    )


def hours_from(day: DaySettings) -> dict[int, tuple[Window, ...]] | None:
    """Return the windows of all seven weekdays (Monday 0), or None where every hour counts."""
    days = day.days if day.days is not None else tuple(range(len(WEEKDAYS)))
    usual = day.hours if day.hours is not None else (WHOLE_DAY,)
    hours = {number: usual if number in days else () for number in range(len(WEEKDAYS))}
    hours |= {own.weekday: own.hours for own in day.own_hours}
    return None if all(windows == (WHOLE_DAY,) for windows in hours.values()) else hours


def _reminder(settings: ReminderSettings) -> Reminder:
    """Return one reminder as the engine knows it."""
    return Reminder(
        name=settings.name,
        kind=settings.kind,
        every=settings.every,
        first=settings.first,
        at=settings.at,
        lasts=settings.lasts,
        show=settings.show,
        says=settings.says,
        topics=settings.topics if settings.kind is Kind.TIP else settings.tips,
        exercise=settings.exercise,
        snoozes=settings.snoozes,
        notice=settings.notice,
        wait_for_pause=settings.wait_for_pause,
    )
