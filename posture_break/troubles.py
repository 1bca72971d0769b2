"""What does not work now: kept for menu and status, and said once with its cure."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from posture_break.ports import Unavailable


class Troubles:
    """Keeps ``known``, which the snapshot carries, by the part that is in trouble."""

    def __init__(self, known: dict[str, Unavailable]) -> None:
        self._known = known
        # Where a person looks now: sentences about a part; none when it works again.
        self.show: Callable[[Sequence[str], str], None] | None = None
        self.say: Callable[[str], None] = say

    def set(self, part: str, trouble: Unavailable | None, *, tell: bool = False) -> None:
        """Keep or forget what is wrong with a part; say it once, ``tell`` on the screen too."""
        known = self._known.get(part)
        if trouble is None:
            if self._known.pop(part, None) is not None and self.show is not None:
                self.show((), part)
        elif known is None or str(known) != str(trouble):
            self._known[part] = trouble
            if part != "config":  # all its faults are said, not the first alone
                self.say(str(trouble))
            if tell and self.show is not None:
                self.show((trouble.reason, trouble.cure), part)

    def has(self, part: str) -> bool:
        """Return whether a part is in trouble."""
        return part in self._known


def say(sentence: str) -> None:
    """Write to the terminal in which the program was started, if it still is there."""
    try:
        print(sentence, file=sys.stderr, flush=True)
    except (OSError, ValueError, AttributeError):
        sys.stderr = None  # else Python tries once more at the end, and makes 120 of the exit code
