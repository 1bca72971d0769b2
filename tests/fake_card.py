"""The smallest card: a screen that remembers what it was told to show."""

from __future__ import annotations

from posture_break.ui.card_state import CardLook, CardState


class FakeCard:
    """Implements `messages.CardScreen` in memory: what is opened is on the screen at once."""

    def __init__(self) -> None:
        self.state: CardState | None = None  # what is on the screen
        self.look: CardLook | None = None
        self.opened = 0  # how often something was shown
        self.prepared = 0
        self.runs = False  # whether its process is there

    @property
    def shown(self) -> bool:
        """Whether a card is on the screen."""
        return self.state is not None

    def prepare(self) -> None:
        """Begin the process."""
        self.prepared, self.runs = self.prepared + 1, True

    def open(self, state: CardState, look: CardLook | None = None) -> None:
        """Show."""
        self.state, self.look, self.runs = state, look, True
        self.opened += 1

    def close(self) -> None:
        """Take away."""
        self.state, self.runs = None, False
