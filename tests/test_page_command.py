"""The pages in a terminal."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from posture_break.page_command import Answer, show
from posture_break.ui.page_state import PageState
from tests.page_samples import ASKING, DAILY, LONG, READING


def play(page: PageState, *typed: str) -> tuple[Answer | None, str]:
    """Return what comes of typing these lines, and all that was written."""
    lines: Iterator[str] = iter(typed)
    written: list[str] = []

    def read(prompt: str) -> str | None:
        written.append(prompt)
        return next(lines, None)

    return show(page, read, written.append), "\n".join(written)


@pytest.mark.parametrize("page", [READING, LONG, ASKING, DAILY], ids=lambda page: page.title)
def test_through_a_pipe_a_page_is_only_printed(page: PageState) -> None:
    """Without anybody to ask, every text is written and nothing is answered."""
    written: list[str] = []
    assert show(page, None, written.append) is None
    said = "\n".join(written)
    for section in page.sections:
        assert all(line in said for line in (section.heading, section.lead, *section.lines))
    for question in page.questions:
        assert question.text in said
        assert all(choice.label in said for choice in question.choices)
    assert page.foot in said


def test_a_page_to_read_asks_nothing() -> None:
    """Where closing is all there is to do, it is done."""
    answer, said = play(READING)
    assert answer is None
    assert "Nothing is changed" not in said


def test_enter_takes_what_is_there() -> None:
    """Enter all the way saves the page as it was."""
    answer, __ = play(ASKING, "", "", "", "")
    assert answer == ("save", {"places": "desk", "avoid": "balance", "demand": "2"})


def test_numbers_choose() -> None:
    """Numbers, with commas or spaces, say what is chosen; 0 says none."""
    answer, __ = play(ASKING, "1, 3", "0", "3", "")
    assert answer == ("save", {"places": "desk,floor", "avoid": "", "demand": "3"})


def test_more_goes_on_counting() -> None:
    """M shows the rest with the numbers that follow."""
    answer, said = play(ASKING, "", "m", "1 4", "", "")
    assert "4. My hips" in said
    assert answer is not None
    assert answer[1]["avoid"] == "wrists,hips"


def test_what_the_config_says_has_no_number() -> None:
    """A fixed choice is named with its reason and can not be typed."""
    __, said = play(ASKING, "", "", "", "")
    assert "\nMy knees (chosen in your config file)" in said
    assert "2. My neck" in said


def test_a_question_that_is_fixed_is_not_asked() -> None:
    """The config answered it: the next prompt belongs to the next question."""
    from dataclasses import replace

    asked = ASKING.questions[0]
    fixed = replace(asked, choices=tuple(replace(each, fixed=True) for each in asked.choices))
    answer, __ = play(replace(ASKING, questions=(fixed, ASKING.questions[2])), "1", "")
    assert answer == ("save", {"demand": "1"})


@pytest.mark.parametrize("typed", ["x", "4", "1,9", "-1", "1.5", "99999999999999999999", "\u00b2"])
def test_what_nobody_can_follow_is_asked_again(typed: str) -> None:
    """A slip costs one more line, and changes nothing."""
    answer, said = play(ASKING, typed, "2", "", "", "")
    assert "Please type numbers from 1 to 3" in said
    assert answer is not None
    assert answer[1]["places"] == "standing"


def test_one_answer_where_one_counts() -> None:
    """Two numbers for a question with one answer are asked again."""
    answer, said = play(ASKING, "", "", "1,3", "0", "3", "")
    assert said.count("Please type one number from 1 to 3") == 2
    assert answer is not None
    assert answer[1]["demand"] == "3"


@pytest.mark.parametrize("typed", [["q"], ["", "Q"], ["", "", "", "q"], [""]])
def test_leaving_changes_nothing(typed: list[str]) -> None:
    """Q, or the end of the input, leaves from everywhere, and says so."""
    answer, said = play(ASKING, *typed)
    assert answer is None
    assert said.endswith("Nothing is changed.")


def test_buttons_have_numbers() -> None:
    """A page with several ways out asks for one; without a main one Enter asks again."""
    answer, said = play(DAILY, "", "3")
    assert answer == ("flare", {"value": "over"})
    assert "Please type one number from 1 to 3" in said


def test_ctrl_c_is_a_way_out() -> None:
    """An interrupt leaves with nothing changed, not with a trace."""

    def interrupt(_prompt: str) -> str | None:
        raise KeyboardInterrupt

    assert show(ASKING, interrupt, lambda _line: None) is None


def test_the_foot_of_the_questions_is_read_before_saving() -> None:
    """Who answers in a terminal has seen the line at the foot, once."""
    __, said = play(ASKING, "", "", "", "")
    assert said.count(ASKING.foot) == 1
    assert said.index(ASKING.foot) < said.index("1. Save")
