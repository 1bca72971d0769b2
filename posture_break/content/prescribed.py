"""What a therapist gave, as an exercise: one of ours in the given dose, or own steps."""

from __future__ import annotations

from dataclasses import replace
from math import ceil
from typing import Protocol

from posture_break.content.choose import normal_word
from posture_break.content.model import Exercise, Grade, Kind, Phase, Place
from posture_break.content.prose import telling_seconds
from posture_break.core.session import PhaseKind, Side, Sides
from posture_break.durations import SECOND
from posture_break.texts import _

_REST = 30  # seconds between sets, where nobody said how long
_SHORTEST_STEP = 3  # seconds
_REPS = 5  # where nobody said how many


class Given(Protocol):
    """The values of a ``[[prescriptions]]`` block, as the settings hold them."""

    @property
    def exercise(self) -> str:
        """The exercise's name."""

    @property
    def steps(self) -> tuple[str, ...]:
        """Own steps; none: it is one of ours."""

    @property
    def sets(self) -> int:
        """How many sets."""

    @property
    def reps(self) -> int | None:
        """Repetitions in a set, on each side; None: as the exercise has them."""

    @property
    def hold(self) -> int | None:
        """Milliseconds of each hold; None: as the exercise has them."""

    @property
    def side(self) -> str:
        """Which side: both, left or right."""


def prescribed(exercise: Exercise | None, given: Given) -> Exercise:
    """Return the exercise to teach; ``exercise`` is ours of that name, or None.

    Own steps take the place of ours. The given dose stays as it is: it does not grow.
    """
    taught = _own(given, exercise) if given.steps or exercise is None else exercise
    reps = taught.reps if given.reps is None else (given.reps, given.reps)
    only = side_of(given)
    return replace(
        taught,
        phases=_held(taught.phases, given.hold),
        reps=reps,
        sets=given.sets,
        rest_s=(taught.rest_s or _REST) if given.sets > 1 else 0,
        sides=Sides.NONE if only else taught.sides,
        only=only,
        cautions=(*_only(only), *taught.cautions),
        opt_in=exercise is None or exercise.opt_in,  # offered as what it is: prescribed
    )


def prescribed_id(exercise: Exercise | None, given: Given) -> str:
    """Return the id of what `prescribed` makes of it: ours, or one that no other exercise has."""
    return f"prescribed-{normal_word(given.exercise)}" if exercise is None else exercise.id


def side_of(given: Given) -> Side | None:
    """Return the one side that is to be exercised; None: both."""
    return None if given.side == "both" else Side(given.side)


def _own(given: Given, exercise: Exercise | None) -> Exercise:
    steps = given.steps or (_("Do it as you were shown."),)
    return Exercise(
        id=prescribed_id(exercise, given),
        name=given.exercise,
        kind=Kind.MOBILITY if exercise is None else exercise.kind,
        places=tuple(Place) if exercise is None else exercise.places,
        areas=() if exercise is None else exercise.areas,
        demand=1 if exercise is None else exercise.demand,
        start=_("Get into the position that you were shown."),
        phases=tuple(map(_step, steps)),
        reps=(_REPS, _REPS),
        breath=_("Breathe in and out as usual."),
        easier=_("Make the movement smaller, and rest when you need to."),
        why=_("It was given to you, so it comes first."),
        source=_("your own settings"),
        grade=Grade.READ,
        sides=Sides.NONE if exercise is None else exercise.sides,
        leave_out=() if exercise is None else exercise.leave_out,
    )


def _step(text: str) -> Phase:
    """Return a step that lasts as long as it takes to read it, and a moment to do it."""
    seconds = max(_SHORTEST_STEP, 1 + ceil(telling_seconds(text)))
    return Phase(PhaseKind.MOVE, (seconds, seconds), text, text)


def _held(phases: tuple[Phase, ...], hold: int | None) -> tuple[Phase, ...]:
    """Return the phases with each hold as long as given; one after the first step if there is none.

    Where there are several holds, each of them is that long: "hold for 5 s" means every one.
    """
    if hold is None:
        return phases
    seconds = max(1, hold // SECOND)
    if any(phase.kind is PhaseKind.HOLD for phase in phases):
        return tuple(
            replace(phase, seconds=(seconds, seconds)) if phase.kind is PhaseKind.HOLD else phase
            for phase in phases
        )
    held = Phase(PhaseKind.HOLD, (seconds, seconds), _("Hold"), _("Hold, and keep breathing."))
    return (phases[0], held, *phases[1:])


def _only(side: Side | None) -> tuple[str, ...]:
    match side:
        case None:
            return ()
        case Side.LEFT:
            return (_("Only on your left side."),)
        case Side.RIGHT:
            return (_("Only on your right side."),)
