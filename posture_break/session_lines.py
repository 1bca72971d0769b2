"""What a session says in a terminal: one line for each step, made for ears and Braille.

A line begins with what is to be done now; nothing is drawn, counted down or written over.
"""

from __future__ import annotations

from posture_break.core.session import Side, Step, StepKind
from posture_break.durations import SECOND
from posture_break.phrases import span
from posture_break.texts import _, ngettext
from posture_break.ui.card_state import CardState
from posture_break.ui.lesson import Lesson
from posture_break.ui.lesson_telling import Telling
from posture_break.ui.lesson_words import sentences, side_to_begin


def introduction(card: CardState) -> tuple[str, ...]:
    """Return what to know before it begins: name, start, what to do, cautions, the stop line."""
    about = ", ".join(card.chips)
    return tuple(
        line
        for line in (
            sentences(card.title),
            sentences(about),
            _("Start: {how}").format(how=card.lead) if card.lead else "",
            *(f"{number}. {step}" for number, step in enumerate(card.steps, 1)),
            card.dose,
            *card.cautions,
        )
        if line
    )


def opening(whole: int, short: int, *, single: bool) -> tuple[str, ...]:
    """Return which keys there are and how to begin; lengths in ms, no ``short`` one: 0.

    ``single``: a key needs no Enter after it.
    """
    keys = _("Keys: p pauses, s goes to the next step, b to the step before.")
    more = _("w tells where you are, q leaves.")
    enter = "" if single else _("Press Enter after each key.")
    begin = _("Enter begins the session of {span}.").format(span=span(whole))
    if short:
        begin = _("Enter begins the session of {span}, v the short version of {short}.").format(
            span=span(whole), short=span(short)
        )
    return (sentences(keys, more, enter), begin)


def step_line(lesson: Lesson, steps: tuple[Step, ...], index: int, told: Telling, left: int) -> str:
    """Return the line of a step of which ``left`` seconds are left.

    The count and the side stand where a repetition begins; until it ends they stay the same.
    """
    what = _("{what}, {span}").format(what=told.headline, span=_seconds(left))
    if told.step.kind is StepKind.READY:
        return sentences(what, side_to_begin(lesson, steps, index))
    if told.step.part is None:
        return sentences(what, told.detail)
    if told.step.part > 0:
        return what
    where = _where(told)
    return _("{where}: {what}").format(where=where, what=what) if where else what


def place_line(told: Telling, left: int, to_go: int) -> str:
    """Return where the session is; ``left`` seconds of the step, ``to_go`` ms of the whole."""
    now = _("{what}, {span} left").format(what=told.headline, span=_seconds(left))
    where = _where(told) or told.detail if told.step.part is not None else ""
    return sentences(now, where, _("{span} to go").format(span=span(to_go)))


def half_line(left: int) -> str:
    """Return what is said at the half of a long hold."""
    return _("{span} left").format(span=_seconds(left))


def end_lines(end: Telling, done: int, given: int, tip: str) -> tuple[str, ...]:
    """Return what is said at the end; what was left out is no matter, so it is not counted."""
    lines = [sentences(end.headline, credit_words(done, given) if done < given else "", end.detail)]
    return (*lines, _("Good to know: {tip}").format(tip=tip)) if tip else tuple(lines)


def credit_words(done: int, given: int) -> str:
    """Return how much was done."""
    phrase = ngettext("{done} of {given} step done", "{done} of {given} steps done", given)
    return phrase.format(done=done, given=given)


def _where(told: Telling) -> str:
    """Return count and side within one phrase, as far as there are any."""
    match told.step.side:
        case None:
            return told.count
        case Side.LEFT:
            with_count, alone = _("{count}, left side"), _("Left side")
        case Side.RIGHT:
            with_count, alone = _("{count}, right side"), _("Right side")
    return with_count.format(count=told.count) if told.count else alone


def _seconds(number: int) -> str:
    return span(number * SECOND)
