"""Keeps notifications and the card in step with the snapshot: shows, replaces, takes away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum
from typing import Protocol

from posture_break.core.model import Effect, Show, What, Why
from posture_break.core.snapshot import OpenView, Snapshot
from posture_break.guide import Guide
from posture_break.ports import Note, Notifier
from posture_break.ui import notes
from posture_break.ui.card_state import CardLook, CardState


class Messages:
    """Shows what an effect tells once (tip, notice, limit), and the note of an open break.

    Where no card can show the break, the note takes its place and carries the exercise's steps.
    """

    def __init__(self, notifier: Notifier, guide: Guide, cards: Cards) -> None:
        self._notifier = notifier
        self._guide = guide
        self._cards = cards
        self._shown: tuple[object, ...] | None = None

    def show(self, snapshot: Snapshot, effects: Sequence[Effect]) -> None:
        """Bring the notifications in line with what is so now."""
        for effect in effects:
            self._tell(effect, snapshot)
        if snapshot.notice is None:
            self._notifier.withdraw(notes.NOTICE)
        self._show_break(snapshot)

    def tell(self, title: str, text: str) -> None:
        """Show a message that the person asked for."""
        self._notifier.notify(notes.message_note(title, text))

    def tell_troubles(self, sentences: Sequence[str], part: str = "") -> None:
        """Say once what does not work and how to mend it; nothing to say: it works again."""
        if sentences:
            self._notifier.notify(notes.trouble_note(sentences, part))
        else:
            self._notifier.withdraw(notes.trouble_key(part))

    def _tell(self, effect: Effect, snapshot: Snapshot) -> None:
        buttons = self._notifier.buttons
        match effect.what:
            case What.TIP:
                tip, topic = self._guide.tip(effect.tip), self._guide.topic(effect.tip)
                self._notifier.notify(notes.tip_note(tip, topic))
            case What.NOTICE:
                choice = snapshot.snooze_choices[0] if snapshot.snooze_choices else 0
                left = effect.reason.span
                reminder = effect.reminder or ""
                note = notes.notice_note(reminder, left, buttons, snooze=choice)
                self._notifier.notify(note)
            case What.LIMIT:
                self._notifier.notify(notes.limit_note(snapshot.worked_today, buttons))
            case _:
                pass

    def _show_break(self, snapshot: Snapshot) -> None:
        view = snapshot.open
        wanted = self._wants_note(view)
        now: tuple[object, ...] | None = None
        if view is not None and wanted:
            works = (self._cards.work, self._notifier.buttons)
            now = (view.serial, view.quiet, view.exercise, view.snoozes_left, works)
        if now == self._shown:
            return
        before, self._shown = self._shown, now
        if before is not None and (now is None or before[0] != now[0]):
            self._notifier.withdraw(notes.break_key(int(str(before[0]))))
        if view is not None and wanted:
            self._notifier.notify(self._note(view, snapshot))

    def _wants_note(self, view: OpenView | None) -> bool:
        """Return whether a note shows the break: hidden while busy, and not beside a card."""
        if view is None or view.hidden or view.show is Show.ICON:
            return False
        return view.show is Show.NOTIFICATION or view.quiet or not self._cards.work

    def _note(self, view: OpenView, snapshot: Snapshot) -> Note:
        has_card = view.exercise is not None and self._cards.work
        words = self._guide.for_note(view, steps=not has_card)
        choice = snapshot.snooze_choices[0] if snapshot.snooze_choices else 0
        return notes.break_note(view, words, self._notifier.buttons, snooze=choice, card=has_card)


class CardScreen(Protocol):
    """What is used of `adapters.card_process.Card`."""

    @property
    def shown(self) -> bool:
        """Whether a card is on the screen."""

    def prepare(self) -> None:
        """Make a card ready, unseen."""

    def open(self, state: CardState, look: CardLook | None = None) -> None:
        """Show a card, or change the one that is there."""

    def close(self) -> None:
        """Take the card away."""


class _Use(Enum):
    """What the card is there for at the moment."""

    NOTHING = "nothing"
    READY = "ready"  # prepared for a break that is announced
    BREAK = "break"
    EXERCISE = "exercise"  # one that the person wanted to see: answers nothing


_TRIES = 3  # cards lost one after the other; then notes take their place for good


class Cards:
    """Shows the card of the open break, or of one exercise that the person wanted to see.

    A card that is lost is given up for the break that is open. The next break tries again, until
    three were lost one after the other.
    """

    def __init__(self, card: CardScreen | None, guide: Guide, look: CardLook) -> None:
        self._card = card
        self._guide = guide
        self.look = look
        self._use = _Use.NOTHING
        self._serial: int | None = None  # the open break
        self._drawn: tuple[object, ...] | None = None  # what the card says of it
        self._asked: int | None = None  # the break whose card the person asked for
        self._put_away: int | None = None  # the break whose card the person put away
        self._hidden = False
        self._lost: int | None = None  # the break whose card was lost
        self._losses = 0  # one after the other

    @property
    def work(self) -> bool:
        """Whether there can be a card now: for the open break, or for the next thing to show."""
        given_up = self._serial is not None and self._serial == self._lost
        return self._card is not None and self._losses < _TRIES and not given_up

    @property
    def failing(self) -> bool:
        """Whether the last card was lost: until one comes and goes in good order."""
        return self._losses > 0

    def show(self, snapshot: Snapshot, effects: Sequence[Effect]) -> None:
        """Bring the card in line with what is so now."""
        self._follow(snapshot.open)
        if self._card is None or not self.work:
            return
        if snapshot.open is not None and self._wants_card(snapshot.open):
            taken = snapshot.open.reason.kind is Why.TAKEN
            look = _asked_for(self.look) if taken else self.look
            self._draw(self._card, snapshot.open, snapshot, look)
        else:
            self._clear(self._card)
            if _announces_card(snapshot, effects) and self._use is _Use.NOTHING:
                self._use = _Use.READY
                self._card.prepare()
            elif snapshot.notice is None and self._use is _Use.READY:
                self._end(self._card)

    def bring_up(self, snapshot: Snapshot) -> bool:
        """Show the open break's card because the person asked for it; whether there is one."""
        view = snapshot.open
        self._follow(view)
        if view is None or self._card is None or not self.work:
            return False
        self._asked, self._put_away, self._drawn = view.serial, None, None
        self._draw(self._card, view, snapshot, _asked_for(self.look))
        return True

    def show_exercise(self, exercise: str) -> bool:
        """Show one exercise without a break; whether a card can be shown here."""
        if self._card is None or not self.work:
            return False
        self._use = _Use.EXERCISE
        self._card.open(self._guide.card_of(exercise), _asked_for(self.look))
        return True

    def put_away(self) -> None:
        """Heed that the person closed the card; a break stays open, and its card away."""
        if self._use is _Use.BREAK:
            self._put_away, self._asked = self._serial, None
        self._use, self._drawn, self._losses = _Use.NOTHING, None, 0

    def lost(self) -> None:
        """Heed that the card could not be shown, or went away by itself: a note takes its place."""
        self._use, self._drawn = _Use.NOTHING, None
        self._lost = self._serial
        self._losses += 1

    def stop(self) -> None:
        """Take the card off the screen."""
        if self._card is not None:
            self._end(self._card)

    def _follow(self, view: OpenView | None) -> None:
        """Notice which break is open, and when something begins that it must not disturb."""
        self._serial = None if view is None else view.serial
        hidden = view is not None and view.hidden
        if hidden and not self._hidden:
            self._asked = None  # who asks while being busy gets the card all the same
        self._hidden = hidden

    def _wants_card(self, view: OpenView) -> bool:
        if view.serial == self._put_away:
            return False
        by_itself = view.show is Show.CARD and not view.quiet and not view.hidden
        return by_itself or view.serial == self._asked

    def _draw(self, card: CardScreen, view: OpenView, snapshot: Snapshot, look: CardLook) -> None:
        now = (view.serial, view.exercise, view.snoozes_left)
        if now != self._drawn:
            self._use, self._drawn = _Use.BREAK, now
            card.open(self._guide.card(view, snapshot.now, snapshot.snooze_choices), look)

    def _clear(self, card: CardScreen) -> None:
        """Take the break's card away; an exercise that the person looks at may stay."""
        self._drawn = None
        if self._use is _Use.BREAK:
            self._end(card)

    def _end(self, card: CardScreen) -> None:
        if card.shown:
            self._losses = 0  # it came, and goes in good order
        self._use = _Use.NOTHING
        card.close()


def _announces_card(snapshot: Snapshot, effects: Sequence[Effect]) -> bool:
    """Return whether a break that will show a card has just been announced."""
    if not any(effect.what is What.NOTICE for effect in effects):
        return False
    named = (view for view in snapshot.next if view.reminder == snapshot.notice)
    return any(view.show is Show.CARD for view in named)


def _asked_for(look: CardLook) -> CardLook:
    """Only a card that the person asked for may take the keyboard."""
    return replace(look, focus=True)
