"""A session as the card plays it: where it stands, what it shows, and what is heard of it."""

from __future__ import annotations

import math
from dataclasses import replace

from posture_break.core.session_play import Play
from posture_break.durations import MINUTE, SECOND
from posture_break.texts import _, ngettext
from posture_break.ui.card_now import Now, Pose, Stand, Words
from posture_break.ui.card_preview import preview
from posture_break.ui.card_script import FRAME, Script, pose, script
from posture_break.ui.lesson import Lesson
from posture_break.ui.lesson_telling import Telling
from posture_break.ui.sounds import Cues, Sound

SLEPT = 5 * SECOND  # later than asked for: the computer was asleep, and nobody went on


class CardSession:
    """One session on the card; moments are the milliseconds of the conductor's clock."""

    def __init__(self, lesson: Lesson, cues: Cues, moment: int) -> None:
        """Prepare the session, which the person sees from this ``moment`` on; `go` begins it."""
        self.lesson = lesson
        self.script: Script = script(lesson, short=False)
        self._preview = preview(self.script)
        self._seen = moment
        self._cues = cues
        self._play = Play(self.script.steps)
        self._heard = -1  # the step that was announced last
        self._half_heard = -1  # the step whose half was
        self._due = 0  # when `beat` is to be called next, at the latest
        self._over = False  # the end was announced
        self._answered = False  # the person said that it is done

    # -- what the person does ----------------------------------------------------------------

    def toggle(self, moment: int) -> None:
        """Begin, halt or go on; after the end begin again."""
        match self.stand(moment):
            case Stand.RUNNING:
                self.halt(moment)
            case Stand.COMPLETE:
                self._play = replace(self._play.halt(moment), at=0)
                self._heard = self._half_heard = -1
                self._over = False
                self.go(moment)
            case _:
                self.go(moment)

    def go(self, moment: int) -> None:
        """Let the session run."""
        self._play = self._play.go(moment)
        self._due = moment
        self._announce(moment)

    def halt(self, moment: int) -> None:
        """Let it stand still, and be silent."""
        if self.stand(moment) is Stand.RUNNING:
            self._cues.stop()
        self._play = self._play.halt(moment)

    def finish(self, moment: int) -> None:
        """Heed that the person is done with it, however much is left."""
        self.halt(moment)
        self._answered = True

    def jump(self, by: int, moment: int) -> None:
        """Go to the step before or after."""
        forward = self._play.skip(moment)
        if by > 0 and forward.is_over(moment) and not self._play.begun:
            return  # who only looks through the steps has not come to an end
        self._play = forward if by > 0 else self._play.back(moment)
        self._heard = self._half_heard = -1
        self._over = self._over and by > 0
        self._due = moment

    def change_length(self, moment: int, *, short: bool) -> None:
        """Begin the short version, or the full one; running stays running."""
        running = self.stand(moment) is Stand.RUNNING
        self._cues.stop()
        self.script = script(self.lesson, short=short)
        self._play = Play(self.script.steps, begun=self._play.begun)
        self._heard = self._half_heard = -1
        self._over = False
        if running:
            self.go(moment)

    def beat(self, moment: int) -> bool:
        """Heed that time has passed; return whether the session has come to its end just now."""
        if self.stand(moment) is Stand.WAITING or self._over:
            return False
        if self._play.since is not None and moment > self._due + SLEPT:
            self.halt(self._due)
        self._play = self._play.passed(moment)
        if self._play.is_over(moment):
            self._play = self._play.halt(moment)
            self._over = True
            self._hear(self.script.end)
            return True
        if self._play.since is not None:
            self._announce(moment)
        return False

    # -- what is known of it -----------------------------------------------------------------

    def stand(self, moment: int) -> Stand:
        """Return whether it waits, runs, is halted or over."""
        if self._play.is_over(moment) or self._answered:
            return Stand.COMPLETE
        if self._play.since is not None:
            return Stand.RUNNING
        return Stand.PAUSED if self._play.begun else Stand.WAITING

    @property
    def did_something(self) -> bool:
        """Whether at least one repetition went by from its beginning to its end."""
        return self.script.repetitions(self._play.lived) > 0

    def credit(self, moment: int) -> dict[str, str | int]:
        """Return how much was done of what was given; nothing where the session never began."""
        if not self._play.begun:
            return {}
        done, given = self._play.credit(moment)
        return {"steps": done, "of": given}

    def left(self, moment: int) -> dict[str, str | int]:
        """Return where the session is being left; nothing where it was not under way."""
        if self.stand(moment) not in {Stand.RUNNING, Stand.PAUSED}:
            return {}
        place = self._play.place(moment)
        side = {} if place.step.side is None else {"side": place.step.side.value}
        exercise = self.lesson.exercise
        return {"exercise": exercise, "left_at": place.index, "of": len(self.script.steps), **side}

    def now(self, moment: int, break_left: int) -> Now:
        """Return what is shown; ``break_left``: the milliseconds that the break still has."""
        stand = self.stand(moment)
        if stand is Stand.COMPLETE:
            end = self.script.end
            headline = end.headline if self._play.is_over(moment) else _("Done")
            return Now(stand, _complete(headline, break_left), pose=pose(end.figure))
        place = self._play.place(moment)
        pose_now = _posed(self.script.poses[place.index], place.into)
        if stand is Stand.WAITING and self._preview is not None:
            pose_now = self._preview.pose(moment - self._seen)
        return Now(
            stand,
            self.script.words[place.index],
            self.script.told[place.index].row,
            self.script.told[place.index].seconds(self._play.position(moment)),
            math.ceil(place.step.lasts / SECOND),
            pose_now,
        )

    def waits(self, moment: int, break_left: int, *, moves: bool) -> list[int]:
        """Return the milliseconds until what is shown or heard may change."""
        match self.stand(moment):
            case Stand.RUNNING:
                place = self._play.place(moment)
                spans = [(place.left - 1) % SECOND + 1]
                if moves and self.script.poses[place.index].frames:
                    spans.append(FRAME - place.into % FRAME)
                half = self.script.told[place.index].half
                if half is not None and place.into < half:
                    spans.append(half - place.into)
                self._due = moment + min(spans)
                return spans
            case Stand.COMPLETE:
                return [(break_left - 1) % MINUTE + 1] if break_left > 0 else []
            case Stand.WAITING if moves and self._preview is not None:
                wait = self._preview.wait(moment - self._seen)
                return [] if wait is None else [wait]
            case _:
                return []

    def _announce(self, moment: int) -> None:
        """Let be heard what has just begun: a step, or its second half."""
        place = self._play.place(moment)
        told = self.script.told[place.index]
        if place.index != self._heard:
            self._heard = place.index
            self._hear(told)
        if told.half is not None and place.into >= told.half and self._half_heard != place.index:
            self._half_heard = place.index
            self._cues.play(Sound.HALF)

    def _hear(self, told: Telling) -> None:
        if told.sound is not None:
            self._cues.play(told.sound)
        if told.speech:
            self._cues.say(told.speech)


def _posed(begin: Pose, into: int) -> Pose:
    return replace(begin, frame=min(begin.frames, into // FRAME)) if begin.frames else begin


def _complete(headline: str, break_left: int) -> Words:
    """Return the words of the end, with what the break still has."""
    if break_left <= 0:
        return Words(headline)
    minutes = math.ceil(break_left / MINUTE)
    left = ngettext(
        "{number} min left: a few steps would be good.",
        "{number} min left: a few steps would be good.",
        minutes,
    )
    return Words(headline, left.format(number=minutes))
