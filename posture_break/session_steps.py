"""Guides through the steps of one session in a terminal: says each as it begins, heeds the keys."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from posture_break import session_lines
from posture_break.core.session import Side, Step
from posture_break.core.session_play import Play, begin
from posture_break.durations import SECOND
from posture_break.texts import _
from posture_break.ui.lesson import Lesson, played
from posture_break.ui.lesson_telling import ending, tellings
from posture_break.ui.sounds import Cues, Sound

SLEPT = 5 * SECOND  # later than asked for: the program stood still, and nobody went on


class Key(StrEnum):
    """What a person can press; any letter may come, these mean something during a session."""

    ENTER = "enter"
    PAUSE = "p"
    SKIP = "s"
    BACK = "b"
    WHERE = "w"
    LEAVE = "q"
    SHORT = "v"


class Device(Protocol):
    """A terminal, or whatever lines go to and keys come from."""

    @property
    def single(self) -> bool:
        """Whether a key is handed over without an Enter after it."""

    def clock(self) -> int:
        """Return the milliseconds of a clock that never steps back."""

    def write(self, line: str) -> None:
        """Write a line; it is there at once."""

    def key(self, wait: int | None) -> str | None:
        """Wait for a key, so many milliseconds at most; a letter, `Key.ENTER`, or None: none came.

        Where no keys can come any more it waits all the same, and is `Key.ENTER` where it would
        wait for ever. Raises KeyboardInterrupt where the person wants to leave.
        """


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a session."""

    begun: bool = False
    finished: bool = False
    short: bool = False
    done: int = 0  # phases
    given: int = 0
    left_at: int = 0  # the step at which it was left, of ``of``; both 0: it was not
    of: int = 0
    side: Side | None = None  # at work then
    effort: str = ""  # easier | right | harder; none: not said
    change: str = ""  # better | same | worse


class GuidedSession:
    """One session in a terminal: its steps, where it stands, what was said of it already."""

    def __init__(self, lesson: Lesson, device: Device, cues: Cues) -> None:
        """Take the exercise on; `prepare` and `play` do the rest."""
        self.lesson = lesson
        self.steps: tuple[Step, ...] = played(lesson)
        self._told = tellings(lesson, self.steps)
        self._device = device
        self._cues = cues
        self._short = False
        self._play = Play(self.steps)
        self._left = False
        self._said = -1  # the step that was told last
        self._half_said = -1  # the step whose half was

    @property
    def outcome(self) -> Outcome:
        """What has come of it so far."""
        now = self._device.clock()
        done, given = self._play.credit(now)
        outcome = Outcome(self._play.begun, not self._left, self._short, done, given)
        if not self._left:
            return outcome
        place = self._play.place(now)
        return replace(outcome, left_at=place.index, of=len(self.steps), side=place.step.side)

    def prepare(self) -> bool:
        """Say which keys there are, and wait until the person begins; False: they leave."""
        brief = played(self.lesson, short=True)
        lasts = self.steps[-1].ends
        is_shorter = brief[-1].ends < lasts
        for line in session_lines.opening(
            lasts, brief[-1].ends if is_shorter else 0, single=self._device.single
        ):
            self._device.write(line)
        while True:
            match self._device.key(None):
                case Key.LEAVE:
                    return False
                case Key.ENTER:
                    return True
                case Key.SHORT if is_shorter:
                    self.steps, self._short = brief, True
                    self._told = tellings(self.lesson, brief)
                    return True

    def play(self) -> None:
        """Guide through it from the first step to the last, or until the person leaves."""
        self._play = begin(self.steps, self._device.clock())
        while not self._left:
            now = self._device.clock()
            self._play = self._play.passed(now)
            if self._play.is_over(now):
                self._finish(now)
                return
            self._announce(now)
            wait = self._wait(now)
            key = self._device.key(max(0, now + wait - self._device.clock()))
            then, now = now, self._device.clock()
            if now > then + wait + SLEPT:  # nobody knows how long the person went on: do it again
                self._pause(then, _("Paused, because this program stood still."))
            elif key is not None:
                self._heed(key, now)

    def leave(self) -> None:
        """Stop where it is."""
        now = self._device.clock()
        self._left = not self._play.is_over(now)
        self._play = self._play.halt(now)
        self._cues.stop()

    def _finish(self, now: int) -> None:
        self._play = self._play.halt(now)
        end = ending(self.lesson, self.steps)
        self._hear(end.sound, end.speech)

    def _announce(self, now: int) -> None:
        """Tell what has begun: a step, or its second half."""
        place = self._play.place(now)
        told = self._told[place.index]
        left = told.seconds(self._play.position(now))
        if place.index != self._said:
            self._said = place.index
            self._device.write(
                session_lines.step_line(self.lesson, self.steps, place.index, told, left)
            )
            self._hear(told.sound, told.speech)
        if told.half is not None and place.into >= told.half and self._half_said != place.index:
            self._half_said = place.index
            self._device.write(session_lines.half_line(left))
            self._hear(Sound.HALF, "")

    def _hear(self, sound: Sound | None, speech: str) -> None:
        if sound is not None:
            self._cues.play(sound)
        if speech:
            self._cues.say(speech)

    def _wait(self, now: int) -> int:
        """Return the milliseconds until there is something to tell."""
        place = self._play.place(now)
        half = self._told[place.index].half
        return half - place.into if half is not None and place.into < half else place.left

    def _heed(self, key: str, now: int) -> None:
        match key:
            case Key.PAUSE | " ":
                self._pause(now, _("Paused."))
            case Key.SKIP:
                self._go(self._play.skip(now))
            case Key.BACK:
                self._go(self._play.back(now))
            case Key.WHERE | "?":
                self._tell_place(now)
            case Key.LEAVE:
                self.leave()
            case _:  # means nothing, such as an Enter too many
                pass

    def _go(self, play: Play) -> None:
        self._play = play
        self._said = self._half_said = -1

    def _tell_place(self, now: int) -> None:
        place, position = self._play.place(now), self._play.position(now)
        told = self._told[place.index]
        to_go = self._play.length - position
        self._device.write(session_lines.place_line(told, told.seconds(position), to_go))

    def _pause(self, moment: int, words: str) -> None:
        """Stand still from ``moment`` until the person goes on, or leaves."""
        self._play = self._play.halt(moment)
        self._cues.stop()
        self._device.write(_("{paused} p goes on, q leaves.").format(paused=words))
        while not self._left:
            match self._device.key(None):
                case Key.WHERE | "?":
                    self._tell_place(moment)
                case Key.LEAVE:
                    self.leave()
                case Key.PAUSE | " ":
                    break
                case Key.ENTER if not self._device.single:  # or there will be no more keys
                    break
        if not self._left:
            self._play = self._play.go(self._device.clock())
            self._said = -1
