"""What a person answers on a page: which choices are chosen, and what the answer carries."""

from __future__ import annotations

from posture_break.ui.page_state import Choice, PageButton, PageState, Question

VALUE = "value"  # the argument that carries a button's own value

Chosen = frozenset[tuple[str, str]]
"""What is chosen: pairs of a question's key and a choice's value."""


def chosen_at_first(page: PageState) -> Chosen:
    """Return what is chosen before the person changes anything."""
    return frozenset(
        (question.key, choice.value)
        for question in page.questions
        for choice in question.choices
        if choice.chosen
    )


def toggled(question: Question, choice: Choice, chosen: Chosen) -> Chosen:
    """Return what is chosen after one choice was touched; a fixed one stays as it is."""
    if choice.fixed:
        return chosen
    pair = (question.key, choice.value)
    if question.many:
        return chosen ^ {pair}
    return frozenset(each for each in chosen if each[0] != question.key) | {pair}


def args_of(page: PageState, button: PageButton, chosen: Chosen) -> dict[str, str]:
    """Return what the answer carries: the values of each question, in the order of its choices.

    What the config fixes is left out: it is no answer of the person's.
    """
    args = {
        question.key: ",".join(
            choice.value
            for choice in question.choices
            if not choice.fixed and (question.key, choice.value) in chosen
        )
        for question in page.questions
        if not question.fixed
    }
    return {**args, VALUE: button.value} if button.value else args


def shown(question: Question, chosen: Chosen, *, opened: bool) -> tuple[Choice, ...]:
    """Return the choices that are there now: the first ones, and those that are chosen."""
    if opened or not question.first:
        return question.choices
    return tuple(
        choice
        for index, choice in enumerate(question.choices)
        if index < question.first or (question.key, choice.value) in chosen
    )
