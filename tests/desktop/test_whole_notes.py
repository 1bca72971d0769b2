"""Notes of the whole program that ask a person: why, leave it out, when to get help."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from posture_break.content.load import load_catalogue
from posture_break.core.model import What
from tests.desktop.dbus_menu import host
from tests.desktop.rig import Desktop, wait_until
from tests.desktop.whole import CALM, Home, Screen, home_on

pytestmark = pytest.mark.desktop

ONLY = "chin-tuck"  # all others are left out by this person's config
_OTHERS = [name for name in load_catalogue().exercises if name != ONLY]
ONE_EXERCISE = f"{CALM}avoid = {_OTHERS}\n"
LAST, LAST_BUT_ONE = -68, -180  # where a note's buttons are, from its right end


@pytest.fixture
def home(xfce: Desktop, screen: Screen) -> Iterator[Home]:
    """Run the program for a person for whom there is one exercise."""
    with home_on(xfce, ONE_EXERCISE) as person:
        person.start()
        yield person


def press(screen: Screen, button: int) -> None:
    """Press a button of the one note that is there."""
    x, y, width, height = screen.note()
    screen.settles()
    screen.desktop.click(x + width + button, y + height - 31)


def test_a_tip_tells_why(xfce: Desktop, home: Home, screen: Screen) -> None:
    """Why? on a tip's note shows the reason and where it comes from."""
    with host(xfce.env["DBUS_SESSION_BUS_ADDRESS"]) as looking:
        wait_until(looking.items, "the icon on the bus")
        looking.choose("Show a tip")
    before = screen.note()
    screen.settles()
    tip = xfce.pixels(*_box(before))
    press(screen, LAST)
    wait_until(lambda: screen.note() and xfce.pixels(*_box(screen.note())) != tip, "the reason")
    screen.settles()
    xfce.shot("whole-note-tip-why")
    (told,) = home.records(What.TIP)
    assert told.tip in load_catalogue().tips


def test_what_was_skipped_three_times_may_stay_away(
    xfce: Desktop, home: Home, screen: Screen
) -> None:
    """After the third skip a note offers to leave the exercise out; its button does so."""
    for _each in range(3):
        home.take("stretch")
        assert home.status()["open"]["exercise"] == ONLY
        assert home.ask("skip").code == 0
        screen.no_card()
    screen.note()
    xfce.shot("whole-note-hide")
    press(screen, LAST_BUT_ONE)
    home.until(lambda now: now["left_out"] == [ONLY], "what is left out")
    screen.no_note()
    home.take("stretch")
    assert home.status()["open"]["exercise"] is None  # nothing is left: a walk
    screen.card()
    xfce.shot("whole-walk")
    assert home.ask("unhide", "Chin tuck").code == 0
    assert home.status()["left_out"] == []


def test_worse_twice_rests_and_leads_to_help(xfce: Desktop, home: Home, screen: Screen) -> None:
    """What made it worse twice rests for a week; the note says so, and has the way to help."""
    for _each in range(2):
        home.take("stretch")
        assert home.request("done", serial=home.status()["open"]["serial"], steps=6, of=6)["ok"]
        assert home.request("felt", exercise=ONLY, change="worse")["ok"]
        screen.no_card()
    screen.note()
    xfce.shot("whole-note-rests")
    press(screen, LAST)
    screen.shows("When to get help")
    assert home.records(What.RESTED)[0].exercise == ONLY
    home.take("stretch")
    assert home.status()["open"]["exercise"] is None


def _box(place: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    x, y, width, height = place
    return (x, y, x + width, y + height)
