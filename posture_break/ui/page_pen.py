"""Paints the choices of a page on the part that is in view."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from PIL import Image

from posture_break.ui.card_parts import Line
from posture_break.ui.card_strip import paint_focus, paint_key
from posture_break.ui.fonts import write
from posture_break.ui.page_parts import ChoiceBox, MoreBox, PageMood
from posture_break.ui.page_signs import paint_lock, paint_mark
from posture_break.ui.shapes import Box, outlined, rounded
from posture_break.ui.theme import Palette


@dataclass(frozen=True, slots=True)
class ChoicePen:
    """What painting choices needs: where, with which colours, in which mood."""

    image: Image.Image
    colours: Mapping[str, str]
    palette: Palette
    unit: float
    mood: PageMood

    def choice(self, each: ChoiceBox, number: int) -> None:
        """Paint one choice: its state shows in the tick, the colour only goes with it."""
        chosen = (each.question.key, each.choice.value) in self.mood.chosen
        box, mark = moved_up(each.box, self.mood.scroll), moved_up(each.mark, self.mood.scroll)
        fill = self._plate(each, box, chosen=chosen)
        paint_mark(
            self.image,
            mark,
            self.colours,
            many=each.question.many,
            chosen=chosen,
            ground=self.colours["panel"],
        )
        write_lines(self.image, each.lines, self.colours, down=-self.mood.scroll)
        if each.choice.fixed:
            side, right = mark[2] - mark[0], box[2] - round(11 * self.unit)
            lock = (right - side * 3 // 4, mark[1] + side // 8, right, mark[1] + side * 7 // 8)
            paint_lock(self.image, lock, self.colours["on_button"], self.colours[fill])
        self._focus(each.name, box, each.radius)
        if number:
            self._digit(number, box)

    def more(self, more: MoreBox) -> None:
        """Paint the way to more choices."""
        box = moved_up(more.box, self.mood.scroll)
        radius = (box[3] - box[1]) // 2
        if self.mood.hover == more.name:
            rounded(self.image, box, radius, self.colours["button"])
        write_lines(self.image, more.lines, self.colours, down=-self.mood.scroll)
        self._focus(more.name, box, radius)

    def _plate(self, each: ChoiceBox, box: Box, *, chosen: bool) -> str:
        """Paint the box of a choice; return the name of its colour."""
        hovered = self.mood.hover == each.name
        fill = "button" if each.choice.fixed else "soft" if chosen else "panel"
        line = "on_button" if hovered else "accent" if chosen else "line"
        if each.choice.fixed:
            line = "button"
        thickness = max(1, round((1.5 if chosen or hovered else 1) * self.unit))
        fill_colour, line_colour = self.colours[fill], self.colours[line]
        outlined(
            self.image, box, each.radius, fill_colour, line=line_colour, thickness=thickness
        )  # fmt: skip
        return fill

    def _digit(self, number: int, box: Box) -> None:
        """Paint the number that chooses it, on its upper edge."""
        side = round(18 * self.unit)
        right, top = box[2] - round(8 * self.unit), box[1] - round(7 * self.unit)
        place = (right - side, top, right, top + side)
        paint_key(self.image, place, str(number), self.palette, self.unit)

    def _focus(self, name: str, box: Box, radius: int) -> None:
        shown = self.mood.ring_focus and self.mood.focus == name
        paint_focus(self.image, box, radius, self.palette, self.unit, shown=shown)


def write_lines(
    image: Image.Image, lines: Collection[Line], colours: Mapping[str, str], *, down: int = 0
) -> None:
    """Write lines, moved by so many pixels."""
    for each in lines:
        write(
            image,
            (each.x, each.baseline + down),
            each.text,
            weight=each.weight,
            size=each.pixels,
            colour=colours[each.colour],
            anchor="ls",
        )


def moved_up(box: Box, pixels: int) -> Box:
    """Return a box so many pixels further up."""
    return (box[0], box[1] - pixels, box[2], box[3] - pixels)
