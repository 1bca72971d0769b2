"""Paints the bottom of the card: its buttons with their keys, the small links, the line of help."""

from __future__ import annotations

from collections.abc import Mapping

from PIL import Image

from posture_break.ui.card_controls import (
    HINT_SIZE,
    KEY_SIZE,
    LABEL_SIZE,
    LINK_SIZE,
    PAD,
    Button,
    Controls,
)
from posture_break.ui.card_parts import HALF_CAPITAL
from posture_break.ui.card_state import CardMood
from posture_break.ui.fonts import Weight, width, write
from posture_break.ui.shapes import Box, halo, outlined, rounded
from posture_break.ui.theme import Palette
from posture_break.ui.wrap import shorten


class Strip:
    """The bottom of one card; ``wide`` is the card's width in pixels."""

    def __init__(self, controls: Controls, colours: Palette, wide: int) -> None:
        """Store what does not change."""
        self._controls = controls
        self._colours = colours
        self._wide = wide

    @property
    def box(self) -> Box:
        """Where it is on the card."""
        return (0, self._controls.top, self._wide, self._controls.bottom)

    def paint(
        self, mood: CardMood, hint: str, *, due: str = "", labels: Mapping[str, str] | None = None
    ) -> Image.Image:
        """Return the strip; ``due`` names the button that is to be pressed now."""
        controls = self._controls
        size = (self._wide, controls.bottom - controls.top)
        image = Image.new("RGB", size, self._colours.ground)
        for button in controls.row(mood):
            label = (labels or {}).get(button.name, button.label)
            self._button(image, button, label, mood, due=due)
        for link in controls.small(mood):
            self._link(image, link, mood)
        self._hint(image, hint)
        return image

    def _button(
        self, image: Image.Image, button: Button, label: str, mood: CardMood, *, due: str
    ) -> None:
        """Paint one button; the main one waits in a tint until it is due."""
        colours, unit = self._colours, self._controls.unit
        box, key_box = self._lifted(button.box), self._lifted(button.key_box)
        fill, ink = colours.button, colours.on_button
        if button.name == due:
            fill, ink = colours.accent, colours.on_accent
        elif button.main:
            fill, ink = colours.soft, colours.on_soft
        radius = round(13 * unit)
        if mood.hover == button.name:
            outlined(image, box, radius, fill, line=ink, thickness=max(1, round(1.5 * unit)))
        else:
            rounded(image, box, radius, fill)
        middle = (box[1] + box[3]) / 2
        write(
            image,
            (box[0] + PAD * unit, middle + LABEL_SIZE * unit * HALF_CAPITAL),
            label,
            weight=Weight.SEMIBOLD,
            size=LABEL_SIZE * unit,
            colour=ink,
            anchor="ls",
        )
        paint_key(image, key_box, button.key, colours, unit)
        paint_focus(image, box, radius, colours, unit, shown=_focused(mood, button.name))

    def _link(self, image: Image.Image, link: Button, mood: CardMood) -> None:
        """Paint a small link; it is underlined while the pointer is on it."""
        colours, unit = self._colours, self._controls.unit
        box, key_box = self._lifted(link.box), self._lifted(link.key_box)
        size = LINK_SIZE * unit
        baseline = (box[1] + box[3]) / 2 + size * HALF_CAPITAL
        write(
            image,
            (box[0], baseline),
            link.label,
            weight=Weight.MEDIUM,
            size=size,
            colour=colours.link,
            anchor="ls",
        )
        if mood.hover == link.name:
            end = box[0] + round(width(link.label, Weight.MEDIUM, round(size)))
            top = round(baseline + 2 * unit)
            image.paste(colours.link, (box[0], top, end, top + max(1, round(unit))))
        paint_key(image, key_box, link.key, colours, unit)
        shown = _focused(mood, link.name)
        paint_focus(image, box, round(6 * unit), colours, unit, shown=shown)

    def _hint(self, image: Image.Image, hint: str) -> None:
        """Write what the button under the pointer, or the focused one, does."""
        controls, unit = self._controls, self._controls.unit
        pixels = max(6, round(HINT_SIZE * unit))
        left, right = controls.hint
        text = shorten(hint, right - left, lambda piece: width(piece, Weight.REGULAR, pixels))
        at = ((left + right) / 2, controls.hint_top - controls.top + 9 * unit)
        write(image, at, text, weight=Weight.REGULAR, size=pixels, colour=self._colours.muted)

    def _lifted(self, box: Box) -> Box:
        """Return a box of the card as a box of the strip."""
        top = self._controls.top
        return (box[0], box[1] - top, box[2], box[3] - top)


def paint_key(
    image: Image.Image, box: Box, label: str, colours: Palette, unit: float, *, fill: str = ""
) -> None:
    """Paint a printed key."""
    fill = fill or colours.key
    outlined(
        image, box, round(6 * unit), fill, line=colours.line, thickness=max(1, round(unit))
    )  # fmt: skip
    write(
        image,
        ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2),
        label,
        weight=Weight.MEDIUM,
        size=KEY_SIZE * unit,
        colour=colours.on_key,
    )


def paint_focus(
    image: Image.Image, box: Box, radius: int, colours: Palette, unit: float, *, shown: bool
) -> None:
    """Paint the focus ring where the keyboard is."""
    if shown:
        gap, thickness = max(1, round(1.5 * unit)), max(2, round(2 * unit))
        halo(image, box, radius, colours.focus, gap=gap, thickness=thickness)


def _focused(mood: CardMood, name: str) -> bool:
    return mood.ring_focus and mood.focus == name
