"""plyer's notification, loaded so that its failures can be seen and nothing of it lingers.

plyer 2.1.0 (the newest release) hides failures: it prints the traceback of its own failed import,
ignores what ``notify-send`` says, and on Windows raises in a thread of its own. The names that it
uses for that are replaced in its modules; where a later release has no such names, nothing happens.
Imported by the notification worker only, never by the waiting program.
"""

from __future__ import annotations

import importlib
import subprocess
import warnings
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

_PATIENCE = 10.0  # seconds for notify-send, which waits 25 for a service that hangs


def load(platform: str = "") -> Callable[..., None]:
    """Return plyer's ``notify`` for this platform; raises whatever plyer's import raises.

    plyer's own proxy would do the same, but print the traceback and carry on with nothing.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # plyer warns of a missing dbus-python, which we don't need
        name = platform or str(importlib.import_module("plyer.utils").platform)
        module = importlib.import_module(f"plyer.platforms.{name}.notification")
        tame(module)
        return module.instance().notify  # type: ignore[no-any-return] # plyer has no types


def tame(module: ModuleType) -> None:
    """Replace what plyer's module does behind our back."""
    if hasattr(module, "subprocess"):
        module.subprocess = _Subprocess  # type: ignore[attr-defined] # Linux: notify-send, gdbus
    if hasattr(module, "thread"):
        module.thread = _Inline  # type: ignore[attr-defined] # Windows: balloons
        tips = importlib.import_module("plyer.platforms.win.libs.balloontip")
        # It registers each balloon's own __del__: so none is ever freed, and each leaves an icon
        # in the tray and a window until the program ends (kivy/plyer#645).
        tips.atexit = _NoExit  # type: ignore[attr-defined]


class _Subprocess:
    """Stands for the module ``subprocess``: commands stay off the terminal, and can fail."""

    DEVNULL = subprocess.DEVNULL

    @staticmethod
    def run(command: list[str], **_ignored: object) -> None:
        """Run a command of plyer's; raises RuntimeError with its complaint when it fails."""
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
            text=True,
            errors="replace",
        )
        if done.returncode:
            words = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
            raise RuntimeError(f"{command[0]}: {words[-1]}")

    call = run


class _Inline:
    """Stands for ``Thread``: runs in our worker, where an exception is seen.

    plyer's own thread is no daemon: the program could not end while a balloon is shown.
    """

    def __init__(self, target: Callable[..., None], kwargs: dict[str, Any]) -> None:
        self._target = target
        self._kwargs = kwargs

    def start(self) -> None:
        """Run the target to its end: as long as the balloon is shown."""
        self._target(**self._kwargs)


class _NoExit:
    """Stands for the module ``atexit``."""

    @staticmethod
    def register(_function: Callable[[], None]) -> None:
        """Register nothing."""
