"""Every frame of every figure is a body that a person has; and each check sees its faults."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from posture_break.figure import blend, checks
from posture_break.figure.balance import off_balance
from posture_break.figure.body import build
from posture_break.figure.checks import check_figure
from posture_break.figure.figure import Figure
from posture_break.figure.pose import Pose
from posture_break.figure.poses import figure_names, load_figure
from posture_break.figure.sight import Sight
from posture_break.figure.skeleton import Skeleton, solve
from posture_break.figure.vector import add
from posture_break.figure.view import sights


@pytest.mark.parametrize("name", figure_names())
def test_every_frame_is_in_order(name: str) -> None:
    """No bone stretches, nothing planted slips, nothing is where it can not be, on both sides."""
    assert check_figure(load_figure(name)) == []


def _figure(folder: Path, text: str) -> Figure:
    path = folder / "planted.toml"
    path.write_text(text, "utf-8")
    return load_figure(path)


PLANTED = {
    "misses its place": 'base = "all-fours"\n[[key]]\nname = "start"\n'
    "arms = { at = [60, 3.4, 14] }",
    "under the floor": 'base = "standing"\n[[key]]\nname = "start"\n'
    'root = { joint = "pelvis", at = [0, 84, 0] }\nlegs = [0, 0, 0, 0, 90, 0]',
    "into the seat": 'base = "sitting"\n[[key]]\nname = "start"\n'
    'root = { joint = "pelvis", at = [0, 40, 0] }',
    "elbow_right": 'base = "standing"\n[[key]]\nname = "start"\narm_right = [0, 0, 170, 0]',
    "trunk twist": 'base = "standing"\n[[key]]\nname = "start"\nchest = [0, 0, 60]',
    "neck lean": 'base = "standing"\n[[key]]\nname = "start"\nhead = 80',
    "bends the wrong way": 'base = "standing"\n[[key]]\nname = "start"\nleg_right = [0, 0, 60, 0]',
    "slides": 'base = "standing"\n[[key]]\nname = "start"\nlegs = [0, 5, 0, 5, 90, 0]\n'
    'root = { joint = "pelvis", at = [0, 86.2, 0] }\n'
    '[[key]]\nname = "on"\nroot = { joint = "pelvis", at = [9, 86.2, 0] }',
    "beside what it rests on": 'base = "standing"\n[[key]]\nname = "start"\npelvis = 70\n'
    'chest = 90\nroot = { joint = "pelvis", at = [12, 82, 0] }',
    "units a second": 'base = "standing"\n[[key]]\nname = "start"\n'
    '[[key]]\nname = "on"\nroot = { joint = "pelvis", at = [300, 86, 0] }\nlegs = [0, 0, 0, 0]',
}


@pytest.mark.parametrize("told", PLANTED)
def test_a_check_sees_what_it_is_for(told: str, tmp_path: Path) -> None:
    """A planted fault is found."""
    assert any(told in fault for fault in check_figure(_figure(tmp_path, PLANTED[told])))


def test_what_leaves_the_picture_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fit that is too large cuts hands or feet off, which is told."""

    def too_large(figure: Figure, size: tuple[int, int]) -> tuple[Sight, Sight]:
        one, other = sights(figure, size)
        return replace(one, lens=one.lens.scaled(1.3)), other

    monkeypatch.setattr(checks, "sights", too_large)
    assert any("leaves the picture" in fault for fault in check_figure(load_figure("bird-dog")))


Spoilt = Callable[[Skeleton, float], Skeleton]


def _spoil(monkeypatch: pytest.MonkeyPatch, spoilt: Spoilt) -> list[str]:
    """Return what is told of a good figure whose frames are spoilt on the way."""

    def between(a: Pose, b: Pose, ends: tuple[Skeleton, Skeleton], share: float) -> Skeleton:
        return spoilt(blend.between(a, b, ends, share), share)

    monkeypatch.setattr(checks, "between", between)
    return check_figure(load_figure("bird-dog"))


def _moved(bones: Skeleton, *joints: str, by: float) -> Skeleton:
    places = dict(bones.joints)
    places.update({joint: add(places[joint], (by, 0.0, 0.0)) for joint in joints})
    return replace(bones, joints=places)


def test_a_bone_that_stretches_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A knee that leaves its place by a tenth of a unit makes thigh and shin longer."""
    told = _spoil(monkeypatch, lambda bones, _share: _moved(bones, "knee_right", by=0.1))
    assert any("bone hip to knee right stretches" in fault for fault in told)


def test_a_move_that_does_not_end_in_its_key_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A last frame beside the key pose would make the loop jump."""
    told = _spoil(
        monkeypatch,
        lambda bones, share: _moved(bones, *bones.joints, by=0.01) if share == 1 else bones,
    )
    assert any("is not where key 'reach' has it" in fault for fault in told)


def test_a_planted_hand_that_slips_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is planted in both keys may not travel, however little."""
    told = _spoil(monkeypatch, lambda bones, share: _moved(bones, "wrist_left", by=0.1 * share))
    assert any("planted arm_left slips by 0.1" in fault for fault in told)


def test_a_joint_that_jumps_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """From one frame to the next a hand can not be somewhere else."""
    told = _spoil(
        monkeypatch,
        lambda bones, share: _moved(bones, "hand_right", by=5.0) if share > 0.5 else bones,
    )
    assert any("hand_right jumps" in fault for fault in told)


def test_a_move_without_a_soft_beginning_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A move at one speed starts and stops with a jerk."""
    monkeypatch.setattr(checks, "eased", lambda share: share)
    told = check_figure(load_figure("bird-dog"))
    assert any("starts or stops with a jerk" in fault for fault in told)


def test_weight_beside_the_feet_is_off_balance() -> None:
    """An upright body has its weight over its feet; leaning far over it has not."""
    upright = load_figure("march").keys["start"]
    far = (85.0, 0.0, 0.0)
    leaning = replace(upright, pelvis=far, waist=far, chest=far, neck=far, head=far)
    offs = [off_balance(it, build(it), ()) for it in (solve(upright), solve(leaning))]
    assert offs[0] < 2 < offs[1]
