"""Words typed in a terminal become a request or a command; prints the answer; exit codes.

Exit codes: 0 done, 1 failed, 2 wrong usage or bad config, 3 the program is not running, 4 nothing
to do. What was asked for goes to standard output, everything else to standard error. Each command
imports what it needs when it runs: `--help` and `status` answer at once.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from posture_break import __version__
from posture_break.texts import _

if TYPE_CHECKING:
    import argparse

FAILED, USAGE, NOT_RUNNING = 1, 2, 3


def run(words: Sequence[str]) -> int:
    """Carry out a command line and return its exit code."""
    if list(words) in ([], ["run"]):  # as it starts at login: it stays, so it loads no parser
        return _run(None, terminal=False)
    from argparse import Namespace  # noqa: PLC0415 - see above

    wanted = _parser().parse_args(_with_default(words), Namespace(config=None))
    command = wanted.command
    if command == "run":
        return _run(wanted.config, terminal=wanted.terminal)
    if command == "demo":
        return _demo(terminal=wanted.terminal)
    if command == "simulate":
        return _simulate(wanted)
    if command in {"exercises", "tips", "packs"} and getattr(wanted, "today", None) is None:
        return _content(command, wanted)
    if command == "get-help" or getattr(wanted, "terminal", False):
        from posture_break import here_command  # noqa: PLC0415

        return here_command.run(command, " ".join(getattr(wanted, "value", ())))
    if command == "config":
        from posture_break import config_commands  # noqa: PLC0415

        return config_commands.run([wanted.action], wanted.config)
    return _ask(command, wanted)


def _run(config: Path | None, *, terminal: bool) -> int:
    from posture_break import app  # noqa: PLC0415

    _log_to_stderr()
    return app.run(app.Start(config, terminal))


def _demo(*, terminal: bool) -> int:
    from posture_break import demo  # noqa: PLC0415

    _log_to_stderr()
    return demo.run(terminal=terminal)


def _content(command: str, wanted: argparse.Namespace) -> int:
    """Show what there is to do and to know."""
    if command == "packs":
        from posture_break import packs_command  # noqa: PLC0415

        return packs_command.run([*wanted.value, *["--replace"] * wanted.replace])
    if command == "exercises" and wanted.sheet is not None:
        from posture_break import sheet_command  # noqa: PLC0415 - loads Pillow

        return sheet_command.run(wanted.sheet, dark=wanted.dark)
    if getattr(wanted, "dark", False):
        print(
            _("Only for the sheet: posture-break exercises --sheet FILE.png --dark"),
            file=sys.stderr,
        )
        return USAGE
    from posture_break import content_command  # noqa: PLC0415

    topics = tuple(getattr(wanted, "value", ()))
    return content_command.run(command, wanted.config, as_json=wanted.json, topics=topics)


def _log_to_stderr() -> None:
    import logging  # noqa: PLC0415

    logging.basicConfig(level=logging.WARNING, format="posture-break: %(message)s")


def _simulate(wanted: argparse.Namespace) -> int:
    from posture_break import paths, simulate_command  # noqa: PLC0415
    from posture_break.ports import Unavailable  # noqa: PLC0415

    try:
        default: Path | None = paths.config_file()
    except Unavailable:
        default = None
    asked = simulate_command.Wanted(
        wanted.begin, wanted.until, wanted.events, wanted.answer, wanted.seed, wanted.json
    )
    return simulate_command.run(asked, wanted.config, default)


def _ask(verb: str, wanted: argparse.Namespace) -> int:
    """Ask the running program."""
    from posture_break import client, paths  # noqa: PLC0415
    from posture_break.ports import Unavailable  # noqa: PLC0415

    if verb == "tips" and wanted.value not in ([], ["lifting"]):
        print(_("Only for lifting: posture-break tips lifting --today"), file=sys.stderr)
        return USAGE
    try:
        socket = paths.socket_file()
        if getattr(wanted, "follow", False):
            code = 0
            for answer in client.follow(socket, verb):
                code = _print(answer, as_json=wanted.json)
            return code
        answer = client.ask(socket, _VERBS.get(verb, verb), _args(verb, wanted))
    except Unavailable as trouble:
        print(trouble, file=sys.stderr)
        return NOT_RUNNING
    except client.NotRunning:
        print(_("posture-break is not running. Start it: posture-break"), file=sys.stderr)
        return NOT_RUNNING
    except client.NoAnswer as error:
        words = _("The running posture-break does not answer ({error}).")
        print(words.format(error=error), file=sys.stderr)
        return FAILED
    return _print(answer, as_json=getattr(wanted, "json", False))


def _print(answer: dict[str, Any], *, as_json: bool) -> int:
    code = int(answer.get("code", 0))
    if as_json and not code:
        print(json.dumps(answer.get("data", {}), ensure_ascii=False), flush=True)
    elif answer.get("text"):
        print(answer["text"], file=sys.stderr if code else sys.stdout, flush=True)
    return code


def _args(verb: str, wanted: argparse.Namespace) -> dict[str, str]:
    """Return the request's arguments; a pause takes a duration or a time of day."""
    if verb in _SWITCHES:
        name, on, off = _SWITCHES[verb]
        return {name: off if _switched_off(verb, wanted) else on}
    value = " ".join(getattr(wanted, "value", ()))  # a name or a duration may be several words
    if not value:
        return {}
    if verb == "pause" and (":" in value or value == "tomorrow"):
        return {"until": value}
    return {_NAMES[verb]: value}


