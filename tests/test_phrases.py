"""Spans and times of day in words."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from posture_break.durations import HOUR, MINUTE, SECOND
from posture_break.phrases import clock_time, short_span, span

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.mark.parametrize(
    ("milliseconds", "long", "short"),
    [
        (0, "0 seconds", "0 s"),
        (-5, "0 seconds", "0 s"),
        (1 * SECOND, "1 second", "1 s"),
        (1_499, "1 second", "1 s"),
        (59_600, "1 minute", "1 min"),
        (90 * SECOND, "1 minute 30 seconds", "1 min 30 s"),
        (2 * MINUTE, "2 minutes", "2 min"),
        (HOUR, "1 hour", "1 h"),
        (90 * MINUTE + 20 * SECOND, "1 hour 30 minutes", "1 h 30 min"),
        (25 * HOUR, "25 hours", "25 h"),
    ],
)
def test_span_in_words(milliseconds: int, long: str, short: str) -> None:
    """A span is told as people say it."""
    assert (span(milliseconds), short_span(milliseconds)) == (long, short)


@pytest.fixture
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Live in Berlin."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("berlin")
def test_clock_time_is_local() -> None:
    """A moment is told in local time, summer time included, and seconds are cut off."""
    assert clock_time(1_780_315_559_999) == "14:05"  # 2026-06-01 12:05:59.999 UTC
