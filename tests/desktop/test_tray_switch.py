"""The icon finds its place: in old bars, in modern panels, and from one to the other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desktop.dbus_menu import host
from tests.desktop.driven import driven
from tests.desktop.rig import Desktop, desktop, wait_until

pytestmark = pytest.mark.desktop


@pytest.fixture
def bare(shots: Path) -> Iterator[Desktop]:
    """Run an X session whose only tray is trayer's, of the old kind."""
    with desktop("bare", shots, bar="trayer", notifier="none") as running:
        yield running


@pytest.fixture
def empty(shots: Path) -> Iterator[Desktop]:
    """Run an X session with no tray at all."""
    with desktop("bare", shots, bar="none", notifier="none") as running:
        yield running


def in_old_bar(running: Desktop) -> bool:
    """Return whether our old kind of icon is there: a window of ours inside the bar's."""
    return '("posture-break" "posture-break")' in running.run("xwininfo", "-root", "-tree")


def in_modern_panel(running: Desktop) -> bool:
    """Return whether a modern host knows our item."""
    with host(running.env["DBUS_SESSION_BUS_ADDRESS"]) as looking:
        return bool(looking.items())


def test_a_bar_of_the_old_kind_gets_the_old_icon(bare: Desktop) -> None:
    """Where nobody shows status items, the icon docks in the XEmbed tray."""
    with driven(bare) as tray:
        tray.show("waiting")
        wait_until(lambda: in_old_bar(bare), "the icon in trayer")
        before = bare.tray_pixels()
        bare.shot("switch-trayer")
        tray.show("opened")
        wait_until(lambda: bare.tray_pixels() != before, "the icon of an open break")


def test_the_icon_moves_to_a_modern_panel_and_back(bare: Desktop) -> None:
    """A panel that comes later is preferred; when it ends, the old bar gets the icon again."""
    with driven(bare) as tray:
        tray.show("waiting")
        wait_until(lambda: in_old_bar(bare), "the icon in trayer")
        bare.start_panel("xfce4-panel")
        wait_until(lambda: in_modern_panel(bare), "the item in the panel")
        wait_until(lambda: not in_old_bar(bare), "the icon to leave trayer")
        wait_until(lambda: len(set(bare.tray_pixels())) > 20, "the icon drawn by the panel")
        bare.shot("switch-both")
        bare.kill_panel("xfce4-panel")
        bare.kill_panel("trayer")  # the panel has taken the old kind of tray from it, too
        bare.start_panel("trayer")
        wait_until(lambda: in_old_bar(bare), "the icon in trayer again")
        bare.shot("switch-back")


def test_an_old_bar_that_comes_late_gets_the_icon(empty: Desktop) -> None:
    """With no tray the program waits, and takes the first that comes."""
    with driven(empty) as tray:
        tray.show("waiting")
        assert tray.silent("nowhere", 1)
        empty.start_panel("trayer")
        wait_until(lambda: in_old_bar(empty), "the icon in trayer")


def test_no_tray_is_told_once_with_the_cure(empty: Desktop) -> None:
    """After a while without any tray the person is told, and how to mend it."""
    with driven(empty, NOWHERE_AFTER="1") as tray:
        tray.show("waiting")
        said = tray.hears("nowhere")["nowhere"]
        assert "no place for tray icons" in said
        assert "posture-break status" in said
        assert tray.silent("nowhere", 2)
        assert tray.runs
