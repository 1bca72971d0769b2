"""The engine's reasons as sentences: the only place where a `Reason` becomes words."""

from __future__ import annotations

from posture_break.content.model import Area
from posture_break.content.words import area_words
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


_EFFORTS = {
    "easier": lambda: _("easier than you like"),
    "right": lambda: _("just right"),
    "harder": lambda: _("harder than you like"),
}
_CHANGES = {
    "better": lambda: _("you feel better"),
    "same": lambda: _("you feel the same"),
    "worse": lambda: _("you feel worse"),
}


def felt_words(answers: str) -> str:
    """Return ``harder/worse`` in words; either half may be empty."""
    effort, _slash, change = answers.partition("/")
    said = [_EFFORTS[effort]() if effort in _EFFORTS else ""]
    said.append(_CHANGES[change]() if change in _CHANGES else "")
    return ", ".join(filter(None, said)) or _("no answer")


def _area(name: str) -> str:
    known = name in set(Area)
    return area_words(Area(name)).lower() if known else name


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
        area=_area(reason.detail),
        felt=felt_words(reason.detail) if reason.kind is Why.FELT else "",
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
        case _ if not reason.detail and reason.kind in _WITHOUT_DETAIL:
            return _(_WITHOUT_DETAIL[reason.kind])
        case _:
            return _(_PLAIN[reason.kind])


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for a text that is translated later
    """Mark a text for translation without translating it yet."""
    return text


_WITHOUT_DETAIL = {
    Why.NO_SUCH_REMINDER: N_("there is nothing to choose"),
    Why.NO_SUCH_EXERCISE: N_("there is no session to speak of yet"),
}
_PLAIN = {
    Why.NO_SUCH_REMINDER: N_("there is nothing called {detail}"),
    Why.NO_SUCH_EXERCISE: N_("there is no exercise called {detail}"),
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
    Why.PRESCRIBED: N_("your therapist gave it to you: {count} of {detail} today"),
    Why.UNFINISHED: N_("you began it at {since} and were interrupted"),
    Why.NEW_TO_YOU: N_("it has not had a turn yet"),
    Why.LONG_AGO: N_("its turn has come, the others were there more recently"),
    Why.AREA_NEGLECTED: N_("your week had the least of this: {area}"),
    Why.SEATED_IN_QUIET: N_("seated and silent, so that it disturbs nothing"),
    Why.EASIER: N_("an easier version, as you wished"),
    Why.GENTLE: N_("gentle movement, on day {count} of your gentle days"),
    Why.NOTHING_SUITS: N_("no exercise suits this break, a short walk does"),
    Why.ALL_LEFT_OUT: N_("you left out all exercises, a short walk does"),
    Why.TOO_LONG: N_("it takes {span} or more, longer than any of your breaks with an exercise"),
    Why.ELSEWHERE: N_("it is not for the places that you named; to add one: posture-break setup"),
    Why.PRESCRIPTION_HELD: N_("what your therapist gave you waits until your gentle days are over"),
    Why.FELT: N_("{felt}"),
    Why.WORSE_TWICE: N_(
        "you felt worse after it twice in a row, so it rests for {count} days; see When to get help"
    ),
    Why.FLARE_BEGAN: N_(
        "strength and holds pause, easy movement goes on, and tomorrow you are asked again;"
        " see When to get help"
    ),
    Why.FLARE_ASKED: N_("day {count} of your gentle days: is it still sore?"),
    Why.FLARE_HELP: N_(
        "day {count} of your gentle days: it may be time to let somebody look at it;"
        " see When to get help"
    ),
    Why.FLARE_GOES_ON: N_("day {count} of your gentle days: easy movement goes on"),
    Why.FLARE_OVER: N_("your gentle days are over: half the usual amount for the next three days"),
    Why.NO_FLARE: N_("you have no gentle days now"),
    Why.SET_UP: N_("you answered the first questions"),
    Why.SET_UP_SKIPPED: N_("you left the first questions for later"),
    Why.CARRYING: N_("you carry things today, so more tips are about lifting"),
    Why.NOT_CARRYING: N_("you carry nothing today"),
    Why.QUIET_CARDS: N_("breaks come quietly: seated, silent, and without a card"),
    Why.LOUD_CARDS: N_("breaks come as usual"),
    Why.LEFT_AT: N_("left at step {count} of {detail}"),
    Why.HIDDEN: N_("you left it out"),
    Why.SHOWN_AGAIN: N_("you want to see it"),
    Why.ANOTHER: N_("you wanted another one"),
    Why.NO_EASIER: N_("no easier version suits you"),
    Why.NOTHING_ELSE: N_("nothing else suits you right now"),
    Why.NO_EXERCISE: N_("this break brings no exercise"),
}
