"""How two boxes lie to each other."""

from __future__ import annotations

from posture_break.ui.shapes import Box


def inside(box: Box, around: Box) -> bool:
    """Return whether ``box`` is not outside ``around`` anywhere."""
    return around[0] <= box[0] <= box[2] <= around[2] and around[1] <= box[1] <= box[3] <= around[3]


def apart(one: Box, other: Box) -> bool:
    """Return whether two boxes have nothing in common."""
    return one[2] <= other[0] or one[0] >= other[2] or one[3] <= other[1] or one[1] >= other[3]
