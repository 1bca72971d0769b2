"""What a person may ask for, from whichever door: turned into engine events, answered in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, time

from posture_break.core import events
from posture_break.core.model import Effect, Kind, Moment, Plan, Reason, What, Why
from posture_break.durations import parse_duration
from posture_break.personal_requests import PERSONAL, serial
from posture_break.phrases import day_time, short_span
from posture_break.ports import Request, Response
from posture_break.texts import _
from posture_break.ui.menu import title
from posture_break.words import sentence

FAILED, USAGE, NOTHING_TO_DO = 1, 2, 4

Make = Callable[[Moment, Request], events.Event]


def event_of(request: Request, at: Moment) -> events.Event | None:
    """Return the engine event of a request; None: it is not for the engine.

    Raises ValueError with a sentence for arguments that nobody can mean.
    """
    make = _EVENTS.get(request.verb)
    return None if make is None else make(at, request)


def answer_of(request: Request, effects: tuple[Effect, ...], plan: Plan) -> Response:
    """Return what the engine's effects mean to the person who asked."""
    refused = next((each for each in effects if each.what is What.REFUSED), None)
    if refused is not None:
        return _refusal(request, refused.reason, plan)
    rested = (each for each in effects if each.what is What.RESTED)  # says more than "noted"
    told = next(rested, None) or next((each for each in effects if each.what in _TOLD), None)
    if told is None:
        open_already = request.verb == "take"
        return Response(_("It is open already.") if open_already else _("Done."))
    return Response(_TOLD[told.what](told), data=_data(told))


def no_reminder(name: str, known: Iterable[str]) -> Response:
    """Return that there is no reminder of that name, and which there are."""
    said = [_("There is no reminder called {name}.").format(name=name)] if name else []
    names = ", ".join(known)
    none = _("Your config names no reminder. To add one: posture-break config edit")
    said.append(_("You have: {names}.").format(names=names) if names else none)
    return Response(" ".join(said), USAGE if name or names else NOTHING_TO_DO)


def _no_tip(topic: str, plan: Plan) -> Response:
    topics = ", ".join(dict.fromkeys(tip.topic for tip in plan.tips))
    words = _("There are no tips about {topic}. There are: {topics}.")
    return Response(words.format(topic=topic, topics=topics), USAGE)


def _refusal(request: Request, reason: Reason, plan: Plan) -> Response:
    match reason.kind:
        case Why.NOTHING_OPEN:
            return Response(_("No break is open."), NOTHING_TO_DO)
        case Why.RESUMED:
            return Response(_("Nothing is paused."), NOTHING_TO_DO)
        case Why.NO_SUCH_REMINDER if request.verb == "tip":
            return _no_tip(reason.detail, plan)
        case Why.NO_SUCH_REMINDER:
            breaks = (each.name for each in plan.reminders if each.kind is Kind.BREAK)
            return no_reminder(reason.detail, breaks)
        case Why.NOT_A_BREAK | Why.NO_SUCH_EXERCISE:
            return Response(_sentence(reason), USAGE)
        case Why.NO_FLARE | Why.NO_EXERCISE:
            return Response(_sentence(reason), NOTHING_TO_DO)
        case _:
            return Response(_("Refused: {reason}.").format(reason=sentence(reason)), FAILED)


def _sentence(reason: Reason) -> str:
    said = sentence(reason)
    return f"{said[:1].upper()}{said[1:]}."


def _until(effect: Effect) -> str:
    return day_time(effect.until, effect.at.wall) if effect.until is not None else ""


