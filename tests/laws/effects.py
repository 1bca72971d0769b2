"""Follows what the engine decided, and fails where a decision was not allowed."""

from __future__ import annotations

from datetime import date, time, timedelta

from posture_break.core import events
from posture_break.core.model import (
    Effect,
    Kind,
    Presence,
    Reminder,
    What,
    Why,
)
from tests.laws.books import AGAIN, KEEPS_LISTED, NEAR_TIP, Books, OpenBook
from tests.laws.wall_time import is_inside, local, moment_of


def follow(books: Books, effect: Effect) -> None:  # noqa: C901, PLR0912
    """Take an effect into the books, if it was allowed."""
    match effect.what:
        case What.PRESENCE:
            if effect.presence is Presence.AWAY:
                assert books.away_since is not None
                assert effect.reason.span == books.steady - books.away_since, "laws 3 and 4"
            if effect.presence is not Presence.AWAY and books.away_since is not None:
                back(books, effect)
        case What.OPENS:
            opens(books, effect)
        case What.DONE | What.SKIPPED | What.MISSED | What.NATURAL:
            outcome(books, effect)
        case What.SNOOZED:
            snoozed(books, effect)
        case What.WITHDRAWN:
            assert books.open is not None
            assert books.open.name == effect.reminder
            assert may_withdraw(books, effect), (
                f"withdrawn without a cause: {effect}, {books.event}"
            )
            books.close()
            books.free(effect.reminder or "")
        case What.TIP:
            tip(books, effect)
        case What.NOTICE:
            notice(books, effect)
        case What.OWED:
            books.listed()
            account = books.accounts[effect.reminder or ""]
            assert not account.owed_told, "owed is told once"
            if books.open is not None:
                part = {books.open.name, *books.open.merged}
                assert effect.reminder not in part, "what is open is not owed"
            account.owed_told = True
            assert books.held() or books.open is not None
            assert books.due(books.reminder(effect))
        case What.LIMIT:
            limit(books, effect)
        case What.PAUSED:
            paused(books, effect)
        case What.RESUMED | What.HOURS_BEGIN | What.HOURS_END:
            _goes_on_or_stops(books, effect)
        case What.REFUSED:
            refused(books, effect)
        case _:
            pass


def _goes_on_or_stops(books: Books, effect: Effect) -> None:
    """Follow laws 19 and 20: every clock starts from zero."""
    match effect.what:
        case What.RESUMED:
            assert books.pause is not None
            assert books.pause_over or isinstance(books.event, events.Resume)
            books.pause, books.pause_over = None, False
            books.restart_all(first=False)
        case What.HOURS_BEGIN:
            assert is_inside(books.plan, books.wall)
            books.inside, books.hours_change = True, False
            books.restart_all(first=True)
        case What.HOURS_END:
            assert not is_inside(books.plan, books.wall) or books.new_hours
            assert books.open is None, "an open break is withdrawn when hours end"
            books.inside, books.hours_change, books.new_hours = False, False, False
            books.restart_all(first=False)
        case _:
            raise AssertionError(effect.what)


def may_withdraw(books: Books, effect: Effect) -> bool:
    """Return whether a break may leave without an outcome (laws 16, 19, 20, 24)."""
    if isinstance(books.event, events.PauseAsked | events.DoneForToday | events.Take):
        return True
    over = books.new_hours or not is_inside(books.plan, books.wall)
    gone = effect.reminder not in {r.name for r in books.breaks()}
    return gone or (effect.reason.kind is Why.OFF_HOURS and over)


def _working_day(books: Books, wall: int) -> date:
    """Return the date of the working day, which begins at the plan's hour."""
    shown = local(wall, books.plan.zone)
    begun = shown.time() >= books.plan.day_starts
    return shown.date() if begun else shown.date() - timedelta(days=1)


