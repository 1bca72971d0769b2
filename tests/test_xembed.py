"""The icon for old bars, as far as it goes without an X server."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_break.adapters.linux import xembed, xserver
from posture_break.adapters.linux.xpixels import blend, fitting, swapped
from posture_break.adapters.linux.xscreen import prefers_dark
from posture_break.ports import Unavailable
from posture_break.pystray_face import Menu, MenuItem
from posture_break.reactor import Reactor
from posture_break.ui.icon import SIZES

channel = st.integers(0, 255)


@pytest.fixture
def reactor() -> Iterator[Reactor]:
    """Run a reactor."""
    with Reactor() as running:
        yield running


def icon(reactor: Reactor, display: str = ":65000") -> xembed.Icon:
    """Make an icon for a display that is not there."""
    return xembed.Icon(
        "posture-break",
        "picture",
        "Stretch at 10:12",
        Menu(MenuItem("Quit", None)),
        reactor=reactor,
        pixmap=lambda _picture, size: (size, size, bytes(size * size * 4)),
        display=display,
    )


@pytest.mark.parametrize("display", [":65000", "", "nonsense", "localhost:65000"])
def test_no_server_is_said_in_words(reactor: Reactor, display: str) -> None:
    """Whatever DISPLAY says, a missing X server is `Unavailable` and nothing else."""
    with pytest.raises(Unavailable, match="no X server"):
        icon(reactor, display).run_detached()
    with pytest.raises(Unavailable, match="no X server"):
        xserver.connect(display)


def test_an_icon_that_never_ran_takes_all_calls(reactor: Reactor) -> None:
    """Changes before the start, and a stop without one, do no harm and start no thread."""
    threads = threading.active_count()
    made = icon(reactor)
    made.title = "Stretch at 10:20"
    made.icon = "another picture"
    made.update_menu()
    made.stop()
    assert not made.is_docked
    assert threading.active_count() == threads


def test_python_xlib_does_not_write_to_standard_output(
    reactor: Reactor,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """An empty authority file makes python-xlib print; ``doctor --json`` must stay JSON."""
    (tmp_path / "auth").touch()
    monkeypatch.setenv("XAUTHORITY", str(tmp_path / "auth"))
    with pytest.raises(Unavailable):
        icon(reactor).run_detached()
    assert capsys.readouterr().out == ""


# Pixels


@given(channel, channel, channel, channel, channel)
def test_blending_follows_the_alpha(
    alpha: int, red: int, green: int, blue: int, under: int
) -> None:
    """Each colour lies between what is below and the icon's, by its share; alpha adds up."""
    out = blend(bytes((alpha, red, green, blue)), (1, 1), bytes((under,) * 3 + (255,)), 1, (0, 0))
    for mixed, colour in zip(out, (blue, green, red), strict=False):
        assert abs(mixed - (colour * alpha + under * (255 - alpha)) / 255) <= 0.51
    assert out[3] == 255


def test_an_icon_without_a_bar_below_is_premultiplied() -> None:
    """A half transparent red on nothing: half of the red, and half the alpha."""
    out = blend(bytes((128, 255, 0, 0)), (1, 1), bytes(4), 1, (0, 0))
    assert out == bytes((0, 0, 128, 128))


def test_the_icon_lies_where_it_is_put() -> None:
    """One pixel in the middle of three by three changes that one alone."""
    out = blend(bytes((255, 1, 2, 3)), (1, 1), bytes(36), 3, (1, 1))
    assert out[16:20] == bytes((3, 2, 1, 255))
    assert out[:16] + out[20:] == bytes(32)


@given(st.binary(min_size=4, max_size=64).filter(lambda data: len(data) % 4 == 0))
def test_swapping_twice_is_nothing(data: bytes) -> None:
    """The other byte order of the other byte order is the first."""
    assert swapped(swapped(data)) == data
    assert swapped(bytes((1, 2, 3, 4))) == bytes((4, 3, 2, 1))


@given(st.integers(1, 300))
def test_the_icon_fits_the_bar(side: int) -> None:
    """It is never larger than its window and never much smaller; shipped sizes come first."""
    size = fitting(side)
    assert side * 0.84 <= size <= side
    assert size == side or size in SIZES


# Light or dark


@pytest.mark.parametrize(
    ("settings", "dark"),
    [
        ("", False),
        ("[Settings]\ngtk-theme-name=Adwaita", False),
        ("[Settings]\ngtk-theme-name=Adwaita-dark", True),
        ("[Settings]\ngtk-application-prefer-dark-theme=1", True),
        ("[Settings]\ngtk-application-prefer-dark-theme=false", False),
        ("no section at all", False),
        ("[Settings]\ngtk-theme-name=%weird", False),
    ],
)
def test_the_desktop_says_whether_it_is_dark(settings: str, dark: bool, tmp_path: Path) -> None:
    """GTK's settings file tells; a broken one means light."""
    (tmp_path / "gtk-3.0").mkdir()
    (tmp_path / "gtk-3.0" / "settings.ini").write_text(settings, encoding="utf-8")
    assert prefers_dark({"XDG_CONFIG_HOME": str(tmp_path)}) is dark


def test_the_theme_variable_wins(tmp_path: Path) -> None:
    """GTK_THEME stands above the file, as it does for GTK."""
    assert prefers_dark({"GTK_THEME": "Adwaita:dark", "XDG_CONFIG_HOME": str(tmp_path)})
    assert not prefers_dark({"GTK_THEME": "Adwaita", "XDG_CONFIG_HOME": str(tmp_path)})


def test_no_home_is_light(tmp_path: Path) -> None:
    """With no home folder there is nothing to read, and nothing breaks."""
    assert not prefers_dark({"HOME": os.devnull})
    assert not prefers_dark({"XDG_CONFIG_HOME": str(tmp_path / "missing")})
