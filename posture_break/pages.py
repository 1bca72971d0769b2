"""The pages as values: when to get help, the first questions, gentle days."""

from __future__ import annotations

from posture_break.content.model import Catalogue
from posture_break.content.words import say
from posture_break.core.model import Wishes
from posture_break.core.practice import FirstAnswers
from posture_break.first_questions import first_questions
from posture_break.texts import _
from posture_break.ui.card_state import AWAY, HELP
from posture_break.ui.page_state import PageButton, PageState, Section, Tone

SET_UP, SET_UP_LATER = "set-up", "set-up-later"
FLARE, BEGINS, GOES_ON, OVER = "flare", "on", "goes-on", "over"
WEEK, FORTNIGHT = 7, 14  # days of soreness after which somebody should have a look (R3)

_NOBODY = Wishes()


def help_page(catalogue: Catalogue) -> PageState:
    """Return "When to get help": the signs, the most urgent first."""
    signs = catalogue.help_signs
    return PageState(
        name="help",
        title=_("When to get help"),
        lead=_("How soon to see somebody, and for what. Read the top part first."),
        sections=(
            Section(
                _("Get help now"), tuple(map(say, signs.emergency)),
                _("{numbers} One of these signs is enough:").format(numbers=say(signs.numbers)),
                Tone.EMERGENCY,
            ),
            Section(
                _("Ask a doctor today"), tuple(map(say, signs.soon)),
                _("Your doctor, or a medical advice line, can tell you what to do next."),
                Tone.SOON,
            ),
            Section(
                _("Make an appointment"), tuple(map(say, signs.routine)),
                _("With your doctor or a physiotherapist."), Tone.ROUTINE,
            ),
        ),
        buttons=(PageButton(AWAY, _("Close"), main=True),),
        foot=_("Are you worried about something that is not on this page? Ask all the same."),
    )  # fmt: skip


def setup_page(
    catalogue: Catalogue, current: FirstAnswers | None = None, fixed: Wishes = _NOBODY
) -> PageState:
    """Return the first questions with the answers so far; None: nobody was asked yet.

    What the config says (``fixed``, its words as `core.tags.tag` writes them) is shown and cannot
    be changed here: config wins.
    """
    return PageState(
        name="setup",
        title=_("Three short questions"),
        lead=_(
            "Posture Break gives general ideas, not medical advice. Your answers stay on this"
            " computer, and you can change them at any time."
        ),
        questions=first_questions(catalogue, current or FirstAnswers(), fixed),
        buttons=(
            PageButton(SET_UP_LATER, _("Later")),
            PageButton(SET_UP, _("Save"), main=True),
        ),
        foot=say(catalogue.disclaimer),
    )


def flare_page(catalogue: Catalogue, day: int | None = None) -> PageState:
    """Return "It hurts" (``day`` None), or the daily question on that day of a sore time."""
    return _sore_page(catalogue) if day is None else _daily_page(day)


def _sore_page(catalogue: Catalogue) -> PageState:
    """Return what happens when something hurts more than usual."""
    return PageState(
        name="flare",
        title=_("Does it hurt more than usual?"),
        lead=_("Then have some gentle days. Short walks and easy movement usually help."),
        sections=(
            Section(
                _("What changes on gentle days"),
                (
                    _("Strength work, long holds, twists and far stretches pause."),
                    _("Easy movement goes on, as far as it is comfortable."),
                    _("We ask you again tomorrow. You can end it at any time."),
                ),
                say(catalogue.cautions.rest),
            ),
            _other_signs(),
        ),
        buttons=(
            PageButton(HELP, _("When to get help")),
            PageButton(AWAY, _("Not now")),
            PageButton(FLARE, _("Start gentle days"), main=True, value=BEGINS),
        ),
        foot=say(catalogue.stop_line),
    )


def _daily_page(day: int) -> PageState:
    """Return the daily question; after a week it suggests that somebody has a look."""
    gentle = Section(
        _("While it is sore"),
        (
            _("Easy movement goes on. Strength work, long holds and twists wait."),
            _("When it is better, you begin again with half of what you did before."),
        ),
    )
    return PageState(
        name="flare",
        title=_("How is it today?"),
        lead=_("This is day {day} of your gentle days.").format(day=day),
        sections=(gentle, _see_somebody(day) if day >= WEEK else _other_signs()),
        buttons=(
            PageButton(HELP, _("When to get help")),
            PageButton(FLARE, _("Still sore"), value=GOES_ON),
            PageButton(FLARE, _("Better"), value=OVER),
        ),
    )


def _see_somebody(day: int) -> Section:
    long = _("two weeks") if day >= FORTNIGHT else _("a week")
    said = _(
        "It has been sore for {time} now. A doctor or a physiotherapist can look at it with you"
        " and find out what helps."
    )
    return Section(_("A good time to see somebody"), lead=said.format(time=long), tone=Tone.ROUTINE)


def _other_signs() -> Section:
    said = _(
        "Such as chest pain, both legs going weak or numb, or trouble passing urine. They are"
        " all listed under: When to get help."
    )
    return Section(_("A few signs need help at once"), lead=said, tone=Tone.EMERGENCY)
