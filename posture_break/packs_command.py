"""``posture-break packs ...``: see, check, add and remove packs of exercises and tips."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from posture_break.content.faults import ContentFaults, Fault
from posture_break.content.load import load_catalogue
from posture_break.content.pack_files import add_pack, check_pack, remove_pack
from posture_break.content.packs import Pack, packs_folder, read_packs
from posture_break.ports import Unavailable
from posture_break.texts import _, ngettext

DONE, FAILED, WRONG = 0, 1, 2  # exit codes
_MOST_FAULTS = 20


def run(words: Sequence[str], folder: Path | None = None) -> int:
    """Carry out ``list`` (also for no word), ``check``, ``add`` or ``remove``; returns the code.

    Without a ``folder``, the packs are those beside the person's config.
    """
    try:
        return _run(words, folder or packs_folder())
    except ContentFaults as faults:
        say_faults(faults.faults)
        return WRONG
    except Unavailable as trouble:
        _say(str(trouble))
        return FAILED


def say_faults(faults: Sequence[Fault]) -> None:
    """Print what is wrong with packs, not more than a person reads, where messages go."""
    for fault in faults[:_MOST_FAULTS]:
        _say(str(fault))
    more = len(faults) - _MOST_FAULTS
    if more > 0:
        told = ngettext("And {count} more fault.", "And {count} more faults.", more)
        _say(told.format(count=more))


def _run(words: Sequence[str], folder: Path) -> int:
    match words:
        case [] | ["list"]:
            return _list(folder)
        case ["check", file]:
            return _check(Path(file))
        case ["add", file] | ["add", file, "--replace"] | ["add", "--replace", file]:
            return _add(Path(file), folder, replace="--replace" in words)
        case ["remove", name]:
            return _remove(name, folder)
        case _:
            usage = "posture-break packs [list | check FILE | add FILE [--replace] | remove NAME]"
            _say(_("Usage: {usage}").format(usage=usage))
            return WRONG


def _list(folder: Path) -> int:
    """Print each pack that is in force; what is wrong with the others goes beside it."""
    found = read_packs(folder, load_catalogue())
    for pack in found.packs:
        print(f"{pack.name}  ({pack.file}; {_holds(pack)})")
        for line in (pack.description, _made_by(pack)):
            if line:
                print(f"  {line}")
    say_faults(found.faults)
    if not found.packs:
        _say(_("There is no pack in force. Packs belong in {folder}").format(folder=folder))
    return DONE


def _check(file: Path) -> int:
    faults = check_pack(file, load_catalogue())
    if faults:
        say_faults(faults)
        return WRONG
    print(_("{name} is fine").format(name=file.name))
    return DONE


def _add(file: Path, folder: Path, *, replace: bool) -> int:
    pack = add_pack(file, folder, load_catalogue(), replace=replace)
    added = _("Added {name}: {holds}.").format(name=pack.name, holds=_holds(pack))
    _say(added)
    return DONE


def _remove(name: str, folder: Path) -> int:
    file = remove_pack(name, folder, load_catalogue())
    _say(_("Removed {file}").format(file=file))
    return DONE


def _holds(pack: Pack) -> str:
    exercises, tips = len(pack.exercises), len(pack.tips)
    parts = (
        ngettext("{count} exercise", "{count} exercises", exercises).format(count=exercises),
        ngettext("{count} tip", "{count} tips", tips).format(count=tips),
    )
    counts = zip((exercises, tips), parts, strict=True)
    return ", ".join(part for count, part in counts if count)


def _made_by(pack: Pack) -> str:
    """Return whose work it is, and on which terms."""
    author = _("by {author}").format(author=pack.author) if pack.author else ""
    return ", ".join(each for each in (author, pack.licence) if each)


def _say(text: str) -> None:
    """Print a message where it does not mix with what was asked for."""
    print(text, file=sys.stderr)
