"""What plyer's Windows balloons need of Windows, as a record of what was called."""

from __future__ import annotations

import ctypes
from collections import Counter
from types import ModuleType, SimpleNamespace
from typing import Any

_CALLS = {0: "NIM_ADD", 2: "NIM_DELETE", 4: "NIM_SETVERSION"}


def units(text: str) -> int:
    """Return how many UTF-16 code units Windows would store."""
    return len(text.encode("utf-16-le")) // 2


class FakeWin32(ModuleType):
    """Stands for ``plyer.platforms.win.libs.win_api_defs``; ``broken`` fails like issue 645."""

    def __init__(self) -> None:
        super().__init__("plyer.platforms.win.libs.win_api_defs")
        self.calls: Counter[str] = Counter()
        self.shown: list[tuple[str, str]] = []
        self.broken = False
        self.LPCWSTR = ctypes.c_wchar_p
        self.GUID = object
        self.DefWindowProcW = None

    def get_WNDCLASSEXW(self) -> Any:  # noqa: N802 - Windows' own name
        """Return a window class to be filled in."""
        return SimpleNamespace()

    def get_NOTIFYICONDATAW(self, *fields: Any) -> Any:  # noqa: N802 - Windows' own name
        """Return the balloon's data; its texts must fit, as in the real structure."""
        tip, text, title = fields[6], fields[9], fields[11]
        for value, size in ((tip, 128), (text, 256), (title, 64)):
            if units(value) >= size:
                raise ValueError("string too long")
        return SimpleNamespace(title=title, text=text)

    def Shell_NotifyIconW(self, what: int, data: Any) -> bool:  # noqa: N802 - Windows' own name
        """Add, change or delete a balloon."""
        if self.broken:
            return False
        self.calls[_CALLS[what]] += 1
        if what == 0:
            self.shown.append((data.title, data.text))
        return True

    def __getattr__(self, name: str) -> Any:
        """Count every other call and let it succeed with a handle."""
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*_arguments: object) -> int:
            self.calls[name] += 1
            return 1

        return call
