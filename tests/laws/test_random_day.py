"""The random day: a person plays with the real engine, a second set of books watches over the laws.

The normal run is short and always the same. A long one, with new days each time:
``POSTURE_BREAK_RANDOM_DAYS=2000 python -m pytest tests/laws/test_random_day.py``.
"""

from __future__ import annotations

import copy
import json
import os
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, Phase, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from posture_break.core import codec, events
from posture_break.core.engine import step
from posture_break.core.model import (
    Effect,
    Input,
    Moment,
    Outcome,
    Plan,
    Reminder,
    What,
    Window,
    Wishes,
)
from posture_break.core.practice import Change, Effort
from posture_break.core.session import Side
from posture_break.core.status import snapshot
from posture_break.durations import HOUR, MINUTE, SECOND
from tests.desk import Desk, plan, stand_up, stretch
from tests.laws.books import Books
from tests.laws.checking import check
from tests.laws.choices import (
    EXERCISES,
    PRESCRIPTIONS,
    STARTS,
    TIPS,
    VARIANTS,
    WISHES,
    ZONES,
    changes,
    short_spans,
    spans,
    variants,
)
from tests.laws.wall_time import local

DAYS = int(os.environ.get("POSTURE_BREAK_RANDOM_DAYS", "0"))


class WatchedDesk(Desk):
    """A desk whose every step is compared with the second set of books."""

    books: Books | None = None

    def hear(self, event: events.Event) -> tuple[Effect, ...]:
        """Let the engine hear an event, and look whether it kept the laws."""
        if self.books is None:
            self.books = Books(self.plan, self.steady, self.wall)
        given, before = self.state, copy.copy(self.state)
        before.clocks = dict(before.clocks)
        state, effects = step(given, event, self.plan)
        assert given == before, "step changed the state it was given"
        assert state.wake is None or state.wake > state.now.steady, "law 25"
        self.state = state
        self.effects += effects
        check(self.books, event, effects, self.plan, state)
        return effects


