"""The colours of the pages."""

from __future__ import annotations

from dataclasses import fields

import pytest

from posture_break.ui.page_state import Tone
from posture_break.ui.page_theme import DARK, LIGHT, PAGE_PAIRS, PagePalette, colours
from posture_break.ui.theme import LEAST_CONTRAST, contrast

THEMES = ("light", "dark")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "ground"), PAGE_PAIRS)
def test_every_text_of_a_page_can_be_read(theme: str, ink: str, ground: str) -> None:
    """Each pair of text and ground has a contrast of at least 4.5 to 1."""
    known = colours(theme)
    assert contrast(known[ink], known[ground]) >= LEAST_CONTRAST


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    ("shape", "ground"),
    [
        ("muted", "panel"),  # the box of a choice, the thumb of the scroll bar
        ("muted", "ground"),
        ("accent", "soft"),  # a chosen one
        ("accent", "button"),  # a chosen one that is fixed
        ("focus", "ground"),
    ],
)
def test_marks_stand_out(theme: str, shape: str, ground: str) -> None:
    """Shapes that carry meaning have a contrast of at least 3 to 1 (WCAG 1.4.11)."""
    known = colours(theme)
    assert contrast(known[shape], known[ground]) >= 3


def test_every_tone_has_its_colours() -> None:
    """Plate and ink exist for each tone but the plain one, in both themes."""
    for tone in set(Tone) - {Tone.PLAIN}:
        for theme in THEMES:
            assert {tone.value, f"on_{tone.value}"} <= set(colours(theme))


def test_light_and_dark_differ() -> None:
    """No colour was forgotten when the dark palette was made."""
    same = [
        each.name
        for each in fields(PagePalette)
        if getattr(LIGHT, each.name) == getattr(DARK, each.name)
    ]
    assert not same
