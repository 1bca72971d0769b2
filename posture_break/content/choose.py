"""Which exercises and tips suit a person: place, demand, what to leave out, what was asked for.

What comes next is chosen in the core (`core.picker`), from the values that `choices_of` gives.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from posture_break.content.model import Catalogue, Exercise, Place, Tip
from posture_break.content.routines import routine_of, shortest
from posture_break.core.model import ExerciseChoice
from posture_break.core.tags import tag

EVERY_EXERCISE = "all-exercises"
"""The word that leaves out every one: breaks then suggest a walk."""

EARLY_BENDING = "early-bending"
"""The word that leaves out deep bending in the morning only; the picker has the rule."""


def choices_of(catalogue: Catalogue) -> tuple[ExerciseChoice, ...]:
    """Return what the picker needs to know of every exercise, in the catalogue's order."""
    return tuple(map(choice_of, catalogue.exercises.values()))


def choice_of(exercise: Exercise) -> ExerciseChoice:
    """Return what the picker needs to know of one exercise."""
    return ExerciseChoice(
        exercise.id,
        kind=str(exercise.kind),
        places=tuple(map(str, exercise.places)),
        areas=tuple(map(str, exercise.areas)),
        demand=exercise.demand,
        tags=_words_of(exercise),
        names=_names_of(exercise),
        traits=frozenset(map(str, exercise.traits)),
        opt_in=exercise.opt_in,
        least=shortest(routine_of(exercise)),
        regressions=exercise.regressions,
        progressions=exercise.progressions,
        # Where it is shown, not merely where it can be done too: the steps must say nothing of
        # getting up to somebody in a call.
        quiet_ok=exercise.places[:1] == (Place.DESK,) and exercise.demand == 1,
    )


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
    unwanted = {normal_word(word) for word in avoid}
    wanted = {normal_word(word) for word in include}

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
    wanted = normal_word(name)
    every = catalogue.exercises.values()
    return next((exercise for exercise in every if wanted in _names_of(exercise)), None)


def words_to_avoid(catalogue: Catalogue) -> tuple[str, ...]:
    """Return every word that the config's ``avoid`` knows, in alphabetical order."""
    every = catalogue.exercises.values()
    words = {str(word) for exercise in every for word in _tags_of(exercise)}
    words |= set(catalogue.exercises) | set(catalogue.leave_out)
    words |= {EVERY_EXERCISE, EARLY_BENDING}
    return tuple(sorted(words))


def unknown_words(catalogue: Catalogue, avoid: Iterable[str]) -> tuple[str, ...]:
    """Return those words of ``avoid`` that would leave nothing out: a fault in the config."""
    known = {normal_word(word) for word in words_to_avoid(catalogue)}
    known |= {normal_word(exercise.name) for exercise in catalogue.exercises.values()}
    return tuple(word for word in avoid if normal_word(word) not in known)


def normal_word(word: str) -> str:
    """Return a word as it is compared: ``Child's pose`` is childs-pose, ``wrists`` is wrist."""
    return tag(word)


def _tags_of(exercise: Exercise) -> tuple[str, ...]:
    return (exercise.kind, *exercise.areas, *exercise.needs, *exercise.leave_out)


def _names_of(exercise: Exercise) -> frozenset[str]:
    return frozenset(map(normal_word, (exercise.id, exercise.name)))


def _words_of(exercise: Exercise) -> frozenset[str]:
    tags = map(normal_word, (*_tags_of(exercise), EVERY_EXERCISE))
    return _names_of(exercise) | frozenset(tags)
