"""What the card of a session looks like, without a display, and what is painted when."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import Image

from posture_break.ui import card_keys
from posture_break.ui.card_figure import Dress, FigureStage
from posture_break.ui.card_now import Pose
from posture_break.ui.card_paint import together
from posture_break.ui.card_state import AWAY, DONE, PAUSE, WHY, CardLook
from tests.card_rig import PlainStage, Rig
from tests.card_samples import LESSON, TAUGHT

READY = LESSON.ready
WHOLE = READY + 2 * LESSON.reps * sum(phase.lasts for phase in LESSON.phases)


@pytest.fixture
def rig() -> Rig:
    """Return a session in its first movement."""
    made = Rig()
    made.press(PAUSE)
    made.passes(READY + 1020)
    return made


def changed(rig: Rig, milliseconds: int) -> set[str]:
    """Return the tiles that have to be painted after this time."""
    before = {tile.name: tile.shows for tile in rig.tiles()}
    rig.passes(milliseconds)
    return {tile.name for tile in rig.tiles() if before[tile.name] != tile.shows}


def test_a_frame_costs_the_stage_alone(rig: Rig) -> None:
    """Between two pictures of a movement nothing else is painted."""
    assert changed(rig, 50) == {"stage"}


def test_a_second_of_a_hold_costs_the_ring_alone(rig: Rig) -> None:
    """The figure is not touched while it stands still."""
    rig.passes(3000)
    assert changed(rig, 1000) == {"ring"}


def test_a_new_phase_changes_what_it_has_to(rig: Rig) -> None:
    """Words, list, ring and figure change; the card itself and its buttons do not."""
    assert changed(rig, 2000) == {"stage", "ring", "words", "body"}


def test_the_pointer_costs_the_strip_alone(rig: Rig) -> None:
    """A button under the pointer repaints the bottom, the Esc key what is around it."""
    before = {tile.name: tile.shows for tile in rig.tiles()}
    rig.conductor.hover(DONE)
    assert {tile.name for tile in rig.tiles() if before[tile.name] != tile.shows} == {"strip"}
    rig.conductor.hover(AWAY)
    assert "base" in {tile.name for tile in rig.tiles() if before[tile.name] != tile.shows}


def test_no_tile_covers_another(rig: Rig) -> None:
    """Each part has its own place on the card, so that any may be painted alone."""
    base, *others = rig.tiles()
    assert base.paint().size == rig.painter.layout.size if rig.painter else False
    boxes = []
    for tile in others:
        wide, high = tile.paint().size
        boxes.append((tile.at[0], tile.at[1], tile.at[0] + wide, tile.at[1] + high))
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            assert (
                one[2] <= other[0] or one[0] >= other[2] or one[3] <= other[1] or one[1] >= other[3]
            )


@pytest.mark.parametrize("wishes", [[], [WHY], ["snooze"], [DONE]])
def test_hit_areas_are_named_once_and_inside(rig: Rig, wishes: list[str]) -> None:
    """Each hit area has its own name, a label, and lies inside the picture."""
    rig.passes(WHOLE)
    rig.press(*wishes)
    names = list(rig.names())
    assert len(names) == len(set(names))
    assert rig.painter is not None
    wide, high = rig.painter.layout.size
    for area in rig.painter.areas(rig.now, rig.conductor.mood):  # type: ignore[call-arg, arg-type]
        assert area.label
        left, top, right, bottom = area.box
        assert 0 <= left < right <= wide
        assert 0 <= top < bottom <= high


def test_tab_reaches_everything(rig: Rig) -> None:
    """Done comes first; each button, each link and Esc can be focused; the ring has its button."""
    seen = []
    for _each in range(10):
        seen.append(rig.conductor.mood.focus)
        rig.press(card_keys.NEXT)
    assert seen == [
        *("done", "pause", "short", "snooze", "easier", "another", "skip"),
        *("why", "help", "away"),
    ]
    assert rig.conductor.mood.focus == "done"


def test_the_questions_can_be_focused(rig: Rig) -> None:
    """While it asks, Tab goes through the six answers, Close, the help and Esc."""
    rig.passes(WHOLE)
    rig.press(DONE)
    assert list(rig.names()) == [*(f"felt-{n}" for n in range(1, 7)), "close", "help", "away"]
    assert rig.conductor.mood.focus == "close"
    rig.press(card_keys.LATER)
    assert rig.conductor.mood.focus == "help"


def test_why_is_offered_where_there_is_a_reason() -> None:
    """Without a reason there is no link, and W does nothing."""
    rig = Rig(replace(TAUGHT, because=()))
    assert WHY not in rig.names()
    rig.press(WHY)
    assert not rig.conductor.mood.why


@pytest.mark.parametrize("name", ["done", "pause", "why", "help", "away"])
def test_the_focus_ring_shows_where_the_keyboard_is(rig: Rig, name: str) -> None:
    """A focused area is painted unlike an unfocused one, once the keyboard was used."""
    rig.conductor.focus(name)
    quiet = together(rig.tiles()).tobytes()
    rig.conductor.mood = replace(rig.conductor.mood, ring_focus=True)
    assert together(rig.tiles()).tobytes() != quiet


def test_a_chosen_answer_shows(rig: Rig) -> None:
    """The answer that was given is painted in the accent."""
    rig.passes(WHOLE)
    rig.press(DONE)
    before = {tile.name: tile.paint().tobytes() for tile in rig.tiles()}
    rig.press("digit-1")
    after = {tile.name: tile.paint().tobytes() for tile in rig.tiles()}
    assert {name for name, picture in after.items() if picture != before[name]} == {"body"}


def test_done_becomes_the_main_button_at_the_end(rig: Rig) -> None:
    """While the session runs no button is due; at its end Done has the full accent."""

    def accent() -> int:
        strip = next(tile for tile in rig.tiles() if tile.name == "strip").paint()
        pixels = strip.getcolors(1 << 20) or []
        return sum(number for number, colour in pixels if colour == (0xC2, 0x4E, 0x22))

    assert accent() < 100
    rig.passes(WHOLE)
    assert accent() > 1500


class Doll:
    """A figure that is one colour and counts what was drawn."""

    def __init__(self, size: tuple[int, int]) -> None:
        """Store the size."""
        self.size = size
        self.drawn = 0

    def paint(self, of: str, to: str, share: float, *, mirrored: bool = False) -> Image.Image:
        """Return a picture."""
        self.drawn += 1
        return Image.new("RGB", self.size, (len(of), len(to), round(200 * share) + mirrored))


def test_each_frame_is_drawn_once() -> None:
    """From the second loop on the same pictures come from the cache, byte for byte."""
    doll = Doll((60, 40))
    stage = FigureStage("doll", (60, 40), Dress("light"), lambda *_what: doll)
    poses = [
        Pose("start", "reach", frame, 20, side) for frame in range(21) for side in (True, False)
    ]
    first = [stage.picture(pose).tobytes() for pose in poses]
    assert [stage.picture(pose).tobytes() for pose in poses] == first
    assert doll.drawn == len(poses)
    assert stage.alive


def broken(*_what: object) -> Doll:
    """Fail as a figure's file may."""
    raise ValueError("no such figure")


