"""Packs: a person's own data files join the catalogue, and hostile ones do no harm."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from posture_break.content.choose import choices_of
from posture_break.content.data_file import MOST_BYTES
from posture_break.content.load import load_catalogue
from posture_break.content.packs import MOST_PACKS, figures_of, load_packs, read_packs
from tests import content_samples as samples

CATALOGUE = samples.catalogue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give an empty folder for packs."""
    folder = tmp_path / "packs"
    folder.mkdir()
    return folder


def put(folder: Path, content: str | bytes = samples.PACK, name: str = "clinic.toml") -> Path:
    """Write a file into the folder."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def faults_of(folder: Path) -> list[str]:
    """Return what is said of the packs; nothing of a faulty one may have come along."""
    catalogue, faults = load_packs(folder, CATALOGUE)
    assert set(catalogue.exercises) == set(CATALOGUE.exercises)
    assert set(catalogue.tips) == set(CATALOGUE.tips)
    return [str(fault) for fault in faults]


def other(number: int, size: int = 0) -> str:
    """Return a pack like the sample under names of its own, with ``size`` bytes of comment."""
    text = samples.PACK.replace("Clinic", f"Clinic {number}").replace("clinic-", f"clinic{number}-")
    text = text.replace("heel-slide", f"heel-slide-{number}").replace(
        "Heel slide", f"Heel {number}"
    )
    return text + ("# " + "x" * 97 + "\n") * (size // 100)


def test_what_a_pack_holds_is_in_the_catalogue(folder: Path) -> None:
    """Exercises and tips follow ours, and say where they come from."""
    put(folder)
    catalogue, faults = load_packs(folder, CATALOGUE)
    assert faults == ()
    assert list(catalogue.exercises) == [*CATALOGUE.exercises, "heel-slide"]
    assert list(catalogue.tips) == [*CATALOGUE.tips, "clinic-kettle"]
    assert catalogue.exercises["heel-slide"].origin == "Clinic"
    assert catalogue.tips["clinic-kettle"].origin == "Clinic"
    assert [each.id for each in choices_of(catalogue)][-1] == "heel-slide"


def test_a_pack_says_whose_it_is(folder: Path) -> None:
    """Name, author, licence and description are for whoever looks."""
    put(folder)
    (pack,) = read_packs(folder, CATALOGUE).packs
    assert (pack.file, pack.name, pack.author) == ("clinic.toml", "Clinic", "A. Physio")
    assert (pack.licence, pack.description) == ("CC BY 4.0", "Two things for the neck.")


@pytest.mark.parametrize("part", [samples.PACK_EXERCISE, samples.PACK_TIP])
def test_a_pack_may_hold_exercises_or_tips_alone(folder: Path, part: str) -> None:
    """A name and one thing make a pack."""
    put(folder, 'schema = 2\n[pack]\nname = "Mine"\n' + part)
    assert load_packs(folder, CATALOGUE)[1] == ()


def test_no_folder_is_no_packs(tmp_path: Path) -> None:
    """Most people have none."""
    assert load_packs(tmp_path / "none", CATALOGUE) == (CATALOGUE, ())


def test_a_file_in_the_folders_place_is_told(tmp_path: Path) -> None:
    """Somebody looks for packs that do not come."""
    (tmp_path / "packs").write_text("")
    (found,) = faults_of(tmp_path / "packs")
    assert found.startswith("packs: expected a readable TOML file (Not a directory)")


def test_other_files_are_left_alone(folder: Path) -> None:
    """Notes, backups and what an editor leaves are no packs."""
    for name in ("notes.txt", "clinic.toml~", ".clinic.toml", "clinic.toml.bak"):
        put(folder, "rubbish", name)
    assert faults_of(folder) == []


def test_a_faulty_pack_is_left_out_and_the_others_stay(folder: Path) -> None:
    """One wrong tip costs its whole pack, and no other."""
    put(folder, samples.PACK.replace('topic = "lifestyle"', 'topic = "cars"'))
    put(folder, other(2), "second.toml")
    catalogue, faults = load_packs(folder, CATALOGUE)
    assert [str(fault).split(",")[0] for fault in faults] == [
        "clinic.toml: clinic-kettle: topic: expected one of posture"
    ]
    assert "heel-slide-2" in catalogue.exercises
    assert "heel-slide" not in catalogue.exercises


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("schema = 2", "schema = 3", "schema: expected a whole number from 2 to 2"),
        ("[pack]", "[bag]", "pack: expected a table"),
        ('name = "Clinic"', "", "pack: name: expected a text, found nothing"),
        ('name = "Clinic"', 'name = "<b>Clinic</b>"', "pack: name: expected plain text"),
        ('author = "A. Physio"', 'author = "www.physio.at"', "pack: author: expected plain text"),
        ('licence = "CC BY 4.0"', "licence = 4", "pack: licence: expected a text"),
        ('"Two things for the neck."', '"Two\\u001b[31m things"', "description: expected plain"),
        ("[pack]", '[pack]\nrun = "rm"', "pack: run: expected no such field"),
        ('id = "heel-slide"', 'id = "../../etc"', "id: expected lower-case words"),
        ('id = "heel-slide"', 'id = "bird-dog"', "bird-dog: id: expected an id that is not taken"),
        ('id = "clinic-kettle"', 'id = "lifting-hug"', "id: expected an id that is not taken yet"),
        ('name = "Heel slide"', 'name = "Birddog"\nid2 = 1', "id2: expected no such field"),
        ('name = "Heel slide"', 'name = "bird  dog"', "name: expected single spaces"),
        ('name = "Heel slide"', 'name = "BIRD DOGS"', "name: expected a name that is not taken"),
        ('name = "Heel slide"', 'name = "See https://x.org"', "without web addresses"),
        ('start = "Lie on', 'start = "[Lie](x) on', "start: expected plain text without markup"),
        ('start = "Lie on', 'start = "Lie\\u202e on', "start: expected plain text on one line"),
        ('grade = "U"', 'grade = "U"\nurl = "http://x.org"', "url: expected a web address"),
        ('grade = "U"', 'grade = "U"\nurl = "file:///etc/passwd"', "url: expected a web address"),
        ('areas = ["legs"]', 'areas = ["legs"]\nfigure = "dragon"', "figure: expected one of bird"),
        ('areas = ["legs"]', 'areas = ["legs"]\norigin = "x"', "origin: expected no such field"),
        ('["seated-breathing"]', '["superman"]', "regressions: expected an exercise that is no mo"),
        ('["seated-breathing"]', '["clinic-kettle"]', "regressions: expected the id of another"),
        ('["seated-breathing"]', '["bird-dog"]', "progressions: expected no exercise of its regr"),
        ('"Slide up"', '"Slide it up slowly, as far as it goes"', "can be read and heard in 3 s"),
        ("seconds = 3", "seconds = 9999", "phase 1: seconds: expected a whole number from 1"),
        ("reps = [5, 10]", "reps = [5, 1000000]", "reps: expected [low, high], both from 1 to 50"),
        ('areas = ["legs"]', 'areas = ["legs"]\nleave_out = ["elbows"]', "expected one of wrists"),
    ],
)  # fmt: skip
def test_a_pack_is_checked_like_our_own_files(folder: Path, old: str, new: str, fault: str) -> None:
    """The same rules, the same sentences; and nothing of it comes along."""
    assert old in samples.PACK
    put(folder, samples.PACK.replace(old, new, 1))
    found = faults_of(folder)
    assert any(fault in line for line in found), found
    assert all(line.startswith("clinic.toml: ") for line in found)


def test_a_pack_may_show_a_figure_of_ours(folder: Path) -> None:
    """With the poses that the figure is known by, and no others."""
    shown = samples.PACK.replace(
        'areas = ["legs"]', 'areas = ["legs"]\nfigure = "bird-dog"'
    ).replace('cue = "Slide up"', 'cue = "Slide up"\npose = "reach"')
    put(folder, shown.replace('cue = "Slide back"', 'cue = "Slide back"\npose = "start"'))
    assert load_packs(folder, CATALOGUE)[1] == ()
    put(folder, shown.replace('cue = "Slide back"', 'cue = "Slide back"\npose = "fly"'))
    assert any(
        "phase: expected one of reach, start, found 'fly'" in each for each in faults_of(folder)
    )
    assert figures_of(CATALOGUE) == {"bird-dog": {"start", "reach"}}


def test_a_pack_of_nothing_is_told(folder: Path) -> None:
    """A name alone helps nobody."""
    put(folder, samples.PACK_HEAD)
    (found,) = faults_of(folder)
    assert found.startswith("clinic.toml: exercise: expected an exercise or a tip")


def test_of_two_with_the_same_things_the_first_holds(folder: Path) -> None:
    """Nobody's exercise is replaced behind their back."""
    put(folder, name="a.toml")
    put(folder, samples.PACK.replace("Clinic", "Another"), name="b.toml")
    catalogue, faults = load_packs(folder, CATALOGUE)
    assert catalogue.exercises["heel-slide"].origin == "Clinic"
    assert {fault.file for fault in faults} == {"b.toml"}
    assert {fault.entry for fault in faults} == {"heel-slide", "clinic-kettle"}


