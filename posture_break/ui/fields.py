"""Values read from fields that another process sent: of the right type, and within bounds.

A wrong or missing value becomes a default, so nothing that comes through a pipe can break a window.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

LONGEST_TEXT = 400  # characters of one text: more fits no card
LONGEST_LABEL = 40  # characters of a chip or a choice
MOST_TEXTS = 10  # chips, steps, cautions

Word = TypeVar("Word", bound=StrEnum)


def mapping(value: object) -> Mapping[str, object]:
    """Return ``value`` if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def sequence(value: object, most: int = MOST_TEXTS) -> list[object]:
    """Return the first ``most`` items of a list."""
    return list(value)[:most] if isinstance(value, list | tuple) else []


def text(value: object, longest: int = LONGEST_TEXT) -> str:
    """Return ``value`` on one line, of printable characters, and not too long."""
    if not isinstance(value, str):
        return ""
    whole = value[: 2 * longest].encode("utf-8", "replace").decode()  # no lone surrogates
    line = "".join(char if char.isprintable() else " " for char in whole)
    return " ".join(line.split())[:longest]


def texts(value: object, longest: int = LONGEST_TEXT, most: int = MOST_TEXTS) -> tuple[str, ...]:
    """Return the texts of a list; empty ones are left off."""
    return tuple(line for each in sequence(value, most) if (line := text(each, longest)))


def number(value: object, least: int, most: int, otherwise: int = 0) -> int:
    """Return a whole number within bounds."""
    if not isinstance(value, int | float) or value != value:  # noqa: PLR0124 - NaN
        return otherwise
    return int(max(least, min(most, value)))


def fraction(value: object, least: float, most: float, otherwise: float) -> float:
    """Return a number within bounds."""
    if not isinstance(value, int | float) or value != value:  # noqa: PLR0124 - NaN
        return otherwise
    return float(max(least, min(most, value)))


def switch(value: object, otherwise: bool) -> bool:
    """Return a truth value."""
    return value if isinstance(value, bool) else otherwise


def word(value: object, words: type[Word], otherwise: Word) -> Word:
    """Return the member of ``words`` that ``value`` names."""
    return next((each for each in words if each.value == value), otherwise)
