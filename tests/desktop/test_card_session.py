"""A guided session on a real X display: keys, pointer, motion, questions, small screens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from posture_break.core.session import PhaseKind, Sides
from posture_break.ui.card_lesson_layout import Content
from posture_break.ui.card_lesson_paint import LessonPainter
from posture_break.ui.card_script import script
from posture_break.ui.card_state import CardLook, CardState
from posture_break.ui.lesson import Lesson, LessonPhase
from posture_break.ui.page_state import PageButton, PageState
from tests.card_samples import LESSON, TAUGHT
from tests.desktop.card_desk import CardDesk, card_on
from tests.desktop.rig import Desktop, desktop, wait_until

pytestmark = pytest.mark.desktop

LIGHT = CardLook(theme="light", scale=1.0, sound=False)
ASKED = replace(LIGHT, focus=True)  # the person asked for it: the session begins at once
SERIAL = {"serial": TAUGHT.serial}
LEFT = {"exercise": "bird-dog", "left_at": 2, "of": 25, "side": "right"}
BRISK = Lesson(
    exercise="bird-dog",
    phases=(
        LessonPhase(PhaseKind.MOVE, 1500, "Reach out", "Reach one arm forward.", "reach"),
        LessonPhase(PhaseKind.HOLD, 30_000, "Hold", "Hold, hips and shoulders level."),
    ),
    reps=2,
    sides=Sides.ALTERNATE,
    figure="bird-dog",
)
QUICK = replace(
    BRISK,
    reps=1,
    phases=tuple(replace(phase, lasts=600) for phase in BRISK.phases),
)


@pytest.fixture(scope="module")
def plain_desktop(shots: Path) -> Iterator[Desktop]:
    """Run Xvfb and xfwm4 alone."""
    with desktop("bare", shots, bar="none", notifier="none") as running:
        yield running


@pytest.fixture
def desk(plain_desktop: Desktop) -> Iterator[CardDesk]:
    """Hold a card that is not open yet."""
    with card_on(plain_desktop) as held:
        yield held


def taught(lesson: Lesson) -> CardState:
    """Return a card that teaches this."""
    return replace(TAUGHT, lesson=lesson)


def painter(state: CardState) -> LessonPainter:
    """Return what painted this card, to find its parts."""
    assert state.lesson is not None
    made = script(state.lesson, short=False)
    return LessonPainter(Content(state, made.rows, made.all_words), "light", 1.0, (1268, 756))


def stage_of(desk: CardDesk, state: CardState) -> bytes:
    """Return the pixels of the figure's part of the screen."""
    left, top, _width, _height = desk.geometry()
    box = painter(state).layout.stage
    assert box is not None
    with Image.open(desk.desktop.shot("card-session-stage")) as picture:
        there = (left + box[0], top + box[1], left + box[2], top + box[3])
        return picture.convert("RGB").crop(there).tobytes()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_session_is_seen(desk: CardDesk, theme: str) -> None:
    """The card comes up with figure, ring and list; nothing runs before it is started."""
    desk.open(TAUGHT, replace(LIGHT, theme=theme))
    desk.desktop.shot(f"card-session-{theme}")
    assert desk.geometry()[2] == painter(TAUGHT).layout.size[0]
    assert desk.silent(0.3)


@pytest.mark.parametrize(
    ("keys", "verb", "args"),
    [
        (["Return"], "done", {}),
        (["d"], "done", {}),
        (["k"], "skip", {}),
        (["a"], "another", {}),
        (["e"], "easier", {}),
        (["h"], "help", {}),
        (["z", "2"], "snooze", {"for": "10m"}),
        (["w", "Escape", "k"], "skip", {}),
        (["s", "Return"], "short", {}),
        (["Escape"], "away", {}),
        (["alt+F4"], "away", {}),
        (["Tab", "Tab", "Return", "Return"], "short", {}),  # Short gives the focus back to Done
    ],
)
def test_keys_answer_before_the_session(
    desk: CardDesk, keys: list[str], verb: str, args: dict[str, object]
) -> None:
    """Every printed key gives its answer; of a session that was not begun nothing is said."""
    desk.open(TAUGHT, LIGHT)
    left, top, _width, _height = desk.geometry()
    desk.desktop.click(left + 8, top + 8)  # who clicks the card has the keyboard there
    desk.press(*keys)
    assert desk.hears() == (verb, {**args, **SERIAL})


