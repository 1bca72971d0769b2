"""What the engine remembers of the person's exercising, as values; nothing leaves the machine.

Moments are wall-clock milliseconds: habits last over weeks, restarts and computers that sleep. A
*day* is the ISO date on which a working day began (it ends at the plan's hour, not at midnight).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from posture_break.core.model import Reason, Why
from posture_break.core.session import Side
from posture_break.durations import DAY, HOUR

TOP_LEVEL = 4  # of growth in holds and repetitions, from where to start (0) to where to build up
OK_SESSIONS = 3  # R5: so many go well before anything grows
GAP = 14 * DAY  # after so long without, everything starts a step lower
RESTS = 7 * DAY  # an exercise that made something worse twice
HALF = 3  # days of half the usual amount after a flare-up (R4)
KEEPS_UNFINISHED = 2 * HOUR
TIRESOME = 3  # skipped so often in a row: offered less (R12)


class Effort(StrEnum):
    """How demanding a session was; ``""`` where the person did not say."""

    EASIER = "easier"
    RIGHT = "right"
    HARDER = "harder"


class Change(StrEnum):
    """How the person feels after a session; ``""`` where they did not say."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


@dataclass(frozen=True, slots=True)
class Habit:
    """What is known of one exercise."""

    turn: int = 0  # number of the card on which it was offered last; 0: never
    done: int | None = None
    times: int = 0
    first: Side = Side.RIGHT  # the side to begin with next time
    level: int = 0
    good: int = 0  # sessions that went well since the level changed
    worse: int = 0  # answers "worse" in a row
    rested: int | None = None  # since when it rests
    skips: int = 0  # in a row


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A session that was interrupted: where to go on."""

    exercise: str
    at: int  # index of the step
    of: int  # steps of that timeline: another number means that it was another one
    side: Side | None  # the side at work
    when: int


@dataclass(frozen=True, slots=True)
class Session:
    """The last session, and what its two answers are reckoned from: they may come one by one."""

    exercise: str
    when: int
    ok: bool = True  # done as given: not short, no step left out
    effort: str = ""
    change: str = ""
    habit: Habit = Habit()  # as it was before the answers
    adapted: int = 0
    good: int = 0


@dataclass(frozen=True, slots=True)
class Flare:
    """A time in which something hurts more than usual: gentle movement only (R3)."""

    since: int
    day: str
    asked: str = ""  # the day of the last answer to "Is it still so?"
    told: str = ""  # the day on which the question was put
    helped: int = 0  # the last of the days 7 and 14 on which help was suggested
    helped_on: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """What was done of a prescription on a day."""

    day: str
    done: int = 0
    when: int | None = None  # last done, or put aside: it keeps its distance from then on


@dataclass(frozen=True, slots=True)
class FirstAnswers:
    """What the person said to the first questions; None: left open."""

    places: tuple[str, ...] | None = None
    avoid: tuple[str, ...] = ()
    demand: int | None = None


@dataclass(frozen=True, slots=True)
class Practice:
    """All of it."""

    habits: Mapping[str, Habit] = field(default_factory=dict)  # by exercise
    turn: int = 0  # cards with an exercise so far
    last_card: str = ""  # the exercise of the card before this one; none: it was a walk
    last_done: str = ""
    done_at: int | None = None
    hard: tuple[int, ...] = ()  # when demanding ones were done lately (R8)
    areas: Mapping[str, Mapping[str, int]] = field(default_factory=dict)  # day -> area -> times
    unfinished: Unfinished | None = None
    session: Session | None = None
    adapted: int = 0  # steps of demand above or below where the person started
    good: int = 0  # good answers in a row, over all exercises
    flare: Flare | None = None
    flare_over: str = ""  # the day on which the last flare-up ended
    first_use: int | None = None  # R7: when the computer was first used on `first_day`
    first_day: str = ""
    first_answers: FirstAnswers | None = None  # None: not asked yet
    hidden: tuple[str, ...] = ()  # exercises that the person did not want to see again
    offers_to_hide: str = ""  # one that was skipped three times in a row
    carrying: str = ""  # the day on which the person carries things
    lifting_next: bool = True
    quiet_cards: bool = False
    given: Mapping[str, Given] = field(default_factory=dict)  # by prescription
    skin: int = 0  # 0 to 999, drawn once: a view takes it modulo its choices
    hair: int = 0

    def habit(self, exercise: str) -> Habit:
        """Return what is known of an exercise."""
        return self.habits.get(exercise, _NONE)

    def with_habit(self, exercise: str, habit: Habit) -> Practice:
        """Return the practice with this habit in its place."""
        return replace(self, habits={**self.habits, exercise: habit})

    def carries(self, day: str) -> bool:
        """Return whether the person said that they carry things on this day."""
        return bool(day) and self.carrying == day


_NONE = Habit()
_A_WALK = Reason(Why.NOTHING_SUITS)


@dataclass(frozen=True, slots=True)
class Pick:
    """What the picker chose, and how it is to be done."""

    exercise: str | None  # None: nothing suits, take a walk
    reason: Reason = _A_WALK
    half: bool = False  # half the usual amount (R4)
    level: int = 0  # 0 to `TOP_LEVEL`
    first: Side = Side.RIGHT
    resume: Unfinished | None = None
    prescription: str = ""  # its key


def within(now: int, then: int | None, span: int) -> bool:
    """Return whether a moment is less than ``span`` away.

    Either way: a clock that was ahead and set back neither forgets what happened a moment ago nor
    keeps a rest for years.
    """
    return then is not None and abs(now - then) < span


def rests(habit: Habit, now: int) -> bool:
    """Return whether an exercise rests because it made something worse."""
    return within(now, habit.rested, RESTS)


def level_now(habit: Habit, now: int, *, grows: bool) -> int:
    """Return the level of growth that an exercise has now (R5)."""
    if habit.done is not None and not within(now, habit.done, GAP):
        return max(0, habit.level - 1)
    if grows and habit.good >= OK_SESSIONS:
        return min(TOP_LEVEL, habit.level + 1)
    return habit.level


def adapted_now(practice: Practice, now: int) -> int:
    """Return by how many steps of demand the person differs from where they started."""
    long_ago = practice.done_at is not None and not within(now, practice.done_at, GAP)
    return max(-1, practice.adapted - long_ago)


def is_half(practice: Practice, day: str) -> bool:
    """Return whether half the usual amount is enough: a flare-up ended some days ago (R4)."""
    if practice.flare is not None or not practice.flare_over:
        return False
    return 0 <= _days(practice.flare_over, day) <= HALF


def flare_day(flare: Flare, day: str) -> int:
    """Return which day of a flare-up it is; the first is 1."""
    return max(0, _days(flare.day, day)) + 1


def _days(begin: str, end: str) -> int:
    return (date.fromisoformat(end) - date.fromisoformat(begin)).days
