"""A lesson as it is played, and the one source of everything that is shown, heard and drawn."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_break.content.load import load_catalogue
from posture_break.content.prose import WORDS_A_SECOND, speaking_seconds
from posture_break.core.session import PhaseKind, Side, Sides, Step, StepKind
from posture_break.core.session_play import Play, marks
from posture_break.teaching import Dose, lesson_of
from posture_break.ui import lesson_words
from posture_break.ui.lesson import Lesson, LessonPhase, played, routine_of
from posture_break.ui.lesson_telling import Telling, ending, rows, telling, tellings
from posture_break.ui.sounds import Sound

REACH = LessonPhase(PhaseKind.MOVE, 3_000, "Reach out", "Reach one arm forward.", "reach")
STAY = LessonPhase(PhaseKind.HOLD, 8_000, "Hold", "Hold it there.", least=5_000)
LOWER = LessonPhase(PhaseKind.MOVE, 3_000, "Lower slowly", "Lower it slowly.", "start")
BIRD_DOG = Lesson(
    "bird-dog",
    (REACH, STAY, LOWER),
    reps=5,
    sides=Sides.ALTERNATE,
    ready=12_000,
    start="Come on to hands and knees.",
    figure="bird-dog",
)
STRETCH = replace(
    BIRD_DOG,
    phases=(REACH, replace(STAY, lasts=20_000, least=0), LOWER),
    reps=2,
    sides=Sides.EACH,
    switch=6_000,
)


@cache
def catalogue() -> tuple[Lesson, ...]:
    """Return every exercise of the catalogue, as gentle as it begins and as far as it builds up."""
    exercises = load_catalogue().exercises.values()
    return tuple(lesson_of(each, Dose(level=level)) for each in exercises for level in (0, 4))


def every_way(lesson: Lesson) -> list[tuple[Step, ...]]:
    """Return the ways in which a lesson is played: whole, left half-way, short, in two minutes."""
    whole = played(lesson)
    return [
        whole,
        played(replace(lesson, resume=len(whole) // 2, resume_of=len(whole))),
        played(lesson, short=True),
        played(replace(lesson, available=120_000, first=Side.LEFT)),
    ]


def told(lesson: Lesson, steps: tuple[Step, ...] | None = None) -> list[Telling]:
    """Return what is told, less what is over already."""
    steps = played(lesson) if steps is None else steps
    return [each for each in tellings(lesson, steps) if each.step.lasts]


# --- how much ------------------------------------------------------------------------------------


def test_a_lesson_takes_as_long_as_it_takes() -> None:
    """Where no break is open, nothing is left out."""
    assert played(BIRD_DOG)[-1].ends == 12_000 + 10 * 14_000


def test_a_lesson_fits_its_break() -> None:
    """Of five repetitions on each side, two minutes have room for three."""
    steps = played(replace(BIRD_DOG, available=120_000))
    assert steps[-1].ends == 12_000 + 6 * 14_000


def test_both_sides_with_a_shorter_hold_are_better_than_one_side() -> None:
    """A hold that has grown goes back to where everybody starts, before a side is left out."""
    steps = played(replace(BIRD_DOG, available=36_000))
    assert steps[-1].ends == 12_000 + 2 * 11_000
    assert {step.side for step in steps} == {Side.LEFT, Side.RIGHT}


def test_a_break_that_is_too_short_has_one_side() -> None:
    """The other one comes next time, and the end says so."""
    lesson = replace(STRETCH, available=40_000, first=Side.LEFT)
    steps = played(lesson)
    assert {step.side for step in steps} == {Side.LEFT}
    assert steps[-1].ends == 38_000
    assert ending(lesson, steps).detail == "Next time it is the right side's turn."


def test_no_hold_is_cut_however_short_the_break() -> None:
    """A session that is too long for the break is better than a stretch of ten seconds."""
    steps = played(replace(STRETCH, available=20_000))
    assert [step.lasts for step in steps] == [12_000, 3_000, 20_000, 3_000]


def test_the_short_version_is_short_although_a_hold_has_grown() -> None:
    """It is done as in the beginning; a minute's plank would not be short."""
    plank = replace(BIRD_DOG, sides=Sides.NONE, phases=(REACH, replace(STAY, lasts=60_000), LOWER))
    steps = played(plank, short=True)
    assert steps[-1].ends == 3_000 + 2 * 11_000


