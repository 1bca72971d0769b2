"""`posture-break simulate`: the formats of docs, the answers, the events and their faults."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Iterator
from contextlib import redirect_stdout
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posture_break.core.model import What
from posture_break.core.simulate import Answering, Simulation
from posture_break.durations import HOUR, MINUTE
from posture_break.simulate_command import Wanted, run
from tests.desk import Desk, plan, stand_up, stretch, tip

STAND_UP = '[reminders.stand-up]\nevery = "60m"\nlasts = "2m"\n'
TIP = '[reminders.hint]\nkind = "tip"\nevery = "25m"\n'
WORK_DAY = '[day]\nhours = ["09:00-17:00"]\ndays = ["mon", "tue", "wed", "thu", "fri"]\n'

Lines = list[dict[str, Any]]


@pytest.fixture(autouse=True)
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the system be in Berlin."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


class Simulator:
    """Runs the command on a config and events, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.config = folder / "config.toml"
        self.events = folder / "events.jsonl"

    def run(
        self, events: list[dict[str, Any]] | str = "", config: str = STAND_UP, **wanted: Any
    ) -> tuple[int, str]:
        """Return the exit code and what was printed."""
        text = events if isinstance(events, str) else "\n".join(map(json.dumps, events))
        self.config.write_text(config, "utf-8")
        self.events.write_text(text, "utf-8")
        usual = {"begin": "2026-03-02T09:00", "until": "17:00", "as_json": True}
        asked = Wanted(events=str(self.events), **{**usual, **wanted})
        printed = io.StringIO()
        with redirect_stdout(printed):
            code = run(asked, self.config, None)
        return code, printed.getvalue()

    def lines(self, *args: Any, **wanted: Any) -> Lines:
        """Return the JSON lines of a run that goes well."""
        code, printed = self.run(*args, **wanted)
        assert code == 0
        return [json.loads(line) for line in printed.splitlines()]


@pytest.fixture
def simulator(tmp_path: Path) -> Simulator:
    """Return a simulator."""
    return Simulator(tmp_path)


def times(lines: Lines, what: str) -> list[str]:
    """Return the local times of day of one kind of line."""
    return [
        datetime.fromisoformat(e["at"]).strftime("%H:%M:%S") for e in lines if e["what"] == what
    ]


def test_a_line_has_time_with_offset_what_reminder_and_why(simulator: Simulator) -> None:
    """The four that every line has, and nothing that says nothing."""
    first, second = simulator.lines(until="10:02")
    assert first["at"] == "2026-03-02T10:00:00+01:00"
    assert (first["what"], first["reminder"]) == ("opens", "stand-up")
    assert first["why"] == "1 h at work since 09:00"
    assert second.keys() == {"at", "what", "reminder", "why", "took"}
    assert (second["what"], second["took"]) == ("done", 120)


def test_details_stand_in_keys_of_their_own(simulator: Simulator) -> None:
    """Exercise and tip of a break, presence, and the end of a snooze or a pause."""
    config = STAND_UP + 'exercise = true\ntips = ["posture"]\n'
    happenings = [
        {"at": "10:01", "do": "snooze", "for": "10m"},
        {"at": "10:05", "do": "lock"},
        {"at": "10:06", "do": "pause", "for": "1h"},
    ]
    lines = {line["what"]: line for line in simulator.lines(happenings, config)}
    assert lines["opens"]["exercise"]
    assert lines["opens"]["tip"]
    assert lines["snoozed"]["until"] == "2026-03-02T10:11:00+01:00"
    assert lines["presence"]["is"] == "away"
    assert lines["paused"]["until"] == "2026-03-02T11:06:00+01:00"


