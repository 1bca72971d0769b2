"""Every setting, declared once: its type, its default and what it is for, in one sentence.

The classes are the tables of ``config.toml``, their fields its keys. `config` reads and writes
them by these declarations alone; ``config.example.toml`` is compared with them by a test.
"""

# ruff: noqa: RUF009 - setting() is dataclasses.field() with a declaration in it
from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date, time
from typing import Any, TypeVar

from posture_break.core.model import Kind, Show, Window
from posture_break.durations import HOUR, MINUTE, SECOND
from posture_break.setting_times import CalendarDay, Duration, Hours, TimeOfDay
from posture_break.setting_types import (
    Choice,
    ListOf,
    Scale,
    SettingType,
    Switch,
    Whole,
    WholeOrAuto,
    Words,
    words,
)
from posture_break.texts import _

T = TypeVar("T")

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
TOPICS = ("posture", "lifting", "sleep", "lifestyle", "workstation", "eyes", "relief")
EVERYDAY_TOPICS = TOPICS[:6]  # relief is for those who are in pain now
TEXTS = ("stand-up", "stretch", "eyes", "water")  # kinds of text that `says` may name
BUSY_SIGNS = ("call", "screen-share", "full-screen", "do-not-disturb")
PLACES = ("desk", "standing", "floor")
SKINS, HAIRS = 6, 7  # choices of the figure's palette; a test compares them with it

_WEEK = 168 * HOUR
_weekdays = ListOf(
    Choice({word: number for number, word in enumerate(WEEKDAYS)}),
    least=1,
    most=7,
    example='["mon", "tue"]',
    ordered=True,
)
_topics = ListOf(words(*TOPICS), example='["posture", "lifting"]')


@dataclass(frozen=True, slots=True)
class Setting:
    """What is declared of one key."""

    type: SettingType[Any]
    sentence: str


def setting(kind: SettingType[Any], default: T, sentence: str) -> T:
    """Declare a key: a dataclass field with its type and its sentence."""
    declared: T = field(default=default, metadata={"setting": Setting(kind, sentence)})
    return declared


def settings_of(table: type) -> dict[str, Setting]:
    """Return what is declared of each key of a table, in order."""
    return {
        each.name: each.metadata["setting"] for each in fields(table) if "setting" in each.metadata
    }


DEFAULTS = Setting(
    Switch(), _("whether the reminders that come with the program stay beside yours")
)


@dataclass(frozen=True, slots=True)
class OwnHours:
    """The hours of one weekday that differ from the others': ``[day.sat]``."""

    weekday: int  # Monday 0
    hours: tuple[Window, ...] = setting(Hours(least=0), (), _("its own hours; none: a day off"))


@dataclass(frozen=True, slots=True)
class DaySettings:
    """When the program reminds, and how much work a day may hold."""

    hours: tuple[Window, ...] | None = setting(
        Hours(), None, _("the hours in which it reminds; left out: all hours")
    )
    days: tuple[int, ...] | None = setting(
        _weekdays, None, _("the days on which it reminds; left out: every day")
    )
    limit: int | None = setting(
        Duration(MINUTE, 24 * HOUR), None, _("tells you after this much work in a day")
    )
    starts: time = setting(TimeOfDay(), time(4), _("when one day's count ends and the next begins"))
    own_hours: tuple[OwnHours, ...] = ()  # the tables [day.mon] to [day.sun], Monday first


@dataclass(frozen=True, slots=True)
class PresenceSettings:
    """What counts as being away from the desk."""

    away_after: int = setting(
        Duration(5 * SECOND, HOUR), 2 * MINUTE, _("a longer gap in keys and pointer is an absence")
    )
    back_after: int = setting(
        Duration(0, MINUTE), 2 * SECOND, _("this much real input counts as being back")
    )


