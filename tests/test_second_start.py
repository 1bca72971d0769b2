"""A second start shows the first one, waits for one that is just starting, and never for long."""

from __future__ import annotations

import json
import socket
import threading
import time
from pathlib import Path

import pytest

from posture_break import paths
from posture_break.second_start import bring_up_first


def _serve_later(path: Path, seconds: float) -> None:
    """Be a program that needs a moment until it listens, and answers one request."""
    time.sleep(seconds)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen()
        client, _address = listener.accept()
        with client:
            client.recv(65_536)
            client.sendall(json.dumps({"v": 1, "text": "Here."}).encode() + b"\n")


def test_it_waits_for_one_that_is_just_starting(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two started in the same moment: the second finds the first as soon as that listens."""
    first = threading.Thread(target=_serve_later, args=(tmp_path / paths.SOCKET, 0.2))
    first.start()
    try:
        assert bring_up_first(tmp_path) == 0
    finally:
        first.join()
    assert capsys.readouterr().err == "posture-break runs already. Here.\n"


def test_it_gives_up_on_one_that_never_answers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody listens though the lock is held: said, and exit code 1."""
    assert bring_up_first(tmp_path, patience=0.1) == 1
    assert "does not answer" in capsys.readouterr().err
