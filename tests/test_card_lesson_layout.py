"""Where things stand on the card of a session: nothing overflows, and what matters is never cut."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from posture_break.content import words
from posture_break.content.load import load_catalogue
from posture_break.content.model import Catalogue, Exercise
from posture_break.core.session import PhaseKind, Sides
from posture_break.teaching import Dose, lesson_of
from posture_break.ui.card_lesson_layout import Content, LessonLayout, lay_out
from posture_break.ui.card_protocol import bounded
from posture_break.ui.card_script import script
from posture_break.ui.card_state import CardState
from posture_break.ui.lesson import Lesson, LessonPhase
from tests.boxes import apart, inside
from tests.card_samples import LESSON, TAUGHT, UNFIGURED

WORD = some.text(min_size=1, max_size=40, alphabet=some.characters(codec="utf-8"))
TEXT = some.lists(WORD, max_size=8).map(" ".join)
PHASES = some.builds(
    LessonPhase, some.sampled_from(PhaseKind), some.integers(500, 30_000), TEXT, TEXT, some.just("")
)
LESSONS = some.builds(
    Lesson,
    some.just("x"),
    some.lists(PHASES, min_size=1, max_size=6).map(tuple),
    some.integers(1, 40),
    some.integers(1, 3),
    some.sampled_from(Sides),
    ready=some.integers(0, 10_000),
    start=TEXT,
)
TEXTS = some.lists(TEXT, max_size=5).map(tuple)
STATES = some.builds(
    CardState, title=TEXT, chips=TEXTS, cautions=TEXTS, because=TEXTS, tip=TEXT, lesson=LESSONS,
    actions=some.just(TAUGHT.actions), snoozes=some.just(TAUGHT.snoozes),
).map(bounded)  # fmt: skip
MONITORS = some.sampled_from([(628, 436), (788, 436), (1012, 556), (800, 1000), (1268, 756)])


def content(state: CardState, *, short: bool = False) -> Content:
    """Return all that a card may say."""
    assert state.lesson is not None
    made = script(state.lesson, short=short)
    return Content(state, made.rows, made.all_words, short)


def assert_tidy(layout: LessonLayout) -> None:
    """Assert that all parts are on the card, and that none covers another."""
    whole = (0, 0, *layout.size)
    parts = [layout.ring, layout.words, layout.body]
    parts += [layout.stage] if layout.stage is not None else []
    rows = (layout.controls.buttons, layout.controls.choices, layout.controls.after)
    for row in rows:
        boxes = [*parts, layout.away, *(button.box for button in row)]
        boxes += [link.box for link in layout.controls.links]
        assert all(inside(box, whole) for box in boxes)
        for at, one in enumerate(boxes):
            assert all(apart(one, other) for other in boxes[at + 1 :]), (one, boxes)
    for line in layout.lines:
        top = int(line.baseline - line.pixels * 0.8)
        box = (int(line.x), top, int(line.right), int(line.baseline))
        assert inside(box, whole)
        assert apart(box, layout.ring), line.text
        assert apart(box, layout.body), line.text


@settings(max_examples=40, deadline=None)
@given(STATES, some.sampled_from([0.8, 1.0, 1.5, 2.0]), MONITORS, some.booleans())
def test_nothing_overflows(
    state: CardState, scale: float, limit: tuple[int, int], short: bool
) -> None:
    """Whatever the words are, the card fits the monitor and no part covers another."""
    layout = lay_out(content(state, short=short), scale, limit)
    assert_tidy(layout)
    assert layout.size[0] <= limit[0]
    assert layout.size[1] <= limit[1]


@pytest.mark.parametrize("state", [TAUGHT, UNFIGURED], ids=["figure", "none"])
@pytest.mark.parametrize("limit", [(788, 436), (1012, 556), (800, 1000), (1268, 756)])
@pytest.mark.parametrize("text", [1.0, 1.5])
def test_an_ordinary_card_is_complete_on_every_monitor(
    state: CardState, limit: tuple[int, int], text: float
) -> None:
    """No word of an ordinary card is left off, down to a screen of 800 by 480."""
    assert lay_out(content(state), text, limit).complete


def of_the_catalogue(catalogue: Catalogue, exercise: Exercise) -> CardState:
    """Return the card of an exercise, with the longest of all tips."""
    longest = max(catalogue.tips.values(), key=lambda tip: len(tip.text))
    return replace(
        TAUGHT, title=exercise.name, lesson=lesson_of(exercise, Dose()), tip=longest.text,
        cautions=words.cautions(exercise, catalogue), because=words.because(exercise),
    )  # fmt: skip


@pytest.mark.parametrize(("limit", "least"), [((788, 436), 0.7), ((1012, 556), 0.9)])
def test_every_exercise_is_complete_on_small_screens(limit: tuple[int, int], least: float) -> None:
    """No word of any exercise is left off on 1024 by 600 and 800 by 480, and all can be read."""
    catalogue = load_catalogue()
    for exercise in catalogue.exercises.values():
        layout = lay_out(content(of_the_catalogue(catalogue, exercise)), 1.0, limit)
        assert layout.complete, exercise.id
        assert layout.unit * layout.letters >= least, exercise.id


def test_the_card_has_its_size_where_there_is_room() -> None:
    """At scale 1 an ordinary card is 868 wide and not higher than 600 units."""
    once = lay_out(content(TAUGHT), 1.0, (4000, 3000))
    assert once.size[0] == 868
    assert once.size[1] <= 600
    twice = lay_out(content(TAUGHT), 2.0, (4000, 3000))
    assert twice.unit == 2.0
    assert abs(twice.size[0] - 2 * once.size[0]) <= 2


def test_a_larger_text_is_larger_where_the_card_can_not_be() -> None:
    """On a small screen the boxes make room for letters, instead of both growing less."""
    layout = lay_out(content(TAUGHT), 1.5, (1268, 756))
    assert layout.letters > 1
    assert layout.unit * layout.letters > 1.25


def test_the_buttons_are_the_last_to_go() -> None:
    """On a screen for which far too much is said, every button and the stop line are there."""
    words = "Keep your lower back still and your breath calm. " * 7
    long = replace(
        TAUGHT, cautions=(words, *TAUGHT.cautions), tip=words, because=(words,) * 4,
        lesson=replace(LESSON, phases=tuple(replace(p, text=words) for p in LESSON.phases)),
    )  # fmt: skip
    layout = lay_out(content(long), 1.0, (788, 436))
    names = {button.name for button in layout.controls.buttons}
    assert names == {"skip", "another", "easier", "snooze", "short", "pause", "done"}
    assert not layout.complete
    said = " ".join(line.text for line in layout.lines)
    assert TAUGHT.cautions[-1] in said


@pytest.mark.parametrize("limit", [(2000, 2000), (788, 436)])
def test_the_session_has_room_for_its_longest_words(limit: tuple[int, int]) -> None:
    """The words beside the ring of every step fit the place that is kept for them."""
    whole = content(TAUGHT)
    layout = lay_out(whole, 1.0, limit)
    long = replace(LESSON, start="Come on to your hands and knees, slowly, one after the other.")
    larger = lay_out(content(replace(TAUGHT, lesson=long)), 1.0, limit)
    assert larger.words[3] - larger.words[1] >= layout.words[3] - layout.words[1]


def test_short_labels_take_the_place_of_long_ones() -> None:
    """With room the buttons say "Short version", without it "Short", before a second row."""
    few = replace(TAUGHT, actions=("done", "short", "skip"))
    labels = {
        button.name: button.label
        for button in lay_out(content(few), 1, (2000, 2000)).controls.buttons
    }
    assert labels["short"] == "Short version"
    all_of_them = lay_out(content(TAUGHT), 1, (2000, 2000)).controls
    assert {button.name: button.label for button in all_of_them.buttons}["short"] == "Short"
    assert len({button.box[1] for button in all_of_them.buttons}) == 1
