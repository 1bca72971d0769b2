"""Which exercises suit a person at all, and which of these fit this very break (rules R1 to R13).

All of it is on the safe side, and comes before any chance.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from posture_break.core.model import ExerciseChoice, Wishes
from posture_break.core.practice import Practice, adapted_now, rests, within
from posture_break.core.tags import ALL_EXERCISES, EARLY_BENDING, FLARE, tag
from posture_break.durations import HOUR

USUAL_PLACES = ("desk", "standing")  # the floor only for those who say that they have one
USUAL_DEMAND = 2
DEMANDING = 3
HARD_APART, HARD_A_DAY = HOUR, 4  # R8
EARLY = 2 * HOUR  # R7
IN_A_ROW = 2 * HOUR  # so long what was done counts for R6, besides the last card
_ONE_AFTER_ANOTHER = frozenset({"extension", "deep-flexion"})
_NOT_IN_A_FLARE = frozenset({"hold", "end-range", "twist"})
_CALLED_SEAT = "desk"

Choices = Mapping[str, ExerciseChoice]


@dataclass(frozen=True, slots=True)
class Occasion:
    """The break for which an exercise is wanted; moments are wall milliseconds."""

    now: int
    day: str  # ISO date of the working day
    day_from: int  # when it began
    window: tuple[int, int]  # its working time
    available: int = 0  # how long the break lasts; 0: as long as it takes
    quiet: bool = False  # in a call: seated and silent
    but: str = ""  # the exercise in whose place another is wanted


@dataclass(frozen=True, slots=True)
class Person:
    """What suits somebody, from the config, the first answers and what they told since."""

    places: frozenset[str]
    avoid: frozenset[str]
    include: frozenset[str]
    hidden: frozenset[str]
    demand: int
    flare: bool


def person(wishes: Wishes, practice: Practice, now: int) -> Person:
    """Return what suits the person at a wall moment; the config goes before the first answers."""
    answers = practice.first_answers
    places, demand, avoid = wishes.places, wishes.demand, wishes.avoid
    if answers is not None:
        places = answers.places if places is None else places
        demand = answers.demand if demand is None else demand
        avoid = (*avoid, *answers.avoid)
    start = USUAL_DEMAND if demand is None else demand
    steps = adapted_now(practice, now) if wishes.adapt else 0
    return Person(
        frozenset(USUAL_PLACES if places is None else places),
        frozenset(avoid),
        frozenset(wishes.include),
        frozenset(practice.hidden),
        min(DEMANDING, max(1, start + steps)),
        practice.flare is not None,
    )


def suits(
    choice: ExerciseChoice,
    who: Person,
    practice: Practice,
    now: int,
    *,
    prescribed: bool = False,
    any_demand: bool = False,
) -> bool:
    """Return whether an exercise suits the person at all, on the safe side.

    A prescription is a wish by name and a professional's word: it may be demanding, and "leave out
    all exercises" does not mean it. Place, leave-outs, flare-ups and rests hold for it too.
    """
    names = choice.names | {tag(choice.id)}
    avoid = who.avoid - {ALL_EXERCISES} if prescribed else who.avoid
    if ALL_EXERCISES in avoid or not (avoid.isdisjoint(choice.tags) and avoid.isdisjoint(names)):
        return False
    if choice.places and who.places.isdisjoint(choice.places):
        return False
    if (who.flare and not is_gentle(choice)) or rests(practice.habit(choice.id), now):
        return False
    if prescribed or who.include & names:
        return True
    if choice.opt_in or choice.id in who.hidden:
        return False
    return any_demand or choice.demand <= who.demand


def is_gentle(choice: ExerciseChoice) -> bool:
    """Return whether an exercise may go on in a flare-up (R3)."""
    strong = choice.kind == "strength" or choice.demand >= DEMANDING
    return not (strong or choice.traits & _NOT_IN_A_FLARE or FLARE in choice.tags)


def fits(
    choice: ExerciseChoice,
    who: Person,
    practice: Practice,
    at: Occasion,
    choices: Choices,
    *,
    goes_on: bool = False,
) -> bool:
    """Return whether an exercise fits this break; ``goes_on``: it is the one that was begun."""
    if choice.id == at.but or (at.available and choice.least > at.available):
        return False
    if at.quiet and not (choice.quiet_ok and seated(choice, who)):
        return False
    if EARLY_BENDING in who.avoid and "deep-flexion" in choice.traits and _is_early(practice, at):
        return False
    if goes_on:
        return True
    if choice.demand >= DEMANDING and _had_enough(practice, at):
        return False
    before = [practice.last_card]
    if within(at.now, practice.done_at, IN_A_ROW):
        before.append(practice.last_done)
    traits = choice.traits & _ONE_AFTER_ANOTHER
    return not any(traits & choices[each].traits for each in before if each in choices)


def seated(choice: ExerciseChoice, who: Person) -> bool:
    """Return whether an exercise can be done on the chair, and the person wants such ones."""
    return not choice.places or (_CALLED_SEAT in choice.places and _CALLED_SEAT in who.places)


def _is_early(practice: Practice, at: Occasion) -> bool:
    first = practice.first_use if practice.first_day == at.day else None
    return first is None or within(at.now, first, EARLY)


def _had_enough(practice: Practice, at: Occasion) -> bool:
    lately = any(within(at.now, moment, HARD_APART) for moment in practice.hard)
    return lately or sum(moment >= at.day_from for moment in practice.hard) >= HARD_A_DAY
