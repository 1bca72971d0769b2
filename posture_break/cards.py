"""Keeps the card's window in step with the snapshot: the open break, one exercise, or a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import Enum
from typing import Protocol

from posture_break.core.model import Effect, Show, What, Why
from posture_break.core.snapshot import OpenView, Snapshot
from posture_break.guide import Guide
from posture_break.settings import HAIRS, SKINS
from posture_break.ui.card_state import CardLook, CardState
from posture_break.ui.page_state import PageState


class CardScreen(Protocol):
    """What is used of `adapters.card_process.Card`."""

    @property
    def shown(self) -> bool:
        """Whether a card is on the screen."""

    def prepare(self) -> None:
        """Make a card ready, unseen."""

    def open(self, state: CardState, look: CardLook | None = None) -> None:
        """Show a card, or change the one that is there."""

    def open_page(self, page: PageState, look: CardLook) -> None:
        """Show a page in the place of whatever is there."""

    def close(self) -> None:
        """Take the card away."""


class _Use(Enum):
    """What the card is there for at the moment."""

    NOTHING = "nothing"
    READY = "ready"  # prepared for a break that is announced
    BREAK = "break"
    EXERCISE = "exercise"  # one that the person wanted to see: answers nothing
    ASKING = "asking"  # how it was, after a break that is answered already
    PAGE = "page"  # something to read, or the first questions


_TRIES = 3  # cards lost one after the other; then notes take their place for good


class Cards:
    """Shows the card of the open break, or of one exercise that the person wanted to see.

    A card that is lost is given up for the break that is open. The next break tries again, until
    three were lost one after the other.
    """

    def __init__(self, card: CardScreen | None, guide: Guide, look: Callable[[], CardLook]) -> None:
        """Store the parts; ``look`` is asked before each card, -1 for skin or hair: by chance."""
        self._card = card
        self._guide = guide
        self._wanted_look = look
        self._chance = (0, 0)  # skin and hair as they were drawn once for this person, 0 to 999
        self._use = _Use.NOTHING
        self._locked = False  # the screen is: nothing is opened on it
        self._today: Snapshot | None = None  # what is so now
        self._page: PageState | None = None  # the last one that was shown
        self._exercise = ""  # the last one that the person wanted to see
        self._goes_back = False  # to that exercise, from a page that was opened on its card
        self._gave_way: int | None = None  # the break on whose card the person opened a page
        self._serial: int | None = None  # the open break
        self._drawn: tuple[object, ...] | None = None  # what the card says of it
        self._asked: int | None = None  # the break whose card the person asked for
        self._put_away: int | None = None  # the break whose card the person put away
        self._hidden = False
        self._lost: int | None = None  # the break whose card was lost
        self._losses = 0  # one after the other

    @property
    def look(self) -> CardLook:
        """How a card that comes by itself looks; only one that was asked for takes the keyboard."""
        look = self._wanted_look()
        skin, hair = self._chance
        return replace(
            look,
            skin=skin % SKINS if look.skin < 0 else look.skin,
            hair=hair % HAIRS if look.hair < 0 else look.hair,
        )

    @property
    def work(self) -> bool:
        """Whether there can be a card now: for the open break, or for the next thing to show."""
        given_up = self._serial is not None and self._serial == self._lost
        return self._card is not None and self._losses < _TRIES and not given_up

    @property
    def page(self) -> PageState | None:
        """The page that the person has before them, which no card pushes away."""
        return self._page if self._use is _Use.PAGE else None

    @property
    def failing(self) -> bool:
        """Whether the last card was lost: until one comes and goes in good order."""
        return self._losses > 0

    def show(self, snapshot: Snapshot, effects: Sequence[Effect]) -> None:
        """Bring the card in line with what is so now."""
        self._follow(snapshot)
        if self._use is _Use.PAGE:
            return  # the person reads; the card comes when the page is closed
        if self._card is None or not self.work:
            return
        if snapshot.open is not None and self._wants_card(snapshot.open):
            if self._locked and self._use is not _Use.BREAK:
                return  # it comes when the screen is unlocked
            taken = snapshot.open.reason.kind is Why.TAKEN
            back = snapshot.open.serial == self._gave_way  # from the page, which had the keyboard
            look = replace(self.look, focus=True) if taken or back else self.look
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
        self._follow(snapshot)
        if view is None or self._card is None or not self._can_open:
            return False
        self._asked, self._put_away, self._drawn = view.serial, None, None
        self._draw(self._card, view, snapshot, replace(self.look, focus=True))
        return True

    def show_exercise(self, exercise: str) -> bool:
        """Show one exercise without a break; whether a card can be shown here."""
        if self._card is None or not self._can_open:
            return False
        self._use, self._exercise = _Use.EXERCISE, exercise
        card = self._guide.card_of(exercise, self._today)
        self._card.open(card, replace(self.look, focus=True))
        return True

    def show_page(self, page: PageState, *, asked: bool = True) -> bool:
        """Show a page, with the keyboard if the person ``asked`` for it; whether one can be."""
        if self._card is None or not self._can_open:
            return False
        self._goes_back = self._use is _Use.EXERCISE or (self._use is _Use.PAGE and self._goes_back)
        if self._use is _Use.BREAK and asked:
            self._gave_way = self._serial
        self._use, self._drawn, self._page = _Use.PAGE, None, page
        self._card.open_page(page, replace(self.look, focus=asked))
        return True

    def page_over(self) -> None:
        """Heed that the page was answered: what it was opened on comes back."""
        if self._use is _Use.PAGE and self._card is not None:
            self._end(self._card)
            self._go_back()

    def ask_how_it_was(self) -> None:
        """Leave the card up after the answer that is on its way: it asks how it was."""
        if self._use is _Use.BREAK:
            self._use = _Use.ASKING

    def put_away(self) -> None:
        """Heed that the person closed the card; a break stays open, and its card away."""
        was = self._use
        if was is _Use.BREAK:
            self._put_away, self._asked = self._serial, None
        self._use, self._drawn, self._losses = _Use.NOTHING, None, 0
        if was is _Use.PAGE:
            self._go_back()

    def lost(self) -> None:
        """Heed that the card could not be shown, or went away by itself: a note takes its place."""
        self._use, self._drawn = _Use.NOTHING, None
        self._lost = self._serial
        self._losses += 1

    def stop(self) -> None:
        """Take the card off the screen."""
        if self._card is not None:
            self._end(self._card)

    @property
    def _can_open(self) -> bool:
        return self.work and not self._locked

    def _go_back(self) -> None:
        """Show the exercise again from which the person went to a page; a break's comes itself."""
        if self._goes_back and self._serial is None:
            self.show_exercise(self._exercise)
        self._goes_back = False

    def _follow(self, snapshot: Snapshot) -> None:
        """Notice what is so now, and when something begins that the card must not disturb."""
        view = snapshot.open
        self._today, self._locked = snapshot, snapshot.locked
        self._chance = (snapshot.skin, snapshot.hair)
        self._serial = None if view is None else view.serial
        hidden = view is not None and view.hidden
        if hidden and not self._hidden:
            self._asked = None  # who asks while being busy gets the card all the same
        self._hidden = hidden

    def _wants_card(self, view: OpenView) -> bool:
        if view.serial == self._put_away:
            return False
        by_itself = view.show is Show.CARD and not (view.quiet or view.calm or view.hidden)
        return by_itself or view.serial == self._asked

    def _draw(self, card: CardScreen, view: OpenView, snapshot: Snapshot, look: CardLook) -> None:
        now = (view.serial, view.exercise, view.snoozes_left)
        if now != self._drawn:
            self._use, self._drawn, self._gave_way = _Use.BREAK, now, None
            heard = self._guide.sounds(view.reminder)
            look = replace(look, sound=look.sound and heard, voice=look.voice and heard)
            card.open(self._guide.card(view, snapshot), look)

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
