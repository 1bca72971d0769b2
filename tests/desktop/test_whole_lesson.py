"""A guided session of the whole program: seen, halted, left, gone on with, done, answered."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator

import pytest

from posture_break.core.model import What
from tests.desktop.lesson_seen import LessonSeen, state_of
from tests.desktop.rig import Desktop, wait_until
from tests.desktop.whole import CALM, Home, Screen, home_on

pytestmark = pytest.mark.desktop

# Of the floor exercise with the widest movement so much that a test can live through it.
BIRD_DOG = (
    CALM.replace('"standing"]', '"standing", "floor"]')
    + """
[[prescriptions]]
exercise = "bird-dog"
reps = 2
hold = "3s"
"""
)
READY, REACH, HELD, LOWER, OTHER_SIDE = range(5)  # the first steps of the bird dog


@pytest.fixture
def home(xfce: Desktop, screen: Screen) -> Iterator[Home]:
    """Run the program; the next stretch is the bird dog, for half a minute."""
    with home_on(xfce, BIRD_DOG) as person:
        person.start()
        yield person


def begun(home: Home, screen: Screen) -> LessonSeen:
    """Take the stretch; who asks for it is looking at the card, so the session runs."""
    home.take("stretch")
    screen.card()
    seen = LessonSeen(home, screen)
    seen.goes_on_to(READY)
    return seen


def stands_still(seen: LessonSeen, seconds: float) -> bool:
    """Return whether not one pixel of the card changes within a while."""
    before, end = seen.all(), time.monotonic() + seconds
    while time.monotonic() < end:
        if seen.all() != before:
            return False
    return True


def test_a_session_runs(xfce: Desktop, home: Home, screen: Screen) -> None:
    """The ring counts while one gets ready, then the figure moves, then it holds still."""
    seen = begun(home, screen)
    xfce.shot("whole-lesson-ready")
    ring = seen.ring()
    wait_until(lambda: seen.ring() != ring, "a second less in the ring", 3)
    xfce.key("Right")
    seen.goes_on_to(REACH)
    still = seen.stage()
    wait_until(lambda: seen.stage() != still, "a movement", 3)
    ring = seen.ring()
    wait_until(lambda: seen.ring() != ring, "a second less in the ring", 3)
    xfce.shot("whole-lesson-moves")
    seen.goes_on_to(HELD)
    held, ring = seen.stage(), seen.ring()
    xfce.shot("whole-lesson-holds")
    wait_until(lambda: seen.ring() != ring, "a second less in the ring", 3)
    assert seen.stage() == held
    seen.goes_on_to(LOWER)


def test_space_halts_and_goes_on(xfce: Desktop, home: Home, screen: Screen) -> None:
    """A halted session changes in nothing, and goes on where it was."""
    seen = begun(home, screen)
    xfce.key("Right")
    seen.goes_on_to(REACH)
    xfce.key("space")
    screen.settles()
    xfce.shot("whole-lesson-halted")
    assert stands_still(seen, 2.5)
    xfce.key("space")
    seen.goes_on_to(HELD)


def test_arrows_change_the_step(xfce: Desktop, home: Home, screen: Screen) -> None:
    """Right goes to the next step at once, Left back to the one before."""
    seen = begun(home, screen)
    for key, step in (("Right", REACH), ("Right", HELD), ("Right", LOWER), ("Left", HELD)):
        xfce.key(key)
        seen.goes_on_to(step)


def test_done_asks_two_questions(xfce: Desktop, home: Home, screen: Screen) -> None:
    """After a repetition Done asks how it was; two keys answer, and the history has it all."""
    seen = begun(home, screen)
    xfce.key("Right")
    seen.goes_on_to(OTHER_SIDE)  # one repetition has been lived through
    xfce.key("Return")
    wait_until(lambda: home.outcomes() == [("done", "stretch")], "the answer in the history")
    screen.card()
    screen.settles()
    xfce.shot("whole-lesson-questions")
    xfce.key("2", "5")
    screen.no_card()
    (done,) = home.records(What.DONE)
    assert (done.exercise, done.steps, done.short) == ("bird-dog", (3, 12), False)
    wait_until(lambda: len(home.records(What.FELT)) == 2, "both answers in the history")
    felt = home.records(What.FELT)[-1]
    assert (felt.exercise, felt.reason.detail) == ("bird-dog", "right/same")
    assert home.status()["prescriptions"][0]["done"] == 1


def test_one_question_may_stay_open(xfce: Desktop, home: Home, screen: Screen) -> None:
    """Enter closes the questions; the one that was answered counts."""
    seen = begun(home, screen)
    xfce.key("Right")
    seen.goes_on_to(OTHER_SIDE)
    xfce.key("Return")
    wait_until(home.outcomes, "the answer in the history")
    screen.settles()
    xfce.key("6", "Return")
    screen.no_card()
    wait_until(lambda: home.records(What.FELT), "how it felt in the history")
    assert home.records(What.FELT)[0].reason.detail == "/worse"


def test_done_without_a_repetition_asks_nothing(xfce: Desktop, home: Home, screen: Screen) -> None:
    """Who says done at once is believed, and not asked how it was."""
    begun(home, screen)
    xfce.key("d")
    screen.no_card()
    assert home.records(What.DONE)[0].steps == (0, 12)
    assert home.records(What.FELT) == []


def test_the_card_is_away_and_comes_again(xfce: Desktop, home: Home, screen: Screen) -> None:
    """Esc in the middle and `card` again: the session goes on with the repetition it left."""
    seen = begun(home, screen)
    xfce.key("Right")
    seen.goes_on_to(OTHER_SIDE)
    xfce.key("Escape")
    screen.no_card()
    assert home.outcomes() == []
    left = home.records(What.LEFT)[0]
    assert (left.exercise, left.reason.count) == ("bird-dog", OTHER_SIDE)
    assert home.ask("card").code == 0
    again = LessonSeen(home, screen)
    assert [step.lasts for step in again.script.steps[:LOWER]] == [0] * LOWER
    again.goes_on_to(LOWER)  # in its place: getting ready again
    xfce.shot("whole-lesson-goes-on")
    xfce.key("Right")
    again.goes_on_to(OTHER_SIDE)


def test_a_snooze_keeps_the_place(xfce: Desktop, home: Home, screen: Screen) -> None:
    """Put off in the middle and taken again, the break goes on with the same exercise there."""
    seen = begun(home, screen)
    xfce.key("Right")
    seen.goes_on_to(OTHER_SIDE)
    xfce.key("z", "1")
    wait_until(lambda: home.outcomes() == [("snoozed", "stretch")], "the snooze")
    screen.no_card()
    home.take("stretch")
    again = LessonSeen(home, screen)
    assert again.state.title == "Bird dog"
    again.goes_on_to(LOWER)
    xfce.key("Right")
    again.goes_on_to(OTHER_SIDE)


def test_help_and_back(xfce: Desktop, home: Home, screen: Screen) -> None:
    """H opens when to get help in the same window; Enter closes it, and the session is there."""
    seen = begun(home, screen)
    window = xfce.windows("posture-break")
    xfce.key("Right")
    seen.goes_on_to(OTHER_SIDE)
    xfce.key("h")
    screen.shows("When to get help")
    xfce.shot("whole-lesson-help")
    assert xfce.windows("posture-break") == window
    assert home.status()["open"]["exercise"] == "bird-dog"
    xfce.key("Return")
    screen.shows("Bird dog")
    again = LessonSeen(home, screen)
    xfce.shot("whole-lesson-after-help")
    again.goes_on_to(LOWER)


def test_another(xfce: Desktop, home: Home, screen: Screen) -> None:
    """A brings another exercise into the same card, with its own session."""
    begun(home, screen)
    xfce.key("a")
    now = home.until(lambda now: now["open"]["exercise"] != "bird-dog", "another exercise")
    screen.shows(state_of(home).title)
    seen = LessonSeen(home, screen)
    assert seen.state.lesson is not None
    assert seen.state.lesson.exercise == now["open"]["exercise"]
    xfce.shot("whole-lesson-another")
    assert now["open"]["why_exercise"]


def test_an_easier_version(xfce: Desktop, home: Home, screen: Screen) -> None:
    """E brings the exercise from which this one was built up."""
    begun(home, screen)
    xfce.key("e")
    home.until(lambda now: now["open"]["exercise"] == "standing-bird-dog", "the easier one")
    screen.shows("Standing bird dog")
    LessonSeen(home, screen)
    xfce.shot("whole-lesson-easier")


def test_the_short_version(xfce: Desktop, home: Home, screen: Screen) -> None:
    """S makes it a session of half a minute; done, the history calls it short."""
    begun(home, screen)
    xfce.key("s")
    screen.settles()
    xfce.shot("whole-lesson-short")
    xfce.key("d")
    wait_until(lambda: home.records(What.DONE), "the answer in the history")
    (done,) = home.records(What.DONE)
    assert done.short
    screen.no_card()


def test_why_this_one(xfce: Desktop, home: Home, screen: Screen) -> None:
    """W shows the reason in the place of the steps, Esc the steps again; the card stays."""
    seen = begun(home, screen)
    xfce.key("space")
    screen.settles()
    steps = seen.all()
    xfce.key("w")
    wait_until(lambda: seen.all() != steps, "the reason")
    xfce.shot("whole-lesson-why")
    assert any("therapist" in line for line in seen.state.because), seen.state.because
    xfce.key("Escape")
    wait_until(lambda: seen.all() == steps, "the steps again")
    assert home.status()["open"] is not None


def test_the_pointer(xfce: Desktop, home: Home, screen: Screen) -> None:
    """Clicks halt and answer as the keys do."""
    seen = begun(home, screen)
    seen.click("pause")
    screen.settles()
    assert stands_still(seen, 1.5)
    seen.click("skip")
    wait_until(lambda: home.outcomes() == [("skipped", "stretch")], "the answer in the history")
    screen.no_card()


def test_a_killed_program_goes_on_with_the_session(
    xfce: Desktop, home: Home, screen: Screen
) -> None:
    """Kill -9 in a session: its card goes, the break is open after the start and is answered."""
    seen = begun(home, screen)
    xfce.key("Right")
    seen.goes_on_to(HELD)
    serial = home.status()["open"]["serial"]
    home.kill()
    screen.no_card()  # it ends with the pipe, by itself
    home.start()
    assert home.status()["open"]["serial"] == serial
    screen.card()
    assert LessonSeen(home, screen).state.title == "Bird dog"
    assert home.ask("done").code == 0
    screen.no_card()
    assert home.outcomes() == [("done", "stretch")]


def test_a_card_killed_in_a_session(xfce: Desktop, home: Home, screen: Screen) -> None:
    """Kill -9 of the card in a session: a note with the steps takes its place, and answers."""
    begun(home, screen)
    os.kill(home.card_process(), signal.SIGKILL)
    screen.no_card()
    x, y, width, height = screen.note()
    xfce.shot("whole-lesson-card-killed")
    xfce.click(x + width - 292, y + height - 31)
    wait_until(lambda: home.outcomes() == [("done", "stretch")], "the answer in the history")
