"""Loads the catalogue from its data files; a faulty set of files tells all its faults at once.

The packs of a person go through the same `read_exercises` and `read_tips`. The whole set is read
at once: it is small, and a fault must not wait for the day it is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from posture_break.content.check import Entry
from posture_break.content.data_file import read_file
from posture_break.content.faults import ContentFaults, Fault
from posture_break.content.model import (
    Catalogue,
    Cautions,
    Exercise,
    Grade,
    HelpSigns,
    Tip,
    Topic,
)
from posture_break.content.read_exercise import LINE, WHY, YEARS, Figures, Known, read_exercise
from posture_break.content.relations import check_relations
from posture_break.texts import _

TIP_LONGEST = 220
"""Characters of a tip: what a notification shows whole on every desktop."""

EXERCISE_SCHEMA = 2
"""The form of exercises.toml and of packs."""

_TEXT_SCHEMA = 1  # of tips.toml and cautions.toml
_HERE = Path(__file__).parent
_MOST_ENTRIES = 500

Thing = TypeVar("Thing", Exercise, Tip)


def load_catalogue(folder: Path = _HERE, figures: Figures | None = None) -> Catalogue:
    """Return the checked catalogue of ``folder``; raises `ContentFaults` with every fault.

    With ``figures``, each exercise's figure and poses must be among them.
    """
    faults: list[Fault] = []
    general = read_file(folder / "cautions.toml", _TEXT_SCHEMA, faults)
    leave_out = _leave_out(general.table("leave_out"))
    file = read_file(folder / "exercises.toml", EXERCISE_SCHEMA, faults)
    exercises = read_exercises(file, Known(leave_out, figures))
    file.close()
    check_relations(file, exercises, {})
    file = read_file(folder / "tips.toml", _TEXT_SCHEMA, faults)
    tips = read_tips(file)
    file.close()
    catalogue = Catalogue(
        exercises=MappingProxyType(exercises),
        tips=MappingProxyType(tips),
        cautions=_cautions(general.table("cautions")),
        stop_line=general.text("stop_line", LINE),
        disclaimer=general.text("disclaimer", 2 * LINE),
        help_signs=_help_signs(general.table("help")),
        leave_out=leave_out,
    )
    general.close()
    if faults:
        raise ContentFaults(faults)
    return catalogue


def read_exercises(file: Entry, known: Known, *, least: int = 1) -> dict[str, Exercise]:
    """Return the exercises of one opened data file by id; faults go where the file's go."""
    return _entries(file, "exercise", lambda entry: read_exercise(entry, known), least)


def read_tips(file: Entry, *, least: int = 1) -> dict[str, Tip]:
    """Return the tips of one opened data file by id; faults go where the file's go."""
    return _entries(file, "tip", _tip, least)


def _entries(
    file: Entry, field: str, read: Callable[[Entry], Thing], least: int
) -> dict[str, Thing]:
    """Return the things that the file lists under ``field``, by id."""
    things: dict[str, Thing] = {}
    for entry in file.tables(field, _MOST_ENTRIES, least=least):
        thing = read(entry)
        entry.close()
        if thing.id and thing.id in things:
            entry.fault("id", _("an id that no other entry has"), thing.id)
        things[thing.id] = thing
    return things


def _tip(entry: Entry) -> Tip:
    return Tip(
        id=entry.id(),
        topic=entry.member("topic", Topic),
        text=entry.text("text", TIP_LONGEST),
        why=entry.text("why", WHY),
        source=entry.text("source", LINE),
        grade=entry.member("grade", Grade),
        url=entry.url(),
        year=entry.number("year", YEARS) if entry.has("year") else None,
    )


def _cautions(entry: Entry) -> Cautions:
    cautions = Cautions(
        before=entry.texts("before", (1, 6), LINE),
        during=entry.texts("during", (1, 6), LINE),
        stretching=entry.text("stretching", LINE),
        rest=entry.text("rest", LINE),
    )
    entry.close()
    return cautions


def _help_signs(entry: Entry) -> HelpSigns:
    signs = HelpSigns(
        emergency=entry.texts("emergency", (1, 12), LINE),
        soon=entry.texts("soon", (1, 20), LINE),
        routine=entry.texts("routine", (1, 12), LINE),
        numbers=entry.text("numbers", 2 * LINE),
    )
    entry.close()
    return signs


def _leave_out(entry: Entry) -> Mapping[str, str]:
    for word in entry.fields():
        entry.check_id(word, word)
    words = {word: entry.text(word, 80) for word in entry.fields()}
    return MappingProxyType(words)
