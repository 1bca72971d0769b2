"""What the random day chooses from: reminders, plans, spans, places."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from posture_break.core.model import (
    ExerciseChoice,
    Kind,
    PrescribedChoice,
    Reminder,
    TipChoice,
    Window,
    Wishes,
)
from posture_break.durations import HOUR, MINUTE, SECOND
from tests.desk import BERLIN, OFFICE, stand_up, stretch, tip

LUNCH = dict.fromkeys(range(5), (Window(time(9), time(12, 30)), Window(time(13, 15), time(17, 30))))
NIGHT = {0: (Window(time(22), time(6)),), 4: (Window(time(22), time(6)),)}
ZONES = (BERLIN, ZoneInfo("America/New_York"), ZoneInfo("Asia/Kolkata"))
STARTS = (
    "2026-03-02T09:00",  # a Monday
    "2026-03-06T15:40",  # a Friday afternoon
    "2026-03-02T21:30",
    "2026-03-29T00:30",  # Berlin skips an hour
    "2026-10-25T00:30",  # Berlin repeats an hour
)

TEA = stand_up(name="tea", every=None, at=(time(10), time(15, 30)), lasts=5 * MINUTE)
EYES = stand_up(name="eyes", every=20 * MINUTE, lasts=20 * SECOND, topics=(), snoozes=1)
WALK = stand_up(name="walk", every=100 * MINUTE, lasts=10 * MINUTE)
VARIANTS: dict[str, tuple[Reminder, ...]] = {
    "stand-up": (
        stand_up(),
        stand_up(every=30 * MINUTE),
        stand_up(every=90 * MINUTE, topics=()),
        stand_up(notice=30 * SECOND),
        stand_up(snoozes=1, lasts=6 * MINUTE),
        stand_up(every=None, at=(time(9, 30), time(16, 58))),
    ),
    "stretch": (
        stretch(),
        stretch(first=30 * MINUTE),
        stretch(wait_for_pause=15 * SECOND),
        stretch(every=45 * MINUTE, wait_for_pause=15 * SECOND, notice=MINUTE),
        stretch(every=62 * MINUTE, lasts=MINUTE),
    ),
    "eyes": (EYES, replace(EYES, snoozes=0, every=33 * MINUTE), tip(name="eyes")),
    "walk": (WALK, replace(WALK, notice=2 * MINUTE), replace(WALK, every=64 * MINUTE)),
    "tea": (
        TEA,
        replace(TEA, notice=30 * SECOND, lasts=MINUTE),
        replace(TEA, at=(time(2, 30), time(9, 30), time(10, 3), time(23, 59))),
    ),
    "tip": (
        tip(),
        tip(every=29 * MINUTE + 20 * SECOND),
        tip(every=25 * MINUTE, topics=()),
        replace(TEA, name="tip", kind=Kind.TIP),
    ),
}
PLANS: tuple[dict[str, Any], ...] = (
    {"hours": None},
    {"hours": OFFICE},
    {"hours": LUNCH},
    {"hours": NIGHT},
    {"limit": None},
    {"limit": HOUR},
    {"merge_within": 0},
    {"merge_within": 5 * MINUTE},
    {"merge_within": 10 * MINUTE},
    {"settle": 0},
    {"settle": 30 * SECOND},
    {"hold_at_most": 0},
    {"hold_at_most": 10 * MINUTE},
    {"give_up_after": 10 * MINUTE},
    {"give_up_after": 3 * MINUTE},
    {"away_after": 5 * MINUTE},
    {"away_after": 2 * MINUTE},
    {"back_after": 0},
    {"back_after": 10 * SECOND},
)
EXERCISES = (
    ExerciseChoice("neck", "mobility", ("desk", "standing"), ("neck",)),
    ExerciseChoice("chin", "mobility", ("desk",), ("neck",), tags=frozenset({"flare"})),
    ExerciseChoice("lean", "stretch", ("desk",), ("hips",), traits=frozenset({"deep-flexion"})),
    ExerciseChoice("twist", "mobility", ("desk",), ("mid-back",), traits=frozenset({"twist"})),
    ExerciseChoice("squat", "strength", ("standing",), ("legs",), 2, regressions=("neck",)),
    ExerciseChoice(
        "plank", "strength", ("floor",), ("core",), 3, frozenset({"wrist"}),
        traits=frozenset({"hold"}), least=40 * SECOND, regressions=("squat",), quiet_ok=False,
    ),
    ExerciseChoice("march", "mobility", ("standing",), ("legs",), quiet_ok=False),
)  # fmt: skip
WISHES = st.builds(
    Wishes,
    places=st.none() | st.just(("desk",)) | st.just(("floor", "standing")),
    demand=st.none() | st.integers(1, 3),
    adapt=st.booleans(),
    avoid=st.sampled_from([(), ("wrist",), ("all-exercise",), ("neck", "early-bending")]),
)
PRESCRIPTIONS = (
    PrescribedChoice("p1", "squat", 3),
    PrescribedChoice("p2", "lean", 1, days=(0, 4), until=date(2026, 12, 31)),
)
TIPS = tuple(
    TipChoice(f"{topic}-{n}", topic) for topic in ("posture", "sleep", "lifting") for n in range(3)
)

spans = st.sampled_from(
    [1, 30 * SECOND, 61 * SECOND, 3 * MINUTE, 7 * MINUTE, 20 * MINUTE, 45 * MINUTE, 100 * MINUTE]
)
short_spans = st.sampled_from([1, 2 * SECOND, 20 * SECOND, 70 * SECOND, 130 * SECOND, 5 * MINUTE])
variants = st.sampled_from(sorted(VARIANTS)).flatmap(lambda name: st.sampled_from(VARIANTS[name]))
changes = st.sampled_from(PLANS)
