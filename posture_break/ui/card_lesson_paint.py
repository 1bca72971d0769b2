"""Paints the card of a guided session as tiles, each of them only when what it shows has changed.

A frame of the figure costs the stage, a second the ring, a phase the words and the list of steps.
"""

from __future__ import annotations

from typing import Protocol

from PIL import Image

from posture_break.texts import _
from posture_break.ui.card_choices import CLOSE, RING, hint, snooze_name
from posture_break.ui.card_lesson_body import Body
from posture_break.ui.card_lesson_layout import Content, lay_out, put_words
from posture_break.ui.card_now import Now, Pose, Stand, Words
from posture_break.ui.card_paint import (
    Tile,
    button_areas,
    paint_away_key,
    paint_parts,
    together,
)
from posture_break.ui.card_parts import Area
from posture_break.ui.card_ring import paint_phase_ring
from posture_break.ui.card_sheet import Sheet
from posture_break.ui.card_state import AWAY, DONE, PAUSE, CardMood
from posture_break.ui.card_strip import Strip
from posture_break.ui.theme import palette


class Stage(Protocol):
    """What is used of `card_figure.FigureStage`."""

    def picture(self, pose: Pose) -> Image.Image:
        """Return the figure in this pose, in a picture of the stage's size."""


class LessonPainter:
    """Paints one card at one size; another exercise or another size takes a new painter."""

    def __init__(self, content: Content, theme: str, scale: float, limit: tuple[int, int]) -> None:
        """Lay the card out for ``limit`` pixels at most."""
        self.content = content
        self.colours = palette(theme)
        self.layout = lay_out(content, scale, limit)
        self._strip = Strip(self.layout.controls, self.colours, self.layout.size[0])
        self._body = Body(content, self.layout, self.colours)
        self._ground: Image.Image | None = None

    @property
    def stage_size(self) -> tuple[int, int] | None:
        """How large the figure's picture has to be; None: there is no room for one."""
        box = self.layout.stage
        return None if box is None else (box[2] - box[0], box[3] - box[1])

    def tiles(self, now: Now, mood: CardMood, stage: Stage | None) -> tuple[Tile, ...]:
        """Return the parts of the card, from the lowest to the uppermost."""
        layout = self.layout
        away = (mood.hover == AWAY, mood.ring_focus and mood.focus == AWAY)
        ring = (now.stand, now.seconds, now.whole)
        body = layout.body[:2]
        tiles = [
            Tile("base", (0, 0), away, lambda: self.base(mood)),
            Tile("ring", layout.ring[:2], ring, lambda: self.ring(now)),
            Tile("words", layout.words[:2], now.words, lambda: self.words(now.words)),
            Tile("body", body, self._body.shows(now, mood), lambda: self._body.paint(now, mood)),
            Tile(
                "strip", self._strip.box[:2], (mood, now.stand), lambda: self.strip(now, mood)
            ),
        ]  # fmt: skip
        if layout.stage is not None and stage is not None:
            pose, at = now.pose, layout.stage[:2]
            tiles.insert(1, Tile("stage", at, pose, lambda: stage.picture(pose)))
        return tuple(tiles)

    def card(self, now: Now, mood: CardMood, stage: Stage) -> Image.Image:
        """Return the whole card."""
        return together(self.tiles(now, mood, stage))

    def base(self, mood: CardMood) -> Image.Image:
        """Return the card without what moves."""
        image = self._still().copy()
        paint_away_key(image, self.layout.away, mood, self.colours, self.layout.unit)
        return image

    def ring(self, now: Now) -> Image.Image:
        """Return the tile with the seconds of the present phase."""
        tile = self._still().crop(self.layout.ring)
        paint_phase_ring(tile, (0, 0, *tile.size), self.colours, now)
        return tile

    def words(self, words: Words) -> Image.Image:
        """Return the tile that says what to do, in the middle beside the ring."""
        layout = self.layout
        sheet = Sheet(layout.unit, layout.letters)
        box = layout.words
        x, room = box[0] / layout.unit, (box[2] - box[0]) / layout.unit - 12
        y = put_words(sheet, words, x, 0.0, room)
        down = max(0, (box[3] - box[1] - sheet.px(y)) // 2)
        tile = self._still().crop(box)
        lifted = (box[0], -down)
        paint_parts(tile, sheet.plates, sheet.lines, self.colours, layout.unit, lifted=lifted)
        return tile

    def strip(self, now: Now, mood: CardMood) -> Image.Image:
        """Return the bottom of the card: buttons, or the snooze choices, and the line of help."""
        words = hint(mood, self.content.state)
        return self._strip.paint(mood, words, due=self._due(now, mood), labels=self._labels(now))

    def areas(self, now: Now, mood: CardMood) -> tuple[Area, ...]:
        """Return what can be clicked, in the order in which Tab goes through it."""
        away = Area(AWAY, self.layout.away, _("Put away"))
        controls = self.layout.controls
        if mood.asking:
            answers = [Area(each.name, each.box, each.label) for each in self._body.answers(mood)]
            return (*answers, *button_areas(controls, mood, (), away))
        label = self._labels(now)[PAUSE]
        return (*button_areas(controls, mood, (), away), Area(RING, self.layout.ring, label))

    def _labels(self, now: Now) -> dict[str, str]:
        """Return what the button says that starts and halts the session."""
        words = {
            Stand.WAITING: _("Start"),
            Stand.RUNNING: _("Pause"),
            Stand.PAUSED: _("Go on"),
            Stand.COMPLETE: _("Again"),
        }
        return {PAUSE: words[now.stand]}

    def _due(self, now: Now, mood: CardMood) -> str:
        """Return the button that is to be pressed now; none while the session runs."""
        if mood.asking:
            return CLOSE
        if mood.choosing:
            return snooze_name(0)
        if now.stand in {Stand.WAITING, Stand.PAUSED}:
            return PAUSE
        main = DONE if DONE in self.content.state.actions else CLOSE
        return main if now.stand is Stand.COMPLETE else ""

    def _still(self) -> Image.Image:
        """Return everything that never changes, painted once."""
        if self._ground is None:
            layout = self.layout
            image = Image.new("RGB", layout.size, self.colours.ground)
            paint_parts(image, layout.plates, layout.lines, self.colours, layout.unit)
            self._ground = image
        return self._ground
