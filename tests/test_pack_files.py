"""Adding and removing packs: nothing is written unchecked, nothing is overwritten unasked."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from posture_break.content.faults import ContentFaults
from posture_break.content.pack_files import add_pack, check_pack, remove_pack
from posture_break.content.packs import MOST_PACKS, load_packs
from posture_break.ports import Unavailable
from tests import content_samples as samples

CATALOGUE = samples.catalogue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the place of the packs' folder, which is not there yet."""
    return tmp_path / "config" / "packs"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give a good pack as somebody sent it."""
    path = tmp_path / "Clinic (1).toml"
    path.write_text(samples.PACK)
    return path


def left(folder: Path) -> list[str]:
    """Return the names of all files in the folder."""
    return sorted(each.name for each in folder.iterdir()) if folder.exists() else []


def test_a_good_pack_has_no_fault(file: Path) -> None:
    """Wherever it is, a pack can be checked."""
    assert check_pack(file, CATALOGUE) == ()


def test_a_faulty_pack_tells_all_its_faults(file: Path) -> None:
    """All at once, with the file's name, the entry and the field."""
    file.write_text(samples.PACK.replace("demand = 1", "demand = 9").replace("[5, 10]", "7"))
    assert [(fault.file, fault.entry, fault.field) for fault in check_pack(file, CATALOGUE)] == [
        ("Clinic (1).toml", "heel-slide", "demand"),
        ("Clinic (1).toml", "heel-slide", "reps"),
    ]


@pytest.mark.parametrize("name", ["none.toml", "", "a\0b.toml"])
def test_a_file_that_is_not_there_is_told(tmp_path: Path, name: str) -> None:
    """A sentence, not a traceback."""
    (fault,) = check_pack(tmp_path / name, CATALOGUE)
    assert "expected a readable TOML file" in str(fault)


def test_an_added_pack_is_in_force(file: Path, folder: Path) -> None:
    """It is copied under a plain name, into a folder made for it, and read from there."""
    pack = add_pack(file, folder, CATALOGUE)
    assert (pack.name, pack.file) == ("Clinic", "clinic-1.toml")
    assert left(folder) == ["clinic-1.toml"]
    assert (folder / "clinic-1.toml").read_bytes() == file.read_bytes()
    assert "heel-slide" in load_packs(folder, CATALOGUE)[0].exercises


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("..toml", "pack"),
        ("\u4f11\u3080.toml", "pack"),
        ("A  B.TOML", "a-b"),
        ("x" * 200, "x" * 60),
    ],
)
def test_the_copys_name_is_plain(tmp_path: Path, folder: Path, name: str, plain: str) -> None:
    """Letters, digits and hyphens, whatever the file was called."""
    (tmp_path / name).write_text(samples.PACK)
    assert add_pack(tmp_path / name, folder, CATALOGUE).file == f"{plain}.toml"


def test_a_faulty_pack_is_not_added(file: Path, folder: Path) -> None:
    """Nothing is written; the faults are told."""
    file.write_text(samples.PACK.replace("demand = 1", "demand = 9"))
    with pytest.raises(ContentFaults, match="heel-slide: demand"):
        add_pack(file, folder, CATALOGUE)
    assert left(folder) == []


def test_a_pack_is_not_overwritten_unasked(file: Path, folder: Path) -> None:
    """The old one stays, and the cure is told; with the word for it, the new one comes in."""
    add_pack(file, folder, CATALOGUE)
    file.write_text(samples.PACK.replace("reps = [5, 10]", "reps = [6, 10]"))
    with pytest.raises(Unavailable, match="is there already") as refused:
        add_pack(file, folder, CATALOGUE)
    assert "--replace" in str(refused.value)
    assert "[5, 10]" in (folder / "clinic-1.toml").read_text()
    add_pack(file, folder, CATALOGUE, replace=True)
    assert "[6, 10]" in (folder / "clinic-1.toml").read_text()
    assert left(folder) == ["clinic-1.toml"]


def test_what_another_pack_has_is_not_added(file: Path, folder: Path) -> None:
    """Ids and names of packs that are there are taken, whatever the file is called."""
    add_pack(file, folder, CATALOGUE)
    second = file.with_name("second.toml")
    second.write_text(samples.PACK)
    with pytest.raises(ContentFaults, match="an id that is not taken yet"):
        add_pack(second, folder, CATALOGUE)
    second.write_text(samples.PACK_HEAD + samples.PACK_TIP.replace("clinic-", "second-"))
    with pytest.raises(ContentFaults, match="a name that no other pack has"):
        add_pack(second, folder, CATALOGUE)
    assert left(folder) == ["clinic-1.toml"]


