"""Keeps state in memory alone: for the demo, and where no folder can be used."""

from __future__ import annotations

from collections.abc import Sequence

from posture_break.core.model import Effect
from posture_break.core.snapshot import Tally
from posture_break.ports import Unavailable

_OUTCOMES = ("done", "skipped", "missed", "natural")


class Forgetful:
    """Implements `ports.Keep` and forgets everything at the end."""

    def __init__(self, trouble: Unavailable | None = None) -> None:
        self._trouble = trouble
        self._counts = Tally()

    def open(self) -> None:
        """Have nothing to open."""

    def close(self) -> None:
        """Have nothing to close."""

    @property
    def trouble(self) -> Unavailable | None:
        """Why it is only memory, if that is not on purpose."""
        return self._trouble

    def load(self) -> str | None:
        """Return nothing: it begins anew."""
        return None

    def commit(self, state: str, effects: Sequence[Effect], *, durable: bool) -> None:  # noqa: ARG002 - the port's
        """Count the outcomes."""
        told = [effect.what.value for effect in effects]
        counts = {name: getattr(self._counts, name) + told.count(name) for name in _OUTCOMES}
        self._counts = Tally(**counts)

    def tally(self, since: int) -> Tally:  # noqa: ARG002 - the port's
        """Return the outcomes so far."""
        return self._counts

    def mark(self, line: str) -> None:
        """Keep nothing."""

    def last_mark(self) -> str | None:
        """Return nothing."""
        return None
