"""A flare-up: begins, is asked about every day, and ends; and after a while, help is suggested."""

from __future__ import annotations

from dataclasses import replace

from posture_break.core.choosing import day_of, look_again
from posture_break.core.model import Reason, What, Why
from posture_break.core.practice import Flare, Practice, flare_day
from posture_break.core.turn import Turn

HELP_ON = (7, 14)  # the days of a flare-up on which help is suggested


def begin(turn: Turn) -> None:
    """Let only gentle movement go on from now (R3); once begun, it goes on."""
    state = turn.state
    if state.practice.flare is not None:
        goes_on(turn)
        return
    day = day_of(state, turn.plan)
    flare = Flare(state.now.wall, day, asked=day, told=day)
    state.practice = replace(state.practice, flare=flare, flare_over="")
    turn.tell(What.FLARE, Reason(Why.FLARE_BEGAN, count=1))
    look_again(turn)


def goes_on(turn: Turn) -> None:
    """Heed that it is still so: nothing is asked before tomorrow."""
    flare, day = turn.state.practice.flare, day_of(turn.state, turn.plan)
    if flare is None:
        turn.tell(What.REFUSED, Reason(Why.NO_FLARE))
        return
    _change(turn, replace(flare, asked=day))
    turn.tell(What.FLARE, Reason(Why.FLARE_GOES_ON, count=flare_day(flare, day)))


def end(turn: Turn) -> None:
    """Go back gently: half the usual amount at first, and every growth from its beginning (R4)."""
    state = turn.state
    flare, day = state.practice.flare, day_of(state, turn.plan)
    if flare is None:
        turn.tell(What.REFUSED, Reason(Why.NO_FLARE))
        return
    habits = state.practice.habits.items()
    state.practice = replace(
        state.practice,
        flare=None,
        flare_over=day,
        habits={name: replace(each, level=0, good=0) for name, each in habits},
    )
    turn.tell(What.FLARE, Reason(Why.FLARE_OVER, count=flare_day(flare, day)))


def ask_daily(turn: Turn) -> None:
    """Ask once a day, when the person is there; on day 7 and 14, or soon after, suggest help."""
    flare, day = turn.state.practice.flare, turn.state.day
    if flare is None or day <= flare.told or turn.holding() is not None or turn.state.open:
        return
    number = flare_day(flare, day)
    help_day = max((each for each in HELP_ON if flare.helped < each <= number), default=0)
    flare = replace(flare, told=day)
    if help_day:
        flare = replace(flare, helped=help_day, helped_on=day)
    _change(turn, flare)
    kind = Why.FLARE_HELP if help_day else Why.FLARE_ASKED
    turn.tell(What.FLARE, Reason(kind, count=number))


def asks(practice: Practice, day: str) -> bool:
    """Return whether the question of this day waits for an answer."""
    flare = practice.flare
    return flare is not None and flare.asked < day and flare.told == day


def suggests_help(practice: Practice, day: str) -> bool:
    """Return whether this is a day on which to suggest help."""
    return practice.flare is not None and practice.flare.helped_on == day


def _change(turn: Turn, flare: Flare) -> None:
    turn.state.practice = replace(turn.state.practice, flare=flare)
