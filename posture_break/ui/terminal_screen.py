"""What the terminal shows, as lines of text: pure, so that it can be tested without a terminal."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from posture_break.core.snapshot import Condition
from posture_break.durations import MINUTE, SECOND
from posture_break.phrases import short_span
from posture_break.plain import plain, plain_line
from posture_break.texts import _, ngettext
from posture_break.ui.menu import day_time, next_view, status_line, title, tooltip
from posture_break.ui.notes import Words, break_note
from posture_break.ui.terminal_keys import HELP, choices
from posture_break.ui.wrap import shorten, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from posture_break.core.snapshot import OpenView, Snapshot

_WIDEST = 72  # longer lines are hard to read, however wide the window
_BAR = 36
_LONGEST_TEXT = 10_000


class Style(Enum):
    """How a line is meant; the terminal decides what it can do about it."""

    STATUS = "status"
    BAR = "bar"
    STRONG = "strong"
    TEXT = "text"
    KEYS = "keys"


@dataclass(frozen=True, slots=True)
class Line:
    """One line that fits the window."""

    text: str = ""
    style: Style = Style.TEXT


@dataclass(frozen=True, slots=True)
class Scene:
    """All that a screen is made of; ``snapshot.now`` is the moment of drawing."""

    snapshot: Snapshot
    question: str = ""  # see terminal_keys
    message: tuple[str, ...] = ()  # something that was said: a title, then its text
    exercise: tuple[str, ...] = ()
    tip: str = ""
    share: float = 1.0  # of the way to the next break that is left
    line_drawing: bool = True  # whether the terminal has more than ASCII


def screen(scene: Scene, width: int, height: int) -> tuple[Line, ...]:
    """Return the lines for a window of this size; never more, never wider."""
    columns_free = max(1, min(width - 2 * _margin(width), _WIDEST))
    foot = _fitted(_foot(scene, columns_free), columns_free)
    body = [*_fitted(_head(scene), columns_free), *_fitted(_body(scene), columns_free)]
    room = height - len(foot) - 1
    if room < 1:  # a window of two or three lines: what is going on matters most
        return _indented((body + foot)[: max(1, height)], width)
    if len(body) > room:
        body = [*body[: room - 1], Line("…" if scene.line_drawing else "...")]
    return _indented([*body, Line(), *foot], width)


def report(scene: Scene) -> tuple[str, ...]:
    """Return what there is to say on a terminal that only takes line after line.

    Times of day rather than countdowns: it changes only when something has changed.
    """
    said = [tooltip(scene.snapshot)]
    view = scene.snapshot.open
    if view is not None:
        said += [line.text for line in _break(scene, view)]
    if scene.message:
        said += scene.message
    return tuple(plain_line(line, _LONGEST_TEXT) for line in said if line)


def offer(scene: Scene) -> str:
    """Return the keys that work now on one line: ``d Done, s Short version``."""
    offered = choices(scene.snapshot, "" if scene.question == HELP else scene.question)
    return ", ".join(f"{choice.key} {choice.label}" for choice in offered)


def next_change(snapshot: Snapshot) -> int | None:
    """Return in how many milliseconds the screen changes by itself; None: not before an event."""
    view = snapshot.open
    if view is not None:
        left = view.opened + view.lasts - snapshot.now
        return _to_next(left, SECOND) if 0 < left <= view.lasts else None
    coming = next_view(snapshot)
    if snapshot.condition is not Condition.WAITING or coming is None or coming.due is None:
        return None
    left = coming.due - snapshot.now
    if left <= 0:
        return None
    return _to_next(left, MINUTE if left > MINUTE else SECOND)


def share_left(snapshot: Snapshot, now: int) -> float:
    """Return how much is left at ``now`` of the open break, or of the way to the next one."""
    view = snapshot.open
    if view is not None:
        return (view.opened + view.lasts - now) / view.lasts if view.lasts else 0.0
    coming = next_view(snapshot)
    if coming is None or coming.due is None or coming.due <= snapshot.now:
        return snapshot.ring
    return snapshot.ring * (coming.due - now) / (coming.due - snapshot.now)


def columns(text: str) -> float:
    """Return how many columns a terminal takes for ``text``; East Asian characters take two."""
    return sum(_column(character) for character in text)


def _column(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def _to_next(left: int, step: int) -> int:
    """Return the time until a countdown, rounded up to whole steps, shows one less."""
    return left - (-(-left // step) - 1) * step


def _head(scene: Scene) -> Iterator[Line]:
    yield Line(_status(scene.snapshot), Style.STATUS)
    if scene.snapshot.condition in {Condition.WAITING, Condition.OPEN}:
        yield Line(_bar(scene), Style.BAR)
    if scene.snapshot.open is not None:
        yield from _time_left(scene.snapshot.open, scene.snapshot.now)


def _status(snapshot: Snapshot) -> str:
    coming = next_view(snapshot)
    if snapshot.condition is Condition.WAITING and coming is not None and coming.due is not None:
        left = coming.due - snapshot.now
        if 0 < left <= MINUTE:
            words = _("{reminder} again in {span}") if coming.snoozed else _("{reminder} in {span}")
            seconds = short_span(-(-left // SECOND) * SECOND)
            return words.format(reminder=title(coming.reminder), span=seconds)
    return status_line(snapshot)


def _bar(scene: Scene) -> str:
    """Draw the tray's ring as a line: what is left of the way, or of the break."""
    filled = round(_BAR * min(1.0, max(0.0, scene.share)))
    left, gone = ("━", "─") if scene.line_drawing else ("#", "-")
    return left * filled + gone * (_BAR - filled)


