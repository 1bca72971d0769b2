"""``card --terminal``: a session in this terminal; the running program hears what came of it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import Any

from posture_break import paths
from posture_break.config import ConfigFaults, load
from posture_break.content_command import whole_catalogue
from posture_break.cues import Cues
from posture_break.guide import Guide
from posture_break.ports import Unavailable
from posture_break.session_command import run
from posture_break.session_steps import Outcome
from posture_break.session_terminal import SessionTerminal
from posture_break.settings import Settings
from posture_break.texts import _
from posture_break.ui import card_protocol as protocol
from posture_break.ui.card_protocol import Message
from posture_break.ui.card_state import CardState

USAGE = 2
_LAST_WORDS = 5.0  # seconds that the voice has for the end

Ask = Callable[[str, Mapping[str, str | int]], dict[str, Any] | None]
"""Asks the running program; None where none runs."""


def play(exercise: str, ask: Ask) -> int:
    """Play an exercise, without a name the open break's or whose turn it is; the exit code."""
    settings = _settings()
    answer = ask("lesson", {"exercise": exercise} if exercise else {})
    if answer is not None and answer.get("code"):
        print(answer.get("text", ""), file=sys.stderr)
        return int(answer["code"])
    card = _card_without(exercise, settings) if answer is None else _card_from(answer)
    if card is None:
        words = _("There is no exercise called {name}. To see them: posture-break exercises")
        print(words.format(name=exercise), file=sys.stderr)
        return USAGE
    sound = settings.sound
    heard = answer is None or bool(answer.get("data", {}).get("sound", True))
    cues = Cues(sound.on and heard, sound.volume, sound.voice)
    with SessionTerminal() as terminal:
        outcome = run(card, terminal, cues, lambda came: _tell(ask, card, came))
    if card.lesson is not None and (outcome.effort or outcome.change):
        said = {"effort": outcome.effort, "change": outcome.change}
        ask("felt", {"exercise": card.lesson.exercise, **said})
    cues.end(_LAST_WORDS)
    return 0


def _tell(ask: Ask, card: CardState, outcome: Outcome) -> None:
    """Tell the running program what was done, or where the session stopped."""
    if card.lesson is None:
        return
    if outcome.finished and outcome.done and card.serial:
        steps = {"serial": card.serial, "steps": outcome.done, "of": outcome.given}
        ask("short" if outcome.short else "done", steps)
    elif outcome.of:
        place: dict[str, str | int] = {"at": outcome.left_at, "of": outcome.of}
        place["exercise"] = card.lesson.exercise
        place["side"] = "" if outcome.side is None else outcome.side.value
        ask("left", place)


def _card_from(answer: Mapping[str, Any]) -> CardState:
    state, _look = protocol.decode_open(
        Message(protocol.OPEN, {"state": answer.get("data", {}).get("card")})
    )
    return state


def _card_without(exercise: str, settings: Settings) -> CardState | None:
    """Return the card where no program runs that knows how far the person has come."""
    guide = Guide(whole_catalogue())
    guide.follow(settings, guide.catalogue)
    found = guide.find(exercise or "shoulder-blade-squeeze")
    return None if found is None else guide.card_of(found)


def _settings() -> Settings:
    """Return the person's settings; a faulty file costs the session nothing but them."""
    try:
        return load(paths.config_file())
    except (ConfigFaults, Unavailable):
        return Settings()
