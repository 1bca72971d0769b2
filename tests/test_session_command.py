"""The session in a terminal: what it says line by line, what keys do, what comes of it."""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import pytest

from posture_break.core.session import PhaseKind, Side, Sides
from posture_break.session_command import run
from posture_break.session_steps import Key, Outcome
from posture_break.ui.card_state import CardState
from posture_break.ui.lesson import Lesson, LessonPhase
from posture_break.ui.sounds import NoCues, Sound

PHASES = (
    LessonPhase(PhaseKind.MOVE, 3_000, "Reach out", "Reach one arm forward.", "reach"),
    LessonPhase(PhaseKind.HOLD, 5_000, "Hold and breathe", "Hold it there."),
    LessonPhase(PhaseKind.MOVE, 3_000, "Lower slowly", "Lower it slowly.", "start"),
)
LESSON = Lesson("bird-dog", PHASES, reps=1, sides=Sides.ALTERNATE, ready=12_000)
CARD = CardState(
    title="Bird dog",
    lead="Come on to hands and knees.",
    chips=("Steadiness", "On the floor"),
    steps=("Reach one arm forward.", "Hold it there.", "Lower it slowly."),
    dose="Once on each side, hold for 5 seconds.",
    cautions=("Keep your back level.", "Ease off if it hurts."),
    tip="Stand up now and then.",
    lesson=LESSON,
)
BEGIN = (0, Key.ENTER.value)
KEYS = (
    "Keys: p pauses, s goes to the next step, b to the step before. w tells where you are, q"
    " leaves."
)


@dataclass
class Desk:
    """A terminal with a person who presses keys, each at a second after the first one."""

    keys: list[tuple[float, str]] = field(default_factory=lambda: [BEGIN])
    single: bool = True
    lines: list[str] = field(default_factory=list)
    now: int = 0

    def clock(self) -> int:
        """Return the moment."""
        return self.now

    def write(self, line: str) -> None:
        """Keep a line with its second."""
        self.lines.append(f"{self.now / 1_000:g} {line}")

    def key(self, wait: int | None) -> str | None:
        """Hand over the next key, if it comes in time; Enter where no more will come."""
        at = int(1_000 * self.keys[0][0]) if self.keys else None
        if at is None or (wait is not None and at > self.now + wait):
            self.now += wait or 0
            return None if wait is not None else Key.ENTER
        self.now = max(self.now, at)
        key = self.keys.pop(0)[1]
        if key == "ctrl-c":
            raise KeyboardInterrupt
        return key

    @property
    def session(self) -> list[str]:
        """What was said once the session had begun."""
        begin = next(i for i, line in enumerate(self.lines) if "Enter begins" in line)
        return self.lines[begin + 1 :]


class Sleepy(Desk):
    """One that stands still for a minute, 20 seconds into the session."""

    slept = False

    def key(self, wait: int | None) -> str | None:
        """Come back a minute late, once."""
        found = super().key(wait)
        if self.now == 20_000 and not self.slept:
            self.now, self.slept = 80_000, True
        return found


