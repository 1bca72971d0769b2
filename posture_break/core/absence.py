"""Laws 3-7: when an absence begins and ends, and what it does to clocks and breaks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from posture_break.core import hours
from posture_break.core.answers import close
from posture_break.core.model import Input, Outcome, Presence, Reason, What, Why
from posture_break.core.turn import Turn


def input_stopped(turn: Turn, since: int | None) -> None:
    """Note the last input; it is an absence only after ``away_after``."""
    state = turn.state
    if state.input is not Input.STOPPED:
        last = min(_moment(turn, since), state.now.steady)
        if state.input is Input.FLOWING:  # what flowed from then on did not stop before
            last = max(last, state.input_at)
        state.input, state.input_at = Input.STOPPED, last
        if state.typing:
            state.typing, state.typing_at = False, last


def input_started(turn: Turn, since: int | None) -> None:
    """Note that input flows again; it is a return only after ``back_after``."""
    state = turn.state
    if state.input is not Input.FLOWING:
        was_unknown = state.input is Input.UNKNOWN
        state.input = Input.FLOWING
        state.input_at = min(_moment(turn, since), state.now.steady)
        state.return_from = max(state.return_from, state.input_at)
        if was_unknown and state.away_since is None:
            turn.tell(What.PRESENCE, Reason(Why.BACK), presence=Presence.ACTIVE)


def input_unknown(turn: Turn) -> None:
    """Note that no source can tell any more: unknown counts as work (law 2)."""
    state = turn.state
    if state.input is Input.UNKNOWN:
        return
    state.input, state.input_at = Input.UNKNOWN, state.now.steady
    state.return_from = max(state.return_from, state.now.steady)  # until now they were away
    if state.away_since is None:
        turn.tell(What.PRESENCE, Reason(Why.NO_SOURCE), presence=Presence.UNKNOWN)


def locked(turn: Turn, since: int | None) -> None:
    """Begin an absence at once (law 4)."""
    if turn.state.locked_at is None:
        turn.state.locked_at = _moment(turn, since)


def slept(turn: Turn, since: int | None) -> None:
    """Begin an absence at once (law 4)."""
    if turn.state.asleep_at is None:
        turn.state.asleep_at = _moment(turn, since)


def unlocked(turn: Turn) -> None:
    """Let input count as a return again, from now on."""
    if turn.state.locked_at is not None:
        turn.state.locked_at = None
        turn.state.return_from = turn.state.now.steady


def awoke(turn: Turn) -> None:
    """Let input count as a return again, from now on."""
    if turn.state.asleep_at is not None:
        turn.state.asleep_at = None
        turn.state.return_from = turn.state.now.steady


def settle_presence(turn: Turn) -> None:
    """Decide what the facts so far mean: an absence that begins, goes on, or is over."""
    state = turn.state
    if state.away_since is None:
        begun = _absence_begun(turn)
        if begun is not None:
            begin(turn, *begun)
    if state.away_since is not None:
        over = return_moment(turn)
        if over is not None and over[0] <= state.now.steady:
            end(turn, over[1])
        else:
            _natural_while_away(turn)


def begin(turn: Turn, since: int, why: Why) -> None:
    """Begin an absence at the steady moment ``since``: wind the clocks back to it (law 3)."""
    state = turn.state
    since = min(max(since, state.last_verb), state.now.steady)
    state.away_since, state.away_why = since, why
    state.typing, state.courtesy_since = False, None
    state.return_from = max(state.return_from, since)
    turn.rewind(since)
    for reminder in turn.plan.reminders:
        clock = state.clocks.get(reminder.name)
        if clock is None:
            continue  # new in a config that was edited while the program was down
        left = turn.remaining(reminder)
        owed = clock.owed if left is not None and left <= 0 else None
        turn.change(reminder.name, replace(clock, noticed=False, owed=owed))
    turn.tell(What.PRESENCE, turn.away_reason(), presence=Presence.AWAY)


def end(turn: Turn, until: int) -> None:
    """End the absence at the steady moment ``until``; a long one was a natural break (law 5)."""
    state = turn.state
    assert state.away_since is not None
    gone = max(0, until - state.away_since)
    _natural_while_away(turn)
    why = Why.NOT_RUNNING if state.away_why is Why.NOT_RUNNING else Why.AWAY_FOR
    new_day = _day(turn, turn.wall_of(state.away_since)) < _day(turn, state.now.wall)
    state.away_since, state.away_why = None, Why.AWAY
    is_now = Presence.UNKNOWN if state.input is Input.UNKNOWN else Presence.ACTIVE
    turn.tell(What.PRESENCE, Reason(Why.BACK, span=gone), presence=is_now)
    counting = state.inside and state.pause is None
    for reminder in turn.breaks():
        name = reminder.name
        if state.open is not None and state.open.reminder == name:
            continue
        clock = state.clocks[name]
        pending = any((clock.snoozed_until, clock.owed, clock.fixed_due))
        counted = reminder.every is not None and turn.time_on(name) > 0
        if gone < reminder.lasts:
            if turn.time_on(name) > 0:
                turn.change(name, replace(clock, away=clock.away + gone))
        elif counting and (pending or counted or new_day):
            if pending or counted:
                turn.tell(What.NATURAL, Reason(why, span=gone), name)
            turn.restart(name, first=new_day)  # each morning has its `first`, as hours have


def return_moment(turn: Turn) -> tuple[int, int] | None:
    """Return (when the return is proven, when the absence ended), steady; None: not in sight."""
    state = turn.state
    if state.locked_at is not None or state.asleep_at is not None:
        return None
    if state.input is Input.UNKNOWN:
        return state.now.steady, max(state.return_from, state.away_since or 0)
    if state.input is Input.FLOWING:
        return state.return_from + turn.plan.back_after, state.return_from
    return None


def natural_at(turn: Turn) -> int | None:
    """Return when (steady) the open break becomes natural if the absence just goes on."""
    state = turn.state
    opened = turn.opened()
    if opened is None or state.away_since is None:
        return None
    current, reminder = opened
    # Taken while away (from another room, by another screen): its time begins when it opens.
    from_ = max(state.away_since, current.opened.steady) if current.taken else state.away_since
    return from_ + reminder.lasts


def _natural_while_away(turn: Turn) -> None:
    """Close an open break as natural once the absence has its length (law 6)."""
    state = turn.state
    at = natural_at(turn)
    over = return_moment(turn)
    gone_until = state.now.steady if over is None else min(over[1], state.now.steady)
    if at is not None and gone_until >= at and state.away_since is not None:
        span = gone_until - state.away_since
        why = Why.NOT_RUNNING if state.away_why is Why.NOT_RUNNING else Why.AWAY_FOR
        close(turn, Outcome.NATURAL, Reason(why, span=span))


def _absence_begun(turn: Turn) -> tuple[int, Why] | None:
    state = turn.state
    last_input = state.input_at if state.input is Input.STOPPED else None
    for since, why in ((state.asleep_at, Why.ASLEEP), (state.locked_at, Why.LOCKED)):
        if since is not None:
            return (since if last_input is None else min(since, last_input)), why
    gap_from = gap_began(turn)
    if gap_from is not None and state.now.steady - gap_from >= turn.plan.away_after:
        return gap_from, Why.AWAY
    return None


def gap_began(turn: Turn) -> int | None:
    """Return since when (steady) there is neither input nor an answer; None: there is input."""
    state = turn.state
    return max(state.input_at, state.last_verb) if state.input is Input.STOPPED else None


def _day(turn: Turn, wall: int) -> date:
    return hours.working_day(turn.plan.day_starts, wall, turn.plan.zone)


def _moment(turn: Turn, since: int | None) -> int:
    return turn.state.now.steady if since is None else since
