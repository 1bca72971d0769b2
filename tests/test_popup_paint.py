"""The painted menu: what can be hit is what is seen, and all of it can be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from posture_break.ui.popup_layout import Box, Layout, Row, beside, branching, lay_out
from posture_break.ui.popup_paint import highlight, measure, paint, palette, pixels
from posture_break.ui.theme import LEAST_CONTRAST, Palette, contrast

MENU = (
    Row("Stretch in 12 min", strong=True),
    Row(separator=True),
    Row("Done"),
    Row("Snooze", opens=True),
    Row("Snooze: no more for this break", enabled=False),
    Row("Sound", checked=True),
    Row("Quietly", checked=False, radio=True),
    Row("Loudly", checked=True, radio=True),
    Row(separator=True),
    Row("Quit"),
)
PALETTES = [palette(dark=False), palette(dark=True)]
SCALES = [1.0, 1.25, 2.0]

row_texts = st.text(min_size=1, max_size=30)
menus = st.lists(
    st.one_of(
        st.just(Row(separator=True)),
        st.builds(Row, text=row_texts, enabled=st.booleans(), opens=st.booleans()),
    ),
    min_size=1,
    max_size=40,
)


def laid_out(rows: tuple[Row, ...] = MENU, scale: float = 1.0, tallest: int = 2000) -> Layout:
    """Lay a menu out with the real font."""
    return lay_out(rows, measure(scale), scale, tallest)


def changed(one: Image.Image, other: Image.Image) -> tuple[int, int, int, int] | None:
    """Return the part of the picture in which the two differ."""
    return ImageChops.difference(one.convert("RGB"), other.convert("RGB")).getbbox()


@pytest.mark.parametrize("scale", SCALES)
def test_the_picture_has_the_size_of_the_layout(scale: float) -> None:
    """What is painted fills the window exactly."""
    layout = laid_out(scale=scale)
    assert paint(layout, PALETTES[0]).size == (layout.width, layout.height)


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("colours", PALETTES)
def test_the_highlight_is_where_the_row_is_hit(scale: float, colours: Palette) -> None:
    """For every selectable row the pixels that the highlight changes all hit that row."""
    layout = laid_out(scale=scale)
    plain = paint(layout, colours)
    for index, row in enumerate(layout.rows):
        if not row.selectable:
            continue
        box = changed(plain, paint(layout, colours, selected=index))
        assert box is not None
        left, top, right, bottom = box
        for y in range(top, bottom):
            assert layout.hit(left, y) == layout.hit(right - 1, y) == index


def test_every_pixel_row_of_an_item_hits_it() -> None:
    """There is no dead strip between one item and the next."""
    layout = laid_out()
    for index, row in enumerate(layout.rows):
        box = layout.box(index)
        hits = {layout.hit(box.width // 2, y) for y in range(box.y, box.bottom)}
        assert hits == ({index} if row.selectable else {None})


def test_disabled_items_and_separators_are_not_hit() -> None:
    """Nobody can choose what the menu shows as not to be chosen."""
    layout = laid_out()
    middles = [layout.box(index) for index, row in enumerate(MENU) if not row.selectable]
    assert len(middles) == 3
    assert {layout.hit(20, box.y + box.height // 2) for box in middles} == {None}


@given(menus, st.integers(60, 1200), st.integers(-50, 2000), st.integers(-50, 600))
def test_what_is_hit_is_selectable_and_seen(
    rows: list[Row], tallest: int, scroll: int, y: int
) -> None:
    """Wherever the pointer is and however far it is scrolled, only a row in sight is hit."""
    layout = lay_out(rows, lambda text, strong: 7.0 * len(text) + strong, 1.0, tallest)
    scroll = layout.bound(scroll)
    index = layout.hit(layout.width // 2, y, scroll)
    if index is not None:
        box = layout.box(index, scroll)
        assert layout.rows[index].selectable
        assert box.y <= y < box.bottom
        assert 0 <= y < layout.height


@given(menus, st.integers(60, 1200), st.integers(0, 2000), st.data())
def test_a_selected_row_can_be_scrolled_into_sight(
    rows: list[Row], tallest: int, scroll: int, data: st.DataObject
) -> None:
    """After `reveal` the middle of the row is hit, or the row is one that never can be."""
    layout = lay_out(rows, lambda text, _strong: 7.0 * len(text), 1.0, tallest)
    index = data.draw(st.integers(0, len(rows) - 1))
    scroll = layout.reveal(index, layout.bound(scroll))
    assert scroll == layout.bound(scroll)
    scroll = layout.bound(scroll)
    box = layout.box(index, scroll)
    expected = index if rows[index].selectable else None
    assert layout.hit(layout.width // 2, box.y + box.height // 2, scroll) == expected


def test_a_menu_taller_than_the_monitor_scrolls() -> None:
    """It is as tall as allowed, with a strip at the end that has more to show, and only there."""
    layout = laid_out(tuple(Row(f"Item {number}") for number in range(60)), tallest=600)
    assert layout.height == 600
    assert (layout.strip(2, 0), layout.strip(598, 0)) == (0, 1)
    assert (layout.strip(2, layout.most), layout.strip(598, layout.most)) == (-1, 0)
    assert layout.hit(30, 598) is None
    first, last = (paint(layout, PALETTES[0], scroll=at) for at in (0, layout.most))
    assert changed(first, last) is not None


def test_scrolling_moves_the_picture_with_the_hits() -> None:
    """The highlight of a row is found where that row is hit, also when scrolled."""
    layout = laid_out(tuple(Row(f"Item {number}") for number in range(60)), tallest=600)
    box = changed(
        paint(layout, PALETTES[0], scroll=333), paint(layout, PALETTES[0], 20, scroll=333)
    )
    assert box is not None
    assert layout.hit(40, (box[1] + box[3]) // 2, 333) == 20


@pytest.mark.parametrize("colours", PALETTES, ids=["light", "dark"])
def test_all_words_can_be_read(colours: Palette) -> None:
    """Words keep 4.5 to 1, the disabled ones too: the menu tells through them why it is so."""
    assert contrast(colours.text, colours.panel) >= LEAST_CONTRAST
    assert contrast(colours.muted, colours.panel) >= LEAST_CONTRAST
    assert contrast(colours.on_button, highlight(colours)) >= LEAST_CONTRAST
    assert contrast(highlight(colours), colours.panel) >= 1.25


@pytest.mark.parametrize("colours", PALETTES, ids=["light", "dark"])
def test_the_painted_words_have_that_contrast(colours: Palette) -> None:
    """The colour farthest from the ground, as it is in the picture, is the text's own."""
    layout = laid_out((Row("Stretch mmmm HHHH"),))
    found = paint(layout, colours).convert("RGB").getcolors(9999) or []
    seen = [bytes(value).hex() for _count, value in found if isinstance(value, tuple)]
    best = max(contrast(f"#{value}", colours.panel) for value in seen)
    assert best >= 0.9 * contrast(colours.text, colours.panel)


