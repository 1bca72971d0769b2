"""Laws 12-17 and 19: what the person's answers do."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from typing import assert_never

from posture_break.core import choosing, events, hours
from posture_break.core.lifting import next_tip
from posture_break.core.model import Effect, Kind, Outcome, Reason, Reminder, What, Why
from posture_break.core.pending import left_until, stand_in, together_soon
from posture_break.core.rotation import draw_tip
from posture_break.core.state import Pause
from posture_break.core.turn import Turn

_OUTCOMES = {
    Outcome.DONE: What.DONE,
    Outcome.SKIPPED: What.SKIPPED,
    Outcome.MISSED: What.MISSED,
    Outcome.NATURAL: What.NATURAL,
}


def close(
    turn: Turn,
    outcome: Outcome,
    reason: Reason,
    *,
    steps: tuple[int, int] | None = None,
    short: bool = False,
) -> None:
    """Close the open break with an outcome and start the clocks that it satisfies from zero."""
    opened = turn.opened()
    if opened is None:
        return
    current, reminder = opened
    state = turn.state
    state.open, state.closed_at = None, state.now.steady
    choosing.closed(turn, current)
    match outcome:
        case Outcome.DONE:
            choosing.done(turn, current, steps, short=short)
        case Outcome.SKIPPED:
            choosing.skipped(turn, current)
        case Outcome.MISSED | Outcome.NATURAL:
            pass  # it may come again soon: nobody said anything of it
        case _:
            assert_never(outcome)
    turn.effects.append(
        Effect(
            _OUTCOMES[outcome],
            state.now,
            reason,
            reminder.name,
            exercise=current.exercise,
            tip=current.tip,
            took=state.now.steady - current.opened.steady,
            steps=steps,
            short=short,
        )
    )
    satisfied = {reminder.name, *current.merged}
    if outcome in {Outcome.DONE, Outcome.NATURAL}:  # law 9: it counts for every shorter one too
        satisfied |= {each.name for each in turn.breaks() if each.lasts <= reminder.lasts}
    for name in satisfied & state.clocks.keys():
        turn.restart(name)


def withdraw(turn: Turn, reason: Reason) -> None:
    """Close the open break without an outcome."""
    state = turn.state
    if state.open is None:
        return
    choosing.closed(turn, state.open)
    name, state.open, state.closed_at = state.open.reminder, None, state.now.steady
    turn.tell(What.WITHDRAWN, reason, name)
    turn.release(name)


def answer(turn: Turn, verb: events.Verb) -> None:
    """Carry out an answer to the open (or announced) break; refuse what does not fit."""
    turn.state.last_verb = turn.state.now.steady
    current = turn.state.open
    if current is None or (verb.serial is not None and verb.serial != current.serial):
        _answer_notice(turn, verb)
        return
    reason = Reason(Why.ANSWERED, span=turn.state.now.steady - current.opened.steady)
    match verb:
        case events.Done():
            why = replace(reason, kind=Why.SHORTENED) if verb.short else reason
            close(turn, Outcome.DONE, why, steps=verb.steps, short=verb.short)
        case events.Skip():
            close(turn, Outcome.SKIPPED, reason)
        case events.Snooze():
            _snooze(turn, verb)
        case events.Another():
            choosing.another(turn, current)
        case events.Easier():
            choosing.make_easier(turn, current)
        case _:
            raise AssertionError(verb)


def _answer_notice(turn: Turn, verb: events.Verb) -> None:
    """Snooze and skip work on an announced break too (law 10); the rest finds nothing to answer."""
    name = next((n for n, clock in turn.state.clocks.items() if clock.noticed), None)
    reminder = None if name is None else turn.plan.reminder(name)
    if reminder is None or verb.serial is not None or turn.state.open is not None:
        turn.tell(What.REFUSED, Reason(Why.NOTHING_OPEN))
        return
    match verb:
        case events.Skip():
            turn.tell(What.SKIPPED, Reason(Why.ANSWERED), reminder.name)
            for other in _announced_with(turn, reminder):
                stand_in(turn, other, _notice_reach(turn, reminder))
                turn.restart(other.name)
        case events.Snooze():
            others = [r for r in _announced_with(turn, reminder) if r is not reminder]
            reach = _notice_reach(turn, reminder)
            if _put_off(turn, reminder, verb.span, merged=tuple(r.name for r in others)):
                for each in (reminder, *others):
                    stand_in(turn, each, reach)
        case _:
            turn.tell(What.REFUSED, Reason(Why.NOTHING_OPEN))


def _announced_with(turn: Turn, reminder: Reminder) -> list[Reminder]:
    """Return all break reminders that would open as one with the announced one (law 9)."""
    return together_soon(turn, reminder, max(0, left_until(turn, reminder) or 0))


def _notice_reach(turn: Turn, reminder: Reminder) -> int:
    """Return how far ahead the announced break reaches for listed times."""
    return max(0, left_until(turn, reminder) or 0) + turn.plan.merge_within


def _snooze(turn: Turn, verb: events.Snooze) -> None:
    opened = turn.opened()
    if opened is None:
        return
    current, reminder = opened
    if _put_off(turn, reminder, verb.span, current.merged):
        choosing.closed(turn, current)
        turn.state.open, turn.state.closed_at = None, turn.state.now.steady


def _put_off(turn: Turn, reminder: Reminder, span: int | None, merged: tuple[str, ...]) -> bool:
    """Let a break fall due again after ``span`` of presence, unless that is one too many."""
    state = turn.state
    clock = state.clocks[reminder.name]
    if clock.snoozes >= reminder.snoozes:
        turn.tell(What.REFUSED, Reason(Why.SNOOZES_USED, count=clock.snoozes), reminder.name)
        return False
    span = turn.plan.snooze[0] if span is None else span
    turn.change(
        reminder.name,
        replace(
            clock,
            snoozes=clock.snoozes + 1,
            snoozed_until=state.present + span,
            snoozed_for=span,
            owed=None,
            noticed=False,
            fixed_due=None,
        ),
    )
    for name in merged:  # they go with it: a snooze is one answer for all that came as one break
        if name in state.clocks:
            turn.change(name, replace(state.clocks[name], with_break=reminder.name, owed=None))
    reason = Reason(Why.ANSWERED, span=span, count=reminder.snoozes - clock.snoozes - 1)
    turn.tell(What.SNOOZED, reason, reminder.name, until=state.now.wall + span)
    return True


def pause(turn: Turn, verb: events.PauseAsked) -> None:
    """Pause for a span, until a local time, or until resumed (law 19)."""
    state = turn.state
    until_local: str | None = None
    if verb.until is not None:
        until_local = _local_until(turn, verb.until)
    steady = None if verb.span is None else state.now.steady + verb.span
    until = None if verb.span is None else state.now.wall + verb.span
    if until_local is not None:
        until = wall_of_local(turn, until_local)
    _begin_pause(turn, Pause(state.now, steady, until_local), Why.PAUSED, until)


def done_for_today(turn: Turn) -> None:
    """Pause until the next working day starts (law 22)."""
    until_local = _next_day(turn)
    until = wall_of_local(turn, until_local)
    _begin_pause(turn, Pause(turn.state.now, None, until_local), Why.DONE_FOR_TODAY, until)


def _next_day(turn: Turn) -> str:
    """Return when the next working day starts, as a naive local ISO time."""
    plan = turn.plan
    until = hours.next_working_day(plan.hours, plan.day_starts, turn.state.now.wall, plan.zone)
    return hours.local(until, plan.zone).replace(tzinfo=None).isoformat()


def _begin_pause(turn: Turn, asked: Pause, why: Why, until: int | None) -> None:
    state = turn.state
    state.last_verb = state.now.steady
    reason = Reason(why, since=state.now.wall, until=until)
    state.pause = replace(asked, reason=reason)
    withdraw(turn, reason)
    turn.restart_all()
    turn.tell(What.PAUSED, reason, until=until)


def resume(turn: Turn, reason: Reason) -> None:
    """End the pause; every clock starts from zero: a fair interval (law 19)."""
    state = turn.state
    if state.pause is None:
        turn.tell(What.REFUSED, Reason(Why.RESUMED))
        return
    state.pause = None
    turn.restart_all()
    turn.tell(What.RESUMED, reason)


def tell_tip(turn: Turn, topic: str | None) -> None:
    """Tell a tip because the person asked for one."""
    turn.state.last_verb = turn.state.now.steady
    told = {each for r in turn.plan.reminders if r.kind is Kind.TIP for each in r.topics}
    topics = tuple(sorted(told)) if topic is None else (topic,)  # no reminder tells any: all
    if topic is None:
        tip = next_tip(turn, topics)
    else:
        turn.state.deck, tip = draw_tip(turn.state.deck, turn.plan.tips, topics)
    if tip is None:
        turn.tell(What.REFUSED, Reason(Why.NO_SUCH_REMINDER, detail=topic or ""))
        return
    turn.state.tip_at = turn.state.now.steady  # the next one keeps its distance to this one too
    turn.tell(What.TIP, Reason(Why.TAKEN), tip=tip)


def wall_of_local(turn: Turn, until: str) -> int:
    """Return the wall moment of a naive local ISO time, read in the zone of now."""
    at = datetime.fromisoformat(until)
    return hours.wall_at(at.date(), at.time(), turn.plan.zone)


def _local_until(turn: Turn, until: str) -> str:
    """Return a naive local ISO time for ``HH:MM`` (the next one), an ISO time or ``tomorrow``."""
    if until == "tomorrow":
        return _next_day(turn)
    if "T" in until:
        moment = datetime.fromisoformat(until)
        if moment.tzinfo is not None:
            moment = moment.astimezone(turn.plan.zone)
        return moment.replace(tzinfo=None).isoformat()
    at = time.fromisoformat(until)
    return hours.next_local(at, turn.state.now.wall, turn.plan.zone).isoformat()
