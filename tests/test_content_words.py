"""Exercises and tips in words: doses, lines for a terminal, reasons with their source."""

from __future__ import annotations

from dataclasses import replace

import pytest

from posture_break.content import words
from posture_break.content.load import load_catalogue
from posture_break.content.model import (
    Area,
    Exercise,
    Grade,
    Kind,
    Need,
    Place,
    Tip,
    Topic,
)
from posture_break.content.routines import routine_of
from posture_break.core.session import Part, PhaseKind, Routine, Sides
from tests import content_samples as samples

CATALOGUE = load_catalogue()
SMALL = samples.catalogue()
BIRD_DOG = samples.exercise()
CHILDS_POSE = samples.exercise("childs-pose")
MOVE = Part(PhaseKind.MOVE, 3000)
BREATH = Part(PhaseKind.BREATHE, 4000)


def hold(seconds: int) -> Part:
    """Return a phase that is held."""
    return Part(PhaseKind.HOLD, seconds * 1000)


@pytest.mark.parametrize(
    ("routine", "said"),
    [
        (Routine((MOVE, hold(5), MOVE), 5, sides=Sides.EACH, sets=2),
         "5 times on each side, hold for 5 seconds, 2 rounds."),
        (Routine((MOVE, hold(5)), 5, sides=Sides.ALTERNATE),
         "5 times on each side, hold for 5 seconds."),
        (Routine((MOVE, hold(1)), 1, sides=Sides.EACH), "Once on each side, hold for 1 second."),
        (Routine((MOVE, hold(10)), 3), "3 times, hold for 10 seconds."),
        (Routine((MOVE, hold(25)), 1), "Once, hold for 25 seconds."),
        (Routine((MOVE, hold(25)), 1, sets=3), "3 times, hold for 25 seconds."),
        (Routine((MOVE, hold(5), MOVE, hold(5)), 2), "2 times, hold for 5 seconds."),
        (Routine((MOVE, hold(5), MOVE, hold(3)), 2), "2 times, hold for 3 to 5 seconds."),
        (Routine((MOVE,), 6, sides=Sides.ALTERNATE), "6 times on each side."),
        (Routine((MOVE,), 1, sides=Sides.ALTERNATE), "Once on each side."),
        (Routine((MOVE,), 6), "6 times."),
        (Routine((MOVE,), 1), "Once."),
        (Routine((BREATH, BREATH), 6), "6 slow breaths."),
        (Routine((BREATH, BREATH), 1), "1 slow breath."),
        (Routine((BREATH, MOVE), 6), "6 times."),
    ],
)  # fmt: skip
def test_a_dose_is_a_sentence(routine: Routine, said: str) -> None:
    """Repetitions, sides, hold and rounds are said in plain words, one or many."""
    assert words.dose(BIRD_DOG, routine) == said


def test_the_dose_to_start_with_is_the_default() -> None:
    """With no routine given, the beginner's dose is said."""
    assert words.dose(BIRD_DOG) == words.dose(BIRD_DOG, routine_of(BIRD_DOG))
    assert words.dose(BIRD_DOG) != words.dose(BIRD_DOG, routine_of(BIRD_DOG, level=4))


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


def test_the_lines_tell_the_dose_that_is_done() -> None:
    """Whoever has built up, or takes half, reads how much that is."""
    lines = words.as_text(BIRD_DOG, SMALL, routine_of(BIRD_DOG, half=True))
    assert "2 times on each side, hold for 3 seconds." in lines
    assert words.dose(BIRD_DOG) not in lines


def test_stretches_come_with_their_caution() -> None:
    """The line on gentle stretching stands with stretches and nowhere else."""
    stretching = CATALOGUE.cautions.stretching
    for exercise in CATALOGUE.exercises.values():
        told = stretching in words.as_text(exercise, CATALOGUE)
        assert told is (exercise.kind is Kind.STRETCH), exercise.id


def test_without_the_catalogue_only_its_own_cautions_come() -> None:
    """A narrow place can show the exercise's own cautions alone."""
    assert words.cautions(BIRD_DOG) == BIRD_DOG.cautions
    assert words.as_text(BIRD_DOG)[-1] == BIRD_DOG.cautions[-1]


def test_a_reason_names_a_source_that_was_read() -> None:
    """The answer to "Why?" is the reason, and the source with its year."""
    tip = SMALL.tips["posture-change-now"]
    assert words.because(tip) == (tip.why, "Source: Slater and others, JOSPT 49, 2019.")
    assert words.because(replace(tip, year=None))[1] == "Source: Slater and others, JOSPT 49."


@pytest.mark.parametrize(
    ("grade", "said"), [(Grade.SECOND_HAND, "have not read"), (Grade.UNSOURCED, "no study")]
)
def test_a_reason_names_nobody_who_was_not_read(grade: Grade, said: str) -> None:
    """The answer to "Why?" is honest about what was not read, and names nobody then."""
    tip = replace(SMALL.tips["lifting-hug"], grade=grade)
    assert said in words.because(tip)[1]
    assert "Board" not in words.because(tip)[1]


@pytest.mark.parametrize("thing", [BIRD_DOG, SMALL.tips["lifting-hug"]], ids=lambda each: each.id)
def test_a_reason_says_from_which_pack_it_comes(thing: Exercise | Tip) -> None:
    """What is not ours says whose it is."""
    assert words.because(replace(thing, origin="Clinic"))[1].endswith("From the pack Clinic.")
    assert "pack" not in words.because(thing)[1]


def test_a_walk_stands_in_for_an_exercise() -> None:
    """Where nothing suits there is still something to do, in lines like an exercise's."""
    lines = words.walk()
    assert "walk" in lines[0]
    assert len(lines) >= 2


def test_every_closed_word_has_a_label() -> None:
    """Places, kinds, areas, needs and topics all have a label, each its own."""
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
    lines = words.as_text(BIRD_DOG, SMALL)
    assert lines[0] == "<Bird dog>"
    assert lines[1] == f"<{BIRD_DOG.start}>"
    assert lines[-1] == f"<{SMALL.stop_line}>"
    assert words.because(BIRD_DOG)[0] == f"<{BIRD_DOG.why}>"


def test_an_empty_text_stays_empty() -> None:
    """Gettext answers an empty text with its file's header: it is never asked."""
    assert words.say("") == ""
