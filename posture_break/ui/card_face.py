"""The card as a person meets it: a window that shows tiles, and hears keys and pointer."""

from __future__ import annotations

import time
import tkinter as tk
from collections.abc import Callable, Hashable, Sequence

from posture_break.ui import appearance, card_keys
from posture_break.ui.card_choices import RING
from posture_break.ui.card_conductor import EMPTY, Conductor
from posture_break.ui.card_figure import Dress, FigureStage
from posture_break.ui.card_lesson_layout import Content
from posture_break.ui.card_lesson_paint import LessonPainter
from posture_break.ui.card_paint import Painter, Tile
from posture_break.ui.card_parts import Area
from posture_break.ui.card_protocol import Args
from posture_break.ui.card_state import AWAY, CardLook, CardMood, CardState
from posture_break.ui.card_surface import FRAME, Surface
from posture_break.ui.shapes import Box
from posture_break.ui.sounds import MakeCues

TYPING_GAP = 800  # milliseconds without a key before keys count, when the card came up by itself


class Face:
    """Shows one card at a time; answers go to ``answered``."""

    def __init__(
        self,
        root: tk.Tk,
        surface: Surface,
        answered: Callable[[str, Args], None],
        end: Callable[[], None],
        make_cues: MakeCues,
    ) -> None:
        """Store the window, hidden until `show`, and what ends the process."""
        self._root = root
        self._surface = surface
        self._make_cues = make_cues
        self._end = end
        self._ended = False
        self._conductor = Conductor(answered, self._finish, now, self._names)
        self._painter: Painter | LessonPainter | None = None
        self._stage: FigureStage | None = None
        self._look = CardLook()
        self._theme = appearance.LIGHT
        self._scale = 1.0
        self._moves = True
        self._shown: dict[str, Hashable] = {}  # what each tile on the window shows
        self._timer = ""
        self._pressed = ""
        self._keys_from = 0

    def warm_up(self) -> None:
        """Load and paint everything once, hidden, so that the next `show` is quick."""
        self._surface.look_around()
        painter = Painter(EMPTY, appearance.LIGHT, 1.0, (900, 700), short=False)
        self._surface.put("base", painter.card(CardMood(), 60), (0, 0))
        self._listen()

    def show(self, state: CardState, look: CardLook, seen: Callable[[], None]) -> None:
        """Bring a card up, or change the one that is there; ``seen`` hears when it is visible."""
        if self._painter is None:
            self._dress(look)
        cues = self._make_cues(look.sound, look.volume, look.voice)
        self._conductor.show(state, look, cues)
        self._root.title(state.title)
        self._lay_out()
        self._listen()
        if self._surface.up:
            if look.focus:
                self._keys_from = 0
                self._surface.come_forward()
            self._root.after_idle(seen)
            return
        self._keys_from = 0 if look.focus else now() + TYPING_GAP
        self._surface.come_up(take_focus=look.focus, closed=self._closed, seen=seen)

    def leave(self) -> None:
        """Make room for a page: stand still, be silent, paint nothing."""
        self._conductor.leave()
        self._stop_timer()
        self._painter = None

    def _dress(self, look: CardLook) -> None:
        """Settle what holds for the whole life of the window: colours, size, motion."""
        seen = self._surface.look_around()
        self._look = look
        self._theme = appearance.resolve(look.theme, seen.theme)
        self._scale = look.text * self._surface.scale(look.scale)
        self._moves = look.motion
        if look.motion and not look.always_moves:  # after the first picture, which must not wait
            self._root.after_idle(self._heed_motion, seen.animations)

    def _heed_motion(self, animations: bool | None) -> None:
        self._moves = appearance.moves(animations)

    def _listen(self) -> None:
        """Hear keys and pointer; binding twice replaces."""
        canvas = self._surface.canvas
        canvas.bind("<Motion>", self._moved)
        canvas.bind("<Leave>", lambda _event: self._over(""))
        canvas.bind("<ButtonPress-1>", self._press)
        canvas.bind("<ButtonRelease-1>", self._release)
        self._root.bind("<Key>", self._key)
        self._root.protocol("WM_DELETE_WINDOW", self._closed)

    # -- painting ----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        """Make the painter of this card, for another state or another length, and show it."""
        place = self._surface.place()
        limit = (place[2] - FRAME[0], place[3] - FRAME[1])
        state, mood, session = self._conductor.state, self._conductor.mood, self._conductor.session
        if session is None:
            self._painter = Painter(state, self._theme, self._scale, limit, short=mood.short)
        else:
            script = session.script
            content = Content(state, script.rows, script.all_words, mood.short)
            self._painter = LessonPainter(content, self._theme, self._scale, limit)
            self._stage = self._staged(self._painter, session.lesson.figure)
        self._shown.clear()
        self._conductor.settle_focus()
        self._surface.settle(self._painter.layout.size, self._painter.colours.ground)
        self._surface.keep([tile.name for tile in self._tiles()])
        self._refresh()

    def _staged(self, painter: LessonPainter, figure: str) -> FigureStage | None:
        """Return what draws the figure; the one that is there keeps its pictures."""
        size = painter.stage_size
        if size is None:
            return None
        if self._stage is not None and self._stage.fits(figure, size):
            return self._stage
        return FigureStage(figure, size, Dress(self._theme, self._look.skin, self._look.hair))

    def _tiles(self) -> Sequence[Tile]:
        conductor, painter = self._conductor, self._painter
        if isinstance(painter, LessonPainter) and conductor.now is not None:
            moment = conductor.now if self._moves else conductor.now.still
            return painter.tiles(moment, conductor.mood, self._stage)
        if isinstance(painter, Painter):
            return painter.tiles(conductor.mood, conductor.remaining)
        return ()

    def _refresh(self) -> None:
        """Paint what has changed, and come back when the next thing will."""
        for tile in self._tiles():
            if tile.name not in self._shown or self._shown[tile.name] != tile.shows:
                self._shown[tile.name] = tile.shows
                self._surface.put(tile.name, tile.paint(), tile.at)
        self._stop_timer()
        wait = None if self._painter is None else self._conductor.wait(moves=self._moves_now)
        if wait is not None:
            self._timer = self._root.after(wait, self._beat)

    @property
    def _moves_now(self) -> bool:
        return self._moves and self._stage is not None and self._stage.alive

    def _beat(self) -> None:
        self._timer = ""
        self._conductor.beat()
        self._after_deed()

    def _stop_timer(self) -> None:
        if self._timer:
            self._root.after_cancel(self._timer)
            self._timer = ""

    # -- the person --------------------------------------------------------------------------

    def _areas(self) -> Sequence[Area]:
        conductor, painter = self._conductor, self._painter
        if isinstance(painter, LessonPainter) and conductor.now is not None:
            return painter.areas(conductor.now, conductor.mood)
        return painter.areas(conductor.mood) if isinstance(painter, Painter) else ()

    def _names(self) -> Sequence[str]:
        return [area.name for area in self._areas()]

    def _at(self, x: int, y: int) -> str:
        """Return the name of the hit area at a point, or nothing."""
        return next((area.name for area in self._areas() if _inside(area.box, x, y)), "")

    def _moved(self, event: tk.Event[tk.Canvas]) -> None:
        self._over(self._at(event.x, event.y))

    def _over(self, name: str) -> None:
        if name != self._conductor.mood.hover:
            self._surface.canvas.configure(cursor="hand2" if name else "")
            self._conductor.hover(name)
            self._refresh()

    def _press(self, event: tk.Event[tk.Canvas]) -> None:
        self._keys_from = 0  # who clicks the card means it
        self._root.focus_force()
        self._pressed = self._at(event.x, event.y)

    def _release(self, event: tk.Event[tk.Canvas]) -> None:
        name, pressed = self._at(event.x, event.y), self._pressed
        self._pressed = ""
        if name and name == pressed:
            if name != RING:
                self._conductor.focus(name)
            self._do(lambda: self._conductor.act(name))

    def _key(self, event: tk.Event[tk.Misc]) -> None:
        wish = card_keys.meaning(event.keysym, event.keycode, int(event.state))
        if now() < self._keys_from and wish != AWAY:
            self._keys_from = now() + TYPING_GAP  # still typing into what was there before
        elif wish:
            self._do(lambda: self._conductor.wish(wish))

    def _closed(self) -> None:
        self._conductor.act(AWAY)

    def _do(self, deed: Callable[[], None]) -> None:
        """Do what the person asked for, and show what came of it."""
        short = self._conductor.mood.short
        deed()
        if not self._ended and self._conductor.mood.short != short:
            self._lay_out()
        self._after_deed()

    def _after_deed(self) -> None:
        """Show what came of something, if the window is still there."""
        if not self._ended:
            self._conductor.settle_focus()
            self._refresh()

    def _finish(self) -> None:
        self._ended = True
        self._end()


def now() -> int:
    """Return milliseconds on a clock that goes on in system sleep, where there is one."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000
    return time.monotonic_ns() // 1_000_000


def _inside(box: Box, x: int, y: int) -> bool:
    return box[0] <= x < box[2] and box[1] <= y < box[3]
