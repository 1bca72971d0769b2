"""The card of the whole program: answered by keys and pointer, put away, killed."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from posture_break.content.load import load_catalogue
from posture_break.core.model import Reason, Show, Why
from posture_break.core.snapshot import OpenView
from posture_break.durations import MINUTE
from posture_break.guide import Guide
from posture_break.ui.card_paint import Painter
from posture_break.ui.card_state import CardMood
from tests.desktop.dbus_menu import host
from tests.desktop.rig import Desktop, wait_until
from tests.desktop.whole import Home, Screen, home_on, soon

pytestmark = pytest.mark.desktop


@pytest.fixture
def home(xfce: Desktop) -> Iterator[Home]:
    """Run the program; nothing falls due by itself."""
    with home_on(xfce) as person:
        person.start()
        yield person


@pytest.fixture
def screen(xfce: Desktop) -> Screen:
    """Look at a screen on which nothing of an earlier test is left."""
    looking = Screen(xfce)
    looking.no_note()
    looking.no_card()
    return looking


def card_process(home: Home) -> int:
    """Return the process of the card: the one child that the program has."""
    assert home.process is not None
    pid = home.process.pid
    found: list[int] = []

    def look() -> bool:
        with suppress(OSError):
            children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii")
            found[:] = [int(each) for each in children.split()]
        return len(found) == 1

    wait_until(look, "one child of the program")
    return found[0]


def middle_of(name: str, home: Home, place: tuple[int, int, int, int]) -> tuple[int, int]:
    """Return where on the screen the card of the open stretch has this button."""
    opened = home.status()["open"]
    view = OpenView(
        "stretch", opened["serial"], 0, 4 * MINUTE, Show.CARD, "stretch", Reason(Why.TAKEN),
        exercise=opened["exercise"], tip=opened["tip"], snoozes_left=3,
    )  # fmt: skip
    state = Guide(load_catalogue()).card(view, 0, (5 * MINUTE, 10 * MINUTE, 20 * MINUTE))
    left, top, width, height = place
    painter = Painter(state, "light", 1.0, (width, height))
    box = next(area.box for area in painter.areas(CardMood()) if area.name == name)
    return left + (box[0] + box[2]) // 2, top + (box[1] + box[3]) // 2


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


def test_the_pointer_on_the_card_answers(xfce: Desktop, home: Home, screen: Screen) -> None:
    """A click on Done answers the break."""
    home.take("stretch")
    place = screen.card()
    screen.settles()
    xfce.click(*middle_of("done", home, place))
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
    os.kill(card_process(home), signal.SIGKILL)
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
