"""What every view draws: one frozen value made from state and plan after each event.

Tray, card, notification, terminal, ``status`` and ``why`` read only this, so all of them agree.
All moments are wall-clock Unix milliseconds, all spans milliseconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from posture_break.core.model import Kind, Presence, Reason, Show
from posture_break.core.practice import FirstAnswers
from posture_break.core.session import Side


class Condition(Enum):
    """The one thing that the icon and the status line say; earlier members win over later ones."""

    OPEN = "open"  # a break is open
    PAUSED = "paused"
    OFF_HOURS = "off-hours"
    AWAY = "away"
    HELD = "held"  # a break is owed, something holds it back
    WAITING = "waiting"  # counting down to the next reminder
    IDLE = "idle"  # no reminder will ever come


@dataclass(frozen=True, slots=True)
class OpenView:
    """The open break."""

    reminder: str
    serial: int  # names this very occurrence: an answer to an older one is stale
    opened: int
    lasts: int
    show: Show
    says: str
    reason: Reason
    exercise: str | None = None  # id in the catalogue
    tip: str | None = None  # id in the catalogue
    quiet: bool = False  # show it silently, without a card
    hidden: bool = False  # busy began meanwhile: take it off the screen, keep it answerable
    snoozes_left: int = 0
    steps: int = 0
    pick: Reason | None = None  # why this exercise, or why a walk; None: it brings no exercise
    half: bool = False  # half the usual amount, after a flare-up
    level: int = 0  # 0 to 4: from where to start to where to build up to
    first: Side = Side.RIGHT  # the side to begin with
    resume: int = 0  # index of the step at which this session was interrupted; 0: from its start
    resume_of: int = 0  # steps of the timeline that index belongs to
    resume_side: Side | None = None  # at work then: begin with it where the timeline is another
    prescription: str = ""  # key of the prescription that it is
    calm: bool = False  # a notification in place of a card: seated and silent

    @property
    def walk(self) -> bool:
        """Whether it should bring an exercise, and none suits."""
        return self.exercise is None and self.pick is not None


@dataclass(frozen=True, slots=True)
class NextView:
    """One reminder and when it comes."""

    reminder: str
    kind: Kind
    due: int | None  # None: its clock stands still; see `reason`
    remaining: int  # work time still to pass (0: due)
    every: int
    reason: Reason
    snoozed: bool = False
    owed: bool = False
    show: Show = Show.NOTIFICATION


@dataclass(frozen=True, slots=True)
class PrescribedView:
    """What a therapist gave for today, and how much of it is done."""

    key: str
    exercise: str
    done: int
    of: int
    held: Reason | None = None  # why it waits, whatever the hour


@dataclass(frozen=True, slots=True)
class Tally:
    """Outcomes of today."""

    done: int = 0
    skipped: int = 0
    missed: int = 0
    natural: int = 0


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything that a view may show."""

    now: int
    condition: Condition
    presence: Presence
    open: OpenView | None = None
    next: tuple[NextView, ...] = ()  # soonest first, tips included
    reminders: tuple[str, ...] = ()  # the break reminders, in the config's order
    ring: float = 1.0  # share of the way that is left until the next break, 1 to 0
    held: Reason | None = None
    busy: str | None = None
    busy_since: int | None = None
    away_since: int | None = None
    locked: bool = False  # the screen is: nothing may be opened on it
    paused_since: int | None = None
    paused_until: int | None = None  # None while paused: until resumed
    hours_begin: int | None = None  # next beginning while off hours
    hours_end: int | None = None
    notice: str | None = None  # reminder that is announced
    snooze_choices: tuple[int, ...] = ()
    limit_reached: bool = False
    worked_today: int = 0
    tally: Tally = Tally()
    prescribed: tuple[PrescribedView, ...] = ()  # of today
    flare_day: int | None = None  # which day of a flare-up; None: there is none
    flare_ask: bool = False  # "Is it still so?" waits for an answer
    flare_help: bool = False  # a day on which to suggest help
    carrying: bool = False  # the person carries things today
    quiet_cards: bool = False
    set_up: bool = False  # whether the first questions were answered or skipped
    first_answers: FirstAnswers | None = None
    hidden: tuple[str, ...] = ()  # exercises that the person did not want to see again
    offers_to_hide: str | None = None  # one skipped three times in a row: "Leave it out?"
    skin: int = 0  # 0 to 999, by chance once a person
    hair: int = 0
    troubles: tuple[str, ...] = ()  # sentences: what does not work now, and the cure

    @property
    def paused(self) -> bool:
        """Whether the person paused the reminders."""
        return self.paused_since is not None
