"""A page as plain lines, for a terminal and for screen readers: no colour, no drawing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from posture_break.texts import _
from posture_break.ui.page_answers import Chosen
from posture_break.ui.page_state import Choice, PageState, Question, Section


def page_lines(page: PageState) -> Iterator[str]:
    """Yield what there is to read on a page: title, sections, and the line at its foot."""
    yield page.title
    if page.lead:
        yield page.lead
    for section in page.sections:
        yield ""
        yield from section_lines(section)
    if page.foot and not page.questions:
        yield ""
        yield page.foot


def section_lines(section: Section) -> Iterator[str]:
    """Yield a section: its heading says what its colour and sign say in the window."""
    if section.heading:
        yield f"{section.heading}:" if section.lines or section.lead else section.heading
    if section.lead:
        yield section.lead
    yield from (f"- {line}" for line in section.lines)


def choice_lines(
    question: Question, there: Sequence[Choice], chosen: Chosen, *, first: int = 1
) -> Iterator[str]:
    """Yield choices, numbered from ``first`` on; those that are fixed come without a number."""
    yield from (choice_line(question, each, chosen) for each in there if each.fixed)
    free = [each for each in there if not each.fixed]
    for number, choice in enumerate(free, first):
        yield f"{number}. {choice_line(question, choice, chosen)}"


def choice_line(question: Question, choice: Choice, chosen: Chosen) -> str:
    """Return a choice in words, with its hint, and whether it is chosen."""
    words = choice.label
    if choice.hint:
        words = _("{label}: {hint}").format(label=words, hint=choice.hint)
    on = (question.key, choice.value) in chosen
    if choice.fixed:
        said = _("{label} (chosen in your config file)") if on else _("{label} (not chosen)")
    else:
        said = _("{label} (chosen)") if on else "{label}"
    return said.format(label=words)
