"""The commented example says the truth: every key is in it, each with its real default."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace

import pytest

from posture_break.config import parse
from posture_break.core.suitable import USUAL_DEMAND, USUAL_PLACES
from posture_break.resources import resource
from posture_break.settings import (
    BUSY_SIGNS,
    PLACES,
    SECTIONS,
    TEXTS,
    TOPICS,
    WEEKDAYS,
    Prescription,
    ReminderSettings,
    Settings,
    settings_of,
)

EXAMPLE = resource("config.example.toml").read_text(encoding="utf-8")
# A note has a space after its #, a setting that is switched off has none.
ALL_ON = re.sub(r"(?m)^#(?=\S)", "", EXAMPLE)


def test_the_example_is_what_is_in_force_without_it() -> None:
    """Every value that is shown as in use is the default."""
    assert parse(EXAMPLE) == Settings()


def test_each_shown_value_is_the_default_also_when_switched_on() -> None:
    """Uncommenting everything parses, and changes only what has no default to show."""
    on, plain = parse(ALL_ON), Settings()
    assert (on.presence, on.busy, on.breaks) == (plain.presence, plain.busy, plain.breaks)
    assert (on.sound, on.look) == (plain.sound, plain.look)
    assert (on.exercises.places, on.exercises.demand) == (USUAL_PLACES, USUAL_DEMAND)
    assert replace(on.exercises, places=None, demand=None) == plain.exercises
    assert on.day.starts == plain.day.starts
    stand_up, stretch, tip, *_own = on.reminders
    assert (stand_up, replace(stretch, first=None), tip) == plain.reminders


@pytest.mark.parametrize("section", SECTIONS)
def test_every_key_of_a_table_is_in_its_table(section: str) -> None:
    """Nobody has to look anywhere else for what can be set."""
    assert set(tomllib.loads(ALL_ON)[section]) >= set(settings_of(SECTIONS[section]))


def test_every_key_of_reminders_and_prescriptions_is_shown() -> None:
    """Each key of a reminder is in one of the examples, each of a prescription in the one block."""
    document = tomllib.loads(ALL_ON)
    shown = {key for table in document["reminders"].values() for key in table}
    assert shown == set(settings_of(ReminderSettings))
    assert set(document["prescriptions"][0]) == set(settings_of(Prescription))
    assert "defaults" in document


@pytest.mark.parametrize("word", [*WEEKDAYS, *TOPICS, *TEXTS, *BUSY_SIGNS, *PLACES])
def test_every_word_that_can_be_chosen_is_named(word: str) -> None:
    """Closed sets are listed in full, so that nobody has to guess."""
    assert re.search(rf'["\s\[]{word}["\s,.\]]', EXAMPLE)


def test_the_example_fits_on_a_screen_of_a_hundred_columns() -> None:
    """No line is longer than an editor shows."""
    assert max(len(line) for line in EXAMPLE.splitlines()) <= 100


@pytest.mark.parametrize("key", ["away_after", "hold_at_most", "snoozes", "every", "theme"])
def test_a_wrong_default_in_the_example_would_be_noticed(key: str) -> None:
    """The comparison above sees each changed value."""
    wrong = re.sub(rf"(?m)^{key} = .*$", f"{key} = {_other(key)}", EXAMPLE, count=1)
    assert parse(wrong) != Settings()


def _other(key: str) -> str:
    return {"snoozes": "7", "theme": '"dark"'}.get(key, '"33m"')
