"""Whether there is a screen to show anything on; without one the terminal shows everything."""

from __future__ import annotations

import os
import re
import socket
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

_LOCAL = re.compile(
    r"(?:unix)?:(\d{1,5})(?:\.\d+)?"
)  # of DISPLAY; a host's name is another's screen
_PATIENCE = 1.0  # seconds


def has_screen(environ: Mapping[str, str] = os.environ) -> bool:
    """Return whether an X server or a Wayland compositor answers where the variables say.

    A display on another host (ssh -X) is believed: to knock there could take long.
    """
    if sys.platform in {"win32", "darwin"}:
        return True
    display, wayland = environ.get("DISPLAY", ""), environ.get("WAYLAND_DISPLAY", "")
    local = _LOCAL.fullmatch(display)
    if display and (local is None or _x_answers(int(local[1]))):
        return True
    folder = environ.get("XDG_RUNTIME_DIR", "")
    return bool(wayland) and _answers(str(Path(folder) / wayland))


def _x_answers(number: int) -> bool:
    path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - X's own place
    return _answers(path) or _answers(f"\0{path}")  # Linux: the abstract name, too


def _answers(path: str) -> bool:
    with closing(socket.socket(socket.AF_UNIX)) as knock:
        knock.settimeout(_PATIENCE)
        try:
            knock.connect(path)
        except OSError:  # nobody, or a path that no socket can have
            return False
    return True
