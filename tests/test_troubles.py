"""What does not work is kept, said once, and gone when it works again."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from posture_break.ports import Unavailable
from posture_break.troubles import Troubles, say

TRAY = Unavailable("No tray.", "Add one.")
CONFIG = Unavailable("Two faults.", "Look at them.")


class Told(Troubles):
    """Troubles, and what a person saw on the screen."""

    def __init__(self) -> None:
        self.kept: dict[str, Unavailable] = {}
        self.screen: list[tuple[str, list[str]]] = []
        super().__init__(self.kept)
        self.show = self._shown

    def _shown(self, sentences: Sequence[str], part: str) -> None:
        self.screen.append((part, list(sentences)))


def test_a_trouble_is_kept_and_said_once(capsys: pytest.CaptureFixture[str]) -> None:
    """However often it is noticed; a different one of the same part is said again."""
    troubles = Told()
    for _ in range(3):
        troubles.set("tray", Unavailable("No tray.", "Add one."))
    assert capsys.readouterr().err == "No tray. Add one.\n"
    troubles.set("tray", Unavailable("The tray broke."))
    assert capsys.readouterr().err == "The tray broke.\n"
    assert str(troubles.kept["tray"]) == "The tray broke."
    assert troubles.screen == []


def test_a_trouble_that_is_over_is_forgotten() -> None:
    """And said anew, should it come back; ending what never was is harmless."""
    troubles = Told()
    troubles.set("tray", TRAY, tell=True)
    assert troubles.has("tray")
    troubles.set("tray", None)
    troubles.set("bus", None)
    assert not troubles.has("tray")
    troubles.set("tray", TRAY, tell=True)
    told = ("tray", ["No tray.", "Add one."])
    assert troubles.screen == [told, ("tray", []), told]


def test_the_configs_faults_are_said_elsewhere(capsys: pytest.CaptureFixture[str]) -> None:
    """All of them, each with its line; here it would be the first one twice."""
    Told().set("config", CONFIG)
    assert capsys.readouterr().err == ""


def test_a_terminal_that_is_gone_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """Started from a window that was closed since, or by pythonw."""
    monkeypatch.setattr("sys.stderr", None)
    say("Is anybody there?")
