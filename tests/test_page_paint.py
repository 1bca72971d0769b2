"""What a page looks like, without a display, and what on it can be reached."""

from __future__ import annotations

from dataclasses import replace

import pytest

from posture_break.ui.page_answers import chosen_at_first
from posture_break.ui.page_paint import PagePainter, paint_page
from posture_break.ui.page_parts import PageMood
from posture_break.ui.page_state import PageState, Tone
from posture_break.ui.page_theme import colours
from tests.page_samples import ASKING, DAILY, LONG, READING

ROOM, SMALL = (1900, 1000), (1012, 556)


def painter_of(page: PageState, limit: tuple[int, int] = ROOM) -> tuple[PagePainter, PageMood]:
    """Return a painter, and the mood that a page begins with."""
    painter = PagePainter(page, "light", 1.0, limit)
    return painter, PageMood(chosen=chosen_at_first(page), focus=painter.main)


@pytest.mark.parametrize("page", [READING, LONG, ASKING, DAILY], ids=lambda page: page.title)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_hit_areas_are_named_once_and_inside(page: PageState, theme: str) -> None:
    """Each hit area has its own name, a label, and lies inside the picture."""
    image, areas = paint_page(page, theme, 1.0, ROOM)
    names = [area.name for area in areas]
    assert len(names) == len(set(names))
    for area in areas:
        assert area.label
        left, top, right, bottom = area.box
        assert 0 <= left < right <= image.width
        assert 0 <= top < bottom <= image.height


def test_tab_goes_through_the_page_in_order() -> None:
    """The main button comes first, then the questions, then what is left; fixed ones are not in."""
    painter, mood = painter_of(ASKING)
    names = [area.name for area in painter.areas(mood)]
    assert names == [
        "button-1",
        *("choice-0-0", "choice-0-1", "choice-0-2"),
        *("choice-1-0", "choice-1-2", "choice-1-4", "more-1"),
        *("choice-2-0", "choice-2-1", "choice-2-2"),
        "button-0",
        "away",
    ]


def test_the_parts_make_the_whole() -> None:
    """Head, view and strip put where they belong are the page that is painted at once."""
    painter, mood = painter_of(READING, SMALL)
    image = painter.whole(mood)
    for part, at in (
        (painter.head(mood), (0, 0)),
        (painter.view(mood), painter.layout.view[:2]),
        (painter.strip(mood), painter.strip_at),
    ):
        box = (*at, at[0] + part.width, at[1] + part.height)
        assert image.crop(box).tobytes() == part.tobytes()


@pytest.mark.parametrize("name", ["choice-0-1", "choice-1-0", "choice-2-0"])
def test_a_chosen_one_looks_chosen_without_its_colour(name: str) -> None:
    """A tick shows what is chosen: the pictures differ in grey, inside the mark."""
    painter, mood = painter_of(ASKING)
    box = next(each for each in painter.layout.choices if each.name == name)
    chosen = replace(mood, chosen=mood.chosen | {(box.question.key, box.choice.value)})
    before, after = (painter.view(each).crop(box.mark).convert("L") for each in (mood, chosen))
    assert before.tobytes() != after.tobytes()
    lightest = after.getextrema()
    assert isinstance(lightest, tuple)
    assert lightest != before.getextrema()


@pytest.mark.parametrize("name", ["choice-0-0", "choice-1-2", "more-1", "button-0", "away"])
def test_the_focus_ring_shows_where_the_keyboard_is(name: str) -> None:
    """What has the focus is painted unlike the rest, once keys were used."""
    painter, mood = painter_of(ASKING)
    quiet = replace(mood, focus=name)
    assert (
        painter.whole(quiet).tobytes() != painter.whole(replace(quiet, ring_focus=True)).tobytes()
    )
    assert painter.whole(quiet).tobytes() == painter.whole(mood).tobytes()


@pytest.mark.parametrize("name", ["choice-0-1", "choice-1-0", "more-1", "button-1", "away"])
def test_the_pointer_is_answered(name: str) -> None:
    """What the pointer is over looks like something that can be clicked."""
    painter, mood = painter_of(ASKING)
    assert painter.whole(mood).tobytes() != painter.whole(replace(mood, hover=name)).tobytes()


def test_the_digits_are_printed_where_they_count() -> None:
    """Only the question with the keyboard has numbers, and fixed choices have none."""
    painter, mood = painter_of(ASKING)
    assert painter.numbered(mood) == []
    there = replace(mood, focus="choice-1-0", ring_focus=True)
    assert painter.numbered(there) == ["choice-1-0", "choice-1-2", "choice-1-4"]


def test_tones_are_told_by_their_signs() -> None:
    """The signs of two tones differ in shape, not in colour alone."""
    painter, mood = painter_of(READING)
    known = colours("light")
    shapes = {}
    for sign in painter.layout.signs:
        ink = known[f"on_{sign.tone.value}"]
        wanted = tuple(int(ink[at : at + 2], 16) for at in (1, 3, 5))
        tile = painter.view(mood).crop(sign.box)
        shapes[sign.tone] = tuple(
            tile.getpixel((x, y)) == wanted for y in range(tile.height) for x in range(tile.width)
        )
    assert set(shapes) == set(Tone) - {Tone.PLAIN}
    assert len(set(shapes.values())) == 3


def test_scrolling_moves_the_words_and_nothing_else() -> None:
    """The view shows what lies further down; title and buttons stay."""
    painter, mood = painter_of(LONG, SMALL)
    down = replace(mood, scroll=100)
    bar = painter.thumb(down)
    assert bar is not None
    still, moved = painter.view(mood), painter.view(down)
    left = painter.layout.size[0] - 40
    assert moved.crop((0, 0, left, 100)).tobytes() == still.crop((0, 100, left, 200)).tobytes()


def test_what_is_out_of_sight_can_not_be_clicked() -> None:
    """A choice that is scrolled away has no place on the page; the keyboard still reaches it."""
    painter, mood = painter_of(ASKING, (700, 420))
    assert painter.layout.furthest
    areas = {area.name: area.box for area in painter.areas(mood)}
    assert areas["choice-2-2"] == (0, 0, 0, 0)
    end = replace(mood, scroll=painter.layout.furthest)
    areas = {area.name: area.box for area in painter.areas(end)}
    assert areas["choice-2-2"][3] > 0
    assert areas["choice-0-0"] == (0, 0, 0, 0)


def test_only_a_long_page_has_a_scroll_bar() -> None:
    """The thumb runs from the top of the view to its bottom."""
    painter, mood = painter_of(READING)
    assert painter.thumb(mood) is None
    painter, mood = painter_of(LONG, SMALL)
    first = painter.thumb(mood)
    last = painter.thumb(replace(mood, scroll=painter.layout.furthest))
    assert first is not None
    assert last is not None
    assert (first[1], last[3]) == painter.layout.view[1::2]
