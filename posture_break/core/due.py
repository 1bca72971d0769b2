"""Laws 8-11, 15, 16, 18: what falls due, what holds it back, and the one break that opens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from posture_break.core import choosing, hours
from posture_break.core.answers import close, withdraw
from posture_break.core.lifting import next_tip
from posture_break.core.model import Effect, Kind, Outcome, Reason, Reminder, What, Why
from posture_break.core.pending import (
    TIP_DISTANCE,
    is_due,
    is_handled,
    left_until,
    longest,
    near,
    promised,
    stand_in,
    together_soon,
    waiting_tips,
)
from posture_break.core.practice import Pick
from posture_break.core.state import OpenBreak, Owed
from posture_break.core.turn import Turn

TYPING_GAP = 3_000  # law 11: a gap of 3 s in the input


def give_up(turn: Turn) -> None:
    """Close a break that stayed unanswered for too long of the person's presence (law 15)."""
    opened = turn.opened()
    if opened is None:
        return
    waited = turn.state.present - opened[0].present_zero
    if waited >= turn.plan.give_up_after:
        close(turn, Outcome.MISSED, Reason(Why.UNANSWERED, span=waited))


def open_due(turn: Turn) -> None:
    """Open the one break that is due, or note what holds it back (law 8)."""
    state = turn.state
    due = [r for r in turn.breaks() if is_due(turn, r)]
    if state.open is not None:
        for reminder in due:
            _owe(turn, reminder, Reason(Why.BREAK_OPEN, detail=state.open.reminder))
        due = []
    if not due:
        state.courtesy_since = None
        return
    holding = turn.holding()
    quiet = holding is not None and held_too_long(turn)
    if holding is not None and not quiet:
        state.courtesy_since = None
        for reminder in due:
            _owe(turn, reminder, holding)
        return
    winner = longest(turn, [*due, *together_soon(turn, due[0], 0)])
    waits_for = promised(turn, winner)
    if waits_for is not None:
        for reminder in due:
            _owe(turn, reminder, Reason(Why.MERGED, detail=waits_for.name))
    elif quiet or not _courtesy(turn, winner):
        open_break(turn, winner, _opening_reason(turn, winner, due), quiet=quiet)


def open_break(
    turn: Turn, reminder: Reminder, reason: Reason, *, quiet: bool = False, taken: bool = False
) -> None:
    """Open a break; whatever else is due or near is part of it (laws 8, 9)."""
    state = turn.state
    together = _together(turn, reminder)
    merged = tuple(r.name for r in together if r is not reminder)
    worked = turn.time_on(reminder.name)
    for each in together:
        _claim(turn, each)
    tip = _tip_of(turn, reminder)
    calm = quiet or state.practice.quiet_cards
    chosen = _exercise_of(turn, reminder, calm=calm)
    exercise = None if chosen is None else chosen.exercise
    state.serial += 1
    state.courtesy_since = None
    state.open = OpenBreak(
        reminder.name,
        state.now,
        state.present,
        state.serial,
        exercise=exercise,
        tip=tip,
        taken=taken,
        quiet=quiet,
        merged=merged,
        reason=reason,
        pick=chosen,
        calm=calm,
    )
    turn.effects.append(
        Effect(
            What.OPENS,
            state.now,
            reason,
            reminder.name,
            exercise=exercise,
            tip=tip,
            quiet=quiet,
            worked=worked,
        )
    )


def take(turn: Turn, name: str | None) -> None:
    """Open a break because the person asked for it, whatever its clock says (law 16)."""
    turn.state.last_verb = turn.state.now.steady
    if name is None and turn.state.open is not None:
        return  # any break will do, and one is open: no other takes its place
    reminder = _soonest(turn) if name is None else turn.plan.reminder(name)
    if reminder is None:
        turn.tell(What.REFUSED, Reason(Why.NO_SUCH_REMINDER, detail=name or ""), name)
        return
    if reminder.kind is not Kind.BREAK:
        turn.tell(What.REFUSED, Reason(Why.NOT_A_BREAK, detail=reminder.name), name)
        return
    current = turn.state.open
    if current is not None and current.reminder == reminder.name:
        return  # it is open already: the views bring it up
    merged: tuple[str, ...] = ()
    if current is not None:
        merged = tuple(n for n in (current.reminder, *current.merged) if n != reminder.name)
        withdraw(turn, Reason(Why.GAVE_WAY, detail=reminder.name))
    open_break(turn, reminder, Reason(Why.TAKEN), taken=True)
    if merged and turn.state.open is not None:
        together = (*turn.state.open.merged, *merged)
        turn.state.open = replace(turn.state.open, merged=tuple(dict.fromkeys(together)))


