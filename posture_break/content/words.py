"""Exercises and tips as a person reads them; here the content's texts meet gettext.

The data files are English. Each of their texts is translated here, when it is shown, so one
loaded catalogue serves every language.
"""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from posture_break.content.model import (
    Area,
    Catalogue,
    Exercise,
    Grade,
    Kind,
    Need,
    Place,
    Tip,
    Topic,
)
from posture_break.content.routines import routine_of
from posture_break.core.session import PhaseKind, Routine, Side, Sides
from posture_break.durations import SECOND
from posture_break.texts import _, ngettext


def dose(exercise: Exercise, routine: Routine | None = None) -> str:
    """Return how much to do, as one sentence: repetitions, sides, hold and rounds.

    Without a ``routine``, it is the dose to start with.
    """
    given = routine or routine_of(exercise)
    if given.reps == 1:  # three rounds of once are three times
        given = replace(given, reps=given.sets, sets=1)
    parts = [_repetitions(given, exercise.only)]
    if holds := [part.lasts // SECOND for part in given.parts if part.kind is PhaseKind.HOLD]:
        parts.append(_hold(min(holds), max(holds)))
    if given.sets > 1:
        rounds = ngettext("{number} round", "{number} rounds", given.sets)
        parts.append(rounds.format(number=given.sets))
    return _("{parts}.").format(parts=", ".join(parts))


def as_text(
    exercise: Exercise, catalogue: Catalogue | None = None, routine: Routine | None = None
) -> tuple[str, ...]:
    """Return an exercise as lines for a terminal or a notification.

    They are: name, start, numbered steps, dose, breath, the easier way, its own cautions; with
    the ``catalogue``, the cautions that go with every exercise of this kind.
    """
    return (
        say(exercise.name),
        say(exercise.start),
        *(f"{number}. {say(step)}" for number, step in enumerate(exercise.steps, 1)),
        dose(exercise, routine),
        say(exercise.breath),
        _("Easier: {way}").format(way=say(exercise.easier)),
        *cautions(exercise, catalogue),
    )


def cautions(exercise: Exercise, catalogue: Catalogue | None = None) -> tuple[str, ...]:
    """Return the exercise's own cautions; with the ``catalogue``, its line on stretches and stops.

    The line that says when to stop is the last one.
    """
    own = tuple(map(say, exercise.cautions))
    if catalogue is None:
        return own
    stretching = (say(catalogue.cautions.stretching),) if exercise.kind is Kind.STRETCH else ()
    return (*own, *stretching, say(catalogue.stop_line))


def because(thing: Exercise | Tip) -> tuple[str, str]:
    """Return what "Why?" answers: the reason, and where it comes from and how sure that is.

    A source that was not read (grades B and U) is not named, whatever the data say.
    """
    origin = _("From the pack {pack}.").format(pack=thing.origin) if thing.origin else ""
    return say(thing.why), " ".join(filter(None, (_how_sure(thing), origin)))


def walk() -> tuple[str, ...]:
    """Return what to do when no exercise suits: lines like those of `as_text`."""
    return (
        _("A short walk"),
        _("Get up, and take a slow walk through the room or outside."),
        _("Let your arms swing and look at something far away."),
    )


def place_words(place: Place) -> str:
    """Return where an exercise is done, for a label."""
    match place:
        case Place.DESK:
            return _("At the desk")
        case Place.STANDING:
            return _("Standing")
        case Place.FLOOR:
            return _("On the floor")
        case _ as never:
            assert_never(never)


def kind_words(kind: Kind) -> str:
    """Return what sort of exercise it is, for a label."""
    match kind:
        case Kind.MOBILITY:
            return _("Easy movement")
        case Kind.STRETCH:
            return _("Stretch")
        case Kind.STABILITY:
            return _("Steadiness")
        case Kind.STRENGTH:
            return _("Strength")
        case Kind.RELEASE:
            return _("Letting go")
        case _ as never:
            assert_never(never)


def area_words(area: Area) -> str:
    """Return what an exercise works on, for a label."""
    return {
        Area.NECK: _("Neck"),
        Area.SHOULDERS: _("Shoulders"),
        Area.UPPER_BACK: _("Upper back"),
        Area.MID_BACK: _("Mid back"),
        Area.LOWER_BACK: _("Lower back"),
        Area.CORE: _("Core"),
        Area.GLUTES: _("Bottom"),
        Area.HIPS: _("Hips"),
        Area.LEGS: _("Legs"),
        Area.WRISTS: _("Wrists"),
        Area.EYES: _("Eyes"),
        Area.BREATH: _("Breath"),
    }[area]


def need_words(need: Need) -> str:
    """Return what has to be at hand, for a label."""
    match need:
        case Need.CHAIR:
            return _("A chair")
        case Need.DESK:
            return _("A desk")
        case Need.WALL:
            return _("A wall")
        case Need.MAT:
            return _("A mat or a soft floor")
        case Need.BALL:
            return _("A massage ball")
        case _ as never:
            assert_never(never)


def topic_words(topic: Topic) -> str:
    """Return what a tip is about, for a label."""
    match topic:
        case Topic.POSTURE:
            return _("Sitting and standing")
        case Topic.LIFTING:
            return _("Lifting")
        case Topic.SLEEP:
            return _("Sleep")
        case Topic.LIFESTYLE:
            return _("Daily life")
        case Topic.RELIEF:
            return _("When it aches")
        case Topic.WORKSTATION:
            return _("Your desk")
        case Topic.EYES:
            return _("Eyes")
        case _ as never:
            assert_never(never)


def say(text: str) -> str:
    """Return a text of the data files in the person's language."""
    return _(text) if text else ""  # gettext answers an empty text with its file's header


def _repetitions(routine: Routine, only: Side | None) -> str:
    """Return ``5 times on each side``, or ``5 slow breaths`` where nothing else is done."""
    count = routine.reps
    if routine.sides is not Sides.NONE:
        phrase = ngettext("Once on each side", "{number} times on each side", count)
    elif only is Side.LEFT:
        phrase = ngettext("Once on your left side", "{number} times on your left side", count)
    elif only is Side.RIGHT:
        phrase = ngettext("Once on your right side", "{number} times on your right side", count)
    elif _is_breathing(routine):
        phrase = ngettext("{number} slow breath", "{number} slow breaths", count)
    else:
        phrase = ngettext("Once", "{number} times", count)
    return phrase.format(number=count)


def _is_breathing(routine: Routine) -> bool:
    return all(part.kind is PhaseKind.BREATHE for part in routine.parts)


def _hold(least: int, most: int) -> str:
    if least < most:
        return _("hold for {least} to {most} seconds").format(least=least, most=most)
    phrase = ngettext("hold for {number} second", "hold for {number} seconds", most)
    return phrase.format(number=most)


def _how_sure(thing: Exercise | Tip) -> str:
    match thing.grade:
        case Grade.READ | Grade.CALCULATED:
            source = say(thing.source).rstrip(".")
            if source.endswith("?"):  # a title that asks ends the sentence, too
                return _("Source: {source}").format(source=source)
            if thing.year is None:
                return _("Source: {source}.").format(source=source)
            return _("Source: {source}, {year}.").format(source=source, year=thing.year)
        case Grade.SECOND_HAND:
            return _("Common advice. We have not read its source ourselves.")
        case Grade.UNSOURCED:
            return _("Common knowledge. We know of no study.")
        case _ as never:
            assert_never(never)
