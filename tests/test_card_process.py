"""The daemon's side of the card, with small programs in the place of the real window."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from posture_break.adapters import card_process, card_trouble
from posture_break.adapters.card_process import Card
from posture_break.ports import Unavailable
from posture_break.reactor import Reactor
from posture_break.ui.card_state import CardLook, CardState
from tests.card_samples import EXERCISE
from tests.page_samples import READING
from tests.recorded_card import RecordedCard, collected
from tests.rounds import turn_until

PRELUDE = """
import sys
from posture_break.ui.card_protocol import Lines, encode
def say(kind, **fields):
    sys.stdout.buffer.write(encode(kind, **fields)); sys.stdout.buffer.flush()
def lines():
    for line in sys.stdin.buffer:
        Lines(heard).feed(line)
"""

FAITHFUL = """
def heard(message):
    if message.kind == "prepare":
        say("ready")
    elif message.kind == "open":
        say("shown")
        say("answer", verb="title", args={"text": message.fields["state"]["title"]})
    elif message.kind == "close":
        sys.exit(0)
lines()
"""


class Desk(RecordedCard):
    """A card on a reactor, and what it reported."""

    def __init__(self, reactor: Reactor, program: str) -> None:
        """Store a card whose process runs ``program``."""
        super().__init__(reactor, (sys.executable, "-c", PRELUDE + program))

    def until(self, check: Callable[[], object], limit: float = 10.0) -> None:
        """Turn the reactor until ``check`` holds."""
        assert turn_until(self.reactor, lambda: bool(check()), limit), "waited in vain"

    def end(self) -> None:
        """Close the card and collect its process."""
        process = self.process if self.card._child else None
        self.card.close()
        if process is not None:
            self.until(lambda: collected(process))


@contextmanager
def desk(program: str) -> Iterator[Desk]:
    """Run a card whose process is ``program``."""
    with Reactor() as reactor:
        running = Desk(reactor, program)
        try:
            yield running
        finally:
            running.end()


def test_what_is_opened_is_shown() -> None:
    """The card's process gets the state, and says when it is on the screen."""
    with desk(FAITHFUL) as here:
        here.card.open(EXERCISE)
        here.until(lambda: here.answers)
        assert here.card.shown
        assert here.answers == [("title", {"text": "Bird dog"})]


def test_a_page_is_shown_in_the_same_process() -> None:
    """It takes the card's place, and the card can take it back."""
    with desk(FAITHFUL.replace('"open"', '"page"').replace('["state"]', '["page"]')) as here:
        here.card.prepare()
        before = here.process
        here.card.open_page(READING, CardLook())
        here.until(lambda: here.answers)
        assert here.card.shown
        assert here.answers == [("title", {"text": READING.title})]
        assert here.process is before


def test_a_page_that_never_appears_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """As with a card: whoever waits for it hears of that."""
    monkeypatch.setattr(card_process, "APPEARS_WITHIN", 0.2)
    with desk("def heard(_message): pass\nlines()") as here:
        here.card.open_page(READING, CardLook())
        process = here.process
        here.until(lambda: here.losses)
        assert not here.card.shown
        here.until(lambda: collected(process))


def test_a_prepared_process_is_the_one_that_shows() -> None:
    """Opening after preparing starts no second process."""
    with desk(FAITHFUL) as here:
        here.card.prepare()
        before = here.process
        here.card.open(EXERCISE)
        here.until(lambda: here.card.shown)
        assert here.process is before


def test_closing_ends_the_process_in_silence() -> None:
    """After close the process is gone, and nothing is reported as lost."""
    with desk(FAITHFUL) as here:
        here.card.open(EXERCISE)
        here.until(lambda: here.card.shown)
        process = here.process
        here.end()
        assert collected(process)
        assert not here.losses
        assert not here.card.shown


def test_the_card_can_be_opened_again() -> None:
    """A closed card opens anew, in a new process."""
    with desk(FAITHFUL) as here:
        here.card.open(EXERCISE)
        here.until(lambda: here.card.shown)
        before = here.process
        here.end()
        here.card.open(EXERCISE)
        here.until(lambda: here.card.shown)
        assert collected(before)


def test_a_killed_card_is_noticed_once() -> None:
    """A kill -9 of the card's process is reported with its signal, once."""
    with desk(FAITHFUL) as here:
        here.card.open(EXERCISE)
        here.until(lambda: here.card.shown)
        here.process.kill()
        here.until(lambda: here.losses)
        assert [str(loss) for loss in here.losses] == ["The card was ended by signal 9."]
        assert not here.card.shown


def test_a_crash_is_noticed() -> None:
    """A process that fails at once is reported with its status."""
    with desk("sys.exit(7)") as here:
        here.card.open(EXERCISE)
        here.until(lambda: here.losses)
        assert "status 7" in here.losses[0].reason


def test_missing_tk_comes_with_its_cure() -> None:
    """A Python without Tk is reported together with what to install."""
    with desk('say("unable", why="no-tk", detail="No module named tkinter")') as here:
        here.card.open(EXERCISE)
        process = here.process
        here.until(lambda: here.losses)
        assert "Tk" in here.losses[0].reason
        assert here.losses[0].cure
        here.until(lambda: collected(process))
        assert len(here.losses) == 1


