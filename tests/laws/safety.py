"""Whatever is open, and whatever happened since it opened: its exercise suits the person now."""

from __future__ import annotations

from posture_break.core.model import ExerciseChoice, Plan
from posture_break.core.state import State


def exercise_is_safe(state: State, plan: Plan) -> None:
    """Fail if the open break's exercise is one that must not be offered."""
    current, practice = state.open, state.practice
    if current is None or current.exercise is None:
        return
    found = [each for each in plan.exercises if each.id == current.exercise]
    assert found, "an exercise that is not there (any more)"
    choice, answers = found[0], practice.first_answers
    assert current.pick is not None
    prescribed = bool(current.pick.prescription)
    places = plan.wishes.places
    avoid = set(plan.wishes.avoid)
    if answers is not None:
        places = places or answers.places
        avoid |= set(answers.avoid)
    assert set(choice.places) & set(places or ("desk", "standing")), "R1: the place first"
    assert not avoid & (choice.tags | {choice.id}), "R2: it is left out"
    assert prescribed or "all-exercise" not in avoid, "R13"
    assert choice.id not in practice.hidden or prescribed, "R12: it is hidden"
    if practice.flare is not None:
        assert_gentle(choice)
    if current.calm:
        assert choice.quiet_ok, "seated and silent"
        assert "desk" in choice.places, "seated and silent"


def assert_gentle(choice: ExerciseChoice) -> None:
    """R3: a flare-up lets nothing go on but gentle movement."""
    assert choice.kind != "strength", "R3"
    assert not choice.traits & {"hold", "end-range", "twist"}, "R3"
    assert "flare" not in choice.tags, "R3"
    assert choice.demand < 3, "R3"
