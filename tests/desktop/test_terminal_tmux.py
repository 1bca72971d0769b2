"""The terminal door in a real terminal: tmux, a shell with job control, real keys and signals."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = [pytest.mark.desktop, pytest.mark.slow]

ROOT = Path(__file__).parents[2]
PATIENCE = 10.0


class Tmux:
    """A tmux server of its own, with a shell in an 80 by 24 window."""

    def __init__(self, folder: Path, environ: dict[str, str] | None = None) -> None:
        self.socket = folder / "tmux"
        self.log = folder / "log"
        self.log.touch()
        os.mkfifo(f"{self.log}.fifo")
        # the driver opens it for reading and writing, so must we, or writing would wait for it
        self.fifo = os.open(f"{self.log}.fifo", os.O_RDWR)
        self.environ = {"LANG": "C.UTF-8", "PS1": "READY$ ", **(environ or {})}

    def tmux(self, *arguments: str) -> str:
        """Run a tmux command and return what it prints."""
        done = subprocess.run(
            ["tmux", "-S", str(self.socket), "-f", os.devnull, *arguments],
            capture_output=True,
            text=True,
            check=True,
            env={"PATH": os.environ["PATH"], "TERM": "xterm", "HOME": str(self.socket.parent)},
        )
        return done.stdout

    def begin(self) -> None:
        """Open the window with a shell, and start the driver in it."""
        settings = [f"{name}={value}" for name, value in self.environ.items()]
        shell = ["env", *settings, f"PYTHONPATH={ROOT}", "bash", "--norc", "--noprofile"]
        self.tmux("new-session", "-d", "-x", "80", "-y", "24", *shell)
        self.sees("READY$")
        driver = ROOT / "tests" / "terminal_driver.py"
        self.types(f"clear; {sys.executable} {driver} {self.log}", "Enter")

    def end(self) -> None:
        """End the server and all that runs in it."""
        self.tmux("kill-server")
        os.close(self.fifo)

    def types(self, *keys: str) -> None:
        """Press keys, by tmux's names."""
        self.tmux("send-keys", *keys)

    def commands(self, line: str) -> None:
        """Tell the driver what happens."""
        os.write(self.fifo, line.encode())

    def screen(self) -> str:
        """Return what is on the screen now."""
        return self.tmux("capture-pane", "-p")

    def sees(self, *texts: str) -> str:
        """Wait until all of these texts are on the screen, and return it."""
        return self.waits(lambda screen: all(text in screen for text in texts), repr(texts))

    def waits(self, right: Callable[[str], bool], what: str) -> str:
        """Wait, with a limit, until the screen is right, and return it."""
        limit = time.monotonic() + PATIENCE
        while not right(screen := self.screen()):
            assert time.monotonic() < limit, f"waited for {what}, saw:\n{screen}"
            time.sleep(0.05)
        return screen

    def driver(self) -> int:
        """Return the process id of the driver."""
        done = subprocess.run(
            ["pgrep", "-f", f"terminal_driver.py {self.log}$"],
            capture_output=True,
            text=True,
            check=True,
        )
        return int(done.stdout.split()[0])

    def is_sane(self) -> None:
        """Check that the shell has its terminal back: modes, screen, cursor."""
        self.sees("READY$")
        self.types("clear; stty -a", "Enter")
        modes = self.sees("READY$", "icanon")
        for mode in (" icanon", " echo ", " ixon", " isig"):
            assert mode in modes.replace("\n", " "), f"{mode} is off"
        assert self.tmux("display", "-p", "#{alternate_on} #{cursor_flag}").split() == ["0", "1"]


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[Tmux]:
    """Give a terminal in which the program waits for a break."""
    assert shutil.which("tmux"), "these tests need tmux: apt-get install tmux"
    terminal = Tmux(tmp_path)
    terminal.begin()
    terminal.sees("Stretch in 12 min", "t Take a break")
    yield terminal
    terminal.end()


def test_day_by_keys(tmux: Tmux) -> None:
    """A break opens, is snoozed by two keys, taken again by two and done by one."""
    tmux.commands("break")
    tmux.sees("Time to stretch", "Chin tuck", "Tip: Keep", "d Done")
    tmux.types("z")
    tmux.sees("Snooze for how long?", "2  10 min")
    tmux.types("2")
    tmux.sees("Stretch in 12 min")
    tmux.types("t")
    tmux.sees("Which break?")
    tmux.types("2")
    tmux.sees("Now: Stretch")
    tmux.types("d")
    tmux.sees("Stretch in 12 min")
    assert tmux.log.read_text().splitlines() == [
        "snooze {'serial': 7, 'for': '10m'} terminal",
        "take {'reminder': 'stretch'} terminal",
        "done {'serial': 7} terminal",
    ]


