"""The terminal as a door of its own: shows the snapshot, takes keys, redraws only what changes.

On a terminal that can be drawn on it has the whole screen; anywhere else (``TERM=dumb``, a pipe, a
service's log, a job in the background) it writes a line or a few at each change, which also suits
screen readers. On Windows keys are read in a thread: written, but not tried.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from posture_break.durations import SECOND
from posture_break.ports import Reactor, Request, Unavailable
from posture_break.texts import _
from posture_break.ui.terminal_countdown import next_change, share_left
from posture_break.ui.terminal_device import Device, in_foreground
from posture_break.ui.terminal_keys import ENTER, Keyboard, choices, press
from posture_break.ui.terminal_report import Report
from posture_break.ui.terminal_screen import Scene, offer, screen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from posture_break.core.snapshot import OpenView, Snapshot
    from posture_break.ports import Ask, Cancel

_RETRY = 5.0  # seconds until a terminal that took nothing is tried again


class Ears(Reactor, Protocol):
    """The reactor, as far as the terminal needs it: signals too."""

    def signal(self, signum: int, call: Callable[[], None]) -> Cancel:
        """Call ``call`` on the loop's thread upon a signal."""


class Terminal:
    """A view of the snapshot and a door: keys that ask.

    ``exercise_text`` gives the lines for a break's exercise, its name first (none: it has none),
    ``tip_text`` the sentence of a tip. What ``ask`` returns is shown when it is a text, such as the
    reason for a refusal.
    """

    def __init__(
        self,
        reactor: Ears,
        ask: Ask,
        exercise_text: Callable[[OpenView], Sequence[str]],
        tip_text: Callable[[str], str],
        *,
        stdin: int = 0,
        stdout: int = 1,
        environ: Mapping[str, str] = os.environ,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._reactor = reactor
        self._ask = ask
        self._exercise_text = exercise_text
        self._tip_text = tip_text
        self._stdin = stdin
        self._stdout = stdout
        self._clock = clock
        self._device = Device(stdin, stdout, environ)
        self._report = Report(stdout, self._device)
        self._keyboard = Keyboard()
        self._full_screen = self._started = False
        self._snapshot: Snapshot | None = None
        self._shown_at = 0.0
        self._question = ""
        self._message: tuple[str, ...] = ()
        self._drawn = b""
        self._bell: int | None = None  # the break for which it has rung
        self._tick: Cancel | None = None
        self._keys: Cancel | None = None
        self._signals: list[Cancel] = []

    def start(self) -> None:
        """Take the screen and the keys; raises `Unavailable` when there is nothing to write to."""
        try:
            os.fstat(self._stdout)
        except OSError as error:
            raise Unavailable(
                _("There is no terminal to write to."),
                _("Start it in a terminal: posture-break run --terminal"),
            ) from error
        self._full_screen = self._device.full_screen
        self._started = True
        self._listen()
        self._take()
        self._draw()

    def show(self, snapshot: Snapshot) -> None:
        """Show this; nothing is written when the picture stays the same."""
        if _serial(snapshot) != _serial(self._snapshot):
            self._question = ""  # a digit that was meant for the last break must not answer this
            self._message = ()
        self._snapshot = snapshot
        self._shown_at = self._clock()
        self._draw()

    def tell(self, title: str, text: str = "") -> None:
        """Show a tip or a message until the next key; for what else would be a notification."""
        lines = tuple(line for line in (title, *text.split("\n")) if line)
        if self._full_screen:
            self._message = lines
            self._draw()
        elif self._started:
            self._report.tell(self._now() if self._snapshot else None, lines)

    def stop(self) -> None:
        """Give the terminal back as it was found; harmless when it has been given back."""
        self._started = False
        self._cancel_tick()
        self._give()
        for cancel in self._signals:
            cancel()
        self._signals.clear()

    # the terminal: whose it is

    def _take(self) -> None:
        if self._keys is not None:
            return
        if self._full_screen:
            self._device.enter()
        elif not (os.isatty(self._stdin) and in_foreground(self._stdin)):
            return  # answers come by command; reading would take input that is meant for others
        if sys.platform == "win32":
            from posture_break.ui.terminal_windows import watch_keys  # noqa: PLC0415

            self._keys = watch_keys(self._reactor.post, self._fed)
        else:
            with suppress(PermissionError):  # a file: epoll does not watch those
                self._keys = self._reactor.watch(self._stdin, self._readable)

    def _give(self) -> None:
        if self._keys is not None:
            self._keys()
            self._keys = None
        self._device.leave()

    def _listen(self) -> None:
        """Hear the signals that concern a terminal, and those that nobody else has taken."""
        wanted: list[tuple[str, Callable[[], None]]] = []
        if self._full_screen:
            wanted += [
                ("SIGWINCH", self._resized),
                ("SIGTSTP", self._suspended),
                ("SIGCONT", self._continued),
            ]
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            # untouched, they would end us without a chance to give the terminal back
            if number and signal.getsignal(number) in {signal.SIG_DFL, signal.default_int_handler}:
                wanted.append((name, self._quit))
        for name, call in wanted:
            if hasattr(signal, name):
                self._signals.append(self._reactor.signal(getattr(signal, name), call))

    def _resized(self) -> None:
        self._drawn = b""
        self._draw()

    def _suspended(self) -> None:
        self._give()
        self._device.suspend()
        self._continued()

    def _continued(self) -> None:
        """Take the terminal again: after a stop the shell has set it up as it likes it."""
        self._give()
        if in_foreground(self._stdin):
            self._take()
        self._resized()

    def _quit(self) -> None:
        self._give()
        self._ask(Request("quit", door="terminal"))

    # keys

    def _readable(self) -> None:
        try:
            data = os.read(self._stdin, 1024)
        except OSError:  # the window was closed
            data = b""
        if data:
            self._fed(data)
        elif self._full_screen:
            self._quit()
        else:  # Ctrl-D: no more answers from here
            self._give()

    def _fed(self, data: bytes) -> None:
        keys = self._keyboard.feed(data)
        if not self._full_screen:
            keys = _first_of_each_line(keys)
        for key in keys:
            self._pressed(key)

    def _pressed(self, key: str) -> None:
        snapshot = self._snapshot
        if snapshot is None:
            return
        pressed = press(key, snapshot, self._question)
        self._question, self._message = pressed.question, ()
        if pressed.request is not None:
            answer = self._ask(pressed.request)
            if isinstance(answer, str) and answer:
                self.tell(answer)
        self._draw()
        if self._question and not self._full_screen:
            self._report.tell(None, [offer(self._scene(snapshot))])

    # drawing

    def _draw(self) -> None:
        self._cancel_tick()
        if self._snapshot is None or not self._started:
            return
        scene = self._scene(self._snapshot)
        if self._question and not choices(scene.snapshot, self._question.replace("?", "")):
            scene = replace(scene, question="")
            self._question = ""
        if not self._full_screen:
            bell = self._ring_once(scene.snapshot)
            self._report.write(scene, keys_work=self._keys is not None, bell=bell)
            return
        if not self._device.entered and in_foreground(self._stdin):
            self._take()  # bash sends no signal when fg finds the job running in the background
        if self._device.entered:
            self._draw_screen(scene)

    def _draw_screen(self, scene: Scene) -> None:
        lines = screen(scene, *self._device.size)
        picture = self._device.picture(lines, scene.snapshot.condition)
        wait = next_change(scene.snapshot)
        if picture != self._drawn:
            if self._device.draw(picture + self._ring_once(scene.snapshot)):
                self._drawn = picture
            else:
                wait = int(_RETRY * SECOND)
        if wait is not None:
            # a little late rather than a little early: early would show the same once more
            self._tick = self._reactor.later(wait / SECOND + 0.005, self._draw)

    def _ring_once(self, snapshot: Snapshot) -> bytes:
        """Return the bell for a break that has just opened: the mark on a window out of sight."""
        view = snapshot.open
        if view is None or view.quiet or view.serial == self._bell:
            return b""
        self._bell = view.serial
        return b"\a"

    def _now(self) -> int:
        """Return the present moment by the steady clock: a wall clock's jump brings a snapshot."""
        assert self._snapshot is not None
        return self._snapshot.now + int((self._clock() - self._shown_at) * SECOND)

    def _scene(self, snapshot: Snapshot) -> Scene:
        now, view = self._now(), snapshot.open
        return Scene(
            replace(snapshot, now=now),
            question=self._question,
            message=self._message,
            exercise=tuple(self._exercise_text(view)) if view else (),
            tip=self._tip_text(view.tip) if view and view.tip else "",
            share=share_left(snapshot, now),
            line_drawing=self._device.line_drawing,
        )

    def _cancel_tick(self) -> None:
        if self._tick is not None:
            self._tick()
            self._tick = None


def _serial(snapshot: Snapshot | None) -> int | None:
    return snapshot.open.serial if snapshot is not None and snapshot.open is not None else None


def _first_of_each_line(keys: list[str]) -> list[str]:
    """Return the keys of a terminal in line mode: the first letter of each line, or Enter alone."""
    firsts, line = [], ""
    for key in keys:
        if key == ENTER:
            firsts.append(line or ENTER)
            line = ""
        elif key.strip():
            line = line or key
    return firsts
