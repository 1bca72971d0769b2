"""Looks at a small part of an X screen, in a millisecond."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Any, Self

from Xlib import X
from Xlib.display import Display

Box = tuple[int, int, int, int]  # left, top, width, height

_BETWEEN = 0.004  # seconds between two looks: the grain of what is measured


class Eye:
    """One connection to a display, for many looks."""

    def __init__(self, display: str) -> None:
        self._name = display
        self._display: Any = None

    def __enter__(self) -> Self:
        self._display = Display(self._name)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._display.close()

    def look(self, box: Box) -> bytes:
        """Return the pixels of a part of the screen."""
        root = self._display.screen().root
        return bytes(root.get_image(*box, X.ZPixmap, 0xFFFFFFFF).data)

    def sees_change(self, box: Box, before: bytes, limit: float) -> float | None:
        """Return the moment (perf_counter) at which the pixels differ, or None in vain."""
        end = time.perf_counter() + limit
        while time.perf_counter() < end:
            if self.look(box) != before:
                return time.perf_counter()
            time.sleep(_BETWEEN)
        return None

    def sees(self, box: Box, wanted: bytes, limit: float) -> bool:
        """Return whether the pixels are (again) these within the limit."""
        end = time.perf_counter() + limit
        while time.perf_counter() < end:
            if self.look(box) == wanted:
                return True
            time.sleep(0.05)
        return False