class Heard(NoCues):
    """Remembers what was to be heard."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.all: list[str] = []

    def play(self, sound: Sound) -> None:
        """Remember a sound."""
        self.all.append(sound.value)

    def say(self, text: str) -> None:
        """Remember words."""
        self.all.append(text)

    def stop(self) -> None:
        """Remember the silence."""
        self.all.append("(stop)")


def play(*keys: tuple[float, str], card: CardState = CARD) -> tuple[Desk, Outcome]:
    """Play a session with these keys after the one that begins it."""
    desk = Desk([BEGIN, *keys])
    return desk, run(card, desk, NoCues())


def test_it_says_what_to_know_first() -> None:
    """Name, start, steps, dose, cautions, the stop line, keys; then it waits for the person."""
    desk, _outcome = play()
    begin = desk.lines[: len(desk.lines) - len(desk.session)]
    assert begin == [
        "0 Bird dog.",
        "0 Steadiness, On the floor.",
        "0 Start: Come on to hands and knees.",
        "0 1. Reach one arm forward.",
        "0 2. Hold it there.",
        "0 3. Lower it slowly.",
        "0 Once on each side, hold for 5 seconds.",
        "0 Keep your back level.",
        "0 Ease off if it hurts.",
        f"0 {KEYS}",
        "0 Enter begins the session of 34 seconds, v the short version of 25 seconds.",
    ]


def test_a_whole_session_is_a_line_a_step() -> None:
    """Count and side stand where a repetition begins; the questions come after the end."""
    desk, outcome = play()
    assert desk.session == [
        "0 Get ready, 12 seconds. Right side first.",
        "12 Right side: Reach out, 3 seconds",
        "15 Hold and breathe, 5 seconds",
        "20 Lower slowly, 3 seconds",
        "23 Left side: Reach out, 3 seconds",
        "26 Hold and breathe, 5 seconds",
        "31 Lower slowly, 3 seconds",
        "34 Session complete.",
        "34 Good to know: Stand up now and then.",
        "34 How was it? e too easy, r just right, h too hard. Enter leaves it open.",
        "34 How do you feel now? b better, s the same, w worse. Enter leaves it open.",
    ]
    assert outcome == Outcome(begun=True, finished=True, done=6, given=6)


def test_repetitions_and_sets_are_counted() -> None:
    """As the card counts them."""
    card = replace(CARD, lesson=replace(LESSON, reps=2, sets=2, rest=20_000))
    desk, _outcome = play(card=card)
    said = [line.partition(" ")[2] for line in desk.session]
    assert "Rep 2 of 2, set 1 of 2, left side: Reach out, 3 seconds" in said
    assert "Rest, 20 seconds. Set 2 of 2 comes next. Right side." in said


def test_a_long_hold_has_a_line_at_its_half() -> None:
    """Nobody is left alone for twenty seconds; nothing is counted down either."""
    long = replace(PHASES[1], lasts=20_000)
    card = replace(CARD, lesson=replace(LESSON, phases=(PHASES[0], long, PHASES[2])))
    desk, _outcome = play(card=card)
    assert desk.session[2:5] == [
        "15 Hold and breathe, 20 seconds",
        "25 10 seconds left",
        "35 Lower slowly, 3 seconds",
    ]


def test_it_is_heard_too() -> None:
    """Sounds and voice are those of the lines."""
    heard = Heard()
    run(CARD, Desk(), heard)
    assert heard.all == [
        "Get ready. Right side first.",
        "start", "Reach out", "Hold and breathe", "Lower slowly",
        "switch", "Left side. Reach out.", "Hold and breathe", "Lower slowly",
        "done", "That was all. Well done.",
    ]  # fmt: skip


def test_pausing_stops_the_time() -> None:
    """Going on tells the step again, with what is left of it."""
    desk, outcome = play((16, "p"), (60, "p"))
    assert desk.session[2:6] == [
        "15 Hold and breathe, 5 seconds",
        "16 Paused. p goes on, q leaves.",
        "60 Hold and breathe, 4 seconds",
        "64 Lower slowly, 3 seconds",
    ]
    assert outcome.done == 6


def test_a_pause_is_silent() -> None:
    """The voice does not go on without the person."""
    heard = Heard()
    run(CARD, Desk([BEGIN, (16, "p"), (17, "p")]), heard)
    at = heard.all.index("(stop)")
    assert heard.all[at - 1 : at + 2] == ["Hold and breathe", "(stop)", "Hold and breathe"]


def test_a_pause_can_be_left() -> None:
    """Without going on first; where the session stood is told."""
    desk, outcome = play((16, "p"), (40, "w"), (60, "q"))
    assert desk.session[-2:] == [
        "40 Hold and breathe, 4 seconds left. Right side. 18 seconds to go.",
        "60 Left. 1 of 6 steps done.",
    ]
    assert not outcome.finished


@pytest.mark.parametrize("single", [True, False])
def test_enter_goes_on_only_where_keys_need_it(single: bool) -> None:
    """On a terminal the Enter after p would undo the pause."""
    desk = Desk([BEGIN, (16, "p"), (17, "enter"), (30, "p")], single=single)
    run(CARD, desk, NoCues())
    went_on = next(line for line in desk.session if "4 seconds" in line)
    assert went_on.startswith("30 " if single else "17 ")


def test_a_step_that_is_skipped_does_not_count() -> None:
    """The end says how much was done."""
    desk, outcome = play((16, "s"))
    assert desk.session[3] == "16 Lower slowly, 3 seconds"
    assert "Session complete. 5 of 6 steps done." in desk.session[-4]
    assert (outcome.finished, outcome.done) == (True, 5)


def test_back_begins_a_step_again() -> None:
    """It is told again as well."""
    desk, outcome = play((18, "b"))
    assert desk.session[2:5] == [
        "15 Hold and breathe, 5 seconds",
        "18 Hold and breathe, 5 seconds",
        "23 Lower slowly, 3 seconds",
    ]
    assert outcome.done == 6


def test_it_tells_where_you_are() -> None:
    """Step, side and what is left of both, without disturbing the session."""
    desk, _outcome = play((13, "w"), (24, "w"))
    assert "13 Reach out, 2 seconds left. Right side. 21 seconds to go." in desk.session
    assert "24 Reach out, 2 seconds left. Left side. 10 seconds to go." in desk.session
    assert desk.session[3] == "15 Hold and breathe, 5 seconds"


def test_other_keys_mean_nothing() -> None:
    """Neither an Enter too many nor a letter that is none of ours."""
    desk, outcome = play((5, "enter"), (14, "x"))
    assert len(desk.session) == 11
    assert outcome.done == 6


@pytest.mark.parametrize("key", ["q", "ctrl-c"])
def test_it_can_be_left_at_any_time(key: str) -> None:
    """What was done counts, where it was left is known, and no question holds anybody back."""
    desk, outcome = play((27, key))
    assert desk.session[-1] == "27 Left. 4 of 6 steps done."
    assert outcome == Outcome(begun=True, done=4, given=6, left_at=5, of=7, side=Side.LEFT)


@pytest.mark.parametrize("key", ["q", "ctrl-c"])
def test_it_can_be_left_before_it_begins(key: str) -> None:
    """Then nothing came of it, and nobody is told."""
    told: list[Outcome] = []
    assert run(CARD, Desk([(0, key)]), NoCues(), told.append) == Outcome()
    assert told == []


def test_the_short_version_can_be_chosen() -> None:
    """With its own key, before the session begins."""
    desk = Desk([(0, "v")])
    outcome = run(CARD, desk, NoCues())
    assert desk.session[0] == "0 Get ready, 3 seconds. Right side first."
    assert (outcome.short, outcome.finished) == (True, True)


def test_a_short_session_offers_no_shorter_one() -> None:
    """The key is not named, and does nothing."""
    card = replace(CARD, lesson=replace(LESSON, ready=3_000))
    desk = Desk([(0, "v"), (1, "enter")])
    outcome = run(card, desk, NoCues())
    assert "0 Enter begins the session of 25 seconds." in desk.lines
    assert not outcome.short
    assert desk.session[0].startswith("1 Get ready")


def test_how_it_was_can_be_said() -> None:
    """A key for each question; a key that is no answer waits for one."""
    desk, outcome = play((35, "h"), (36, "x"), (37, "w"))
    assert (outcome.effort, outcome.change) == ("harder", "worse")
    assert desk.session[-1] == "37 Thank you."


def test_how_it_was_can_be_left_open() -> None:
    """One by one, and by leaving; what was said before still counts."""
    _desk, outcome = play((35, "enter"), (36, "b"))
    assert (outcome.effort, outcome.change) == ("", "better")
    _desk, outcome = play((35, "e"), (36, "ctrl-c"))
    assert (outcome.effort, outcome.change) == ("easier", "")


def test_what_was_done_is_told_before_the_questions() -> None:
    """Whoever walks away from the questions has taken the break all the same."""
    told: list[tuple[int, Outcome]] = []
    desk = Desk([BEGIN, (500, "r")])
    run(CARD, desk, NoCues(), lambda outcome: told.append((desk.now, outcome)))
    assert told == [(34_000, Outcome(begun=True, finished=True, done=6, given=6))]


def test_who_skipped_everything_is_not_asked_how_it_was() -> None:
    """Nothing was done, so it was neither hard nor easy."""
    desk, outcome = play(*[(1, "s")] * 7)
    assert (outcome.finished, outcome.done) == (True, 0)
    assert not any("How was it" in line for line in desk.session)


def test_a_program_that_stood_still_pauses() -> None:
    """After Ctrl-Z, or a computer that slept, nobody has gone on holding: it is done again."""
    desk = Sleepy([BEGIN, (90, "p")])
    outcome = run(CARD, desk, NoCues())
    assert desk.session[3:6] == [
        "80 Paused, because this program stood still. p goes on, q leaves.",
        "90 Hold and breathe, 5 seconds",
        "95 Lower slowly, 3 seconds",
    ]
    assert outcome.done == 6


def test_a_walk_is_only_told() -> None:
    """There is nothing to count in it, and nothing to begin."""
    desk = Desk([])
    walk = CardState(title="A short walk", lead="Get up.", steps=("Swing your arms.",))
    assert run(walk, desk, NoCues()) == Outcome()
    assert desk.lines == ["0 A short walk.", "0 Start: Get up.", "0 1. Swing your arms."]


# --- the real terminal ---------------------------------------------------------------------------

LIMIT = 20  # seconds, for a slow machine
DRIVER = [sys.executable, "-m", "tests.session_driver"]
BRIEF = [*DRIVER, "2", "0"]
LONG = [*DRIVER, "50", "0"]
SOON = [*DRIVER, "2", "9000"]


def through_a_pipe(text: str) -> list[str]:
    """Return what the driver prints when it reads this."""
    done = subprocess.run(
        BRIEF, input=text.encode(), capture_output=True, timeout=LIMIT, check=False
    )
    assert done.stderr == b""
    return done.stdout.decode().splitlines()


def test_it_works_through_a_pipe() -> None:
    """A line is a key; when the input ends, the session goes on alone."""
    lines = through_a_pipe("\n")
    assert lines[:2] == ["Naïve reach.", "Start: Sit tall."]
    assert [line for line in lines if "Reach out" in line] == [
        "Rep 1 of 2: Reach out, 1 second",
        "Rep 2 of 2: Reach out, 1 second",
    ]
    assert lines[-1] == "True 4/4 "


def test_nothing_to_read_is_no_trouble() -> None:
    """Without any input it begins by itself, and nothing is asked for ever."""
    assert through_a_pipe("")[-1] == "True 4/4 "


def test_a_line_without_its_end_is_a_key_too() -> None:
    """Whoever prints q without an Enter means q."""
    assert through_a_pipe("q")[-1] == "False 0/0 "


def test_a_reader_that_goes_away_ends_it() -> None:
    """As in a pipe to head: no trace of the trouble."""
    driver = subprocess.Popen(
        LONG, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert driver.stdout is not None
    assert driver.stderr is not None
    driver.stdout.readline()
    driver.stdout.close()
    with driver.stderr:
        assert driver.stderr.read() == b""
    driver.wait(LIMIT)


@dataclass
class Pty:
    """The driver on a terminal of its own."""

    fd: int
    pid: int
    seen: str = ""

    def until(self, words: str) -> str:
        """Read until these words come; return everything that came."""
        end = time.monotonic() + LIMIT
        while words not in self.seen:
            ready = select.select([self.fd], [], [], max(0, end - time.monotonic()))[0]
            assert ready, f"{words!r} did not come: {self.seen!r}"
            self.seen += os.read(self.fd, 4096).decode()
        return self.seen

    def press(self, keys: str) -> None:
        """Type."""
        os.write(self.fd, keys.encode())


@contextmanager
def on_a_terminal(command: list[str]) -> Iterator[Pty]:
    """Run the driver on a terminal; it has ended afterwards."""
    import pty

    ours, theirs = pty.openpty()
    driver = subprocess.Popen(
        ["setsid", "--ctty", *command], stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    try:
        yield Pty(ours, driver.pid)
        driver.wait(LIMIT)
    finally:
        driver.kill()
        driver.wait(LIMIT)
        os.close(ours)


def test_on_a_terminal_a_key_needs_no_enter() -> None:
    """Keys count at once and are not shown; nothing but lines is written."""
    with on_a_terminal(SOON) as terminal:
        terminal.until("Enter begins")
        assert "Press Enter after each key" not in terminal.seen
        terminal.press("\r")
        terminal.until("Get ready")
        terminal.press("p")
        terminal.until("Paused.")
        terminal.press("ps")
        terminal.until("How was it")
        terminal.press("e")
        terminal.until("How do you feel")
        terminal.press("\r")
        terminal.until("True 4/4 easier")
        assert "\x1b" not in terminal.seen


@pytest.mark.parametrize("how", ["\x03", "SIGTERM"])
def test_on_a_terminal_it_is_left_politely(how: str) -> None:
    """By Ctrl-C, or by being ended: with what was done."""
    with on_a_terminal(LONG) as terminal:
        terminal.until("Enter begins")
        terminal.press("\r")
        terminal.until("Rep 2 of 50")
        if how == "\x03":
            terminal.press(how)
        else:
            os.kill(terminal.pid, signal.SIGTERM)
        terminal.until("False ")
        assert re.search(r"Left\. ([2-9]|\d\d) of 100 steps done\.", terminal.seen)


def test_the_terminal_is_given_back() -> None:
    """Afterwards it shows what is typed again."""
    import termios

    with on_a_terminal(BRIEF) as terminal:
        terminal.until("Enter begins")
        echo = termios.tcgetattr(terminal.fd)[3] & termios.ECHO
        assert not echo
        terminal.press("q")
        terminal.until("False 0/0")
        assert termios.tcgetattr(terminal.fd)[3] & termios.ECHO
