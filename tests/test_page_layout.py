"""A page fits the monitor, whatever its size, and every word of it is there."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from posture_break.ui.page_layout import lay_out, letter_of
from posture_break.ui.page_parts import PageLayout
from posture_break.ui.page_state import PageState, Tone
from tests.page_samples import ASKING, DAILY, LONG, READING

PAGES = [READING, LONG, ASKING, DAILY]
LARGE = (1900, 1000)
MONITORS = [LARGE, (1268, 756), (1012, 556), (628, 436)]


def words_of(layout: PageLayout) -> str:
    """Return every word that scrolls, in the order in which it was put."""
    lines = [*layout.lines, *(line for each in layout.choices for line in each.lines)]
    return " ".join(line.text for line in lines)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.title)
@pytest.mark.parametrize("limit", MONITORS, ids=str)
@pytest.mark.parametrize("scale", [0.8, 1.0, 1.5, 2.0, 3.0])
def test_a_page_fits_every_monitor(page: PageState, limit: tuple[int, int], scale: float) -> None:
    """No page is larger than its limit, and a fair part of it is left for what scrolls."""
    layout = lay_out(page, scale, limit)
    assert layout.size[0] <= limit[0]
    assert layout.size[1] <= limit[1]
    top, bottom = layout.view[1], layout.view[3]
    if layout.furthest:
        assert bottom - top >= 0.45 * limit[1]
    for line in layout.lines:
        assert 0 <= line.x <= line.right <= layout.size[0]
        assert 0 < line.baseline <= layout.height


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.title)
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_no_word_is_lost(page: PageState, scale: float) -> None:
    """Whatever the scale, each text is on the page in full."""
    opened = [question.key for question in page.questions]
    said = words_of(lay_out(page, scale, (1012, 556), opened))
    texts = [page.lead, page.foot]
    for section in page.sections:
        texts += [section.heading, section.lead, *section.lines]
    for question in page.questions:
        texts += [question.text, question.note]
        texts += [text for each in question.choices for text in (each.label, each.hint)]
    for text in texts:
        assert text in said


def test_a_page_that_fits_keeps_its_scale() -> None:
    """On a large monitor nothing is made smaller and nothing scrolls."""
    layout = lay_out(READING, 1.0, LARGE)
    assert (layout.unit, layout.furthest) == (1.0, 0)


def test_a_page_that_nearly_fits_becomes_a_little_smaller() -> None:
    """To need no scrolling is worth letters that are a few per cent smaller."""
    high = lay_out(READING, 1.0, LARGE).size[1]
    layout = lay_out(READING, 1.0, (1900, high - 30))
    assert 0.84 <= layout.unit < 1.0
    assert not layout.furthest


def test_a_page_that_is_far_too_long_keeps_its_scale_and_scrolls() -> None:
    """Where scrolling is needed anyway, the letters stay as large as they were asked for."""
    layout = lay_out(LONG, 1.0, (1268, 756))
    assert layout.unit == 1.0
    assert layout.furthest > 0


def test_large_text_on_a_small_monitor_goes_to_what_is_read() -> None:
    """Title and buttons give way before the text does."""
    layout = lay_out(LONG, 1.5, (1012, 556))
    assert layout.unit == 1.5
    assert layout.frame < 1.5


def test_less_urgent_sections_stand_side_by_side() -> None:
    """Soon and routine share a row where it is wide enough; the emergency has one of its own."""
    wide, narrow = lay_out(READING, 1.0, LARGE), lay_out(READING, 1.0, (560, 1000))
    tops = {sign.tone: sign.box[1] for sign in wide.signs}
    assert tops[Tone.EMERGENCY] < tops[Tone.SOON] == tops[Tone.ROUTINE]
    lower = [sign.box[1] for sign in narrow.signs]
    assert lower == sorted(set(lower))


def test_choices_do_not_touch_each_other() -> None:
    """No two boxes that can be clicked overlap."""
    layout = lay_out(ASKING, 1.0, LARGE, ["avoid"])
    boxes = [each.box for each in layout.choices]
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            beside = one[2] <= other[0] or other[2] <= one[0]
            assert beside or one[3] <= other[1] or other[3] <= one[1]


def test_a_long_label_goes_over_lines() -> None:
    """A label that is wider than its column is not cut off."""
    question = ASKING.questions[1]
    label = "What does not suit the time after an operation or a broken bone"
    long = replace(question.choices[0], label=label)
    asked = replace(question, choices=(long, *question.choices[1:]))
    layout = lay_out(replace(ASKING, questions=(asked,)), 1.0, LARGE)
    words = [line.text for line in layout.choices[0].lines]
    assert len(words) > 1
    assert " ".join(words) == label


def test_what_is_left_off_can_be_reached() -> None:
    """A question with more choices than it shows has a way to them, until it is opened."""
    assert [more.key for more in lay_out(ASKING, 1.0, LARGE).more] == ["avoid"]
    opened = lay_out(ASKING, 1.0, LARGE, ["avoid"])
    assert not opened.more
    assert len(opened.choices) == len(lay_out(ASKING, 1.0, LARGE).choices) + 1


def test_every_button_has_a_key_of_its_own() -> None:
    """Enter is the main button's; the others have a letter of their label, help has H."""
    keys = {each.label: each.key for each in lay_out(DAILY, 1.0, LARGE).controls.buttons}
    assert keys == {"When to get help": "H", "Still sore": "S", "Better": "B"}
    layout = lay_out(ASKING, 1.0, LARGE)
    assert {each.label: each.key for each in layout.controls.buttons} == {
        "Later": "L",
        "Save": "Enter",
    }
    assert letter_of(layout, "l") == "button-0"
    assert not letter_of(layout, "x")


def test_rows_of_choices_are_even() -> None:
    """The choices of a question with hints have the same width and height."""
    layout = lay_out(ASKING, 1.0, LARGE)
    sizes = [(b.box[2] - b.box[0], b.box[3] - b.box[1]) for b in layout.choices[:3]]
    for one, other in pairwise(sizes):
        assert abs(one[0] - other[0]) <= 1
        assert one[1] == other[1]
