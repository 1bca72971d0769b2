"""``posture-break packs``: what it prints, where, and its exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from posture_break import packs_command
from tests import content_samples as samples


@pytest.fixture(autouse=True)
def small_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the small catalogue in the shipped one's place."""
    monkeypatch.setattr(packs_command, "load_catalogue", samples.catalogue)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder beside the person's config."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    return tmp_path / "home" / "posture-break" / "packs"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give a good pack as somebody sent it."""
    path = tmp_path / "clinic.toml"
    path.write_text(samples.PACK)
    return path


def ran(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Return exit code, standard output and standard error."""
    code = packs_command.run(words)
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.mark.parametrize("words", [(), ("list",)])
def test_without_packs_the_folder_is_told(
    capsys: pytest.CaptureFixture[str], folder: Path, words: tuple[str, ...]
) -> None:
    """Whoever has none learns where they belong."""
    code, out, err = ran(capsys, *words)
    assert (code, out) == (0, "")
    assert str(folder) in err


def test_a_pack_comes_and_goes(
    capsys: pytest.CaptureFixture[str], folder: Path, file: Path
) -> None:
    """Checked, added, listed, removed."""
    assert ran(capsys, "check", str(file)) == (0, "clinic.toml is fine\n", "")
    assert ran(capsys, "add", str(file)) == (0, "", "Added Clinic: 1 exercise, 1 tip.\n")
    code, out, err = ran(capsys, "list")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "Clinic  (clinic.toml; 1 exercise, 1 tip)",
        "  Two things for the neck.",
        "  by A. Physio, CC BY 4.0",
    ]
    assert ran(capsys, "remove", "Clinic")[0] == 0
    assert ran(capsys, "list")[1] == ""


def test_a_pack_is_replaced_on_request_only(
    capsys: pytest.CaptureFixture[str], folder: Path, file: Path
) -> None:
    """The word may stand before or after the file."""
    ran(capsys, "add", str(file))
    code, _out, err = ran(capsys, "add", str(file))
    assert code == 1
    assert "--replace" in err
    assert ran(capsys, "add", str(file), "--replace")[0] == 0
    assert ran(capsys, "add", "--replace", str(file))[0] == 0


@pytest.mark.parametrize("word", ["check", "add"])
def test_faults_go_to_standard_error(
    capsys: pytest.CaptureFixture[str], folder: Path, file: Path, word: str
) -> None:
    """Exit code 2; each fault in a line."""
    file.write_text(samples.PACK.replace("demand = 1", "demand = 9"))
    code, out, err = ran(capsys, word, str(file))
    assert (code, out) == (2, "")
    assert "clinic.toml: heel-slide: demand: expected a whole number from 1 to 3" in err
    assert not folder.exists()


def test_a_thousand_faults_are_not_all_told(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    """Twenty lines, and how many more there are."""
    file.write_text(samples.PACK_HEAD + "[[tip]]\n" * 100)
    code, _out, err = ran(capsys, "check", str(file))
    assert code == 2
    assert len(err.splitlines()) == 21
    assert "And 580 more faults." in err


def test_a_faulty_pack_is_listed_with_its_fault(
    capsys: pytest.CaptureFixture[str], folder: Path, file: Path
) -> None:
    """The good ones on standard output, what is wrong beside it."""
    ran(capsys, "add", str(file))
    (folder / "bad.toml").write_text("rubbish")
    code, out, err = ran(capsys, "list")
    assert code == 0
    assert out.startswith("Clinic")
    assert err.startswith("bad.toml: expected a readable TOML file")


def test_what_is_not_there_cannot_be_removed(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    """Exit code 1, the reason and the cure."""
    code, out, err = ran(capsys, "remove", "clinic")
    assert (code, out) == (1, "")
    assert "There is no pack called clinic." in err
    assert "posture-break packs list" in err


@pytest.mark.parametrize(
    "words",
    [
        ("add",),
        ("remove",),
        ("check",),
        ("eat", "x"),
        ("list", "x"),
        ("add", "a", "b"),
        ("remove", "a", "b"),
    ],
)
def test_anything_else_is_told_how(
    capsys: pytest.CaptureFixture[str], folder: Path, words: tuple[str, ...]
) -> None:
    """Exit code 2 and the usage."""
    code, out, err = ran(capsys, *words)
    assert (code, out) == (2, "")
    assert "Usage: posture-break packs [list | check FILE" in err


def test_without_a_home_a_reason_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 1, no traceback."""
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.setattr("pwd.getpwuid", lambda _user: (_ for _ in ()).throw(KeyError("nobody")))
    code, _out, err = ran(capsys, "list")
    assert code == 1
    assert "No home folder is known." in err
