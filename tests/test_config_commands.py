"""`posture-break config ...` as people and scripts meet it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from posture_break import config_commands
from posture_break.config import parse
from posture_break.config_commands import run
from posture_break.resources import resource
from posture_break.settings import Settings
from tests.content_samples import PACK

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the editors are shell scripts")


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the person's config file, which is not there yet, on a machine without editors."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    for name in ("XDG_CONFIG_HOME", "VISUAL", "EDITOR", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / ".config/posture-break/config.toml"


def script(tmp_path: Path, name: str, body: str) -> Path:
    """Write a program that an editor variable can name."""
    program = tmp_path / "bin" / name
    program.parent.mkdir(exist_ok=True)
    program.write_text(f"#!/bin/sh\n{body}\n")
    program.chmod(0o755)
    return program


def written(file: Path, text: str) -> Path:
    """Write the person's file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return file


def test_path_prints_the_file_alone(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`$EDITOR "$(posture-break config path)"` works in a shell."""
    assert run(["path"]) == 0
    assert capsys.readouterr() == (f"{file}\n", "")
    assert not file.parent.exists()


def test_path_of_a_named_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--config takes the place of the person's file."""
    assert run(["path"], tmp_path / "x.toml") == 0
    assert capsys.readouterr().out == f"{tmp_path / 'x.toml'}\n"


def test_init_writes_the_example(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The first file is the commented example, word for word."""
    assert run(["init"]) == 0
    assert file.read_bytes() == resource("config.example.toml").read_bytes()
    out, err = capsys.readouterr()
    assert (out, str(file) in err) == ("", True)


def test_init_never_writes_over_a_file(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is there stays, even if it is faulty, empty, or a link to nowhere."""
    written(file, "# mine")
    assert run(["init"]) == 1
    assert file.read_text() == "# mine"
    assert "there already; nothing was written" in capsys.readouterr().err
    file.unlink()
    file.symlink_to("nowhere")
    assert run(["init"]) == 1
    assert "there already; nothing was written" in capsys.readouterr().err
    assert not (file.parent / "nowhere").exists()


def test_init_where_nothing_can_be_written(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder that cannot be made is a sentence."""
    (tmp_path / ".config").touch()
    assert run(["init"]) == 1
    assert "cannot be written" in capsys.readouterr().err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_init_on_a_full_disk_leaves_nothing(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Half an example would be worse than none."""
    file.parent.mkdir(parents=True)
    with Path("/dev/full").open("wb", buffering=0) as full:

        class Full(type(file)):  # type: ignore[misc]  # the concrete class depends on the platform
            def open(self, mode: str) -> object:
                file.touch()
                return full

        assert run(["init"], Full(file)) == 1
    assert "No space left" in capsys.readouterr().err
    assert not file.exists()


def test_check_of_a_good_file(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A good file gets one line."""
    written(file, "[breaks]\nsnoozes = 1\n")
    assert run(["check"]) == 0
    assert capsys.readouterr() == ("config.toml is fine\n", "")


def test_check_without_a_file(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No file is fine, and is said."""
    assert run(["check"]) == 0
    assert "the defaults are in force" in capsys.readouterr().out


def test_check_prints_every_fault(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All faults stand on standard error, below the name of the file."""
    written(file, "presense = 1\n[breaks]\nsnoozes = -1\n")
    assert run(["check"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == [
        f"2 faults in {file}:",
        "config.toml:1: presense: unknown key; did you mean presence?",
        "config.toml:3: breaks.snoozes: -1 is out of range; say a whole number from 0 to 20",
    ]


def test_check_names_words_that_leave_nothing_out(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever mistypes what to spare must not rely on it."""
    written(file, '[exercises]\navoid = ["wirsts", "knees"]\n')
    assert run(["check"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert '"wirsts"' in said.err
    assert "Did you mean wrists?" in said.err
    assert "knees" not in said.err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[exercises]\ninclude = ["supermna"]', "Did you mean superman?"),
        ('[[prescriptions]]\nexercise = "brid-dog"', "Did you mean bird-dog?"),
    ],
)
def test_check_names_exercises_that_are_not_there(
    file: Path, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    """Neither what is wished for nor what a therapist gave is lost by a slip."""
    written(file, text)
    assert run(["check"]) == 2
    assert said in capsys.readouterr().err


def test_check_knows_the_packs(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a pack brings can be prescribed, included and left out; a faulty one is told."""
    given = '[exercises]\navoid = ["Heel slide"]\n[[prescriptions]]\nexercise = "heel-slide"'
    written(file, given)
    assert run(["check"]) == 2
    packs = file.parent / "packs"
    packs.mkdir()
    (packs / "clinic.toml").write_text(PACK)
    capsys.readouterr()
    assert run(["check"]) == 0
    (packs / "worse.toml").write_text("nonsense")
    assert run(["check"]) == 0
    assert "worse.toml" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["check", "show"])
def test_a_named_file_must_be_there(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A slip in --config is wrong usage."""
    assert run([command], tmp_path / "none.toml") == 2
    assert "there is no such file" in capsys.readouterr().err


def test_show_prints_what_is_in_force(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The output is a config file itself."""
    assert run(["show"]) == 0
    assert parse(capsys.readouterr().out) == Settings()
    written(file, "[breaks]\nsnoozes = 1\n")
    assert run(["show"]) == 0
    assert parse(capsys.readouterr().out).breaks.snoozes == 1


def test_show_of_a_faulty_file(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is shown that is not in force."""
    written(file, "a = 1")
    assert run(["show"]) == 2
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("words", [[], ["chek"], ["init", "now"], ["--help"]])
def test_anything_else_is_wrong_usage(
    words: list[str], file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The words that there are, are named."""
    assert run(words) == 2
    assert "init | path | check | show | edit" in capsys.readouterr().err


def test_no_home_folder_is_a_sentence(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a home folder the commands fail in words."""
    monkeypatch.delenv("HOME")
    monkeypatch.setattr(os, "getuid", lambda: 54321)  # somebody whom the system does not know
    assert run(["path"]) == 1
    assert "No home folder is known" in capsys.readouterr().err


def test_edit_writes_the_example_first_and_checks_after(
    file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The editor opens a full example, and the faults come when it closes."""
    editor = script(tmp_path, "an editor", 'echo "$1" > "$2.log"; echo "oops = 1" >> "$2"')
    monkeypatch.setenv("EDITOR", f"'{editor}' --flag")
    assert run(["edit"]) == 2
    assert Path(f"{file}.log").read_text() == "--flag\n"
    assert file.read_bytes().startswith(resource("config.example.toml").read_bytes())
    assert "sound.oops: unknown key" in capsys.readouterr().err


def test_edit_leaves_a_file_that_is_there(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The person's file is opened as it is; VISUAL comes before EDITOR."""
    written(file, "# mine\n")
    monkeypatch.setenv("VISUAL", str(script(tmp_path, "visual", ":")))
    monkeypatch.setenv("EDITOR", "/no/such/editor")
    assert run(["edit"]) == 0
    assert file.read_text() == "# mine\n"
    assert capsys.readouterr().out == "config.toml is fine\n"


def test_edit_with_an_editor_that_is_missing(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong EDITOR is named, with what to do."""
    monkeypatch.setenv("EDITOR", "/no/such/editor")
    assert run(["edit"]) == 1
    assert "/no/such/editor cannot be started" in capsys.readouterr().err


def test_edit_with_an_editor_that_fails(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The editor's own failure is passed on."""
    monkeypatch.setenv("EDITOR", str(script(tmp_path, "fails", "exit 3")))
    assert run(["edit"]) == 1
    assert "ended with code 3" in capsys.readouterr().err


def test_edit_on_a_desktop_opens_its_editor(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With no editor named the desktop's own opens the file, and does not keep the terminal."""
    script(tmp_path, "xdg-open", 'echo "$1" > "$1.log"')
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-1")
    assert run(["edit"]) == 0
    assert Path(f"{file}.log").read_text() == f"{file}\n"
    assert "posture-break config check" in capsys.readouterr().err


def test_edit_without_any_editor(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where there is no editor the file can still be opened by hand."""
    assert run(["edit"]) == 1
    assert "no editor" in capsys.readouterr().err


def test_an_editor_variable_that_is_no_shell_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """A quote that is not closed is taken as it stands."""
    monkeypatch.setenv("VISUAL", "it's")
    assert config_commands.editor() == (["it's"], True)
