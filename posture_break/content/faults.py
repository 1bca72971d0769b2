"""What a faulty data file says about itself: all faults at once, each with its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from posture_break.texts import _


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in a data file."""

    file: str
    entry: str  # its id, or "tip 3" where it has none; empty: the file's top
    field: str  # empty: the whole file
    expected: str
    found: str = ""

    def __str__(self) -> str:
        # What somebody sent may be called anything, a terminal's orders included.
        file = self.file if self.file.isprintable() else ascii(self.file)
        place = ": ".join(part for part in (file, self.entry, self.field) if part)
        if not self.found:
            return _("{place}: expected {expected}").format(place=place, expected=self.expected)
        return _("{place}: expected {expected}, found {found}").format(
            place=place, expected=self.expected, found=self.found
        )


class ContentFaults(Exception):  # noqa: N818 - it carries faults, as the config's does
    """The data files are faulty; all faults come together."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Store the faults, in the order of the files."""
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))
