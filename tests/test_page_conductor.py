"""What keys and pointer do to a page."""

from __future__ import annotations

import pytest

from posture_break.ui import page_keys
from posture_break.ui.page_answers import args_of
from posture_break.ui.page_conductor import LEAVE, PageConductor
from posture_break.ui.page_keys import meaning
from posture_break.ui.page_paint import PagePainter
from posture_break.ui.page_state import PageButton, PageState
from tests.page_samples import ASKING, DAILY, LONG, READING

ROOM, SMALL = (1900, 1000), (700, 420)


def conductor_of(page: PageState, limit: tuple[int, int] = ROOM) -> PageConductor:
    """Return a page that has just come up."""
    return PageConductor(page, lambda opened: PagePainter(page, "light", 1.0, limit, opened))


def pressed(conductor: PageConductor, *wishes: str) -> PageButton | None:
    """Return what the last of these keys leads to."""
    button = None
    for wish in wishes:
        button = conductor.press(wish)
    return button


def test_enter_at_once_is_the_main_button() -> None:
    """Who only presses Enter takes the page as it is."""
    assert pressed(conductor_of(ASKING), "enter") == ASKING.buttons[1]
    assert pressed(conductor_of(READING), "enter") == READING.buttons[0]


def test_without_a_main_button_enter_decides_nothing() -> None:
    """A page that wants a deliberate answer takes none by accident."""
    conductor = conductor_of(DAILY)
    assert pressed(conductor, "enter") is None
    assert pressed(conductor, "space") is None
    assert pressed(conductor, "next", "next", "enter") == DAILY.buttons[1]


def test_a_whole_page_is_answered_by_keys() -> None:
    """Tab, arrows, Space, digits and Enter suffice; the answer carries what was chosen."""
    conductor = conductor_of(ASKING)
    button = pressed(
        conductor,
        *("next", "right", "space"),  # standing, too
        *("down", "right", "space"),  # and the neck, in the row below
        *("next", "next", "next", "digit-3"),  # demanding
        "enter",
    )
    assert button is not None
    assert args_of(ASKING, button, conductor.mood.chosen) == {
        "places": "desk,standing",
        "avoid": "neck,balance",
        "demand": "3",
    }


def test_a_fixed_choice_stays() -> None:
    """What the config says can neither be touched nor is it part of the answer."""
    conductor = conductor_of(ASKING)
    conductor.touch("choice-1-1")
    assert ("avoid", "knees") in conductor.mood.chosen
    assert "knees" not in args_of(ASKING, ASKING.buttons[1], conductor.mood.chosen)["avoid"]


def test_of_one_only_one_is_chosen() -> None:
    """Where one answer counts, another one takes its place; touching it again changes nothing."""
    conductor = conductor_of(ASKING)
    for name in ("choice-2-0", "choice-2-2", "choice-2-2"):
        conductor.touch(name)
    assert [value for key, value in conductor.mood.chosen if key == "demand"] == ["3"]


def test_of_many_none_may_be_chosen() -> None:
    """Where several count, touching takes back; an empty answer is one."""
    conductor = conductor_of(ASKING)
    conductor.touch("choice-0-0")
    assert args_of(ASKING, ASKING.buttons[1], conductor.mood.chosen)["places"] == ""


def test_a_button_carries_its_value() -> None:
    """Two buttons with one verb differ by what goes with it."""
    assert args_of(DAILY, DAILY.buttons[2], frozenset()) == {"value": "over"}


def test_more_shows_the_rest() -> None:
    """What was left off comes, the keyboard goes there, and nothing that was chosen is lost."""
    conductor = conductor_of(ASKING)
    conductor.touch("choice-1-0")
    before = conductor.mood.chosen
    conductor.touch("more-1")
    assert conductor.mood.focus == "choice-1-3"
    assert conductor.mood.chosen == before
    assert conductor.painter.layout.more == ()


@pytest.mark.parametrize(
    ("wishes", "focus"),
    [
        (["next"], "choice-0-0"),
        (["previous"], "away"),
        (["next", "down"], "choice-1-0"),
        (["next", "right", "right", "right"], "choice-1-0"),
        (["next", "left"], "button-1"),
        (["next", "down", "up"], "choice-0-0"),
        (["next", "down", "right"], "choice-1-2"),  # over the fixed one
        (["down"], "choice-0-0"),
        (["2"], "choice-0-1"),
        (["previous", "up"], "button-0"),
    ],
)
def test_the_focus_goes_where_the_keys_point(wishes: list[str], focus: str) -> None:
    """Tab goes in order, arrows go to what lies next in their direction."""
    conductor = conductor_of(ASKING)
    pressed(conductor, *(f"digit-{each}" if each.isdecimal() else each for each in wishes))
    assert conductor.mood.focus == focus