def test_the_short_version_of_a_hold_that_has_grown_does_both_sides() -> None:
    """The gentler hold on both sides is better than the longer one on one side."""
    steps = played(BIRD_DOG, short=True)
    assert {step.lasts for step in steps if step.kind is StepKind.HOLD} == {5_000}
    assert {step.side for step in steps} == {Side.LEFT, Side.RIGHT}


@pytest.mark.parametrize("lesson", catalogue(), ids=lambda each: each.exercise)
def test_every_short_version_is_short(lesson: Lesson) -> None:
    """At most half a minute, also where a hold has grown to a minute."""
    assert played(lesson, short=True)[-1].ends <= 30_000


def test_a_session_goes_on_where_it_was_left() -> None:
    """On the second side, after half the time to get ready, with the numbers of the whole."""
    whole = played(STRETCH)
    steps = played(replace(STRETCH, resume=12, resume_of=len(whole)))
    first, second, *_rest = told(STRETCH, steps)
    assert (first.headline, first.step.lasts) == ("Get ready to go on", 6_000)
    assert first.detail == "Come on to hands and knees. Left side."
    assert (second.headline, second.detail, second.count) == (
        "Reach out",
        "Left side",
        "Rep 1 of 2",
    )
    assert len(steps) == len(whole)


def test_a_timeline_that_is_another_one_begins_with_the_side_that_was_left() -> None:
    """The number of a step says nothing in a break with other minutes."""
    lesson = replace(STRETCH, resume=12, resume_of=99, resume_side=Side.LEFT)
    steps = played(lesson)
    assert steps == played(replace(STRETCH, first=Side.LEFT))


def test_the_short_version_goes_on_with_the_side_that_was_left() -> None:
    """The right side was done before the interruption."""
    steps = played(replace(STRETCH, resume=12), short=True)
    assert {step.side for step in steps} == {Side.LEFT}


@pytest.mark.parametrize("resume", [0, 1, 5, 6, 13, 14, 10_000])
def test_any_number_can_be_gone_on_from(resume: int) -> None:
    """A number out of the past never breaks a card."""
    steps = played(replace(STRETCH, resume=resume))
    assert steps[-1].ends > 0
    assert len(steps) == len(played(STRETCH))


# --- what is told --------------------------------------------------------------------------------


def test_a_session_in_words() -> None:
    """Cue, side, count and what follows, from getting ready to the last phase."""
    lesson = replace(BIRD_DOG, reps=1)
    assert [(each.headline, each.detail, each.following, each.speech) for each in told(lesson)] == [
        (
            "Get ready",
            "Come on to hands and knees. Right side first.",
            "Reach out",
            "Get ready. Come on to hands and knees. Right side first.",
        ),
        ("Reach out", "Right side", "Hold", "Reach out"),
        ("Hold", "Right side", "Lower slowly", "Hold"),
        ("Lower slowly", "Right side", "Left side: Reach out", "Lower slowly"),
        ("Reach out", "Left side", "Hold", "Left side. Reach out."),
        ("Hold", "Left side", "Lower slowly", "Hold"),
        ("Lower slowly", "Left side", "", "Lower slowly"),
    ]


def test_changing_sides_and_resting_in_words() -> None:
    """Both say what comes."""
    steps = told(replace(STRETCH, reps=1, sets=2, rest=20_000))
    between = [each for each in steps if each.step.part is None][1:3]
    assert [(each.headline, each.detail, each.following, each.speech) for each in between] == [
        ("Change sides", "Left side", "Reach out", "Change sides. Left side."),
        (
            "Rest",
            "Set 2 of 2 comes next. Right side.",
            "Reach out",
            "Rest. Set 2 of 2 comes next. Right side.",
        ),
    ]
    assert all(not each.count and each.row is None and not each.rep for each in between)


