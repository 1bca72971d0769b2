"""Chooses the exercise of a break, and says why this one.

Pure and seeded. A choice goes through three sieves: what suits the person at all and what fits
this very break (`suitable`), and whose turn it is. Nothing left: a walk.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from posture_break.core.model import ExerciseChoice, Plan, Reason, Why
from posture_break.core.practice import (
    KEEPS_UNFINISHED,
    TIRESOME,
    Pick,
    Practice,
    Unfinished,
    flare_day,
    is_half,
    level_now,
    within,
)
from posture_break.core.prescriptions import active, due, given
from posture_break.core.suitable import (
    Choices,
    Occasion,
    Person,
    fits,
    is_gentle,
    person,
    suits,
)
from posture_break.core.tags import ALL_EXERCISES

_NEVER = 1 << 40  # cards since an exercise that was never offered


@dataclass(frozen=True, slots=True)
class _Question:
    """What is asked, looked up once."""

    plan: Plan
    practice: Practice
    at: Occasion
    known: Choices
    who: Person

    def suits(self, choice: ExerciseChoice, *, prescribed: bool = False) -> bool:
        return suits(choice, self.who, self.practice, self.at.now, prescribed=prescribed)

    def fits(self, choice: ExerciseChoice, *, goes_on: bool = False) -> bool:
        return fits(choice, self.who, self.practice, self.at, self.known, goes_on=goes_on)

    @property
    def day(self) -> int:
        """Which day of a flare-up it is; 0: none."""
        flare = self.practice.flare
        return 0 if flare is None else flare_day(flare, self.at.day)


def _question(plan: Plan, practice: Practice, at: Occasion) -> _Question:
    known = {each.id: each for each in plan.exercises}
    return _Question(plan, practice, at, known, person(plan.wishes, practice, at.now))


def pick(plan: Plan, practice: Practice, at: Occasion, seed: int) -> Pick:
    """Return the exercise for a break, with the reason; or a walk."""
    question = _question(plan, practice, at)
    chosen, held = _prescribed(question)
    chosen = chosen or _unfinished(question)
    if chosen is None:
        chosen = _in_turn(question, seed)
        if held:
            chosen = Pick(chosen.exercise, Reason(Why.PRESCRIPTION_HELD, held, count=question.day))
    return _dosed(chosen, question)


def _dosed(chosen: Pick, asked: _Question) -> Pick:
    """Return the pick with how much is to be done, and on which side to begin (R4, R5)."""
    if chosen.exercise is None:
        return chosen
    practice = asked.practice
    habit = practice.habit(chosen.exercise)
    half = is_half(practice, asked.at.day)
    gently = half or practice.flare is not None
    grown = level_now(habit, asked.at.now, grows=asked.plan.wishes.adapt)
    return replace(chosen, half=half, level=0 if gently else grown, first=habit.first)


def _prescribed(asked: _Question) -> tuple[Pick | None, str]:
    """Return what a therapist gave and is due; and what of it a flare-up holds back."""
    at, held = asked.at, ""
    for each in due(asked.plan.prescriptions, asked.practice, at.day, at.window, at.now):
        choice = asked.known.get(each.exercise)
        if choice is None:
            continue
        if asked.who.flare and not is_gentle(choice):
            held = held or choice.id
        elif asked.suits(choice, prescribed=True):
            resume = _resume(choice, asked)
            as_given = replace(choice, least=each.least or choice.least)
            if asked.fits(as_given, goes_on=resume is not None):
                count = given(asked.practice, each.key, at.day).done + 1
                reason = Reason(Why.PRESCRIBED, str(each.times_a_day), count=count)
                return Pick(choice.id, reason, resume=resume, prescription=each.key), ""
    return None, held


def _unfinished(asked: _Question) -> Pick | None:
    """Return the session that was interrupted a while ago, if it still suits."""
    begun = asked.practice.unfinished
    choice = None if begun is None else asked.known.get(begun.exercise)
    if begun is None or choice is None or _resume(choice, asked) is None:
        return None
    today = active(asked.plan.prescriptions, asked.at.day)
    key = next((each.key for each in today if each.exercise == choice.id), "")
    if not asked.suits(choice, prescribed=bool(key)) or not asked.fits(choice, goes_on=True):
        return None
    return Pick(choice.id, Reason(Why.UNFINISHED, since=begun.when), resume=begun, prescription=key)


def _resume(choice: ExerciseChoice, asked: _Question) -> Unfinished | None:
    begun = asked.practice.unfinished
    if begun is None or begun.exercise != choice.id:
        return None
    return begun if within(asked.at.now, begun.when, KEEPS_UNFINISHED) else None


def _in_turn(asked: _Question, seed: int) -> Pick:
    """Return whose turn it is: the longest not offered, of these what the week had least of."""
    # What a therapist gave has its own times: so often, and no more.
    apart = {each.exercise for each in active(asked.plan.prescriptions, asked.at.day)}
    left = [
        each
        for each in asked.known.values()
        if each.id not in apart and asked.suits(each) and asked.fits(each)
    ]
    if not left:
        none_wanted = ALL_EXERCISES in asked.who.avoid
        return Pick(None, Reason(Why.ALL_LEFT_OUT if none_wanted else Why.NOTHING_SUITS))
    longest = _waited_longest(left, asked.practice)
    loads = _loads(longest, asked.practice)
    least = min(loads)
    rarest = [each for each, load in zip(longest, loads, strict=True) if load == least]
    chosen = rarest[seed % len(rarest)]
    return Pick(chosen.id, _why(chosen, asked, by_area=len(rarest) < len(longest)))


def _waited_longest(left: Sequence[ExerciseChoice], practice: Practice) -> list[ExerciseChoice]:
    """Return what never had a turn; else what waited far too long; else the third longest ago."""
    waits = {each.id: _waited(each.id, practice) for each in left}
    most = max(waits.values())
    if most < _NEVER and most < 2 * len(left):
        most = sorted(waits.values(), reverse=True)[(len(left) - 1) // 3]
    return [each for each in left if waits[each.id] >= most]


def _waited(exercise: str, practice: Practice) -> int:
    """Return for how many cards an exercise has waited; who is skipped again and again, slower."""
    habit = practice.habit(exercise)
    if not habit.turn:
        return _NEVER
    waited = practice.turn + 1 - habit.turn
    return waited // 3 if habit.skips >= TIRESOME else waited


def _loads(choices: Sequence[ExerciseChoice], practice: Practice) -> list[float]:
    """Return how much the week's sessions had of the areas of each exercise."""
    week: dict[str, int] = {}
    for areas in practice.areas.values():
        for area, times in areas.items():
            week[area] = week.get(area, 0) + times
    return [
        sum(week.get(area, 0) for area in each.areas) / max(1, len(each.areas)) for each in choices
    ]


