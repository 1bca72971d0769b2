"""The contact sheet shows every exercise, and its command says plainly when it can not."""

from __future__ import annotations

import io
from collections import Counter
from contextlib import redirect_stderr
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from posture_break import cli, sheet_command
from posture_break.content.faults import ContentFaults
from posture_break.content.load import load_catalogue
from posture_break.figure import sheet
from posture_break.figure.palette import rgb
from posture_break.figure.sheet import PAGE, PICTURE, Cell, Picture
from posture_break.ui.theme import DARK, LIGHT, Palette


def cell(name: str = "Bird dog", pictures: int = 2, wide: int = 288) -> Cell:
    """Return a cell with plain pictures."""
    plain = Image.new("RGB", (wide, PICTURE), "#808080")
    return Cell(name, "sides take turns", tuple(Picture(plain, "Start") for _ in range(pictures)))


def inks(image: Image.Image) -> Counter[object]:
    """Return how many pixels each colour has."""
    return Counter({ink: number for number, ink in image.getcolors(1 << 20) or ()})


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a catalogue of one exercise: what is tested here is not how many there are."""
    catalogue = load_catalogue()
    one = {"bird-dog": catalogue.exercises["bird-dog"]}
    small = replace(catalogue, exercises=one)
    monkeypatch.setattr(sheet_command, "load_catalogue", lambda: small)


# -- the sheet ------------------------------------------------------------------------------------

cells = st.builds(
    cell,
    st.text("abc ", min_size=1, max_size=40),
    st.integers(0, 4),
    st.sampled_from([180, 288]),
)


@given(st.lists(st.lists(cells, min_size=1, max_size=14), min_size=1, max_size=4))
def test_cells_lie_beside_each_other_on_the_page(sections: list[list[Cell]]) -> None:
    """None leaves the page, none covers another, and all rows but a section's last are full."""
    _headings, placed, bottom = sheet._laid_out([("", each) for each in sections])
    assert len(placed) == sum(len(each) for each in sections)
    assert max(each.box[3] for each in placed) == bottom
    for one, other in pairwise(placed):
        below = other.box[1] >= one.box[3]
        assert below or (other.box[0] > one.box[2] and other.box[1] == one.box[1])
    for each in placed:
        assert 0 < each.box[0] < each.box[2] < PAGE
        assert each.box[2] - each.box[0] >= each.cell.width


@given(st.lists(cells, min_size=1, max_size=14))
def test_only_a_last_row_may_be_short(row_cells: list[Cell]) -> None:
    """All others reach the right margin."""
    rows = list(sheet._rows(row_cells))
    for row in rows[:-1]:
        widths = sheet._stretched(row, last=False)
        assert sum(widths) + sheet._GAP * (len(row) - 1) == PAGE - 2 * sheet._MARGIN


@pytest.mark.parametrize(("dark", "colours"), [(False, LIGHT), (True, DARK)])
def test_the_sheet_has_the_colours_of_the_card(dark: bool, colours: Palette) -> None:
    """Light or dark, as the card is."""
    image = sheet.sheet("All", [("On the floor", [cell()])], dark=dark)
    assert inks(image)[rgb(colours.ground)] > PAGE * 100
    assert inks(image)[rgb(colours.text)] > 50


def test_pictures_stand_on_one_line_in_their_frame() -> None:
    """What is pasted is where the frame is, whole."""
    image = sheet.sheet("All", [("", [cell(pictures=3)])])
    assert inks(image)[rgb("#808080")] == 3 * 288 * PICTURE


def test_an_empty_sheet_is_a_sheet() -> None:
    """A catalogue without figures draws nothing, and does not fail."""
    assert sheet.sheet("All", []).width == PAGE


# -- the command ----------------------------------------------------------------------------------


