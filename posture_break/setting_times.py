"""The kinds of settings that are times: durations, times of day, working hours, dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from posture_break.core.model import Window
from posture_break.durations import HOUR, MINUTE, SECOND, format_duration, parse_duration
from posture_break.setting_types import ListOf, Problem, SettingError, quoted, shown
from posture_break.texts import _

_DAY = 24 * 60  # minutes


@dataclass(frozen=True, slots=True)
class Duration:
    """A span of time within bounds, in milliseconds: ``"50m"``."""

    least: int
    most: int
    zero: str = "0s"  # how nothing is written: "off", "no limit"

    def read(self, value: object) -> int:
        """Return the milliseconds."""
        milliseconds = self._parsed(value)
        if not self.least <= milliseconds <= self.most:
            short = milliseconds < self.least
            found = _("{value} is too short") if short else _("{value} is too long")
            raise SettingError(Problem(found.format(value=shown(value)), self._range()))
        return milliseconds

    def _parsed(self, value: object) -> int:
        """Return the milliseconds, whatever the bounds."""
        if isinstance(value, str):
            return self._from_text(value.strip())
        if value == 0 and not isinstance(value, bool):
            return 0  # nothing is nothing in every unit
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            raise SettingError(self._bare(shown(value), value < 0))
        found = _("{value} is no duration").format(value=shown(value))
        raise SettingError(Problem(found, self._range()))

    def _from_text(self, text: str) -> int:
        """Return the milliseconds that a text stands for."""
        if text in {self.zero, "0"}:
            return 0
        if text.isdecimal() or text.startswith("-"):
            raise SettingError(self._bare(shown(text), text.startswith("-")))
        try:
            return parse_duration(text)
        except ValueError:
            found = _("{value} is no duration").format(value=shown(text))
            advice = _("write it like 90s, 50m or 1h30m")
            raise SettingError(Problem(found, advice)) from None

    def _bare(self, value: str, negative: bool) -> Problem:
        """Say what is wrong with a number that has no unit, or that is below nothing."""
        if negative:
            return Problem(_("{value} is negative").format(value=value), self._range())
        found = _("{value} is a bare number").format(value=value)
        digits = value.strip('"')
        units = self._units(int(digits)) if digits.isdecimal() and len(digits) < 9 else []
        if len(units) < 2:
            return Problem(found, _("say a duration like 90s, 50m or 1h30m"))
        expected = _("say {number}{unit} or {number}{other}")
        return Problem(found, expected.format(number=int(digits), unit=units[0], other=units[1]))

    def _units(self, number: int) -> list[str]:
        """Return the units with which a bare number would be within the bounds."""
        units = {"m": MINUTE, "s": SECOND, "h": HOUR}
        return [unit for unit, span in units.items() if self.least <= number * span <= self.most]

    def _range(self) -> str:
        least, most = (format_duration(each) for each in (self.least, self.most))
        return _("say a duration from {least} to {most}").format(least=least, most=most)

    def write(self, value: int) -> str:
        """Return it as TOML."""
        return quoted(format_duration(value) if value else self.zero)


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A local time without seconds: ``"09:30"``."""

    def read(self, value: object) -> time:
        """Return the time."""
        if isinstance(value, time) and value == value.replace(second=0, microsecond=0):
            return value  # TOML's own local time, 10:00:00
        found = time_from(value) if isinstance(value, str) else None
        if found is None:
            text = _("{value} is no time of day").format(value=shown(value))
            raise SettingError(Problem(text, _('say a time like "09:30"')))
        return found

    def write(self, value: time) -> str:
        """Return it as TOML."""
        return quoted(f"{value:%H:%M}")


def time_from(text: str) -> time | None:
    """Return the time that ``HH:MM`` stands for, or None."""
    hour, colon, minute = text.strip().partition(":")
    digits = hour.isdecimal() and minute.isdecimal()
    if not (colon and digits and len(hour) <= 2 and len(minute) == 2):
        return None
    if int(hour) > 23 or int(minute) > 59:
        return None
    return time(int(hour), int(minute))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Hours of one day: ``"09:00-12:30"``; ``"22:00-06:00"`` runs over midnight."""

    def read(self, value: object) -> Window:
        """Return the window."""
        window = _window_from(value) if isinstance(value, str) else None
        if window is None:
            found = _("{value} is no stretch of hours").format(value=shown(value))
            raise SettingError(Problem(found, _('write it like "09:00-12:30"')))
        return window

    def write(self, value: Window) -> str:
        """Return it as TOML."""
        end = "24:00" if value.end == time() else f"{value.end:%H:%M}"
        return quoted(f"{value.start:%H:%M}-{end}")


def _window_from(text: str) -> Window | None:
    """Return the window that ``HH:MM-HH:MM`` stands for, or None."""
    start_text, dash, end_text = text.replace("\N{EN DASH}", "-").partition("-")
    end_text = end_text.strip()
    start, end = time_from(start_text), time() if end_text == "24:00" else time_from(end_text)
    if not dash or start is None or end is None:
        return None
    if start == end and end_text != "24:00":
        return None  # a whole day or nothing at all: unclear, 00:00-24:00 is plain
    return Window(start, end)


@dataclass(frozen=True, slots=True)
class Hours:
    """The working hours of a day: windows in order that do not overlap."""

    least: int = 1  # 0 where an empty list means a day off

    def read(self, value: object) -> tuple[Window, ...]:
        """Return the windows, the earliest first."""
        problems: list[Problem] = []
        try:
            windows = self._list().read(value)
        except SettingError as error:
            problems += error.problems
            windows = _readable(value)
        problems += _overlaps(windows)
        if problems:
            raise SettingError(*problems)
        return tuple(sorted(windows, key=_minutes))

    def _list(self) -> ListOf[Window]:
        return ListOf(Stretch(), self.least, 24, example='["09:00-12:30", "13:15-17:30"]')

    def write(self, value: tuple[Window, ...]) -> str:
        """Return it as TOML."""
        return self._list().write(value)


def _readable(value: object) -> tuple[Window, ...]:
    """Return the windows of a faulty list that are right, so that all its faults are found."""
    items = value if isinstance(value, list) else []
    windows = (_window_from(each) for each in items if isinstance(each, str))
    return tuple(dict.fromkeys(each for each in windows if each is not None))


def _overlaps(windows: tuple[Window, ...]) -> list[Problem]:
    """Return a problem for each two windows that share a minute of the day on which they begin."""
    found = _("{first} and {second} overlap")
    advice = _("let one end before the other begins, or make one of the two")
    write = Stretch().write
    ordered = sorted(windows, key=_minutes)
    return [
        Problem(found.format(first=write(first), second=write(second)), advice)
        for index, first in enumerate(ordered)
        for second in ordered[index + 1 :]
        if _minutes(second)[0] < _minutes(first)[1]
    ]


def _minutes(window: Window) -> tuple[int, int]:
    """Return start and end in minutes after the midnight before the start."""
    start = window.start.hour * 60 + window.start.minute
    end = window.end.hour * 60 + window.end.minute
    return start, end if end > start else end + _DAY


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A date: ``2027-03-01``, with or without quotes."""

    def read(self, value: object) -> date:
        """Return the date."""
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        try:
            return date.fromisoformat(value if isinstance(value, str) else "")
        except ValueError:
            found = _("{value} is no date").format(value=shown(value))
            raise SettingError(Problem(found, _("say a date like 2027-03-01"))) from None

    def write(self, value: date) -> str:
        """Return it as TOML."""
        return value.isoformat()
