"""The verbs about the person's body: first questions, sore days, help, leaving out, lessons."""

from __future__ import annotations

import pytest

from posture_break.core import events
from posture_break.core.model import Plan
from posture_break.core.practice import FirstAnswers
from posture_break.core.session import Side
from posture_break.durations import HOUR
from posture_break.ports import Unavailable
from posture_break.settings import ExerciseSettings, Prescription, ReminderSettings, Settings
from posture_break.ui.card_protocol import OPEN, Message, decode_open
from posture_break.ui.card_state import CardState
from posture_break.ui.page_protocol import PAGE, decode_page
from tests.answering import House, catalogued, settled
from tests.desk import stretch, tip

PLACE: dict[str, str | int] = {
    "exercise": "bird-dog", "left_at": 5, "of": 25, "side": "left",
}  # fmt: skip
ALL_PLACES = Settings(exercises=ExerciseSettings(places=("desk", "standing", "floor")))


def home(settings: Settings = ALL_PLACES, *, card: bool = True) -> House:
    """Return a house in which a stretch comes every hour."""
    return House(settled(settings, stretch()), card=card, settings=settings)


@pytest.fixture
def house() -> House:
    """Give one with a card."""
    return home()


def lies_down(house: House, exercise: str = "bird-dog") -> int:
    """Have this exercise's break open, with its card; return the break's serial."""
    house.asks("take", reminder="stretch")
    for _ in range(60):
        opened = house.loop.state.open
        assert opened is not None
        if opened.exercise == exercise:
            return opened.serial
        house.asks("another")
    raise AssertionError(exercise)


# --- the first questions -------------------------------------------------------------------------


def test_the_first_questions_come_once_and_let_the_person_type(house: House) -> None:
    """At the first start, in a window that does not take the keyboard."""
    house.body.begin()
    assert house.title == "Three short questions"
    assert house.card.look is not None
    assert not house.card.look.focus
    house.presses("set-up", places="desk", avoid="wrists", demand="1")
    assert not house.card.shown
    house.body.begin()
    assert not house.card.shown


@pytest.mark.parametrize("verb", ["away", "set-up-later"])
def test_who_leaves_the_first_questions_is_not_asked_again(house: House, verb: str) -> None:
    """Esc and Later are answers too; the questions come when they are asked for."""
    house.body.begin()
    house.presses(verb)
    house.body.begin()
    assert not house.card.shown
    assert house.loop.snapshot().first_answers == FirstAnswers()
    house.asks("setup")
    assert house.title == "Three short questions"


def test_what_the_config_says_is_not_asked() -> None:
    """With places and demand in the config there is nothing to ask at the start."""
    house = home(Settings(exercises=ExerciseSettings(places=("desk",), demand=2)))
    house.body.begin()
    assert not house.card.shown
    house.asks("setup")
    assert house.card.page is not None
    fixed = {each.key: each.fixed for each in house.card.page.questions}
    assert fixed["places"]
    assert fixed["demand"]


def test_the_answers_reach_the_engine(house: House) -> None:
    """Place, what to leave out, and how lively; what was there before is not lost by Esc."""
    house.body.begin()
    house.presses("set-up", places="desk,standing", avoid="wrists", demand="1")
    answers = house.loop.snapshot().first_answers
    assert answers == FirstAnswers(("desk", "standing"), ("wrist",), 1)
    house.asks("setup")
    house.presses("away")
    assert house.loop.snapshot().first_answers == answers


def test_the_first_questions_wait_for_a_break_to_end(house: House) -> None:
    """A break that is open goes first."""
    house.asks("take", reminder="stretch")
    house.body.begin()
    assert house.card.page is None
    house.asks("done")
    assert house.title == "Three short questions"


def test_the_first_questions_wait_for_the_screen_to_be_unlocked(house: House) -> None:
    """Nobody is there to answer."""
    house.loop.tell(events.InputStarted(house.loop.now()))
    house.running.passes(seconds=5)
    house.loop.tell(events.Locked(house.loop.now()))
    house.body.begin()
    assert not house.card.shown
    house.loop.tell(events.Unlocked(house.loop.now()))
    house.loop.tell(events.InputStarted(house.loop.now()))
    house.running.passes(seconds=5)
    assert house.title == "Three short questions"


def test_the_first_questions_wait_for_a_config_that_can_be_read(house: House) -> None:
    """Nobody knows yet what it says of them."""
    house.loop.troubles["config"] = Unavailable("a fault")
    house.body.begin()
    assert not house.card.shown
    house.loop.troubles.clear()
    house.loop.show()
    assert house.title == "Three short questions"