def _switched_off(verb: str, wanted: argparse.Namespace) -> bool:
    value = getattr(wanted, "value", ())
    return verb == "better" or value == "off" or getattr(wanted, "today", None) is False


# command -> argument, its value for on and for off
_SWITCHES = {
    "hurts": ("value", "on", "over"),
    "better": ("value", "on", "over"),
    "quiet-cards": ("value", "on", "off"),
    "tips": ("value", "on", "off"),
}
_VERBS = {"hurts": "flare", "better": "flare", "tips": "carrying"}  # where it is another word


_NAMES = {
    "snooze": "for",
    "pause": "for",
    "take": "reminder",
    "card": "exercise",
    "tip": "topic",
    "why": "reminder",
    "hide": "exercise",
    "unhide": "exercise",
}


def _with_default(words: Sequence[str]) -> list[str]:
    """Return the words with ``run`` put in where no command is named."""
    rest = list(words)
    skip = 0
    while skip < len(rest) and rest[skip].startswith("--config"):
        skip += 1 if "=" in rest[skip] else 2
    if skip == len(rest) or (skip < len(rest) and rest[skip] == "--terminal"):
        rest.insert(skip, "run")
    if rest[-2:-1] in (["pause"], ["snooze"]) and rest[-1][:1] == "-" and rest[-1][1:2].isdigit():
        rest.insert(-1, "--")  # -5m is no option but a time, and will be told to be none that works
    return rest


def _parser() -> argparse.ArgumentParser:
    import argparse  # noqa: PLC0415 - not in the program that stays

    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "--config",
        type=Path,
        metavar="FILE",
        default=argparse.SUPPRESS,
        help=_("use this file instead of your own"),
    )
    parser = argparse.ArgumentParser(
        prog="posture-break",
        parents=[shared],
        allow_abbrev=False,  # an option of a later version must not change what a script means
        description=_("Reminds you to stand up, stretch and move; quietly, from the tray."),
        epilog=_(
            "Without a command it starts. Exit codes: 0 done, 1 failed, 2 wrong usage or bad"
            " config, 3 not running, 4 nothing to do."
        ),
    )
    parser.add_argument("--version", action="version", version=f"posture-break {__version__}")
    commands = parser.add_subparsers(dest="command", metavar=_("COMMAND"), required=True)

    def add(name: str, words: str) -> argparse.ArgumentParser:
        return commands.add_parser(
            name,
            help=words,
            description=f"{words[:1].upper()}{words[1:]}.",
            parents=[shared],
            allow_abbrev=False,
        )

    start = add("run", _("start in the tray; without a desktop, in the terminal"))
    start.add_argument(
        "--terminal", action="store_true", help=_("show everything in this terminal")
    )
    _add_questions(add)
    _add_answers(add)
    _add_looks(add)
    _add_body(add)
    config = add("config", _("write, check, show or edit the config file"))
    config.add_argument("action", choices=["init", "path", "check", "show", "edit"])
    demo = add("demo", _("a day in about a minute, on the real screen"))
    demo.add_argument("--terminal", action="store_true", help=_("show it in this terminal"))
    return parser


