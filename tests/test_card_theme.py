"""The card's colours."""

from __future__ import annotations

from dataclasses import fields

import pytest

from posture_break.ui.theme import (
    DARK,
    LEAST_CONTRAST,
    LIGHT,
    TEXT_PAIRS,
    Palette,
    contrast,
    palette,
)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_every_text_can_be_read_on_its_ground(colours: Palette, ink: str, ground: str) -> None:
    """Each pair of text and ground has a contrast of at least 4.5 to 1."""
    assert contrast(getattr(colours, ink), getattr(colours, ground)) >= LEAST_CONTRAST


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("shape", "ground"), [("focus", "ground"), ("focus", "panel"), ("accent", "panel")]
)
def test_focus_and_ring_stand_out(colours: Palette, shape: str, ground: str) -> None:
    """Shapes that carry meaning have a contrast of at least 3 to 1 (WCAG 1.4.11)."""
    assert contrast(getattr(colours, shape), getattr(colours, ground)) >= 3


def test_contrast_is_that_of_wcag() -> None:
    """Black on white is 21 to 1, and the order does not matter."""
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#ffffff", "#e8683a"), 2) == 3.24


def test_unknown_themes_are_light() -> None:
    """Any name but dark gives the light palette."""
    assert palette("dark") is DARK
    assert palette("sepia") is LIGHT


def test_both_palettes_differ_in_every_ground() -> None:
    """No colour was forgotten when the dark palette was made."""
    same = [
        each.name
        for each in fields(Palette)
        if getattr(LIGHT, each.name) == getattr(DARK, each.name)
    ]
    assert not same
