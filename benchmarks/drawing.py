"""What the pictures of the figures cost: the first one, each new one, and one from memory."""

from __future__ import annotations

import time
from collections.abc import Callable

from benchmarks import figures
from posture_break.figure.film import Film
from posture_break.figure.paint import Painter
from posture_break.figure.poses import load_figure

_FIGURES = ("bird-dog", "chair-twist", "desk-lean", "shoulder-rolls")
_SIZES = ((402, 352), (804, 704))  # the card's stage, and on a display twice as fine
_FRAMES = 20
_MOST = {402: 25.0, 804: 45.0}  # milliseconds: a frame is shown for 50


def run(_minutes: float) -> None:
    """Draw one move of some figures, twice."""
    figures.heading("Pictures of the figures, in one process")
    for size in _SIZES:
        for name in _FIGURES:
            _one(name, size)


def _one(name: str, size: tuple[int, int]) -> None:
    label = f"{name}, {size[0]}x{size[1]}"
    begin = time.perf_counter()
    film, painter = Film(), Painter(load_figure(name), size, dark=False)
    of, to = list(painter.figure.keys)[:2]

    def shown(step: int) -> Callable[[], object]:
        return lambda: film.frame(step, lambda: painter.paint(of, to, step / _FRAMES))

    shown(0)()
    first = time.perf_counter() - begin
    new = [_seconds(shown(step)) for step in range(1, _FRAMES)]
    kept = [_seconds(shown(step)) for step in range(1, _FRAMES)]
    figures.line(f"{label}: first picture", first * 1e3, "ms", target=250.0, note="reading it too")
    middle = sorted(new)[len(new) // 2] * 1e3
    spread = f"{min(new) * 1e3:.1f} to {max(new) * 1e3:.1f} in {len(new)}"
    figures.line(f"{label}: a new picture", middle, "ms", target=_MOST[size[0]], note=spread)
    figures.brief(f"{label}: a kept picture", kept)


def _seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin
