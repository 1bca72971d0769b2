"""The program as a person runs it, on a desktop and in a home of its own."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from benchmarks.eye import Box
from posture_break import client, paths
from tests.desktop.rig import Desktop, wait_until
from tests.desktop.whole import ASKED

HERE = Path(__file__).resolve().parents[1]
COMMAND = (sys.executable, "-m", "posture_break")


class Home:
    """A home folder on a desktop; the program runs there at most once at a time."""

    def __init__(self, desktop: Desktop, folder: Path) -> None:
        self._folder = folder
        names = {"CONFIG_HOME": "c", "CACHE_HOME": "k", "STATE_HOME": "s", "RUNTIME_DIR": "r"}
        (folder / "r").mkdir(mode=0o700)
        self.env = desktop.env | {f"XDG_{name}": str(folder / at) for name, at in names.items()}
        self.env |= {"HOME": str(folder)}

    @property
    def socket(self) -> Path:
        """Where the running program is asked."""
        return self._folder / "r" / "posture-break" / paths.SOCKET

    @property
    def history(self) -> Path:
        """Where the running program writes what happens."""
        return self._folder / "s" / "posture-break" / "history.db"

    def configure(self, text: str) -> None:
        """Write the config file; it answers the first questions, which then open no page."""
        file = self._folder / "c" / "posture-break" / "config.toml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text + ASKED, encoding="utf-8")

    def ask(self, verb: str, **args: str) -> dict[str, Any]:
        """Ask the running program, without the start of another Python."""
        return client.ask(self.socket, verb, args)

    def answers(self) -> bool:
        """Return whether the program is there to be asked."""
        with suppress(client.NotRunning, client.NoAnswer):
            return bool(self.ask("status"))
        return False

    def start(self, *, env: dict[str, str] | None = None) -> subprocess.Popen[bytes]:
        """Start the program; it need not have an icon yet."""
        return subprocess.Popen(
            COMMAND, env=self.env | (env or {}), cwd=HERE, stdin=subprocess.DEVNULL
        )

    @contextmanager
    def running(self) -> Iterator[subprocess.Popen[bytes]]:
        """Run the program for the length of a ``with`` block."""
        process = self.start()
        try:
            wait_until(self.answers, "an answer of the program")
            yield process
        finally:
            end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """End a program and wait for it."""
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(5)


@contextmanager
def home_on(desktop: Desktop) -> Iterator[Home]:
    """Make a home for the length of a ``with`` block."""
    folder = Path(tempfile.mkdtemp(prefix="pb-bench-", dir="/tmp"))
    home = Home(desktop, folder)
    home.configure("")
    try:
        yield home
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def tray_box(desktop: Desktop) -> Box:
    """Return where the last icon of the panel is."""
    x, y = desktop.tray_position
    return x - 12, max(0, y - 12), 24, 24
