"""``posture-break exercises`` and ``tips``: what there is, as the config filters it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from posture_break import content_command
from posture_break.content.load import load_catalogue


def ran(
    capsys: pytest.CaptureFixture[str], what: str, file: Path | None = None, *, json: bool = False
) -> tuple[int, str, str]:
    """Return exit code, standard output and standard error."""
    code = content_command.run(what, file, as_json=json)
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.fixture(autouse=True)
def no_file_of_the_person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the config of whoever runs the tests out."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """Give a config that is choosy."""
    file = tmp_path / "config.toml"
    file.write_text('[exercises]\nplaces = ["standing"]\ndemand = 1\n')
    return file


def test_exercises_are_told_in_whole(capsys: pytest.CaptureFixture[str]) -> None:
    """Name, id to ask for it by, steps, dose; and when to stop."""
    code, out, _err = ran(capsys, "exercises")
    assert code == 0
    assert "Bird dog  (bird-dog; On the floor)" in out
    assert "  1. " in out
    assert out.rstrip().endswith(load_catalogue().stop_line)


def test_the_config_filters_them(capsys: pytest.CaptureFixture[str], config: Path) -> None:
    """What is left out is counted, beside what was asked for."""
    code, out, err = ran(capsys, "exercises", config)
    assert code == 0
    assert "bird-dog" not in out
    assert "more do not suit your config" in err


def test_exercises_as_json(capsys: pytest.CaptureFixture[str], config: Path) -> None:
    """JSON alone on standard output, filtered too."""
    code, out, err = ran(capsys, "exercises", config, json=True)
    found = json.loads(out)
    assert (code, err) == (0, "")
    assert found
    assert all("standing" in each["places"] and each["demand"] == 1 for each in found)


def test_tips_are_told_by_topic(capsys: pytest.CaptureFixture[str]) -> None:
    """Each topic once, with the word to ask for it."""
    code, out, err = ran(capsys, "tips")
    assert (code, err) == (0, "")
    assert out.count("(lifting)") == 1
    every = load_catalogue().tips.values()
    assert all(tip.text in out for tip in every)


def test_tips_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    """All of them, with text and source."""
    _code, out, _err = ran(capsys, "tips", json=True)
    assert {each["id"] for each in json.loads(out)} == set(load_catalogue().tips)


def test_a_faulty_config_is_told_and_nothing_else(
    capsys: pytest.CaptureFixture[str], config: Path
) -> None:
    """Exit code 2, the faults on standard error."""
    config.write_text("[exercises]\nplaces = 3\n")
    code, out, err = ran(capsys, "exercises", config)
    assert (code, out) == (2, "")
    assert "config.toml:2" in err


def test_a_named_file_must_be_there(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Exit code 2."""
    assert ran(capsys, "tips", tmp_path / "none.toml")[0] == 2


def test_without_a_home_the_defaults_filter(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing can be read, so nothing is wrong."""
    monkeypatch.delenv("XDG_CONFIG_HOME")
    monkeypatch.delenv("HOME", raising=False)
    assert ran(capsys, "exercises")[0] == 0
