"""A card's process as its daemon holds it, with everything noted that it tells."""

from __future__ import annotations

import subprocess

from posture_break.adapters.card_process import COMMAND, Card
from posture_break.ports import Unavailable
from posture_break.reactor import Reactor
from posture_break.ui.card_protocol import Args


class RecordedCard:
    """A card on a reactor, its answers and its losses."""

    def __init__(self, reactor: Reactor, command: tuple[str, ...] = COMMAND) -> None:
        """Store a card whose process is ``command``; it does not run yet."""
        self.reactor = reactor
        self.answers: list[tuple[str, Args]] = []
        self.losses: list[Unavailable] = []
        self.card = Card(
            reactor,
            lambda verb, args: self.answers.append((verb, args)),
            self.losses.append,
            command,
        )

    @property
    def process(self) -> subprocess.Popen[bytes]:
        """The card's process."""
        child = self.card._child
        assert child is not None
        assert child._process is not None
        return child._process


def collected(process: subprocess.Popen[bytes]) -> bool:
    """Return whether a process has ended and nothing of it is left."""
    return process.returncode is not None and bool(process.stdout and process.stdout.closed)
