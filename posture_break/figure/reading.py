"""Reads values out of a figure's file; every fault is told with its place, and none stops the rest.

People may ship figures in packs, so every number is bounded and nothing but text and numbers is
taken.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import Enum
from typing import TypeVar

from posture_break.content.faults import Fault
from posture_break.texts import _

Choice = TypeVar("Choice", bound=Enum)

MOST_DEGREES = 360.0
MOST_UNITS = 400.0


class Reader:
    """One table of a file: gives checked values, collects faults, knows what was not asked for."""

    def __init__(
        self, table: Mapping[str, object], file: str, entry: str, faults: list[Fault]
    ) -> None:
        """Store where the values come from and where faults go."""
        self._table = table
        self._file = file
        self._entry = entry
        self._faults = faults
        self._asked: set[str] = set()

    def __contains__(self, field: str) -> bool:
        return field in self._table

    def fault(self, field: str, expected: str, found: object = "") -> None:
        """Note a fault."""
        shown = str(found)[:60] if found != "" else ""
        self._faults.append(Fault(self._file, self._entry, field, expected, shown))

    def raw(self, field: str) -> object:
        """Return a value as it stands; None if it is not there."""
        self._asked.add(field)
        return self._table.get(field)

    def word(self, field: str, otherwise: str = "") -> str:
        """Return a short name."""
        value = self.raw(field)
        if value is None:
            return otherwise
        if isinstance(value, str) and 0 < len(value) <= 40:
            return value
        self.fault(field, _("a name"), value)
        return otherwise

    def flag(self, field: str) -> bool:
        """Return a yes or no; no if it is not there."""
        value = self.raw(field)
        if value is None or isinstance(value, bool):
            return bool(value)
        self.fault(field, _("true or false"), value)
        return False

    def choice(self, field: str, kinds: type[Choice], otherwise: Choice) -> Choice:
        """Return one of an enumeration."""
        value = self.raw(field)
        if value is None:
            return otherwise
        for kind in kinds:
            if kind.value == value:
                return kind
        self.fault(field, _one_of([str(kind.value) for kind in kinds]), value)
        return otherwise

    def number(self, field: str, otherwise: float, least: float, most: float) -> float:
        """Return a number within bounds."""
        value = self.raw(field)
        if value is None:
            return otherwise
        numbers = _numbers([value], least, most)
        if numbers:
            return numbers[0]
        self.fault(
            field, _("a number from {least:g} to {most:g}").format(least=least, most=most), value
        )
        return otherwise

    def numbers(
        self, field: str, counts: Collection[int], most: float, *, lone: bool = False
    ) -> tuple[float, ...] | None:
        """Return a list of as many numbers as one of ``counts``; ``lone``: or one plain number."""
        value = self.raw(field)
        if value is None:
            return None
        if lone and not isinstance(value, list):
            value = [value]
        found = _numbers(value, -most, most)
        if found is not None and len(found) in counts:
            return found
        amounts = _(" or ").join(str(count) for count in sorted(counts))
        expected = _("{amount} numbers from {least:g} to {most:g}").format(
            amount=amounts, least=-most, most=most
        )
        self.fault(field, expected, value)
        return None

    def names(self, field: str, known: Collection[str]) -> Mapping[str, float]:
        """Return a table of known names with a number each."""
        value = self.raw(field)
        if value is None:
            return {}
        if not isinstance(value, dict):
            self.fault(field, _("a table of names with numbers"), value)
            return {}
        found = {}
        for name, each in value.items():
            numbers = _numbers([each], -MOST_UNITS, MOST_UNITS)
            if name not in known:
                self.fault(field, _one_of(known), name)
            elif not numbers:
                self.fault(f"{field}.{name}", _("a number"), each)
            else:
                found[name] = numbers[0]
        return found

    def known(self, field: str, known: Collection[str], otherwise: str) -> str:
        """Return a name that is one of ``known``."""
        value = self.word(field, otherwise)
        if value in known:
            return value
        self.fault(field, _one_of(known), value)
        return otherwise

    def tables(self, field: str, most: int) -> list[Mapping[str, object]]:
        """Return a list of tables, at most as many."""
        value = self.raw(field)
        if value is None:
            return []
        tables = isinstance(value, list) and all(isinstance(each, dict) for each in value)
        if isinstance(value, list) and tables and len(value) <= most:
            return value
        self.fault(
            field, _("a list of at most {most} tables").format(most=most), type(value).__name__
        )
        return []

    def inner(self, field: str) -> Reader:
        """Return a reader for a table within this one."""
        value = self.raw(field)
        if value is not None and not isinstance(value, dict):
            self.fault(field, _("a table"), value)
        table = value if isinstance(value, dict) else {}
        return Reader(table, self._file, f"{self._entry}.{field}".strip("."), self._faults)

    def within(self, table: Mapping[str, object], entry: str) -> Reader:
        """Return a reader for another table of the same file."""
        return Reader(table, self._file, entry, self._faults)

    def finish(self) -> None:
        """Fault every field that nobody asked for: most often a misspelt one."""
        for field in self._table:
            if field not in self._asked:
                self.fault(str(field)[:40], _one_of(self._asked))


def _one_of(names: Collection[str]) -> str:
    return _("one of {names}").format(names=", ".join(sorted(names)))


def _numbers(value: object, least: float, most: float) -> tuple[float, ...] | None:
    if not isinstance(value, list):
        return None
    found = []
    for each in value:
        if isinstance(each, bool) or not isinstance(each, int | float) or not least <= each <= most:
            return None
        found.append(float(each))
    return tuple(found)
