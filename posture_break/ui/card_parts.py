"""What a card that has been laid out consists of: texts, boxes and areas, in pixels."""

from __future__ import annotations

from dataclasses import dataclass

from posture_break.ui.card_controls import Controls
from posture_break.ui.fonts import Weight, width
from posture_break.ui.shapes import Box

HALF_CAPITAL = 0.363  # half the height of Inter's capitals, in ems


@dataclass(frozen=True, slots=True)
class Style:
    """How a piece of text is set: sizes in units, the colour by its name in the palette."""

    weight: Weight
    size: float
    leading: float
    colour: str


TITLE = Style(Weight.BOLD, 28, 35, "text")
LEAD = Style(Weight.REGULAR, 15, 23, "muted")
SPEECH = Style(Weight.REGULAR, 18, 29, "text")  # the text of a card without steps
STEP = Style(Weight.REGULAR, 15.5, 23, "text")
DOSE = Style(Weight.SEMIBOLD, 15.5, 23, "on_soft")
CHIP = Style(Weight.MEDIUM, 13, 18, "on_chip")
CAUTION = Style(Weight.MEDIUM, 13.5, 20, "on_caution")
TIP_HEAD = Style(Weight.SEMIBOLD, 13, 20, "text")
TIP = Style(Weight.REGULAR, 13.5, 20, "muted")
KEY = Style(Weight.MEDIUM, 12, 16, "on_key")
HEADLINE = Style(Weight.SEMIBOLD, 19, 24, "text")  # what to do now
DETAIL = Style(Weight.REGULAR, 14.5, 20, "muted")  # the side at work, or how to begin
COUNT = Style(Weight.SEMIBOLD, 13, 18, "muted")  # "Rep 4 of 8"
NEXT = Style(Weight.REGULAR, 13, 18, "muted")  # what comes after this phase
TASK = Style(Weight.REGULAR, 15, 22, "text")  # a step of a guided session
TASK_NOW = Style(Weight.MEDIUM, 15, 22, "on_soft")  # the one that is being done
SECTION = Style(Weight.SEMIBOLD, 15.5, 23, "text")  # the heading of what stands for the steps
REASON = Style(Weight.REGULAR, 14, 20.5, "text")
QUESTION = Style(Weight.MEDIUM, 14, 20, "text")


@dataclass(frozen=True, slots=True)
class Area:
    """A part of a card or a page that can be clicked and focused."""

    name: str
    box: Box
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text: where its baseline begins, in pixels."""

    x: float
    baseline: float
    text: str
    weight: Weight
    pixels: int
    colour: str

    @property
    def right(self) -> float:
        """Where the line ends."""
        return self.x + width(self.text, self.weight, self.pixels)


@dataclass(frozen=True, slots=True)
class Plate:
    """A rounded box behind text."""

    box: Box
    radius: int
    fill: str
    line: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """A card in pixels, ready to be painted."""

    size: tuple[int, int]
    unit: float
    plates: tuple[Plate, ...]
    lines: tuple[Line, ...]
    ring: Box | None
    stage: Box | None
    steps: tuple[Box, ...]  # the number of each step: a click ticks it
    away: Box
    controls: Controls
    complete: bool  # whether every text is there in full

    @property
    def strip(self) -> Box:
        """The bottom part that holds buttons and hint."""
        return (0, self.controls.top, self.size[0], self.size[1])
