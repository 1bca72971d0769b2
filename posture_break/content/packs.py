"""Packs: a person's own exercises and tips, as data files in the folder beside the config.

A pack holds to the same rules as our own data files. One that breaks a rule is left out as a whole
and says why; the others stay. Nothing in a pack is ever run: it is text, numbers and ids.
"""

from __future__ import annotations

import os
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from posture_break import paths
from posture_break.content.check import Entry
from posture_break.content.choose import normal_word
from posture_break.content.data_file import read_bytes, read_content, unreadable
from posture_break.content.faults import Fault
from posture_break.content.load import EXERCISE_SCHEMA, read_exercises, read_tips
from posture_break.content.model import Catalogue, Exercise, Tip
from posture_break.content.read_exercise import FIRST_POSE, Figures, Known
from posture_break.content.relations import check_relations
from posture_break.texts import _

MOST_PACKS = 50
MOST_BYTES_TOGETHER = 1024 * 1024
"""Of all packs: more would make every start slow."""

ENDING = ".toml"


@dataclass(frozen=True, slots=True)
class Pack:
    """One pack that is in order."""

    file: str  # its file's name
    name: str
    author: str
    licence: str
    description: str
    exercises: Mapping[str, Exercise]
    tips: Mapping[str, Tip]


@dataclass(frozen=True, slots=True)
class Packs:
    """What the folder holds: the catalogue with all good packs, and what is wrong with others."""

    catalogue: Catalogue
    packs: tuple[Pack, ...]
    faults: tuple[Fault, ...]
    files: int  # how many there are, good or not
    size: int  # bytes of all of them together


def packs_folder() -> Path:
    """Return where the person's packs belong; it need not be there. Raises `Unavailable`."""
    return paths.config_file().parent / "packs"


def load_packs(
    folder: Path, catalogue: Catalogue, figures: Figures | None = None
) -> tuple[Catalogue, tuple[Fault, ...]]:
    """Return the catalogue with the good packs of ``folder``, and the faults of the others."""
    found = read_packs(folder, catalogue, figures)
    return found.catalogue, found.faults


def read_packs(
    folder: Path, catalogue: Catalogue, figures: Figures | None = None, *, but: str = ""
) -> Packs:
    """Return the packs of ``folder`` in the order of their files' names, without the file ``but``.

    Of two that do not go together, the first holds. Without ``figures``, a pack may name those
    that the catalogue's exercises have.
    """
    figures = figures_of(catalogue) if figures is None else figures
    files, faults = _files(folder, but)
    packs: list[Pack] = []
    whole, size = catalogue, 0
    for path in files:
        wrong: list[Fault] = []
        content = _content(path, MOST_BYTES_TOGETHER - size, wrong)
        size += len(content)
        pack = None if wrong else read_pack(content, path.name, whole, figures, wrong)
        if pack is not None:
            check_name(pack, packs, wrong)
        if pack is not None and not wrong:
            packs.append(pack)
            whole = with_pack(whole, pack)
        faults += wrong
    return Packs(whole, tuple(packs), tuple(faults), len(files), size)


def read_pack(
    content: bytes, file: str, catalogue: Catalogue, figures: Figures, faults: list[Fault]
) -> Pack | None:
    """Return the pack in a file's ``content``; with any fault, None."""
    before = len(faults)
    top = read_content(content, file, EXERCISE_SCHEMA, faults)
    if len(faults) > before and not top.fields():
        return None  # it could not even be read
    about = top.table("pack")
    name, author = about.text("name", 60), _optional(about, "author", 80)
    licence, description = _optional(about, "licence", 80), _optional(about, "description", 320)
    about.close()
    exercises = read_exercises(top, Known(catalogue.leave_out, figures), least=0)
    tips = read_tips(top, least=0)
    top.close()
    if not exercises and not tips and len(faults) == before:
        top.fault("exercise", _("an exercise or a tip"), "")
    check_relations(top, exercises, _own(catalogue))
    _check_new(top, exercises, catalogue.exercises)
    _check_new(top, tips, catalogue.tips)
    _check_names(top, exercises, catalogue.exercises)
    if len(faults) > before:
        return None
    ours = {key: replace(each, origin=name) for key, each in exercises.items()}
    advice = {key: replace(each, origin=name) for key, each in tips.items()}
    return Pack(file, name, author, licence, description, ours, advice)