def test_two_packs_have_two_names(folder: Path) -> None:
    """Else nobody could say which one is to go."""
    put(folder, name="a.toml")
    put(folder, other(2).replace("Clinic 2", "CLINIC"), name="b.toml")
    (fault,) = load_packs(folder, CATALOGUE)[1]
    assert str(fault) == "b.toml: pack: name: expected a name that no other pack has, found CLINIC"


def test_no_pack_leads_to_another(folder: Path) -> None:
    """A pack stands alone: it means the same wherever it is read."""
    put(folder, name="a.toml")
    put(folder, other(2).replace('"seated-breathing"', '"heel-slide"'), name="b.toml")
    (fault,) = load_packs(folder, CATALOGUE)[1]
    assert "b.toml: heel-slide-2: regressions: expected the id of another exercise" in str(fault)


def test_there_is_room_for_so_many_packs(folder: Path) -> None:
    """Fifty are read; that there are more is told once."""
    for number in range(MOST_PACKS + 3):
        put(folder, other(number), f"{number:03}.toml")
    catalogue, faults = load_packs(folder, CATALOGUE)
    assert len(catalogue.exercises) == len(CATALOGUE.exercises) + MOST_PACKS
    assert [str(fault) for fault in faults] == ["050.toml: expected at most 50 packs"]


