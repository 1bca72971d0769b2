"""Keeps state in memory alone: for the demo, and where no folder can be used."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from posture_break.core.model import Effect, What
from posture_break.core.snapshot import Tally
from posture_break.ports import Unavailable

_OUTCOMES = (What.DONE, What.SKIPPED, What.MISSED, What.NATURAL)  # as in `Tally`
_MOST = 2_000  # outcomes: far more than a day has, and only today's are asked for


class Forgetful:
    """Implements `ports.Keep` and forgets everything at the end."""

    def __init__(self, trouble: Unavailable | None = None) -> None:
        self._trouble = trouble
        self._state: str | None = None
        self._mark: str | None = None
        self._outcomes: deque[tuple[int, What]] = deque(maxlen=_MOST)

    def open(self) -> None:
        """Have nothing to open."""

    def close(self) -> None:
        """Have nothing to close."""

    @property
    def trouble(self) -> Unavailable | None:
        """Why it is only memory, if that is not on purpose."""
        return self._trouble

    def load(self) -> str | None:
        """Return the state of this run; at its start there is none."""
        return self._state

    def commit(self, state: str, effects: Sequence[Effect] = (), *, durable: bool = True) -> None:  # noqa: ARG002 - the port's
        """Remember the state and the outcomes."""
        self._state = state
        self._outcomes.extend(
            (each.at.wall, each.what) for each in effects if each.what in _OUTCOMES
        )

    def tally(self, since: int) -> Tally:
        """Return the outcomes since a wall moment."""
        seen = [what for wall, what in self._outcomes if wall >= since]
        return Tally(*(seen.count(each) for each in _OUTCOMES))

    def mark(self, line: str) -> None:
        """Remember the mark of life."""
        self._mark = line

    def last_mark(self) -> str | None:
        """Return the last mark of life."""
        return self._mark
