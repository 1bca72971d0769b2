"""Loading the catalogue: what a data file may hold, and how all its faults are told at once."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from posture_break import content
from posture_break.content.faults import ContentFaults
from posture_break.content.load import load_catalogue

SHIPPED = Path(content.__file__).parent
Edit = Callable[[str], str]

TIP = """
[[tip]]
id = "posture-test"
topic = "posture"
text = "Let both feet rest on the floor."
why = "It is restful."
source = "Common workplace advice"
grade = "B"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a copy of the shipped data files."""
    for file in SHIPPED.glob("*.toml"):
        shutil.copy(file, tmp_path)
    return tmp_path


def faults_of(folder: Path) -> list[str]:
    """Return what the loader says of the files in ``folder``."""
    try:
        load_catalogue(folder)
    except ContentFaults as faults:
        return [str(fault) for fault in faults.faults]
    return []


def change(folder: Path, file: str, old: str, new: str) -> None:
    """Replace ``old``, which must be there, once."""
    text = (folder / file).read_text()
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1))


def test_the_shipped_files_have_no_fault(folder: Path) -> None:
    """What ships loads, from any folder."""
    assert faults_of(folder) == []


def test_the_catalogue_cannot_be_changed() -> None:
    """What was loaded stays as it is."""
    catalogue = load_catalogue()
    with pytest.raises(TypeError):
        catalogue.exercises["plank"] = catalogue.exercises["bridge"]  # type: ignore[index] # that is the promise
    with pytest.raises(AttributeError):
        catalogue.stop_line = ""  # type: ignore[misc] # that is the promise


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('id = "bird-dog"', 'id = "Bird Dog"', 'id: expected lower-case words joined by hyphens'),
        ('id = "bird-dog"', "id = 7", "id: expected lower-case words"),
        ('id = "bird-dog"', f'id = "{"b" * 41}"', "id: expected lower-case words"),
        ('id = "bird-dog"', 'id = "plank"', "plank: id: expected an id that no other entry has"),
        ('name = "Bird dog"', 'name = ""', "bird-dog: name: expected a text, found ''"),
        ('name = "Bird dog"', "name = 5", "bird-dog: name: expected a text, found 5"),
        ('name = "Bird dog"', f'name = "{"B" * 41}"', "name: expected at most 40 characters"),
        ('name = "Bird dog"', 'nam = "Bird dog"', "bird-dog: name: expected a text, found nothing"),
        ('name = "Bird dog"', 'name = "Bird\\u0007dog"', "without control characters"),
        ('name = "Bird dog"', 'name = "Bird\\u202edog"', "without control characters"),
        ('name = "Bird dog"', 'name = "Bird\\ndog"', "plain text on one line"),
        ('name = "Bird dog"', 'name = "<b>Bird dog</b>"', "plain text without markup"),
        ('name = "Bird dog"', 'name = "**Bird dog**"', "plain text without markup"),
        ('name = "Bird dog"', 'name = "Bird &amp; dog"', "plain text without markup"),
        ('name = "Bird dog"', 'name = "{name}"', "plain text without markup"),
        ('name = "Bird dog"', 'name = " Bird  dog"', "single spaces between words"),
        ('kind = "release"', 'kind = "relese"', "kind: expected one of mobility, stretch"),
        ('kind = "release"', 'kind = "relese"', "did you mean release?"),
        ('kind = "release"', "kind = []", "kind: expected one of mobility"),
        ('places = ["desk", "standing"]', "places = []", "places: expected a list of 1 to 3"),
        ('places = ["desk", "standing"]', 'places = "desk"', "places: expected a list of 1 to 3"),
        ('places = ["desk", "standing"]', 'places = ["moon"]', "one of desk, standing, floor"),
        ('places = ["desk", "standing"]', "places = [[1], {}]", "one of desk, standing, floor"),
        ('places = ["desk", "standing"]', 'places = ["desk", "desk"]', "expected each word once"),
        ('areas = ["upper-back"]', "areas = []", "areas: expected a list of 1 to 5"),
        ("demand = 1", "demand = 4", "demand: expected a whole number from 1 to 3, found 4"),
        ("demand = 1", "demand = true", "demand: expected a whole number from 1 to 3"),
        ("demand = 1", "demand = 1.5", "demand: expected a whole number from 1 to 3"),
        ("demand = 1", f"demand = 0x{'f' * 5000}", "found a huge number"),
        ('needs = ["mat"]', 'needs = ["rocket"]', "needs: expected one of chair, mat"),
        ('["shoulders", "surgery"]', '["shoulder", "surgery"]', "did you mean shoulders?"),
        ("hold_s = [3, 5]", "hold_s = [5, 3]", "hold_s: expected [low, high], both from 1 to 120"),
        ("hold_s = [3, 5]", "hold_s = [3]", "hold_s: expected [low, high]"),
        ("hold_s = [3, 5]", "hold_s = 3", "hold_s: expected [low, high]"),
        ("hold_s = [3, 5]", "hold_s = [true, 5]", "hold_s: expected [low, high]"),
        ("hold_s = [3, 5]", "hold_s = [0, 5]", "hold_s: expected [low, high]"),
        ("reps = [10, 15]", "reps = [10, 99]", "reps: expected [low, high], both from 1 to 50"),
        ("move_s = 2", "move_s = 0", "move_s: expected a whole number from 1 to 30"),
        ("full = {", "full = 3 #", "full: expected a table, found 3"),
        ("full = { hold_s = 5, reps = 10 }", "full = { hold_s = 5 }", "full: reps: expected"),
        (
            "full = { hold_s = 5, reps = 10 }",
            "full = { hold_s = 5, reps = 10, rep = 1 }",
            "full: rep: expected no such field (did you mean reps?)",
        ),
        (
            "full = { hold_s = 5, reps = 10 }",
            "full = { hold_s = 5, reps = 9 }",
            "full: expected repetitions within reps, found 9",
        ),
        (
            "full = { hold_s = 5, reps = 10 }",
            "full = { hold_s = 6, reps = 10 }",
            "full: expected a hold within hold_s, found 6",
        ),
        (
            "full = { hold_s = 5, reps = 10 }",
            "full = { hold_s = 5, reps = 10, sets = 10 }",
            "full: expected no shorter than short and at most 600 seconds, found 700",
        ),
        (
            "short = { hold_s = 3, reps = 6 }",
            "short = { hold_s = 3, reps = 7 }",
            "short: expected at most 30 seconds, found 35",
        ),
        (
            "short = { hold_s = 3, reps = 6 }",
            "short = { reps = 6 }",
            "short: expected a hold within hold_s, found 0",
        ),
        ("sides = true", "sides = 1", "sides: expected true or false, found 1"),
        ("opt_in = true", 'opt_in = "yes"', "superman: opt_in: expected true or false"),
        ('gentler = ["bird-dog"]', 'gentler = ["unicorn"]', "expected the id of another exercise"),
        ('gentler = ["bird-dog"]', 'gentler = ["side-plank"]', "the id of another exercise"),
        ('gentler = ["bird-dog"]', 'gentler = [["bird-dog"]]', "gentler: expected a text"),
        ('breath = "', 'breadth = "', "breadth: expected no such field (did you mean breath?)"),
        ("demand = 1", 'demand = 1\n"a\\u001bb" = 1', r"'a\x1bb': expected no such field"),
        ("demand = 1", "demand = 1\ncautions = [7]", "cautions: expected a text, found 7"),
        ("demand = 1", 'demand = 1\nurl = "http://x.org"', "url: expected a web address"),
        ("demand = 1", 'demand = 1\nurl = "https://x y"', "url: expected a web address"),
        ("demand = 1", "demand = 1\nyear = 20", "year: expected a whole number from 1900 to 2100"),
        ('grade = "A"', 'grade = "D"', "grade: expected one of A, B, C, U"),
        ("schema = 1", "schema = 2", "exercises.toml: schema: expected a whole number from 1 to 1"),
        ("schema = 1", "schema = 1\nfigure = 1", "exercises.toml: figure: expected no such field"),
    ],
)  # fmt: skip
def test_each_field_of_an_exercise_has_its_rule(
    folder: Path, old: str, new: str, fault: str
) -> None:
    """A value that breaks its field's rule is told with the place and with what was expected."""
    change(folder, "exercises.toml", old, new)
    found = faults_of(folder)
    assert any(fault in line for line in found), found
    assert all(line.startswith("exercises.toml") for line in found)


