"""The break engine: ``step(state, event, plan) -> (state, effects)``, a pure function.

It obeys the laws in docs/laws.md. An event changes facts first; then everything that follows from
them and from the time that has passed is decided in one fixed order (`_decide`).
"""

from __future__ import annotations

from posture_break.core import (
    absence,
    answers,
    choosing,
    due,
    events,
    flare,
    hours,
    limit,
    personal,
    replan,
)
from posture_break.core.model import Effect, Input, Moment, Plan, Reason, What, Why
from posture_break.core.practice import Practice
from posture_break.core.rotation import looks
from posture_break.core.state import Busy, Deck, Segment, State
from posture_break.core.turn import Turn
from posture_break.core.wake import next_wake


def new_state(at: Moment, seed: int = 1) -> State:
    """Return the state of somebody who starts the program for the first time."""
    skin, hair = looks(seed)
    return State(
        now=at,
        clocks={},
        segments=(Segment(at.steady, 0, 0, works=False, presents=False),),
        input_at=at.steady,
        last_verb=at.steady,
        deck=Deck(seed=seed),
        practice=Practice(skin=skin, hair=hair),
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
        case events.Personal():
            personal.tell(turn, event)
        case events.Verb():
            answers.answer(turn, event)
        case events.Left():
            personal.left(turn, event)
        case events.PlanChanged():
            replan.plan_changed(turn)
        case _:
            pass  # an alarm, a clock change: only time has passed


def _decide(turn: Turn, *, again: bool) -> None:
    """Let everything follow that time and facts demand; the order is part of the laws."""
    absence.settle_presence(turn)
    _pause_over(turn)
    _hours(turn, again=again)
    limit.day_changes(turn, again=again)
    choosing.note_first_use(turn)
    due.fixed_times(turn, again=again)
    due.drop_late(turn)
    _settled(turn)
    due.give_up(turn)
    due.open_due(turn)
    due.tell_tips(turn)
    due.announce(turn)
    limit.tell_limit(turn)
    flare.ask_daily(turn)


def _start(turn: Turn, event: events.Started) -> None:
    """Go on after a stop of the program as after an absence (law 23), or begin anew."""
    state = turn.state
    if event.since is not None:
        turn.advance(event.since)
        turn.recount()
        state.locked_at = state.asleep_at = None
        if state.away_since is None:
            gone = event.since.steady if event.stopped is None else event.stopped
            absence.begin(turn, min(gone, event.since.steady), Why.NOT_RUNNING)
            turn.effects.clear()  # nobody saw it: the return tells it
        turn.recount()
    else:
        state.inside = turn.plan.hours is None
    turn.advance(event.at)
    now = state.now.steady
    if state.busy is not None:  # its source needs a moment to tell again what goes on
        state.settle_until, state.settle_why = now + turn.plan.settle, state.busy.why
    state.busy = None
    state.typing, state.typing_at, state.courtesy_since = False, None, None
    state.input, state.input_at, state.return_from = event.input, now, now
    if event.stopped is not None:
        state.input, state.input_at = Input.STOPPED, event.stopped
    if event.locked:
        state.locked_at = now
    replan.plan_changed(turn, edited=False)
    if state.away_since is not None and state.input is not Input.STOPPED and not event.locked:
        due.fixed_times(turn, again=True)  # what came meanwhile was taken by being away
        due.drop_late(turn)
        absence.end(turn, now)


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
    ended = state.inside and (not inside or _ended_meanwhile(turn))
    began = inside and (not state.inside or ended)
    state.hours_from, state.hours_until, state.inside = state.now.wall, until, inside
    if ended:
        reason = Reason(Why.OFF_HOURS, until=None if inside else until)
        answers.withdraw(turn, reason)
        turn.restart_all()
        turn.tell(What.HOURS_END, reason, until=reason.until)
    if began:
        turn.restart_all(first=True)
        turn.tell(What.HOURS_BEGIN, Reason(Why.HOURS, until=until), until=until)


def _ended_meanwhile(turn: Turn) -> bool:
    """Return whether hours ended in time that really passed since the last step.

    No alarm rings in system sleep: a night can lie between two steps that are both inside hours.
    A clock that was set moves no interval (law 1), so the steady clock has to agree.
    """
    until, before, now = turn.state.hours_until, turn.before, turn.state.now
    if until is None or not before.wall < until <= now.wall:
        return False
    if now.steady - before.steady < until - before.wall:
        return False
    return not hours.working(turn.plan.hours, until, turn.plan.zone)[0]
