"""The painter draws what the poses say; the film draws each frame once."""

from __future__ import annotations

from itertools import pairwise
from math import hypot
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from posture_break.figure import arrows, preview
from posture_break.figure.blend import between
from posture_break.figure.body import build
from posture_break.figure.camera import lens
from posture_break.figure.film import Film
from posture_break.figure.order import body_parts
from posture_break.figure.paint import Painter
from posture_break.figure.palette import HAIRS, LEAST_CONTRAST, SKINS, colours, hexadecimal
from posture_break.figure.pose import SIDES
from posture_break.figure.poses import figure_names, load_figure
from posture_break.figure.skeleton import solve
from posture_break.figure.stage import paint_stage
from posture_break.figure.view import sights
from posture_break.ui.theme import contrast

SIZE = (240, 180)


class CountingPainter(Painter):
    """Counts what it paints."""

    painted = 0

    def paint(
        self, of: str, to: str, share: float, *, mirrored: bool = False, effort: float | None = None
    ) -> Image.Image:
        """Paint, and count."""
        self.painted += 1
        return super().paint(of, to, share, mirrored=mirrored, effort=effort)


def _painter(*, dark: bool = False, skin: int = 1, hair: int = 0) -> CountingPainter:
    return CountingPainter(load_figure("bird-dog"), SIZE, dark=dark, skin=skin, hair=hair)


def _differ(a: Image.Image, b: Image.Image) -> float:
    return sum(ImageStat.Stat(ImageChops.difference(a, b)).mean)


def test_a_move_ends_in_the_next_key() -> None:
    """The last frame of a move is the pose that the hold shows, so that nothing jumps."""
    painter = _painter()
    assert _differ(painter.paint("start", "reach", 1), painter.paint("reach", "reach", 0)) == 0


def test_a_move_moves_softly() -> None:
    """Each frame differs from the one before; the first and last steps are small."""
    painter = _painter()
    shots = [painter.paint("start", "reach", step / 10) for step in range(11)]
    steps = [_differ(a, b) for a, b in pairwise(shots)]
    assert min(steps) > 0
    assert max(steps[0], steps[-1]) < max(steps)


def test_the_other_side_is_another_picture() -> None:
    """Left and right can be told apart."""
    painter = _painter()
    assert (
        _differ(
            painter.paint("reach", "reach", 0), painter.paint("reach", "reach", 0, mirrored=True)
        )
        > 1
    )


@pytest.mark.parametrize("dark", [False, True])
def test_the_corners_are_the_ground(dark: bool) -> None:
    """The picture joins on to the card without an edge."""
    shot = _painter(dark=dark).paint("start", "start", 0)
    ground = colours(dark=dark, skin=0, hair=0).ground
    assert {shot.getpixel(at) for at in ((0, 0), (239, 0), (0, 179), (239, 179))} == {ground}


def test_every_person_looks_different() -> None:
    """Each skin and each hair changes the picture."""
    skins = {_painter(skin=skin).paint("start", "start", 0).tobytes() for skin in range(len(SKINS))}
    hairs = {_painter(hair=hair).paint("start", "start", 0).tobytes() for hair in range(len(HAIRS))}
    assert (len(skins), len(hairs)) == (len(SKINS), len(HAIRS))


def test_stills_show_both_keys() -> None:
    """For people who want no motion both key poses stand side by side, in the same size."""
    painter = _painter()
    still = painter.stills()
    assert still.size == SIZE
    assert _differ(still.crop((0, 0, 120, 180)), still.crop((120, 0, 240, 180))) > 1


def _shown(film: Film, painter: Painter, share: float) -> Image.Image:
    return film.frame(share, lambda: painter.paint("start", "reach", share))


def test_a_frame_is_drawn_once() -> None:
    """The second loop comes from memory."""
    painter = _painter()
    film = Film()
    for _loop in range(3):
        for step in range(11):
            _shown(film, painter, step / 10)
    assert painter.painted == 11


def test_a_hold_is_one_frame() -> None:
    """Nothing is drawn while a pose is held."""
    painter = _painter()
    film = Film()
    shots = {id(_shown(film, painter, 1)) for _moment in range(11)}
    assert (painter.painted, len(shots)) == (1, 1)


def test_an_unpacked_frame_is_the_drawn_one() -> None:
    """Packing loses nothing."""
    painter = _painter()
    film = Film()
    first = _shown(film, painter, 0.5).copy()
    _shown(film, painter, 0.6)
    assert _shown(film, painter, 0.5).tobytes() == first.tobytes()


def test_the_memory_of_a_film_is_bounded() -> None:
    """A long lesson forgets its oldest frames."""
    film, painter = Film(most_bytes=30_000), _painter()
    for step in range(20):
        _shown(film, painter, step / 20)
    assert film.held <= 30_000
    assert 19 / 20 in film
    assert 0.0 not in film


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("part", ["legs", "shirt"])
def test_clothes_stand_out(part: str, dark: bool) -> None:
    """Trunk and legs, by which a pose is read, have 3 to 1 on the arch: WCAG 2.2, 1.4.11."""
    found = colours(dark=dark, skin=0, hair=0)
    assert contrast(hexadecimal(getattr(found, part)), hexadecimal(found.arch)) >= 3


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("person", [(s, h) for s in range(len(SKINS)) for h in range(len(HAIRS))])
def test_skin_and_hair_can_be_told_from_what_is_behind(person: tuple[int, int], dark: bool) -> None:
    """Arms, feet and head with their edges are seen on arch and ground, whoever it is."""
    found = colours(dark=dark, skin=person[0], hair=person[1])
    for each in (found.skin, found.hair):
        for seen in (each, found.rim(each)):
            for behind in (found.arch, found.ground):
                assert contrast(hexadecimal(seen), hexadecimal(behind)) >= LEAST_CONTRAST