@pytest.mark.parametrize(
    ("session", "said"), [("wayland-0", "XWayland"), ("", "inside the desktop session")]
)
def test_a_card_without_a_display_fits_the_session(
    monkeypatch: pytest.MonkeyPatch, session: str, said: str
) -> None:
    """Nobody who sits in a Wayland session is sent to the desktop."""
    monkeypatch.setenv("WAYLAND_DISPLAY", session)
    assert said in str(card_trouble.unable("no-display", ""))


def test_a_real_card_without_tk_says_so() -> None:
    """The card's own program, on a Python without tkinter, ends with that reason."""
    program = (
        "sys.modules['tkinter'] = None\n"
        "from posture_break.ui.card_window import main\nsys.exit(main())"
    )
    with desk(program) as here:
        here.card.prepare()
        process = here.process
        here.until(lambda: here.losses)
        assert "Tk" in here.losses[0].reason
        here.until(lambda: collected(process))


def test_a_missing_interpreter_is_reported_later() -> None:
    """A process that can not be started is reported from the reactor, not from inside open."""
    with Reactor() as reactor:
        losses: list[Unavailable] = []
        card = Card(reactor, lambda verb, args: None, losses.append, ("/nowhere/python",))
        card.open(EXERCISE)
        assert not losses
        reactor.turn(1)
        assert "could not be started" in losses[0].reason
        card.close()


def test_a_card_that_never_appears_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that says nothing is ended after the limit."""
    monkeypatch.setattr(card_process, "APPEARS_WITHIN", 0.1)
    with desk("sys.stdin.buffer.read()") as here:
        here.card.open(EXERCISE)
        process = here.process
        here.until(lambda: here.losses)
        assert "did not appear" in here.losses[0].reason
        here.until(lambda: collected(process))


def test_a_card_that_ignores_everything_is_killed() -> None:
    """Close ends also a process that does not listen."""
    deaf = 'import time, signal; signal.signal(15, signal.SIG_IGN); say("shown"); time.sleep(60)'
    with desk(deaf) as here:
        here.card.open(EXERCISE)
        here.until(lambda: here.card.shown)
        process = here.process
        here.card.close()
        here.until(lambda: collected(process))


def test_a_card_that_reads_nothing_does_not_block_the_daemon() -> None:
    """Messages that nobody reads are kept up to a bound; then the card is given up."""
    full = CardState(title="x", steps=("word " * 80,) * 10, cautions=("word " * 80,) * 10)
    with desk('import time; say("shown"); time.sleep(60)') as here:
        here.card.open(full)
        here.until(lambda: here.card.shown)
        process, began = here.process, time.monotonic()
        for _each in range(120):
            here.card.open(full)
        assert time.monotonic() - began < 2
        here.until(lambda: here.losses)
        assert "no longer reacted" in here.losses[0].reason
        here.until(lambda: collected(process))


def test_garbage_from_the_card_is_ignored() -> None:
    """What is no message changes nothing; the messages around it count."""
    noisy = 'sys.stdout.buffer.write(b"\\xff{}\\n[1]\\n" + b"x" * 200_000 + b"\\n")\n' + FAITHFUL
    with desk(noisy) as here:
        here.card.open(EXERCISE)
        here.until(lambda: here.answers)
        assert not here.losses


def test_putting_the_card_away_is_an_answer_not_a_loss() -> None:
    """The person's Esc ends the card's process and is told as ``away``."""
    shy = 'say("shown"); say("answer", verb="away", args={"serial": 7}); sys.exit(0)'
    with desk(shy) as here:
        here.card.open(EXERCISE)
        process = here.process
        here.until(lambda: here.answers)
        here.until(lambda: collected(process))
        assert here.answers == [("away", {"serial": 7})]
        assert not here.losses


def test_the_end_of_the_daemon_ends_the_card() -> None:
    """The card's process ends when its input does."""
    with desk(FAITHFUL) as here:
        here.card.open(EXERCISE)
        here.until(lambda: here.card.shown)
        process, child = here.process, here.card._child
        assert child is not None
        child._close_input()
        here.until(lambda: collected(process))


@pytest.mark.parametrize(
    ("os_release", "command"),
    [
        ("ID=debian", "apt install python3-tk"),
        ('ID=linuxmint\nID_LIKE="ubuntu debian"', "apt install python3-tk"),
        ("ID=fedora", "dnf install python3-tkinter"),
        ("ID=endeavouros\nID_LIKE=arch", "pacman -S tk"),
        ('ID="opensuse-tumbleweed"\nID_LIKE="opensuse suse"', "zypper install python3-tk"),
        ("ID=plan9", "your system's package"),
    ],
)
def test_the_cure_names_the_package(tmp_path: Path, os_release: str, command: str) -> None:
    """Each distribution gets its own command for the system's Python."""
    file = tmp_path / "os-release"
    file.write_text(os_release + "\nNAME=Some System\n")
    assert command in card_trouble.tk_cure(file, "/usr")


def test_a_python_from_elsewhere_gets_its_own_cure(tmp_path: Path) -> None:
    """A system package does not help a Python that pyenv built."""
    cure = card_trouble.tk_cure(tmp_path / "none", "/home/me/.pyenv/versions/3.12")
    assert "pyenv" in cure
    assert "sudo" not in cure