def test_every_kind_of_line_can_be_reached(simulator: Simulator) -> None:
    """One long day brings them all, and no other."""
    config = (
        WORK_DAY.replace("[day]", '[day]\nlimit = "1h"')
        + STAND_UP
        + 'notice = "30s"\nsnoozes = 1\nexercise = true\n'
        + TIP
    )
    happenings: list[dict[str, Any]] = [
        {"at": "10:00:30", "do": "snooze"},
        {"at": "10:05:40", "do": "snooze"},  # one too many
        {"at": "10:06", "do": "skip"},
        {"at": "10:50", "do": "busy", "why": "call"},
        {"at": "11:20", "do": "free"},  # owed, then opens; nobody answers: missed
        {"at": "12:00", "do": "away"},
        {"at": "12:30", "do": "back"},
        {"at": "13:00", "do": "take", "reminder": "stand-up"},
        {"at": "13:00", "do": "another"},
        {"at": "13:00", "do": "left", "exercise": "march", "step": 2, "of": 6, "side": "left"},
        {"at": "13:01", "do": "done"},
        {"at": "13:10", "do": "take"},
        {"at": "13:11", "do": "pause", "for": "30m"},  # withdrawn
        {"at": "13:50", "do": "pause"},
        {"at": "13:55", "do": "resume"},
        {"at": "14:00", "do": "felt", "exercise": "chin-tuck", "change": "worse"},
        {"at": "14:00", "do": "felt", "exercise": "march", "effort": "right"},
        {"at": "14:00", "do": "felt", "exercise": "chin-tuck", "change": "worse"},
        {"at": "14:01", "do": "flare"},
        {"at": "14:02", "do": "set-up", "places": "desk", "avoid": "wrists", "demand": "1"},
        {"at": "14:03", "do": "carrying"},
        {"at": "14:04", "do": "quiet-cards", "value": "on"},
        {"at": "14:05", "do": "hide", "exercise": "plank"},
    ]
    wanted = {"begin": "2026-03-02T08:00", "until": "18:00", "answer": "none"}
    lines = simulator.lines(happenings, config, **wanted)
    assert {line["what"] for line in lines} == {what.value for what in What}
    assert all(line["why"] for line in lines)


def test_done_by_itself_comes_once_the_break_had_its_length(simulator: Simulator) -> None:
    """The default person does every break."""
    lines = simulator.lines(until="12:10")
    assert times(lines, "done") == ["10:02:00", "11:04:00", "12:06:00"]


def test_skip_by_itself_comes_after_ten_seconds(simulator: Simulator) -> None:
    """And the next one a full interval later."""
    lines = simulator.lines(until="11:10", answer="skip")
    assert times(lines, "skipped") == ["10:00:10", "11:00:20"]
    assert times(lines, "opens") == ["10:00:00", "11:00:10"]


def test_without_answers_law_15_decides(simulator: Simulator) -> None:
    """Missed after ten minutes."""
    assert times(simulator.lines(until="10:30", answer="none"), "missed") == ["10:10:00"]


@pytest.mark.parametrize("answer", ["done", "skip", "none"])
def test_an_answer_in_the_events_comes_first(simulator: Simulator, answer: str) -> None:
    """Whatever the person would do by themselves."""
    happenings = [{"at": "10:00:05", "do": "short"}]
    lines = simulator.lines(happenings, until="10:30", answer=answer)
    (done,) = [line for line in lines if line["what"] == "done"]
    assert (times(lines, "done"), done["short"]) == (["10:00:05"], True)


def test_an_answer_at_the_very_moment_of_the_break_finds_it_open(simulator: Simulator) -> None:
    """What falls due at that moment is there to be answered."""
    lines = simulator.lines([{"at": "10:00", "do": "skip"}], until="10:30")
    assert [line["what"] for line in lines] == ["opens", "skipped"]


def test_nobody_answers_while_away(simulator: Simulator) -> None:
    """The person who left did not click: the break is natural."""
    lines = simulator.lines([{"at": "10:00:30", "do": "away"}], until="10:30")
    assert times(lines, "natural") == ["10:02:30"]
    assert not times(lines, "done")


def test_event_times_are_undisturbed_and_output_shows_the_wall(simulator: Simulator) -> None:
    """After a jump of an hour back the break still comes after its hour of work."""
    happenings = [
        {"at": "09:30", "do": "clock", "shift": "-1h"},
        {"at": "10:01", "do": "skip"},
    ]
    lines = simulator.lines(happenings, until="10:30")
    assert times(lines, "opens") == ["09:00:00"]
    assert times(lines, "skipped") == ["09:01:00"]


def test_a_config_event_is_the_whole_new_file(simulator: Simulator) -> None:
    """Reminders of the old one are gone."""
    new = '[reminders.walk]\nevery = "30m"\nlasts = "5m"\n'
    lines = simulator.lines([{"at": "09:20", "do": "config", "toml": new}], until="10:30")
    assert {line["reminder"] for line in lines} == {"walk"}
    assert times(lines, "opens") == ["09:50:00", "10:25:00"]


