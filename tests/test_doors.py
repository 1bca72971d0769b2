"""What is asked by any door and is not the engine's: status, why, card, tip, panel, about, quit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from posture_break import __version__
from posture_break.core.model import Effect, Moment, Plan, Reason, TipChoice, What, Why
from posture_break.core.snapshot import Snapshot
from posture_break.doors import show_in_terminal
from posture_break.durations import DAY
from posture_break.guide import Guide
from tests.answering import CATALOGUE, House, catalogued
from tests.desk import stand_up, stretch, tip
from tests.snapshots import waiting

GUIDE = Guide(CATALOGUE)


@pytest.fixture(params=[True, False], ids=["with a card", "without"])
def house(request: pytest.FixtureRequest) -> House:
    """Give the doors of a desktop, and of a terminal."""
    return House(catalogued(stand_up(), stretch(), tip()), card=request.param)


def test_status_answers_in_words_and_values(house: House) -> None:
    """Both are of this very moment."""
    house.running.jumps(60_000)
    answer = house.asks("status")
    assert "Stand-up" in answer.text
    assert answer.data["worked_today"] == 60


def test_why_answers_for_all_and_for_one(house: House) -> None:
    """A name that nobody has is wrong usage, and says which there are."""
    assert len(house.asks("why").text.splitlines()) == 3
    assert len(house.asks("why", reminder="stretch").text.splitlines()) == 1
    answer = house.asks("why", reminder="yoga")
    assert answer.code == 2
    assert "yoga" in answer.text
    assert "stretch" in answer.text


def test_why_with_no_reminder_at_all_names_nobody() -> None:
    """Not "no reminder called None"."""
    house = House(Plan())
    assert "None" not in house.asks("why").text


def test_card_opens_the_exercise_that_was_asked_for(house: House) -> None:
    """On the card where there is one, in words elsewhere; however its name is spelled."""
    answer = house.asks("card", exercise="Bird Dog")
    if house.card.state is None:
        assert answer.text.startswith("Bird dog\n")
    else:
        assert (house.card.state.title, answer.text) == ("Bird dog", "The card is open.")


def test_card_of_an_unknown_exercise_is_wrong_usage(house: House) -> None:
    """Said by its name."""
    answer = house.asks("card", exercise="headstand")
    said = "There is no exercise called headstand. To see them: posture-break exercises"
    assert (answer.code, answer.text) == (2, said)


def test_card_with_a_break_open_is_that_breaks(house: House) -> None:
    """No name: what the break brings, on the card with its answers, or in words."""
    house.asks("take", reminder="stretch")
    opened = house.running.loop.state.open
    assert opened is not None
    name = GUIDE.exercise(opened.exercise)[0]
    answer = house.asks("card")
    if house.card.state is None:
        assert answer.text.startswith(name)
    else:
        assert (house.card.state.title, house.card.state.serial) == (name, opened.serial)


def test_card_without_a_break_shows_what_would_come(house: House) -> None:
    """And takes nobody's turn: asked twice, it is the same."""
    first, second = house.asks("card"), house.asks("card")
    assert (first.code, first.text) == (0, second.text)
    assert house.loop.state.practice.turn == 0


def test_card_of_an_exercise_does_not_answer_the_break(house: House) -> None:
    """The break is open before and after."""
    house.asks("take", reminder="stretch")
    house.asks("card", exercise="superman")
    assert house.running.open == "stretch"


def test_tip_answers_with_the_tip_itself(house: House) -> None:
    """Not with its id; scripts get that beside it."""
    answer = house.asks("tip", topic="sleep")
    assert answer.text == GUIDE.tip(str(answer.data["tip"]))
    assert len(answer.text) > 20
    assert house.asks("tip", topic="yoga").code == 2


def test_panel_shows_what_goes_on(house: House) -> None:
    """Clicked, or started a second time, with nothing open: the status, where a person looks."""
    answer = house.asks("panel")
    (title, text), *more = house.told
    assert f"{title}\n{text}" == answer.text
    assert not more


def test_panel_brings_up_the_open_breaks_card(house: House) -> None:
    """Where there is a card; nothing is told beside it."""
    house.asks("take", reminder="stand-up")
    house.asks("panel")
    assert house.card.shown is not bool(house.told)


def test_about_tells_the_version(house: House) -> None:
    """To the person at the screen, and to who asked."""
    assert __version__ in house.asks("about").text
    assert __version__ in house.told[0][1]


def test_quit_leaves(house: House) -> None:
    """And says good bye first."""
    assert house.asks("quit").code == 0
    assert house.left == 1


class Lines:
    """A terminal that remembers."""

    def __init__(self) -> None:
        self.shown = 0
        self.told: list[tuple[str, str]] = []

    def show(self, snapshot: Snapshot) -> None:
        """Count."""
        self.shown += 1

    def tell(self, title: str, text: str = "") -> None:
        """Remember."""
        self.told.append((title, text))


@pytest.mark.parametrize(
    ("what", "said"),
    [
        (What.TIP, lambda: ("A tip", GUIDE.tip(GUIDE.tips()[0].id))),
        (What.LIMIT, lambda: ("The day's limit is reached", "")),
        (What.RESTED, lambda: ("Bird dog takes a rest", "In ")),
        (What.PRESENCE, None),
    ],
)
def test_the_terminal_is_told_what_would_be_a_note(
    what: What, said: Callable[[], tuple[str, str]] | None
) -> None:
    """Tips and the day's limit; everything else is in the picture itself."""
    lines = Lines()
    told: TipChoice = GUIDE.tips()[0]
    reason = Reason(Why.SOON, span=7 * DAY)
    effect = Effect(what, Moment(0, 0), reason, tip=told.id, exercise="bird-dog")
    show_in_terminal(lines, GUIDE, waiting(), [effect])
    assert lines.shown == 1
    if said is None:
        assert lines.told == []
    else:
        (title, text), (said_title, said_text) = lines.told[0], said()
        assert title == said_title
        assert said_text in text


def test_the_terminal_asks_about_a_sore_day() -> None:
    """Where it would be a note elsewhere; only when an answer is waited for."""
    lines = Lines()
    asked = Effect(What.FLARE, Moment(0, 0), Reason(Why.FLARE_ASKED, count=3))
    show_in_terminal(lines, GUIDE, waiting(), [asked])
    assert lines.told == []
    show_in_terminal(lines, GUIDE, replace(waiting(), flare_ask=True, flare_day=3), [asked])
    assert lines.told == [("How is your back today?", "You are having gentle days; this is day 3.")]


def test_an_exercise_from_the_menu_is_seen_without_a_card() -> None:
    """In words where the person looks; a command has them in its answer and shows nothing."""
    house = House(catalogued(stretch()), card=False)
    answer = house.chooses("card", exercise="superman")
    assert "\n".join(house.told[0]) == answer.text
    assert house.told[0][0] == "Superman"
    house.told.clear()
    assert house.asks("card", exercise="superman").text == answer.text
    assert house.told == []
