"""What the card of a session shows in each of its steps, made from the tellings of a lesson."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from posture_break.core.session import Step
from posture_break.texts import _
from posture_break.ui.card_now import Pose, Words
from posture_break.ui.lesson import Lesson, played
from posture_break.ui.lesson_telling import Figure, Telling, ending, rows, tellings

FRAME = 50  # milliseconds: 20 pictures a second


@dataclass(frozen=True, slots=True)
class Script:
    """A lesson as the card plays it, in full or in its short version."""

    steps: tuple[Step, ...]
    told: tuple[Telling, ...]  # of each step
    end: Telling
    rows: tuple[str, ...]  # the list of steps
    words: tuple[Words, ...]  # of each step
    poses: tuple[Pose, ...]  # of each step

    @property
    def all_words(self) -> tuple[Words, ...]:
        """Every different thing that can stand beside the ring, without the words of the end."""
        return tuple(dict.fromkeys(self.words))

    def repetitions(self, lived: Collection[int]) -> int:
        """Return how many repetitions were done from the first of their steps to the last."""
        whole: dict[tuple[object, ...], bool] = {}
        for index, step in enumerate(self.steps):
            if step.part is not None and step.lasts:
                turn = (step.set, step.rep, step.side)
                whole[turn] = whole.get(turn, True) and index in lived
        return sum(whole.values())


def script(lesson: Lesson, *, short: bool) -> Script:
    """Return the script of a lesson."""
    steps = played(lesson, short=short)
    told = tellings(lesson, steps)
    return Script(
        steps=steps,
        told=told,
        end=ending(lesson, steps),
        rows=rows(lesson),
        words=tuple(map(_words, told)),
        poses=tuple(pose(each.figure, each.step.lasts) for each in told),
    )


def pose(figure: Figure, lasts: int = 0) -> Pose:
    """Return the figure at the beginning of a step that lasts so many milliseconds."""
    frames = max(1, round(lasts / FRAME)) if figure.moving and lasts else 0
    return Pose(figure.of if frames else figure.to, figure.to, 0, frames, figure.mirrored)


def _words(told: Telling) -> Words:
    following = _("Next: {what}").format(what=told.following) if told.following else ""
    dots = (told.rep, told.reps) if told.rep and told.reps > 1 else (0, 0)
    return Words(told.headline, told.detail, told.count, following, dots)
