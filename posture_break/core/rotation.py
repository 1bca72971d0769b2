"""Which tip and which exercise come next: fair, seeded, remembered over restarts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from posture_break.core.model import Deck, ExerciseChoice, TipChoice

_MASK = (1 << 64) - 1


def draw_tip(
    deck: Deck, tips: Sequence[TipChoice], topics: Collection[str]
) -> tuple[Deck, str | None]:
    """Return the deck after drawing a tip of one of ``topics`` (none: any), and the tip's id.

    No tip comes twice before all of its topics' tips were shown, and never twice in a row.
    """
    wanted = [tip.id for tip in tips if not topics or tip.topic in topics]
    if not wanted:
        return deck, None
    seen = set(deck.tips_seen)
    fresh = [tip for tip in wanted if tip not in seen]
    if not fresh:  # used up: begin anew with these topics
        deck = replace(deck, tips_seen=tuple(t for t in deck.tips_seen if t not in set(wanted)))
        fresh = [tip for tip in wanted if tip != deck.last_tip] or wanted
    deck, index = _random(deck, len(fresh))
    tip = fresh[index]
    return replace(deck, tips_seen=(*deck.tips_seen, tip), last_tip=tip), tip


def draw_exercise(
    deck: Deck, exercises: Sequence[ExerciseChoice], but: str | None = None
) -> tuple[Deck, str | None]:
    """Return the deck after drawing the exercise whose last turn is longest ago, and its id.

    ``but`` is left out unless nothing else is there. Ties (never had a turn) are drawn by chance.
    """
    ids = [each.id for each in exercises if each.id != but] or [each.id for each in exercises]
    if not ids:
        return deck, None
    oldest = min(deck.offered.get(each, 0) for each in ids)
    choices = [each for each in ids if deck.offered.get(each, 0) == oldest]
    deck, index = _random(deck, len(choices))
    chosen, turn = choices[index], deck.turn + 1
    return replace(deck, offered={**deck.offered, chosen: turn}, turn=turn), chosen


def _random(deck: Deck, count: int) -> tuple[Deck, int]:
    """Return the deck with its seed moved on, and a number below ``count`` (Knuth's MMIX LCG)."""
    seed = (deck.seed * 6364136223846793005 + 1442695040888963407) & _MASK
    return replace(deck, seed=seed), (seed >> 33) % count
