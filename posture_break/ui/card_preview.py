"""Shows once, before a session begins, how one repetition goes.

The pictures are those of the session's first loop, so the session itself plays them from the cache.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from posture_break.durations import SECOND
from posture_break.ui.card_now import Pose
from posture_break.ui.card_script import FRAME, Script

BEFORE = SECOND // 2  # milliseconds: the card has come up, and one looks at it
REST = SECOND  # in each pose that is held


@dataclass(frozen=True, slots=True)
class Preview:
    """The poses of one repetition with the milliseconds that each lasts."""

    parts: tuple[tuple[Pose, int], ...]

    @property
    def length(self) -> int:
        """How long it lasts."""
        return sum(lasts for __, lasts in self.parts)

    def pose(self, into: int) -> Pose:
        """Return the figure so many milliseconds after the beginning; afterwards the first pose."""
        for pose, lasts in self.parts:
            if into < lasts:
                return replace(pose, frame=min(pose.frames, into // FRAME)) if pose.frames else pose
            into -= lasts
        return self.parts[0][0]

    def wait(self, into: int) -> int | None:
        """Return the milliseconds until it looks different; None: it is over."""
        for pose, lasts in self.parts:
            if into < lasts:
                return FRAME - into % FRAME if pose.frames else lasts - into
            into -= lasts
        return None


def preview(script: Script) -> Preview | None:
    """Return the first repetition of a session; None: nothing moves in it."""
    steps = [i for i, step in enumerate(script.steps) if step.part is not None and step.lasts]
    turns = {i: (step.set, step.rep, step.side) for i, step in enumerate(script.steps)}
    once = [i for i in steps if turns[i] == turns[steps[0]]]
    if not any(script.poses[i].frames for i in once):
        return None
    begin = script.poses[once[0]]
    parts = [(replace(begin, to=begin.of, frames=0), BEFORE)]
    for index in once:
        pose, lasts = script.poses[index], script.steps[index].lasts
        parts.append((pose, lasts if pose.frames else min(REST, lasts)))
    return Preview(tuple(parts))
