"""The settings of a test desktop's programs: plain, the same everywhere, without animations."""

from __future__ import annotations

import json
import os
from pathlib import Path

TRAYER = (
    "trayer",
    *("--edge", "top", "--align", "right", "--widthtype", "request", "--height", "28"),
    *("--SetDockType", "true", "--SetPartialStrut", "true"),
    *("--transparent", "true", "--tint", "0x303030", "--alpha", "0"),
)

_GTK = """\
[Settings]
gtk-theme-name=Adwaita
gtk-icon-theme-name=Adwaita
gtk-font-name=DejaVu Sans 10
gtk-enable-animations=0
"""

# A bar across the top: an empty stretch, and the tray at its right end.
_PANEL = """\
<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=6;x=0;y=0"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="length" type="uint" value="100"/>
      <property name="size" type="uint" value="32"/>
      <property name="icon-size" type="uint" value="0"/>
      <property name="plugin-ids" type="array">
        <value type="int" value="1"/>
        <value type="int" value="2"/>
      </property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="separator">
      <property name="expand" type="bool" value="true"/>
      <property name="style" type="uint" value="0"/>
    </property>
    <property name="plugin-2" type="string" value="systray">
      <property name="square-icons" type="bool" value="true"/>
    </property>
  </property>
</channel>
"""

_NOTIFYD = """\
<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-notifyd" version="1.0">
  <property name="notify-location" type="string" value="top-right"/>
  <property name="do-fadeout" type="bool" value="false"/>
  <property name="initial-opacity" type="double" value="1"/>
</channel>
"""

_WINDOWS = """\
<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfwm4" version="1.0">
  <property name="general" type="empty">
    <property name="use_compositing" type="bool" value="false"/>
  </property>
</channel>
"""

_WAYBAR = {
    "layer": "top",
    "position": "top",
    "height": 30,
    "modules-right": ["tray"],
    "tray": {"icon-size": 22, "spacing": 8, "show-passive-items": False},
}

_WAYBAR_STYLE = """\
* { font-family: "DejaVu Sans"; font-size: 13px; }
window#waybar { background: #303030; color: #eeeeee; }
"""

_SWAY = """\
output HEADLESS-1 resolution {width}x{height} position 0 0 bg #35506b solid_color
xwayland disable
default_border normal
focus_follows_mouse no
"""

_DUNST = """\
[global]
monitor=0
origin=top-right
offset=10x50
font=DejaVu Sans 10
timeout=0
"""

_MAKO = """\
anchor=top-right
default-timeout=0
font=DejaVu Sans 10
on-button-left=invoke-default-action
"""

_TINT2 = """\
rounded=0
border_width=0
background_color=#303030 100
panel_items=FS
panel_size=100% 30
panel_position=top center horizontal
panel_background_id=1
systray_padding=4 2 4
"""


def write(folder: Path, size: tuple[int, int]) -> None:
    """Write all of them below ``folder``/home."""
    width, height = size
    channels = "xfce4/xfconf/xfce-perchannel-xml"
    files = {
        "gtk-3.0/settings.ini": _GTK,
        f"{channels}/xfce4-panel.xml": _PANEL,
        f"{channels}/xfce4-notifyd.xml": _NOTIFYD,
        f"{channels}/xfwm4.xml": _WINDOWS,
        "waybar.json": json.dumps(_WAYBAR),
        "waybar.css": _WAYBAR_STYLE,
        "sway": _SWAY.format(width=width, height=height),
        "dunst/dunstrc": _DUNST,
        "mako/config": _MAKO,
        "tint2rc": _TINT2,
    }
    for name, text in files.items():
        path = folder / "home" / "config" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for name in ("cache", "data", "state"):
        (folder / "home" / name).mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:  # sway and what it starts run as somebody else then
        for path in (folder / "home").rglob("*"):
            path.chmod(0o755 if path.is_dir() else 0o644)