def check_name(pack: Pack, others: Iterable[Pack], faults: list[Fault]) -> None:
    """Add a fault where one of the others has the pack's name."""
    if normal_word(pack.name) in {normal_word(other.name) for other in others}:
        expected = _("a name that no other pack has")
        faults.append(Fault(pack.file, "pack", "name", expected, pack.name))


def with_pack(catalogue: Catalogue, pack: Pack) -> Catalogue:
    """Return the catalogue with the pack's exercises and tips after the others."""
    return replace(
        catalogue,
        exercises=MappingProxyType({**catalogue.exercises, **pack.exercises}),
        tips=MappingProxyType({**catalogue.tips, **pack.tips}),
    )


def figures_of(catalogue: Catalogue) -> Figures:
    """Return the figures that the catalogue's exercises show, with the key poses they name."""
    figures: dict[str, set[str]] = {}
    for exercise in catalogue.exercises.values():
        if exercise.figure:
            poses = figures.setdefault(exercise.figure, {FIRST_POSE})
            poses.update(phase.pose for phase in exercise.phases if phase.pose)
    return figures


def _files(folder: Path, but: str) -> tuple[list[Path], list[Fault]]:
    """Return the files that may be packs, not too many of them."""
    try:
        names = sorted(name for name in _names(folder) if name != but)
    except FileNotFoundError:
        return [], []
    except OSError as error:
        faults: list[Fault] = []
        unreadable(folder.name, error, faults)
        return [], faults
    too_many = _("at most {most} packs").format(most=MOST_PACKS)
    left = [Fault(name, "", "", too_many) for name in names[MOST_PACKS : MOST_PACKS + 1]]
    return [folder / name for name in names[:MOST_PACKS]], left  # the rest is not even counted


def _names(folder: Path) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(ENDING) and not entry.name.startswith("."):
                yield entry.name


def _content(path: Path, room: int, faults: list[Fault]) -> bytes:
    if not path.name.isprintable():
        faults.append(Fault(path.name, "", "", _("a file's name that can be shown")))
        return b""
    try:
        content = read_bytes(path, links=False)
    except (OSError, ValueError) as error:
        unreadable(path.name, error, faults)
        return b""
    if len(content) > room:
        most = MOST_BYTES_TOGETHER // 1024
        told = _("all packs together to have at most {most} KiB").format(most=most)
        faults.append(Fault(path.name, "", "", told))
        return b""
    return content


def _optional(entry: Entry, field: str, longest: int) -> str:
    return entry.text(field, longest) if entry.has(field) else ""


def _own(catalogue: Catalogue) -> dict[str, Exercise]:
    """Return the program's own exercises: a pack may lead to them, but to no other pack's."""
    return {key: each for key, each in catalogue.exercises.items() if not each.origin}


def _check_new(file: Entry, things: Iterable[str], known: Container[str]) -> None:
    for each in things:
        if each in known:
            file.under(each).fault("id", _("an id that is not taken yet"), each)


def _check_names(
    file: Entry, exercises: Mapping[str, Exercise], known: Mapping[str, Exercise]
) -> None:
    """Refuse an exercise that could be taken for another: people name them, in config and menu."""
    taken = {normal_word(word) for each in known.values() for word in (each.id, each.name)}
    for each in exercises.values():
        words = {normal_word(each.id), normal_word(each.name)}
        if words & taken and each.id not in known:  # else its id is told already
            file.under(each.id).fault("name", _("a name that is not taken yet"), each.name)
        taken |= words
