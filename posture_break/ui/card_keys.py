"""What a key means on the card."""

from __future__ import annotations

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

ACTIVATE, NEXT, PREVIOUS = "activate", "next", "previous"
SPACE = "space"  # starts and halts a session; elsewhere it activates
EARLIER, LATER = "earlier", "later"  # a step of the session; elsewhere they move the focus
DIGIT = "digit-"  # followed by the digit: a snooze choice, an answer, or a step to tick

_NAMED = {
    "Return": ACTIVATE,
    "KP_Enter": ACTIVATE,
    "space": SPACE,
    "Tab": NEXT,
    "Right": LATER,
    "Down": NEXT,
    "ISO_Left_Tab": PREVIOUS,
    "Left": EARLIER,
    "Up": PREVIOUS,
    "Escape": AWAY,
}
_LETTERS = {
    "d": DONE,
    "s": SHORT,
    "z": SNOOZE,
    "a": ANOTHER,
    "k": SKIP,
    "e": EASIER,
    "p": PAUSE,
    "w": WHY,
    "h": HELP,
}
_PLACES = {  # X keycodes, for Cyrillic, Greek, ...
    40: "d",
    39: "s",
    52: "z",
    38: "a",
    45: "k",
    26: "e",
    33: "p",
    25: "w",
    43: "h",
}

_SHIFT, _CONTROL, _ALT, _SUPER = 0x1, 0x4, 0x8, 0x40


def meaning(keysym: str, keycode: int = 0, state: int = 0) -> str:
    """Return what a key asks for: an action, a move, ``digit-N``, or nothing ("").

    Letters typed on a layout without Latin letters count by the place of their key.
    """
    if state & (_CONTROL | _ALT | _SUPER):
        return ""
    if keysym in _NAMED:
        return PREVIOUS if keysym == "Tab" and state & _SHIFT else _NAMED[keysym]
    digit = keysym.removeprefix("KP_")
    if len(digit) == 1 and digit in "123456789":
        return DIGIT + digit
    letter = keysym.lower()
    if len(letter) != 1 and "_" in letter:  # "Cyrillic_ve": no letter of ours
        letter = _PLACES.get(keycode, "")
    return _LETTERS.get(letter, "")
