"""What must be so after every step: what was due happened, and the next wake is in time."""

from __future__ import annotations

from posture_break.core.model import Input, Kind
from posture_break.core.state import State
from tests.laws.books import GAP, NEAR_TIP, Books
from tests.laws.wall_time import is_inside


def compare(books: Books, state: State) -> None:
    """Compare what the engine remembers with the books."""
    books.meters()
    assert (state.open.reminder if state.open else None) == (
        books.open.name if books.open else None
    )
    books.serial = state.open.serial if state.open else None
    assert not books.hours_change, "law 20: hours begin and end on time"
    assert not books.new_hours, "law 20: hours ended and began in the time that passed"
    assert not books.pause_over, "law 19: a pause ends on time"
    assert (books.pause is None) == (state.pause is None)
    assert (books.away_since is None) == (state.away_since is None)
    books.new_day()
    today = books.work.since(books.day_zero, books.steady)
    assert state.worked - state.day_zero == today, "law 2: work time today"
    for name, clock in state.clocks.items():
        assert state.worked - clock.zero == books.worked(name), f"law 2: the clock of {name}"


def must_have_happened(books: Books, state: State) -> None:
    """Fail if something was due and did not happen."""
    if books.open is not None:
        assert books.open.name in {r.name for r in books.breaks()}, "law 24: it is gone"
        waited = books.present.since(books.open.opened, books.steady)
        assert waited < books.plan.give_up_after, "law 15: it should be missed"
        reminder = books.plan.reminder(books.open.name)
        assert reminder is not None
        if books.away_since is not None:
            assert books.gone_since_open() < reminder.lasts, "law 6: it should be natural"
    if books.noticed is not None and (books.open is not None or books.held()):
        books.noticed = None
    break_must_open(books)
    owed_must_be_told(books)
    notice_must_come(books)
    tip_must_come(books)
    if books.plan.limit is not None and not books.held():
        today = books.work.since(books.day_zero, books.steady)
        assert today < max(books.plan.limit, books.limit_next), "law 22: it should be told"


def break_must_open(books: Books) -> None:
    """Laws 8 and 11: what is due and not held back is open."""
    due = [r for r in books.breaks() if books.due(r)]
    if books.open is not None or not due or (books.held() and not books.quietly()):
        books.courtesy_since = None
        return
    longest = max(books.candidates(), key=lambda r: r.lasts)
    if books.promise(longest.lasts, longest.name):
        return
    says = f"{[r.name for r in due]} should have opened"
    assert not books.quietly(), says
    assert longest.wait_for_pause, says
    assert books.types(), says
    if books.courtesy_since is None:
        books.courtesy_since = books.steady
    assert books.steady - books.courtesy_since < longest.wait_for_pause, "law 11: the cap"


def owed_must_be_told(books: Books) -> None:
    """Law 8: what is due and held back is owed, and somebody is told so."""
    held = books.held() and not books.quietly()
    if books.open is not None or held:
        part = set() if books.open is None else {books.open.name, *books.open.merged}
        due = [r for r in books.breaks() if books.due(r) and r.name not in part]
        silent = [r.name for r in due if not books.accounts[r.name].owed_told]
        assert not silent, f"{silent} owed, and nobody told"


def notice_must_come(books: Books) -> None:
    """Law 10: what comes soon is announced."""
    if books.open is not None or books.held():
        return
    soon = False
    for reminder in books.breaks():
        left = books.left_listed(reminder)
        if not reminder.notice or left is None or left > reminder.notice:
            continue
        together = [reminder, *books.near(left + books.plan.merge_within)]
        free = [r for r in together if books.accounts[r.name].snoozed is None or r is reminder]
        longest = max(free, key=lambda r: r.lasts)
        if books.promise(longest.lasts, longest.name, left):
            continue
        soon = True
        assert books.noticed is not None or left <= 0, f"law 10: {reminder.name} unannounced"
    if not soon:
        books.noticed = None


def tip_must_come(books: Books) -> None:
    """Law 9: a tip that is due, and alone, is told."""
    if books.open is not None or books.held() or books.near(NEAR_TIP):
        return
    for at in (books.closed_at, books.tip_at):
        if at is not None and books.steady - at < NEAR_TIP:
            return
    due = [r.name for r in books.plan.reminders if r.kind is Kind.TIP and books.due(r)]
    assert not due, f"the tips {due} should have been told"


def wakes_in_time(books: Books, state: State) -> None:
    """Law 25: the engine asks for the moment at which something must happen."""
    now, wake = books.steady, state.wake
    soonest = min((m for m in coming(books) if m > now), default=None)
    if soonest is not None:
        assert wake is not None, f"no wake, but something comes in {soonest - now} ms"
        assert wake <= soonest, f"wakes {wake - soonest} ms too late"
    if books.plan.hours is not None:
        assert wake is not None, "hours change one day"
        assert is_inside(books.plan, books.wall + wake - now - 1) == books.inside


def coming(books: Books) -> list[int]:  # noqa: C901, PLR0912
    """Return the steady moments at which something must happen by itself."""
    now, found = books.steady, list[int]()
    there = books.away_since is None
    if there and books.input is Input.STOPPED:
        found.append(max(books.input_at, books.last_verb) + books.plan.away_after)
    unlocked = books.locked is None and books.asleep is None
    if not there and unlocked and books.input is Input.FLOWING:
        found.append(books.return_from + books.plan.back_after)
    if books.open is not None and there:
        waited = books.present.since(books.open.opened, now)
        found.append(now + books.plan.give_up_after - waited)
    if books.open is not None and not there:
        reminder = books.plan.reminder(books.open.name)
        assert reminder is not None
        if books.input is Input.STOPPED or books.locked is not None or books.asleep is not None:
            found.append(now + reminder.lasts - books.gone_since_open())
    if books.pause is not None:
        until_steady, until_wall = books.pause_ends()
        found += [] if until_steady is None else [until_steady]
        found += [] if until_wall is None else [now + until_wall - books.wall]
    if books.courtesy_since is not None and not books.typing:
        found.append(books.typing_at + GAP)
    if books.courtesy_since is not None:
        longest = max(books.candidates(), key=lambda r: r.lasts)
        found.append(books.courtesy_since + longest.wait_for_pause)
    if any(r.kind is Kind.TIP and books.due(r) for r in books.plan.reminders):
        found += [at + NEAR_TIP for at in (books.closed_at, books.tip_at) if at is not None]
    due = any(books.due(r) for r in books.plan.reminders)
    if books.settle_until is not None and due:
        found.append(books.settle_until)
    if books.busy_since is not None and due and books.plan.hold_at_most:
        found.append(books.busy_since + books.plan.hold_at_most)
    if not books.held() and books.open is None:
        for reminder in books.plan.reminders:
            left = books.left_listed(reminder)
            if left is not None:
                found += [now + left, now + left - reminder.notice]
        if books.plan.limit is not None:
            today = books.work.since(books.day_zero, now)
            found.append(now + max(books.plan.limit, books.limit_next) - today)
    return found
