"""Exercises and tips as a person reads them; here the content's texts meet gettext.

The data files are English. Each of their texts is translated here, when it is shown, so one
loaded catalogue serves every language.
"""

from __future__ import annotations

from typing import assert_never

from posture_break.content.model import (
    Area,
    Catalogue,
    Dose,
    Exercise,
    Grade,
    Kind,
    Need,
    Place,
    Tip,
    Topic,
)
from posture_break.texts import _, ngettext


def dose(exercise: Exercise, amount: Dose | None = None) -> str:
    """Return how much to do, as one sentence, with hold, repetitions and sides.

    ``amount`` takes the place of the full version's dose.
    """
    chosen = amount or exercise.full
    parts = [_repetitions(exercise, chosen)]
    if chosen.hold_s:
        parts.insert(0, _hold(chosen.hold_s))
    if chosen.sets > 1:
        rounds = ngettext("in {number} round", "in {number} rounds", chosen.sets)
        parts.append(rounds.format(number=chosen.sets))
    return _("{parts}.").format(parts=", ".join(parts))


def as_text(
    exercise: Exercise, catalogue: Catalogue | None = None, amount: Dose | None = None
) -> tuple[str, ...]:
    """Return an exercise as lines for a terminal or a notification.

    They are: name, start, numbered steps, dose, breath, the easier way, its own cautions; with
    the ``catalogue``, the cautions that go with every exercise of this kind.
    """
    return (
        say(exercise.name),
        say(exercise.start),
        *(f"{number}. {say(step)}" for number, step in enumerate(exercise.steps, 1)),
        dose(exercise, amount),
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
    """Return what "Why?" answers: the reason, and where it comes from and how sure that is."""
    source = say(thing.source)
    if thing.year is not None:
        source = _("{source}, {year}").format(source=source, year=thing.year)
    return say(thing.why), _how_sure(thing.grade).format(source=source)


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
    match area:
        case Area.UPPER_BACK:
            return _("Upper back")
        case Area.MID_BACK:
            return _("Mid back")
        case Area.LOWER_BACK:
            return _("Lower back")
        case Area.CORE:
            return _("Core")
        case Area.GLUTES:
            return _("Bottom")
        case _ as never:
            assert_never(never)


def need_words(need: Need) -> str:
    """Return what has to be at hand, for a label."""
    match need:
        case Need.CHAIR:
            return _("A chair")
        case Need.MAT:
            return _("A mat or a soft floor")
        case Need.WALL:
            return _("A wall")
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


def _hold(seconds: int) -> str:
    phrase = ngettext("Hold for {number} second", "Hold for {number} seconds", seconds)
    return phrase.format(number=seconds)


def _repetitions(exercise: Exercise, amount: Dose) -> str:
    """Return ``10 times on each side``, or ``Repeat ...`` where the sentence begins with it."""
    count = amount.reps
    match bool(amount.hold_s), exercise.sides:
        case True, True:
            phrase = ngettext("once on each side", "{number} times on each side", count)
        case True, False:
            phrase = ngettext("once", "{number} times", count)
        case False, True:
            phrase = ngettext(
                "Do this once on each side", "Do this {number} times on each side", count
            )
        case _:
            phrase = ngettext("Do this once", "Do this {number} times", count)
    return phrase.format(number=count)


def _how_sure(grade: Grade) -> str:
    match grade:
        case Grade.READ | Grade.CALCULATED:
            return _("Source: {source}")
        case Grade.SECOND_HAND:
            return _("Source: {source} (at second hand)")
        case Grade.UNSOURCED:
            return _("Source: {source} (we know of no study)")
        case _ as never:
            assert_never(never)
