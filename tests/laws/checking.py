"""Compares each step of the engine with the second set of books."""

from __future__ import annotations

from posture_break.core import events
from posture_break.core.model import Effect, Plan, What
from posture_break.core.state import State
from posture_break.words import sentence
from tests.laws.books import Books
from tests.laws.duties import compare, must_have_happened, wakes_in_time
from tests.laws.effects import follow
from tests.laws.facts import facts, pauses_and_hours
from tests.laws.safety import exercise_is_safe


def check(
    books: Books, event: events.Event, effects: tuple[Effect, ...], plan: Plan, state: State
) -> None:
    """Follow one step of the engine and fail where it leaves the laws."""
    before, books.plan, books.event = (books.steady, books.wall), plan, event
    books.steady, books.wall = event.at.steady, event.at.wall
    books.listed_done = False
    expected = facts(books, event)
    pauses_and_hours(books, event, before)
    told = [e for e in effects if e.what is What.PRESENCE]
    assert [e.presence for e in told] == expected, f"presence {told}, by the laws {expected}"
    for effect in effects:
        assert sentence(effect.reason)
        assert effect.at.steady == books.steady
        assert effect.at.wall == books.wall
        follow(books, effect)
        books.meters()
    books.listed()
    compare(books, state)
    exercise_is_safe(state, plan)
    must_have_happened(books, state)
    wakes_in_time(books, state)
