"""Random people with random catalogues, who live with the real engine for weeks."""

from __future__ import annotations

import random
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

from posture_break.core import events
from posture_break.core.engine import new_state, step
from posture_break.core.model import (
    Effect,
    ExerciseChoice,
    Moment,
    Plan,
    PrescribedChoice,
    Reminder,
    What,
    Wishes,
)
from posture_break.core.session import Side
from posture_break.core.state import OpenBreak
from tests.picker_rules import DAY, HOUR, MINUTE, Ledger

KINDS = ("mobility", "stretch", "stability", "strength", "release")
AREAS = ("neck", "shoulders", "upper-back", "lower-back", "core", "hips", "legs", "wrists", "eyes")
TAGS = ("wrist", "knee", "balance", "flare", "osteoporosi", "lying-face-down")
TRAITS = ("hold", "end-range", "twist", "extension", "deep-flexion")
PLACES = ("desk", "standing", "floor")
BEGIN = date(2026, 3, 2)
BREAK = 4 * MINUTE
NEVER = 3650 * DAY  # breaks are taken, none comes by itself


def catalogue(chance: random.Random, many: int = 40) -> tuple[ExerciseChoice, ...]:
    """Return exercises of every sort."""
    names = [f"move-{number}" for number in range(many)]
    return tuple(
        ExerciseChoice(
            name,
            chance.choice(KINDS),
            tuple(sorted(chance.sample(PLACES, chance.choice((1, 1, 1, 2))))),
            tuple(chance.sample(AREAS, chance.choice((1, 1, 2)))),
            chance.choice((1, 1, 2, 2, 3)),
            frozenset(chance.sample(TAGS, chance.choice((0, 0, 1, 2)))),
            traits=frozenset(chance.sample(TRAITS, chance.choice((0, 0, 1, 2)))),
            opt_in=chance.random() < 0.05,
            least=chance.choice((20, 40, 60, 100, 5 * 60)) * 1000,
            regressions=tuple(chance.sample(names, chance.choice((0, 1, 2)))),
            quiet_ok=chance.random() < 0.7,
        )
        for name in names
    )