def test_without_a_window_the_first_questions_name_the_terminal() -> None:
    """Said once, where the person looks."""
    house = home(card=False)
    house.body.begin()
    house.loop.show()
    assert [text for _title, text in house.told] == [
        "Three short questions: posture-break setup --terminal"
    ]


def test_the_terminal_gets_the_questions_as_values(house: House) -> None:
    """They survive the way through JSON; nothing is shown on the screen."""
    page, _look = decode_page(Message(PAGE, dict(house.asks("setup", where="terminal").data)))
    assert [each.key for each in page.questions] == ["places", "avoid", "demand"]
    assert not house.card.shown


@pytest.mark.parametrize("door", ["command", "menu"])
def test_setup_without_a_window_fails_with_the_way_out(door: str) -> None:
    """And says it where the person looks."""
    house = home(card=False)
    answer = house.asks("setup") if door == "command" else house.chooses("setup")
    assert answer.code == 1
    assert "posture-break setup --terminal" in answer.text
    assert bool(house.told) is (door == "menu")


# --- sore days -----------------------------------------------------------------------------------


def test_it_hurts_leads_to_gentle_days_and_to_help(house: House) -> None:
    """The menu's page, its button, and then when to get help."""
    house.chooses("hurts")
    assert house.title == "Does it hurt more than usual?"
    assert house.loop.snapshot().flare_day is None
    house.presses("flare", value="on")
    assert house.loop.snapshot().flare_day == 1
    assert house.title == "When to get help"
    house.presses("away")
    assert not house.card.shown


def test_a_sore_day_asks_how_it_is(house: House) -> None:
    """The menu's line opens the daily question; better ends the gentle days and the page."""
    house.asks("flare", value="on")
    house.presses("away")
    house.chooses("hurts")
    assert house.title == "How is it today?"
    house.presses("flare", value="over")
    assert house.loop.snapshot().flare_day is None
    assert not house.card.shown


def test_better_in_the_menu_is_told(house: House) -> None:
    """Nothing else would show that it was heard."""
    house.asks("flare", value="on")
    house.chooses("flare", value="over")
    assert "half the usual amount" in house.told[-1][1]


def test_better_without_gentle_days_is_nothing_to_do(house: House) -> None:
    """Exit code 4, in a sentence."""
    answer = house.asks("flare", value="over")
    assert (answer.code, answer.text) == (4, "You have no gentle days now.")
    assert not house.card.shown


def test_a_command_that_says_it_hurts_reads_when_to_get_help() -> None:
    """On the screen where there is a window, else in the answer."""
    assert "It is on the screen: When to get help" in home().asks("flare", value="on").text
    said = home(card=False).asks("flare", value="on").text
    assert said.startswith("Strength and holds pause")
    assert "Get help now" in said


@pytest.mark.parametrize("verb", ["help", "hurts"])
def test_without_a_window_pages_are_told(verb: str) -> None:
    """To a command in its answer, to all others where they look; the urgent signs are there."""
    house = home(card=False)
    answer = house.asks(verb)
    assert "chest pain" in answer.text.lower()
    assert house.told == []
    house.chooses(verb)
    assert "\n".join(house.told[0]) == answer.text


# --- what the window does ------------------------------------------------------------------------


def test_help_on_the_card_keeps_the_sessions_place(house: House) -> None:
    """The page comes in the card's place; closed, the session goes on at the side it left."""
    serial = lies_down(house)
    house.presses("help", serial=serial, **PLACE)
    assert house.title == "When to get help"
    house.presses("away", serial=serial)
    card = house.card.state
    assert card is not None
    assert card.lesson is not None
    assert (card.serial, card.lesson.resume, card.lesson.resume_of) == (serial, 5, 25)
    assert card.lesson.resume_side is Side.LEFT


def test_a_put_away_session_goes_on_when_the_card_is_asked_for(house: House) -> None:
    """Esc keeps the place as well."""
    serial = lies_down(house)
    house.presses("away", serial=serial, **PLACE)
    assert not house.card.shown
    house.asks("card")
    assert house.card.state is not None
    assert house.card.state.lesson is not None
    assert house.card.state.lesson.resume == 5


def test_done_leaves_the_card_for_the_questions(house: House) -> None:
    """The break is over at once; both answers reach the engine, and then the card goes."""
    serial = lies_down(house)
    house.presses("done", serial=serial, steps=25, of=25, asks=1)
    assert house.running.open is None
    assert house.card.shown
    house.presses("felt", exercise="bird-dog", effort="right", change="better")
    session = house.loop.state.practice.session
    assert session is not None
    assert (session.exercise, session.effort, session.change) == ("bird-dog", "right", "better")
    house.presses("away")
    assert not house.card.shown


