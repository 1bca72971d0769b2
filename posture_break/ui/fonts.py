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


@lru_cache(maxsize=64)
def font_for(text: str, weight: Weight, pixels: int) -> ImageFont.FreeTypeFont:
    """Return Inter, or for letters that it lacks (Chinese, Arabic, ...) a font of the system."""
    lacking = next((char for char in text if char > "\u024f" and _lacks(char)), None)
    path = _system_font(lacking) if lacking else ""
    if path:
        try:
            return ImageFont.truetype(path, pixels)
        except OSError:  # a bitmap font, as those of emoji are: boxes are better than no card
            pass
    return font(weight, pixels)


@lru_cache(maxsize=512)
def _lacks(char: str) -> bool:
    """Tell whether Inter draws its box for missing letters in the place of this one."""
    face = font(Weight.REGULAR, 16)
    return bytes(face.getmask(char)) == bytes(face.getmask("\U0010ffff"))


@lru_cache(maxsize=64)
def _system_font(char: str) -> str:
    """Return a font file of the system that has this letter, or nothing (fontconfig knows)."""
    import subprocess  # noqa: PLC0415 - hardly ever needed

    command = ("fc-match", "--format=%{file}", f":charset={ord(char):x}")
    try:
        said = subprocess.run(command, capture_output=True, text=True, timeout=1, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return said.stdout


@lru_cache(maxsize=1)
def figures() -> list[str] | None:
    """Return the OpenType features for figures of equal width, or None where Pillow lacks Raqm.

    With them a countdown does not tremble; without Raqm Pillow refuses the argument.
    """
    return ["tnum"] if features.check("raqm") else None


@lru_cache(maxsize=4096)
def width(text: str, weight: Weight, pixels: int) -> float:
    """Return how wide ``text`` runs, in pixels."""
    return font_for(text, weight, pixels).getlength(text)


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
        font=font_for(text, weight, max(6, round(size))),
        anchor=anchor,
        features=figures() if steady else None,
    )
