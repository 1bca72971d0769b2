"""The break engine: ``step(state, event, plan) -> (state, effects)``, a pure function.

It obeys the laws in docs/laws.md. An event changes facts first; then everything that follows from
them and from the time that has passed is decided in one fixed order (`_decide`).
"""

from __future__ import annotations

from dataclasses import replace

from posture_break.core import absence, answers, due, events, hours, limit
from posture_break.core.model import (
    Busy,
    Clock,
    Deck,
    Effect,
    Input,
    Moment,
    Plan,
    Reason,
    Segment,
    State,
    What,
    Why,
)
from posture_break.core.turn import Turn
from posture_break.core.wake import next_wake


def new_state(at: Moment, seed: int = 1) -> State:
    """Return the state of somebody who starts the program for the first time."""
    return State(
        now=at,
        clocks={},
        segments=(Segment(at.steady, 0, 0, works=False, presents=False),),
        input_at=at.steady,
        last_verb=at.steady,
        deck=Deck(seed=seed),
    )


def step(state: State, event: events.Event, plan: Plan) -> tuple[State, tuple[Effect, ...]]:
    """Return the state after ``event`` and what is to be done; the given state stays as it was."""
    turn = Turn(state, plan)
    if isinstance(event, events.Started):
        _start(turn, event)
    else:
        turn.advance(event.at)
        _apply(turn, event)
    _decide(turn, again=isinstance(event, _LOOKS_AGAIN))
    turn.recount()
    turn.state.wake = next_wake(turn)
    return turn.state, tuple(turn.effects)


_LOOKS_AGAIN = (events.Started, events.ClockChanged, events.PlanChanged)


def _apply(turn: Turn, event: events.Event) -> None:  # noqa: C901, PLR0912 - one line an event
    state = turn.state
    match event:
        case events.InputStopped(since=since):
            absence.input_stopped(turn, since)
        case events.InputStarted(since=since):
            absence.input_started(turn, since)
        case events.InputUnknown():
            absence.input_unknown(turn)
        case events.Locked(since=since):
            absence.locked(turn, since)
        case events.Unlocked():
            absence.unlocked(turn)
        case events.Slept(since=since):
            absence.slept(turn, since)
        case events.Awoke():
            absence.awoke(turn)
        case events.BusyBegan(why=why):
            _busy(turn, why)
        case events.BusyEnded():
            _free(turn)
        case events.Typing():
            state.typing, state.typing_at = True, state.now.steady
        case events.TypingStopped():
            state.typing, state.typing_at = False, state.now.steady
        case events.Take(reminder=reminder):
            due.take(turn, reminder)
        case events.TellTip(topic=topic):
            answers.tell_tip(turn, topic)
        case events.PauseAsked():
            answers.pause(turn, event)
        case events.DoneForToday():
            answers.done_for_today(turn)
        case events.Resume():
            answers.resume(turn, Reason(Why.RESUMED))
        case events.Verb():
            answers.answer(turn, event)
        case events.PlanChanged():
            _plan_changed(turn)
        case _:
            pass  # an alarm, a clock change: only time has passed


def _decide(turn: Turn, *, again: bool) -> None:
    """Let everything follow that time and facts demand; the order is part of the laws."""
    absence.settle_presence(turn)
    _pause_over(turn)
    _hours(turn, again=again)
    limit.day_changes(turn, again=again)
    due.fixed_times(turn, again=again)
    due.drop_late(turn)
    _settled(turn)
    due.give_up(turn)
    due.open_due(turn)
    due.tell_tips(turn)
    due.announce(turn)
    limit.tell_limit(turn)


def _start(turn: Turn, event: events.Started) -> None:
    """Go on after a stop of the program as after an absence (law 23), or begin anew."""
    state = turn.state
    if event.since is not None:
        turn.advance(event.since)
        turn.recount()
        state.locked_at = state.asleep_at = None
        if state.away_since is None:
            absence.begin(turn, event.since.steady, Why.NOT_RUNNING)
            turn.effects.clear()  # nobody saw it: the return tells it
        turn.recount()
    else:
        state.inside = turn.plan.hours is None
    turn.advance(event.at)
    now = state.now.steady
    state.busy, state.settle_until = None, None
    state.typing, state.typing_at, state.courtesy_since = False, None, None
    state.input, state.input_at, state.return_from = event.input, now, now
    if event.stopped is not None:
        state.input, state.input_at = Input.STOPPED, event.stopped
    if event.locked:
        state.locked_at = now
    state.hours_until = state.hours_from = 0
    _plan_changed(turn)
    if state.away_since is not None and state.input is not Input.STOPPED and not event.locked:
        absence.end(turn, now)


