"""The one source of a session: everything that is shown, heard and drawn in one step of it.

Card, terminal and voice take all they tell from the same `Telling`, so the words, the countdown,
the figure, the sound and the voice are always those of the same step.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from posture_break.core.session import PhaseKind, Side, Step
from posture_break.core.session_play import Mark, half_of, marks
from posture_break.durations import SECOND
from posture_break.texts import _
from posture_break.ui import lesson_words
from posture_break.ui.lesson import Lesson
from posture_break.ui.sounds import Sound

BEGIN = "start"  # the key pose in which every figure begins


@dataclass(frozen=True, slots=True)
class Figure:
    """What the figure does: it goes from one key pose to another, or stays in one."""

    of: str = BEGIN
    to: str = BEGIN
    mirrored: bool = False  # the pose data have the right side at work

    @property
    def moving(self) -> bool:
        """Whether there is more to draw than one still picture."""
        return self.of != self.to


@dataclass(frozen=True, slots=True)
class Telling:
    """One step of a session, in words, sounds and poses."""

    step: Step
    headline: str  # what to do: the cue
    detail: str = ""  # the side at work, or how to begin
    count: str = ""  # "Rep 2 of 5, set 1 of 3"
    following: str = ""  # the next headline; none: nothing follows
    row: int | None = None  # the line in `rows` that is being done
    rep: int = 0  # number of the repetition on this side in this set; 0: between repetitions
    reps: int = 1
    set: int = 1
    sets: int = 1
    speech: str = ""  # what a voice says as it begins
    sound: Sound | None = None  # what is heard as it begins
    half: int | None = None  # milliseconds from its beginning to `Sound.HALF`; None: not heard
    figure: Figure = Figure()

    def seconds(self, position: int) -> int:
        """Return the whole seconds that are left of the step, ``position`` ms into the session."""
        return max(0, ceil((self.step.ends - position) / SECOND))


def tellings(lesson: Lesson, steps: tuple[Step, ...]) -> tuple[Telling, ...]:
    """Return what is told in each of the ``steps`` that `lesson.played` made of a lesson."""
    sounds = marks(steps)
    return tuple(_tell(lesson, steps, index, mark) for index, mark in enumerate(sounds))


def telling(lesson: Lesson, step: Step, steps: tuple[Step, ...]) -> Telling:
    """Return what is told in one step; `tellings` is for whoever needs them all."""
    index = steps.index(step)
    return _tell(lesson, steps, index, marks(steps)[index])


def ending(lesson: Lesson, steps: tuple[Step, ...]) -> Telling:
    """Return what is told when the last step is over."""
    last = _figure(lesson, steps, len(steps) - 1)
    return Telling(
        steps[-1],
        _("Session complete"),
        detail=lesson_words.next_time(lesson, steps),
        speech=_("That was all. Well done."),
        sound=Sound.DONE,
        figure=Figure(last.to, last.to, last.mirrored),
    )


def rows(lesson: Lesson) -> tuple[str, ...]:
    """Return the list of steps in which `Telling.row` counts."""
    return tuple(phase.text for phase in lesson.phases if phase.text)


def _tell(lesson: Lesson, steps: tuple[Step, ...], index: int, mark: Mark | None) -> Telling:
    step, last = steps[index], steps[-1]
    return Telling(
        step=step,
        headline=lesson_words.headline(lesson, steps, index),
        detail=lesson_words.detail(lesson, steps, index),
        count=lesson_words.count(steps, index),
        following=lesson_words.following(lesson, steps, index),
        row=_row(lesson, step),
        rep=0 if step.part is None else step.rep + 1,
        reps=last.rep + 1,
        set=step.set + 1,
        sets=last.set + 1,
        speech=lesson_words.speech(lesson, steps, index),
        sound=None if mark is None else Sound(mark.value),
        half=half_of(step),
        figure=_figure(lesson, steps, index),
    )


def _row(lesson: Lesson, step: Step) -> int | None:
    """Return the number of the phase among those that have a line in the list."""
    if step.part is None or not lesson.phases[step.part].text:
        return None
    return sum(1 for each in lesson.phases[: step.part] if each.text)


def _figure(lesson: Lesson, steps: tuple[Step, ...], index: int) -> Figure:
    """Return from which key pose to which the figure goes."""
    step = steps[index]
    mirrored = step.side is Side.LEFT
    if step.part is None:
        return Figure(mirrored=mirrored)
    phase, before = lesson.phases[step.part], _pose_before(lesson, steps, index)
    to = phase.pose or before
    return Figure(to if phase.kind is PhaseKind.HOLD else before, to, mirrored)


def _pose_before(lesson: Lesson, steps: tuple[Step, ...], index: int) -> str:
    """Return the pose that was reached last since the person got into position on this side."""
    for step in reversed(steps[:index]):
        if step.part is None or step.side is not steps[index].side:
            return BEGIN
        if lesson.phases[step.part].pose:
            return lesson.phases[step.part].pose
    return BEGIN
