"""Text made safe for foreign windows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_break.plain import clip, plain, plain_line
from tests.fake_win32 import units

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=80)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\r\nb\n\n\nc", "a\nb\nc"),
        ("a\tb   c ", "a b c"),
        ("\x1b[31mred\0", "[31mred"),
        ("half \ud800 pair", "half \N{REPLACEMENT CHARACTER} pair"),
        ("a\u2028b", "a\nb"),
    ],
)
def test_plain_keeps_what_can_be_drawn(text: str, shown: str) -> None:
    """Control characters go, lines stay lines, empty ones go."""
    assert plain(text, 99) == shown


@given(ANY_TEXT, st.integers(min_value=0, max_value=99))
def test_plain_is_always_safe(text: str, limit: int) -> None:
    """Any text becomes valid UTF-8 of bounded length with no control character but line ends."""
    shown = plain(text, limit)
    shown.encode()
    assert units(shown) <= limit
    assert all(each == "\n" or ord(each) >= 32 for each in shown)
    assert plain(shown, limit) == shown


@given(ANY_TEXT)
def test_line_is_one_line(text: str) -> None:
    """A title has no line end."""
    assert "\n" not in plain_line(text, 50)


def test_clip_tears_nothing() -> None:
    """A letter keeps its accent, and a pair its half."""
    assert clip("ab", 2) == "ab"
    assert clip("abc", 2) == "a…"
    assert clip("🧘🧘", 3) == "🧘…"
    assert clip("🧘🧘", 2) == "…"
    assert clip("noe\u0308l", 4) == "no…"
