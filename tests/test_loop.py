"""The loop: owner of the state, right over restarts, sleeps, late alarms and clocks that jump."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import time as clock_time
from typing import Any

import pytest

from posture_break.adapters.forgetful import Forgetful
from posture_break.alarm import Alarm
from posture_break.core import events
from posture_break.core.model import Effect, Input, Moment, Presence, What, Why, Window
from posture_break.core.snapshot import Snapshot, Tally
from posture_break.durations import HOUR, MINUTE, SECOND
from posture_break.loop import Loop
from posture_break.ports import Response, Unavailable
from posture_break.reactor import Reactor
from tests.desk import plan, stand_up, stretch, tip
from tests.fake_keep import FakeKeep
from tests.rounds import turn_until
from tests.running import NINE, FakeClock, Running


@pytest.fixture
def running() -> Running:
    """Give a started loop with one reminder: stand up, every hour."""
    return Running(plan()).starts()


# --- beginning and going on ----------------------------------------------------------------------


def test_it_starts_afresh(running: Running) -> None:
    """With nothing stored, every clock begins at zero, and the start itself is stored."""
    assert running.loop.snapshot().next[0].remaining == HOUR
    assert running.keep.state is not None
    running.passes(minutes=59.9)
    assert running.open is None
    running.passes(minutes=0.2)
    assert running.open == "stand-up"


def test_nothing_can_be_read_before_the_start() -> None:
    """A view that looks too early is told so plainly."""
    with pytest.raises(RuntimeError, match="not started"):
        _ = Running(plan()).loop.state


def test_after_a_kill_it_goes_on(running: Running) -> None:
    """The last mark of life was half a minute ago: less than a minute of work is lost."""
    running.passes(minutes=30, seconds=30)
    again = running.killed().starts()
    again.passes(minutes=29, seconds=29)
    assert again.open is None
    again.passes(minutes=1)
    assert again.open == "stand-up"


def test_a_short_stop_only_stops_the_clock(running: Running) -> None:
    """Stopped in good order and away for a minute: nothing is lost, nothing is gained."""
    running.passes(minutes=30, seconds=30)
    running.loop.stop()
    running.jumps(MINUTE)
    again = running.killed().starts()
    assert again.loop.snapshot().next[0].remaining == 29 * MINUTE + 30 * SECOND


def test_what_the_last_moment_brought_is_stored_too(running: Running) -> None:
    """A break that falls due in the instant of the end is in the history."""
    running.passes(minutes=59)
    running.jumps(MINUTE)
    running.loop.stop()
    assert [each.what for each in running.keep.effects] == [What.OPENS]


def test_over_a_restart_of_the_system_the_wall_clock_measures(running: Running) -> None:
    """The steady clock begins anew with the system; ten minutes off were a natural break."""
    running.passes(minutes=30)
    running.clock.steady, running.clock.boot_id = 12_000, "boot-2"
    running.clock.wall += 10 * MINUTE
    again = running.killed().starts()
    assert again.saw(What.NATURAL)[0].reason.span == 10 * MINUTE
    assert again.loop.snapshot().next[0].remaining == HOUR


def test_a_system_without_a_name_is_another_one(running: Running) -> None:
    """Where nothing names the run of the system, steady moments are not trusted."""
    running.clock.boot_id = ""
    running.passes(minutes=30)
    running.clock.steady += 10 * HOUR  # means nothing: it may have begun anew
    again = running.killed().starts()
    assert again.loop.snapshot().next[0].remaining == 30 * MINUTE


def test_a_wall_clock_stepped_back_while_it_was_down_winds_nothing_back(running: Running) -> None:
    """The worst that can be is that the stop took no time at all."""
    running.passes(minutes=30)
    running.clock.steady, running.clock.boot_id = 12_000, "boot-2"
    running.clock.wall -= 3 * HOUR
    again = running.killed().starts()
    assert again.loop.snapshot().next[0].remaining == 30 * MINUTE
    again.passes(minutes=30)
    assert again.open == "stand-up"


def test_steady_time_goes_on_over_any_number_of_restarts(running: Running) -> None:
    """Three runs on three systems: the engine's own time never steps back."""
    seen = []
    for number in range(3):
        running.passes(minutes=10)
        seen.append(running.loop.state.now.steady)
        running.clock.steady, running.clock.boot_id = 1_000 * number, f"boot-{number + 2}"
        running.clock.wall += MINUTE
        running = running.killed().starts()
    assert seen == sorted(seen)
    assert running.loop.snapshot().next[0].remaining == 30 * MINUTE


