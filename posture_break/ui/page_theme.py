"""The colours that a page has beside the card's: a tinted plate and its ink for each tone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from posture_break.ui.theme import palette


@dataclass(frozen=True, slots=True)
class PagePalette:
    """One set of colours, as ``#rrggbb``; a tone's sign is its plate's colour on its ink's."""

    emergency: str
    on_emergency: str
    soon: str
    on_soon: str
    routine: str
    on_routine: str


LIGHT = PagePalette(
    emergency="#fbe6df",
    on_emergency="#8a2a12",
    soon="#fff3d8",
    on_soon="#6a4a00",
    routine="#e4f0ea",
    on_routine="#22584a",
)

DARK = PagePalette(
    emergency="#472821",
    on_emergency="#ffb9a4",
    soon="#383120",
    on_soon="#f4d78c",
    routine="#223d37",
    on_routine="#a9d9cc",
)

PAGE_PAIRS = (
    ("on_emergency", "emergency"),
    ("on_soon", "soon"),
    ("on_routine", "routine"),
    ("text", "emergency"),
    ("text", "soon"),
    ("text", "routine"),
    ("text", "panel"),
    ("text", "ground"),
    ("text", "soft"),
    ("muted", "panel"),
    ("muted", "ground"),
    ("muted", "soft"),
    ("muted", "button"),
    ("on_button", "button"),
    ("on_accent", "accent"),
    ("on_key", "key"),
    ("link", "ground"),
)
"""Which colour a page writes on which; the tests measure each pair in each palette."""


def colours(theme: str) -> Mapping[str, str]:
    """Return the colours of a page by their names, those of the card among them."""
    own = DARK if theme == "dark" else LIGHT
    return {**asdict(palette(theme)), **asdict(own)}
