"""Whether the desktop is set to dark colours, found cheaply; the card's process asks this once.

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


def _prefers_dark(desktop_theme: str) -> bool:
    if sys.platform == "win32":
        return _windows_dark()
    named = os.environ.get("GTK_THEME") or desktop_theme
    if _names_dark(named):
        return True
    if "KDE" in os.environ.get("XDG_CURRENT_DESKTOP", ""):
        return _names_dark(_kde_scheme())
    if sys.platform == "darwin":
        return _says_dark(["defaults", "read", "-g", "AppleInterfaceStyle"])
    return _says_dark(["gsettings", "get", "org.gnome.desktop.interface", "color-scheme"])


def _names_dark(theme: str) -> bool:
    """Tell whether a theme's name says that it is dark: Adwaita-dark, Adwaita:dark, BreezeDark."""
    return "dark" in theme.lower()


def _says_dark(command: list[str]) -> bool:
    try:
        said = subprocess.run(
            command, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return _names_dark(said.stdout)


def _kde_scheme() -> str:
    home = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    settings = ConfigParser(strict=False, interpolation=None)
    try:
        settings.read(home / "kdeglobals", encoding="utf-8")
        return settings.get("General", "ColorScheme", fallback="")
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
