"""Makes the snapshot that every view draws, from state and plan."""

from __future__ import annotations

from dataclasses import replace

from posture_break.core import answers, flare
from posture_break.core.choosing import day_of, prescribed
from posture_break.core.limit import worked_today
from posture_break.core.model import Plan, Reason, Reminder, Why
from posture_break.core.pending import next_fixed
from posture_break.core.practice import Pick, flare_day
from posture_break.core.snapshot import Condition, NextView, OpenView, Snapshot, Tally
from posture_break.core.state import State
from posture_break.core.turn import Turn, presence

_NONE_YET = Tally()


def snapshot(
    state: State, plan: Plan, tally: Tally = _NONE_YET, troubles: tuple[str, ...] = ()
) -> Snapshot:
    """Return what a view may show of this state at its own moment."""
    turn = Turn(state, plan)
    practice, day = state.practice, day_of(state, plan)
    holding = turn.holding()
    coming = tuple(sorted(_coming(turn, holding), key=_soonest_first))
    noticed = next((name for name, clock in state.clocks.items() if clock.noticed), None)
    return Snapshot(
        now=state.now.wall,
        condition=_condition(turn, coming),
        presence=presence(state),
        open=_open(turn),
        next=coming,
        reminders=tuple(reminder.name for reminder in turn.breaks()),
        ring=_ring(turn),
        held=holding,
        busy=None if state.busy is None else state.busy.why,
        busy_since=None if state.busy is None else state.busy.since.wall,
        away_since=None if state.away_since is None else turn.wall_of(state.away_since),
        locked=state.locked_at is not None,
        paused_since=None if state.pause is None else state.pause.since.wall,
        paused_until=_paused_until(turn),
        hours_begin=None if state.inside else state.hours_until,
        hours_end=state.hours_until if state.inside else None,
        notice=noticed,
        snooze_choices=plan.snooze,
        limit_reached=plan.limit is not None and worked_today(turn) >= plan.limit,
        worked_today=worked_today(turn),
        tally=tally,
        prescribed=prescribed(state, plan),
        flare_day=None if practice.flare is None else flare_day(practice.flare, day),
        flare_ask=flare.asks(practice, day),
        flare_help=flare.suggests_help(practice, day),
        carrying=practice.carries(day),
        quiet_cards=practice.quiet_cards,
        set_up=practice.first_answers is not None,
        first_answers=practice.first_answers,
        hidden=practice.hidden,
        offers_to_hide=practice.offers_to_hide or None,
        skin=practice.skin,
        hair=practice.hair,
        troubles=troubles,
    )


def _condition(turn: Turn, coming: tuple[NextView, ...]) -> Condition:
    state = turn.state
    tests = (
        (state.open is not None, Condition.OPEN),
        (state.pause is not None, Condition.PAUSED),
        (not state.inside, Condition.OFF_HOURS),
        (state.away_since is not None, Condition.AWAY),
        (state.busy is not None or any(view.owed for view in coming), Condition.HELD),
        (bool(coming), Condition.WAITING),
    )
    return next((condition for is_so, condition in tests if is_so), Condition.IDLE)


def _open(turn: Turn) -> OpenView | None:
    opened = turn.opened()
    if opened is None:
        return None
    current, reminder = opened
    state = turn.state
    used = state.clocks[reminder.name].snoozes
    view = OpenView(
        reminder=reminder.name,
        serial=current.serial,
        opened=turn.wall_of(current.opened.steady),
        lasts=reminder.lasts,
        show=reminder.show,
        says=reminder.says,
        reason=current.reason,
        exercise=current.exercise,
        tip=current.tip,
        quiet=current.quiet,
        hidden=state.busy is not None and not current.taken and not current.quiet,
        snoozes_left=max(0, reminder.snoozes - used),
        calm=current.calm,
    )
    return view if current.pick is None else _picked(view, current.pick)


def _picked(view: OpenView, chosen: Pick) -> OpenView:
    """Return the view with what the picker said."""
    begun = chosen.resume
    return replace(
        view,
        pick=chosen.reason,
        half=chosen.half,
        level=chosen.level,
        first=chosen.first,
        resume=0 if begun is None else begun.at,
        resume_of=0 if begun is None else begun.of,
        resume_side=None if begun is None else begun.side,
        prescription=chosen.prescription,
    )


def _coming(turn: Turn, holding: Reason | None) -> list[NextView]:
    return [
        _next(turn, reminder, holding)
        for reminder in turn.plan.reminders
        if turn.state.open is None or turn.state.open.reminder != reminder.name
    ]


def _next(turn: Turn, reminder: Reminder, holding: Reason | None) -> NextView:
    """When a reminder comes if all goes on as it is; held back or standing still, why not."""
    state = turn.state
    clock = state.clocks[reminder.name]
    left = turn.remaining(reminder)
    fixed = next_fixed(turn, reminder)
    snoozed = clock.snoozed_until is not None
    # What will be so when it comes: "60 min at work since 13:16, 4 min away did not count".
    whole = turn.target(reminder) or turn.time_on(reminder.name)
    reason = Reason(Why.WORKED, span=whole, since=clock.zero_wall, away=clock.away)
    stands = holding if holding is not None and holding.kind not in _CLOCK_RUNS else None
    if state.open is not None and turn.is_open(reminder.name):
        reason = Reason(Why.MERGED, detail=state.open.reminder)
    elif clock.with_break is not None:
        reason = Reason(Why.MERGED, detail=clock.with_break)
    elif left is not None and left <= 0 and state.courtesy_since is not None:
        reason = Reason(Why.TYPING)
    elif clock.owed is not None:
        reason = clock.owed.reason if holding is None else holding
    elif stands is not None:
        reason = stands
    elif snoozed:
        reason = Reason(Why.SNOOZE_OVER, span=clock.snoozed_for)
    elif left is None:
        reason = Reason(Why.FIXED, since=fixed)
    elif state.open is not None:
        reason = Reason(Why.BREAK_OPEN, detail=state.open.reminder)
    due = None if stands is not None or left is None else state.now.wall + max(0, left)
    return NextView(
        reminder=reminder.name,
        kind=reminder.kind,
        due=fixed if left is None else due,
        remaining=max(0, left or 0),
        every=turn.target(reminder) or 0,
        reason=reason,
        snoozed=snoozed,
        owed=clock.owed is not None or (left is not None and left <= 0),
        show=reminder.show,
    )


_CLOCK_RUNS = {Why.HELD_BUSY, Why.SETTLING}


def _soonest_first(view: NextView) -> tuple[bool, int, int]:
    return view.due is None, view.due or 0, view.remaining


def _ring(turn: Turn) -> float:
    """Return the share of the way that is left until the next break opens."""
    shares = []
    for reminder in turn.breaks():
        left = turn.remaining(reminder)
        clock = turn.state.clocks[reminder.name]
        whole = clock.snoozed_for if clock.snoozed_until is not None else turn.target(reminder)
        if left is not None and whole:
            shares.append((left, min(1.0, max(0.0, left / whole))))
    return min(shares)[1] if shares else 1.0


def _paused_until(turn: Turn) -> int | None:
    pause = turn.state.pause
    if pause is None:
        return None
    if pause.until_local is not None:
        return answers.wall_of_local(turn, pause.until_local)
    return None if pause.until_steady is None else turn.wall_of(pause.until_steady)
