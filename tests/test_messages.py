"""Notifications and the card keep step with what is so, and neither is there twice or too long."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from posture_break.content.load import load_catalogue
from posture_break.core.model import Effect, Kind, Moment, Reason, Show, What, Why
from posture_break.core.snapshot import Condition, NextView, Snapshot
from posture_break.durations import HOUR, MINUTE, SECOND
from posture_break.guide import Guide
from posture_break.messages import Cards, Messages
from posture_break.ports import Note
from posture_break.ui.card_state import AWAY, CardLook
from tests.fake_card import FakeCard
from tests.fake_notifier import FakeNotifier
from tests.snapshots import NOW, opened, waiting


@cache
def guide() -> Guide:
    """Return the words of the real catalogue."""
    return Guide(load_catalogue())


class Recorder(FakeNotifier):
    """A notifier that counts what it was asked to show."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[Note] = []

    def notify(self, note: Note) -> None:
        """Remember."""
        self.told.append(note)
        super().notify(note)


class Screen:
    """What a person has before them: notes and a card, fed as the loop feeds them."""

    def __init__(self, *, card: bool = True) -> None:
        self.notes = Recorder()
        self.card = FakeCard()
        self.cards = Cards(self.card if card else None, guide(), CardLook(theme="dark"))
        self.messages = Messages(self.notes, guide(), self.cards)

    def show(self, snapshot: Snapshot, *effects: Effect) -> None:
        """Show a snapshot on both."""
        self.cards.show(snapshot, effects)
        self.messages.show(snapshot, effects)

    def loses_card(self, snapshot: Snapshot) -> None:
        """Have the card's process die, as the app tells it."""
        self.card.state, self.card.runs = None, False
        self.cards.lost()
        self.show(snapshot)

    @property
    def keys(self) -> set[str]:
        """Which notes are on the screen."""
        return set(self.notes.screen)


@pytest.fixture
def screen() -> Screen:
    """Give an empty screen."""
    return Screen()


def with_card(serial: int = 7, **changes: Any) -> Snapshot:
    """Return a stretch that shows a card and brings the bird dog."""
    snapshot = opened(serial)
    assert snapshot.open is not None
    usual = {"exercise": "bird-dog"}
    return replace(snapshot, open=replace(snapshot.open, **usual | changes))


def with_note(serial: int = 7, **changes: Any) -> Snapshot:
    """Return a stand-up break that shows a notification."""
    usual = {"show": Show.NOTIFICATION, "exercise": None, "says": "stand-up"}
    return with_card(serial, **usual | changes)


def effect(what: What, **fields: Any) -> Effect:
    """Return something that happened now."""
    return Effect(what, Moment(0, NOW), Reason(Why.SOON, span=30 * SECOND), **fields)


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


# --- the card of a break -------------------------------------------------------------------------


def test_a_break_with_a_card_shows_it_and_no_note(screen: Screen) -> None:
    """Once, without taking the keyboard, in the look that was chosen."""
    for _ in range(3):
        screen.show(with_card())
    assert screen.card.opened == 1
    assert screen.card.look == CardLook(theme="dark", focus=False)
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


def announced(show: Show) -> Snapshot:
    """Return the snapshot in which the stretch is announced."""
    coming = NextView(
        "stretch", Kind.BREAK, NOW + MINUTE, MINUTE, HOUR, Reason(Why.WORKED), show=show
    )
    return replace(waiting(), notice="stretch", notice_due=NOW + MINUTE, next=(coming,))


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
    assert screen.card.state.actions == (AWAY,)
    assert screen.card.state.serial == 0


def test_one_exercise_does_not_answer_the_open_break(screen: Screen) -> None:
    """Put away, it gives the place back to the break's own card."""
    screen.show(with_card())
    screen.cards.show_exercise("superman")
    screen.show(with_card())
    assert screen.card.state is not None
    assert (screen.card.state.title, screen.card.state.actions) == ("Superman", (AWAY,))
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