def test_there_is_room_for_so_many_bytes(folder: Path) -> None:
    """Five large packs would make every start slow: the last is left out."""
    for number in range(5):
        put(folder, other(number, 250_000), f"{number}.toml")
    catalogue, faults = load_packs(folder, CATALOGUE)
    assert len(catalogue.exercises) == len(CATALOGUE.exercises) + 4
    (fault,) = faults
    assert str(fault) == "4.toml: expected all packs together to have at most 1024 KiB"


# --- hostile files -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        b"x" * (MOST_BYTES + 1),
        b"",
        b"\0" * 100,
        samples.PACK.replace("Clinic", "Cli\0nic").encode(),
        b"\xff\xfe\x00",
        b"a = " + b"[" * 100_000,
        b"a = " + b"{b=" * 60_000,
        b"[" + b"a." * 100_000 + b"a]",
        b"[" + b"a." * 99 + b"a]",
        b"".join(b"x%d%s=1\n" % (number, b".a" * 99) for number in range(1_200)),
        b"[" * 900 + b"a" + b"]" * 900 + b"\n[[b]]\n" * 9_000,
        b"a" * 200_000 + b" = 1\n" + b"a" * 50_000,
        b"schema = 2\nschema = 2",
        b"schema = 1" + b"0" * 5_000,
        b"schema = 2\n" + b"[[exercise]]\n" * 10_000,
        b"schema = 2\npack = 1\nexercise = 2\ntip = 3\n",
        b"schema = 2\n" + b"[[exercise]]\n[[exercise.phase]]\n" * 400,
        b"schema = 2\n" + b"".join(b"k%d = 1\n" % number for number in range(20_000)),
        b"schema = 2\n" + b"[[tip]]\nid = 'x'\n" * 499,
        b"#!/bin/sh\nrm -rf /\n",
        "schema = 2\n[pack]\nname = '\ud83d'".encode("utf-16", "surrogatepass"),
    ],
    ids=lambda content: ascii(content[:24]),
)
def test_a_hostile_file_is_told_in_time(folder: Path, content: bytes) -> None:
    """Whatever stands in it: a sentence that can be printed, at once, and nothing comes along."""
    put(folder, content)
    begin = time.monotonic()
    found = faults_of(folder)
    assert time.monotonic() - begin < 3
    assert found
    assert all(line.isprintable() and len(line) < 1000 for line in found)


