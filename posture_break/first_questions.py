"""The first three questions: where, what to leave out, how lively; with what the config fixes."""

from __future__ import annotations

from posture_break.content.model import Catalogue
from posture_break.content.words import say
from posture_break.core.model import Wishes
from posture_break.core.practice import FirstAnswers
from posture_break.core.suitable import USUAL_DEMAND, USUAL_PLACES
from posture_break.core.tags import ALL_EXERCISES, tag
from posture_break.texts import _
from posture_break.ui.page_state import Choice, Question

PLACES, AVOID, DEMAND = "places", "avoid", "demand"  # keys of the first questions

ASKED_FIRST = (  # what most people leave out; the rest comes after "More ..."
    "wrists", "knees", "shoulders", "neck", "twisting", "deep-bending", "balance",
    "pregnancy", "surgery", "all-exercises",
)  # fmt: skip


def first_questions(
    catalogue: Catalogue, answers: FirstAnswers, fixed: Wishes
) -> tuple[Question, ...]:
    """Return the questions with the answers so far; what ``fixed`` says cannot be changed."""
    return (_places(answers, fixed), _avoid(catalogue, answers, fixed), _demand(answers, fixed))


def _places(answers: FirstAnswers, fixed: Wishes) -> Question:
    chosen = fixed.places or answers.places or USUAL_PLACES
    words = (
        ("desk", _("At my desk"), _("sitting, in everyday clothes")),
        ("standing", _("Standing"), _("by the desk or a wall")),
        ("floor", _("On the floor"), _("with room to lie down")),
    )
    return Question(
        PLACES,
        _("Where can you exercise?"),
        tuple(
            Choice(value, label, hint, value in chosen, fixed=fixed.places is not None)
            for value, label, hint in words
        ),
        many=True,
        note=_fixed_note() if fixed.places is not None else "",
    )


def _demand(answers: FirstAnswers, fixed: Wishes) -> Question:
    chosen = fixed.demand or answers.demand or USUAL_DEMAND
    words = (
        (1, _("Gentle"), _("easy movement, no effort")),
        (2, _("Moderate"), _("a little strength work, too")),
        (3, _("Demanding"), _("planks and the like, too")),
    )
    return Question(
        DEMAND,
        _("How lively may it be?"),
        tuple(
            Choice(str(value), label, hint, value == chosen, fixed=fixed.demand is not None)
            for value, label, hint in words
        ),
        note=_fixed_note() if fixed.demand is not None else "",
    )


def _avoid(catalogue: Catalogue, answers: FirstAnswers, fixed: Wishes) -> Question:
    """Return what can be left out: what many people ask for first, then the catalogue's order."""
    words = _leave_out(catalogue)
    first = [word for word in ASKED_FIRST if word in words]
    rest = [word for word in words if word not in first]
    kept, left_out = set(fixed.avoid), set(map(tag, answers.avoid))
    choices = tuple(
        Choice(
            word,
            say(words[word]),
            chosen=tag(word) in left_out | kept,
            fixed=tag(word) in kept,
        )
        for word in (*first, *rest)
    )
    return Question(
        AVOID,
        _("What shall we leave out?"),
        choices,
        many=True,
        note=_also_kept(kept - set(map(tag, words)), some=any(each.fixed for each in choices)),
        first=len(first),
    )


def _leave_out(catalogue: Catalogue) -> dict[str, str]:
    """Return the words that can be left out, with "all exercises" among them."""
    words = dict(catalogue.leave_out)
    if ALL_EXERCISES not in map(tag, words):
        words["all-exercises"] = _("All exercises: I only want to walk")
    return words


def _fixed_note() -> str:
    return _("Your config file says this. To change it: posture-break config edit")


def _also_kept(others: set[str], *, some: bool) -> str:
    """Return what to say of words in the config that leave something out."""
    if others:
        return _("Your config file also leaves out: {words}").format(
            words=", ".join(sorted(others))
        )
    return _("The ones with a lock come from your config file.") if some else ""
