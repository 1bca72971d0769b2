"""The words of the engine as values: reminder, break, tip, presence, busy, outcome, plan, state.

One word per thing, from the TOML key over the class to the menu text:

* **reminder**: a rule (``Reminder``); its kind is *break* or *tip*.
* **break**: one occurrence of a break reminder (``OpenBreak`` while it is open).
* **work time**: what a reminder's clock counts. **absence**: a stretch without the person.
* **owed**: due, but something holds it back. **settle**: the pause after busy ends.

All durations and moments are integer milliseconds. *Steady* moments count from an arbitrary origin,
go on in system sleep and ignore the wall clock; *wall* moments are Unix time in milliseconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, time, tzinfo
from enum import Enum


class Kind(Enum):
    """What a reminder does when it is due."""

    BREAK = "break"
    TIP = "tip"


class Show(Enum):
    """How loudly an open break shows itself."""

    ICON = "icon"
    NOTIFICATION = "notification"
    CARD = "card"


class Presence(Enum):
    """Whether the person is at the desk; UNKNOWN means that no source can tell."""

    ACTIVE = "active"
    AWAY = "away"
    UNKNOWN = "unknown"


class Outcome(Enum):
    """How a break ended."""

    DONE = "done"
    SKIPPED = "skipped"
    MISSED = "missed"
    NATURAL = "natural"


@dataclass(frozen=True, slots=True)
class Moment:
    """One instant on both clocks, in milliseconds."""

    steady: int
    wall: int


@dataclass(frozen=True, slots=True)
class Reminder:
    """One rule: when it falls due, how long its break lasts and how it shows."""

    name: str
    kind: Kind = Kind.BREAK
    every: int | None = None  # exclusive with `at`
    first: int | None = (
        None  # the first time after a start from zero at start-up, instead of `every`
    )
    at: tuple[time, ...] = ()
    lasts: int = 0
    show: Show = Show.NOTIFICATION
    says: str = ""
    topics: tuple[str, ...] = ()  # topics of the tip that it brings; none: no tip
    exercise: bool = False  # whether its break brings an exercise
    snoozes: int = 3
    notice: int = 0
    wait_for_pause: int = 0  # cap of the typing courtesy; 0: none


@dataclass(frozen=True, slots=True)
class Window:
    """Working hours from one local time to another; ``end <= start`` runs over midnight."""

    start: time
    end: time


@dataclass(frozen=True, slots=True)
class ExerciseChoice:
    """What the rotation needs to know of an exercise (texts and pictures stay outside the core)."""

    id: str


@dataclass(frozen=True, slots=True)
class TipChoice:
    """What the rotation needs to know of a tip."""

    id: str
    topic: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that the person's settings say to the engine."""

    reminders: tuple[Reminder, ...] = ()
    hours: Mapping[int, tuple[Window, ...]] | None = None  # weekday 0..6 (Monday 0); None: always
    day_starts: time = time(4, 0)
    limit: int | None = None
    away_after: int = 120_000
    back_after: int = 2_000
    settle: int = 30_000
    hold_at_most: int = 7_200_000  # 0: no limit
    merge_within: int = 300_000
    give_up_after: int = 600_000
    snooze: tuple[int, ...] = (300_000, 600_000, 1_200_000)  # the first is the default
    exercises: tuple[ExerciseChoice, ...] = ()  # already filtered by place, demand, avoid
    tips: tuple[TipChoice, ...] = ()
    zone: tzinfo = UTC  # local time: hours, fixed times and days are read in it

    def reminder(self, name: str) -> Reminder | None:
        """Return the reminder called ``name``, or None."""
        return next((each for each in self.reminders if each.name == name), None)


