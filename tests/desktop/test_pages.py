"""The pages on a real X display with a window manager: read, answered by keys and by pointer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from posture_break.ui.card_state import CardLook
from posture_break.ui.card_surface import FRAME
from posture_break.ui.page_answers import chosen_at_first
from posture_break.ui.page_paint import PagePainter
from posture_break.ui.page_parts import PageMood
from posture_break.ui.page_state import PageState
from tests.card_samples import EXERCISE
from tests.desktop import rig
from tests.desktop.card_desk import CardDesk, card_on
from tests.desktop.rig import Desktop, desktop, wait_until
from tests.page_samples import ASKING, DAILY, LONG, READING

pytestmark = pytest.mark.desktop

LIGHT = CardLook(theme="light", scale=1.0)
ASKED = replace(LIGHT, focus=True)  # the person asked for it: it may take the keyboard
SMALL = (1024, 600)
AS_IT_WAS = {"places": "desk", "avoid": "balance", "demand": "2"}
STANDING = AS_IT_WAS | {"places": "desk,standing"}


@pytest.fixture(scope="module")
def small_desktop(shots: Path) -> Iterator[Desktop]:
    """Run Xvfb and xfwm4 on a display of 1024 by 600."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(rig, "SIZE", SMALL)
        with desktop("bare", shots, bar="none", notifier="none") as running:
            yield running


@pytest.fixture
def desk(small_desktop: Desktop) -> Iterator[CardDesk]:
    """Hold a card that is not open yet."""
    with card_on(small_desktop) as held:
        yield held


def read(desk: CardDesk, page: PageState, look: CardLook = ASKED) -> None:
    """Open a page and wait until it is on the screen."""
    desk.card.open_page(page, look)
    desk._processes.add(desk.process)
    desk.until(lambda: desk.card.shown or desk.losses, "the page")
    assert not desk.losses


def painter_of(page: PageState) -> PagePainter:
    """Return what the window shows of a page."""
    return PagePainter(page, "light", 1.0, (SMALL[0] - FRAME[0], SMALL[1] - FRAME[1]))