def test_done_without_questions_takes_the_card_away(house: House) -> None:
    """Nothing was done of it: nothing is asked."""
    house.presses("done", serial=lies_down(house))
    assert not house.card.shown


def test_a_refusal_is_told(house: House) -> None:
    """The card has no place for it."""
    house.presses("felt", exercise="bird-dog")
    assert "say how it was" in house.told[0][1]


def test_a_page_that_is_lost_is_told(house: House) -> None:
    """The window crashed, or there can be none: the signs are in a note."""
    house.chooses("help")
    house.card.dies()
    house.window.lost()
    assert "Get help now" in house.notes.screen["message"].body


# --- leaving out, quiet cards, tips --------------------------------------------------------------


def test_an_exercise_is_left_out_by_its_name(house: House) -> None:
    """As people write it; and it can be had back."""
    assert "unhide superman" in house.asks("hide", exercise="Superman").text
    assert house.loop.snapshot().hidden == ("superman",)
    assert house.asks("unhide", exercise="Super man").code == 2
    assert house.asks("unhide", exercise="superman").code == 0
    assert house.loop.snapshot().hidden == ()


def test_what_is_left_out_must_be_there(house: House) -> None:
    """Wrong usage, by its name."""
    answer = house.asks("hide", exercise="headstand")
    assert (answer.code, answer.text) == (2, "There is no exercise called headstand.")


def test_a_tip_tells_why() -> None:
    """Its reason and its source; before the first tip there is nothing to tell."""
    house = House(catalogued(tip()))
    assert house.asks("tip-why").code == 4
    told = house.asks("tip").data["tip"]
    because = house.guide.tip_because(str(told))
    assert all(each in house.asks("tip-why").text for each in because)


# --- lessons for other windows -------------------------------------------------------------------


def card_in(data: object) -> CardState:
    """Return the card that came through the socket."""
    assert isinstance(data, dict)
    return decode_open(Message(OPEN, {"state": data["card"]}))[0]


def test_a_lesson_is_the_open_breaks(house: House) -> None:
    """With its serial, so that it can be answered elsewhere."""
    serial = lies_down(house)
    card = card_in(house.asks("lesson").data)
    assert (card.serial, card.title) == (serial, "Bird dog")
    assert house.asks("lesson", exercise="superman").data["card"]["serial"] == 0


def test_a_lesson_that_is_not_there_is_wrong_usage(house: House) -> None:
    """By its name."""
    answer = house.asks("lesson", exercise="headstand")
    assert answer.code == 2
    assert "headstand" in answer.text


def test_a_silent_reminder_makes_no_sound_in_the_terminal() -> None:
    """What the config says of the reminder goes with its lesson."""
    silent = Settings(
        exercises=ALL_PLACES.exercises, reminders=(ReminderSettings("stretch", sound=False),)
    )
    for settings, sound in ((ALL_PLACES, True), (silent, False)):
        house = home(settings)
        house.asks("take", reminder="stretch")
        assert house.asks("lesson").data["sound"] is sound


def test_a_prescription_is_shown_in_its_dose(house: House) -> None:
    """Looked at without a break, too, on a day on which it is to be done."""
    given = Prescription("bird-dog", reps=3, hold=20_000, side="left")
    house = home(Settings(exercises=ALL_PLACES.exercises, prescriptions=(given,)))
    house.asks("card", exercise="bird-dog")
    assert house.card.state is not None
    assert house.card.state.dose == "3 times on your left side, hold for 20 seconds."


# --- the law -------------------------------------------------------------------------------------


def test_nothing_opens_on_a_locked_screen() -> None:
    """What falls due, what is taken over the network, and pages: all wait for the unlocking."""
    plan: Plan = settled(ALL_PLACES, stretch())
    house = House(plan)
    house.loop.tell(events.InputStarted(house.loop.now()))
    house.running.passes(minutes=30)
    house.loop.tell(events.Locked(house.loop.now()))
    house.running.passes(seconds=2 * HOUR / 1000)
    house.asks("take", reminder="stretch")
    house.asks("card", exercise="superman")
    house.asks("help")
    assert house.running.open == "stretch"
    assert (house.card.opened, house.card.page, dict(house.notes.screen)) == (0, None, {})
    house.loop.tell(events.Unlocked(house.loop.now()))
    assert house.card.opened == 1
