"""From the start of the process to the icon: registered with the panel, and seen on the screen."""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import apscheduler
from jeepney import DBusAddress, MatchRule, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from benchmarks import figures
from benchmarks.eye import Box, Eye
from benchmarks.program import HERE, Home, end, home_on, tray_box
from tests.desktop.rig import WATCHER, Desktop, desktop

RUNS = 10
_LIMIT = 10.0


@dataclass(frozen=True, slots=True)
class _Panel:
    """A panel, and what the place of its last icon looks like while there is none."""

    desk: Desktop
    eye: Eye
    box: Box
    empty: bytes


def run(_minutes: float) -> None:
    """Start and end the program, again and again."""
    figures.heading("From start to icon, on xfce")
    figures.line("a bare Python (python -c pass), best of 20", figures.bare(), "s")
    with desktop("xfce", Path("/tmp")) as desk, Eye(desk.env["DISPLAY"]) as eye:
        box = tray_box(desk)
        panel = _Panel(desk, eye, box, eye.look(box))
        with home_on(desk) as home:
            _started(panel, home, {})  # there is a history from now on
            warm = [_started(panel, home, {}) for _each in range(RUNS)]
        cold = [_cold(panel) for _each in range(3)]
        first = [_first(panel) for _each in range(3)]
    for name, found, target in (
        ("warm", warm, 0.5),
        ("first, files not cached", cold, None),
        ("first, no bytecode at all", first, None),
    ):
        figures.timed(f"{name}: registered", [known for known, _seen in found])
        figures.timed(f"{name}: to be seen", [seen for _known, seen in found], target)


def _cold(panel: _Panel) -> tuple[float, float]:
    with home_on(panel.desk) as home:
        _forget_files()
        return _started(panel, home, {})


def _first(panel: _Panel) -> tuple[float, float]:
    with home_on(panel.desk) as home, tempfile.TemporaryDirectory() as folder:
        return _started(panel, home, {"PYTHONPYCACHEPREFIX": folder})


def _started(panel: _Panel, home: Home, env: dict[str, str]) -> tuple[float, float]:
    """Return the seconds until the panel knew the item, and until it was to be seen."""
    known: float | None = None
    with _registrations(panel.desk.env["DBUS_SESSION_BUS_ADDRESS"]) as bus:
        begin = time.perf_counter()
        process = home.start(env=env)
        try:
            while panel.eye.look(panel.box) == panel.empty:
                if time.perf_counter() - begin > _LIMIT:
                    raise SystemExit("The icon did not come.")
                known = known or _heard(bus)
            seen = time.perf_counter()
            known = known or _heard(bus) or seen
        finally:
            end(process)
    if not panel.eye.sees(panel.box, panel.empty, 5):
        raise SystemExit("The icon did not go.")
    return known - begin, seen - begin


@contextlib.contextmanager
def _registrations(address: str) -> Iterator[DBusConnection]:
    """Listen for items that the panel has taken."""
    rule = MatchRule(
        type="signal", interface=WATCHER, member="StatusNotifierItemRegistered"
    ).serialise()
    bus = DBusAddress(
        "/org/freedesktop/DBus", "org.freedesktop.DBus", interface="org.freedesktop.DBus"
    )
    with contextlib.closing(open_dbus_connection(address)) as link:
        link.send_and_get_reply(new_method_call(bus, "AddMatch", "s", (rule,)), timeout=5)
        yield link


def _heard(bus: DBusConnection) -> float | None:
    with contextlib.suppress(TimeoutError):
        message = bus.receive(timeout=0.003)
        if message.header.message_type.name == "signal" and message.body:
            return time.perf_counter()
    return None


def _forget_files() -> None:
    """Ask the kernel to drop our files, and those of Python's library, from its cache.

    What another process has mapped stays; so it is nearly, not wholly, a start after a reboot.
    """
    site = Path(contextlib.__file__).parent
    for folder in (HERE / "posture_break", site, Path(apscheduler.__file__).parents[1]):
        for path in folder.rglob("*"):
            if path.suffix in {".py", ".pyc", ".so", ".toml", ".pack", ".pth"}:
                fd = os.open(path, os.O_RDONLY)
                os.posix_fadvise(fd, 0, 0, os.POSIX_FADV_DONTNEED)
                os.close(fd)
