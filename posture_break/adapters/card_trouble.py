"""Why there is no card, in words, and what to do about it on this very system."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from posture_break.ports import Unavailable
from posture_break.texts import _

NO_TK, NO_DISPLAY = "no-tk", "no-display"  # as the card's process says it

_PACKAGES = {  # by ID or ID_LIKE of os-release
    "debian": "sudo apt install python3-tk",
    "ubuntu": "sudo apt install python3-tk",
    "fedora": "sudo dnf install python3-tkinter",
    "rhel": "sudo dnf install python3-tkinter",
    "arch": "sudo pacman -S tk",
    "suse": "sudo zypper install python3-tk",
    "opensuse": "sudo zypper install python3-tk",
    "alpine": "sudo apk add python3-tkinter",
    "void": "sudo xbps-install python3-tkinter",
    "gentoo": "sudo USE=tk emerge --ask dev-lang/python",
}


def unable(why: str, detail: str) -> Unavailable:
    """Return what the card's process says that it can not do."""
    if why == NO_TK:
        return Unavailable(_("The card needs Tk, which this Python does not have."), tk_cure())
    if why == NO_DISPLAY and os.environ.get("WAYLAND_DISPLAY"):
        return Unavailable(
            _("The card needs XWayland, which this session does not have."),
            _("The notification takes its place; for the whole exercise: posture-break card"),
        )
    if why == NO_DISPLAY:
        return Unavailable(
            _("The card found no display to show itself on."),
            _("Start posture-break inside the desktop session, or answer in the terminal."),
        )
    return Unavailable(
        _("The card failed: {detail}.").format(detail=detail or _("no reason given"))
    )


def not_started(error: OSError) -> Unavailable:
    """Return that the process could not be started."""
    return Unavailable(_("The card's process could not be started: {error}.").format(error=error))


def late(seconds: float) -> Unavailable:
    """Return that nothing was on the screen in time."""
    return Unavailable(
        _("The card did not appear within {seconds} seconds.").format(seconds=round(seconds))
    )


def ended(status: int | None) -> Unavailable:
    """Return that the process ended by itself; None: it no longer listened."""
    if status is None:
        return Unavailable(_("The card no longer reacted."))
    if status < 0:
        return Unavailable(_("The card was ended by signal {number}.").format(number=-status))
    return Unavailable(_("The card ended with status {number}.").format(number=status))


def tk_cure(os_release: Path = Path("/etc/os-release"), prefix: str = sys.base_prefix) -> str:
    """Return how to get Tk for this Python: a package, or a word on where the Python is from."""
    if sys.platform == "win32":
        return _("Run Python's installer again and choose tcl/tk.")
    if sys.platform == "darwin":
        return _("Install it with: brew install python-tk")
    command = next((_PACKAGES[name] for name in _names(os_release) if name in _PACKAGES), "")
    if prefix != "/usr":
        return _(
            "This Python ({prefix}) was built without it. With pyenv: install the system's tk-dev,"
            " then build this Python again. With uv: use one of uv's own Pythons. Or install"
            " posture-break with the system's Python."
        ).format(prefix=prefix)
    if command:
        return _("Install it with: {command}").format(command=command)
    return _("Install your system's package of tkinter for Python 3.")


def _names(os_release: Path) -> list[str]:
    """Return ID and ID_LIKE of this system, the nearest name first."""
    try:
        lines = os_release.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    values = dict(line.split("=", 1) for line in lines if "=" in line)
    names = f"{values.get('ID', '')} {values.get('ID_LIKE', '')}".replace('"', "").lower().split()
    return [part for name in names for part in (name, name.partition("-")[0])]
