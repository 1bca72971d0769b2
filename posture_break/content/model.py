"""The words of the content as values: exercise, dose, tip, cautions, help signs, catalogue.

Every text here is English and a gettext message: whoever shows one passes it through
``texts._`` first, as `words` does. Nothing in this package is translated earlier than that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Place(StrEnum):
    """Where the body is during an exercise; the values are those of the config's ``places``."""

    DESK = "desk"  # sitting, in office clothes
    STANDING = "standing"
    FLOOR = "floor"


class Kind(StrEnum):
    """What sort of exercise it is."""

    MOBILITY = "mobility"
    STRETCH = "stretch"
    STABILITY = "stability"
    STRENGTH = "strength"
    RELEASE = "release"


class Area(StrEnum):
    """What an exercise trains or eases."""

    UPPER_BACK = "upper-back"
    MID_BACK = "mid-back"
    LOWER_BACK = "lower-back"
    CORE = "core"
    GLUTES = "glutes"


class Need(StrEnum):
    """What has to be at hand."""

    CHAIR = "chair"
    MAT = "mat"
    WALL = "wall"
    BALL = "ball"


class Topic(StrEnum):
    """What a tip is about; the values are those of the config's ``tips`` and ``topics``."""

    POSTURE = "posture"
    LIFTING = "lifting"
    SLEEP = "sleep"
    LIFESTYLE = "lifestyle"
    RELIEF = "relief"
    WORKSTATION = "workstation"
    EYES = "eyes"


class Grade(StrEnum):
    """How sure a text is."""

    READ = "A"  # the primary page or abstract was read
    SECOND_HAND = "B"  # the advice was read on another page: shown without a name
    CALCULATED = "C"  # arithmetic from a formula that was read
    UNSOURCED = "U"  # common knowledge: shown without a name


Range = tuple[int, int]
"""The lowest and the highest sensible value; a person starts low and builds up."""


@dataclass(frozen=True, slots=True)
class Dose:
    """How much of an exercise: repetitions (on each side, where it has sides), hold and sets."""

    reps: int
    hold_s: int = 0  # 0: no hold
    sets: int = 1


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise as it is taught; `full` and `short` are the doses to begin with."""

    id: str
    name: str
    kind: Kind
    places: tuple[Place, ...]  # any of them will do
    areas: tuple[Area, ...]
    demand: int  # 1 gentle, 2 moderate, 3 demanding
    start: str  # one sentence: how to get into position
    steps: tuple[str, ...]
    reps: Range
    move_s: int  # seconds of moving in one repetition, besides the hold
    full: Dose
    short: Dose  # at most `SHORT_SECONDS` long
    breath: str
    easier: str
    why: str
    source: str
    grade: Grade
    hold_s: Range | None = None
    sides: bool = False  # left and right are done one after the other
    needs: tuple[Need, ...] = ()
    leave_out: tuple[str, ...] = ()  # words of `Catalogue.leave_out`: who should not be offered it
    cautions: tuple[str, ...] = ()  # its own; the catalogue's hold for all
    gentler: tuple[str, ...] = ()  # ids of exercises to do instead
    opt_in: bool = False  # offered only to a person who names it
    url: str = ""
    year: int | None = None

    def lasts(self, dose: Dose) -> int:
        """Return how many seconds ``dose`` takes, without getting into position."""
        sides = 2 if self.sides else 1
        return dose.sets * sides * dose.reps * (dose.hold_s + self.move_s)

    @property
    def seconds(self) -> int:
        """How long the full version takes."""
        return self.lasts(self.full)

    @property
    def short_seconds(self) -> int:
        """How long the short version takes."""
        return self.lasts(self.short)


@dataclass(frozen=True, slots=True)
class Tip:
    """One thing worth knowing, short enough for a notification."""

    id: str
    topic: Topic
    text: str
    why: str
    source: str
    grade: Grade
    url: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Cautions:
    """What holds for every exercise."""

    before: tuple[str, ...]
    during: tuple[str, ...]
    stretching: str
    rest: str


@dataclass(frozen=True, slots=True)
class HelpSigns:
    """When to see somebody about it, by how soon."""

    emergency: tuple[str, ...]
    soon: tuple[str, ...]
    routine: tuple[str, ...]
    numbers: str  # whom to ring in an emergency, in several countries


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything that the data files say, checked; in the files' order."""

    exercises: Mapping[str, Exercise]
    tips: Mapping[str, Tip]
    cautions: Cautions
    stop_line: str  # on every card
    disclaimer: str  # at the first run and in About
    help_signs: HelpSigns
    leave_out: Mapping[str, str]  # word -> what it stands for, in a person's words