_TOLD: Mapping[What, Callable[[Effect], str]] = {
    What.OPENS: lambda e: _("{reminder} is open.").format(reminder=title(e.reminder or "")),
    What.DONE: lambda e: _("{reminder} is done, after {span}.").format(
        reminder=title(e.reminder or ""), span=short_span(e.took or 0)
    ),
    What.SKIPPED: lambda e: _("{reminder} is skipped.").format(reminder=title(e.reminder or "")),
    What.SNOOZED: lambda e: _("{reminder} comes again at {time}.").format(
        reminder=title(e.reminder or ""), time=_until(e)
    ),
    What.PAUSED: lambda e: (
        _("Paused until {time}.").format(time=_until(e))
        if e.until is not None
        else _("Paused until you resume.")
    ),
    What.RESUMED: lambda _e: _("Resumed: every reminder starts a fresh interval."),
    What.TIP: lambda e: e.tip or "",
    What.CHANGED: lambda e: (
        _("Here is an easier version.") if e.reason.kind is Why.EASIER else _("Here is another.")
    ),
    What.FELT: lambda _e: _("Noted, thank you."),
    What.HIDDEN: lambda e: (
        _("It comes no more. To have it back: posture-break unhide {exercise}")
        if e.reason.kind is Why.HIDDEN
        else _("It goes on to be offered.")
    ).format(exercise=e.exercise),
    What.LEFT: lambda _e: _("Noted: the next break goes on with it."),
    **dict.fromkeys(
        (What.RESTED, What.FLARE, What.SET_UP, What.CARRYING, What.QUIET_CARDS),
        lambda e: _sentence(e.reason),
    ),
}


def _data(effect: Effect) -> dict[str, str | int | None]:
    return {
        "what": effect.what.value,
        "reminder": effect.reminder,
        "exercise": effect.exercise,
        "tip": effect.tip,
        "until": effect.until,
    }


def _text(request: Request, name: str) -> str | None:
    value = request.args.get(name)
    return None if value is None else str(value)


def _span(request: Request) -> int | None:
    text = _text(request, "for")
    if text is None:
        return None
    span = parse_duration(text)
    if not 0 < span <= _LONGEST:
        raise ValueError(_("{text} is no sensible time: say 5m or 1h").format(text=text))
    return span


_LONGEST = 31 * 86_400_000


def _steps(request: Request) -> tuple[int, int] | None:
    done, given = request.args.get("steps"), request.args.get("of")
    return (done, given) if isinstance(done, int) and isinstance(given, int) else None


def _pause(at: Moment, request: Request) -> events.Event:
    span, until = _span(request), _text(request, "until")
    if span is not None and until is not None:
        raise ValueError(_('give "for" or "until", not both'))
    if until is not None and until != "tomorrow":
        check_until(until)
        if "T" in until and datetime.fromisoformat(until).timestamp() * 1000 <= at.wall:
            raise ValueError(_("{until} is over already").format(until=until))
    return events.PauseAsked(at, span=span, until=until)


_YEARS = range(1971, 9999)  # whatever the zone, every platform can reckon with these


def check_until(until: str) -> None:
    """Raise ValueError unless ``until`` is a local HH:MM, or an ISO date-time of our age."""
    try:
        if "T" in until:
            known = datetime.fromisoformat(until).year in _YEARS
        else:
            known = time.fromisoformat(until).tzinfo is None
    except ValueError:
        known = False
    if not known:
        expected = _("expected a time such as 14:00")
        raise ValueError(f"{until!r}: {expected}")


_EVENTS: Mapping[str, Make] = {
    "done": lambda at, r: events.Done(at, serial(r), steps=_steps(r)),
    "short": lambda at, r: events.Done(at, serial(r), steps=_steps(r), short=True),
    "skip": lambda at, r: events.Skip(at, serial(r)),
    "snooze": lambda at, r: events.Snooze(at, serial(r), span=_span(r)),
    "another": lambda at, r: events.Another(at, serial(r)),
    "easier": lambda at, r: events.Easier(at, serial(r)),
    **PERSONAL,
    "take": lambda at, r: events.Take(at, reminder=_text(r, "reminder")),
    "tip": lambda at, r: events.TellTip(at, topic=_text(r, "topic")),
    "pause": _pause,
    "resume": lambda at, _r: events.Resume(at),
    "done-for-today": lambda at, _r: events.DoneForToday(at),
}
