"""How the words that leave out exercises are compared, and those with a rule of their own."""

from __future__ import annotations

import re
from functools import lru_cache

_APOSTROPHES = re.compile(r"['\u2019]")
_GAPS = re.compile(r"[\W_]+")


@lru_cache(maxsize=2048)
def tag(word: str) -> str:
    """Return a word as it is compared: ``Child's pose`` is childs-pose, ``wrists`` is wrist."""
    plain = _APOSTROPHES.sub("", word.casefold())
    return _GAPS.sub("-", plain).strip("-").removesuffix("s")


ALL_EXERCISES = tag("all-exercises")  # R13: none at all, until a professional agreed
EARLY_BENDING = tag("early-bending")  # R7: no deep bending soon after getting up
FLARE = tag("flare")  # R3: left out while something hurts
