"""Law 25: when the engine next needs to be woken."""

from __future__ import annotations

from collections.abc import Iterator

from posture_break.core.absence import gap_began, natural_at, return_moment
from posture_break.core.answers import wall_of_local
from posture_break.core.due import LISTED_TIME_KEEPS, TYPING_GAP
from posture_break.core.limit import limit_left
from posture_break.core.pending import TIP_DISTANCE, left_until
from posture_break.core.turn import Turn


def next_wake(turn: Turn) -> int | None:
    """Return the first steady moment after now at which something may change by itself."""
    now = turn.state.now.steady
    return min((moment for moment in _moments(turn) if moment > now), default=None)


def _moments(turn: Turn) -> Iterator[int]:
    yield from _presence(turn)
    yield from _held(turn)
    yield from _wall(turn)
    yield from _clocks(turn)


def _presence(turn: Turn) -> Iterator[int]:
    state = turn.state
    if state.away_since is None:
        gap_from = gap_began(turn)
        if gap_from is not None:
            yield gap_from + turn.plan.away_after
        if state.open is not None:
            waited = state.present - state.open.present_zero
            yield state.now.steady + turn.plan.give_up_after - waited
        return
    natural, back = natural_at(turn), return_moment(turn)
    if natural is not None:
        yield natural
    if back is not None:
        yield back[0]


def _held(turn: Turn) -> Iterator[int]:
    state, plan = turn.state, turn.plan
    if state.settle_until is not None:
        yield state.settle_until
    if state.busy is not None and plan.hold_at_most:
        yield state.busy.since.steady + plan.hold_at_most
    if state.pause is not None and state.pause.until_steady is not None:
        yield state.pause.until_steady
    if state.courtesy_since is not None:
        caps = [r.wait_for_pause for r in turn.breaks()]
        yield from (state.courtesy_since + cap for cap in caps)
        if state.typing_at is not None:
            yield state.typing_at + TYPING_GAP
    for at in (state.closed_at, state.tip_at):
        if at is not None:
            yield at + TIP_DISTANCE


def _wall(turn: Turn) -> Iterator[int]:
    state = turn.state
    offset = state.now.steady - state.now.wall
    for wall in (state.hours_until, state.fixed_until, state.day_until):
        if wall is not None:
            yield wall + offset
    if state.pause is not None and state.pause.until_local is not None:
        yield wall_of_local(turn, state.pause.until_local) + offset
    for clock in state.clocks.values():
        if clock.fixed_due is not None:
            yield clock.fixed_due + LISTED_TIME_KEEPS + 1 + offset


def _clocks(turn: Turn) -> Iterator[int]:
    state = turn.state
    if state.away_since is not None or state.pause is not None or not state.inside:
        return
    now = state.now.steady
    for reminder in turn.plan.reminders:
        left = left_until(turn, reminder)
        if left is None:
            continue
        snoozed = state.clocks[reminder.name].snoozed_until is not None
        if not snoozed and state.open is not None:
            continue  # its clock stands still
        yield now + left
        if reminder.notice:
            yield now + left - reminder.notice
    if state.open is None:
        left = limit_left(turn)
        if left is not None:
            yield now + left
