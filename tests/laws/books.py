"""A second set of books: what the laws demand, reckoned without a line of the engine.

The engine keeps one work clock with offsets. These books keep the stretches of time in which
work (or presence) went on, and cut off their ends when a stretch turns out to be an absence.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from posture_break.core import events
from posture_break.core.model import (
    Effect,
    Input,
    Kind,
    Moment,
    Plan,
    Reminder,
)
from posture_break.durations import MINUTE, SECOND
from tests.laws.wall_time import local, moment_of

NEAR_TIP = MINUTE
KEEPS_LISTED = 15 * MINUTE
AGAIN = 20 * MINUTE
GAP = 3 * SECOND


class Meter:
    """Counts the stretches of time in which something went on; an end can be taken back."""

    def __init__(self) -> None:
        self.stretches: list[tuple[int, int]] = []
        self.running_from: int | None = None

    def runs(self, on: bool, now: int) -> None:
        """Start or stop now."""
        if on and self.running_from is None:
            self.running_from = now
        elif not on and self.running_from is not None:
            if now > self.running_from:
                self.stretches.append((self.running_from, now))
            self.running_from = None

    def cut(self, at: int, now: int) -> None:
        """Stop, and forget all that was counted after ``at``."""
        self.runs(False, now)
        self.stretches = [(begin, min(end, at)) for begin, end in self.stretches if begin < at]

    def since(self, zero: int, now: int) -> int:
        """Return how much was counted from ``zero`` on."""
        total = 0 if self.running_from is None else now - max(self.running_from, zero)
        for begin, end in reversed(self.stretches):
            if end <= zero:
                break
            total += end - max(begin, zero)
        return max(0, total)


@dataclass
class Account:
    """What the books know of one reminder."""

    zero: int  # steady
    first: bool = True
    snoozes: int = 0
    snoozed: tuple[int, int] | None = None  # from (steady), span
    waits_for: str | None = None
    owed_told: bool = False
    handled: dict[time, date] = field(default_factory=dict)
    listed: tuple[time, ...] = ()  # the times that the plan lists
    listed_due: int | None = None  # wall


@dataclass
class OpenBook:
    """The open break, as far as its effects told."""

    name: str
    opened: int
    merged: set[str]
    taken: bool


class Books:
    """The person's day as the laws see it."""

    def __init__(self, plan: Plan, steady: int, wall: int) -> None:
        self.plan = plan
        self.steady, self.wall = steady, wall
        self.input, self.input_at, self.return_from, self.last_verb = (
            Input.FLOWING,
            steady,
            0,
            steady,
        )
        self.locked: int | None = None
        self.asleep: int | None = None
        self.away_since: int | None = None
        self.busy_since: int | None = None
        self.settle_until: int | None = None
        self.pause: tuple[int | None, datetime | None] | None = None  # until steady, until local
        self.inside = plan.hours is None
        self.open: OpenBook | None = None
        self.closed_at: int | None = None
        self.tip_at: int | None = None
        self.last_tip: str | None = None
        self.noticed: str | None = None
        self.typing, self.typing_at = False, -GAP
        self.courtesy_since: int | None = None
        self.work, self.present = Meter(), Meter()
        self.accounts: dict[str, Account] = {}
        self.day: date | None = None
        self.day_zero = steady
        self.limit_next = 0
        self.fired: set[tuple[str, date, time]] = set()
        self.listed_done = False
        self.event: events.Event = events.Alarm(Moment(steady, wall))
        self.natural_now: set[str] = set()
        self.gave_way: set[str] | None = None
        self.serial: int | None = None
        self.pause_over = self.new_hours = self.hours_change = False
        self.gone = 0

    def killed(self, alive: int) -> None:
        """Stop counting at the last moment of which the program's life is known."""
        self.work.cut(alive, self.steady)
        self.present.cut(alive, self.steady)

    def pause_ends(self) -> tuple[int | None, int | None]:
        """Return when (steady, wall) the pause ends; a zone change moves a local time."""
        assert self.pause is not None
        steady, shown = self.pause
        if shown is None:
            return steady, None
        return steady, moment_of(shown.date(), shown.time(), self.plan.zone)

    def today(self) -> date:
        """Return the local date."""
        return local(self.wall, self.plan.zone).date()

    def listed_at(self, reminder: Reminder, at: time, days: int = 0) -> int:
        """Return the wall moment of a listed time today, or some days from today."""
        return moment_of(self.today() + timedelta(days=days), at, self.plan.zone)

    def listed(self) -> None:
        """Law 21: listed times that came fall due, once a date; after 15 minutes they are over."""
        if self.listed_done:
            return
        self.listed_done = not isinstance(self.event, events.Started)
        for reminder in self.plan.reminders:
            account = self.accounts[reminder.name]
            for at in reminder.at:
                today = self.today()
                if account.handled.get(at, date.min) >= today:
                    continue
                moment = self.listed_at(reminder, at)
                if moment <= self.wall:
                    account.handled[at] = today
                    if self.pause is not None or not self.inside:
                        account.listed_due = None
                    elif self.wall - moment <= KEEPS_LISTED:
                        account.listed_due = moment
            due = account.listed_due
            if due is not None and self.wall - due > KEEPS_LISTED:
                account.listed_due, account.owed_told = None, False

    def worked(self, name: str) -> int:
        """Return a reminder's work time since its zero."""
        return self.work.since(self.accounts[name].zero, self.steady)

    def left(self, reminder: Reminder) -> int | None:
        """Return the time left until it is due; None: not to be foreseen."""
        account = self.accounts[reminder.name]
        if account.waits_for is not None:
            return None
        if account.snoozed is not None:
            return account.snoozed[1] - self.present.since(account.snoozed[0], self.steady)
        if account.listed_due is not None:
            return account.listed_due - self.wall
        if reminder.every is None:
            return None
        first = account.first and reminder.first is not None
        target = reminder.first if first else reminder.every
        assert target is not None
        return target - self.worked(reminder.name)

    def left_listed(self, reminder: Reminder) -> int | None:
        """Return the time left, upcoming listed times of today included."""
        left = self.left(reminder)
        if left is not None or self.accounts[reminder.name].waits_for is not None:
            return left
        upcoming = self.upcoming(reminder)
        return None if upcoming is None else upcoming[0] - self.wall

    def upcoming(self, reminder: Reminder) -> tuple[int, time] | None:
        """Return the next listed time of today that had no turn yet, with its wall moment."""
        account, today = self.accounts[reminder.name], self.today()
        open_ = [at for at in reminder.at if account.handled.get(at, date.min) < today]
        moments = [(self.listed_at(reminder, at), at) for at in open_]
        return min((each for each in moments if each[0] > self.wall), default=None)

    def due(self, reminder: Reminder) -> bool:
        """Return whether it is due."""
        left = self.left(reminder)
        return left is not None and left <= 0

    def breaks(self) -> list[Reminder]:
        """Return the break reminders."""
        return [r for r in self.plan.reminders if r.kind is Kind.BREAK]

    def near(self, within: int) -> list[Reminder]:
        """Return the breaks that come that soon."""
        lefts = [(r, self.left_listed(r)) for r in self.breaks()]
        return [r for r, left in lefts if left is not None and left <= within]

    def candidates(self, ahead: int = 0) -> list[Reminder]:
        """Return what may open as one: due or near, a snoozed one only when its time is over."""
        due = [r for r in self.breaks() if self.due(r)]
        near = self.near(ahead + self.plan.merge_within)
        return due + [r for r in near if r not in due and self.accounts[r.name].snoozed is None]

    def promise(self, longest: int, but: str, ahead: int = 0) -> bool:
        """Return whether a snoozed break, as long or longer, is soon back (it is a promise)."""
        for reminder in self.breaks():
            if self.accounts[reminder.name].snoozed is None or reminder.name == but:
                continue
            left = self.left(reminder)
            assert left is not None
            if reminder.lasts >= longest and 0 < left <= ahead + self.plan.merge_within:
                return True
        return False

    def held(self) -> bool:
        """Return whether anything holds back (laws 6, 18-20)."""
        settling = self.settle_until is not None and self.steady < self.settle_until
        away = self.away_since is not None
        return away or self.pause is not None or not self.inside or self.busy() or settling

    def busy(self) -> bool:
        """Return whether something asks not to be disturbed."""
        return self.busy_since is not None

    def quietly(self) -> bool:
        """Return whether busy has lasted so long that breaks show silently (law 18)."""
        if self.busy_since is None or not self.plan.hold_at_most:
            return False
        if self.away_since is not None or self.pause is not None or not self.inside:
            return False
        return self.steady - self.busy_since >= self.plan.hold_at_most

    def reminder(self, effect: Effect) -> Reminder:
        """Return the reminder of an effect."""
        reminder = self.plan.reminder(effect.reminder or "")
        assert reminder is not None
        return reminder

    def types(self) -> bool:
        """Return whether the last input was a moment ago (law 11)."""
        return self.typing or self.steady - self.typing_at < GAP

    def gone_since_open(self) -> int:
        """Return how long the absence has lasted for the open break."""
        assert self.away_since is not None
        assert self.open is not None
        begin = max(self.away_since, self.open.opened) if self.open.taken else self.away_since
        back = self.steady
        if isinstance(self.event, events.Started):
            pass
        elif self.locked is None and self.asleep is None and self.input is not Input.STOPPED:
            back = min(max(self.return_from, self.away_since), self.steady)
        return back - begin

    def handle_upcoming(self, reminder: Reminder, reach: int) -> None:
        """Take a listed time that is so near as handled."""
        upcoming = self.upcoming(reminder)
        if upcoming is not None and upcoming[0] - self.wall <= reach:
            self.accounts[reminder.name].handled[upcoming[1]] = self.today()

    def new_day(self) -> None:
        """Begin a new working day at four (law 22)."""
        day = (local(self.wall, self.plan.zone).replace(tzinfo=None) - timedelta(hours=4)).date()
        if self.day is None or day > self.day:
            self.day, self.day_zero, self.limit_next = day, self.steady, 0

    def close(self) -> None:
        """Close the open break."""
        assert self.open is not None
        if isinstance(self.event, events.Take):
            self.gave_way = {self.open.name, *self.open.merged}
        self.open, self.closed_at = None, self.steady

    def restart(self, name: str, *, first: bool = False) -> None:
        """Start a reminder's clock from zero."""
        old = self.accounts[name]
        self.accounts[name] = Account(
            self.steady, first=first, handled=old.handled, listed=old.listed
        )
        self.free(name)
        if self.noticed == name:
            self.noticed = None

    def restart_all(self, *, first: bool) -> None:
        """Start all clocks from zero."""
        for name in self.accounts:
            self.restart(name, first=first)

    def free(self, name: str) -> None:
        """Let what waited for a break stand on its own."""
        for account in self.accounts.values():
            if account.waits_for == name:
                account.waits_for = None

    def meters(self) -> None:
        """Law 2."""
        there = self.away_since is None
        works = there and self.inside and self.pause is None and self.open is None
        self.work.runs(works, self.steady)
        self.present.runs(there, self.steady)
