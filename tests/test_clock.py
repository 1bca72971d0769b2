"""The clocks and the zone of this computer, on its real rules."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_break.adapters.clock import Clock, SystemZone, reread_zone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

ZONE = SystemZone()
BERLIN = "CET-1CEST,M3.5.0,M10.5.0/3"


@pytest.fixture(scope="module", autouse=True)
def _restore_zone() -> Iterator[None]:
    before = os.environ.get("TZ")
    yield
    if before is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = before
    time.tzset()


@pytest.fixture
def zone_is() -> Callable[[str], None]:
    """Give a function that sets TZ as a person would."""

    def choose(text: str) -> None:
        os.environ["TZ"] = text
        time.tzset()

    return choose


def test_the_steady_clock_goes_forward() -> None:
    """Two readings never go back, and the wall clock is Unix time."""
    clock = Clock()
    first, second = clock.now(), clock.now()
    assert second.steady >= first.steady > 0
    assert abs(first.wall - time.time() * 1000) < 5_000


def test_sleep_since_the_start_is_known_and_stands_still_awake() -> None:
    """The time spent in sleep is not negative and does not grow while awake."""
    clock = Clock()
    assert 0 <= clock.slept() <= clock.steady()
    assert abs(clock.slept() - clock.slept()) <= 1


def test_the_run_of_the_system_has_a_name() -> None:
    """It is the same each time it is asked."""
    assert Clock().boot() == Clock().boot() != ""


@pytest.mark.parametrize(
    ("local", "fold", "hours"),
    [
        ("2026-01-15T12:00", 0, 1),
        ("2026-07-15T12:00", 0, 2),
        ("2026-10-25T02:30", 0, 2),  # the repeated hour, first time
        ("2026-10-25T02:30", 1, 1),  # and again
        ("2026-03-29T02:30", 0, 1),  # the skipped hour, as PEP 495 has it
        ("2026-03-29T02:30", 1, 2),
    ],
)
def test_offsets_follow_pep_495(
    zone_is: Callable[[str], None], local: str, fold: int, hours: int
) -> None:
    """Summer and winter, the repeated and the skipped hour, from a POSIX rule."""
    zone_is(BERLIN)
    moment = datetime.fromisoformat(local).replace(fold=fold, tzinfo=ZONE)
    assert moment.utcoffset() == timedelta(hours=hours)


def test_a_repeated_hour_comes_back_with_its_fold(zone_is: Callable[[str], None]) -> None:
    """The second 02:30 of an autumn night knows that it is the second."""
    zone_is(BERLIN)
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC).astimezone(ZONE)
    assert (second.hour, second.fold) == (2, 1)
    assert second.tzname() == "CET"
    assert second.isoformat() == "2026-10-25T02:30:00+01:00"


@given(
    st.integers(946_684_800, 2_114_380_800),  # 2000 to 2037
    st.sampled_from(["Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "UTC"]),
)
def test_it_agrees_with_the_zone_database(seconds: int, name: str) -> None:
    """There and back, every moment is what zoneinfo says of the same zone."""
    os.environ["TZ"] = name
    time.tzset()
    utc = datetime.fromtimestamp(seconds, UTC)
    ours, theirs = utc.astimezone(ZONE), utc.astimezone(ZoneInfo(name))
    assert ours.replace(tzinfo=None) == theirs.replace(tzinfo=None)
    assert ours.fold == theirs.fold
    assert ours.utcoffset() == theirs.utcoffset()
    assert ours.astimezone(UTC) == utc


def test_a_changed_zone_counts_at_once(zone_is: Callable[[str], None]) -> None:
    """Nothing is remembered of the old zone."""
    noon = datetime(2026, 1, 15, 12, tzinfo=UTC)
    zone_is(BERLIN)
    assert noon.astimezone(ZONE).hour == 13
    zone_is("EST5")
    assert noon.astimezone(ZONE).hour == 7


def test_rereading_keeps_the_persons_tz(zone_is: Callable[[str], None]) -> None:
    """The environment is as it was afterwards."""
    zone_is("EST5")
    reread_zone()
    assert os.environ["TZ"] == "EST5"
    assert time.timezone == 5 * 3600


def test_a_replaced_zone_file_counts_after_rereading(
    zone_is: Callable[[str], None], tmp_path: Path
) -> None:
    """With TZ naming a link, as TZ=:/etc/localtime does, the link's new target counts."""
    link = tmp_path / "localtime"
    link.symlink_to("/usr/share/zoneinfo/Europe/Berlin")
    zone_is(f":{link}")
    noon = datetime(2026, 1, 15, 12, tzinfo=UTC)
    assert noon.astimezone(ZONE).hour == 13
    link.unlink()
    link.symlink_to("/usr/share/zoneinfo/Asia/Tokyo")
    reread_zone()
    assert noon.astimezone(ZONE).hour == 21