def tell_tips(turn: Turn) -> None:
    """Tell a tip that is due, unless a break is open or near (law 9) or something holds it back."""
    state = turn.state
    if state.open is not None or turn.holding() is not None or state.courtesy_since is not None:
        return
    for at in (state.closed_at, state.tip_at):
        if at is not None and state.now.steady - at < TIP_DISTANCE:
            return
    due = next((r for r in waiting_tips(turn) if (turn.remaining(r) or 0) <= 0), None)
    if due is None or near(turn, TIP_DISTANCE):
        return
    reason = Reason(Why.WORKED, span=turn.time_on(due.name))
    tip = next_tip(turn, due.topics)
    turn.restart(due.name)
    if tip is not None:
        state.tip_at = state.now.steady
        turn.tell(What.TIP, reason, due.name, tip=tip)


def announce(turn: Turn) -> None:
    """Announce the next break `notice` before it opens (law 10)."""
    state = turn.state
    silent = state.open is not None or turn.holding() is not None
    soon = [] if silent else _to_announce(turn)
    if not soon:  # held, open or moved away: it is announced again when it is near again
        for name, clock in state.clocks.items():
            if clock.noticed:
                turn.change(name, replace(clock, noticed=False))
        return
    if any(clock.noticed for clock in state.clocks.values()):
        return
    reminder, left = soon[0]
    if left > 0:
        winner = longest(turn, together_soon(turn, reminder, left))
        turn.change(winner.name, replace(state.clocks[winner.name], noticed=True))
        until = state.now.wall + left
        turn.tell(What.NOTICE, Reason(Why.SOON, span=left), winner.name, until=until)


def _to_announce(turn: Turn) -> list[tuple[Reminder, int]]:
    """Return what is announced now, with the time left: no break that waits for a snoozed one."""
    found = []
    for reminder in turn.breaks():
        left = left_until(turn, reminder) if reminder.notice else None
        if left is None or left > reminder.notice:
            continue
        winner = longest(turn, together_soon(turn, reminder, left))
        if promised(turn, winner, left) is None:
            found.append((reminder, left))
    return found


def drop_late(turn: Turn) -> None:
    """Drop listed times that were owed for more than 15 minutes (law 21)."""
    for name, clock in turn.state.clocks.items():
        due = clock.fixed_due
        if due is not None and turn.state.now.wall - due > LISTED_TIME_KEEPS:
            turn.change(name, replace(clock, fixed_due=None, owed=None))


LISTED_TIME_KEEPS = 15 * 60_000


def fixed_times(turn: Turn, *, again: bool = False) -> None:
    """Let listed times that have come fall due, once a local date each (law 21).

    ``again``: the clock or the plan changed, what was looked up before holds no more.
    """
    state, plan = turn.state, turn.plan
    if not again and state.fixed_until is not None and state.now.wall < state.fixed_until:
        return
    today = hours.local(state.now.wall, plan.zone).date()
    nearest = hours.next_midnight(state.now.wall, plan.zone)
    for reminder in turn.plan.reminders:
        for at in reminder.at:
            key, day = at.isoformat("minutes"), today.isoformat()
            if is_handled(state.clocks[reminder.name], key, today):
                continue
            due = hours.wall_at(today, at, plan.zone)
            if due > state.now.wall:
                nearest = min(nearest, due)
            else:
                _fixed_due(turn, reminder.name, key, day, due)
    state.fixed_until = nearest


def _fixed_due(turn: Turn, name: str, key: str, day: str, due: int) -> None:
    """Note that a listed time came; too late, paused or off hours it is dropped without a word."""
    state = turn.state
    clock = state.clocks[name]
    kept = due if state.now.wall - due <= LISTED_TIME_KEEPS else clock.fixed_due
    if clock.fixed_day.get(key, "") > day:
        kept = None  # the clock was days ahead: nobody knows whether it came today already
    if state.pause is not None or not state.inside:
        kept = None  # resuming and beginning hours never open a break at once (laws 19, 20)
    turn.change(name, replace(clock, fixed_day={**clock.fixed_day, key: day}, fixed_due=kept))


