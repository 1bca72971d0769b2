"""The page on packs says what is so: its example is good, its words are those of the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from posture_break.content.choose import words_to_avoid
from posture_break.content.load import load_catalogue
from posture_break.content.model import Area, Kind, Need, Place, Topic, Trait
from posture_break.content.packs import load_packs
from tests.house import ROOT

PAGE = (ROOT / "docs" / "packs.md").read_text("utf-8")


def example() -> str:
    """Return the example, as a reader would copy it."""
    found = re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    assert found
    return found[1]


def test_the_example_is_a_good_pack(tmp_path: Path) -> None:
    """Whoever copies it has a pack that works, beside what ships."""
    (tmp_path / "kitchen.toml").write_text(example())
    catalogue, faults = load_packs(tmp_path, load_catalogue())
    assert [str(fault) for fault in faults] == []
    assert catalogue.exercises["counter-push"].origin == "Kitchen counter"
    assert "kettle-toes" in catalogue.tips


@pytest.mark.parametrize("words", [Kind, Place, Area, Need, Trait, Topic])
def test_every_word_is_on_the_page(words: type[Area]) -> None:
    """No word of a closed set has to be found by trying."""
    assert [str(word) for word in words if not re.search(rf"\b{word}\b", PAGE)] == []


def test_the_leave_out_words_exist() -> None:
    """Those that are named as examples are in the catalogue."""
    row = next(line for line in PAGE.splitlines() if line.startswith("| `leave_out`"))
    named = re.findall(r"such as ([a-z, -]+);", row)[0].split(", ")
    assert len(named) > 3
    assert set(named) <= set(words_to_avoid(load_catalogue()))
