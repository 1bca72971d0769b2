"""There is a screen where an X server or a compositor answers."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from posture_break.screens import has_screen


@pytest.fixture
def compositor(tmp_path: Path) -> Iterator[dict[str, str]]:
    """Something that listens where a compositor would."""
    with closing(socket.socket(socket.AF_UNIX)) as listener:
        listener.bind(str(tmp_path / "wayland-7"))
        listener.listen(1)
        yield {"XDG_RUNTIME_DIR": str(tmp_path), "WAYLAND_DISPLAY": "wayland-7"}


def test_no_variables_no_screen() -> None:
    """A plain console or a service."""
    assert not has_screen({})


def test_a_compositor_that_answers_is_a_screen(compositor: dict[str, str]) -> None:
    """With a relative name, as usual."""
    assert has_screen(compositor)


@pytest.mark.parametrize(
    "environ",
    [
        {"DISPLAY": ":64999"},
        {"DISPLAY": "unix:64999.0"},
        {"WAYLAND_DISPLAY": "wayland-9", "XDG_RUNTIME_DIR": "/nowhere"},
        {"WAYLAND_DISPLAY": "w" * 300},
    ],
)
def test_variables_that_outlived_their_server_are_no_screen(environ: dict[str, str]) -> None:
    """A tmux session keeps the DISPLAY of a desktop that is gone: the terminal takes over."""
    assert not has_screen(environ)


def test_a_dead_display_beside_a_living_compositor_is_a_screen(compositor: dict[str, str]) -> None:
    """One that answers is enough."""
    assert has_screen({"DISPLAY": ":64999", **compositor})


def test_a_display_on_another_host_is_believed() -> None:
    """As ssh -X gives it."""
    assert has_screen({"DISPLAY": "localhost:10.0"})
