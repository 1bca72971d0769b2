"""The history on the disk: how long an answer takes to be safe, and how ten years open."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from benchmarks import figures
from posture_break.adapters.store import Store
from posture_break.core.model import Effect, Moment, Reason, What, Why

_MINUTE = 60_000
_TEN_YEARS = 10 * 240 * 30  # working days of thirty entries
_BEGIN = 1_750_000_000_000
_STATE = '{"state": "' + "x" * 4000 + '"}'  # about what a real one takes


def run(_minutes: float) -> None:
    """Commit answers one by one, then many, and open the result."""
    figures.heading("The history")
    with tempfile.TemporaryDirectory(dir=Path.home()) as folder:
        path = Path(folder, "history.db")
        store = Store(path)
        store.open()
        durable = [_commit(store, number, 1, durable=True) for number in range(50)]
        quick = [_commit(store, number, 1, durable=False) for number in range(50, 100)]
        for begin in range(100, _TEN_YEARS, 1000):
            _commit(store, begin, 1000, durable=False)
        store.close()
        figures.brief("an answer, safe from a power cut", durable)
        figures.brief("an entry, safe from kill -9", quick)
        figures.line("ten years of entries", path.stat().st_size / 2**20, "MB")
        figures.brief(
            "opening ten years, and today's outcomes", figures.repeat(lambda: _open(path), 5)
        )


def _commit(store: Store, number: int, many: int, *, durable: bool) -> float:
    effects = [_effect(number + each) for each in range(many)]
    begin = time.perf_counter()
    store.commit(_STATE, effects, durable=durable)
    return time.perf_counter() - begin


def _effect(number: int) -> Effect:
    at = _BEGIN + number * 16 * _MINUTE
    return Effect(What.DONE, Moment(at, at), Reason(Why.TAKEN), "stand-up")


def _open(path: Path) -> float:
    begin = time.perf_counter()
    store = Store(path)
    store.open()
    store.load()
    store.tally(_BEGIN + (_TEN_YEARS - 20) * 16 * _MINUTE)
    span = time.perf_counter() - begin
    store.close()
    return span
