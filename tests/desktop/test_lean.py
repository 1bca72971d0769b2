"""The waiting program has loaded what it needs for waiting, and nothing else, even after use."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from benchmarks.processes import memory
from tests.desktop.lesson_seen import LessonSeen
from tests.desktop.rig import Desktop, wait_until
from tests.desktop.whole import Home, Screen, home_on

pytestmark = pytest.mark.desktop

_LAST = "posture_break.adapters.files"  # what the start loads at its very end
_NEVER = {
    "PIL",  # the icons are drawn already; the card is drawn in a process of its own
    "tkinter",
    "Xlib",  # only where the panel is of the old kind
    "argparse",  # words typed in a terminal
    "plyer",
    "watchdog",
    "posture_break.adapters.sound_player",  # heard from the card's process
    "posture_break.client",
    "posture_break.core.simulate",
    "posture_break.cues",
    "posture_break.demo",
    "posture_break.figure",  # drawn in the card's process
    "posture_break.figure.body",
    "posture_break.session_here",
    "posture_break.ui.card_conductor",
    "posture_break.ui.card_window",
    "posture_break.ui.page_paint",
    "posture_break.ui.popup_paint",
    "posture_break.ui.sound_waves",
    "posture_break.ui.terminal",
}
_MOST, _GROWS = 30.0, 2.0  # MB


@pytest.fixture
def home(xfce: Desktop) -> Iterator[Home]:
    """Run the program so that it reports whatever it loads."""
    with home_on(xfce) as person:
        person.log_in(PYTHONPROFILEIMPORTTIME="1")
        wait_until(lambda: _LAST in loaded(person), "the end of the start")
        yield person


def loaded(home: Home) -> set[str]:
    """Return the modules that the program has loaded so far, as Python itself reports them."""
    lines = (line for line in home.said.splitlines() if line.startswith("import time:"))
    return {line.rpartition("|")[2].strip() for line in lines}


def test_only_what_waiting_needs_is_loaded(home: Home) -> None:
    """Nothing that only card, commands, simulation or another desktop need costs memory."""
    assert "apscheduler.schedulers.base" in loaded(home), "this test does not see all"
    assert loaded(home) & _NEVER == set()


def test_it_is_lean_after_use(xfce: Desktop, home: Home) -> None:
    """After sessions, pages, notes and questions the program waits with as little as before."""
    screen = Screen(xfce)
    assert home.process is not None
    pid = home.process.pid
    before = memory(pid)
    home.take("stretch")
    screen.card()
    LessonSeen(home, screen)
    xfce.key("a", "w", "w", "Right", "h")
    screen.shows("When to get help")
    xfce.key("Escape")
    screen.card()
    home.ask("done")
    screen.no_card()
    for words in (("setup",), ("hurts",), ("why",), ("card", "bird-dog")):
        assert home.ask(*words).code == 0
    screen.shows("Bird dog")
    xfce.key("Escape")
    screen.no_card()
    home.ask("quiet-cards", "on")
    home.take("stretch")
    screen.note()
    home.ask("skip")
    screen.no_note()
    assert loaded(home) & _NEVER == set()
    after = memory(pid)
    print(f"PSS {before.pss:.1f} MB, after use {after.pss:.1f} MB", end="; ")
    print(f"were it the only Python: {before.alone:.1f} MB, after use {after.alone:.1f} MB")
    assert after.pss <= _MOST
    assert after.alone <= before.alone + _GROWS
