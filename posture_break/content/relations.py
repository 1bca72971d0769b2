"""Checks how exercises lead to easier and harder ones: they exist, and no path is a circle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from posture_break.content.check import Entry
from posture_break.content.model import Exercise
from posture_break.texts import _


def check_relations(
    file: Entry, own: Mapping[str, Exercise], others: Mapping[str, Exercise]
) -> None:
    """Add a fault for each wrong regression or progression of ``own``; ``others`` may be named."""
    known = {**others, **own}
    easier = _easier(known)
    for exercise in own.values():
        entry = file.under(exercise.id)
        for other in exercise.regressions:
            _check(entry, "regressions", exercise, known.get(other), other)
        for other in exercise.progressions:
            _check(entry, "progressions", exercise, known.get(other), other)
        both = set(exercise.regressions) & set(exercise.progressions)
        if not both and exercise.id in _reached(exercise.id, easier):
            entry.fault("regressions", _("a path to easier exercises that does not come back"), "")
        for other in sorted(both):
            entry.fault("progressions", _("no exercise of its regressions"), other)


def _check(entry: Entry, field: str, exercise: Exercise, other: Exercise | None, name: str) -> None:
    if other is None or other.id == exercise.id:
        entry.fault(field, _("the id of another exercise"), name)
    elif field == "regressions" and other.demand > exercise.demand:
        entry.fault(field, _("an exercise that is no more demanding"), name)
    elif field == "progressions" and other.demand < exercise.demand:
        entry.fault(field, _("an exercise that is no less demanding"), name)


def _easier(known: Mapping[str, Exercise]) -> dict[str, set[str]]:
    """Return for each exercise the easier ones, told from either end."""
    easier = {each: set(exercise.regressions) - {each} for each, exercise in known.items()}
    for each, exercise in known.items():
        for harder in exercise.progressions:
            if harder in easier and harder != each:
                easier[harder].add(each)
    return easier


def _reached(start: str, easier: Mapping[str, set[str]]) -> Iterator[str]:
    seen: set[str] = set()
    ahead = list(easier.get(start, ()))
    while ahead:
        each = ahead.pop()
        if each not in seen:
            seen.add(each)
            yield each
            ahead.extend(easier.get(each, ()))
