"""Puts packs into the person's folder and takes them out again; nothing is written unchecked."""

from __future__ import annotations

import dataclasses
import os
import re
import tempfile
from contextlib import suppress
from pathlib import Path

from posture_break.content.choose import normal_word
from posture_break.content.data_file import read_bytes, unreadable
from posture_break.content.faults import ContentFaults, Fault
from posture_break.content.model import Catalogue
from posture_break.content.packs import (
    ENDING,
    MOST_BYTES_TOGETHER,
    MOST_PACKS,
    Pack,
    check_name,
    figures_of,
    read_pack,
    read_packs,
)
from posture_break.content.read_exercise import Figures
from posture_break.ports import Unavailable
from posture_break.texts import _

_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")
_LONGEST_NAME = 60


def check_pack(
    path: Path, catalogue: Catalogue, figures: Figures | None = None
) -> tuple[Fault, ...]:
    """Return everything that is wrong with a pack's file, wherever it is; none: it is good."""
    faults: list[Fault] = []
    _read(path, catalogue, figures, faults)
    return tuple(faults)


def add_pack(
    path: Path,
    folder: Path,
    catalogue: Catalogue,
    figures: Figures | None = None,
    *,
    replace: bool = False,
) -> Pack:
    """Copy a pack's file into ``folder`` in one go, if it is good; returns the pack.

    It never goes over another file unless told to ``replace`` it. Raises `ContentFaults` for a
    faulty pack and `Unavailable` where the folder does not take it.
    """
    figures = figures_of(catalogue) if figures is None else figures
    target = folder / _file_name(path)
    others = read_packs(folder, catalogue, figures, but=target.name)
    faults: list[Fault] = []
    content, pack = _read(path, others.catalogue, figures, faults)
    if pack is not None:
        check_name(pack, others.packs, faults)
    if pack is None or faults:
        raise ContentFaults(faults)
    if others.files >= MOST_PACKS or others.size + len(content) > MOST_BYTES_TOGETHER:
        most = _("There may be {most} packs, of {size} KiB together.")
        told = most.format(most=MOST_PACKS, size=MOST_BYTES_TOGETHER // 1024)
        raise Unavailable(told, _("Take one out first: posture-break packs remove NAME"))
    _write(content, target, replace=replace)
    return dataclasses.replace(pack, file=target.name)


def remove_pack(name: str, folder: Path, catalogue: Catalogue) -> Path:
    """Take out the pack that is called ``name``, or whose file is; returns the file's old place.

    A faulty pack goes by its file's name. Raises `Unavailable`.
    """
    file = _find(name, folder, catalogue)
    if file is None:
        reason = _("There is no pack called {name}.").format(name=_shown(name))
        raise Unavailable(reason, _("See which there are: posture-break packs list"))
    try:
        file.unlink()
    except OSError as error:
        raise _refused(file, error) from None
    return file


def _read(
    path: Path, catalogue: Catalogue, figures: Figures | None, faults: list[Fault]
) -> tuple[bytes, Pack | None]:
    """Return what was checked, so that nothing else is copied, and the pack in it."""
    try:
        content = read_bytes(path)
    except (OSError, ValueError) as error:
        unreadable(path.name, error, faults)
        return b"", None
    known = figures_of(catalogue) if figures is None else figures
    return content, read_pack(content, path.name, catalogue, known, faults)


def _file_name(path: Path) -> str:
    """Return a plain file name of letters, digits and hyphens, like the one that was given."""
    plain = _NOT_IN_NAMES.sub("-", path.stem.lower()).strip("-")[:_LONGEST_NAME]
    return (plain or "pack") + ENDING


def _write(content: bytes, target: Path, *, replace: bool) -> None:
    """Write a file so that at every moment there is the old one, the new one, or none."""
    temporary = None
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".new")
        temporary = Path(name)
        with open(descriptor, "wb") as file:  # noqa: PTH123 - mkstemp has opened it already
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _place(temporary, target, replace=replace)
    except OSError as error:
        raise _refused(target, error) from None
    finally:
        if temporary is not None:
            with suppress(OSError):  # it has its name by now, or the disk is beyond us
                temporary.unlink(missing_ok=True)


def _place(temporary: Path, target: Path, *, replace: bool) -> None:
    """Give the file its name; without ``replace`` not even over one that was made this instant."""
    if replace:
        temporary.replace(target)
        return
    try:
        target.hardlink_to(temporary)
    except OSError as error:
        if isinstance(error, FileExistsError) or os.path.lexists(target):
            reason = _("{file} is there already.").format(file=target)
            cure = _("Say --replace to put the new one in its place.")
            raise Unavailable(reason, cure) from None
        temporary.replace(target)  # a disk without hard links


def _find(name: str, folder: Path, catalogue: Catalogue) -> Path | None:
    try:
        files = {each.name: each for each in folder.iterdir() if each.name.endswith(ENDING)}
    except OSError:
        return None
    if found := files.get(name) or files.get(name + ENDING):
        return found
    packs = read_packs(folder, catalogue).packs
    wanted = normal_word(name)
    return next((files[each.file] for each in packs if normal_word(each.name) == wanted), None)


def _refused(file: Path, error: OSError) -> Unavailable:
    reason = _("{file} cannot be changed ({reason}).")
    reason = reason.format(file=file, reason=error.strerror or error)
    return Unavailable(reason, _("See to the folder's permissions and to the disk."))


def _shown(name: str) -> str:
    return name if name.isprintable() else ascii(name)
