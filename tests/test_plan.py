"""The engine's plan says what the person's settings say."""

from __future__ import annotations

from datetime import time

import pytest

from posture_break.config import parse
from posture_break.core.model import (
    ExerciseChoice,
    Kind,
    Plan,
    PrescribedChoice,
    Reminder,
    Show,
    TipChoice,
    Window,
    Wishes,
)
from posture_break.durations import HOUR, MINUTE, SECOND
from posture_break.plan import WHOLE_DAY, hours_from, plan_from
from posture_break.settings import DaySettings, Settings

NINE_TO_FIVE = Window(time(9), time(17))


def hours(text: str) -> dict[int, tuple[Window, ...]] | None:
    """Return the hours of a plan for a [day] table."""
    return hours_from(parse("[day]\n" + text).day)


def test_a_plan_of_the_defaults_is_the_engines_own_default() -> None:
    """The bounds declared in two places agree: a Plan made of nothing and one of the settings."""
    plan = plan_from(Settings(), (), ())
    assert plan == Plan(reminders=plan.reminders)


def test_the_default_reminders() -> None:
    """Two breaks that alternate, and a tip."""
    assert plan_from(Settings(), (), ()).reminders == (
        Reminder(
            "stand-up",
            every=30 * MINUTE,
            lasts=2 * MINUTE,
            says="stand-up",
            topics=("posture", "lifting"),
        ),
        Reminder(
            "stretch",
            every=HOUR,
            lasts=4 * MINUTE,
            show=Show.CARD,
            says="stretch",
            topics=("posture", "lifting", "lifestyle"),
            exercise=True,
            wait_for_pause=15 * SECOND,
        ),
        Reminder(
            "posture-tip",
            kind=Kind.TIP,
            every=40 * MINUTE,
            topics=("posture", "lifting", "sleep", "lifestyle", "workstation", "eyes"),
        ),
    )


def test_every_setting_of_the_engine_arrives() -> None:
    """Nothing that the engine obeys is lost on the way."""
    plan = plan_from(
        parse("""
            [day]
            hours = ["09:00-17:00"]
            limit = "7h"
            starts = "05:00"
            [presence]
            away_after = "3m"
            back_after = "4s"
            [busy]
            settle = "5s"
            hold_at_most = "6m"
            [breaks]
            merge_within = "7m"
            give_up_after = "8m"
            snooze = ["9m", "1m"]
            [reminders.tea]
            at = ["10:00"]
            snoozes = 2
            lasts = "11m"
            notice = "12s"
            wait_for_pause = "13s"
            exercise = true
            show = "icon"
            says = "Tea"
            tips = ["sleep"]
            [reminders.b]
            every = "1h"
            first = "14m"
            [exercises]
            places = ["floor"]
            demand = 3
            adapt = false
            avoid = ["Wrists"]
            include = ["Superman"]
        """),
        [ExerciseChoice("plank")],
        [TipChoice("t1", "sleep")],
        [PrescribedChoice("plank", "plank")],
    )
    tea = Reminder(
        "tea",
        at=(time(10),),
        lasts=11 * MINUTE,
        show=Show.ICON,
        says="Tea",
        topics=("sleep",),
        exercise=True,
        snoozes=2,
        notice=12 * SECOND,
        wait_for_pause=13 * SECOND,
    )
    assert plan == Plan(
        reminders=(tea, Reminder("b", every=HOUR, first=14 * MINUTE, lasts=2 * MINUTE)),
        hours=dict.fromkeys(range(7), (NINE_TO_FIVE,)),
        day_starts=time(5),
        limit=7 * HOUR,
        away_after=3 * MINUTE,
        back_after=4 * SECOND,
        settle=5 * SECOND,
        hold_at_most=6 * MINUTE,
        merge_within=7 * MINUTE,
        give_up_after=8 * MINUTE,
        snooze=(9 * MINUTE, MINUTE),
        exercises=(ExerciseChoice("plank"),),
        wishes=Wishes(("floor",), 3, adapt=False, avoid=("wrist",), include=("superman",)),
        prescriptions=(PrescribedChoice("plank", "plank"),),
        tips=(TipChoice("t1", "sleep"),),
    )


@pytest.mark.parametrize("text", ["", "limit = '8h'", 'hours = ["00:00-24:00"]'])
def test_no_hours_mean_all_hours(text: str) -> None:
    """Where every hour counts there is nothing to begin or end, not even at midnight."""
    assert hours(text) is None


def test_hours_without_days_go_for_every_day() -> None:
    """`days` left out means every day."""
    assert hours('hours = ["09:00-17:00"]') == dict.fromkeys(range(7), (NINE_TO_FIVE,))


def test_days_without_hours_are_whole_days() -> None:
    """`hours` left out means all hours of the days that are named."""
    found = hours('days = ["mon", "sun"]')
    assert found == {0: (WHOLE_DAY,), **dict.fromkeys(range(1, 6), ()), 6: (WHOLE_DAY,)}


def test_a_weekday_can_have_its_own_hours() -> None:
    """[day.sat] counts whether or not `days` names it, and an empty list is a day off."""
    found = hours("""
        hours = ["09:00-17:00"]
        days = ["mon", "tue"]
        [day.sat]
        hours = ["22:00-06:00"]
        [day.tue]
        hours = []
    """)
    assert found is not None
    assert {number: windows for number, windows in found.items() if windows} == {
        0: (NINE_TO_FIVE,),
        5: (Window(time(22), time(6)),),
    }


def test_one_weekdays_hours_leave_the_others_whole() -> None:
    """Only Saturday is limited where nothing is said of the other days."""
    found = hours('[day.sat]\nhours = ["10:00-12:00"]')
    assert found == dict.fromkeys(range(7), (WHOLE_DAY,)) | {5: (Window(time(10), time(12)),)}


def test_a_day_without_settings_has_all_hours() -> None:
    """The default is to remind at all hours."""
    assert hours_from(DaySettings()) is None
