"""The words of the engine as values: reminder, break, tip, presence, outcome, plan, effect.

One word per thing, from the TOML key over the class to the menu text:

* **reminder**: a rule (``Reminder``); its kind is *break* or *tip*.
* **break**: one occurrence of a break reminder (``OpenBreak`` while it is open).
* **work time**: what a reminder's clock counts. **absence**: a stretch without the person.
* **owed**: due, but something holds it back. **settle**: the pause after busy ends.
* **session**: an exercise that is being done, step by step. **prescription**: a therapist's.
* **flare**: a time in which something hurts more than usual; a person reads *gentle days*.

All durations and moments are integer milliseconds. *Steady* moments count from an arbitrary origin,
go on in system sleep and ignore the wall clock; *wall* moments are Unix time in milliseconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, time, tzinfo
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
    """What the picker needs to know of an exercise (texts and pictures stay outside the core)."""

    id: str
    kind: str = ""  # mobility stretch stability strength release
    places: tuple[str, ...] = ()  # desk standing floor; none: it suits every place
    areas: tuple[str, ...] = ()
    demand: int = 1  # 1 gentle, 2 moderate, 3 demanding
    tags: frozenset[str] = frozenset()  # what `avoid` may name, each as `tags.tag` writes it
    names: frozenset[str] = frozenset()  # id and name, written so too; the id is known anyway
    traits: frozenset[str] = frozenset()  # hold end-range twist extension deep-flexion
    opt_in: bool = False  # offered only to a person who names it
    least: int = 0  # the shortest session that makes sense, both sides (ms)
    regressions: tuple[str, ...] = ()  # ids: easier versions, and swaps for other places
    progressions: tuple[str, ...] = ()
    quiet_ok: bool = True  # can be done in a call: silently, and unseen


@dataclass(frozen=True, slots=True)
class TipChoice:
    """What the rotation needs to know of a tip."""

    id: str
    topic: str


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the config says of exercises; None: it leaves that to the first-run answers."""

    places: tuple[str, ...] | None = None
    demand: int | None = None  # where to start; `adapt` moves it by one step at most
    adapt: bool = True
    avoid: tuple[str, ...] = ()  # written as `tags.tag` does
    include: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrescribedChoice:
    """What a therapist gave: it comes first, so often on these days, until it ends."""

    key: str  # names this prescription, also after a restart
    exercise: str  # id of one of the plan's exercises
    times_a_day: int = 1
    days: tuple[int, ...] | None = None  # weekdays, Monday 0; None: every day
    until: date | None = None  # the last day
    least: int = 0  # its shortest session in the given dose (ms); 0: as the exercise's own


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
    exercises: tuple[ExerciseChoice, ...] = ()  # all of them: the picker chooses what suits
    tips: tuple[TipChoice, ...] = ()
    wishes: Wishes = Wishes()
    prescriptions: tuple[PrescribedChoice, ...] = ()
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
    # why this exercise
    PRESCRIBED = "prescribed"  # count: which time today; detail: of how many
    UNFINISHED = "unfinished"  # since: wall
    NEW_TO_YOU = "new-to-you"
    LONG_AGO = "long-ago"  # since: wall, when it was done last; None: never
    AREA_NEGLECTED = "area-neglected"  # detail: the area
    SEATED_IN_QUIET = "seated-in-quiet"
    EASIER = "easier"  # detail: the exercise that it stands for
    GENTLE = "gentle"  # a flare-up; count: its day
    NOTHING_SUITS = "nothing-suits"
    ALL_LEFT_OUT = "all-left-out"
    TOO_LONG = "too-long"  # span: what was prescribed takes at least
    ELSEWHERE = "elsewhere"  # detail: the place that what was prescribed needs
    PRESCRIPTION_HELD = "prescription-held"  # detail: what the therapist gave, count: flare's day
    # what the person told of themselves
    FELT = "felt"  # detail: "harder/worse", a side may be empty
    WORSE_TWICE = "worse-twice"  # until: wall
    FLARE_BEGAN = "flare-began"
    FLARE_ASKED = "flare-asked"  # count: its day
    FLARE_HELP = "flare-help"  # count: its day
    FLARE_GOES_ON = "flare-goes-on"  # count: its day
    FLARE_OVER = "flare-over"  # count: how many days it lasted
    NO_FLARE = "no-flare"
    SET_UP = "set-up"
    SET_UP_SKIPPED = "set-up-skipped"
    CARRYING = "carrying"
    NOT_CARRYING = "not-carrying"
    QUIET_CARDS = "quiet-cards"
    LOUD_CARDS = "loud-cards"
    LEFT_AT = "left-at"  # count: step; detail: of how many
    HIDDEN = "hidden"
    SHOWN_AGAIN = "shown-again"
    ANOTHER = "another"
    NO_EASIER = "no-easier"
    NOTHING_ELSE = "nothing-else"
    NO_EXERCISE = "no-exercise"  # the open break has none
    NO_SUCH_EXERCISE = "no-such-exercise"  # detail: what was asked for


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
    CHANGED = "changed"  # the open break has another exercise now
    LEFT = "left"  # a session was interrupted
    FELT = "felt"
    RESTED = "rested"  # an exercise comes no more for a while
    FLARE = "flare"
    SET_UP = "set-up"
    CARRYING = "carrying"
    QUIET_CARDS = "quiet-cards"
    HIDDEN = "hidden"  # left out, or wanted again


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


class Input(Enum):
    """What the input devices do, as far as a source can tell."""

    FLOWING = "flowing"
    STOPPED = "stopped"
    UNKNOWN = "unknown"
