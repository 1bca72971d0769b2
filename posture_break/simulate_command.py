"""``posture-break simulate``: the real engine in virtual time, as a timeline or as JSON lines."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import time
from pathlib import Path
from typing import Any, TextIO

from posture_break.adapters.clock import Clock, SystemZone
from posture_break.config import ConfigFaults, load, parse
from posture_break.content.load import load_catalogue
from posture_break.core import hours
from posture_break.core.model import Effect, Plan, What
from posture_break.core.simulate import Answering, Simulation
from posture_break.guide import Guide
from posture_break.plan import plan_from
from posture_break.settings import Settings
from posture_break.simulate_events import EventFault, Reading, moment
from posture_break.texts import _
from posture_break.ui.menu import title
from posture_break.words import sentence

_DAY_MS = 86_400_000
ZONE = SystemZone()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asked for."""

    begin: str | None = None
    until: str | None = None
    events: str | None = None
    answer: str = "done"
    seed: int = 1
    as_json: bool = False


def run(wanted: Wanted, config_file: Path | None, default_file: Path | None) -> int:
    """Simulate and print; returns the exit code."""
    guide = Guide(load_catalogue())
    try:
        if config_file is not None:
            settings = load(config_file, must_exist=True)
        else:
            settings = Settings() if default_file is None else load(default_file)
        simulation = _simulation(wanted, _plan(settings, guide), guide)
    except (ConfigFaults, EventFault, ValueError, OSError) as fault:
        print(fault, file=sys.stderr)
        return 2
    effects = _with_progress(simulation)
    try:
        printed = _print_json(effects) if wanted.as_json else _print_timeline(effects, guide)
    except EventFault as fault:  # found while reading on
        print(fault, file=sys.stderr)
        return 2
    return printed


def _plan(settings: Settings, guide: Guide) -> Plan:
    guide.follow(settings)
    plan = plan_from(settings, guide.exercises(), guide.tips(), guide.prescribed())
    return replace(plan, zone=ZONE)


def _plan_of(text: str, guide: Guide) -> Plan:
    """Return the plan of a whole config given as text; ValueError with all of its faults."""
    try:
        return _plan(parse(text, "toml"), guide)
    except ConfigFaults as faults:
        raise ValueError(str(faults)) from faults


def _simulation(wanted: Wanted, plan: Plan, guide: Guide) -> Simulation:
    today = hours.local(Clock().now().wall, ZONE).date()
    midnight = hours.wall_at(today, time(0), ZONE)
    start, end = _window(plan, midnight)
    if wanted.begin is not None:
        start = moment(wanted.begin, today, ZONE)
        end = None
    if wanted.until is not None:
        end = moment(wanted.until, hours.local(start, ZONE).date(), ZONE)
    if end is None:
        end = start + _DAY_MS
    if end < start:
        raise ValueError(_("--until lies before --from"))
    reading = Reading(wanted.events or "", start, ZONE, lambda text: _plan_of(text, guide))
    happenings = tuple(reading.happenings(_lines(wanted.events))) if wanted.events else ()
    return Simulation(plan, start, end, happenings, Answering(wanted.answer), wanted.seed)


def _window(plan: Plan, midnight: int) -> tuple[int, int | None]:
    """Return start and end of today's working hours, of the next working day's, or midnight."""
    if plan.hours is None:
        return midnight, None
    inside, change = hours.working(plan.hours, midnight, ZONE)
    if inside or change is None:
        return midnight, None
    start, end = change, change
    day = hours.local(change, ZONE).date()
    while end is not None:
        inside, after = hours.working(plan.hours, end, ZONE)
        if after is None or (not inside and hours.local(after, ZONE).date() != day):
            break
        end = after
    return start, end


def _lines(name: str) -> list[str]:
    if name == "-":
        return sys.stdin.read().splitlines()
    try:
        return Path(name).read_text("utf-8").splitlines()
    except UnicodeDecodeError:
        raise EventFault(_("{name}: not UTF-8 text").format(name=name)) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise EventFault(_("{name}: {reason}").format(name=name, reason=reason)) from None


def _print_json(effects: Iterable[Effect]) -> int:
    write = sys.stdout.write
    for effect in effects:
        write(json.dumps(as_data(effect), ensure_ascii=False) + "\n")
    return 0


def as_data(effect: Effect) -> dict[str, Any]:
    """Return one line of ``simulate --json``."""
    data: dict[str, Any] = {
        "at": _iso(effect.at.wall),
        "what": effect.what.value,
        "reminder": effect.reminder,
        "why": sentence(effect.reason),
    }
    if effect.presence is not None:
        data["is"] = effect.presence.value
    extras = {
        "exercise": effect.exercise,
        "tip": effect.tip,
        "until": None if effect.until is None else _iso(effect.until),
        "took": None if effect.took is None else effect.took // 1000,
        "short": effect.short or None,
        "quiet": effect.quiet or None,
    }
    return data | {name: value for name, value in extras.items() if value is not None}


