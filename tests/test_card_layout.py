"""Where things stand on the card: nothing overflows, whatever the texts and the monitor."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from posture_break.ui import fonts
from posture_break.ui.card_layout import lay_out
from posture_break.ui.card_parts import Layout
from posture_break.ui.card_protocol import bounded
from posture_break.ui.card_state import CardState, SnoozeChoice
from posture_break.ui.fonts import Weight, width
from posture_break.ui.wrap import ELLIPSIS, clip, shorten, wrap
from tests.boxes import apart, inside
from tests.card_samples import CHOICES, EXERCISE, PLAIN

WORD = some.text(min_size=1, max_size=90, alphabet=some.characters(codec="utf-8"))
TEXT = some.lists(WORD, max_size=9).map(" ".join)
TEXTS = some.lists(TEXT, max_size=10).map(tuple)
STATES = some.builds(
    CardState,
    title=TEXT,
    lead=TEXT,
    chips=TEXTS,
    steps=TEXTS,
    dose=TEXT,
    short_dose=TEXT,
    cautions=TEXTS,
    tip=TEXT,
    seconds=some.integers(0, 7200),
    snoozes=some.lists(some.builds(SnoozeChoice, TEXT, TEXT), max_size=9).map(tuple),
).map(bounded)
MONITORS = some.sampled_from([(628, 436), (640, 480), (800, 1000), (1268, 756), (3840, 2100)])


def assert_tidy(layout: Layout) -> None:
    """Assert that everything is inside the card and every line inside a panel."""
    whole = (0, 0, *layout.size)
    controls = (*layout.controls.buttons, *layout.controls.choices)
    boxes = [plate.box for plate in layout.plates] + [button.box for button in controls]
    boxes += [*layout.steps, layout.away]
    boxes += [box for box in (layout.ring, layout.stage) if box is not None]
    assert all(inside(box, whole) for box in boxes)
    assert all(inside(button.key_box, button.box) for button in controls)
    for line in layout.lines:
        box = (
            int(line.x),
            int(line.baseline - line.pixels * 0.8),
            int(line.right),
            int(line.baseline),
        )
        assert any(inside(box, plate.box) for plate in layout.plates), line


@settings(max_examples=60, deadline=None)
@given(STATES, some.sampled_from([0.8, 1.0, 1.5, 2.0, 3.3]), MONITORS, some.booleans())
def test_no_text_overflows(
    state: CardState, scale: float, limit: tuple[int, int], short: bool
) -> None:
    """Whatever the words are, each line ends inside its panel and the card fits the monitor."""
    layout = lay_out(state, scale, limit, short=short)
    assert_tidy(layout)
    assert layout.size[0] <= limit[0]
    assert layout.size[1] <= limit[1]


@pytest.mark.parametrize("state", [EXERCISE, PLAIN], ids=["exercise", "plain"])
@pytest.mark.parametrize("limit", [(628, 436), (800, 1000), (1268, 756)])
def test_an_ordinary_card_is_complete_on_every_monitor(
    state: CardState, limit: tuple[int, int]
) -> None:
    """No word of an ordinary card is left off, down to a monitor of 640 by 480."""
    assert lay_out(state, 1.0, limit, short=False).complete


def test_where_there_is_room_the_scale_is_kept() -> None:
    """On a large monitor twice the scale gives twice the size."""
    once = lay_out(EXERCISE, 1.0, (4000, 3000), short=False)
    twice = lay_out(EXERCISE, 2.0, (4000, 3000), short=False)
    assert twice.unit == 2.0
    assert abs(twice.size[0] - 2 * once.size[0]) <= 2


def test_a_narrow_monitor_gets_one_column() -> None:
    """Without room for the stage its countdown stands beside the text."""
    layout = lay_out(EXERCISE, 1.0, (560, 900), short=False)
    assert layout.stage is None
    assert layout.ring is not None
    assert layout.size[0] <= 560


def test_texts_never_cover_the_ring_or_the_esc_key() -> None:
    """The title keeps clear of the Esc key, the text of the small ring."""
    state = replace(EXERCISE, title="A very long name for an exercise that needs several lines")
    layout = lay_out(state, 1.0, (560, 900), short=False)
    assert layout.ring is not None
    for line in layout.lines:
        top = int(line.baseline - line.pixels)
        box = (int(line.x), top, int(line.right), int(line.baseline))
        assert apart(box, layout.ring), line.text
        assert apart(box, layout.away), line.text


def test_the_short_version_says_its_own_dose() -> None:
    """The short version's hold and repetitions take the place of the long ones."""
    texts = " ".join(line.text for line in lay_out(EXERCISE, 1.0, (2000, 2000), short=True).lines)
    assert EXERCISE.short_dose in texts
    assert EXERCISE.dose not in texts


