"""The numbers of notes on the screen outlive a kill, and are believed of the same service alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from posture_break.adapters.linux.note_memory import NoteMemory


def test_what_is_kept_is_left_over_for_the_next_run(tmp_path: Path) -> None:
    """The same service is asked to take them away; another one numbers its notes anew."""
    NoteMemory(tmp_path / "notes").keep(":1.7", {9, 4})
    assert NoteMemory(tmp_path / "notes").left_over(":1.7") == [4, 9]
    assert NoteMemory(tmp_path / "notes").left_over(":1.8") == []


def test_with_nothing_on_the_screen_no_file_stays(tmp_path: Path) -> None:
    """An empty screen leaves nothing behind, and nothing to take away."""
    memory = NoteMemory(tmp_path / "notes")
    memory.keep(":1.7", [4])
    memory.keep(":1.7", [])
    assert not (tmp_path / "notes").exists()
    assert memory.left_over(":1.7") == []


@pytest.mark.parametrize(
    "text", ["", "[]", "null", '{"owner": ":1.7"}', '{"owner":":1.7","numbers":7}']
)
def test_a_damaged_file_is_nothing(tmp_path: Path, text: str) -> None:
    """Half a file, or another's, is no reason to stop."""
    (tmp_path / "notes").write_text(text)
    assert NoteMemory(tmp_path / "notes").left_over(":1.7") == []


def test_a_folder_that_takes_nothing_is_no_fault(tmp_path: Path) -> None:
    """Where nothing can be written, nothing is remembered."""
    memory = NoteMemory(tmp_path / "gone" / "notes")
    memory.keep(":1.7", [4])
    assert memory.left_over(":1.7") == []
