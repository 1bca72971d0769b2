"""The card on a real display, held by its daemon's side: open it, touch it, hear its answers."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from unittest.mock import patch

from posture_break.reactor import Reactor
from posture_break.ui.card_paint import Painter
from posture_break.ui.card_protocol import Args
from posture_break.ui.card_state import CardLook, CardMood, CardState
from tests.desktop.rig import Desktop, DesktopError, Geometry
from tests.recorded_card import RecordedCard, collected
from tests.rounds import turn_until


class CardDesk(RecordedCard):
    """One card on a desktop."""

    def __init__(self, desktop: Desktop, reactor: Reactor) -> None:
        """Store a card that is not open yet."""
        super().__init__(reactor)
        self.desktop = desktop
        self._processes: set[subprocess.Popen[bytes]] = set()

    def until(self, check: Callable[[], object], what: str, limit: float = 10.0) -> None:
        """Turn the reactor until ``check`` holds."""
        if not turn_until(self.reactor, lambda: bool(check()), limit):
            raise DesktopError(f"waited {limit} s for {what}; lost: {self.losses}")

    def ask(self, state: CardState, look: CardLook) -> None:
        """Open the card without waiting for it."""
        self.card.open(state, look)
        self._processes.add(self.process)

    def open(self, state: CardState, look: CardLook) -> None:
        """Open the card and wait until it is on the screen."""
        self.ask(state, look)
        self.until(lambda: self.card.shown or self.losses, "the card")
        assert not self.losses

    def hears(self) -> tuple[str, Args]:
        """Return the next answer."""
        self.until(lambda: self.answers, "an answer")
        return self.answers.pop(0)

    def silent(self, seconds: float = 0.5) -> bool:
        """Return whether no answer comes for this long."""
        with suppress(DesktopError):
            self.until(lambda: self.answers, "silence", seconds)
        return not self.answers

    def press(self, *names: str) -> None:
        """Press keys one after the other."""
        self.desktop.key(*names)

    def click(
        self, name: str, state: CardState, scale: float = 1.0, *, choosing: bool = False
    ) -> None:
        """Click the middle of a hit area of the card that shows ``state``."""
        left, top, width, height = self.geometry()
        painter = Painter(state, "light", scale, (width, height))
        areas = {area.name: area.box for area in painter.areas(CardMood(choosing=choosing))}
        box = areas[name]
        self.desktop.click(left + (box[0] + box[2]) // 2, top + (box[1] + box[3]) // 2)

    def windows(self) -> list[str]:
        """Return the windows of the card that are on the screen."""
        return self.desktop.windows("posture-break")

    def geometry(self) -> Geometry:
        """Return where the card's window is."""
        return self.desktop.geometry(self.windows()[-1])

    def says(self, *names: str) -> str:
        """Return properties of the card's window as xprop prints them."""
        return self.desktop.run("xprop", "-id", self.windows()[-1], *names)

    def end(self) -> None:
        """Close the card and collect every process that it had."""
        self.card.close()
        self.until(lambda: all(map(collected, self._processes)), "the end of the card")


@contextmanager
def card_on(desktop: Desktop, **env: str) -> Iterator[CardDesk]:
    """Hold a card on a desktop; its process sees that desktop's environment and no other."""
    with patch.dict(os.environ, desktop.env | env, clear=True), Reactor() as reactor:
        held = CardDesk(desktop, reactor)
        try:
            yield held
        finally:
            held.end()
