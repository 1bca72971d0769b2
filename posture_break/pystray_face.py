"""The one place that imports pystray: its menu classes, and the base that our Linux icons extend.

On import pystray chooses a backend, and on Linux that means looking for GTK or connecting to an X
server: it raises where there is neither. Its *dummy* backend touches nothing, so that is what Linux
gets (our own icons take the backend's place); Windows and macOS get their native one.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["IconBase", "Menu", "MenuItem", "NativeIcon"]


@contextmanager
def _backend(name: str) -> Iterator[None]:
    """Have pystray choose this backend; the variable must not leak into the processes we start."""
    before = os.environ.get("PYSTRAY_BACKEND")
    os.environ["PYSTRAY_BACKEND"] = name
    try:
        yield
    finally:
        if before is None:
            del os.environ["PYSTRAY_BACKEND"]
        else:
            os.environ["PYSTRAY_BACKEND"] = before


with _backend({"win32": "win32", "darwin": "darwin"}.get(sys.platform, "dummy")):
    from pystray import Icon as NativeIcon
    from pystray import Menu, MenuItem
    from pystray._base import Icon as IconBase