def _stored() -> dict[str, Any]:
    running = Running(plan()).starts()
    stored: dict[str, Any] = json.loads(running.keep.state)
    return stored


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "null",
        "[]",
        '"state"',
        "{}",
        '{"state": "text", "mark": {}}',
        '{"state": [], "mark": []}',
        "[" * 100_000,
        json.dumps(_stored() | {"mark": None}),
        json.dumps(_stored() | {"mark": {"engine": 1e999, "wall": 1, "boot": "", "steady": 1}}),
        json.dumps(_stored() | {"state": _stored()["state"] | {"version": 99}}),
        json.dumps(_stored() | {"state": _stored()["state"] | {"worked": "long"}}),
        json.dumps(_stored() | {"state": _stored()["state"] | {"clocks": {"x": {}}}}),
    ],
    ids=range(14),
)
def test_a_damaged_state_is_left_and_said(text: str, caplog: pytest.LogCaptureFixture) -> None:
    """Whatever stands there: it starts afresh, and the person is told once."""
    keep = FakeKeep()
    keep.state = text
    running = Running(plan(), keep=keep).starts()
    assert running.loop.snapshot().next[0].remaining == HOUR
    assert caplog.text.count("start afresh") == 1


def test_half_a_mark_of_life_does_not_count(running: Running) -> None:
    """Torn off while it was written: the mark that was stored with the state stands in."""
    running.passes(minutes=30)
    running.keep.line = running.keep.line[:20]
    again = running.killed().starts()
    assert again.loop.snapshot().next[0].remaining == HOUR  # nothing happened since the start
    assert again.loop.state.now.wall == running.clock.wall


def test_an_older_mark_of_life_does_not_count(running: Running) -> None:
    """An answer stores a later moment than the mark: the later one is the last one known."""
    running.passes(minutes=10, seconds=30)
    running.asks("pause")
    running.asks("resume")
    again = running.killed().starts()
    assert again.loop.snapshot().next[0].remaining == HOUR


# --- the alarm -----------------------------------------------------------------------------------


def test_the_alarm_is_set_anew_after_each_event(running: Running) -> None:
    """A fact, a wish, a plan, a look: each may change what comes next."""
    for happens in (
        lambda: running.loop.tell(events.InputStopped(running.loop.now())),
        lambda: running.asks("take"),
        lambda: running.loop.replan(plan(stretch())),
        running.loop.refresh,
        running.loop.clock_jumped,
    ):
        before = running.set
        happens()
        assert running.set > before


def test_while_it_counts_it_marks_each_minute_and_does_nothing_else(running: Running) -> None:
    """One ring a minute, no more, and the mark of life moves on with each."""
    running.passes(minutes=5)
    assert running.rings == [60, 120, 180, 240, 300]
    assert json.loads(running.keep.line)["engine"] == running.loop.state.now.steady


@pytest.mark.parametrize("asleep", ["paused", "away", "off hours"])
def test_while_nothing_counts_nothing_rings(asleep: str) -> None:
    """Paused, away, off hours: the process sleeps, and the next ring is the engine's own, or none.

    Off hours it is the beginning of the next working hours.
    """
    day = {n: (Window(clock_time(9), clock_time(9, 30)),) for n in range(7)}
    running = Running(plan(hours=day)).starts()
    if asleep == "paused":
        running.asks("pause")
    elif asleep == "away":
        running.loop.tell(events.InputStopped(running.loop.now()))
        running.passes(minutes=2)
    else:
        running.passes(minutes=30)
    running.rings.clear()
    running.passes(minutes=20)
    assert [second for second in running.rings if second != 1800] == []


def test_with_a_break_open_the_mark_goes_on(running: Running) -> None:
    """An open break must survive a kill as well: its moments are marked too."""
    running.passes(minutes=60)
    assert running.open == "stand-up"
    running.rings.clear()
    running.passes(minutes=3)
    assert len(running.rings) == 3


@pytest.mark.parametrize(("late", "absent"), [(80, False), (100, True)])
def test_a_very_late_alarm_means_that_all_stood_still(
    running: Running, late: int, absent: bool
) -> None:
    """Over 90 s late, told by nobody: nobody worked meanwhile. A little late: a slow computer."""
    running.passes(minutes=30)
    assert running.alarm is not None
    running.jumps(running.alarm - running.clock.steady + late * SECOND)
    running.loop.ring()
    worked = HOUR - running.loop.snapshot().next[0].remaining
    assert worked == 31 * MINUTE + (0 if absent else late * SECOND)


def test_time_in_system_sleep_is_an_absence(running: Running) -> None:
    """The clock that knows of sleep is believed: an hour asleep was a break."""
    running.passes(minutes=30)
    running.sleeps(minutes=60)
    running.loop.clock_jumped()
    assert running.saw(What.NATURAL)[0].reason.span == HOUR
    assert running.open is None
    assert running.loop.snapshot().presence is Presence.UNKNOWN


