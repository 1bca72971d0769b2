"""Time between two snapshots: how much is left, and when the screen next changes by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from posture_break.core.snapshot import Condition
from posture_break.durations import MINUTE, SECOND
from posture_break.ui.menu import next_view

if TYPE_CHECKING:
    from posture_break.core.snapshot import Snapshot


def next_change(snapshot: Snapshot) -> int | None:
    """Return in how many milliseconds the screen changes by itself; None: not before an event."""
    view = snapshot.open
    if view is not None:
        left = view.opened + view.lasts - snapshot.now
        return _to_next(left, SECOND) if 0 < left <= view.lasts else None
    coming = next_view(snapshot)
    if snapshot.condition is not Condition.WAITING or coming is None or coming.due is None:
        return None
    left = coming.due - snapshot.now
    if left <= 0:
        return None
    return _to_next(left, MINUTE if left > MINUTE else SECOND)


def share_left(snapshot: Snapshot, now: int) -> float:
    """Return how much is left at ``now`` of the open break, or of the way to the next one."""
    view = snapshot.open
    if view is not None:
        return (view.opened + view.lasts - now) / view.lasts if view.lasts else 0.0
    coming = next_view(snapshot)
    if coming is None or coming.due is None or coming.due <= snapshot.now:
        return snapshot.ring
    return snapshot.ring * (coming.due - now) / (coming.due - snapshot.now)


def _to_next(left: int, step: int) -> int:
    """Return the time until a countdown, rounded up to whole steps, shows one less."""
    return left - (-(-left // step) - 1) * step
