"""The names of the muscle groups that a figure may show at work."""

from __future__ import annotations

BOTH = (
    "neck-front", "neck-back", "upper-back", "mid-back", "back", "lower-back", "chest", "core",
)  # fmt: skip
"""Those in the middle of the body."""

SIDED = (
    "neck-side", "shoulders", "side", "glutes", "thigh-front", "thigh-back", "thigh-inner",
    "thigh-outer", "hip-front", "calf", "shin", "upper-arm-front", "upper-arm-back",
    "forearm-front", "forearm-back",
)  # fmt: skip
"""Those that there are two of: the bare name means both, ``_right`` and ``_left`` one."""

MUSCLES = frozenset(BOTH) | {
    name for group in SIDED for name in (group, f"{group}_right", f"{group}_left")
}
