"""A second set of books: what the laws demand, reckoned without a line of the engine.

The engine keeps one work clock with offsets. These books keep the stretches of time in which work
(or presence) went on, and cut off their ends when a stretch turns out to have been an absence. After
each step they are compared with what the engine did: what it did must have been allowed, what was
due must have been done, and it must ask to be woken in time for what comes next.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache

from posture_break.core import events
from posture_break.core.model import (
    Effect,
    Input,
    Kind,
    Moment,
    Plan,
    Presence,
    Reminder,
    State,
    What,
    Why,
)
from posture_break.durations import MINUTE, SECOND
from posture_break.words import sentence

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

    # --- a step -----------------------------------------------------------------------------------

    def check(self, event: events.Event, effects: tuple[Effect, ...], plan: Plan, state: State) -> None:
        """Follow one step of the engine and fail where it leaves the laws."""
        before, self.plan, self.event = (self.steady, self.wall), plan, event
        self.steady, self.wall = event.at.steady, event.at.wall
        self.listed_done = False
        expected = self._facts(event)
        self._pauses_and_hours(event, before)
        told = [e for e in effects if e.what is What.PRESENCE]
        assert [e.presence for e in told] == expected, f"presence {told}, by the laws {expected}"
        for effect in effects:
            assert sentence(effect.reason)
            assert effect.at.steady == self.steady
            assert effect.at.wall == self.wall
            self._follow(effect)
            self._meters()
        self._listed()
        self._compare(state)
        self._must_have_happened(state)
        self._wakes_in_time(state)

    def killed(self, alive: int) -> None:
        """Stop counting at the last moment of which the program's life is known."""
        self.work.cut(alive, self.steady)
        self.present.cut(alive, self.steady)

    # --- facts --------------------------------------------------------------------------------------

    def _facts(self, event: events.Event) -> list[Presence | None]:  # noqa: C901, PLR0912, PLR0915
        """Take an event into the books; return what presence must be told."""
        now = self.steady
        away = self.away_since is not None
        expected: list[Presence | None] = []
        match event:
            case events.Started():
                return self._started(event)
            case events.InputStopped(since=since):
                if self.input is not Input.STOPPED:
                    last = now if since is None else min(since, now)
                    if self.input is Input.FLOWING:
                        last = max(last, self.input_at)
                    self.input, self.input_at = Input.STOPPED, last
                    if self.typing:
                        self.typing, self.typing_at = False, last
            case events.InputStarted(since=since):
                if self.input is Input.UNKNOWN and not away:
                    expected.append(Presence.ACTIVE)
                if self.input is not Input.FLOWING:
                    self.input = Input.FLOWING
                    self.input_at = now if since is None else min(since, now)
                    self.return_from = max(self.return_from, self.input_at)
            case events.InputUnknown():
                if self.input is not Input.UNKNOWN:
                    self.input, self.input_at = Input.UNKNOWN, now
                    self.return_from = max(self.return_from, now)
                    if not away:
                        expected.append(Presence.UNKNOWN)
            case events.Locked(since=since):
                if self.locked is None:
                    self.locked = now if since is None else since
            case events.Unlocked():
                if self.locked is not None:
                    self.locked, self.return_from = None, now
            case events.Slept(since=since):
                if self.asleep is None:
                    self.asleep = now if since is None else since
            case events.Awoke():
                if self.asleep is not None:
                    self.asleep, self.return_from = None, now
            case events.BusyBegan():
                self.busy_since = now if self.busy_since is None else self.busy_since
                self.settle_until = None
            case events.BusyEnded():
                if self.busy_since is not None:
                    self.busy_since, self.settle_until = None, now + self.plan.settle
            case events.Typing():
                self.typing, self.typing_at = True, now
            case events.TypingStopped():
                self.typing, self.typing_at = False, now
            case events.PlanChanged():
                self._replan()
            case events.Resume():
                pass
            case events.Verb():
                self.last_verb = now
            case _:
                pass
        return expected + self._presence()

    def _presence(self) -> list[Presence | None]:
        """Laws 3, 4, 7: an absence that begins or is over at this moment."""
        now, told = self.steady, list[Presence | None]()
        last = self.input_at if self.input is Input.STOPPED else None
        if self.away_since is None:
            begun = None
            for since in (self.asleep, self.locked):
                if begun is None and since is not None:
                    begun = since if last is None else min(since, last)
            gap = None if last is None else max(last, self.last_verb)
            if begun is None and gap is not None and now - gap >= self.plan.away_after:
                begun = gap
            if begun is not None:
                self._away(begun)
                told.append(Presence.AWAY)
        if self.away_since is not None and self.locked is None and self.asleep is None:
            back = None
            if self.input is Input.UNKNOWN:
                back = max(self.return_from, self.away_since)
            elif self.input is Input.FLOWING and now >= self.return_from + self.plan.back_after:
                back = self.return_from
            if back is not None:
                self.gone = max(0, back - self.away_since)
                told.append(Presence.UNKNOWN if self.input is Input.UNKNOWN else Presence.ACTIVE)
        return told

    def _away(self, since: int) -> None:
        since = min(max(since, self.last_verb), self.steady)
        self.away_since = since
        self.return_from = max(self.return_from, since)
        self.typing, self.courtesy_since = False, None
        self.work.cut(since, self.steady)
        self.present.cut(since, self.steady)
        for name, account in self.accounts.items():
            reminder = self.plan.reminder(name)
            if reminder is None or not self.due(reminder):
                account.owed_told = False
        self.noticed = None

    def _started(self, event: events.Started) -> list[Presence | None]:
        now = self.steady
        if event.since is not None and self.away_since is None:
            gone = event.since.steady if event.stopped is None else event.stopped
            self._away(min(gone, event.since.steady))
        self.locked = now if event.locked else None
        self.asleep = None
        if self.busy_since is not None:
            self.settle_until = now + self.plan.settle
        self.busy_since = None
        self.typing, self.typing_at, self.courtesy_since = False, -GAP, None
        self.input, self.input_at, self.return_from = event.input, now, now
        if event.stopped is not None:
            self.input, self.input_at = Input.STOPPED, event.stopped
        self._replan()
        if self.away_since is not None and self.input is not Input.STOPPED and not event.locked:
            self._listed()
            self.gone = max(0, now - self.away_since)
            return [Presence.UNKNOWN if self.input is Input.UNKNOWN else Presence.ACTIVE]
        return self._presence()

    def _replan(self) -> None:
        """Law 24."""
        if self.open is not None:
            self.open.merged &= {r.name for r in self.breaks()}
        for name in [n for n in self.accounts if self.plan.reminder(n) is None]:
            del self.accounts[name]
            self._free(name)
        for reminder in self.plan.reminders:
            account = self.accounts.get(reminder.name)
            if account is None:
                account = self.accounts[reminder.name] = Account(self.steady)
            if reminder.kind is Kind.TIP:
                account.snoozed, account.snoozes, account.waits_for = None, 0, None
                self._free(reminder.name)
            listed = [self._listed_at(reminder, at, d) for at in reminder.at for d in (0, -1)]
            if account.listed_due not in listed:
                account.listed_due = None
            if not self.due(reminder):
                account.owed_told = False
            for at in reminder.at:  # what is new and over already has had its turn
                fresh = not isinstance(self.event, events.Started) or not account.listed
                if fresh and at not in account.listed and self._listed_at(reminder, at) < self.wall:
                    account.handled[at] = max(self._today(), account.handled.get(at, date.min))
            account.listed = reminder.at

    # --- hours, pause, listed times ----------------------------------------------------------------

    def _pauses_and_hours(self, event: events.Event, before: tuple[int, int]) -> None:
        steady, wall = self.steady, self.wall
        self.pause_over = False
        if self.pause is not None and not isinstance(event, events.Resume):
            until_steady, until_wall = self._pause_ends()
            self.pause_over = (until_steady is not None and steady >= until_steady) or (
                until_wall is not None and wall >= until_wall
            )
        now_inside = is_inside(self.plan, wall)
        real = min(steady - before[0], wall - before[1])
        self.new_hours = now_inside and self.inside and self._outside_between(wall - real, wall)
        self.hours_change = now_inside != self.inside

    def _pause_ends(self) -> tuple[int | None, int | None]:
        """Return when (steady, wall) the pause ends; a zone change moves a local time."""
        assert self.pause is not None
        steady, shown = self.pause
        if shown is None:
            return steady, None
        return steady, moment_of(shown.date(), shown.time(), self.plan.zone)

    def _outside_between(self, begin: int, end: int) -> bool:
        """Return whether there was time off between two wall moments (windows: quarter hours)."""
        quarter = 15 * MINUTE
        marks = range((begin // quarter + 1) * quarter, end + 1, quarter)
        return self.plan.hours is not None and any(not is_inside(self.plan, m) for m in marks)

    def _today(self) -> date:
        return local(self.wall, self.plan.zone).date()

    def _listed_at(self, reminder: Reminder, at: time, days: int = 0) -> int:
        return moment_of(self._today() + timedelta(days=days), at, self.plan.zone)

    def _listed(self) -> None:
        """Law 21: listed times that came fall due, once a date; after 15 minutes they are over."""
        if self.listed_done:
            return
        self.listed_done = not isinstance(self.event, events.Started)
        for reminder in self.plan.reminders:
            account = self.accounts[reminder.name]
            for at in reminder.at:
                today = self._today()
                if account.handled.get(at, date.min) >= today:
                    continue
                moment = self._listed_at(reminder, at)
                if moment <= self.wall:
                    account.handled[at] = today
                    if self.pause is not None or not self.inside:
                        account.listed_due = None
                    elif self.wall - moment <= KEEPS_LISTED:
                        account.listed_due = moment
            due = account.listed_due
            if due is not None and self.wall - due > KEEPS_LISTED:
                account.listed_due, account.owed_told = None, False

    # --- what is due --------------------------------------------------------------------------------

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
        upcoming = self._upcoming(reminder)
        return None if upcoming is None else upcoming[0] - self.wall

    def _upcoming(self, reminder: Reminder) -> tuple[int, time] | None:
        account, today = self.accounts[reminder.name], self._today()
        open_ = [at for at in reminder.at if account.handled.get(at, date.min) < today]
        moments = [(self._listed_at(reminder, at), at) for at in open_]
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
        """Return whether a snoozed break, as long or longer, is soon back (a snooze is a promise)."""
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
        return away or self.pause is not None or not self.inside or self._busy() or settling

    def _busy(self) -> bool:
        return self.busy_since is not None

    def quietly(self) -> bool:
        """Return whether busy has lasted so long that breaks show silently (law 18)."""
        if self.busy_since is None or not self.plan.hold_at_most:
            return False
        if self.away_since is not None or self.pause is not None or not self.inside:
            return False
        return self.steady - self.busy_since >= self.plan.hold_at_most

    # --- effects --------------------------------------------------------------------------------------

    def _follow(self, effect: Effect) -> None:  # noqa: C901, PLR0912
        match effect.what:
            case What.PRESENCE:
                if effect.presence is Presence.AWAY:
                    assert self.away_since is not None
                    assert effect.reason.span == self.steady - self.away_since, "laws 3 and 4"
                if effect.presence is not Presence.AWAY and self.away_since is not None:
                    self._back(effect)
            case What.OPENS:
                self._opens(effect)
            case What.DONE | What.SKIPPED | What.MISSED | What.NATURAL:
                self._outcome(effect)
            case What.SNOOZED:
                self._snoozed(effect)
            case What.WITHDRAWN:
                assert self.open is not None
                assert self.open.name == effect.reminder
                assert self._may_withdraw(effect), f"withdrawn without a cause: {effect}, {self.event}"
                self._close()
                self._free(effect.reminder or "")
            case What.TIP:
                self._tip(effect)
            case What.NOTICE:
                self._notice(effect)
            case What.OWED:
                self._listed()
                account = self.accounts[effect.reminder or ""]
                assert not account.owed_told, "owed is told once"
                if self.open is not None:
                    part = {self.open.name, *self.open.merged}
                    assert effect.reminder not in part, "what is open is not owed"
                account.owed_told = True
                assert self.held() or self.open is not None
                assert self.due(self._reminder(effect))
            case What.LIMIT:
                self._limit(effect)
            case What.PAUSED:
                self._paused(effect)
            case What.RESUMED:
                assert self.pause is not None
                assert self.pause_over or isinstance(self.event, events.Resume)
                self.pause, self.pause_over = None, False
                self._restart_all(first=False)
            case What.HOURS_BEGIN:
                assert is_inside(self.plan, self.wall)
                self.inside, self.hours_change = True, False
                self._restart_all(first=True)
            case What.HOURS_END:
                assert not is_inside(self.plan, self.wall) or self.new_hours
                assert self.open is None, "an open break is withdrawn when hours end"
                self.inside, self.hours_change, self.new_hours = False, False, False
                self._restart_all(first=False)
            case What.REFUSED:
                self._refused(effect)
            case _:
                pass

    def _may_withdraw(self, effect: Effect) -> bool:
        """Return whether a break may leave without an outcome (laws 16, 19, 20, 24)."""
        if isinstance(self.event, events.PauseAsked | events.DoneForToday | events.Take):
            return True
        over = self.new_hours or not is_inside(self.plan, self.wall)
        gone = effect.reminder not in {r.name for r in self.breaks()}
        return gone or (effect.reason.kind is Why.OFF_HOURS and over)

    def _reminder(self, effect: Effect) -> Reminder:
        reminder = self.plan.reminder(effect.reminder or "")
        assert reminder is not None
        return reminder

    def _back(self, effect: Effect) -> None:
        """Law 5: an absence as long as a break is that break."""
        assert effect.reason.span == self.gone, "law 5: from the last input to the first"
        self.away_since = None
        counting = self.inside and self.pause is None
        self.natural_now = set()
        for reminder in self.breaks():
            account = self.accounts[reminder.name]
            if self.open is not None and self.open.name == reminder.name:
                continue
            pending = account.snoozed is not None or account.listed_due is not None
            counted = reminder.every is not None and self.worked(reminder.name) > 0
            # Due and held while its clock read nothing cannot be; owed is part of `counted`.
            if self.gone >= reminder.lasts and counting and (pending or counted):
                self.natural_now.add(reminder.name)
                self._restart(reminder.name)
            start = isinstance(self.event, events.Started)
            if start and self.gone >= reminder.lasts and self.left(reminder) == reminder.every:
                account = self.accounts[reminder.name]
                account.first = True

    def _opens(self, effect: Effect) -> None:
        reminder = self._reminder(effect)
        assert reminder.kind is Kind.BREAK
        assert self.open is None, "at most one break is open"
        taken = effect.reason.kind is Why.TAKEN
        if taken:
            assert isinstance(self.event, events.Take)
        else:
            self._listed()
            self._may_open(reminder, effect)
        merged = set()
        for other in self.breaks():
            left, waits = self.left_listed(other), self.accounts[other.name].waits_for
            is_near = left is not None and left <= self.plan.merge_within
            if other is reminder or not (is_near or waits is not None):
                continue
            if other.lasts <= reminder.lasts or waits == reminder.name:
                merged.add(other.name)
        if taken and self.gave_way is not None:
            merged |= self.gave_way - {reminder.name}
        self.gave_way = None
        for name in {reminder.name, *(m for m in merged if m in self.accounts)}:
            self._claim(name)
        self._ride_along(effect)
        self.open = OpenBook(reminder.name, self.steady, merged, taken)
        self.noticed, self.courtesy_since = None, None

    def _may_open(self, reminder: Reminder, effect: Effect) -> None:
        assert self.away_since is None, "law 6"
        assert self.pause is None, "law 19"
        assert self.inside, "law 20"
        assert effect.quiet == self._busy()
        if effect.quiet:
            assert self.quietly(), "law 18"
        else:
            assert not self.held(), "law 18: settle"
        candidates = self.candidates()
        due = [r for r in self.breaks() if self.due(r)]
        assert due, f"nothing is due; {reminder.name} has {self.left_listed(reminder)} left"
        assert reminder in candidates, f"{reminder.name} is neither due nor near, or is snoozed"
        assert reminder.lasts == max(r.lasts for r in candidates), "law 8: the longest"
        assert not self.promise(reminder.lasts, reminder.name)
        if reminder.wait_for_pause and not effect.quiet and self._types():
            since = self.courtesy_since
            assert since is not None, "law 11"
            assert self.steady - since >= reminder.wait_for_pause, "law 11"
        if effect.reason.kind is Why.FIXED:
            self._fires(reminder, effect)

    def _types(self) -> bool:
        return self.typing or self.steady - self.typing_at < GAP

    def _fires(self, reminder: Reminder, effect: Effect) -> None:
        moment = effect.reason.since
        assert moment is not None
        assert 0 <= self.wall - moment <= KEEPS_LISTED, "law 21"
        day = local(moment, self.plan.zone).date()
        match_ = [at for at in reminder.at if moment_of(day, at, self.plan.zone) == moment]
        assert match_, "law 21: no listed time"
        assert (reminder.name, day, match_[0]) not in self.fired, "law 21: once a date"
        self.fired.add((reminder.name, day, match_[0]))

    def _claim(self, name: str) -> None:
        account, reminder = self.accounts[name], self.plan.reminder(name)
        assert reminder is not None
        self._handle_upcoming(reminder, self.plan.merge_within)
        account.snoozed = account.waits_for = account.listed_due = None
        account.owed_told = False

    def _ride_along(self, effect: Effect) -> None:
        """Law 9: a tip due now or within a minute is part of the break."""
        for tip in self.plan.reminders:
            if tip.kind is Kind.TIP:
                left = self.left(tip)
                if left is not None and left <= NEAR_TIP:
                    assert effect.tip is not None, "law 9: the tip rides along"
                    self._restart(tip.name)
        if effect.tip is not None:
            self.last_tip = effect.tip

    def _outcome(self, effect: Effect) -> None:
        name = effect.reminder or ""
        current = self.open
        if current is None or current.name != name:
            self._outcome_of_closed(effect, name)
            return
        lasts = self._reminder(effect).lasts
        if effect.what is What.MISSED:
            self._listed()
            waited = self.present.since(current.opened, self.steady)
            assert waited >= self.plan.give_up_after, "law 15"
        elif effect.what is What.NATURAL:
            assert self._gone_since_open() >= lasts, "law 6"
        else:
            verb = events.Done if effect.what is What.DONE else events.Skip
            assert isinstance(self.event, verb)
            assert self.event.serial in {None, self.serial}, "a stale answer"
        assert effect.took == self.steady - current.opened
        short = isinstance(self.event, events.Done) and self.event.short
        assert effect.short == (short and effect.what is What.DONE), "law 17"
        if isinstance(self.event, events.Done) and effect.what is What.DONE:
            assert effect.steps == self.event.steps, "law 12"
        self._close()
        satisfied = {name, *current.merged}
        if effect.what in {What.DONE, What.NATURAL}:
            satisfied |= {r.name for r in self.breaks() if r.lasts <= lasts}
        for each in satisfied & self.accounts.keys():
            self._restart(each)

    def _gone_since_open(self) -> int:
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

    def _outcome_of_closed(self, effect: Effect, name: str) -> None:
        if effect.what is What.NATURAL:
            assert name in self.natural_now, "law 5"
            self.natural_now.discard(name)
            return
        assert effect.what is What.SKIPPED
        assert self.noticed == name, "law 10: skip of what was announced"
        for each, reach in self._announced(self._reminder(effect)):
            self._handle_upcoming(each, reach)
            self._restart(each.name)

    def _announced(self, reminder: Reminder) -> list[tuple[Reminder, int]]:
        """Return what an answer to a notice is for, and how far ahead that reaches."""
        ahead = max(0, self.left_listed(reminder) or 0)
        reach = ahead + self.plan.merge_within
        near = [r for r in self.near(reach) if self.accounts[r.name].snoozed is None]
        return [(r, reach) for r in dict.fromkeys([reminder, *near])]

    def _handle_upcoming(self, reminder: Reminder, reach: int) -> None:
        upcoming = self._upcoming(reminder)
        if upcoming is not None and upcoming[0] - self.wall <= reach:
            self.accounts[reminder.name].handled[upcoming[1]] = self._today()

    def _snoozed(self, effect: Effect) -> None:
        assert isinstance(self.event, events.Snooze)
        reminder = self._reminder(effect)
        account = self.accounts[reminder.name]
        assert account.snoozes < reminder.snoozes, "law 14: so many in a row"
        span = self.plan.snooze[0] if self.event.span is None else self.event.span
        assert effect.until == self.wall + span
        if self.open is not None:
            assert self.open.name == reminder.name
            together = self.open.merged
            self._close()
        else:
            assert self.noticed == reminder.name, "law 10: snooze of what was announced"
            both = self._announced(reminder)
            together = {r.name for r, _reach in both} - {reminder.name}
            for each, reach in both:
                self._handle_upcoming(each, reach)
        account.snoozes += 1
        account.snoozed, account.listed_due, account.owed_told = (self.steady, span), None, False
        for name in together & self.accounts.keys():
            self.accounts[name].waits_for = reminder.name
            self.accounts[name].owed_told = False
        self.noticed = None

    def _tip(self, effect: Effect) -> None:
        if effect.reason.kind is Why.TAKEN:
            assert isinstance(self.event, events.TellTip)
        else:
            self._listed()
            assert self.open is None, "law 9"
            assert not self.held()
            for at in (self.closed_at, self.tip_at):
                assert at is None or self.steady - at >= NEAR_TIP, "law 9: a minute's distance"
            assert not self.near(NEAR_TIP), "law 9: a break is near"
            reminder = self._reminder(effect)
            assert reminder.kind is Kind.TIP
            assert self.due(reminder)
            self._restart(reminder.name)
        if len(self.plan.tips) > 1:
            assert effect.tip != self.last_tip, "never the same tip twice in a row"
        self.tip_at, self.last_tip = self.steady, effect.tip

    def _notice(self, effect: Effect) -> None:
        self._listed()
        assert self.open is None
        assert not self.held()
        assert self.noticed is None, "law 10: announced once"
        ahead = (effect.until or 0) - self.wall
        causes = [r for r in self.breaks() if r.notice and self.left_listed(r) == ahead]
        assert any(0 < ahead <= r.notice for r in causes), "law 10: so long before"
        together = [self._reminder(effect), *causes]
        assert self._reminder(effect).lasts == max(r.lasts for r in together)
        self.noticed = effect.reminder

    def _limit(self, effect: Effect) -> None:
        self._new_day()
        assert self.plan.limit is not None
        today = self.work.since(self.day_zero, self.steady)
        assert today >= max(self.plan.limit, self.limit_next), "law 22"
        assert not self.held()
        self.limit_next = today + AGAIN

    def _new_day(self) -> None:
        day = (local(self.wall, self.plan.zone).replace(tzinfo=None) - timedelta(hours=4)).date()
        if self.day is None or day > self.day:
            self.day, self.day_zero, self.limit_next = day, self.steady, 0

    def _paused(self, effect: Effect) -> None:
        assert self.open is None, "pausing takes the open break away"
        asked = self.event
        until_steady: int | None = None
        until_wall: int | None = None
        if isinstance(asked, events.PauseAsked):
            if asked.span is not None:
                until_steady = self.steady + asked.span
            if asked.until is not None:
                until_wall = effect.until
                assert until_wall is not None
                shown = f"{local(until_wall, self.plan.zone):%H:%M}"
                assert asked.until in {shown, "tomorrow"}
        else:
            assert isinstance(asked, events.DoneForToday)
            until_wall = effect.until
        if isinstance(asked, events.DoneForToday) or asked.until == "tomorrow":
            assert until_wall == self._next_day(), "law 22: the next working day"
        if until_wall is not None:
            assert until_wall > self.wall
        until_local = None
        if until_wall is not None:
            until_local = local(until_wall, self.plan.zone).replace(tzinfo=None)
        self.pause = (until_steady, until_local)
        self.pause_over = False
        self._restart_all(first=False)

    def _next_day(self) -> int:
        """Return when the next working day begins."""
        plan = self.plan
        shown = local(self.wall, plan.zone).replace(tzinfo=None)
        day = (shown - timedelta(hours=4)).date() + timedelta(days=1)
        if plan.hours is None:
            return moment_of(day, time(4), plan.zone)
        days = [day + timedelta(days=n) for n in range(9)]
        starts = [(d, window.start) for d in days for window in plan.hours.get(d.weekday(), ())]
        moments = (moment_of(d, at, plan.zone) for d, at in starts)
        return min(moment for moment in moments if moment > self.wall)

    def _refused(self, effect: Effect) -> None:
        match effect.reason.kind:
            case Why.SNOOZES_USED:
                reminder = self._reminder(effect)
                assert self.accounts[reminder.name].snoozes >= reminder.snoozes
            case Why.NOTHING_OPEN:
                stale = isinstance(self.event, events.Verb) and self.event.serial is not None
                done = not isinstance(self.event, events.Skip | events.Snooze)
                assert stale or self.open is None
                assert stale or done or self.noticed is None, "law 10"
            case Why.RESUMED:
                assert self.pause is None
            case Why.NO_SUCH_REMINDER | Why.NOT_A_BREAK:
                assert isinstance(self.event, events.Take | events.TellTip)
            case kind:
                raise AssertionError(f"refused for {kind}")

    def _close(self) -> None:
        assert self.open is not None
        if isinstance(self.event, events.Take):
            self.gave_way = {self.open.name, *self.open.merged}
        self.open, self.closed_at = None, self.steady

    def _restart(self, name: str, *, first: bool = False) -> None:
        old = self.accounts[name]
        self.accounts[name] = Account(self.steady, first=first, handled=old.handled, listed=old.listed)
        self._free(name)
        if self.noticed == name:
            self.noticed = None

    def _restart_all(self, *, first: bool) -> None:
        for name in self.accounts:
            self._restart(name, first=first)

    def _free(self, name: str) -> None:
        for account in self.accounts.values():
            if account.waits_for == name:
                account.waits_for = None

    def _meters(self) -> None:
        """Law 2."""
        there = self.away_since is None
        works = there and self.inside and self.pause is None and self.open is None
        self.work.runs(works, self.steady)
        self.present.runs(there, self.steady)

    # --- what must be so after every step ----------------------------------------------------------------

    def _compare(self, state: State) -> None:
        self._meters()
        assert (state.open.reminder if state.open else None) == (
            self.open.name if self.open else None
        )
        self.serial = state.open.serial if state.open else None
        assert not self.hours_change, "law 20: hours begin and end on time"
        assert not self.new_hours, "law 20: hours ended and began in the time that passed"
        assert not self.pause_over, "law 19: a pause ends on time"
        assert (self.pause is None) == (state.pause is None)
        assert (self.away_since is None) == (state.away_since is None)
        self._new_day()
        today = self.work.since(self.day_zero, self.steady)
        assert state.worked - state.day_zero == today, "law 2: work time today"
        for name, clock in state.clocks.items():
            assert state.worked - clock.zero == self.worked(name), f"law 2: the clock of {name}"

    def _must_have_happened(self, state: State) -> None:
        if self.open is not None:
            assert self.open.name in {r.name for r in self.breaks()}, "law 24: it is gone"
            waited = self.present.since(self.open.opened, self.steady)
            assert waited < self.plan.give_up_after, "law 15: it should be missed"
            reminder = self.plan.reminder(self.open.name)
            assert reminder is not None
            if self.away_since is not None:
                assert self._gone_since_open() < reminder.lasts, "law 6: it should be natural"
        if self.noticed is not None and (self.open is not None or self.held()):
            self.noticed = None
        self._break_must_open()
        self._owed_must_be_told()
        self._notice_must_come()
        self._tip_must_come()
        if self.plan.limit is not None and not self.held():
            today = self.work.since(self.day_zero, self.steady)
            assert today < max(self.plan.limit, self.limit_next), "law 22: it should be told"

    def _break_must_open(self) -> None:
        due = [r for r in self.breaks() if self.due(r)]
        if self.open is not None or not due or (self.held() and not self.quietly()):
            self.courtesy_since = None
            return
        longest = max(self.candidates(), key=lambda r: r.lasts)
        if self.promise(longest.lasts, longest.name):
            return
        says = f"{[r.name for r in due]} should have opened"
        assert not self.quietly(), says
        assert longest.wait_for_pause, says
        assert self._types(), says
        if self.courtesy_since is None:
            self.courtesy_since = self.steady
        assert self.steady - self.courtesy_since < longest.wait_for_pause, "law 11: the cap"

    def _owed_must_be_told(self) -> None:
        """Law 8: what is due and held back is owed, and somebody is told so."""
        held = self.held() and not self.quietly()
        if self.open is not None or held:
            part = set() if self.open is None else {self.open.name, *self.open.merged}
            due = [r for r in self.breaks() if self.due(r) and r.name not in part]
            silent = [r.name for r in due if not self.accounts[r.name].owed_told]
            assert not silent, f"{silent} owed, and nobody told"

    def _notice_must_come(self) -> None:
        if self.open is not None or self.held():
            return
        soon = False
        for reminder in self.breaks():
            left = self.left_listed(reminder)
            if not reminder.notice or left is None or left > reminder.notice:
                continue
            together = [reminder, *self.near(left + self.plan.merge_within)]
            free = [r for r in together if self.accounts[r.name].snoozed is None or r is reminder]
            longest = max(free, key=lambda r: r.lasts)
            if self.promise(longest.lasts, longest.name, left):
                continue
            soon = True
            assert self.noticed is not None or left <= 0, f"law 10: {reminder.name} unannounced"
        if not soon:
            self.noticed = None

    def _tip_must_come(self) -> None:
        if self.open is not None or self.held() or self.near(NEAR_TIP):
            return
        for at in (self.closed_at, self.tip_at):
            if at is not None and self.steady - at < NEAR_TIP:
                return
        due = [r.name for r in self.plan.reminders if r.kind is Kind.TIP and self.due(r)]
        assert not due, f"the tips {due} should have been told"

    def _wakes_in_time(self, state: State) -> None:
        """Law 25: the engine asks for the moment at which something must happen."""
        now, wake = self.steady, state.wake
        soonest = min((m for m in self._coming() if m > now), default=None)
        if soonest is not None:
            assert wake is not None, f"no wake, but something comes in {soonest - now} ms"
            assert wake <= soonest, f"wakes {wake - soonest} ms too late"
        if self.plan.hours is not None:
            assert wake is not None, "hours change one day"
            assert is_inside(self.plan, self.wall + wake - now - 1) == self.inside

    def _coming(self) -> list[int]:  # noqa: C901, PLR0912
        now, found = self.steady, list[int]()
        there = self.away_since is None
        if there and self.input is Input.STOPPED:
            found.append(max(self.input_at, self.last_verb) + self.plan.away_after)
        if not there and self.locked is None and self.asleep is None:
            if self.input is Input.FLOWING:
                found.append(self.return_from + self.plan.back_after)
        if self.open is not None and there:
            waited = self.present.since(self.open.opened, now)
            found.append(now + self.plan.give_up_after - waited)
        if self.open is not None and not there:
            reminder = self.plan.reminder(self.open.name)
            assert reminder is not None
            if self.input is Input.STOPPED or self.locked is not None or self.asleep is not None:
                found.append(now + reminder.lasts - self._gone_since_open())
        if self.pause is not None:
            until_steady, until_wall = self._pause_ends()
            found += [] if until_steady is None else [until_steady]
            found += [] if until_wall is None else [now + until_wall - self.wall]
        if self.courtesy_since is not None and not self.typing:
            found.append(self.typing_at + GAP)
        if self.courtesy_since is not None:
            longest = max(self.candidates(), key=lambda r: r.lasts)
            found.append(self.courtesy_since + longest.wait_for_pause)
        if any(r.kind is Kind.TIP and self.due(r) for r in self.plan.reminders):
            found += [at + NEAR_TIP for at in (self.closed_at, self.tip_at) if at is not None]
        due = any(self.due(r) for r in self.plan.reminders)
        if self.settle_until is not None and due:
            found.append(self.settle_until)
        if self.busy_since is not None and due and self.plan.hold_at_most:
            found.append(self.busy_since + self.plan.hold_at_most)
        if not self.held() and self.open is None:
            for reminder in self.plan.reminders:
                left = self.left_listed(reminder)
                if left is not None:
                    found += [now + left, now + left - reminder.notice]
            if self.plan.limit is not None:
                today = self.work.since(self.day_zero, now)
                found.append(now + max(self.plan.limit, self.limit_next) - today)
        return found


# --- local time, the slow and plain way ------------------------------------------------------------


def local(wall: int, zone: tzinfo) -> datetime:
    """Return the local time at a wall moment."""
    return datetime.fromtimestamp(wall / 1000, UTC).astimezone(zone)


@lru_cache(maxsize=4096)
def moment_of(day: date, at: time, zone: tzinfo) -> int:
    """Return the first moment of a local date at which the clock shows ``at`` or later."""
    noon = datetime.combine(day, time(12), UTC).timestamp()
    minute = int(noon) - 30 * 3600
    while True:
        shown = local(minute * 1000, zone)
        if shown.date() > day or (shown.date() == day and shown.time() >= at):
            return minute * 1000
        minute += 60 if shown.date() == day or shown.hour >= 22 else 900


def is_inside(plan: Plan, wall: int) -> bool:
    """Return whether a wall moment is inside working hours."""
    if plan.hours is None:
        return True
    today = local(wall, plan.zone).date()
    for day in (today, today - timedelta(days=1)):
        for window in plan.hours.get(day.weekday(), ()):
            last = day if window.end > window.start else day + timedelta(days=1)
            begin = moment_of(day, window.start, plan.zone)
            if begin <= wall < moment_of(last, window.end, plan.zone):
                return True
    return False
