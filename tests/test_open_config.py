"""The menu's "Open config": the desktop's own opener, started and forgotten without a zombie."""

from __future__ import annotations

import os
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from posture_break import open_config as module
from posture_break.open_config import open_config
from posture_break.ports import Unavailable
from posture_break.reactor import Reactor
from tests.rounds import turn_until

Opener = subprocess.Popen[bytes]


def never(trouble: Unavailable) -> None:
    """Stand for the ear of what must not happen."""
    raise trouble


@pytest.fixture
def reactor() -> Iterator[Reactor]:
    """Give an open reactor."""
    with Reactor() as opened:
        yield opened


@pytest.fixture
def started(reactor: Reactor, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Opener]]:
    """Give the processes that are started; each has ended when the test is over."""
    processes: list[Opener] = []

    def start(*words: Any, **options: Any) -> Opener:
        processes.append(subprocess.Popen(*words, **options))
        return processes[-1]

    monkeypatch.setattr(module, "subprocess", SimpleNamespace(Popen=start, DEVNULL=-3))
    monkeypatch.setattr(module, "_LOOK_EVERY", 0.01)
    yield processes
    assert turn_until(reactor, lambda: all(each.returncode is not None for each in processes))


@pytest.fixture
def opened(tmp_path: Path, started: list[Opener], monkeypatch: pytest.MonkeyPatch) -> Path:
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
    open_config(file, reactor, never)
    assert turn_until(reactor, lambda: opened.exists() and bool(opened.read_text()))
    assert opened.read_text().strip() == str(file)
    assert file.read_text() == "# mine\n"


def test_the_example_stands_in_for_a_file_that_is_not_there(
    tmp_path: Path, opened: Path, reactor: Reactor
) -> None:
    """An empty editor helps nobody."""
    file = tmp_path / "new" / "config.toml"
    open_config(file, reactor, never)
    assert "[reminders" in file.read_text()


def test_no_zombie_stays(
    tmp_path: Path, opened: Path, reactor: Reactor, started: list[Opener]
) -> None:
    """The opener's end is noticed, by and by."""
    open_config(tmp_path / "config.toml", reactor, never)
    assert len(started) == 1
    assert turn_until(reactor, lambda: started[0].returncode == 0)


def test_without_an_opener_the_place_is_told(
    tmp_path: Path, reactor: Reactor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The person can open it by hand."""
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setenv("DISPLAY", ":987")
    with pytest.raises(Unavailable) as told:
        open_config(tmp_path / "config.toml", reactor, never)
    assert str(tmp_path / "config.toml") in str(told.value)


def test_an_opener_that_cannot_start_is_told(
    tmp_path: Path, opened: Path, reactor: Reactor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not a program, though it has the name and the right to run."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    (tmp_path / "bin" / "xdg-open").write_bytes(b"\x7fELF")
    with pytest.raises(Unavailable, match="cannot be started"):
        open_config(tmp_path / "config.toml", reactor, never)


def test_an_opener_that_finds_nothing_is_told(
    tmp_path: Path, opened: Path, reactor: Reactor, started: list[Opener]
) -> None:
    """xdg-open ends with 3 where no program is there for text: the click must not be in vain."""
    (tmp_path / "bin" / "xdg-open").write_text("#!/bin/sh\nexit 3\n")
    told: list[Unavailable] = []
    open_config(tmp_path / "config.toml", reactor, told.append)
    assert turn_until(reactor, lambda: bool(told))
    assert str(tmp_path / "config.toml") in told[0].cure
    assert len(started) == 1
