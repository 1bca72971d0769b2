"""The colours of the drawn person and of what stands around, for both themes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache

from posture_break.ui.theme import contrast
from posture_break.ui.theme import palette as theme_palette

Colour = tuple[int, int, int]

LEAST_CONTRAST = 1.6
"""What every skin and hair has against what is behind it."""

_RIM_LIGHT, _LIT = (214, 224, 244), 0.17


class HairStyle(Enum):
    """How the hair is worn."""

    BUN = "bun"
    SHORT = "short"
    TAIL = "tail"
    CURLS = "curls"
    BOB = "bob"
    SCARF = "scarf"


@dataclass(frozen=True, slots=True)
class Skin:
    """A skin colour, by theme: the darkest are a little lighter on a dark ground."""

    light: str
    dark: str


@dataclass(frozen=True, slots=True)
class Hair:
    """A style with its colour, by theme: dark hair is a little lighter on a dark ground."""

    style: HairStyle
    light: str
    dark: str


SKINS = (
    Skin("#e6b08d", "#efc3a4"),
    Skin("#d99a73", "#dea47e"),
    Skin("#c28559", "#c98d62"),
    Skin("#a06440", "#a86b45"),
    Skin("#7d4b31", "#8c573b"),
    Skin("#5b3626", "#744936"),
)
"""Skin colours, from light to dark."""

HAIRS = (
    Hair(HairStyle.BUN, "#3e2c2c", "#684d49"),
    Hair(HairStyle.SHORT, "#5a3d2b", "#7a5840"),
    Hair(HairStyle.TAIL, "#b9803f", "#c08d4f"),
    Hair(HairStyle.CURLS, "#2a2124", "#625051"),
    Hair(HairStyle.BOB, "#8d3f28", "#a85a3e"),
    Hair(HairStyle.SHORT, "#9b9ca3", "#b4b6be"),
    Hair(HairStyle.SCARF, "#3d7a76", "#5c9f99"),
)
"""Hair as it may be chosen."""


@dataclass(frozen=True, slots=True)
class Colours:
    """Everything a figure is painted with."""

    ground: Colour
    arch: Colour
    floor: Colour
    mat: Colour
    mat_edge: Colour
    legs: Colour
    shirt: Colour
    skin: Colour
    hair: Colour
    shoe: Colour
    sole: Colour
    wood: Colour
    metal: Colour
    cushion: Colour
    wall: Colour
    pane: Colour
    ball: Colour
    accent: Colour
    core: Colour  # the bright middle of a muscle at work
    shade: Colour  # what shadows tend to

    def rim(self, colour: Colour) -> Colour:
        """Return the colour of a part's edge: in the shade, or lit where that would be lost."""
        return _rim(colour, self.arch)


def rgb(colour: str) -> Colour:
    """Return ``#rrggbb`` as numbers."""
    return (int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16))


def blended(a: Colour, b: Colour, share: float) -> Colour:
    """Return the colour ``share`` of the way from ``a`` to ``b``."""
    return (
        round(a[0] + (b[0] - a[0]) * share),
        round(a[1] + (b[1] - a[1]) * share),
        round(a[2] + (b[2] - a[2]) * share),
    )


def darker(colour: Colour, by: float = 0.82) -> Colour:
    """Return the colour in the shade: multiplied, so that it keeps its hue."""
    return (round(colour[0] * by), round(colour[1] * by * 0.97), round(colour[2] * by))


@cache
def _rim(colour: Colour, behind: Colour) -> Colour:
    shaded = darker(colour)
    if contrast(hexadecimal(shaded), hexadecimal(behind)) >= LEAST_CONTRAST:
        return shaded
    return blended(colour, _RIM_LIGHT, _LIT)


def hexadecimal(colour: Colour) -> str:
    """Return numbers as ``#rrggbb``."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


def colours(*, dark: bool, skin: int, hair: int) -> Colours:
    """Return the colours of a theme with a person's skin and hair (any number: it goes round)."""
    theme = theme_palette("dark" if dark else "light")
    chosen, tone = HAIRS[hair % len(HAIRS)], SKINS[skin % len(SKINS)]
    usual = _DARK if dark else _LIGHT
    fixed = {name: rgb(value) for name, value in usual.items()}
    return Colours(
        ground=rgb(theme.ground),
        arch=rgb(theme.arch),
        floor=rgb(theme.floor),
        skin=rgb(tone.dark if dark else tone.light),
        hair=rgb(chosen.dark if dark else chosen.light),
        **fixed,
    )


_LIGHT = {
    "mat": "#b2d0c8", "mat_edge": "#8fb3a9", "legs": "#384670", "shirt": "#5884c4",
    "shoe": "#f4f1ec", "sole": "#c9c3b8", "wood": "#d8b88f", "metal": "#8a93a3",
    "cushion": "#c7d2d6", "wall": "#dfe3e0", "pane": "#cfe2ee", "ball": "#7a68b5",
    "accent": "#ff8c60", "core": "#ffc496", "shade": "#3a4654",
}  # fmt: skip
_DARK = {
    "mat": "#3b5f57", "mat_edge": "#2c4942", "legs": "#8692bc", "shirt": "#6d9be0",
    "shoe": "#d9dbe2", "sole": "#9aa0ac", "wood": "#8a7259", "metal": "#6b7586",
    "cushion": "#536069", "wall": "#39434f", "pane": "#3f566b", "ball": "#9a8bd6",
    "accent": "#ff8c60", "core": "#ffc9a0", "shade": "#080b10",
}  # fmt: skip