def _body(scene: Scene) -> Iterator[Line]:
    snapshot = scene.snapshot
    if scene.question == HELP:
        yield from _help(scene)
        return
    if snapshot.open is not None:
        yield Line()
        yield from _break(scene, snapshot.open)
    if scene.message:
        yield Line()
        first, *rest = scene.message
        yield Line(first, Style.STRONG)
        yield from (Line(text) for text in rest)
    if snapshot.open is None and not scene.message:
        yield from _outlook(snapshot)


def _break(scene: Scene, view: OpenView) -> Iterator[Line]:
    note = break_note(view, Words(), buttons_work=True)
    yield Line(note.title, Style.STRONG)
    yield from _texts(note.body)
    if scene.exercise:
        yield Line()
        first, *steps = scene.exercise
        yield Line(first, Style.STRONG)
        for step in steps:
            yield from _texts(step)
    if scene.tip:
        yield Line()
        yield from _texts(_("Tip: {tip}").format(tip=scene.tip))


def _time_left(view: OpenView, now: int) -> Iterator[Line]:
    left = view.opened + view.lasts - now
    if view.lasts <= 0:
        return
    if left > 0:
        span = short_span(-(-min(left, view.lasts) // SECOND) * SECOND)
        yield Line(_("{span} to go").format(span=span))
    else:
        yield Line(_("The time is up. Press d when you are done."))


def _outlook(snapshot: Snapshot) -> Iterator[Line]:
    """Yield what comes after the next, what today was like, and what does not work."""
    coming = next_view(snapshot)
    later = [view for view in snapshot.next if view is not coming and view.due is not None]
    if later:
        yield Line()
    for view in later[:3]:
        when = day_time(view.due or 0, snapshot.now)
        yield Line(_("Then {reminder} at {time}").format(reminder=title(view.reminder), time=when))
    today = _today(snapshot)
    if today:
        yield Line()
        yield Line(today)
    if snapshot.troubles:
        yield Line()
        for trouble in snapshot.troubles:
            yield from _texts(trouble)


def _today(snapshot: Snapshot) -> str:
    tally = snapshot.tally
    parts = (
        (tally.done, ngettext("{number} break done", "{number} breaks done", tally.done)),
        (
            tally.natural,
            ngettext("{number} by being away", "{number} by being away", tally.natural),
        ),
        (tally.skipped, ngettext("{number} skipped", "{number} skipped", tally.skipped)),
        (tally.missed, ngettext("{number} missed", "{number} missed", tally.missed)),
    )
    said = ", ".join(words.format(number=number) for number, words in parts if number)
    return _("Today: {tally}").format(tally=said) if said else ""


def _help(scene: Scene) -> Iterator[Line]:
    yield Line()
    for choice in choices(scene.snapshot):
        yield Line(f"{choice.key}  {choice.label}", Style.KEYS)
    yield Line()
    yield from _texts(_("The same works from any other terminal: posture-break --help"))


def _foot(scene: Scene, width: int) -> Iterator[Line]:
    if scene.question == HELP:
        yield Line(_("? Back"))
        return
    offered = choices(scene.snapshot, scene.question)
    if not scene.question:
        keys = [f"{each.key} {each.label}" for each in offered]
        yield from (Line(row, Style.KEYS) for row in _rows(keys, width))
        return
    yield Line(_QUESTIONS[scene.question](), Style.STRONG)
    for index, each in enumerate(offered):
        enter = _(" (Enter)") if index == 0 else ""
        yield Line(f"{each.key}  {each.label}{enter}", Style.KEYS)
    yield Line(_("Any other key: back"))


_QUESTIONS = {
    "snooze": lambda: _("Snooze for how long?"),
    "take": lambda: _("Which break?"),
    "pause": lambda: _("Pause for how long?"),
}


def _rows(keys: list[str], width: int) -> Iterator[str]:
    """Fill rows with keys; no key is torn from its label."""
    row = ""
    for key in keys:
        longer = f"{row}   {key}" if row else key
        if row and columns(longer) > width:
            yield row
            longer = key
        row = longer
    if row:
        yield row


def _texts(text: str) -> Iterator[Line]:
    yield from (Line(each) for each in plain(text, _LONGEST_TEXT).split("\n") if each)


def _margin(width: int) -> int:
    return 2 if width >= 30 else 0


def _indented(lines: list[Line], width: int) -> tuple[Line, ...]:
    margin = " " * _margin(width)
    return tuple(Line(margin + line.text if line.text else "", line.style) for line in lines)


def _fitted(lines: Iterator[Line], width: int) -> list[Line]:
    return [fitted for line in lines for fitted in _fit(line, width)]


def _fit(line: Line, width: int) -> Iterator[Line]:
    text = plain_line(line.text, _LONGEST_TEXT) if line.style is not Style.KEYS else line.text
    if line.style is Style.BAR:
        yield Line(text[:width], line.style)
    elif line.style is Style.STATUS:
        yield Line(shorten(text, width, columns), line.style)
    elif columns(text) <= width:
        yield Line(text, line.style)
    else:
        for part in wrap(text, width, columns):
            yield Line(part, line.style)
