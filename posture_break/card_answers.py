"""What comes from the card's window: answers, places where a session stopped, pages that end."""

from __future__ import annotations

from collections.abc import Callable

from posture_break.cards import Cards
from posture_break.loop import Loop
from posture_break.ports import Request
from posture_break.ui.card_protocol import Args
from posture_break.ui.card_state import AWAY
from posture_break.ui.page_state import PageState


class CardAnswers:
    """Hands what the person does with card or page to the loop, and keeps ``cards`` in step."""

    def __init__(
        self,
        loop: Loop,
        cards: Cards,
        ask: Callable[[Request], object],
        tell_page: Callable[[PageState], None],
    ) -> None:
        """Store the parts; ``ask`` tells refusals, ``tell_page`` what no window can show."""
        self._loop = loop
        self._cards = cards
        self._ask = ask
        self._tell_page = tell_page

    def heard(self, verb: str, args: Args) -> None:
        """Carry out what the person pressed."""
        self._note_interruption(args)
        page = self._cards.page
        if verb == AWAY:
            if page is not None and page.name == "setup":
                self._loop.ask(Request("set-up-later", door="card"))
            self._cards.put_away()
            self._loop.show()  # what was there before comes back, such as the break's card
            return
        if args.get("asks"):
            self._cards.ask_how_it_was()
        self._ask(Request(verb, args, door="card"))
        if page is not None and self._cards.page is page:  # no other page came in its place
            self._cards.page_over()
            self._loop.show()

    def lost(self) -> None:
        """Heed that the window is gone: the break gets a note, and so does what was being read."""
        page = self._cards.page
        self._cards.lost()
        if page is not None:
            self._tell_page(page)
        self._loop.show()

    def _note_interruption(self, args: Args) -> None:
        """Keep where a session stopped that the person may go on with."""
        if "left_at" in args:
            kept = {name: args[name] for name in ("exercise", "of", "side") if name in args}
            self._loop.ask(Request("left", {**kept, "at": args["left_at"]}, door="card"))
