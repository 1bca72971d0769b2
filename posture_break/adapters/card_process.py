"""The daemon's side of the card: starts, feeds, watches and ends its process; never blocks."""

from __future__ import annotations

import sys
from collections.abc import Callable

from posture_break.adapters.card_pipes import Child
from posture_break.adapters.card_trouble import ended, late, not_started, unable
from posture_break.ports import Reactor, Unavailable
from posture_break.ui import card_protocol as protocol
from posture_break.ui.card_protocol import Args, Message
from posture_break.ui.card_state import AWAY, CardLook, CardState
from posture_break.ui.page_protocol import encode_page
from posture_break.ui.page_state import PageState

COMMAND = (sys.executable, "-m", "posture_break.card_main")
APPEARS_WITHIN = 10.0  # seconds from `open` until the card must have said that it is shown

Answered = Callable[[str, Args], None]
Gone = Callable[[Unavailable], None]


class Card:
    """One card at a time, in a process of its own.

    ``answered`` gets verb and arguments (``serial``, ``for``, ``steps``, ``of``): done, short,
    snooze, another, skip, or away (the person put the card away: the break stays open).
    ``gone`` is called once when a card that should be there is not: it could not start, crashed,
    was killed, or never appeared. Both are called on the reactor's thread, never from inside
    `prepare`, `open` or `close`.
    """

    def __init__(
        self,
        reactor: Reactor,
        answered: Answered,
        gone: Gone,
        command: tuple[str, ...] = COMMAND,
    ) -> None:
        """Store what the card will need; `prepare` or `open` starts the process."""
        self._reactor = reactor
        self._answered = answered
        self._gone = gone
        self._command = command
        self._child: Child | None = None
        self._shown = False

    @property
    def shown(self) -> bool:
        """Whether the card is on the screen, as far as its process says."""
        return self._shown

    def prepare(self) -> None:
        """Start the process hidden, so that `open` is quick; `close` ends it again."""
        child = self._running()
        if child is not None:
            child.send(protocol.encode(protocol.PREPARE))

    def open(self, state: CardState, look: CardLook | None = None) -> None:
        """Show a card, or change the one that is there."""
        child = self._running()
        if child is None:
            return
        child.send(protocol.encode_open(state, look or CardLook()))
        if not self._shown:
            child.expect(APPEARS_WITHIN, self._never_appeared)

    def open_page(self, page: PageState, look: CardLook) -> None:
        """Show a page in the place of whatever is there."""
        child = self._running()
        if child is None:
            return
        child.send(encode_page(page, look))
        if not self._shown:
            child.expect(APPEARS_WITHIN, self._never_appeared)

    def close(self) -> None:
        """Take the card off the screen and end its process; harmless when there is none."""
        child, self._child = self._child, None
        self._shown = False
        if child is not None:
            child.finish()

    def _running(self) -> Child | None:
        """Return the process, started if need be, or None where it can not be."""
        if self._child is None:
            child = Child(self._reactor, self._heard, self._ended)
            try:
                child.start(self._command)
            except OSError as error:
                lost = not_started(error)
                self._reactor.post(lambda: self._gone(lost))
                return None
            self._child = child
        return self._child

    def _heard(self, message: Message) -> None:
        match message.kind:
            case protocol.SHOWN:
                self._shown = True
                if self._child is not None:
                    self._child.expect(0, None)
            case protocol.ANSWER:
                verb, args = protocol.decode_answer(message)
                if verb == AWAY:
                    self.close()
                self._answered(verb, args)
            case protocol.UNABLE:
                fields = message.fields
                self._lose(unable(str(fields.get("why", "")), str(fields.get("detail", ""))))
            case _:
                pass  # ready, or a word of a newer card

    def _never_appeared(self) -> None:
        self._lose(late(APPEARS_WITHIN))

    def _ended(self, status: int | None) -> None:
        self._lose(ended(status))

    def _lose(self, reason: Unavailable) -> None:
        """Give the card up and say so, once; also where it was only being prepared."""
        if self._child is not None:
            self.close()
            self._gone(reason)
