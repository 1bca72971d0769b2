"""What sessions and answers teach: habits, growth, demand, rests. Every function is pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from posture_break.core.model import ExerciseChoice
from posture_break.core.practice import (
    GAP,
    KEEPS_UNFINISHED,
    OK_SESSIONS,
    TIRESOME,
    Change,
    Effort,
    Habit,
    Practice,
    Session,
    Unfinished,
    adapted_now,
    level_now,
    rests,
    within,
)
from posture_break.core.session import Side
from posture_break.core.suitable import DEMANDING
from posture_break.durations import DAY, HOUR

ANSWERS_KEPT = 12 * HOUR  # so long the two answers belong to the last session
TOO_HARD = 2  # answers "worse" in a row that let an exercise rest
WEEK = 7  # days over which the areas of the body are balanced


def offered(practice: Practice, exercise: str) -> Practice:
    """Return the practice after an exercise was put on a card."""
    turn = practice.turn + 1
    habit = replace(practice.habit(exercise), turn=turn)
    return replace(practice, turn=turn).with_habit(exercise, habit)


def done(
    practice: Practice,
    choice: ExerciseChoice,
    now: int,
    day: str,
    *,
    whole: bool = True,
    grows: bool = True,
) -> Practice:
    """Return the practice after a session; ``whole``: neither the short version nor cut off."""
    before = practice.habit(choice.id)
    level = level_now(before, now, grows=grows)
    new_level = level != before.level or _long_ago(before.done, now)
    habit = replace(
        before,
        done=now,
        times=before.times + 1,
        first=before.first.other,
        level=level,
        good=(0 if new_level else before.good) + whole,
        skips=0,
    )
    adapted = adapted_now(practice, now)
    good = 0 if _long_ago(practice.done_at, now) else practice.good
    left = practice.unfinished
    went_on = left is not None and left.exercise == choice.id
    return replace(
        practice.with_habit(choice.id, habit),
        last_done=choice.id,
        done_at=now,
        hard=_hard(practice, choice, now),
        areas=_areas(practice, choice, day),
        unfinished=None if went_on else left,
        session=Session(choice.id, now, whole, habit=habit, adapted=adapted, good=good),
        adapted=adapted,
        good=good,
        offers_to_hide="" if practice.offers_to_hide == choice.id else practice.offers_to_hide,
    )


def felt(
    practice: Practice, exercise: str, effort: str, change: str, now: int, *, adapts: bool
) -> Practice:
    """Return the practice after an answer; a second one to the same session adds or corrects."""
    session = practice.session
    if session is None or session.exercise != exercise or not _fresh(session, now):
        habit = practice.habit(exercise)
        session = Session(
            exercise, now, ok=False, habit=habit, adapted=practice.adapted, good=practice.good
        )
    session = replace(session, effort=effort or session.effort, change=change or session.change)
    adapted, good = _demand(session) if adapts else (practice.adapted, practice.good)
    return replace(
        practice.with_habit(exercise, _answered(practice.habit(exercise), session, now)),
        session=session,
        adapted=adapted,
        good=good,
    )


def _fresh(session: Session, now: int) -> bool:
    return within(now, session.when, ANSWERS_KEPT)


def _answered(habit: Habit, session: Session, now: int) -> Habit:
    """Return the habit with what the session's answers make of it, reckoned from before them."""
    before, worse = session.habit, session.change == Change.WORSE
    in_a_row = before.worse + 1 if worse else 0 if session.change else before.worse
    too_hard = in_a_row >= TOO_HARD
    return replace(
        habit,
        worse=0 if too_hard else in_a_row,
        rested=now if too_hard else before.rested,
        level=max(0, before.level - worse),
        good=0 if worse or session.effort == Effort.HARDER else before.good,
    )


def _demand(session: Session) -> tuple[int, int]:
    """Return steps of demand and good answers in a row after a session's answers."""
    if session.change == Change.WORSE:
        return max(-1, session.adapted - 1), 0
    if session.effort == Effort.HARDER:
        return session.adapted, 0
    if not session.ok:
        return session.adapted, session.good
    if session.good + 1 >= OK_SESSIONS:
        return min(1, session.adapted + 1), 0
    return session.adapted, session.good + 1


def begins_to_rest(before: Practice, after: Practice, exercise: str, now: int) -> bool:
    """Return whether an answer just now let an exercise rest."""
    return rests(after.habit(exercise), now) and not rests(before.habit(exercise), now)


def put_aside(practice: Practice, exercise: str) -> Practice:
    """Return the practice after an exercise was skipped, or another one was wanted instead."""
    habit = practice.habit(exercise)
    habit = replace(habit, skips=habit.skips + 1)
    offers = exercise if habit.skips == TIRESOME else practice.offers_to_hide
    left = practice.unfinished
    kept = None if left is not None and left.exercise == exercise else left
    return replace(practice.with_habit(exercise, habit), offers_to_hide=offers, unfinished=kept)


def left(
    practice: Practice, choice: ExerciseChoice, step: tuple[int, int], side: Side | None, now: int
) -> Practice:
    """Return the practice after a session was interrupted at a step of so many."""
    begun = Unfinished(choice.id, *step, side, now)
    return replace(practice, unfinished=begun, hard=_hard(practice, choice, now))


def _long_ago(then: int | None, now: int) -> bool:
    return then is not None and not within(now, then, GAP)


def _hard(practice: Practice, choice: ExerciseChoice, now: int) -> tuple[int, ...]:
    """Return the moments of demanding sessions after this one, without those of days ago (R8).

    One that was interrupted and goes on counts once, at its end.
    """
    if choice.demand < DEMANDING:
        return practice.hard
    left = practice.unfinished
    begun = None
    if left is not None and left.exercise == choice.id and within(now, left.when, KEEPS_UNFINISHED):
        begun = left.when
    lately = (each for each in practice.hard if within(now, each, DAY + 6 * HOUR))
    return (*(each for each in lately if each != begun), now)


def _areas(practice: Practice, choice: ExerciseChoice, day: str) -> dict[str, dict[str, int]]:
    """Return the week's areas with those of a session of this day."""
    first = (date.fromisoformat(day) - timedelta(days=WEEK - 1)).isoformat()
    kept = {each: dict(areas) for each, areas in practice.areas.items() if first <= each <= day}
    today = kept.setdefault(day, {})
    for area in choice.areas:
        today[area] = today.get(area, 0) + 1
    return kept
