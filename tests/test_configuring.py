"""The config in force: a faulty file leaves the last good one, also over a restart."""

from __future__ import annotations

from pathlib import Path

import pytest

from posture_break.configuring import Configuration
from posture_break.durations import MINUTE
from posture_break.settings import Settings

GOOD = "[presence]\naway_after = '5m'\n"
BAD = "[presence]\naway_after = 5\nawy_after = '5m'\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give the place of the person's file."""
    return tmp_path / "config.toml"


def begun(file: Path, *, named: bool = False, kept: bool = True) -> Configuration:
    """Return the configuration of a fresh start."""
    last_good = file.with_name("last-good.toml") if kept else None
    config = Configuration(file, last_good, named=named)
    config.start()
    return config


def test_no_file_means_the_defaults(file: Path) -> None:
    """And no trouble, and nothing is written where the person's file would be."""
    config = begun(file)
    assert (config.settings, config.trouble) == (Settings(), None)
    assert not file.exists()


def test_a_named_file_must_be_there(file: Path) -> None:
    """Who says --config means that file."""
    assert begun(file, named=True).trouble is not None


def test_a_good_file_is_in_force(file: Path) -> None:
    """At the start, and when it changes."""
    file.write_text(GOOD)
    config = begun(file)
    assert config.settings.presence.away_after == 5 * MINUTE
    file.write_text(GOOD.replace("5m", "7m"))
    assert config.reload()
    assert config.settings.presence.away_after == 7 * MINUTE


def test_a_file_that_turns_faulty_leaves_what_was(file: Path) -> None:
    """All faults are kept; the first is told, with how to see the others."""
    file.write_text(GOOD)
    config = begun(file)
    file.write_text(BAD)
    assert not config.reload()
    assert config.settings.presence.away_after == 5 * MINUTE
    assert config.faults is not None
    assert len(config.faults.faults) == 2
    assert config.trouble is not None
    assert "config.toml has 2 faults" in config.trouble.reason
    assert "posture-break config check" in config.trouble.cure
    assert file.read_text() == BAD


def test_a_mended_file_ends_the_trouble(file: Path) -> None:
    """It is in force at once."""
    file.write_text(BAD)
    config = begun(file)
    file.write_text(GOOD)
    assert config.reload()
    assert config.trouble is None


def test_over_a_restart_the_last_good_settings_stay(file: Path) -> None:
    """Exactly those, not the defaults."""
    file.write_text(GOOD)
    good = begun(file).settings
    file.write_text(BAD)
    assert begun(file).settings == good


def test_a_removed_file_brings_the_defaults_back(file: Path) -> None:
    """Also over a restart: no file is a good config."""
    file.write_text(GOOD)
    begun(file)
    file.unlink()
    assert begun(file).settings == Settings()


@pytest.mark.parametrize("last", [b"", b"[presence", b"\xff\xfe", None])
def test_with_nothing_good_to_go_on_with_the_defaults_are_in_force(
    file: Path, last: bytes | None
) -> None:
    """Whatever became of the copy."""
    file.write_text(BAD)
    if last is not None:
        file.with_name("last-good.toml").write_bytes(last)
    assert begun(file).settings == Settings()


def test_without_a_folder_of_its_own_it_runs_all_the_same(file: Path) -> None:
    """Nothing can be kept, so nothing is."""
    file.write_text(GOOD)
    assert begun(file, kept=False).settings.presence.away_after == 5 * MINUTE
    file.write_text(BAD)
    assert begun(file, kept=False).settings == Settings()


def test_a_folder_that_takes_nothing_is_no_trouble(file: Path) -> None:
    """The copy is a convenience; the config itself is fine."""
    file.write_text(GOOD)
    config = Configuration(file, file.parent / "nowhere" / "copy.toml", named=False)
    config.start()
    assert config.trouble is None


def test_an_edit_that_nobody_told_of_is_noticed(file: Path) -> None:
    """Between the first reading and the watch: made, changed, or gone."""
    config = begun(file)
    stale = [config.is_stale]
    file.write_text(GOOD)
    stale.append(config.is_stale)
    config.reload()
    stale.append(config.is_stale)
    file.unlink()
    stale.append(config.is_stale)
    assert stale == [False, True, False, True]
