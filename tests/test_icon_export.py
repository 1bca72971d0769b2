"""The static set in icons/ is the drawing, and fit for desktops."""

from __future__ import annotations

import configparser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image, ImageChops

from posture_break.ui.icon_export import LOGO, NAME, PNG_SIZES, export, main, sheet
from posture_break.ui.icon_paint import paint

ICONS = Path(__file__).parents[1] / "icons"


def apart(one: Image.Image, other: Image.Image) -> int:
    """Return the largest difference of any channel; under full transparency none counts."""
    pictures = [Image.alpha_composite(Image.new("RGBA", each.size), each) for each in (one, other)]
    bands = ImageChops.difference(*pictures).getextrema()
    return max(int(high) for band in bands if isinstance(band, tuple) for high in band[1:])


@pytest.mark.parametrize("size", PNG_SIZES)
def test_png_is_the_drawing(size: int) -> None:
    """Each file in icons/ is what the present drawing gives, to within a shade."""
    with Image.open(ICONS / f"{NAME}-{size}.png") as picture:
        assert apart(picture.convert("RGBA"), paint(LOGO, size)) <= 24


def test_ico_holds_each_size_as_drawn() -> None:
    """Windows takes the nearest size; small ones are drawn, not scaled."""
    with Image.open(ICONS / f"{NAME}.ico") as icon:
        sizes = icon.info["sizes"]
        assert {(16, 16), (32, 32), (48, 48), (256, 256)} <= set(sizes)
    for size in (16, 32, 256):
        with Image.open(ICONS / f"{NAME}.ico") as icon:
            icon.size = (size, size)  # type: ignore[misc] # Pillow's way to choose, untyped
            assert apart(icon.convert("RGBA"), paint(LOGO, size)) <= 24


def test_icns_holds_the_sizes_of_macos() -> None:
    """Apple asks for 128 to 512 points at scales 1 and 2."""
    with Image.open(ICONS / f"{NAME}.icns") as icon:
        assert {(128, 128, 1), (512, 512, 1), (512, 512, 2)} <= set(icon.info["sizes"])


@pytest.mark.parametrize("name", [f"{NAME}.svg", f"{NAME}-symbolic.svg"])
def test_svg_is_well_formed_and_in_step(name: str, tmp_path: Path) -> None:
    """The SVG parses, and is what the present drawing gives."""
    export(tmp_path, tmp_path / "tray.pack")
    text = (ICONS / name).read_text(encoding="utf-8")
    assert ET.fromstring(text).tag.endswith("svg")
    assert text == (tmp_path / name).read_text(encoding="utf-8")


def test_sheet_shows_all_looks(tmp_path: Path) -> None:
    """The sheet to look at is written where it was asked for."""
    main(["--sheet", str(tmp_path / "sheet.png")])
    with Image.open(tmp_path / "sheet.png") as written:
        assert written.size == sheet().size


def test_desktop_entry_names_the_program_and_its_icon() -> None:
    """Launchers find the command, the icon and each action."""
    entry = configparser.RawConfigParser()
    entry.read(ICONS / f"{NAME}.desktop", encoding="utf-8")
    main_group = entry["Desktop Entry"]
    assert main_group["Exec"].split()[0] == NAME
    assert main_group["Icon"] == NAME
    for action in main_group["Actions"].strip(";").split(";"):
        assert entry[f"Desktop Action {action}"]["Exec"].split()[0] == NAME