def _add_questions(add: Any) -> None:
    status = add("status", _("what is open, what comes next, and today's outcomes"))
    status.add_argument("--json", action="store_true", help=_("as JSON"))
    status.add_argument("--follow", action="store_true", help=_("a new answer at each change"))
    why = add("why", _("why each reminder comes when it comes"))
    why.add_argument("value", nargs="*", metavar=_("NAME"), help=_("only this reminder"))


def _add_answers(add: Any) -> None:
    add("done", _("the open break is done"))
    add("skip", _("skip the open break"))
    add("short", _("the open break is done, in its short version"))
    snooze = add("snooze", _("let the open break come again later"))
    snooze.add_argument("value", nargs="*", metavar=_("DURATION"), help=_("such as 10m"))
    take = add("take", _("take a break now"))
    take.add_argument("value", nargs="*", metavar=_("NAME"), help=_("which; else the next one"))
    card = add("card", _("show a card without a break"))
    card.add_argument("value", nargs="*", metavar=_("EXERCISE"), help=_("such as bird-dog"))
    card.add_argument(
        "--terminal",
        action="store_true",
        help=_("the guided session in this terminal, one line a phase"),
    )
    tip = add("tip", _("show a tip"))
    tip.add_argument("value", nargs="*", metavar=_("TOPIC"), help=_("such as lifting"))
    pause = add("pause", _("no reminders for a while, or until resumed"))
    pause.add_argument("value", nargs="*", metavar=_("TIME"), help=_("such as 1h, 14:00, tomorrow"))
    add("resume", _("end the pause"))
    add("quit", _("end the program"))


def _add_looks(add: Any) -> None:
    simulate = add("simulate", _("what would my day be? The real engine in virtual time"))
    simulate.add_argument("--from", dest="begin", metavar=_("TIME"), help=_("local time or date"))
    simulate.add_argument("--until", metavar=_("TIME"), help=_("local time or date"))
    simulate.add_argument("--events", metavar=_("FILE"), help=_("JSON lines; - reads them here"))
    simulate.add_argument(
        "--answer",
        choices=["done", "skip", "none"],
        default="done",
        help=_("how breaks are answered where the events do not"),
    )
    simulate.add_argument("--seed", type=int, default=1, help=_("fixes tips and exercises"))
    simulate.add_argument("--json", action="store_true", help=_("as JSON lines"))
    exercises = add("exercises", _("the exercises that suit you"))
    exercises.add_argument("--json", action="store_true", help=_("as JSON"))
    exercises.add_argument(
        "--sheet", type=Path, metavar=_("FILE.png"), help=_("draw all figures on one sheet")
    )
    exercises.add_argument("--dark", action="store_true", help=_("the sheet in dark colours"))
    tips = add("tips", _("the tips, each with its reason and source"))
    tips.add_argument("value", nargs="*", metavar=_("TOPIC"), help=_("such as lifting"))
    tips.add_argument("--json", action="store_true", help=_("as JSON"))
    tips.add_argument(
        "--today",
        action=_on_and_off(),
        help=_("you carry things today: more tips are about lifting until tomorrow"),
    )


def _on_and_off() -> type[argparse.Action]:
    """Return the action of an option that has a --no form too."""
    import argparse  # noqa: PLC0415 - not in the program that stays

    return argparse.BooleanOptionalAction


def _add_body(add: Any) -> None:
    setup = add("setup", _("the three first questions: where, what to leave out, how lively"))
    setup.add_argument("--terminal", action="store_true", help=_("ask in this terminal"))
    add("hurts", _("your back hurts: gentle days begin, and when to get help is shown"))
    add("better", _("your back is better: the gentle days are over"))
    add("get-help", _("when to get help for your back, in this terminal"))
    quiet = add("quiet-cards", _("breaks as notifications, with seated exercises, and no card"))
    quiet.add_argument("value", choices=["on", "off"], help=_("on stays until you say off"))
    hide = add("hide", _("leave an exercise out from now on"))
    unhide = add("unhide", _("have an exercise back that you left out"))
    for each in (hide, unhide):
        each.add_argument("value", nargs="+", metavar=_("NAME"), help=_("such as superman"))
    packs = add("packs", _("exercises and tips of your own, or of others"))
    packs.add_argument(
        "value",
        nargs="*",
        metavar=_("WORD"),
        help=_("list (also without a word), check FILE, add FILE, or remove NAME"),
    )
    packs.add_argument(
        "--replace",
        action="store_true",
        help=_("add FILE in the place of the pack that has its name"),
    )
