"""Reads the tables of a TOML document by the declarations in `settings`, noting every fault."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from posture_break.config_reminders import read_reminders
from posture_break.setting_types import Problem, SettingError, did_you_mean, shown
from posture_break.settings import (
    DEFAULTS,
    SECTIONS,
    WEEKDAYS,
    DaySettings,
    OwnHours,
    Prescription,
    PresenceSettings,
    ReminderSettings,
    Settings,
    settings_of,
)
from posture_break.texts import _
from posture_break.toml_lines import KeyPath

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found:
    """A problem and the key that has it."""

    path: KeyPath
    problem: Problem


class Reader:
    """Makes settings of a document; a key with a fault keeps its default, so that all are found."""

    def __init__(self) -> None:
        self.faults: list[Found] = []
        self._wrong: set[KeyPath] = set()  # keys with a fault, and everything around them

    def settings(self, document: Mapping[str, object]) -> Settings:
        """Return the settings; they count only if no faults were noted."""
        self.known(document, (*SECTIONS, "defaults", "reminders", "prescriptions"), ())
        own: dict[str, Any] = {
            name: self.section(table, document.get(name, {}), (name,))
            for name, table in SECTIONS.items()
            if name != "day"
        }
        settings = Settings(day=self.day(document.get("day", {})), **own)
        self.check_presence(settings.presence)
        return Settings(
            **{name: getattr(settings, name) for name in SECTIONS},
            reminders=self.reminders(document, settings.breaks.snoozes),
            prescriptions=self.prescriptions(document.get("prescriptions", [])),
        )

    def reminders(
        self, document: Mapping[str, object], snoozes: int
    ) -> tuple[ReminderSettings, ...]:
        """Return the table ``reminders``, to which ``defaults`` at the top belongs."""
        raw, keep = document.get("reminders", {}), None
        if "defaults" in document:
            keep = self.value(DEFAULTS.type.read, document["defaults"], ("defaults",))
        return read_reminders(self, raw, snoozes, keep=keep)

    def fault(self, path: KeyPath, problem: Problem) -> None:
        """Note that something is wrong with a key."""
        self.faults.append(Found(path, problem))
        self._wrong.update(path[:length] for length in range(1, len(path) + 1))

    def faulty(self, path: KeyPath) -> bool:
        """Return whether something is wrong with a key or within it."""
        return path in self._wrong

    def value(self, read: Any, value: object, path: KeyPath) -> Any:
        """Return what ``read`` makes of a value; None, and the faults noted, if it cannot."""
        try:
            return read(value)
        except SettingError as error:
            for problem in error.problems:
                self.fault((*path, *problem.at), problem)
            return None

    def table(self, raw: object, path: KeyPath) -> Mapping[str, object]:
        """Return a table; an empty one, and a fault, if it is something else."""
        if isinstance(raw, dict):
            return raw
        name = ".".join(str(part) for part in path)
        found = _("{value} stands where a table belongs").format(value=shown(raw))
        expected = _("write [{name}] on a line of its own, its settings below")
        self.fault(path, Problem(found, expected.format(name=name)))
        return {}

    def known(self, table: Mapping[str, object], keys: Collection[str], path: KeyPath) -> None:
        """Note every key of a table that does not belong there."""
        for key in table:
            if key not in keys:
                expected = _home_of(key) or did_you_mean(key, tuple(keys)) or _expected_keys(keys)
                self.fault((*path, key), Problem(_("unknown key"), expected))

    def given(self, kind: type, table: Mapping[str, object], path: KeyPath) -> dict[str, Any]:
        """Return the values of the declared keys that are there and right."""
        values = {}
        for key, declared in settings_of(kind).items():
            if key in table:
                before = len(self.faults)
                value = self.value(declared.type.read, table[key], (*path, key))
                if len(self.faults) == before:
                    values[key] = value
        return values

    def section(self, kind: type[T], raw: object, path: KeyPath) -> T:
        """Return a table as an object of its class."""
        table = self.table(raw, path)
        self.known(table, settings_of(kind), path)
        return kind(**self.given(kind, table, path))

    def day(self, raw: object) -> DaySettings:
        """Return the table ``day`` with those of single weekdays in it."""
        table = self.table(raw, ("day",))
        self.known(table, (*settings_of(DaySettings), *WEEKDAYS), ("day",))
        own = []
        for number, word in enumerate(WEEKDAYS):
            if word in table:
                path = ("day", word)
                inner = self.table(table[word], path)
                self.known(inner, settings_of(OwnHours), path)
                values = self.given(OwnHours, inner, path)
                if "hours" not in inner and not self.faulty(path):
                    expected = _('say hours = ["10:00-12:00"], or hours = [] for a day off')
                    self.fault(path, Problem(_("there are no hours"), expected))
                own.append(OwnHours(number, **values))
        return DaySettings(**self.given(DaySettings, table, ("day",)), own_hours=tuple(own))

    def check_presence(self, presence: PresenceSettings) -> None:
        """Note a return that would take longer than the absence that it ends."""
        if presence.back_after >= presence.away_after:
            found = _("not shorter than away_after")
            self.fault(
                ("presence", "back_after"), Problem(found, _("say a few seconds, such as 2s"))
            )

    def prescriptions(self, raw: object) -> tuple[Prescription, ...]:
        """Return the list of tables ``prescriptions``."""
        if not isinstance(raw, list):
            found = _("{value} stands where a list of tables belongs").format(value=shown(raw))
            expected = _("write [[prescriptions]] with two brackets on each side")
            self.fault(("prescriptions",), Problem(found, expected))
            return ()
        return tuple(self.prescription(each, number) for number, each in enumerate(raw))

    def prescription(self, raw: object, number: int) -> Prescription:
        """Return one table of the list."""
        path = ("prescriptions", number)
        prescription = self.section(Prescription, raw, path)
        if not prescription.exercise and not self.faulty(path):
            expected = _('name it, like exercise = "bird-dog"')
            self.fault(path, Problem(_("there is no exercise"), expected))
        return prescription


def _expected_keys(keys: Collection[str]) -> str:
    """Return the sentence that lists what could have stood there."""
    return _("known here: {keys}").format(keys=", ".join(keys))


def _home_of(key: str) -> str:
    """Return where a key belongs that stands in the wrong table, or nothing."""
    if key == "defaults":
        return _("it belongs at the top of the file, above the first [table]")
    if key in SECTIONS:
        return _("write [{table}] on a line of its own").format(table=key)
    for name, table in SECTIONS.items():
        if key in settings_of(table):
            return _("it belongs under [{table}]").format(table=name)
    if key in settings_of(ReminderSettings):
        return _("it belongs under a reminder, like [reminders.stretch]")
    return ""
