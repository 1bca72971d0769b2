"""A store in memory: what `ports.Keep` promises, without a disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from posture_break.core.model import What
from posture_break.core.snapshot import Tally

if TYPE_CHECKING:
    from collections.abc import Sequence

    from posture_break.core.model import Effect
    from posture_break.ports import Unavailable


class FakeKeep:
    """Remembers in lists; hand the same one to a second loop to play a restart."""

    def __init__(self) -> None:
        """Begin empty."""
        self.state: str | None = None
        self.effects: list[Effect] = []
        self.line: str | None = None
        self.trouble: Unavailable | None = None

    def load(self) -> str | None:
        """Return the state that was stored last."""
        return self.state

    def commit(self, state: str, effects: Sequence[Effect] = (), *, durable: bool = True) -> None:
        """Store both."""
        self.state = state
        self.effects.extend(effects)

    def tally(self, since: int) -> Tally:
        """Return the outcomes since a wall moment."""
        seen = [each.what for each in self.effects if each.at.wall >= since]
        kinds = (What.DONE, What.SKIPPED, What.MISSED, What.NATURAL)
        return Tally(*(seen.count(each) for each in kinds))

    def mark(self, line: str) -> None:
        """Remember the mark of life."""
        self.line = line

    def last_mark(self) -> str | None:
        """Return the last mark of life."""
        return self.line
