"""Loading the catalogue: what a data file may hold, and how all its faults are told at once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from posture_break.content.check import Entry
from posture_break.content.faults import ContentFaults, Fault
from posture_break.content.load import load_catalogue
from posture_break.content.model import Phase
from posture_break.content.read_exercise import Figures
from posture_break.core.session import PhaseKind, Sides
from tests import content_samples as samples

FIGURES = {"bird-dog": {"start", "reach"}}

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
    """Return a folder with the small catalogue's data files."""
    return samples.write(tmp_path)


def faults_of(folder: Path, figures: Figures | None = None) -> list[str]:
    """Return what the loader says of the files in ``folder``."""
    try:
        load_catalogue(folder, figures)
    except ContentFaults as faults:
        return [str(fault) for fault in faults.faults]
    return []


def change(folder: Path, file: str, old: str, new: str) -> None:
    """Replace ``old``, which must be there, once."""
    text = (folder / file).read_text()
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1))


def test_the_shipped_files_have_no_fault() -> None:
    """What ships loads, with everything that its exercises name."""
    assert load_catalogue().exercises


def test_an_exercise_is_read_as_it_stands() -> None:
    """Phases, ranges, sides and relations arrive as the file says."""
    bird_dog = samples.exercise()
    assert bird_dog.phases[:2] == (
        Phase(
            PhaseKind.MOVE,
            (3, 3),
            "Reach out",
            "Reach one arm forward and the opposite leg back.",
            "reach",
        ),
        Phase(PhaseKind.HOLD, (5, 10), "Hold and breathe", "Hold, hips level."),
    )
    assert (bird_dog.reps, bird_dog.sets, bird_dog.sides) == ((5, 10), 1, Sides.ALTERNATE)
    assert (bird_dog.regressions, bird_dog.progressions) == (("standing-bird-dog",), ("superman",))
    standing = samples.exercise("standing-bird-dog")
    assert (standing.sets, standing.rest_s, standing.sides) == (2, 20, Sides.EACH)
    assert samples.exercise("superman").sides is Sides.NONE


