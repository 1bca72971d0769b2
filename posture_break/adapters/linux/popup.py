"""The menu of an icon in an old-style bar: painted windows that grab pointer and keyboard.

The grab ends with `Popup.close`, whatever happened; if this process dies the server ends it. And so
that a forgotten menu does not keep the screen from locking, it closes by itself after a while.
Loads Pillow: import it when a menu is wanted.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from math import dist
from typing import TYPE_CHECKING, Any

from Xlib import X

from posture_break.adapters.linux import xscreen
from posture_break.adapters.linux.popup_panes import Panes
from posture_break.ui.popup_layout import Row
from posture_break.ui.popup_walk import After, Chosen, Entry, Walk

if TYPE_CHECKING:
    from posture_break.adapters.linux.dock import Click
    from posture_break.adapters.linux.xserver import Canvas, XServer
    from posture_break.ports import Cancel, Reactor

_log = logging.getLogger(__name__)

_POINTER = X.ButtonPressMask | X.ButtonReleaseMask | X.PointerMotionMask
_WHEEL = {4: -1, 5: 1}
_DWELL = 0.18  # seconds on a row until its submenu opens; also time to cross other rows to it
_SCROLLING = 0.03  # seconds between two steps while the pointer rests on a scroll strip
_GRAB_AGAIN = 0.05  # seconds; the bar may still hold its own grab from the click
_GRAB_TRIES = 10
_FORGOTTEN = 90.0  # seconds without any input
_TREMBLE = 6  # pixels that a hand may move while it clicks
_CLICK = 300  # milliseconds: a release so soon after opening belongs to the click on the icon


class Popup:
    """One showing of a menu; ``choose`` gets the item once everything is closed."""

    def __init__(
        self,
        server: XServer,
        reactor: Reactor,
        menu: Any,
        choose: Callable[[Any], None],
        closed: Callable[[], None],
        *,
        dark: bool = False,
    ) -> None:
        self._server = server
        self._reactor = reactor
        self._menu = menu
        self._choose = choose
        self._closed = closed
        self._dark = dark
        self._walk = Walk(menu, _read)
        self._panes: Panes | None = None
        self._timers: dict[str, Cancel] = {}
        self._click: Click | None = None
        self._touched = 0.0
        self._pressed_inside = False
        self._strayed = False  # from where the click on the icon was

    # What the icon calls

    def open(self, click: Click) -> None:
        """Show the menu beside the icon that was clicked."""
        self._walk.refresh()
        canvas = self._pick_canvas()
        if canvas is None or not self._walk.levels[0].entries:
            self._closed()
            return
        self._panes = Panes(self._server, canvas, click, self._heard, dark=self._dark)
        self._click = click
        self._touched = time.monotonic()
        self._guarded(lambda: self._appear(click.moment))
        self._watch_for_oblivion()

    def refresh(self) -> None:
        """Show the menu's present words, without closing it."""
        if self._panes is not None:
            self._walk.refresh()
            if self._walk.levels[0].entries:
                self._guarded(self._sync)
            else:
                self.close()

    def close(self) -> None:
        """Take it off the screen and give pointer and keyboard back. Harmless when closed."""
        if self._panes is None:
            return
        panes, self._panes = self._panes, None
        for cancel in self._timers.values():
            cancel()
        self._timers.clear()
        with self._server.turn():
            self._server.display.ungrab_pointer(X.CurrentTime)
            self._server.display.ungrab_keyboard(X.CurrentTime)
            panes.close()
        self._closed()

    def _guarded(self, call: Callable[[], None]) -> None:
        """Run a part that must never leave a grab behind, whatever goes wrong in it."""
        try:
            with self._server.turn():
                call()
        except Exception:
            self.close()
            raise

    def _appear(self, moment: int) -> None:
        self._sync()
        self._grab(moment, _GRAB_TRIES)

    def _sync(self) -> None:
        if self._panes is not None:
            self._panes.show(self._walk.levels)

    # Pointer and keys

    def _heard(self, event: Any) -> None:
        self._touched = time.monotonic()
        if self._panes is not None:
            panes = self._panes
            self._guarded(lambda: self._handle(event, panes))

    def _handle(self, event: Any, panes: Panes) -> None:
        match event.type:
            case X.MotionNotify:
                self._move(panes, event.root_x, event.root_y)
            case X.ButtonPress:
                self._press(panes, event)
            case X.ButtonRelease:
                self._release(panes, event)
            case X.KeyPress:
                self._key(panes, event)
            case _:
                pass

    def _move(self, panes: Panes, x: int, y: int) -> None:
        if self._click is not None and dist((x, y), self._click.pointer) > _TREMBLE:
            self._strayed = True
        depth, row = panes.at(x, y)
        self._walk.point(depth, row)
        self._sync()
        self._again("dwell", _DWELL, self._settle)
        if panes.strip(depth, y):
            self._again("scroll", _SCROLLING, lambda: self._scroll_on(depth, y))
        else:
            self._stop("scroll")

    def _press(self, panes: Panes, event: Any) -> None:
        depth, row = panes.at(event.root_x, event.root_y)
        if event.detail in _WHEEL:
            if depth is not None:
                panes.scroll(depth, 4 * _WHEEL[event.detail])
                self._move(panes, event.root_x, event.root_y)
        elif depth is None:
            self.close()
        else:
            self._pressed_inside = True
            if row is not None and self._walk.opens(depth, row):
                self._after(self._walk.choose(depth, row))

    def _release(self, panes: Panes, event: Any) -> None:
        depth, row = panes.at(event.root_x, event.root_y)
        if (
            (self._pressed_inside or self._dragged(event))
            and event.detail in {1, 3}
            and depth is not None
            and row is not None
        ):
            self._after(self._walk.choose(depth, row))

    def _dragged(self, event: Any) -> bool:
        """Tell a release after a drag from the icon from the one that ends the click on it."""
        late = self._click is not None and event.time - self._click.moment > _CLICK
        return late and self._strayed

    def _key(self, panes: Panes, event: Any) -> None:
        key = xscreen.key(self._server, event)
        if key is None:
            return
        self._stop("dwell")
        self._after(self._walk.press(key))
        if self._panes is not None:
            panes.reveal(self._walk.levels)
            self._sync()

    def _after(self, result: Chosen | After) -> None:
        match result:
            case Chosen(item):
                self.close()
                self._choose(item)
            case After.CLOSE:
                self.close()
            case After.STAY:
                self._sync()

    def _settle(self) -> None:
        self._walk.settle()
        self._sync()

    def _scroll_on(self, depth: int | None, y: int) -> None:
        """Scroll as long as the pointer rests on the strip."""
        direction = self._panes.strip(depth, y) if self._panes is not None else 0
        if self._panes is not None and depth is not None and direction:
            self._panes.scroll(depth, direction)
            self._sync()
            self._again("scroll", _SCROLLING, lambda: self._scroll_on(depth, y))

    # The grab and the timers

    def _pick_canvas(self) -> Canvas | None:
        """Return a visual with alpha where somebody blends it, else an opaque one."""
        composed = self._server.owner("_NET_WM_CM")
        return (self._server.canvas(alpha=True) if composed else None) or self._server.canvas()

    def _grab(self, moment: int, tries: int) -> None:
        """Take pointer and keyboard; a menu that gets neither could not be closed, so it goes."""
        if self._panes is None:
            return
        window, at_once = self._panes.first, X.GrabModeAsync
        pointer = self._server.ask(
            lambda: window.grab_pointer(False, _POINTER, at_once, at_once, 0, 0, moment),
            X.AlreadyGrabbed,
        )
        keyboard = self._server.ask(
            lambda: window.grab_keyboard(False, at_once, at_once, moment), X.AlreadyGrabbed
        )
        if pointer == keyboard == X.GrabSuccess:
            return
        if tries <= 0:
            _log.info("Another program holds pointer or keyboard: the menu cannot open now.")
            self.close()
            return
        self._again("grab", _GRAB_AGAIN, lambda: self._grab(X.CurrentTime, tries - 1))

    def _watch_for_oblivion(self) -> None:
        rest = self._touched + _FORGOTTEN - time.monotonic()
        if rest <= 0:
            self.close()
        elif self._panes is not None:
            self._again("oblivion", rest, self._watch_for_oblivion)

    def _again(self, name: str, seconds: float, call: Callable[[], None]) -> None:
        """Start this timer anew."""
        self._stop(name)
        self._timers[name] = self._reactor.later(seconds, lambda: self._guarded(call))

    def _stop(self, name: str) -> None:
        cancel = self._timers.pop(name, None)
        if cancel is not None:
            cancel()


def _read(menu: Any) -> tuple[Entry, ...]:
    """Return a pystray menu as it is now."""
    return tuple(Entry(_row(item, menu), item, item.submenu) for item in menu)


def _row(item: Any, menu: Any) -> Row:
    if item is menu.SEPARATOR:
        return Row(separator=True)
    return Row(
        text=item.text,
        enabled=bool(item.enabled),
        checked=item.checked,
        radio=bool(item.radio),
        opens=item.submenu is not None,
        strong=bool(item.default),
    )