def test_a_session_that_is_left_says_where(desk: CardDesk) -> None:
    """Another, in the hold of the first repetition, carries the place and the side."""
    desk.open(TAUGHT, ASKED)
    desk.press("Right", "Right", "a")
    assert desk.hears() == ("another", LEFT | SERIAL)


def test_a_click_on_the_ring_starts(desk: CardDesk) -> None:
    """Who clicks the big sign of Start starts the session."""
    desk.open(taught(BRISK), LIGHT)
    left, top, _width, _height = desk.geometry()
    box = painter(taught(BRISK)).layout.ring
    desk.desktop.click(left + (box[0] + box[2]) // 2, top + (box[1] + box[3]) // 2)
    desk.press("a")
    assert desk.hears()[1].get("left_at") == 0


def test_the_figure_moves_and_then_holds_still(desk: CardDesk) -> None:
    """In a movement the picture changes; in a hold not one pixel of it does."""
    state = taught(BRISK)
    desk.open(state, ASKED)
    first = stage_of(desk, state)
    wait_until(lambda: stage_of(desk, state) != first, "a movement", 3)
    wait_until(lambda: stage_of(desk, state) == stage_of(desk, state), "the hold", 5)
    held = stage_of(desk, state)
    desk.silent(1.5)
    assert stage_of(desk, state) == held


def test_without_motion_nothing_moves(desk: CardDesk) -> None:
    """A still card shows the key pose to which the movement leads, from its first moment."""
    state = taught(BRISK)
    desk.open(state, replace(ASKED, motion=False))
    first = stage_of(desk, state)
    desk.silent(2.5)  # well into the hold
    assert stage_of(desk, state) == first


def test_the_questions_after_a_session(desk: CardDesk) -> None:
    """At its end Enter is Done, then two keys answer a question each, at once; the card goes."""
    desk.open(taught(QUICK), ASKED)
    desk.silent(4.0)
    desk.press("Return")
    done = ("done", {"steps": 4, "of": 4, "asks": 1, **SERIAL})
    assert desk.hears() == done
    desk.desktop.shot("card-session-questions")
    desk.press("1", "4")
    felt = {"exercise": "bird-dog", "effort": "easier", "change": "", **SERIAL}
    assert desk.hears() == ("felt", felt)
    assert desk.hears() == ("felt", {**felt, "change": "better"})
    assert desk.hears() == ("away", SERIAL)
    desk.until(lambda: not desk.windows(), "the end of the card")


def test_a_page_and_back(desk: CardDesk) -> None:
    """Card and page take turns in one window; the session stands where it was left."""
    desk.open(TAUGHT, ASKED)
    window = desk.windows()
    desk.press("Right", "Right", "h")
    assert desk.hears()[0] == "help"
    page = PageState("help", "When to get help", buttons=(PageButton("back", "Back", main=True),))
    desk.card.open_page(page, ASKED)
    desk.until(lambda: "When to get help" in desk.says("WM_NAME"), "the page")
    desk.card.open(TAUGHT, ASKED)
    desk.until(lambda: "Bird dog" in desk.says("WM_NAME"), "the card")
    assert desk.windows() == window
    desk.press("a")
    assert desk.hears() == ("another", LEFT | SERIAL)


def test_a_session_fits_small_screens(plain_desktop: Desktop) -> None:
    """On a monitor of 800 by 480 the whole card is on it, with all of its buttons."""
    plain_desktop.run("xrandr", "--setmonitor", "small", "800/200x480/120+0+0", "none")
    try:
        with card_on(plain_desktop) as desk:
            desk.open(TAUGHT, LIGHT)
            left, top, width, height = desk.geometry()
            assert left >= 0
            assert left + width <= 800
            assert top >= 0
            assert top + height <= 480
            plain_desktop.shot("card-session-800x480")
    finally:
        plain_desktop.run("xrandr", "--delmonitor", "small")


def test_an_unknown_figure_costs_no_word(desk: CardDesk) -> None:
    """A lesson whose figure is not there is taught in words, beside the quiet scene."""
    desk.open(taught(replace(LESSON, figure="no-such-figure")), ASKED)
    desk.press("Right", "a")
    assert desk.hears()[1]["left_at"] == 1
    assert not desk.losses
