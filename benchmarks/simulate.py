"""A year of days in virtual time, through the engine that also runs in real time."""

from __future__ import annotations

import os
import tempfile
from functools import partial
from pathlib import Path

from benchmarks import figures
from benchmarks.program import COMMAND, HERE

YEAR = ("simulate", "--from", "2026-01-01", "--until", "2027-01-01", "--json")
_OFFICE = '[day]\nhours = ["09:00-17:00"]\n'


def run(_minutes: float) -> None:
    """Time a year at all hours and one of working days."""
    figures.heading("A simulated year (365 days, default reminders, JSON lines)")
    os.chdir(HERE)
    with tempfile.TemporaryDirectory() as folder:
        empty, office = Path(folder, "empty.toml"), Path(folder, "office.toml")
        empty.write_text("", encoding="utf-8")
        office.write_text(_OFFICE, encoding="utf-8")
        for name, file in (("at work 24 hours a day", empty), ("at work from 9 to 17", office)):
            command = [*COMMAND, "--config", str(file), *YEAR]
            figures.timed(name, figures.repeat(partial(figures.elapsed, command), 3), 5)
