"""The card's window keeps step with what is so: a break, one exercise, questions, a page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from posture_break.core.model import Show, What
from posture_break.core.snapshot import Snapshot
from posture_break.pages import help_page, setup_page
from posture_break.settings import HAIRS, SKINS, ReminderSettings, Settings
from posture_break.ui.card_state import AWAY, HELP, PAUSE, CardLook
from tests.seen import Screen, announced, effect, guide, with_card, with_note
from tests.snapshots import waiting

ALONE = (AWAY, PAUSE, HELP)  # what can be done with an exercise that nobody has to answer
PAGE = help_page(guide().catalogue)


@pytest.fixture
def screen() -> Screen:
    """Give an empty screen."""
    return Screen()


# --- the card of a break -------------------------------------------------------------------------


def test_a_break_with_a_card_shows_it_and_no_note(screen: Screen) -> None:
    """Once, without taking the keyboard, in the look that was chosen."""
    for _ in range(3):
        screen.show(with_card())
    assert screen.card.opened == 1
    assert screen.card.look == CardLook(theme="dark", skin=0, hair=0, focus=False)
    assert screen.card.state is not None
    assert (screen.card.state.title, screen.card.state.serial) == ("Bird dog", 7)
    assert screen.keys == set()


def test_an_answered_break_takes_its_card_away(screen: Screen) -> None:
    """And the card's process with it."""
    screen.show(with_card())
    screen.show(waiting())
    assert not screen.card.runs


def test_another_exercise_changes_the_card(screen: Screen) -> None:
    """The card stays where it is and shows the new one."""
    screen.show(with_card())
    screen.show(with_card(exercise="superman"))
    assert screen.card.state is not None
    assert screen.card.state.title == "Superman"


def test_a_card_that_was_put_away_stays_away(screen: Screen) -> None:
    """The break stays open, without card and without note, until it is answered."""
    screen.show(with_card())
    screen.card.close()
    screen.cards.put_away()
    screen.show(with_card())
    screen.show(with_card(exercise="superman"))
    assert (screen.card.shown, screen.keys) == (False, set())
    screen.show(with_card(serial=8))
    assert screen.card.shown


def test_who_asks_gets_the_card_with_the_keyboard(screen: Screen) -> None:
    """After it was put away, or for a break that shows a note only."""
    for snapshot in (with_card(), with_note(8)):
        screen.show(snapshot)
        screen.card.close()
        screen.cards.put_away()
        assert screen.cards.bring_up(snapshot)
        assert screen.card.look is not None
        assert screen.card.look.focus
        screen.show(snapshot)
        assert screen.card.shown


def test_a_card_that_was_asked_for_can_be_put_away_again(screen: Screen) -> None:
    """Also after another exercise had been looked at before."""
    screen.cards.show_exercise("superman")
    screen.show(with_note())
    screen.cards.bring_up(with_note())
    screen.card.close()
    screen.cards.put_away()
    screen.show(with_card())
    assert not screen.card.shown


def test_who_asks_while_busy_gets_the_card(screen: Screen) -> None:
    """What the person wants to see is not hidden from them by the next minute."""
    screen.show(with_card(hidden=True))
    screen.cards.bring_up(with_card(hidden=True))
    screen.show(with_card(hidden=True))
    assert screen.card.shown


def test_a_call_takes_also_a_card_away_that_was_asked_for(screen: Screen) -> None:
    """Asked for before the call: nobody on the other end has to see it."""
    screen.show(with_note())
    screen.cards.bring_up(with_note())
    screen.show(with_note(hidden=True))
    assert not screen.card.shown


def test_with_nothing_open_there_is_no_card_to_bring_up(screen: Screen) -> None:
    """The asker is told by other means."""
    assert not screen.cards.bring_up(waiting())


def test_at_the_end_the_card_goes(screen: Screen) -> None:
    """Quit leaves nothing on the screen."""
    screen.show(with_card())
    screen.cards.stop()
    assert not screen.card.runs