def test_a_kill_and_a_start_are_an_absence(simulator: Simulator) -> None:
    """Long enough it was a break; what goes on in the world is told again."""
    happenings = [
        {"at": "09:40", "do": "busy", "why": "call"},
        {"at": "09:50", "do": "kill"},
        {"at": "09:55", "do": "done"},  # nobody hears it
        {"at": "10:20", "do": "start"},
    ]
    lines = simulator.lines(happenings, until="11:30")
    assert times(lines, "natural") == ["10:20:00"]
    assert times(lines, "busy") == ["09:40:00", "10:20:00"]
    assert times(lines, "owed") == ["11:20:00"]
    assert not times(lines, "refused")


def test_a_start_without_a_kill_changes_nothing(simulator: Simulator) -> None:
    """One instance."""
    happenings = [{"at": "09:40", "do": "start"}]
    assert simulator.lines(happenings) == simulator.lines([])


def test_a_start_finds_nobody_there(simulator: Simulator) -> None:
    """Killed while away: the absence goes on, one and the same."""
    happenings = [
        {"at": "09:30", "do": "away"},
        {"at": "09:40", "do": "kill"},
        {"at": "09:45", "do": "start"},
        {"at": "09:50", "do": "back"},
    ]
    lines = simulator.lines(happenings, until="10:00")
    assert times(lines, "natural") == ["09:50:02"]


def test_no_from_is_the_start_of_working_hours_and_no_until_their_end(
    simulator: Simulator,
) -> None:
    """A day at the desk, whatever today is."""
    config = '[day]\nhours = ["09:00-12:00", "13:00-17:00"]\n' + STAND_UP
    lines = simulator.lines("", config, begin=None, until=None)
    assert times(lines, "opens")[0] == "10:00:00"
    assert times(lines, "hours-end") == ["12:00:00", "17:00:00"]


def test_no_hours_is_a_day_of_24(simulator: Simulator) -> None:
    """Midnight to midnight."""
    lines = simulator.lines(begin=None, until=None)
    assert (times(lines, "opens")[0], times(lines, "opens")[-1]) == ("01:00:00", "23:44:00")


def test_the_same_seed_is_the_same_day_and_another_is_not(simulator: Simulator) -> None:
    """Tips and exercises follow from the seed alone."""
    config = STAND_UP + 'exercise = true\ntips = ["posture", "lifting"]\n' + TIP
    runs = [simulator.run("", config, until="23:00", seed=seed) for seed in (7, 7, 8)]
    assert runs[0] == runs[1]
    assert runs[0] != runs[2]