def test_the_focus_reaches_everything_and_comes_round() -> None:
    """As many Tabs as there are areas lead back to the first one."""
    conductor = conductor_of(ASKING, SMALL)
    names = [area.name for area in conductor.painter.areas(conductor.mood)]
    been = []
    for _each in names:
        conductor.press("next")
        been.append(conductor.mood.focus)
    assert sorted(been) == sorted(names)
    assert been[-1] == names[0]


def test_what_has_the_focus_is_in_view() -> None:
    """On a small monitor the page scrolls with the keyboard."""
    conductor = conductor_of(ASKING, SMALL)
    for _each in conductor.painter.areas(conductor.mood):
        conductor.press("next")
        box = conductor.painter.box(conductor.mood.focus)
        if box is not None:
            top, bottom = conductor.painter.layout.view[1::2]
            assert box[1] >= conductor.mood.scroll
            assert box[3] <= conductor.mood.scroll + bottom - top


@pytest.mark.parametrize("wish", ["down", "page-down", "space", "last"])
def test_a_long_page_is_read_by_keys(wish: str) -> None:
    """Arrow, Page Down, Space and End go down, and never past the end."""
    conductor = conductor_of(LONG, (900, 500))
    assert conductor.press(wish) is None
    assert 0 < conductor.mood.scroll <= conductor.painter.layout.furthest
    for _each in range(99):
        conductor.press(wish)
    assert conductor.mood.scroll == conductor.painter.layout.furthest
    pressed(conductor, "up")
    assert conductor.mood.scroll < conductor.painter.layout.furthest
    pressed(conductor, "first")
    assert conductor.mood.scroll == 0


def test_wheel_and_thumb_scroll() -> None:
    """A turn of the wheel goes down a little; the thumb goes as far as it is drawn."""
    conductor = conductor_of(LONG, (900, 500))
    conductor.turn(1)
    assert 0 < conductor.mood.scroll < 100
    conductor.drag(10_000)
    assert conductor.mood.scroll == conductor.painter.layout.furthest
    conductor.drag(0)
    assert conductor.mood.scroll == 0


def test_nothing_scrolls_that_fits() -> None:
    """A page that is seen whole stays where it is."""
    conductor = conductor_of(READING)
    pressed(conductor, "page-down", "last")
    conductor.turn(3)
    conductor.drag(400)
    assert conductor.mood.scroll == 0


def test_letters_press_their_buttons() -> None:
    """The printed letter of a button presses it, from wherever the keyboard is."""
    assert pressed(conductor_of(ASKING), "next", "letter-l") == ASKING.buttons[0]
    assert pressed(conductor_of(DAILY), "letter-h") == DAILY.buttons[0]
    assert pressed(conductor_of(DAILY), "letter-x") is None


def test_esc_leaves() -> None:
    """Esc and the printed Esc key answer that nothing is changed."""
    assert pressed(conductor_of(ASKING), "away") == LEAVE
    assert conductor_of(ASKING).touch("away") == LEAVE


def test_an_unknown_wish_does_nothing() -> None:
    """A key without a meaning changes nothing."""
    conductor = conductor_of(ASKING)
    before = conductor.mood
    assert conductor.press("") is None
    assert conductor.mood == before


def test_the_pointer_finds_what_it_is_over() -> None:
    """The middle of each area is that area; beside them is nothing."""
    conductor = conductor_of(ASKING)
    for area in conductor.painter.areas(conductor.mood):
        left, top, right, bottom = area.box
        assert conductor.at((left + right) // 2, (top + bottom) // 2) == area.name
    assert conductor.at(1, 1) == ""


@pytest.mark.parametrize(
    ("keysym", "keycode", "state", "wish"),
    [
        ("Return", 36, 0, page_keys.ENTER),
        ("KP_Enter", 104, 0, page_keys.ENTER),
        ("Tab", 23, 0, page_keys.NEXT),
        ("Tab", 23, 1, page_keys.PREVIOUS),
        ("ISO_Left_Tab", 23, 1, page_keys.PREVIOUS),
        ("KP_Down", 88, 0, page_keys.DOWN),
        ("Prior", 112, 0, page_keys.PAGE_UP),
        ("KP_Next", 89, 0, page_keys.PAGE_DOWN),
        ("KP_3", 89, 0, "digit-3"),
        ("7", 16, 0, "digit-7"),
        ("0", 19, 0, ""),
        ("L", 46, 1, "letter-l"),
        ("Cyrillic_de", 46, 0, "letter-l"),
        ("adiaeresis", 48, 0, ""),
        ("l", 46, 4, ""),  # with Control
        ("Escape", 9, 0, "away"),
        ("F5", 71, 0, ""),
    ],
)
def test_keys_have_their_meaning(keysym: str, keycode: int, state: int, wish: str) -> None:
    """Each key means the same on the keypad, with Shift, and on a layout of other letters."""
    assert meaning(keysym, keycode, state) == wish