# --- ready in time -------------------------------------------------------------------------------


def test_a_card_is_made_ready_at_the_notice(screen: Screen) -> None:
    """So that it is there at once when the break opens."""
    screen.show(announced(Show.CARD), effect(What.NOTICE, reminder="stretch"))
    screen.show(announced(Show.CARD))
    assert (screen.card.prepared, screen.card.runs, screen.card.shown) == (1, True, False)


def test_no_card_is_made_ready_for_a_note(screen: Screen) -> None:
    """A process that nobody will see is not started."""
    screen.show(announced(Show.NOTIFICATION), effect(What.NOTICE, reminder="stretch"))
    assert not screen.card.runs


@pytest.mark.parametrize("after", [waiting(), with_card(quiet=True)])
def test_a_card_made_ready_for_nothing_ends(screen: Screen, after: Snapshot) -> None:
    """Skipped, put off, paused, or held: its process does not wait for ever."""
    screen.show(announced(Show.CARD), effect(What.NOTICE, reminder="stretch"))
    screen.show(after)
    assert not screen.card.runs


# --- one exercise --------------------------------------------------------------------------------


def test_one_exercise_can_be_looked_at_without_a_break(screen: Screen) -> None:
    """It answers nothing: all that it offers is to be put away; and snapshots leave it alone."""
    assert screen.cards.show_exercise("superman")
    screen.show(waiting())
    assert screen.card.state is not None
    assert screen.card.state.actions == ALONE
    assert screen.card.state.serial == 0


def test_one_exercise_does_not_answer_the_open_break(screen: Screen) -> None:
    """Put away, it gives the place back to the break's own card."""
    screen.show(with_card())
    screen.cards.show_exercise("superman")
    screen.show(with_card())
    assert screen.card.state is not None
    assert (screen.card.state.title, screen.card.state.actions) == ("Superman", ALONE)
    screen.card.close()
    screen.cards.put_away()
    screen.show(with_card())
    assert screen.card.state is not None
    assert (screen.card.state.title, screen.card.state.serial) == ("Bird dog", 7)


def test_one_exercise_outlives_a_break_that_is_answered_elsewhere(screen: Screen) -> None:
    """The person still reads it."""
    screen.show(with_card())
    screen.cards.show_exercise("superman")
    screen.show(waiting())
    assert screen.card.shown


def test_a_new_break_takes_the_place_of_one_exercise(screen: Screen) -> None:
    """The break is what matters now."""
    screen.cards.show_exercise("superman")
    screen.show(with_card())
    assert screen.card.state is not None
    assert screen.card.state.serial == 7


# --- a card that is lost -------------------------------------------------------------------------


def test_a_note_with_the_steps_takes_the_place_of_a_lost_card(screen: Screen) -> None:
    """The break stays answerable, and everything that the card said is in the note."""
    screen.show(with_card())
    screen.loses_card(with_card())
    note = screen.notes.screen["break-7"]
    assert "1. " in note.body
    assert "done" in dict(note.buttons)
    assert "open-card" not in dict(note.buttons)
    assert screen.card.opened == 1
    assert not screen.cards.bring_up(with_card())


def test_the_next_break_tries_the_card_again(screen: Screen) -> None:
    """A crash is no reason to do without for the rest of the day."""
    screen.show(with_card())
    screen.loses_card(with_card())
    screen.show(waiting())
    assert screen.cards.failing
    screen.show(with_card(8))
    assert (screen.card.shown, screen.keys) == (True, set())
    screen.show(waiting())
    assert not screen.cards.failing


def test_after_three_losses_in_a_row_notes_stay(screen: Screen) -> None:
    """Where no card can be, none is tried for ever."""
    for serial in (1, 2, 3):
        screen.show(with_card(serial))
        screen.loses_card(with_card(serial))
        screen.show(waiting())
    assert screen.card.opened == 3
    screen.show(with_card(4))
    assert (screen.card.opened, screen.keys) == (3, {"break-4"})
    assert not screen.cards.show_exercise("superman")


