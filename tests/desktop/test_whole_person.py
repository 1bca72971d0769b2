"""What the whole program asks of a person and heeds: first questions, sore days, quiet cards."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from posture_break.content.load import load_catalogue
from posture_break.core.model import What
from tests.desktop.dbus_menu import Host, host
from tests.desktop.lesson_seen import state_of
from tests.desktop.rig import Desktop, wait_until
from tests.desktop.test_card import TYPEWRITER
from tests.desktop.whole import ASKED, CALM, Home, Screen, home_on

pytestmark = pytest.mark.desktop

FRESH = CALM.removesuffix(ASKED)
QUESTIONS, HELP = "Three short questions", "When to get help"
SORE = "Does it hurt more than usual?"


@pytest.fixture
def fresh(xfce: Desktop, screen: Screen) -> Iterator[Home]:
    """Give the folders of a person who was never asked anything; nothing runs yet."""
    with home_on(xfce, FRESH) as person:
        yield person


@pytest.fixture
def home(xfce: Desktop, screen: Screen) -> Iterator[Home]:
    """Run the program for a person whose config answers the first questions."""
    with home_on(xfce) as person:
        person.start()
        yield person


@contextmanager
def menu_of(xfce: Desktop) -> Iterator[Host]:
    """Hold the menu as the panel does."""
    with host(xfce.env["DBUS_SESSION_BUS_ADDRESS"]) as looking:
        wait_until(looking.items, "the icon on the bus")
        yield looking


def take_the_keyboard(xfce: Desktop, screen: Screen) -> None:
    """Click the title of what came up by itself, as one does before pressing keys."""
    x, y, width, _height = screen.card()
    xfce.click(x + width // 2, y + 10)


def first_answers(home: Home) -> dict[str, object]:
    """Return the questions' keys with what is chosen, as `setup` would put them now."""
    page = home.request("setup", where="terminal")["data"]["page"]
    return {
        question["key"]: [each["value"] for each in question["choices"] if each["chosen"]]
        for question in page["questions"]
    }


def restarted(home: Home, screen: Screen) -> None:
    """Start the program again, and wait past the moment in which it would ask."""
    home.stop()
    screen.no_card()
    home.start()
    with menu_of(screen.desktop) as looking:
        looking.choose("Show a tip")  # what is asked later than the icon is asked before this
    screen.note()


def test_the_first_start_asks_without_taking_the_keyboard(
    xfce: Desktop, fresh: Home, screen: Screen
) -> None:
    """The page with the questions comes up by itself; who is typing elsewhere types on."""
    typewriter = xfce.spawn("typewriter", sys.executable, "-c", TYPEWRITER, stdout=subprocess.PIPE)
    try:
        assert typewriter.stdout is not None
        search = ("xdotool", "search", "--onlyvisible", "--sync", "--name", "typewriter")
        xfce.run("xdotool", "windowfocus", "--sync", xfce.run(*search).split()[0])
        fresh.start()
        screen.shows(QUESTIONS)
        xfce.shot("whole-first-questions")
        xfce.key("h", "i", "Return")
        assert os.read(typewriter.stdout.fileno(), 3) == b"hi\r"
        assert screen.title() == QUESTIONS
        assert fresh.records(What.SET_UP) == []
    finally:
        xfce.end("typewriter")


def test_the_answers_are_kept(xfce: Desktop, fresh: Home, screen: Screen) -> None:
    """Answered by keys alone, places, what to leave out and demand hold from then on."""
    fresh.start()
    screen.shows(QUESTIONS)
    take_the_keyboard(xfce, screen)
    xfce.key("2", "3")  # standing is taken away, the floor added
    xfce.key("Down", "1", "2")  # the next question: wrists and knees
    xfce.key("Down", "Down")
    xfce.shot("whole-first-questions-answered")
    xfce.key("Return")
    screen.no_card()
    assert first_answers(fresh) == {
        "places": ["desk", "floor"],
        "avoid": ["wrists", "knees"],
        "demand": ["2"],
    }
    assert len(fresh.records(What.SET_UP)) == 1
    assert fresh.config.read_text() == FRESH, "answers are never written into the config"
    restarted(fresh, screen)
    assert screen.windows("posture-break") == []
    assert first_answers(fresh)["places"] == ["desk", "floor"]
    fresh.take("stretch")
    exercise = load_catalogue().exercises[str(fresh.status()["open"]["exercise"])]
    assert {place.value for place in exercise.places} & {"desk", "floor"}
    assert not {"wrists", "knees"} & set(exercise.leave_out)


@pytest.mark.parametrize("key", ["Escape", "l"])
def test_who_does_not_answer_is_not_asked_again(
    xfce: Desktop, fresh: Home, screen: Screen, key: str
) -> None:
    """Esc and Later are answers too; the menu still has the questions."""
    fresh.start()
    screen.shows(QUESTIONS)
    take_the_keyboard(xfce, screen)
    xfce.key(key)
    screen.no_card()
    restarted(fresh, screen)
    assert screen.windows("posture-break") == []
    with menu_of(xfce) as looking:
        looking.choose("Settings/First questions")
    screen.shows(QUESTIONS)
    xfce.key("Escape")
    screen.no_card()


