"""Each setting's type reads what it wrote, and says exactly what is wrong with anything else."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_break.core.model import Kind, Show, Window
from posture_break.durations import HOUR, MINUTE, SECOND
from posture_break.figure import palette
from posture_break.setting_times import CalendarDay, Duration, Hours, TimeOfDay
from posture_break.setting_types import (
    ListOf,
    Scale,
    SettingError,
    SettingType,
    Switch,
    Whole,
    Words,
    words,
)
from posture_break.settings import (
    DEFAULT_REMINDERS,
    HAIRS,
    SECTIONS,
    SKINS,
    DaySettings,
    Prescription,
    ReminderSettings,
    Settings,
    settings_of,
)

ALL_TABLES = (*SECTIONS.values(), ReminderSettings, Prescription)
ALL_TYPES = [declared.type for table in ALL_TABLES for declared in settings_of(table).values()]
span = Duration(SECOND, HOUR)


def complaint(kind: SettingType[Any], value: object) -> str:
    """Return all that a type says about a value that it cannot take."""
    with pytest.raises(SettingError) as caught:
        kind.read(value)
    return "\n".join(
        f"{problem.found}; {problem.expected}; {problem.hint}".removesuffix("; ")
        for problem in caught.value.problems
    )


def test_every_default_is_one_that_its_own_type_accepts() -> None:
    """A default that could not be written in the file would be a lie."""
    for table in SECTIONS.values():
        section = table()
        for key, declared in settings_of(table).items():
            value = getattr(section, key)
            if value is not None:
                text = declared.type.write(value)
                import tomllib

                assert declared.type.read(tomllib.loads(f"x = {text}")["x"]) == value, key


def test_every_key_has_one_sentence() -> None:
    """`config show` explains each key on its own line, so the sentences are short."""
    for table in ALL_TABLES:
        for key, declared in settings_of(table).items():
            assert 5 < len(declared.sentence) <= 60, (key, declared.sentence)


def test_defaults_alternate_each_half_hour() -> None:
    """Standing up falls due twice as often as stretching, so that law 9 makes them take turns."""
    stand_up, stretch, tip = DEFAULT_REMINDERS
    assert (stand_up.every, stand_up.lasts, stand_up.show) == (
        30 * MINUTE,
        2 * MINUTE,
        Show.NOTIFICATION,
    )
    assert (stretch.every, stretch.lasts, stretch.show) == (60 * MINUTE, 4 * MINUTE, Show.CARD)
    assert (tip.kind, tip.every) == (Kind.TIP, 40 * MINUTE)


def test_settings_are_values() -> None:
    """Two settings of the same content are equal and cannot be changed."""
    assert Settings() == Settings()
    assert hash(Settings()) == hash(Settings())
    with pytest.raises(AttributeError):
        Settings().day = DaySettings()  # type: ignore[misc]  # that is the point


@pytest.mark.parametrize(
    ("text", "milliseconds"),
    [("90s", 90_000), ("50m", 50 * MINUTE), ("1h", HOUR), (" 1m 30s ", 90_000), ("1M", MINUTE)],
)
def test_a_duration_has_units(text: str, milliseconds: int) -> None:
    """Durations are written with their units."""
    assert span.read(text) == milliseconds


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (50, "50 is a bare number; say 50m or 50s"),
        ("50", '"50" is a bare number; say 50m or 50s'),
        (300, "300 is a bare number; say a duration like 90s, 50m or 1h30m"),
        (1.5, "1.5 is a bare number; say a duration like 90s, 50m or 1h30m"),
        (-5, "-5 is negative; say a duration from 1s to 1h"),
        ("-5m", '"-5m" is negative; say a duration from 1s to 1h'),
        (0, "0 is too short; say a duration from 1s to 1h"),
        ("61m", '"61m" is too long; say a duration from 1s to 1h'),
        ("999999h", '"999999h" is too long; say a duration from 1s to 1h'),
        ("soon", '"soon" is no duration; write it like 90s, 50m or 1h30m'),
        ("", '"" is no duration; write it like 90s, 50m or 1h30m'),
        (True, "true is no duration; say a duration from 1s to 1h"),
        ([], "a list is no duration; say a duration from 1s to 1h"),
        (time(10), "10:00:00 is no duration; say a duration from 1s to 1h"),
        (2**64, "a huge number is a bare number; say a duration like 90s, 50m or 1h30m"),
        (float("nan"), "nan is a bare number; say a duration like 90s, 50m or 1h30m"),
        (float("-inf"), "-inf is negative; say a duration from 1s to 1h"),
    ],
)
def test_what_is_wrong_with_a_duration(value: object, said: str) -> None:
    """Each wrong duration gets the sentence that mends it."""
    assert complaint(span, value) == said


def test_a_bare_number_gets_units_that_fit() -> None:
    """Nobody is advised to write a day's limit of 8 seconds."""
    assert complaint(Duration(MINUTE, 24 * HOUR), 8) == "8 is a bare number; say 8m or 8h"


@pytest.mark.parametrize("value", [0, "0", "0s", "no limit", 0.0])
def test_nothing_needs_no_unit(value: object) -> None:
    """Zero is the same in every unit, and may have a word of its own."""
    assert Duration(0, HOUR, zero="no limit").read(value) == 0


@pytest.mark.parametrize("value", ["09:30", "9:30", time(9, 30)])
def test_times_of_day(value: object) -> None:
    """Times are written as on a clock, or as TOML's own local time."""
    assert TimeOfDay().read(value) == time(9, 30)


