"""The whole program on xfce: its icon, menu and notifications, by pointer and over D-Bus."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest

from tests.desktop.dbus_menu import Host, host
from tests.desktop.rig import Desktop, wait_until
from tests.desktop.whole import CALM, Home, Screen, home_on

pytestmark = pytest.mark.desktop


@pytest.fixture(scope="module")
def bare_pixels(xfce: Desktop) -> bytes:
    """Return what the tray's place looks like without an icon."""
    return xfce.tray_pixels()


@pytest.fixture
def home(xfce: Desktop, bare_pixels: bytes) -> Iterator[Home]:
    """Run the program until its icon is to be seen; nothing falls due by itself."""
    wait_until(lambda: xfce.tray_pixels() == bare_pixels, "an empty tray")
    with home_on(xfce) as person:
        person.start()
        wait_until(lambda: xfce.tray_pixels() != bare_pixels, "the icon in the panel")
        yield person


@pytest.fixture
def seen(xfce: Desktop, home: Home) -> Iterator[Host]:
    """Look at the tray as its host does."""
    with host(xfce.env["DBUS_SESSION_BUS_ADDRESS"]) as looking:
        wait_until(looking.items, "the icon on the bus")
        yield looking


@pytest.fixture
def screen(xfce: Desktop) -> Screen:
    """Look at the screen as a person does; no note of an earlier test is left on it."""
    looking = Screen(xfce)
    looking.no_note()
    return looking


def test_the_icon_appears_and_tells_what_comes(xfce: Desktop, home: Home, seen: Host) -> None:
    """The program's icon is in the panel, with what comes next as its tooltip."""
    xfce.shot("whole-xfce-icon")
    assert seen.property("Title").startswith("Stand-up at ")
    assert seen.labels() == [
        "Stand-up in 50 min", "Take a break", "Show a tip", "It hurts", "When to get help", "Today",
        "Pause", "Settings", "About", "Quit",
    ]  # fmt: skip
    assert home.said == ""


def test_done_is_chosen_with_the_pointer(xfce: Desktop, home: Home, screen: Screen) -> None:
    """A left click opens the menu, a click on Done answers, and the history has it."""
    home.take("stand-up")
    screen.note()
    screen.open_menu()
    xfce.shot("whole-xfce-menu-open-break")
    x, _y = xfce.tray_position
    xfce.click(x - 60, 76)
    wait_until(lambda: home.outcomes() == [("done", "stand-up")], "the answer in the history")
    assert home.status()["today"]["done"] == 1
    screen.no_note()


@pytest.mark.parametrize(
    ("way", "outcome", "minutes"),
    [
        ("Done", "done", 0),
        ("Short version", "done", 0),
        ("Skip", "skipped", 0),
        ("Snooze/5 min", "snoozed", 5),
        ("Snooze/10 min", "snoozed", 10),
        ("Snooze/20 min", "snoozed", 20),
    ],
)
def test_every_answer_over_the_bus(
    home: Home, seen: Host, way: str, outcome: str, minutes: int
) -> None:
    """Each answer of the menu closes the open break and is in the history."""
    home.take("stand-up")
    wait_until(lambda: "Skip" in seen.labels(), "the answers")
    seen.choose(way)
    wait_until(lambda: home.outcomes() == [(outcome, "stand-up")], "the answer in the history")
    assert home.status()["open"] is None
    if minutes:
        again = home.status()["next"][0]
        assert again["snoozed"]
        assert abs(again["remaining"] - 60 * minutes) < 10


def test_a_break_is_taken_from_the_menu(xfce: Desktop, home: Home, seen: Host) -> None:
    """Take a break lists each reminder and opens it."""
    lines = [line.label for line in seen.find("Take a break").children]
    assert lines == ["Stand-up", "Stretch"]
    for line in lines:
        seen.choose(f"Take a break/{line}")
        home.until(partial(_is_open, line.lower()), line)
    assert seen.labels()[0].startswith("Now: Stretch, since ")
    Screen(xfce).card()
    seen.choose("Skip")
    Screen(xfce).no_card()


def _is_open(name: str, now: dict[str, Any]) -> bool:
    return now["open"] is not None and now["open"]["reminder"] == name


