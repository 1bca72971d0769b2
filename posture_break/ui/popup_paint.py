"""Paints a menu with Pillow from its layout; knows colours and fonts, but no toolkit."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageColor, ImageDraw

from posture_break.ui import theme
from posture_break.ui.fonts import Weight, font, width
from posture_break.ui.popup_layout import Measures

if TYPE_CHECKING:
    from collections.abc import Callable

    from posture_break.ui.popup_layout import Box, Layout, Measure, Row
    from posture_break.ui.theme import Palette

_FINE = 8  # shapes are drawn so much larger and then reduced: Pillow itself has no soft edges


def palette(*, dark: bool) -> Palette:
    """Return the colours of a light or a dark desktop."""
    return theme.DARK if dark else theme.LIGHT


def measure(scale: float) -> Measure:
    """Return what tells a text's width at this scale."""
    pixels = Measures(scale).text
    return lambda text, strong: _length(text, _weight(strong=strong), pixels)


def paint(
    layout: Layout,
    colours: Palette,
    selected: int | None = None,
    scroll: int = 0,
    *,
    rounded: bool = False,
) -> Image.Image:
    """Return the menu as RGBA; ``rounded`` where a compositor can blend the corners."""
    size = (layout.width, layout.height)
    image = Image.new("RGBA", size, colours.panel)
    brush = _Brush(image, layout, colours)
    for index, row in enumerate(layout.rows):
        box = layout.box(index, scroll)
        if box.bottom > 0 and box.y < layout.height:
            brush.row(row, box, selected=index == selected)
    if scroll > 0:
        brush.strip(0, up=True)
    if scroll < layout.most:
        brush.strip(layout.height - layout.measures.strip, up=False)
    line = layout.measures.line
    if not rounded:
        brush.draw.rectangle((0, 0, size[0] - 1, size[1] - 1), outline=edge(colours), width=line)
        return image
    radius = 2 * layout.measures.frame
    outer = _rounded(size, radius)
    inner = _rounded((size[0] - 2 * line, size[1] - 2 * line), radius - line)
    sheet = Image.new("RGBA", size, edge(colours))
    sheet.paste(image.crop((line, line, size[0] - line, size[1] - line)), (line, line), inner)
    sheet.putalpha(outer)
    return sheet


def pixels(image: Image.Image, *, big_endian: bool = False) -> bytes:
    """Return four bytes a pixel as an X server takes them, colours premultiplied with alpha."""
    blended = image.convert("RGBa")
    if not big_endian:
        return blended.tobytes("raw", "BGRa")
    red, green, blue, alpha = blended.split()
    return Image.merge("RGBA", (alpha, red, green, blue)).tobytes()