def test_a_gentler_exercise_is_no_more_demanding(folder: Path) -> None:
    """A person who asks for less is not given more."""
    change(folder, "exercises.toml", 'grade = "B"', 'grade = "B"\ngentler = ["plank"]')
    assert "expected an exercise that is no more demanding, found 'plank'" in faults_of(folder)[0]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('"posture"', '"postures"', "topic: expected one of posture, lifting"),
        ("Let both", "x" * 220, "text: expected at most 220 characters"),
        ("It is", "x" * 320, "why: expected at most 320 characters"),
        ('source = "Common workplace advice"', "", "source: expected a text, found nothing"),
        ('grade = "B"', "", "grade: expected one of A, B, C, U, found nothing"),
        ('grade = "B"', 'grade = "B"\ncolour = "red"', "colour: expected no such field"),
    ],
)
def test_each_field_of_a_tip_has_its_rule(folder: Path, old: str, new: str, fault: str) -> None:
    """A tip's value that breaks its field's rule is told with the place and what was expected."""
    assert old in TIP
    (folder / "tips.toml").write_text("schema = 1\n" + TIP.replace(old, new))
    (found,) = faults_of(folder)
    assert found.startswith("tips.toml: posture-test: ")
    assert fault in found


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("stop_line = ", "stop = ", "stop_line: expected a text, found nothing"),
        ("[cautions]", "[caution]", "cautions: expected a table, found nothing"),
        ("before = [", "before = [[],", "cautions: before: expected a text, found []"),
        ("emergency = [", "emergencies = [", "help: emergency: expected a list of 1 to 12"),
        ('wrists = "Weight on my wrists"', "wrists = 1", "leave_out: wrists: expected a text"),
        ('wrists = "', 'Wrists = "', "leave_out: Wrists: expected lower-case words"),
    ],
)
def test_each_general_text_has_its_rule(folder: Path, old: str, new: str, fault: str) -> None:
    """What holds for all exercises is checked like the rest."""
    change(folder, "cautions.toml", old, new)
    found = faults_of(folder)
    assert any(line.startswith(f"cautions.toml: {fault}") for line in found), found