@pytest.mark.parametrize(
    ("reps", "sets", "expected"),
    [(5, 1, "Rep 1 of 5"), (1, 3, "Set 1 of 3"), (5, 3, "Rep 1 of 5, set 1 of 3"), (1, 1, "")],
)
def test_what_there_is_once_is_not_counted(reps: int, sets: int, expected: str) -> None:
    """One of one is no news."""
    assert told(replace(BIRD_DOG, reps=reps, sets=sets))[1].count == expected


def test_dots_count_the_side_at_work() -> None:
    """The third repetition in turns is the second one of its side."""
    found = [(each.rep, each.reps) for each in told(BIRD_DOG) if each.step.part == 0]
    assert found[:4] == [(1, 5), (1, 5), (2, 5), (2, 5)]


def test_a_phase_without_a_text_has_no_line_in_the_list() -> None:
    """The lines after it keep their numbers."""
    lesson = replace(BIRD_DOG, phases=(REACH, replace(STAY, text=""), LOWER))
    assert rows(lesson) == ("Reach one arm forward.", "Lower it slowly.")
    assert [each.row for each in told(lesson)][:4] == [None, 0, None, 1]


def test_a_voice_says_as_much_as_it_has_time_for() -> None:
    """In a hurry, how to begin is only shown, and a side is one word."""
    brief = told(BIRD_DOG, played(BIRD_DOG, short=True))
    assert brief[0].step.lasts == 3_000
    assert brief[0].speech == "Get ready. Right side first."
    quick = replace(REACH, lasts=1_000, cue="Knee up, arm forward")
    spoken = [each.speech for each in told(replace(BIRD_DOG, phases=(quick, LOWER)))]
    assert "Left. Knee up, arm forward." in spoken


def test_the_speed_of_the_voice_is_that_of_the_checks() -> None:
    """What the data are checked for is what is reckoned with."""
    assert lesson_words.WORDS_A_SECOND == WORDS_A_SECOND


def test_a_figure_begins_each_side_in_its_first_pose() -> None:
    """Nobody jumps from the end of the left side into the middle of the right one."""
    open_loop = replace(STRETCH, phases=(REACH, replace(LOWER, pose="half")))
    moves = [(each.figure.of, each.figure.to, each.figure.mirrored) for each in told(open_loop)]
    assert moves == [
        ("start", "start", False),
        ("start", "reach", False),
        ("reach", "half", False),
        ("half", "reach", False),
        ("reach", "half", False),
        ("start", "start", True),
        ("start", "reach", True),
        ("reach", "half", True),
        ("half", "reach", True),
        ("reach", "half", True),
    ]


def test_the_end_is_told_too() -> None:
    """With its sound, and with the figure as it stands."""
    end = ending(BIRD_DOG, played(BIRD_DOG))
    assert (end.headline, end.sound, end.figure.moving) == ("Session complete", Sound.DONE, False)
    assert (end.figure.to, end.figure.mirrored, end.detail) == ("start", True, "")


# --- they cannot disagree ------------------------------------------------------------------------

phases = st.builds(
    LessonPhase,
    kind=st.sampled_from(PhaseKind),
    lasts=st.integers(1, 30).map(lambda seconds: 1_000 * seconds),
    cue=st.sampled_from(["Reach out", "Hold and breathe", "Down"]),
    text=st.sampled_from(["", "Reach.", "Lower."]),
    pose=st.sampled_from(["", "start", "reach", "half"]),
)
lessons = st.builds(
    Lesson,
    exercise=st.just("made-up"),
    phases=st.lists(phases, min_size=1, max_size=4).map(tuple),
    reps=st.integers(1, 4),
    sets=st.integers(1, 3),
    sides=st.sampled_from(Sides),
    ready=st.sampled_from([0, 6_000, 12_000]),
    switch=st.sampled_from([0, 4_000]),
    rest=st.sampled_from([0, 20_000]),
    start=st.sampled_from(["", "Sit tall."]),
    first=st.sampled_from(Side),
    resume=st.integers(0, 40),
    available=st.sampled_from([0, 30_000, 120_000]),
)


