"""The terminal as a view and a door, on a pseudo-terminal with a scripted reactor."""

from __future__ import annotations

import os
import pty
import select
import signal
import termios
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from posture_break.core.snapshot import Condition, Snapshot
from posture_break.ports import Cancel, Request, Unavailable
from posture_break.ui import terminal as terminal_module
from posture_break.ui import terminal_device
from posture_break.ui.terminal import Terminal
from tests.terminal_driver import exercise_text, stretching, waiting

UTF8 = {"TERM": "xterm", "LANG": "C.UTF-8"}


class FakeReactor:
    """Keeps what it is asked for; the test is the loop."""

    def __init__(self) -> None:
        self.timers: list[tuple[float, Callable[[], None]]] = []
        self.readable: Callable[[], None] | None = None
        self.signals: dict[int, Callable[[], None]] = {}

    def watch(self, fd: int, readable: Callable[[], None]) -> Cancel:
        """Remember who reads."""
        self.readable = readable
        return lambda: setattr(self, "readable", None)

    def later(self, seconds: float, call: Callable[[], None]) -> Cancel:
        """Remember the timer until it is called off."""
        timer = (seconds, call)
        self.timers.append(timer)

        def cancel() -> None:
            with suppress(ValueError):
                self.timers.remove(timer)

        return cancel

    def post(self, call: Callable[[], None]) -> None:
        """Call at once."""
        call()

    def signal(self, signum: int, call: Callable[[], None]) -> Cancel:
        """Remember who listens."""
        self.signals[signum] = call
        return lambda: self.signals.pop(signum, None) and None


class Desk:
    """A person at a terminal: reads the screen, presses keys."""

    def __init__(self, environ: dict[str, str]) -> None:
        self.hand, self.line = pty.openpty()
        os.set_blocking(self.hand, False)
        termios.tcsetwinsize(self.line, (24, 80))
        self.reactor = FakeReactor()
        self.asked: list[Request] = []
        self.answer: str | None = None
        self.now = 0.0
        self.terminal = Terminal(
            self.reactor,
            self.ask,
            exercise_text,
            lambda _tip: "Keep the screen at eye height.",
            stdin=self.line,
            stdout=self.line,
            environ=environ,
            clock=lambda: self.now,
        )

    def ask(self, request: Request) -> str | None:
        """Note the request."""
        self.asked.append(request)
        return self.answer

    def reads(self) -> str:
        """Return what has been written since the last look; the kernel hands it on in pieces."""
        pieces = []
        while select.select([self.hand], [], [], 0.03)[0]:
            pieces.append(os.read(self.hand, 100_000))
        return b"".join(pieces).decode()

    def types(self, keys: str) -> None:
        """Press keys."""
        os.write(self.hand, keys.encode())
        assert self.reactor.readable is not None
        self.reactor.readable()

    def close(self) -> None:
        """Leave."""
        self.terminal.stop()
        os.close(self.hand)
        os.close(self.line)


@pytest.fixture(autouse=True)
def _ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the pseudo-terminal count as this process's own; a session has a real one."""
    for module in (terminal_device, terminal_module):
        monkeypatch.setattr(module, "in_foreground", os.isatty)


@pytest.fixture
def desk() -> Iterator[Desk]:
    """Give a terminal that is started and waits."""
    desk = Desk(UTF8)
    desk.terminal.show(waiting())
    desk.terminal.start()
    yield desk
    desk.close()


@pytest.fixture
def dumb() -> Iterator[Desk]:
    """Give a terminal that takes only lines."""
    desk = Desk({**UTF8, "TERM": "dumb"})
    desk.terminal.start()
    yield desk
    desk.close()


def test_start_takes_the_screen_and_stop_gives_it_back() -> None:
    """After stop the modes are those from before, and the old screen is back."""
    desk = Desk(UTF8)
    before = termios.tcgetattr(desk.line)
    desk.terminal.show(waiting())
    desk.terminal.start()
    assert not termios.tcgetattr(desk.line)[3] & termios.ICANON
    assert "\x1b[?1049h" in desk.reads()
    desk.terminal.stop()
    desk.terminal.stop()
    assert termios.tcgetattr(desk.line) == before
    assert "\x1b[?25h\x1b[?1049l" in desk.reads()
    desk.close()


def test_nothing_is_written_while_nothing_changes(desk: Desk) -> None:
    """The same snapshot again writes not one byte, and one timer waits for the minute."""
    desk.reads()
    desk.terminal.show(waiting())
    assert desk.reads() == ""
    assert [round(seconds) for seconds, _ in desk.reactor.timers] == [60]


