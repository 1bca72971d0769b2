"""The tray driver as the tests hold it: show a snapshot, hear what was asked for."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.desktop.rig import Desktop, DesktopError


class Driven:
    """A running tray driver."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        """Store the process, its two pipes open."""
        self._process = process
        self._read = bytearray()
        self.reports: list[dict[str, Any]] = []

    def show(self, name: str, **wanted: object) -> None:
        """Show the snapshot that ``tests.snapshots`` calls ``name``."""
        self._tell({"show": name, "with": wanted})

    def stop(self) -> None:
        """Have the tray taken away and the driver end."""
        self._tell({"stop": True})
        self._process.wait(5)

    @property
    def runs(self) -> bool:
        """Whether the driver still runs."""
        return self._process.poll() is None

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    def hears(self, kind: str, limit: float = 10.0) -> Any:
        """Return the next report of this kind; others are kept aside."""
        for place, report in enumerate(self.reports):
            if kind in report:
                return self.reports.pop(place)
        while True:
            report = self._next(limit, kind)
            if kind in report:
                return report
            self.reports.append(report)

    def silent(self, kind: str, limit: float = 0.5) -> bool:
        """Return whether no report of this kind comes within the limit."""
        try:
            self.hears(kind, limit)
        except DesktopError:
            return True
        return False

    def _tell(self, command: dict[str, object]) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(command).encode() + b"\n")
        self._process.stdin.flush()

    def _next(self, limit: float, kind: str) -> dict[str, Any]:
        pipe = self._process.stdout
        assert pipe is not None
        while b"\n" not in self._read:
            if not select.select([pipe], [], [], limit)[0]:
                raise DesktopError(f"no {kind!r} within {limit} s")
            data = os.read(pipe.fileno(), 65536)
            if not data:
                raise DesktopError("the tray driver ended")
            self._read += data
        line, _newline, rest = bytes(self._read).partition(b"\n")
        self._read[:] = rest
        report: dict[str, Any] = json.loads(line)
        return report


@contextmanager
def driven(desktop: Desktop, **env: str) -> Iterator[Driven]:
    """Run the tray driver on a desktop."""
    process = desktop.spawn(
        "tray",
        *(sys.executable, "-m", "tests.desktop.tray_driver"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=env,
    )
    running = Driven(process)
    try:
        running.hears("ready")
        yield running
    finally:
        desktop.end("tray")