def click(desk: CardDesk, page: PageState, *names: str) -> None:
    """Click hit areas of a page that is not scrolled."""
    left, top, __, __ = desk.geometry()
    areas = {area.name: area.box for area in painter_of(page).areas(PageMood())}
    for name in names:
        box = areas[name]
        desk.desktop.click(left + (box[0] + box[2]) // 2, top + (box[1] + box[3]) // 2)


def seen(desk: CardDesk) -> Image.Image:
    """Return the picture of the window as it is on the screen."""
    left, top, width, height = desk.geometry()
    with Image.open(desk.desktop.shot("page")) as picture:
        return picture.convert("RGB").crop((left, top, left + width, top + height))


def shows(desk: CardDesk, page: PageState, mood: PageMood) -> bool:
    """Return whether the window shows a page in this mood, to the last pixel."""
    wanted = painter_of(page).whole(mood)
    there = seen(desk)
    return there.size == wanted.size and not ImageChops.difference(there, wanted).getbbox()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("page", [READING, ASKING], ids=["help", "setup"])
def test_a_page_is_seen(desk: CardDesk, page: PageState, theme: str) -> None:
    """A page comes up on the screen, with large text too, and says what it is."""
    read(desk, page, replace(ASKED, theme=theme, text=1.5))
    desk.desktop.shot(f"page-{page.name}-{theme}")
    assert page.title in desk.says("WM_NAME")
    left, top, width, height = desk.geometry()
    assert left >= 0
    assert top >= 0
    assert left + width <= SMALL[0]
    assert top + height <= SMALL[1]


def test_the_window_shows_what_was_painted(desk: CardDesk) -> None:
    """Head, view and strip stand where the painter puts them."""
    read(desk, READING)
    mood = PageMood(focus=painter_of(READING).main)
    wait_until(lambda: shows(desk, READING, mood), "the page as painted")


@pytest.mark.parametrize(
    ("page", "keys", "verb", "args"),
    [
        (ASKING, ["Return"], "save", AS_IT_WAS),
        (ASKING, ["l"], "later", AS_IT_WAS),
        (ASKING, ["Tab", "Right", "space", "Return"], "save", STANDING),
        (ASKING, ["3", "1", "Return"], "save", AS_IT_WAS | {"places": "floor"}),
        (ASKING, ["Escape"], "away", {}),
        (ASKING, ["alt+F4"], "away", {}),
        (READING, ["Return"], "away", {}),
        (READING, ["Tab", "Return"], "away", {}),
        (DAILY, ["Return", "b"], "flare", {"value": "over"}),
        (DAILY, ["Tab", "Tab", "space"], "flare", {"value": "goes-on"}),
        (DAILY, ["h"], "help", {}),
    ],
)  # fmt: skip
def test_keys_answer(
    desk: CardDesk, page: PageState, keys: list[str], verb: str, args: dict[str, str]
) -> None:
    """A page is answered by keys alone; the answer carries what was chosen."""
    read(desk, page)
    desk.press(*keys)
    assert desk.hears() == (verb, args)
    assert desk.silent(0.2)


def test_the_pointer_answers(desk: CardDesk) -> None:
    """Clicking chooses, and clicking a button answers."""
    read(desk, ASKING, LIGHT)
    click(desk, ASKING, "choice-0-2", "choice-0-0", "choice-1-0")
    click(desk, ASKING, "button-1")
    assert desk.hears() == ("save", {"places": "floor", "avoid": "wrists,balance", "demand": "2"})


def test_a_second_press_sends_no_second_answer(desk: CardDesk) -> None:
    """Two presses in a row are one answer."""
    read(desk, DAILY)
    desk.press("s", "b", "s")
    assert desk.hears() == ("flare", {"value": "goes-on"})
    assert desk.silent()


def test_keys_that_were_meant_for_another_window_count_nothing(desk: CardDesk) -> None:
    """A page that came up by itself ignores keys that are typed without a pause."""
    read(desk, DAILY, LIGHT)
    desk.desktop.run("xdotool", "windowfocus", desk.windows()[-1], "key", "b", "key", "s")
    assert desk.silent(0.4)


def test_a_long_page_scrolls(desk: CardDesk) -> None:
    """The wheel, Page Down and the thumb of the bar show what lies further down."""
    read(desk, LONG)
    painter = painter_of(LONG)
    start = PageMood(chosen=chosen_at_first(LONG), focus=painter.main)
    end = replace(start, scroll=painter.layout.furthest)
    wait_until(lambda: shows(desk, LONG, start), "the beginning")
    desk.press("End")
    wait_until(lambda: shows(desk, LONG, end), "the end, by key")
    left, top, width, height = desk.geometry()
    desk.desktop.run("xdotool", "mousemove", str(left + 200), str(top + 200))
    desk.desktop.run("xdotool", "click", "--repeat", "40", "--delay", "2", "4")
    wait_until(lambda: shows(desk, LONG, start), "the beginning, by wheel")
    thumb = painter.thumb(start)
    assert thumb is not None
    at = (left + (thumb[0] + thumb[2]) // 2, top + thumb[1] + 5)
    desk.desktop.run(
        *("xdotool", "mousemove", str(at[0]), str(at[1]), "mousedown", "1"),
        *("mousemove", str(at[0]), str(top + height - 5), "mouseup", "1"),
    )
    wait_until(lambda: shows(desk, LONG, end), "the end, by the thumb")
    assert width == painter.layout.size[0]
    desk.press("Escape")
    assert desk.hears() == ("away", {})


def test_more_makes_room_for_the_rest(desk: CardDesk) -> None:
    """Choices that were left off can be opened and chosen."""
    read(desk, ASKING)
    desk.press("Tab", "Down", "Tab", "Tab", "Tab", "space", "space", "Return")
    verb, args = desk.hears()
    assert (verb, args["avoid"]) == ("save", "hips,balance")


def test_card_and_page_take_turns_in_one_window(desk: CardDesk) -> None:
    """A page takes the card's place, and the card the page's, each with its own keys."""
    desk.open(EXERCISE, ASKED)
    window = desk.windows()
    desk.card.open_page(DAILY, ASKED)
    desk.until(lambda: DAILY.title in desk.says("WM_NAME"), "the page")
    mood = PageMood()
    wait_until(lambda: shows(desk, DAILY, mood), "nothing but the page")
    desk.press("b")
    assert desk.hears() == ("flare", {"value": "over"})
    desk.card.open(EXERCISE, ASKED)
    desk.until(lambda: EXERCISE.title in desk.says("WM_NAME"), "the card")
    assert desk.windows() == window
    desk.press("k")
    assert desk.hears()[0] == "skip"


def test_a_page_after_a_page(desk: CardDesk) -> None:
    """Another page comes into the same window, and is answered at once."""
    read(desk, DAILY)
    desk.press("h")
    assert desk.hears() == ("help", {})
    desk.card.open_page(READING, ASKED)
    desk.until(lambda: READING.title in desk.says("WM_NAME"), "the other page")
    desk.press("Return")
    assert desk.hears() == ("away", {})
