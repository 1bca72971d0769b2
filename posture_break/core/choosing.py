"""Puts the picker's choice into the open break, and takes back what no longer suits."""

from __future__ import annotations

from dataclasses import replace

from posture_break.core import feedback, hours, prescriptions
from posture_break.core.model import Effect, ExerciseChoice, Input, Plan, Reason, What, Why
from posture_break.core.picker import easier, pick
from posture_break.core.practice import Pick, Practice, flare_day
from posture_break.core.rotation import chance
from posture_break.core.snapshot import PrescribedView
from posture_break.core.state import OpenBreak, State
from posture_break.core.suitable import Occasion, is_gentle, person, seated, suits
from posture_break.core.turn import Turn

_SEEN_BY_OTHERS = {"call", "screen-share"}
_SEEDS = 1 << 31


def day_of(state: State, plan: Plan) -> str:
    """Return the ISO date of the working day."""
    return hours.working_day(plan.day_starts, state.now.wall, plan.zone).isoformat()


def choose(turn: Turn, available: int, *, quiet: bool, but: str = "") -> Pick:
    """Return what the picker chooses now, and note that it was offered."""
    state = turn.state
    state.deck, seed = chance(state.deck, _SEEDS)
    at = _occasion(state, turn.plan, available, quiet=quiet, but=but)
    chosen = pick(turn.plan, state.practice, at, seed)
    if chosen.exercise is not None:
        state.practice = feedback.offered(state.practice, chosen.exercise)
    return chosen


def preview(state: State, plan: Plan) -> Pick:
    """Return what the picker would choose now, without taking anybody's turn away."""
    at = _occasion(state, plan, 0, quiet=False)
    return pick(plan, state.practice, at, chance(state.deck, _SEEDS)[1])


def prescribed(state: State, plan: Plan) -> tuple[PrescribedView, ...]:
    """Return what a therapist gave for today, with what is done of it."""
    if not plan.prescriptions:
        return ()
    day, practice, now = day_of(state, plan), state.practice, state.now.wall
    who = person(plan.wishes, practice, now)
    longest = max((each.lasts for each in plan.reminders if each.exercise), default=0)
    views = []
    for each in prescriptions.active(plan.prescriptions, day):
        choice, held = find(plan, each.exercise), None
        if choice is not None and who.flare and not is_gentle(choice):
            count = 0 if practice.flare is None else flare_day(practice.flare, day)
            held = Reason(Why.PRESCRIPTION_HELD, choice.id, count=count)
        elif choice is not None and choice.places and not who.places & {*choice.places}:
            held = Reason(Why.ELSEWHERE, choice.places[0])
        elif choice is not None and 0 < longest < (each.least or choice.least):
            held = Reason(Why.TOO_LONG, span=each.least or choice.least)
        elif choice is None or not suits(choice, who, practice, now, prescribed=True):
            held = Reason(Why.NOTHING_SUITS)
        number = prescriptions.given(practice, each.key, day).done
        views.append(PrescribedView(each.key, each.exercise, number, each.times_a_day, held))
    return tuple(views)


def quietly(turn: Turn, *, calm: bool) -> bool:
    """Return whether what opens now must be seated and silent."""
    busy = turn.state.busy
    return calm or (busy is not None and busy.why in _SEEN_BY_OTHERS)


def another(turn: Turn, current: OpenBreak) -> None:
    """Put another exercise into the open break; refuse where nothing else suits."""
    if current.exercise is None:
        turn.tell(What.REFUSED, Reason(Why.NO_EXERCISE), current.reminder)
        return
    before = turn.state.practice
    turn.state.practice = _set_aside(turn, current, current.exercise)
    chosen = _choose_for(turn, current, but=current.exercise)
    if chosen.exercise is None:
        turn.state.practice = before
        turn.tell(What.REFUSED, Reason(Why.NOTHING_ELSE), current.reminder)
    else:
        _put(turn, current, chosen, Reason(Why.ANOTHER))


def make_easier(turn: Turn, current: OpenBreak) -> None:
    """Put an easier version into the open break; refuse where there is none."""
    if current.exercise is None:
        turn.tell(What.REFUSED, Reason(Why.NO_EXERCISE), current.reminder)
        return
    at = _occasion_for(turn, current, but=current.exercise)
    chosen = easier(turn.plan, turn.state.practice, at, current.exercise)
    if chosen is None or chosen.exercise is None:
        turn.tell(What.REFUSED, Reason(Why.NO_EASIER, current.exercise), current.reminder)
        return
    if current.pick is not None and current.pick.prescription:
        turn.state.practice = _waits(turn, turn.state.practice, current.pick.prescription)
    turn.state.practice = feedback.offered(turn.state.practice, chosen.exercise)
    _put(turn, current, chosen, chosen.reason)