def test_a_link_in_the_targets_place_is_replaced_not_followed(
    file: Path, folder: Path, tmp_path: Path
) -> None:
    """Somebody's link in the folder does not lead our pen to another file."""
    folder.mkdir(parents=True)
    precious = tmp_path / "precious"
    precious.write_text("mine")
    (folder / "clinic-1.toml").symlink_to(precious)
    with pytest.raises(Unavailable, match="is there already"):
        add_pack(file, folder, CATALOGUE)
    add_pack(file, folder, CATALOGUE, replace=True)
    assert precious.read_text() == "mine"
    assert not (folder / "clinic-1.toml").is_symlink()


def test_a_disk_without_links_takes_it_too(
    file: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the careful way does not work, a plain one does, and still overwrites nothing."""

    def refuse(_self: Path, _target: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    add_pack(file, folder, CATALOGUE)
    with pytest.raises(Unavailable, match="is there already"):
        add_pack(file, folder, CATALOGUE)
    assert left(folder) == ["clinic-1.toml"]


def test_a_full_disk_leaves_the_old_pack(
    file: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a pack is never seen, and nothing is left lying about."""
    add_pack(file, folder, CATALOGUE)

    def refuse(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(Unavailable, match="No space left"):
        add_pack(file, folder, CATALOGUE, replace=True)
    assert left(folder) == ["clinic-1.toml"]
    assert load_packs(folder, CATALOGUE)[1] == ()


def test_a_file_in_the_folders_place_is_told(file: Path, folder: Path) -> None:
    """A reason and a cure."""
    folder.parent.mkdir(parents=True)
    folder.write_text("")
    with pytest.raises(Unavailable, match="cannot be changed"):
        add_pack(file, folder, CATALOGUE)


def test_there_is_no_room_for_ever_more(file: Path, folder: Path) -> None:
    """A pack that would not be read is not taken."""
    folder.mkdir(parents=True)
    for number in range(MOST_PACKS):
        (folder / f"{number:02}.toml").write_text("")
    with pytest.raises(Unavailable, match="There may be 50 packs"):
        add_pack(file, folder, CATALOGUE)
    for number in range(MOST_PACKS):
        (folder / f"{number:02}.toml").unlink()
    for number in range(4):
        (folder / f"{number}.toml").write_text(("#" * 99 + "\n") * 2_621)
    with pytest.raises(Unavailable, match="1024 KiB together"):
        add_pack(file, folder, CATALOGUE)


@pytest.mark.parametrize("name", ["clinic-1", "clinic-1.toml", "Clinic", "CLINIC"])
def test_a_pack_goes_by_its_name_or_its_files(file: Path, folder: Path, name: str) -> None:
    """Whatever a person saw in the list will do."""
    add_pack(file, folder, CATALOGUE)
    assert remove_pack(name, folder, CATALOGUE) == folder / "clinic-1.toml"
    assert left(folder) == []


def test_a_faulty_pack_goes_by_its_files_name(folder: Path) -> None:
    """Whoever cannot be read can still be thrown out."""
    folder.mkdir(parents=True)
    (folder / "bad.toml").write_text("rubbish")
    remove_pack("bad", folder, CATALOGUE)
    assert left(folder) == []


@pytest.mark.parametrize("name", ["", ".", "..", "../config", "/etc/passwd", "a\0b", "cl\x1bnic"])
def test_only_packs_are_removed(file: Path, folder: Path, name: str) -> None:
    """No name leads out of the folder; and none is printed raw."""
    add_pack(file, folder, CATALOGUE)
    (folder.parent / "config.toml").write_text("")
    with pytest.raises(Unavailable, match="There is no pack called") as refused:
        remove_pack(name, folder, CATALOGUE)
    assert refused.value.reason.isprintable()
    assert left(folder) == ["clinic-1.toml"]
    assert left(folder.parent) == ["config.toml", "packs"]


def test_without_a_folder_there_is_nothing_to_remove(folder: Path) -> None:
    """A sentence, not a traceback."""
    with pytest.raises(Unavailable, match="There is no pack called clinic"):
        remove_pack("clinic", folder, CATALOGUE)


def test_removing_a_link_leaves_what_it_leads_to(folder: Path, tmp_path: Path) -> None:
    """Only what lies in the folder goes."""
    folder.mkdir(parents=True)
    precious = tmp_path / "precious.toml"
    precious.write_text("mine")
    (folder / "x.toml").symlink_to(precious)
    remove_pack("x", folder, CATALOGUE)
    assert precious.read_text() == "mine"
    assert not os.path.lexists(folder / "x.toml")
