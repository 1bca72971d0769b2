"""The whole program where there is no xfce: sway, bars of the old kind, no tray, no display."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desktop.dbus_menu import host
from tests.desktop.rig import Desktop, desktop, wait_until
from tests.desktop.whole import Home, Screen, home_alone, home_on

pytestmark = pytest.mark.desktop


@pytest.fixture
def at_sway(sway: Desktop) -> Iterator[Home]:
    """Run the program on sway, until its icon is in waybar."""
    bare = sway.tray_pixels()
    with home_on(sway) as person:
        person.start()
        wait_until(lambda: sway.tray_pixels() != bare, "the icon in the bar")
        yield person


def test_sway_icon_menu_note_and_status(sway: Desktop, at_sway: Home) -> None:
    """Waybar shows the icon, its menu answers over D-Bus, mako shows the note."""
    at_sway.take("stand-up")
    wait_until(lambda: "Time to stand up" in sway.run("makoctl", "list"), "the note")
    sway.shot("whole-sway")
    with host(sway.env["DBUS_SESSION_BUS_ADDRESS"]) as looking:
        wait_until(looking.items, "the icon on the bus")
        assert looking.labels()[1:5] == ["Done", "Short version", "Snooze", "Skip"]
        looking.choose("Snooze/10 min")
    wait_until(lambda: at_sway.outcomes() == [("snoozed", "stand-up")], "the answer")
    wait_until(lambda: "stand up" not in sway.run("makoctl", "list"), "the end of the note")
    assert at_sway.ask("status").out.startswith("Stand-up again in 10 min\n")


def test_sway_note_answers(sway: Desktop, at_sway: Home) -> None:
    """An action of mako's note answers the break."""
    at_sway.take("stand-up")
    wait_until(lambda: "Time to stand up" in sway.run("makoctl", "list"), "the note")
    sway.run("makoctl", "invoke", "done")
    wait_until(lambda: at_sway.outcomes() == [("done", "stand-up")], "the answer")


def test_sway_without_x_has_no_card(sway: Desktop, at_sway: Home) -> None:
    """Tk needs an X server: on pure Wayland the card's text comes in the note, said once."""
    at_sway.take("stretch")
    wait_until(lambda: "Time to stretch" in sway.run("makoctl", "list"), "the note")
    sway.shot("whole-sway-no-card")
    assert at_sway.status()["troubles"]
    assert at_sway.said.count("The card") == 1
    assert at_sway.ask("done").code == 0
    assert at_sway.outcomes() == [("done", "stretch")]


def test_a_bar_of_the_old_kind(shots: Path) -> None:
    """In trayer the icon appears, a click opens the menu, and Done answers."""
    with desktop("bare", shots) as old:
        bare = old.tray_pixels() if old.xembed_owner() else b""
        with home_on(old) as person:
            person.start()
            wait_until(lambda: old.tray_pixels() != bare, "the icon in trayer")
            person.take("stand-up")
            screen = Screen(old)
            screen.open_menu()
            old.shot("whole-bare-menu")
            old.key("Down", "Down", "Return")
            wait_until(lambda: person.outcomes() == [("done", "stand-up")], "the answer")


def test_no_tray_is_said_once(shots: Path) -> None:
    """On a display with nothing on it the program says what is missing, once, and goes on."""
    with desktop("none", shots) as bare, home_on(bare) as person:
        person.start()
        person.until(lambda now: any("no place for tray" in t for t in now["troubles"]), "the word")
        person.take("stretch")  # the card needs no tray and no notification service
        Screen(bare).card()
        Screen(bare).settles()
        bare.key("d")
        wait_until(lambda: person.outcomes() == [("done", "stretch")], "the answer")
        person.take("stand-up")
        assert person.ask("done").code == 0
        lines = person.said.splitlines()
        assert len(lines) == len(set(lines)), lines
        assert sum("no place for tray icons" in line for line in lines) == 1


def test_no_display_is_the_terminal(tmp_path: Path) -> None:
    """With neither display nor bus it chooses the terminal by itself, and commands answer."""
    with home_alone(tmp_path / "p") as person:
        person.start()
        wait_until(lambda: "Stand-up at " in person.said, "the first line")
        person.take("stretch")
        wait_until(lambda: "Now: Stretch" in person.said, "the break in the terminal")
        assert person.ask("short").code == 0
        assert person.outcomes() == [("done", "stretch")]


def test_a_display_that_is_not_there(tmp_path: Path) -> None:
    """DISPLAY names a server that is gone: everything is in the terminal, and answers count."""
    with home_alone(tmp_path / "p") as person:
        person.start(DISPLAY=":7654")
        person.take("stretch")
        wait_until(lambda: "Now: Stretch" in person.said, "the break in the terminal")
        assert person.ask("done").code == 0
        assert person.outcomes() == [("done", "stretch")]
