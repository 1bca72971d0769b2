"""Notifications keep step with what is so, and none is there twice or too long."""

from __future__ import annotations

from dataclasses import replace

import pytest

from posture_break.core.model import Reason, Show, What, Why
from posture_break.core.snapshot import Condition, Snapshot
from posture_break.durations import HOUR
from posture_break.pages import help_page, setup_page
from tests.seen import Screen, effect, guide, with_card, with_note
from tests.snapshots import waiting


@pytest.fixture
def screen() -> Screen:
    """Give an empty screen."""
    return Screen()


# --- the note of a break -------------------------------------------------------------------------


def test_a_break_shows_one_note_once(screen: Screen) -> None:
    """However often the snapshot comes, the person is told once."""
    for _ in range(3):
        screen.show(with_note())
    assert [note.key for note in screen.notes.told] == ["break-7"]
    assert not screen.card.shown


@pytest.mark.parametrize("after", [waiting(), replace(waiting(), condition=Condition.PAUSED)])
def test_an_answered_break_takes_its_note_away(screen: Screen, after: Snapshot) -> None:
    """Answered by any door, or over by itself: nothing is left on the screen."""
    screen.show(with_note())
    screen.show(after)
    assert screen.keys == set()


def test_the_next_break_takes_the_place_of_the_last(screen: Screen) -> None:
    """Two breaks without a look between: one note."""
    screen.show(with_note(7))
    screen.show(with_note(8))
    assert screen.keys == {"break-8"}


def test_another_exercise_replaces_the_note(screen: Screen) -> None:
    """Same break, same key, new words; nothing flickers away in between."""
    screen.show(with_note(exercise="bird-dog"))
    screen.show(with_note(exercise="superman"))
    assert [note.key for note in screen.notes.told] == ["break-7", "break-7"]
    assert "Superman" in screen.notes.screen["break-7"].body


def test_while_busy_an_open_break_hides(screen: Screen) -> None:
    """A call begins: it leaves the screen, and is back when the call is over."""
    for show in (with_note, with_card):
        screen.show(show())
        screen.show(show(hidden=True))
        assert (screen.keys, screen.card.shown) == (set(), False)
        screen.show(show())
        assert screen.keys or screen.card.shown


def test_held_for_too_long_it_is_a_quiet_note(screen: Screen) -> None:
    """Busy for hours: even a break with a card is a silent note."""
    screen.show(with_card(quiet=True))
    assert screen.notes.screen["break-7"].quiet
    assert not screen.card.shown


@pytest.mark.parametrize("quiet", [False, True])
def test_a_break_shown_by_the_icon_shows_nothing_else(screen: Screen, *, quiet: bool) -> None:
    """Show = icon: no note, no card, whatever happens."""
    screen.show(with_card(show=Show.ICON, quiet=quiet))
    assert (screen.keys, screen.card.opened) == (set(), 0)


def test_a_note_offers_the_card_where_there_is_one() -> None:
    """With a card the note has a button for it; without, it carries the steps itself."""
    with_one, without = Screen(), Screen(card=False)
    for each in (with_one, without):
        each.show(with_note(exercise="bird-dog"))
    note, alone = (each.notes.screen["break-7"] for each in (with_one, without))
    assert "open-card" in dict(note.buttons)
    assert "1. " not in note.body
    assert "open-card" not in dict(alone.buttons)
    assert "1. " in alone.body


# --- other notes ---------------------------------------------------------------------------------


def test_a_tip_is_told_once(screen: Screen) -> None:
    """With its topic and in whole words; the next snapshot does not repeat it."""
    tip = guide().tips()[0].id
    screen.show(waiting(), effect(What.TIP, tip=tip))
    screen.show(waiting())
    assert [note.body for note in screen.notes.told] == [guide().tip(tip)]


def test_a_notice_goes_when_its_break_comes(screen: Screen) -> None:
    """Announced, then open: the announcement does not stay beside it."""
    screen.show(replace(waiting(), notice="stretch"), effect(What.NOTICE, reminder="stretch"))
    assert screen.keys == {"notice"}
    screen.show(with_note())
    assert screen.keys == {"break-7"}


