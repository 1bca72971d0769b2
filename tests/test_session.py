"""The timeline of a session, how it fits the minutes, how it goes on, and what is credited."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from posture_break.core.session import (
    Part,
    PhaseKind,
    Routine,
    Side,
    Sides,
    Step,
    StepKind,
    fit,
    length,
    resume_from,
    resumed,
    short,
    timeline,
)
from posture_break.core.session_play import Mark, Play, begin, credit, half_of, marks

MOVE, HOLD, LOWER = (
    Part(PhaseKind.MOVE, 3_000),
    Part(PhaseKind.HOLD, 5_000),
    Part(PhaseKind.MOVE, 2_000),
)
ROUTINE = Routine((MOVE, HOLD, LOWER), reps=2, ready=6_000, switch=4_000, rest=20_000)

lasts = st.integers(1, 60).map(lambda seconds: 1_000 * seconds)
pauses = st.integers(0, 30).map(lambda seconds: 1_000 * seconds)
parts = st.lists(st.builds(Part, st.sampled_from(PhaseKind), lasts), min_size=1, max_size=4)
routines = st.builds(
    Routine,
    parts.map(tuple),
    reps=st.integers(1, 6),
    sets=st.integers(1, 3),
    sides=st.sampled_from(Sides),
    ready=pauses,
    switch=pauses,
    rest=pauses,
)
sides = st.sampled_from(Side)


def shown(steps: tuple[Step, ...]) -> str:
    """Return a timeline in short: kinds, with the repetition and its side at each first phase."""
    said = []
    for step in steps:
        if step.part is None:
            said.append(step.kind.value)
        elif step.part == 0:
            side = "" if step.side is None else step.side.value[0]
            said.append(f"{step.set}.{step.rep}{side}")
    return " ".join(said)


def repetitions(steps: tuple[Step, ...]) -> dict[Side | None, int]:
    """Return how many repetitions there are on each side."""
    found: dict[Side | None, int] = {}
    for step in steps:
        if step.part == 0 and step.lasts:
            found[step.side] = found.get(step.side, 0) + 1
    return found


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        (Sides.NONE, "ready 0.0 0.1"),
        (Sides.EACH, "ready 0.0r 0.1r switch 0.0l 0.1l"),
        (Sides.ALTERNATE, "ready 0.0r 0.0l 0.1r 0.1l"),
    ],
)
def test_sides_come_in_their_order(how: Sides, expected: str) -> None:
    """Each: one side after the other; alternate: turn by turn; repetitions count per side."""
    assert shown(timeline(replace(ROUTINE, sides=how))) == expected


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        (Sides.NONE, "ready 0.0 0.1 rest 1.0 1.1"),
        (Sides.EACH, "ready 0.0l 0.1l switch 0.0r 0.1r rest 1.0l 1.1l switch 1.0r 1.1r"),
    ],
)
def test_there_is_rest_between_sets(how: Sides, expected: str) -> None:
    """A set begins after a rest, and again with the first side."""
    assert shown(timeline(replace(ROUTINE, sides=how, sets=2), Side.LEFT)) == expected


def test_without_a_rest_sides_are_still_changed_between_sets() -> None:
    """Nobody gets from the left to the right side in no time."""
    steps = timeline(replace(ROUTINE, sides=Sides.EACH, sets=2, reps=1, rest=0))
    assert shown(steps) == "ready 0.0r switch 0.0l switch 1.0r switch 1.0l"


def test_what_lies_between_tells_what_comes() -> None:
    """The step in which sides are changed names the side, set and repetition that come."""
    steps = timeline(replace(ROUTINE, sides=Sides.EACH))
    switch = next(step for step in steps if step.kind is StepKind.SWITCH)
    assert (switch.side, switch.rep, switch.part) == (Side.LEFT, 0, None)


@given(routines, sides)
def test_a_timeline_has_neither_gap_nor_overlap(routine: Routine, first: Side) -> None:
    """Every step begins where the one before ends, and the last ends with the session."""
    steps = timeline(routine, first)
    at = 0
    for step in steps:
        assert step.starts == at
        assert step.lasts > 0
        at = step.ends
    assert at == length(routine)


@given(routines, sides)
def test_both_sides_get_the_same(routine: Routine, first: Side) -> None:
    """Left and right are done equally often, and the first one first."""
    steps = timeline(routine, first)
    counts = repetitions(steps)
    each = routine.reps * routine.sets
    if routine.sides is Sides.NONE:
        assert counts == {None: each}
    else:
        assert counts == {Side.LEFT: each, Side.RIGHT: each}
        assert steps[0].side is first


@given(routines, sides)
def test_one_side_alone_takes_as_long_as_is_said(routine: Routine, side: Side) -> None:
    """The length of a session on one side is that of its timeline, which has no other side."""
    assume(routine.sides is not Sides.NONE)
    steps = timeline(routine, sides=(side,))
    assert steps[-1].ends == length(routine, sides=1)
    assert set(repetitions(steps)) == {side}


@given(routines, st.integers(0, 4_000_000))
def test_what_fits_fits_and_nothing_is_cut(routine: Routine, available: int) -> None:
    """A fitted session is within the minutes, with whole phases; one more would not fit."""
    fitting = fit(routine, available)
    if fitting is None:
        assert length(replace(routine, sets=1, reps=1)) > available
        return
    assert length(fitting) <= available
    assert fitting == replace(routine, sets=fitting.sets, reps=fitting.reps)
    if fitting != routine:
        more = replace(fitting, reps=fitting.reps + 1)
        if fitting.reps == routine.reps:
            more = replace(routine, sets=fitting.sets + 1)
        assert length(more) > available


@given(routines, st.integers(0, 2_000_000), st.integers(0, 2_000_000))
def test_more_minutes_never_give_less(routine: Routine, available: int, more: int) -> None:
    """Whatever fits a break fits a longer one, and at least as often."""
    less, much = fit(routine, available), fit(routine, available + more)
    if less is not None:
        assert much is not None
        assert (much.sets, much.reps) >= (less.sets, less.reps)


def test_sets_go_before_repetitions() -> None:
    """A set less is better than a repetition less: the repetitions teach the movement."""
    routine = replace(ROUTINE, sets=3)  # 26 s the first set, 40 s each other
    wanted = {200: (3, 2), 105: (2, 2), 65: (1, 2), 25: (1, 1)}
    for seconds, expected in wanted.items():
        fitting = fit(routine, seconds * 1_000)
        assert fitting is not None
        assert (fitting.sets, fitting.reps) == expected
    assert fit(routine, 15_000) is None


def test_the_short_version_does_both_sides_where_it_can() -> None:
    """Both sides once are better than one side twice."""
    brief, one_side = short(replace(ROUTINE, sides=Sides.EACH, reps=5))
    assert (brief.reps, brief.ready, one_side) == (1, 3_000, False)
    assert length(brief) == 27_000


def test_the_short_version_of_a_long_hold_does_one_side() -> None:
    """A hold of twenty seconds on both sides would not fit half a minute."""
    stretch = replace(ROUTINE, parts=(MOVE, Part(PhaseKind.HOLD, 20_000), LOWER), sides=Sides.EACH)
    brief, one_side = short(stretch)
    assert one_side
    assert length(brief, sides=1) == 28_000


@given(routines)
def test_the_short_version_cuts_nothing(routine: Routine) -> None:
    """It is within half a minute, or it is one repetition that takes longer."""
    brief, one_side = short(routine)
    assert brief.parts == routine.parts
    assert brief.ready <= 3_000
    if length(brief, sides=1 if one_side else 2) > 30_000:
        assert (brief.sets, brief.reps) == (1, 1)
        assert one_side is (routine.sides is not Sides.NONE)


@pytest.mark.parametrize(
    ("how", "left", "goes_on"),
    [
        (Sides.NONE, 6, 4),  # in the second repetition: its beginning
        (Sides.EACH, 6, 1),  # in the second repetition of the first side: the side's beginning
        (Sides.EACH, 7, 8),  # while changing sides: the side that comes
        (Sides.EACH, 13, 8),
        (Sides.ALTERNATE, 9, 7),  # in the third repetition
        (Sides.ALTERNATE, 5, 4),
        (Sides.NONE, 0, 1),
    ],
)
def test_a_session_goes_on_at_the_side_it_left(how: Sides, left: int, goes_on: int) -> None:
    """What was begun is begun again, what was finished is not."""
    assert resume_from(timeline(replace(ROUTINE, sides=how)), left) == goes_on


@given(routines, sides, st.data())
def test_resuming_repeats_no_finished_side(
    routine: Routine, first: Side, data: st.DataObject
) -> None:
    """Of what lies before the step that was left, only its own side is done again, or nothing."""
    steps = timeline(routine, first)
    left = data.draw(st.integers(0, len(steps) - 1))
    again = steps[resume_from(steps, left) : left]
    assert all((step.set, step.side) == (steps[left].set, steps[left].side) for step in again)
    if routine.sides is not Sides.EACH:
        assert all(step.rep == steps[left].rep for step in again)


@given(routines, sides, st.data())
def test_a_resumed_session_has_the_same_steps(
    routine: Routine, first: Side, data: st.DataObject
) -> None:
    """Numbers stay; what is past lasts no time; then comes a moment to get ready, and the rest."""
    steps = timeline(routine, first)
    begins = resume_from(steps, data.draw(st.integers(0, len(steps) - 1)))
    rest = resumed(steps, begins, 5_000)
    assert len(rest) == len(steps)
    if begins == 0:
        assert rest == steps
        return
    assert all(step.ends == 0 for step in rest[: begins - 1])
    ready = rest[begins - 1]
    assert (ready.kind, ready.lasts, ready.side) == (StepKind.READY, 5_000, steps[begins].side)
    shift = 5_000 - steps[begins].starts
    assert rest[begins:] == tuple(
        replace(step, starts=step.starts + shift) for step in steps[begins:]
    )
    assert Play(rest).index(0) == begins - 1


# --- playing -------------------------------------------------------------------------------------

STEPS = timeline(ROUTINE)  # ready 6; 3 5 2; 3 5 2
NOW = 1_000_000


def test_a_session_runs_with_the_clock() -> None:
    """Where it is follows from when it began."""
    place = begin(STEPS, NOW).place(NOW + 10_000)
    assert (place.index, place.into, place.left) == (2, 1_000, 4_000)


def test_it_can_be_halted() -> None:
    """While it stands still no time goes by in it."""
    play = begin(STEPS, NOW).halt(NOW + 10_000)
    assert play.position(NOW + 99_000) == 10_000
    assert play.go(NOW + 99_000).position(NOW + 100_000) == 11_000


def test_the_end_is_the_end() -> None:
    """It is over when the last step is; it stays on that step."""
    play = begin(STEPS, NOW)
    assert not play.is_over(NOW + 25_999)
    assert play.is_over(NOW + 26_000)
    assert play.index(NOW + 90_000) == len(STEPS) - 1
    assert play.credit(NOW + 90_000) == (6, 6)


def test_a_step_that_is_skipped_does_not_count() -> None:
    """Credits are for what was done from its beginning to its end."""
    play = begin(STEPS, NOW).skip(NOW).skip(NOW + 2_000)  # of the first move, a second is missing
    assert play.place(NOW + 2_000).index == 2
    assert play.credit(NOW + 7_000) == (1, 6)


def test_skipping_the_last_step_ends_it() -> None:
    """There is nothing after it."""
    play = begin(STEPS, NOW).skip(NOW + 25_000)
    assert play.is_over(NOW + 25_000)
    assert play.credit(NOW + 25_000) == (5, 6)


def test_back_begins_the_step_again() -> None:
    """Right at its beginning it goes to the step before instead."""
    play = begin(STEPS, NOW)
    assert play.back(NOW + 12_000).position(NOW + 12_000) == 9_000
    assert play.back(NOW + 9_500).position(NOW + 9_500) == 6_000
    assert play.back(NOW).position(NOW) == 0


def test_nothing_counts_twice() -> None:
    """Who does a step again has done it once."""
    play = begin(STEPS, NOW).back(NOW + 9_500)
    assert play.credit(NOW + 9_500 + 3_000) == (1, 6)


presses = st.lists(
    st.tuples(st.sampled_from(["skip", "back", "halt", "go"]), st.integers(0, 40_000)), max_size=12
)


@given(routines, sides, presses)
def test_credits_are_never_more_than_was_given_or_lived(
    routine: Routine, first: Side, presses: list[tuple[str, int]]
) -> None:
    """Whatever is pressed: no more phases than there are, and no more than time went by."""
    steps = timeline(routine, first)
    now, halted = 0, False
    play = begin(steps, now)
    run = 0
    for press, wait in presses:
        now += wait
        run += 0 if halted else wait
        halted = press == "halt" or (halted and press != "go")
        play = getattr(play, press)(now)
        done, given_ = play.credit(now)
        assert 0 <= done <= given_ == sum(step.part is not None for step in steps)
        assert sum(steps[each].lasts for each in play.passed(now).lived) <= run
        assert 0 <= play.position(now) <= play.length


def test_what_was_done_before_an_interruption_is_not_given_again() -> None:
    """The second half of a session can be done wholly."""
    rest = resumed(STEPS, 4, 3_000)
    assert credit(rest, range(4, 7)) == (3, 3)


# --- sounds --------------------------------------------------------------------------------------


def marked(steps: tuple[Step, ...]) -> dict[int, str]:
    """Return what is marked, by the second."""
    found = zip(steps, marks(steps), strict=True)
    return {step.starts // 1_000: mark.value for step, mark in found if mark is not None}


def test_the_work_begins_with_a_sound() -> None:
    """After getting ready, after a rest, and after changing sides; each of those has its own."""
    one = replace(ROUTINE, reps=1)
    assert marked(timeline(one)) == {6: "start"}
    both = timeline(replace(one, sides=Sides.EACH))
    assert marked(both) == {6: "start", 16: "switch", 20: "start"}
    assert marked(timeline(replace(one, sets=2))) == {6: "start", 16: "switch", 36: "start"}


def test_sides_that_take_turns_are_marked_unless_they_hurry() -> None:
    """Every ten seconds a sound helps, every four it would be a metronome."""
    slow = replace(ROUTINE, sides=Sides.ALTERNATE, reps=1)
    assert marked(timeline(slow)) == {6: "start", 16: "switch"}
    quick = replace(slow, parts=(Part(PhaseKind.MOVE, 2_000), LOWER))
    assert marked(timeline(quick)) == {6: "start"}


def test_the_end_of_a_long_hold_is_marked() -> None:
    """Nobody has to look whether it is over; its half is marked from twenty seconds on."""
    plank = replace(ROUTINE, reps=1, parts=(MOVE, Part(PhaseKind.HOLD, 20_000), LOWER))
    steps = timeline(plank)
    assert marked(steps) == {6: "start", 29: "switch"}
    assert [half_of(step) for step in steps] == [None, None, 10_000, None]


def test_half_of_the_session_is_marked() -> None:
    """At the first repetition of the second half, where there are enough to be worth it."""
    assert marked(timeline(replace(ROUTINE, reps=5))) == {6: "start", 36: "half"}
    assert Mark.HALF not in marks(timeline(replace(ROUTINE, reps=3)))


def test_a_beginning_is_no_half() -> None:
    """Where the second half is the second side, its beginning is what counts."""
    steps = timeline(replace(ROUTINE, sides=Sides.EACH))
    assert marked(steps) == {6: "start", 26: "switch", 30: "start"}


@given(routines, sides)
def test_the_first_phase_is_marked_always(routine: Routine, first: Side) -> None:
    """A session without a beginning would be no help to somebody who does not look."""
    steps = timeline(routine, first)
    begins = next(index for index, step in enumerate(steps) if step.part == 0)
    assert marks(steps)[begins] is Mark.START
    assert sum(mark is Mark.HALF for mark in marks(steps)) <= 1
