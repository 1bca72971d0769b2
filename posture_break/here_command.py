"""Commands that talk in this terminal: a guided session, the first questions, when to get help."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from posture_break import client, page_command, paths
from posture_break.ports import Unavailable
from posture_break.texts import _

FAILED, NOT_RUNNING = 1, 3


def run(command: str, exercise: str = "") -> int:
    """Carry out ``card``, ``setup`` or ``get-help`` in this terminal; returns the exit code."""
    match command:
        case "card":
            return _card(exercise)
        case "setup":
            return _setup()
        case _:
            return _get_help()


def _get_help() -> int:
    """Show when to get help; it needs no running program."""
    from posture_break.content.load import load_catalogue  # noqa: PLC0415 - not for the others
    from posture_break.pages import help_page  # noqa: PLC0415 - as above

    page_command.in_terminal(help_page(load_catalogue()))
    return 0


def _setup() -> int:
    """Ask the first questions here, and hand the answers to the running program."""
    from posture_break.ui.card_protocol import Message  # noqa: PLC0415 - not for the others
    from posture_break.ui.page_protocol import PAGE, decode_page  # noqa: PLC0415 - as above

    answer = _ask("setup", {"where": "terminal"})
    if answer is None:
        return NOT_RUNNING
    if answer["code"]:
        return _tell(answer)
    page, _look = decode_page(Message(PAGE, {"page": answer["data"].get("page")}))
    said = page_command.in_terminal(page)
    if said is None:
        return 0
    verb, args = said
    stored = _ask(verb, args)
    return NOT_RUNNING if stored is None else _tell(stored)


def _card(exercise: str) -> int:
    """Play a session here; the running program hears what came of it, where there is one."""
    from posture_break.session_here import play  # noqa: PLC0415 - loads sounds and voice

    return play(exercise, lambda verb, args: _ask(verb, args, quiet=True))


def _ask(verb: str, args: Mapping[str, str | int], *, quiet: bool = False) -> dict[str, Any] | None:
    """Return the running program's answer; None where none runs, which is said."""
    try:
        return client.ask(paths.socket_file(), verb, args)
    except Unavailable as trouble:
        said = str(trouble)
    except client.NotRunning:
        said = _("posture-break is not running. Start it: posture-break")
    except client.NoAnswer as error:
        said = _("The running posture-break does not answer ({error}).").format(error=error)
    if not quiet:
        print(said, file=sys.stderr)
    return None


def _tell(answer: Mapping[str, Any]) -> int:
    code = int(answer.get("code", 0))
    if answer.get("text"):
        print(answer["text"], file=sys.stderr if code else sys.stdout)
    return code
