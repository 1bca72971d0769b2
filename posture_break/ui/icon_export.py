"""Draws everything that is shipped as a file: ``python -m posture_break.ui.icon_export``.

``icons/`` for the package, the desktop entry and notifications; ``tray.pack`` for the tray. Run it
after every change of the drawing; a test compares the files with it. ``--sheet FILE.png`` draws all
looks in all sizes on panels of four colours, to look at.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from posture_break.ui.icon import SIZES, STEPS, Look, Shape
from posture_break.ui.icon_cache import SHIPPED, draw_pack
from posture_break.ui.icon_paint import paint
from posture_break.ui.icon_shapes import Arc, Colour, Mark, marks, stretching
from posture_break.ui.icon_svg import svg

NAME = "posture-break"
PNG_SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
LOGO = Look(Shape.LOGO)

_ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)
_ICNS_SIZES = (32, 64, 128, 256, 512, 1024)
_SYMBOLIC: Colour = (0x2E, 0x34, 0x36, 255)  # the one colour that GTK replaces by the theme's
_PANELS = ("#F5F5F5", "#202020", "#808080", "#355070")


def export(icons: Path, shipped: Path = SHIPPED) -> None:
    """Write the static set into the folder ``icons`` and the tray's pictures to ``shipped``."""
    icons.mkdir(parents=True, exist_ok=True)
    for size in PNG_SIZES:
        paint(LOGO, size).save(icons / f"{NAME}-{size}.png", optimize=True)
    _export_many(icons / f"{NAME}.ico", _ICO_SIZES)
    _export_many(icons / f"{NAME}.icns", _ICNS_SIZES)
    drawing = svg(marks(LOGO, 64), 64, "Posture Break")
    (icons / f"{NAME}.svg").write_text(drawing, encoding="utf-8")
    drawing = svg(_symbolic(), 16, "Posture Break")
    (icons / f"{NAME}-symbolic.svg").write_text(drawing, encoding="utf-8")
    shipped.write_bytes(draw_pack(SIZES))


def sheet() -> Image.Image:
    """Return the looks in all sizes on light, dark and middling panels."""
    rings = [Look(Shape.RING, step) for step in (STEPS, 9, 4, 1, 0)]
    looks = rings + [Look(shape) for shape in Shape if shape is not Shape.RING]
    cell = max(SIZES) + 8
    height = sum(SIZES) + 8 * len(SIZES)
    image = Image.new("RGB", (cell * len(looks), height * len(_PANELS)))
    for row, panel in enumerate(_PANELS):
        strip = Image.new("RGBA", (image.width, height), panel)
        for column, look in enumerate(looks):
            top = 4
            for size in SIZES:
                strip.alpha_composite(paint(look, size), (column * cell + 4, top))
                top += size + 8
        image.paste(strip.convert("RGB"), (0, row * height))
    return image


def _export_many(path: Path, sizes: tuple[int, ...]) -> None:
    """Write a file that holds several sizes, each drawn for itself and not scaled."""
    *smaller, largest = (paint(LOGO, size) for size in sizes)
    pairs = [(size, size) for size in sizes]
    # a PNG inside an ICO is read since Windows Vista; ICNS ignores `sizes`
    largest.save(path, append_images=smaller, sizes=pairs)


def _symbolic() -> Iterator[Mark]:
    """Draw the sign in one colour that the desktop's theme replaces."""
    yield Arc((8, 8), 7.5, 1.5, 70, 360, _SYMBOLIC, round_ends=True)
    yield from stretching((8, 8.2), 12, _SYMBOLIC)


def main(arguments: list[str]) -> None:
    """Export to the project's own folders, or draw the sheet."""
    if arguments[:1] == ["--sheet"]:
        sheet().save(arguments[1])
    else:
        export(Path(__file__).parents[2] / "icons")


if __name__ == "__main__":
    main(sys.argv[1:])
