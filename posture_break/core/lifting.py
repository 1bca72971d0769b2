"""Draws tips; on a day on which the person carries things, every second one is about lifting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from posture_break.core.choosing import day_of
from posture_break.core.model import Kind
from posture_break.core.rotation import draw_tip
from posture_break.core.turn import Turn

LIFTING = "lifting"


def next_tip(turn: Turn, topics: Sequence[str]) -> str | None:
    """Return the next tip of these topics (none: any), or one about lifting in its place."""
    state, tips = turn.state, turn.plan.tips
    practice = state.practice
    if practice.carries(day_of(state, turn.plan)) and _may_lift(turn, topics):
        state.practice = replace(practice, lifting_next=not practice.lifting_next)
        if practice.lifting_next:
            state.deck, tip = draw_tip(state.deck, tips, (LIFTING,))
            if tip is not None:
                return tip
    state.deck, tip = draw_tip(state.deck, tips, topics)
    return tip


def _may_lift(turn: Turn, topics: Sequence[str]) -> bool:
    """Return whether these topics allow lifting; where no reminder's do, all of them will."""
    telling = [r.topics for r in turn.plan.reminders if r.topics or r.kind is Kind.TIP]
    allowing = [each for each in telling if not each or LIFTING in each]
    return not topics or LIFTING in topics or not allowing
