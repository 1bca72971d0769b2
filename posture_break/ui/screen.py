"""What Tk can not tell about an X display: monitors, pixels per unit, theme; and X's user time.

Everything here is allowed to fail: the card then takes the whole screen at scale 1.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Rect = tuple[int, int, int, int]  # left, top, width, height


@dataclass(frozen=True, slots=True)
class Screen:
    """A display as the card needs it."""

    monitors: tuple[Rect, ...] = ()
    work_area: Rect | None = None  # without panels; over all monitors
    dpi: float = 0.0  # Xft.dpi; 0: not set
    theme: str = ""  # XSETTINGS' Net/ThemeName
    animations: bool | None = None  # XSETTINGS' Gtk/EnableAnimations; None: not set


class Display:
    """An X connection of its own, beside Tk's; python-xlib speaks it."""

    def __init__(self) -> None:
        """Store nothing yet; `open` connects."""
        self._display: Any = None

    def open(self) -> None:
        """Connect; without X this stays closed and everything else is a no-op."""
        from Xlib import display, error  # noqa: PLC0415 - only on X

        try:
            self._display = display.Display()
        except (error.DisplayError, error.XauthError, OSError, ValueError):
            self._display = None

    def look(self) -> Screen:
        """Return what the display says of itself."""
        if self._display is None:
            return Screen()
        from Xlib import error  # noqa: PLC0415 - only on X

        root = self._display.screen().root
        try:
            settings = _xsettings(self._xsettings())
            animations = settings.get("Gtk/EnableAnimations")
            return Screen(
                monitors=self._monitors(root),
                work_area=self._work_area(root),
                dpi=_resource_dpi(self._property(root, "RESOURCE_MANAGER")),
                theme=str(settings.get("Net/ThemeName", "")),
                animations=None if animations is None else bool(animations),
            )
        except (error.XError, error.ConnectionClosedError, OSError, struct.error, IndexError):
            return Screen()

    def leave_focus(self, window: int) -> None:
        """Mark a window, before it is shown, as one that must not take the keyboard.

        A user time of 0 says so: EWMH, _NET_WM_USER_TIME.
        """
        if self._display is None:
            return
        from Xlib import Xatom, error  # noqa: PLC0415 - only on X

        try:
            atom = self._display.intern_atom("_NET_WM_USER_TIME")
            target = self._display.create_resource_object("window", window)
            root = self._display.screen().root
            while (parent := target.query_tree().parent) not in {root, 0}:
                target = parent  # Tk wraps its window in another, which the manager sees
            target.change_property(atom, Xatom.CARDINAL, 32, [0])
            self._display.sync()
        except (error.XError, error.ConnectionClosedError, OSError):
            self._display = None

    def _monitors(self, root: Any) -> tuple[Rect, ...]:
        if not self._display.has_extension("RANDR"):
            return ()
        found = root.xrandr_get_monitors().monitors
        return tuple(
            (each.x, each.y, each.width_in_pixels, each.height_in_pixels)
            for each in found
            if each.width_in_pixels and each.height_in_pixels
        )

    def _work_area(self, root: Any) -> Rect | None:
        area = self._property(root, "_NET_WORKAREA")
        desktop = self._property(root, "_NET_CURRENT_DESKTOP")
        at = 4 * int(desktop[0]) if desktop else 0
        if area is None or len(area) < at + 4:
            return None
        return (int(area[at]), int(area[at + 1]), int(area[at + 2]), int(area[at + 3]))

    def _property(self, window: Any, name: str) -> Any:
        from Xlib import X  # noqa: PLC0415 - only on X

        found = window.get_full_property(self._display.intern_atom(name), X.AnyPropertyType)
        return None if found is None else found.value

    def _xsettings(self) -> bytes:
        """Return the blob of the XSETTINGS manager (GNOME, XFCE, MATE, Cinnamon run one)."""
        selection = self._display.intern_atom("_XSETTINGS_S0")
        owner = self._display.get_selection_owner(selection)
        if not owner:
            return b""
        value = self._property(owner, "_XSETTINGS_SETTINGS")
        return bytes(value) if value is not None else b""


def pixels_per_unit(wanted: float, dpi: float, environment: Mapping[str, str]) -> float:
    """Return the scale: what the person set, else what the desktop's settings say.

    The largest of Xft.dpi and GDK_SCALE x GDK_DPI_SCALE counts, not their product: desktops that
    scale windows set both, and GDK_DPI_SCALE=0.5 beside them is a common recipe.
    """
    if wanted > 0:
        return max(0.5, min(5.0, wanted))
    toolkit = _number(environment.get("GDK_SCALE")) * _number(environment.get("GDK_DPI_SCALE"))
    return max(0.8, min(4.0, max(dpi / 96 if dpi else 0.0, toolkit, 1.0)))


def monitor_at(monitors: tuple[Rect, ...], pointer: tuple[int, int], whole: Rect) -> Rect:
    """Return the monitor under the pointer, else the nearest one, else the whole screen."""
    return min(monitors, key=lambda each: _distance(each, pointer), default=whole)


def usable(monitor: Rect, work_area: Rect | None) -> Rect:
    """Return the part of a monitor that no panel covers, where the desktop says so."""
    if work_area is None:
        return monitor
    left, top = max(monitor[0], work_area[0]), max(monitor[1], work_area[1])
    right = min(monitor[0] + monitor[2], work_area[0] + work_area[2])
    bottom = min(monitor[1] + monitor[3], work_area[1] + work_area[3])
    if right - left < monitor[2] // 2 or bottom - top < monitor[3] // 2:
        return monitor  # a work area that makes no sense here
    return (left, top, right - left, bottom - top)


def _distance(monitor: Rect, point: tuple[int, int]) -> int:
    left, top, wide, high = monitor
    across = max(left - point[0], 0, point[0] - (left + wide - 1))
    down = max(top - point[1], 0, point[1] - (top + high - 1))
    return across + down


def _number(text: str | None) -> float:
    """Return a positive number, or 1 for anything else."""
    try:
        number = float(text or 1)
    except ValueError:
        return 1.0
    return number if 0.1 <= number <= 10 else 1.0


def _resource_dpi(resources: object) -> float:
    text = os.fsdecode(resources) if isinstance(resources, bytes) else str(resources or "")
    for line in text.splitlines():
        name, __, value = line.partition(":")
        if name.strip() == "Xft.dpi":
            dpi = _number_or_zero(value)
            return dpi if 48 <= dpi <= 480 else 0.0
    return 0.0


def _number_or_zero(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _xsettings(blob: bytes) -> dict[str, str | int]:
    """Return the texts and numbers of a blob; its format: the XSETTINGS specification."""
    found: dict[str, str | int] = {}
    if len(blob) < 12:
        return found
    order = ">" if blob[0] == 1 else "<"
    (count,) = struct.unpack_from(f"{order}I", blob, 8)
    at = 12
    for __ in range(min(count, 1000)):
        kind, __, length = struct.unpack_from(f"{order}BBH", blob, at)
        name = blob[at + 4 : at + 4 + length].decode("ascii", "replace")
        at += 4 + length + (-length % 4) + 4  # name, padding, serial
        if kind == 1:
            (size,) = struct.unpack_from(f"{order}I", blob, at)
            found[name] = blob[at + 4 : at + 4 + size].decode("utf-8", "replace")
            at += 4 + size + (-size % 4)
        else:
            if kind == 0:
                (found[name],) = struct.unpack_from(f"{order}i", blob, at)
            at += 4 if kind == 0 else 8
    return found
