"""One line of the history: what happened, when on the wall clock, and why, as plain values."""

from __future__ import annotations

from dataclasses import dataclass

from posture_break.core.model import Effect, Presence, Reason, What, Why


@dataclass(frozen=True, slots=True)
class Record:
    """What happened at a moment; the history only grows, nothing in it is ever changed."""

    at: int  # wall, milliseconds
    what: What
    reason: Reason
    offset: int = 0  # minutes of local time ahead of UTC at that moment
    device: str = ""  # names the computer on which it happened
    id: int = 0  # grows with every record of one history; 0: not stored yet
    reminder: str | None = None
    exercise: str | None = None
    tip: str | None = None
    until: int | None = None  # wall, milliseconds
    presence: Presence | None = None
    took: int | None = None  # milliseconds
    steps: tuple[int, int] | None = None  # done, of given
    short: bool = False
    quiet: bool = False
    worked: int | None = None  # milliseconds


def record_of(effect: Effect, offset: int) -> Record:
    """Return the record of an effect; ``offset`` is local time's, in minutes ahead of UTC."""
    return Record(
        at=effect.at.wall,
        what=effect.what,
        reason=effect.reason,
        offset=offset,
        reminder=effect.reminder,
        exercise=effect.exercise,
        tip=effect.tip,
        until=effect.until,
        presence=effect.presence,
        took=effect.took,
        steps=effect.steps,
        short=effect.short,
        quiet=effect.quiet,
        worked=effect.worked,
    )


def reason_values(reason: Reason) -> dict[str, str | int]:
    """Return a reason as JSON values, leaving out what says nothing."""
    values = {
        "kind": reason.kind.value,
        "detail": reason.detail,
        "span": reason.span,
        "since": reason.since,
        "until": reason.until,
        "count": reason.count,
        "away": reason.away,
    }
    return {name: value for name, value in values.items() if value not in (None, "", 0)}


def reason_from(values: dict[str, str | int]) -> Reason:
    """Return the reason that `reason_values` wrote; ValueError for a kind that is not known."""
    since, until = values.get("since"), values.get("until")
    return Reason(
        Why(values["kind"]),
        detail=str(values.get("detail", "")),
        span=int(values.get("span", 0)),
        since=None if since is None else int(since),
        until=None if until is None else int(until),
        count=int(values.get("count", 0)),
        away=int(values.get("away", 0)),
    )
