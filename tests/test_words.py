"""Every reason of the engine is a sentence."""

from __future__ import annotations

import pytest

from posture_break.core.model import Reason, Why
from posture_break.words import busy_words, sentence
from tests.snapshots import NOW, wall


def full(why: Why) -> Reason:
    """Return a reason that has everything a sentence may ask for."""
    return Reason(
        why, "call", span=300_000, since=wall("09:42"), until=wall("14:00"), count=3, away=60_000
    )


@pytest.mark.parametrize("why", Why)
@pytest.mark.parametrize("bare", [False, True])
def test_every_reason_has_a_sentence(why: Why, *, bare: bool) -> None:
    """With everything filled in, and with nothing: no brace is left, and words are there."""
    said = sentence(Reason(why) if bare else full(why))
    assert said
    assert not set(said) & set("{}")
    assert "None" not in said


@pytest.mark.parametrize("why", Why)
def test_a_full_reason_reads_well(why: Why) -> None:
    """One line, no gap where a word should be, no full stop: it stands inside other sentences."""
    said = sentence(full(why), NOW)
    assert said == " ".join(said.split())
    assert not said.endswith((".", ":", ","))


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (Reason(Why.HELD_BUSY, "call", since=wall("10:02")), "held: call since 10:02"),
        (Reason(Why.HELD_BUSY, "my own", since=wall("10:02")), "held: my own since 10:02"),
        (Reason(Why.AWAY_FOR, span=360_000), "natural: away 6 min"),
        (Reason(Why.SNOOZES_USED, count=1), "snoozed 1 time in a row already"),
        (Reason(Why.SNOOZES_USED, count=3), "snoozed 3 times in a row already"),
        (Reason(Why.PAUSED), "paused until you resume"),
        (Reason(Why.PAUSED, until=wall("14:00")), "paused until 14:00"),
        (
            Reason(Why.WORKED, span=3_600_000, since=wall("13:16"), away=240_000),
            "1 h at work since 13:16, 4 min away did not count",
        ),
    ],
)
def test_reasons_as_the_laws_have_them(reason: Reason, said: str) -> None:
    """The sentences of docs/laws.md, and of `why`."""
    assert sentence(reason) == said


def test_a_moment_of_another_day_is_told_with_its_day() -> None:
    """Paused until tomorrow is not paused until four."""
    reason = Reason(Why.PAUSED, until=wall("2026-03-12T04:00"))
    assert sentence(reason, NOW) == "paused until tomorrow 04:00"


def test_braces_in_a_persons_own_words_are_just_words() -> None:
    """Nothing that a person or a program calls itself is taken for a placeholder."""
    assert sentence(Reason(Why.BREAK_OPEN, "{span}")) == "{span} is open"


def test_busy_without_a_name_is_busy() -> None:
    """An empty name leaves no hole."""
    assert busy_words("") == "busy"
