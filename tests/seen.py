"""What a person has before them, for tests of notes and cards: fed as the loop feeds it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from posture_break.cards import Cards
from posture_break.content.load import load_catalogue
from posture_break.core.model import Effect, Kind, Moment, Reason, Show, What, Why
from posture_break.core.snapshot import NextView, Snapshot
from posture_break.durations import HOUR, MINUTE, SECOND
from posture_break.guide import Guide
from posture_break.messages import Messages
from posture_break.ports import Note
from posture_break.ui.card_state import CardLook
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
    """Notes and a card."""

    def __init__(self, *, card: bool = True, look: CardLook | None = None) -> None:
        self.notes = Recorder()
        self.card = FakeCard()
        self.look = look or CardLook(theme="dark", skin=-1, hair=-1)
        self.cards = Cards(self.card if card else None, guide(), lambda: self.look)
        self.messages = Messages(self.notes, guide(), self.cards)

    def show(self, snapshot: Snapshot, *effects: Effect) -> None:
        """Show a snapshot on both."""
        self.cards.show(snapshot, effects)
        self.messages.show(snapshot, effects)

    def loses_card(self, snapshot: Snapshot) -> None:
        """Have the card's process die, as the app tells it."""
        self.card.dies()
        self.cards.lost()
        self.show(snapshot)

    def closes(self, snapshot: Snapshot) -> None:
        """Put away what the card's window shows, as Esc does."""
        self.card.close()
        self.cards.put_away()
        self.show(snapshot)

    @property
    def keys(self) -> set[str]:
        """Which notes are on the screen."""
        return set(self.notes.screen)

    @property
    def title(self) -> str:
        """What stands at the top of the card or page; nothing where there is none."""
        seen = self.card.page or self.card.state
        return "" if seen is None else seen.title


def with_card(serial: int = 7, **changes: Any) -> Snapshot:
    """Return a stretch that shows a card and brings the bird dog."""
    snapshot = opened(serial)
    assert snapshot.open is not None
    usual: dict[str, Any] = {"exercise": "bird-dog", "pick": Reason(Why.NEW_TO_YOU)}
    return replace(snapshot, open=replace(snapshot.open, **usual | changes))


def with_note(serial: int = 7, **changes: Any) -> Snapshot:
    """Return a stand-up break that shows a notification."""
    usual: dict[str, Any] = {"show": Show.NOTIFICATION, "exercise": None, "pick": None}
    usual["says"] = "stand-up"
    return with_card(serial, **usual | changes)


def effect(what: What, **fields: Any) -> Effect:
    """Return something that happened now."""
    reason = fields.pop("reason", Reason(Why.SOON, span=30 * SECOND))
    return Effect(what, Moment(0, NOW), reason, **fields)


def announced(show: Show) -> Snapshot:
    """Return the snapshot in which the stretch is announced."""
    coming = NextView(
        "stretch", Kind.BREAK, NOW + MINUTE, MINUTE, HOUR, Reason(Why.WORKED), show=show
    )
    return replace(waiting(), notice="stretch", next=(coming,))
