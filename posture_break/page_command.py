"""The pages in a terminal: read as plain lines, answered by numbers; for screen readers, too."""

from __future__ import annotations

import sys
from collections.abc import Callable

from posture_break.texts import _
from posture_break.ui.card_state import AWAY
from posture_break.ui.page_answers import Chosen, args_of, chosen_at_first, shown
from posture_break.ui.page_lines import choice_lines, page_lines
from posture_break.ui.page_state import Choice, PageButton, PageState, Question

Read = Callable[[str], str | None]
"""Asks for a line, with these words before it; None: there will be no more."""

Write = Callable[[str], None]
Answer = tuple[str, dict[str, str]]
"""The button's verb, and what goes with it."""

NONE, MORE, QUIT = "0", "m", "q"


class Left(Exception):  # noqa: N818 - no error: a way out of the questions
    """The person does not want to go on: nothing is changed."""


def in_terminal(page: PageState) -> Answer | None:
    """Show a page in this terminal and ask its questions; through a pipe it is only printed."""
    return show(page, _read if sys.stdin.isatty() and sys.stdout.isatty() else None, _print)


def show(page: PageState, read: Read | None, write: Write) -> Answer | None:
    """Write a page, and ask its questions where there is somebody to ``read`` from.

    Returns what the person answered, or None: only printed, or left with nothing changed.
    """
    for line in page_lines(page):
        write(line)
    if read is None:
        _only_print(page, write)
        return None
    others = [button for button in page.buttons if button.verb != AWAY]
    buttons = sorted(others, key=lambda button: not button.main)  # the main one first
    if not buttons:
        return None
    try:
        chosen = chosen_at_first(page)
        for question in page.questions:
            chosen = _ask(question, chosen, read, write)
        if page.questions and page.foot:
            write("")
            write(page.foot)
        button = _pressed(buttons, read, write)
    except (Left, KeyboardInterrupt):
        write(_("Nothing is changed."))
        return None
    return button.verb, args_of(page, button, chosen)


def _only_print(page: PageState, write: Write) -> None:
    for question in page.questions:
        _put(question, question.choices, chosen_at_first(page), write)
    if page.questions:
        write("")
        write(page.foot)
        write(_("To answer, run this in a terminal."))


def _ask(question: Question, chosen: Chosen, read: Read, write: Write) -> Chosen:
    """Return what is chosen after one question was answered."""
    there = shown(question, chosen, opened=False)
    _put(question, there, chosen, write)
    while not question.fixed:
        free = [each for each in there if not each.fixed]
        more = len(question.choices) > len(there)
        said = _line(read, _prompt(question, free, chosen, more=more))
        if more and said == MORE:
            rest = tuple(each for each in question.choices if each not in there)
            there = (*there, *rest)
            for line in choice_lines(question, rest, chosen, first=len(free) + 1):
                write(line)
            continue
        answered = _answered(question, free, chosen, said)
        if answered is not None:
            return answered
        write(_wrong(question, len(free)))
    return chosen


def _put(question: Question, there: tuple[Choice, ...], chosen: Chosen, write: Write) -> None:
    """Write a question with these choices."""
    write("")
    write(question.text)
    for line in choice_lines(question, there, chosen):
        write(line)
    if question.note:
        write(question.note)


def _prompt(question: Question, free: list[Choice], chosen: Chosen, *, more: bool) -> str:
    """Return what stands before the answer: what to type, and what Enter means."""
    kept = [
        str(number)
        for number, choice in enumerate(free, 1)
        if (question.key, choice.value) in chosen
    ]
    say = [_("numbers such as 1,3") if question.many else _("a number")]
    if question.many and kept:
        say.append(_("0 for none"))
    if more:
        say.append(_("m for more"))
    say.append(_("Enter for {kept}").format(kept=",".join(kept) or _("none")))
    said = "; ".join(say)
    return f"{said[:1].upper()}{said[1:]}: "


def _answered(question: Question, free: list[Choice], chosen: Chosen, said: str) -> Chosen | None:
    """Return what is chosen after an answer, None for one that nobody can follow."""
    if not said:
        return chosen
    words = said.replace(",", " ").split()
    if question.many and words == [NONE]:
        words = []
    numbers = [int(word) if word.isdecimal() and len(word) < 4 else 0 for word in words]
    if not all(1 <= number <= len(free) for number in numbers):
        return None
    if not question.many and len(numbers) != 1:
        return None
    kept = {each.value for each in question.choices if each.fixed}
    others = {pair for pair in chosen if pair[0] != question.key or pair[1] in kept}
    return frozenset(others | {(question.key, free[number - 1].value) for number in numbers})


def _wrong(question: Question, most: int) -> str:
    if question.many:
        words = _("Please type numbers from 1 to {most}, with commas between them.")
    else:
        words = _("Please type one number from 1 to {most}.")
    return words.format(most=most)


def _pressed(buttons: list[PageButton], read: Read, write: Write) -> PageButton:
    """Return the button that the person chooses."""
    write("")
    for number, button in enumerate(buttons, 1):
        write(f"{number}. {button.label}")
    main = next((each for each in buttons if each.main), None)
    ask = _("A number, or q to leave all as it is: ")
    if main is not None:
        words = _("A number, Enter for {label}, or q to leave all as it is: ")
        ask = words.format(label=main.label)
    while True:
        said = _line(read, ask)
        if not said and main is not None:
            return main
        if said.isdecimal() and len(said) < 4 and 1 <= int(said) <= len(buttons):
            return buttons[int(said) - 1]
        write(_("Please type one number from 1 to {most}.").format(most=len(buttons)))


def _line(read: Read, prompt: str) -> str:
    """Return an answer; raises Left where the person leaves."""
    said = read(prompt)
    if said is None or said.strip().lower() == QUIT:
        raise Left
    return said.strip().lower()


def _read(prompt: str) -> str | None:
    try:
        return input(prompt)
    except EOFError:
        print()
        return None


def _print(line: str) -> None:
    print(line)