def test_minute_that_has_passed_is_drawn(desk: Desk) -> None:
    """The timer redraws with the time that has passed since the snapshot."""
    desk.reads()
    ((seconds, tick),) = desk.reactor.timers
    desk.now += seconds
    tick()
    assert "Stretch in 11 min" in desk.reads()


def test_pause_leaves_no_timer(desk: Desk) -> None:
    """Where nothing counts down, nothing wakes the program."""
    desk.terminal.show(replace(waiting(), condition=Condition.PAUSED, paused_since=0))
    assert desk.reactor.timers == []


def test_break_rings_once_and_shows_its_text(desk: Desk) -> None:
    """The bell marks a window out of sight; redrawing does not ring again."""
    desk.terminal.show(stretching())
    shown = desk.reads()
    assert shown.count("\a") == 1
    assert "Chin tuck" in shown
    desk.terminal.show(replace(stretching(), now=stretching().now + 5000))
    assert "\a" not in desk.reads()


def test_quiet_break_does_not_ring(desk: Desk) -> None:
    """Law 18: silently."""
    view = stretching().open
    assert view is not None
    desk.terminal.show(replace(stretching(), open=replace(view, quiet=True)))
    assert "\a" not in desk.reads()


def test_keys_ask(desk: Desk) -> None:
    """A letter and a digit become one request."""
    desk.terminal.show(stretching())
    desk.types("z")
    assert "Snooze for how long?" in desk.reads()
    desk.types("2")
    assert desk.asked == [Request("snooze", {"serial": 7, "for": "10m"}, "terminal")]


def test_answer_in_words_is_shown_until_the_next_key(desk: Desk) -> None:
    """A refusal is read on the screen."""
    desk.answer = "Snoozed 3 times in a row already."
    desk.terminal.show(stretching())
    desk.types("z1")
    assert desk.answer in desk.reads()
    desk.types("x")
    assert desk.answer not in desk.reads()


def test_question_does_not_outlive_its_break(desk: Desk) -> None:
    """A digit for the last break is no answer to the next one."""
    desk.terminal.show(stretching())
    desk.types("z")
    desk.terminal.show(waiting())
    desk.types("1")
    assert desk.asked == []


def test_tip_is_told(desk: Desk) -> None:
    """What else would be a notification is shown here."""
    desk.terminal.tell("A tip: lifting", "Bend your knees.")
    assert "Bend your knees." in desk.reads()


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_untaken_signal_gives_the_terminal_back_and_quits(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nobody else handles it, the terminal does."""
    monkeypatch.setattr(signal, "getsignal", lambda _signum: signal.SIG_DFL)
    desk = Desk(UTF8)
    before = termios.tcgetattr(desk.line)
    desk.terminal.start()
    desk.reactor.signals[getattr(signal, name)]()
    assert termios.tcgetattr(desk.line) == before
    assert [request.verb for request in desk.asked] == ["quit"]
    desk.close()


def test_taken_signal_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the program has its own handler it calls stop, and the terminal keeps out of it."""
    monkeypatch.setattr(signal, "getsignal", lambda _signum: print)
    desk = Desk(UTF8)
    desk.terminal.start()
    assert signal.SIGTERM not in desk.reactor.signals
    assert signal.SIGWINCH in desk.reactor.signals
    desk.close()
    assert desk.reactor.signals == {}


def test_resize_redraws_for_the_new_size(desk: Desk) -> None:
    """After SIGWINCH the lines fit the new width."""
    desk.terminal.show(stretching())
    desk.reads()
    termios.tcsetwinsize(desk.line, (30, 40))
    desk.reactor.signals[signal.SIGWINCH]()
    assert "Move slowly, and only as far as it\x1b[K" in desk.reads()


def test_terminal_that_is_gone_ends_the_program(desk: Desk) -> None:
    """When the window was closed there is nobody to show anything to."""
    reader, writer = os.pipe()
    os.close(writer)
    os.dup2(reader, desk.line)
    os.close(reader)
    assert desk.reactor.readable is not None
    desk.reactor.readable()
    assert [request.verb for request in desk.asked] == ["quit"]


def test_stalled_line_does_not_block_the_loop(desk: Desk) -> None:
    """A terminal that takes nothing is tried again later; the loop goes on meanwhile."""
    os.set_blocking(desk.line, False)
    while select.select([], [desk.line], [], 0.05)[1]:
        with suppress(BlockingIOError):
            os.write(desk.line, b"x" * 1000)
    os.set_blocking(desk.line, True)
    desk.terminal.show(stretching())
    ((seconds, tick),) = desk.reactor.timers
    assert seconds == pytest.approx(5, abs=0.1)
    desk.reads()
    tick()
    assert "Chin tuck" in desk.reads()


@pytest.mark.parametrize(
    ("environ", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True)]
)
def test_no_color_is_heeded(environ: dict[str, str], coloured: bool) -> None:
    """NO_COLOR, when it is not empty, leaves bold but no colour (no-color.org)."""
    desk = Desk({**UTF8, **environ})
    desk.terminal.show(waiting())
    desk.terminal.start()
    assert ("36m" in desk.reads()) is coloured
    desk.close()


