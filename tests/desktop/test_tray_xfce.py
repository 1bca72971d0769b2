"""The tray in a real xfce4-panel: seen in pixels, clicked with the pointer, read over D-Bus."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from functools import partial

import pytest

from tests.desktop.dbus_menu import Host, host
from tests.desktop.driven import Driven, driven
from tests.desktop.rig import Desktop, wait_until

pytestmark = pytest.mark.desktop


@pytest.fixture(scope="module")
def bare_pixels(xfce: Desktop) -> bytes:
    """Return what the tray's place looks like without an icon."""
    return xfce.tray_pixels()


@pytest.fixture
def tray(xfce: Desktop, bare_pixels: bytes) -> Iterator[Driven]:
    """Run our tray, counting down, until its icon is to be seen."""
    wait_until(lambda: xfce.tray_pixels() == bare_pixels, "an empty tray")
    with driven(xfce) as running:
        running.show("waiting")
        wait_until(lambda: xfce.tray_pixels() != bare_pixels, "the icon in the panel")
        yield running


@pytest.fixture
def seen(xfce: Desktop, tray: Driven) -> Iterator[Host]:
    """Look at the tray as its host does."""
    with host(xfce.env["DBUS_SESSION_BUS_ADDRESS"]) as looking:
        yield looking


def open_menu(desktop: Desktop) -> bytes:
    """Open the menu with a left click and return the pixels below the icon."""
    before = below_the_icon(desktop)
    for _each in range(2):  # a click can fall into a moment in which the panel rebuilds its tray
        desktop.click(*desktop.tray_position)
        try:
            wait_until(lambda: below_the_icon(desktop) != before, "the menu", 4)
            break
        except AssertionError:
            continue
    wait_until(lambda: steady(desktop), "a menu that is drawn completely")
    return below_the_icon(desktop)


def tray_differs(desktop: Desktop, before: bytes) -> bool:
    """Return whether the tray looks another than before."""
    return desktop.tray_pixels() != before


def below_the_icon(desktop: Desktop) -> bytes:
    """Return the pixels where the menu opens."""
    return desktop.pixels(980, 36, 1280, 330)


def steady(desktop: Desktop) -> bool:
    """Return whether nothing moves below the icon."""
    before = below_the_icon(desktop)
    time.sleep(0.15)
    return before == below_the_icon(desktop)


def test_the_icon_appears(xfce: Desktop, tray: Driven) -> None:
    """The icon is in the panel, and the picture of it is kept."""
    xfce.shot("xfce-icon")
    assert tray.runs


def test_another_look_is_another_picture(xfce: Desktop, tray: Driven) -> None:
    """Each thing that can be going on shows as a picture of its own."""
    pictures = {xfce.tray_pixels()}
    shown = ("opened", "paused", "held", "off_hours", "away", "idle")
    for name in shown:
        differs = partial(tray_differs, xfce, xfce.tray_pixels())
        tray.show(name)
        wait_until(differs, f"the icon for {name}")
        pictures.add(xfce.tray_pixels())
        xfce.shot(f"xfce-icon-{name}")
    assert len(pictures) == 1 + len(shown)


def test_the_menu_opens_and_an_item_is_clicked_by_pointer(xfce: Desktop, tray: Driven) -> None:
    """A left click on the icon opens the menu, a click on Done answers the break."""
    tray.show("opened")
    open_menu(xfce)
    xfce.shot("xfce-menu-open-break")
    x, _y = xfce.tray_position
    xfce.click(x - 60, 76)
    asked = tray.hears("ask")
    assert asked == {"ask": "done", "args": {"serial": 7}}


def test_the_menu_is_walked_by_keyboard_into_a_submenu(xfce: Desktop, tray: Driven) -> None:
    """The arrow keys open Snooze, and Enter chooses from it."""
    tray.show("opened")
    open_menu(xfce)
    xfce.key("Down", "Down", "Down", "Down", "Right")
    wait_until(lambda: steady(xfce), "the submenu")
    xfce.shot("xfce-submenu")
    xfce.key("Down", "Return")
    asked = tray.hears("ask")
    assert asked == {"ask": "snooze", "args": {"serial": 7, "for": "10m"}}


def test_a_changed_text_shows_in_the_open_menu(xfce: Desktop, tray: Driven, seen: Host) -> None:
    """The status line changes under the eyes of the person; the menu stays open."""
    before = open_menu(xfce)
    xfce.shot("xfce-menu-12-min")
    tray.show("waiting", minutes=11)
    wait_until(lambda: below_the_icon(xfce) != before, "the new text")
    xfce.shot("xfce-menu-11-min")
    assert seen.labels()[0] == "Stretch in 11 min"
    xfce.key("Down", "Down", "Right", "Return")  # still open: Take a break, its first line
    assert tray.hears("ask") == {"ask": "take", "args": {"reminder": "stand-up"}}


