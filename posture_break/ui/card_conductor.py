"""What the card does when a person presses something or time passes; it knows no toolkit.

The window shows `Conductor.now` and `Conductor.mood`, hands over what is pressed, and comes back
after `Conductor.wait` milliseconds.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

from posture_break.ui import card_keys, card_questions
from posture_break.ui.card_choices import BACK, CLOSE, RING, snooze_name
from posture_break.ui.card_now import Now
from posture_break.ui.card_protocol import Args
from posture_break.ui.card_session import CardSession
from posture_break.ui.card_state import (
    ANOTHER,
    AWAY,
    DONE,
    EASIER,
    FELT,
    HELP,
    PAUSE,
    SHORT,
    SKIP,
    SNOOZE,
    WHY,
    CardLook,
    CardMood,
    CardState,
)
from posture_break.ui.sounds import Cues

ANSWER_GAP = 2000  # milliseconds for the daemon to react before another answer is sent
PATIENCE = 20_000  # milliseconds without an answer until the questions are given up

EMPTY = CardState(title="", seconds=60)


class Conductor:
    """One card at a time: its clock, its session, its answers.

    ``clock`` tells milliseconds; ``names`` tells what can be pressed now, in the order of Tab.
    """

    def __init__(
        self,
        answered: Callable[[str, Args], None],
        end: Callable[[], None],
        clock: Callable[[], int],
        names: Callable[[], Sequence[str]],
    ) -> None:
        """Store whom to tell."""
        self._answered = answered
        self._end = end
        self._clock = clock
        self._names = names
        self.state = EMPTY
        self.mood = CardMood()
        self._session: CardSession | None = None
        self._ends = 0  # when the break's time is over
        self._short_ends = 0  # the same for the short version of a card without a session
        self._deaf_until = 0
        self._give_up = 0  # when the questions are

    def show(self, state: CardState, look: CardLook, cues: Cues) -> None:
        """Take a card on; the one that is there already goes on where it is."""
        now = self._clock()
        same = self._session is not None and _same(self.state, state) and not self.mood.asking
        if not same:
            self.leave()
        self.state = state
        self._ends = now + 1000 * (state.seconds - state.elapsed)
        self._deaf_until = 0
        if same:
            self.mood = replace(self.mood, choosing=False)
            return
        # Another exercise keeps the focus: Enter on Another goes on.
        self.mood = CardMood(focus=self.mood.focus, ring_focus=self.mood.ring_focus)
        self._session = None if state.lesson is None else CardSession(state.lesson, cues, now)
        if self._session is not None and look.focus:
            self._session.go(now)  # who asked for the card is looking at it

    def leave(self) -> None:
        """Be silent and stand still: something else is shown, or nothing."""
        if self._session is not None:
            self._session.halt(self._clock())

    # -- what is shown -----------------------------------------------------------------------

    @property
    def session(self) -> CardSession | None:
        """The session, where there is one."""
        return self._session

    @property
    def now(self) -> Now | None:
        """What the session's card shows at this moment; None: a card without a session."""
        if self._session is None:
            return None
        moment = self._clock()
        return self._session.now(moment, self._ends - moment)

    @property
    def remaining(self) -> int:
        """The whole seconds that are left of a card without a session."""
        ends = self._short_ends if self.mood.short else self._ends
        return max(0, math.ceil((ends - self._clock() - 1) / 1000))

    def wait(self, *, moves: bool) -> int | None:
        """Return the milliseconds until something has to be done or shown; None: nothing will.

        ``moves``: the figure is shown on its way, not only in its key poses.
        """
        now = self._clock()
        spans = [self._give_up - now] if self.mood.asking else []
        if self._session is not None:
            spans += self._session.waits(now, self._ends - now, moves=moves)
        else:
            ends = self._short_ends if self.mood.short else self._ends
            spans += [(ends - now - 1) % 1000 + 1] if ends > now else []
        return max(1, min(spans)) if spans else None

    # -- what happens ------------------------------------------------------------------------

    def beat(self) -> None:
        """Heed that time has passed."""
        now = self._clock()
        if self.mood.asking and now >= self._give_up:
            self._close()
        elif self._session is not None and self._session.beat(now):
            self.mood = replace(self.mood, why=False, focus=self._main)

    def wish(self, wish: str) -> None:
        """Do what a key stands for."""
        if wish in {card_keys.EARLIER, card_keys.LATER} and not self._steps_by_arrow:
            wish = card_keys.PREVIOUS if wish == card_keys.EARLIER else card_keys.NEXT
        if wish == card_keys.SPACE:
            wish = card_keys.ACTIVATE if self._session is None or self._elsewhere else PAUSE
        if wish in {card_keys.NEXT, card_keys.PREVIOUS}:
            self._move_focus(1 if wish == card_keys.NEXT else -1)
        elif wish in {card_keys.EARLIER, card_keys.LATER}:
            self._jump(1 if wish == card_keys.LATER else -1)
        elif wish == card_keys.ACTIVATE:
            self.act(self.mood.focus)
        elif wish.startswith(card_keys.DIGIT):
            self.act(self._digit(int(wish.removeprefix(card_keys.DIGIT))))
        elif wish == AWAY and self.mood.choosing:
            self.act(BACK)
        elif wish == AWAY and self.mood.why:
            self.act(WHY)
        else:
            self.act(wish)

    def act(self, name: str) -> None:
        """Do what the area called ``name`` stands for, if it is there now."""
        if name in {AWAY, CLOSE}:
            self._close()
        elif name not in self._names():
            return
        elif name in {SNOOZE, BACK} or name.startswith(f"{SNOOZE}-"):
            self._snooze(name)
        elif name in {SHORT, PAUSE, RING, WHY}:
            self._turn(name)
        elif name == DONE:
            self._done()
        elif name in {ANOTHER, SKIP, EASIER, HELP}:
            self._answer(name, {} if name == SKIP else self._left())
        elif name.startswith("felt-"):
            self._felt(name)
        elif name.startswith("step-"):
            step = int(name.removeprefix("step-")) - 1
            self.mood = replace(self.mood, ticked=self.mood.ticked ^ {step})

    def hover(self, name: str) -> None:
        """Heed where the pointer is."""
        self.mood = replace(self.mood, hover=name)

    def focus(self, name: str) -> None:
        """Put the keyboard on an area that was clicked."""
        self.mood = replace(self.mood, focus=name)

    def settle_focus(self) -> None:
        """Put the focus on the first area, where the focused one is not there any more."""
        names = self._names()
        if names and self.mood.focus not in names:
            self.mood = replace(self.mood, focus=self._main if self._main in names else names[0])

    @property
    def _main(self) -> str:
        return CLOSE if self.mood.asking or DONE not in self.state.actions else DONE

    @property
    def _elsewhere(self) -> bool:
        """Whether something else than the session is being answered."""
        return self.mood.choosing or self.mood.asking

    @property
    def _steps_by_arrow(self) -> bool:
        return self._session is not None and not self._elsewhere

    def _digit(self, number: int) -> str:
        if self.mood.choosing:
            return snooze_name(number - 1)
        return card_questions.name_of(number) if self.mood.asking else f"step-{number}"

    def _move_focus(self, by: int) -> None:
        names = [name for name in self._names() if name != RING]  # its button does the same
        if names:
            at = names.index(self.mood.focus) if self.mood.focus in names else 0
            focus = names[(at + by) % len(names)]
            self.mood = replace(self.mood, focus=focus, ring_focus=True)

    def _jump(self, by: int) -> None:
        if self._session is not None:
            self._session.jump(by, self._clock())

    def _snooze(self, name: str) -> None:
        """Open the choices, go back from them, or put the break off."""
        choices = self.state.snoozes
        if name == BACK:
            self.mood = replace(self.mood, choosing=False, focus=SNOOZE, hover="")
        elif name == SNOOZE and len(choices) > 1:
            self.mood = replace(self.mood, choosing=True, focus=snooze_name(0), hover="")
        else:
            choice = 0 if name == SNOOZE else int(name.rpartition("-")[2]) - 1
            self._answer(SNOOZE, {"for": choices[choice].value, **self._left()})

    def _turn(self, name: str) -> None:
        """Change between two ways of showing: short and full, running and halted, why and steps."""
        now = self._clock()
        if name == WHY:
            self.mood = replace(self.mood, why=not self.mood.why)
        elif name in {PAUSE, RING}:
            if self._session is not None:
                self._session.toggle(now)
        elif name == SHORT:
            short = not self.mood.short
            self.mood = replace(self.mood, short=short, focus=self._main, why=False)
            self._short_ends = now + 1000 * min(30, self.state.short_seconds)
            if self._session is not None:
                self._session.change_length(now, short=short)

    def _done(self) -> None:
        """Answer that the break was taken; after a session, ask how it was."""
        verb = SHORT if self.mood.short else DONE
        now = self._clock()
        if self._session is None:
            ticked = len(self.mood.ticked)
            self._answer(verb, {"steps": ticked, "of": len(self.state.steps)} if ticked else {})
            return
        self._session.halt(now)
        asks = self._session.did_something
        args: dict[str, str | int] = {"asks": 1} if asks else {}
        if self._answer(verb, self._session.credit(now) | args) and asks:
            self._session.finish(now)
            self._give_up = now + PATIENCE
            self.mood = replace(self.mood, asking=True, why=False, focus=CLOSE, hover="")

    def _felt(self, name: str) -> None:
        """Take one of the two answers; the second one closes the card."""
        question, value = card_questions.value_of(name)
        if question == card_questions.EFFORT:
            self.mood = replace(self.mood, effort=value)
        else:
            self.mood = replace(self.mood, change=value)
        self._give_up = self._clock() + PATIENCE
        self._tell_felt()  # at once: what was answered is not lost, whatever becomes of the card
        if self.mood.effort and self.mood.change:
            self._close()

    def _left(self) -> dict[str, str | int]:
        """Return where the session was left; nothing where it was not under way."""
        return {} if self._session is None else self._session.left(self._clock())

    def _answer(self, verb: str, args: dict[str, str | int]) -> bool:
        """Send one answer; a second press while the daemon reacts sends none."""
        now = self._clock()
        if now < self._deaf_until and verb != HELP:  # which answers nothing
            return False
        self._deaf_until = now + ANSWER_GAP
        if self._session is not None:
            self._session.halt(now)
        self._answered(verb, {**args, "serial": self.state.serial})
        return True

    def _close(self) -> None:
        """Put the card away; what was answered to the questions goes first."""
        left = {} if self.mood.asking else self._left()
        self.leave()
        self._answered(AWAY, {**left, "serial": self.state.serial})
        self._end()

    def _tell_felt(self) -> None:
        """Send what is answered to the questions so far."""
        mood, lesson = self.mood, self.state.lesson
        if lesson is not None:
            felt = {"exercise": lesson.exercise, "effort": mood.effort, "change": mood.change}
            self._answered(FELT, {**felt, "serial": self.state.serial})


def _same(one: CardState, other: CardState) -> bool:
    """Tell whether two states are of the same session: the daemon may send changes of the rest."""
    return (one.serial, one.lesson) == (other.serial, other.lesson)
