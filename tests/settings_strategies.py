"""Hypothesis strategies that make any settings a person could write, from their declarations."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, time
from typing import Any

from hypothesis import strategies as st

from posture_break.config_reminders import BREAK_KEYS, TIP_KEYS
from posture_break.core.model import Kind, Show, Window
from posture_break.durations import SECOND
from posture_break.setting_times import CalendarDay, Duration, Hours, TimeOfDay
from posture_break.setting_types import Choice, ListOf, Scale, Switch, Whole, WholeOrAuto, Words
from posture_break.settings import (
    SECTIONS,
    DaySettings,
    OwnHours,
    Prescription,
    ReminderSettings,
    Settings,
    settings_of,
)

_PLAIN = st.characters(blacklist_categories=("Cc", "Cs"))
_TIMES = st.integers(0, 24 * 60 - 1).map(lambda minutes: time(minutes // 60, minutes % 60))


def _words(least: int, most: int) -> st.SearchStrategy[str]:
    return (
        st.text(_PLAIN, min_size=least, max_size=most)
        .map(str.strip)
        .filter(lambda text: len(text) >= least)
    )


@st.composite
def _hours(draw: st.DrawFn, least: int) -> tuple[Window, ...]:
    marks = sorted(draw(st.sets(_TIMES, min_size=2 * least, max_size=6)))
    windows = [Window(a, b) for a, b in zip(marks[::2], marks[1::2], strict=False)]
    wraps = draw(st.booleans())
    if windows and wraps:
        last = windows[-1]
        windows[-1] = Window(last.start, min(windows[0].start, time()))  # over, or to, midnight
    return tuple(windows)


def values(declared: Any) -> st.SearchStrategy[Any]:  # noqa: C901, PLR0911 - one line for each type
    """Return a strategy for the values of a setting's type."""
    match declared:
        case Duration():
            return st.integers(-(-declared.least // SECOND), declared.most // SECOND).map(
                lambda seconds: seconds * SECOND
            )
        case TimeOfDay():
            return _TIMES
        case Hours():
            return _hours(declared.least)
        case CalendarDay():
            return st.dates(date(1900, 1, 1))
        case Choice():
            return st.sampled_from(list(declared.words.values()))
        case ListOf():
            items = st.lists(
                values(declared.item),
                min_size=declared.least,
                max_size=min(declared.most, 5),
                unique=True,
            )
            return items.map(lambda each: tuple(sorted(each) if declared.ordered else each))
        case Whole():
            return st.integers(declared.least, declared.most)
        case WholeOrAuto():
            return st.none() | st.integers(declared.least, declared.most)
        case Scale():
            return st.none() | st.floats(declared.least, declared.most)
        case Switch():
            return st.booleans()
        case Words():
            return _words(declared.least, declared.most)
    raise AssertionError(declared)


def section(table: type, **fixed: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return a strategy for a whole table; what may be left out sometimes is."""
    parts: dict[str, st.SearchStrategy[Any]] = {}
    for each in fields(table):
        if "setting" in each.metadata:
            drawn = values(each.metadata["setting"].type)
            parts[each.name] = st.none() | drawn if each.default is None else drawn
    return st.builds(table, **(parts | fixed))


@st.composite
def reminders(draw: st.DrawFn, name: str) -> ReminderSettings:
    """Return a reminder whose keys go together."""
    kind = draw(st.sampled_from(Kind))
    keys = TIP_KEYS if kind is Kind.TIP else BREAK_KEYS
    drawn = {
        key: draw(values(declared.type))
        for key, declared in settings_of(ReminderSettings).items()
        if key in keys
    }
    drawn |= {"name": name, "kind": kind, "first": None, "lasts": drawn.get("lasts", 0)}
    if draw(st.booleans()):
        drawn["every"] = None
        return _fitted(drawn)
    drawn["at"] = ()
    drawn["every"] = max(drawn["every"], drawn["lasts"] + SECOND, drawn.get("notice", 0) + SECOND)
    drawn["first"] = draw(
        st.none() | st.integers(1, drawn["every"] // SECOND).map(lambda each: each * SECOND)
    )
    return _fitted(drawn)


def _fitted(drawn: dict[str, Any]) -> ReminderSettings:
    if drawn["kind"] is Kind.TIP:
        drawn["show"] = Show.ICON if drawn["show"] is Show.CARD else drawn["show"]
        drawn["topics"] = drawn["topics"] or ("sleep",)
    return ReminderSettings(**drawn)


NAMES = st.text(
    st.characters(categories=("L", "Nd"), include_characters="-_ "), min_size=1, max_size=40
).filter(lambda name: name == name.strip())


@st.composite
def settings(draw: st.DrawFn) -> Settings:
    """Return any settings that `config` accepts."""
    own = draw(st.dictionaries(st.integers(0, 6), values(Hours(least=0)), max_size=3))
    days = tuple(OwnHours(number, own[number]) for number in sorted(own))
    parts = {name: draw(section(table)) for name, table in SECTIONS.items() if name != "presence"}
    names = draw(st.lists(NAMES, max_size=3, unique=True))
    day = parts["day"]
    parts["day"] = DaySettings(day.hours, day.days, day.limit, day.starts, days)
    presence = draw(
        section(SECTIONS["presence"]).filter(lambda each: each.back_after < each.away_after)
    )
    named = Prescription
    return Settings(
        **parts,
        presence=presence,
        reminders=tuple(draw(reminders(name)) for name in names),
        prescriptions=tuple(draw(st.lists(section(named), max_size=2))),
    )
