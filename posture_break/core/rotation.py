"""Which tip comes next: fair, seeded, remembered over restarts; and chance for all the rest."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from posture_break.core.model import TipChoice
from posture_break.core.state import Deck

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
    deck, index = chance(deck, len(fresh))
    tip = fresh[index]
    return replace(deck, tips_seen=(*deck.tips_seen, tip), last_tip=tip), tip


def looks(seed: int) -> tuple[int, int]:
    """Return two numbers from 0 to 999: the figure's skin and hair, by chance once a person."""
    deck, skin = chance(Deck(seed=seed ^ _LOOKS), 1000)
    return skin, chance(deck, 1000)[1]


_LOOKS = 0x5EED_F16E


def chance(deck: Deck, count: int) -> tuple[Deck, int]:
    """Return the deck with its seed moved on, and a number below ``count`` (Knuth's MMIX LCG)."""
    seed = (deck.seed * 6364136223846793005 + 1442695040888963407) & _MASK
    return replace(deck, seed=seed), (seed >> 33) % count
