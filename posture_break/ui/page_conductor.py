"""What keys and pointer do to a page: moods change, and in the end a button is pressed.

It knows no toolkit: the window hands it wishes and asks it for the mood to paint.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from posture_break.ui import page_keys as keys
from posture_break.ui.card_state import AWAY
from posture_break.ui.page_answers import chosen_at_first, toggled
from posture_break.ui.page_layout import button_name, letter_of
from posture_break.ui.page_paint import PagePainter
from posture_break.ui.page_parts import PageMood
from posture_break.ui.page_state import PageButton, PageState
from posture_break.ui.shapes import Box

MakePainter = Callable[[frozenset[str]], PagePainter]
"""Lays the page out, with these questions opened."""

LEAVE = PageButton(AWAY, "")
LINE = 66  # units: one turn of the wheel, or an arrow key
ROOM = 24  # units around what is scrolled into view


class PageConductor:
    """One page while it is on the screen."""

    def __init__(self, page: PageState, make: MakePainter) -> None:
        """Begin at the main button, with what is chosen already."""
        self._page = page
        self._make = make
        self._opened: frozenset[str] = frozenset()
        self.painter = make(self._opened)
        self.mood = PageMood(chosen=chosen_at_first(page), focus=self.painter.main)

    def press(self, wish: str) -> PageButton | None:
        """Carry out what a key asks for; return the button that leaves the page, if it is one."""
        for kind, act in ((keys.DIGIT, self._digit), (keys.LETTER, self._letter)):
            if wish.startswith(kind):
                return act(wish.removeprefix(kind))
        match wish:
            case keys.ENTER:
                return self._enter()
            case keys.SPACE:
                return self._space()
            case keys.NEXT | keys.PREVIOUS:
                self._step(1 if wish == keys.NEXT else -1)
            case keys.UP | keys.DOWN | keys.LEFT | keys.RIGHT:
                self._move(wish)
            case keys.PAGE_UP | keys.PAGE_DOWN:
                top, bottom = self.painter.layout.view[1::2]
                page = round(0.85 * (bottom - top))
                self.scroll_by(page if wish == keys.PAGE_DOWN else -page)
            case keys.FIRST | keys.LAST:
                self.scroll_by(self.painter.layout.height * (1 if wish == keys.LAST else -1))
            case _:
                return LEAVE if wish == AWAY else None
        return None

    def touch(self, name: str) -> PageButton | None:
        """Do what the area called ``name`` stands for; return the button that leaves the page."""
        if name == AWAY:
            return LEAVE
        for index, button in enumerate(self._page.buttons):
            if name == button_name(index):
                return button
        self.mood = replace(self.mood, focus=name)
        for each in self.painter.layout.choices:
            if each.name == name:
                chosen = toggled(each.question, each.choice, self.mood.chosen)
                self.mood = replace(self.mood, chosen=chosen)
        for more in self.painter.layout.more:
            if more.name == name:
                self._open(more.key)
        return None

    def hover(self, name: str) -> None:
        """Heed what the pointer is over."""
        self.mood = replace(self.mood, hover=name)

    def scroll_by(self, pixels: int) -> None:
        """Scroll, as far as there is anything."""
        scroll = max(0, min(self.painter.layout.furthest, self.mood.scroll + pixels))
        self.mood = replace(self.mood, scroll=scroll)

    def turn(self, notches: int) -> None:
        """Scroll by turns of the wheel, down where they are more than 0."""
        self.scroll_by(round(notches * LINE * self.painter.layout.unit))

    def drag(self, top: int) -> None:
        """Scroll so that the thumb of the bar begins at ``top``, in pixels of the page."""
        layout, thumb = self.painter.layout, self.painter.thumb(self.mood)
        if thumb is not None:
            way = layout.view[3] - layout.view[1] - (thumb[3] - thumb[1])
            share = (top - layout.view[1]) / max(1, way)
            self.scroll_by(round(share * layout.furthest) - self.mood.scroll)

    def at(self, x: int, y: int) -> str:
        """Return the name of the hit area at a point, or nothing."""
        areas = self.painter.areas(self.mood)
        return next((area.name for area in areas if inside(area.box, x, y)), "")

    # -- keys ------------------------------------------------------------------------------------

    def _enter(self) -> PageButton | None:
        """Press what has the focus, if it is a button; from a choice, the main button."""
        is_choice = any(each.name == self.mood.focus for each in self.painter.layout.choices)
        name = self.mood.focus if self.mood.ring_focus and not is_choice else self.painter.main
        return self.touch(name) if name else None

    def _space(self) -> PageButton | None:
        """Choose or press what has the focus; without one, go on reading."""
        if self.mood.ring_focus:
            return self.touch(self.mood.focus)
        return self.press(keys.PAGE_DOWN)

    def _digit(self, digit: str) -> None:
        """Choose by number, in the question that the keyboard is at, or in the first."""
        if not self.painter.numbered(self.mood):
            first = next((e for e in self.painter.layout.choices if not e.choice.fixed), None)
            self._focus(first.name if first is not None else self.mood.focus)
        numbered = self.painter.numbered(self.mood)
        if int(digit) <= len(numbered):
            self._focus(numbered[int(digit) - 1])
            self.touch(self.mood.focus)

    def _letter(self, letter: str) -> PageButton | None:
        name = letter_of(self.painter.layout, letter)
        return self.touch(name) if name else None

    def _step(self, by: int) -> None:
        """Move the focus to the next area, or to the one before."""
        names = [area.name for area in self.painter.areas(self.mood)]
        if self.mood.focus in names:
            by += names.index(self.mood.focus)
        elif by > 0:
            by = 0  # nothing has the focus: begin with the first
        self._focus(names[by % len(names)])

    def _move(self, wish: str) -> None:
        """Move the focus where an arrow points; on a page without questions, scroll."""
        onwards = wish in {keys.DOWN, keys.RIGHT}
        if not self._page.questions and wish in {keys.UP, keys.DOWN} and self._scrolls:
            self.turn(1 if onwards else -1)
            return
        boxes = self._boxes()
        here = boxes.get(self.mood.focus) if self.mood.ring_focus else None
        name = None if here is None else nearest(here, boxes, wish)
        if name is not None:
            self._focus(name)
        elif here is None or wish in {keys.LEFT, keys.RIGHT}:
            self._step(1 if onwards else -1)

    @property
    def _scrolls(self) -> bool:
        return self.painter.layout.furthest > 0

    def _boxes(self) -> dict[str, Box]:
        """Return where everything lies, as if nothing had to be scrolled."""
        layout = self.painter.layout
        boxes = {each.name: each.box for each in layout.choices if not each.choice.fixed}
        boxes |= {each.name: each.box for each in layout.more}
        down = layout.height - layout.view[3]
        for button in layout.controls.buttons:
            left, top, right, bottom = button.box
            boxes[button.name] = (left, top + down, right, bottom + down)
        return boxes

    def _focus(self, name: str) -> None:
        """Put the keyboard on something, and bring it into view."""
        self.mood = replace(self.mood, focus=name, ring_focus=True)
        box, layout = self.painter.box(name), self.painter.layout
        if box is None:
            return
        room, seen = round(ROOM * layout.unit), layout.view[3] - layout.view[1]
        if box[1] - room < self.mood.scroll:
            self.scroll_by(box[1] - room - self.mood.scroll)
        elif box[3] + room > self.mood.scroll + seen:
            self.scroll_by(box[3] + room - seen - self.mood.scroll)

    def _open(self, key: str) -> None:
        """Show every choice of a question; the keyboard goes to the first that was not there."""
        known = {each.name for each in self.painter.layout.choices}
        self._opened |= {key}
        self.painter = self._make(self._opened)
        new = (each.name for each in self.painter.layout.choices if each.name not in known)
        ring = self.mood.ring_focus
        self._focus(next(new, self.painter.main))
        self.mood = replace(self.mood, ring_focus=ring, hover="")
        self.scroll_by(0)


def nearest(here: Box, boxes: dict[str, Box], wish: str) -> str | None:
    """Return the name of the box that lies next in the direction of an arrow key."""
    found: list[tuple[int, int, str]] = []
    for name, box in boxes.items():
        across = abs(box[0] + box[2] - here[0] - here[2])
        away = {
            keys.DOWN: box[1] - here[3],
            keys.UP: here[1] - box[3],
            keys.RIGHT: box[0] - here[2],
            keys.LEFT: here[0] - box[2],
        }[wish]
        beside = box[1] < here[3] and here[1] < box[3]
        if away >= 0 and (beside or wish in {keys.UP, keys.DOWN}):
            found.append((away, across, name))
    return min(found)[2] if found else None


def inside(box: Box, x: int, y: int) -> bool:
    """Return whether a point lies in a box."""
    return box[0] <= x < box[2] and box[1] <= y < box[3]
