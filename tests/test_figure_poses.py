"""Figures are read from data: what is left out has good values, what is wrong is told by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from posture_break.content.faults import ContentFaults
from posture_break.figure import arrows
from posture_break.figure.blend import between
from posture_break.figure.figure import Figure
from posture_break.figure.pose import Hold
from posture_break.figure.poses import figure_names, load_figure
from posture_break.figure.skeleton import solve
from posture_break.figure.vector import add, distance, minus, reflected


def _load(folder: Path, text: str) -> Figure:
    path = folder / "own.toml"
    path.write_text(text, "utf-8")
    return load_figure(path)


def test_every_figure_has_a_start() -> None:
    """A repetition begins at the key "start", so that each figure has one."""
    assert all("start" in load_figure(name).keys for name in figure_names())


def test_a_later_key_is_like_the_first(tmp_path: Path) -> None:
    """What a key does not say it has from the first one."""
    text = '[[key]]\nname = "start"\narm_right = [9, 9, 9, 9]\n[[key]]\nname = "on"\nbreath = 1'
    first, second = _load(tmp_path, text).keys.values()
    assert second.limbs == first.limbs
    assert (first.breath, second.breath) == (0, 1)


def test_the_trunk_follows_the_hips(tmp_path: Path) -> None:
    """One number leans the whole trunk; the waist lies between hips and chest."""
    text = '[[key]]\nname = "start"\npelvis = 30\n[[key]]\nname = "on"\npelvis = 20\nchest = 60'
    first, second = _load(tmp_path, text).keys.values()
    assert (first.chest[0], first.head[0], second.waist[0], second.head[0]) == (30, 30, 40, 60)


def test_limbs_are_written_outwards(tmp_path: Path) -> None:
    """The same numbers put left and right limbs opposite each other."""
    text = '[[key]]\nname = "start"\narms = { at = [20, 100, 30] }'
    limbs = _load(tmp_path, text).keys["start"].limbs
    assert limbs["arm_left"].at == reflected(limbs["arm_right"].at) == (20.0, 100.0, -30.0)


FAULTY = {
    '[[key]]\nname = "start"\npelvis = "up"': ("pelvis", "up"),
    '[[key]]\nname = "start"\npelvis = 4000': ("pelvis", "4000"),
    '[[key]]\nname = "start"\npelvsi = 4': ("pelvsi", ""),
    '[[key]]\nname = "start"\narms = [1, 2]': ("arms", "[1, 2]"),
    '[[key]]\nname = "start"\nwork = { bones = 1 }': ("work", "bones"),
    '[[key]]\nname = "start"\nroot = { joint = "elbow" }': ("joint", "elbow"),
    '[[key]]\nname = "start"\nroot = { joint = "knees" }': ("root", "knees"),
    '[[key]]\nname = "on"': ("key", ""),
    '[[key]]\nname = "start"\n[[key]]\nname = "start"': ("name", "start"),
    '[[key]]\nname = "start"\n[[key]]\nname = "on"\nlike = "gone"': ("like", "gone"),
    'base = "flying"\n[[key]]\nname = "start"': ("base", "flying"),
    'props = [{ kind = "sofa" }]\n[[key]]\nname = "start"': ("kind", "sofa"),
    "key = 3": ("key", "int"),
    "camera = 3": ("camera", "3"),
}


@pytest.mark.parametrize("text", FAULTY)
def test_a_fault_is_told_with_its_place(text: str, tmp_path: Path) -> None:
    """A person who writes a figure learns the file, the field and what was found."""
    with pytest.raises(ContentFaults) as told:
        _load(tmp_path, text)
    field, found = FAULTY[text]
    assert any(
        fault.file == "own.toml" and fault.field == field and found in fault.found
        for fault in told.value.faults
    )


@pytest.mark.parametrize("content", [b"\xff\xfe", b"key = [", b"#" * 70_000])
def test_what_is_no_figure_is_a_fault_and_no_crash(content: bytes, tmp_path: Path) -> None:
    """Bytes, broken TOML and a huge file are refused by name."""
    path = tmp_path / "bad.toml"
    path.write_bytes(content)
    with pytest.raises(ContentFaults, match=r"bad\.toml"):
        load_figure(path)


def test_a_figure_that_is_not_there_is_a_fault() -> None:
    """A misspelt name is told as such."""
    with pytest.raises(ContentFaults, match=r"no-such\.toml"):
        load_figure("no-such")


def test_what_is_planted_in_both_keys_does_not_move() -> None:
    """The hand that stays on the floor stays there on every frame."""
    figure = load_figure("bird-dog")
    a, b = figure.keys["start"], figure.keys["reach"]
    assert a.limbs["arm_left"].hold is Hold.PIN
    ends = (solve(a), solve(b))
    places = [between(a, b, ends, step / 20).joints["wrist_left"] for step in range(21)]
    assert max(distance(places[0], each) for each in places) < 1e-9


def test_feet_step_by_turns() -> None:
    """A foot that changes its place is lifted, the one that leads first, and both arrive."""
    figure = load_figure("wall-side-lean")
    a, b = figure.keys["start"], figure.keys["lean"]
    ends = (solve(a), solve(b))
    joints = [between(a, b, ends, step / 20).joints for step in range(21)]
    for side in ("right", "left"):
        heights = [each[f"ankle_{side}"][1] for each in joints]
        assert max(heights) > heights[0] + 2
        assert heights[-1] == pytest.approx(heights[0])
    begun = joints[4]
    left, right = (
        distance(begun[f"ankle_{s}"], joints[0][f"ankle_{s}"]) for s in ("left", "right")
    )
    assert left > right + 1


def test_an_arrow_may_have_a_direction_of_its_own(tmp_path: Path) -> None:
    """`way` is a direction, `towards` a point of the room: both as long as the author says."""
    text = (
        '[[key]]\nname = "start"\ncues = ['
        '{ of = "nose", way = [0, 0, 2], least = 20 },'
        '{ of = "nose", shift = [5, 0, 0], towards = [200, 90, 40], least = 30 }]'
    )
    pose = _load(tmp_path, text).keys["start"]
    bodies = [solve(pose)] * 9
    aside, gaze = (arrows.path(bodies, cue) for cue in pose.cues)
    nose = bodies[0].joints["nose"]
    assert minus(aside[-1], aside[0]) == pytest.approx((0, 0, 20))
    assert distance(gaze[0], gaze[-1]) == pytest.approx(30)
    assert gaze[0] == pytest.approx(add(nose, (5, 0, 0)))
    assert distance(gaze[-1], (200, 90, 40)) == pytest.approx(distance(gaze[0], (200, 90, 40)) - 30)


def test_the_other_side_is_the_mirror_image() -> None:
    """Mirrored, the left hand is where the right one was, on the other side."""
    bones = solve(load_figure("bird-dog").keys["reach"])
    mirrored = bones.mirrored()
    assert mirrored.joints["hand_left"] == reflected(bones.joints["hand_right"])
    assert mirrored.mirrored().joints == bones.joints
