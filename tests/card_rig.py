"""A session's card without a window: a clock that is set, keys that are pressed, what is said."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image

from posture_break.ui.card_conductor import Conductor
from posture_break.ui.card_lesson_layout import Content
from posture_break.ui.card_lesson_paint import LessonPainter
from posture_break.ui.card_now import Now, Pose
from posture_break.ui.card_paint import Painter, Tile
from posture_break.ui.card_protocol import Args
from posture_break.ui.card_state import CardLook, CardState
from posture_break.ui.sounds import Sound
from tests.card_samples import TAUGHT

LIMIT = (3000, 3000)


class Heard:
    """Cues that only note what they are asked for."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.notes: list[str] = []

    def play(self, sound: Sound) -> None:
        """Note a sound."""
        self.notes.append(f"sound:{sound}")

    def say(self, text: str) -> None:
        """Note what is said."""
        self.notes.append(text)

    def stop(self) -> None:
        """Note silence."""
        self.notes.append("silence")

    def end(self, within: float = 0.0) -> None:
        """Note the end."""
        self.notes.append("end")


class PlainStage:
    """A stage that shows one colour, another for each pose, and counts its pictures."""

    def __init__(self, size: tuple[int, int]) -> None:
        """Store the size."""
        self.size = size
        self.poses: list[Pose] = []

    def picture(self, pose: Pose) -> Image.Image:
        """Return a picture for this pose."""
        self.poses.append(pose)
        shade = hash(pose) % 200
        return Image.new("RGB", self.size, (shade, 100, 100))


class Rig:
    """One card, with the clock in the hands of the test."""

    def __init__(self, state: CardState = TAUGHT, look: CardLook | None = None) -> None:
        """Show a card, at noon of no particular day."""
        self.moment = 1_000_000
        self.said: list[tuple[str, Args]] = []
        self._ended = False
        self.cues = Heard()
        self.painter: LessonPainter | Painter | None = None
        self.conductor = Conductor(
            lambda verb, args: self.said.append((verb, dict(args))),
            self._end,
            lambda: self.moment,
            self.names,
        )
        self.show(state, look or CardLook())

    def show(self, state: CardState, look: CardLook) -> None:
        """Show this card in the place of the other."""
        self.conductor.show(state, look, self.cues)
        self._lay_out()

    def names(self) -> Sequence[str]:
        """Return what can be pressed."""
        mood = self.conductor.mood
        if isinstance(self.painter, LessonPainter):
            return [area.name for area in self.painter.areas(self.now, mood)]
        return [area.name for area in self.painter.areas(mood)] if self.painter else []

    @property
    def now(self) -> Now:
        """What is shown."""
        assert self.conductor.now is not None
        return self.conductor.now

    def passes(self, milliseconds: int) -> None:
        """Let time pass, beat by beat as the window would."""
        end = self.moment + milliseconds
        while self.moment < end and not self._ended:
            wait = self.conductor.wait(moves=True)
            self.moment = end if wait is None else min(end, self.moment + wait)
            self.conductor.beat()

    def press(self, *wishes: str) -> None:
        """Press keys, by what they mean."""
        for wish in wishes:
            short = self.conductor.mood.short
            self.conductor.wish(wish)
            if self.conductor.mood.short != short:
                self._lay_out()
            self.conductor.settle_focus()

    def tiles(self, stage: PlainStage | None = None) -> tuple[Tile, ...]:
        """Return the tiles of this moment."""
        assert isinstance(self.painter, LessonPainter)
        stage = stage or PlainStage(self.painter.stage_size or (1, 1))
        return self.painter.tiles(self.now, self.conductor.mood, stage)

    def _lay_out(self) -> None:
        state, mood, session = (
            self.conductor.state, self.conductor.mood, self.conductor.session,
        )  # fmt: skip
        if session is None:
            self.painter = Painter(state, "light", 1.0, LIMIT, short=mood.short)
        else:
            content = Content(state, session.script.rows, session.script.all_words, mood.short)
            self.painter = LessonPainter(content, "light", 1.0, LIMIT)
        self.conductor.settle_focus()

    def is_over(self) -> bool:
        """Tell whether the card has put itself away."""
        return self._ended

    def shows_reasons(self) -> bool:
        """Tell whether the reasons stand in the place of the steps."""
        return self.conductor.mood.why

    def _end(self) -> None:
        self._ended = True