FAULTS = {
    "no json": ("nonsense", "not JSON"),
    "no object": ("[1]", "expected an object"),
    "no such thing": ('{"at": "10:00", "do": "dance"}', "expected one of"),
    "no time": ('{"do": "away"}', "expected a local time"),
    "no such time": ('{"at": "25:00", "do": "away"}', "expected a local time"),
    "a field too many": ('{"at": "10:00", "do": "away", "for": "5m"}', 'has no "for"'),
    "a bare number": ('{"at": "10:00", "do": "snooze", "for": "5"}', "a bare number is unclear"),
    "no text": ('{"at": "10:00", "do": "snooze", "for": 5}', "must be text"),
    "nothing long": ('{"at": "10:00", "do": "pause", "for": "0s"}', "longer than nothing"),
    "both": ('{"at": "10:00", "do": "pause", "for": "5m", "until": "12:00"}', "not both"),
    "no such until": ('{"at": "10:00", "do": "pause", "until": "noon"}', "expected a time"),
    "no shift": ('{"at": "10:00", "do": "clock"}', "is no duration"),
    "before the last": ('{"at": "09:10", "do": "away"}', "lies before"),
    "a bad config": ('{"at": "10:00", "do": "config", "toml": "evry = 1"}', "evry"),
    "no such year": ('{"at": "10:00", "do": "pause", "until": "9999-12-31T23:59"}', "expected"),
    "no such day": ('{"at": "0001-01-01T00:00", "do": "away"}', "expected"),
    "deep": ("[" * 100_000, ""),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_names_file_line_and_what_was_expected(
    simulator: Simulator, capsys: pytest.CaptureFixture[str], fault: str
) -> None:
    """Nothing is printed but that; the exit code is 2."""
    line, said = FAULTS[fault]
    good = '{"at": "09:30", "do": "lock"}\n\n'  # an empty line counts, too
    code, printed = simulator.run(good + line)
    error = capsys.readouterr().err
    assert (code, printed) == (2, "")
    assert f"{simulator.events}:3: " in error
    assert said in error
    assert "Traceback" not in error


def test_an_event_before_from_is_a_fault(
    simulator: Simulator, capsys: pytest.CaptureFixture[str]
) -> None:
    """It could not happen."""
    code, _printed = simulator.run('{"at": "08:00", "do": "lock"}')
    assert code == 2
    assert ":1: " in capsys.readouterr().err


def test_events_that_are_not_text_are_a_fault(
    simulator: Simulator, capsys: pytest.CaptureFixture[str]
) -> None:
    """Said in a sentence."""
    simulator.config.write_text(STAND_UP)
    simulator.events.write_bytes(b"\xff\xfe")
    wanted = Wanted(begin="2026-03-02T09:00", events=str(simulator.events))
    assert run(wanted, simulator.config, None) == 2
    assert "not UTF-8" in capsys.readouterr().err


def test_until_before_from_is_a_fault(
    simulator: Simulator, capsys: pytest.CaptureFixture[str]
) -> None:
    """Time has one direction."""
    assert simulator.run(until="08:00")[0] == 2
    assert "--until" in capsys.readouterr().err


def test_the_timeline_for_people_has_days_and_a_sum(simulator: Simulator) -> None:
    """The other face of the same run."""
    code, printed = simulator.run(until="2026-03-03T12:00", as_json=False)
    assert code == 0
    assert "Monday, 2026-03-02" in printed
    assert "Tuesday, 2026-03-03" in printed
    assert "10:00 " in printed
    assert "breaks opened" in printed.splitlines()[-1]


def test_simulate_leaves_the_persons_files_alone(
    simulator: Simulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It reads the config and the events, and writes nothing."""
    homes = {
        each: tmp_path / each for each in ("XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")
    }
    for name, folder in homes.items():
        monkeypatch.setenv(name, str(folder))
    simulator.lines()
    assert not any(folder.exists() for folder in homes.values())


DOING = st.sampled_from(
    [
        {"do": "away"},
        {"do": "back"},
        {"do": "unknown"},
        {"do": "lock"},
        {"do": "unlock"},
        {"do": "sleep"},
        {"do": "wake"},
        {"do": "busy", "why": "call"},
        {"do": "free"},
        {"do": "typing"},
        {"do": "typing-stops"},
        {"do": "done"},
        {"do": "skip"},
        {"do": "short"},
        {"do": "snooze"},
        {"do": "snooze", "for": "20m"},
        {"do": "take"},
        {"do": "take", "reminder": "nobody"},
        {"do": "pause", "for": "40m"},
        {"do": "pause", "until": "12:00"},
        {"do": "resume"},
        {"do": "done-for-today"},
        {"do": "config", "toml": TIP + WORK_DAY},
        {"do": "config", "toml": STAND_UP + 'notice = "1m"\n'},
        {"do": "kill"},
        {"do": "start"},
    ]
)


@given(
    st.lists(st.tuples(DOING, st.integers(0, 7 * 3600)), max_size=12), st.sampled_from(Answering)
)
@settings(max_examples=60, deadline=None, derandomize=True, database=None)
def test_any_events_give_lines_in_order_of_time(
    tmp_path_factory: pytest.TempPathFactory,
    happenings: list[tuple[dict[str, str], int]],
    answering: Answering,
) -> None:
    """Within the time asked for, and never two breaks open at once."""
    happenings.sort(key=lambda each: each[1])
    stamped = [
        {"at": f"{9 + at // 3600:02}:{at % 3600 // 60:02}:{at % 60:02}", **doing}
        for doing, at in happenings
    ]
    simulator = Simulator(tmp_path_factory.mktemp("day"))
    lines = simulator.lines(stamped, STAND_UP + WORK_DAY, answer=answering.value)
    moments = [datetime.fromisoformat(line["at"]) for line in lines]
    assert moments == sorted(moments)
    assert all(9 <= moment.hour <= 17 for moment in moments)
    is_open = False
    for line in lines:
        if line["what"] == "opens":
            assert not is_open
            is_open = True
        elif line["what"] in {"snoozed", "withdrawn"} or "took" in line:
            is_open = False


def test_a_simulation_is_the_same_engine_as_a_day_at_the_desk() -> None:
    """What simulate says is what the desk would see."""
    reminders = (stand_up(), stretch(), tip())
    desk = Desk(plan(*reminders))
    simulation = Simulation(
        plan(*reminders), desk.wall, desk.wall + 5 * HOUR, answering=Answering.NONE
    )
    desk.works(minutes=5 * HOUR / MINUTE)
    assert list(simulation.run()) == desk.effects
