"""Snapshots that tests of views show: one for each thing that can be going on."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from posture_break.core.model import Kind, Presence, Reason, Show, Why
from posture_break.core.snapshot import Condition, NextView, OpenView, Snapshot
from posture_break.durations import HOUR, MINUTE


def wall(text: str) -> int:
    """Return a local time, ``HH:MM`` that day or in full ISO, as Unix milliseconds."""
    full = text if "T" in text else f"2026-03-11T{text}"
    return int(datetime.fromisoformat(full).astimezone().timestamp() * 1000)


NOW = wall("10:00")


def waiting(minutes: int = 12, ring: float = 0.8) -> Snapshot:
    """Count down to the next stretch."""
    coming = NextView(
        "stretch", Kind.BREAK, NOW + minutes * MINUTE, minutes * MINUTE, HOUR, Reason(Why.WORKED)
    )
    return Snapshot(
        now=NOW,
        condition=Condition.WAITING,
        presence=Presence.ACTIVE,
        next=(coming,),
        reminders=("stand-up", "stretch"),
        ring=ring,
        snooze_choices=(5 * MINUTE, 10 * MINUTE, 20 * MINUTE),
    )


def opened(serial: int = 7, snoozes_left: int = 3) -> Snapshot:
    """Have a stretch open since 09:58."""
    view = OpenView(
        "stretch",
        serial,
        wall("09:58"),
        4 * MINUTE,
        Show.CARD,
        "stretch",
        Reason(Why.WORKED),
        snoozes_left=snoozes_left,
    )
    return replace(waiting(), condition=Condition.OPEN, open=view)


def paused(until: str | None = "14:00") -> Snapshot:
    """Be paused since 09:50."""
    return replace(
        waiting(),
        condition=Condition.PAUSED,
        paused_since=wall("09:50"),
        paused_until=None if until is None else wall(until),
    )


def held(reason: Reason | None = None) -> Snapshot:
    """Have a break owed during a call."""
    call = Reason(Why.HELD_BUSY, "call", since=wall("09:42"))
    return replace(waiting(), condition=Condition.HELD, held=reason or call)


def off_hours(begin: str | None = "2026-03-12T09:00") -> Snapshot:
    """Be outside working hours."""
    return replace(
        waiting(),
        condition=Condition.OFF_HOURS,
        hours_begin=None if begin is None else wall(begin),
    )


def away() -> Snapshot:
    """Have nobody at the desk since 09:51."""
    return replace(waiting(), condition=Condition.AWAY, away_since=wall("09:51"))


def idle() -> Snapshot:
    """Have no reminders at all."""
    return replace(waiting(), condition=Condition.IDLE, next=(), reminders=())
