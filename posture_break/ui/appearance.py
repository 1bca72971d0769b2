"""Whether the desktop is set to dark colours, or to no motion; the card's process asks this once.

The portal's answer needs a D-Bus connection; these sources say the same on the desktops at hand.
"""

from __future__ import annotations

import os
import subprocess
import sys
from configparser import ConfigParser
from configparser import Error as ConfigError
from pathlib import Path

PATIENCE = 0.2  # seconds for gsettings: a late card is worse than a light one
LIGHT, DARK = "light", "dark"


def resolve(theme: str, desktop_theme: str = "") -> str:
    """Return light or dark for the setting ``theme``; ``desktop_theme`` is that of XSETTINGS."""
    if theme in {LIGHT, DARK}:
        return theme
    return DARK if _prefers_dark(desktop_theme) else LIGHT


def moves(desktop_animations: bool | None = None) -> bool:
    """Return whether the desktop lets things move; ``desktop_animations`` is that of XSETTINGS."""
    if sys.platform == "win32":
        return _windows_animates()
    if "KDE" in os.environ.get("XDG_CURRENT_DESKTOP", ""):
        return _kde("KDE", "AnimationDurationFactor").strip() not in {"0", "0.0"}
    if sys.platform == "darwin":
        return _said(["defaults", "read", "com.apple.universalaccess", "reduceMotion"]) != "1"
    if desktop_animations is not None:
        return desktop_animations
    key = ["gsettings", "get", "org.gnome.desktop.interface", "enable-animations"]
    return _said(key) != "false"


def _prefers_dark(desktop_theme: str) -> bool:
    if sys.platform == "win32":
        return _windows_dark()
    named = os.environ.get("GTK_THEME") or desktop_theme
    if _names_dark(named):
        return True
    if "KDE" in os.environ.get("XDG_CURRENT_DESKTOP", ""):
        return _names_dark(_kde("General", "ColorScheme"))
    if sys.platform == "darwin":
        return _names_dark(_said(["defaults", "read", "-g", "AppleInterfaceStyle"]))
    key = ["gsettings", "get", "org.gnome.desktop.interface", "color-scheme"]
    return _names_dark(_said(key))


def _names_dark(theme: str) -> bool:
    """Tell whether a theme's name says that it is dark: Adwaita-dark, Adwaita:dark, BreezeDark."""
    return "dark" in theme.lower()


def _said(command: list[str]) -> str:
    """Return what a program says within the time that a card can wait; else nothing."""
    try:
        said = subprocess.run(
            command, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return said.stdout.strip()


def _kde(section: str, key: str) -> str:
    home = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    settings = ConfigParser(strict=False, interpolation=None)
    try:
        settings.read(home / "kdeglobals", encoding="utf-8")
        return settings.get(section, key, fallback="")
    except (ConfigError, UnicodeDecodeError):
        return ""


def _windows_dark() -> bool:
    """Read Windows' own switch (written from its documentation, not run)."""
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415 - there only

        key = r"Software\Microsoft\Windows\CurrentVersion\Themes\Personalize"
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
                return winreg.QueryValueEx(opened, "AppsUseLightTheme")[0] == 0
        except OSError:
            return False
    return False


def _windows_animates() -> bool:
    """Read Windows' own switch (written from its documentation, not run)."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - there only

        asked, on = 0x1042, ctypes.c_int(1)  # SPI_GETCLIENTAREAANIMATION
        ctypes.windll.user32.SystemParametersInfoW(asked, 0, ctypes.byref(on), 0)
        return bool(on.value)
    return True