@dataclass(frozen=True, slots=True)
class BusySettings:
    """What holds breaks back, and for how long."""

    hold: tuple[str, ...] = setting(
        ListOf(words(*BUSY_SIGNS), example='["call", "screen-share"]'),
        BUSY_SIGNS,
        _("what holds a break back"),
    )
    settle: int = setting(
        Duration(0, HOUR), 30 * SECOND, _("a held break comes this long after that")
    )
    hold_at_most: int = setting(
        Duration(0, 24 * HOUR, zero="no limit"),
        2 * HOUR,
        _("after so long a held break shows quietly"),
    )


@dataclass(frozen=True, slots=True)
class BreakSettings:
    """What goes for every break."""

    merge_within: int = setting(
        Duration(0, HOUR, zero="off"), 5 * MINUTE, _("breaks that would come this close become one")
    )
    give_up_after: int = setting(
        Duration(SECOND, 8 * HOUR), 10 * MINUTE, _("an unanswered break leaves after this long")
    )
    snooze: tuple[int, ...] = setting(
        ListOf(Duration(SECOND, 8 * HOUR), least=1, most=8, example='["5m", "10m"]'),
        (5 * MINUTE, 10 * MINUTE, 20 * MINUTE),
        _("the choices of Snooze; the first is the default"),
    )
    snoozes: int = setting(Whole(0, 20), 3, _("how often in a row a break can be snoozed"))


@dataclass(frozen=True, slots=True)
class ReminderSettings:
    """One reminder: ``[reminders.NAME]``."""

    name: str
    kind: Kind = setting(
        Choice({each.value: each for each in Kind}), Kind.BREAK, _("break, or tip: words only")
    )
    every: int | None = setting(
        Duration(SECOND, _WEEK), None, _("comes after this much time at work")
    )
    first: int | None = setting(
        Duration(SECOND, _WEEK), None, _("the first time already after this much")
    )
    at: tuple[time, ...] = setting(
        ListOf(TimeOfDay(), least=1, most=48, example='["10:00", "15:30"]', ordered=True),
        (),
        _("comes at these times of day, instead of every"),
    )
    lasts: int = setting(
        Duration(SECOND, 4 * HOUR),
        2 * MINUTE,
        _("how long the break is; being away so long counts"),
    )
    show: Show = setting(
        Choice({each.value: each for each in Show}), Show.NOTIFICATION, _("how it shows itself")
    )
    says: str = setting(Words(200), "", _("stand-up, stretch, eyes, water, or your own words"))
    topics: tuple[str, ...] = setting(_topics, (), _("what a tip may be about"))
    tips: tuple[str, ...] = setting(_topics, (), _("topics of the tip that the break brings along"))
    exercise: bool = setting(Switch(), False, _("whether the break brings an exercise"))
    snoozes: int = setting(Whole(0, 20), 3, _("its own number of snoozes in a row"))
    notice: int = setting(
        Duration(0, 10 * MINUTE, zero="off"), 0, _("says this long before that the break comes")
    )
    wait_for_pause: int = setting(
        Duration(0, 5 * MINUTE, zero="off"),
        0,
        _("waits at most so long for a pause in your typing"),
    )
    sound: bool = setting(Switch(), True, _("whether its card may make a sound"))


@dataclass(frozen=True, slots=True)
class ExerciseSettings:
    """Which exercises suit you."""

    places: tuple[str, ...] | None = setting(
        ListOf(words(*PLACES), least=1, example='["desk", "standing"]'),
        None,
        _("where you can exercise; left out: as in setup"),
    )
    demand: int | None = setting(
        Whole(1, 3), None, _("1 gentle, 2 moderate, 3 demanding; left out: as in setup")
    )
    adapt: bool = setting(Switch(), True, _("whether the demand follows how you get on"))
    avoid: tuple[str, ...] = setting(
        ListOf(Words(60, least=1), example='["wrists", "lying-face-down"]'),
        (),
        _("exercises, or what they need, to do without"),
    )
    include: tuple[str, ...] = setting(
        ListOf(Words(60, least=1), example='["superman"]'),
        (),
        _("exercises to offer although they are demanding"),
    )
    unhurried: bool = setting(
        Switch(), False, _("longer stretches, and more time to change position")
    )


