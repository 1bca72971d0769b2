"""Durations as people write and read them: ``90s``, ``50m``, ``1h30m``."""

from __future__ import annotations

import re

from posture_break.texts import _

SECOND = 1_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR

_UNITS = {"h": HOUR, "m": MINUTE, "s": SECOND}
_WHOLE = re.compile(r"(?:(\d{1,6})h)?\s*(?:(\d{1,6})m)?\s*(?:(\d{1,6})s)?")


def parse_duration(text: str) -> int:
    """Return the milliseconds that ``text`` stands for; ValueError says how to write it."""
    stripped = text.strip().lower()
    if stripped.isdecimal():
        number = stripped.lstrip("0")[:9] or "0"
        raise ValueError(
            _("a bare number is unclear: say {number}m or {number}s").format(number=number)
        )
    match = _WHOLE.fullmatch(stripped)
    if not stripped or match is None:
        raise ValueError(_("{text!r} is no duration: write 90s, 50m or 1h30m").format(text=text))
    return sum(
        int(part) * unit for part, unit in zip(match.groups(), _UNITS.values(), strict=True) if part
    )


def format_duration(milliseconds: int) -> str:
    """Return the shortest exact way to write a duration (whole seconds): ``1h30m``."""
    seconds = max(0, milliseconds) // SECOND
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    parts = ((hours, "h"), (minutes, "m"), (seconds, "s"))
    return "".join(f"{number}{unit}" for number, unit in parts if number) or "0s"
