"""The pages that the daemon makes: what they say, and which answers they lead to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from posture_break import pages
from posture_break.content.load import load_catalogue
from posture_break.content.model import Catalogue
from posture_break.core.model import Moment, Wishes
from posture_break.core.practice import FirstAnswers
from posture_break.core.tags import tag
from posture_break.personal_requests import PERSONAL
from posture_break.ports import Request
from posture_break.ui.page_answers import args_of, chosen_at_first
from posture_break.ui.page_protocol import bounded_page
from posture_break.ui.page_state import PageState, Question, Section, Tone
from tests.reading_age import grade, sentences, words


@cache
def catalogue() -> Catalogue:
    """Return the program's own catalogue."""
    return load_catalogue()


_WISHES = Wishes(places=("floor",), demand=1, avoid=("wrist", "plank"))
_ANSWERS = FirstAnswers(("floor",), ("hernia",), 3)
MAKE: dict[str, Callable[[], PageState]] = {
    "help": lambda: pages.help_page(catalogue()),
    "setup": lambda: pages.setup_page(catalogue()),
    "setup, with a config": lambda: pages.setup_page(catalogue(), _ANSWERS, _WISHES),
    "flare": lambda: pages.flare_page(catalogue()),
    "first day": lambda: pages.flare_page(catalogue(), 1),
    "seventh day": lambda: pages.flare_page(catalogue(), 7),
}


@pytest.fixture(params=MAKE)
def page(request: pytest.FixtureRequest) -> PageState:
    """Return each page once."""
    return MAKE[request.param]()


def texts_of(page: PageState) -> list[str]:
    """Return every sentence that a page says."""
    said = [page.title, page.lead, page.foot, *(button.label for button in page.buttons)]
    for section in page.sections:
        said += [section.heading, section.lead, *section.lines]
    for question in page.questions:
        said += [question.text, question.note]
        said += [words for each in question.choices for words in (each.label, each.hint)]
    return [text for text in said if text]


def question_of(page: PageState, key: str) -> Question:
    """Return the question with this key."""
    return next(question for question in page.questions if question.key == key)


def section_of(page: PageState, tone: Tone) -> Section:
    """Return the section of this tone."""
    return next(section for section in page.sections if section.tone is tone)


def test_a_page_comes_through_whole(page: PageState) -> None:
    """No text of ours is longer, and no list fuller, than the card's process takes."""
    assert bounded_page(page) == page


def test_pages_are_calm_and_promise_nothing(page: PageState) -> None:
    """No page scolds, frightens, or says that something cures."""
    for text in texts_of(page):
        said = set(text.lower().replace(",", " ").replace(".", " ").split())
        assert "!" not in text
        assert not said & {"prevent", "prevents", "cure", "cures", "fix", "fixes", "damage"}
        assert not said & {"must", "wrong", "dangerous", "slipped", "failed"}


def test_pages_are_easy_to_read(page: PageState) -> None:
    """A page as a whole is for a reader of about twelve, and none of its sentences is long."""
    parts = [part for text in texts_of(page) for part in sentences(text)]
    assert [part for part in parts if len(words(part)) > 25] == []
    whole = " ".join(part if part.endswith((".", "?")) else f"{part}." for part in parts)
    assert grade(whole) <= 8


def test_emergency_comes_first_with_its_numbers() -> None:
    """The help page opens with what cannot wait, and whom to ring."""
    page, signs = pages.help_page(catalogue()), catalogue().help_signs
    assert [section.tone for section in page.sections] == [
        Tone.EMERGENCY,
        Tone.SOON,
        Tone.ROUTINE,
    ]
    first = page.sections[0]
    assert all(number in first.lead for number in ("112", "999", "911"))
    assert first.lines == signs.emergency
    assert page.sections[1].lines == signs.soon
    assert page.sections[2].lines == signs.routine


def test_the_first_questions_begin_at_the_desk() -> None:
    """Nobody is sent to the floor, or to something demanding, without having said so."""
    page = pages.setup_page(catalogue())
    save = next(button for button in page.buttons if button.main)
    assert (save.verb, args_of(page, save, chosen_at_first(page))) == (
        "set-up",
        {"places": "desk,standing", "avoid": "", "demand": "2"},
    )


def test_everything_that_can_be_left_out_is_offered_once() -> None:
    """A short list comes first, "all exercises" is in it, and the rest is behind "more"."""
    asked = question_of(pages.setup_page(catalogue()), "avoid")
    values = [choice.value for choice in asked.choices]
    assert len(values) == len(set(values))
    assert set(values) == set(catalogue().leave_out) | {"all-exercises"}
    assert 6 <= asked.first <= 12
    assert "all-exercises" in values[: asked.first]


def test_answers_come_back_as_they_were_given() -> None:
    """Who opens the questions again finds the own answers chosen."""
    answers = FirstAnswers(places=("floor",), avoid=(tag("wrists"), tag("hernia")), demand=1)
    page = pages.setup_page(catalogue(), answers)
    assert chosen_at_first(page) == {
        ("places", "floor"),
        ("avoid", "wrists"),
        ("avoid", "hernia"),
        ("demand", "1"),
    }


def test_config_wins() -> None:
    """What the config says is shown, locked, and no part of the answer."""
    wishes = Wishes(places=("floor",), demand=3, avoid=(tag("wrists"), tag("plank")))
    page = pages.setup_page(catalogue(), FirstAnswers(("desk",), ("knees",), 1), wishes)
    chosen = chosen_at_first(page)
    assert {("places", "floor"), ("demand", "3"), ("avoid", "wrists")} <= chosen
    assert ("places", "desk") not in chosen
    assert question_of(page, "places").fixed
    assert question_of(page, "demand").fixed
    assert question_of(page, "places").note
    assert "plank" in question_of(page, "avoid").note
    assert args_of(page, page.buttons[1], chosen) == {"avoid": "knees"}


def test_the_engine_understands_every_answer(page: PageState) -> None:
    """Each button's verb is one that the program knows, and its arguments make an event."""
    for button in page.buttons:
        assert button.verb in {"away", "help", "set-up-later", *PERSONAL}
        if button.verb in PERSONAL:
            args = args_of(page, button, chosen_at_first(page))
            assert PERSONAL[button.verb](Moment(0, 0), Request(button.verb, args))


def test_every_page_about_pain_leads_to_help() -> None:
    """When to get help is one button away."""
    for page in (pages.flare_page(catalogue()), pages.flare_page(catalogue(), 3)):
        assert "help" in [button.verb for button in page.buttons]


def test_a_week_of_soreness_suggests_to_see_somebody() -> None:
    """On day 7 and on day 14 the page says so; before, it names the signs that cannot wait."""
    assert section_of(pages.flare_page(catalogue(), 6), Tone.EMERGENCY)
    week = section_of(pages.flare_page(catalogue(), 7), Tone.ROUTINE)
    fortnight = section_of(pages.flare_page(catalogue(), 14), Tone.ROUTINE)
    assert "week" in week.lead
    assert "two weeks" in fortnight.lead


def test_no_answer_to_the_daily_question_is_nearer_than_the_other() -> None:
    """Whether it is better is the person's to say: no button of that page is the main one."""
    page = pages.flare_page(catalogue(), 2)
    assert not any(button.main for button in page.buttons)
    assert [button.value for button in page.buttons] == ["", "goes-on", "over"]


def test_a_catalogue_that_leaves_nothing_out_still_asks() -> None:
    """With an empty list there is still a way to have no exercises at all."""
    page = pages.setup_page(replace(catalogue(), leave_out={}))
    assert [each.value for each in question_of(page, "avoid").choices] == ["all-exercises"]
