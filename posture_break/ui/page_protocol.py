"""A page on its way to the card's process: one JSON line of the kind ``page``, bounded.

The answer comes back as the ordinary ``answer`` (`card_protocol`): the button's verb, and what
`page_answers.args_of` returns. The daemon imports this, so it stays light.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict

from posture_break.ui.card_protocol import Message, decode_open, encode
from posture_break.ui.card_state import CardLook
from posture_break.ui.fields import LONGEST_LABEL, mapping, number, sequence, text, word
from posture_break.ui.page_state import Choice, PageButton, PageState, Question, Section, Tone

PAGE = "page"

MOST_SECTIONS, MOST_LINES = 6, 36  # the lines of all sections together
MOST_QUESTIONS, MOST_CHOICES = 4, 56  # the choices of all questions together
MOST_BUTTONS = 4
LONGEST_CHOICE = 80  # characters of a choice's label


def encode_page(page: PageState, look: CardLook) -> bytes:
    """Return the line that shows a page; what no page can hold is cut off."""
    return encode(PAGE, page=asdict(bounded_page(page)), look=asdict(look))


def decode_page(message: Message) -> tuple[PageState, CardLook]:
    """Return what a ``page`` message carries; fields that are wrong or missing get defaults."""
    return page_of(mapping(message.fields.get("page"))), decode_open(message)[1]


def bounded_page(page: PageState) -> PageState:
    """Return a page with every text and list within the bounds of the protocol."""
    return page_of(asdict(page))


def page_of(fields: Mapping[str, object]) -> PageState:
    """Return a page from untrusted fields, such as `dataclasses.asdict` makes of one."""
    return PageState(
        name=text(fields.get("name"), LONGEST_LABEL),
        title=text(fields.get("title")),
        lead=text(fields.get("lead")),
        sections=tuple(_sections(sequence(fields.get("sections"), MOST_SECTIONS))),
        questions=tuple(_questions(sequence(fields.get("questions"), MOST_QUESTIONS))),
        buttons=tuple(map(_button, sequence(fields.get("buttons"), MOST_BUTTONS))),
        foot=text(fields.get("foot")),
    )


def _sections(values: list[object]) -> Iterator[Section]:
    left = MOST_LINES
    for fields in map(mapping, values):
        lines = tuple(map(text, sequence(fields.get("lines"), left)))
        left -= len(lines)
        yield Section(
            heading=text(fields.get("heading"), 2 * LONGEST_LABEL),
            lines=tuple(filter(None, lines)),
            lead=text(fields.get("lead")),
            tone=word(fields.get("tone"), Tone, Tone.PLAIN),
        )


def _questions(values: list[object]) -> Iterator[Question]:
    """Yield the questions that have a key; it names the answer."""
    left, keys = MOST_CHOICES, set()
    for fields in map(mapping, values):
        choices = tuple(_choices(sequence(fields.get("choices"), left)))
        left -= len(choices)
        key = text(fields.get("key"), LONGEST_LABEL)
        if key and choices and key not in keys:
            keys.add(key)
            yield Question(
                key=key,
                text=text(fields.get("text"), 4 * LONGEST_LABEL),
                choices=choices,
                many=fields.get("many") is True,
                note=text(fields.get("note"), 4 * LONGEST_LABEL),
                first=number(fields.get("first"), 0, MOST_CHOICES),
            )


def _choices(values: list[object]) -> Iterator[Choice]:
    """Yield the choices that can be answered: a comma would part a value in two."""
    seen = set()
    for fields in map(mapping, values):
        value = text(fields.get("value"), LONGEST_LABEL)
        if value and "," not in value and value not in seen:
            seen.add(value)
            yield Choice(
                value=value,
                label=text(fields.get("label"), LONGEST_CHOICE) or value,
                hint=text(fields.get("hint"), LONGEST_LABEL),
                chosen=fields.get("chosen") is True,
                fixed=fields.get("fixed") is True,
            )


def _button(value: object) -> PageButton:
    fields = mapping(value)
    return PageButton(
        verb=text(fields.get("verb"), LONGEST_LABEL),
        label=text(fields.get("label"), LONGEST_LABEL),
        main=fields.get("main") is True,
        value=text(fields.get("value"), LONGEST_LABEL),
    )