def test_what_the_config_says_is_not_asked(xfce: Desktop, home: Home, screen: Screen) -> None:
    """With places and demand in the config nothing comes up; on the page they cannot be changed."""
    with menu_of(xfce) as looking:
        looking.choose("Show a tip")
    screen.note()
    assert screen.windows("posture-break") == []
    assert home.ask("setup").code == 0
    screen.shows(QUESTIONS)
    xfce.shot("whole-first-questions-fixed")
    xfce.key("3", "Return")  # it counts for the first question that is open: what to leave out
    screen.no_card()
    assert first_answers(home) == {
        "places": ["desk", "standing"],
        "avoid": ["shoulders"],
        "demand": ["2"],
    }


def test_a_killed_program_asks_again(xfce: Desktop, fresh: Home, screen: Screen) -> None:
    """Kill -9 while the questions stand there is no answer."""
    fresh.start()
    screen.shows(QUESTIONS)
    fresh.kill()
    screen.no_card()
    fresh.start()
    screen.shows(QUESTIONS)


def test_it_hurts(xfce: Desktop, home: Home, screen: Screen) -> None:
    """From the menu to gentle days and to when to get help; the next exercise is a gentle one."""
    with menu_of(xfce) as looking:
        looking.choose("It hurts")
    screen.shows(SORE)
    xfce.shot("whole-it-hurts")
    xfce.key("Return")
    screen.shows(HELP)
    xfce.shot("whole-it-hurts-help")
    xfce.key("Escape")
    screen.no_card()
    assert home.status()["gentle_day"] == 1
    assert "Gentle days: day 1" in home.ask("status").out
    catalogue = load_catalogue()
    for _each in range(4):
        home.take("stretch")
        exercise = catalogue.exercises[str(home.status()["open"]["exercise"])]
        traits = {trait.value for trait in exercise.traits}
        assert "flare" not in exercise.leave_out, exercise.id
        assert not traits & {"hold", "end-range", "twist"}, exercise.id
        assert exercise.kind.value != "strength", exercise.id
        home.ask("skip")
        screen.no_card()
    assert home.ask("better").code == 0
    assert home.status()["gentle_day"] is None


def test_not_now_changes_nothing(xfce: Desktop, home: Home, screen: Screen) -> None:
    """Who only looked at "It hurts" has no gentle days; help is one key away, and back again."""
    with menu_of(xfce) as looking:
        looking.choose("It hurts")
    screen.shows(SORE)
    xfce.key("h")
    screen.shows(HELP)
    xfce.key("Return")
    screen.no_card()
    assert home.status()["gentle_day"] is None


def test_help_from_the_menu(xfce: Desktop, home: Home, screen: Screen) -> None:
    """When to get help is one click away while nothing is open."""
    with menu_of(xfce) as looking:
        looking.choose(HELP)
    screen.shows(HELP)
    take_the_keyboard(xfce, screen)
    xfce.key("Return")
    screen.no_card()
    assert home.runs


def test_a_break_falls_due_while_a_page_is_read(xfce: Desktop, home: Home, screen: Screen) -> None:
    """The page stays, a note tells of the break; its card comes when the page is closed."""
    with menu_of(xfce) as looking:
        looking.choose(HELP)
    screen.shows(HELP)
    home.take("stretch")
    screen.note()
    assert screen.title() == HELP
    xfce.key("Escape")
    screen.shows(state_of(home).title)
    screen.no_note()
    xfce.shot("whole-card-after-page")


def test_quiet_cards(xfce: Desktop, home: Home, screen: Screen) -> None:
    """With quiet cards a break is a note with the steps of a seated exercise, and no card."""
    assert home.ask("quiet-cards", "on").code == 0
    home.take("stretch")
    x, y, width, height = screen.note()
    xfce.shot("whole-quiet-card")
    opened = home.status()["open"]
    exercise = load_catalogue().exercises[str(opened["exercise"])]
    assert exercise.places[0].value == "desk", "told as it is done on a chair"
    assert opened["quiet"]
    assert screen.windows("posture-break") == []
    xfce.click(x + width - 292, y + height - 31)
    wait_until(lambda: home.outcomes() == [("done", "stretch")], "the answer in the history")
    assert home.ask("quiet-cards", "off").code == 0
    home.take("stretch")
    screen.card()


def test_quiet_cards_in_the_middle_of_a_break(xfce: Desktop, home: Home, screen: Screen) -> None:
    """Switched on in the menu while a card is there, the card goes and the note comes."""
    home.take("stretch")
    screen.card()
    with menu_of(xfce) as looking:
        looking.choose("Today/No cards, seated and quiet")
    screen.no_card()
    screen.note()
    assert home.status()["open"]["reminder"] == "stretch"
    with menu_of(xfce) as looking:
        looking.choose("Today/Show cards again")
    home.until(lambda now: not now["quiet_cards"], "cards again")


def test_the_demo_asks_nothing(xfce: Desktop, fresh: Home, screen: Screen) -> None:
    """A day in a minute shows breaks and a guided card, and never the first questions."""
    fresh.start("demo", ready=False)
    seen: set[str] = set()

    def card() -> bool:
        seen.add(screen.title())
        return any(title and title != QUESTIONS for title in seen)

    wait_until(card, "the demo's first card", 40)
    screen.settles()
    xfce.shot("whole-demo")
    assert QUESTIONS not in seen
    assert fresh.stop() == 0