@pytest.mark.parametrize(
    "value",
    ["24:00", "9.30", "9:3", "noon", "", "09:60", "009:00", "²:30", 930, time(9, 30, 5), True],
)
def test_what_is_no_time_of_day(value: object) -> None:
    """Anything else is refused with an example."""
    assert complaint(TimeOfDay(), value).endswith('is no time of day; say a time like "09:30"')


@pytest.mark.parametrize(
    ("texts", "windows"),
    [
        (["13:00-17:00", "9:00-12:30"], [(9, 0, 12, 30), (13, 0, 17, 0)]),
        (["22:00-06:00"], [(22, 0, 6, 0)]),
        (["00:00-24:00"], [(0, 0, 0, 0)]),
        (["20:00 \N{EN DASH} 24:00"], [(20, 0, 0, 0)]),
        (["09:00-12:00", "12:00-13:00"], [(9, 0, 12, 0), (12, 0, 13, 0)]),
    ],
)
def test_working_hours(texts: list[str], windows: list[tuple[int, int, int, int]]) -> None:
    """Hours come in order of the day; they may run over midnight, and may touch."""
    assert Hours().read(texts) == tuple(Window(time(a, b), time(c, d)) for a, b, c, d in windows)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("9-17", '"9-17" is not a list; use square brackets: ["09:00-12:30", "13:15-17:30"]'),
        (["9-17"], '"9-17" is no stretch of hours; write it like "09:00-12:30"'),
        (["09:00-09:00"], '"09:00-09:00" is no stretch of hours; write it like "09:00-12:30"'),
        ([], "the list is empty; name at least one, or leave it out"),
        (
            ["12:00-13:00", "09:00-12:30"],
            (
                '"09:00-12:30" and "12:00-13:00" overlap; '
                "let one end before the other begins, or make one of the two"
            ),
        ),
        (["09:00-10:00", "9:00-10:00"], '"9:00-10:00" is in the list twice; keep one of them'),
    ],
)
def test_what_is_wrong_with_hours(value: object, said: str) -> None:
    """Hours that overlap, or are none, are refused."""
    assert complaint(Hours(), value) == said


def test_a_list_tells_all_its_faults_at_once() -> None:
    """Nobody has to save the file once for each wrong item."""
    said = complaint(Hours(), ["9", "09:00-10:00", "09:30-11:00", 5])
    assert said.count("no stretch of hours") == 2
    assert said.count("overlap") == 1


def test_over_midnight_overlaps_too() -> None:
    """A window that runs into the night overlaps one that begins later in the evening."""
    assert "overlap" in complaint(Hours(), ["22:00-06:00", "23:00-23:30"])


def test_a_word_that_is_nearly_right_is_guessed() -> None:
    """A typing mistake gets a guess, nonsense the whole list."""
    show = words("icon", "notification", "card")
    assert complaint(show, "crad").endswith("did you mean card?")
    assert complaint(show, "zzz").endswith("say one of icon, notification, card")
    assert complaint(show, 7).startswith("7 is not known here")


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        (Whole(0, 20), True, "true is no whole number; say a whole number from 0 to 20"),
        (Whole(0, 20), 2.0, "2.0 is no whole number; say a whole number from 0 to 20"),
        (Whole(0, 20), 21, "21 is out of range; say a whole number from 0 to 20"),
        (
            Scale(0.8, 2.5),
            float("nan"),
            'nan is out of range; say "auto", or a number from 0.8 to 2.5',
        ),
        (Scale(0.8, 2.5), "big", '"big" is no number; say "auto", or a number from 0.8 to 2.5'),
        (Switch(), "yes", '"yes" is neither true nor false; say true or false, without quotes'),
        (Switch(), 1, "1 is neither true nor false; say true or false, without quotes"),
        (Words(5), "sixsix", "the text is 6 characters long; use 0 to 5 characters"),
        (CalendarDay(), "soon", '"soon" is no date; say a date like 2027-03-01'),
        (CalendarDay(), 20270301, "20270301 is no date; say a date like 2027-03-01"),
        (words("a"), {}, "a table is not known here; say one of a"),
        (ListOf(Whole(1, 3), most=2), [1, 2, 3], "there are 3 in the list; list 2 at most"),
    ],
)
def test_what_is_wrong_with_other_values(kind: SettingType[Any], value: object, said: str) -> None:
    """Each type says what it found and what it expected."""
    assert complaint(kind, value) == said


@pytest.mark.parametrize("text", ["a\0b", "a\nb", "a\x7fb", "a\x85b"])
def test_words_hold_no_control_characters(text: str) -> None:
    """A NUL would end the D-Bus connection that shows the words, a line break a menu item."""
    assert "control characters" in complaint(Words(200), text)


def test_a_date_is_not_a_moment() -> None:
    """TOML's date with a time is no date, although Python thinks so."""
    assert CalendarDay().read(date(2027, 3, 1)) == date(2027, 3, 1)
    assert "is no date" in complaint(CalendarDay(), datetime(2027, 3, 1, 10))  # noqa: DTZ001


@given(
    st.sampled_from(ALL_TYPES),
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats()
        | st.text()
        | st.dates()
        | st.datetimes()
        | st.times(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    ),
)
def test_any_value_is_read_or_refused_in_words(kind: SettingType[Any], value: object) -> None:
    """No value that TOML can hold makes a type fail in any other way."""
    problems = None
    try:
        kind.read(value)
    except SettingError as error:
        problems = error.problems
    assert problems is None or (problems and all(each.found and each.expected for each in problems))


def test_skins_and_hairs_are_those_of_the_palette() -> None:
    """The settings know their number without loading what paints them."""
    assert (len(palette.SKINS), len(palette.HAIRS)) == (SKINS, HAIRS)