@pytest.mark.parametrize("ends", ["answered", "put away"])
def test_a_card_that_worked_in_between_begins_the_count_anew(screen: Screen, ends: str) -> None:
    """Only losses one after the other count."""
    for serial in range(1, 6, 2):
        screen.show(with_card(serial))
        screen.loses_card(with_card(serial))
        screen.show(with_card(serial + 1))
        if ends == "put away":
            screen.card.close()
            screen.cards.put_away()
        screen.show(waiting())
    screen.show(with_card(9))
    assert screen.card.shown


def test_a_card_lost_while_it_was_made_ready_is_tried_when_the_break_opens(screen: Screen) -> None:
    """No break was open: nothing is given up yet, and it is not started in a circle."""
    screen.show(announced(Show.CARD), effect(What.NOTICE, reminder="stretch"))
    screen.loses_card(announced(Show.CARD))
    assert (screen.card.prepared, screen.card.opened) == (1, 0)
    screen.show(with_card())
    assert screen.card.shown


def test_without_a_card_everything_is_a_note() -> None:
    """On a Python without Tk, or a desktop that has none."""
    screen = Screen(card=False)
    screen.show(announced(Show.CARD), effect(What.NOTICE, reminder="stretch"))
    screen.show(with_card())
    assert "break-7" in screen.keys
    assert not screen.cards.bring_up(with_card())
    assert not screen.cards.show_exercise("superman")
    screen.cards.stop()


# --- questions after the session -----------------------------------------------------------------


def test_the_card_stays_to_ask_how_it_was(screen: Screen) -> None:
    """The break is answered and over; the card that asks is still there, until it is put away."""
    screen.show(with_card())
    screen.cards.ask_how_it_was()
    screen.show(waiting())
    assert screen.card.shown
    screen.closes(waiting())
    screen.show(waiting())
    assert not screen.card.shown


def test_a_new_break_takes_the_place_of_the_questions(screen: Screen) -> None:
    """Nobody has to answer them."""
    screen.show(with_card())
    screen.cards.ask_how_it_was()
    screen.show(waiting())
    screen.show(with_card(8))
    assert screen.card.state is not None
    assert screen.card.state.serial == 8


def test_only_a_breaks_card_asks(screen: Screen) -> None:
    """An exercise that somebody looked at is not one that they did."""
    screen.show(waiting())
    screen.cards.show_exercise("superman")
    screen.cards.ask_how_it_was()
    screen.show(with_card())
    screen.show(waiting())
    assert not screen.card.shown


# --- pages ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("asked", [True, False])
def test_only_a_page_that_was_asked_for_takes_the_keyboard(screen: Screen, *, asked: bool) -> None:
    """The first questions come by themselves, beside what the person types."""
    screen.show(waiting())
    assert screen.cards.show_page(PAGE, asked=asked)
    assert screen.cards.page is PAGE
    assert screen.card.look is not None
    assert screen.card.look.focus is asked


def test_no_break_pushes_a_page_away(screen: Screen) -> None:
    """What falls due while somebody reads is a note; who wants the card sooner can have it."""
    screen.show(waiting())
    screen.cards.show_page(PAGE)
    screen.show(with_card())
    assert screen.title == "When to get help"
    assert "open-card" in dict(screen.notes.screen["break-7"].buttons)


@pytest.mark.parametrize(("serial", "focus"), [(7, True), (8, False)])
def test_the_keyboard_goes_from_a_page_back_to_its_card(
    screen: Screen, serial: int, *, focus: bool
) -> None:
    """Who asked for help on a card reads and goes on there by key; another break takes none."""
    screen.show(with_card(7))
    screen.cards.show_page(PAGE)
    screen.closes(with_card(serial))
    assert screen.card.look is not None
    assert (screen.title, screen.card.look.focus) == ("Bird dog", focus)
    screen.show(with_card(serial + 1))
    assert not screen.card.look.focus


