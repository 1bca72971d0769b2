"""What the engine is told: facts, each with the moment at which it became known.

``since`` fields are steady milliseconds and may lie before ``at``: a source often notices late,
and the laws ask for the moment of the thing itself (law 3: absence begins at the last input).
"""

from __future__ import annotations

from dataclasses import dataclass

from posture_break.core.model import Input, Moment
from posture_break.core.session import Side


@dataclass(frozen=True, slots=True)
class Event:
    """The part that all events share."""

    at: Moment


class Alarm(Event):
    """The moment for which the engine asked has come."""


@dataclass(frozen=True, slots=True)
class Started(Event):
    """The program runs (again).

    ``since``: last moment of which its former run is known to have lived; None: a first start.
    ``stopped``: the person is known to be away, without input since then.
    """

    since: Moment | None = None
    input: Input = Input.FLOWING
    stopped: int | None = None
    locked: bool = False


@dataclass(frozen=True, slots=True)
class InputStopped(Event):
    """The last input was at ``since``; whether that is an absence, the engine decides."""

    since: int | None = None


@dataclass(frozen=True, slots=True)
class InputStarted(Event):
    """Input comes again, from ``since`` on."""

    since: int | None = None


class InputUnknown(Event):
    """No source can tell any more whether the person is there."""


@dataclass(frozen=True, slots=True)
class Locked(Event):
    """The screen was locked."""

    since: int | None = None


class Unlocked(Event):
    """The screen was unlocked."""


@dataclass(frozen=True, slots=True)
class Slept(Event):
    """The system went to sleep at ``since``, or the program stood still from then on."""

    since: int | None = None


class Awoke(Event):
    """The system is awake again."""


@dataclass(frozen=True, slots=True)
class BusyBegan(Event):
    """Something asks not to be disturbed."""

    why: str = ""


class BusyEnded(Event):
    """Nothing asks not to be disturbed any more."""


class Typing(Event):
    """The person types or moves the mouse right now."""


class TypingStopped(Event):
    """The last input of a run of typing was now."""


@dataclass(frozen=True, slots=True)
class Verb(Event):
    """The part that all wishes of the person share; ``serial`` names the break that they mean."""

    serial: int | None = None


@dataclass(frozen=True, slots=True)
class Done(Verb):
    """The person completed the break; steps done of steps given where the card counted them."""

    steps: tuple[int, int] | None = None
    short: bool = False


class Skip(Verb):
    """The person does not want this break."""


@dataclass(frozen=True, slots=True)
class Snooze(Verb):
    """The person wants the break later; ``span`` None: the first of the configured choices."""

    span: int | None = None


class Another(Verb):
    """The person wants another exercise in the open break."""


class Easier(Verb):
    """The person wants an easier version of the open break's exercise."""


@dataclass(frozen=True, slots=True)
class Left(Event):
    """A session was interrupted at step ``at`` of ``of``, with ``side`` at work.

    No wish of the person: the card tells it also when it is taken away while nobody is there.
    """

    exercise: str = ""
    at_step: int = 0
    of: int = 0
    side: Side | None = None
    serial: int | None = None


class Personal(Verb):
    """The part that all share by which the person tells of themselves, whatever is open."""


@dataclass(frozen=True, slots=True)
class Felt(Personal):
    """How a session was: `practice.Effort` and `practice.Change`, ``""`` where it was not said."""

    exercise: str = ""
    effort: str = ""
    change: str = ""


class FlareOn(Personal):
    """Something hurts more than usual: gentle movement only from now on."""


class FlareGoesOn(Personal):
    """It is still so: the answer to the question of every day."""


class FlareOver(Personal):
    """It is better."""


@dataclass(frozen=True, slots=True)
class SetUp(Personal):
    """The answers to the first questions; None: left open, all None: they were skipped."""

    places: tuple[str, ...] | None = None
    avoid: tuple[str, ...] | None = None
    demand: int | None = None


@dataclass(frozen=True, slots=True)
class Carrying(Personal):
    """The person carries things today, or does not after all."""

    on: bool = True


@dataclass(frozen=True, slots=True)
class QuietCards(Personal):
    """Breaks come as silent notifications with something seated, until it is switched off."""

    on: bool = True


@dataclass(frozen=True, slots=True)
class Hide(Personal):
    """The person does not want this exercise any more."""

    exercise: str = ""


@dataclass(frozen=True, slots=True)
class Unhide(Personal):
    """The person wants this exercise, or keeps it after all."""

    exercise: str = ""


@dataclass(frozen=True, slots=True)
class Take(Verb):
    """The person wants a break now; ``reminder`` None: the one that comes next."""

    reminder: str | None = None


@dataclass(frozen=True, slots=True)
class TellTip(Verb):
    """The person wants a tip now, of ``topic`` or of any."""

    topic: str | None = None


@dataclass(frozen=True, slots=True)
class PauseAsked(Verb):
    """The person wants silence: for a span, until a local ``HH:MM`` or ISO time, or for good."""

    span: int | None = None
    until: str | None = None


class DoneForToday(Verb):
    """The person wants silence until the next working day starts."""


class Resume(Verb):
    """The person ends the pause."""


class ClockChanged(Event):
    """The wall clock or the time zone jumped: hours and listed times must be looked up again."""


class PlanChanged(Event):
    """The plan given to this step differs from the one before."""
