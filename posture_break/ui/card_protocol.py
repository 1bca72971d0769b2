"""The words between the daemon and the card's process: JSON lines, bounded, with a version.

To the card: ``prepare``, ``open`` (state and look), ``page`` (`page_protocol`), ``close``. From it:
``ready``, ``shown``, ``answer`` (verb and arguments), ``unable`` (why it cannot show anything).
Either side ignores messages of a version or kind that it does not know. The daemon imports this, so
it stays light.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field

from posture_break.ui.card_state import CardLook, CardState, SnoozeChoice
from posture_break.ui.fields import (
    LONGEST_LABEL,
    fraction,
    mapping,
    number,
    sequence,
    switch,
    text,
    texts,
)
from posture_break.ui.lesson_fields import lesson

VERSION = 1
LONGEST_LINE = 131_072  # bytes; the fullest state is smaller, a test proves it
LONGEST_SPAN = 24 * 3600  # seconds

PREPARE, OPEN, PAGE, CLOSE = "prepare", "open", "page", "close"
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
    return _state(mapping(message.fields.get("state"))), _look(mapping(message.fields.get("look")))


def decode_answer(message: Message) -> tuple[str, Args]:
    """Return verb and arguments of an ``answer`` message."""
    args = mapping(message.fields.get("args"))
    return text(message.fields.get("verb")), {
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
        title=text(fields.get("title")),
        serial=number(fields.get("serial"), 0, 2**53),
        lead=text(fields.get("lead")),
        chips=texts(fields.get("chips"), LONGEST_LABEL),
        steps=texts(fields.get("steps")),
        dose=text(fields.get("dose")),
        short_dose=text(fields.get("short_dose")),
        cautions=texts(fields.get("cautions")),
        tip=text(fields.get("tip")),
        because=texts(fields.get("because")),
        lesson=lesson(fields.get("lesson")),
        seconds=number(fields.get("seconds"), 0, LONGEST_SPAN),
        elapsed=number(fields.get("elapsed"), 0, LONGEST_SPAN),
        short_seconds=number(fields.get("short_seconds"), 1, 30, plain.short_seconds),
        snoozes=tuple(map(_choice, sequence(fields.get("snoozes"))))[:9],  # one digit each
        actions=texts(fields.get("actions", plain.actions), LONGEST_LABEL),
    )


def _look(fields: Mapping[str, object]) -> CardLook:
    """Return a look from untrusted fields."""
    plain = CardLook()
    return CardLook(
        theme=text(fields.get("theme")) or plain.theme,
        scale=fraction(fields.get("scale"), 0.0, 5.0, plain.scale),
        text=fraction(fields.get("text"), 0.8, 2.0, plain.text),
        motion=switch(fields.get("motion"), plain.motion),
        always_moves=switch(fields.get("always_moves"), plain.always_moves),
        skin=number(fields.get("skin"), 0, 99),
        hair=number(fields.get("hair"), 0, 99),
        sound=switch(fields.get("sound"), plain.sound),
        volume=number(fields.get("volume"), 0, 100, plain.volume),
        voice=switch(fields.get("voice"), plain.voice),
        focus=fields.get("focus") is True,
    )


def _choice(value: object) -> SnoozeChoice:
    fields = mapping(value)
    return SnoozeChoice(
        text(fields.get("label"), LONGEST_LABEL), text(fields.get("value"), LONGEST_LABEL)
    )