class Life:
    """One person; `lives` lets them take so many breaks."""

    def __init__(self, number: int) -> None:
        self.chance = chance = random.Random(number)
        exercises = catalogue(chance)
        self.wishes = Wishes(
            places=chance.choice((None, ("desk",), ("desk", "standing"), ("floor",), PLACES)),
            demand=chance.choice((None, 1, 2, 3)),
            adapt=chance.random() < 0.8,
            avoid=self.left_out(),
            include=tuple(chance.sample([each.id for each in exercises], chance.choice((0, 2)))),
        )
        self.plan = Plan(
            reminders=(Reminder("stretch", every=NEVER, lasts=BREAK, exercise=True, snoozes=99),),
            exercises=exercises,
            wishes=self.wishes,
            prescriptions=self.prescribed(exercises),
        )
        self.ledger = Ledger(
            self.plan,
            self.wishes.places or ("desk", "standing"),
            frozenset(self.wishes.avoid),
            self.wishes.demand or 2,
        )
        begin = datetime(BEGIN.year, BEGIN.month, BEGIN.day, 8, tzinfo=UTC)
        self.wall = self.begin = round(begin.timestamp() * 1000)
        self.state = new_state(self.now(), number)
        self.hear(events.Started(self.now()))
        self.ledger.first_use[BEGIN] = self.wall
        self.picks, self.quiet = 0, False
        self.seen: Counter[str] = Counter()

    def left_out(self) -> tuple[str, ...]:
        """Return what the person leaves out."""
        words = self.chance.sample([*TAGS, "move-3", "move-7"], self.chance.choice((0, 0, 1, 2)))
        if self.chance.random() < 0.3:
            words.append("early-bending")
        if self.chance.random() < 0.04:
            words.append("all-exercise")
        return tuple(words)

    def prescribed(self, exercises: tuple[ExerciseChoice, ...]) -> tuple[PrescribedChoice, ...]:
        """Return what a therapist gave, to every third person."""
        if self.chance.random() < 0.67:
            return ()
        chosen = self.chance.sample(exercises, self.chance.choice((1, 2)))
        return tuple(
            PrescribedChoice(
                f"p-{each.id}",
                each.id,
                self.chance.choice((1, 2, 3, 6)),
                self.chance.choice((None, (0, 2, 4))),
                self.chance.choice((None, BEGIN + timedelta(days=9))),
            )
            for each in chosen
        )

    # --- time -----------------------------------------------------------------------------------

    def now(self) -> Moment:
        """Return the present moment."""
        return Moment(self.wall - self.begin, self.wall)

    def hear(self, event: events.Event) -> tuple[Effect, ...]:
        """Let the engine hear of it."""
        self.state, effects = step(self.state, event, self.plan)
        return effects

    def tell(self, make: Any, **fields: Any) -> tuple[Effect, ...]:
        """Tell the engine something that is so now."""
        return self.hear(make(self.now(), **fields))

    def goes_to_bed(self) -> None:
        """Sleep until eight, now and then for weeks."""
        days = self.chance.choice((1,) * 30 + (3, 16))
        since = (self.wall - self.begin) // DAY
        self.wall = self.begin + (since + days) * DAY + self.chance.randrange(90) * MINUTE
        today = BEGIN + timedelta(days=since + days)
        self.ledger.first_use[today] = self.wall
        if self.ledger.flare:
            self.ledger.flare = self.chance.random() < 0.75
            if not self.ledger.flare:
                self.tell(events.FlareOver)
                self.ledger.flare_ends(self.wall)
        self.tell(events.Alarm)

    # --- breaks ---------------------------------------------------------------------------------

    def lives(self, picks: int) -> None:
        """Take breaks until so many exercises were picked."""
        while self.picks < picks:
            hour = (self.wall - self.begin) % DAY // HOUR
            if hour >= 10:
                self.goes_to_bed()
            self.wall += self.chance.choice((6, 20, 31, 47, 60, 75)) * MINUTE
            self.changes_something()
            self.takes_a_break()

    def changes_something(self) -> None:
        """Begin a flare-up, go into a meeting, leave an exercise out: now and then."""
        happens = self.chance.random()
        if happens < 0.004 and not self.ledger.flare:
            self.tell(events.FlareOn)
            self.ledger.flare, self.ledger.flare_over = True, None
        elif happens < 0.03:
            self.quiet = not self.quiet
            self.tell(events.QuietCards, on=self.quiet)
        elif happens < 0.034:
            name = self.chance.choice(self.plan.exercises).id
            self.tell(events.Unhide if name in self.ledger.hidden else events.Hide, exercise=name)
            self.ledger.hidden ^= {name}

    def takes_a_break(self) -> None:
        """Take a break and answer it."""
        self.tell(events.Take, reminder="stretch")
        self.look()
        self.wall += self.chance.choice((5, 60, 200)) * 1000
        if self.chance.random() < 0.08:
            self.wants_another()
        if self.chance.random() < 0.05:
            self.wants_it_easier()
        current = self.open()
        answer = self.chance.random()
        if answer < 0.7 or current.exercise is None:
            self.does_it(current)
        elif answer < 0.82:
            self.ledger.put_aside(current, self.wall)
            self.tell(events.Skip)
        elif answer < 0.94:
            at = self.chance.randrange(1, 5)
            side = self.chance.choice((None, Side.LEFT, Side.RIGHT))
            self.tell(events.Left, exercise=current.exercise, at_step=at, of=5, side=side)
            self.ledger.left(current.exercise, at, self.wall)
            self.tell(events.Snooze, span=NEVER)
        else:
            self.tell(events.PauseAsked)
            self.tell(events.Resume)
        assert self.state.open is None
        self.ledger.closed(current)

    def open(self) -> OpenBreak:
        """Return the open break."""
        assert self.state.open is not None
        return self.state.open

    def look(self, but: str = "") -> None:
        """Look whether what is offered is allowed."""
        self.picks += 1
        current = self.open()
        self.seen["a walk" if current.exercise is None else "an exercise"] += 1
        if current.pick is not None:
            self.seen[current.pick.reason.kind.value] += 1
        self.ledger.offered(current, self.wall, BREAK, quiet=self.quiet, but=but)

    def wants_another(self) -> None:
        """Ask for another one."""
        before = self.open()
        if before.exercise is None:
            return
        effects = self.tell(events.Another)
        if all(each.what is not What.REFUSED for each in effects):
            self.ledger.put_aside(before, self.wall)
            self.look(but=before.exercise)

    def wants_it_easier(self) -> None:
        """Ask for an easier one."""
        before = self.open()
        if before.exercise is None or self.quiet:
            return
        effects = self.tell(events.Easier)
        if any(each.what is What.REFUSED for each in effects):
            self.seen["nothing easier"] += 1
            return
        self.seen["easier"] += 1
        self.ledger.check_easier(self.open(), before.exercise, self.wall, BREAK)
        if before.pick is not None and before.pick.prescription:
            self.ledger.credit(before.pick.prescription, self.wall, 0)

    def does_it(self, current: OpenBreak) -> None:
        """Do it, in whole or in part, and perhaps say how it was."""
        steps = self.chance.choice((None, (5, 5), (5, 5), (3, 5)))
        short = self.chance.random() < 0.15
        self.tell(events.Done, steps=steps, short=short)
        whole = not short and steps != (3, 5)
        self.ledger.did(current, self.wall, whole=whole)
        if current.exercise is not None and self.chance.random() < 0.5:
            effort = self.chance.choice(("", "easier", "right", "right", "harder"))
            change = self.chance.choice(("", "better", "same", "same", "worse"))
            if effort or change:
                self.tell(events.Felt, exercise=current.exercise, effort=effort, change=change)
                self.ledger.felt(current.exercise, effort, change, self.wall, whole=whole)
