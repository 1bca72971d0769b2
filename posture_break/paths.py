"""The folders that belong to this person and this program; each is made when it is asked for.

platformdirs is imported where it is used: alone it costs 1.3 MB (beside APScheduler 0.3 MB), and
a command that is told ``--config`` does without it.
"""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

from posture_break.ports import Unavailable
from posture_break.texts import _

NAME = "posture-break"
SOCKET = "control.sock"
# sun_path holds 108 bytes on Linux and 104 elsewhere, the closing NUL included.
LONGEST_SOCKET = 107 if sys.platform == "linux" else 103


def config_file() -> Path:
    """Return where the person's file belongs; it need not be there. Raises `Unavailable`."""
    return _platform_folder("config") / "config.toml"


def state_folder() -> Path:
    """Return the folder of state and history, made for the owner alone; raises `Unavailable`."""
    return _made(_platform_folder("state"))


def history_file() -> Path:
    """Return where state and history belong, whether or not the disk allows it now.

    Raises `Unavailable` where no home folder is known.
    """
    return _platform_folder("state") / "history.db"


def cache_folder() -> Path:
    """Return the folder of what can be made again, made if need be; raises `Unavailable`."""
    return _made(_platform_folder("cache"))


def socket_file() -> Path:
    """Return where the control socket belongs: short enough for one, in `runtime_folder`."""
    return runtime_folder() / SOCKET


def runtime_folder() -> Path:
    """Return a folder that only the owner can enter, with room for a socket's path.

    Without a usable ``XDG_RUNTIME_DIR`` it is in the folder that the system keeps for the person,
    or in the one for temporary files, and there checked for a stranger's trap. Every program of the
    same person and environment gets the same folder. Raises `Unavailable`.
    """
    if sys.platform == "win32":
        return _made(_platform_folder("runtime"))
    trouble: Unavailable | None = None
    for folder in _runtime_candidates():
        try:
            return _private(folder)
        except Unavailable as error:
            trouble = trouble or error
    reason = _("No folder for the control socket can be used.")
    raise Unavailable(f"{reason} {trouble.reason if trouble else ''}".strip(), _runtime_cure())


def _runtime_cure() -> str:
    return _("Set XDG_RUNTIME_DIR to a folder of your own with mode 0700.")


def _runtime_candidates() -> list[Path]:
    """Return folders to try, the best first."""
    user = os.geteuid()
    named = os.environ.get("XDG_RUNTIME_DIR", "")
    temporary = Path(os.environ.get("TMPDIR") or "/tmp")  # noqa: S108 - _private checks the owner
    own = f"{NAME}-{user}"
    folders = [Path(named) / NAME] if _is_own_folder(named) else []
    if _is_own_folder(f"/run/user/{user}") and not folders:
        folders.append(Path(f"/run/user/{user}") / NAME)
    folders += [temporary / own, Path("/tmp") / own]  # noqa: S108 - as above
    short = [each for each in folders if len(os.fsencode(each / SOCKET)) <= LONGEST_SOCKET]
    if folders and folders[0] not in short:
        # Not simply the next: two environments must not come to share one socket.
        short.insert(0, Path("/tmp") / own / _fingerprint(folders[0]))  # noqa: S108 - as above
    return short


def _fingerprint(path: Path) -> str:
    """Return eight letters that stand for a path."""
    from zlib import crc32  # noqa: PLC0415 - only a very long path needs it

    return f"{crc32(os.fsencode(path)):08x}"


def _is_own_folder(name: str) -> bool:
    """Return whether ``name`` is the absolute path of a folder that is ours alone to change."""
    try:
        status = os.stat(name)  # noqa: PTH116 - an empty name must not become the current folder
    except (OSError, ValueError):
        return False
    ours = status.st_uid == os.geteuid() and not status.st_mode & 0o022
    return stat.S_ISDIR(status.st_mode) and ours and Path(name).is_absolute()


def _private(folder: Path) -> Path:
    """Make a folder, and the one around it, that nobody else can enter or has laid there."""
    if folder.parent.name == f"{NAME}-{os.geteuid()}":
        _private(folder.parent)
    _made(folder)
    status = folder.lstat()
    if stat.S_ISLNK(status.st_mode) or status.st_uid != os.geteuid():
        reason = _("{folder} belongs to somebody else.").format(folder=folder)
        raise Unavailable(reason, _runtime_cure())
    if status.st_mode & 0o077:
        folder.chmod(0o700)
    return folder


def _made(folder: Path) -> Path:
    """Make a folder for the owner alone, if need be, and see that it can be written to."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        words = error.strerror or type(error).__name__
        raise _unusable(folder, words) from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise _unusable(folder, _("it cannot be written to"))
    return folder


def _unusable(folder: Path, words: str) -> Unavailable:
    """Return why a folder does not do, and what would help."""
    reason = _("{folder} cannot be used: {reason}.").format(folder=folder, reason=words)
    return Unavailable(
        reason,
        _("See to its permissions and to the disk, or set XDG_STATE_HOME to another folder."),
    )


def _platform_folder(kind: str) -> Path:
    """Return this platform's folder of a kind, not made yet; raises `Unavailable`."""
    from platformdirs import PlatformDirs  # noqa: PLC0415 - see the module's sentence

    try:
        folder = Path(getattr(PlatformDirs(NAME, appauthor=False), f"user_{kind}_dir"))
    except (RuntimeError, KeyError, OSError):  # what versions raise that find no home folder
        folder = Path()
    if not folder.is_absolute():
        cure = _("Set HOME to your home folder.")
        raise Unavailable(_("No home folder is known."), cure)
    return folder
