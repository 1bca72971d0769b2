"""How a movement begins and ends."""

from __future__ import annotations

from math import cos, pi


def eased(share: float) -> float:
    """Return a share of the way that starts and ends at rest (half a cosine)."""
    return (1 - cos(pi * min(1.0, max(0.0, share)))) / 2
