"""What the config's ``[[prescriptions]]`` mean: the exercises, and how often they come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from posture_break.content.choose import find_exercise
from posture_break.content.model import Catalogue, Exercise
from posture_break.content.prescribed import prescribed
from posture_break.content.routines import routine_of, shortest
from posture_break.core.model import PrescribedChoice
from posture_break.core.tags import tag
from posture_break.settings import Prescription


@dataclass(frozen=True, slots=True)
class Prescribed:
    """One prescription: as the picker knows it, and the exercise in the therapist's dose."""

    name: str  # as the person wrote it
    choice: PrescribedChoice
    exercise: Exercise | None  # None: no exercise of ours, and no steps of its own


def prescribed_by(
    prescriptions: Sequence[Prescription], catalogue: Catalogue
) -> tuple[Prescribed, ...]:
    """Return what a therapist gave, each under a key of its own, in the config's order."""
    found: list[Prescribed] = []
    keys: set[str] = set()
    for each in prescriptions:
        key = _free(tag(each.exercise), keys)
        keys.add(key)
        found.append(_one(each, key, catalogue))
    return tuple(found)


def _one(prescription: Prescription, key: str, catalogue: Catalogue) -> Prescribed:
    ours = find_exercise(catalogue, prescription.exercise)
    known = ours is not None or prescription.steps
    exercise = prescribed(ours, prescription) if known else None
    choice = PrescribedChoice(
        key=key,
        exercise=key if exercise is None else exercise.id,
        times_a_day=prescription.times_a_day,
        days=prescription.days,
        until=prescription.until,
        least=0 if exercise is None else shortest(routine_of(exercise)),
    )
    return Prescribed(prescription.exercise, choice, exercise)


def _free(key: str, taken: set[str]) -> str:
    """Return the key, numbered where one exercise is prescribed more than once."""
    number, free = 1, key
    while free in taken:
        number += 1
        free = f"{key}-{number}"
    return free