def _iso(wall: int) -> str:
    return hours.local(wall, ZONE).isoformat(timespec="seconds")


# --- for people ----------------------------------------------------------------------------------

_MARKS = {
    What.OPENS: "●",
    What.DONE: "✓",
    What.NATURAL: "✓",
    What.SKIPPED: "✗",
    What.MISSED: "✗",
    What.SNOOZED: "…",
    What.TIP: "·",
}


def _print_timeline(effects: Iterable[Effect], guide: Guide) -> int:
    """Print a day by day timeline, and what it came to."""
    counts: Counter[What] = Counter()
    day = None
    for effect in effects:
        counts[effect.what] += 1
        at = hours.local(effect.at.wall, ZONE)
        if at.date() != day:
            if day is not None:
                print()
            day = at.date()
            print(f"{at:%A, %Y-%m-%d}")
        seconds = f":{at:%S}" if at.second else ""
        mark = _MARKS.get(effect.what, "-")
        print(f"  {at:%H:%M}{seconds:<3} {mark} {told(effect, guide)}")
    print()
    print(_summary(counts))
    return 0


def told(effect: Effect, guide: Guide) -> str:
    """Return what happened, in words."""
    said = _WORDS[effect.what]().format(
        reminder=title(effect.reminder or ""),
        until="" if effect.until is None else f"{hours.local(effect.until, ZONE):%H:%M}",
        why=sentence(effect.reason),
    )
    details = []
    if effect.what in _NAMES_IT and effect.exercise is not None:
        details.append(guide.exercise(effect.exercise)[0])
    if effect.what in {What.OPENS, What.TIP} and effect.tip is not None:
        details.append(_("tip: {tip}").format(tip=guide.tip(effect.tip)))
    return said + "".join(f"\n              {detail}" for detail in details)


_NAMES_IT = {What.OPENS, What.CHANGED, What.LEFT, What.FELT, What.RESTED, What.HIDDEN}
_WORDS: dict[What, Callable[[], str]] = {
    What.OPENS: lambda: _("{reminder} opens ({why})"),
    What.NOTICE: lambda: _("{reminder} is announced ({why})"),
    What.OWED: lambda: _("{reminder} is due, but waits ({why})"),
    What.DONE: lambda: _("{reminder} done ({why})"),
    What.SKIPPED: lambda: _("{reminder} skipped ({why})"),
    What.MISSED: lambda: _("{reminder} missed ({why})"),
    What.NATURAL: lambda: _("{reminder} counts as taken ({why})"),
    What.SNOOZED: lambda: _("{reminder} snoozed until {until}"),
    What.REFUSED: lambda: _("refused: {why}"),
    What.WITHDRAWN: lambda: _("{reminder} withdrawn ({why})"),
    What.TIP: lambda: _("{reminder} ({why})"),
    What.LIMIT: lambda: _("the day's limit is reached ({why})"),
    What.PAUSED: lambda: "{why}",
    What.RESUMED: lambda: _("reminders go on ({why})"),
    What.HOURS_BEGIN: lambda: "{why}",
    What.HOURS_END: lambda: "{why}",
    What.PRESENCE: lambda: "{why}",
    What.BUSY: lambda: _("busy ({why})"),
    What.FREE: lambda: _("free again ({why})"),
    What.CHANGED: lambda: _("{reminder} changes its exercise ({why})"),
    What.LEFT: lambda: _("a session is interrupted ({why})"),
    What.FELT: lambda: _("you say how it was ({why})"),
    What.RESTED: lambda: _("an exercise rests ({why})"),
    What.FLARE: lambda: _("gentle days ({why})"),
    What.SET_UP: lambda: "{why}",
    What.CARRYING: lambda: "{why}",
    What.QUIET_CARDS: lambda: "{why}",
    What.HIDDEN: lambda: _("an exercise is left out or comes back ({why})"),
}


def _summary(counts: Counter[What]) -> str:
    return _(
        "{opened} breaks opened: {done} done, {natural} taken by being away, {skipped} skipped,"
        " {missed} missed; {tips} tips."
    ).format(
        opened=counts[What.OPENS],
        done=counts[What.DONE],
        natural=counts[What.NATURAL],
        skipped=counts[What.SKIPPED],
        missed=counts[What.MISSED],
        tips=counts[What.TIP],
    )


def _with_progress(simulation: Simulation, to: TextIO | None = None) -> Iterator[Effect]:
    """Yield the effects; on a terminal's standard error show how far a long run has come."""
    to = to or sys.stderr
    whole = simulation.until - simulation.start
    if not to.isatty() or whole < 30 * _DAY_MS:
        yield from simulation.run()
        return
    shown = -1
    for effect in simulation.run():
        part = (effect.at.wall - simulation.start) * 100 // whole
        if part != shown:
            shown = part
            to.write(f"\r[{'#' * (part // 4):<25}] {part:3} %")
            to.flush()
        yield effect
    to.write("\r" + " " * 40 + "\r")