def test_old_locale_gets_ascii() -> None:
    """Without UTF-8 nothing but ASCII is written."""
    desk = Desk({"TERM": "xterm", "LANG": "C"})
    desk.terminal.show(stretching())
    desk.terminal.start()
    assert desk.reads().isascii()
    desk.close()


def test_dumb_terminal_gets_lines_without_escapes(dumb: Desk) -> None:
    """One line says what comes; a minute later it is not said again."""
    dumb.terminal.show(waiting())
    shown = dumb.reads()
    assert "Stretch at " in shown
    assert "\x1b" not in shown
    dumb.terminal.show(replace(waiting(), now=waiting().now + 60_000))
    assert dumb.reads() == ""
    assert dumb.reactor.timers == []


def test_dumb_terminal_says_a_message_and_a_trouble_once(dumb: Desk) -> None:
    """A tip, and what does not work, are said when they come and not at every change."""
    trouble = replace(waiting(), troubles=("No tray here.",))
    dumb.terminal.show(trouble)
    dumb.terminal.tell("A tip: lifting", "Bend your knees.")
    shown = dumb.reads()
    assert "No tray here." in shown
    assert "Bend your knees." in shown
    dumb.terminal.show(replace(stretching(), troubles=trouble.troubles))
    again = dumb.reads()
    assert "Time to stretch" in again
    assert "Bend your knees." not in again
    assert "No tray here." not in again


def test_dumb_terminal_takes_a_letter_and_enter(dumb: Desk) -> None:
    """A break is answered by the first letter of a line; a question by a digit."""
    dumb.terminal.show(stretching())
    assert "Type a letter and Enter: d Done" in dumb.reads()
    dumb.types("z\n")
    assert "1 5 min, 2 10 min, 3 20 min" in dumb.reads()
    dumb.types("3\n")
    dumb.types("done\n")
    assert [request.verb for request in dumb.asked] == ["snooze", "done"]


def test_pipe_gets_lines_and_is_not_read(tmp_path: Path) -> None:
    """With no terminal at all the lines go out, and the command line is the way to answer."""
    log = tmp_path / "log"
    reactor = FakeReactor()
    with log.open("wb") as out, Path(os.devnull).open("rb") as nothing:
        terminal = Terminal(
            reactor,
            lambda request: None,
            exercise_text,
            str,
            stdin=nothing.fileno(),
            stdout=out.fileno(),
            environ=UTF8,
        )
        terminal.start()
        terminal.show(stretching())
        terminal.stop()
    assert "posture-break done" in log.read_text()
    assert "\a" not in log.read_text()
    assert reactor.readable is None


def test_no_output_at_all_is_unavailable() -> None:
    """Started without a standard output, it says so with the cure."""
    reader, writer = os.pipe()
    os.close(reader)
    os.close(writer)
    terminal = Terminal(
        FakeReactor(), lambda request: None, exercise_text, str, stdin=reader, stdout=writer
    )
    with pytest.raises(Unavailable, match="no terminal"):
        terminal.start()


def test_snapshot_before_start_writes_nothing() -> None:
    """A view that is not started leaves the screen alone."""
    desk = Desk(UTF8)
    desk.terminal.show(waiting())
    assert desk.reads() == ""
    desk.close()


def test_texts_are_asked_for_only_when_there_is_one(desk: Desk) -> None:
    """A break without exercise and tip shows without them."""
    view = stretching().open
    assert view is not None
    bare: Snapshot = replace(stretching(), open=replace(view, exercise=None, tip=None))
    desk.terminal.show(bare)
    shown = desk.reads()
    assert "Time to stretch" in shown
    assert "Chin tuck" not in shown
    assert "Tip:" not in shown
