"""What keys mean on the card."""

from __future__ import annotations

import pytest

from posture_break.ui.card_keys import (
    ACTIVATE,
    EARLIER,
    LATER,
    NEXT,
    PREVIOUS,
    SPACE,
    meaning,
)
from posture_break.ui.card_state import (
    ANOTHER,
    AWAY,
    DONE,
    EASIER,
    HELP,
    PAUSE,
    SHORT,
    SKIP,
    SNOOZE,
    WHY,
)


@pytest.mark.parametrize(
    ("keysym", "wish"),
    [
        ("Return", ACTIVATE),
        ("KP_Enter", ACTIVATE),
        ("space", SPACE),
        ("Tab", NEXT),
        ("ISO_Left_Tab", PREVIOUS),
        ("Right", LATER),
        ("Left", EARLIER),
        ("Escape", AWAY),
        ("d", DONE),
        ("D", DONE),
        ("s", SHORT),
        ("z", SNOOZE),
        ("a", ANOTHER),
        ("k", SKIP),
        ("e", EASIER),
        ("p", PAUSE),
        ("w", WHY),
        ("h", HELP),
        ("Down", NEXT),
        ("Up", PREVIOUS),
        ("1", "digit-1"),
        ("KP_3", "digit-3"),
        ("0", ""),
        ("x", ""),
        ("F5", ""),
        ("Shift_L", ""),
        ("", ""),
    ],
)
def test_each_key_means_one_thing(keysym: str, wish: str) -> None:
    """The printed keys do what they say, every other key does nothing."""
    assert meaning(keysym) == wish


def test_shift_tab_goes_back() -> None:
    """Systems that send Tab with Shift held are understood, too."""
    assert meaning("Tab", state=0x1) == PREVIOUS


@pytest.mark.parametrize("held", [0x4, 0x8, 0x40])
def test_shortcuts_of_the_desktop_are_left_alone(held: int) -> None:
    """With Control, Alt or Super held no key answers the break."""
    assert meaning("d", state=held) == ""
    assert meaning("Tab", state=held) == ""


def test_num_and_caps_lock_do_not_matter() -> None:
    """A lock that is on changes nothing."""
    assert meaning("D", state=0x2 | 0x10) == DONE


def test_letters_count_by_their_place_on_other_alphabets() -> None:
    """On a Russian layout the key that carries D still means done."""
    assert meaning("Cyrillic_ve", keycode=40) == DONE
    assert meaning("Greek_zeta", keycode=52) == SNOOZE
    assert meaning("Cyrillic_che", keycode=53) == ""
