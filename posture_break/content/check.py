"""Reads the fields of one table of a data file and collects every fault instead of stopping."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from typing import TypeGuard, TypeVar

from posture_break.content.faults import Fault
from posture_break.content.model import Range
from posture_break.content.prose import text_fault
from posture_break.setting_types import did_you_mean
from posture_break.texts import _

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ID_LONGEST = 40
_URL = re.compile(r"https://[!-;=?-~]{3,300}")  # printable ASCII without < and >
_SHOWN = 40
_HINTS = 20  # looking for what was meant takes time: not for a file that is nothing but faults

Member = TypeVar("Member", bound=StrEnum)


class _Missing:
    def __repr__(self) -> str:
        return "nothing"


_MISSING = _Missing()


class Entry:
    """One table of a data file; each question about a field returns a usable value or adds a fault.

    After a fault the value is a stand-in of the right type, so that reading goes on; the
    loader throws everything away if there was any fault.
    """

    def __init__(
        self, file: str, name: str, table: Mapping[str, object], faults: list[Fault]
    ) -> None:
        self.file = file
        self.name = name
        self.faults = faults
        self._table = table
        self._asked: set[str] = set()

    def fault(self, field: str, expected: str, found: object) -> None:
        """Note that ``field`` is not as expected."""
        safe = field if field.isprintable() and len(field) <= _SHOWN else _shown(field)
        self.faults.append(Fault(self.file, self.name, safe, expected, _shown(found)))

    def under(self, name: str) -> Entry:
        """Return an empty entry called ``name`` of the same file, for faults found later."""
        return Entry(self.file, name, {}, self.faults)

    def has(self, field: str) -> bool:
        """Return whether the field is there."""
        self._asked.add(field)
        return field in self._table

    def is_list(self, field: str) -> bool:
        """Return whether the field is a list."""
        return isinstance(self._value(field), list)

    def unknown(self, field: str, known: Collection[str], found: object) -> None:
        """Note that ``found`` is none of the words that are known."""
        words = _("one of {words}").format(words=", ".join(known))
        self.fault(field, self._hinted(words, found, known), found)

    def id(self, field: str = "id") -> str:
        """Return a stable id: lower-case words joined by hyphens."""
        value = self._value(field)
        return str(value) if self.check_id(field, value) else ""

    def check_id(self, field: str, value: object) -> bool:
        """Return whether ``value`` is a good id, and note the fault where it is none."""
        if _is_id(value):
            return True
        expected = _("lower-case words joined by hyphens, at most {longest} characters")
        self.fault(field, expected.format(longest=_ID_LONGEST), value)
        return False

    def ids(self, field: str, most: int) -> tuple[str, ...]:
        """Return a list of different ids; it may be left out."""
        values = self._list(field, (0, most))
        ids = [value for value in values if self.check_id(field, value)]
        if len(set(map(str, ids))) < len(ids):
            self.fault(field, _("each id once"), values)
        return tuple(map(str, ids))

    def text(self, field: str, longest: int) -> str:
        """Return one line of plain text of at most ``longest`` characters."""
        value = self._value(field)
        fault = text_fault(value, longest)
        if isinstance(value, str) and not fault:
            return value
        self.fault(field, fault, value)
        return ""

    def texts(self, field: str, count: Range, longest: int) -> tuple[str, ...]:
        """Return a list of plain texts; where ``count`` allows none, it may be left out."""
        values = self._list(field, count)
        for value in values:
            expected = text_fault(value, longest)
            if expected:
                self.fault(field, expected, value)
        return tuple(value for value in values if isinstance(value, str))

    def number(self, field: str, bounds: Range) -> int:
        """Return a whole number within ``bounds``."""
        value = self._value(field)
        if _whole(value) and bounds[0] <= value <= bounds[1]:
            return value
        expected = _("a whole number from {low} to {high}")
        self.fault(field, expected.format(low=bounds[0], high=bounds[1]), value)
        return bounds[0]

    def range(self, field: str, bounds: Range) -> Range:
        """Return a pair [low, high] within ``bounds``."""
        match self._value(field):
            case [int() as low, int() as high] if (
                _whole(low) and _whole(high) and bounds[0] <= low <= high <= bounds[1]
            ):
                return low, high
            case value:
                expected = _("[low, high], both from {low} to {high}")
                self.fault(field, expected.format(low=bounds[0], high=bounds[1]), value)
                return bounds

    def flag(self, field: str) -> bool:
        """Return true or false; absent is false."""
        if not self.has(field):
            return False
        value = self._table[field]
        if not isinstance(value, bool):
            self.fault(field, _("true or false"), value)
        return value is True

    def member(self, field: str, members: type[Member]) -> Member:
        """Return one of the words of a closed set."""
        value = self._value(field)
        known = {str(member): member for member in members}
        if isinstance(value, str) and value in known:
            return known[value]
        self.unknown(field, known, value)
        return next(iter(members))

    def members(self, field: str, members: type[Member], *, least: int = 0) -> tuple[Member, ...]:
        """Return different words of a closed set."""
        known = {str(member): member for member in members}
        return tuple(known[word] for word in self.words(field, known, least=least))

    def words(self, field: str, known: Collection[str], *, least: int = 0) -> tuple[str, ...]:
        """Return different words, all ``known``; with ``least`` 0 the list may be left out."""
        values = self._list(field, (least, len(known)))
        words = [value for value in values if isinstance(value, str) and value in known]
        for value in values:
            if value not in words:
                self.unknown(field, known, value)
        if len(set(words)) < len(words):
            self.fault(field, _("each word once"), values)
        return tuple(words)

    def url(self, field: str = "url") -> str:
        """Return a web address that begins with https://, or an empty text where there is none."""
        if not self.has(field):
            return ""
        value = self._table[field]
        if isinstance(value, str) and _URL.fullmatch(value):
            return value
        self.fault(field, _("a web address that begins with https://"), value)
        return ""

    def table(self, field: str) -> Entry:
        """Return the table within this one, to be read and closed like any other."""
        value = self._value(field)
        name = f"{self.name}: {field}" if self.name else field
        if isinstance(value, dict):
            return Entry(self.file, name, value, self.faults)
        self.fault(field, _("a table"), value)
        return Entry(self.file, name, {}, [])  # its own faults would only repeat this one

    def tables(self, field: str, most: int, *, least: int = 1) -> Iterator[Entry]:
        """Give each table of a list, named by its id or by its number."""
        for number, value in enumerate(self._list(field, (least, most)), 1):
            label = value.get("id") if isinstance(value, dict) else None
            name = label if _is_id(label) else f"{field} {number}"
            if isinstance(value, dict):
                whole = f"{self.name}: {name}" if self.name else str(name)
                yield Entry(self.file, whole, value, self.faults)
            else:
                self.fault(field, _("a list of tables"), value)

    def fields(self) -> tuple[str, ...]:
        """Return all fields, for a table whose keys are themselves data."""
        return tuple(self._table)

    def close(self) -> None:
        """Refuse the fields that nobody asked for."""
        for field in self._table:
            if field not in self._asked:
                expected = self._hinted(_("no such field"), field, sorted(self._asked))
                self.fault(field, expected, self._table[field])

    def _hinted(self, expected: str, value: object, known: Collection[str]) -> str:
        if len(self.faults) >= _HINTS:
            return expected
        hint = did_you_mean(value, tuple(known))
        return f"{expected} ({hint})" if hint else expected

    def _value(self, field: str) -> object:
        self._asked.add(field)
        return self._table.get(field, _MISSING)

    def _list(self, field: str, count: Range) -> list[object]:
        if not self.has(field) and count[0] == 0:
            return []
        value = self._table.get(field, _MISSING)
        if isinstance(value, list) and count[0] <= len(value) <= count[1]:
            return value
        expected = _("a list of {low} to {high}").format(low=count[0], high=count[1])
        self.fault(field, expected, value)
        return []


def _whole(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_id(value: object) -> bool:
    return isinstance(value, str) and len(value) <= _ID_LONGEST and bool(_ID.fullmatch(value))


def _shown(value: object) -> str:
    """Return a value as it may be printed anywhere: bounded, without control characters."""
    try:
        text = ascii(value)
    except ValueError:  # Python writes no number of more than 4300 digits
        return _("a huge number")
    except RecursionError:  # tables in tables in tables
        return _("something far too deep")
    return text if len(text) <= _SHOWN else text[: _SHOWN - 3] + "..."
