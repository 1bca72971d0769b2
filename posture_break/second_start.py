"""What a second start does: it has the first one show itself, and ends."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from posture_break import client, paths
from posture_break.texts import _
from posture_break.troubles import say

_PATIENCE = 3.0  # seconds for the first one, which may have been started in the same moment
_AGAIN = 0.05


def bring_up_first(runtime: Path, patience: float = _PATIENCE) -> int:
    """Ask the running program to show itself; returns the exit code of this one."""
    try:
        answer = _ask(runtime / paths.SOCKET, time.monotonic() + patience)
    except (client.NotRunning, client.NoAnswer) as error:
        say(_("posture-break runs already, but does not answer ({error}).").format(error=error))
        return 1
    say(_("posture-break runs already. {text}").format(text=answer.get("text", "")).strip())
    return 0


def _ask(socket: Path, deadline: float) -> dict[str, Any]:
    while True:
        try:
            return client.ask(socket, "panel")
        except client.NotRunning:
            if time.monotonic() > deadline:
                raise
            time.sleep(_AGAIN)
