"""What the terminal shows, as lines of text: pure, so that it can be tested without a terminal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from posture_break.core.snapshot import Condition
from posture_break.durations import MINUTE, SECOND
from posture_break.phrases import day_time, short_span
from posture_break.texts import _, ngettext
from posture_break.ui.menu import next_view, status_line, title
from posture_break.ui.notes import Words, break_note
from posture_break.ui.terminal_keys import HELP, choices
from posture_break.ui.terminal_lines import (
    WIDEST,
    Line,
    Style,
    fitted,
    indented,
    margin,
    rows,
    texts,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from posture_break.core.snapshot import OpenView, Snapshot

_BAR = 36


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
    columns_free = max(1, min(width - 2 * margin(width), WIDEST))
    foot = fitted(_foot(scene, columns_free), columns_free)
    body = [*fitted(_head(scene), columns_free), *fitted(_body(scene), columns_free)]
    room = height - len(foot) - 1
    if room < 1:  # a window of two or three lines: what is going on matters most
        parts = foot + body if scene.question else body + foot  # no key without its question
        return indented(parts[: max(1, height)], width)
    if len(body) > room:
        body = [*body[: room - 1], Line("…" if scene.line_drawing else "...")]
    return indented([*body, Line(), *foot], width)


def offer(scene: Scene) -> str:
    """Return the keys that work now on one line: ``d Done, s Short version``."""
    offered = choices(scene.snapshot, "" if scene.question == HELP else scene.question)
    return ", ".join(f"{choice.key} {choice.label}" for choice in offered)


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
        yield from break_text(scene, snapshot.open)
    if scene.message:
        yield Line()
        first, *rest = scene.message
        yield Line(first, Style.STRONG)
        yield from (Line(text) for text in rest)
    if snapshot.open is None and not scene.message:
        yield from _outlook(snapshot)


def break_text(scene: Scene, view: OpenView) -> Iterator[Line]:
    """Return the open break in words: what it is for, its exercise, its tip."""
    note = break_note(view, Words(), buttons_work=True)
    yield Line(note.title, Style.STRONG)
    yield from texts(note.body)
    if scene.exercise:
        yield Line()
        first, *steps = scene.exercise
        yield Line(first, Style.STRONG)
        for step in steps:
            yield from texts(step)
    if scene.tip:
        yield Line()
        yield from texts(_("Tip: {tip}").format(tip=scene.tip))


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
            yield from texts(trouble)


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
    yield from texts(_("The same works from any other terminal: posture-break --help"))


def _foot(scene: Scene, width: int) -> Iterator[Line]:
    if scene.question == HELP:
        yield Line(_("? Back"))
        return
    offered = choices(scene.snapshot, scene.question)
    if not scene.question:
        keys = [f"{each.key} {each.label}" for each in offered]
        yield from (Line(row, Style.KEYS) for row in rows(keys, width))
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
    "hurts": lambda: _("How is your back today?"),
    "today": lambda: _("What is so today?"),
}