class Torn(Doll):
    """A figure that can not be painted."""

    def paint(self, of: str, to: str, share: float, *, mirrored: bool = False) -> Image.Image:
        """Fail as a pose that does not exist would."""
        raise KeyError(of)


def test_without_a_figure_there_is_a_quiet_scene() -> None:
    """A lesson without a figure, with one that can not be read or be drawn, keeps the hills."""
    size = (120, 90)
    none = FigureStage("", size, Dress("light"), broken)
    unread = FigureStage("doll", size, Dress("light"), broken)
    torn = FigureStage("doll", size, Dress("light"), lambda *_what: Torn(size))
    pictures = {each.picture(Pose()).tobytes() for each in (none, unread, torn)}
    assert len(pictures) == 1
    assert not any(each.alive for each in (none, unread, torn))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_figure_of_the_program_stands_on_the_cards_ground(theme: str) -> None:
    """The picture's corner has the colour of the card, in both themes."""
    stage = FigureStage("bird-dog", (404, 276), Dress(theme))
    picture = stage.picture(Pose())
    assert stage.alive
    assert picture.size == (404, 276)
    ground = (0xFA, 0xF7, 0xF2) if theme == "light" else (0x1B, 0x20, 0x2A)
    assert picture.getpixel((0, 0)) == ground


def test_a_card_may_have_no_room_for_a_figure() -> None:
    """Where there is no stage no tile is made for it."""
    rig = Rig(look=CardLook(focus=True))
    assert "stage" in {tile.name for tile in rig.tiles()}
    assert rig.painter is not None
    names = {tile.name for tile in rig.painter.tiles(rig.now, rig.conductor.mood, None)}  # type: ignore[call-arg, arg-type]
    assert "stage" not in names


def test_the_stage_gets_the_pose_of_the_moment(rig: Rig) -> None:
    """What is drawn is what the session is at."""
    assert rig.painter is not None
    stage = PlainStage((404, 276))
    together(rig.tiles(stage))
    assert stage.poses == [rig.now.pose]
