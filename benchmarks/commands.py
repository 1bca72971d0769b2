"""Commands from Enter to the prompt: the start of Python, the question, the answer, the end."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from benchmarks import figures
from benchmarks.program import COMMAND, HERE, home_on
from tests.desktop.rig import desktop

RUNS = 15


def run(_minutes: float) -> None:
    """Time each command with a running program to ask."""
    figures.heading("Commands, start of Python included")
    figures.line("a bare Python (python -c pass), best of 20", figures.bare(), "s")
    os.chdir(HERE)
    with desktop("xfce", Path("/tmp")) as desk, home_on(desk) as home, home.running():
        for words, target in (
            (["--help"], 0.15),
            (["status"], 0.3),
            (["status", "--json"], 0.3),
            (["why"], 0.3),
            (["take", "stand-up"], 0.3),
            (["done"], 0.3),
            (["simulate"], None),
        ):
            taken = _times(words, home.env)
            figures.timed(" ".join(words), taken, target)


def _times(words: list[str], env: dict[str, str]) -> list[float]:
    command = [*COMMAND, *words]
    before = [*COMMAND, "take", "stand-up"]
    taken = []
    for _each in range(RUNS):
        if words == ["done"]:
            figures.elapsed(before, env)
        taken.append(figures.elapsed(command, env))
        if words[0] == "take":
            figures.elapsed([sys.executable, "-m", "posture_break", "done"], env)
    return taken