def test_seconds_count_in_the_last_minute(tmux: Tmux) -> None:
    """Near the break the status line counts by seconds, without any key or event."""
    tmux.commands("wait 50000")
    tmux.sees("Stretch in 49 s")
    tmux.sees("Stretch in 48 s")


def test_window_of_40_columns(tmux: Tmux) -> None:
    """Made narrow and wide again, the text flows anew and nothing is left over."""
    tmux.commands("break")
    tmux.sees("Draw your chin straight back, as if to make a double chin, and hold it")
    tmux.tmux("resize-window", "-x", "40", "-y", "30")
    tmux.sees("Draw your chin straight back, as if\n", "p Pause   q Quit   ? Help")
    tmux.tmux("resize-window", "-x", "80", "-y", "24")
    tmux.sees("Draw your chin straight back, as if to make a double chin, and hold it")


def test_stopped_and_continued(tmux: Tmux) -> None:
    """Ctrl-Z gives a sane shell, fg brings the screen back and the keys with it."""
    tmux.types("C-z")
    tmux.sees("Stopped")
    tmux.is_sane()
    tmux.types("fg", "Enter")
    tmux.sees("Stretch in 12 min")
    tmux.types("q")
    tmux.is_sane()


def test_stopped_from_outside_and_continued(tmux: Tmux) -> None:
    """After kill -STOP, which nothing can prepare for, fg sets everything up again."""
    os.kill(tmux.driver(), signal.SIGSTOP)
    tmux.sees("Stopped")
    tmux.types("stty sane; clear; fg", "Enter")
    tmux.sees("Stretch in 12 min")
    tmux.types("p")
    tmux.sees("Pause for how long?")


def test_in_the_background_it_leaves_the_terminal_alone(tmux: Tmux) -> None:
    """Sent on with bg it takes no key that is meant for the shell; after fg it comes back."""
    tmux.types("C-z")
    tmux.sees("Stopped")
    tmux.types("bg", "Enter")
    tmux.types("echo it$((40 + 2))", "Enter")
    tmux.sees("it42")
    tmux.commands("wait 660000")
    tmux.types("jobs", "Enter")
    tmux.sees("Running")
    tmux.types("fg", "Enter")
    running = ("display", "-p", "#{pane_current_command}")
    tmux.waits(lambda _screen: "python" in tmux.tmux(*running), "the foreground")
    tmux.commands("break")
    tmux.sees("Time to stretch")


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_signal_leaves_a_sane_terminal(tmux: Tmux, signum: signal.Signals) -> None:
    """Whoever ends the program, the shell can be used afterwards."""
    os.kill(tmux.driver(), signum)
    tmux.is_sane()
    assert tmux.log.read_text() == "quit {} terminal\n"


def test_ctrl_c_leaves_a_sane_terminal(tmux: Tmux) -> None:
    """Ctrl-C quits in an orderly way, without a traceback."""
    tmux.types("C-c")
    tmux.is_sane()
    assert "Traceback" not in tmux.screen()


def test_exception_leaves_a_sane_terminal(tmux: Tmux) -> None:
    """Even a fault of our own gives the terminal back, with the traceback readable."""
    tmux.commands("raise")
    tmux.sees("RuntimeError: planted")
    tmux.is_sane()


def test_paste_is_no_answer(tmux: Tmux) -> None:
    """Text pasted into the wrong window answers nothing."""
    tmux.commands("break")
    tmux.sees("d Done")
    tmux.tmux("set-buffer", "skip dinner")
    tmux.tmux("paste-buffer", "-p")
    tmux.types("i")
    tmux.sees("Bend your knees")
    assert tmux.log.read_text() == "tip {} terminal\n"


def test_dumb_terminal(tmp_path: Path) -> None:
    """Where nothing can be drawn, lines come out and letters with Enter go in."""
    terminal = Tmux(tmp_path, {"TERM": "dumb"})
    terminal.begin()
    terminal.sees("Stretch at ")
    terminal.commands("break")
    terminal.sees("Type a letter and Enter: d Done")
    terminal.types("d", "Enter")
    terminal.waits(lambda _screen: "done" in terminal.log.read_text(), "done")
    terminal.end()