def look_again(turn: Turn) -> None:
    """Change the open break's exercise if it does not suit (any more)."""
    current = turn.state.open
    if current is None or current.exercise is None or current.pick is None:
        return
    choice = find(turn.plan, current.exercise)
    if choice is not None and _still_suits(turn, current, choice):
        return
    chosen = _choose_for(turn, current, but=current.exercise)
    _put(turn, current, chosen, chosen.reason)


def find(plan: Plan, exercise: str) -> ExerciseChoice | None:
    """Return the plan's exercise of this id."""
    return next((each for each in plan.exercises if each.id == exercise), None)


def closed(turn: Turn, current: OpenBreak) -> None:
    """Remember a break's card as the last one (R6: never two alike in a row)."""
    if current.pick is not None:
        turn.state.practice = replace(turn.state.practice, last_card=current.exercise or "")


def done(
    turn: Turn, current: OpenBreak, steps: tuple[int, int] | None, *, short: bool = False
) -> None:
    """Remember what a break's session was."""
    state = turn.state
    choice = None if current.exercise is None else find(turn.plan, current.exercise)
    if choice is None:
        return
    now, day = state.now.wall, day_of(state, turn.plan)
    whole = not short and (steps is None or steps[0] >= steps[1])
    grows = turn.plan.wishes.adapt
    practice = feedback.done(state.practice, choice, now, day, whole=whole, grows=grows)
    key = _prescription(turn, current, day)
    if key:
        practice = prescriptions.credited(practice, key, day, now, done=True)
    state.practice = practice


def skipped(turn: Turn, current: OpenBreak) -> None:
    """Remember that a break's exercise was not wanted now."""
    if current.exercise is not None:
        turn.state.practice = _set_aside(turn, current, current.exercise)


def note_first_use(turn: Turn) -> None:
    """Note when the computer was first used on this working day (R7).

    Where nothing can tell whether the person is there, their working hours say it better.
    """
    state, plan = turn.state, turn.plan
    if state.away_since is not None or (state.practice.first_day == state.day and state.day):
        return
    first = state.now.wall
    if state.input is Input.UNKNOWN:
        begin, end = prescriptions.working_time(plan, state.day, first)
        first = begin if first < begin < end else first
    state.practice = replace(state.practice, first_use=first, first_day=state.day)


def _still_suits(turn: Turn, current: OpenBreak, choice: ExerciseChoice) -> bool:
    practice, now = turn.state.practice, turn.state.now.wall
    who = person(turn.plan.wishes, practice, now)
    by_name = current.pick is not None and bool(current.pick.prescription)
    lighter = current.pick is not None and current.pick.reason.kind is Why.EASIER
    if current.calm and not (choice.quiet_ok and seated(choice, who)):
        return False
    return suits(choice, who, practice, now, prescribed=by_name, any_demand=lighter)


def _choose_for(turn: Turn, current: OpenBreak, but: str) -> Pick:
    at = _occasion_for(turn, current, but)
    return choose(turn, at.available, quiet=at.quiet, but=but)


def _occasion_for(turn: Turn, current: OpenBreak, but: str) -> Occasion:
    reminder = turn.plan.reminder(current.reminder)
    available = 0 if reminder is None else reminder.lasts
    quiet = quietly(turn, calm=current.calm)
    return _occasion(turn.state, turn.plan, available, quiet=quiet, but=but)


def _put(turn: Turn, current: OpenBreak, chosen: Pick, reason: Reason) -> None:
    turn.state.open = replace(current, exercise=chosen.exercise, pick=chosen)
    changed = Effect(
        What.CHANGED, turn.state.now, reason, current.reminder, exercise=chosen.exercise
    )
    turn.effects.append(changed)


def _set_aside(turn: Turn, current: OpenBreak, exercise: str) -> Practice:
    practice = feedback.put_aside(turn.state.practice, exercise)
    key = "" if current.pick is None else current.pick.prescription
    return _waits(turn, practice, key) if key else practice


def _waits(turn: Turn, practice: Practice, key: str) -> Practice:
    """Let a prescription keep its distance: it is not offered again at once."""
    day, now = day_of(turn.state, turn.plan), turn.state.now.wall
    return prescriptions.credited(practice, key, day, now, done=False)


def _prescription(turn: Turn, current: OpenBreak, day: str) -> str:
    """Return which prescription a session counts for: its own, or one of that exercise."""
    if current.pick is not None and current.pick.prescription:
        return current.pick.prescription
    active = prescriptions.active(turn.plan.prescriptions, day)
    return next((each.key for each in active if each.exercise == current.exercise), "")


def _occasion(state: State, plan: Plan, available: int, *, quiet: bool, but: str = "") -> Occasion:
    now, day = state.now.wall, day_of(state, plan)
    first = state.practice.first_use if state.practice.first_day == day else None
    return Occasion(
        now,
        day,
        hours.day_began(plan.day_starts, now, plan.zone),
        prescriptions.working_time(plan, day, now if first is None else first),
        available,
        quiet,
        but,
    )