def test_a_short_sleep_only_stops_the_clock(running: Running) -> None:
    """One minute asleep is no break of two minutes, but no work either."""
    running.passes(minutes=30)
    running.sleeps(minutes=1)
    running.loop.ring()
    assert running.loop.snapshot().next[0].remaining == 30 * MINUTE


@pytest.mark.parametrize("verb", ["status", "snooze", "take"])
def test_who_asks_first_after_a_sleep_is_not_told_of_work(running: Running, verb: str) -> None:
    """A menu may be quicker than the kernel's word: the sleep is noticed all the same."""
    running.loop.answers["status"] = lambda _request: Response(str(running.loop.refresh()))
    running.passes(minutes=30)
    running.sleeps(minutes=60)
    running.asks(verb)
    assert running.saw(What.NATURAL)
    assert [each for each in running.saw(What.OPENS) if each.reason.kind is Why.WORKED] == []


def test_a_stop_after_a_sleep_does_not_count_it(running: Running) -> None:
    """Ended right after waking up: what is stored holds no work in the sleep."""
    running.passes(minutes=30)
    running.sleeps(minutes=60)
    running.loop.stop()
    assert running.saw(What.NATURAL)
    assert running.saw(What.OPENS) == []


@pytest.mark.parametrize("hours", [-3, 3])
def test_a_wall_clock_that_jumps_moves_no_interval(running: Running, hours: int) -> None:
    """Set by hand or by the network: the break comes when it came before (law 1)."""
    running.passes(minutes=30)
    running.clock.wall += hours * HOUR
    running.loop.clock_jumped()
    assert running.loop.snapshot().next[0].remaining == 30 * MINUTE
    running.passes(minutes=30)
    assert running.open == "stand-up"


def test_a_wall_clock_that_jumps_is_looked_at_for_hours() -> None:
    """Past the end of the working hours, they end at once."""
    day = {n: (Window(clock_time(9), clock_time(17)),) for n in range(7)}
    running = Running(plan(hours=day)).starts()
    running.clock.wall += 10 * HOUR
    running.loop.clock_jumped()
    assert running.saw(What.HOURS_END)


