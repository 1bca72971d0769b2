"""The engine's reasons as sentences: the only place where a `Reason` becomes words."""

from __future__ import annotations

from posture_break.core.model import Reason, Why
from posture_break.phrases import clock_time, day_time, short_span
from posture_break.texts import _, ngettext

_BUSY_WORDS = {
    "call": lambda: _("call"),
    "screen-share": lambda: _("screen share"),
    "full-screen": lambda: _("full screen"),
    "do-not-disturb": lambda: _("do not disturb"),
}


def busy_words(why: str) -> str:
    """Return what is busy as a person says it; own words stay as they are."""
    return _BUSY_WORDS[why]() if why in _BUSY_WORDS else why or _("busy")


def sentence(reason: Reason, now: int | None = None) -> str:
    """Return the reason in words: ``held: full screen since 10:02``.

    With ``now``, a moment that is not of today is told with its day.
    """
    said = _template(reason).format(
        detail=reason.detail,
        busy=busy_words(reason.detail),
        span=short_span(reason.span),
        since=_time(reason.since, now),
        until=_time(reason.until, now),
        count=reason.count,
        away=short_span(reason.away),
    )
    if reason.kind is Why.WORKED and reason.away:
        said += _(", {away} away did not count").format(away=short_span(reason.away))
    return said


def _time(wall: int | None, now: int | None) -> str:
    if wall is None:
        return ""
    return clock_time(wall) if now is None else day_time(wall, now)


def _template(reason: Reason) -> str:
    match reason.kind:
        case Why.PAUSED:
            return _("paused until {until}") if reason.until else _("paused until you resume")
        case Why.OFF_HOURS:
            return _("off hours until {until}") if reason.until else _("off hours")
        case Why.HOURS:
            return _("working hours until {until}") if reason.until else _("working hours")
        case Why.BACK:
            return _("back after {span}") if reason.span else _("back")
        case Why.SNOOZES_USED:
            return ngettext(
                "snoozed {count} time in a row already",
                "snoozed {count} times in a row already",
                reason.count,
            )
        case Why.WORKED:
            return _("{span} at work since {since}") if reason.since else _("{span} at work")
        case Why.NO_SUCH_REMINDER:
            nothing = _("there is nothing to choose")
            return _("there is nothing called {detail}") if reason.detail else nothing
        case _:
            return _(_PLAIN[reason.kind])


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for a text that is translated later
    """Mark a text for translation without translating it yet."""
    return text


_PLAIN = {
    Why.FIXED: N_("its time: {since}"),
    Why.TAKEN: N_("you asked for it"),
    Why.SNOOZE_OVER: N_("snoozed for {span}"),
    Why.MERGED: N_("together with {detail}"),
    Why.HELD_BUSY: N_("held: {busy} since {since}"),
    Why.HELD_QUIET: N_("silently: {busy} since {since}"),
    Why.SETTLING: N_("held: {busy} ended a moment ago"),
    Why.AWAY: N_("away since {since}"),
    Why.AWAY_FOR: N_("natural: away {span}"),
    Why.LOCKED: N_("screen locked since {since}"),
    Why.ASLEEP: N_("asleep since {since}"),
    Why.NOT_RUNNING: N_("natural: the program was not running for {span}"),
    Why.RESUMED: N_("you resumed"),
    Why.PAUSE_OVER: N_("the pause is over"),
    Why.TYPING: N_("waiting for a gap in your typing"),
    Why.BREAK_OPEN: N_("{detail} is open"),
    Why.ANSWERED: N_("after {span}"),
    Why.SHORTENED: N_("short version, after {span}"),
    Why.UNANSWERED: N_("no answer for {span}"),
    Why.NOTHING_OPEN: N_("no break is open"),
    Why.NOT_A_BREAK: N_("{detail} is a tip, not a break"),
    Why.GAVE_WAY: N_("you took {detail} instead"),
    Why.REMOVED: N_("its reminder is no longer in the config"),
    Why.LIMIT: N_("{span} of work today"),
    Why.SOON: N_("in {span}"),
    Why.DONE_FOR_TODAY: N_("done for today, until {until}"),
    Why.NO_SOURCE: N_("nothing here can tell whether you are at the desk"),
    Why.BUSY: N_("{busy} since {since}"),
    Why.FREE: N_("{busy} ended after {span}"),
}