def back(books: Books, effect: Effect) -> None:
    """Law 5: an absence as long as a break is that break."""
    assert effect.reason.span == books.gone, "law 5: from the last input to the first"
    assert books.away_since is not None
    left = books.wall - (books.steady - books.away_since)
    new_day = _working_day(books, left) < _working_day(books, books.wall)
    books.away_since = None
    counting = books.inside and books.pause is None
    books.natural_now = set()
    for reminder in books.breaks():
        account = books.accounts[reminder.name]
        if books.open is not None and books.open.name == reminder.name:
            continue
        pending = account.snoozed is not None or account.listed_due is not None
        counted = reminder.every is not None and books.worked(reminder.name) > 0
        # Due and held while its clock read nothing cannot be; owed is part of `counted`.
        if books.gone >= reminder.lasts and counting and (pending or counted or new_day):
            if pending or counted:
                books.natural_now.add(reminder.name)
            books.restart(reminder.name, first=new_day)


def opens(books: Books, effect: Effect) -> None:
    """Laws 8, 9, 16: one break opens, and stands for all that is due or near."""
    reminder = books.reminder(effect)
    assert reminder.kind is Kind.BREAK
    assert books.open is None, "at most one break is open"
    taken = effect.reason.kind is Why.TAKEN
    if taken:
        assert isinstance(books.event, events.Take)
    else:
        books.listed()
        may_open(books, reminder, effect)
    merged = set()
    for other in books.breaks():
        left, waits = books.left_listed(other), books.accounts[other.name].waits_for
        is_near = left is not None and left <= books.plan.merge_within
        if other is reminder or not (is_near or waits is not None):
            continue
        if other.lasts <= reminder.lasts or waits == reminder.name:
            merged.add(other.name)
    if taken and books.gave_way is not None:
        merged |= books.gave_way - {reminder.name}
    books.gave_way = None
    for name in {reminder.name, *(m for m in merged if m in books.accounts)}:
        claim(books, name)
    ride_along(books, effect)
    books.open = OpenBook(reminder.name, books.steady, merged, taken)
    books.noticed, books.courtesy_since = None, None


def may_open(books: Books, reminder: Reminder, effect: Effect) -> None:
    """Fail if this break may not open now by itself."""
    assert books.away_since is None, "law 6"
    assert books.pause is None, "law 19"
    assert books.inside, "law 20"
    assert effect.quiet == books.busy()
    if effect.quiet:
        assert books.quietly(), "law 18"
    else:
        assert not books.held(), "law 18: settle"
    candidates = books.candidates()
    due = [r for r in books.breaks() if books.due(r)]
    assert due, f"nothing is due; {reminder.name} has {books.left_listed(reminder)} left"
    assert reminder in candidates, f"{reminder.name} is neither due nor near, or is snoozed"
    assert reminder.lasts == max(r.lasts for r in candidates), "law 8: the longest"
    assert not books.promise(reminder.lasts, reminder.name)
    if reminder.wait_for_pause and not effect.quiet and books.types():
        since = books.courtesy_since
        assert since is not None, "law 11"
        assert books.steady - since >= reminder.wait_for_pause, "law 11"
    if effect.reason.kind is Why.FIXED:
        fires(books, reminder, effect)


def fires(books: Books, reminder: Reminder, effect: Effect) -> None:
    """Law 21: a listed time, once a date, a quarter of an hour late at most."""
    moment = effect.reason.since
    assert moment is not None
    assert 0 <= books.wall - moment <= KEEPS_LISTED, "law 21"
    day = local(moment, books.plan.zone).date()
    match_ = [at for at in reminder.at if moment_of(day, at, books.plan.zone) == moment]
    assert match_, "law 21: no listed time"
    assert (reminder.name, day, match_[0]) not in books.fired, "law 21: once a date"
    books.fired.add((reminder.name, day, match_[0]))


def claim(books: Books, name: str) -> None:
    """Let nothing of a break that opens be pending any more."""
    account, reminder = books.accounts[name], books.plan.reminder(name)
    assert reminder is not None
    books.handle_upcoming(reminder, books.plan.merge_within)
    account.snoozed = account.waits_for = account.listed_due = None
    account.owed_told = False


