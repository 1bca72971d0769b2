"""What the icon says, and whether people can see it."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from posture_break.core.model import Presence
from posture_break.core.snapshot import Condition, Snapshot
from posture_break.ui.icon import SIZES, STEPS, Look, Shape, look, tray_looks
from posture_break.ui.icon_paint import argb, paint
from posture_break.ui.icon_shapes import main_colour

LIGHT, DARK = (0xF5, 0xF5, 0xF5), (0x20, 0x20, 0x20)
# every Shape but the program's own sign
STATES = [each for each in Shape if each is not Shape.LOGO]


def snapshot(condition: Condition = Condition.WAITING, ring: float = 1.0) -> Snapshot:
    """Return a snapshot that says this and nothing else."""
    return Snapshot(now=0, condition=condition, presence=Presence.ACTIVE, ring=ring)


def luminance(colour: tuple[int, ...]) -> float:
    """Return the relative luminance as WCAG 2 defines it."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (each / 255 for each in colour[:3])
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Return the contrast ratio as WCAG 2 defines it."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def silhouette(shape: Shape, size: int) -> Image.Image:
    """Return what is left of a picture without its colours, on white."""
    picture = paint(Look(shape, STEPS if shape is Shape.RING else 0), size)
    ground = Image.new("RGBA", picture.size, "white")
    ground.alpha_composite(picture)
    return ground.convert("L")


def test_each_condition_has_its_own_shape() -> None:
    """No two conditions share a picture."""
    assert len({look(snapshot(condition)).shape for condition in Condition}) == len(Condition)


@pytest.mark.parametrize(
    ("share", "step"), [(1, 12), (0.999, 12), (0.5, 6), (0.001, 1), (0, 0), (-1, 0), (7, 12)]
)
def test_ring_empties_in_steps_and_is_empty_only_when_due(share: float, step: int) -> None:
    """The ring is rounded up, and a share out of bounds harms nothing."""
    assert look(snapshot(ring=share)) == Look(Shape.RING, step)


def test_ring_of_no_number_is_empty() -> None:
    """A share that is no number draws something rather than raising."""
    assert look(snapshot(ring=float("nan"))).step == 0


@given(st.sampled_from(Condition), st.floats())
def test_every_look_is_among_those_shipped(condition: Condition, ring: float) -> None:
    """Whatever the snapshot says, its picture is drawn already."""
    assert look(snapshot(condition, ring)) in tray_looks()


def test_hour_redraws_the_icon_at_most_once_a_step() -> None:
    """Looking every second of an hour, the picture changes 12 times."""
    looks = [look(snapshot(ring=1 - second / 3600)) for second in range(3600)]
    changes = sum(one != other for one, other in pairwise(looks))
    assert changes == STEPS - 1


@pytest.mark.parametrize("shape", Shape)
@pytest.mark.parametrize("panel", [LIGHT, DARK])
def test_main_stroke_stands_out_from_light_and_dark_panels(
    shape: Shape, panel: tuple[int, int, int]
) -> None:
    """3:1 is what WCAG 1.4.11 asks of graphics."""
    assert contrast(main_colour(shape), panel) >= 3


@pytest.mark.parametrize("panel", [LIGHT, DARK])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("shape", STATES)
def test_painted_pixels_keep_that_contrast(
    shape: Shape, size: int, panel: tuple[int, int, int]
) -> None:
    """At every size enough pixels reach 3:1 once they lie on the panel: nothing is too thin."""
    step = STEPS if shape is Shape.RING else 0
    ground = Image.new("RGBA", (size, size), panel)
    ground.alpha_composite(paint(Look(shape, step), size))
    pixels = ground.tobytes()
    strong = sum(
        contrast(tuple(pixels[index : index + 3]), panel) >= 3 for index in range(0, len(pixels), 4)
    )
    assert strong >= size * size * 0.1


def test_figure_stands_out_from_its_badge() -> None:
    """The white figure on the badge and the logo is 3:1 at least as well."""
    white = (255, 255, 255)
    assert contrast(main_colour(Shape.BADGE), white) >= 3
    assert contrast(main_colour(Shape.LOGO), white) >= 3


@pytest.mark.parametrize("size", [16, 22])
def test_shapes_differ_without_colour(size: int) -> None:
    """In grey, any two shapes differ strongly in at least a twentieth of a small picture."""
    pictures = {shape: silhouette(shape, size) for shape in STATES}
    for one in STATES:
        for other in STATES:
            if one is not other:
                histogram = ImageChops.difference(pictures[one], pictures[other]).histogram()
                assert sum(histogram[60:]) >= size * size / 20, (one, other)


def test_neighbouring_steps_are_different_pictures() -> None:
    """Each step of the ring can be seen: no redraw is for nothing."""
    pictures = {paint(Look(Shape.RING, step), 16).tobytes() for step in range(STEPS + 1)}
    assert len(pictures) == STEPS + 1


@pytest.mark.parametrize("size", [1, 2, 7, 15, 27, 65, 128])
@pytest.mark.parametrize("shape", Shape)
def test_odd_sizes_are_painted(shape: Shape, size: int) -> None:
    """Any size that a bar may ask for gives a picture that is not empty."""
    picture = paint(Look(shape, 9), size)
    assert picture.size == (size, size)
    assert picture.getbbox() is not None


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("shape", [Shape.BADGE, Shape.HELD, Shape.BARS, Shape.DOT])
def test_symmetric_shapes_are_symmetric(shape: Shape, size: int) -> None:
    """Left equals right to within a shade: the sign that edges lie on pixel borders."""
    picture = paint(Look(shape), size).getchannel("A")
    mirrored = picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    differences = ImageChops.difference(picture, mirrored).histogram()
    assert sum(differences[48:]) == 0


def test_argb_is_in_network_order() -> None:
    """Alpha comes first, and colours are not multiplied by it."""
    assert argb(Image.new("RGBA", (1, 1), (1, 2, 3, 4))) == bytes((4, 1, 2, 3))


def test_daemon_side_does_not_load_pillow() -> None:
    """Importing what the waiting program needs of the icon leaves Pillow out."""
    code = "import sys, posture_break.ui.icon_cache; print('PIL' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
