"""What keys mean: from bytes to requests."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_break.core.snapshot import Condition
from posture_break.ports import Request
from posture_break.ui.terminal_keys import ENTER, ESCAPE, HELP, Keyboard, Pressed, choices, press
from tests.terminal_driver import NOW, stretching, waiting

SERIAL = {"serial": 7}


def asked(verb: str, **args: str | int) -> Pressed:
    """Return what a key that asks for this gives."""
    return Pressed("", Request(verb, args, door="terminal"))


@pytest.mark.parametrize(
    ("key", "pressed"),
    [
        ("d", asked("done", serial=7)),
        ("s", asked("short", serial=7)),
        ("k", asked("skip", serial=7)),
        ("a", asked("another", serial=7)),
        ("e", asked("easier", serial=7)),
        ("z", Pressed("snooze")),
        ("i", asked("tip")),
        ("q", asked("quit")),
        (HELP, Pressed(HELP)),
        ("x", Pressed()),
        (ESCAPE, Pressed()),
    ],
)
def test_keys_with_a_break_open(key: str, pressed: Pressed) -> None:
    """Each answer names the very break that is shown."""
    assert press(key, stretching()) == pressed


@pytest.mark.parametrize("key", ["d", "s", "z", "k", "a", "e", "r"])
def test_answers_mean_nothing_without_a_break(key: str) -> None:
    """With nothing open, an answer is no request that could go astray."""
    assert press(key, waiting()) == Pressed()


@pytest.mark.parametrize(("key", "span"), [("1", "5m"), ("2", "10m"), ("3", "20m"), (ENTER, "5m")])
def test_snooze_takes_a_digit_or_enter(key: str, span: str) -> None:
    """Enter means the default, which is the first."""
    assert press(key, stretching(), "snooze") == asked("snooze", **SERIAL, **{"for": span})


@pytest.mark.parametrize("key", ["9", ESCAPE, "d", "z"])
def test_other_key_leaves_a_question(key: str) -> None:
    """What is no answer asks for nothing: no break is answered by a slip."""
    assert press(key, stretching(), "snooze") == Pressed()


def test_take_asks_which() -> None:
    """Reminders are numbered in the order of the config."""
    assert press("t", waiting()) == Pressed("take")
    assert press("2", waiting(), "take") == asked("take", reminder="stretch")


def test_take_with_one_reminder_asks_nothing() -> None:
    """Where there is nothing to choose, the key is enough."""
    assert press("t", replace(waiting(), reminders=("eyes",))) == asked("take", reminder="eyes")


def test_pause_and_resume_take_turns() -> None:
    """While paused the key to resume works, and the one to pause does not."""
    paused = replace(waiting(), condition=Condition.PAUSED, paused_since=NOW)
    assert press("p", waiting()) == Pressed("pause")
    assert press("1", waiting(), "pause") == asked("pause", **{"for": "30m"})
    assert press("r", paused) == asked("resume")
    assert press("p", paused) == Pressed()


def test_announced_break_can_be_put_off() -> None:
    """Law 10: snooze and skip work on a notice."""
    announced = replace(waiting(), notice="stretch")
    assert press("k", announced) == asked("skip", reminder="stretch")


def test_the_back_has_keys() -> None:
    """Where the desktop opens a page, the terminal asks; help is one key or two."""
    assert press("g", waiting()) == asked("help")
    assert press("h", waiting()) == Pressed("hurts")
    assert press("1", waiting(), "hurts") == asked("flare", value="on")
    assert press("2", waiting(), "hurts") == asked("help")


def test_a_sore_day_is_answered_by_keys() -> None:
    """Still sore, better, and help."""
    sore = replace(waiting(), flare_day=3)
    assert press("h", sore) == Pressed("hurts")
    assert press("1", sore, "hurts") == asked("flare", value="goes-on")
    assert press("2", sore, "hurts") == asked("flare", value="over")
    assert press("3", sore, "hurts") == asked("help")


def test_what_is_so_today_has_keys() -> None:
    """Carrying and quiet, as in the menu."""
    assert press("y", waiting()) == Pressed("today")
    assert press("1", waiting(), "today") == asked("carrying", value="on")
    assert press("2", waiting(), "today") == asked("quiet-cards", value="on")


def test_help_keeps_the_keys_working() -> None:
    """Who reads the help can press what it says; ? closes it."""
    assert press("q", waiting(), HELP) == asked("quit")
    assert press(HELP, waiting(), HELP) == Pressed()


@pytest.mark.parametrize("snapshot", [waiting(), stretching()])
@pytest.mark.parametrize("question", ["", "snooze", "take", "pause", "hurts", "today"])
def test_no_key_has_two_meanings(snapshot: object, question: str) -> None:
    """Each key is offered once."""
    keys = [choice.key for choice in choices(snapshot, question)]  # type: ignore[arg-type]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("data", "keys"),
    [
        (b"d", ["d"]),
        (b"D", ["d"]),
        (b"zk", ["z", "k"]),
        (b"\r", [ENTER]),
        (b"\x1b", [ESCAPE]),
        (b"\x1b[A\x1b[1;5D\x1bOP", []),
        (b"\x1b[Ad", ["d"]),
        (b"\x1b\x1b", [ESCAPE, ESCAPE]),
        (b"\x1bi", [ESCAPE, "i"]),
        ("é".encode(), ["é"]),
        (b"\xff\x00\x07", []),
        (b"\x1b[200~dks\x1b[201~q", ["q"]),
    ],
)
def test_bytes_become_keys(data: bytes, keys: list[str]) -> None:
    """Arrow and function keys, pastes and broken bytes are no answers."""
    assert Keyboard().feed(data) == keys


@pytest.mark.parametrize(
    "parts",
    [[b"\x1b[", b"D"], [b"\x1b", b"[D"], [b"\x1b[1;", b"5D"], [b"\x1bO", b"D"], [b"\x1b", b"OD"]],
)
def test_arrow_that_comes_in_pieces_is_no_answer(parts: list[bytes]) -> None:
    """Over a slow line Left does not become D, which would be done."""
    keyboard = Keyboard()
    assert "d" not in [key for part in parts for key in keyboard.feed(part)]
    assert keyboard.feed(b"d") == ["d"]


def test_paste_in_pieces_is_no_answer() -> None:
    """A long paste is left out from its beginning to its end."""
    keyboard = Keyboard()
    keys = [
        key for part in (b"\x1b[200~ddd", b"kkk", b"s\x1b[201~z") for key in keyboard.feed(part)
    ]
    assert keys == ["z"]


@given(st.integers(0, 13), st.integers(0, 13))
def test_paste_torn_anywhere_is_no_answer(one: int, other: int) -> None:
    """Wherever a slow line cuts it, the paste is left out and typing goes on afterwards."""
    paste = b"\x1b[200~d\x1b[201~"
    cuts = sorted((one, other))
    keyboard = Keyboard()
    parts = (paste[: cuts[0]], paste[cuts[0] : cuts[1]], paste[cuts[1] :])
    assert "d" not in [key for part in parts for key in keyboard.feed(part)]
    assert keyboard.feed(b"k") == ["k"]


def test_letter_in_two_pieces_arrives_whole() -> None:
    """UTF-8 may be torn anywhere."""
    keyboard = Keyboard()
    assert keyboard.feed("é".encode()[:1]) + keyboard.feed("é".encode()[1:]) == ["é"]


@given(st.lists(st.binary(max_size=20), max_size=8))
def test_no_bytes_raise(chunks: list[bytes]) -> None:
    """Whatever arrives, keys or nothing come out."""
    keyboard = Keyboard()
    for chunk in chunks:
        assert all(isinstance(key, str) for key in keyboard.feed(chunk))
