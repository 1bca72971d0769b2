"""The Windows console for the terminal door; written from the documentation, never yet run."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from posture_break.ports import Cancel

_OUTPUT = -11  # STD_OUTPUT_HANDLE
_ESCAPES = 0x0004  # ENABLE_VIRTUAL_TERMINAL_PROCESSING


def take_console() -> Callable[[], None]:
    """Let the console understand escape sequences; return what undoes it."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - loads libffi, for Windows only

        kernel = ctypes.windll.kernel32
        handle = kernel.GetStdHandle(_OUTPUT)
        found = ctypes.c_ulong()
        kernel.GetConsoleMode(handle, ctypes.byref(found))
        kernel.SetConsoleMode(handle, found.value | _ESCAPES)
        return lambda: kernel.SetConsoleMode(handle, found.value)
    raise OSError("there is no Windows console here")


def watch_keys(post: Callable[[Callable[[], None]], None], feed: Callable[[bytes], None]) -> Cancel:
    """Read keys in a thread of its own, since a console cannot be waited for like a socket."""
    wanted = True

    def deliver(key: str) -> None:
        if wanted:
            feed(key.encode("utf-8", errors="ignore"))

    def read() -> None:
        while wanted:
            post(partial(deliver, _console_key()))

    def cancel() -> None:
        nonlocal wanted
        wanted = False

    import threading  # noqa: PLC0415 - the one platform that needs a thread for this

    # daemon: it sits in getwch() until the next key, which may never come
    threading.Thread(target=read, name="console keys", daemon=True).start()
    return cancel


def _console_key() -> str:
    """Wait for a key; an arrow or function key is empty, for its second half means nothing."""
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - Windows only

        key = msvcrt.getwch()
        if key in {"\x00", "\xe0"}:
            msvcrt.getwch()
            return ""
        return key
    raise OSError("there is no Windows console here")
