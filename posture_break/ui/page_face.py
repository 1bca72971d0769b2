"""A page as a person meets it: a window that shows its parts, and hears keys and pointer."""

from __future__ import annotations

import time
import tkinter as tk
from collections.abc import Callable, Hashable

from PIL import Image

from posture_break.ui import appearance, page_keys
from posture_break.ui.card_protocol import Args
from posture_break.ui.card_state import AWAY, CardLook
from posture_break.ui.card_surface import FRAME, Surface
from posture_break.ui.page_answers import args_of
from posture_break.ui.page_conductor import LEAVE, PageConductor
from posture_break.ui.page_paint import PagePainter
from posture_break.ui.page_state import PageButton, PageState

TYPING_GAP = 0.8  # seconds without a key before keys count, when the page came up by itself
ANSWER_GAP = 2.0  # seconds for the daemon to react before another answer is sent
PARTS = ("page-head", "page-view", "page-strip")
NOTCH = 120  # what Tk says of one turn of the wheel, where it has a wheel event


class PageFace:
    """Shows one page at a time; answers go to ``answered``."""

    def __init__(
        self,
        root: tk.Tk,
        surface: Surface,
        answered: Callable[[str, Args], None],
        end: Callable[[], None],
    ) -> None:
        """Store the window, hidden until `show`, and what ends the process."""
        self._root = root
        self._surface = surface
        self._answered = answered
        self._end = end
        self._page = PageState("", "")
        self._conductor: PageConductor | None = None
        self._shown: dict[str, Hashable] = {}
        self._painted: PagePainter | None = None  # the layout that the window has
        self._pressed = ""
        self._grabbed: int | None = None  # where on its thumb the scroll bar is held
        self._keys_from = 0.0
        self._deaf_until = 0.0

    def show(self, page: PageState, look: CardLook, seen: Callable[[], None]) -> None:
        """Bring a page up, or change what is there; ``seen`` hears when it is visible."""
        surface = self._surface
        theme = appearance.resolve(look.theme, surface.look_around().theme)
        scale = look.text * surface.scale(look.scale)
        place = surface.place()
        limit = (place[2] - FRAME[0], place[3] - FRAME[1])
        self._page = page
        self._conductor = PageConductor(
            page, lambda opened: PagePainter(page, theme, scale, limit, opened)
        )
        self._painted, self._deaf_until = None, 0.0
        self._root.title(page.title)
        self._paint()
        surface.keep(PARTS)
        self._listen()
        if surface.up:
            if look.focus:
                self._keys_from = 0.0
                surface.come_forward()
            self._root.after_idle(seen)
            return
        self._keys_from = 0.0 if look.focus else _now() + TYPING_GAP
        surface.come_up(take_focus=look.focus, closed=self._close, seen=seen)

    def leave(self) -> None:
        """Make room for a card: hear and paint nothing more."""
        self._conductor = self._painted = None
        self._shown.clear()
        for event in _WHEEL:
            self._surface.canvas.unbind(event)

    def _listen(self) -> None:
        """Hear keys, pointer and wheel; binding twice replaces."""
        canvas = self._surface.canvas
        canvas.bind("<Motion>", self._moved)
        canvas.bind("<Leave>", self._left)
        canvas.bind("<ButtonPress-1>", self._press)
        canvas.bind("<ButtonRelease-1>", self._release)
        for event in _WHEEL:
            canvas.bind(event, self._wheel)
        self._root.bind("<Key>", self._key)
        self._root.protocol("WM_DELETE_WINDOW", self._close)

    # -- pictures --------------------------------------------------------------------------------

    def _paint(self) -> None:
        """Paint what looks other than it did."""
        conductor = self._conductor
        if conductor is None:
            return
        painter, mood = conductor.painter, conductor.mood
        if painter is not self._painted:
            self._painted = painter
            self._shown.clear()
            self._surface.settle(painter.layout.size, painter.colours["ground"])
        keyboard = mood.focus if mood.ring_focus else ""
        on_away = (mood.hover == AWAY, keyboard == AWAY, mood.scroll > 0)
        at_end = mood.scroll >= painter.layout.furthest
        head, view, strip = PARTS
        self._put(head, on_away, lambda: painter.head(mood), (0, 0))
        self._put(view, mood, lambda: painter.view(mood), painter.layout.view[:2])
        self._put(
            strip, (mood.hover, keyboard, at_end), lambda: painter.strip(mood), painter.strip_at
        )  # fmt: skip

    def _put(
        self, name: str, shows: Hashable, paint: Callable[[], Image.Image], at: tuple[int, int]
    ) -> None:
        if self._shown.get(name) != shows:
            self._shown[name] = shows
            self._surface.put(name, paint(), at)

    # -- the person ------------------------------------------------------------------------------

    def _moved(self, event: tk.Event[tk.Canvas]) -> None:
        conductor = self._conductor
        if conductor is None:
            return
        if self._grabbed is not None:
            conductor.drag(event.y - self._grabbed)
        else:
            name = conductor.at(event.x, event.y)
            if name != conductor.mood.hover:
                self._surface.canvas.configure(cursor="hand2" if name else "")
            conductor.hover(name)
        self._paint()

    def _left(self, _event: tk.Event[tk.Canvas]) -> None:
        if self._conductor is not None:
            self._conductor.hover("")
            self._paint()

    def _press(self, event: tk.Event[tk.Canvas]) -> None:
        self._keys_from = 0.0  # who clicks the page means it
        self._root.focus_force()
        if self._conductor is None:
            return
        self._pressed = self._conductor.at(event.x, event.y)
        thumb = self._conductor.painter.thumb(self._conductor.mood)
        if self._pressed or thumb is None or event.x < thumb[0] - (thumb[2] - thumb[0]):
            return
        top, bottom = thumb[1], thumb[3]
        if not top <= event.y < bottom:  # beside the thumb: it comes to the pointer
            top = event.y - (bottom - top) // 2
            self._conductor.drag(top)
            self._paint()
        self._grabbed = event.y - top

    def _release(self, event: tk.Event[tk.Canvas]) -> None:
        pressed, self._pressed, self._grabbed = self._pressed, "", None
        if self._conductor is None or not pressed:
            return
        if pressed == self._conductor.at(event.x, event.y):
            self._leave_by(self._conductor.touch(pressed))

    def _wheel(self, event: tk.Event[tk.Canvas]) -> None:
        if self._conductor is None:
            return
        turned = {4: -1, 5: 1}.get(event.num if isinstance(event.num, int) else 0)
        if turned is None:
            notches = abs(event.delta) // NOTCH or 1
            turned = -notches if event.delta > 0 else notches
        self._conductor.turn(turned)
        self._conductor.hover(self._conductor.at(event.x, event.y))
        self._paint()

    def _key(self, event: tk.Event[tk.Misc]) -> None:
        wish = page_keys.meaning(event.keysym, event.keycode, int(event.state))
        if self._conductor is None:
            return
        if _now() < self._keys_from and wish != AWAY:
            self._keys_from = _now() + TYPING_GAP  # still typing into what was there before
            return
        self._leave_by(self._conductor.press(wish))

    def _leave_by(self, button: PageButton | None) -> None:
        """Send the answer that a button stands for, or show what has changed."""
        if self._conductor is None or button is None:
            self._paint()
        elif button.verb == AWAY:
            self._close()
        elif _now() >= self._deaf_until:  # a second press while the daemon reacts sends none
            self._deaf_until = _now() + ANSWER_GAP
            self._answered(button.verb, args_of(self._page, button, self._conductor.mood.chosen))

    def _close(self) -> None:
        self._answered(LEAVE.verb, {})
        self._end()


_WHEEL = ("<MouseWheel>", "<Button-4>", "<Button-5>")  # the latter two on X11 up to Tk 8.6


def _now() -> float:
    return time.monotonic()