@pytest.mark.parametrize("size", [(402, 352), (360, 300), (480, 480), (300, 400), (868, 276)])
@pytest.mark.parametrize("name", ["bird-dog", "march", "shoulder-rolls", "wrist-stretch"])
def test_the_arch_is_whole(name: str, size: tuple[int, int]) -> None:
    """In every view and shape of picture the arch has its round top and stands on its base."""
    painter = Painter(load_figure(name), size, dark=False)
    arch = sights(painter.figure, size)[0].arch
    assert 0 < arch.left < arch.right < size[0]
    assert 0 < arch.top < arch.spring <= arch.base < size[1]
    stage = paint_stage(sights(painter.figure, size)[0], colours(dark=False, skin=0, hair=0))
    found = colours(dark=False, skin=0, hair=0)
    middle, top = round((arch.left + arch.right) / 2), round(arch.top)
    assert stage.getpixel((middle, top + 3)) == found.arch
    assert stage.getpixel((middle, top - 3)) == found.ground
    assert stage.getpixel((round(arch.left) + 2, top + 2)) == found.ground


def test_what_is_cut_off_is_cut_by_the_arch() -> None:
    """Below its bend nothing of a view of the upper body is seen beside the arch."""
    painter = Painter(load_figure("wrist-stretch"), (300, 400), dark=False)
    arch = sights(painter.figure, painter.size)[0].arch
    ground = colours(dark=False, skin=0, hair=0).ground
    shot = painter.paint("start", "start", 0)
    beside = (0, round(arch.spring), int(arch.left) - 1, int(arch.base) - 1)
    below = (0, int(arch.base) + 12, 300, 400)
    for box in (beside, below):
        assert shot.crop(box).getextrema() == tuple((level, level) for level in ground)


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("name", figure_names())
def test_arrows_hide_no_head_and_stay_in_the_picture(name: str, mirrored: bool) -> None:
    """Wherever the data puts an arrow, it is drawn where there is room."""
    painter = Painter(load_figure(name), (402, 352), dark=False)
    view = sights(painter.figure, painter.size)[mirrored].lens
    names = list(painter.figure.keys)
    for of, to in zip(names, [*names[1:], names[0]], strict=True):
        a, b = painter.figure.keys[of], painter.figure.keys[to]
        bones = between(a, b, (solve(a), solve(b)), 0.5)
        skull = view.disc(build(bones.mirrored() if mirrored else bones).head[0])
        for points in painter.cues(of, to, mirrored=mirrored):
            for x, y in points:
                assert 4 < x < 398
                assert 4 < y < 348
                assert hypot(x - skull[0], y - skull[1]) > skull[2]


def test_arrows_are_seen_while_the_body_moves() -> None:
    """They are clear from 5 to 85 per cent of a move, and gone when it ends."""
    assert arrows.strength(0) == arrows.strength(1) == 0
    assert arrows.strength(0.05) == arrows.strength(0.8) == 1
    assert arrows.strength(0.85) >= 0.5


def _order(name: str, key: str, *, mirrored: bool = False) -> list[str]:
    figure = load_figure(name)
    bones = solve(figure.keys[key])
    body = build(bones.mirrored() if mirrored else bones)
    return [part.name for part in body_parts(body, lens(figure.camera), {})]


@pytest.mark.parametrize("mirrored", [False, True])
def test_hands_on_the_body_are_in_front_of_it(mirrored: bool) -> None:
    """One hand on the chest and one on the belly: both are painted after the shirt."""
    order = _order("seated-breathing", "start", mirrored=mirrored)
    assert order.index("shirt") < min(order.index(f"forearm_{side}") for side in SIDES)


def test_an_arm_beyond_the_body_is_behind_it() -> None:
    """On all fours the far arm is painted before the trunk, the near one after it."""
    order = _order("bird-dog", "start")
    assert order.index("upper_arm_left") < order.index("shirt") < order.index("upper_arm_right")


def test_a_leg_is_painted_in_one_go() -> None:
    """Nothing comes between thigh and shin, so that no knee has a seam."""
    order = _order("figure-four", "start")
    for side in SIDES:
        assert order.index(f"shin_{side}") == order.index(f"thigh_{side}") + 1


def test_a_strip_of_each_figure_for_reviewers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The preview writes one picture of each named figure into a folder, and what it found."""
    code = preview.main(["bird-dog", "march", "--out-dir", str(tmp_path), "--size", "60"])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bird-dog.png", "march.png"]
    assert "bird-dog: in order" in capsys.readouterr().out
    assert code == 0
