"""The waiting daemon holds no module that only card, command line, simulate or doctor needs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="the desktop path differs on other systems"
)

# A whole desktop run, ended as soon as the loop serves: the bus is dead, the display is nobody's.
_RUN = """
import json, sys
from posture_break import screens
from posture_break.cli import run
from posture_break.reactor import Reactor

screens.has_screen = lambda: True  # nobody answers there
before = []

class Watch:  # asked for every module that is not loaded yet
    def find_spec(self, name, path=None, target=None):
        if name == "apscheduler":
            before.extend(sys.modules)

sys.meta_path.insert(0, Watch())

def look():
    if "posture_break.adapters.files" not in sys.modules:  # what the start loads at its very end
        reactor.later(0.05, look)
        return
    import posture_break.adapters.linux.notify  # needs a live bus, which there is not here
    print(json.dumps([before, list(sys.modules)]))
    reactor.stop()

open_it = Reactor.open
def opened(self):
    global reactor
    reactor = self
    open_it(self)
    self.later(0.05, look)
Reactor.open = opened
sys.exit(run([]))
"""

NEEDLESS = (
    "PIL",  # a child draws the icon's pixels; the card is a process of its own
    "Xlib",  # 6 MB: only where no modern tray comes
    "tkinter",
    "plyer",
    "watchdog",
    "http",
    "xml",
    "unittest",
    "argparse",  # words typed in a terminal
    "posture_break.card_main",
    "posture_break.figure",
    "posture_break.content.packs",  # few people have any
    "posture_break.here_command",
    "posture_break.packs_command",
    "posture_break.page_command",
    "posture_break.session_command",
    "posture_break.sheet_command",
    "posture_break.ui.page_paint",
    "posture_break.client",
    "posture_break.config_commands",
    "posture_break.content_command",
    "posture_break.cues",
    "posture_break.core.simulate",
    "posture_break.demo",
    "posture_break.simulate_command",
    "posture_break.simulate_events",
    "posture_break.telling",
    "posture_break.open_config",
    "posture_break.ui.card_window",
    "posture_break.ui.icon_paint",
    "posture_break.ui.terminal",
    "posture_break.adapters.plyer_notify",
    "posture_break.adapters.windows",
    "posture_break.adapters.macos",
    "posture_break.adapters.linux.xembed",
    "posture_break.adapters.linux.popup",
)

APSCHEDULERS = ("asyncio", "multiprocessing", "ssl", "email", "zoneinfo", "concurrent")
"""What nobody but APScheduler may bring along."""


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> list[list[str]]:
    """Give the modules of a daemon on a desktop, before APScheduler and in the end."""
    home = tmp_path_factory.mktemp("home")
    places = ("XDG_RUNTIME_DIR", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
    (home / "xdg_runtime_dir").mkdir(mode=0o700)  # else it is the one of whoever runs the tests
    environment = os.environ | {
        "DISPLAY": ":987",
        "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere",
        "PATH": "/nowhere",  # no notify-send: plyer is not even tried
        "XDG_CURRENT_DESKTOP": "XFCE",  # a modern tray is waited for
        **{place: str(home / place.lower()) for place in places},
    }
    done = subprocess.run(
        [sys.executable, "-c", _RUN],
        env=environment,
        cwd=Path(__file__).parent.parent,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    lists: list[list[str]] = json.loads(done.stdout)
    return lists


@pytest.fixture
def loaded(both: list[list[str]]) -> set[str]:
    """Give the names of all modules that are loaded in the end."""
    return set(both[1])


def test_the_run_is_a_real_one(loaded: set[str]) -> None:
    """Else the other tests could not fail: tray, store, alarm, card and file watch are there."""
    assert loaded >= {
        "posture_break.desktop",
        "posture_break.alarm",
        "posture_break.adapters.store",
        "posture_break.adapters.card_process",
        "posture_break.adapters.files",
        "posture_break.adapters.linux.sni",
        "posture_break.ui.tray",
        "apscheduler",
        "pystray",
    }


@pytest.mark.parametrize("name", NEEDLESS)
def test_nothing_needless_is_loaded(loaded: set[str], name: str) -> None:
    """What is not needed while it waits costs no memory while it waits."""
    assert [each for each in loaded if each == name or each.startswith(f"{name}.")] == []


@pytest.mark.parametrize("name", APSCHEDULERS)
def test_what_only_apscheduler_needs_comes_only_with_it(both: list[list[str]], name: str) -> None:
    """Before it is loaded, after the icon is on its way, none of this is there."""
    assert "posture_break.ui.tray" in both[0]
    assert [each for each in both[0] if each.partition(".")[0] == name] == []
