"""The menu's "Open config": the desktop's own opener, started and forgotten without a zombie."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from posture_break.open_config import open_config
from posture_break.ports import Unavailable
from posture_break.reactor import Reactor
from tests.rounds import turn_until


@pytest.fixture
def reactor() -> Iterator[Reactor]:
    """Give an open reactor."""
    with Reactor() as opened:
        yield opened


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the file in which a fake xdg-open writes what it was asked to open."""
    tools, said = tmp_path / "bin", tmp_path / "opened"
    tools.mkdir()
    tool = tools / "xdg-open"
    tool.write_text(f'#!/bin/sh\necho "$1" > {said}\n')
    tool.chmod(tool.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(tools), prepend=os.pathsep)
    monkeypatch.setenv("DISPLAY", ":987")
    return said


def test_it_opens_the_file(tmp_path: Path, opened: Path, reactor: Reactor) -> None:
    """As it is: a person's file is never written over."""
    file = tmp_path / "config.toml"
    file.write_text("# mine\n")
    open_config(file, reactor)
    assert turn_until(reactor, lambda: opened.exists() and bool(opened.read_text()))
    assert opened.read_text().strip() == str(file)
    assert file.read_text() == "# mine\n"


def test_the_example_stands_in_for_a_file_that_is_not_there(
    tmp_path: Path, opened: Path, reactor: Reactor
) -> None:
    """An empty editor helps nobody."""
    file = tmp_path / "new" / "config.toml"
    open_config(file, reactor)
    assert "[reminders" in file.read_text()


def test_no_zombie_stays(
    tmp_path: Path, opened: Path, reactor: Reactor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The opener's end is noticed, by and by."""
    monkeypatch.setattr("posture_break.open_config._LOOK_EVERY", 0.01)
    open_config(tmp_path / "config.toml", reactor)

    def no_child() -> bool:
        try:
            os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        except ChildProcessError:
            return True
        return False

    assert turn_until(reactor, no_child)


def test_without_an_opener_the_place_is_told(
    tmp_path: Path, reactor: Reactor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The person can open it by hand."""
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setenv("DISPLAY", ":987")
    with pytest.raises(Unavailable) as told:
        open_config(tmp_path / "config.toml", reactor)
    assert str(tmp_path / "config.toml") in str(told.value)


def test_an_opener_that_cannot_start_is_told(
    tmp_path: Path, opened: Path, reactor: Reactor
) -> None:
    """Not a program, though it has the name and the right to run."""
    (tmp_path / "bin" / "xdg-open").write_bytes(b"\x7fELF")
    with pytest.raises(Unavailable, match="cannot be started"):
        open_config(tmp_path / "config.toml", reactor)