def ride_along(books: Books, effect: Effect) -> None:
    """Law 9: a tip due now or within a minute is part of the break."""
    for tip in books.plan.reminders:
        if tip.kind is Kind.TIP:
            left = books.left(tip)
            if left is not None and left <= NEAR_TIP:
                assert effect.tip is not None, "law 9: the tip rides along"
                books.restart(tip.name)
    if effect.tip is not None:
        books.last_tip = effect.tip


def outcome(books: Books, effect: Effect) -> None:
    """Laws 6, 9, 12, 13, 15: how a break ends, and what starts anew."""
    name = effect.reminder or ""
    current = books.open
    if current is None or current.name != name:
        outcome_of_closed(books, effect, name)
        return
    lasts = books.reminder(effect).lasts
    if effect.what is What.MISSED:
        books.listed()
        waited = books.present.since(current.opened, books.steady)
        assert waited >= books.plan.give_up_after, "law 15"
    elif effect.what is What.NATURAL:
        assert books.gone_since_open() >= lasts, "law 6"
    else:
        verb = events.Done if effect.what is What.DONE else events.Skip
        assert isinstance(books.event, verb)
        assert books.event.serial in {None, books.serial}, "a stale answer"
    assert effect.took == books.steady - current.opened
    short = isinstance(books.event, events.Done) and books.event.short
    assert effect.short == (short and effect.what is What.DONE), "law 17"
    if isinstance(books.event, events.Done) and effect.what is What.DONE:
        assert effect.steps == books.event.steps, "law 12"
    books.close()
    satisfied = {name, *current.merged}
    if effect.what in {What.DONE, What.NATURAL}:
        satisfied |= {r.name for r in books.breaks() if r.lasts <= lasts}
    for each in satisfied & books.accounts.keys():
        books.restart(each)


def outcome_of_closed(books: Books, effect: Effect, name: str) -> None:
    """Laws 5 and 10: natural or skipped without having been open."""
    if effect.what is What.NATURAL:
        assert name in books.natural_now, "law 5"
        books.natural_now.discard(name)
        return
    assert effect.what is What.SKIPPED
    assert books.noticed == name, "law 10: skip of what was announced"
    for each, reach in announced(books, books.reminder(effect)):
        books.handle_upcoming(each, reach)
        books.restart(each.name)


def announced(books: Books, reminder: Reminder) -> list[tuple[Reminder, int]]:
    """Return what an answer to a notice is for, and how far ahead that reaches."""
    ahead = max(0, books.left_listed(reminder) or 0)
    reach = ahead + books.plan.merge_within
    near = [r for r in books.near(reach) if books.accounts[r.name].snoozed is None]
    return [(r, reach) for r in dict.fromkeys([reminder, *near])]


def snoozed(books: Books, effect: Effect) -> None:
    """Law 14."""
    assert isinstance(books.event, events.Snooze)
    reminder = books.reminder(effect)
    account = books.accounts[reminder.name]
    assert account.snoozes < reminder.snoozes, "law 14: so many in a row"
    span = books.plan.snooze[0] if books.event.span is None else books.event.span
    assert effect.until == books.wall + span
    if books.open is not None:
        assert books.open.name == reminder.name
        together = books.open.merged
        books.close()
    else:
        assert books.noticed == reminder.name, "law 10: snooze of what was announced"
        both = announced(books, reminder)
        together = {r.name for r, _reach in both} - {reminder.name}
        for each, reach in both:
            books.handle_upcoming(each, reach)
    account.snoozes += 1
    account.snoozed, account.listed_due, account.owed_told = (books.steady, span), None, False
    for name in together & books.accounts.keys():
        books.accounts[name].waits_for = reminder.name
        books.accounts[name].owed_told = False
    books.noticed = None


def tip(books: Books, effect: Effect) -> None:
    """Law 9: a tip keeps a minute's distance."""
    if effect.reason.kind is Why.TAKEN:
        assert isinstance(books.event, events.TellTip)
    else:
        books.listed()
        assert books.open is None, "law 9"
        assert not books.held()
        for at in (books.closed_at, books.tip_at):
            assert at is None or books.steady - at >= NEAR_TIP, "law 9: a minute's distance"
        assert not books.near(NEAR_TIP), "law 9: a break is near"
        reminder = books.reminder(effect)
        assert reminder.kind is Kind.TIP
        assert books.due(reminder)
        books.restart(reminder.name)
    if len(books.plan.tips) > 1:
        assert effect.tip != books.last_tip, "never the same tip twice in a row"
    books.tip_at, books.last_tip = books.steady, effect.tip


