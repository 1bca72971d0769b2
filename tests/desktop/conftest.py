"""Desktops as fixtures; one desktop serves all tests of a module."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desktop.rig import Desktop, desktop
from tests.desktop.whole import Screen


@pytest.fixture(scope="session")
def shots() -> Path:
    """Return where screenshots are kept: POSTURE_BREAK_SCREENSHOTS, or ./screenshots."""
    kept = os.environ.get("POSTURE_BREAK_SCREENSHOTS", "")
    return Path(kept) if kept else Path(__file__).parents[2] / "screenshots"


@pytest.fixture(scope="module")
def xfce(shots: Path) -> Iterator[Desktop]:
    """Run Xvfb, xfwm4, xfce4-panel and xfce4-notifyd."""
    with desktop("xfce", shots) as running:
        yield running


@pytest.fixture(scope="module")
def sway(shots: Path) -> Iterator[Desktop]:
    """Run sway without a screen, waybar and mako; there is no X at all."""
    with desktop("sway", shots) as running:
        yield running


@pytest.fixture
def screen(xfce: Desktop) -> Screen:
    """Look at a screen on which nothing of an earlier test is left."""
    looking = Screen(xfce)
    looking.no_note()
    looking.no_card()
    return looking
