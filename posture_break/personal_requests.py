"""What a person tells of themselves, from whichever door: turned into engine events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from posture_break.core import events
from posture_break.core.model import Moment
from posture_break.core.practice import Change, Effort
from posture_break.core.session import Side
from posture_break.ports import Request
from posture_break.settings import PLACES
from posture_break.texts import _


def text(request: Request, name: str) -> str | None:
    """Return an argument as text, None where it is left out."""
    value = request.args.get(name)
    return None if value is None else str(value)


def serial(request: Request) -> int | None:
    """Return which break a request is about, None where it does not say."""
    number = request.args.get("serial")
    return number if isinstance(number, int) else None


def _one_of(request: Request, name: str, known: Iterable[str], default: str) -> str:
    """Return a word out of a few; ValueError names them."""
    value, known = text(request, name) or default, tuple(known)
    if value not in known:
        words = _("{value} is not known; say one of: {known}")
        raise ValueError(words.format(value=repr(value), known=", ".join(filter(None, known))))
    return value


def _listed(request: Request, name: str) -> tuple[str, ...] | None:
    """Return the words of a comma list, () for an empty one, None for one that is left out."""
    value = text(request, name)
    if value is None:
        return None
    return tuple(dict.fromkeys(word.strip() for word in value.split(",") if word.strip()))


def _felt(at: Moment, request: Request) -> events.Event:
    effort = _one_of(request, "effort", ("", *Effort), "")
    change = _one_of(request, "change", ("", *Change), "")
    if not effort and not change:
        raise ValueError(_("say how it was: easier, right or harder; better, same or worse"))
    return events.Felt(at, exercise=text(request, "exercise") or "", effort=effort, change=change)


def _flare(at: Moment, request: Request) -> events.Event:
    return _FLARE[_one_of(request, "value", _FLARE, "on")](at)


_FLARE: Mapping[str, type[events.Personal]] = {
    "on": events.FlareOn,
    "goes-on": events.FlareGoesOn,
    "over": events.FlareOver,
}


def _set_up(at: Moment, request: Request) -> events.Event:
    places, avoid = _listed(request, "places"), _listed(request, "avoid")
    for place in places or ():
        if place not in PLACES:
            words = _("{value} is not known; say one of: {known}")
            raise ValueError(words.format(value=repr(place), known=", ".join(PLACES)))
    demand = _one_of(request, "demand", ("", "1", "2", "3"), "")
    return events.SetUp(at, places=places or None, avoid=avoid, demand=int(demand or 0) or None)


def _left(at: Moment, request: Request) -> events.Event:
    step, of = request.args.get("at"), request.args.get("of")
    if not isinstance(step, int) or not isinstance(of, int):
        raise ValueError(_('"at" and "of" must be numbers of steps'))  # noqa: TRY004 - what a person asked for, as all faults of requests
    side = _one_of(request, "side", ("", *Side), "")
    exercise = text(request, "exercise") or ""
    return events.Left(at, exercise, step, of, Side(side) if side else None, serial(request))


def _exercise(request: Request) -> str:
    exercise = text(request, "exercise")
    if not exercise:
        raise ValueError(_("say which exercise"))
    return exercise


def _is_on(request: Request) -> bool:
    return _one_of(request, "value", ("on", "off"), "on") == "on"


PERSONAL: Mapping[str, Callable[[Moment, Request], events.Event]] = {
    "left": _left,
    "felt": _felt,
    "flare": _flare,
    "set-up": _set_up,
    "carrying": lambda at, r: events.Carrying(at, on=_is_on(r)),
    "quiet-cards": lambda at, r: events.QuietCards(at, on=_is_on(r)),
    "hide": lambda at, r: events.Hide(at, exercise=_exercise(r)),
    "unhide": lambda at, r: events.Unhide(at, exercise=_exercise(r)),
}