def _why(choice: ExerciseChoice, asked: _Question, *, by_area: bool) -> Reason:
    habit = asked.practice.habit(choice.id)
    if asked.who.flare:
        return Reason(Why.GENTLE, count=asked.day)
    if asked.at.quiet:
        return Reason(Why.SEATED_IN_QUIET)
    if not habit.turn:
        return Reason(Why.NEW_TO_YOU)
    if by_area and choice.areas:
        return Reason(Why.AREA_NEGLECTED, detail=_rarest_area(choice, asked.practice))
    return Reason(Why.LONG_AGO, since=habit.done)


def _rarest_area(choice: ExerciseChoice, practice: Practice) -> str:
    def times(area: str) -> int:
        return sum(areas.get(area, 0) for areas in practice.areas.values())

    return min(choice.areas, key=times)


def easier(plan: Plan, practice: Practice, at: Occasion, current: str) -> Pick | None:
    """Return the nearest easier version of an exercise that is allowed now, or None."""
    asked = _question(plan, practice, at)
    near, seen = [current], {current}
    while near:
        choice = asked.known.get(near.pop(0))
        for each in () if choice is None else choice.regressions:
            version = asked.known.get(each)
            if version is None or each in seen:
                continue
            seen.add(each)
            near.append(each)
            lighter = version.demand <= asked.known[current].demand
            fine = suits(version, asked.who, practice, at.now, any_demand=lighter)
            if fine and asked.fits(version):
                return _dosed(Pick(each, Reason(Why.EASIER, current)), asked)
    return None
