"""What the waiting program costs: memory, wake-ups, processor time, processes started."""

from __future__ import annotations

import time
from pathlib import Path

from benchmarks import figures, processes
from benchmarks.eye import Eye
from benchmarks.program import home_on, tray_box
from tests.desktop.rig import desktop

SETTLE = 60.0  # seconds


def run(minutes: float) -> None:
    """Let the program wait in an xfce panel, and read /proc before and after."""
    figures.heading(f"Waiting in the tray on xfce, {minutes:g} minutes after {SETTLE:.0f} s")
    with (
        desktop("xfce", Path("/tmp")) as desk,
        home_on(desk) as home,
        Eye(desk.env["DISPLAY"]) as eye,
    ):
        box = tray_box(desk)
        empty = eye.look(box)
        with home.running() as process:
            if eye.sees_change(box, empty, 10) is None:
                raise SystemExit("The icon did not come.")
            time.sleep(SETTLE)
            before, begin = processes.use(process.pid), time.monotonic()
            time.sleep(minutes * 60)
            used, span = processes.use(process.pid) - before, time.monotonic() - begin
            memory = processes.memory(process.pid)
            started = used.processes + (1 if used.reaped_faults else 0)
    each = span / 60
    figures.line("memory (PSS of all our processes)", memory.pss, "MB", target=30)
    figures.line("the same, were it the only Python", memory.alone, "MB", target=30)
    figures.line("voluntary context switches a minute", used.voluntary / each, target=2)
    figures.line("processor time a minute", used.cpu_ns / 1e6 / each, "ms", target=5)
    figures.line("processes started", started, target=0)