def test_pause_and_resume(home: Home, seen: Host) -> None:
    """Each pause ends when it says, Resume ends it at once, and the status line tells."""
    for line, hours in (("30 min", 0.5), ("1 h", 1), ("2 h", 2)):
        seen.choose(f"Pause/{line}")
        now = home.until(lambda now: now["paused"], line)
        until, said = (datetime.fromisoformat(now[key]) for key in ("paused_until", "now"))
        assert abs(until - said - timedelta(hours=hours)) < timedelta(seconds=10)
        assert seen.labels()[0].startswith("Paused until ")
        seen.choose("Resume")
        home.until(lambda now: not now["paused"], "the end of the pause")
    seen.choose("Pause/Until tomorrow")
    assert home.until(lambda now: now["paused"], "the pause")["paused_until"] is not None
    seen.choose("Resume")
    home.until(lambda now: not now["paused"], "the end of the pause")
    seen.choose("Pause/Until I resume")
    assert home.until(lambda now: now["paused"], "the pause")["paused_until"] is None
    wait_until(lambda: seen.labels()[0] == "Paused until you resume", "the status line")


@pytest.mark.parametrize("way", ["Show a tip", "About", "Settings/Check config", "status"])
def test_what_only_tells_is_told_in_a_note(
    xfce: Desktop, home: Home, seen: Host, screen: Screen, way: str
) -> None:
    """A tip, what this is, the config's faults and what goes on come as a notification."""
    seen.choose(seen.labels()[0] if way == "status" else way)
    screen.note()
    name = way.rpartition("/")[2].lower().replace(" ", "-")
    xfce.shot(f"whole-xfce-note-{name}")
    assert home.runs


def test_open_config_opens_it(xfce: Desktop) -> None:
    """Open config hands the person's file to the desktop's own opener."""
    with home_on(xfce) as person:
        tools = person.folder / "bin"
        tools.mkdir()
        (tools / "xdg-open").write_text(f'#!/bin/sh\necho "$1" > {person.folder}/opened\n')
        (tools / "xdg-open").chmod(0o755)
        person.start(PATH=f"{tools}:{person.env['PATH']}")
        with host(xfce.env["DBUS_SESSION_BUS_ADDRESS"]) as looking:
            wait_until(looking.items, "the icon on the bus")
            looking.choose("Settings/Open config")
        opened = person.folder / "opened"
        wait_until(lambda: opened.exists() and opened.read_text(), "the opener")
        assert opened.read_text().strip() == str(person.config)
        assert person.config.read_text() == CALM


def test_quit_ends_everything(xfce: Desktop, home: Home, seen: Host, bare_pixels: bytes) -> None:
    """Quit ends the program in peace, with its icon and its note."""
    home.take("stand-up")
    Screen(xfce).note()
    seen.choose("Quit")
    assert home.process is not None
    assert home.process.wait(10) == 0
    wait_until(lambda: xfce.tray_pixels() == bare_pixels, "an empty tray")
    Screen(xfce).no_note()
    assert home.ask("status").code == 3


@pytest.mark.parametrize(
    ("right", "outcome"), [(-292, "done"), (-180, "snoozed"), (-68, "skipped")]
)
def test_a_button_of_the_note_answers(
    xfce: Desktop, home: Home, screen: Screen, right: int, outcome: str
) -> None:
    """Done, Snooze and Skip on the notification answer the break when the pointer presses them."""
    home.take("stand-up")
    x, y, width, height = screen.note()
    if outcome == "done":
        xfce.shot("whole-xfce-note-break")
    xfce.click(x + width + right, y + height - 31)
    wait_until(lambda: home.outcomes() == [(outcome, "stand-up")], "the answer in the history")
    screen.no_note()


def test_the_panel_is_restarted(
    xfce: Desktop, home: Home, screen: Screen, bare_pixels: bytes
) -> None:
    """After the panel was killed and started again the icon is back, and its menu answers."""
    home.take("stand-up")
    xfce.kill_panel()
    assert home.status()["open"] is not None
    xfce.start_panel()
    wait_until(lambda: xfce.tray_pixels() != bare_pixels, "the icon after the restart")
    screen.open_menu()
    xfce.shot("whole-xfce-panel-restarted")
    xfce.key("Escape")
    with host(xfce.env["DBUS_SESSION_BUS_ADDRESS"]) as looking:
        looking.choose("Done")
    wait_until(lambda: home.outcomes() == [("done", "stand-up")], "the answer in the history")


def test_a_late_click_hits_nothing(home: Home, seen: Host, screen: Screen) -> None:
    """Done of a menu that was opened for an earlier break does not answer the next one."""
    home.take("stand-up")
    wait_until(lambda: "Skip" in seen.labels(), "the answers")
    number = seen.find("Done").number
    home.ask("skip")
    screen.no_note()
    home.take("stand-up")
    screen.note()
    seen.click(number)
    assert home.ask("snooze", "5m").code == 0, "it is open still"
    assert home.outcomes() == [("skipped", "stand-up"), ("snoozed", "stand-up")]
