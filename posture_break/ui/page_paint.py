"""Paints a page: values, a palette and a scale become pixels and named hit areas; no toolkit.

Head, view and strip are painted apart: only the view changes while a page scrolls.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from PIL import Image

from posture_break.texts import _
from posture_break.ui.card_parts import Area
from posture_break.ui.card_state import AWAY, CardMood
from posture_break.ui.card_strip import Strip, paint_focus, paint_key
from posture_break.ui.page_answers import chosen_at_first
from posture_break.ui.page_layout import lay_out
from posture_break.ui.page_parts import PageLayout, PageMood
from posture_break.ui.page_pen import ChoicePen, moved_up, write_lines
from posture_break.ui.page_signs import paint_sign
from posture_break.ui.page_state import PageState, Question
from posture_break.ui.page_theme import colours
from posture_break.ui.shapes import Box, outlined, rounded
from posture_break.ui.theme import palette


class PagePainter:
    """Paints one page at one size; another page, or an opened question, takes a new painter."""

    def __init__(
        self,
        page: PageState,
        theme: str,
        scale: float,
        limit: tuple[int, int],
        opened: Collection[str] = (),
    ) -> None:
        """Lay the page out for ``limit`` pixels at most."""
        self.page = page
        self.layout: PageLayout = lay_out(page, scale, limit, opened)
        self.colours = colours(theme)
        self._palette = palette(theme)
        self._strip = Strip(self.layout.controls, self._palette, self.layout.size[0])
        self._still: Image.Image | None = None

    # -- what can be touched -------------------------------------------------------------------

    def areas(self, mood: PageMood) -> tuple[Area, ...]:
        """Return what can be clicked, in the order in which Tab goes through it.

        What is scrolled out of sight has an empty box; it can be reached by the keyboard.
        """
        layout = self.layout
        buttons = [Area(each.name, each.box, each.label) for each in layout.controls.buttons]
        main = [area for area in buttons if area.name == self.main]
        touched = [each for question in self.page.questions for each in self._of(question)]
        return (
            *main,
            *(Area(name, self._seen(box, mood), label) for name, box, label in touched),
            *(area for area in buttons if area.name != self.main),
            Area(AWAY, layout.away, _("Close")),
        )

    def _of(self, question: Question) -> Iterator[tuple[str, Box, str]]:
        """Yield what can be touched of one question: name, box, label."""
        for each in self.layout.choices:
            if each.question.key == question.key and not each.choice.fixed:
                yield each.name, each.box, each.choice.label
        for more in self.layout.more:
            if more.key == question.key:
                yield more.name, more.box, more.label

    @property
    def main(self) -> str:
        """The name of the main button; none: the page has no such button."""
        buttons = self.layout.controls.buttons
        return next((each.name for each in buttons if each.main), "")

    def box(self, name: str) -> Box | None:
        """Return where something that scrolls lies, from the top of its own."""
        boxes = {each.name: each.box for each in self.layout.choices}
        boxes |= {each.name: each.box for each in self.layout.more}
        return boxes.get(name)

    # -- pictures --------------------------------------------------------------------------------

    def whole(self, mood: PageMood) -> Image.Image:
        """Return the whole page."""
        image = Image.new("RGB", self.layout.size, self.colours["ground"])
        image.paste(self.head(mood), (0, 0))
        image.paste(self.view(mood), self.layout.view[:2])
        image.paste(self.strip(mood), self._strip.box[:2])
        return image

    def head(self, mood: PageMood) -> Image.Image:
        """Return title and Esc key; a line below them where something is scrolled away."""
        layout, unit = self.layout, self.layout.frame
        image = Image.new("RGB", (layout.size[0], layout.view[1]), self.colours["ground"])
        write_lines(image, layout.title, self.colours)
        fill = self.colours["button" if mood.hover == AWAY else "panel"]
        paint_key(image, layout.away, _("Esc"), self._palette, unit, fill=fill)
        focused = mood.ring_focus and mood.focus == AWAY
        paint_focus(image, layout.away, round(7 * unit), self._palette, unit, shown=focused)
        if mood.scroll > 0:
            self._hairline(image, image.height - max(1, round(unit)))
        return image

    def view(self, mood: PageMood) -> Image.Image:
        """Return the part that scrolls, as far as it is seen."""
        layout = self.layout
        left, top, right, bottom = layout.view
        image = self._ground().crop(
            (left, mood.scroll, right, mood.scroll + bottom - top)
        )  # fmt: skip
        pen = ChoicePen(image, self.colours, self._palette, layout.unit, mood)
        for more in layout.more:
            pen.more(more)
        numbered = self.numbered(mood)[:9]
        for choice in layout.choices:
            number = numbered.index(choice.name) + 1 if choice.name in numbered else 0
            pen.choice(choice, number)
        if layout.furthest:
            rounded(image, self._lifted_thumb(mood), round(3 * layout.unit), self.colours["muted"])
            if mood.scroll < layout.furthest:
                self._hairline(image, image.height - max(1, round(layout.unit)))
        return image

    def strip(self, mood: PageMood) -> Image.Image:
        """Return the buttons, and the line of help under them."""
        card = CardMood(focus=mood.focus, ring_focus=mood.ring_focus, hover=mood.hover)
        return self._strip.paint(card, self._hint(mood), due=self.main)

    @property
    def strip_at(self) -> tuple[int, int]:
        """Where the strip stands."""
        return self._strip.box[:2]

    def thumb(self, mood: PageMood) -> Box | None:
        """Return where the thumb of the scroll bar is on the page; None: nothing scrolls."""
        layout, unit = self.layout, self.layout.unit
        if not layout.furthest:
            return None
        __, top, right, bottom = layout.view
        high = bottom - top
        size = max(round(30 * unit), high * high // layout.height)
        at = top + (high - size) * mood.scroll // layout.furthest
        return (right - round(12 * unit), at, right - round(6 * unit), at + size)

    # -- parts -----------------------------------------------------------------------------------

    def _ground(self) -> Image.Image:
        """Return what never changes of the part that scrolls, painted once."""
        if self._still is None:
            layout = self.layout
            high = max(layout.height, layout.view[3] - layout.view[1])
            image = Image.new("RGB", (layout.size[0], high), self.colours["ground"])
            thin = max(1, round(layout.unit))
            for plate in layout.plates:
                fill = self.colours[plate.fill]
                if plate.line:
                    line = self.colours[plate.line]
                    outlined(image, plate.box, plate.radius, fill, line=line, thickness=thin)
                else:
                    rounded(image, plate.box, plate.radius, fill)
            for sign in layout.signs:
                paint_sign(image, sign, self.colours)
            write_lines(image, layout.lines, self.colours)
            self._still = image
        return self._still

    def numbered(self, mood: PageMood) -> list[str]:
        """Return the choices that the digits stand for: those of the question with the focus."""
        at = next((each for each in self.layout.choices if each.name == mood.focus), None)
        if at is None or not mood.ring_focus:
            return []
        return [
            each.name
            for each in self.layout.choices
            if each.question.key == at.question.key and not each.choice.fixed
        ]

    def _hint(self, mood: PageMood) -> str:
        """Return the line of help: the keys that matter now."""
        if self.numbered(mood):
            return _("Space or the number chooses. Tab goes on. Enter is the main button.")
        if mood.scroll < self.layout.furthest:
            return _("There is more below: the wheel or Page Down.")
        if self.page.questions:
            return _("Esc closes this page and changes nothing.")
        return _("Esc closes this page.")

    def _hairline(self, image: Image.Image, y: int) -> None:
        thin = max(1, round(self.layout.unit))
        image.paste(self.colours["line"], (0, y, image.width, y + thin))

    def _seen(self, box: Box, mood: PageMood) -> Box:
        """Return the part of a box that is in view, where it is on the page."""
        __, top, __, bottom = self.layout.view
        shifted = moved_up(box, mood.scroll - top)
        clipped = (shifted[0], max(top, shifted[1]), shifted[2], min(bottom, shifted[3]))
        return clipped if clipped[1] < clipped[3] else (0, 0, 0, 0)

    def _lifted_thumb(self, mood: PageMood) -> Box:
        thumb = self.thumb(mood)
        assert thumb is not None
        return moved_up(thumb, self.layout.view[1])


def paint_page(
    page: PageState,
    theme: str,
    scale: float,
    limit: tuple[int, int] = (4000, 4000),
    mood: PageMood | None = None,
) -> tuple[Image.Image, tuple[Area, ...]]:
    """Return the picture of a page and its hit areas: for the tests, the documents, and a look."""
    painter = PagePainter(page, theme, scale, limit)
    mood = mood or PageMood(chosen=chosen_at_first(page), focus=painter.main)
    return painter.whole(mood), painter.areas(mood)
