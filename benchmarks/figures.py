"""How figures are taken and printed: the median of several runs, beside a target and a measure."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import cache
from statistics import median


def heading(text: str) -> None:
    """Print what the next lines are about."""
    print(f"\n{text}", flush=True)


def line(
    name: str, value: float, unit: str = "", *, target: float | None = None, note: str = ""
) -> None:
    """Print one figure; ``target`` is the most that it should be."""
    digits = 3 if unit == "s" else 2
    wanted = "" if target is None else f"target {target:g} {unit}"
    verdict = "" if target is None else ("ok" if value <= target else "OVER")
    words = f"  {name:<42}{value:>9.{digits}f} {unit:<3} {wanted:<15} {verdict:<5}{note}"
    print(words.rstrip(), flush=True)


def timed(name: str, seconds: Sequence[float], target: float | None = None) -> None:
    """Print the median of some times, and how many starts of a bare Python the best one is.

    The best against the best: on a busy machine that ratio stays the same, the medians do not.
    """
    ratio = min(seconds) / bare()
    note = f"{min(seconds):.3f} to {max(seconds):.3f} in {len(seconds)}; {ratio:.1f} x bare Python"
    line(name, median(seconds), "s", target=target, note=note)


def brief(name: str, seconds: Sequence[float]) -> None:
    """Print the median of times that are far below the start of any process."""
    note = f"{min(seconds) * 1e3:.2f} to {max(seconds) * 1e3:.2f} in {len(seconds)}"
    line(name, median(seconds) * 1e3, "ms", note=note)


def repeat(run: Callable[[], float], times: int) -> list[float]:
    """Return the results of several runs."""
    return [run() for _each in range(times)]


def elapsed(command: Sequence[str], env: dict[str, str] | None = None) -> float:
    """Return the seconds that a command takes, its start and end included."""
    quiet = subprocess.DEVNULL
    begin = time.perf_counter()
    subprocess.run(command, env=env, check=False, stdout=quiet, stderr=quiet)
    return time.perf_counter() - begin


@cache
def bare() -> float:
    """Return the least seconds that a Python takes here which has nothing to do."""
    return min(repeat(lambda: elapsed([sys.executable, "-c", "pass"]), 20))
