"""Loads the catalogue from its data files; a faulty set of files tells all its faults at once.

Own exercises and tips of a person go through the same `read_exercises` and `read_tips`.
The whole set is read at once: it is small, and a fault must not wait for the day it is shown.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from posture_break.content.check import Entry
from posture_break.content.faults import ContentFaults, Fault
from posture_break.content.model import (
    Area,
    Catalogue,
    Cautions,
    Dose,
    Exercise,
    Grade,
    HelpSigns,
    Kind,
    Need,
    Place,
    Tip,
    Topic,
)
from posture_break.texts import _

SHORT_SECONDS = 30
"""The longest that a short version may take."""

TIP_LONGEST = 220
"""Characters of a tip: what a notification shows whole on every desktop."""

_HERE = Path(__file__).parent
_SCHEMA = 1
_MOST_BYTES = 256 * 1024
_MOST_ENTRIES = 500
_LONGEST_SECONDS = 600
_YEARS = (1900, 2100)
_LINE = 160  # a step, a caution, a sentence of a card
_WHY = 320

Thing = TypeVar("Thing", Exercise, Tip)


def load_catalogue(folder: Path = _HERE) -> Catalogue:
    """Return the checked catalogue of ``folder``; raises `ContentFaults` with every fault."""
    faults: list[Fault] = []
    general = _open(folder / "cautions.toml", faults)
    leave_out = _leave_out(general.table("leave_out"))
    exercises = read_exercises(_open(folder / "exercises.toml", faults), leave_out)
    tips = read_tips(_open(folder / "tips.toml", faults))
    catalogue = Catalogue(
        exercises=exercises,
        tips=tips,
        cautions=_cautions(general.table("cautions")),
        stop_line=general.text("stop_line", _LINE),
        disclaimer=general.text("disclaimer", 2 * _LINE),
        help_signs=_help_signs(general.table("help")),
        leave_out=leave_out,
    )
    general.close()
    if faults:
        raise ContentFaults(faults)
    return catalogue


def read_exercises(file: Entry, leave_out: Collection[str]) -> Mapping[str, Exercise]:
    """Return the exercises of one opened data file by id; faults go where the file's go."""
    exercises = _entries(file, "exercise", lambda entry: _exercise(entry, leave_out))
    for exercise in exercises.values():
        _check_gentler(file, exercise, exercises)
    return MappingProxyType(exercises)


def read_tips(file: Entry) -> Mapping[str, Tip]:
    """Return the tips of one opened data file by id; faults go where the file's go."""
    return MappingProxyType(_entries(file, "tip", _tip))


def _open(path: Path, faults: list[Fault]) -> Entry:
    """Return the file's top table; a file that cannot be read is one fault and an empty table."""
    try:
        table = tomllib.loads(_content(path).decode())
    except (OSError, ValueError, RecursionError) as error:  # not there, not UTF-8, not TOML
        expected = _("a readable TOML file ({error})").format(error=error)
        faults.append(Fault(path.name, "", "", expected))
        return Entry(path.name, "", {}, [])  # its fields would only repeat this fault
    entry = Entry(path.name, "", table, faults)
    entry.number("schema", (_SCHEMA, _SCHEMA))
    return entry


