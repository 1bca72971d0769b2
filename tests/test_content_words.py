"""Exercises and tips in words: doses, lines for a terminal, reasons with their source."""

from __future__ import annotations

from dataclasses import replace

import pytest

from posture_break.content import words
from posture_break.content.load import load_catalogue
from posture_break.content.model import Area, Dose, Exercise, Grade, Kind, Need, Place, Topic

CATALOGUE = load_catalogue()
BIRD_DOG = CATALOGUE.exercises["bird-dog"]
PLANK = CATALOGUE.exercises["plank"]


@pytest.mark.parametrize(
    ("sides", "amount", "said"),
    [
        (True, Dose(10, 5), "Hold for 5 seconds, 10 times on each side."),
        (True, Dose(1, 1), "Hold for 1 second, once on each side."),
        (False, Dose(3, 10), "Hold for 10 seconds, 3 times."),
        (False, Dose(1, 25), "Hold for 25 seconds, once."),
        (True, Dose(6), "Do this 6 times on each side."),
        (True, Dose(1), "Do this once on each side."),
        (False, Dose(6), "Do this 6 times."),
        (False, Dose(1), "Do this once."),
        (False, Dose(6, 5, 2), "Hold for 5 seconds, 6 times, in 2 rounds."),
    ],
)
def test_a_dose_is_a_sentence(sides: bool, amount: Dose, said: str) -> None:
    """Hold, repetitions, sides and sets are said in plain words, one or many."""
    assert words.dose(replace(BIRD_DOG, sides=sides), amount) == said


def test_the_full_version_is_the_default() -> None:
    """With no amount given, the full version's dose is said."""
    assert words.dose(PLANK) == words.dose(PLANK, PLANK.full)
    assert words.dose(PLANK) != words.dose(PLANK, PLANK.short)


def test_words_and_times_agree() -> None:
    """The seconds that a version takes are those of the dose that is said."""
    assert BIRD_DOG.full == Dose(reps=5, hold_s=5)
    assert BIRD_DOG.seconds == 2 * 5 * (5 + BIRD_DOG.move_s)
    assert BIRD_DOG.short_seconds == 2 * 2 * (3 + BIRD_DOG.move_s)
    assert PLANK.lasts(Dose(reps=2, hold_s=10, sets=3)) == 3 * 2 * (10 + PLANK.move_s)


@pytest.mark.parametrize("exercise", CATALOGUE.exercises.values(), ids=lambda each: each.id)
def test_an_exercise_can_be_done_from_its_lines_alone(exercise: Exercise) -> None:
    """The lines are: name, start, numbered steps, dose, breath, easier way, cautions, stop line."""
    lines = words.as_text(exercise, CATALOGUE)
    count = len(exercise.steps)
    assert lines[:2] == (exercise.name, exercise.start)
    assert [line[:3] for line in lines[2 : 2 + count]] == [f"{n}. " for n in range(1, count + 1)]
    assert lines[2 + count] == words.dose(exercise)
    assert lines[3 + count] == exercise.breath
    assert lines[4 + count] == f"Easier: {exercise.easier}"
    assert set(exercise.cautions) <= set(lines[5 + count :])
    assert lines[-1] == CATALOGUE.stop_line
    assert all(line and "\n" not in line for line in lines)


def test_the_short_versions_lines_tell_the_short_dose() -> None:
    """Whoever takes the short version reads how much that is."""
    lines = words.as_text(BIRD_DOG, CATALOGUE, BIRD_DOG.short)
    assert "Hold for 3 seconds, 2 times on each side." in lines
    assert words.dose(BIRD_DOG) not in lines


def test_stretches_come_with_their_caution() -> None:
    """The line on gentle stretching stands with stretches and nowhere else."""
    stretching = CATALOGUE.cautions.stretching
    for exercise in CATALOGUE.exercises.values():
        told = stretching in words.as_text(exercise, CATALOGUE)
        assert told is (exercise.kind is Kind.STRETCH), exercise.id


def test_without_the_catalogue_only_its_own_cautions_come() -> None:
    """A narrow place can show the exercise's own cautions alone."""
    assert words.cautions(PLANK) == PLANK.cautions
    assert words.as_text(PLANK)[-1] == PLANK.cautions[-1]


def test_a_reason_names_a_source_that_was_read() -> None:
    """The answer to "Why?" is the reason, and the source with its year."""
    tip = CATALOGUE.tips["sleep-mattress-medium"]
    assert words.because(tip) == (tip.why, "Source: Kovacs and others, Lancet 362, 2003")


def test_a_reason_says_when_it_is_second_hand() -> None:
    """The answer to "Why?" is honest about what was not read or has no study."""
    tip = CATALOGUE.tips["sleep-on-stomach"]
    assert "second hand" in words.because(tip)[1]
    unsourced = replace(tip, grade=Grade.UNSOURCED)
    assert "no study" in words.because(unsourced)[1]


def test_a_walk_stands_in_for_an_exercise() -> None:
    """Where nothing suits there is still something to do, in lines like an exercise's."""
    lines = words.walk()
    assert "walk" in lines[0]
    assert len(lines) >= 2


def test_every_closed_word_has_a_label() -> None:
    """Places, kinds, areas, needs and topics can all be shown, each under its own label."""
    groups = (
        [words.place_words(each) for each in Place],
        [words.kind_words(each) for each in Kind],
        [words.area_words(each) for each in Area],
        [words.need_words(each) for each in Need],
        [words.topic_words(each) for each in Topic],
    )
    for labels in groups:
        assert all(labels)
        assert len(set(labels)) == len(labels)


def test_texts_are_translated_when_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each text of the data goes through gettext on its way to a person, and never earlier."""
    monkeypatch.setattr(words, "_", lambda text: f"<{text}>")
    lines = words.as_text(PLANK, CATALOGUE)
    assert lines[0] == "<Plank>"
    assert lines[1] == f"<{PLANK.start}>"
    assert lines[-1] == f"<{CATALOGUE.stop_line}>"
    assert words.because(PLANK)[0] == f"<{PLANK.why}>"


def test_an_empty_text_stays_empty() -> None:
    """Gettext answers an empty text with its file's header: it is never asked."""
    assert words.say("") == ""
