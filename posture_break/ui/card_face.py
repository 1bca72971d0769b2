"""The card as a person meets it: its clock, keys, pointer and answers."""

from __future__ import annotations

import math
import time
import tkinter as tk
from collections.abc import Callable
from dataclasses import replace

from posture_break.ui import appearance, card_keys
from posture_break.ui.card_controls import BACK, CLOSE, snooze_name
from posture_break.ui.card_paint import Area, Painter
from posture_break.ui.card_protocol import Args
from posture_break.ui.card_state import (
    ANOTHER,
    AWAY,
    DONE,
    SHORT,
    SKIP,
    SNOOZE,
    CardLook,
    CardMood,
    CardState,
)
from posture_break.ui.card_surface import FRAME, Surface
from posture_break.ui.shapes import Box

TYPING_GAP = 0.8  # seconds without a key before keys count, when the card came up by itself
ANSWER_GAP = 2.0  # seconds for the daemon to react before another answer is sent

_EMPTY = CardState(title="", seconds=60)


class Face:
    """Shows one card at a time; answers go to ``answered``."""

    def __init__(
        self, root: tk.Tk, answered: Callable[[str, Args], None], end: Callable[[], None]
    ) -> None:
        """Store the window, hidden until `show`, and what ends the process."""
        self._root = root
        self._end = end
        self._answered = answered
        self._surface = Surface(root)
        self._state = _EMPTY
        self._mood = CardMood()
        self._painter: Painter | None = None
        self._theme = appearance.LIGHT
        self._scale = 1.0
        self._ends = 0.0  # when the countdown is over
        self._full_ends = 0.0  # the same for the whole break, while the short version runs
        self._timer = ""
        self._drawn = -1  # the second that the ring shows
        self._pressed = ""
        self._keys_from = 0.0
        self._deaf_until = 0.0

    def warm_up(self) -> None:
        """Load and paint everything once, hidden, so that the next `show` is quick."""
        self._surface.look_around()
        painter = Painter(_EMPTY, appearance.LIGHT, 1.0, (900, 700), short=False)
        self._surface.put("base", painter.card(CardMood(), 60), (0, 0))
        self._listen()

    def show(self, state: CardState, look: CardLook, seen: Callable[[], None]) -> None:
        """Bring a card up, or change the one that is there; ``seen`` hears when it is visible."""
        fresh = self._painter is None
        if fresh:
            self._theme = appearance.resolve(look.theme, self._surface.look_around().theme)
            self._scale = look.text * self._surface.scale(look.scale)
        self._state = state  # another exercise keeps the focus: Enter on Another goes on
        self._mood = CardMood(focus=self._mood.focus, ring_focus=self._mood.ring_focus)
        self._deaf_until = 0.0
        self._ends = self._full_ends = _now() + state.seconds - state.elapsed
        self._root.title(state.title)
        self._lay_out()
        if fresh:
            self._listen()
            self._keys_from = 0.0 if look.focus else _now() + TYPING_GAP
            self._surface.come_up(take_focus=look.focus, closed=self._put_away, seen=seen)
        else:
            self._root.after_idle(seen)

    def _listen(self) -> None:
        """Hear keys and pointer; binding twice replaces."""
        canvas = self._surface.canvas
        canvas.bind("<Motion>", self._moved)
        canvas.bind("<Leave>", self._left)
        canvas.bind("<ButtonPress-1>", self._press)
        canvas.bind("<ButtonRelease-1>", self._release)
        self._root.bind("<Key>", self._key)

    def _lay_out(self) -> None:
        """Paint the card anew, for another state or another length."""
        place = self._surface.place()
        limit = (place[2] - FRAME[0], place[3] - FRAME[1])
        painter = Painter(self._state, self._theme, self._scale, limit, short=self._mood.short)
        self._painter = painter
        names = [area.name for area in painter.areas(self._mood)]
        if self._mood.focus not in names:
            self._mood = replace(self._mood, focus=names[0])
        remaining = self._drawn = self._remaining()
        ring, strip = painter.layout.ring, painter.layout.strip
        self._surface.settle(painter.layout.size, painter.colours.ground)
        self._surface.put("base", painter.base(self._mood), (0, 0))
        self._surface.put("ring", painter.ring(remaining), ring[:2] if ring else (0, 0))
        self._surface.put("strip", painter.strip(self._mood, remaining), strip[:2])
        self._schedule()

    def _change(self, mood: CardMood) -> None:
        """Show another mood: repaint only the part that it touches."""
        painter, old = self._painter, self._mood
        if painter is None or mood == old:
            return
        self._mood = mood
        touched = {old.hover, mood.hover, old.focus, mood.focus}
        upper = any(name == AWAY or name.startswith("step-") for name in touched)
        if upper or old.ticked != mood.ticked:
            self._surface.put("base", painter.base(mood), (0, 0))
        strip = painter.strip(mood, self._remaining())
        self._surface.put("strip", strip, painter.layout.strip[:2])

    # -- the clock ---------------------------------------------------------------------------

    def _remaining(self) -> int:
        """Return the whole seconds that are left."""
        return max(0, math.ceil(self._ends - _now() - 0.001))

    def _schedule(self) -> None:
        """Come back when the shown second changes; never again once the time is up."""
        if self._timer:
            self._root.after_cancel(self._timer)
            self._timer = ""
        left = self._ends - _now()
        if self._painter is None or self._painter.layout.ring is None or left <= 0:
            return
        to_next = left - math.floor(left)
        self._timer = self._root.after(max(5, math.ceil(1000 * to_next) + 2), self._tick)

    def _tick(self) -> None:
        self._timer = ""
        painter = self._painter
        remaining = self._remaining()
        if painter is not None and painter.layout.ring is not None and remaining != self._drawn:
            self._drawn = remaining
            self._surface.put("ring", painter.ring(remaining), painter.layout.ring[:2])
            if remaining == 0:
                self._surface.put("strip", painter.strip(self._mood, 0), painter.layout.strip[:2])
        self._schedule()

    # -- the person --------------------------------------------------------------------------

    def _areas(self) -> tuple[Area, ...]:
        return self._painter.areas(self._mood) if self._painter is not None else ()

    def _at(self, x: int, y: int) -> str:
        """Return the name of the hit area at a point, or nothing."""
        return next((area.name for area in self._areas() if _inside(area.box, x, y)), "")

    def _moved(self, event: tk.Event[tk.Canvas]) -> None:
        name = self._at(event.x, event.y)
        if name != self._mood.hover:
            self._surface.canvas.configure(cursor="hand2" if name else "")
            self._change(replace(self._mood, hover=name))

    def _left(self, _event: tk.Event[tk.Canvas]) -> None:
        self._change(replace(self._mood, hover=""))

    def _press(self, event: tk.Event[tk.Canvas]) -> None:
        self._keys_from = 0.0  # who clicks the card means it
        self._root.focus_force()
        self._pressed = self._at(event.x, event.y)

    def _release(self, event: tk.Event[tk.Canvas]) -> None:
        name = self._at(event.x, event.y)
        if name and name == self._pressed:
            self._change(replace(self._mood, focus=name))
            self._act(name)
        self._pressed = ""

    def _key(self, event: tk.Event[tk.Misc]) -> None:
        wish = card_keys.meaning(event.keysym, event.keycode, int(event.state))
        if _now() < self._keys_from and wish != AWAY:
            self._keys_from = _now() + TYPING_GAP  # still typing into what was there before
        elif wish in {card_keys.NEXT, card_keys.PREVIOUS}:
            self._move_focus(1 if wish == card_keys.NEXT else -1)
        elif wish == card_keys.ACTIVATE:
            self._act(self._mood.focus)
        elif wish.startswith(card_keys.DIGIT):
            number = wish.removeprefix(card_keys.DIGIT)
            self._act(f"{SNOOZE}-{number}" if self._mood.choosing else f"step-{number}")
        elif wish == AWAY and self._mood.choosing:
            self._act(BACK)
        elif wish:
            self._act(wish)

    def _move_focus(self, by: int) -> None:
        names = [area.name for area in self._areas()]
        if not names:
            return
        at = names.index(self._mood.focus) if self._mood.focus in names else 0
        focus = names[(at + by) % len(names)]
        self._change(replace(self._mood, focus=focus, ring_focus=True))

    def _act(self, name: str) -> None:
        """Do what the area called ``name`` stands for, if it is there now."""
        if name in {AWAY, CLOSE}:
            self._put_away()
        elif not any(area.name == name for area in self._areas()):
            return
        elif name == SNOOZE and len(self._state.snoozes) > 1:
            self._change(replace(self._mood, choosing=True, focus=snooze_name(0), hover=""))
        elif name == SNOOZE or name.startswith(f"{SNOOZE}-"):
            choice = 0 if name == SNOOZE else int(name.rpartition("-")[2]) - 1
            self._answer(SNOOZE, {"for": self._state.snoozes[choice].value})
        elif name == BACK:
            self._change(replace(self._mood, choosing=False, focus=SNOOZE, hover=""))
        elif name == SHORT:
            self._switch_length()
        elif name == DONE:
            self._answer(SHORT if self._mood.short else DONE, self._steps_done())
        elif name in {ANOTHER, SKIP}:
            self._answer(name, {})
        elif name.startswith("step-"):
            step = int(name.removeprefix("step-")) - 1
            self._change(replace(self._mood, ticked=self._mood.ticked ^ {step}))

    def _switch_length(self) -> None:
        """Change to the short version: at most 30 s from now, or back to the whole break."""
        short = not self._mood.short
        self._mood = replace(self._mood, short=short, focus=DONE)
        self._ends = _now() + min(30, self._state.short_seconds) if short else self._full_ends
        self._lay_out()

    def _steps_done(self) -> dict[str, str | int]:
        """Return how many steps were ticked off; nothing where the person ticked none."""
        if not self._mood.ticked:
            return {}
        return {"steps": len(self._mood.ticked), "of": len(self._state.steps)}

    def _answer(self, verb: str, args: dict[str, str | int]) -> None:
        """Send one answer; a second press while the daemon reacts sends none."""
        if _now() < self._deaf_until:
            return
        self._deaf_until = _now() + ANSWER_GAP
        self._answered(verb, {**args, "serial": self._state.serial})

    def _put_away(self) -> None:
        self._answered(AWAY, {"serial": self._state.serial})
        self._end()


def _now() -> float:
    """Return seconds on a clock that goes on in system sleep, where there is one."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


def _inside(box: Box, x: int, y: int) -> bool:
    return box[0] <= x < box[2] and box[1] <= y < box[3]
