"""The figure on the card: drawn once for each frame, then played from compressed pictures.

An exercise without a figure, or with one that cannot be read, has the calm stage with its hills.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PIL import Image

from posture_break.figure.film import Film
from posture_break.ui.card_now import Pose
from posture_break.ui.card_stage import paint_stage
from posture_break.ui.theme import palette


class Draws(Protocol):
    """What is used of `figure.paint.Painter`."""

    def paint(self, of: str, to: str, share: float, *, mirrored: bool = False) -> Image.Image:
        """Return the figure on its way between two key poses."""


@dataclass(frozen=True, slots=True)
class Dress:
    """How the person is drawn: light or dark, and which skin and hair."""

    theme: str
    skin: int = 0
    hair: int = 0


Load = Callable[[str, tuple[int, int], Dress], Draws]


class FigureStage:
    """Pictures of one figure at one size; what cannot be drawn is a quiet scene."""

    def __init__(
        self, figure: str, size: tuple[int, int], dress: Dress, load: Load | None = None
    ) -> None:
        """Store what to draw; the first picture loads it."""
        self._figure = figure
        self._size = size
        self._dress = dress
        self._load = load or _load
        self._draws: Draws | None = None
        self._tried = False
        self._film = Film()

    def fits(self, figure: str, size: tuple[int, int]) -> bool:
        """Tell whether this one can go on for that figure at that size."""
        return (self._figure, self._size) == (figure, size)

    @property
    def alive(self) -> bool:
        """Whether there is a figure that can move."""
        return self._ready() is not None

    def picture(self, pose: Pose) -> Image.Image:
        """Return the figure in this pose, in a picture of the stage's size."""
        draws = self._ready()
        if draws is None:
            return self._quiet()
        try:
            return self._film.frame(
                pose, lambda: draws.paint(pose.of, pose.to, pose.share, mirrored=pose.mirrored)
            )
        except Exception:  # noqa: BLE001 - without a picture the words remain
            self._draws = None
            return self._quiet()

    def _ready(self) -> Draws | None:
        """Return what draws, loaded once; None where there is nothing to draw."""
        if not self._tried:
            self._tried = True
            if self._figure:
                try:
                    self._draws = self._load(self._figure, self._size, self._dress)
                except Exception:  # noqa: BLE001 - see above
                    self._draws = None
        return self._draws

    def _quiet(self) -> Image.Image:
        """Return the calm stage with its hills."""
        colours = palette(self._dress.theme)
        image = Image.new("RGB", self._size, colours.ground)
        paint_stage(image, (0, 0, *self._size), colours)
        return image


def _load(figure: str, size: tuple[int, int], dress: Dress) -> Draws:
    """Return what draws a figure that ships with the program."""
    from posture_break.figure.paint import Painter  # noqa: PLC0415 - with the first figure
    from posture_break.figure.poses import load_figure  # noqa: PLC0415 - see above

    dark = dress.theme == "dark"
    return Painter(load_figure(figure), size, dark=dark, skin=dress.skin, hair=dress.hair)
