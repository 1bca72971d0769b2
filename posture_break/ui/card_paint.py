"""Paints the card: a state, a palette and a scale become pixels and named hit areas; no toolkit.

What changes while the card is open is painted apart, as tiles, so that a second costs one small
picture: the ring, the strip of buttons, the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field

from PIL import Image

from posture_break.texts import _
from posture_break.ui.card_choices import CLOSE, hint, snooze_name
from posture_break.ui.card_controls import Controls
from posture_break.ui.card_layout import lay_out
from posture_break.ui.card_parts import Area, Layout, Line, Plate
from posture_break.ui.card_stage import paint_ring, paint_stage
from posture_break.ui.card_state import AWAY, DONE, CardMood, CardState
from posture_break.ui.card_strip import Strip, paint_focus, paint_key
from posture_break.ui.fonts import Weight, write
from posture_break.ui.shapes import Box, outlined, rounded, stroke
from posture_break.ui.theme import Palette, palette


@dataclass(frozen=True, slots=True)
class Tile:
    """A part of the card that is painted by itself; it has to be painted when ``shows`` changes."""

    name: str
    at: tuple[int, int]
    shows: Hashable
    paint: Callable[[], Image.Image] = field(compare=False)


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
        self._strip = Strip(self.layout.controls, self.colours, self.layout.size[0])
        self._ground: Image.Image | None = None

    def tiles(self, mood: CardMood, remaining: int) -> tuple[Tile, ...]:
        """Return the parts of the card, from the lowest to the uppermost."""
        focused = _upper(mood.focus) if mood.ring_focus else ""
        upper = (focused, _upper(mood.hover), mood.ticked)
        over = self.whole > 0 and remaining <= 0
        tiles = [
            Tile("base", (0, 0), upper, lambda: self.base(mood)),
            Tile(
                "strip", self._strip.box[:2], (mood, over), lambda: self.strip(mood, remaining)
            ),
        ]  # fmt: skip
        if self.layout.ring is not None:
            at = self.layout.ring[:2]
            tiles.insert(1, Tile("ring", at, remaining, lambda: self.ring(remaining)))
        return tuple(tiles)

    def card(self, mood: CardMood, remaining: int) -> Image.Image:
        """Return the whole card."""
        return together(self.tiles(mood, remaining))

    def base(self, mood: CardMood) -> Image.Image:
        """Return the card without what moves: no ring, no buttons."""
        image = self._still().copy()
        for index, box in enumerate(self.layout.steps):
            self._step_mark(image, index, box, mood)
        paint_away_key(image, self.layout.away, mood, self.colours, self.layout.unit)
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
        over = remaining <= 0 and self.whole > 0
        due = DONE if over and DONE in self.state.actions else CLOSE
        if mood.choosing:
            due = snooze_name(0)
        return self._strip.paint(mood, hint(mood, self.state), due=due)

    def areas(self, mood: CardMood) -> tuple[Area, ...]:
        """Return what can be clicked, in the order in which Tab goes through it."""
        away = Area(AWAY, self.layout.away, _("Put away"))
        steps = [
            Area(f"step-{index + 1}", box, text)
            for index, (box, text) in enumerate(
                zip(self.layout.steps, self.state.steps, strict=True)
            )
        ]
        return button_areas(self.layout.controls, mood, () if mood.choosing else steps, away)

    def _still(self) -> Image.Image:
        """Return everything that never changes, painted once."""
        if self._ground is None:
            layout = self.layout
            image = Image.new("RGB", layout.size, self.colours.ground)
            if layout.stage is not None:
                paint_stage(image, layout.stage, self.colours)
            paint_parts(image, layout.plates, layout.lines, self.colours, layout.unit)
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
                ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2),
                str(index + 1),
                weight=Weight.SEMIBOLD,
                size=13 * unit,
                colour=self.colours.on_soft,
            )
        shown = mood.ring_focus and mood.focus == f"step-{index + 1}"
        paint_focus(image, box, side // 2, self.colours, unit, shown=shown)


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


def together(tiles: Sequence[Tile]) -> Image.Image:
    """Return the picture that tiles make, the first one below the others."""
    image = tiles[0].paint().copy()
    for tile in tiles[1:]:
        image.paste(tile.paint(), tile.at)
    return image


def paint_parts(
    image: Image.Image,
    plates: Sequence[Plate],
    lines: Sequence[Line],
    colours: Palette,
    unit: float,
    *,
    lifted: tuple[int, int] = (0, 0),
) -> None:
    """Paint plates, then lines; ``lifted``: where the image's corner is on the card."""
    thin = max(1, round(unit))
    across, down = lifted
    for plate in plates:
        left, top, right, bottom = plate.box
        box = (left - across, top - down, right - across, bottom - down)
        fill = getattr(colours, plate.fill)
        if plate.line:
            line = getattr(colours, plate.line)
            outlined(image, box, plate.radius, fill, line=line, thickness=thin)
        else:
            rounded(image, box, plate.radius, fill)
    for each in lines:
        write(
            image,
            (each.x - across, each.baseline - down),
            each.text,
            weight=each.weight,
            size=each.pixels,
            colour=getattr(colours, each.colour),
            anchor="ls",
        )


def paint_away_key(
    image: Image.Image, box: Box, mood: CardMood, colours: Palette, unit: float
) -> None:
    """Paint the printed Esc key in the corner of the panel."""
    hovered = mood.hover == AWAY
    fill = colours.button if hovered else colours.panel
    paint_key(image, box, _("Esc"), colours, unit, fill=fill)
    shown = mood.ring_focus and mood.focus == AWAY
    paint_focus(image, box, round(7 * unit), colours, unit, shown=shown)


def button_areas(
    controls: Controls, mood: CardMood, more: Sequence[Area], away: Area
) -> tuple[Area, ...]:
    """Return the areas of the buttons, the main one first, of the links, ``more`` and Esc."""
    links = [Area(each.name, each.box, each.label) for each in controls.small(mood)]
    if mood.choosing:
        choices = (*controls.choices[1:], controls.choices[0])  # the choices first, then back
        first = [Area(each.name, each.box, each.label) for each in choices]
        return (*first, *links, away)
    buttons = [Area(each.name, each.box, each.label) for each in controls.row(mood)]
    main = [each for each in buttons if each.name in {DONE, CLOSE}]
    rest = [each for each in reversed(buttons) if each not in main]
    return (*main, *rest, *more, *links, away)


def _upper(name: str) -> str:
    """Return ``name`` if its area is above the strip, else nothing."""
    return name if name == AWAY or name.startswith("step-") else ""
