"""What the card looks like, without a display, and what on it can be reached."""

from __future__ import annotations

from dataclasses import replace

import pytest

from posture_break.ui.card_choices import BACK, CLOSE, help_for
from posture_break.ui.card_paint import Painter, paint
from posture_break.ui.card_state import AWAY, DONE, CardMood, CardState
from tests.card_samples import EXERCISE, PLAIN

ROOM = (2000, 2000)


@pytest.mark.parametrize("state", [EXERCISE, PLAIN], ids=["exercise", "plain"])
@pytest.mark.parametrize("scale", [0.8, 1.0, 2.0])
def test_hit_areas_are_named_once_and_inside(state: CardState, scale: float) -> None:
    """Each hit area has its own name, a label, and lies inside the picture."""
    for mood in (CardMood(), CardMood(choosing=True)):
        image, areas = paint(state, "light", scale, mood=mood)
        names = [area.name for area in areas]
        assert len(names) == len(set(names))
        for area in areas:
            assert area.label
            left, top, right, bottom = area.box
            assert 0 <= left < right <= image.width
            assert 0 <= top < bottom <= image.height


@pytest.mark.parametrize("scale", [each / 100 for each in range(80, 250, 6)])
def test_a_card_without_steps_is_painted_at_every_size(scale: float) -> None:
    """On a small screen its ring stands beside the text, and is round to the pixel."""
    painter = Painter(PLAIN, "light", scale, (788, 556), short=False)
    left, top, right, bottom = painter.layout.ring or (0, 0, 0, 0)
    assert right - left == bottom - top > 0
    for tile in painter.tiles(CardMood(), 60):
        assert tile.paint().size > (0, 0)


def test_tab_reaches_everything() -> None:
    """The order of Tab begins with Done and holds every button, every step and Esc."""
    names = [area.name for area in paint(EXERCISE, "light", 1.0)[1]]
    assert names[0] == DONE
    assert set(names) == {
        *("done", "short", "snooze", "another", "skip", "away"),
        *("step-1", "step-2", "step-3"),
    }


def test_snooze_choices_take_the_place_of_the_buttons() -> None:
    """While choosing, the choices come first, then the ways back."""
    names = [area.name for area in paint(EXERCISE, "light", 1.0, mood=CardMood(choosing=True))[1]]
    assert names == ["snooze-1", "snooze-2", "snooze-3", BACK, AWAY]


def test_a_card_without_a_break_begins_with_close() -> None:
    """A card that asks for no answer has Close as its first button."""
    areas = paint(replace(EXERCISE, actions=("another",)), "light", 1.0)[1]
    assert areas[0].name == CLOSE


@pytest.mark.parametrize("name", ["done", "short", "snooze", "another", "skip", "away", "snooze-1"])
def test_the_focus_ring_shows_where_the_keyboard_is(name: str) -> None:
    """A focused button is painted unlike an unfocused one, and only when keys were used."""
    choosing = name.startswith("snooze-")
    quiet = paint(EXERCISE, "light", 1.0, mood=CardMood(focus=name, choosing=choosing))[0]
    drawn = paint(
        EXERCISE, "light", 1.0, mood=CardMood(focus=name, ring_focus=True, choosing=choosing)
    )[0]
    assert quiet.tobytes() != drawn.tobytes()


def test_the_end_of_the_time_changes_ring_and_done() -> None:
    """At the end the ring says so and Done gets its full colour."""
    painter = Painter(EXERCISE, "light", 1.0, ROOM)
    assert painter.ring(1).tobytes() != painter.ring(0).tobytes()
    assert painter.strip(CardMood(), 1).tobytes() != painter.strip(CardMood(), 0).tobytes()


def test_each_second_changes_the_ring_alone() -> None:
    """Between two seconds nothing outside the ring differs."""
    painter = Painter(EXERCISE, "light", 1.0, ROOM)
    one, other = painter.card(CardMood(), 178), painter.card(CardMood(), 177)
    assert painter.layout.ring is not None
    blank = (0, 0, 0)
    for image in (one, other):
        image.paste(blank, painter.layout.ring)
    assert one.tobytes() == other.tobytes()


def test_the_parts_make_the_whole() -> None:
    """Ring and strip pasted over the base are the card that is painted at once."""
    painter = Painter(EXERCISE, "dark", 1.5, ROOM)
    mood = CardMood(ring_focus=True, ticked=frozenset({1}))
    image = painter.base(mood)
    assert painter.layout.ring is not None
    image.paste(painter.ring(60), painter.layout.ring)
    image.paste(painter.strip(mood, 60), painter.layout.strip)
    assert image.tobytes() == painter.card(mood, 60).tobytes()


def test_a_ticked_step_shows() -> None:
    """Ticking a step changes the picture."""
    painter = Painter(EXERCISE, "light", 1.0, ROOM)
    plain, ticked = painter.base(CardMood()), painter.base(CardMood(ticked=frozenset({0})))
    assert plain.tobytes() != ticked.tobytes()


def test_a_card_without_a_length_has_no_ring() -> None:
    """Nothing counts down where no time was given."""
    painter = Painter(replace(PLAIN, seconds=0), "light", 1.0, ROOM)
    assert painter.layout.ring is None
    assert painter.card(CardMood(), 0).size == painter.layout.size


def test_the_short_version_lasts_half_a_minute_at_most() -> None:
    """Law 17: at most 30 seconds."""
    state = replace(EXERCISE, short_seconds=300)
    assert Painter(state, "light", 1.0, ROOM, short=True).whole == 30


def test_esc_is_explained_on_the_card() -> None:
    """With nothing focused the card says what Esc does."""
    assert "Esc" in help_for("", EXERCISE)
    assert "stays open" in help_for(AWAY, EXERCISE)
    assert "Esc" in help_for("", replace(EXERCISE, actions=()))
