"""``posture-break exercises`` and ``tips``: what there is, as the config filters it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from posture_break import content_command
from tests import content_samples as samples


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


@pytest.fixture(autouse=True)
def small_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the small catalogue in the shipped one's place."""
    monkeypatch.setattr(content_command, "load_catalogue", samples.catalogue)


@pytest.fixture
def everything(tmp_path: Path) -> Path:
    """Give a config that leaves nothing out."""
    file = tmp_path / "config.toml"
    places = '["desk", "standing", "floor"]'
    file.write_text(f'[exercises]\nplaces = {places}\ndemand = 3\ninclude = ["superman"]\n')
    return file


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """Give a pack in the person's folder."""
    folder = tmp_path / "none" / "posture-break" / "packs"
    folder.mkdir(parents=True)
    (folder / "clinic.toml").write_text(samples.PACK)
    return folder / "clinic.toml"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """Give a config that is choosy."""
    file = tmp_path / "config.toml"
    file.write_text('[exercises]\nplaces = ["standing"]\ndemand = 1\n')
    return file


def test_exercises_are_told_in_whole(capsys: pytest.CaptureFixture[str], everything: Path) -> None:
    """Name, id, steps, dose, reason and source; how to take care and when to stop."""
    code, out, err = ran(capsys, "exercises", everything)
    assert (code, err) == (0, "")
    assert "Bird dog  (bird-dog; On the floor; A mat or a soft floor)" in out
    assert "  1. Reach one arm forward and the opposite leg back." in out
    assert "  5 times on each side, hold for 5 seconds." in out
    assert "  It keeps your middle steady. Source: McGill, 2016." in out
    whole = samples.catalogue()
    general = whole.cautions
    assert out.rstrip().endswith("\n".join((*general.before, *general.during, whole.stop_line)))


def test_the_config_filters_them(capsys: pytest.CaptureFixture[str], config: Path) -> None:
    """What is left out is counted, beside what was asked for."""
    code, out, err = ran(capsys, "exercises", config)
    assert code == 0
    assert "(bird-dog;" not in out
    assert "(standing-bird-dog;" in out
    assert "3 more do not suit your config" in err


def test_without_a_config_nobody_is_asked_to_lie_down(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Desk and standing are what a stranger is offered."""
    _code, out, _err = ran(capsys, "exercises")
    assert "(seated-breathing;" in out
    assert "On the floor" not in out


def test_exercises_as_json(capsys: pytest.CaptureFixture[str], config: Path) -> None:
    """JSON alone on standard output, filtered too."""
    code, out, err = ran(capsys, "exercises", config, json=True)
    found = json.loads(out)
    assert (code, err) == (0, "")
    assert found
    assert all("standing" in each["places"] and each["demand"] == 1 for each in found)


def test_the_json_has_the_phases(capsys: pytest.CaptureFixture[str], everything: Path) -> None:
    """What a program needs to teach an exercise: phases, sides, ranges; reason and source."""
    _code, out, _err = ran(capsys, "exercises", everything, json=True)
    bird_dog = next(each for each in json.loads(out) if each["id"] == "bird-dog")
    assert bird_dog["phases"][1] == {
        "kind": "hold",
        "seconds": [5, 10],
        "cue": "Hold and breathe",
        "text": "Hold, hips level.",
        "pose": "",
    }
    assert (bird_dog["sides"], bird_dog["reps"], bird_dog["sets"]) == ("alternate", [5, 10], 1)
    assert (bird_dog["origin"], bird_dog["source"], bird_dog["year"]) == ("", "McGill", 2016)


def test_packs_are_among_them(
    capsys: pytest.CaptureFixture[str], everything: Path, pack: Path
) -> None:
    """What came from a pack says so, in words and in JSON."""
    _code, out, err = ran(capsys, "exercises", everything)
    assert err == ""
    assert "Heel slide  (heel-slide; On the floor; from Clinic)" in out
    _code, out, _err = ran(capsys, "tips")
    assert "Rise on to your toes while the kettle boils.  (from Clinic)" in out
    _code, out, _err = ran(capsys, "exercises", everything, json=True)
    assert json.loads(out)[-1]["origin"] == "Clinic"


def test_a_faulty_pack_is_told_and_the_rest_comes(
    capsys: pytest.CaptureFixture[str], everything: Path, pack: Path
) -> None:
    """The fault on standard error; the answer is still there."""
    pack.write_text("rubbish")
    code, out, err = ran(capsys, "exercises", everything, json=True)
    assert code == 0
    assert len(json.loads(out)) == len(samples.catalogue().exercises)
    assert err.startswith("clinic.toml: expected a readable TOML file")


def test_tips_are_told_by_topic(capsys: pytest.CaptureFixture[str]) -> None:
    """Each topic once, with the word to ask for it."""
    code, out, err = ran(capsys, "tips")
    assert (code, err) == (0, "")
    assert out.count("(lifting)") == 1
    every = samples.catalogue().tips.values()
    assert all(tip.text in out for tip in every)


def test_tips_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    """All of them, with text, reason and source."""
    _code, out, _err = ran(capsys, "tips", json=True)
    found = {each["id"]: each for each in json.loads(out)}
    assert set(found) == set(samples.catalogue().tips)
    assert found["posture-change-now"]["why"] == "Comfort comes from changing."
    assert found["posture-change-now"]["year"] == 2019


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