def test_the_host_reads_words_and_pictures(seen: Host, tray: Driven) -> None:
    """Title, tooltip, status and the pictures in six sizes are there for any host."""
    assert seen.property("Title") == "Stretch at 10:12"
    assert seen.property("ToolTip")[2] == "Stretch at 10:12"
    assert seen.property("Status") == "Active"
    assert [width for width, _height, _data in seen.property("IconPixmap")] == [
        16, 22, 24, 32, 48, 64,
    ]  # fmt: skip
    tray.show("paused")
    wait_until(lambda: seen.property("Title") == "Paused until 14:00", "the new tooltip")


def test_choosing_over_the_bus_asks_for_it(seen: Host, tray: Driven) -> None:
    """Every kind of line asks for what it says."""
    tray.show("opened")
    wait_until(lambda: "Skip" in seen.labels(), "the answers")
    wanted = {
        "Done": ("done", {"serial": 7}),
        "Short version": ("short", {"serial": 7}),
        "Snooze/20 min": ("snooze", {"serial": 7, "for": "20m"}),
        "Skip": ("skip", {"serial": 7}),
        "Take a break/Stand-up": ("take", {"reminder": "stand-up"}),
        "Show a tip": ("tip", {}),
        "Pause/1 h": ("pause", {"for": "1h"}),
        "Pause/Until I resume": ("pause", {}),
        "Settings/Check config": ("check-config", {}),
        "About": ("about", {}),
        "Quit": ("quit", {}),
    }
    for way, (verb, args) in wanted.items():
        seen.choose(way)
        assert tray.hears("ask") == {"ask": verb, "args": args}


def test_a_click_in_a_stale_menu_hits_nothing(seen: Host, tray: Driven) -> None:
    """Done of an earlier break does not answer the next one."""
    tray.show("opened", serial=7)
    wait_until(lambda: "Done" in seen.labels(), "the answers")
    old = seen.find("Done").number
    tray.show("opened", serial=8)
    wait_until(lambda: seen.find("Done").number != old, "the next break")
    seen.click(old)
    seen.choose("Done")
    assert tray.hears("ask") == {"ask": "done", "args": {"serial": 8}}
    assert tray.silent("ask")


def test_a_plain_click_shows_the_panel(seen: Host, tray: Driven) -> None:
    """Hosts that do not open the menu on a left click call Activate instead."""
    seen.activate()
    assert tray.hears("ask") == {"ask": "panel", "args": {}}


def test_opening_the_menu_asks_for_fresh_words(xfce: Desktop, tray: Driven) -> None:
    """The countdown is brought up to date when somebody looks."""
    open_menu(xfce)
    assert tray.hears("fresh")
    xfce.key("Escape")


def test_the_icon_returns_with_a_restarted_panel(
    xfce: Desktop, tray: Driven, bare_pixels: bytes
) -> None:
    """A panel that was restarted shows the icon again by itself."""
    xfce.kill_panel()
    xfce.start_panel()
    wait_until(lambda: xfce.tray_pixels() != bare_pixels, "the icon after the restart")
    xfce.shot("xfce-panel-restarted")
    with host(xfce.env["DBUS_SESSION_BUS_ADDRESS"]) as looking:
        looking.choose("About")
    assert tray.hears("ask")["ask"] == "about"


def test_stopping_takes_the_icon_away(xfce: Desktop, tray: Driven, bare_pixels: bytes) -> None:
    """Nothing is left behind in the panel."""
    tray.stop()
    wait_until(lambda: xfce.tray_pixels() == bare_pixels, "an empty tray")


def test_a_killed_program_leaves_no_icon(xfce: Desktop, tray: Driven, bare_pixels: bytes) -> None:
    """After kill -9 the panel drops the icon, too."""
    os.kill(tray.pid, 9)
    wait_until(lambda: xfce.tray_pixels() == bare_pixels, "an empty tray")


def test_a_panel_that_starts_later_shows_the_icon(xfce: Desktop, bare_pixels: bytes) -> None:
    """Started before the panel, the icon appears with it."""
    xfce.kill_panel()
    with driven(xfce) as early:
        early.show("waiting")
        xfce.start_panel()
        wait_until(lambda: xfce.tray_pixels() != bare_pixels, "the icon in the late panel")


def test_the_bus_dies_and_comes_back(xfce: Desktop, tray: Driven, bare_pixels: bytes) -> None:
    """Without its bus the program goes on; with the next one the icon is back."""
    xfce.kill_bus()
    tray.show("paused")
    assert tray.runs
    assert tray.silent("ask", 0.2)
    xfce.end("xfce4-panel")
    xfce.start_bus()
    xfce.start_panel()
    wait_until(lambda: xfce.tray_pixels() != bare_pixels, "the icon on the next bus")
    with host(xfce.env["DBUS_SESSION_BUS_ADDRESS"]) as looking:
        wait_until(lambda: looking.labels()[:1] == ["Paused until 14:00"], "the present words")
    xfce.shot("xfce-bus-restarted")