class Day(RuleBasedStateMachine):
    """A person at a desk, with a life of their own."""

    reached: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.desk: WatchedDesk
        self.runs = True
        self.stopped: int | None = None
        self.locked = False
        self.unknown = False
        self.busy: str | None = None
        self.serials = [0]

    def reach(self, what: str) -> None:
        """Note that the day came to an interesting state."""
        Day.reached[what] += 1
        event(what)

    # --- what all rules use -----------------------------------------------------------------------

    def tell(self, make: Callable[..., events.Event], **fields: Any) -> None:
        """Tell the engine, if it runs; the world goes on in any case."""
        if self.runs:
            self.desk.tell(make, **fields)
            if self.desk.state.open is not None:
                self.serials.append(self.desk.state.open.serial)

    def passes(self, span: int, late: int = 0) -> None:
        """Let time pass; alarms ring ``late``."""
        desk, end = self.desk, self.desk.steady + span
        wakes = 0
        while self.runs and desk.state.wake is not None and desk.state.wake + late <= end:
            desk._pass(desk.state.wake + late - desk.steady)
            desk.tell(events.Alarm)
            wakes += 1
        desk._pass(end - desk.steady)
        names = len(desk.plan.reminders)
        assert wakes <= 12 + names * (12 + 12 * span // HOUR), "law 25: a storm of wakes"

    def is_there(self) -> None:
        """Be at the desk with nothing that holds reminders back."""
        if not self.runs:
            self.start(0)
        if self.locked:
            self.unlocks()
        if self.busy is not None:
            self.is_free()
        if self.stopped is not None or self.unknown:
            self.starts_input()
        if self.desk.state.pause is not None:
            self.tell(events.Resume)
        self.passes(self.desk.plan.back_after + self.desk.plan.settle)

    def works_until_due(self) -> bool:
        """Work until a break is open, for some hours at most; return whether one is."""
        self.is_there()
        for _ in range(60):
            wake = self.desk.state.wake
            if self.desk.open is not None or wake is None or wake > self.desk.steady + 3 * HOUR:
                break
            self.passes(wake - self.desk.steady)
        return self.desk.open is not None

    # --- rules: time ------------------------------------------------------------------------------

    @initialize(
        chosen=st.lists(variants, min_size=1, max_size=5, unique_by=lambda r: r.name),
        changed=st.lists(changes, max_size=4),
        start=st.sampled_from(STARTS),
        zone=st.sampled_from(ZONES[:2]),
        wishes=WISHES,
        prescribed=st.booleans(),
    )
    def begins(
        self,
        *,
        chosen: list[Reminder],
        changed: list[dict[str, Any]],
        start: str,
        zone: ZoneInfo,
        wishes: Wishes,
        prescribed: bool,
    ) -> None:
        """Start the program for the first time."""
        first = plan(*chosen, zone=zone, tips=TIPS, exercises=EXERCISES, wishes=wishes)
        if prescribed:
            first = replace(first, prescriptions=PRESCRIPTIONS)
        for change in changed:
            first = replace(first, **change)
        self.desk = WatchedDesk(first, start)

    @rule(span=spans)
    def time_passes(self, span: int) -> None:
        """Whatever the person is doing goes on."""
        self.passes(span)

    @rule(span=spans, late=st.sampled_from([1, 700, 40 * SECOND, 4 * MINUTE]))
    def time_passes_with_late_alarms(self, span: int, late: int) -> None:
        """Let time pass on a machine under load, or a laptop that naps."""
        self.passes(span, late)

    @rule()
    def works_until_a_break(self) -> None:
        """Go straight to an open break."""
        if self.works_until_due():
            self.reach("a break opened")

    # --- rules: presence --------------------------------------------------------------------------

    @precondition(lambda self: self.stopped is None)
    @rule(ago=st.sampled_from([0, 0, 1, 45 * SECOND, 4 * MINUTE]))
    def leaves(self, ago: int) -> None:
        """Stop all input; the source may notice late."""
        self.stopped = self.desk.steady - ago
        self.unknown = False
        self.tell(events.InputStopped, since=self.stopped)

    def starts_input(self) -> None:
        """Use the keyboard again."""
        self.stopped, self.unknown = None, False
        self.tell(events.InputStarted)

    @rule(span=short_spans)
    def returns(self, span: int) -> None:
        """Come back, for long enough or not."""
        self.starts_input()
        self.passes(span)

    @rule(span=spans)
    def is_away(self, span: int) -> None:
        """Leave, stay away and come back."""
        if self.stopped is None:
            self.leaves(0)
        self.passes(span)
        self.starts_input()
        self.passes(self.desk.plan.back_after)

    @precondition(lambda self: self.stopped is not None)
    @rule(span=st.sampled_from([1, 500, 1900, 2100]))
    def bumps_the_desk(self, span: int) -> None:
        """Input for a moment only."""
        self.starts_input()
        self.passes(span)
        self.leaves(0)

    @rule()
    def nobody_can_tell(self) -> None:
        """Lose the source of presence."""
        self.stopped, self.unknown = None, True
        self.tell(events.InputUnknown)

    @rule(span=short_spans)
    def locks(self, span: int) -> None:
        """Lock the screen and wait a while."""
        self.locked = True
        self.tell(events.Locked)
        self.passes(span)

    @rule()
    def unlocks(self) -> None:
        """Unlock the screen."""
        self.locked = False
        self.tell(events.Unlocked)

    @rule(span=st.sampled_from([5 * SECOND, 3 * MINUTE, 30 * MINUTE, 9 * HOUR, 16 * HOUR]))
    def sleeps(self, span: int) -> None:
        """Close the lid: no alarm rings until it is open again, then all comes at once."""
        lid = self.desk.steady
        self.desk._pass(span)
        self.tell(events.Slept, since=lid)
        self.tell(events.Awoke)

    @rule(span=st.sampled_from([5 * SECOND, 3 * MINUTE, 10 * HOUR]))
    def sleeps_and_says_so(self, span: int) -> None:
        """Close the lid on a system that tells of the sleep before it begins."""
        self.tell(events.Slept)
        self.desk._pass(span)
        self.tell(events.Awoke)

    # --- rules: what holds back -------------------------------------------------------------------

    @rule(
        why=st.sampled_from(
            ["call", "screen-share", "full-screen", "do-not-disturb", "", "own words"]
        )
    )
    def is_busy(self, why: str) -> None:
        """Begin a call, or go on with another one."""
        self.busy = why
        self.tell(events.BusyBegan, why=why)

    @rule()
    def is_free(self) -> None:
        """Nothing asks for silence any more."""
        self.busy = None
        self.tell(events.BusyEnded)

    @rule()
    def types(self) -> None:
        """Type on and on."""
        if self.stopped is None:
            self.tell(events.Typing)

    @rule()
    def stops_typing(self) -> None:
        """Stop typing."""
        self.tell(events.TypingStopped)

    @rule(
        span=st.none() | st.sampled_from([MINUTE, 30 * MINUTE, 5 * HOUR]),
        until=st.none() | st.sampled_from(["12:00", "06:15", "23:30", "tomorrow"]),
    )
    def pauses(self, span: int | None, until: str | None) -> None:
        """Ask for silence."""
        self.tell(events.PauseAsked, span=span, until=until)

    @rule(verb=st.sampled_from([events.Resume, events.Resume, events.DoneForToday]))
    def resumes_or_ends_the_day(self, verb: type[events.Verb]) -> None:
        """End a pause, or begin a long one."""
        self.tell(verb)

    # --- rules: answers ---------------------------------------------------------------------------

    @rule(
        verb=st.sampled_from(
            [events.Done, events.Skip, events.Snooze, events.Another, events.Easier]
        ),
        wait=short_spans,
        data=st.data(),
    )
    def answers(self, verb: type[events.Verb], wait: int, data: st.DataObject) -> None:
        """Answer, after a while, what is open, or was once."""
        self.passes(wait)
        serial = data.draw(st.none() | st.sampled_from(self.serials[-2:]), label="serial")
        self.tell(verb, serial=serial)

    @rule(short=st.booleans(), wait=short_spans)
    def does_it(self, short: bool, wait: int) -> None:
        """Work until a break comes, and do it."""
        if self.works_until_due():
            self.passes(wait)
            self.tell(events.Done, short=short, steps=(2, 3))

    @rule(wait=short_spans)
    def skips(self, wait: int) -> None:
        """Work until a break comes, and skip it."""
        if self.works_until_due():
            self.passes(wait)
            self.tell(events.Skip)

    @rule(span=st.none() | st.sampled_from([MINUTE, 5 * MINUTE, 20 * MINUTE]))
    def snoozes(self, span: int | None) -> None:
        """Not now."""
        self.tell(events.Snooze, span=span)

    @rule(name=st.none() | st.sampled_from([*sorted(VARIANTS), "nobody"]))
    def takes(self, name: str | None) -> None:
        """Ask for a break now."""
        self.tell(events.Take, reminder=name)

    @rule(topic=st.sampled_from([None, "sleep", "nothing"]))
    def wants_a_tip(self, topic: str | None) -> None:
        """Ask for a tip."""
        self.tell(events.TellTip, topic=topic)

    # --- rules: what the person tells of themselves -----------------------------------------------

    @rule(
        exercise=st.sampled_from(["", "plank", "neck", "nothing"]),
        effort=st.sampled_from(["", *Effort]),
        change=st.sampled_from(["", *Change, Change.WORSE]),
    )
    def feels(self, exercise: str, effort: str, change: str) -> None:
        """Say how a session was."""
        self.tell(events.Felt, exercise=exercise, effort=effort, change=change)

    @rule(verb=st.sampled_from([events.Another, events.Easier]), then=short_spans)
    def wants_something_else(self, verb: type[events.Verb], then: int) -> None:
        """Take a break with an exercise, and want another one, or an easier one."""
        self.is_there()
        if self.desk.plan.reminder("stretch") is None:
            self.edits_a_reminder(stretch())
        self.takes("stretch")
        self.tell(verb)
        self.passes(then)

    @rule(exercise=st.sampled_from(["squat", "neck"]))
    def feels_worse_twice(self, exercise: str) -> None:
        """Say of two sessions that one exercise made it worse."""
        for other in ("march", exercise, "march", exercise):
            self.tell(events.Felt, exercise=other, change=Change.WORSE)

    @rule(
        verb=st.sampled_from(
            [events.FlareOn, events.FlareOn, events.FlareGoesOn, events.FlareOver]
        ),
        days=st.sampled_from([0, 0, 1, 8]),
    )
    def hurts(self, verb: type[events.Verb], days: int) -> None:
        """Begin a flare-up, answer its question, or end it; some days may pass."""
        self.tell(verb)
        for _ in range(days):
            self.is_away(24 * HOUR)

    @rule(
        places=st.none() | st.sampled_from([("desk",), ("floor",)]),
        avoid=st.none() | st.sampled_from([(), ("Wrists", "neck")]),
        demand=st.none() | st.sampled_from([1, 3]),
    )
    def sets_up(
        self,
        places: tuple[str, ...] | None,
        avoid: tuple[str, ...] | None,
        demand: int | None,
    ) -> None:
        """Answer the first questions, or skip them."""
        self.tell(events.SetUp, places=places, avoid=avoid, demand=demand)

    @rule(make=st.sampled_from([events.Carrying, events.QuietCards]), on=st.booleans())
    def switches(self, make: Callable[..., events.Event], on: bool) -> None:
        """Carry things today, want breaks to be quiet, or neither any more."""
        self.tell(make, on=on)

    @rule(
        make=st.sampled_from([events.Hide, events.Unhide]),
        exercise=st.sampled_from(["plank", "neck", "nothing"]),
    )
    def leaves_out(self, make: Callable[..., events.Event], exercise: str) -> None:
        """Leave an exercise out, or want it again."""
        self.tell(make, exercise=exercise)

    @rule(step=st.integers(0, 4), side=st.none() | st.sampled_from(Side), put_off=st.booleans())
    def is_interrupted(self, step: int, side: Side | None, put_off: bool) -> None:
        """Leave a session in its midst."""
        if self.works_until_due():
            current = self.desk.state.open
            exercise = "" if current is None else current.exercise or "neck"
            self.tell(events.Left, exercise=exercise, at_step=step, of=4, side=side)
            if put_off:
                self.snoozes(5 * MINUTE)
                self.passes(5 * MINUTE)

    # --- rules: config, clock, program ------------------------------------------------------------

    def takes_plan(self, changed: Plan) -> None:
        """Change the config, whether the program runs or not."""
        self.desk.plan = changed
        self.tell(events.PlanChanged)

    @rule(reminder=variants)
    def edits_a_reminder(self, reminder: Reminder) -> None:
        """Add a reminder, or change the one of that name."""
        now = {each.name: each for each in self.desk.plan.reminders}
        self.takes_plan(
            replace(self.desk.plan, reminders=(*(now | {reminder.name: reminder}).values(),))
        )

    @rule(name=st.sampled_from(sorted(VARIANTS)))
    def removes_a_reminder(self, name: str) -> None:
        """Take a reminder out, perhaps the last one."""
        left = tuple(each for each in self.desk.plan.reminders if each.name != name)
        self.takes_plan(replace(self.desk.plan, reminders=left))

    @rule(wishes=WISHES)
    def edits_the_wishes(self, wishes: Wishes) -> None:
        """Change what the config says of exercises, perhaps while one is open."""
        self.takes_plan(replace(self.desk.plan, wishes=wishes))

    @rule(change=changes)
    def edits_the_plan(self, change: dict[str, Any]) -> None:
        """Change hours, limit, merging and so on."""
        if "hours" in change and not self.runs:
            return  # which hours held while the program was down, no law says
        self.takes_plan(replace(self.desk.plan, **change))

    @rule(shift=st.sampled_from([-3 * HOUR, -HOUR, -MINUTE, 1, MINUTE, HOUR, 3 * HOUR]))
    def shifts_the_clock(self, shift: int) -> None:
        """Set the wall clock."""
        self.desk.wall += shift
        self.tell(events.ClockChanged)

    @precondition(lambda self: self.runs)
    @rule(zone=st.sampled_from(ZONES))
    def travels(self, zone: ZoneInfo) -> None:
        """Change the time zone."""
        self.desk.plan = replace(self.desk.plan, zone=zone)
        self.tell(events.ClockChanged)

    @rule()
    def stores_and_restores(self) -> None:
        """Nothing is lost in the store: what comes back is equal and goes on equally."""
        if self.runs:
            restored = self.desk.restored()
            assert restored == self.desk.state
            later = events.Alarm(Moment(self.desk.steady, self.desk.wall))
            assert step(restored, later, self.desk.plan) == step(
                self.desk.state, later, self.desk.plan
            )
            self.desk.state = restored

    @rule()
    def looks(self) -> None:
        """Every view can draw every state."""
        if self.runs:
            seen = snapshot(self.desk.state, self.desk.plan)
            assert (seen.open is None) == (self.desk.open is None)

    @precondition(lambda self: self.runs)
    @rule()
    def kills(self) -> None:
        """End the program as kill -9 does."""
        if any(clock.snoozed_until for clock in self.desk.state.clocks.values()):
            self.reach("a kill while snoozed")
        self.desk.dies()
        assert self.desk.stored is not None
        assert self.desk.books is not None
        self.desk.books.steady = self.desk.steady
        self.desk.books.killed(self.desk.stored[1].steady)
        self.runs = False

    @precondition(lambda self: not self.runs)
    @rule(after=st.sampled_from([0, 0, 20 * SECOND, 5 * MINUTE, 2 * HOUR, 14 * HOUR]))
    def start(self, after: int) -> None:
        """Start the program again; the sources tell what they know."""
        desk = self.desk
        assert desk.stored is not None
        desk._pass(after)
        desk.state = codec.from_json(json.loads(desk.stored[0]))
        self.runs = True
        there = Input.STOPPED if self.stopped is not None else Input.FLOWING
        there = Input.UNKNOWN if self.unknown else there
        self.tell(
            events.Started,
            since=desk.stored[1],
            input=there,
            stopped=self.stopped,
            locked=self.locked,
        )
        if self.busy is not None:
            self.tell(events.BusyBegan, why=self.busy)

    # --- rules: straight to the interesting states ------------------------------------------------

    @rule(span=short_spans)
    def is_held_while_a_break_is_open(self, span: int) -> None:
        """Get a call while the break is on the screen."""
        if self.works_until_due():
            self.is_busy("call")
            self.reach("a hold while a break is open")
            self.passes(span)

    @rule(span=st.sampled_from([MINUTE, 20 * MINUTE]), down=st.sampled_from([0, MINUTE, HOUR]))
    def is_killed_while_snoozed(self, span: int, down: int) -> None:
        """Snoozed, killed, and started again."""
        if self.works_until_due():
            self.snoozes(span)
            self.kills()
            self.start(down)
            self.passes(span)

    @rule(before=st.sampled_from([1, 30 * SECOND, MINUTE]))
    def sees_hours_end_in_a_break(self, before: int) -> None:
        """Take a break just before hours end."""
        self.is_there()
        desk = self.desk
        if not desk.state.inside or desk.plan.hours is None:
            self.takes_plan(replace(desk.plan, hours=self.hours_that_end_soon()))
        until = desk.state.hours_until
        if until is None or until - desk.wall > 20 * HOUR:
            return
        self.passes(max(0, until - desk.wall - before))
        self.tell(events.Take)
        if desk.open is not None and desk.state.hours_until is not None:
            self.passes(max(0, desk.state.hours_until - desk.wall))
            ended = [each for each in desk.effects if each.what is What.HOURS_END]
            withdrawn = [each for each in desk.effects if each.what is What.WITHDRAWN]
            if ended and withdrawn and ended[-1].at == withdrawn[-1].at:
                self.reach("hours ending in a break")

    def hours_that_end_soon(self) -> dict[int, tuple[Window, ...]]:
        """Return hours that go on for half an hour or a little more, over midnight if need be."""
        now = local(self.desk.wall, self.desk.plan.zone).replace(second=0, microsecond=0)
        begin = now - timedelta(hours=1, minutes=now.minute % 15)
        end = begin + timedelta(hours=1, minutes=45)
        return dict.fromkeys(range(7), (Window(begin.time(), end.time()),))

    @rule(span=st.sampled_from([70 * MINUTE, 110 * MINUTE]))
    def has_two_due_at_once(self, span: int) -> None:
        """Be in a call for so long that more than one break is held back."""
        self.is_there()
        self.is_busy("call")
        self.passes(span)
        owed = [name for name, clock in self.desk.state.clocks.items() if clock.owed is not None]
        if len(owed) > 1:
            self.reach("two reminders due at once")
        self.is_free()
        self.passes(MINUTE)

    @rule(fidgets=short_spans, answer=st.sampled_from([None, events.Skip, events.Snooze]))
    def is_told_of_a_break(self, fidgets: int, answer: type[events.Verb] | None) -> None:
        """Work until a break is announced, go on, and perhaps answer."""
        self.is_there()
        for _ in range(60):
            wake, clocks = self.desk.state.wake, self.desk.state.clocks.values()
            if any(clock.noticed for clock in clocks):
                self.reach("an announced break")
                break
            if wake is None or wake > self.desk.steady + 3 * HOUR:
                return
            self.passes(wake - self.desk.steady)
        self.tell(events.Typing)
        self.passes(fidgets)
        self.tell(events.TypingStopped)
        if answer is not None:
            self.tell(answer)

    @rule(stay=st.sampled_from([SECOND, 10 * SECOND, MINUTE]))
    def is_called_away_from_a_break(self, stay: int) -> None:
        """Be away for nearly as long as an open break lasts, and leave it unanswered."""
        if self.works_until_due():
            reminder = self.desk.plan.reminder(self.desk.open)
            assert reminder is not None
            self.passes(stay)
            self.is_away(max(0, reminder.lasts - stay))
            self.passes(self.desk.plan.give_up_after)

    @rule(span=st.sampled_from([30 * MINUTE, 2 * HOUR]), shift=st.sampled_from([-HOUR, HOUR]))
    def pauses_and_the_clock_is_set(self, span: int, shift: int) -> None:
        """Ask for some time of silence, in which the wall clock jumps."""
        self.is_there()
        self.pauses(span, None)
        self.shifts_the_clock(shift)
        self.passes(span)

    @rule(span=st.sampled_from([None, 2 * HOUR]), down=st.sampled_from([None, 0, 20 * MINUTE]))
    def takes_a_break_in_a_pause(self, span: int | None, down: int | None) -> None:
        """Pause, take a break all the same, put it off, perhaps start anew, and resume."""
        self.is_there()
        self.pauses(span, None)
        self.takes(None)
        self.snoozes(5 * MINUTE)
        if down is not None:
            self.kills()
            self.start(down)
        self.tell(events.Resume)
        self.passes(6 * MINUTE)

    @rule(read=st.sampled_from([40 * SECOND, 100 * SECOND]), span=spans)
    def reads_and_locks(self, read: int, span: int) -> None:
        """Stop all input for a while, and lock the screen then."""
        self.is_there()
        self.leaves(0)
        self.passes(read)
        self.locks(span)
        self.unlocks()
        self.starts_input()
        self.passes(self.desk.plan.back_after)

    @rule(span=st.sampled_from([3 * MINUTE, 5 * MINUTE, 20 * MINUTE]))
    def snoozes_and_something_shorter_comes(self, span: int) -> None:
        """Put a break off; a shorter one falls due while the first is on its way back."""
        if self.works_until_due():
            self.snoozes(span)
            usual = self.desk.plan
            blink = stand_up(name="blink", every=2 * MINUTE, lasts=10 * SECOND)
            self.takes_plan(replace(usual, reminders=(*usual.reminders, blink)))
            self.works_until_due()
            self.takes_plan(usual)

    def teardown(self) -> None:
        """Count what the day brought."""
        for each in (getattr(self, "desk", None) and self.desk.effects) or ():
            Day.reached[each.what.value] += 1


def play(days: int, steps: int, *, derandomized: bool) -> None:
    """Play so many random days of so many things each."""
    phases = [Phase.generate] if derandomized else list(Phase)
    run_state_machine_as_test(
        Day,
        settings=settings(
            max_examples=days,
            stateful_step_count=steps,
            derandomize=derandomized,
            database=None,
            deadline=None,
            phases=phases,
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_random_days_keep_the_laws_and_reach_what_is_interesting() -> None:
    """Whatever the person does, the second set of books agrees; and much was done."""
    Day.reached.clear()
    play(DAYS or 300, 50, derandomized=not DAYS)
    wanted = {
        "a break opened",
        "a hold while a break is open",
        "a kill while snoozed",
        "an announced break",
        "hours ending in a break",
        "two reminders due at once",
        *(outcome.value for outcome in Outcome),
        *(what.value for what in What),
    }
    assert not wanted - Day.reached.keys(), "never reached"
    assert min(Day.reached[each] for each in wanted) > 1
