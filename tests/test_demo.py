"""The demo's parts: time that runs at a rate of its own, and a person who plays a day."""

from __future__ import annotations

import pytest

from posture_break.adapters.clock import SystemZone
from posture_break.adapters.forgetful import Forgetful
from posture_break.config import parse
from posture_break.content.load import load_catalogue
from posture_break.core.model import What
from posture_break.demo import DAY, FAST, Play, Warped
from posture_break.durations import HOUR
from posture_break.guide import Guide
from posture_break.plan import plan_from
from tests.running import Running
from tests.snapshots import wall

GUIDE = Guide(load_catalogue())


class Watch:
    """The real clock, as a test moves it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.seconds = 100.0
        monkeypatch.setattr("time.monotonic", lambda: self.seconds)


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    """Give the real clock to a test."""
    return Watch(monkeypatch)


def test_played_time_runs_at_its_own_rate(watch: Watch) -> None:
    """Both clocks together; a change of the rate changes what comes, not what was."""
    clock = Warped(wall("09:00"))
    watch.seconds += 1
    assert clock.now().steady == FAST * 1000
    clock.run_at(1)
    watch.seconds += 5
    assert clock.now().steady == FAST * 1000 + 5000
    assert clock.now().wall - wall("09:00") == clock.now().steady


def test_played_time_is_nobodys_history() -> None:
    """It knows no sleep and no run of the system."""
    clock = Warped(0)
    assert (clock.slept(), clock.boot()) == (0, "")


def test_a_whole_day_is_played(watch: Watch, capsys: pytest.CaptureFixture[str]) -> None:
    """In about a minute: breaks come and are answered, a call holds one back, the day ends.

    It runs through the real loop; only the waiting is left out.
    """
    zone = SystemZone()
    clock = Warped(wall("09:00"))
    settings = parse(DAY)
    play = Play(clock, settings, zone, GUIDE)
    ended: list[float] = []
    plan = plan_from(settings, GUIDE.exercises(), GUIDE.tips())
    running = Running(plan, keep=Forgetful(), unexplained=24 * HOUR)
    running.loop._clock = clock
    waits: list[float] = []
    running.loop._set_alarm = lambda ms: waits.append(0 if ms is None else play.pace(ms))
    play.enter(running.loop, lambda: ended.append(watch.seconds))
    running.starts()
    while not ended:
        assert waits, "the demo fell asleep"
        assert watch.seconds < 300, "the demo does not end"
        watch.seconds += waits[-1] / 1000
        waits.clear()
        running.loop.ring()
    assert 20 < ended[0] - 100 < 90
    assert len(ended) == 1
    tally = running.loop.snapshot().tally
    assert tally.done >= 5
    assert tally.missed == 0
    assert running.saw(What.BUSY)
    assert running.saw(What.FREE)
    said = capsys.readouterr().out
    assert "Stand-up opens" in said
    assert said.count("The day is over") == 1


def test_the_play_goes_on_when_nobody_reads(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    """With `demo | head` breaks are still met and answered, and the day ends."""

    def nobody_reads(*_words: object, **_more: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr("builtins.print", nobody_reads)
    clock = Warped(wall("16:59"))
    settings = parse(DAY)
    play = Play(clock, settings, SystemZone(), GUIDE)
    plan = plan_from(settings, GUIDE.exercises(), GUIDE.tips())
    running = Running(plan, keep=Forgetful(), unexplained=24 * HOUR)
    running.loop._clock = clock
    ended: list[float] = []
    play.enter(running.loop, lambda: ended.append(watch.seconds))
    running.starts()
    watch.seconds += 1
    running.loop.ring()
    assert ended
