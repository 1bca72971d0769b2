"""Inter, the one typeface of everything that is painted (SIL Open Font License, fonts/OFL.txt).

It ships with the package, so the card looks the same on every system, also where Tk has no Xft.
"""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, features

FOLDER = Path(__file__).with_name("fonts")


class Weight(Enum):
    """The weights that ship."""

    REGULAR = "Inter-Regular.otf"
    MEDIUM = "Inter-Medium.otf"
    SEMIBOLD = "Inter-SemiBold.otf"
    BOLD = "Inter-Bold.otf"


@lru_cache(maxsize=64)
def font(weight: Weight, pixels: int) -> ImageFont.FreeTypeFont:
    """Return the font of this weight whose em is ``pixels`` high."""
    return ImageFont.truetype(str(FOLDER / weight.value), pixels)


@lru_cache(maxsize=1)
def figures() -> list[str] | None:
    """Return the OpenType features for figures of equal width, or None where Pillow lacks Raqm.

    With them a countdown does not tremble; without Raqm Pillow refuses the argument.
    """
    return ["tnum"] if features.check("raqm") else None


@lru_cache(maxsize=4096)
def width(text: str, weight: Weight, pixels: int) -> float:
    """Return how wide ``text`` runs, in pixels."""
    return font(weight, pixels).getlength(text)


def write(
    image: Image.Image,
    at: tuple[float, float],
    text: str,
    *,
    weight: Weight,
    size: float,
    colour: str,
    anchor: str = "mm",
    steady: bool = False,
) -> None:
    """Write one line; ``anchor`` as Pillow's, ``steady`` for figures of equal width."""
    ImageDraw.Draw(image).text(
        at,
        text,
        fill=colour,
        font=font(weight, max(6, round(size))),
        anchor=anchor,
        features=figures() if steady else None,
    )
