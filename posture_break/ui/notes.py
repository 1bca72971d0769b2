"""The words of every notification: snapshot values and catalogue texts become a `Note`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from posture_break.durations import SECOND
from posture_break.phrases import short_span, span
from posture_break.ports import Note, Request
from posture_break.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from posture_break.core.snapshot import OpenView

NOTICE, TIP, LIMIT, TROUBLE, MESSAGE = "notice", "tip", "limit", "trouble", "message"
FLARE, RESTED = "flare", "rested"
_HIDE = "hide-"  # followed by the exercise that was skipped again and again
_BREAK = "break-"

_TIP_STAYS = 20 * SECOND  # enough to read two sentences twice
_LIMIT_STAYS = 60 * SECOND
_TITLE_UNITS = 60  # longer own words go into the body, which has room for them

_VERBS = {
    "done": "done",
    "snooze": "snooze",
    "skip": "skip",
    "open-card": "card",
    "done-for-today": "done-for-today",
    "tip-why": "tip-why",
    "help": "help",
    "hide": "hide",
    "unhide": "unhide",
}
_SORE = {"still-sore": "goes-on", "better": "over"}  # what these say to a flare-up


@dataclass(frozen=True, slots=True)
class Words:
    """What the catalogue says of a break's exercise and tip."""

    exercise: str = ""  # its name
    steps: tuple[str, ...] = ()  # what to do; given where no card can show it
    dose: str = ""  # how much of it
    tip: str = ""


def break_key(serial: int) -> str:
    """Return the key of the note that belongs to the break with this serial number."""
    return f"{_BREAK}{serial}"


def break_note(
    view: OpenView,
    words: Words,
    buttons_work: bool | None,
    *,
    snooze: int = 0,
    card: bool = False,
) -> Note:
    """Return the note that asks for the open break.

    ``snooze`` is the default choice in milliseconds, for the button's label; ``card`` says
    whether a card can be opened. Unless buttons surely work, the body tells how to answer.
    """
    title, body = headline(view)
    lines = [body]
    if words.exercise:
        lines.append(_("Exercise: {exercise}").format(exercise=words.exercise))
    if not buttons_work:  # before all that may be long: some services cut the end off
        lines.append(_("To answer: the tray menu, or posture-break done"))
    lines += [f"{number}. {step}" for number, step in enumerate(words.steps, 1)]
    lines.append(words.dose)
    if words.tip:
        lines.append(_("Tip: {tip}").format(tip=words.tip))
    return Note(
        key=break_key(view.serial),
        title=title,
        body=_joined(lines),
        buttons=_break_buttons(view.snoozes_left, snooze, card=card),
        quiet=view.quiet or view.calm,
    )


def notice_note(
    reminder: str, opens_in: int, buttons_work: bool | None, *, snooze: int = 0
) -> Note:
    """Return the quiet note that announces a break which opens in ``opens_in`` milliseconds."""
    lines = [_("A good moment to finish your sentence.")]
    if not buttons_work:
        lines.append(_("To put it off: the tray menu, or posture-break snooze"))
    return Note(
        key=NOTICE,
        title=_("{reminder} in {span}").format(reminder=_capital(reminder), span=span(opens_in)),
        body=_joined(lines),
        buttons=(("snooze", _snooze_label(snooze)), ("skip", _("Skip"))),
        quiet=True,
        expires=max(SECOND, opens_in),
    )


def tip_note(tip: str, topic: str = "") -> Note:
    """Return the quiet note that tells a tip; it wants no answer and leaves by itself."""
    title = _("A tip: {topic}").format(topic=topic) if topic else _("A tip")
    why = (("tip-why", _("Why?")),)
    return Note(key=TIP, title=title, body=tip, buttons=why, quiet=True, expires=_TIP_STAYS)


def flare_note(day: int, buttons_work: bool | None, *, suggest_help: bool) -> Note:
    """Return the note that asks once a day whether it is still sore."""
    lines = [_("You are having gentle days; this is day {day}.").format(day=day)]
    if suggest_help:
        lines.append(_("It has been sore for a while. A doctor or physiotherapist can help."))
    if not buttons_work:
        lines.append(_("To answer: the tray menu, or posture-break better"))
    return Note(
        key=FLARE,
        title=_("How is your back today?"),
        body=_joined(lines),
        buttons=(
            ("still-sore", _("Still sore")),
            ("better", _("Better")),
            ("help", _("When to get help")),
        ),
        quiet=True,
    )


