"""Reads one exercise of a data file, and checks that its phases make a repetition to be taught."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from posture_break.content.check import Entry
from posture_break.content.model import (
    Area,
    Exercise,
    Grade,
    Kind,
    Need,
    Phase,
    Place,
    Range,
    Trait,
)
from posture_break.content.prose import telling_seconds
from posture_break.core.session import PhaseKind, Sides
from posture_break.texts import _

SHORTEST_SESSION = 30
"""Seconds in which one side must be doable: the card's short version."""

SHORT_READY = 3
"""Seconds for getting into position in the short version."""

FIRST_POSE = "start"
"""The key pose that every figure has: the position that the start sentence leads to."""

LINE = 160  # characters of a step, a caution, a sentence of a card
WHY = 320
YEARS = (1900, 2100)

Figures = Mapping[str, Collection[str]]
"""Each figure's name with its key poses; no poses: they are not known."""

_CUE = 40
_SECONDS = (1, 120)
_LONGEST_START = 10 * 60  # seconds of all sets with the starting dose
_LONGEST = 25 * 60  # and with everything built up


@dataclass(frozen=True, slots=True)
class Known:
    """What the data files may refer to."""

    leave_out: Collection[str]
    figures: Figures | None = None  # None: any


def read_exercise(entry: Entry, known: Known) -> Exercise:
    """Return the exercise in one table; whatever is wrong with it becomes a fault."""
    exercise = Exercise(
        id=entry.id(),
        name=entry.text("name", 40),
        kind=entry.member("kind", Kind),
        places=entry.members("places", Place, least=1),
        areas=entry.members("areas", Area, least=1),
        demand=entry.number("demand", (1, 3)),
        start=entry.text("start", LINE),
        phases=tuple(_phase(each) for each in entry.tables("phase", 8)),
        reps=entry.range("reps", (1, 50)),
        breath=entry.text("breath", LINE),
        easier=entry.text("easier", LINE),
        why=entry.text("why", WHY),
        source=entry.text("source", LINE),
        grade=entry.member("grade", Grade),
        sets=entry.number("sets", (1, 5)) if entry.has("sets") else 1,
        rest_s=entry.number("rest_s", (5, 120)) if entry.has("rest_s") else 0,
        sides=entry.member("sides", Sides) if entry.has("sides") else Sides.NONE,
        right=entry.text("right", _CUE) if entry.has("right") else "",
        left=entry.text("left", _CUE) if entry.has("left") else "",
        needs=entry.members("needs", Need),
        traits=entry.members("traits", Trait),
        leave_out=_flags(entry, known.leave_out),
        cautions=entry.texts("cautions", (0, 4), LINE),
        regressions=entry.ids("regressions", 6),
        progressions=entry.ids("progressions", 6),
        opt_in=entry.flag("opt_in"),
        figure=entry.id("figure") if entry.has("figure") else "",
        url=entry.url(),
        year=entry.number("year", YEARS) if entry.has("year") else None,
    )
    if exercise.phases:
        _check_phases(entry, exercise)
        _check_poses(entry, exercise, known.figures)
        _check_times(entry, exercise)
    return exercise


def repetition_seconds(exercise: Exercise, built_up: int = 0) -> int:
    """Return how long one repetition takes to start with, or (1) when it is built up."""
    return sum(phase.seconds[built_up] for phase in exercise.phases)


def _phase(entry: Entry) -> Phase:
    kind = entry.member("kind", PhaseKind)
    phase = Phase(
        kind=kind,
        seconds=_seconds(entry, kind),
        cue=entry.text("cue", _CUE),
        text=entry.text("text", LINE) if entry.has("text") else "",
        pose=entry.id("pose") if entry.has("pose") else "",
    )
    needed = telling_seconds(phase.cue)
    if needed > phase.seconds[0]:
        expected = _("a cue that can be read and heard in {seconds} s; this one takes {needed} s")
        told = expected.format(seconds=phase.seconds[0], needed=f"{needed:.1f}")
        entry.fault("cue", told, phase.cue)
    entry.close()
    return phase


def _seconds(entry: Entry, kind: PhaseKind) -> Range:
    """Return how long a phase lasts; only a hold may grow."""
    if kind is PhaseKind.HOLD and entry.is_list("seconds"):
        return entry.range("seconds", _SECONDS)
    seconds = entry.number("seconds", _SECONDS)
    return seconds, seconds


def _flags(entry: Entry, known: Collection[str]) -> tuple[str, ...]:
    if known:
        return entry.words("leave_out", known)
    return entry.texts("leave_out", (0, 40), 40)  # the list of words is faulty: say that alone


def _check_phases(entry: Entry, exercise: Exercise) -> None:
    first = exercise.phases[0].kind
    if first not in {PhaseKind.MOVE, PhaseKind.BREATHE}:
        entry.fault("phase", _("a repetition that begins with move or breathe"), str(first))
    if not exercise.steps:
        entry.fault("phase", _("at least one phase with a text"), "")
    if exercise.rest_s and exercise.sets == 1:
        entry.fault("rest_s", _("more than one of sets to rest between"), exercise.rest_s)


def _check_poses(entry: Entry, exercise: Exercise, figures: Figures | None) -> None:
    """Refuse poses that no figure has, and a repetition that ends where none can begin."""
    poses = [phase.pose for phase in exercise.phases if phase.pose]
    if not exercise.figure:
        if poses:
            entry.fault("figure", _("the figure whose poses the phases name"), "")
        return
    for phase in exercise.phases:
        if phase.kind is PhaseKind.MOVE and not phase.pose:
            entry.fault("phase", _("a pose in which each move ends"), phase.cue)
    if poses and poses[-1] not in {FIRST_POSE, exercise.phases[0].pose}:
        expected = _("a last pose from which the next repetition can begin: {pose}")
        entry.fault("phase", expected.format(pose=FIRST_POSE), poses[-1])
    if figures is not None and exercise.figure not in figures:
        entry.unknown("figure", sorted(figures), exercise.figure)
    elif figures is not None and (known := figures[exercise.figure]):
        for pose in dict.fromkeys(poses):
            if pose not in known:
                entry.unknown("phase", sorted(known), pose)


def _check_times(entry: Entry, exercise: Exercise) -> None:
    """Refuse what does not fit the short version, and what takes longer than any break."""
    shortest = SHORT_READY + repetition_seconds(exercise)
    if shortest > SHORTEST_SESSION:
        expected = _("{ready} s to get ready and one repetition within {seconds} s")
        told = expected.format(ready=SHORT_READY, seconds=SHORTEST_SESSION)
        entry.fault("phase", told, shortest)
    bounds = (_LONGEST_START, _("to start with")), (_LONGEST, _("when it is built up"))
    for built_up, (longest, when) in enumerate(bounds):
        seconds = _all_seconds(exercise, built_up)
        if seconds > longest:
            expected = _("at most {minutes} minutes in all, {when}")
            told = expected.format(minutes=longest // 60, when=when)
            entry.fault("reps", told, _("{seconds} s").format(seconds=seconds))


def _all_seconds(exercise: Exercise, built_up: int) -> int:
    sides = 1 if exercise.sides is Sides.NONE else 2
    one_set = sides * exercise.reps[built_up] * repetition_seconds(exercise, built_up)
    return exercise.sets * one_set + (exercise.sets - 1) * exercise.rest_s
