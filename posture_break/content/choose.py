"""Which exercises and tips suit a person: place, demand, what to leave out, what was asked for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from posture_break.content.model import Catalogue, Exercise, Tip

_APOSTROPHES = re.compile(r"['\u2019]")
_GAPS = re.compile(r"[\W_]+")


def choose_exercises(
    catalogue: Catalogue,
    places: Collection[str],
    demand: int,
    avoid: Iterable[str] = (),
    include: Iterable[str] = (),
) -> tuple[Exercise, ...]:
    """Return the exercises that suit, in the catalogue's order; none: suggest `words.walk`.

    ``avoid`` holds ids, names, kinds, areas, needs or leave-out words and wins over everything.
    ``include`` holds ids or names that the person asks for: they come whatever their demand, and
    it is the only way to an exercise that is marked as opt-in. The place counts for them too.
    """
    unwanted = {_normal(word) for word in avoid}
    wanted = {_normal(word) for word in include}

    def suits(exercise: Exercise) -> bool:
        if unwanted & _words_of(exercise) or not set(exercise.places) & set(places):
            return False
        asked_for = bool(wanted & _names_of(exercise))
        return asked_for or (exercise.demand <= demand and not exercise.opt_in)

    return tuple(filter(suits, catalogue.exercises.values()))


def choose_tips(catalogue: Catalogue, topics: Collection[str] = ()) -> tuple[Tip, ...]:
    """Return the tips of ``topics`` (none: of all), in the catalogue's order."""
    return tuple(tip for tip in catalogue.tips.values() if not topics or tip.topic in topics)


def find_exercise(catalogue: Catalogue, name: str) -> Exercise | None:
    """Return the exercise with this id or name, however it is spelled: ``Bird dog``, ``bird_dog``.

    This is for a person who asks for one by name; nothing is left out here.
    """
    wanted = _normal(name)
    every = catalogue.exercises.values()
    return next((exercise for exercise in every if wanted in _names_of(exercise)), None)


def words_to_avoid(catalogue: Catalogue) -> tuple[str, ...]:
    """Return every word that the config's ``avoid`` knows, in alphabetical order."""
    every = catalogue.exercises.values()
    words = {str(word) for exercise in every for word in _tags_of(exercise)}
    return tuple(sorted(words | set(catalogue.exercises) | set(catalogue.leave_out)))


def unknown_words(catalogue: Catalogue, avoid: Iterable[str]) -> tuple[str, ...]:
    """Return those words of ``avoid`` that would leave nothing out: a fault in the config."""
    known = {_normal(word) for word in words_to_avoid(catalogue)}
    known |= {_normal(exercise.name) for exercise in catalogue.exercises.values()}
    return tuple(word for word in avoid if _normal(word) not in known)


def _tags_of(exercise: Exercise) -> tuple[str, ...]:
    return (exercise.kind, *exercise.areas, *exercise.needs, *exercise.leave_out)


def _names_of(exercise: Exercise) -> frozenset[str]:
    return frozenset(map(_normal, (exercise.id, exercise.name)))


def _words_of(exercise: Exercise) -> frozenset[str]:
    return _names_of(exercise) | frozenset(map(_normal, _tags_of(exercise)))


def _normal(word: str) -> str:
    """Return a word as it is compared: ``Child's pose`` is childs-pose, ``wrists`` is wrist."""
    plain = _APOSTROPHES.sub("", word.casefold())
    return _GAPS.sub("-", plain).strip("-").removesuffix("s")
