"""What the card costs while its figure moves: the first loop is drawn, later ones are played."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

from benchmarks import figures, processes
from posture_break.adapters.card_process import COMMAND, Card
from posture_break.core.session import PhaseKind, Sides
from posture_break.reactor import Reactor
from posture_break.ui.card_state import CardLook, CardState
from posture_break.ui.lesson import Lesson, LessonPhase
from tests.card_samples import TAUGHT
from tests.desktop import rig
from tests.desktop.rig import desktop

_FIRST, _LATER = 8.0, 16.0  # seconds: one loop, and two
_LOOP = Lesson(  # nothing but movement: the most that any exercise asks for
    exercise="bird-dog",
    phases=(
        LessonPhase(PhaseKind.MOVE, 2000, "Reach out", "Reach out.", "reach"),
        LessonPhase(PhaseKind.MOVE, 2000, "Lower slowly", "Lower slowly.", "start"),
    ),
    reps=20,
    sides=Sides.ALTERNATE,
    figure="bird-dog",
)
_HOLD = replace(
    _LOOP,
    phases=(
        LessonPhase(PhaseKind.MOVE, 1000, "Reach out", "Reach out.", "reach"),
        LessonPhase(PhaseKind.HOLD, 300_000, "Hold", "Hold."),
    ),
)
_MOST = 15.0  # per cent of one core, after the first loop


def run(_minutes: float) -> None:
    """Let the card play a movement without any pause, at 20 pictures a second, then a hold."""
    figures.heading("The card while its figure moves, on xfwm4")
    large = patch.object(rig, "SIZE", (2560, 1600))  # room for a card of twice the size
    with large, desktop("bare", Path("/tmp"), bar="none", notifier="none") as desk:
        for scale in (1.0, 2.0):
            first, later = _loops(desk.env, replace(TAUGHT, lesson=_LOOP), scale)
            name = f"scale {scale:g}"
            figures.line(f"{name}: the first loop, drawn", first, "%")
            note = f"{first / max(later, 0.01):.1f} x less than the first"
            target = _MOST if scale == 1.0 else None
            figures.line(f"{name}: later loops, played", later, "%", target=target, note=note)
        held = _held(desk.env, replace(TAUGHT, lesson=_HOLD))
        figures.line("in a hold", held, "%", target=2.0)


def _loops(env: dict[str, str], state: CardState, scale: float) -> tuple[float, float]:
    """Return the share of one core, in per cent, of the first loop and of later ones."""
    with Reactor() as reactor:
        card, pid = _opened(reactor, env, state, scale)
        shares = (_share(reactor, pid, _FIRST), _share(reactor, pid, _LATER))
        card.close()
        _turn(reactor, 0.5)
    return shares


def _held(env: dict[str, str], state: CardState) -> float:
    with Reactor() as reactor:
        card, pid = _opened(reactor, env, state, 1.0)
        _turn(reactor, 3.0)
        share = _share(reactor, pid, _FIRST)
        card.close()
        _turn(reactor, 0.5)
    return share


def _opened(
    reactor: Reactor, env: dict[str, str], state: CardState, scale: float
) -> tuple[Card, int]:
    """Return a card that has come up and begun, and its process."""
    names = (f"{name}={env[name]}" for name in ("DISPLAY", "HOME"))
    card = Card(reactor, lambda _verb, _args: None, _lost, ("/usr/bin/env", *names, *COMMAND))
    card.open(state, CardLook(theme="light", scale=scale, sound=False, focus=True))
    while not card.shown:
        reactor.turn(0.01)
    child = card._child  # noqa: SLF001 - nothing else knows the process
    assert child is not None
    assert child._process is not None  # noqa: SLF001 - see above
    return card, child._process.pid  # noqa: SLF001 - see above


def _share(reactor: Reactor, pid: int, seconds: float) -> float:
    before, begin = processes.use(pid), time.perf_counter()
    _turn(reactor, seconds)
    used = processes.use(pid) - before
    return 100 * used.cpu_ns / 1e9 / (time.perf_counter() - begin)


def _turn(reactor: Reactor, seconds: float) -> None:
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        reactor.turn(0.05)


def _lost(trouble: object) -> None:
    raise SystemExit(f"The card did not come: {trouble}")
