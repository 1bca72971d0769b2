"""The history's rows: a record as SQLite keeps it, and back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from posture_break.core.model import Presence, What
from posture_break.core.record import Record, reason_from, reason_values

if TYPE_CHECKING:
    from collections.abc import Iterable

_COLUMNS = (
    'at, "offset", device, what, reminder, exercise, tip, "until", presence, took,'
    " steps_done, steps_given, short, quiet, worked, reason"
)
_PLACES = ", ".join("?" * (_COLUMNS.count(",") + 1))

INSERT = f"INSERT INTO event ({_COLUMNS}) VALUES ({_PLACES})"  # noqa: S608 - all of it is ours
SELECT = f"SELECT id, {_COLUMNS} FROM event WHERE at >= ? AND id > ? ORDER BY id"  # noqa: S608 - as above


def row_of(record: Record) -> tuple[object, ...]:
    """Return the values of `INSERT`."""
    done, given = record.steps or (None, None)
    return (
        record.at, record.offset, record.device, record.what.value,
        record.reminder, record.exercise, record.tip, record.until,
        None if record.presence is None else record.presence.value, record.took,
        done, given, record.short, record.quiet, record.worked,
        json.dumps(reason_values(record.reason), ensure_ascii=False, separators=(",", ":")),
    )  # fmt: skip


def records_from(rows: Iterable[tuple[Any, ...]]) -> list[Record]:
    """Return the records of `SELECT`, without those that this version does not understand."""
    records = []
    for row in rows:
        try:
            records.append(_record(*row))
        except (ValueError, KeyError, TypeError, AttributeError):
            continue
    return records


def _record(number: int, at: int, offset: int, device: str, what: str, *rest: Any) -> Record:
    reminder, exercise, tip, until, presence, took, done, given, short, quiet, worked, reason = rest
    return Record(
        at=at,
        what=What(what),
        reason=reason_from(json.loads(reason)),
        offset=offset,
        device=device,
        id=number,
        reminder=reminder,
        exercise=exercise,
        tip=tip,
        until=until,
        presence=None if presence is None else Presence(presence),
        took=took,
        steps=None if done is None else (done, given),
        short=bool(short),
        quiet=bool(quiet),
        worked=worked,
    )
