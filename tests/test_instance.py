"""One running program for each person."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from posture_break.instance import Instance
from posture_break.ports import Unavailable

HOLDER = """
import sys
from pathlib import Path
from posture_break.instance import Instance
kept = Instance(Path(sys.argv[1]))
print(kept.claim(), flush=True)
sys.stdin.read()
"""


def start(lock: Path) -> subprocess.Popen[bytes]:
    """Return a process that claims the lock, says whether it got it, and stays."""
    return subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(lock)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parent.parent,
    )


def test_the_second_is_refused_until_the_first_ends(tmp_path: Path) -> None:
    """Two in one folder: just one holds it, and a clean end frees it."""
    first, second = Instance(tmp_path / "lock"), Instance(tmp_path / "lock")
    assert first.claim()
    assert not second.claim()
    first.release()
    first.release()
    assert second.claim()
    second.release()


def test_kill_9_frees_it(tmp_path: Path) -> None:
    """A program that was killed does not lock its next start out."""
    holder = start(tmp_path / "lock")
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"True\n"
    assert not Instance(tmp_path / "lock").claim()
    os.kill(holder.pid, signal.SIGKILL)
    holder.communicate()
    next_start = Instance(tmp_path / "lock")
    assert next_start.claim()
    next_start.release()


def test_two_starts_at_once_make_one_program(tmp_path: Path) -> None:
    """Five processes claim at the same moment: one gets it."""
    starts = [start(tmp_path / "lock") for _ in range(5)]
    answers = [each.stdout.readline() for each in starts if each.stdout]
    for each in starts:
        each.communicate()
    assert sorted(answers) == [b"False\n"] * 4 + [b"True\n"]


def test_no_place_for_a_lock_is_said(tmp_path: Path) -> None:
    """Where no lock file can be made there is a sentence."""
    wrong = tmp_path / "file"
    wrong.write_text("")
    with pytest.raises(Unavailable, match="cannot be locked"):
        Instance(wrong / "lock").claim()