def hide_key(exercise: str) -> str:
    """Return the key of the note that offers to leave an exercise out."""
    return f"{_HIDE}{exercise}"


def hide_note(exercise: str, name: str, buttons_work: bool | None) -> Note:
    """Return the note that offers to leave out an exercise that was skipped three times."""
    lines = [_("You skipped it three times. Shall it stay away?")]
    if not buttons_work:
        lines.append(_("To leave it out: posture-break hide {exercise}").format(exercise=exercise))
    return Note(
        key=hide_key(exercise),
        title=name,
        body=_joined(lines),
        buttons=(("hide", _("Leave it out")), ("unhide", _("Keep it"))),
        quiet=True,
        expires=_LIMIT_STAYS,
    )


def rested_note(name: str, why: str) -> Note:
    """Return the note that says which exercise rests for a while, and why."""
    said = f"{why[:1].upper()}{why[1:]}."
    return Note(
        key=RESTED,
        title=_("{exercise} takes a rest").format(exercise=name),
        body=said,
        buttons=(("help", _("When to get help")),),
        quiet=True,
    )


def limit_note(worked_today: int, buttons_work: bool | None) -> Note:
    """Return the note that tells of the day's limit; it offers to end the reminders for today."""
    lines = [_("You have been at work for {span} today.").format(span=span(worked_today))]
    if not buttons_work:
        lines.append(_("To rest until your next working day: the tray menu"))
    return Note(
        key=LIMIT,
        title=_("The day's limit is reached"),
        body=_joined(lines),
        buttons=(("done-for-today", _("Done for today")),),
        expires=_LIMIT_STAYS,
    )


def trouble_key(part: str = "") -> str:
    """Return the key of the note on what is wrong with one part of the program."""
    return f"{TROUBLE}-{part}" if part else TROUBLE


def trouble_note(sentences: Iterable[str], part: str = "") -> Note:
    """Return the note that tells what does not work and how to mend it; it stays until read."""
    return Note(
        key=trouble_key(part),
        title=_("Posture Break needs a hand"),
        body=_joined(sentences),
        quiet=True,
    )


def message_note(title: str, text: str) -> Note:
    """Return the note that answers what the person asked for by a door without words."""
    return Note(key=MESSAGE, title=title, body=text, expires=_LIMIT_STAYS)


def request_for(key: str, button: str) -> Request | None:
    """Return what the person asked for by pressing ``button`` on the note with this key."""
    if key == FLARE and button in _SORE:
        return Request("flare", {"value": _SORE[button]}, door="notification")
    verb = _VERBS.get(button)
    if verb is None:
        return None
    if key.startswith(_HIDE):
        return Request(verb, {"exercise": key.removeprefix(_HIDE)}, door="notification")
    serial = key.removeprefix(_BREAK)
    known = key.startswith(_BREAK) and serial.isdecimal()
    return Request(verb, {"serial": int(serial)} if known else {}, door="notification")


def headline(view: OpenView) -> tuple[str, str]:
    """Return what a break asks for: a title, and a first line with how long it takes."""
    match view.says:
        case "stand-up":
            title, body = _("Time to stand up"), _("Walk a few steps and let your shoulders drop.")
        case "stretch":
            title, body = _("Time to stretch"), _("Move slowly, and only as far as it feels good.")
        case "eyes":
            title, body = _("Rest your eyes"), _("Look at something far away, and blink.")
        case "water":
            title, body = _("Time for some water"), _("Get up for a glass, and drink it in peace.")
        case "":
            title, body = _("Time for a break"), _capital(view.reminder)
        case own:
            title, body = (own, "") if len(own) <= _TITLE_UNITS else (_("Time for a break"), own)
    gap = " " if body.endswith(".") else "\n"  # own words may be no sentence
    return title, gap.join(part for part in (body, _how_long(view.lasts)) if part)


def _how_long(lasts: int) -> str:
    return _("Takes {span}.").format(span=span(lasts)) if lasts > 0 else ""


def _break_buttons(snoozes_left: int, snooze: int, *, card: bool) -> tuple[tuple[str, str], ...]:
    buttons = [("done", _("Done"))]
    if snoozes_left > 0:
        buttons.append(("snooze", _snooze_label(snooze)))
    buttons.append(("skip", _("Skip")))
    if card:
        buttons.append(("open-card", _("Open card")))
    return tuple(buttons)


def _snooze_label(snooze: int) -> str:
    if snooze <= 0:
        return _("Snooze")
    return _("Snooze {span}").format(span=short_span(snooze))


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(line for line in lines if line)
