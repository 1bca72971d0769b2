"""The words between the daemon and the card's process: JSON lines, bounded, with a version.

To the card: ``prepare``, ``open`` (state and look), ``close``. From it: ``ready``, ``shown``,
``answer`` (verb and arguments), ``unable`` (why it cannot show anything). Either side ignores
messages of a version or kind that it does not know. The daemon imports this, so it stays light.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field

from posture_break.ui.card_state import CardLook, CardState, SnoozeChoice

VERSION = 1
LONGEST_LINE = 65_536  # bytes; the fullest state is smaller, a test proves it
LONGEST_TEXT = 400  # characters of one text: more fits no card
LONGEST_LABEL = 40  # characters of a chip or a choice
MOST_TEXTS = 10  # chips, steps, cautions
LONGEST_SPAN = 24 * 3600  # seconds

PREPARE, OPEN, CLOSE = "prepare", "open", "close"
READY, SHOWN, ANSWER, UNABLE = "ready", "shown", "answer", "unable"

Args = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Message:
    """One line: its kind and its fields."""

    kind: str
    fields: Mapping[str, object] = field(default_factory=dict)


def encode(kind: str, **fields: object) -> bytes:
    """Return one line; ValueError where it would be longer than the other side reads."""
    whole = {"v": VERSION, "kind": kind, **fields}
    line = json.dumps(whole, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
    if len(line) > LONGEST_LINE:
        raise ValueError(f"a card message of {len(line)} bytes is longer than {LONGEST_LINE}")
    return line


def encode_open(state: CardState, look: CardLook) -> bytes:
    """Return the line that opens or changes the card; texts are cut to what a card can hold."""
    return encode(OPEN, state=asdict(bounded(state)), look=asdict(look))


def decode(line: bytes) -> Message | None:
    """Return the message in ``line``, or None for anything that is none of this version."""
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(fields, dict) or fields.pop("v", None) != VERSION:
        return None
    kind = fields.pop("kind", None)
    return Message(kind, fields) if isinstance(kind, str) else None


def decode_open(message: Message) -> tuple[CardState, CardLook]:
    """Return what an ``open`` message carries; fields that are wrong or missing get defaults."""
    return _state(_mapping(message.fields.get("state"))), _look(
        _mapping(message.fields.get("look"))
    )


def decode_answer(message: Message) -> tuple[str, Args]:
    """Return verb and arguments of an ``answer`` message."""
    args = _mapping(message.fields.get("args"))
    return _text(message.fields.get("verb")), {
        name: value for name, value in args.items() if isinstance(value, str | int)
    }


def bounded(state: CardState) -> CardState:
    """Return ``state`` with every text and list within the bounds of the protocol."""
    return _state(asdict(state))


class Lines:
    """Cuts a stream of bytes into lines and hands each message on; drops overlong lines."""

    def __init__(self, deliver: Callable[[Message], None]) -> None:
        """Remember whom the messages are for."""
        self._deliver = deliver
        self._rest = b""
        self._skipping = False

    def feed(self, data: bytes) -> None:
        """Take in bytes as they come."""
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            message = None if self._skipping or len(line) > LONGEST_LINE else decode(line)
            self._skipping = False
            if message is not None:
                self._deliver(message)
        if len(self._rest) > LONGEST_LINE:
            self._rest, self._skipping = b"", True


def _state(fields: Mapping[str, object]) -> CardState:
    """Return a state from untrusted fields."""
    plain = CardState(title="")
    return CardState(
        title=_text(fields.get("title")),
        serial=_number(fields.get("serial"), 0, 2**53),
        lead=_text(fields.get("lead")),
        chips=_texts(fields.get("chips"), LONGEST_LABEL),
        steps=_texts(fields.get("steps")),
        dose=_text(fields.get("dose")),
        short_dose=_text(fields.get("short_dose")),
        cautions=_texts(fields.get("cautions")),
        tip=_text(fields.get("tip")),
        seconds=_number(fields.get("seconds"), 0, LONGEST_SPAN),
        elapsed=_number(fields.get("elapsed"), 0, LONGEST_SPAN),
        short_seconds=_number(fields.get("short_seconds"), 1, 30, plain.short_seconds),
        snoozes=tuple(map(_choice, _list(fields.get("snoozes"))))[:9],  # one digit each
        actions=_texts(fields.get("actions", plain.actions), LONGEST_LABEL),
    )


def _look(fields: Mapping[str, object]) -> CardLook:
    """Return a look from untrusted fields."""
    return CardLook(
        theme=_text(fields.get("theme")) or "auto",
        scale=_share(fields.get("scale"), 0.0, 5.0, 0.0),
        text=_share(fields.get("text"), 0.8, 2.0, 1.0),
        focus=fields.get("focus") is True,
    )


def _choice(value: object) -> SnoozeChoice:
    fields = _mapping(value)
    return SnoozeChoice(
        _text(fields.get("label"), LONGEST_LABEL), _text(fields.get("value"), LONGEST_LABEL)
    )


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[object]:
    return list(value)[:MOST_TEXTS] if isinstance(value, list | tuple) else []


def _texts(value: object, longest: int = LONGEST_TEXT) -> tuple[str, ...]:
    return tuple(text for each in _list(value) if (text := _text(each, longest)))


def _text(value: object, longest: int = LONGEST_TEXT) -> str:
    """Return ``value`` on one line, of printable characters, and not too long."""
    if not isinstance(value, str):
        return ""
    whole = value[: 2 * longest].encode("utf-8", "replace").decode()  # no lone surrogates
    line = "".join(char if char.isprintable() else " " for char in whole)
    return " ".join(line.split())[:longest]


def _number(value: object, least: int, most: int, otherwise: int = 0) -> int:
    if not isinstance(value, int | float) or value != value:  # noqa: PLR0124 - NaN
        return otherwise
    return int(max(least, min(most, value)))


def _share(value: object, least: float, most: float, otherwise: float) -> float:
    if not isinstance(value, int | float) or value != value:  # noqa: PLR0124 - NaN
        return otherwise
    return float(max(least, min(most, value)))