def test_all_faults_of_all_files_come_together(folder: Path) -> None:
    """One look tells everything that is wrong, in the order of the files."""
    change(folder, "cautions.toml", "stop_line = ", "stop = ")
    change(folder, "exercises.toml", "demand = 1", "demand = 9")
    change(folder, "exercises.toml", 'name = "Plank"', "name = 1")
    change(folder, "tips.toml", 'topic = "posture"', 'topic = "cars"')
    files = [line.split(":")[0] for line in faults_of(folder)]
    assert sorted(files) == [
        *("cautions.toml",) * 2,
        *("exercises.toml",) * 2,
        "tips.toml",
    ]


def test_a_missing_word_list_is_one_fault_and_not_a_hundred(folder: Path) -> None:
    """A faulty file does not make the other files look faulty."""
    (folder / "cautions.toml").unlink()
    (found,) = faults_of(folder)
    assert found.startswith("cautions.toml: expected a readable TOML file")


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe", b"not toml", b"# " + b"x" * 300_000, b"a = " + b"[" * 50_000],
    ids=["not UTF-8", "not TOML", "too large", "too deep"],
)
def test_a_file_that_cannot_be_read_is_told(folder: Path, content: bytes) -> None:
    """Bytes that are no data file end in a sentence, not in a traceback."""
    (folder / "tips.toml").write_bytes(content)
    (found,) = faults_of(folder)
    assert found.startswith("tips.toml: expected a readable TOML file (")


def test_a_folder_in_the_files_place_is_told(folder: Path) -> None:
    """A path that is no file ends in a sentence."""
    (folder / "tips.toml").unlink()
    (folder / "tips.toml").mkdir()
    (found,) = faults_of(folder)
    assert found.startswith("tips.toml: expected a readable TOML file (")


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("", "tip: expected a list of 1 to 500, found nothing"),
        ("tip = [1]\n", "tip: expected a list of tables, found 1"),
        ("[tip]\nid = 'x'\n", "tip: expected a list of 1 to 500"),
        ("[[tip]]\n" * 501, "tip: expected a list of 1 to 500"),
    ],
)
def test_a_file_holds_a_bounded_list_of_tables(folder: Path, content: str, fault: str) -> None:
    """Neither nothing, nor something else, nor too much passes for a list of tips."""
    (folder / "tips.toml").write_text("schema = 1\n" + content)
    (found,) = faults_of(folder)
    assert found.startswith(f"tips.toml: {fault}")


def test_an_entry_without_id_is_named_by_its_number(folder: Path) -> None:
    """A fault can be found even in an entry that lacks its name."""
    text = "schema = 1\n" + TIP + TIP.replace('id = "posture-test"\n', "")
    (folder / "tips.toml").write_text(text)
    (found,) = faults_of(folder)
    assert found.startswith("tips.toml: tip 2: id: expected lower-case words")


def test_other_scripts_are_plain_text(folder: Path) -> None:
    """Letters of any language pass, with the joiners and spaces that they need."""
    german, hebrew, japanese = (
        "Fu\u00df auf den Boden\u202f?",
        "\u05e9\u05dc\u05d5\u05dd",
        "\u4f11\u3080",
    )
    persian = "\u0645\u06cc\u200c\u0634\u0648\u062f"  # with a non-joiner
    text = f"{german} {hebrew} {persian} {japanese}"
    (folder / "tips.toml").write_text(
        "schema = 1\n" + TIP.replace("Let both feet rest on the floor.", text), encoding="utf-8"
    )
    assert load_catalogue(folder).tips["posture-test"].text == text