def notice(books: Books, effect: Effect) -> None:
    """Law 10: announced once, and so long before."""
    books.listed()
    assert books.open is None
    assert not books.held()
    assert books.noticed is None, "law 10: announced once"
    ahead = (effect.until or 0) - books.wall
    causes = [r for r in books.breaks() if r.notice and books.left_listed(r) == ahead]
    assert any(0 < ahead <= r.notice for r in causes), "law 10: so long before"
    together = [books.reminder(effect), *causes]
    assert books.reminder(effect).lasts == max(r.lasts for r in together)
    books.noticed = effect.reminder


def limit(books: Books, effect: Effect) -> None:
    """Law 22."""
    books.new_day()
    assert books.plan.limit is not None
    today = books.work.since(books.day_zero, books.steady)
    assert today >= max(books.plan.limit, books.limit_next), "law 22"
    assert not books.held()
    books.limit_next = today + AGAIN


def paused(books: Books, effect: Effect) -> None:
    """Law 19, and done for today (law 22)."""
    assert books.open is None, "pausing takes the open break away"
    asked = books.event
    until_steady: int | None = None
    until_wall: int | None = None
    if isinstance(asked, events.PauseAsked):
        if asked.span is not None:
            until_steady = books.steady + asked.span
        if asked.until is not None:
            until_wall = effect.until
            assert until_wall is not None
            shown = f"{local(until_wall, books.plan.zone):%H:%M}"
            assert asked.until in {shown, "tomorrow"}
    else:
        assert isinstance(asked, events.DoneForToday)
        until_wall = effect.until
    if isinstance(asked, events.DoneForToday) or asked.until == "tomorrow":
        assert until_wall == next_day(books), "law 22: the next working day"
    if until_wall is not None:
        assert until_wall > books.wall
    until_local = None
    if until_wall is not None:
        until_local = local(until_wall, books.plan.zone).replace(tzinfo=None)
    books.pause = (until_steady, until_local)
    books.pause_over = False
    books.restart_all(first=False)


def next_day(books: Books) -> int:
    """Return when the next working day begins."""
    plan = books.plan
    shown = local(books.wall, plan.zone).replace(tzinfo=None)
    day = (shown - timedelta(hours=4)).date() + timedelta(days=1)
    if plan.hours is None:
        return moment_of(day, time(4), plan.zone)
    days = [day + timedelta(days=n) for n in range(9)]
    starts = [(d, window.start) for d in days for window in plan.hours.get(d.weekday(), ())]
    moments = (moment_of(d, at, plan.zone) for d, at in starts)
    return min(moment for moment in moments if moment > books.wall)


def refused(books: Books, effect: Effect) -> None:
    """Look whether a refusal has its reason."""
    match effect.reason.kind:
        case Why.SNOOZES_USED:
            reminder = books.reminder(effect)
            assert books.accounts[reminder.name].snoozes >= reminder.snoozes
        case Why.NOTHING_OPEN:
            stale = isinstance(books.event, events.Verb) and books.event.serial is not None
            done = not isinstance(books.event, events.Skip | events.Snooze)
            assert stale or books.open is None
            assert stale or done or books.noticed is None, "law 10"
        case Why.RESUMED:
            assert books.pause is None
        case Why.NO_SUCH_REMINDER | Why.NOT_A_BREAK:
            assert isinstance(books.event, events.Take | events.TellTip)
        case Why.NO_EXERCISE | Why.NOTHING_ELSE | Why.NO_EASIER:
            assert isinstance(books.event, events.Another | events.Easier)
            assert books.open is not None
        case Why.NO_SUCH_EXERCISE | Why.NO_FLARE:
            assert isinstance(books.event, events.Personal)
        case kind:
            raise AssertionError(f"refused for {kind}")