def test_the_catalogue_cannot_be_changed() -> None:
    """What was loaded stays as it is."""
    catalogue = samples.catalogue()
    with pytest.raises(TypeError):
        catalogue.exercises["bird-dog"] = samples.exercise("superman")  # type: ignore[index] # that is the promise
    with pytest.raises(AttributeError):
        catalogue.stop_line = ""  # type: ignore[misc] # that is the promise


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('id = "bird-dog"', 'id = "Bird Dog"', 'id: expected lower-case words joined by hyphens'),
        ('id = "bird-dog"', "id = 7", "id: expected lower-case words"),
        ('id = "bird-dog"', f'id = "{"b" * 41}"', "id: expected lower-case words"),
        ('id = "bird-dog"', 'id = "superman"', "superman: id: expected an id that no other entry"),
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
        ('name = "Bird dog"', 'name = "ftp://dog"', "plain text without web addresses"),
        ('name = "Bird dog"', 'name = "See www.dog.se"', "plain text without web addresses"),
        ('name = "Bird dog"', 'name = "See Dog.COM"', "plain text without web addresses"),
        ('name = "Bird dog"', 'name = " Bird  dog"', "single spaces between words"),
        ('kind = "stretch"', 'kind = "strech"', "kind: expected one of mobility, stretch"),
        ('kind = "stretch"', 'kind = "strech"', "did you mean stretch?"),
        ('kind = "stretch"', "kind = []", "kind: expected one of mobility"),
        ('places = ["floor"]', "places = []", "places: expected a list of 1 to 3"),
        ('places = ["floor"]', 'places = "floor"', "places: expected a list of 1 to 3"),
        ('places = ["floor"]', 'places = ["moon"]', "one of desk, standing, floor"),
        ('places = ["floor"]', "places = [[1], {}]", "one of desk, standing, floor"),
        ('places = ["floor"]', 'places = ["floor", "floor"]', "expected each word once"),
        ('areas = ["core"]', "areas = []", "areas: expected a list of 1 to 12"),
        ('areas = ["core"]', 'areas = ["soul"]', "areas: expected one of neck, shoulders"),
        ("demand = 2", "demand = 4", "demand: expected a whole number from 1 to 3, found 4"),
        ("demand = 2", "demand = true", "demand: expected a whole number from 1 to 3"),
        ("demand = 2", "demand = 1.5", "demand: expected a whole number from 1 to 3"),
        ("demand = 2", f"demand = 0x{'f' * 3900}", "found a huge number"),
        ('needs = ["mat"]', 'needs = ["rocket"]', "needs: expected one of chair, desk"),
        ('traits = ["hold"]', 'traits = ["holds"]', "traits: expected one of hold, end-range"),
        ('["wrists", "flare"]', '["wrist"]', "did you mean wrists?"),
        ("reps = [5, 10]", "reps = [5, 99]", "reps: expected [low, high], both from 1 to 50"),
        ("reps = [5, 10]", "reps = [10, 5]", "reps: expected [low, high]"),
        ("reps = [5, 10]", "reps = 5", "reps: expected [low, high]"),
        ("sets = 2", "sets = 6", "sets: expected a whole number from 1 to 5"),
        ("sets = 2", "sets = 1", "rest_s: expected more than one of sets to rest between"),
        ("rest_s = 20", "rest_s = 0", "rest_s: expected a whole number from 5 to 120"),
        ('sides = "each"', "sides = true", "sides: expected one of none, each, alternate"),
        ('sides = "each"', 'sides = "both"', "sides: expected one of none, each, alternate"),
        ("opt_in = true", 'opt_in = "yes"', "superman: opt_in: expected true or false"),
        ('breath = "', 'breadth = "', "breadth: expected no such field (did you mean breath?)"),
        ("demand = 2", 'demand = 2\n"a\\u001bb" = 1', r"'a\x1bb': expected no such field"),
        ('["Keep your back level."]', "[7]", "cautions: expected a text, found 7"),
        ("demand = 2", 'demand = 2\nurl = "http://x.org"', "url: expected a web address"),
        ("demand = 2", 'demand = 2\nurl = "https://x y"', "url: expected a web address"),
        ("demand = 2", 'demand = 2\nurl = "javascript:x"', "url: expected a web address"),
        ("year = 2016", "year = 20", "year: expected a whole number from 1900 to 2100"),
        ('grade = "A"', 'grade = "D"', "grade: expected one of A, B, C, U"),
        ("schema = 2", "schema = 1", "exercises.toml: schema: expected a whole number from 2 to 2"),
        ("schema = 2", "schema = 2\nfigure = 1", "exercises.toml: figure: expected no such field"),
        ("demand = 2", "demand = 2\nfull = 3", "bird-dog: full: expected no such field"),
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


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('kind = "move"', 'kind = "jump"', "bird-dog: phase 1: kind: expected one of move, hold"),
        ('kind = "hold"', 'kind = "move"', "phase 2: seconds: expected a whole number"),
        ("seconds = 3", "seconds = 0", "phase 1: seconds: expected a whole number from 1 to 120"),
        ("seconds = 3", "seconds = 121", "phase 1: seconds: expected a whole number from 1 to 120"),
        ("seconds = 3", "seconds = 2.5", "phase 1: seconds: expected a whole number from 1 to 120"),
        ("seconds = 3", "seconds = [3, 5]", "phase 1: seconds: expected a whole number"),
        ("seconds = [5, 10]", "seconds = [10, 5]", "phase 2: seconds: expected [low, high]"),
        ("seconds = [5, 10]", "seconds = [5]", "phase 2: seconds: expected [low, high]"),
        ("seconds = [5, 10]", "seconds = [true, 5]", "phase 2: seconds: expected [low, high]"),
        ("seconds = [5, 10]", "seconds = [0, 5]", "phase 2: seconds: expected [low, high]"),
        ('cue = "Reach out"', "", "phase 1: cue: expected a text, found nothing"),
        ('cue = "Reach out"', 'cue = "<i>Reach</i>"', "phase 1: cue: expected plain text"),
        ('cue = "Reach out"', f'cue = "{"Re " * 13}ach"', "cue: expected at most 40 characters"),
        ('cue = "Reach out"', 'cue = "Reach out, as far as it goes, slowly"',
         "phase 1: cue: expected a cue that can be read and heard in 3 s; this one takes 3.2 s"),
        ('cue = "Reach out"', 'cue = "In to a T as a bee or so"', "this one takes 3.6 s"),
        ('text = "Hold, hips level."', "text = 3", "phase 2: text: expected a text, found 3"),
        ('pose = "reach"', 'pose = "Far out"', "phase 1: pose: expected lower-case words"),
        ('pose = "reach"', "", "phase: expected a pose in which each move ends"),
        ('pose = "start"', 'pose = "end"',
         "expected a last pose from which the next repetition can begin: start, found 'end'"),
        ('pose = "reach"', 'pose = "reach"\nsound = 1', "phase 1: sound: expected no such field"),
        ('figure = "bird-dog"', "", "figure: expected the figure whose poses the phases name"),
        ('figure = "bird-dog"', 'figure = "Bird"', "figure: expected lower-case words"),
        ('kind = "move"', 'kind = "hold"',
         "phase: expected a repetition that begins with move or breathe, found 'hold'"),
        ("seconds = [5, 10]", "seconds = [22, 30]",
         "phase: expected 3 s to get ready and one repetition within 30 s, found 31"),
        ("reps = [5, 10]", "reps = [28, 28]",
         "reps: expected at most 10 minutes in all, to start with, found '616 s'"),
        ("reps = [5, 10]", "reps = [5, 48]",
         "reps: expected at most 25 minutes in all, when it is built up, found '1536 s'"),
    ],
)  # fmt: skip
def test_each_rule_of_a_repetition_is_told(folder: Path, old: str, new: str, fault: str) -> None:
    """Phases make a repetition that can be followed, drawn, and done in half a minute."""
    change(folder, "exercises.toml", old, new)
    found = faults_of(folder)
    assert any(line.startswith("exercises.toml: bird-dog: ") for line in found)
    assert any(fault in line for line in found), found


