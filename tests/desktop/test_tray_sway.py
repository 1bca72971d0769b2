"""The tray where there is no X server at all: sway without a screen, and waybar."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.desktop.dbus_menu import Host, host
from tests.desktop.driven import Driven, driven
from tests.desktop.rig import Desktop, wait_until

pytestmark = pytest.mark.desktop


@pytest.fixture(scope="module")
def bare_pixels(sway: Desktop) -> bytes:
    """Return what the tray's place looks like without an icon."""
    return sway.tray_pixels()


@pytest.fixture
def tray(sway: Desktop, bare_pixels: bytes) -> Iterator[Driven]:
    """Run our tray, counting down, until its icon is to be seen."""
    wait_until(lambda: sway.tray_pixels() == bare_pixels, "an empty tray")
    with driven(sway) as running:
        running.show("waiting")
        wait_until(lambda: sway.tray_pixels() != bare_pixels, "the icon in the bar")
        yield running


@pytest.fixture
def seen(sway: Desktop, tray: Driven) -> Iterator[Host]:
    """Look at the tray as its host does."""
    with host(sway.env["DBUS_SESSION_BUS_ADDRESS"]) as looking:
        yield looking


def test_the_icon_appears_and_changes(sway: Desktop, tray: Driven) -> None:
    """Waybar draws the icon, and another one when the break opens."""
    assert "DISPLAY" not in sway.env
    sway.shot("sway-icon")
    before = sway.tray_pixels()
    tray.show("opened")
    wait_until(lambda: sway.tray_pixels() != before, "the icon of an open break")
    sway.shot("sway-icon-opened")


def test_the_menu_works_over_the_bus(seen: Host, tray: Driven) -> None:
    """Waybar's own watcher knows the item, and choosing asks for it."""
    tray.show("opened")
    wait_until(lambda: "Done" in seen.labels(), "the answers")
    seen.choose("Snooze/5 min")
    assert tray.hears("ask") == {"ask": "snooze", "args": {"serial": 7, "for": "5m"}}


def test_the_icon_returns_with_a_restarted_bar(
    sway: Desktop, tray: Driven, bare_pixels: bytes
) -> None:
    """A bar that was restarted shows the icon again by itself."""
    sway.kill_panel()
    sway.start_panel()
    wait_until(lambda: sway.tray_pixels() != bare_pixels, "the icon after the restart")
    sway.shot("sway-bar-restarted")


def test_a_bar_that_starts_later_shows_the_icon(sway: Desktop, bare_pixels: bytes) -> None:
    """Started before the bar, the icon appears with it."""
    sway.kill_panel()
    with driven(sway) as early:
        early.show("waiting")
        sway.start_panel()
        wait_until(lambda: sway.tray_pixels() != bare_pixels, "the icon in the late bar")


def test_stopping_takes_the_icon_away(sway: Desktop, tray: Driven, bare_pixels: bytes) -> None:
    """Nothing is left behind in the bar."""
    tray.stop()
    wait_until(lambda: sway.tray_pixels() == bare_pixels, "an empty tray")