def agree(lesson: Lesson, steps: tuple[Step, ...]) -> None:
    """Assert that everything told of each step is of that very step."""
    all_told = tellings(lesson, steps)
    assert len(all_told) == len(steps)
    pose = "start"
    for index, (step, each) in enumerate(zip(steps, all_told, strict=True)):
        if not step.lasts:
            continue
        assert each.step is step
        assert each == telling(lesson, step, steps)
        assert each.headline.rstrip(".") in each.speech
        assert each.figure.mirrored is (step.side is Side.LEFT)
        if step.part is None:
            assert (each.row, each.count, each.figure.moving) == (None, "", False)
            assert each.figure.to == "start"
            pose = "start"
        else:
            assert (each.rep, each.set) == (step.rep + 1, step.set + 1)
            assert each.rep <= each.reps
            assert each.set <= each.sets
            if index and steps[index - 1].side is not step.side:
                pose = "start"
            pose = agree_on_phase(lesson.phases[step.part], each, lesson, pose)
        agree_on_sound(step, each, steps)


def agree_on_phase(phase: LessonPhase, each: Telling, lesson: Lesson, pose: str) -> str:
    """Assert that words and figure are those of the phase; return the pose in which it ends."""
    assert each.headline == phase.cue
    assert each.step.kind.value == phase.kind.value
    assert each.step.lasts in {phase.lasts, phase.least}
    assert (each.row is not None) == bool(phase.text)
    if each.row is not None:
        assert rows(lesson)[each.row] == phase.text
    side = each.step.side
    assert each.detail == ("" if side is None else lesson_words.side_words(lesson, side))
    assert each.figure.to == (phase.pose or pose)
    if phase.kind is PhaseKind.HOLD:
        assert not each.figure.moving
    else:
        assert each.figure.of == pose
    return each.figure.to


def agree_on_sound(step: Step, each: Telling, steps: tuple[Step, ...]) -> None:
    """Assert that a sound is that of the step, and that half of it is half of it."""
    mark = marks(steps)[steps.index(step)]
    assert (each.sound and each.sound.value) == (mark and mark.value)
    if step.kind in {StepKind.SWITCH, StepKind.READY}:
        assert each.sound is (Sound.SWITCH if step.kind is StepKind.SWITCH else None)
    if each.half is not None:
        assert step.kind is StepKind.HOLD
        assert 2 * each.half == step.lasts


@pytest.mark.parametrize("lesson", catalogue(), ids=lambda each: each.exercise)
def test_words_countdown_figure_sound_and_voice_agree(lesson: Lesson) -> None:
    """In every exercise of the catalogue, however it is played, all are of the same step."""
    for steps in every_way(lesson):
        agree(lesson, steps)


@given(lessons, st.booleans())
def test_they_agree_in_any_lesson(lesson: Lesson, brief: bool) -> None:
    """Also in the lessons of packs and therapists, which nobody has tried."""
    agree(lesson, played(lesson, short=brief))


@given(lessons, st.integers(0, 600_000))
def test_the_countdown_is_what_is_left_of_the_step(lesson: Lesson, gone: int) -> None:
    """At any moment: whole seconds up to the end of the step that is on, and never more."""
    steps = played(lesson)
    play = Play(steps).go(0)
    place = play.place(gone)
    seconds = tellings(lesson, steps)[place.index].seconds(play.position(gone))
    assert seconds == -(-place.left // 1_000)
    assert 0 <= seconds * 1_000 <= place.step.lasts + 999


@pytest.mark.parametrize("lesson", catalogue(), ids=lambda each: each.exercise)
def test_everything_can_be_said_in_time(lesson: Lesson) -> None:
    """The voice is done with one step before it comes to the next."""
    for steps in every_way(lesson):
        for each in told(lesson, steps):
            assert speaking_seconds(each.speech) <= each.step.lasts / 1_000, each


def test_the_routine_is_that_of_the_lesson() -> None:
    """Nothing is lost between the words and the timeline."""
    routine = routine_of(STRETCH)
    assert [part.lasts for part in routine.parts] == [3_000, 20_000, 3_000]
    assert (routine.reps, routine.sets, routine.sides) == (2, 1, Sides.EACH)
    assert (routine.ready, routine.switch, routine.rest) == (12_000, 6_000, 0)
