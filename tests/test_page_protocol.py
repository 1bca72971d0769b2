"""A page on its way to the card's process: whole, bounded, and safe against anything."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_break.ui.card_protocol import LONGEST_LINE, Message, decode
from posture_break.ui.card_state import CardLook
from posture_break.ui.page_protocol import (
    LONGEST_CHOICE,
    MOST_BUTTONS,
    MOST_CHOICES,
    MOST_LINES,
    MOST_QUESTIONS,
    MOST_SECTIONS,
    PAGE,
    bounded_page,
    decode_page,
    encode_page,
)
from posture_break.ui.page_state import Choice, PageButton, PageState, Question, Section
from tests.page_samples import ASKING, DAILY, LONG, READING

LOOK = CardLook(theme="dark", text=1.5, focus=True)


def travelled(page: PageState) -> tuple[PageState, CardLook]:
    """Return what arrives of a page."""
    message = decode(encode_page(page, LOOK))
    assert message is not None
    assert message.kind == PAGE
    return decode_page(message)


@pytest.mark.parametrize("page", [READING, LONG, ASKING, DAILY], ids=lambda page: page.title)
def test_a_page_arrives_as_it_was(page: PageState) -> None:
    """Every text, question, choice and button comes through, with the look."""
    assert travelled(page) == (page, LOOK)


def test_the_fullest_page_fits_the_line() -> None:
    """Even a page of nothing but wide letters at every bound is shorter than a line may be."""
    wide = "\U0001d54f" * 1000
    choices = tuple(Choice(wide[:35] + str(each), wide, wide) for each in range(MOST_CHOICES))
    fullest = PageState(
        name=wide,
        title=wide,
        lead=wide,
        sections=tuple(
            Section(wide, (wide,) * (MOST_LINES // MOST_SECTIONS), wide)
            for _each in range(MOST_SECTIONS)
        ),
        questions=tuple(
            Question(wide[:30] + str(at), wide, choices[at::MOST_QUESTIONS], note=wide)
            for at in range(MOST_QUESTIONS)
        ),
        buttons=(PageButton(wide, wide, value=wide),) * MOST_BUTTONS,
        foot=wide,
    )
    kept = bounded_page(fullest)
    assert sum(len(each.lines) for each in kept.sections) == MOST_LINES
    assert sum(len(each.choices) for each in kept.questions) == MOST_CHOICES
    line = encode_page(fullest, LOOK)
    assert LONGEST_LINE * 0.8 < len(line) <= LONGEST_LINE


def test_too_much_is_cut_off() -> None:
    """Lists and texts that are too long lose their ends, over the whole page."""
    section = Section("A", tuple(f"line {each}" for each in range(30)))
    page = bounded_page(PageState("why", "T" * 9999, sections=(section,) * 9))
    assert len(page.title) == 400
    assert [len(each.lines) for each in page.sections] == [30, MOST_LINES - 30, 0, 0, 0, 0]


def test_a_choice_that_no_answer_could_carry_is_left_out() -> None:
    """A comma would part a value in two; one that comes twice could not be told apart."""
    choices = (Choice("a,b", "Both"), Choice("", "None"), Choice("a", "A"), Choice("a", "Again"))
    page = replace(ASKING, questions=(Question("q", "?", choices),))
    assert bounded_page(page).questions[0].choices == (Choice("a", "A"),)


def test_a_long_label_keeps_its_beginning() -> None:
    """A label is cut to what a choice can show."""
    page = replace(ASKING, questions=(Question("q", "?", (Choice("a", "word " * 40),)),))
    assert len(bounded_page(page).questions[0].choices[0].label) <= LONGEST_CHOICE


INNER = ("heading", "lines", "tone", "key", "choices", "verb", "first")

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=12,
)


@given(
    st.fixed_dictionaries(
        {},
        optional={
            name: json_values
            | st.lists(
                st.fixed_dictionaries(
                    {},
                    optional=dict.fromkeys(
                        ("heading", "lines", "tone", "key", "choices", "verb", "first"), json_values
                    ),
                ),
                max_size=4,
            )
            for name in ("name", "title", "lead", "sections", "questions", "buttons", "foot")
        },
    )
)
def test_hostile_pages_become_harmless_ones(fields: dict[str, object]) -> None:
    """Whatever stands in the fields, a page within the bounds comes out, and stays as it is."""
    page, __ = decode_page(Message(PAGE, {"page": json.loads(json.dumps(fields)), "look": 7}))
    assert bounded_page(page) == page
    assert len(encode_page(page, LOOK)) <= LONGEST_LINE
