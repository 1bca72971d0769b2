"""The computer's clocks: one that nothing stops or sets, the wall clock, and the zone's rules."""

from __future__ import annotations

import os
import sys
import time
from datetime import datetime, timedelta, tzinfo
from functools import cache
from pathlib import Path

from posture_break.core.model import Moment

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - the arithmetic below is about naive local time
_SECOND = timedelta(seconds=1)

ZONE_FILE = Path("/etc/localtime")
"""What to watch for a change of the system's zone; call `reread_zone` then."""


class Clock:
    """Reads the clocks of this computer."""

    def now(self) -> Moment:
        """Return the present moment on both clocks."""
        return Moment(self.steady(), time.time_ns() // 1_000_000)

    def steady(self) -> int:
        """Return milliseconds on a clock that goes on in system sleep and is never set."""
        return _steady_ns() // 1_000_000

    def slept(self) -> int:
        """Return the milliseconds spent in system sleep since the start of the system, if known.

        The difference of two readings is the sleep between them; 0 where nothing tells.
        """
        return max(0, _steady_ns() - _awake_ns()) // 1_000_000

    def boot(self) -> str:
        """Return what names this run of the system: steady moments of another are void.

        Empty where nothing names it.
        """
        return _boot()


@cache  # it is asked each minute, and stays the same
def _boot() -> str:
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    except (OSError, ValueError):
        return ""


if sys.platform == "linux":

    def _steady_ns() -> int:
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME)

    def _awake_ns() -> int:
        return time.clock_gettime_ns(time.CLOCK_MONOTONIC)

elif sys.platform == "darwin":
    # There time.monotonic() is mach_absolute_time, which stops in sleep; CLOCK_MONOTONIC goes on.

    def _steady_ns() -> int:
        return time.clock_gettime_ns(time.CLOCK_MONOTONIC)

    def _awake_ns() -> int:
        return time.clock_gettime_ns(time.CLOCK_UPTIME_RAW)

else:

    def _steady_ns() -> int:
        return time.monotonic_ns()  # counts sleep on Windows

    _awake_ns = _steady_ns


class SystemZone(tzinfo):
    """The platform's own local time zone, asked anew each time: DST, changes and TZ included."""

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        """Return the offset at a local time; ``fold`` tells the two of a repeated hour apart."""
        if moment is None:
            return None
        whole = moment.replace(microsecond=0, tzinfo=None)
        # Not the offset that the platform gives back: in a skipped hour that is already the next.
        return (whole - _EPOCH) - _SECOND * int(whole.timestamp())

    def dst(self, _moment: datetime | None) -> timedelta | None:
        """Return None: the platform tells that it is summer time, not by how much."""
        return None

    def tzname(self, moment: datetime | None) -> str | None:
        """Return the zone's abbreviation at a local time."""
        if moment is None:
            return None
        return time.localtime(moment.replace(tzinfo=None).timestamp()).tm_zone

    def fromutc(self, moment: datetime) -> datetime:
        """Return the local time of a moment given in UTC."""
        seconds = (moment.replace(tzinfo=None, microsecond=0) - _EPOCH) // _SECOND
        local = datetime.fromtimestamp(seconds)  # noqa: DTZ006 - local time is the question
        return local.replace(microsecond=moment.microsecond, tzinfo=self)

    def __repr__(self) -> str:
        return "SystemZone()"


def reread_zone() -> None:
    """Make the C library look at the zone's file again."""
    if not hasattr(time, "tzset"):  # Windows reads its zone by itself, or not at all
        return
    # With TZ unchanged (TZ=:/etc/localtime is common) glibc would not look: show it another first.
    zone = os.environ.get("TZ")
    if zone is not None:
        os.environ["TZ"] = "UTC0"
        time.tzset()
        os.environ["TZ"] = zone
    time.tzset()
