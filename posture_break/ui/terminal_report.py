"""The terminal door where nothing can be drawn: a line or a few at each change, and no countdown.

For ``TERM=dumb``, pipes and logs; it suits screen readers too.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from posture_break.phrases import clock_time
from posture_break.plain import plain_line
from posture_break.texts import _
from posture_break.ui.menu import tooltip
from posture_break.ui.terminal_device import write_all
from posture_break.ui.terminal_lines import LONGEST_TEXT
from posture_break.ui.terminal_screen import Scene, break_text, offer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from posture_break.ui.terminal_device import Device

_INDENT = " " * 7  # as wide as the time of day before the first line


class Report:
    """Writes what has changed since the last time."""

    def __init__(self, stdout: int, device: Device) -> None:
        self._stdout = stdout
        self._device = device
        self._said: tuple[str, ...] = ()
        self._troubles: tuple[str, ...] = ()

    def write(self, scene: Scene, *, keys_work: bool, bell: bytes) -> None:
        """Say what the scene says, unless that is what was said last."""
        said = report(scene)
        if said != self._said:
            self._said = said
            if os.isatty(self._stdout):
                write_all(self._stdout, bell)
            self.tell(scene.snapshot.now, said)
            if scene.snapshot.open is not None:
                self.tell(None, [_how_to_answer(scene, keys_work=keys_work)])
        if scene.snapshot.troubles != self._troubles:
            self._troubles = scene.snapshot.troubles
            self.tell(None, self._troubles)

    def tell(self, now: int | None, lines: Iterable[str]) -> None:
        """Write lines, the first with the time of day if there is one to tell."""
        prefix = _INDENT if now is None else f"{clock_time(now)}  "
        for line in lines:
            text = f"{prefix}{plain_line(line, LONGEST_TEXT)}\n"
            write_all(self._stdout, self._device.encoded(text))
            prefix = _INDENT


def report(scene: Scene) -> tuple[str, ...]:
    """Return the lines; times of day in them, so that they change only when something has."""
    said = [tooltip(scene.snapshot)]
    view = scene.snapshot.open
    if view is not None:
        said += [line.text for line in break_text(scene, view)]
    return tuple(plain_line(line, LONGEST_TEXT) for line in said if line)


def _how_to_answer(scene: Scene, *, keys_work: bool) -> str:
    if keys_work:
        return _("Type a letter and Enter: {keys}").format(keys=offer(scene))
    return _("To answer, type: posture-break done (or short, snooze, skip)")
