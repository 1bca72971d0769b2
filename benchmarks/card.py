"""From the wish for a break, or from its due time, to a card on the screen."""

from __future__ import annotations

import time
from pathlib import Path

from benchmarks import figures
from benchmarks.eye import Box, Eye
from benchmarks.program import Home, home_on, tray_box
from posture_break.adapters.card_process import COMMAND, Card
from posture_break.adapters.store import read_history
from posture_break.reactor import Reactor
from tests.card_samples import EXERCISE
from tests.desktop.rig import SIZE, desktop, wait_until

RUNS = 10
_EVERY = 12  # seconds between the breaks of the whole program
_OFTEN = f"""\
[reminders.stretch]
every = "{_EVERY}s"
notice = "6s"
lasts = "1s"
show = "card"
says = "stretch"
wait_for_pause = "off"
"""
_MIDDLE: Box = (SIZE[0] // 2 - 40, SIZE[1] // 2 - 40, 80, 80)
_LIMIT = 10.0


def run(_minutes: float) -> None:
    """Open and close the card, again and again."""
    figures.heading("From due to a card on the screen, on xfce")
    with desktop("xfce", Path("/tmp")) as desk, Eye(desk.env["DISPLAY"]) as eye:
        empty = eye.look(_MIDDLE)
        with home_on(desk) as home, home.running():
            wait_until(lambda: eye.look(tray_box(desk)) != b"", "the tray")
            asked = [_asked(home, eye, empty) for _each in range(RUNS)]
        with home_on(desk) as home:
            home.configure(_OFTEN)
            with home.running():
                fell_due = _falls_due(home, eye, empty)
        made = [_alone(eye, desk.env, empty, prepared=False) for _each in range(RUNS)]
        prepared = [_alone(eye, desk.env, empty, prepared=True) for _each in range(RUNS)]
    figures.timed("`take` to pixels, a fresh process", asked, 0.4)
    figures.timed("due to pixels, with a notice before", fell_due, 0.4)
    figures.timed("the card's process alone, fresh", made, 0.4)
    figures.timed("the card's process alone, prepared", prepared, 0.4)


def _asked(home: Home, eye: Eye, empty: bytes) -> float:
    """Return the seconds from the request to the running program until the card is painted."""
    begin = time.perf_counter()
    home.ask("take", reminder="stretch")
    seen = eye.sees_change(_MIDDLE, empty, _LIMIT)
    home.ask("skip")
    return _span(begin, seen, eye, empty)


def _falls_due(home: Home, eye: Eye, empty: bytes) -> list[float]:
    """Return, for some breaks, the seconds from their due time until the card is painted."""
    spans = []
    due = 0.0
    for _each in range(6):
        if eye.sees_change(_MIDDLE, empty, 2 * _EVERY) is None:
            raise SystemExit("The card did not come.")
        spans.append(time.time() - due)
        home.ask("done")
        due = read_history(home.history)[-1].at / 1000 + _EVERY
        if not eye.sees(_MIDDLE, empty, 5):
            raise SystemExit("The card did not go.")
    return spans[1:]  # of the first it is not known when it was due


def _alone(eye: Eye, env: dict[str, str], empty: bytes, *, prepared: bool) -> float:
    """Return the same for the card's process alone, as the program starts and feeds it."""
    with Reactor() as reactor:
        card = Card(reactor, lambda _verb, _args: None, _lost, _child(env))
        if prepared:
            card.prepare()
            _turn(reactor, 2.0)
        begin = time.perf_counter()
        card.open(EXERCISE)
        seen = None
        while seen is None and time.perf_counter() - begin < _LIMIT:
            reactor.turn(0.004)
            seen = time.perf_counter() if eye.look(_MIDDLE) != empty else None
        card.close()
        _turn(reactor, 0.3)
    return _span(begin, seen, eye, empty)


def _child(env: dict[str, str]) -> tuple[str, ...]:
    """Return the card's command, on the display of the measured desktop."""
    return ("/usr/bin/env", *(f"{name}={env[name]}" for name in ("DISPLAY", "HOME")), *COMMAND)


def _turn(reactor: Reactor, seconds: float) -> None:
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        reactor.turn(0.02)


def _lost(trouble: object) -> None:
    raise SystemExit(f"The card did not come: {trouble}")


def _span(begin: float, seen: float | None, eye: Eye, empty: bytes) -> float:
    if seen is None:
        raise SystemExit("The card did not come.")
    if not eye.sees(_MIDDLE, empty, 5):
        raise SystemExit("The card did not go.")
    return seen - begin