def test_the_days_limit_is_told(screen: Screen) -> None:
    """With how long the day was."""
    screen.show(replace(waiting(), worked_today=8 * HOUR), effect(What.LIMIT))
    assert "8 hours" in screen.notes.screen["limit"].body


def test_messages_and_troubles_are_told(screen: Screen) -> None:
    """What a person asked for, and what they can mend."""
    screen.messages.tell("Title", "Text")
    screen.messages.tell_troubles(["No tray.", "Add one."], "tray")
    screen.messages.tell_troubles(["Two faults."], "config")
    assert screen.notes.screen["message"].body == "Text"
    assert "No tray.\nAdd one." in {note.body for note in screen.notes.told}
    assert len(screen.keys) == 3  # neither hides the other
    for part in ("tray", "config"):
        screen.messages.tell_troubles([], part)
    assert screen.keys == {"message"}


# --- what is asked -------------------------------------------------------------------------------

SORE = replace(waiting(), flare_day=3, flare_ask=True)
TIRESOME = replace(waiting(), offers_to_hide="superman")


def test_a_calm_break_is_a_note_with_its_steps(screen: Screen) -> None:
    """Quiet cards, or somebody who hears or sees: the note says all of the seated exercise."""
    screen.show(with_card(exercise="neck-tilt", calm=True))
    note = screen.notes.screen["break-7"]
    assert "Exercise: Neck tilt" in note.body
    assert "1. " in note.body
    assert "open-card" not in dict(note.buttons)
    assert not screen.card.shown


def test_where_nothing_suits_the_note_is_a_walk(screen: Screen) -> None:
    """In a calm break, too."""
    screen.show(with_card(exercise=None, calm=True))
    assert "A short walk" in screen.notes.screen["break-7"].body


def test_a_sore_day_asks_once_and_quietly(screen: Screen) -> None:
    """The daily question has its answers as buttons, and goes when it is answered."""
    for _ in range(2):
        screen.show(SORE)
    note = screen.notes.screen["flare"]
    assert [button for button, _label in note.buttons] == ["still-sore", "better", "help"]
    assert note.quiet
    assert len(screen.notes.told) == 1
    screen.show(replace(SORE, flare_ask=False))
    assert screen.keys == set()


def test_the_next_sore_day_asks_again(screen: Screen) -> None:
    """Also where nobody answered; on some days with the way to help."""
    screen.show(SORE)
    screen.show(replace(SORE, flare_day=7, flare_help=True))
    assert [("doctor" in note.body) for note in screen.notes.told] == [False, True]


def test_an_exercise_that_was_skipped_again_and_again_can_be_left_out(screen: Screen) -> None:
    """Offered once; the offer goes when it was answered."""
    for _ in range(2):
        screen.show(TIRESOME)
    assert screen.notes.screen["hide-superman"].title == "Superman"
    assert len(screen.notes.told) == 1
    screen.show(waiting())
    assert screen.keys == set()


def test_an_offer_and_a_question_do_not_repeat_each_other(screen: Screen) -> None:
    """A change of the one leaves the other alone."""
    screen.show(SORE)
    screen.show(replace(SORE, offers_to_hide="superman"))
    screen.show(SORE)
    assert [note.key for note in screen.notes.told] == ["flare", "hide-superman"]


def test_an_exercise_that_rests_is_told_with_the_way_to_help(screen: Screen) -> None:
    """Two answers "worse": it takes a rest, and the person hears of it."""
    reason = Reason(Why.WORSE_TWICE, until=0, count=7)
    screen.show(waiting(), effect(What.RESTED, exercise="superman", reason=reason))
    note = screen.notes.screen["rested"]
    assert note.title == "Superman takes a rest"
    assert "7 days" in note.body
    assert dict(note.buttons) == {"help": "When to get help"}


def test_a_page_that_cannot_be_shown_is_told_whole(screen: Screen) -> None:
    """The signs for which to get help at once matter more than a window."""
    screen.messages.tell_page(help_page(guide().catalogue))
    note = screen.notes.screen["message"]
    assert note.title == "When to get help"
    assert "Get help now" in note.body


def test_questions_that_cannot_be_shown_name_the_terminal(screen: Screen) -> None:
    """A note cannot ask them."""
    screen.messages.tell_page(setup_page(guide().catalogue))
    assert "posture-break setup --terminal" in screen.notes.screen["message"].body
