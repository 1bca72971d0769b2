"""``posture-break exercises --sheet FILE.png``: the contact sheet of all figures, as a picture."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import TextIO

from posture_break.content import words
from posture_break.content.faults import ContentFaults
from posture_break.content.load import load_catalogue
from posture_break.content.model import Exercise, Place
from posture_break.core.session import Sides
from posture_break.figure.figure import Figure
from posture_break.figure.paint import Painter
from posture_break.figure.palette import HAIRS, SKINS
from posture_break.figure.poses import START, load_figure
from posture_break.figure.sheet import PICTURE, Cell, Picture, Section, sheet
from posture_break.texts import _

DONE, FAILED, USAGE = 0, 1, 2
SUFFIX = ".png"

_SETTING_OFF = 0.12  # of a move: the arrow is there, and the body has hardly left the start


def run(path: Path, *, dark: bool = False) -> int:
    """Draw the sheet into ``path``, over a file that is there; returns the exit code."""
    if path.suffix.lower() != SUFFIX:
        _complain(_("{path}: the sheet is a PNG picture; give a name that ends in .png"), path)
        return USAGE
    trouble = _unusable(path)
    if trouble:  # said before the work, not after it
        _complain(trouble, path)
        return FAILED
    exercises = [each for each in load_catalogue().exercises.values() if each.figure]
    figures, faults = _figures(exercises)
    shown = [each for each in exercises if each.figure in figures]
    cells = dict(_with_progress(_cells(shown, figures, dark=dark), len(shown)))
    image = sheet(_("Posture Break: all exercises"), _sections(shown, cells), dark=dark)
    picture = BytesIO()
    image.save(picture, "PNG", optimize=True)
    try:
        path.write_bytes(picture.getvalue())
    except OSError as error:
        _complain(_("{path} cannot be written: {reason}"), path, error.strerror or str(error))
        return FAILED
    for fault in faults:
        print(fault, file=sys.stderr)
    return FAILED if faults else DONE


def _complain(text: str, path: Path, reason: str = "") -> None:
    print(text.format(path=path, reason=reason), file=sys.stderr)


def _unusable(path: Path) -> str:
    """Return what speaks against writing there, or nothing."""
    folder = path.parent
    if path.is_dir():
        return _("{path} is a folder; name a file in it")
    if not folder.exists():
        return _("{path}: there is no such folder; make it first")
    if not folder.is_dir():
        return _("{path}: this is not in a folder")
    if not os.access(path if path.exists() else folder, os.W_OK):
        return _("{path} may not be written")
    return ""


def _figures(exercises: Sequence[Exercise]) -> tuple[dict[str, Figure], list[ContentFaults]]:
    """Return the figures that can be read, and what is wrong with the others."""
    found: dict[str, Figure] = {}
    faults = []
    for name in dict.fromkeys(each.figure for each in exercises):
        try:
            found[name] = load_figure(name)
        except ContentFaults as fault:
            faults.append(fault)
    return found, faults


def _sections(exercises: Sequence[Exercise], cells: Mapping[str, Cell]) -> list[Section]:
    """Return the cells by the place that their figures show."""
    sections: list[Section] = []
    for place in Place:
        there = [cells[each.id] for each in exercises if each.places[0] is place]
        if there:
            sections.append((words.place_words(place), there))
    return sections


def _cells(
    exercises: Sequence[Exercise], figures: Mapping[str, Figure], *, dark: bool
) -> Iterator[tuple[str, Cell]]:
    """Draw one exercise after the other, each by another person."""
    for number, exercise in enumerate(exercises):
        figure = figures[exercise.figure]
        size = (PICTURE * 4 // 3, PICTURE) if figure.landscape else (PICTURE * 5 // 6, PICTURE)
        skin, hair = number % len(SKINS), number % len(HAIRS)
        painter = Painter(figure, size, dark=dark, skin=skin, hair=hair)
        name, poses = words.say(exercise.name), _poses(exercise, painter)
        yield exercise.id, Cell(name, _note(exercise), poses)


def _poses(exercise: Exercise, painter: Painter) -> tuple[Picture, ...]:
    """Return the start, on which the arrow of the first move lies, and each pose after it."""
    keys = painter.figure.keys
    way = [(phase.pose, phase.cue) for phase in exercise.phases if phase.pose in keys]
    first = way[0][0] if way else START
    pictures = [Picture(painter.paint(START, first, _SETTING_OFF), _("Start"))]
    shown = {START}
    for pose, cue in way:
        if pose not in shown:
            shown.add(pose)
            pictures.append(Picture(painter.paint(pose, pose, 1), words.say(cue)))
    return tuple(pictures)


def _note(exercise: Exercise) -> str:
    """Return how it treats left and right."""
    notes = {
        Sides.NONE: "",
        Sides.EACH: _("one side, then the other"),
        Sides.ALTERNATE: _("sides take turns"),
    }
    return notes[exercise.sides]


def _with_progress(
    cells: Iterator[tuple[str, Cell]], whole: int, to: TextIO | None = None
) -> Iterator[tuple[str, Cell]]:
    """Yield the cells; on a terminal's standard error show how far it has come."""
    to = to or sys.stderr
    terminal = to.isatty()
    for number, cell in enumerate(cells, 1):
        yield cell
        if terminal:
            part = number * 100 // whole
            to.write(f"\r[{'#' * (part // 4):<25}] {part:3} %")
            to.flush()
    if terminal:
        to.write("\r" + " " * 40 + "\r")
        to.flush()
