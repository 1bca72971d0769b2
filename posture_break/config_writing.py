"""Writes settings as a complete TOML file that reads back as the same settings."""

from __future__ import annotations

from collections.abc import Iterator

from posture_break.config_reminders import BREAK_KEYS, TIP_KEYS
from posture_break.core.model import Kind
from posture_break.setting_types import Scale, WholeOrAuto, quoted
from posture_break.settings import (
    SECTIONS,
    WEEKDAYS,
    DaySettings,
    OwnHours,
    Prescription,
    ReminderSettings,
    Settings,
    settings_of,
)

_BARE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")
_COLUMN = 44  # where the sentences begin


def effective(settings: Settings) -> str:
    """Return all settings as TOML, each with its sentence; settings that are left out stay out."""
    return "\n".join(_lines(settings)) + "\n"


def _lines(settings: Settings) -> Iterator[str]:
    """Yield the lines table by table."""
    yield "defaults = false  # all reminders stand below"
    for name, kind in SECTIONS.items():
        if name == "exercises":  # after the breaks, as in the example
            yield from _reminders(settings.reminders)
        section = getattr(settings, name)
        yield from _table(name, kind, section)
        if isinstance(section, DaySettings):
            for own in section.own_hours:
                yield from _table(f"day.{WEEKDAYS[own.weekday]}", OwnHours, own, sentences=False)
        if name == "exercises":
            for number, each in enumerate(settings.prescriptions):
                yield from _pairs("[[prescriptions]]", Prescription, each, sentences=number == 0)


def _reminders(reminders: tuple[ReminderSettings, ...]) -> Iterator[str]:
    """Yield a table for each reminder, its keys explained where they come up first."""
    explained: set[Kind] = set()
    for each in reminders:
        keys = TIP_KEYS if each.kind is Kind.TIP else BREAK_KEYS
        header = f"[reminders.{_key(each.name)}]"
        sentences = each.kind not in explained
        explained.add(each.kind)
        yield from _pairs(header, ReminderSettings, each, keys, sentences=sentences)


def _table(name: str, kind: type, section: object, *, sentences: bool = True) -> Iterator[str]:
    """Yield a table; nothing where every one of its settings is left out."""
    lines = list(_pairs(f"[{name}]", kind, section, sentences=sentences))
    if len(lines) > 2:  # a blank line and the header are no table yet
        yield from lines


def _pairs(
    header: str,
    kind: type,
    section: object,
    keys: tuple[str, ...] | None = None,
    *,
    sentences: bool,
) -> Iterator[str]:
    """Yield a header and the settings below it."""
    yield ""
    yield header
    for key, declared in settings_of(kind).items():
        value = getattr(section, key)
        says_auto = isinstance(declared.type, Scale | WholeOrAuto)  # None is a word there
        left_out = value is None and not says_auto
        if left_out or (key == "at" and not value) or (keys is not None and key not in keys):
            continue
        line = f"{key} = {declared.type.write(value)}"
        yield f"{line:<{_COLUMN}}  # {declared.sentence}" if sentences else line


def _key(name: str) -> str:
    """Return a key as TOML writes it, in quotes where it needs them."""
    return name if name and set(name) <= _BARE else quoted(name)
