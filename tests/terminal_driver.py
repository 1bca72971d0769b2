"""A program with a `Terminal` and nothing else, for the tests to run in a real terminal.

``python terminal_driver.py LOG``: each request is written to LOG as a line. A line on LOG.fifo is a
command: ``break``, ``tip``, ``raise``, or nothing but a moment's life.
"""

from __future__ import annotations

import os
import sys
import time
from dataclasses import replace
from pathlib import Path

from posture_break.core.model import Kind, Presence, Reason, Show, Why
from posture_break.core.snapshot import Condition, NextView, OpenView, Snapshot, Tally
from posture_break.ports import Request
from posture_break.reactor import Reactor
from posture_break.ui.terminal import Terminal

MINUTE = 60_000
NOW = int(time.time() * 1000)
WORKED = Reason(Why.WORKED)


def waiting(left: int = 12 * MINUTE) -> Snapshot:
    """Return an ordinary moment between two breaks."""
    stretch = NextView("stretch", Kind.BREAK, NOW + left, left, 60 * MINUTE, WORKED)
    stand_up = NextView("stand-up", Kind.BREAK, NOW + 42 * MINUTE, 42 * MINUTE, MINUTE, WORKED)
    return Snapshot(
        now=NOW,
        condition=Condition.WAITING,
        presence=Presence.ACTIVE,
        next=(stretch, stand_up),
        reminders=("stand-up", "stretch"),
        ring=0.7,
        snooze_choices=(5 * MINUTE, 10 * MINUTE, 20 * MINUTE),
        tally=Tally(done=3, skipped=1, natural=2),
    )


STRETCH = OpenView(
    "stretch", 7, NOW, 4 * MINUTE, Show.CARD, "stretch", WORKED, "chin-tuck", "screen", False,
    False, 3,
)  # fmt: skip


def stretching() -> Snapshot:
    """Return a moment with a break open, exercise and tip included."""
    return replace(waiting(), condition=Condition.OPEN, open=STRETCH)


def exercise_text(view: OpenView) -> tuple[str, ...]:
    """Return the lines of a break's exercise."""
    if view.exercise is None:
        return ()
    return (
        "Chin tuck",
        "Sit tall and look straight ahead.",
        "Draw your chin straight back, as if to make a double chin, and hold it for five seconds.",
        "Repeat ten times.",
    )


class Driver:
    """Plays the loop: answers requests with the next snapshot."""

    def __init__(self, log: Path) -> None:
        self.log = log
        self.reactor = Reactor()
        self.terminal = Terminal(
            self.reactor, self.ask, exercise_text, lambda _tip: "Keep the screen at eye height."
        )

    def ask(self, request: Request) -> str | None:
        """Write the request down and do what it says."""
        with self.log.open("a") as file:
            file.write(f"{request.verb} {dict(request.args)} {request.door}\n")
        match request.verb:
            case "take":
                self.terminal.show(stretching())
            case "tip":
                self.terminal.tell("A tip: lifting", "Bend your knees, and keep the load close.")
            case "pause":
                paused = replace(waiting(), condition=Condition.PAUSED, paused_since=NOW)
                self.terminal.show(paused)
            case "quit":
                self.reactor.stop()
            case "skip":
                return "Skipped; the next one comes in an hour."
            case _:
                self.terminal.show(waiting())
        return None

    def command(self, line: str) -> None:
        """Do what the test asks for."""
        match line.split():
            case ["break"]:
                self.terminal.show(stretching())
            case ["raise"]:
                raise RuntimeError("planted")
            case ["wait", milliseconds]:
                self.terminal.show(waiting(int(milliseconds)))
            case other:
                raise ValueError(other)

    def run(self) -> None:
        """Serve until somebody quits."""
        fifo = os.open(f"{self.log}.fifo", os.O_RDWR | os.O_NONBLOCK)
        with self.reactor:
            self.reactor.watch(fifo, lambda: self.command(os.read(fifo, 100).decode()))
            self.terminal.show(waiting())
            self.terminal.start()
            try:
                self.reactor.run()
            finally:
                self.terminal.stop()


if __name__ == "__main__":
    Driver(Path(sys.argv[1])).run()
