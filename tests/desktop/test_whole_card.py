"""The card of the whole program: answered by keys and pointer, put away, killed."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from tests.desktop.dbus_menu import host
from tests.desktop.lesson_seen import LessonSeen
from tests.desktop.rig import Desktop, wait_until
from tests.desktop.whole import ASKED, CALM, Home, Screen, home_on, soon

pytestmark = pytest.mark.desktop


@pytest.fixture
def home(xfce: Desktop) -> Iterator[Home]:
    """Run the program; nothing falls due by itself."""
    with home_on(xfce) as person:
        person.start()
        yield person


@pytest.mark.parametrize(
    ("keys", "outcome"),
    [(["d"], "done"), (["s", "Return"], "done"), (["z", "2"], "snoozed"), (["k"], "skipped")],
)
def test_a_key_on_the_card_answers(
    xfce: Desktop, home: Home, screen: Screen, keys: list[str], outcome: str
) -> None:
    """A card that the person asked for listens to the keyboard, and the history has the answer."""
    home.take("stretch")
    screen.card()
    screen.settles()
    if outcome == "snoozed":
        xfce.shot("whole-card")
    xfce.key(*keys)
    wait_until(lambda: home.outcomes() == [(outcome, "stretch")], "the answer in the history")
    screen.no_card()
    if outcome == "snoozed":
        again = home.status()["next"][0]
        assert 590 <= again["remaining"] <= 600


def test_the_pointer_on_the_card_answers(home: Home, screen: Screen) -> None:
    """A click on Done answers the break."""
    home.take("stretch")
    screen.card()
    screen.settles()
    LessonSeen(home, screen).click("done")
    wait_until(lambda: home.outcomes() == [("done", "stretch")], "the answer in the history")
    screen.no_card()


def test_esc_leaves_the_break_open(xfce: Desktop, home: Home, screen: Screen) -> None:
    """Esc takes the card away, and the break can still be answered; `card` brings it back."""
    serial = home.take("stretch")
    screen.card()
    screen.settles()
    xfce.key("Escape")
    screen.no_card()
    assert home.status()["open"]["serial"] == serial
    assert home.outcomes() == []
    assert home.ask("card").code == 0
    screen.card()
    screen.settles()
    xfce.key("k")
    wait_until(lambda: home.outcomes() == [("skipped", "stretch")], "the answer in the history")


def test_a_killed_card_is_replaced_by_a_note(xfce: Desktop, home: Home, screen: Screen) -> None:
    """After kill -9 of the card a notification with the exercise's steps answers the break."""
    home.take("stretch")
    screen.card()
    os.kill(home.card_process(), signal.SIGKILL)
    screen.no_card()
    x, y, width, height = screen.note()
    assert "The card was ended by signal 9." in home.status()["troubles"]
    xfce.shot("whole-card-killed")
    xfce.click(x + width - 292, y + height - 31)
    wait_until(lambda: home.outcomes() == [("done", "stretch")], "the answer in the history")
    home.take("stretch")  # an accident of one card is not the end of all cards
    screen.card()
    screen.no_note()
    assert home.ask("skip").code == 0
    home.until(lambda now: not now["troubles"], "the end of the trouble")


def test_a_card_comes_by_itself_and_lets_the_person_type(xfce: Desktop, screen: Screen) -> None:
    """What falls due shows its card, and takes no key that was not meant for it."""
    with home_on(xfce, soon("card", "stretch")) as person:
        person.start()
        screen.card()
        screen.settles()
        xfce.shot("whole-card-by-itself")
        xfce.key("d")
        assert person.status()["open"]["reminder"] == "stretch"
        assert person.outcomes() == []


def test_a_second_start_brings_the_card_up(home: Home, xfce: Desktop, screen: Screen) -> None:
    """Started again, the program says that it runs, and shows the card that was put away."""
    home.take("stretch")
    screen.card()
    screen.settles()
    xfce.key("Escape")
    screen.no_card()
    again = home.ask("run")
    assert (again.code, again.out) == (0, "")
    assert again.err == "posture-break runs already. The card is open.\n"
    screen.card()
    with host(xfce.env["DBUS_SESSION_BUS_ADDRESS"]) as looking:
        assert len(looking.items()) == 1


def test_a_second_start_with_no_break_tells_what_goes_on(
    home: Home, xfce: Desktop, screen: Screen
) -> None:
    """Without an open break a second start shows the state as a notification."""
    again = home.ask()
    assert again.code == 0
    assert again.err.startswith("posture-break runs already. Stand-up in 50 min")
    screen.note()
    xfce.shot("whole-second-start")


def test_the_first_questions_come_once(xfce: Desktop, screen: Screen) -> None:
    """Without taking the keyboard; Esc is an answer, and the next start asks nothing."""
    with home_on(xfce, CALM.replace(ASKED, "")) as person:
        person.start()
        screen.card()
        screen.settles()
        xfce.shot("whole-first-questions")
        place = screen.card()
        xfce.click(place[0] + place[2] // 2, place[1] + 12)  # who clicks it means it
        xfce.key("Escape")
        screen.no_card()
        assert person.stop() == 0
        person.start()
        assert person.ask("setup").code == 0
        screen.card()
        xfce.key("Escape")
        screen.no_card()


def test_it_hurts_leads_to_help(xfce: Desktop, home: Home, screen: Screen) -> None:
    """The menu's page, its main button, and when to get help; the status knows the day."""
    with host(xfce.env["DBUS_SESSION_BUS_ADDRESS"]) as looking:
        looking.choose("It hurts")
    screen.card()
    screen.settles()
    xfce.key("Return")
    home.until(lambda now: now["gentle_day"] == 1, "gentle days")
    screen.settles()
    xfce.shot("whole-help")
    screen.card()
    xfce.key("Escape")
    screen.no_card()
    assert home.ask("better").code == 0
