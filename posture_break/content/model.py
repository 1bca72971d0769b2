"""The words of the content as values: exercise, dose, tip, cautions, help signs, catalogue.

Every text here is English and a gettext message: whoever shows one passes it through
``texts._`` first, as `words` does. Nothing in this package is translated earlier than that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from posture_break.core.session import PhaseKind, Side, Sides


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

    NECK = "neck"
    SHOULDERS = "shoulders"
    UPPER_BACK = "upper-back"
    MID_BACK = "mid-back"
    LOWER_BACK = "lower-back"
    CORE = "core"
    GLUTES = "glutes"
    HIPS = "hips"
    LEGS = "legs"
    WRISTS = "wrists"
    EYES = "eyes"
    BREATH = "breath"


class Need(StrEnum):
    """What has to be at hand."""

    CHAIR = "chair"
    DESK = "desk"
    WALL = "wall"
    MAT = "mat"
    BALL = "ball"


class Trait(StrEnum):
    """What an exercise does to the body that a rule of the picker asks about."""

    HOLD = "hold"  # a sustained effort without movement (a squeeze of a few seconds is none)
    END_RANGE = "end-range"  # goes to the end of what a joint can do
    TWIST = "twist"
    EXTENSION = "extension"  # arches the back
    DEEP_FLEXION = "deep-flexion"  # rounds the back far


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
class Phase:
    """One part of a repetition: what text, countdown, figure, sound and voice all come from."""

    kind: PhaseKind
    seconds: Range  # where to start, and where to build up to; only a hold grows
    cue: str  # a few words, read or heard within the phase: "Reach out"
    text: str  # the same as a full sentence, for the list of steps
    pose: str = ""  # key of the figure in which the phase ends; a hold may leave it out: the last


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise as it is taught."""

    id: str
    name: str
    kind: Kind
    places: tuple[Place, ...]  # any of them will do
    areas: tuple[Area, ...]
    demand: int  # 1 gentle, 2 moderate, 3 demanding
    start: str  # one sentence: how to get into position
    phases: tuple[Phase, ...]  # of one repetition, in order
    reps: Range  # in a set, on each side where it has sides: where to start, where to build up to
    breath: str
    easier: str
    why: str
    source: str
    grade: Grade
    sets: int = 1
    rest_s: int = 0  # between sets
    sides: Sides = Sides.NONE
    right: str = ""  # what the right side means: "Right arm, left leg"; none: "Right side"
    left: str = ""
    needs: tuple[Need, ...] = ()
    traits: tuple[Trait, ...] = ()
    leave_out: tuple[str, ...] = ()  # words of `Catalogue.leave_out`: who should not be offered it
    cautions: tuple[str, ...] = ()  # its own; the catalogue's hold for all
    regressions: tuple[str, ...] = ()  # ids: easier versions, and swaps for other places
    progressions: tuple[str, ...] = ()  # ids: what comes after it
    only: Side | None = None  # the one side that was prescribed; `sides` is none then
    opt_in: bool = False  # offered only to a person who names it
    figure: str = ""  # name of its figure; none: it has no picture
    origin: str = ""  # the pack it comes from; none: the program's own catalogue
    url: str = ""
    year: int | None = None

    @property
    def steps(self) -> tuple[str, ...]:
        """What to do in one repetition, a sentence each."""
        return tuple(phase.text for phase in self.phases if phase.text)

    @property
    def holds(self) -> bool:
        """Whether anything is held in it."""
        return any(phase.kind is PhaseKind.HOLD for phase in self.phases)


@dataclass(frozen=True, slots=True)
class Tip:
    """One thing worth knowing, short enough for a notification."""

    id: str
    topic: Topic
    text: str
    why: str
    source: str
    grade: Grade
    origin: str = ""  # the pack it comes from; none: the program's own catalogue
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
