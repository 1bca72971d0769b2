"""``status`` and ``why`` tell people and scripts the same as every other view."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime

import pytest

from posture_break.core.model import Kind, Presence, Reason, Why
from posture_break.core.snapshot import NextView, PrescribedView, Snapshot, Tally
from posture_break.durations import HOUR, MINUTE
from posture_break.telling import status_data, status_text, what_lasts, why_text
from posture_break.ui.menu import status_line
from tests.snapshots import NOW, away, held, idle, off_hours, opened, paused, waiting, wall

EVERY = [waiting(), opened(), paused(), paused(None), held(), off_hours(), away(), idle()]


def due(reminder: str = "stand-up", minutes: int = 5, **changes: object) -> NextView:
    """Return a reminder that comes in a while."""
    reason = Reason(Why.WORKED, span=55 * MINUTE, since=wall("09:05"))
    view = NextView(
        reminder, Kind.BREAK, NOW + minutes * MINUTE, minutes * MINUTE, HOUR, reason
    )  # fmt: skip
    return replace(view, **changes)  # type: ignore[arg-type] # any field


@pytest.mark.parametrize("snapshot", EVERY)
def test_status_begins_with_the_line_of_the_menu(snapshot: Snapshot) -> None:
    """Terminal, tooltip and menu say the same of the same moment."""
    assert status_text(snapshot).splitlines()[0] == status_line(snapshot)


def test_status_tells_what_comes_and_what_was() -> None:
    """Each reminder on a line, then presence, then today's outcomes."""
    snapshot = replace(
        waiting(),
        next=(due(), due("stretch", 35)),
        tally=Tally(done=3, natural=1),
        worked_today=2 * HOUR,
    )
    assert status_text(snapshot).splitlines() == [
        "Stand-up in 5 min",
        "  Stand-up: 10:05, in 5 min",
        "  Stretch: 10:35, in 35 min",
        "You are at the desk",
        "Today: 3 done, 1 by being away; 2 h at work",
    ]


def test_status_tells_how_to_answer_the_open_break() -> None:
    """And only while one is open."""
    assert "posture-break done, short, snooze or skip" in status_text(opened())
    assert "posture-break done" not in status_text(waiting())


@pytest.mark.parametrize(
    ("view", "line"),
    [
        (due(owed=True, reason=Reason(Why.TYPING)), "due, waiting for a gap in your typing"),
        (due(due=None, reason=Reason(Why.AWAY, since=wall("09:51"))), "away since 09:51"),
        (due(minutes=24 * 60), "tomorrow 10:00, in 24 h"),
    ],
)
def test_a_reminder_that_waits_says_for_what(view: NextView, line: str) -> None:
    """Owed, standing still, or tomorrow: never a countdown that is none."""
    assert f"  Stand-up: {line}" in status_text(replace(waiting(), next=(view,))).splitlines()


@pytest.mark.parametrize(
    ("presence", "busy", "said"),
    [
        (Presence.AWAY, None, "You are away"),
        (Presence.UNKNOWN, None, "Presence: unknown, nothing here can tell"),
        (Presence.ACTIVE, "full-screen", "You are at the desk; full screen since 09:42"),
    ],
)
def test_status_tells_presence_and_busy(presence: Presence, busy: str | None, said: str) -> None:
    """Also that nothing can tell."""
    snapshot = replace(waiting(), presence=presence, busy=busy, busy_since=wall("09:42"))
    assert said in status_text(snapshot)


def test_status_tells_troubles_with_their_cure() -> None:
    """Where somebody looks who wonders why nothing comes."""
    assert "Trouble: No tray. Add one." in status_text(
        replace(waiting(), troubles=("No tray. Add one.",))
    )


def test_why_is_one_sentence_for_each_reminder() -> None:
    """When it comes, and why then."""
    snapshot = replace(opened(), next=(due(),))
    assert why_text(snapshot).splitlines() == [
        "Stretch: 09:58: open, 0 s at work",
        "Stand-up: 10:05: 55 min at work since 09:05",
    ]


def test_why_of_one_reminder_leaves_the_others_out() -> None:
    """Of one that nobody has, there is nothing to say."""
    snapshot = replace(waiting(), next=(due(), due("stretch", 35)))
    assert why_text(snapshot, "stretch").startswith("Stretch: 10:35")
    assert why_text(snapshot, "yoga") == ""
    assert why_text(opened(), "stretch").startswith("Stretch: 09:58: open")


