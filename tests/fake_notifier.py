"""The smallest notifier: a screen that is a dictionary."""

from __future__ import annotations

from posture_break.ports import Note, Unavailable


class FakeNotifier:
    """Implements `ports.Notifier` in memory; set ``buttons`` and ``trouble`` as a test likes."""

    def __init__(self, *, buttons: bool | None = True) -> None:
        self.buttons = buttons
        self.trouble: Unavailable | None = None
        self.screen: dict[str, Note] = {}

    def start(self) -> None:
        """Begin."""

    def notify(self, note: Note) -> None:
        """Show or replace."""
        self.screen[note.key] = note

    def withdraw(self, key: str) -> None:
        """Take away."""
        self.screen.pop(key, None)

    def stop(self) -> None:
        """Take everything away."""
        self.screen.clear()