def _plan_changed(turn: Turn) -> None:
    """Fit the state to the plan: clocks stay, what is gone goes, what is new starts (law 24)."""
    state = turn.state
    names = {reminder.name for reminder in turn.plan.reminders}
    opened = state.open
    if opened is not None and opened.reminder not in {r.name for r in turn.breaks()}:
        answers.withdraw(turn, Reason(Why.REMOVED))
    for name in [name for name in state.clocks if name not in names]:
        answers.release(turn, name)
        del state.clocks[name]
    fresh = [name for name in names if name not in state.clocks]
    for name in fresh:
        turn.change(name, Clock(zero=state.worked, zero_wall=state.now.wall))
    if fresh:
        _over_today(turn, fresh)
    if state.open is not None:
        merged = tuple(name for name in state.open.merged if name in names)
        state.open = replace(state.open, merged=merged)
    state.day_until = None


def _over_today(turn: Turn, fresh: list[str]) -> None:
    """Take listed times that are already over today as handled for reminders that are new."""
    plan, now = turn.plan, turn.state.now.wall
    today = hours.local(now, plan.zone).date()
    for name in fresh:
        reminder = plan.reminder(name)
        assert reminder is not None
        over = [at for at in reminder.at if hours.wall_at(today, at, plan.zone) < now]
        if over:
            handled = {at.isoformat("minutes"): today.isoformat() for at in over}
            turn.change(name, replace(turn.state.clocks[name], fixed_day=handled))


def _busy(turn: Turn, why: str) -> None:
    state = turn.state
    if state.busy is not None and state.busy.why == why:
        return
    since = state.now if state.busy is None else state.busy.since
    state.busy, state.settle_until = Busy(why, since), None
    turn.tell(What.BUSY, Reason(Why.BUSY, detail=why, since=since.wall))


def _free(turn: Turn) -> None:
    state = turn.state
    if state.busy is None:
        return
    lasted = state.now.steady - state.busy.since.steady
    state.settle_why, state.busy = state.busy.why, None
    state.settle_until = state.now.steady + turn.plan.settle
    turn.tell(What.FREE, Reason(Why.FREE, detail=state.settle_why, span=lasted))


def _settled(turn: Turn) -> None:
    state = turn.state
    if state.settle_until is not None and state.now.steady >= state.settle_until:
        state.settle_until = None


def _pause_over(turn: Turn) -> None:
    pause, state = turn.state.pause, turn.state
    if pause is None:
        return
    by_steady = pause.until_steady is not None and state.now.steady >= pause.until_steady
    by_wall = pause.until_local is not None and state.now.wall >= answers.wall_of_local(
        turn, pause.until_local
    )
    if by_steady or by_wall:
        answers.resume(turn, Reason(Why.PAUSE_OVER, since=pause.since.wall))


def _hours(turn: Turn, *, again: bool) -> None:
    """Begin and end working hours: off hours are a pause without a verb (law 20)."""
    state, plan = turn.state, turn.plan
    known = state.hours_until is None or state.hours_from <= state.now.wall < state.hours_until
    if known and not again:
        return
    inside, until = hours.working(plan.hours, state.now.wall, plan.zone)
    state.hours_from, state.hours_until = state.now.wall, until
    if inside == state.inside:
        return
    state.inside = inside
    if inside:
        turn.restart_all(first=True)
        turn.tell(What.HOURS_BEGIN, Reason(Why.HOURS, until=until), until=until)
    else:
        reason = Reason(Why.OFF_HOURS, until=until)
        answers.withdraw(turn, reason)
        turn.restart_all()
        turn.tell(What.HOURS_END, reason, until=until)
