"""Laws 3, 4, 7, 23, 24: what an event changes, before anything is decided."""

from __future__ import annotations

from datetime import date

from posture_break.core import events
from posture_break.core.model import (
    Input,
    Kind,
    Presence,
)
from posture_break.durations import MINUTE
from tests.laws.books import GAP, Account, Books
from tests.laws.wall_time import is_inside


def facts(books: Books, event: events.Event) -> list[Presence | None]:  # noqa: C901, PLR0912, PLR0915
    """Take an event into the books; return what presence must be told."""
    now = books.steady
    away = books.away_since is not None
    expected: list[Presence | None] = []
    match event:
        case events.Started():
            return started(books, event)
        case events.InputStopped(since=since):
            if books.input is not Input.STOPPED:
                last = now if since is None else min(since, now)
                if books.input is Input.FLOWING:
                    last = max(last, books.input_at)
                books.input, books.input_at = Input.STOPPED, last
                if books.typing:
                    books.typing, books.typing_at = False, last
        case events.InputStarted(since=since):
            if books.input is Input.UNKNOWN and not away:
                expected.append(Presence.ACTIVE)
            if books.input is not Input.FLOWING:
                books.input = Input.FLOWING
                books.input_at = now if since is None else min(since, now)
                books.return_from = max(books.return_from, books.input_at)
        case events.InputUnknown():
            if books.input is not Input.UNKNOWN:
                books.input, books.input_at = Input.UNKNOWN, now
                books.return_from = max(books.return_from, now)
                if not away:
                    expected.append(Presence.UNKNOWN)
        case events.Locked(since=since):
            if books.locked is None:
                books.locked = now if since is None else since
        case events.Unlocked():
            if books.locked is not None:
                books.locked, books.return_from = None, now
        case events.Slept(since=since):
            if books.asleep is None:
                books.asleep = now if since is None else since
        case events.Awoke():
            if books.asleep is not None:
                books.asleep, books.return_from = None, now
        case events.BusyBegan():
            books.busy_since = now if books.busy_since is None else books.busy_since
            books.settle_until = None
        case events.BusyEnded():
            if books.busy_since is not None:
                books.busy_since, books.settle_until = None, now + books.plan.settle
        case events.Typing():
            books.typing, books.typing_at = True, now
        case events.TypingStopped():
            books.typing, books.typing_at = False, now
        case events.PlanChanged():
            replan(books)
        case events.Resume():
            pass
        case events.Verb():
            books.last_verb = now
        case _:
            pass
    return expected + presence(books)


def presence(books: Books) -> list[Presence | None]:
    """Laws 3, 4, 7: an absence that begins or is over at this moment."""
    now, told = books.steady, list[Presence | None]()
    last = books.input_at if books.input is Input.STOPPED else None
    if books.away_since is None:
        begun = None
        for since in (books.asleep, books.locked):
            if begun is None and since is not None:
                begun = since if last is None else min(since, last)
        gap = None if last is None else max(last, books.last_verb)
        if begun is None and gap is not None and now - gap >= books.plan.away_after:
            begun = gap
        if begun is not None:
            away(books, begun)
            told.append(Presence.AWAY)
    if books.away_since is not None and books.locked is None and books.asleep is None:
        back = None
        if books.input is Input.UNKNOWN:
            back = max(books.return_from, books.away_since)
        elif books.input is Input.FLOWING and now >= books.return_from + books.plan.back_after:
            back = books.return_from
        if back is not None:
            books.gone = max(0, back - books.away_since)
            told.append(Presence.UNKNOWN if books.input is Input.UNKNOWN else Presence.ACTIVE)
    return told


def away(books: Books, since: int) -> None:
    """Begin an absence: what was counted since then was none."""
    since = min(max(since, books.last_verb), books.steady)
    books.away_since = since
    books.return_from = max(books.return_from, since)
    books.typing, books.courtesy_since = False, None
    books.work.cut(since, books.steady)
    books.present.cut(since, books.steady)
    for name, account in books.accounts.items():
        reminder = books.plan.reminder(name)
        if reminder is None or not books.due(reminder):
            account.owed_told = False
    books.noticed = None


def started(books: Books, event: events.Started) -> list[Presence | None]:
    """Law 23: the time down was an absence."""
    now = books.steady
    if event.since is not None and books.away_since is None:
        gone = event.since.steady if event.stopped is None else event.stopped
        away(books, min(gone, event.since.steady))
    books.locked = now if event.locked else None
    books.asleep = None
    if books.busy_since is not None:
        books.settle_until = now + books.plan.settle
    books.busy_since = None
    books.typing, books.typing_at, books.courtesy_since = False, -GAP, None
    books.input, books.input_at, books.return_from = event.input, now, now
    if event.stopped is not None:
        books.input, books.input_at = Input.STOPPED, event.stopped
    replan(books)
    if books.away_since is not None and books.input is not Input.STOPPED and not event.locked:
        books.listed()
        books.gone = max(0, now - books.away_since)
        return [Presence.UNKNOWN if books.input is Input.UNKNOWN else Presence.ACTIVE]
    return presence(books)


def replan(books: Books) -> None:
    """Law 24."""
    if books.open is not None:
        books.open.merged &= {r.name for r in books.breaks()}
    for name in [n for n in books.accounts if books.plan.reminder(n) is None]:
        del books.accounts[name]
        books.free(name)
    for reminder in books.plan.reminders:
        account = books.accounts.get(reminder.name)
        if account is None:
            account = books.accounts[reminder.name] = Account(books.steady)
        if reminder.kind is Kind.TIP:
            account.snoozed, account.snoozes, account.waits_for = None, 0, None
            books.free(reminder.name)
        listed = [books.listed_at(reminder, at, d) for at in reminder.at for d in (0, -1)]
        if account.listed_due not in listed:
            account.listed_due = None
        if not books.due(reminder):
            account.owed_told = False
        for at in reminder.at:  # what is new and over already has had its turn
            fresh = not isinstance(books.event, events.Started) or not account.listed
            if fresh and at not in account.listed and books.listed_at(reminder, at) < books.wall:
                account.handled[at] = max(books.today(), account.handled.get(at, date.min))
        account.listed = reminder.at


def pauses_and_hours(books: Books, event: events.Event, before: tuple[int, int]) -> None:
    """Note which pauses and hours are over by now."""
    steady, wall = books.steady, books.wall
    books.pause_over = False
    if books.pause is not None and not isinstance(event, events.Resume):
        until_steady, until_wall = books.pause_ends()
        books.pause_over = (until_steady is not None and steady >= until_steady) or (
            until_wall is not None and wall >= until_wall
        )
    now_inside = is_inside(books.plan, wall)
    real = min(steady - before[0], wall - before[1])
    books.new_hours = now_inside and books.inside and outside_between(books, wall - real, wall)
    books.hours_change = now_inside != books.inside


def outside_between(books: Books, begin: int, end: int) -> bool:
    """Return whether there was time off between two wall moments (windows: quarter hours)."""
    quarter = 15 * MINUTE
    marks = range((begin // quarter + 1) * quarter, end + 1, quarter)
    return books.plan.hours is not None and any(not is_inside(books.plan, m) for m in marks)