def test_a_card_without_snoozes_has_no_snooze_button() -> None:
    """What can not be done is not offered."""
    layout = lay_out(replace(EXERCISE, snoozes=()), 1.0, (2000, 2000), short=False)
    assert "snooze" not in [button.name for button in layout.controls.buttons]


def test_a_card_without_a_break_can_be_closed() -> None:
    """An exercise shown without a break has a main button, too."""
    layout = lay_out(replace(EXERCISE, actions=("another",)), 1.0, (2000, 2000), short=False)
    assert [button.name for button in layout.controls.buttons] == ["another", "close"]


def test_buttons_do_not_overlap() -> None:
    """Also in two rows, each button has its own place."""
    for limit in ((2000, 2000), (480, 900)):
        controls = lay_out(EXERCISE, 1.0, limit, short=False).controls
        for row in (controls.buttons, controls.choices):
            for one in row:
                for other in row:
                    assert one is other or apart(one.box, other.box)
    assert len(CHOICES) + 1 == len(controls.choices)


def ten_each(text: str) -> float:
    """Measure a text as if every letter were ten wide."""
    return 10.0 * len(text)


@given(TEXT, some.integers(10, 400))
def test_wrapped_lines_fit_and_keep_every_letter(text: str, limit: int) -> None:
    """Wrapping loses no letter and no line is too wide."""
    lines = wrap(text, limit, ten_each)
    assert all(ten_each(line) <= limit for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(TEXT, some.integers(10, 400), some.integers(0, 4))
def test_clipped_text_ends_in_an_ellipsis(text: str, limit: int, most: int) -> None:
    """Where lines are left off, the last one that stays says so and still fits."""
    lines = wrap(text, limit, ten_each)
    clipped = clip(lines, most, limit, ten_each)
    assert len(clipped) <= most or clipped == lines
    if clipped and len(lines) > most:
        assert clipped[-1].endswith(ELLIPSIS)
        assert ten_each(clipped[-1]) <= limit


def test_shortened_text_keeps_its_beginning() -> None:
    """A text that is too long keeps what fits."""
    assert shorten("stretching", 60, ten_each) == "stret" + ELLIPSIS
    assert shorten("stretch", 70, ten_each) == "stretch"


def test_letters_that_inter_lacks_are_looked_for_in_the_system(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A text with such a letter is set in the font that fontconfig names, if it can be read."""
    bold = str(fonts.FOLDER / Weight.BOLD.value)
    monkeypatch.setattr(fonts, "_system_font", {"\u6f22": bold, "\u5b57": "/no/font"}.get)
    assert fonts.font_for("\u6f22", Weight.REGULAR, 21).getname()[1] == "Bold"
    assert fonts.font_for("\u5b57", Weight.REGULAR, 21).getname()[1] == "Regular"
    assert fonts.font_for("\u0416 é …", Weight.REGULAR, 21).getname()[1] == "Regular"


@pytest.mark.parametrize("weight", list(Weight))
def test_every_weight_ships(weight: Weight) -> None:
    """Each font file is there and has the letters of the keys."""
    assert width("Enter Esc ✓ …", weight, 16) > 0
