"""What the engine remembers between two events, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from posture_break.core.model import Input, Moment, Reason, Why
from posture_break.core.practice import Pick, Practice

_WORKED = Reason(Why.WORKED)
_PAUSED = Reason(Why.PAUSED)


@dataclass(frozen=True, slots=True)
class Owed:
    """A reminder that is due but held back."""

    since: Moment
    reason: Reason


@dataclass(frozen=True, slots=True)
class Clock:
    """One reminder's own memory; its time is ``State.worked - zero``."""

    zero: int = 0  # reading of the work clock at which this clock was at zero
    zero_wall: int = 0
    first: bool = True  # whether `first` still applies
    snoozes: int = 0  # snoozes in a row
    snoozed_until: int | None = None  # reading of the presence clock
    snoozed_for: int = 0
    owed: Owed | None = None
    noticed: bool = False
    away: int = 0  # absences since zero that did not count, in all
    fixed_day: Mapping[str, str] = field(default_factory=dict)  # "HH:MM" -> last local date handled
    fixed_due: int | None = None  # wall moment of a listed time that is due
    with_break: str | None = None  # the break that this one was merged into


@dataclass(frozen=True, slots=True)
class OpenBreak:
    """The one break that is open."""

    reminder: str
    opened: Moment
    present_zero: int  # reading of the presence clock when it opened
    serial: int  # grows with every break: names this very occurrence
    exercise: str | None = None
    tip: str | None = None
    taken: bool = False
    quiet: bool = False
    merged: tuple[str, ...] = ()
    reason: Reason = _WORKED
    pick: Pick | None = None  # None: its reminder brings no exercise
    calm: bool = False  # a notification in place of a card, seated and silent


@dataclass(frozen=True, slots=True)
class Pause:
    """The person asked for silence; both ends None: until resumed."""

    since: Moment
    until_steady: int | None = None
    until_local: str | None = None  # local ISO time: a zone change moves the moment
    reason: Reason = _PAUSED


@dataclass(frozen=True, slots=True)
class Busy:
    """Something asks not to be disturbed."""

    why: str
    since: Moment


@dataclass(frozen=True, slots=True)
class Segment:
    """Readings of the two clocks at a moment, and whether they run from then on."""

    steady: int
    worked: int
    present: int
    works: bool
    presents: bool


@dataclass(frozen=True, slots=True)
class Deck:
    """Which tips were shown already, so that they rotate fairly over restarts; and all chance."""

    seed: int = 1
    tips_seen: tuple[str, ...] = ()
    last_tip: str | None = None


@dataclass(slots=True)
class State:
    """All that the engine remembers between two events.

    A value: `engine.step` copies it before it writes, and nobody else writes at all. It is not
    frozen because a step changes many fields, and thirty `replace` calls a step would cost more
    than the laws themselves (docs/decisions/0003-state-is-copied.md).
    """

    now: Moment
    clocks: dict[str, Clock]
    worked: int = 0  # reading of the one work clock (law 2)
    present: int = 0  # reading of the presence clock: all time that is not an absence
    segments: tuple[Segment, ...] = ()
    input: Input = Input.FLOWING
    input_at: int = 0  # steady moment at which the input began to be so
    locked_at: int | None = None
    asleep_at: int | None = None
    away_since: int | None = None
    away_why: Why = Why.AWAY
    return_from: int = 0  # steady moment from which input may prove a return
    last_verb: int = 0  # steady moment of the person's last answer: it proves presence
    busy: Busy | None = None
    settle_until: int | None = None
    settle_why: str = ""
    pause: Pause | None = None
    inside: bool = True  # inside working hours
    hours_from: int = 0  # wall: `inside` was looked up then and holds until `hours_until`
    hours_until: int | None = None
    open: OpenBreak | None = None
    serial: int = 0
    typing: bool = False
    typing_at: int | None = None  # steady moment of the last change of `typing`
    courtesy_since: int | None = None  # since when a due break waits for a gap in the typing
    closed_at: int | None = None  # steady moment at which the last break closed
    tip_at: int | None = None  # steady moment of the last tip
    fixed_until: int | None = None  # wall: no listed time comes before
    day: str = ""  # local date on which the working day began
    day_zero: int = 0  # reading of the work clock at its beginning
    day_until: int | None = None  # wall
    limit_next: int = 0  # work time today at which the limit is told (again)
    deck: Deck = Deck()
    practice: Practice = field(default_factory=Practice)
    wake: int | None = None  # steady moment at which the engine wants to be woken