@pytest.mark.parametrize("by", ["closed", "answered"])
def test_the_card_comes_when_the_page_goes(screen: Screen, by: str) -> None:
    """Also the one from which the page was opened; its note is taken away."""
    screen.show(with_card())
    screen.cards.show_page(PAGE)
    screen.show(with_card())
    assert screen.keys == {"break-7"}
    if by == "closed":
        screen.closes(with_card())
    else:
        screen.cards.page_over()
        screen.show(with_card())
    assert (screen.title, screen.cards.page, screen.keys) == ("Bird dog", None, set())


def test_a_break_answered_meanwhile_leaves_nothing(screen: Screen) -> None:
    """The page is closed, and no card of long ago comes up."""
    screen.show(with_card())
    screen.cards.show_page(PAGE)
    screen.show(waiting())
    assert screen.title == "When to get help"
    screen.closes(waiting())
    assert not screen.card.runs


def test_an_exercise_comes_back_after_its_page(screen: Screen) -> None:
    """From one page to the next and then closed: what was there before is there again."""
    screen.show(waiting())
    screen.cards.show_exercise("superman")
    screen.cards.show_page(setup_page(guide().catalogue))
    screen.cards.show_page(PAGE)
    screen.closes(waiting())
    assert screen.title == "Superman"
    screen.closes(waiting())
    assert not screen.card.shown


def test_who_asks_for_the_card_gets_it_instead_of_the_page(screen: Screen) -> None:
    """A click on the icon means the break."""
    screen.show(with_card())
    screen.cards.show_page(PAGE)
    assert screen.cards.bring_up(with_card())
    assert screen.title == "Bird dog"


def test_without_a_card_there_is_no_page() -> None:
    """Whoever wants it is told in words."""
    assert not Screen(card=False).cards.show_page(PAGE)


# --- a locked screen -----------------------------------------------------------------------------


def test_no_card_opens_on_a_locked_screen(screen: Screen) -> None:
    """Whatever asks for it; it comes when the screen is unlocked, and no note before."""
    locked = replace(with_card(), locked=True)
    screen.show(locked)
    assert not screen.cards.bring_up(locked)
    assert not screen.cards.show_exercise("superman")
    assert not screen.cards.show_page(PAGE)
    assert (screen.card.opened, screen.card.page, screen.keys) == (0, None, set())
    screen.show(with_card())
    assert screen.title == "Bird dog"


def test_a_card_that_is_there_stays_when_the_screen_is_locked(screen: Screen) -> None:
    """Nothing opens and nothing blinks: it is still there afterwards."""
    screen.show(with_card())
    screen.show(replace(with_card(), locked=True))
    assert (screen.card.opened, screen.card.shown) == (1, True)


# --- the look ------------------------------------------------------------------------------------


def test_skin_and_hair_come_by_chance_once(screen: Screen) -> None:
    """From the number that the engine drew, brought into what the palette has."""
    screen.show(replace(with_card(), skin=999, hair=805))
    assert screen.card.look is not None
    assert (screen.card.look.skin, screen.card.look.hair) == (999 % SKINS, 805 % HAIRS)


def test_the_config_names_skin_and_hair() -> None:
    """Then chance has no say."""
    screen = Screen(look=CardLook(skin=4, hair=2))
    screen.show(replace(with_card(), skin=1, hair=1))
    assert screen.card.look is not None
    assert (screen.card.look.skin, screen.card.look.hair) == (4, 2)


def test_a_reminder_can_be_silent(screen: Screen) -> None:
    """``sound = false`` in its table: neither sounds nor voice, whatever holds elsewhere."""
    screen.look = CardLook(sound=True, voice=True)
    silent = Settings(reminders=(ReminderSettings("stretch", sound=False),))
    for settings, heard in ((silent, False), (Settings(), True)):
        guide().follow(settings)
        screen.show(waiting())
        screen.show(with_card())
        assert screen.card.look is not None
        assert (screen.card.look.sound, screen.card.look.voice) == (heard, heard)
