"""How figures are taken and printed: the median of several runs, beside a target and a measure."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from statistics import median

Run = Callable[[], float]


def heading(text: str) -> None:
    """Print what the next lines are about."""
    print(f"\n{text}", flush=True)


def line(
    name: str, value: float, unit: str, *, target: float | None = None, note: str = ""
) -> None:
    """Print one figure; ``target`` is the most that it should be."""
    wanted = "" if target is None else f"target {target:g} {unit}"
    verdict = "" if target is None else ("ok  " if value <= target else "OVER")
    print(
        f"  {name:<44}{value:>9.2f} {unit:<5} {wanted:<18}{verdict:<5}{note}".rstrip(), flush=True
    )


def timed(name: str, seconds: Sequence[float], target: float | None = None) -> float:
    """Print the median of some times, and how many starts of a bare Python that is."""
    middle = median(seconds)
    least, most, ratio = min(seconds), max(seconds), middle / bare()
    note = f"{least:.3f} to {most:.3f} in {len(seconds)} runs; {ratio:.1f} x bare Python"
    line(name, middle, "s", target=target, note=note)
    return middle


def repeat(run: Run, times: int) -> list[float]:
    """Return the results of several runs."""
    return [run() for _each in range(times)]


def elapsed(command: Sequence[str], env: dict[str, str] | None = None) -> float:
    """Return the seconds that a command takes, its start and end included."""
    begin = time.perf_counter()
    subprocess.run(
        command, env=env, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    return time.perf_counter() - begin


def bare() -> float:
    """Return the seconds that a Python takes here which has nothing to do, measured now."""
    return median(repeat(lambda: elapsed([sys.executable, "-c", "pass"]), 15))
