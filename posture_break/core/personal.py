"""What the person tells of themselves: how it felt, first answers, carrying, quiet, left out."""

from __future__ import annotations

from dataclasses import replace

from posture_break.core import choosing, events, feedback, flare
from posture_break.core.model import Effect, Reason, What, Why
from posture_break.core.practice import RESTS, Change, Effort, FirstAnswers
from posture_break.core.tags import tag
from posture_break.core.turn import Turn
from posture_break.durations import DAY


def tell(turn: Turn, verb: events.Personal) -> None:
    """Carry out one of these verbs."""
    turn.state.last_verb = turn.state.now.steady
    match verb:
        case events.Felt():
            _felt(turn, verb)
        case events.FlareOn():
            flare.begin(turn)
        case events.FlareGoesOn():
            flare.goes_on(turn)
        case events.FlareOver():
            flare.end(turn)
        case events.SetUp():
            _set_up(turn, verb)
        case events.Carrying():
            _carrying(turn, verb)
        case events.QuietCards():
            _quiet_cards(turn, verb)
        case events.Hide() | events.Unhide():
            _hide(turn, verb)
        case _:
            raise AssertionError(verb)


def left(turn: Turn, event: events.Left) -> None:
    """Remember where a session was interrupted, if that can be so."""
    state = turn.state
    choice = choosing.find(turn.plan, event.exercise)
    if choice is None or not 0 < event.at_step < event.of:
        return
    step = (event.at_step, event.of)
    state.practice = feedback.left(state.practice, choice, step, event.side, state.now.wall)
    current = state.open
    if current is not None and current.pick is not None and current.exercise == choice.id:
        pick = replace(current.pick, resume=state.practice.unfinished)  # when its card comes back
        state.open = replace(current, pick=pick)
    reason = Reason(Why.LEFT_AT, str(event.of), count=event.at_step)
    turn.effects.append(Effect(What.LEFT, state.now, reason, exercise=choice.id))


def _felt(turn: Turn, verb: events.Felt) -> None:
    """Take the answers to a session: of the exercise that is named, else of the last one."""
    state = turn.state
    last = state.practice.session
    exercise = verb.exercise or ("" if last is None else last.exercise)
    if choosing.find(turn.plan, exercise) is None:
        turn.tell(What.REFUSED, Reason(Why.NO_SUCH_EXERCISE, exercise))
        return
    effort = verb.effort if verb.effort in set(Effort) else ""
    change = verb.change if verb.change in set(Change) else ""
    if not effort and not change:
        return
    before, now = state.practice, state.now.wall
    state.practice = feedback.felt(
        before, exercise, effort, change, now, adapts=turn.plan.wishes.adapt
    )
    _say(turn, What.FELT, Reason(Why.FELT, f"{effort}/{change}"), exercise)
    if feedback.begins_to_rest(before, state.practice, exercise, now):
        reason = Reason(Why.WORSE_TWICE, until=now + RESTS, count=RESTS // DAY)
        _say(turn, What.RESTED, reason, exercise)
        choosing.look_again(turn)


def _set_up(turn: Turn, verb: events.SetUp) -> None:
    """Take the first answers; what the person left open stays open, and is not asked again."""
    skipped = verb.places is None and verb.avoid is None and verb.demand is None
    practice = turn.state.practice
    answers = practice.first_answers or FirstAnswers()
    if not skipped:
        avoid = tuple(dict.fromkeys(map(tag, verb.avoid or ())))
        demand = None if verb.demand is None else min(3, max(1, verb.demand))
        changed = answers.demand != demand
        answers = FirstAnswers(verb.places or None, avoid, demand)
        if changed:  # where it starts is said anew
            practice = replace(practice, adapted=0, good=0)
    turn.state.practice = replace(practice, first_answers=answers)
    turn.tell(What.SET_UP, Reason(Why.SET_UP_SKIPPED if skipped else Why.SET_UP))
    choosing.look_again(turn)


def _carrying(turn: Turn, verb: events.Carrying) -> None:
    day = choosing.day_of(turn.state, turn.plan) if verb.on else ""
    turn.state.practice = replace(turn.state.practice, carrying=day, lifting_next=True)
    turn.tell(What.CARRYING, Reason(Why.CARRYING if verb.on else Why.NOT_CARRYING))


def _quiet_cards(turn: Turn, verb: events.QuietCards) -> None:
    """Make breaks quiet or not; the one that is open follows."""
    state = turn.state
    state.practice = replace(state.practice, quiet_cards=verb.on)
    if state.open is not None:
        state.open = replace(state.open, calm=verb.on or state.open.quiet)
    turn.tell(What.QUIET_CARDS, Reason(Why.QUIET_CARDS if verb.on else Why.LOUD_CARDS))
    choosing.look_again(turn)


def _hide(turn: Turn, verb: events.Hide | events.Unhide) -> None:
    state, hides = turn.state, isinstance(verb, events.Hide)
    known = choosing.find(turn.plan, verb.exercise) is not None
    if not known and (hides or verb.exercise not in state.practice.hidden):
        turn.tell(What.REFUSED, Reason(Why.NO_SUCH_EXERCISE, verb.exercise))
        return
    practice = state.practice
    others = tuple(each for each in practice.hidden if each != verb.exercise)
    habit = replace(practice.habit(verb.exercise), skips=0)
    offers = practice.offers_to_hide
    state.practice = replace(
        practice.with_habit(verb.exercise, habit),
        hidden=(*others, verb.exercise) if hides else others,
        offers_to_hide="" if offers == verb.exercise else offers,
    )
    _say(turn, What.HIDDEN, Reason(Why.HIDDEN if hides else Why.SHOWN_AGAIN), verb.exercise)
    choosing.look_again(turn)


def _say(turn: Turn, what: What, reason: Reason, exercise: str) -> None:
    turn.effects.append(Effect(what, turn.state.now, reason, exercise=exercise))