@pytest.mark.usefixtures("few")
def test_a_sheet_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The picture is there, and nothing is said: only what was asked for."""
    path = tmp_path / "sheet.png"
    assert cli.run(["exercises", "--sheet", str(path)]) == 0
    with Image.open(path) as image:
        assert image.format == "PNG"
        assert image.width == PAGE
    assert capsys.readouterr() == ("", "")


@pytest.mark.usefixtures("few")
def test_light_and_dark_differ(tmp_path: Path) -> None:
    """``--dark`` draws another picture over the one that is there."""
    path = tmp_path / "sheet.PNG"
    assert sheet_command.run(path) == 0
    light = path.read_bytes()
    assert sheet_command.run(path, dark=True) == 0
    assert path.read_bytes() != light


def test_every_exercise_of_the_catalogue_is_on_it() -> None:
    """Each one has a figure that can be read, under the place that the figure shows."""
    exercises = list(load_catalogue().exercises.values())
    figures, faults = sheet_command._figures(exercises)
    assert faults == []
    shown = dict(sheet_command._cells(exercises, figures, dark=False))
    sections = sheet_command._sections(exercises, shown)
    assert sum(len(there) for _place, there in sections) == len(exercises)


def test_the_start_comes_first_and_no_pose_twice() -> None:
    """Bird dog: the start, with the arrow of the reach on it, and the reach."""
    exercise = load_catalogue().exercises["bird-dog"]
    figures, _faults = sheet_command._figures([exercise])
    ((_id, drawn),) = sheet_command._cells([exercise], figures, dark=False)
    assert [each.caption for each in drawn.pictures] == ["Start", exercise.phases[0].cue]
    arrow = rgb("#ff8c60")
    assert inks(drawn.pictures[0].image)[arrow] > 30


@pytest.mark.usefixtures("few")
def test_a_figure_that_cannot_be_read_is_told_and_the_others_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sheet is what one looks at to find such things."""
    broken = ContentFaults([])

    def load(_name: str) -> object:
        raise broken

    monkeypatch.setattr(sheet_command, "load_figure", load)
    assert sheet_command.run(tmp_path / "sheet.png") == 1
    assert (tmp_path / "sheet.png").exists()
    assert capsys.readouterr().err == f"{broken}\n"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("sheet.jpg", "ends in .png"),
        ("sheet", "ends in .png"),
        ("missing/sheet.png", "no such folder"),
        ("folder.png", "is a folder"),
        ("file/sheet.png", "not in a folder"),
    ],
)
def test_what_cannot_be_written_is_said_before_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, words: str
) -> None:
    """With the path, on standard error, and nothing is drawn in vain."""
    (tmp_path / "folder.png").mkdir()
    (tmp_path / "file").touch()
    monkeypatch.setattr(sheet_command, "load_catalogue", lambda: pytest.fail("it began"))
    said = io.StringIO()
    with redirect_stderr(said):
        code = sheet_command.run(tmp_path / name)
    assert code == (2 if "ends in" in words else 1)
    assert words in said.getvalue()
    assert str(tmp_path / name) in said.getvalue()


@pytest.mark.usefixtures("few")
def test_a_disk_that_refuses_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    """Full, or read-only: whatever the system says, in its words."""
    path = Path("/proc/sheet.png")
    assert sheet_command.run(path) == 1
    assert str(path) in capsys.readouterr().err


class Terminal(io.StringIO):
    """A standard error that somebody looks at."""

    def isatty(self) -> bool:
        """Say that it is one."""
        return True


def test_progress_is_shown_on_a_terminal_alone() -> None:
    """A bar that goes away in the end; nothing in a file or a pipe."""
    drawn = [("a", cell()), ("b", cell())]
    terminal, pipe = Terminal(), io.StringIO()
    for to in (terminal, pipe):
        assert list(sheet_command._with_progress(iter(drawn), 2, to)) == drawn
    assert " 50 %" in terminal.getvalue()
    assert "100 %" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r" + " " * 40 + "\r")
    assert pipe.getvalue() == ""
