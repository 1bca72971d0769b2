"""Turns the person's TOML file into settings, or into all of its faults at once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from posture_break.config_reading import Found, Reader
from posture_break.setting_types import quoted
from posture_break.settings import Settings
from posture_break.texts import _
from posture_break.toml_lines import key_lines, line_of
from posture_break.toml_syntax import explain

LARGEST = 1024 * 1024  # bytes; the complete example has under ten thousand


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in a config file: where, what stands there, what was expected."""

    file: str
    line: int | None
    key: str  # "reminders.stretch.every"; empty where the fault is the whole file's
    found: str
    expected: str
    hint: str = ""

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        clauses = "; ".join(each for each in (self.found, self.expected, self.hint) if each)
        return ": ".join(each for each in (place, self.key, clauses) if each)


class ConfigFaults(Exception):  # noqa: N818 - it carries faults, in the order of their lines
    """A config file that cannot be used, with everything that is wrong with it."""

    def __init__(self, path: Path, faults: tuple[Fault, ...]) -> None:
        """Store the file and its faults."""
        super().__init__(path, faults)
        self.path = path
        self.faults = faults

    def __str__(self) -> str:
        return "\n".join(str(fault) for fault in self.faults)


def load(path: Path, *, must_exist: bool = False) -> Settings:
    """Return the settings in a file; the defaults where there is none, unless it must exist.

    Raises `ConfigFaults` with all that is wrong; nothing else.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError:
        if not must_exist:
            return Settings()
        raise _unusable(path, _("there is no such file"), _("check the name")) from None
    except IsADirectoryError:
        raise _unusable(path, _("this is a folder"), _("a file belongs here")) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or str(error)
        found = _("cannot be read ({reason})").format(reason=reason)
        raise _unusable(path, found, _("see to its permissions")) from None
    return parse(_decoded(path, content), path.name, path)


def _decoded(path: Path, content: bytes) -> str:
    """Return the text of a file that is UTF-8 and not huge."""
    if len(content) > LARGEST:
        raise _unusable(path, _("is larger than 1 MiB"), _("a config file is a few lines of text"))
    try:
        return content.decode("utf-8-sig")  # Windows editors put a mark in front
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        expected = _("save the file as UTF-8")
        fault = Fault(path.name, line, "", _("this is not UTF-8 text"), expected)
        raise ConfigFaults(path, (fault,)) from None


def _unusable(path: Path, found: str, expected: str) -> ConfigFaults:
    """Return the one fault of a file that cannot even be read."""
    return ConfigFaults(path, (Fault(path.name or str(path), None, "", found, expected),))


def parse(text: str, name: str = "config.toml", path: Path | None = None) -> Settings:
    """Return the settings that a TOML text holds; raises `ConfigFaults` with all its faults."""
    try:
        document = tomllib.loads(text)
        reader = Reader()
        settings = reader.settings(document)
        lines = key_lines(text) if reader.faults else {}
    except (ValueError, RecursionError) as error:
        line, problem = explain(error, text)
        fault = Fault(name, line, "", problem.found, problem.expected, problem.hint)
        raise ConfigFaults(path or Path(name), (fault,)) from None
    if reader.faults:
        faults = [_fault(name, found, line_of(lines, found.path)) for found in reader.faults]
        faults.sort(key=lambda fault: fault.line or 0)
        raise ConfigFaults(path or Path(name), tuple(faults))
    return settings


def _fault(name: str, found: Found, line: int | None) -> Fault:
    """Return a fault of one key, with the key as people write it."""
    key = ""
    for part in found.path:
        if isinstance(part, int):
            key += f"[{part + 1}]"
            continue
        written = part if part and part.isprintable() else quoted(part)  # one line
        key += f".{written}" if key else written
    problem = found.problem
    return Fault(name, line, key, problem.found, problem.expected, problem.hint)
