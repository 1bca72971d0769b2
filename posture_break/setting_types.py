"""The kinds of values that settings have: each reads one from TOML or says what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from posture_break.texts import _

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one value, in clauses that stand side by side in a sentence."""

    found: str  # what stands there: "50 is a bare number"
    expected: str  # what to write instead: "say 50m or 50s"
    hint: str = ""  # "did you mean ...?"
    at: tuple[int, ...] = ()  # place in the list, if it is an item of one


class SettingError(Exception):
    """A value that a setting cannot take, with every problem that it has."""

    def __init__(self, *problems: Problem) -> None:
        """Store what is wrong."""
        super().__init__(problems[0].found if problems else "")
        self.problems = problems


class SettingType(Protocol[T]):
    """Reads a value from TOML and writes it back; reading what was written gives an equal value."""

    def read(self, value: object) -> T:
        """Return the value; raises `SettingError`."""

    def write(self, value: T) -> str:
        """Return the value as TOML."""


def shown(value: object) -> str:
    """Return a TOML value as a short text for a message."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return quoted(value if len(value) <= 40 else value[:39] + "…")
        case int() if value.bit_length() > 64:  # str() refuses numbers of many thousand digits
            return _("a huge number")
        case list():
            return _("a list")
        case dict():
            return _("a table")
        case _other:
            return str(value)


def quoted(text: str) -> str:
    """Return ``text`` as a TOML string."""
    escapes = {'"': '\\"', "\\": "\\\\"}
    return '"' + "".join(escapes.get(each) or _escaped(each) for each in text) + '"'


def _escaped(character: str) -> str:
    """Return a character, or its escape where TOML allows it only as one."""
    code = ord(character)
    return f"\\u{code:04X}" if code < 0x20 or code == 0x7F else character


def did_you_mean(word: object, known: Mapping[str, object] | tuple[str, ...]) -> str:
    """Return "did you mean ...?" for the nearest of the known words, or nothing."""
    from difflib import get_close_matches  # noqa: PLC0415 - only a faulty file needs it

    if not isinstance(word, str) or len(word) > 60:
        return ""
    plain = word.strip().lower().replace("_", "-")
    by_plain = {each.replace("_", "-"): each for each in known}
    near = get_close_matches(plain, by_plain, n=1) or [
        each for each in by_plain if plain.startswith(each)
    ]
    return _("did you mean {word}?").format(word=by_plain[near[0]]) if near else ""


@dataclass(frozen=True, slots=True)
class Choice(Generic[T]):
    """One word of a closed set, each with the value that it stands for."""

    words: Mapping[str, T]

    def read(self, value: object) -> T:
        """Return what the word stands for."""
        if isinstance(value, str) and value in self.words:
            return self.words[value]
        known = ", ".join(self.words)
        found = _("{value} is not known here").format(value=shown(value))
        expected = _("say one of {words}").format(words=known)
        raise SettingError(Problem(found, expected, did_you_mean(value, self.words)))

    def write(self, value: T) -> str:
        """Return it as TOML."""
        return quoted(next(word for word, meaning in self.words.items() if meaning == value))


def words(*known: str) -> Choice[str]:
    """Return a choice among words that stand for themselves."""
    return Choice({word: word for word in known})


@dataclass(frozen=True, slots=True)
class ListOf(Generic[T]):
    """A list of different values of one type, in square brackets."""

    item: SettingType[T]
    least: int = 0
    most: int = 50
    example: str = ""  # how such a list looks: '["10:00", "15:30"]'
    ordered: bool = False  # sort it: the order that the person chose means nothing

    def read(self, value: object) -> tuple[T, ...]:
        """Return all items, or every problem that any of them has."""
        if not isinstance(value, list):
            found = _("{value} is not a list").format(value=shown(value))
            raise SettingError(Problem(found, self._advice()))
        items, problems = self._items(value)
        if not self.least <= len(value) <= self.most:
            problems.append(self._miscounted(len(value)))
        if problems:
            raise SettingError(*problems)
        return tuple(sorted(items)) if self.ordered else tuple(items)  # type: ignore[type-var]  # only set where items compare

    def _items(self, value: list[object]) -> tuple[list[T], list[Problem]]:
        """Return the items that could be read, and what is wrong with the others."""
        items: list[T] = []
        problems: list[Problem] = []
        for index, each in enumerate(value[: self.most]):
            try:
                item = self.item.read(each)
            except SettingError as error:
                problems += [_moved(problem, index) for problem in error.problems]
                continue
            if item in items:
                found = _("{value} is in the list twice").format(value=shown(each))
                problems.append(Problem(found, _("keep one of them"), at=(index,)))
            items.append(item)
        return items, problems

    def _advice(self) -> str:
        if self.example:
            return _("use square brackets: {example}").format(example=self.example)
        return _("put the values in square brackets")

    def _miscounted(self, count: int) -> Problem:
        if count == 0:
            return Problem(_("the list is empty"), _("name at least one, or leave it out"))
        found = _("there are {count} in the list").format(count=count)
        return Problem(found, _("list {most} at most").format(most=self.most))

    def write(self, value: tuple[T, ...]) -> str:
        """Return it as TOML."""
        return "[" + ", ".join(self.item.write(each) for each in value) + "]"


def _moved(problem: Problem, index: int) -> Problem:
    """Return the problem of a list's item as one of the list."""
    return Problem(problem.found, problem.expected, problem.hint, (index, *problem.at))


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number within bounds."""

    least: int
    most: int

    def read(self, value: object) -> int:
        """Return the number."""
        number = isinstance(value, int) and not isinstance(value, bool)
        if number and isinstance(value, int) and self.least <= value <= self.most:
            return value
        found = (
            _("{value} is out of range") if number else _("{value} is no whole number")
        ).format(value=shown(value))
        expected = _("say a whole number from {least} to {most}")
        raise SettingError(Problem(found, expected.format(least=self.least, most=self.most)))

    def write(self, value: int) -> str:
        """Return it as TOML."""
        return str(value)


@dataclass(frozen=True, slots=True)
class Scale:
    """A factor within bounds, or None for ``"auto"``."""

    least: float
    most: float

    def read(self, value: object) -> float | None:
        """Return the factor."""
        if value == "auto":
            return None
        number = isinstance(value, (int, float)) and not isinstance(value, bool)
        if number and isinstance(value, (int, float)) and self.least <= value <= self.most:
            return float(value)
        found = _("{value} is out of range") if number else _("{value} is no number")
        expected = _('say "auto", or a number from {least} to {most}')
        text = expected.format(least=self.least, most=self.most)
        raise SettingError(Problem(found.format(value=shown(value)), text))

    def write(self, value: float | None) -> str:
        """Return it as TOML."""
        return quoted("auto") if value is None else repr(value)


@dataclass(frozen=True, slots=True)
class WholeOrAuto:
    """A whole number within bounds, or None for ``"auto"``."""

    least: int
    most: int

    def read(self, value: object) -> int | None:
        """Return the number."""
        number = isinstance(value, int) and not isinstance(value, bool)
        if value == "auto":
            return None
        if number and isinstance(value, int) and self.least <= value <= self.most:
            return value
        found = _("{value} is out of range") if number else _("{value} is no whole number")
        expected = _('say "auto", or a whole number from {least} to {most}')
        text = expected.format(least=self.least, most=self.most)
        raise SettingError(Problem(found.format(value=shown(value)), text))

    def write(self, value: int | None) -> str:
        """Return it as TOML."""
        return quoted("auto") if value is None else str(value)


@dataclass(frozen=True, slots=True)
class Switch:
    """Yes or no."""

    def read(self, value: object) -> bool:
        """Return whether it is on."""
        if isinstance(value, bool):
            return value
        found = _("{value} is neither true nor false").format(value=shown(value))
        raise SettingError(Problem(found, _("say true or false, without quotes")))

    def write(self, value: bool) -> str:
        """Return it as TOML."""
        return "true" if value else "false"


@dataclass(frozen=True, slots=True)
class Words:
    """The person's own words, on one line."""

    most: int
    least: int = 0

    def read(self, value: object) -> str:
        """Return the text."""
        if not isinstance(value, str):
            found = _("{value} is no text").format(value=shown(value))
            raise SettingError(Problem(found, _("put the words in quotes")))
        text = value.strip()
        # A NUL ends a D-Bus connection, a line break a menu item.
        if any(ord(each) < 0x20 or 0x7F <= ord(each) < 0xA0 for each in text):
            found = _("{value} has control characters in it").format(value=shown(value))
            raise SettingError(Problem(found, _("write it on one line, in plain characters")))
        if not self.least <= len(text) <= self.most:
            found = _("the text is {count} characters long").format(count=len(text))
            expected = _("use {least} to {most} characters")
            raise SettingError(Problem(found, expected.format(least=self.least, most=self.most)))
        return text

    def write(self, value: str) -> str:
        """Return it as TOML."""
        return quoted(value)
