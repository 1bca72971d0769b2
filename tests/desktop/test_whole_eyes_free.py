"""The whole program for who does not look: sounds, the voice, and a session in the terminal."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from posture_break.core.model import What
from tests.desktop.lesson_seen import LessonSeen
from tests.desktop.rig import Desktop, wait_until
from tests.desktop.test_sound import SoundServer
from tests.desktop.test_terminal_tmux import ROOT, Tmux
from tests.desktop.test_whole_lesson import BIRD_DOG, OTHER_SIDE, READY
from tests.desktop.whole import Home, Screen, home_on

pytestmark = pytest.mark.desktop

VOICE = """
[sound]
voice = true
"""
NOBODY = "unix:/nonexistent/native"  # a sound server that is not there


class Shell(Tmux):
    """A terminal in which the program's commands can be typed."""

    def __init__(self, home: Home) -> None:
        """Store whose terminal it is."""
        super().__init__(home.folder, home.env)

    def begin(self) -> None:
        """Open the window with a shell."""
        settings = [f"{name}={value}" for name, value in self.environ.items()]
        shell = ["env", *settings, "bash", "--norc", "--noprofile"]
        self.tmux("new-session", "-d", "-x", "100", "-y", "45", "-c", str(ROOT), *shell)
        self.sees("READY$")

    def asks(self, words: str) -> None:
        """Type a command."""
        self.types(f"clear; {sys.executable} -m posture_break {words}", "Enter")


@pytest.fixture
def home(xfce: Desktop, screen: Screen) -> Iterator[Home]:
    """Give the folders of who wants the bird dog with a voice; nothing runs yet."""
    with home_on(xfce, BIRD_DOG + VOICE) as person:
        yield person


@pytest.fixture
def shell(home: Home) -> Iterator[Shell]:
    """Give a terminal beside the running program."""
    home.start(PULSE_SERVER=NOBODY)
    terminal = Shell(home)
    terminal.environ["PULSE_SERVER"] = NOBODY
    terminal.begin()
    yield terminal
    terminal.end()


@pytest.fixture
def server() -> Iterator[SoundServer]:
    """Run a sound server that plays to nobody."""
    folder = Path(tempfile.mkdtemp(prefix="pb-sound-", dir="/tmp"))
    running = SoundServer(folder)
    try:
        running.start()
        yield running
    finally:
        running.stop()
        shutil.rmtree(folder, ignore_errors=True)


def test_a_session_is_heard(xfce: Desktop, home: Home, screen: Screen, server: SoundServer) -> None:
    """What to do is spoken as the session begins, and its card is silent again after Esc."""
    home.start(PULSE_SERVER=f"unix:{server.socket}")
    server.forget()
    home.take("stretch")
    screen.card()
    wait_until(lambda: len(server.heard) > 44_100, "a second of speech")
    xfce.key("Escape")
    screen.no_card()
    wait_until(lambda: server.is_silent_again, "silence")


def test_where_nothing_can_be_heard_a_session_goes_on(
    xfce: Desktop, home: Home, screen: Screen
) -> None:
    """Sound and voice are on, and no sound server is there: everything else is as ever."""
    home.start(PULSE_SERVER=NOBODY)
    home.take("stretch")
    screen.card()
    seen = LessonSeen(home, screen)
    seen.goes_on_to(READY)
    xfce.key("Right")
    seen.goes_on_to(OTHER_SIDE)
    xfce.key("Return")
    wait_until(lambda: home.outcomes() == [("done", "stretch")], "the answer in the history")
    xfce.key("2", "5")
    screen.no_card()
    wait_until(lambda: home.records(What.FELT), "how it felt in the history")
    assert home.status()["troubles"] == []


def test_a_session_in_the_terminal(home: Home, screen: Screen, shell: Shell) -> None:
    """`card --terminal` plays the open break: steps and answers reach the running program."""
    home.take("stretch")
    screen.card()
    shell.asks("card --terminal bird-dog")
    shell.sees("Bird dog", "Enter begins the session")
    shell.types("Enter")
    shell.sees("Get ready")
    shell.types("s")
    shell.sees("Rep 1 of 2, left side: ")  # the first repetition has been lived through
    shell.types("s", "s", "s", "s", "s", "s", "s", "s", "s")
    shell.sees("How was it?", "3 of 12 steps done")
    assert home.outcomes() == [("done", "stretch")]
    screen.no_card()
    shell.types("r")
    shell.types("b")
    shell.sees("Thank you.", "READY$")
    (done,) = home.records(What.DONE)
    assert (done.exercise, done.steps) == ("bird-dog", (3, 12))
    felt = home.records(What.FELT)[-1]
    assert (felt.exercise, felt.reason.detail) == ("bird-dog", "right/better")


def test_a_session_that_is_left_in_the_terminal(home: Home, screen: Screen, shell: Shell) -> None:
    """Ctrl-C leaves it politely; the break is open, and its card goes on at that place."""
    home.take("stretch")
    screen.card()
    shell.asks("card --terminal")
    shell.sees("Enter begins the session")
    shell.types("Enter")
    shell.sees("Get ready")
    shell.types("s", "s", "s", "s")
    shell.sees("Rep 1 of 2, left side: ")
    shell.types("C-c")
    shell.sees("Left. 0 of 12 steps done.", "READY$")
    assert home.outcomes() == []
    (left,) = home.records(What.LEFT)
    assert (left.exercise, left.reason.count) == ("bird-dog", OTHER_SIDE)
    assert LessonSeen(home, screen).state.lesson is not None
    assert home.status()["open"]["exercise"] == "bird-dog"


def test_questions_and_help_in_the_terminal(home: Home, shell: Shell) -> None:
    """`get-help` prints its page; `setup --terminal` asks, and the running program knows."""
    shell.asks("get-help | head -5")
    shell.sees("When to get help", "Get help now")
    shell.asks("setup --terminal")
    shell.sees("Three short questions", "Your config file says this", "m for more")
    shell.types("1 2", "Enter")
    shell.sees("A number, Enter for Save, or q to leave all as it is:")
    shell.types("Enter")
    shell.sees("READY$")
    wait_until(lambda: home.records(What.SET_UP), "the answers in the history")
    page = home.request("setup", where="terminal")["data"]["page"]
    chosen = [each["value"] for each in page["questions"][1]["choices"] if each["chosen"]]
    assert chosen == ["wrists", "knees"]
