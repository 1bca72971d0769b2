"""What a page that has been laid out consists of: texts, boxes and areas, in pixels."""

from __future__ import annotations

from dataclasses import dataclass

from posture_break.ui.card_controls import Controls
from posture_break.ui.card_parts import Line, Plate, Style
from posture_break.ui.fonts import Weight
from posture_break.ui.page_answers import Chosen
from posture_break.ui.page_state import Choice, Question, Tone
from posture_break.ui.shapes import Box

HEADING = Style(Weight.SEMIBOLD, 17.5, 25, "text")
BODY = Style(Weight.REGULAR, 15, 22, "text")
SECTION_LEAD = Style(Weight.MEDIUM, 15, 22, "text")
ASKED = Style(Weight.SEMIBOLD, 17, 24, "text")
CHOICE = Style(Weight.MEDIUM, 14.5, 20, "text")
CHOICE_FIXED = Style(Weight.MEDIUM, 14.5, 20, "on_button")
HINT = Style(Weight.REGULAR, 13, 18, "muted")
MORE = Style(Weight.SEMIBOLD, 14, 20, "link")
FOOT = Style(Weight.REGULAR, 13, 19, "muted")


@dataclass(frozen=True, slots=True)
class Sign:
    """The mark of a tone: its shape says the same as its colour."""

    tone: Tone
    box: Box


@dataclass(frozen=True, slots=True)
class ChoiceBox:
    """One choice as it stands on the page; ``lines`` are its label and its hint."""

    name: str  # of its hit area: "choice-0-2"
    question: Question
    choice: Choice
    box: Box
    mark: Box
    radius: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class MoreBox:
    """The way to the choices of a question that are not shown yet."""

    name: str  # "more-1"
    key: str  # of its question
    label: str
    box: Box
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PageLayout:
    """A page in pixels, ready to be painted; what scrolls counts from the top of its own."""

    size: tuple[int, int]
    unit: float  # pixels of one unit in the part that scrolls
    frame: float  # the same for title and buttons
    title: tuple[Line, ...]
    away: Box
    view: Box  # where the part that scrolls is seen
    height: int  # of the whole part that scrolls
    plates: tuple[Plate, ...]
    lines: tuple[Line, ...]
    signs: tuple[Sign, ...]
    choices: tuple[ChoiceBox, ...]
    more: tuple[MoreBox, ...]
    controls: Controls

    @property
    def furthest(self) -> int:
        """How far the page can be scrolled."""
        return max(0, self.height - (self.view[3] - self.view[1]))


@dataclass(frozen=True, slots=True)
class PageMood:
    """What the person is doing with the page at this moment; the window owns it."""

    chosen: Chosen = frozenset()
    focus: str = ""  # name of the hit area that the keyboard is on
    ring_focus: bool = False  # whether the focus is drawn: from the first key on
    hover: str = ""
    scroll: int = 0  # pixels