def test_law_25_the_real_alarm_with_a_fast_plan_does_not_spin() -> None:
    """On the real alarm, breaks a second apart: each comes, and the rings stay few."""
    quick = stand_up(every=SECOND, lasts=0)
    with Reactor() as reactor:
        rung: list[bool] = []
        begun = time.monotonic()

        class RealClock(FakeClock):
            def now(self) -> Moment:
                passed = round((time.monotonic() - begun) * 20_000)  # twenty times as fast
                return Moment(passed, NINE + passed)

        clock = RealClock()

        def ring() -> None:
            rung.append(True)
            loop.ring()
            view = loop.snapshot().open
            if view is not None:
                loop.tell(events.Done(loop.now(), view.serial))

        alarm = Alarm(reactor, ring, lambda: clock.now().steady // 20)
        loop = Loop(
            clock,
            FakeKeep(),
            plan(quick, give_up_after=HOUR),
            lambda ms: alarm.set(None if ms is None else ms // 20 + 1),
            presence=Input.FLOWING,
        )
        alarm.start()
        loop.start()
        assert turn_until(reactor, lambda: loop.snapshot().tally.done >= 5)
        assert len(rung) <= 3 * loop.snapshot().tally.done
        alarm.stop()


# --- storing and showing -------------------------------------------------------------------------


class Strict(FakeKeep):
    """A store that remembers how it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.durable: list[bool] = []
        self.tallies = 0

    def commit(self, state: str, effects: Sequence[Effect] = (), *, durable: bool = True) -> None:
        """Remember whether it had to be durable."""
        self.durable.append(durable)
        super().commit(state, effects, durable=durable)

    def tally(self, since: int) -> Tally:
        """Count the questions."""
        self.tallies += 1
        return super().tally(since)


def test_an_answer_is_on_the_disk_before_it_is_confirmed() -> None:
    """What a person says is stored durably; what the engine decides by itself is not worth that."""
    keep = Strict()
    running = Running(plan(), keep=keep).starts()
    running.passes(minutes=60)
    assert keep.durable[-1:] == [False]
    running.asks("done")
    assert keep.durable[-1:] == [True]
    running.loop.replan(plan(stretch()))
    assert keep.durable[-1:] == [True]


def test_the_tally_is_asked_for_only_when_it_changed() -> None:
    """A thousand looks, one question; an outcome, one more; so does the next working day."""
    keep = Strict()
    running = Running(plan(tip(every=10 * MINUTE), stand_up()), keep=keep).starts()
    running.passes(minutes=59)
    for _ in range(1000):
        running.loop.refresh()
    assert keep.tallies == 1
    running.passes(minutes=1)
    running.asks("done")
    assert running.loop.snapshot().tally.done == 1
    assert keep.tallies == 2
    running.asks("pause")
    running.passes(minutes=24 * 60)
    assert running.loop.refresh().tally == Tally()
    assert keep.tallies == 3


def test_a_view_that_raises_stops_no_other(
    running: Running, caplog: pytest.LogCaptureFixture
) -> None:
    """The fault is logged; the views after it draw, the alarm is set, the loop goes on."""

    def broken(_snapshot: Snapshot, _effects: Sequence[Effect]) -> None:
        raise OSError("the panel is gone")

    running.loop.shows.insert(0, broken)
    seen, was_set = len(running.seen), running.set
    running.loop.refresh()
    assert (len(running.seen), running.set) == (seen + 1, was_set + 1)
    assert "the panel is gone" in caplog.text


def test_troubles_are_in_the_snapshot(running: Running) -> None:
    """What does not work, the store included, is in every view, with its cure."""
    running.loop.troubles["tray"] = Unavailable("No tray.", "Add one.")
    running.keep.trouble = Unavailable("No disk.")
    assert running.loop.snapshot().troubles == ("No tray. Add one.", "No disk.")


# --- what a person asks --------------------------------------------------------------------------


def test_the_answers_of_others_come_first(running: Running) -> None:
    """A verb that is not the engine's goes to whoever registered for it."""
    running.loop.answers["status"] = lambda request: Response(f"{request.verb} from outside")
    assert running.asks("status").text == "status from outside"


def test_an_unknown_verb_is_wrong_usage(running: Running) -> None:
    """Nobody serves it: said, with the exit code for wrong usage."""
    answer = running.asks("dance")
    assert (answer.code, answer.text) == (2, "There is no dance.")


def test_a_break_due_at_this_very_moment_can_be_answered(running: Running) -> None:
    """The command is quicker than the alarm: the break is there all the same."""
    running.passes(minutes=59)
    running.jumps(MINUTE)
    assert running.asks("done").code == 0
    assert [each.what for each in running.effects] == [What.OPENS, What.DONE]


@pytest.mark.parametrize(
    ("verb", "args", "said"),
    [
        ("done", {}, What.DONE),
        ("short", {}, What.DONE),
        ("skip", {}, What.SKIPPED),
        ("snooze", {}, What.SNOOZED),
        ("snooze", {"for_": "7m"}, What.SNOOZED),
        ("another", {}, None),
        ("take", {}, None),
        ("take", {"reminder": "stretch"}, None),
        ("tip", {}, What.TIP),
        ("tip", {"topic": "posture"}, What.TIP),
        ("pause", {}, What.PAUSED),
        ("pause", {"for_": "1h"}, What.PAUSED),
        ("pause", {"until": "14:00"}, What.PAUSED),
        ("pause", {"until": "tomorrow"}, What.PAUSED),
        ("done-for-today", {}, What.PAUSED),
    ],
)
def test_every_verb_of_the_engine_does_what_it_says(
    verb: str, args: dict[str, str | int], said: What | None
) -> None:
    """With a stretch open, each verb works, leaves exit code 0, and says something."""
    running = Running(plan(stretch())).starts()
    running.asks("take")
    running.effects.clear()
    answer = running.asks(verb, **args)
    assert (answer.code, bool(answer.text)) == (0, True)
    if said is not None:
        assert running.saw(said)


def test_a_pause_can_be_resumed(running: Running) -> None:
    """Resume starts a fair interval; a second one finds nothing to do."""
    running.passes(minutes=30)
    running.asks("pause")
    assert running.asks("resume").code == 0
    assert running.loop.snapshot().next[0].remaining == HOUR
    assert running.asks("resume").code == 4


@pytest.mark.parametrize("verb", ["done", "short", "skip", "snooze", "another"])
def test_with_nothing_open_there_is_nothing_to_answer(running: Running, verb: str) -> None:
    """Exit code 4, and a plain sentence."""
    answer = running.asks(verb)
    assert (answer.code, answer.text) == (4, "No break is open.")


def test_a_changed_plan_counts_at_once(running: Running) -> None:
    """Law 24: lowered below what has passed, it is due now."""
    running.passes(minutes=30)
    running.loop.replan(replace(plan(stand_up(every=20 * MINUTE))))
    assert running.open == "stand-up"


def test_a_program_without_a_store_runs_all_the_same() -> None:
    """Where no folder can be used the day goes on in memory, and today's count is right."""
    running = Running(plan(), keep=Forgetful()).starts()
    running.passes(minutes=60)
    running.asks("done")
    assert running.loop.snapshot().tally == Tally(done=1)
