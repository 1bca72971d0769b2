"""The tray menu as data: what a snapshot lets a person choose, in words and requests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from posture_break.core.model import Kind
from posture_break.core.snapshot import Condition
from posture_break.durations import HOUR, MINUTE, format_duration
from posture_break.phrases import day_time, short_span
from posture_break.plain import plain_line
from posture_break.ports import Request
from posture_break.texts import _
from posture_break.words import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from posture_break.core.snapshot import NextView, PrescribedView, Snapshot

PAUSES = (30 * MINUTE, HOUR, 2 * HOUR)
_WIDEST = 80  # UTF-16 units of one menu line


@dataclass(frozen=True, slots=True)
class Item:
    """One line: what it says, and what choosing it asks for.

    ``id`` stays the same as long as the line means the same, whatever it says meanwhile.
    """

    id: str
    text: str = ""
    request: Request | None = None
    children: tuple[Item, ...] = ()
    enabled: bool = True
    separator: bool = False
    default: bool = False  # what a plain click on the icon does, where that does not open the menu


def menu(snapshot: Snapshot) -> tuple[Item, ...]:
    """Return the whole menu for this snapshot."""
    return tuple(_lines(snapshot))


def _lines(snapshot: Snapshot) -> Iterator[Item]:
    yield Item("status", status_line(snapshot), _request("panel"), default=True)
    yield from _troubles(snapshot)
    yield _separator("answers")
    answers = tuple(_answers(snapshot))
    if answers:
        yield from answers
        yield _separator("always")
    if snapshot.reminders:
        yield Item("take", _("Take a break"), children=tuple(_takes(snapshot)))
    yield Item("tip", _("Show a tip"), _request("tip"))
    yield from _back(snapshot)
    if snapshot.paused:
        yield Item("resume", _("Resume"), _request("resume"))
    else:
        yield Item("pause", _("Pause"), children=tuple(_pauses()))
    yield _separator("program")
    yield Item("settings", _("Settings"), children=tuple(_settings()))
    yield Item("about", _("About"), _request("about"))
    yield Item("quit", _("Quit"), _request("quit"))


def _troubles(snapshot: Snapshot) -> Iterator[Item]:
    if snapshot.troubles:
        lines = tuple(
            Item(f"trouble/{number}", plain_line(sentence, 2 * _WIDEST), enabled=False)
            for number, sentence in enumerate(snapshot.troubles)
        )
        yield Item("trouble", _("Something needs your attention"), children=lines)


def _answers(snapshot: Snapshot) -> Iterator[Item]:
    """Yield what can be said to the open break, or to the one that is announced (law 10)."""
    view = snapshot.open
    if view is not None:
        args: dict[str, str | int] = {"serial": view.serial}
        yield Item("done", _("Done"), _request("done", **args))
        yield Item("short", _("Short version"), _request("short", **args))
        yield _snooze(snapshot, args, view.snoozes_left)
        yield Item("skip", _("Skip"), _request("skip", **args))
    elif snapshot.notice is not None:
        args = {"reminder": snapshot.notice}
        yield _snooze(snapshot, args, 1)  # the engine knows whether any is left
        yield Item("skip", _("Skip"), _request("skip", **args))
    if snapshot.limit_reached:
        yield Item("done-for-today", _("Done for today"), _request("done-for-today"))


def _snooze(snapshot: Snapshot, args: dict[str, str | int], left: int) -> Item:
    if left <= 0:
        return Item("snooze-used-up", _("Snooze: no more for this break"), enabled=False)
    choices = tuple(
        Item(
            f"snooze/{choice}",
            short_span(choice),
            _request("snooze", **args, **{"for": format_duration(choice)}),
        )
        for choice in snapshot.snooze_choices
    )
    return Item("snooze", _("Snooze"), children=choices, enabled=bool(choices))


def _takes(snapshot: Snapshot) -> Iterator[Item]:
    for name in snapshot.reminders:
        yield Item(f"take/{name}", title(name), _request("take", reminder=name))


def _back(snapshot: Snapshot) -> Iterator[Item]:
    """Yield what there is to say of the person's back; help is never further than one submenu."""
    sore = snapshot.flare_day is not None
    hurts = _("It hurts") if not sore else _("How is your back today?")
    yield Item("hurts", hurts, _request("hurts"))
    yield Item("help", _("When to get help"), _request("help"))
    yield Item("today", _("Today"), children=tuple(_today(snapshot, sore=sore)))


def _today(snapshot: Snapshot, *, sore: bool) -> Iterator[Item]:
    """Yield what is so for today: prescriptions, carrying, quiet, gentle days."""
    for each in snapshot.prescribed:
        yield Item(
            f"prescribed/{each.key}", tally_line(each), _request("card", exercise=each.exercise)
        )
    if sore:
        yield Item("better", _("My back is better"), _request("flare", value="over"))
    if snapshot.carrying:
        yield Item("carrying", _("I carry nothing more today"), _switch("carrying", on=False))
    else:
        yield Item("carrying", _("I carry things today"), _switch("carrying", on=True))
    if snapshot.quiet_cards:
        yield Item("quiet-cards", _("Show cards again"), _switch("quiet-cards", on=False))
    else:
        yield Item("quiet-cards", _("No cards, seated and quiet"), _switch("quiet-cards", on=True))


