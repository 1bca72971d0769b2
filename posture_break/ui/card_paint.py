"""Paints the card: a state, a palette and a scale become pixels and named hit areas; no toolkit.

What changes while the card is open is painted apart, so that a second costs one small tile:
the ring, the strip of buttons, the rest.
"""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image

from posture_break.texts import _
from posture_break.ui.card_controls import (
    CLOSE,
    HINT_SIZE,
    KEY_SIZE,
    LABEL_SIZE,
    PAD,
    Button,
    help_for,
)
from posture_break.ui.card_layout import MARGIN, lay_out
from posture_break.ui.card_parts import HALF_CAPITAL, Layout
from posture_break.ui.card_stage import paint_ring, paint_stage
from posture_break.ui.card_state import AWAY, DONE, CardMood, CardState
from posture_break.ui.fonts import Weight, width, write
from posture_break.ui.shapes import Box, halo, outlined, rounded, stroke
from posture_break.ui.theme import palette
from posture_break.ui.wrap import shorten


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the card that can be clicked and focused."""

    name: str
    box: Box
    label: str


class Painter:
    """Paints one card at one size; a new exercise or another size takes a new painter."""

    def __init__(
        self,
        state: CardState,
        theme: str,
        scale: float,
        limit: tuple[int, int],
        *,
        short: bool = False,
    ) -> None:
        """Lay the card out for ``limit`` pixels at most."""
        self.state = state
        self.colours = palette(theme)
        self.layout: Layout = lay_out(state, scale, limit, short=short)
        self.whole = min(30, state.short_seconds) if short else state.seconds
        self._ground: Image.Image | None = None

    def card(self, mood: CardMood, remaining: int) -> Image.Image:
        """Return the whole card."""
        image = self.base(mood)
        if self.layout.ring is not None:
            image.paste(self.ring(remaining), self.layout.ring)
        image.paste(self.strip(mood, remaining), self.layout.strip)
        return image

    def base(self, mood: CardMood) -> Image.Image:
        """Return the card without what moves: no ring, no buttons."""
        image = self._still().copy()
        for index, box in enumerate(self.layout.steps):
            self._step_mark(image, index, box, mood)
        self._away_key(image, mood)
        return image

    def ring(self, remaining: int) -> Image.Image:
        """Return the tile of the countdown."""
        layout, box = self.layout, self.layout.ring
        if box is None:
            return Image.new("RGB", (1, 1), self.colours.ground)
        tile = self._still().crop(box)
        inside = (0, 0, tile.width, tile.height)
        paint_ring(
            tile, inside, self.colours, remaining=remaining, whole=self.whole, unit=layout.unit
        )
        return tile

    def strip(self, mood: CardMood, remaining: int) -> Image.Image:
        """Return the bottom of the card: buttons, or the snooze choices, and the line of help."""
        layout, (left, top, right, bottom) = self.layout, self.layout.strip
        image = Image.new("RGB", (right - left, bottom - top), self.colours.ground)
        over = remaining <= 0 and self.whole > 0
        for button in layout.controls.choices if mood.choosing else layout.controls.buttons:
            self._button(image, button, mood, top, over=over)
        self._hint(image, mood, top)
        return image

    def areas(self, mood: CardMood) -> tuple[Area, ...]:
        """Return what can be clicked, in the order in which Tab goes through it."""
        controls = self.layout.controls
        away = Area(AWAY, self.layout.away, _("Put away"))
        if mood.choosing:
            choices = (*controls.choices[1:], controls.choices[0])  # the choices first, then back
            return (*(Area(each.name, each.box, each.label) for each in choices), away)
        buttons = [Area(each.name, each.box, each.label) for each in controls.buttons]
        steps = [
            Area(f"step-{index + 1}", box, text)
            for index, (box, text) in enumerate(
                zip(self.layout.steps, self.state.steps, strict=True)
            )
        ]
        main = [each for each in buttons if each.name in {DONE, CLOSE}]
        rest = [each for each in reversed(buttons) if each not in main]
        return (*main, *rest, *steps, away)

    def _still(self) -> Image.Image:
        """Return everything that never changes, painted once."""
        if self._ground is None:
            layout = self.layout
            image = Image.new("RGB", layout.size, self.colours.ground)
            if layout.stage is not None:
                paint_stage(image, layout.stage, self.colours)
            thin = max(1, round(layout.unit))
            for plate in layout.plates:
                fill = getattr(self.colours, plate.fill)
                if plate.line:
                    line = getattr(self.colours, plate.line)
                    outlined(image, plate.box, plate.radius, fill, line=line, thickness=thin)
                else:
                    rounded(image, plate.box, plate.radius, fill)
            for each in layout.lines:
                write(
                    image,
                    (each.x, each.baseline),
                    each.text,
                    weight=each.weight,
                    size=each.pixels,
                    colour=getattr(self.colours, each.colour),
                    anchor="ls",
                )
            self._ground = image
        return self._ground

    def _step_mark(self, image: Image.Image, index: int, box: Box, mood: CardMood) -> None:
        """Paint a step's number, or its tick."""
        unit, side = self.layout.unit, box[2] - box[0]
        ticked = index in mood.ticked
        rounded(image, box, side // 2, self.colours.accent if ticked else self.colours.soft)
        if ticked:
            check = ((0.3, 0.52), (0.45, 0.66), (0.71, 0.37))
            points = [(box[0] + x * side, box[1] + y * side) for x, y in check]
            stroke(image, points, max(1.5, 2 * unit), self.colours.on_accent)
        else:
            write(
                image,
                _middle(box),
                str(index + 1),
                weight=Weight.SEMIBOLD,
                size=13 * unit,
                colour=self.colours.on_soft,
            )
        self._outline(image, box, side // 2, f"step-{index + 1}", mood)

    def _away_key(self, image: Image.Image, mood: CardMood) -> None:
        """Paint the printed Esc key in the corner of the panel."""
        box, colours = self.layout.away, self.colours
        hovered = mood.hover == AWAY
        self._key(image, box, _("Esc"), colours.button if hovered else colours.panel)
        self._outline(image, box, round(7 * self.layout.unit), AWAY, mood)

    def _key(self, image: Image.Image, box: Box, label: str, fill: str) -> None:
        """Paint a printed key."""
        colours, unit = self.colours, self.layout.unit
        thin = max(1, round(unit))
        outlined(image, box, round(6 * unit), fill, line=colours.line, thickness=thin)
        write(
            image,
            _middle(box),
            label,
            weight=Weight.MEDIUM,
            size=KEY_SIZE * unit,
            colour=colours.on_key,
        )

    def _button(
        self, image: Image.Image, button: Button, mood: CardMood, top: int, *, over: bool
    ) -> None:
        """Paint one button; the main one waits in a tint until the time is up."""
        colours, unit = self.colours, self.layout.unit
        box, key_box = _lifted(button.box, top), _lifted(button.key_box, top)
        fill, ink = colours.button, colours.on_button
        if button.main and (over or button.name != DONE):
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
            button.label,
            weight=Weight.SEMIBOLD,
            size=LABEL_SIZE * unit,
            colour=ink,
            anchor="ls",
        )
        self._key(image, key_box, button.key, colours.key)
        self._outline(image, box, radius, button.name, mood)

    def _outline(
        self, image: Image.Image, box: Box, radius: int, name: str, mood: CardMood
    ) -> None:
        """Paint the focus ring where the keyboard is."""
        if mood.ring_focus and mood.focus == name:
            unit = self.layout.unit
            gap, thickness = max(1, round(1.5 * unit)), max(2, round(2 * unit))
            halo(image, box, radius, self.colours.focus, gap=gap, thickness=thickness)

    def _hint(self, image: Image.Image, mood: CardMood, top: int) -> None:
        """Write what the button under the pointer, or the focused one, does."""
        unit = self.layout.unit
        pixels = max(6, round(HINT_SIZE * unit))
        name = mood.hover or (mood.focus if mood.ring_focus else "")
        room = self.layout.size[0] - 2 * round(MARGIN * unit)
        text = shorten(
            help_for(name, self.state),
            room,
            lambda piece: width(piece, Weight.REGULAR, pixels),
        )
        at = (self.layout.size[0] / 2, self.layout.controls.hint_top - top + 9 * unit)
        write(image, at, text, weight=Weight.REGULAR, size=pixels, colour=self.colours.muted)


def paint(
    state: CardState,
    theme: str,
    scale: float,
    limit: tuple[int, int] = (10_000, 10_000),
    *,
    mood: CardMood | None = None,
    remaining: int | None = None,
) -> tuple[Image.Image, tuple[Area, ...]]:
    """Return the picture of a card and its hit areas: for the tests, the documents, and a look."""
    mood = mood or CardMood()
    painter = Painter(state, theme, scale, limit, short=mood.short)
    left = painter.whole - state.elapsed if remaining is None else remaining
    return painter.card(mood, max(0, left)), painter.areas(mood)


def _lifted(box: Box, top: int) -> Box:
    """Return a box of the card as a box of the strip that begins at ``top``."""
    return (box[0], box[1] - top, box[2], box[3] - top)


def _middle(box: Box) -> tuple[float, float]:
    return ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