class Why(Enum):
    """The kind of a reason; ``words.py`` turns a reason into a sentence."""

    WORKED = "worked"  # span: time at work since the clock's zero
    FIXED = "fixed"  # its listed time
    TAKEN = "taken"  # the person asked for it
    SNOOZE_OVER = "snooze-over"  # span: how long it was put off
    MERGED = "merged"  # detail: name of the break that it came with
    HELD_BUSY = "held-busy"  # detail: what is busy; since: wall
    HELD_QUIET = "held-quiet"  # busy for so long that it shows silently; detail, since
    SETTLING = "settling"  # busy just ended; detail: what it was
    AWAY = "away"  # since: wall
    AWAY_FOR = "away-for"  # span
    LOCKED = "locked"
    ASLEEP = "asleep"
    NOT_RUNNING = "not-running"  # span
    BACK = "back"  # span: how long away
    PAUSED = "paused"  # since; until: wall
    RESUMED = "resumed"
    PAUSE_OVER = "pause-over"
    OFF_HOURS = "off-hours"  # until
    HOURS = "hours"
    TYPING = "typing"
    BREAK_OPEN = "break-open"  # detail: the open break
    ANSWERED = "answered"  # span: how long it took
    SHORTENED = "shortened"
    UNANSWERED = "unanswered"  # span: presence for which it waited
    SNOOZES_USED = "snoozes-used"  # count
    NOTHING_OPEN = "nothing-open"
    NO_SUCH_REMINDER = "no-such-reminder"
    NOT_A_BREAK = "not-a-break"
    GAVE_WAY = "gave-way"  # detail: the break taken instead
    REMOVED = "removed"  # the reminder left the config
    LIMIT = "limit"  # span: work time today
    SOON = "soon"  # span: opens in
    DONE_FOR_TODAY = "done-for-today"
    NO_SOURCE = "no-source"
    BUSY = "busy"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was decided, as values: a kind and what its sentence needs."""

    kind: Why
    detail: str = ""
    span: int = 0
    since: int | None = None  # wall
    until: int | None = None  # wall
    count: int = 0
    away: int = 0  # absences that did not count


class What(Enum):
    """What happened: the closed set of lines in ``simulate --json`` and of history rows."""

    OPENS = "opens"
    NOTICE = "notice"
    OWED = "owed"
    DONE = "done"
    SKIPPED = "skipped"
    MISSED = "missed"
    NATURAL = "natural"
    SNOOZED = "snoozed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    TIP = "tip"
    LIMIT = "limit"
    PAUSED = "paused"
    RESUMED = "resumed"
    HOURS_BEGIN = "hours-begin"
    HOURS_END = "hours-end"
    PRESENCE = "presence"
    BUSY = "busy"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing that the engine decided: to be carried out, recorded, and said in words."""

    what: What
    at: Moment
    reason: Reason
    reminder: str | None = None
    exercise: str | None = None
    tip: str | None = None
    until: int | None = None  # wall: end of a snooze or a pause
    presence: Presence | None = None
    took: int | None = None  # how long the break was open
    steps: tuple[int, int] | None = None  # done, of given
    short: bool = False
    quiet: bool = False  # show silently (law 18)
    worked: int | None = None  # work time on the reminder's clock when the break opened


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
    reason: Reason = Reason(Why.WORKED)


@dataclass(frozen=True, slots=True)
class Pause:
    """The person asked for silence; both ends None: until resumed."""

    since: Moment
    until_steady: int | None = None
    until_local: str | None = None  # local ISO time: a zone change moves the moment
    reason: Reason = Reason(Why.PAUSED)


@dataclass(frozen=True, slots=True)
class Busy:
    """Something asks not to be disturbed."""

    why: str
    since: Moment


class Input(Enum):
    """What the input devices do, as far as a source can tell."""

    FLOWING = "flowing"
    STOPPED = "stopped"
    UNKNOWN = "unknown"


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
    """What was shown already, so that tips and exercises rotate fairly over restarts."""

    seed: int = 1
    tips_seen: tuple[str, ...] = ()
    last_tip: str | None = None
    offered: Mapping[str, int] = field(default_factory=dict)  # exercise -> number of its last turn
    turn: int = 0


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
    wake: int | None = None  # steady moment at which the engine wants to be woken
