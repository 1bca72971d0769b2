"""Reads ``[reminders.NAME]``: what follows from other keys, and which keys do not go together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from posture_break.core.model import Kind, Show
from posture_break.durations import MINUTE, SECOND, format_duration
from posture_break.setting_types import Problem
from posture_break.settings import (
    DEFAULT_REMINDERS,
    EVERYDAY_TOPICS,
    TEXTS,
    ReminderSettings,
    settings_of,
)
from posture_break.texts import _

if TYPE_CHECKING:
    from posture_break.config_reading import Reader
    from posture_break.toml_lines import KeyPath

TIP_KEYS = ("kind", "every", "first", "at", "show", "says", "topics")
BREAK_KEYS = tuple(key for key in settings_of(ReminderSettings) if key != "topics")
_LONGEST_NAME = 40
_MOST = 50  # more than any menu could show


def read_reminders(
    reader: Reader, raw: object, snoozes: int, *, keep: bool | None
) -> tuple[ReminderSettings, ...]:
    """Return the reminders of a file.

    ``keep`` is what the file says to ``defaults``: None leaves the default set in place only
    where the file names no reminder. A kept default that is named changes in the named keys alone.
    """
    table = reader.table(raw, ("reminders",))
    if len(table) > _MOST:
        found = _("there are {count} reminders").format(count=len(table))
        expected = _("name {most} at most").format(most=_MOST)
        reader.fault(("reminders",), Problem(found, expected))
    defaults = {
        each.name: replace(each, snoozes=snoozes) if each.kind is Kind.BREAK else each
        for each in DEFAULT_REMINDERS
    }
    kept = defaults if keep or (keep is None and not table) else {}
    read = {
        name: _reminder(reader, name, each, snoozes, kept.get(name)) for name, each in table.items()
    }
    return tuple((kept | read).values())


def _reminder(
    reader: Reader, name: str, raw: object, snoozes: int, base: ReminderSettings | None
) -> ReminderSettings:
    """Return one reminder; ``base`` is the default of the same name, if it is kept."""
    path = ("reminders", name)
    _check_name(reader, name, path)
    table = reader.table(raw, path)
    if not isinstance(raw, dict):
        return ReminderSettings(name)
    reader.known(table, settings_of(ReminderSettings), path)
    given = reader.given(ReminderSettings, table, path)
    kind: Kind = given.get("kind", base.kind if base else Kind.BREAK)
    _check_kind(reader, kind, table, path)
    values = _inherited(base, table) if base and base.kind is kind else {}
    reminder = ReminderSettings(name, **_completed(kind, values | given, name, snoozes))
    _check_when(reader, reminder, table, path)
    _check_spans(reader, reminder, table, path)
    return reminder


def _inherited(base: ReminderSettings, table: Mapping[str, object]) -> dict[str, Any]:
    """Return what a kept default gives to a reminder that changes some of its keys."""
    values = {each.name: getattr(base, each.name) for each in fields(base) if each.name != "name"}
    replaced = {"at": ("every", "first"), "every": ("at",), "show": ("wait_for_pause", "exercise")}
    for key, gone in replaced.items():
        if key in table:
            for each in gone:
                del values[each]
    return values


def _completed(kind: Kind, values: dict[str, Any], name: str, snoozes: int) -> dict[str, Any]:
    """Add the defaults that depend on other keys."""
    text = name if name in TEXTS and kind is Kind.BREAK else ""
    says = values.get("says", text)
    if kind is Kind.TIP:
        topics = () if says else EVERYDAY_TOPICS
        return {"says": says, "topics": topics, "lasts": 0} | values
    card = values.get("show") is Show.CARD
    every = values.get("every")
    return {
        "says": says,
        "snoozes": snoozes,
        "lasts": min(2 * MINUTE, max(every // 2000 * 1000, SECOND)) if every else 2 * MINUTE,
        "exercise": card,
        "wait_for_pause": 15 * SECOND if card else 0,
    } | values


def _check_name(reader: Reader, name: str, path: KeyPath) -> None:
    """Note a name that would not do in a menu, or on a command line."""
    plain = all(each.isalnum() or each in "-_ " for each in name)
    if plain and name.strip() == name and 0 < len(name) <= _LONGEST_NAME:
        return
    expected = _("use letters, digits, spaces, - and _, {most} characters at most")
    problem = Problem(_("this name will not do"), expected.format(most=_LONGEST_NAME))
    reader.fault(path, problem)


def _check_kind(reader: Reader, kind: Kind, table: Mapping[str, object], path: KeyPath) -> None:
    """Note keys that mean nothing for this kind of reminder."""
    if reader.faulty((*path, "kind")):
        return
    if kind is Kind.BREAK and "topics" in table:
        problem = Problem(
            _("only a tip has topics"), _('say kind = "tip", or tips = [...] instead')
        )
        reader.fault((*path, "topics"), problem)
    if kind is Kind.TIP:
        for key in [key for key in BREAK_KEYS if key not in TIP_KEYS and key in table]:
            expected = _("say topics instead") if key == "tips" else _("leave it out")
            reader.fault((*path, key), Problem(_("a tip opens no break"), expected))
        if table.get("show") == Show.CARD.value:
            problem = Problem(_("a tip has no card"), _("say notification or icon"))
            reader.fault((*path, "show"), problem)


def _check_when(
    reader: Reader, reminder: ReminderSettings, table: Mapping[str, object], path: KeyPath
) -> None:
    """Note a reminder that would never come, or by two rules at once."""
    if "every" in table and "at" in table:
        expected = _("keep one: every counts time at work, at names times of day")
        reader.fault((*path, "at"), Problem(_("stands beside every"), expected))
    elif not (reminder.every or reminder.at or "every" in table or "at" in table):
        problem = Problem(_("it never comes"), _('say every = "50m", or at = ["10:00"]'))
        reader.fault(path, problem)
    if "first" in table and "at" in table and "every" not in table:
        problem = Problem(_("first needs every"), _("leave it out beside at"))
        reader.fault((*path, "first"), problem)


def _check_spans(
    reader: Reader, reminder: ReminderSettings, table: Mapping[str, object], path: KeyPath
) -> None:
    """Note spans that do not fit into the interval."""
    every = reminder.every
    if every is None or reader.faulty((*path, "every")):
        return
    for key, longest in (("first", every), ("lasts", every - 1), ("notice", every - 1)):
        span = getattr(reminder, key) or 0
        if span > longest and not reader.faulty((*path, key)):
            limit = _("{key} {span} must be shorter than every {every}")
            if key == "first":
                limit = _("{key} {span} must not be longer than every {every}")
            found = limit.format(key=key, span=format_duration(span), every=format_duration(every))
            place = (*path, key) if key in table else (*path, "every")
            reader.fault(place, Problem(found, _("shorten the one, or lengthen the other")))
    if reminder.kind is Kind.TIP and not (reminder.says or reminder.topics):
        problem = Problem(
            _("this tip has nothing to tell"), _("name topics, or say your own words")
        )
        reader.fault((*path, "topics"), problem)
