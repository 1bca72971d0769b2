"""What a key means on a page."""

from __future__ import annotations

from posture_break.ui.card_state import AWAY

ENTER, SPACE, NEXT, PREVIOUS = "enter", "space", "next", "previous"
UP, DOWN, LEFT, RIGHT = "up", "down", "left", "right"
PAGE_UP, PAGE_DOWN, FIRST, LAST = "page-up", "page-down", "first", "last"
DIGIT, LETTER = "digit-", "letter-"  # followed by the digit, or by the letter

_NAMED = {
    "Return": ENTER,
    "space": SPACE,
    "Tab": NEXT,
    "ISO_Left_Tab": PREVIOUS,
    "Up": UP,
    "Down": DOWN,
    "Left": LEFT,
    "Right": RIGHT,
    "Prior": PAGE_UP,
    "Next": PAGE_DOWN,
    "Home": FIRST,
    "End": LAST,
    "Escape": AWAY,
    "Enter": ENTER,  # KP_Enter; the keypad has the arrows as KP_Up and so on, too
}
_ROWS = {24: "qwertyuiop", 38: "asdfghjkl", 52: "zxcvbnm"}  # X keycodes, for Cyrillic, Greek, ...
_PLACES = {first + at: letter for first, row in _ROWS.items() for at, letter in enumerate(row)}

_SHIFT, _CONTROL, _ALT, _SUPER = 0x1, 0x4, 0x8, 0x40


def meaning(keysym: str, keycode: int = 0, state: int = 0) -> str:
    """Return what a key asks for: a move, ``digit-N``, ``letter-x``, or nothing ("").

    Letters typed on a layout without Latin letters count by the place of their key.
    """
    if state & (_CONTROL | _ALT | _SUPER):
        return ""
    key = keysym.removeprefix("KP_")
    if key in _NAMED:
        return PREVIOUS if key == "Tab" and state & _SHIFT else _NAMED[key]
    if len(key) == 1 and key in "123456789":
        return DIGIT + key
    letter = key.lower()
    if len(letter) != 1 and "_" in letter:  # "Cyrillic_ve": no letter of ours
        letter = _PLACES.get(keycode, "")
    return LETTER + letter if len(letter) == 1 and letter.isascii() and letter.isalpha() else ""