def test_check_marks_and_radio_dots_are_painted() -> None:
    """On and off look different, by shape and not only by colour."""
    for radio in (False, True):
        on, off = (
            paint(laid_out((Row("Sound", checked=state, radio=radio),)), PALETTES[0])
            for state in (True, False)
        )
        box = changed(on, off)
        assert box is not None
        assert box[2] - box[0] >= 4


def test_a_long_text_ends_in_an_ellipsis_inside_the_menu() -> None:
    """However long a reminder's name is, the menu stays within bounds and the edge free."""
    layout = laid_out((Row("Stretch your wrists " * 12), Row("Quit")))
    assert layout.width <= layout.measures.widest
    picture = paint(layout, PALETTES[0]).convert("RGB")
    margin = layout.measures.frame
    right = picture.crop((layout.width - margin, 8, layout.width - 2, layout.height - 8))
    assert len(right.getcolors() or ()) == 1


def test_round_corners_are_transparent() -> None:
    """Where a compositor blends, nothing is seen of the corners."""
    picture = paint(laid_out(), PALETTES[0], rounded=True)
    assert pixels(picture)[:4] == b"\0\0\0\0"
    assert pixels(paint(laid_out(), PALETTES[0]))[3] == 255


def test_pixels_come_in_the_order_of_the_server() -> None:
    """Blue first where the server says least significant byte first, else alpha first."""
    picture = Image.new("RGBA", (1, 1), (200, 100, 50, 255))
    assert pixels(picture) == bytes((50, 100, 200, 255))
    assert pixels(picture, big_endian=True) == bytes((255, 200, 100, 50))


# Its place on the screen

MONITOR = Box(1280, 0, 1280, 800)
sizes = st.tuples(st.integers(50, 900), st.integers(50, 700))
icons = st.builds(lambda x, y: Box(1280 + x, y, 24, 24), st.integers(0, 1256), st.integers(0, 776))


@given(sizes, icons, st.booleans())
def test_a_menu_stays_on_the_monitor_of_the_icon(
    size: tuple[int, int], icon: Box, upright: bool
) -> None:
    """No part of it hangs over the edge, on whatever side of the screen the bar is."""
    box = beside(size, icon, MONITOR, upright=upright)
    assert MONITOR.x <= box.x
    assert box.right <= MONITOR.right
    assert MONITOR.y <= box.y
    assert box.bottom <= MONITOR.bottom


def test_a_menu_opens_away_from_the_bar() -> None:
    """Below a bar at the top, above one at the bottom, and never over the icon."""
    top, bottom = Box(2500, 0, 24, 30), Box(2500, 770, 24, 30)
    assert beside((200, 300), top, MONITOR).y == 30
    assert beside((200, 300), bottom, MONITOR).bottom == 770
    left = Box(1280, 400, 30, 24)
    assert beside((200, 300), left, MONITOR, upright=True).x == 1310


def test_submenus_go_on_in_one_direction() -> None:
    """One that had to go left is followed by its own to the left, not back over the first."""
    row = Box(0, 100, 200, 28)
    first = Box(2360, 30, 200, 300)
    second = branching((180, 90), first, row, MONITOR, 5)
    third = branching((180, 90), second, row, MONITOR, 5, leftward=True)
    assert third.right <= second.x + 5 < second.right <= first.x + 5
    assert second.y + 5 == first.y + row.y