def held_too_long(turn: Turn) -> bool:
    """Return whether busy has lasted so long that an owed break shows silently (law 18)."""
    state, most = turn.state, turn.plan.hold_at_most
    return (
        most > 0
        and state.busy is not None
        and state.pause is None
        and state.inside
        and state.away_since is None
        and state.now.steady - state.busy.since.steady >= most
    )


def _together(turn: Turn, winner: Reminder) -> list[Reminder]:
    """Return what one opening break stands for: itself and all that is due, near or waits.

    Nothing longer than itself, which only a break that was asked for can meet (law 9: two minutes
    are no break of four), unless that waited for it.
    """
    found = [winner]
    for reminder in turn.breaks():
        left, waits_for = left_until(turn, reminder), turn.state.clocks[reminder.name].with_break
        is_near = left is not None and left <= turn.plan.merge_within
        if reminder is winner or not (is_near or waits_for is not None):
            continue
        if reminder.lasts <= winner.lasts or waits_for == winner.name:
            found.append(reminder)
    return found


def _claim(turn: Turn, reminder: Reminder) -> None:
    """Let nothing of a break that opens now be pending any more; its clock keeps its time."""
    stand_in(turn, reminder, turn.plan.merge_within)
    turn.change(
        reminder.name,
        replace(
            turn.state.clocks[reminder.name],
            owed=None,
            noticed=False,
            snoozed_until=None,
            fixed_due=None,
            with_break=None,
        ),
    )


def _courtesy(turn: Turn, winner: Reminder) -> bool:
    """Return whether a due break still waits for a gap in the person's typing (law 11)."""
    state = turn.state
    if not winner.wait_for_pause:
        return False
    if state.courtesy_since is None:
        state.courtesy_since = state.now.steady
    if state.now.steady - state.courtesy_since >= winner.wait_for_pause:
        return False
    if state.typing:
        return True
    return state.typing_at is not None and state.now.steady - state.typing_at < TYPING_GAP


def _opening_reason(turn: Turn, winner: Reminder, due: Sequence[Reminder]) -> Reason:
    clock = turn.state.clocks[winner.name]
    if turn.state.busy is not None:
        busy = turn.state.busy
        return Reason(Why.HELD_QUIET, detail=busy.why, since=busy.since.wall)
    if clock.snoozed_until is not None:
        return Reason(Why.SNOOZE_OVER, span=clock.snoozed_for)
    if winner not in due:
        return Reason(Why.MERGED, detail=due[0].name, span=turn.time_on(winner.name))
    if clock.fixed_due is not None:
        return Reason(Why.FIXED, since=clock.fixed_due)
    return Reason(
        Why.WORKED, span=turn.time_on(winner.name), since=clock.zero_wall, away=clock.away
    )


def _owe(turn: Turn, reminder: Reminder, reason: Reason) -> None:
    """Remember what holds a due break back, and say so the first time."""
    clock = turn.state.clocks[reminder.name]
    first = clock.owed is None or clock.owed.reason.kind is Why.MERGED  # that one is not told
    since = turn.state.now if clock.owed is None else clock.owed.since
    turn.change(reminder.name, replace(clock, owed=Owed(since, reason), noticed=False))
    if first and reason.kind is not Why.MERGED:
        turn.tell(What.OWED, reason, reminder.name)


def _exercise_of(turn: Turn, reminder: Reminder, *, calm: bool) -> Pick | None:
    """Return what the picker chose for a break that brings an exercise."""
    if not reminder.exercise:
        return None
    turn.state.practice = replace(turn.state.practice, offers_to_hide="")  # asked once
    return choosing.choose(turn, reminder.lasts, quiet=choosing.quietly(turn, calm=calm))


def _tip_of(turn: Turn, reminder: Reminder) -> str | None:
    """Draw the tip that a break brings: its own topics', or that of a tip that rides along."""
    riding = waiting_tips(turn)
    for tip in riding:
        turn.restart(tip.name)
    topics = reminder.topics or (riding[0].topics if riding else ())
    if not topics and not riding:
        return None
    return next_tip(turn, topics)


def _soonest(turn: Turn) -> Reminder | None:
    breaks = turn.breaks()
    if not breaks:
        return None
    never = 1 << 60

    def left(reminder: Reminder) -> int:
        remaining = turn.remaining(reminder)
        return never if remaining is None else remaining

    return min(breaks, key=left)
