"""The verbs that are not the engine's: status, why, card, tip, panel, about, quit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from posture_break import __version__
from posture_break.cards import Cards
from posture_break.core.choosing import preview
from posture_break.core.model import Effect, What
from posture_break.core.snapshot import Snapshot
from posture_break.guide import Guide
from posture_break.loop import Answer, Loop
from posture_break.ports import Request, Response
from posture_break.requests import USAGE, no_reminder
from posture_break.texts import _
from posture_break.ui.notes import flare_note, rested_note
from posture_break.words import sentence

COMMAND = "command"  # the door of somebody who reads the answer itself

Tell = Callable[[str, str], None]


class Doors:
    """Answers for every door; ``tell`` shows a title and a text where a person looks now."""

    def __init__(
        self, loop: Loop, guide: Guide, cards: Cards | None, leave: Callable[[], None], tell: Tell
    ) -> None:
        self._loop = loop
        self._guide = guide
        self._cards = cards
        self._leave = leave
        self._tell = tell

    def answers(self) -> dict[str, Answer]:
        """Return what answers which verb."""
        return {
            "status": self._status,
            "why": self._why,
            "card": self._card,
            "tip": self._tip,
            "panel": self._panel,
            "about": self._about,
            "quit": self._quit,
        }

    def told(self, text: str, *, code: int = 0) -> Response:
        """Show a text to a person who looks at no terminal, and answer with it."""
        self._tell("Posture Break", text)
        return Response(text, code)

    def said(self, request: Request, title: str, text: str) -> Response:
        """Answer in words: to a command with them, to all others where a person looks now."""
        if request.door != COMMAND:
            self._tell(title, text)
        return Response("\n".join(filter(None, (title, text))))

    def _status(self, _request: Request) -> Response:
        # Late: a program that nobody asks never needs these words.
        from posture_break.telling import status_data, status_text  # noqa: PLC0415 - see above

        snapshot = self._loop.refresh()
        return Response(status_text(snapshot), data=status_data(snapshot))

    def _why(self, request: Request) -> Response:
        from posture_break.telling import why_text  # noqa: PLC0415 - see above

        snapshot = self._loop.refresh()
        name = request.args.get("reminder")
        text = why_text(snapshot, None if name is None else str(name))
        if not text:
            return no_reminder(str(name or ""), (view.reminder for view in snapshot.next))
        return Response(text)

    def _card(self, request: Request) -> Response:
        wanted = request.args.get("exercise")
        if wanted is None and self._cards is not None and self._bring_up():
            return Response(_("The card is open."))
        exercise = self._guide.find(str(wanted)) if wanted is not None else self.next_exercise()
        if wanted is not None and exercise is None:
            words = _("There is no exercise called {name}. To see them: posture-break exercises")
            return Response(words.format(name=wanted), USAGE)
        if self._cards is not None and self._cards.show_exercise(exercise or ""):
            return Response(_("The card is open."))
        name, *lines = self._guide.exercise(exercise)
        return self.said(request, name, "\n".join(lines))

    def _tip(self, request: Request) -> Response:
        answer = self._loop.tell_verb(request)
        tip = answer.data.get("tip")
        return answer if tip is None else Response(self._guide.tip(tip), data=answer.data)

    def _panel(self, _request: Request) -> Response:
        """Show what is going on to somebody who clicked the icon or started a second time."""
        if self._cards is not None and self._bring_up():
            return Response(_("The card is open."))
        answer = self._status(_request)
        line, _newline, rest = answer.text.partition("\n")
        self._tell(line, rest)
        return answer

    def _about(self, _request: Request) -> Response:
        text = _(
            "Version {version}. It reminds you to stand up, stretch and move, and sends nothing"
            " anywhere. General ideas, not medical advice."
        ).format(version=__version__)
        return self.told(text)

    def _quit(self, _request: Request) -> Response:
        self._leave()
        return Response(_("Good bye."))

    def _bring_up(self) -> bool:
        return self._cards is not None and self._cards.bring_up(self._loop.refresh())

    def next_exercise(self) -> str | None:
        """Return the open break's exercise, or whose turn it is, without taking that turn away."""
        opened = self._loop.state.open
        if opened is not None and opened.exercise is not None:
            return opened.exercise
        return preview(self._loop.state, self._loop.plan).exercise


class Shown(Protocol):
    """What is used of the terminal view."""

    def show(self, snapshot: Snapshot) -> None:
        """Show this."""

    def tell(self, title: str, text: str = "") -> None:
        """Show a message."""


def show_in_terminal(
    terminal: Shown, guide: Guide, snapshot: Snapshot, effects: Sequence[Effect]
) -> None:
    """Show the snapshot, and what would be a notification elsewhere."""
    terminal.show(snapshot)
    for effect in effects:
        match effect.what:
            case What.TIP:
                terminal.tell(_("A tip"), guide.tip(effect.tip))
            case What.LIMIT:
                terminal.tell(_("The day's limit is reached"))
            case What.RESTED:
                note = rested_note(guide.name(effect.exercise), sentence(effect.reason))
                terminal.tell(note.title, note.body)
            case What.FLARE if snapshot.flare_ask and snapshot.flare_day is not None:
                help_too = snapshot.flare_help
                note = flare_note(snapshot.flare_day, buttons_work=True, suggest_help=help_too)
                terminal.tell(note.title, note.body)
            case _:
                pass
