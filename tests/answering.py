"""A running loop with all its doors, and what a person was shown and told."""

from __future__ import annotations

from posture_break.body_doors import BodyDoors
from posture_break.card_answers import CardAnswers
from posture_break.cards import Cards
from posture_break.content.load import load_catalogue
from posture_break.core.model import Plan, Reminder
from posture_break.doors import Doors
from posture_break.guide import Guide
from posture_break.messages import Messages
from posture_break.plan import plan_from
from posture_break.ports import Request, Response
from posture_break.settings import Settings
from posture_break.ui.card_state import CardLook
from tests.desk import plan
from tests.fake_card import FakeCard
from tests.fake_notifier import FakeNotifier
from tests.running import Running

CATALOGUE = load_catalogue()


def catalogued(*reminders: Reminder, guide: Guide | None = None) -> Plan:
    """Return a plan with the real exercises and tips."""
    guide = guide or Guide(CATALOGUE)
    given = guide.prescribed()
    return plan(*reminders, exercises=guide.exercises(), tips=guide.tips(), prescriptions=given)


class House:
    """A desktop, or with no ``card`` a terminal; ``settings`` are those of the exercises."""

    def __init__(self, plan: Plan, *, card: bool = True, settings: Settings | None = None) -> None:
        self.guide = Guide(CATALOGUE)
        self.guide.follow(settings or Settings())
        self.running = Running(plan)
        self.loop = self.running.loop
        self.card = FakeCard()
        self.notes = FakeNotifier()
        self.told: list[tuple[str, str]] = []
        self.left = 0
        self.cards = Cards(self.card, self.guide, CardLook) if card else None
        doors = Doors(self.loop, self.guide, self.cards, self._leave, self._tell)
        self.loop.answers |= doors.answers()
        show_page = _no_page if self.cards is None else self.cards.show_page
        self.body = BodyDoors(self.loop, self.guide, doors, show_page)
        self.loop.answers |= self.body.answers()
        if self.cards is not None:
            self.messages = Messages(self.notes, self.guide, self.cards)
            self.window = CardAnswers(self.loop, self.cards, self._ask, self.messages.tell_page)
            self.loop.shows += [self.cards.show, self.messages.show]
        self.running.starts()
        self.asks = self.running.asks

    def chooses(self, verb: str, **args: str | int) -> Response:
        """Ask by the menu, which has no words for the answer."""
        return self.loop.ask(Request(verb, args, door="menu"))

    def presses(self, verb: str, **args: str | int) -> None:
        """Answer in the card's window."""
        if verb == "away":
            self.card.close()
        self.window.heard(verb, args)

    @property
    def title(self) -> str:
        """What stands at the top of the card or page."""
        seen = self.card.page or self.card.state
        return "" if seen is None else seen.title

    def _ask(self, request: Request) -> None:
        answer = self.loop.ask(request)
        if answer.code:
            self._tell("", answer.text)

    def _leave(self) -> None:
        self.left += 1

    def _tell(self, title: str, text: str = "") -> None:
        self.told.append((title, text))


def settled(settings: Settings, *reminders: Reminder) -> Plan:
    """Return the plan of settings, with these reminders in the place of theirs."""
    guide = Guide(CATALOGUE)
    guide.follow(settings)
    of_settings = plan_from(settings, guide.exercises(), guide.tips(), guide.prescribed())
    return plan(
        *reminders,
        exercises=of_settings.exercises,
        tips=of_settings.tips,
        wishes=of_settings.wishes,
        prescriptions=of_settings.prescriptions,
    )


def _no_page(*_page: object, **_how: object) -> bool:
    return False
