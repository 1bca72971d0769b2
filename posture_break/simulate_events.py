"""Reads the events of a simulation: JSON lines, each checked, every fault with its line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo
from typing import Any

from posture_break.core import events, hours
from posture_break.core.model import Moment, Plan
from posture_break.core.simulate import Happening
from posture_break.durations import parse_duration
from posture_break.personal_requests import PERSONAL
from posture_break.ports import Request
from posture_break.requests import check_until
from posture_break.texts import _

Make = Callable[[Mapping[str, Any]], Callable[[Moment], events.Event]]


class EventFault(Exception):  # noqa: N818 - a fault in the file, not of the program
    """A line of the events file cannot be used; the text says which, why and what was expected."""


def _of(kind: Callable[[Moment], events.Event]) -> Make:
    return lambda _fields: kind


def _busy(fields: Mapping[str, Any]) -> Callable[[Moment], events.Event]:
    why = _text(fields, "why") or "busy"
    return lambda at: events.BusyBegan(at, why=why)


def _snooze(fields: Mapping[str, Any]) -> Callable[[Moment], events.Event]:
    span = _duration(fields, "for")
    return lambda at: events.Snooze(at, span=span)


def _take(fields: Mapping[str, Any]) -> Callable[[Moment], events.Event]:
    reminder = _text(fields, "reminder")
    return lambda at: events.Take(at, reminder=reminder)


def _pause(fields: Mapping[str, Any]) -> Callable[[Moment], events.Event]:
    span, until = _duration(fields, "for"), _text(fields, "until")
    if span is not None and until is not None:
        raise ValueError(_('give "for" or "until", not both'))
    if until is not None:
        check_until(until)
    return lambda at: events.PauseAsked(at, span=span, until=until)


def _personal(verb: str) -> Make:
    """Return how a line becomes what the person tells of themselves, as any other door reads it."""

    def made(fields: Mapping[str, Any]) -> Callable[[Moment], events.Event]:
        given = {name: value for name, value in fields.items() if name not in {"at", "do"}}
        if "step" in given:  # a line's own "at" is its time
            given["at"] = given.pop("step")
        request = Request(verb, given)
        PERSONAL[verb](Moment(0, 0), request)  # a fault is told with its line, not later
        return lambda at: PERSONAL[verb](at, request)

    return made


_MAKE: dict[str, Make] = {
    "away": _of(events.InputStopped),
    "back": _of(events.InputStarted),
    "unknown": _of(events.InputUnknown),
    "lock": _of(events.Locked),
    "unlock": _of(events.Unlocked),
    "sleep": _of(events.Slept),
    "wake": _of(events.Awoke),
    "busy": _busy,
    "free": _of(events.BusyEnded),
    "typing": _of(events.Typing),
    "typing-stops": _of(events.TypingStopped),
    "done": _of(events.Done),
    "skip": _of(events.Skip),
    "short": _of(lambda at: events.Done(at, short=True)),
    "snooze": _snooze,
    "another": _of(events.Another),
    "easier": _of(events.Easier),
    "take": _take,
    "pause": _pause,
    "resume": _of(events.Resume),
    "done-for-today": _of(events.DoneForToday),
    **{verb: _personal(verb) for verb in PERSONAL},
}
_OWN = ("clock", "config", "kill", "start")
_FIELDS = {
    "busy": {"why"},
    "snooze": {"for"},
    "felt": {"exercise", "effort", "change"},
    "flare": {"value"},
    "set-up": {"places", "avoid", "demand"},
    "carrying": {"value"},
    "quiet-cards": {"value"},
    "left": {"exercise", "step", "of", "side"},
    "hide": {"exercise"},
    "unhide": {"exercise"},
    "take": {"reminder"},
    "pause": {"for", "until"},
    "clock": {"shift"},
    "config": {"toml"},
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What the lines need to be understood: the day of ``--from``, the zone, a config reader."""

    name: str
    start: int
    zone: tzinfo
    plan_of: Callable[[str], Plan]

    def happenings(self, lines: Iterable[str]) -> Iterator[Happening]:
        """Yield the events in order; raises `EventFault` at the first line that cannot be used."""
        last = self.start
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                happening = self._happening(line)
                _check_order(happening.at, last)
            except (ValueError, RecursionError) as fault:
                raise EventFault(f"{self.name}:{number}: {fault}") from fault
            last = happening.at
            yield happening

    def _happening(self, line: str) -> Happening:
        fields = _object(line)
        do = fields.get("do")
        if not isinstance(do, str) or (do not in _MAKE and do not in _OWN):
            known = ", ".join([*_MAKE, *_OWN])
            raise ValueError(
                _('"do" is {do!r}; expected one of: {known}').format(do=do, known=known)
            )
        unknown = fields.keys() - {"at", "do"} - _FIELDS.get(do, set())
        if unknown:
            raise ValueError(_('"{do}" has no "{field}"').format(do=do, field=min(unknown)))
        at = moment(str(fields.get("at", "")), hours.local(self.start, self.zone).date(), self.zone)
        if do == "clock":
            return Happening(at, do, shift=_shift(fields))
        if do == "config":
            return Happening(at, do, plan=self.plan_of(_text(fields, "toml") or ""))
        return Happening(at, do, None if do in _OWN else _MAKE[do](fields))


def _check_order(at: int, last: int) -> None:
    if at < last:
        raise ValueError(_("it lies before the line above it, or before --from"))


def moment(text: str, day: date, zone: tzinfo) -> int:
    """Return the wall moment (ms) of local ``HH:MM[:SS]`` on ``day``, an ISO date or date-time."""
    try:
        if "T" not in text and ":" in text and "-" not in text:
            return hours.wall_at(day, time.fromisoformat(text), zone)
        parsed = datetime.fromisoformat(text)
        if parsed.tzinfo is not None:
            return int(parsed.astimezone(UTC).timestamp() * 1000)
        return hours.wall_at(parsed.date(), parsed.time(), zone)
    except (ValueError, OverflowError):  # the calendar's ends are no place for a time zone
        expected = _("expected a local time such as 09:30 or 2026-03-02T09:30")
        raise ValueError(f"{text!r}: {expected}") from None


def _object(line: str) -> Mapping[str, Any]:
    try:
        fields = json.loads(line)
    except ValueError as fault:
        raise ValueError(_("not JSON: {fault}").format(fault=fault)) from fault
    if not isinstance(fields, dict):
        raise ValueError(_('expected an object such as {{"at": "10:00", "do": "away"}}').format())  # noqa: TRY004 - every fault of a line is a ValueError
    return fields


def _text(fields: Mapping[str, Any], key: str) -> str | None:
    value = fields.get(key)
    if value is not None and not isinstance(value, str):
        raise ValueError(_('"{key}" must be text').format(key=key))
    return value


def _duration(fields: Mapping[str, Any], key: str) -> int | None:
    text = _text(fields, key)
    if text is None:
        return None
    span = parse_duration(text)
    if span <= 0:
        raise ValueError(_('"{key}" must be longer than nothing').format(key=key))
    return span


def _shift(fields: Mapping[str, Any]) -> int:
    text = (_text(fields, "shift") or "").strip()
    sign = -1 if text.startswith("-") else 1
    return sign * parse_duration(text.lstrip("+-"))
