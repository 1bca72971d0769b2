"""What the card of a guided session shows at one moment, as a value: session, person and clock."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum


class Stand(Enum):
    """Whether the session runs."""

    WAITING = "waiting"  # not begun
    RUNNING = "running"
    PAUSED = "paused"
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class Words:
    """The words beside the ring."""

    headline: str
    detail: str = ""  # the side at work, or how to begin
    count: str = ""  # "Rep 4 of 8"
    following: str = ""  # what comes after this phase
    dots: tuple[int, int] = (0, 0)  # repetitions begun, of all


@dataclass(frozen=True, slots=True)
class Pose:
    """How the figure is posed: ``frame`` of ``frames`` on its way between two key poses."""

    of: str = "start"
    to: str = "start"
    frame: int = 0
    frames: int = 0  # 0: it is there
    mirrored: bool = False

    @property
    def share(self) -> float:
        """How much of the way lies behind it, 0 to 1."""
        return self.frame / self.frames if self.frames else 1.0


@dataclass(frozen=True, slots=True)
class Now:
    """One moment of a session."""

    stand: Stand
    words: Words
    step: int | None = None  # the one in the list that is being done
    seconds: int = 0  # that are left of this phase
    whole: int = 0  # seconds of the phase
    pose: Pose = Pose()

    @property
    def still(self) -> Now:
        """The same without motion: the key pose that the figure is on its way to."""
        pose = Pose("start", "start", mirrored=self.pose.mirrored)
        if self.stand is not Stand.WAITING:
            pose = replace(self.pose, of=self.pose.to, frame=0, frames=0)
        return replace(self, pose=pose)