def test_what_is_left_out_takes_room_too(folder: Path) -> None:
    """Fifty large files of rubbish cannot keep the start waiting either."""
    for number in range(6):
        put(folder, other(number, 250_000).replace("[pack]", "[bag]"), f"{number}.toml")
    _catalogue, faults = load_packs(folder, CATALOGUE)
    unread = [fault.file for fault in faults if "all packs together" in fault.expected]
    assert unread == ["4.toml", "5.toml"]


def test_a_thousand_exercises_are_too_many(folder: Path) -> None:
    """One sentence, not a thousand."""
    every = (
        samples.PACK_EXERCISE.replace("heel-slide", f"h{n}").replace("Heel slide", f"H {n}")
        for n in range(1000)
    )
    content = (samples.PACK_HEAD + "".join(every)).encode()
    assert len(content) > MOST_BYTES  # either bound alone would do
    put(folder, content)
    (found,) = faults_of(folder)
    assert "it is larger than 256 KiB" in found
    put(folder, samples.PACK_HEAD + "[[exercise]]\nid = 'x'\n" * 1000)
    (found, *more) = faults_of(folder)
    assert "exercise: expected a list of 0 to 500" in found
    assert not more


def test_a_link_to_elsewhere_is_not_followed(folder: Path, tmp_path: Path) -> None:
    """A pack lies in the folder; a link could lead to anybody's file."""
    (folder / "clinic.toml").symlink_to(put(tmp_path, samples.PACK, "secret.toml"))
    (found,) = faults_of(folder)
    assert found == "clinic.toml: expected a readable TOML file (it is a link, not a file)"


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="this system cannot refuse links so")
def test_a_link_made_this_instant_is_not_followed(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even one that comes between looking and opening."""
    (folder / "clinic.toml").symlink_to(put(tmp_path, samples.PACK, "secret.toml"))
    monkeypatch.setattr(Path, "is_symlink", lambda _self: False)
    (found,) = faults_of(folder)
    assert found.startswith("clinic.toml: expected a readable TOML file (")


def test_a_link_to_nowhere_is_told(folder: Path) -> None:
    """A dangling link is a link."""
    (folder / "clinic.toml").symlink_to(folder / "nothing")
    (found,) = faults_of(folder)
    assert "it is a link, not a file" in found


def test_a_folder_called_like_a_pack_is_told(folder: Path) -> None:
    """It is no file."""
    (folder / "clinic.toml").mkdir()
    (found,) = faults_of(folder)
    assert found.startswith("clinic.toml: expected a readable TOML file (")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such pipes on this system")
def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    """A pipe that nobody writes to would stop the start for ever."""
    os.mkfifo(folder / "clinic.toml")
    (found,) = faults_of(folder)
    assert "it is no ordinary file" in found


@pytest.mark.parametrize("name", ["a\x1b[31mb.toml", "a\nb.toml", os.fsdecode(b"a\xffb.toml")])
def test_a_name_that_cannot_be_shown_is_told(folder: Path, name: str) -> None:
    """A file's name gives a terminal no orders."""
    try:
        put(folder, name=name)
    except OSError:
        pytest.skip("this file system has no such names")
    (found,) = faults_of(folder)
    assert "expected a file's name that can be shown" in found
    assert found.isprintable()


def test_packs_go_with_the_shipped_catalogue(folder: Path) -> None:
    """The sample works with what ships, too."""
    put(folder)
    catalogue, faults = load_packs(folder, load_catalogue())
    assert faults == ()
    assert "heel-slide" in catalogue.exercises
