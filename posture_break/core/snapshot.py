"""What every view draws: one frozen value made from state and plan after each event.

Tray, card, notification, terminal, ``status`` and ``why`` read only this, so all of them agree.
All moments are wall-clock Unix milliseconds, all spans milliseconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from posture_break.core.model import Kind, Presence, Reason, Show


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
    paused_since: int | None = None
    paused_until: int | None = None  # None while paused: until resumed
    hours_begin: int | None = None  # next beginning while off hours
    hours_end: int | None = None
    notice: str | None = None  # reminder that is announced
    notice_due: int | None = None
    snooze_choices: tuple[int, ...] = ()
    limit_reached: bool = False
    worked_today: int = 0
    tally: Tally = Tally()
    troubles: tuple[str, ...] = ()  # sentences: what does not work now, and the cure

    @property
    def paused(self) -> bool:
        """Whether the person paused the reminders."""
        return self.paused_since is not None