def tally_line(view: PrescribedView) -> str:
    """Return how much of a prescription is done today: ``Bird dog: 1 of 2 today``."""
    words = _("{exercise}: {done} of {of} today")
    if view.held is not None and view.done < view.of:
        words = _("{exercise}: {done} of {of} today, the rest waits")
    name = title(view.key.replace("-", " "))
    return words.format(exercise=name, done=view.done, of=view.of)


def _switch(verb: str, *, on: bool) -> Request:
    return _request(verb, value="on" if on else "off")


def _pauses() -> Iterator[Item]:
    for span in PAUSES:
        wanted = _request("pause", **{"for": format_duration(span)})
        yield Item(f"pause/{span}", short_span(span), wanted)
    yield Item("pause/tomorrow", _("Until tomorrow"), _request("pause", until="tomorrow"))
    yield Item("pause/resumed", _("Until I resume"), _request("pause"))


def _settings() -> Iterator[Item]:
    yield Item("setup", _("First questions"), _request("setup"))
    yield Item("open-config", _("Open config"), _request("open-config"))
    yield Item("check-config", _("Check config"), _request("check-config"))


def _request(verb: str, **args: str | int) -> Request:
    return Request(verb, args, door="menu")


def _separator(name: str) -> Item:
    return Item(f"separator/{name}", separator=True)


# What is going on, in one line


def status_line(snapshot: Snapshot) -> str:
    """Return what is going on: ``Stretch in 12 min``, ``Held: call since 10:02``."""
    line = _now(snapshot)
    if line:
        return line
    coming = next_view(snapshot)
    if coming is None or coming.due is None:
        return _("No reminder is planned")
    words = _("{reminder} in {span}")
    if coming.snoozed:
        words = _("{reminder} again in {span}")
    span = minutes_left(coming.due - snapshot.now)
    return words.format(reminder=title(coming.reminder), span=span)


def tooltip(snapshot: Snapshot) -> str:
    """Return the same for the icon's tooltip, with times of day alone: it does not grow stale."""
    line = _now(snapshot)
    if line:
        return line
    coming = next_view(snapshot)
    if coming is None or coming.due is None:
        return _("No reminder is planned")
    when = day_time(coming.due, snapshot.now)
    return _("{reminder} at {time}").format(reminder=title(coming.reminder), time=when)


def next_view(snapshot: Snapshot) -> NextView | None:
    """Return the reminder to speak of: the next break, or the next tip where none will come."""
    planned = [view for view in snapshot.next if view.due is not None]
    breaks = (view for view in planned if view.kind is Kind.BREAK)
    return next(breaks, planned[0] if planned else None)


def _now(snapshot: Snapshot) -> str:
    """Return the line for everything but a countdown; empty while counting down."""
    match snapshot.condition:
        case Condition.OPEN:
            return _open(snapshot)
        case Condition.PAUSED:
            return _until(
                _("Paused until {time}"),
                _("Paused until you resume"),
                snapshot.paused_until,
                snapshot.now,
            )
        case Condition.OFF_HOURS:
            return _until(
                _("Off hours until {time}"), _("Off hours"), snapshot.hours_begin, snapshot.now
            )
        case Condition.AWAY:
            return _until(_("Away since {time}"), _("Away"), snapshot.away_since, snapshot.now)
        case Condition.HELD:
            return _capital(sentence(snapshot.held, snapshot.now)) if snapshot.held else _("Held")
        case Condition.WAITING:
            return ""
        case Condition.IDLE:
            return _("No reminder is planned")
        case unknown:
            assert_never(unknown)


def _open(snapshot: Snapshot) -> str:
    if snapshot.open is None:
        return _("A break is open")
    since = day_time(snapshot.open.opened, snapshot.now)
    return _("Now: {reminder}, since {time}").format(
        reminder=title(snapshot.open.reminder), time=since
    )


def _until(with_time: str, without: str, wall: int | None, now: int) -> str:
    return without if wall is None else with_time.format(time=day_time(wall, now))


def title(reminder: str) -> str:
    """Return a reminder's name as the person wrote it, with a capital: ``Stand-up``."""
    return _capital(plain_line(reminder, _WIDEST))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def minutes_left(milliseconds: int) -> str:
    """Return how long until then: ``12 min``, ``1 h 5 min``, or that it is nearly there.

    Rounded up, so that it never says nothing is left while something is.
    """
    if milliseconds < MINUTE:
        return _("less than a minute") if milliseconds > 0 else _("a moment")
    return short_span(-(-milliseconds // MINUTE) * MINUTE)
