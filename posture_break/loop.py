"""The owner of the state: takes events, calls the engine, stores, shows, and sets the alarm."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Sequence

from posture_break.core import codec, events, hours
from posture_break.core.engine import new_state, step
from posture_break.core.model import Effect, Input, Moment, Plan, What
from posture_break.core.snapshot import Snapshot, Tally
from posture_break.core.state import State
from posture_break.core.status import snapshot
from posture_break.durations import MINUTE, SECOND
from posture_break.ports import Clock, Keep, Request, Response, Unavailable
from posture_break.requests import USAGE, answer_of, event_of
from posture_break.texts import _

_log = logging.getLogger(__name__)

MARK_EVERY = MINUTE  # law 23: at most 60 s of work time may be lost
UNEXPLAINED = 90 * SECOND
_SLEEP_SHOWS = 2 * SECOND  # shorter differences of the clocks are the reading's own
_UNKNOWN = -1  # no moment: the tally must be asked for
_COUNTED = {What.DONE, What.SKIPPED, What.MISSED, What.NATURAL}

Show = Callable[[Snapshot, Sequence[Effect]], None]
Answer = Callable[[Request], Response]


class Loop:
    """Runs the engine on the real clock; everything here happens on one thread.

    ``shows`` are called in order after each step; a fault in one is logged and does not stop the
    others (the one boundary around effects). ``answers`` serve the verbs that are not the engine's.
    """

    def __init__(
        self,
        clock: Clock,
        keep: Keep,
        plan: Plan,
        set_alarm: Callable[[int | None], None],
        *,
        seed: int = 1,
        presence: Input = Input.UNKNOWN,
        unexplained: int = UNEXPLAINED,
    ) -> None:
        """Store the parts; ``unexplained``: an alarm that late means that all stood still."""
        self._clock = clock
        self._keep = keep
        self._plan = plan
        self._set_alarm = set_alarm
        self._seed = seed
        self._presence = presence
        self._unexplained = unexplained
        self._offset = 0  # the engine's steady time less this run's
        self._state: State | None = None
        self._slept = 0
        self._expected: int | None = None  # engine time at which the alarm rings
        self._marked = 0
        self._tally = Tally()
        self._tally_since = _UNKNOWN
        self.shows: list[Show] = []
        self.answers: dict[str, Answer] = {}
        self.troubles: dict[str, Unavailable] = {}

    # --- life ----------------------------------------------------------------------------------

    def start(self) -> None:
        """Go on where the last run ended (law 23), or begin."""
        now = self._clock.now()
        self._slept = self._clock.slept()
        effects = self._go_on(now)
        if effects is None:
            self._offset = 0
            self._state = new_state(now, self._seed)
            effects = self._step(events.Started(now, input=self._presence))
        self._follow(effects, durable=True)

    def stop(self) -> None:
        """Store the present moment; the next start knows how long the program was away."""
        if self._state is not None:
            self._set_alarm = _no_alarm  # it may be gone already
            self._notice_gap()
            effects = self._step(events.Alarm(self.now()))
            self._store(effects, durable=True)

    # --- events --------------------------------------------------------------------------------

    def tell(self, event: events.Event) -> tuple[Effect, ...]:
        """Let the engine take a fact or a wish; store, show and plan what follows."""
        effects = self._step(event)
        self._follow(effects, durable=isinstance(event, events.Verb | events.PlanChanged))
        return effects

    def ring(self) -> None:
        """Answer the alarm: the engine's moment, the minute's mark, or both."""
        self._notice_gap()
        self.tell(events.Alarm(self.now()))

    def clock_jumped(self) -> None:
        """Answer the kernel's word that the wall clock was set or the system woke up."""
        self._notice_gap()
        self.tell(events.ClockChanged(self.now()))

    def ask(self, request: Request) -> Response:
        """Carry out a person's request and say what came of it."""
        own = self.answers.get(request.verb)
        if own is not None:
            return own(request)
        return self.tell_verb(request)

    def tell_verb(self, request: Request) -> Response:
        """Carry out a request that is the engine's."""
        self.refresh()  # what falls due at this very moment is there to be answered
        try:
            event = event_of(request, self.now())
        except ValueError as fault:
            return Response(str(fault), USAGE)
        if event is None:
            return Response(_("There is no {verb}.").format(verb=request.verb), USAGE)
        return answer_of(request, self.tell(event), self._plan)

    def refresh(self) -> Snapshot:
        """Bring the state up to now and return what there is to see."""
        self._notice_gap()  # after a sleep a menu may open before the kernel's word is heard
        self.tell(events.Alarm(self.now()))
        return self.snapshot()

    def replan(self, plan: Plan) -> None:
        """Take a changed plan at once (law 24)."""
        self._plan = plan
        self.tell(events.PlanChanged(self.now()))

    # --- what is so ------------------------------------------------------------------------------

    @property
    def plan(self) -> Plan:
        """The plan that is in force."""
        return self._plan

    @property
    def state(self) -> State:
        """The present state, for tests and `why`; nobody writes it."""
        if self._state is None:
            raise RuntimeError("the loop has not started")
        return self._state

    def snapshot(self) -> Snapshot:
        """Return what every view draws."""
        troubles = [*self.troubles.values()]
        if self._keep.trouble is not None:
            troubles.append(self._keep.trouble)
        said = tuple(str(each) for each in troubles)
        return snapshot(self.state, self._plan, self._today(), said)

    def now(self) -> Moment:
        """Return the present moment in the engine's time."""
        return self._moment(self._clock.now())

    def show(self, effects: Sequence[Effect] = ()) -> None:
        """Let every view draw what is so now."""
        seen = self.snapshot()
        for each in self.shows:
            try:
                each(seen, effects)
            except Exception:  # noqa: BLE001 - the one boundary around effects
                _log.exception("a view failed")

    # --- inside ----------------------------------------------------------------------------------

    def _go_on(self, now: Moment) -> tuple[Effect, ...] | None:
        """Go on from what the last run stored; None: there is nothing, or nothing that works."""
        try:
            restored = self._restore(now)
            if restored is None:
                return None
            self._state, since = restored
            started = events.Started(self._moment(now), since=since, input=self._presence)
            return self._step(started)
        except Exception as fault:  # noqa: BLE001 - whatever was stored, the program must start
            said = _("The stored state cannot be used ({fault}); the reminders start afresh.")
            _log.warning("%s", said.format(fault=f"{type(fault).__name__}: {fault}"))
            return None

    def _follow(self, effects: tuple[Effect, ...], *, durable: bool) -> None:
        """Store, show and plan what follows from a step."""
        if effects or durable:
            self._store(effects, durable=durable)
        elif self.state.now.steady - self._marked >= MARK_EVERY - SECOND:
            self._mark()
        self.show(effects)
        self._arm()

    def _step(self, event: events.Event) -> tuple[Effect, ...]:
        self._state, effects = step(self.state, event, self._plan)
        return effects

    def _today(self) -> Tally:
        """Return the outcomes of this working day; asked of the history only when they changed."""
        plan, now = self._plan, self.state.now.wall
        since = hours.day_began(plan.day_starts, now, plan.zone)
        if since != self._tally_since:
            self._tally, self._tally_since = self._keep.tally(since), since
        return self._tally

    def _notice_gap(self) -> None:
        """Tell the engine of time in which the system slept, or the program stood still."""
        slept = self._clock.slept()
        gap, self._slept = slept - self._slept, slept
        now = self.now()
        if gap < _SLEEP_SHOWS and self._expected is not None:
            late = now.steady - self._expected
            gap = late if late > self._unexplained else 0
        if gap >= _SLEEP_SHOWS:
            since = max(now.steady - gap, self.state.now.steady)
            self._expected = None
            self.tell(events.Slept(now, since=since))
            self.tell(events.Awoke(self.now()))

    def _arm(self) -> None:
        """Set the alarm for the engine's next moment, or for the minute's mark while it counts."""
        state = self.state
        last = state.segments[-1]
        wakes = [] if state.wake is None else [state.wake]
        if last.works or state.open is not None:
            wakes.append(max(self._marked + MARK_EVERY, state.now.steady + SECOND))
        self._expected = min(wakes, default=None)
        if self._expected is None:
            self._set_alarm(None)
        else:
            self._set_alarm(self._expected - self.now().steady)

    def _moment(self, now: Moment) -> Moment:
        return Moment(now.steady + self._offset, now.wall)

    # --- storing ---------------------------------------------------------------------------------

    def _store(self, effects: Sequence[Effect], *, durable: bool) -> None:
        stored = {"state": codec.to_json(self.state), "mark": self._mark_now()}
        self._keep.commit(json.dumps(stored), effects, durable=durable)
        self._marked = self.state.now.steady
        if any(each.what in _COUNTED for each in effects):
            self._tally_since = _UNKNOWN

    def _mark(self) -> None:
        self._keep.mark(json.dumps(self._mark_now()))
        self._marked = self.state.now.steady

    def _mark_now(self) -> dict[str, int | str]:
        """Return the moment up to which the state's clocks have counted, on this run's clocks."""
        at = self.state.now
        return {
            "steady": at.steady - self._offset,
            "wall": at.wall,
            "boot": self._clock.boot(),
            "engine": at.steady,
        }

    def _restore(self, now: Moment) -> tuple[State, Moment] | None:
        """Return the stored state and the last moment of life, in the engine's time.

        Raises whatever a damaged text makes it raise.
        """
        text = self._keep.load()
        if text is None:
            return None
        stored = json.loads(text)
        state = codec.from_json(stored["state"])
        mark = _newest(stored["mark"], self._keep.last_mark())
        since = Moment(int(mark["engine"]), int(mark["wall"]))
        same_boot = bool(mark["boot"]) and mark["boot"] == self._clock.boot()
        before = int(mark["steady"])
        down = now.steady - before if same_boot else now.wall - since.wall
        self._offset = since.steady + max(0, down) - now.steady
        return state, since


def _no_alarm(_milliseconds: int | None) -> None:
    """Set nothing."""


def _newest(stored: dict[str, int | str], line: str | None) -> dict[str, int | str]:
    """Return the later of the mark stored with the state and the mark of life."""
    try:
        mark = json.loads(line) if line else stored
        return mark if int(mark["engine"]) >= int(stored["engine"]) else stored
    except (ValueError, KeyError, TypeError):
        return stored  # half a line: the machine stopped while it was written
