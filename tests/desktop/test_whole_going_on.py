"""The whole program goes on: config edited under it, kill -9 with a break open, bus and X lost."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desktop.dbus_menu import host
from tests.desktop.rig import Desktop, desktop, wait_until
from tests.desktop.whole import CALM, Home, Screen, home_on

pytestmark = pytest.mark.desktop

ATTENTION = "Something needs your attention"


@pytest.fixture
def home(xfce: Desktop) -> Iterator[Home]:
    """Run the program; nothing falls due by itself."""
    with home_on(xfce) as person:
        person.start()
        yield person
    if Screen(xfce).windows("xfce4-notifyd"):  # what a killed program cannot take away
        xfce.kill_notifier()
        xfce.start_notifier()


def labels(xfce: Desktop) -> list[str]:
    """Return the menu's lines."""
    with host(xfce.env["DBUS_SESSION_BUS_ADDRESS"]) as looking:
        wait_until(looking.items, "the icon on the bus")
        return looking.labels()


def troubles(xfce: Desktop) -> list[str]:
    """Return what the menu says needs attention."""
    with host(xfce.env["DBUS_SESSION_BUS_ADDRESS"]) as looking:
        return [line.label for line in looking.find(ATTENTION).children]


def test_an_edited_config_is_in_force_at_once(xfce: Desktop, home: Home) -> None:
    """Saving the file is enough: a new reminder is there, with nobody having asked."""
    home.config.write_text(CALM + '\n[reminders.tea]\nevery = "90m"\nlasts = "3m"\n')
    now = home.until(lambda now: len(now["next"]) == 3, "the new reminder")
    assert {view["reminder"] for view in now["next"]} == {"stand-up", "stretch", "tea"}
    with host(xfce.env["DBUS_SESSION_BUS_ADDRESS"]) as looking:
        lines = [line.label for line in looking.find("Take a break").children]
    assert lines == ["Stand-up", "Stretch", "Tea"]


def test_a_faulty_edit_leaves_the_last_good_config(xfce: Desktop, home: Home) -> None:
    """What was in force stays; it is said once in a note, and in menu and status until mended."""
    screen = Screen(xfce)
    screen.no_note()
    home.config.write_text(CALM.replace('"50m"', '"50 parsecs"'))
    now = home.until(lambda now: now["troubles"], "the trouble")
    assert now["next"][0]["remaining"] > 2900
    screen.note()
    xfce.shot("whole-faulty-config")
    (line,) = troubles(xfce)
    assert line.startswith("config.toml has 1 fault; the last good settings stay in force.")
    assert home.said.count("config.toml:5: reminders.stand-up.every") == 1
    home.config.write_text(CALM)
    home.until(lambda now: not now["troubles"], "the end of the trouble")
    assert ATTENTION not in labels(xfce)
    screen.no_note()


def test_a_faulty_file_at_the_start_brings_the_last_good_one(xfce: Desktop, home: Home) -> None:
    """Started with a faulty file, the program takes what was in force when it last ran."""
    home.stop()
    home.config.write_text("[reminders.stand-up]\nevery = 50\n")
    home.start()
    now = home.status()
    assert [view["reminder"] for view in now["next"]] == ["stand-up", "stretch"]
    assert len(now["troubles"]) == 1
    assert "say 50m or 50s" in home.said
    Screen(xfce).note()


def test_kill_9_with_an_open_break(xfce: Desktop, home: Home) -> None:
    """Killed and started again at once, the same break is open and can be answered."""
    serial = home.take("stand-up")
    screen = Screen(xfce)
    screen.note()
    home.kill()
    home.start()
    assert home.status()["open"]["serial"] == serial
    x, y, width, height = screen.note()  # one alone: the dead one's, which nobody hears, is gone
    screen.settles()
    xfce.click(x + width - 292, y + height - 31)
    wait_until(lambda: home.outcomes() == [("done", "stand-up")], "the answer in the history")
    screen.no_note()


def test_kill_9_while_snoozed(home: Home) -> None:
    """The snooze goes on where it was, and so does its count."""
    home.take("stand-up")
    assert home.ask("snooze", "10m").code == 0
    home.kill()
    home.start()
    again = home.status()["next"][0]
    assert (again["reminder"], again["snoozed"]) == ("stand-up", True)
    assert 580 <= again["remaining"] <= 600
    assert home.outcomes() == [("snoozed", "stand-up")]


def test_kill_9_while_paused(xfce: Desktop, home: Home) -> None:
    """The pause survives, with its end."""
    home.ask("pause", "1h")
    before = home.status()["paused_until"]
    home.kill()
    home.start()
    assert home.status()["paused_until"] == before
    assert labels(xfce)[0].startswith("Paused until ")
    assert home.ask("resume").code == 0


def test_an_answer_right_before_kill_9_is_kept(home: Home) -> None:
    """What the command has confirmed is on the disk."""
    for number in range(1, 4):
        home.take("stand-up")
        assert home.ask("done").code == 0
        home.kill()
        home.start()
        assert home.status()["today"]["done"] == number
    assert home.outcomes() == [("done", "stand-up")] * 3


def test_the_session_bus_dies(xfce: Desktop, home: Home) -> None:
    """With its bus killed the program goes on and answers; icon and note return with the next."""
    home.take("stand-up")
    Screen(xfce).note()
    xfce.kill_bus()
    wait_until(lambda: home.status()["troubles"], "the trouble")
    assert home.status()["open"]["reminder"] == "stand-up"
    for name in ("xfce4-panel", "notifier"):
        xfce.end(name)
    xfce.start_bus()
    xfce.start_notifier()
    xfce.start_panel()
    wait_until(lambda: "Done" in labels(xfce), "the icon on the next bus")
    Screen(xfce).note()
    home.until(lambda now: not now["troubles"], "the end of the trouble")
    assert home.ask("done").code == 0


def test_the_x_server_dies(shots: Path) -> None:
    """With its X server killed the program goes on, says so, and every answer still counts."""
    with desktop("xfce", shots) as lost, home_on(lost) as person:
        person.start()
        person.take("stretch")
        Screen(lost).card()
        lost.end("display", signal.SIGKILL)
        now = person.until(lambda now: now["troubles"], "the trouble")
        assert now["open"]["reminder"] == "stretch"
        assert person.ask("done").code == 0
        assert person.ask("take", "stretch").code == 0
        assert person.ask("skip").code == 0
        assert person.outcomes() == [("done", "stretch"), ("skipped", "stretch")]
        assert person.runs
