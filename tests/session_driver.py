"""Plays a session in the terminal that it is started in, for the tests.

``session_driver REPETITIONS READY``: a repetition takes 0.6 seconds, READY are milliseconds.
"""

from __future__ import annotations

import sys

from posture_break.core.session import PhaseKind
from posture_break.session_command import run
from posture_break.session_terminal import SessionTerminal
from posture_break.ui.card_state import CardState
from posture_break.ui.lesson import Lesson, LessonPhase
from posture_break.ui.sounds import NoCues

PHASES = (
    LessonPhase(PhaseKind.MOVE, 300, "Reach out", "Reach one arm forward.", "reach"),
    LessonPhase(PhaseKind.MOVE, 300, "Lower", "Lower it.", "start"),
)


def main(reps: int, ready: int) -> None:
    """Play it, and print what came of it as the last line."""
    lesson = Lesson("reach", PHASES, reps=reps, ready=ready)
    card = CardState(title="Naïve reach", lead="Sit tall.", lesson=lesson)
    with SessionTerminal() as device:
        outcome = run(card, device, NoCues())
    print(f"{outcome.finished} {outcome.done}/{outcome.given} {outcome.effort}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
