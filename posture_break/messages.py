"""Keeps notifications and the card in step with the snapshot: shows, replaces, takes away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from posture_break.adapters.card_process import Card
from posture_break.core.model import Effect, Show, What
from posture_break.core.snapshot import OpenView, Snapshot
from posture_break.guide import Guide
from posture_break.ports import Note, Notifier
from posture_break.ui import notes
from posture_break.ui.card_state import CardLook


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

    def tell_troubles(self, sentences: Sequence[str]) -> None:
        """Say once what does not work and how to mend it."""
        self._notifier.notify(notes.trouble_note(sentences))

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


class Cards:
    """Shows the card of the open break, or of one exercise that the person wanted to see."""

    def __init__(self, card: Card | None, guide: Guide, look: CardLook) -> None:
        self._card = card
        self._guide = guide
        self.look = look
        self.work = card is not None
        self._shown: tuple[object, ...] | None = None
        self._put_away: int | None = None  # the break whose card the person put away
        self._single = False

    def show(self, snapshot: Snapshot, effects: Sequence[Effect]) -> None:
        """Bring the card in line with what is so now."""
        if self._card is None or not self.work:
            return
        if any(effect.what is What.NOTICE for effect in effects):
            self._card.prepare()
        view = snapshot.open
        wanted = view is not None and self._wants_card(view)
        if not wanted or view is None:
            if self._shown is not None:
                self._shown = None
                self._card.close()
            return
        now = (view.serial, view.exercise, view.snoozes_left)
        if now != self._shown:
            self._shown, self._single = now, False
            state = self._guide.card(view, snapshot.now, snapshot.snooze_choices)
            self._card.open(state, self.look)

    def bring_up(self, snapshot: Snapshot) -> bool:
        """Show the open break's card because the person asked for it; whether there is one."""
        view = snapshot.open
        if view is None or self._card is None or not self.work:
            return False
        self._put_away = None
        self._shown = (view.serial, view.exercise, view.snoozes_left)
        state = self._guide.card(view, snapshot.now, snapshot.snooze_choices)
        self._card.open(state, _asked_for(self.look))
        return True

    def show_exercise(self, exercise: str) -> bool:
        """Show one exercise without a break; whether a card can be shown here."""
        if self._card is None or not self.work:
            return False
        self._single = True
        self._card.open(self._guide.card_of(exercise), _asked_for(self.look))
        return True

    def put_away(self, snapshot: Snapshot) -> None:
        """Heed that the person closed the card; the break stays open."""
        self._shown = None
        if not self._single and snapshot.open is not None:
            self._put_away = snapshot.open.serial
        self._single = False

    def lost(self) -> None:
        """Heed that cards do not work here (any more): notes take their place."""
        self._shown, self.work = None, False

    def stop(self) -> None:
        """Take the card off the screen."""
        if self._card is not None:
            self._card.close()

    def _wants_card(self, view: OpenView) -> bool:
        if view.hidden or view.serial == self._put_away:
            return False
        asked_up = self._shown is not None and self._shown[0] == view.serial
        return asked_up or (view.show is Show.CARD and not view.quiet)


def _asked_for(look: CardLook) -> CardLook:
    """Only a card that the person asked for may take the keyboard."""
    return replace(look, focus=True)
