"""Keeps the notifications in step with the snapshot: shows, replaces, takes away."""

from __future__ import annotations

from collections.abc import Sequence

from posture_break.cards import Cards
from posture_break.core.model import Effect, Show, What
from posture_break.core.snapshot import OpenView, Snapshot
from posture_break.guide import Guide
from posture_break.ports import Note, Notifier
from posture_break.texts import _
from posture_break.ui import notes
from posture_break.ui.page_lines import page_lines
from posture_break.ui.page_state import PageState
from posture_break.words import sentence


class Messages:
    """Shows what an effect tells once (tip, notice, limit), and the note of an open break.

    Where no card can show the break, the note takes its place and carries the exercise's steps.
    """

    def __init__(self, notifier: Notifier, guide: Guide, cards: Cards) -> None:
        self._notifier = notifier
        self._guide = guide
        self._cards = cards
        self._shown: tuple[object, ...] | None = None
        self._asked: tuple[int | None, str | None] = (None, None)  # a sore day, an exercise

    def show(self, snapshot: Snapshot, effects: Sequence[Effect]) -> None:
        """Bring the notifications in line with what is so now."""
        for effect in effects:
            self._tell(effect, snapshot)
        if snapshot.notice is None:
            self._notifier.withdraw(notes.NOTICE)
        self._ask(snapshot)
        self._show_break(snapshot)

    def tell(self, title: str, text: str) -> None:
        """Show a message that the person asked for."""
        self._notifier.notify(notes.message_note(title, text))

    def tell_page(self, page: PageState) -> None:
        """Tell in a note what stands on a page that cannot be shown."""
        self._notifier.notify(notes.message_note(*page_words(page)))

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
            case What.RESTED:
                name, why = self._guide.name(effect.exercise), sentence(effect.reason)
                self._notifier.notify(notes.rested_note(name, why))
            case What.LIMIT:
                self._notifier.notify(notes.limit_note(snapshot.worked_today, buttons))
            case _:
                pass

    def _ask(self, snapshot: Snapshot) -> None:
        """Ask what waits for an answer: whether it still hurts, whether to leave something out."""
        buttons, name = self._notifier.buttons, self._guide.name
        sore = snapshot.flare_day if snapshot.flare_ask else None
        offer = snapshot.offers_to_hide
        (was_sore, offered), self._asked = self._asked, (sore, offer)
        if sore is not None and sore != was_sore:
            note = notes.flare_note(sore, buttons, suggest_help=snapshot.flare_help)
            self._notifier.notify(note)
        elif sore is None and was_sore is not None:
            self._notifier.withdraw(notes.FLARE)
        if offered is not None and offer != offered:
            self._notifier.withdraw(notes.hide_key(offered))
        if offer is not None and offer != offered:
            self._notifier.notify(notes.hide_note(offer, name(offer), buttons))

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
        no_card = view.quiet or view.calm or self._cards.page is not None or not self._cards.work
        return view.show is Show.NOTIFICATION or no_card

    def _note(self, view: OpenView, snapshot: Snapshot) -> Note:
        seated = view.quiet or view.calm  # it disturbs nothing: the note says it all
        has_card = view.exercise is not None and self._cards.work and not seated
        words = self._guide.for_note(view, steps=not has_card)
        choice = snapshot.snooze_choices[0] if snapshot.snooze_choices else 0
        return notes.break_note(view, words, self._notifier.buttons, snooze=choice, card=has_card)


def page_words(page: PageState) -> tuple[str, str]:
    """Return a page as a title and a text, for where no window can show it."""
    if page.questions:
        return page.title, _("To answer them, in a terminal: posture-break setup --terminal")
    title, *lines = page_lines(page)
    return title, "\n".join(lines)