class _Brush:
    """What painting one menu needs at hand."""

    def __init__(self, image: Image.Image, layout: Layout, colours: Palette) -> None:
        self.image = image
        self.draw = ImageDraw.Draw(image)
        self.layout = layout
        self.measures: Measures = layout.measures
        self.colours = colours

    def row(self, row: Row, box: Box, *, selected: bool) -> None:
        """Paint one line of the menu."""
        if row.separator:
            self._separator(box)
            return
        frame, colours = self.measures.frame, self.colours
        colour = colours.text if row.enabled else colours.muted
        if selected:
            size = (box.width - 2 * frame, box.height)
            self.image.paste(highlight(colours), (frame, box.y), _rounded(size, frame))
            colour = colours.on_button
        if row.checked is not None:
            self._mark(row, box, colour)
        self._text(row, box, colour)
        if row.opens:
            self._arrow(box, colour)

    def strip(self, top: int, *, up: bool) -> None:
        """Paint the strip that scrolls, over whatever row lies there."""
        size, middle = self.measures.strip, self.layout.width // 2
        self.draw.rectangle((0, top, self.layout.width, top + size - 1), fill=self.colours.panel)
        side = round(size * 0.42)
        mask = _chevron(side).rotate(90 if up else -90)
        self.image.paste(self.colours.muted, (middle - side // 2, top + (size - side) // 2), mask)

    def _separator(self, box: Box) -> None:
        inset = self.measures.frame + self.measures.indent
        middle = box.y + (box.height - self.measures.line) // 2
        end = box.width - inset - 1
        shape = (inset, middle, end, middle + self.measures.line - 1)
        self.draw.rectangle(shape, fill=self.colours.line)

    def _text(self, row: Row, box: Box, colour: str) -> None:
        measures = self.measures
        left = measures.frame + measures.indent + (measures.gutter if self.layout.gutter else 0)
        room = box.width - left - measures.frame - measures.indent
        if row.opens:
            room -= measures.arrow - measures.indent
        weight = _weight(strong=row.strong)
        text = _fitting(row.text, lambda part: _length(part, weight, measures.text), room)
        mask = _written(text, weight, measures.text)
        self.image.paste(colour, (left, box.y + (box.height - mask.height) // 2), mask)

    def _mark(self, row: Row, box: Box, colour: str) -> None:
        side = round(self.measures.text * 1.0)
        left = self.measures.frame + self.measures.indent - round(2 * self.measures.scale)
        mask = _radio(side, on=bool(row.checked)) if row.radio else _check(side)
        if row.radio or row.checked:
            accent = self.colours.accent if row.checked and row.enabled else colour
            self.image.paste(accent, (left, box.y + (box.height - side) // 2), mask)

    def _arrow(self, box: Box, colour: str) -> None:
        side = round(self.measures.text * 0.7)
        left = box.width - self.measures.frame - self.measures.indent - side + side // 4
        self.image.paste(colour, (left, box.y + (box.height - side) // 2), _chevron(side))


def _weight(*, strong: bool) -> Weight:
    return Weight.SEMIBOLD if strong else Weight.REGULAR


def edge(colours: Palette) -> str:
    """Return the outline's colour: it has to stand out from whatever lies beneath the menu."""
    return _mixed(colours.line, colours.muted, 0.25)


def highlight(colours: Palette) -> str:
    """Return the ground of the selected row; plain enough to be found by who uses the keys."""
    return _mixed(colours.button, colours.muted, 0.1)


def _mixed(one: str, other: str, share: float) -> str:
    """Return a colour between two, ``share`` of the way to the other."""
    pairs = zip(ImageColor.getrgb(one), ImageColor.getrgb(other), strict=True)
    return "#" + "".join(f"{round(here + (there - here) * share):02x}" for here, there in pairs)


def _length(text: str, weight: Weight, pixels: int) -> float:
    return width(text, weight, pixels * _FINE) / _FINE


def _fitting(text: str, length: Callable[[str], float], room: int) -> str:
    """Return the text, cut to the room with an ellipsis."""
    if length(text) <= room:
        return text
    while text and length(text.rstrip() + "…") > room:
        text = text[:-1]
    return text.rstrip() + "…"


@lru_cache(maxsize=256)
def _written(text: str, weight: Weight, pixels: int) -> Image.Image:
    """Return the mask of one line, capitals in the middle of its height: that looks centred.

    Written large and reduced: at small sizes Pillow moves on by whole pixels after each letter,
    which tears short words apart.
    """
    face = font(weight, pixels * _FINE)
    capitals = -int(face.getbbox("H", anchor="ls")[1])
    height = 2 * pixels * _FINE
    base = round((height + capitals) / 2 / _FINE) * _FINE  # whole pixels: letters stand sharp
    wide = -(-int(face.getlength(text)) // _FINE + 1) * _FINE
    large = Image.new("L", (wide, height), 0)
    ImageDraw.Draw(large).text((0, base), text, 255, face, anchor="ls")
    return large.reduce(_FINE)


@lru_cache(maxsize=32)
def _rounded(size: tuple[int, int], radius: int) -> Image.Image:
    """Return the mask of a rectangle with soft round corners."""
    mask = Image.new("L", size, 255)
    corner = _disc(2 * radius)
    for x, y in ((0, 0), (1, 0), (0, 1), (1, 1)):
        part = corner.crop((x * radius, y * radius, (x + 1) * radius, (y + 1) * radius))
        mask.paste(part, (x * (size[0] - radius), y * (size[1] - radius)))
    return mask


def _disc(side: int) -> Image.Image:
    large = Image.new("L", (side * _FINE, side * _FINE), 0)
    ImageDraw.Draw(large).ellipse((0, 0, side * _FINE - 1, side * _FINE - 1), fill=255)
    return large.reduce(_FINE)


@lru_cache(maxsize=16)
def _chevron(side: int) -> Image.Image:
    """Return the mask of an arrow head that points to the right."""
    return _stroke(side, ((0.34, 0.12), (0.7, 0.5), (0.34, 0.88)), 0.15)


@lru_cache(maxsize=16)
def _check(side: int) -> Image.Image:
    """Return the mask of a check mark."""
    return _stroke(side, ((0.12, 0.54), (0.4, 0.8), (0.88, 0.24)), 0.14)


@lru_cache(maxsize=16)
def _radio(side: int, *, on: bool) -> Image.Image:
    """Return the mask of a ring, with a dot where it is on."""
    mask = ImageChops.subtract(_disc(side), _inset(side, max(1, round(side * 0.1))))
    return ImageChops.add(mask, _inset(side, round(side * 0.3))) if on else mask


def _inset(side: int, by: int) -> Image.Image:
    mask = Image.new("L", (side, side), 0)
    mask.paste(_disc(side - 2 * by), (by, by))
    return mask


def _stroke(side: int, points: tuple[tuple[float, float], ...], thick: float) -> Image.Image:
    edge = side * _FINE
    large = Image.new("L", (edge, edge), 0)
    draw = ImageDraw.Draw(large)
    corners = [(x * edge, y * edge) for x, y in points]
    draw.line(corners, fill=255, width=round(thick * edge), joint="curve")
    half = thick * edge / 2
    for x, y in (corners[0], corners[-1]):
        draw.ellipse((x - half, y - half, x + half, y + half), fill=255)
    return large.reduce(_FINE)
