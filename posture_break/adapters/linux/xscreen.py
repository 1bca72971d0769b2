"""What a menu has to know of the screen: scale, monitors, keys, and whether the desktop is dark."""

from __future__ import annotations

import configparser
import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from Xlib import XK, X

from posture_break.ui.popup_layout import Box
from posture_break.ui.popup_walk import Key

if TYPE_CHECKING:
    from posture_break.adapters.linux.xserver import XServer

XK.load_keysym_group("latin1")
_KEYS = {
    XK.XK_Up: Key.UP,
    XK.XK_KP_Up: Key.UP,
    XK.XK_Down: Key.DOWN,
    XK.XK_KP_Down: Key.DOWN,
    XK.XK_Left: Key.LEFT,
    XK.XK_KP_Left: Key.LEFT,
    XK.XK_Right: Key.RIGHT,
    XK.XK_KP_Right: Key.RIGHT,
    XK.XK_Home: Key.HOME,
    XK.XK_KP_Home: Key.HOME,
    XK.XK_End: Key.END,
    XK.XK_KP_End: Key.END,
    XK.XK_Return: Key.ENTER,
    XK.XK_KP_Enter: Key.ENTER,
    XK.XK_space: Key.ENTER,
    XK.XK_Escape: Key.ESCAPE,
}


def scale(server: XServer) -> float:
    """Return how much larger than at 96 dots an inch things are drawn here (``Xft.dpi``)."""
    found = server.ask(lambda: _resources(server), "")
    for line in found.splitlines():
        name, _colon, value = line.partition(":")
        if name.strip() == "Xft.dpi":
            with contextlib.suppress(ValueError):
                return min(4.0, max(0.75, float(value) / 96))
    return 1.0


def _resources(server: XServer) -> str:
    name = server.atom("RESOURCE_MANAGER")
    found = server.root.get_full_property(name, X.AnyPropertyType)
    value = b"" if found is None else found.value
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


def monitor_at(server: XServer, box: Box) -> Box:
    """Return the monitor on which the middle of ``box`` lies."""
    x, y = box.x + box.width // 2, box.y + box.height // 2
    screen = server.display.screen()
    whole = Box(0, 0, screen.width_in_pixels, screen.height_in_pixels)
    return next((each for each in monitors(server) if each.holds(x, y)), whole)


def monitors(server: XServer) -> list[Box]:
    """Return all monitors; none where the server has neither RandR 1.5 nor Xinerama."""
    if server.display.has_extension("RANDR"):
        found: list[Any] = server.ask(lambda: server.root.xrandr_get_monitors().monitors, [])
        if found:
            return [
                Box(each.x, each.y, each.width_in_pixels, each.height_in_pixels) for each in found
            ]
    if server.display.has_extension("XINERAMA"):
        heads: list[Any] = server.ask(lambda: server.display.xinerama_query_screens().screens, [])
        return [Box(each.x, each.y, each.width, each.height) for each in heads]
    return []


def key(server: XServer, event: Any) -> Key | str | None:
    """Return the key of a press: one that steers, a letter, or None."""
    group = event.state >> 13 & 3  # the keyboard layout in use; XKB puts it there
    shifted = event.state & X.ShiftMask
    for index in (group * 2, 0):
        code = server.display.keycode_to_keysym(event.detail, index + (1 if shifted else 0))
        known = _KEYS.get(server.display.keycode_to_keysym(event.detail, index))
        letter = known or _letter(code)
        if letter is not None:
            return letter
    return None


def _letter(code: int) -> str | None:
    """Return the character of a key code: Latin 1 as it is, all others with a flag in front."""
    if code & 0xFF000000 == 0x01000000:
        code &= 0xFFFFFF
    elif not 0x20 < code < 0x100:
        return None
    character = chr(code)
    return character if character.isprintable() else None


def prefers_dark(environ: dict[str, str] | None = None) -> bool:
    """Guess from GTK's settings whether the person likes it dark; there is no desktop to ask."""
    environ = dict(os.environ) if environ is None else environ
    theme = environ.get("GTK_THEME", "")
    if theme:
        return theme.casefold().endswith(("-dark", ":dark"))
    home = environ.get("XDG_CONFIG_HOME") or str(Path(environ.get("HOME", "/")) / ".config")
    for version in ("gtk-4.0", "gtk-3.0"):
        settings = configparser.ConfigParser(interpolation=None, strict=False)
        with contextlib.suppress(OSError, configparser.Error, UnicodeDecodeError):
            settings.read(Path(home) / version / "settings.ini", encoding="utf-8")
        section = settings["Settings"] if settings.has_section("Settings") else {}
        if section.get("gtk-application-prefer-dark-theme", "").casefold() in {"1", "true", "yes"}:
            return True
        if section.get("gtk-theme-name", "").casefold().endswith("-dark"):
            return True
    return False
