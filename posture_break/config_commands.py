"""``posture-break config ...``: write the example, check the file, show what is in force, edit."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from posture_break import paths
from posture_break.config import ConfigFaults, load
from posture_break.ports import Unavailable
from posture_break.resources import resource
from posture_break.settings import Settings
from posture_break.texts import _, ngettext

DONE, FAILED, WRONG = 0, 1, 2  # exit codes
EXAMPLE = "config.example.toml"


def run(words: Sequence[str], config_file: Path | None = None) -> int:
    """Carry out one of the words below and return the exit code; ``config_file`` is --config's."""
    commands = {"init": init, "path": path, "check": check, "show": show, "edit": edit}
    command = commands.get(words[0]) if len(words) == 1 else None
    if command is None:
        _say(_("Usage: posture-break config {commands}").format(commands=" | ".join(commands)))
        return WRONG
    try:
        return command(config_file or paths.config_file(), named=config_file is not None)
    except Unavailable as error:
        _say(str(error))
        return FAILED


def path(file: Path, *, named: bool = False) -> int:  # noqa: ARG001 - all commands are called alike
    """Print where the file is, or would be."""
    print(file)
    return DONE


def init(file: Path, *, named: bool = False) -> int:  # noqa: ARG001 - as above
    """Write the commented example, never over a file."""
    if os.path.lexists(file):  # a dangling link is the person's too
        _say(_("{file} is there already; nothing was written.").format(file=file))
        return FAILED
    write_example(file)
    _say(_("Wrote {file}").format(file=file))
    _say(_("Change what you like: posture-break config edit"))
    return DONE


def check(file: Path, *, named: bool = False) -> int:
    """Print that the file is fine, or every fault in it."""
    try:
        settings = load(file, must_exist=named)
    except ConfigFaults as faults:
        return _report(faults)
    if missed := _missed(settings):
        _say(f"{file.name}: {missed}")
        return WRONG
    if file.exists():
        print(_("{name} is fine").format(name=file.name))
    else:
        print(_("There is no {file}; the defaults are in force.").format(file=file))
    return DONE


def show(file: Path, *, named: bool = False) -> int:
    """Print everything that is in force, defaults included, as a config file."""
    from posture_break.config_writing import effective  # noqa: PLC0415 - only this command writes

    try:
        settings = load(file, must_exist=named)
    except ConfigFaults as faults:
        return _report(faults)
    sys.stdout.write(effective(settings))
    return DONE


def edit(file: Path, *, named: bool = False) -> int:  # noqa: ARG001 - as above
    """Open the file in the person's editor, written from the example if need be; then check it."""
    if not os.path.lexists(file):
        write_example(file)
    command, waits = editor()
    try:
        # No time limit: people think while they edit.
        code = subprocess.run([*command, str(file)], check=False).returncode
    except OSError as error:
        reason = _("{editor} cannot be started ({reason}).")
        reason = reason.format(editor=command[0], reason=error.strerror)
        raise Unavailable(reason, _("Set EDITOR to the editor that you like.")) from None
    if code != 0:
        _say(_("{editor} ended with code {code}.").format(editor=command[0], code=code))
        return FAILED
    if waits:
        return check(file, named=True)
    _say(_("When you have saved it: posture-break config check"))
    return DONE


def editor() -> tuple[list[str], bool]:
    """Return the command that opens a text, and whether it ends only when the text is closed."""
    for variable in ("VISUAL", "EDITOR"):
        command = _split(os.environ.get(variable, ""))
        if command:
            return command, True
    if opener := desktop_opener():
        return opener, sys.platform == "win32"
    for name in ("sensible-editor", "nano", "vim", "vi"):
        if sys.stdin.isatty() and shutil.which(name):
            return [name], True
    reason = _("There is no editor to open the file with.")
    raise Unavailable(
        reason, _("Set EDITOR, or open the file that posture-break config path names.")
    )


def desktop_opener() -> list[str]:
    """Return the command with which this desktop opens a file; empty where there is none."""
    if sys.platform == "win32":
        return ["notepad"]  # what is linked with .toml may be no editor at all
    if sys.platform == "darwin":
        return ["open", "-t"]
    desktop = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY")
    return ["xdg-open"] if desktop and shutil.which("xdg-open") else []


def _split(command: str) -> list[str]:
    """Return the words of a command as a shell splits them; on Windows paths have backslashes."""
    try:
        if sys.platform == "win32":
            return [word.strip('"') for word in shlex.split(command, posix=False)]
        return shlex.split(command)
    except ValueError:  # a quote that is not closed
        return [command]


def write_example(file: Path) -> None:
    """Write the commented example where nothing is yet; raises `Unavailable`."""
    text = resource(EXAMPLE).read_bytes()
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with file.open("xb") as target:  # x: never over a file, not even one made this instant
            try:
                target.write(text)
                target.flush()
            except OSError:  # disk full: half an example is worse than none
                file.unlink(missing_ok=True)
                raise
    except OSError as error:
        reason = _("{file} cannot be written ({reason}).")
        reason = reason.format(file=file, reason=error.strerror or error)
        cure = _("See to the folder's permissions, or name another file with --config.")
        raise Unavailable(reason, cure) from None


def _missed(settings: Settings) -> Unavailable | None:
    """Return what catalogue and packs do not know of the words about exercises, or None."""
    from posture_break.content_command import whole_catalogue  # noqa: PLC0415 - only `check` asks
    from posture_break.missed_words import missed  # noqa: PLC0415 - as above
    from posture_break.prescribing import prescribed_by  # noqa: PLC0415 - as above

    catalogue = whole_catalogue()
    given = prescribed_by(settings.prescriptions, catalogue)
    return missed(catalogue, settings.exercises, given)


def _report(faults: ConfigFaults) -> int:
    """Print all faults, below a line that names the file."""
    count = len(faults.faults)
    title = ngettext("{count} fault in {file}:", "{count} faults in {file}:", count)
    _say(title.format(count=count, file=faults.path))
    _say(str(faults))
    return WRONG


def _say(text: str) -> None:
    """Print a message where it does not mix with what was asked for."""
    print(text, file=sys.stderr)
