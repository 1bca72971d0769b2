"""The picker's rules once more, from the person's side: a ledger that knows no line of the picker.

It hears what the person did and what they were offered, and fails where an offer was not allowed,
where a walk was offered although something suited, and where an exercise waits for ever.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from posture_break.core.model import ExerciseChoice, Plan, PrescribedChoice
from posture_break.core.state import OpenBreak

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR


def day_of(wall: int) -> date:
    """Return the working day of a moment: it begins at four."""
    return (datetime.fromtimestamp(wall / 1000, UTC) - timedelta(hours=4)).date()


@dataclass
class Known:
    """What the ledger knows of one exercise."""

    done: int | None = None
    level: int = 0  # at the last session
    ok: int = 0  # sessions that went well since the level changed
    worse: int = 0  # in a row
    rests_from: int | None = None
    waited: int = 0  # offers for which it was allowed, and another one was chosen


@dataclass
class Ledger:
    """One person's life, as far as the rules ask about it."""

    plan: Plan
    places: tuple[str, ...]
    avoid: frozenset[str]
    demand: int  # where they start
    hidden: set[str] = field(default_factory=set)
    flare: bool = False
    flare_over: date | None = None
    first_use: dict[date, int] = field(default_factory=dict)
    last_card: str = ""
    last_done: tuple[str, int] | None = None
    hard: list[int] = field(default_factory=list)
    begun: tuple[str, int, int] | None = None  # exercise, step, moment
    begun_hard: int | None = None
    known: defaultdict[str, Known] = field(default_factory=lambda: defaultdict(Known))
    adapted: int = 0
    good: int = 0
    any_done: int | None = None
    given: dict[str, tuple[date, int, int]] = field(default_factory=dict)  # day, done, moment
    offers: Counter[str] = field(default_factory=Counter)

    # --- what may be offered ------------------------------------------------------------------

    def forbidden(  # noqa: C901, PLR0911, PLR0912 - one line a rule, to be read one by one
        self,
        each: ExerciseChoice,
        now: int,
        minutes: int,
        *,
        quiet: bool = False,
        prescribed: bool = False,
        goes_on: bool = False,
        easier_than: int | None = None,
    ) -> str:
        """Return the rule that forbids an exercise now, or nothing."""
        wanted = each.id in self.plan.wishes.include
        if each.places and not set(each.places) & set(self.places):
            return "R1 place"
        if self.avoid & (set(each.tags) | {each.id}):
            return "R2 left out"
        if "all-exercise" in self.avoid and not prescribed:
            return "R13"
        if self.flare and (
            each.kind == "strength"
            or each.demand == 3
            or {"hold", "twist", "end-range"} & each.traits
            or "flare" in each.tags
        ):
            return "R3 flare"
        rests = self.known[each.id].rests_from
        if rests is not None and now - rests < 7 * DAY:
            return "it rests"
        if not prescribed and not wanted:
            if each.opt_in:
                return "R11 opt in"
            if each.id in self.hidden:
                return "R12 hidden"
            if each.demand > max(self.demand_now(now), easier_than or 0):
                return "too demanding"
        if each.least > minutes:
            return "no time"
        if quiet and not (each.quiet_ok and "desk" in each.places and "desk" in self.places):
            return "not in a call"
        first = self.first_use.get(day_of(now), now)
        early = now - first < 2 * HOUR
        if "early-bending" in self.avoid and "deep-flexion" in each.traits and early:
            return "R7 early"
        if goes_on:
            return ""
        if each.demand == 3:
            if any(now - moment < HOUR for moment in self.hard):
                return "R8 an hour"
            if sum(day_of(moment) == day_of(now) for moment in self.hard) >= 4:
                return "R8 a day"
        before = [self.last_card]
        if self.last_done is not None and now - self.last_done[1] < 2 * HOUR:
            before.append(self.last_done[0])
        for other in self.plan.exercises:
            if other.id in before and each.traits & other.traits & {"extension", "deep-flexion"}:
                return "R6 in a row"
        return ""

    def demand_now(self, now: int) -> int:
        """Return the demand that the person is up to."""
        steps = self.adapted
        if self.any_done is not None and now - self.any_done >= 14 * DAY:
            steps = max(-1, steps - 1)
        if not self.plan.wishes.adapt:
            steps = 0
        return min(3, max(1, self.demand + steps))

    # --- prescriptions --------------------------------------------------------------------------

    def prescribed(self, now: int) -> list[PrescribedChoice]:
        """Return what a therapist gave for this day."""
        today = day_of(now)
        return [
            each
            for each in self.plan.prescriptions
            if (each.days is None or today.weekday() in each.days)
            and (each.until is None or today <= each.until)
        ]

    def due(self, each: PrescribedChoice, now: int) -> bool:
        """Return whether it is due: its share of the day came, and the last time is a while ago."""
        today = day_of(now)
        day, done, last = self.given.get(each.key, (today, 0, 0))
        if day != today:
            done, last = 0, 0
        share = 8 * HOUR // each.times_a_day
        begin = self.first_use[today]
        if done >= each.times_a_day or now < begin + done * share:
            return False
        return now - last >= min(75 * MINUTE, share)

    # --- what was offered -----------------------------------------------------------------------

    def offered(self, current: OpenBreak, now: int, minutes: int, *, quiet: bool, but: str) -> None:
        """Check the exercise of a break that has just opened, or just got another one."""
        pick = current.pick
        assert pick is not None
        own = {each.exercise for each in self.prescribed(now)}
        goes_on = self.begun is not None and now - self.begun[2] < 2 * HOUR
        begun = self.begun[0] if goes_on and self.begun is not None else ""
        rotation = [
            each.id
            for each in self.plan.exercises
            if each.id not in {but, *own} and not self.forbidden(each, now, minutes, quiet=quiet)
        ]
        must = self.must_come_first(now, minutes, begun=begun, quiet=quiet, but=but)
        if must:
            assert pick.exercise in must, f"{must} before {pick}"
        elif pick.exercise is None:
            assert not rotation, f"a walk, although {rotation} would suit"
        else:
            choice = next(each for each in self.plan.exercises if each.id == pick.exercise)
            assert pick.exercise in rotation, self.forbidden(choice, now, minutes, quiet=quiet)
            self.wait(rotation, pick.exercise)
        if pick.exercise is not None:
            self.check_dose(current, now)
            self.offers[pick.exercise] += 1
            assert (pick.resume is not None) == (pick.exercise == begun)

    def must_come_first(
        self, now: int, minutes: int, *, begun: str, quiet: bool, but: str
    ) -> set[str]:
        """Return what goes before everybody's turn: prescriptions, then what was begun."""
        by_id = {each.id: each for each in self.plan.exercises}
        due = set()
        for each in self.prescribed(now):
            known = each.exercise in by_id and each.exercise != but
            if known and self.due(each, now) and not self.forbidden(
                by_id[each.exercise], now, minutes, quiet=quiet, prescribed=True,
                goes_on=each.exercise == begun,
            ):  # fmt: skip
                due.add(each.exercise)
        if due or not begun or begun == but:
            return due
        own = {each.exercise for each in self.prescribed(now)}
        return set() if self.forbidden(
            by_id[begun], now, minutes, quiet=quiet, prescribed=begun in own, goes_on=True
        ) else {begun}  # fmt: skip

    def wait(self, rotation: list[str], chosen: str) -> None:
        """Count for how long each has waited that was allowed; nobody waits for ever."""
        for name in rotation:
            known = self.known[name]
            known.waited = 0 if name == chosen else known.waited + 1
            assert known.waited <= 8 * len(self.plan.exercises), f"{name} waits for ever"

    def check_easier(self, current: OpenBreak, than: str, now: int, minutes: int) -> None:
        """Check an easier version."""
        by_id = {each.id: each for each in self.plan.exercises}
        assert current.exercise is not None
        most = by_id[than].demand
        why = self.forbidden(by_id[current.exercise], now, minutes, easier_than=most)
        assert not why, why
        self.check_dose(current, now)

    def check_dose(self, current: OpenBreak, now: int) -> None:
        """Check how much is to be done: R4 and R5."""
        assert current.exercise is not None
        assert current.pick is not None
        known, pick = self.known[current.exercise], current.pick
        over = self.flare_over
        half = over is not None and not self.flare and day_of(now) <= over + timedelta(days=3)
        assert pick.half == half, "R4"
        if half or self.flare:
            assert pick.level == 0, "R4"
        elif known.done is not None and now - known.done >= 14 * DAY:
            assert pick.level == max(0, known.level - 1), "R5: not after such a gap"
        elif pick.level > known.level:
            assert known.ok >= 3, "R5: three good sessions first"
            assert pick.level == known.level + 1, "R5: one step"
            assert self.plan.wishes.adapt
        else:
            assert pick.level == known.level, "R5"

    # --- what the person did --------------------------------------------------------------------

    def closed(self, current: OpenBreak) -> None:
        """Note the card that went."""
        self.last_card = current.exercise or ""

    def did(self, current: OpenBreak, now: int, *, whole: bool) -> None:
        """Note a session."""
        if current.exercise is None or current.pick is None:
            return
        choice = next(each for each in self.plan.exercises if each.id == current.exercise)
        known = self.known[choice.id]
        before, gap = known.level, known.done is not None and now - known.done >= 14 * DAY
        if gap:
            known.level = max(0, known.level - 1)
        elif known.ok >= 3 and self.plan.wishes.adapt:
            known.level = min(4, known.level + 1)
        if gap or known.level != before:
            known.ok = 0
        known.ok, known.done = known.ok + whole, now
        if self.any_done is not None and now - self.any_done >= 14 * DAY:
            self.adapted, self.good = max(-1, self.adapted - 1), 0
        self.any_done, self.last_done = now, (choice.id, now)
        if choice.demand == 3:
            self.note_hard(choice.id, now)
        if self.begun is not None and self.begun[0] == choice.id:
            self.begun = None
        keys = [each.key for each in self.prescribed(now) if each.exercise == choice.id]
        if keys:
            self.credit(current.pick.prescription or keys[0], now, 1)

    def note_hard(self, exercise: str, now: int) -> None:
        """Note a demanding session; one that goes on is one with what was begun."""
        goes_on = self.begun is not None and self.begun[0] == exercise
        if goes_on and self.begun is not None and now - self.begun[2] < 2 * HOUR:
            self.hard = [each for each in self.hard if each != self.begun_hard]
        self.hard.append(now)

    def credit(self, key: str, now: int, done: int) -> None:
        """Note that a prescription was done, or put aside."""
        day, before, _last = self.given.get(key, (day_of(now), 0, 0))
        if day != day_of(now):
            before = 0
        self.given[key] = (day_of(now), before + done, now)

    def put_aside(self, current: OpenBreak, now: int) -> None:
        """Note that the person did not want what was open."""
        if self.begun is not None and self.begun[0] == current.exercise:
            self.begun = None
        if current.pick is not None and current.pick.prescription:
            self.credit(current.pick.prescription, now, 0)

    def left(self, exercise: str, step: int, now: int) -> None:
        """Note that a session was interrupted."""
        choice = next(each for each in self.plan.exercises if each.id == exercise)
        if choice.demand == 3:
            self.note_hard(exercise, now)
            self.begun_hard = now
        self.begun = (exercise, step, now)

    def felt(self, exercise: str, effort: str, change: str, now: int, *, whole: bool) -> None:
        """Note the answers to the last session."""
        known = self.known[exercise]
        if change == "worse":
            known.worse, known.level, known.ok = known.worse + 1, max(0, known.level - 1), 0
            self.adapted, self.good = max(-1, self.adapted - 1), 0
            if known.worse >= 2:
                known.worse, known.rests_from = 0, now
            return
        if change:
            known.worse = 0
        if effort == "harder":
            known.ok, self.good = 0, 0
        elif whole:
            self.good += 1
            if self.good >= 3:
                self.adapted, self.good = min(1, self.adapted + 1), 0

    def flare_ends(self, now: int) -> None:
        """Note the end of a flare-up: everything begins gently again."""
        self.flare, self.flare_over = False, day_of(now)
        for known in self.known.values():
            known.level, known.ok = 0, 0