@pytest.mark.parametrize("snapshot", EVERY)
def test_scripts_get_json_of_one_shape(snapshot: Snapshot) -> None:
    """Whatever goes on, the keys are the same, and JSON can hold all values."""
    data = json.loads(json.dumps(status_data(snapshot)))
    assert data.keys() == status_data(waiting()).keys()
    assert datetime.fromisoformat(data["now"]).timestamp() * 1000 == NOW
    assert data["v"] == 1


def test_scripts_get_moments_and_seconds() -> None:
    """ISO with offset, and whole seconds, as in all our JSON."""
    snapshot = replace(opened(), next=(due(),), worked_today=HOUR, tally=Tally(1, 2, 3, 4))
    data = status_data(snapshot)
    assert data["open"]["reminder"] == "stretch"
    assert data["open"]["lasts"] == 240
    assert datetime.fromisoformat(data["open"]["opened"]).utcoffset() is not None
    assert data["next"][0]["remaining"] == 300
    assert data["next"][0]["why"] == "55 min at work since 09:05"
    assert data["worked_today"] == 3600
    assert data["today"] == {"done": 1, "skipped": 2, "missed": 3, "natural": 4}


def test_a_tip_is_a_tip_in_the_json() -> None:
    """So that a status bar can leave it out."""
    snapshot = replace(waiting(), next=(due(kind=Kind.TIP),))
    assert status_data(snapshot)["next"][0]["kind"] == "tip"


def test_time_that_passes_is_no_change_for_those_who_follow() -> None:
    """A bar gets a line when something changed, and each minute for the countdown; not oftener."""
    now = waiting()
    seconds = replace(now, now=now.now + 1000, worked_today=now.worked_today + 1000)
    assert what_lasts(status_data(seconds)) == what_lasts(status_data(now))
    assert what_lasts(status_data(opened())) != what_lasts(status_data(now))


OWN = replace(
    waiting(),
    prescribed=(
        PrescribedView("bird-dog", "bird-dog", 1, 2),
        PrescribedView("plank", "plank", 0, 1, held=Reason(Why.PRESCRIPTION_HELD, "plank")),
    ),
    flare_day=3,
    carrying=True,
    quiet_cards=True,
    hidden=("superman", "plank"),
)


def test_status_tells_what_goes_for_this_person() -> None:
    """Prescriptions with their tally, gentle days, carrying, quiet cards, what was left out."""
    assert status_text(OWN).splitlines()[-6:] == [
        "Prescribed: Bird dog: 1 of 2 today",
        "Prescribed: Plank: 0 of 1 today, the rest waits",
        "Gentle days: day 3; when it is better: posture-break better",
        "You carry things today: more tips are about lifting",
        "Quiet cards: breaks come as notifications, seated; posture-break quiet-cards off",
        "Left out by you: superman, plank; to have one back: posture-break unhide NAME",
    ]


def test_status_says_nothing_of_what_is_not_so() -> None:
    """A person with none of it has no lines about it."""
    said = status_text(waiting())
    for word in ("Prescribed", "Gentle", "carry", "Quiet", "Left out"):
        assert word not in said


def test_the_values_for_scripts_have_the_same() -> None:
    """As JSON: the prescriptions one by one."""
    data = json.loads(json.dumps(status_data(OWN)))
    assert data["prescriptions"][0] == {
        "name": "bird-dog", "exercise": "bird-dog", "done": 1, "of": 2, "waits": None,
    }  # fmt: skip
    assert "gentle days" in data["prescriptions"][1]["waits"]
    named = ("gentle_day", "carrying", "quiet_cards", "left_out")
    assert [data[each] for each in named] == [3, True, True, ["superman", "plank"]]
    plain = status_data(waiting())
    assert [plain[each] for each in named] == [None, False, False, []]


def test_an_open_break_says_why_this_exercise() -> None:
    """To scripts, and whether it came quietly."""
    view = opened().open
    assert view is not None
    calm = replace(view, exercise="neck-tilt", pick=Reason(Why.SEATED_IN_QUIET), calm=True)
    data = status_data(replace(opened(), open=calm))["open"]
    assert (data["quiet"], data["why_exercise"]) == (
        True, "seated and silent, so that it disturbs nothing",
    )  # fmt: skip
