"""The words between daemon and card."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as some

from posture_break.core.session import PhaseKind, Sides
from posture_break.ui import card_protocol as protocol
from posture_break.ui.card_protocol import Lines, Message
from posture_break.ui.card_state import CardLook, CardState, SnoozeChoice
from posture_break.ui.lesson import Lesson, LessonPhase
from tests.card_samples import EXERCISE, PLAIN, TAUGHT

JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=20),
    lambda inner: (
        some.lists(inner, max_size=4) | some.dictionaries(some.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)


@pytest.mark.parametrize("state", [EXERCISE, PLAIN, TAUGHT], ids=["exercise", "plain", "taught"])
def test_a_card_arrives_as_it_was_sent(state: CardState) -> None:
    """State and look survive the way through a line."""
    look = CardLook("dark", 1.5, 1.25, False, 3, 2, False, 40, True, True, True)
    message = protocol.decode(protocol.encode_open(state, look))
    assert message is not None
    assert protocol.decode_open(message) == (state, look)


def test_the_fullest_card_fits_a_line() -> None:
    """Every text at its longest, in letters of four bytes, is still within the bound."""
    text, many = "\U0001f9d8" * 5000, ("\U0001f9d8" * 5000,) * 50
    phase = LessonPhase(PhaseKind.HOLD, 10**12, text, text, text)
    lesson = Lesson(text, (phase,) * 50, 10**9, start=text, figure=text)
    state = CardState(
        because=many, lesson=lesson, title=text, lead=text, chips=many, steps=many, dose=text,
        short_dose=text, cautions=many,
        tip=text, snoozes=(SnoozeChoice(text, text),) * 50, actions=many,
    )  # fmt: skip
    assert len(protocol.encode_open(state, CardLook())) <= protocol.LONGEST_LINE


@given(some.text(), some.text())
def test_any_text_can_be_sent(title: str, tip: str) -> None:
    """Control characters, line ends and odd Unicode never break the line."""
    line = protocol.encode_open(CardState(title=title, tip=tip), CardLook())
    assert line.count(b"\n") == 1
    message = protocol.decode(line)
    assert message is not None
    assert protocol.decode_open(message)[0].title.isprintable()


@given(some.binary(max_size=200))
def test_garbage_is_no_message(data: bytes) -> None:
    """Bytes that are no message give none, and no error."""
    heard: list[Message] = []
    Lines(heard.append).feed(data + b"\n")
    assert all(isinstance(message, Message) for message in heard)


@given(JSON)
def test_fields_of_any_shape_give_a_card(value: object) -> None:
    """Wrong types become defaults: the card never fails on a message."""
    names = (
        *("title", "serial", "steps", "chips", "seconds", "snoozes", "actions", "short_seconds"),
        *("because", "lesson"),
    )
    state, look = protocol.decode_open(
        Message("open", {"state": dict.fromkeys(names, value), "look": value})
    )
    assert state.lesson is None or state.lesson.phases
    assert isinstance(state, CardState)
    assert 0 <= state.seconds <= protocol.LONGEST_SPAN
    assert 1 <= state.short_seconds <= 30
    assert 0.8 <= look.text <= 2.0


@given(JSON, JSON)
def test_fields_of_any_shape_give_a_lesson(value: object, phase: object) -> None:
    """A lesson with wrong fields is still one that can be played."""
    names = ("exercise", "reps", "sets", "sides", "ready", "switch", "first", "resume", "available")
    fields = {**dict.fromkeys(names, value), "phases": [phase, {"kind": value, "lasts": value}]}
    state, _look = protocol.decode_open(Message("open", {"state": {"lesson": fields}}))
    assert state.lesson is not None
    assert state.lesson.sides in Sides
    assert all(1 <= each.lasts <= 600_000 for each in state.lesson.phases)
    assert 1 <= state.lesson.reps <= 200


def test_an_older_daemon_is_understood() -> None:
    """A message without the newer fields gives a card without a session."""
    fields = {"title": "Bird dog", "steps": ["Reach."], "seconds": 60}
    state, look = protocol.decode_open(Message("open", {"state": fields, "look": {}}))
    assert state.lesson is None
    assert look == CardLook()


def test_lines_may_come_in_pieces() -> None:
    """A message is understood however the pipe cuts it."""
    heard: list[Message] = []
    lines = Lines(heard.append)
    for byte in protocol.encode("ready") + protocol.encode("answer", verb="done", args={}):
        lines.feed(bytes([byte]))
    assert [message.kind for message in heard] == ["ready", "answer"]


def test_an_endless_line_is_dropped() -> None:
    """A line beyond the bound is skipped to its end, without being kept; the next one counts."""
    heard: list[Message] = []
    lines = Lines(heard.append)
    for _each in range(50):
        lines.feed(b"x" * 10_000)
    lines.feed(b"\n" + protocol.encode("ready"))
    assert [message.kind for message in heard] == ["ready"]


def test_another_version_is_not_understood() -> None:
    """A message of a version to come is ignored."""
    line = json.dumps({"v": protocol.VERSION + 1, "kind": "open"}).encode()
    assert protocol.decode(line) is None


def test_too_long_a_message_is_the_senders_fault() -> None:
    """Encoding refuses what the other side would drop."""
    with pytest.raises(ValueError, match="longer than"):
        protocol.encode("answer", verb="x" * protocol.LONGEST_LINE)


def test_answers_carry_words_and_numbers_only() -> None:
    """Arguments of other types are left off."""
    message = Message("answer", {"verb": "snooze", "args": {"for": "5m", "serial": 3, "odd": [1]}})
    assert protocol.decode_answer(message) == ("snooze", {"for": "5m", "serial": 3})


def test_the_daemons_side_stays_light() -> None:
    """What the daemon imports for the card brings neither Pillow nor Tk nor subprocess."""
    code = (
        "import sys, posture_break.adapters.card_process;"
        "print(sorted({'PIL', 'tkinter', 'Xlib', 'asyncio', 'subprocess', 'threading'}"
        " & set(sys.modules)))"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=20
    )
    assert said.stdout.strip() == "[]"
