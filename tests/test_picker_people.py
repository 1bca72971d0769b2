"""Over very many picks with random people, no rule is broken and every allowed exercise comes.

The normal run is short and always the same. The long one, with a million picks:
``POSTURE_BREAK_PICKS=1000000 python -m pytest tests/test_picker_people.py``.
"""

from __future__ import annotations

import os
from collections import Counter

from tests.random_people import Life

PICKS = int(os.environ.get("POSTURE_BREAK_PICKS", "12000"))
A_LIFE = 400  # about two months


def test_no_rule_is_broken_whoever_the_person_is() -> None:
    """An independent ledger agrees with every pick, and nothing that suits waits for ever."""
    seen: Counter[str] = Counter()
    picks, number = 0, 0
    while picks < PICKS:
        number += 1
        life = Life(number)
        life.lives(A_LIFE)
        picks += life.picks
        seen += life.seen
    wanted = {
        "an exercise", "a walk", "easier", "nothing easier", "prescribed", "unfinished", "gentle",
        "new-to-you", "long-ago", "area-neglected", "seated-in-quiet", "prescription-held",
        "all-left-out", "nothing-suits",
    }  # fmt: skip
    assert not wanted - seen.keys(), "never seen"
