"""What a lesson says of its sides: what they mean, and a prescription for one side alone."""

from __future__ import annotations

from dataclasses import replace

from posture_break.content.load import load_catalogue
from posture_break.core.session import Side, Sides
from posture_break.teaching import Dose, lesson_of
from posture_break.ui.lesson import played
from posture_break.ui.lesson_telling import ending, tellings
from posture_break.ui.lesson_words import side_words

BIRD_DOG = lesson_of(load_catalogue().exercises["bird-dog"], Dose())


def test_the_side_says_which_limbs_are_at_work() -> None:
    """The word "right" alone would leave a stranger of bird dog with two ways to do it."""
    steps = played(BIRD_DOG)
    details = [each.detail for each in tellings(BIRD_DOG, steps) if each.step.part is not None]
    assert set(details) == {"Right arm, left leg", "Left arm, right leg"}, BIRD_DOG.right


def test_an_exercise_without_such_words_says_the_side() -> None:
    """Packs and prescriptions need not have them."""
    lesson = replace(BIRD_DOG, right="", left="")
    assert [side_words(lesson, side) for side in Side] == ["Left side", "Right side"]


def test_one_side_that_was_prescribed_is_the_only_one() -> None:
    """Text and figure are on that side, and no other one comes next time."""
    lesson = replace(BIRD_DOG, sides=Sides.NONE, only=Side.LEFT)
    steps = played(lesson)
    assert {step.side for step in steps} == {Side.LEFT}
    assert {each.figure.mirrored for each in tellings(lesson, steps)} == {True}
    assert ending(lesson, steps).detail == ""
    assert {step.side for step in played(lesson, short=True)} == {Side.LEFT}


def test_every_exercise_with_sides_says_what_they_mean() -> None:
    """For all of ours, both of them."""
    for exercise in load_catalogue().exercises.values():
        has_sides = exercise.sides is not Sides.NONE
        assert (bool(exercise.right), bool(exercise.left)) == (has_sides, has_sides), exercise.id
