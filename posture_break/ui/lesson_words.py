"""The words of each step of a session: what to do, on which side, how often, and what is said."""

from __future__ import annotations

from typing import assert_never

from posture_break.core.session import Side, Step, StepKind
from posture_break.durations import SECOND
from posture_break.texts import _
from posture_break.ui.lesson import Lesson

WORDS_A_SECOND = 2.5  # how fast a calm voice speaks

Steps = tuple[Step, ...]


def headline(lesson: Lesson, steps: Steps, index: int) -> str:
    """Return what to do."""
    step = steps[index]
    if step.part is not None:
        return lesson.phases[step.part].cue
    match step.kind:
        case StepKind.READY:
            return _("Get ready to go on") if index else _("Get ready")
        case StepKind.SWITCH:
            return _("Change sides")
        case _:
            return _("Rest")


def detail(lesson: Lesson, steps: Steps, index: int) -> str:
    """Return the side at work; before a repetition, how to begin, or what comes."""
    step = steps[index]
    side = "" if step.side is None else side_words(lesson, step.side)
    if step.part is not None or step.kind is StepKind.SWITCH:
        return side
    if step.kind is StepKind.READY:
        return sentences(lesson.start, side_to_begin(lesson, steps, index))
    coming = _("Set {number} of {all} comes next").format(
        number=step.set + 1, all=steps[-1].set + 1
    )
    return sentences(coming, side) if side else coming


def count(steps: Steps, index: int) -> str:
    """Return which repetition of which set it is, where there are several."""
    step, last = steps[index], steps[-1]
    if step.part is None or not (last.rep or last.set):
        return ""
    if not last.set:
        phrase = _("Rep {rep} of {reps}")
    elif not last.rep:
        phrase = _("Set {set} of {sets}")
    else:
        phrase = _("Rep {rep} of {reps}, set {set} of {sets}")
    return phrase.format(rep=step.rep + 1, reps=last.rep + 1, set=step.set + 1, sets=last.set + 1)


def following(lesson: Lesson, steps: Steps, index: int) -> str:
    """Return the headline of the next step, with its side where a repetition changes it."""
    if index + 1 == len(steps):
        return ""
    step, coming = steps[index], steps[index + 1]
    cue = headline(lesson, steps, index + 1)
    if coming.part is None or coming.side in {None, step.side}:
        return cue
    return _("{side}: {what}").format(side=side_words(lesson, coming.side), what=cue)


def speech(lesson: Lesson, steps: Steps, index: int) -> str:
    """Return what a voice says: as much as it can say while the step lasts."""
    step, cue = steps[index], headline(lesson, steps, index)
    if step.kind is StepKind.READY:
        whole = sentences(cue, detail(lesson, steps, index))
        return whole if _can_be_said(whole, step) else _briefly(lesson, steps, index)
    if step.part is None:
        return sentences(cue, detail(lesson, steps, index))
    side = step.side
    if side is None or index == 0 or steps[index - 1].side is side:
        return cue
    for words in (side_words(lesson, side), _plain_side(side)):
        whole = sentences(words, cue)
        if _can_be_said(whole, step):
            return whole
    return sentences(_one_word(side), cue)


def next_time(lesson: Lesson, steps: Steps) -> str:
    """Return which side comes next time, where only one of two was done; else nothing."""
    side = steps[-1].side
    if side is None or lesson.only is not None or any(step.side is side.other for step in steps):
        return ""
    if side is Side.RIGHT:
        return _("Next time it is the left side's turn.")
    return _("Next time it is the right side's turn.")


def side_to_begin(lesson: Lesson, steps: Steps, index: int) -> str:
    """Return which side is at work first, or alone."""
    side = steps[index].side
    if side is None:
        return ""
    if all(step.side is side for step in steps[index:]):
        return side_words(lesson, side)
    return _("Right side first") if side is Side.RIGHT else _("Left side first")


def side_words(lesson: Lesson, side: Side) -> str:
    """Return which side is at work: "Right arm, left leg", or "Right side"."""
    own = lesson.left if side is Side.LEFT else lesson.right
    return own or _plain_side(side)


def _plain_side(side: Side) -> str:
    match side:
        case Side.LEFT:
            return _("Left side")
        case Side.RIGHT:
            return _("Right side")
        case _ as never:
            assert_never(never)


def sentences(*texts: str) -> str:
    """Return texts one after the other, each with its full stop."""
    return " ".join(text if text[-1] in ".:?" else f"{text}." for text in texts if text)


def _briefly(lesson: Lesson, steps: Steps, index: int) -> str:
    """Return what there is time for while getting ready in a hurry."""
    cue = headline(lesson, steps, index)
    with_side = sentences(cue, side_to_begin(lesson, steps, index))
    return with_side if _can_be_said(with_side, steps[index]) else cue


def _one_word(side: Side) -> str:
    return _("Left") if side is Side.LEFT else _("Right")


def _can_be_said(text: str, step: Step) -> bool:
    return len(text.split()) * SECOND <= WORDS_A_SECOND * step.lasts
