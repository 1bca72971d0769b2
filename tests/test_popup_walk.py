"""Walking through a painted menu by pointer and keys."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from posture_break.ui.popup_layout import Row
from posture_break.ui.popup_walk import After, Chosen, Entry, Key, Walk

Tree = dict[str, "Tree | None"]
MENU: Tree = {
    "Stretch in 12 min": None,
    "---": None,
    "Done": None,
    "Snooze": {"5 min": None, "(10 min)": None, "Later": {"Tonight": None}},
    "(Skip)": None,
    "Settings": {"Open config": None},
    "Quit": None,
}


def read(menu: Tree) -> tuple[Entry, ...]:
    """Read a menu made of dictionaries: parentheses mean disabled, dashes a separator."""
    return tuple(Entry(row(text, below), text, below) for text, below in menu.items())


def row(text: str, below: Tree | None) -> Row:
    """Make one line of it."""
    if text == "---":
        return Row(separator=True)
    return Row(text, enabled=not text.startswith("("), opens=below is not None)


def walk(menu: Tree | None = None) -> Walk:
    """Open the menu."""
    return Walk(menu or MENU, read)


def selected(walking: Walk) -> list[str | None]:
    """Return the text of what is selected in each open level."""
    return [
        None if level.selected is None else level.entries[level.selected].item
        for level in walking.levels
    ]


def test_the_arrows_skip_what_cannot_be_chosen() -> None:
    """Down passes separators and disabled items, and goes round the end."""
    walking, seen = walk(), []
    for _each in range(6):
        walking.press(Key.DOWN)
        seen.append(selected(walking)[0])
    assert seen == ["Stretch in 12 min", "Done", "Snooze", "Settings", "Quit", "Stretch in 12 min"]
    walking.press(Key.UP)
    assert selected(walking) == ["Quit"]


def test_home_end_and_letters_jump() -> None:
    """Home and End go to the ends; a letter to the next item that begins with it."""
    walking = walk()
    walking.press(Key.END)
    assert selected(walking) == ["Quit"]
    walking.press(Key.HOME)
    assert selected(walking) == ["Stretch in 12 min"]
    walking.press("s")
    assert selected(walking) == ["Snooze"]
    walking.press("S")
    assert selected(walking) == ["Settings"]
    walking.press("x")
    assert selected(walking) == ["Settings"]


def test_right_enters_and_left_leaves_a_submenu() -> None:
    """The arrows walk in and out, with the first item of the submenu selected."""
    walking = walk()
    walking.press(Key.DOWN)
    walking.press("s")
    walking.press(Key.RIGHT)
    assert selected(walking) == ["Snooze", "5 min"]
    walking.press(Key.END)
    walking.press(Key.RIGHT)
    assert selected(walking) == ["Snooze", "Later", "Tonight"]
    walking.press(Key.LEFT)
    assert selected(walking) == ["Snooze", "Later"]
    walking.press(Key.LEFT)
    assert selected(walking) == ["Snooze"]


def test_enter_chooses_or_opens() -> None:
    """Enter takes the item; on a submenu it goes in."""
    walking = walk()
    assert walking.press(Key.ENTER) is After.STAY
    walking.press("d")
    assert walking.press(Key.ENTER) == Chosen("Done")
    walking.press("s")
    assert walking.press(Key.ENTER) is After.STAY
    assert walking.press(Key.ENTER) == Chosen("5 min")


def test_escape_closes_one_level_then_all() -> None:
    """Escape steps back out of a submenu; in the outermost menu it ends."""
    walking = walk()
    walking.point(0, 3)
    walking.press(Key.RIGHT)
    assert walking.press(Key.ESCAPE) is After.STAY
    assert selected(walking) == ["Snooze"]
    assert walking.press(Key.ESCAPE) is After.CLOSE


def test_resting_on_a_row_opens_its_submenu() -> None:
    """The submenu comes when the pointer settles, and goes when it settles elsewhere."""
    walking = walk()
    walking.point(0, 3)
    assert len(walking.levels) == 1
    walking.settle()
    assert selected(walking) == ["Snooze", None]
    walking.point(0, 2)
    walking.settle()
    assert selected(walking) == ["Done"]


def test_the_way_to_a_submenu_may_cross_other_rows() -> None:
    """Who cuts the corner over the next row still arrives in the submenu."""
    walking = walk()
    walking.point(0, 3)
    walking.settle()
    walking.point(0, 5)
    walking.point(1, 0)
    walking.settle()
    assert selected(walking) == ["Snooze", "5 min"]


def test_outside_the_menu_the_open_submenu_stays() -> None:
    """The pointer may leave the menu without the submenu closing behind it."""
    walking = walk()
    walking.point(0, 3)
    walking.settle()
    walking.point(None, None)
    walking.settle()
    assert selected(walking) == ["Snooze", None]


def test_a_disabled_row_cannot_be_chosen() -> None:
    """A click on it changes nothing."""
    walking = walk()
    assert walking.choose(0, 4) is After.STAY
    assert walking.choose(0, 1) is After.STAY
    assert walking.choose(0, 2) == Chosen("Done")


def test_new_words_keep_the_place() -> None:
    """The selected item stays selected when others come before it; its submenu stays open."""
    menu = dict(MENU)
    walking = walk(menu)
    walking.point(0, 3)
    walking.settle()
    walking.point(1, 0)
    below = menu.pop("Snooze")
    rest = {"Now": None, "Short version": None, "Snooze": below, "Quit": None}
    menu.clear()
    menu.update(rest)
    walking.refresh()
    assert selected(walking) == ["Snooze", "5 min"]


def test_what_vanishes_closes() -> None:
    """A submenu whose item is gone closes, and nothing else is selected in its place."""
    menu = dict(MENU)
    walking = walk(menu)
    walking.point(0, 3)
    walking.settle()
    walking.point(1, 0)
    del menu["Snooze"]
    walking.refresh()
    assert selected(walking) == [None]


moves = st.one_of(
    st.sampled_from(list(Key)),
    st.sampled_from("sdq5x"),
    st.tuples(st.integers(0, 2), st.integers(0, 6)),
    st.just("settle"),
)


@given(st.lists(moves, max_size=40))
def test_no_walk_ends_in_a_place_that_is_not_there(
    steps: list[Key | str | tuple[int, int]],
) -> None:
    """Whatever a person does, each level hangs on the row above it and selects what it may."""
    walking = walk()
    for step in steps:
        if isinstance(step, tuple):
            depth, row = step
            if depth < len(walking.levels) and row < len(walking.levels[depth].entries):
                ok = walking.levels[depth].entries[row].row.selectable
                walking.point(depth, row if ok else None)
        elif step == "settle":
            walking.settle()
        else:
            walking.press(step)
        for depth, level in enumerate(walking.levels):
            assert (level.opened is None) == (depth == len(walking.levels) - 1)
            for index in (level.selected, level.opened):
                assert index is None or level.entries[index].row.selectable
