"""The tray on a reactor, for the tests to steer: JSON lines in, what a person asked for out.

Commands: ``{"show": "waiting", "with": {"minutes": 12}}``, ``{"stop": true}``.
Reports: ``{"ask": "snooze", "args": {...}}``, ``{"nowhere": "..."}``, ``{"fresh": 1}``.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from pathlib import Path
from typing import Any

from posture_break.adapters.linux import tray as linux_tray
from posture_break.adapters.linux.bus import SessionBus
from posture_break.ports import Request, Unavailable
from posture_break.reactor import Reactor
from posture_break.ui.icon_cache import IconSource
from posture_break.ui.tray import Tray
from tests import snapshots


def report(**what: object) -> None:
    """Write one line to the test."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Serve until told to stop, or until the test is gone."""
    if "NOWHERE_AFTER" in os.environ:
        linux_tray._NOWHERE_AFTER = float(os.environ["NOWHERE_AFTER"])
    reactor = Reactor()
    with reactor:
        bus = SessionBus(reactor)
        with contextlib.suppress(Unavailable):
            bus.connect()
        make = linux_tray.find(
            reactor,
            bus,
            IconSource(Path(os.environ["XDG_CACHE_HOME"])),
            fresh=lambda: report(fresh=1),
            nowhere=lambda why: report(nowhere=str(why)),
        )

        def ask(request: Request) -> None:
            report(ask=request.verb, args=dict(request.args))

        tray = Tray(make, lambda look: look, ask)
        tray.start()
        lines = bytearray()

        def heard() -> None:
            data = os.read(0, 65536)
            lines.extend(data)
            while b"\n" in lines:
                line, _newline, rest = bytes(lines).partition(b"\n")
                lines[:] = rest
                obey(json.loads(line))
            if not data:
                reactor.stop()

        def obey(command: dict[str, Any]) -> None:
            if "show" in command:
                shown = getattr(snapshots, str(command["show"]))
                tray.show(shown(**command.get("with", {})))
            if "stop" in command:
                tray.stop()
                reactor.stop()

        reactor.watch(0, heard)
        report(ready=1)
        reactor.run()
        bus.stop()


if __name__ == "__main__":
    main()
