"""What the terminal shows, for any snapshot in any window."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_break.core.model import Kind, Reason, Why
from posture_break.core.snapshot import Condition, NextView, Snapshot
from posture_break.ui.terminal_countdown import next_change, share_left
from posture_break.ui.terminal_keys import HELP
from posture_break.ui.terminal_lines import Style, columns
from posture_break.ui.terminal_report import report
from posture_break.ui.terminal_screen import Scene, offer, screen
from tests.terminal_driver import MINUTE, NOW, STRETCH, exercise_text, stretching, waiting

SECOND = 1000


def text(scene: Scene, width: int = 80, height: int = 24) -> str:
    """Return the whole screen as one text."""
    return "\n".join(line.text for line in screen(scene, width, height))


def open_scene(now: int = NOW) -> Scene:
    """Return the scene of an open break with all that belongs to it."""
    snapshot = replace(stretching(), now=now)
    return Scene(snapshot, exercise=exercise_text(STRETCH), tip="Keep the screen at eye height.")


def test_waiting_says_what_comes_and_when() -> None:
    """The status line counts minutes; what comes after is given as a time of day."""
    shown = text(Scene(waiting()))
    assert "Stretch in 12 min" in shown
    assert "Then Stand-up at " in shown
    assert "Today: 3 breaks done, 2 by being away, 1 skipped" in shown


def test_last_minute_counts_seconds() -> None:
    """From a minute on it says how many seconds are left."""
    assert "Stretch in 45 s" in text(Scene(waiting(45 * SECOND)))


def test_open_break_shows_everything_that_the_card_would() -> None:
    """Text, exercise, tip and time left are all there."""
    shown = text(open_scene(NOW + 18 * SECOND))
    for part in ("Time to stretch", "Chin tuck", "Repeat ten times.", "Tip: Keep", "3 min 42 s to"):
        assert part in shown


def test_time_that_is_up_asks_for_nothing_but_done() -> None:
    """After the break's length no countdown goes on."""
    scene = open_scene(NOW + 5 * MINUTE)
    assert "The time is up. Press d when you are done." in text(scene)
    assert next_change(scene.snapshot) is None


def test_keys_that_work_are_printed() -> None:
    """What can be pressed now is on the screen, and nothing else."""
    assert "d Done" in text(open_scene())
    assert "d Done" not in text(Scene(waiting()))
    assert "t Take a break" in text(Scene(waiting()))


def test_question_lists_its_answers() -> None:
    """Snooze asks for how long, and says what Enter means."""
    shown = text(replace(open_scene(), question="snooze"))
    assert "1  5 min (Enter)" in shown
    assert "3  20 min" in shown


def test_help_lists_a_key_a_line() -> None:
    """Help explains each key that works now."""
    assert "p  Pause" in text(Scene(waiting(), question=HELP))


def test_message_is_shown_below_the_status() -> None:
    """A tip is read on the same screen."""
    shown = text(Scene(waiting(), message=("A tip: lifting", "Bend your knees.")))
    assert shown.index("Stretch in") < shown.index("A tip: lifting") < shown.index("Bend your")


def test_bar_shows_what_is_left() -> None:
    """A half of the way fills half of the bar."""
    bars = [line.text for line in screen(Scene(waiting(), share=0.5), 80, 24)]
    assert bars[1].strip() == "━" * 18 + "─" * 18


def test_terminal_without_line_drawing_gets_ascii() -> None:
    """An old locale gets a bar of signs that it has."""
    bars = [line.text for line in screen(Scene(waiting(), line_drawing=False), 80, 24)]
    assert bars[1].isascii()


def test_keys_are_not_torn_from_their_labels() -> None:
    """In 40 columns the keys take several rows, each of whole keys."""
    rows = [line.text.strip() for line in screen(open_scene(), 40, 40) if line.style is Style.KEYS]
    assert "   ".join(rows) == offer(open_scene()).replace(", ", "   ")


def test_low_window_keeps_status_and_keys() -> None:
    """What does not fit is cut in the middle, and a sign says so."""
    shown = text(open_scene(), 60, 9).split("\n")
    assert "Now: Stretch" in shown[0]
    assert "…" in "".join(shown)
    assert "? Help" in shown[-1]


def test_low_window_shows_the_question_first() -> None:
    """A key must not answer what nobody can read."""
    shown = text(replace(open_scene(), question="snooze"), 40, 5).split("\n")
    assert "Snooze for how long?" in shown[0]
    assert "1  5 min (Enter)" in shown[1]