def _content(path: Path) -> bytes:
    with path.open("rb") as file:
        content = file.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise ValueError(_("it is larger than {size} KiB").format(size=_MOST_BYTES // 1024))
    return content


def _entries(file: Entry, field: str, read: Callable[[Entry], Thing]) -> dict[str, Thing]:
    """Return the things that the file lists under ``field``, by id."""
    things: dict[str, Thing] = {}
    for entry in file.tables(field, _MOST_ENTRIES):
        thing = read(entry)
        entry.close()
        if thing.id and thing.id in things:
            entry.fault("id", _("an id that no other entry has"), thing.id)
        things[thing.id] = thing
    file.close()
    return things


def _exercise(entry: Entry, leave_out: Collection[str]) -> Exercise:
    exercise = Exercise(
        id=entry.id(),
        name=entry.text("name", 40),
        kind=entry.member("kind", Kind),
        places=entry.members("places", Place, least=1),
        areas=entry.members("areas", Area, least=1),
        demand=entry.number("demand", (1, 3)),
        start=entry.text("start", _LINE),
        steps=entry.texts("steps", (2, 5), _LINE),
        reps=entry.range("reps", (1, 50)),
        hold_s=entry.range("hold_s", (1, 120)) if entry.has("hold_s") else None,
        move_s=entry.number("move_s", (1, 30)),
        full=_dose(entry.table("full")),
        short=_dose(entry.table("short")),
        breath=entry.text("breath", _LINE),
        easier=entry.text("easier", _LINE),
        why=entry.text("why", _WHY),
        source=entry.text("source", _LINE),
        grade=entry.member("grade", Grade),
        sides=entry.flag("sides"),
        needs=entry.members("needs", Need),
        leave_out=_flags(entry, leave_out),
        cautions=entry.texts("cautions", (0, 4), _LINE),
        gentler=entry.texts("gentler", (0, 4), _LINE),
        opt_in=entry.flag("opt_in"),
        url=entry.url(),
        year=entry.number("year", _YEARS) if entry.has("year") else None,
    )
    _check_doses(entry, exercise)
    return exercise


def _flags(entry: Entry, known: Collection[str]) -> tuple[str, ...]:
    if known:
        return entry.words("leave_out", known)
    return entry.texts("leave_out", (0, 40), 40)  # the list of words is faulty: say that alone


def _dose(entry: Entry) -> Dose:
    dose = Dose(
        reps=entry.number("reps", (1, 50)),
        hold_s=entry.number("hold_s", (1, 120)) if entry.has("hold_s") else 0,
        sets=entry.number("sets", (1, 10)) if entry.has("sets") else 1,
    )
    entry.close()
    return dose


def _check_doses(entry: Entry, exercise: Exercise) -> None:
    """Refuse doses that contradict the ranges, or that take too long."""
    full, short = exercise.full, exercise.short
    low, high = exercise.hold_s or (0, 0)
    if not exercise.reps[0] <= full.reps <= exercise.reps[1]:
        entry.fault("full", _("repetitions within reps"), full.reps)
    if not low <= full.hold_s <= high:
        entry.fault("full", _("a hold within hold_s"), full.hold_s)
    if not low <= short.hold_s <= high:
        entry.fault("short", _("a hold within hold_s"), short.hold_s)
    if exercise.short_seconds > SHORT_SECONDS:
        expected = _("at most {seconds} seconds").format(seconds=SHORT_SECONDS)
        entry.fault("short", expected, exercise.short_seconds)
    if not exercise.short_seconds <= exercise.seconds <= _LONGEST_SECONDS:
        expected = _("no shorter than short and at most {seconds} seconds")
        entry.fault("full", expected.format(seconds=_LONGEST_SECONDS), exercise.seconds)


def _check_gentler(file: Entry, exercise: Exercise, known: Mapping[str, Exercise]) -> None:
    entry = Entry(file.file, exercise.id, {}, file.faults)
    for other in exercise.gentler:
        if other not in known or other == exercise.id:
            entry.fault("gentler", _("the id of another exercise"), other)
        elif known[other].demand > exercise.demand:
            entry.fault("gentler", _("an exercise that is no more demanding"), other)


def _tip(entry: Entry) -> Tip:
    return Tip(
        id=entry.id(),
        topic=entry.member("topic", Topic),
        text=entry.text("text", TIP_LONGEST),
        why=entry.text("why", _WHY),
        source=entry.text("source", _LINE),
        grade=entry.member("grade", Grade),
        url=entry.url(),
        year=entry.number("year", _YEARS) if entry.has("year") else None,
    )


def _cautions(entry: Entry) -> Cautions:
    cautions = Cautions(
        before=entry.texts("before", (1, 6), _LINE),
        during=entry.texts("during", (1, 6), _LINE),
        stretching=entry.text("stretching", _LINE),
        rest=entry.text("rest", _LINE),
    )
    entry.close()
    return cautions


def _help_signs(entry: Entry) -> HelpSigns:
    signs = HelpSigns(
        emergency=entry.texts("emergency", (1, 12), _LINE),
        soon=entry.texts("soon", (1, 20), _LINE),
        routine=entry.texts("routine", (1, 12), _LINE),
        numbers=entry.text("numbers", 2 * _LINE),
    )
    entry.close()
    return signs


def _leave_out(entry: Entry) -> Mapping[str, str]:
    for word in entry.fields():
        entry.check_id(word, word)
    words = {word: entry.text(word, 80) for word in entry.fields()}
    return MappingProxyType(words)
