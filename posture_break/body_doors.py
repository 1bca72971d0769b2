"""The verbs about the person's body: help, first questions, sore days, a lesson, a tip's why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace

from posture_break.core.snapshot import Snapshot
from posture_break.doors import COMMAND, Doors
from posture_break.guide import Guide
from posture_break.loop import Answer, Loop
from posture_break.messages import page_words
from posture_break.ports import Request, Response
from posture_break.requests import FAILED, NOTHING_TO_DO, USAGE
from posture_break.texts import _
from posture_break.ui.page_state import PageState

_WORDLESS = {"menu", "terminal"}  # doors where nothing else tells that something changed

ShowPage = Callable[..., bool]  # a page, and whether the person asked for it


class BodyDoors:
    """Answers with pages where ``show`` can show them, else in words."""

    def __init__(self, loop: Loop, guide: Guide, doors: Doors, show: ShowPage) -> None:
        """Store the parts."""
        self._loop = loop
        self._guide = guide
        self._doors = doors
        self._show = show
        self._asks_first = False  # the first questions wait for their moment

    def answers(self) -> dict[str, Answer]:
        """Return what answers which verb."""
        return {
            "help": self._help,
            "hurts": self._hurts,
            "flare": self._flare,
            "setup": self._setup,
            "set-up-later": self._later,
            "lesson": self._lesson,
            "tip-why": self._tip_why,
            "hide": self._named,
            "unhide": self._named,
        }

    def begin(self) -> None:
        """Put the first questions, where nobody answered them and the config leaves any open."""
        self._asks_first = not self._loop.snapshot().set_up and self._leaves_open
        if self._asks_first:
            self._loop.shows.append(self._ask_first)
            self._loop.show()

    @property
    def _leaves_open(self) -> bool:
        wishes = self._loop.plan.wishes
        return wishes.places is None or wishes.demand is None

    def _ask_first(self, snapshot: Snapshot, _effects: object) -> None:
        """Put the first questions at the first moment when they disturb nothing."""
        disturbs = snapshot.open is not None or snapshot.locked or snapshot.away_since is not None
        unread = "config" in self._loop.troubles  # nobody knows what it would say
        if not self._asks_first or disturbs or unread:
            return
        self._asks_first = False
        wanted = not snapshot.set_up and self._leaves_open
        if wanted and not self._show(self._first_questions(), asked=False):
            self._doors.told(_("Three short questions: posture-break setup --terminal"))

    def _help(self, request: Request) -> Response:
        from posture_break.pages import help_page  # noqa: PLC0415 - on most days nobody asks

        return self._page(request, help_page(self._guide.catalogue))

    def _hurts(self, request: Request) -> Response:
        from posture_break.pages import flare_page  # noqa: PLC0415 - as above

        day = self._loop.refresh().flare_day
        return self._page(request, flare_page(self._guide.catalogue, day))

    def _flare(self, request: Request) -> Response:
        """Tell the engine; whoever says that it hurts sees when to get help."""
        answer = self._loop.tell_verb(request)
        if answer.code == 0 and request.args.get("value", "on") == "on":
            page = self._help(request)
            return replace(answer, text=f"{answer.text}\n\n{page.text}")
        if answer.code == 0 and request.door in _WORDLESS:
            self._doors.told(answer.text)
        return answer

    def _setup(self, request: Request) -> Response:
        page = self._first_questions()
        if request.args.get("where") == "terminal":  # which asks, and answers with `set-up`
            return Response(data={"page": asdict(page)})
        if self._show(page):
            return Response(_("The questions are on the screen."))
        text = _("They cannot be shown here. In a terminal: posture-break setup --terminal")
        if request.door != COMMAND:
            return self._doors.told(text, code=FAILED)
        return Response(text, FAILED)

    def _first_questions(self) -> PageState:
        from posture_break.pages import setup_page  # noqa: PLC0415 - as above

        answers, wishes = self._loop.snapshot().first_answers, self._loop.plan.wishes
        return setup_page(self._guide.catalogue, answers, wishes)

    def _later(self, request: Request) -> Response:
        """Skip the first questions: no answer is an answer, and they are not put again."""
        if self._loop.snapshot().set_up:
            return Response()
        return self._loop.tell_verb(Request("set-up", {}, request.door))

    def _named(self, request: Request) -> Response:
        """Tell the engine of an exercise that the person calls by its name."""
        name = str(request.args.get("exercise") or "")
        found = self._guide.find(name) or name  # one that is gone can be wanted back all the same
        return self._loop.tell_verb(replace(request, args={**request.args, "exercise": found}))

    def _lesson(self, request: Request) -> Response:
        """Return the card of an exercise as it is to be done here and now, to play it elsewhere."""
        snapshot = self._loop.refresh()
        wanted = request.args.get("exercise")
        exercise = self._doors.next_exercise() if wanted is None else self._guide.find(str(wanted))
        if wanted is not None and exercise is None:
            words = _("There is no exercise called {name}. To see them: posture-break exercises")
            return Response(words.format(name=wanted), USAGE)
        view = snapshot.open
        if view is not None and view.exercise == exercise:
            card = asdict(self._guide.card(view, snapshot))
            return Response(data={"card": card, "sound": self._guide.sounds(view.reminder)})
        return Response(data={"card": asdict(self._guide.card_of(exercise or "", snapshot))})

    def _tip_why(self, request: Request) -> Response:
        why = self._guide.tip_because(self._loop.state.deck.last_tip)
        if not why:
            return Response(_("No tip was shown yet."), NOTHING_TO_DO)
        return self._doors.said(request, _("Why this tip?"), "\n".join(why))

    def _page(self, request: Request, page: PageState) -> Response:
        if self._show(page):
            return Response(_("It is on the screen: {page}").format(page=page.title))
        title, text = page_words(page)
        if request.door == "terminal":  # its window may be too small for the whole page
            title = _("{page} (all of it: posture-break get-help)").format(page=title)
        return self._doors.said(request, title, text)