@pytest.mark.parametrize("content", ["", "phase = []", "phase = 1", 'phase = ["move"]'])
def test_an_exercise_has_phases(folder: Path, content: str) -> None:
    """Without anything to do it is none; and that is the one fault."""
    start, _, rest = samples.EXERCISES.partition("[[exercise.phase]]")
    _, _, others = rest.partition("[[exercise]]")
    (folder / "exercises.toml").write_text(f"{start}{content}\n[[exercise]]{others}")
    (found,) = faults_of(folder)
    assert found.startswith("exercises.toml: bird-dog: phase: expected a list of")


def test_a_repetition_has_at_most_eight_phases(folder: Path) -> None:
    """Nobody keeps more in mind."""
    phase = '[[exercise.phase]]\nkind = "move"\nseconds = 2\ncue = "Lift"\ntext = "Lift."\n'
    text = samples.SUPERMAN.partition("[[exercise.phase]]")[0] + phase * 9
    (folder / "exercises.toml").write_text("schema = 2\n" + text)
    (found,) = faults_of(folder)
    assert "superman: phase: expected a list of 1 to 8" in found


def test_one_phase_must_say_what_to_do(folder: Path) -> None:
    """A list of steps cannot be empty."""
    text = "\n".join(
        line for line in samples.SUPERMAN.splitlines() if not line.startswith("text = ")
    )
    (folder / "exercises.toml").write_text("schema = 2\n" + text)
    (found,) = faults_of(folder)
    assert "superman: phase: expected at least one phase with a text" in found


def test_a_hold_may_have_one_length(folder: Path) -> None:
    """A hold that does not grow is a plain number."""
    change(folder, "exercises.toml", "seconds = [5, 10]", "seconds = 5")
    assert load_catalogue(folder).exercises["bird-dog"].phases[1].seconds == (5, 5)


