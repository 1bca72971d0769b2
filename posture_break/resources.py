"""Finds the files that ship beside the code: the example config, the icons."""

from __future__ import annotations

from pathlib import Path

from posture_break.ports import Unavailable
from posture_break.texts import _

_PACKAGE = Path(__file__).resolve().parent


def resource(name: str) -> Path:
    """Return the path of a shipped file or folder, such as ``config.example.toml`` or ``icons``.

    An installed package holds them inside; in a checkout they stand beside it.
    Raises `Unavailable` where they are missing.
    """
    for folder in (_PACKAGE, _PACKAGE.parent):
        if (folder / name).exists():
            return folder / name
    reason = _("{name} is missing from this installation.").format(name=name)
    raise Unavailable(reason, _("Install posture-break again."))