def test_control_characters_do_not_reach_the_terminal() -> None:
    """A name with an escape sequence in it cannot draw on the screen."""
    view = NextView(
        "x\x1b[31my\x9b2J", Kind.BREAK, NOW + MINUTE * 9, MINUTE, MINUTE, Reason(Why.SOON)
    )
    scene = Scene(replace(waiting(), next=(view,)), tip="\x1b]0;t\x07", message=("a\x1bc", "\x07"))
    assert all(line.text.isprintable() for line in screen(scene, 80, 24))
    assert all(line.isprintable() for line in report(scene))


@given(
    width=st.integers(1, 200),
    height=st.integers(1, 60),
    question=st.sampled_from(["", "snooze", "take", "pause", HELP]),
    message=st.lists(st.text(max_size=80), max_size=3).map(tuple),
    name=st.text(min_size=1, max_size=60),
    opened=st.booleans(),
)
def test_no_line_is_wider_and_no_screen_higher_than_the_window(
    *, width: int, height: int, question: str, message: tuple[str, ...], name: str, opened: bool
) -> None:
    """Any words in any window fit: nothing wraps, nothing scrolls the status away."""
    scene = open_scene() if opened else Scene(waiting())
    view = replace(scene.snapshot.next[0], reminder=name)
    snapshot = replace(scene.snapshot, next=(view,), reminders=(name, "two"))
    lines = screen(
        replace(scene, snapshot=snapshot, question=question, message=message), width, height
    )
    assert len(lines) <= height
    # a character of two columns cannot be made to fit one
    assert all(columns(line.text) <= max(width, 2) for line in lines)


@pytest.mark.parametrize(
    ("word", "width"), [("abc", 3), ("眼睛", 4), ("e\u0301", 1), ("👍", 2), ("ｱ", 1), ("", 0)]
)
def test_columns_count_what_a_terminal_takes(word: str, width: int) -> None:
    """East Asian characters and emoji take two columns, accents none."""
    assert columns(word) == width


@pytest.mark.parametrize(
    ("left", "wait"),
    [
        (12 * MINUTE, MINUTE),
        (12 * MINUTE - 1, MINUTE - 1),
        (MINUTE + 1, 1),
        (MINUTE, SECOND),
        (1500, 500),
        (1, 1),
    ],
)
def test_next_change_is_when_the_number_changes(left: int, wait: int) -> None:
    """Minutes change at whole minutes, seconds in the last one."""
    assert next_change(waiting(left)) == wait


@given(st.integers(1, 3 * 60 * MINUTE))
def test_screen_is_the_same_until_the_next_change(left: int) -> None:
    """No redraw is planned that shows nothing new, and none comes too late."""
    snapshot = waiting(left)
    wait = next_change(snapshot)
    assert wait is not None

    def status(at: int) -> str:
        return screen(Scene(replace(snapshot, now=NOW + at)), 80, 24)[0].text

    assert status(wait - 1) == status(0)
    assert wait == left or status(wait) != status(0)


@pytest.mark.parametrize("condition", [each for each in Condition if each is not Condition.OPEN])
def test_nothing_ticks_unless_something_counts(condition: Condition) -> None:
    """Paused, held, away and off hours wait for an event."""
    snapshot = replace(waiting(), condition=condition)
    assert (next_change(snapshot) is None) == (condition is not Condition.WAITING)
    assert text(Scene(snapshot))


def test_share_goes_on_between_two_snapshots() -> None:
    """The bar moves with time although the snapshot is an old one."""
    snapshot = waiting(10 * MINUTE)
    assert share_left(snapshot, NOW + 5 * MINUTE) == pytest.approx(0.35)
    assert share_left(stretching(), NOW + MINUTE) == pytest.approx(0.75)


def test_report_has_times_of_day_and_no_countdown() -> None:
    """Line by line it says the same a minute later, so nothing is repeated."""
    assert report(Scene(waiting())) == report(Scene(replace(waiting(), now=NOW + MINUTE)))
    assert report(open_scene()) == report(open_scene(NOW + MINUTE))


def test_snapshot_with_nothing_in_it_is_shown() -> None:
    """The barest snapshot draws."""
    bare = Snapshot(now=0, condition=Condition.IDLE, presence=waiting().presence)
    assert "No reminder is planned" in text(Scene(bare))
