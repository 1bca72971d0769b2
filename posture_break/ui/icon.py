"""What the tray icon says, as a value: one of seven shapes, and how far the ring has emptied."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, assert_never

from posture_break.core.snapshot import Condition

if TYPE_CHECKING:
    from posture_break.core.snapshot import Snapshot

STEPS = 12  # as on a clock's face: it moves, yet the icon is seldom redrawn and seldom fetched
SIZES = (16, 22, 24, 32, 48, 64)  # what hosts ask for at scales 1 and 2


class Shape(Enum):
    """The silhouettes; each can be told from the others in one colour at 16 pixels."""

    RING = "ring"  # counting down to the next break
    BADGE = "badge"  # a break is open: a full disc with somebody stretching
    BARS = "bars"  # paused
    HELD = "held"  # a break is owed: a full ring with a bar across, as on a door not to be opened
    MOON = "moon"  # off hours
    DASHES = "dashes"  # nobody at the desk: only the outline is left
    DOT = "dot"  # no reminder will ever come
    LOGO = "logo"  # the program itself: launchers, notifications, about


@dataclass(frozen=True, slots=True)
class Look:
    """One picture: equal looks are the same picture, so nothing is redrawn between them."""

    shape: Shape
    step: int = 0  # how much of the ring is left, in steps; 0 for every shape but the ring


def look(snapshot: Snapshot) -> Look:
    """Return the picture for this snapshot."""
    match snapshot.condition:
        case Condition.OPEN:
            return Look(Shape.BADGE)
        case Condition.PAUSED:
            return Look(Shape.BARS)
        case Condition.OFF_HOURS:
            return Look(Shape.MOON)
        case Condition.AWAY:
            return Look(Shape.DASHES)
        case Condition.HELD:
            return Look(Shape.HELD)
        case Condition.WAITING:
            return Look(Shape.RING, _step(snapshot.ring))
        case Condition.IDLE:
            return Look(Shape.DOT)
        case unknown:
            assert_never(unknown)


def tray_looks() -> tuple[Look, ...]:
    """Return every picture that the tray can ever show, the commonest first."""
    rings = tuple(Look(Shape.RING, step) for step in range(STEPS, -1, -1))
    others = (shape for shape in Shape if shape not in {Shape.RING, Shape.LOGO})
    return rings + tuple(Look(shape) for shape in others)


def _step(share: float) -> int:
    """Return the step for a share of the way; rounded up, so that only a due break shows 0."""
    if not share > 0:  # also for a share that is no number
        return 0
    return math.ceil(min(share, 1) * STEPS - 1e-9)