@dataclass(frozen=True, slots=True)
class Prescription:
    """An exercise that your therapist gave you: ``[[prescriptions]]``."""

    exercise: str = setting(Words(60, least=1), "", _("the exercise's name"))
    steps: tuple[str, ...] = setting(
        ListOf(Words(110, least=1), most=5, example='["Slide one heel up.", "Slide it back."]'),
        (),
        _("what to do, where it is none of ours"),
    )
    sets: int = setting(Whole(1, 20), 1, _("how many sets"))
    reps: int | None = setting(Whole(1, 200), None, _("repetitions in a set"))
    hold: int | None = setting(Duration(SECOND, 10 * MINUTE), None, _("how long to hold each"))
    side: str = setting(words("both", "left", "right"), "both", _("which side"))
    times_a_day: int = setting(Whole(1, 24), 1, _("how often a day"))
    days: tuple[int, ...] | None = setting(_weekdays, None, _("on which days; left out: every day"))
    until: date | None = setting(CalendarDay(), None, _("the last day"))


@dataclass(frozen=True, slots=True)
class LookSettings:
    """How the card looks."""

    theme: str = setting(words("auto", "light", "dark"), "auto", _("auto follows the desktop"))
    scale: float | None = setting(
        Scale(0.8, 2.5), None, _("size of the card: auto, or a factor such as 1.3")
    )
    text: float | None = setting(
        Scale(0.8, 2.0), None, _("size of the card's text alone: auto, or a factor")
    )
    motion: str = setting(
        words("auto", "full", "still"), "auto", _("whether the figure moves; auto: as the desktop")
    )
    skin: int | None = setting(WholeOrAuto(1, SKINS), None, _("the figure's skin; auto: by chance"))
    hair: int | None = setting(WholeOrAuto(1, HAIRS), None, _("the figure's hair; auto: by chance"))


@dataclass(frozen=True, slots=True)
class SoundSettings:
    """What you hear while you exercise."""

    on: bool = setting(Switch(), True, _("a soft sound at start, half, change of side and end"))
    volume: int = setting(Whole(0, 100), 60, _("how loud, in per cent"))
    voice: bool = setting(Switch(), False, _("whether a voice says what to do"))


DEFAULT_REMINDERS = (
    ReminderSettings(
        "stand-up",
        every=30 * MINUTE,
        lasts=2 * MINUTE,
        says="stand-up",
        tips=("posture", "lifting"),
    ),
    ReminderSettings(
        "stretch",
        every=60 * MINUTE,
        lasts=4 * MINUTE,
        show=Show.CARD,
        says="stretch",
        tips=("posture", "lifting", "lifestyle"),
        exercise=True,
        wait_for_pause=15 * SECOND,
    ),
    ReminderSettings(
        "posture-tip", kind=Kind.TIP, every=40 * MINUTE, lasts=0, topics=EVERYDAY_TOPICS
    ),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that a person can set."""

    day: DaySettings = DaySettings()
    presence: PresenceSettings = PresenceSettings()
    busy: BusySettings = BusySettings()
    breaks: BreakSettings = BreakSettings()
    reminders: tuple[ReminderSettings, ...] = DEFAULT_REMINDERS
    exercises: ExerciseSettings = ExerciseSettings()
    prescriptions: tuple[Prescription, ...] = ()
    look: LookSettings = LookSettings()
    sound: SoundSettings = SoundSettings()


SECTIONS: dict[str, type] = {
    "day": DaySettings,
    "presence": PresenceSettings,
    "busy": BusySettings,
    "breaks": BreakSettings,
    "exercises": ExerciseSettings,
    "look": LookSettings,
    "sound": SoundSettings,
}
