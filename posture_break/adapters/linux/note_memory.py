"""The numbers of the notes on the screen, on disk: what a killed program left is taken away."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class NoteMemory:
    """A small file beside the control socket, so that it ends with the session as the notes do.

    Nobody hears the buttons of a note whose program was killed: it must not stay on the screen.
    """

    def __init__(self, path: Path) -> None:
        """Store where the file is."""
        self._path = path

    def keep(self, owner: str, numbers: Iterable[int]) -> None:
        """Write which notes this service shows for us; with none, no file stays."""
        kept = sorted(numbers)
        with suppress(OSError):
            if kept:
                self._path.write_text(json.dumps({"owner": owner, "numbers": kept}), "ascii")
            else:
                self._path.unlink(missing_ok=True)

    def left_over(self, owner: str) -> list[int]:
        """Return what an earlier run left with this service; another one numbers anew."""
        with suppress(OSError, ValueError, KeyError, TypeError):
            kept = json.loads(self._path.read_text("ascii"))
            if owner and kept["owner"] == owner:
                return [int(number) for number in kept["numbers"]]
        return []
