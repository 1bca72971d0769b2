"""``status`` and ``why``: the snapshot as lines for people and as JSON values for scripts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from posture_break.core.model import Kind
from posture_break.core.snapshot import NextView, OpenView, PrescribedView, Snapshot
from posture_break.phrases import clock_time, day_time, short_span
from posture_break.texts import _, ngettext
from posture_break.ui.menu import minutes_left, status_line, tally_line, title
from posture_break.words import busy_words, sentence


def status_text(snapshot: Snapshot) -> str:
    """Return what is open, what is next and when, presence, today's outcomes and troubles."""
    lines = [status_line(snapshot)]
    if snapshot.open is not None:
        lines.append(_("  answer: posture-break done, short, snooze or skip"))
    lines += [_coming(view, snapshot) for view in snapshot.next]
    lines.append(_presence(snapshot))
    lines.append(_today(snapshot))
    lines += _person(snapshot)
    lines += [_("Trouble: {what}").format(what=each) for each in snapshot.troubles]
    return "\n".join(lines)


def why_text(snapshot: Snapshot, name: str | None = None) -> str:
    """Return one sentence for each reminder, or for one: why it comes when it comes."""
    lines = []
    if snapshot.open is not None and name in {None, snapshot.open.reminder}:
        opened = clock_time(snapshot.open.opened)
        lines.append(_line(title(snapshot.open.reminder), opened, _open_reason(snapshot.open)))
    for view in snapshot.next:
        if name in {None, view.reminder}:
            when = day_time(view.due, snapshot.now) if view.due is not None else _("not now")
            lines.append(_line(title(view.reminder), when, sentence(view.reason, snapshot.now)))
    return "\n".join(lines)


def status_data(snapshot: Snapshot) -> dict[str, Any]:
    """Return the snapshot as JSON values: moments in ISO form with offset, spans in seconds."""
    return {
        "v": 1,
        "now": _iso(snapshot.now),
        "line": status_line(snapshot),
        "condition": snapshot.condition.value,
        "open": None if snapshot.open is None else _open_data(snapshot.open),
        "next": [_next_data(view) for view in snapshot.next],
        "presence": snapshot.presence.value,
        "away_since": _iso(snapshot.away_since),
        "busy": snapshot.busy,
        "busy_since": _iso(snapshot.busy_since),
        "held": None if snapshot.held is None else sentence(snapshot.held),
        "paused": snapshot.paused,
        "paused_until": _iso(snapshot.paused_until),
        "hours_begin": _iso(snapshot.hours_begin),
        "hours_end": _iso(snapshot.hours_end),
        "notice": snapshot.notice,
        "worked_today": snapshot.worked_today // 1000,
        "limit_reached": snapshot.limit_reached,
        "today": {
            "done": snapshot.tally.done,
            "skipped": snapshot.tally.skipped,
            "missed": snapshot.tally.missed,
            "natural": snapshot.tally.natural,
        },
        "prescriptions": [_prescribed_data(view) for view in snapshot.prescribed],
        "gentle_day": snapshot.flare_day,
        "carrying": snapshot.carrying,
        "quiet_cards": snapshot.quiet_cards,
        "left_out": list(snapshot.hidden),
        "troubles": list(snapshot.troubles),
    }


def what_lasts(data: dict[str, Any]) -> dict[str, Any]:
    """Return `status_data` without what differs from second to second though nothing changed."""
    coming = [{**view, "remaining": None} for view in data["next"]]
    return {**data, "now": None, "worked_today": None, "next": coming}


def _coming(view: NextView, snapshot: Snapshot) -> str:
    name = title(view.reminder)
    if view.due is None:
        return f"  {name}: {sentence(view.reason, snapshot.now)}"
    if view.owed:
        return f"  {name}: " + _("due, {reason}").format(reason=sentence(view.reason, snapshot.now))
    left = minutes_left(view.due - snapshot.now)
    when = day_time(view.due, snapshot.now)
    words = _("{time}, in {span}")
    return f"  {name}: " + words.format(time=when, span=left)


def _presence(snapshot: Snapshot) -> str:
    words = {
        "active": _("You are at the desk"),
        "away": _("You are away"),
        "unknown": _("Presence: unknown, nothing here can tell; all time counts as work"),
    }
    said = words[snapshot.presence.value]
    if snapshot.busy is not None:
        since = clock_time(snapshot.busy_since or snapshot.now)
        busy = _("{busy} since {time}").format(busy=busy_words(snapshot.busy), time=since)
        return f"{said}; {busy}"
    return said


def _today(snapshot: Snapshot) -> str:
    tally = snapshot.tally
    counts = (
        (tally.done, ngettext("{n} done", "{n} done", tally.done)),
        (tally.skipped, ngettext("{n} skipped", "{n} skipped", tally.skipped)),
        (tally.missed, ngettext("{n} missed", "{n} missed", tally.missed)),
        (tally.natural, ngettext("{n} by being away", "{n} by being away", tally.natural)),
    )
    said = ", ".join(words.format(n=number) for number, words in counts if number)
    return _("Today: {outcomes}; {worked} at work").format(
        outcomes=said or _("no break yet"), worked=short_span(snapshot.worked_today)
    )


def _person(snapshot: Snapshot) -> Iterator[str]:
    """Yield what goes for this person now: prescriptions, gentle days, and what they chose."""
    for view in snapshot.prescribed:
        yield _("Prescribed: {tally}").format(tally=tally_line(view))
    if snapshot.flare_day is not None:
        day = _("Gentle days: day {day}; when it is better: posture-break better")
        yield day.format(day=snapshot.flare_day)
    if snapshot.carrying:
        yield _("You carry things today: more tips are about lifting")
    if snapshot.quiet_cards:
        yield _("Quiet cards: breaks come as notifications, seated; posture-break quiet-cards off")
    if snapshot.hidden:
        left_out = _("Left out by you: {exercises}; to have one back: posture-break unhide NAME")
        yield left_out.format(exercises=", ".join(snapshot.hidden))


def _prescribed_data(view: PrescribedView) -> dict[str, Any]:
    return {
        "name": view.key,
        "exercise": view.exercise,
        "done": view.done,
        "of": view.of,
        "waits": None if view.held is None else sentence(view.held),
    }


def _line(name: str, when: str, reason: str) -> str:
    return _("{reminder}: {time}: {reason}").format(reminder=name, time=when, reason=reason)


def _open_reason(view: OpenView) -> str:
    return _("open, {reason}").format(reason=sentence(view.reason))


def _open_data(view: OpenView) -> dict[str, Any]:
    return {
        "reminder": view.reminder,
        "serial": view.serial,
        "opened": _iso(view.opened),
        "lasts": view.lasts // 1000,
        "show": view.show.value,
        "exercise": view.exercise,
        "tip": view.tip,
        "snoozes_left": view.snoozes_left,
        "quiet": view.quiet or view.calm,
        "why_exercise": None if view.pick is None else sentence(view.pick),
        "why": sentence(view.reason),
    }


def _next_data(view: NextView) -> dict[str, Any]:
    return {
        "reminder": view.reminder,
        "kind": "tip" if view.kind is Kind.TIP else "break",
        "due": _iso(view.due),
        "remaining": view.remaining // 1000,
        "snoozed": view.snoozed,
        "owed": view.owed,
        "why": sentence(view.reason),
    }


def _iso(wall: int | None) -> str | None:
    if wall is None:
        return None
    return datetime.fromtimestamp(wall / 1000, UTC).astimezone().isoformat(timespec="seconds")
