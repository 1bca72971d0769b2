"""What the card makes of a display's settings."""

from __future__ import annotations

import struct
import sys
from pathlib import Path

import pytest

from posture_break.ui import appearance, screen

LEFT, RIGHT = (0, 0, 800, 1000), (800, 0, 800, 1000)


@pytest.mark.parametrize(
    ("wanted", "dpi", "environment", "scale"),
    [
        (0, 0, {}, 1.0),
        (0, 96, {}, 1.0),
        (0, 144, {}, 1.5),
        (0, 0, {"GDK_SCALE": "2"}, 2.0),
        (0, 192, {"GDK_SCALE": "2"}, 2.0),
        (0, 192, {"GDK_SCALE": "2", "GDK_DPI_SCALE": "0.5"}, 2.0),
        (0, 0, {"GDK_DPI_SCALE": "1.5"}, 1.5),
        (0, 0, {"GDK_SCALE": "many"}, 1.0),
        (0, 0, {"GDK_SCALE": "nan"}, 1.0),
        (0, 0, {"GDK_SCALE": "-3"}, 1.0),
        (1.25, 192, {"GDK_SCALE": "2"}, 1.25),
        (99, 0, {}, 5.0),
    ],
)
def test_the_scale_follows_person_then_desktop(
    wanted: float, dpi: float, environment: dict[str, str], scale: float
) -> None:
    """The person's own scale wins; else the larger of Xft.dpi and GDK's scales counts."""
    assert screen.pixels_per_unit(wanted, dpi, environment) == scale


def test_the_card_goes_to_the_monitor_of_the_pointer() -> None:
    """The pointer's monitor is chosen, the nearest for a point between, all without monitors."""
    whole = (0, 0, 1600, 1000)
    assert screen.monitor_at((LEFT, RIGHT), (900, 10), whole) == RIGHT
    assert screen.monitor_at((LEFT, RIGHT), (799, 10), whole) == LEFT
    assert screen.monitor_at((LEFT, RIGHT), (2000, -5), whole) == RIGHT
    assert screen.monitor_at((), (900, 10), whole) == whole


def test_panels_are_kept_free() -> None:
    """The work area cuts a monitor, unless it makes no sense there."""
    assert screen.usable(RIGHT, (0, 30, 1600, 970)) == (800, 30, 800, 970)
    assert screen.usable(RIGHT, (0, 0, 100, 100)) == RIGHT
    assert screen.usable(RIGHT, None) == RIGHT


@pytest.mark.parametrize(
    ("resources", "dpi"),
    [
        (b"Xft.antialias:\t1\nXft.dpi:\t192\n", 192.0),
        ("Xft.dpi: 120.5", 120.5),
        ("Xft.dpi: much", 0.0),
        ("Xft.dpi: 9000", 0.0),
        (None, 0.0),
    ],
)
def test_the_dots_per_inch_are_read(resources: object, dpi: float) -> None:
    """Xft.dpi is found among the resources; nonsense counts as unset."""
    assert screen._resource_dpi(resources) == dpi


def xsettings(order: str) -> bytes:
    """Return a blob with a number, a colour and a theme name."""

    def entry(kind: int, name: bytes, value: bytes) -> bytes:
        pad = b"\0" * (-len(name) % 4)
        return struct.pack(f"{order}BBH", kind, 0, len(name)) + name + pad + b"\0" * 4 + value

    theme = b"Adwaita-dark"
    return struct.pack(f"{order}BxxxII", order == ">", 1, 3) + b"".join(
        (
            entry(0, b"Gtk/CursorThemeSize", struct.pack(f"{order}i", 24)),
            entry(2, b"Some/Colour", b"\0" * 8),
            entry(1, b"Net/ThemeName", struct.pack(f"{order}I", len(theme)) + theme),
        )
    )


@pytest.mark.parametrize("order", ["<", ">"])
def test_the_theme_is_found_among_the_settings(order: str) -> None:
    """XSETTINGS of either byte order give the theme's name."""
    assert screen._xsettings(xsettings(order))["Net/ThemeName"] == "Adwaita-dark"
    assert screen._xsettings(xsettings(order))["Gtk/CursorThemeSize"] == 24
    assert screen._xsettings(b"") == {}


def test_without_a_display_there_is_nothing_to_see(monkeypatch: pytest.MonkeyPatch) -> None:
    """A display that can not be reached is an empty screen, not an error."""
    monkeypatch.setenv("DISPLAY", "no display")  # python-xlib leaks its socket with a dead one
    display = screen.Display()
    display.open()
    display.leave_focus(1)
    assert display.look() == screen.Screen()


@pytest.fixture
def quiet_desktop(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Return an empty config folder on a desktop that says nothing about its colours."""
    for name in ("GTK_THEME", "XDG_CURRENT_DESKTOP"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def test_light_is_what_remains(quiet_desktop: Path) -> None:
    """Where nothing says dark the card is light; the person's own word comes first."""
    assert appearance.resolve("auto") == "light"
    assert appearance.resolve("dark") == "dark"
    assert appearance.resolve("light", "Adwaita-dark") == "light"


def test_dark_themes_are_noticed(quiet_desktop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """GTK_THEME, XSETTINGS and KDE's colour scheme can each say dark."""
    assert appearance.resolve("auto", "Adwaita-dark") == "dark"
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "KDE")
    (quiet_desktop / "kdeglobals").write_text("[General]\nColorScheme=BreezeDark\n")
    assert appearance.resolve("auto") == "dark"
    (quiet_desktop / "kdeglobals").write_bytes(b"\xff\xfe no [ini\n")
    assert appearance.resolve("auto") == "light"
    monkeypatch.setenv("GTK_THEME", "Adwaita:dark")
    assert appearance.resolve("auto") == "dark"


def test_motion_is_what_remains(quiet_desktop: Path) -> None:
    """Where nothing says otherwise things move; XSETTINGS' word counts."""
    assert appearance.moves() is True
    assert appearance.moves(False) is False
    assert appearance.moves(True) is True


def test_a_kde_without_animations_is_noticed(
    quiet_desktop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A factor of nothing for the length of animations is no animation."""
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "KDE")
    assert appearance.moves() is True
    (quiet_desktop / "kdeglobals").write_text("[KDE]\nAnimationDurationFactor=0\n")
    assert appearance.moves() is False


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_a_desktop_without_animations_is_noticed(quiet_desktop: Path) -> None:
    """GNOME's own switch is asked where XSETTINGS does not say."""
    program = quiet_desktop / "gsettings"
    program.write_text("#!/bin/sh\necho false\n")
    program.chmod(0o755)
    assert appearance.moves() is False
    assert appearance.moves(True) is True


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_gsettings_may_not_make_the_card_wait(
    quiet_desktop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its answer counts when it comes quickly; a hanging one is given up."""
    program = quiet_desktop / "gsettings"
    program.write_text("#!/bin/sh\necho \"'prefer-dark'\"\n")
    program.chmod(0o755)
    assert appearance.resolve("auto") == "dark"
    program.write_text("#!/bin/sh\nexec /bin/sleep 5\n")
    monkeypatch.setattr(appearance, "PATIENCE", 0.05)
    assert appearance.resolve("auto") == "light"
