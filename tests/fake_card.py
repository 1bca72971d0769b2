"""The smallest card: a screen that remembers what it was told to show."""

from __future__ import annotations

from posture_break.ui.card_state import CardLook, CardState
from posture_break.ui.page_state import PageState


class FakeCard:
    """Implements `cards.CardScreen` in memory: what is opened is on the screen at once."""

    def __init__(self) -> None:
        self.state: CardState | None = None  # the card that is on the screen
        self.page: PageState | None = None  # or the page
        self.look: CardLook | None = None
        self.opened = 0  # how often a card was shown
        self.prepared = 0
        self.runs = False  # whether its process is there

    @property
    def shown(self) -> bool:
        """Whether a card or a page is on the screen."""
        return self.state is not None or self.page is not None

    def prepare(self) -> None:
        """Begin the process."""
        self.prepared, self.runs = self.prepared + 1, True

    def open(self, state: CardState, look: CardLook | None = None) -> None:
        """Show."""
        self.state, self.page, self.look, self.runs = state, None, look, True
        self.opened += 1

    def open_page(self, page: PageState, look: CardLook) -> None:
        """Show a page in the card's place."""
        self.state, self.page, self.look, self.runs = None, page, look, True

    def close(self) -> None:
        """Take away."""
        self.state, self.page, self.runs = None, None, False

    def dies(self) -> None:
        """Be gone, as after a crash."""
        self.close()
