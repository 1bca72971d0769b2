"""The waiting program has loaded what it needs for waiting, and nothing else."""

from __future__ import annotations

import sys

import pytest

from tests.desktop.rig import Desktop, wait_until

pytestmark = pytest.mark.desktop

_LAST = "posture_break.adapters.files"  # what the start loads at its very end
_FOR_OTHERS = {
    "PIL",  # the icons are drawn already; the card is drawn in a process of its own
    "tkinter",
    "Xlib",  # only where the panel is of the old kind
    "argparse",  # words typed in a terminal
    "plyer",
    "watchdog",
    "posture_break.client",
    "posture_break.core.simulate",
    "posture_break.demo",
    "posture_break.telling",
    "posture_break.ui.card_window",
    "posture_break.ui.popup_paint",
    "posture_break.ui.terminal",
}


def test_only_what_waiting_needs_is_loaded(xfce: Desktop) -> None:
    """Nothing that only card, commands, simulation or another desktop need costs memory."""
    xfce.spawn("program", sys.executable, "-X", "importtime", "-m", "posture_break")
    try:
        wait_until(lambda: _LAST in _loaded(xfce), "the end of the start")
        assert "apscheduler.schedulers.base" in _loaded(xfce), "this test does not see all"
        assert _loaded(xfce) & _FOR_OTHERS == set()
    finally:
        xfce.end("program")


def _loaded(desktop: Desktop) -> set[str]:
    """Return the modules that the program has imported so far, as Python itself reports them."""
    lines = (line for line in desktop.log.splitlines() if line.startswith("import time:"))
    return {line.rpartition("|")[2].strip() for line in lines}