def test_figures_and_poses_are_those_of_the_collection(folder: Path) -> None:
    """With a collection of figures, each name is checked against it."""
    assert faults_of(folder, FIGURES) == []
    assert faults_of(folder, {"bird-dog": ()}) == []  # its poses are not known
    (found,) = faults_of(folder, {"bird": {"start"}, "cat": ()})
    assert "bird-dog: figure: expected one of bird, cat (did you mean bird?)" in found
    (found,) = faults_of(folder, {"bird-dog": {"start", "reached"}})
    assert "bird-dog: phase: expected one of reached, start (did you mean reached?)" in found


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('["standing-bird-dog"]', '["unicorn"]',
         "regressions: expected the id of another exercise, found 'unicorn'"),
        ('["standing-bird-dog"]', '["bird-dog"]', "regressions: expected the id of another"),
        ('["standing-bird-dog"]', '["superman"]',
         "regressions: expected an exercise that is no more demanding, found 'superman'"),
        ('["standing-bird-dog"]', '[["superman"]]', "regressions: expected lower-case words"),
        ('["standing-bird-dog"]', '["childs-pose", "childs-pose"]',
         "regressions: expected each id once"),
        ('["superman"]', '["unicorn"]', "progressions: expected the id of another exercise"),
        ('["superman"]', '["childs-pose"]',
         "progressions: expected an exercise that is no less demanding, found 'childs-pose'"),
        ('["superman"]', '["standing-bird-dog"]',
         "progressions: expected no exercise of its regressions, found 'standing-bird-dog'"),
    ],
)  # fmt: skip
def test_relations_lead_to_what_they_say(folder: Path, old: str, new: str, fault: str) -> None:
    """Whoever asks for less is not given more; and each path leads somewhere."""
    change(folder, "exercises.toml", old, new)
    found = faults_of(folder)
    assert any(f"exercises.toml: bird-dog: {fault}" in line for line in found), found


@pytest.mark.parametrize(
    "links",
    [
        {"a": 'regressions = ["b"]', "b": 'regressions = ["c"]', "c": 'regressions = ["a"]'},
        {"a": 'progressions = ["b"]', "b": 'progressions = ["c"]', "c": 'progressions = ["a"]'},
        {"a": 'regressions = ["b"]', "b": 'regressions = ["c"]', "c": 'progressions = ["b"]\n'
         'regressions = ["a"]'},
        {"a": 'regressions = ["b"]', "b": 'regressions = ["a"]'},
    ],
)  # fmt: skip
def test_no_path_to_easier_ones_comes_back(folder: Path, links: dict[str, str]) -> None:
    """Easier and easier ends somewhere, whichever end of a step tells of it."""
    entries = [
        samples.BREATHING.replace('"seated-breathing"', f'"{name}"\n{link}')
        for name, link in links.items()
    ]  # fmt: skip
    (folder / "exercises.toml").write_text("schema = 2\n" + "".join(entries))
    found = faults_of(folder)
    assert len(found) == len(links)
    assert all("a path to easier exercises that does not come back" in line for line in found)


def test_two_ways_to_the_same_are_no_circle(folder: Path) -> None:
    """The same step told from both ends is one step."""
    old = "demand = 1\nneeds"
    change(folder, "exercises.toml", old, 'demand = 1\nprogressions = ["bird-dog"]\nneeds')
    assert faults_of(folder) == []


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
    change(folder, "exercises.toml", "demand = 2", "demand = 9")
    change(folder, "exercises.toml", 'name = "Superman"', "name = 1")
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


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such pipes on this system")
def test_a_pipe_in_the_files_place_is_told(folder: Path) -> None:
    """Nobody waits for a writer who never comes."""
    (folder / "tips.toml").unlink()
    os.mkfifo(folder / "tips.toml")
    (found,) = faults_of(folder)
    assert "tips.toml: expected a readable TOML file (it is no ordinary file)" in found


def test_a_linked_data_file_is_read(folder: Path) -> None:
    """Installers may put links in place of our own files."""
    moved = folder / "elsewhere"
    (folder / "tips.toml").rename(moved)
    (folder / "tips.toml").symlink_to(moved)
    assert faults_of(folder) == []


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


def test_hints_stop_in_a_file_of_nothing_but_faults() -> None:
    """Ten thousand wrong fields are told, but nobody looks for what each was meant to be."""
    faults: list[Fault] = []
    entry = Entry("x.toml", "", {f"nam{number}": 1 for number in range(10_000)}, faults)
    entry.has("name")
    entry.close()
    assert len(faults) == 10_000
    assert sum("did you mean" in fault.expected for fault in faults) == 20


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
