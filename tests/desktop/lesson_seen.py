"""The card of a session of the whole program, as it is on the screen: its parts, to look and click.

Where a part lies is reckoned by the card's own painter, from what the program says of the card.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from PIL import Image

from posture_break.ui import card_protocol as protocol
from posture_break.ui.card_lesson_layout import Content
from posture_break.ui.card_lesson_paint import LessonPainter
from posture_break.ui.card_now import Now, Stand, Words
from posture_break.ui.card_protocol import Message
from posture_break.ui.card_script import Script, script
from posture_break.ui.card_state import CardMood, CardState
from posture_break.ui.card_surface import FRAME
from posture_break.ui.shapes import Box
from tests.desktop.rig import SIZE, wait_until
from tests.desktop.whole import Home, Screen

PANEL = 32  # pixels that the panel takes from the top of the screen


class LessonSeen:
    """One card with a session that is on the screen now."""

    def __init__(self, home: Home, screen: Screen) -> None:
        """Store where the card is; it has to have come up."""
        self.state = state_of(home)
        assert self.state.lesson is not None, self.state
        self._desktop = screen.desktop
        self.script: Script = script(self.state.lesson, short=False)
        content = Content(self.state, self.script.rows, self.script.all_words)
        limit = (SIZE[0] - FRAME[0], SIZE[1] - PANEL - FRAME[1])
        self._painter = LessonPainter(content, "light", 1.0, limit)
        place = screen.card()
        assert place[2:] == self._painter.layout.size, "not the card that the program tells of"
        self._left, self._top = place[:2]

    def stage(self) -> bytes:
        """Return the pixels of the figure."""
        assert self._painter.layout.stage is not None
        return self._pixels(self._painter.layout.stage)

    def ring(self) -> bytes:
        """Return the pixels of the ring with its seconds."""
        return self._pixels(self._painter.layout.ring)

    def words(self) -> bytes:
        """Return the pixels of the words beside the ring."""
        return self._pixels(self._painter.layout.words)

    def all(self) -> bytes:
        """Return the pixels of the whole card."""
        width, height = self._painter.layout.size
        return self._pixels((0, 0, width, height))

    def click(self, name: str, mood: CardMood = CardMood()) -> None:  # noqa: B008 - it is frozen
        """Click the middle of a button, while the session runs."""
        now = Now(Stand.RUNNING, Words(""))
        box = {area.name: area.box for area in self._painter.areas(now, mood)}[name]
        across, down = (box[0] + box[2]) // 2, (box[1] + box[3]) // 2
        self._desktop.click(self._left + across, self._top + down)

    def goes_on_to(self, step: int) -> None:
        """Wait until the words beside the ring are those of a step."""
        wanted = self._painter.words(self.script.words[step])
        box = self._painter.layout.words

        def there() -> bool:
            with Image.open(self._photograph()) as picture:
                seen = picture.convert("RGB").crop(self._on_screen(box))
                return seen.tobytes() == wanted.convert("RGB").tobytes()

        wait_until(there, f"step {step}: {self.script.words[step]}")

    def _pixels(self, box: Box) -> bytes:
        return self._desktop.pixels(*self._on_screen(box))

    def _on_screen(self, box: Box) -> Box:
        left, top = self._left, self._top
        return (left + box[0], top + box[1], left + box[2], top + box[3])

    def _photograph(self) -> Path:
        path = self._desktop.folder / "lesson.png"
        self._desktop.run("import", "-silent", "-window", "root", str(path))
        return path


def state_of(home: Home) -> CardState:
    """Return the card as the program would show it now."""
    answer = home.request("lesson")
    assert answer["ok"], answer
    message = Message(protocol.OPEN, {"state": answer["data"]["card"]})
    state, _look = protocol.decode_open(message)
    assert asdict(state)["title"] == answer["data"]["card"]["title"]
    return state
