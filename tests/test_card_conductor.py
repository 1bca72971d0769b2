"""A session on the card from its first second to its last answer, without a window."""

from __future__ import annotations

from dataclasses import replace

import pytest

from posture_break.core.session import Side, Sides
from posture_break.ui import card_keys
from posture_break.ui.card_now import Stand
from posture_break.ui.card_state import (
    AWAY,
    DONE,
    HELP,
    PAUSE,
    SHORT,
    SKIP,
    WHY,
    CardLook,
)
from tests.card_rig import Rig
from tests.card_samples import EXERCISE, LESSON, TAUGHT

ASKED = CardLook(focus=True)
READY = LESSON.ready
REP = sum(phase.lasts for phase in LESSON.phases)
WHOLE = READY + 2 * LESSON.reps * REP
SERIAL = {"serial": TAUGHT.serial}
LEFT = {"exercise": "bird-dog", "left_at": 5, "of": 25, "side": "left"}


@pytest.fixture
def rig() -> Rig:
    """Return a card that came up by itself."""
    return Rig()


def test_a_card_that_comes_by_itself_waits_for_the_person(rig: Rig) -> None:
    """Nobody may be looking: no phase goes by, nothing is heard, until Start is pressed."""
    rig.passes(60_000)
    assert rig.now.stand is Stand.WAITING
    assert rig.now.words.headline == "Get ready"
    assert not rig.cues.notes


def test_a_card_that_was_asked_for_begins_at_once() -> None:
    """Who asked for it is looking at it."""
    assert Rig(look=ASKED).now.stand is Stand.RUNNING


@pytest.mark.parametrize("key", [card_keys.SPACE, PAUSE])
def test_one_key_starts_halts_and_goes_on(rig: Rig, key: str) -> None:
    """Space and P are the same key; what stands still does not count down."""
    rig.press(key)
    rig.passes(3000)
    assert rig.now.seconds == READY // 1000 - 3
    rig.press(key)
    assert rig.now.stand is Stand.PAUSED
    rig.passes(50_000)
    assert rig.now.seconds == READY // 1000 - 3
    rig.press(key)
    rig.passes(1000)
    assert rig.now.seconds == READY // 1000 - 4


def test_phase_side_and_repetition_are_told(rig: Rig) -> None:
    """In the hold of the second repetition the card says all that it should."""
    rig.press(PAUSE)
    rig.passes(READY + 2 * REP + 4000)
    words = rig.now.words
    assert words.headline == "Hold and breathe"
    assert words.detail == "Right side"
    assert words.count == "Rep 2 of 4"
    assert words.dots == (2, 4)
    assert words.following == "Next: Lower slowly"
    assert rig.now.step == 1
    assert rig.now.seconds == 4


def test_the_left_side_is_drawn_mirrored(rig: Rig) -> None:
    """The pose data are of the right side."""
    rig.press(PAUSE)
    rig.passes(READY + REP + 1000)
    assert rig.now.words.detail == "Left side"
    assert rig.now.pose.mirrored


def test_the_arrows_go_from_step_to_step(rig: Rig) -> None:
    """Right leaves a step, left begins it again, and right after its beginning the one before."""
    rig.press(PAUSE, card_keys.LATER, card_keys.LATER)
    assert rig.now.words.headline == "Hold and breathe"
    rig.passes(3000)
    rig.press(card_keys.EARLIER)
    assert rig.now.seconds == 5
    rig.press(card_keys.EARLIER)
    assert rig.now.words.headline == "Reach out"


def test_who_only_looks_through_the_steps_has_not_begun(rig: Rig) -> None:
    """Before the start the arrows show the steps; at the last one they stop, in silence."""
    rig.press(*[card_keys.LATER] * 40)
    rig.passes(60_000)
    assert rig.now.stand is Stand.WAITING
    assert rig.now.words.headline == "Lower slowly"
    assert not rig.cues.notes


def test_what_was_skipped_is_not_credited(rig: Rig) -> None:
    """Only phases that were lived through count, of all that were given."""
    rig.press(PAUSE, card_keys.LATER)
    rig.passes(REP)
    rig.press(*[card_keys.LATER] * 30)
    rig.passes(10)
    assert rig.now.stand is Stand.COMPLETE
    rig.press(DONE)
    assert rig.said == [(DONE, {"steps": 3, "of": 24, "asks": 1, **SERIAL})]


def test_the_natural_end_waits_for_the_answer(rig: Rig) -> None:
    """At the end there is a sound, Enter means Done, and the card stays as long as it takes."""
    rig.press(PAUSE)
    rig.passes(WHOLE + 1000)
    assert rig.now.stand is Stand.COMPLETE
    assert rig.cues.notes[-2:] == ["sound:done", "That was all. Well done."]
    rig.passes(3_600_000)
    assert not rig.said
    assert rig.cues.notes.count("sound:done") == 1
    rig.press(card_keys.ACTIVATE)
    assert rig.said == [(DONE, {"steps": 24, "of": 24, "asks": 1, **SERIAL})]


def test_what_the_break_still_has_is_said_at_the_end(rig: Rig) -> None:
    """While the break is longer than the session there is a word about its rest."""
    rig.press(PAUSE)
    rig.passes(WHOLE + 1000)
    assert rig.now.words.detail == "3 min left: a few steps would be good."
    rig.passes(90_000)
    assert rig.now.words.detail == "1 min left: a few steps would be good."
    rig.passes(90_000)
    assert rig.now.words.detail == ""


def test_two_answers_close_the_card(rig: Rig) -> None:
    """Each of the two questions is one key and is sent at once; the second one ends the card."""
    rig.press(PAUSE)
    rig.passes(WHOLE)
    rig.press(DONE, "digit-2")
    assert not rig.is_over()
    assert rig.conductor.mood.effort == "right"
    half = {"exercise": "bird-dog", "effort": "right", "change": "", **SERIAL}
    assert rig.said[1:] == [("felt", half)]
    rig.press("digit-4")
    assert rig.said[2:] == [("felt", {**half, "change": "better"}), (AWAY, SERIAL)]
    assert rig.is_over()


@pytest.mark.parametrize("close", [card_keys.ACTIVATE, AWAY])
def test_one_answer_is_enough(rig: Rig, close: str) -> None:
    """Enter or Esc closes the questions; what was answered is sent."""
    rig.press(PAUSE)
    rig.passes(WHOLE)
    rig.press(DONE, "digit-6", close)
    felt = {"exercise": "bird-dog", "effort": "", "change": "worse", **SERIAL}
    assert rig.said[1:] == [("felt", felt), (AWAY, SERIAL)]


def test_the_questions_are_given_up(rig: Rig) -> None:
    """Twenty seconds without an answer close the card; nothing is made up."""
    rig.press(PAUSE)
    rig.passes(WHOLE)
    rig.press(DONE)
    rig.passes(19_900)
    assert not rig.is_over()
    rig.passes(200)
    assert rig.is_over()
    assert [verb for verb, _args in rig.said] == [DONE, AWAY]


def test_an_answer_is_not_lost_when_another_card_comes(rig: Rig) -> None:
    """It is on its way before the next break's card takes the place of the questions."""
    rig.press(PAUSE)
    rig.passes(WHOLE)
    rig.press(DONE, "digit-3")
    rig.show(replace(TAUGHT, serial=10), CardLook())
    assert [verb for verb, _args in rig.said] == [DONE, "felt"]
    assert not rig.conductor.mood.asking


def test_nobody_is_asked_about_what_they_did_not_do(rig: Rig) -> None:
    """Without one whole repetition there are no questions, and without a start no credit."""
    rig.press(DONE)
    assert rig.said == [(DONE, SERIAL)]
    assert not rig.conductor.mood.asking
    begun = Rig()
    begun.press(PAUSE)
    begun.passes(READY + 4000)
    begun.press(DONE)
    assert begun.said == [(DONE, {"steps": 1, "of": 24, **SERIAL})]


def test_done_in_the_middle_counts_what_was_done(rig: Rig) -> None:
    """After one repetition Done credits it, asks, and the ring shows no open time."""
    rig.press(PAUSE)
    rig.passes(READY + REP + 500)
    rig.press(DONE)
    assert rig.said == [(DONE, {"steps": 3, "of": 24, "asks": 1, **SERIAL})]
    assert rig.now.stand is Stand.COMPLETE
    assert rig.now.words.headline == "Done"


@pytest.mark.parametrize(
    ("wishes", "verb", "more"),
    [
        (["another"], "another", {}),
        (["easier"], "easier", {}),
        (["help"], HELP, {}),
        (["snooze", "digit-2"], "snooze", {"for": "10m"}),
        ([AWAY], AWAY, {}),
    ],
)
def test_a_session_that_is_left_says_where(
    rig: Rig, wishes: list[str], verb: str, more: dict[str, str]
) -> None:
    """Whatever interrupts a session carries the step, the number of steps and the side."""
    rig.press(PAUSE)
    rig.passes(READY + REP + 4000)
    rig.press(*wishes)
    assert rig.said == [(verb, {**more, **LEFT, **SERIAL})]
    assert rig.now.stand is Stand.PAUSED


def test_a_session_that_was_not_begun_leaves_nothing_behind(rig: Rig) -> None:
    """Another says nothing of a place to go on from, and Skip never does."""
    rig.press("another")
    assert rig.said == [("another", SERIAL)]
    begun = Rig(look=ASKED)
    begun.passes(20_000)
    begun.press(SKIP)
    assert begun.said == [(SKIP, SERIAL)]


def test_the_short_version_is_a_session_of_its_own(rig: Rig) -> None:
    """S begins the short version and goes on running; Done then answers short."""
    rig.press(PAUSE)
    rig.passes(READY + 1000)
    rig.press(SHORT)
    session = rig.conductor.session
    assert session is not None
    assert session.script.steps[-1].ends <= 30_000
    assert rig.now.stand is Stand.RUNNING
    rig.passes(30_000)
    rig.press(card_keys.ACTIVATE)
    assert rig.said[0] == (SHORT, {"steps": 6, "of": 6, "asks": 1, **SERIAL})


def test_back_to_the_full_version(rig: Rig) -> None:
    """S again brings the whole session back."""
    rig.press(SHORT, SHORT)
    session = rig.conductor.session
    assert session is not None
    assert session.script.steps[-1].ends == WHOLE


def test_why_stands_in_the_place_of_the_steps(rig: Rig) -> None:
    """W opens the reasons, W or Esc brings the steps back, and the session goes on meanwhile."""
    rig.press(PAUSE, WHY)
    assert rig.shows_reasons()
    rig.press(AWAY)
    assert not rig.shows_reasons()
    assert not rig.said
    rig.press(WHY, WHY)
    assert not rig.shows_reasons()
    assert rig.now.stand is Stand.RUNNING


def test_a_change_of_the_rest_leaves_the_session_alone(rig: Rig) -> None:
    """The daemon may send the same card again with fewer snoozes."""
    rig.press(PAUSE)
    rig.passes(READY + 5000)
    rig.show(replace(TAUGHT, snoozes=(), elapsed=15), CardLook())
    assert rig.now.words.headline == "Hold and breathe"
    assert rig.now.stand is Stand.RUNNING


def test_another_exercise_begins_anew(rig: Rig) -> None:
    """Another card's session has nothing of the one before, and the old one is silent."""
    rig.press(PAUSE)
    rig.passes(READY + 5000)
    other = replace(TAUGHT, lesson=replace(LESSON, exercise="cat-cow"))
    rig.show(other, CardLook())
    assert rig.now.stand is Stand.WAITING
    assert rig.cues.notes[-1] == "silence"


def test_what_is_heard_is_what_is_shown(rig: Rig) -> None:
    """Each step is announced once, as it begins, with the words that stand beside the ring."""
    rig.press(PAUSE)
    rig.passes(READY + REP + 100)
    assert rig.cues.notes[0].startswith("Get ready.")
    assert rig.cues.notes[1:] == [
        *("sound:start", "Reach out", "Hold and breathe", "Lower slowly"),
        "sound:switch",
        "Left side. Reach out.",
    ]


def test_a_pause_is_silent(rig: Rig) -> None:
    """Halting cuts short what is being said."""
    rig.press(PAUSE)
    rig.passes(1000)
    rig.press(PAUSE)
    assert rig.cues.notes[-1] == "silence"


def test_sleep_halts_a_session(rig: Rig) -> None:
    """A computer that slept for an hour did not see anybody exercise."""
    rig.press(PAUSE)
    rig.passes(READY + 2500)
    rig.conductor.wait(moves=True)
    rig.moment += 3_600_000
    rig.conductor.beat()
    assert rig.now.stand is Stand.PAUSED
    assert rig.now.words.headline == "Reach out"


def test_nothing_wakes_the_card_more_than_once_a_second_in_a_hold(rig: Rig) -> None:
    """A hold has no timer but that of the seconds; a movement has 20 pictures a second."""
    rig.press(PAUSE)
    rig.passes(READY + 1000)
    assert rig.conductor.wait(moves=True) == 50
    assert rig.conductor.wait(moves=False) == 1000
    rig.passes(2000)
    assert rig.now.words.headline == "Hold and breathe"
    assert rig.conductor.wait(moves=True) == 1000


def test_a_card_that_waits_shows_the_movement_once(rig: Rig) -> None:
    """Before the start one repetition is shown; then nothing is painted any more."""
    rig.passes(500 + 1500)
    assert (rig.now.pose.of, rig.now.pose.to, rig.now.pose.frame) == ("start", "reach", 30)
    rig.passes(20_000)
    assert rig.now.pose.frames == 0
    assert rig.conductor.wait(moves=True) is None
    assert rig.now.still.pose.to == "start"


def test_without_motion_the_key_pose_is_shown(rig: Rig) -> None:
    """A still card shows where the movement leads."""
    rig.press(PAUSE)
    rig.passes(READY + 1000)
    assert rig.now.pose.frames == 60
    still = rig.now.still.pose
    assert (still.of, still.to, still.frames) == ("reach", "reach", 0)


def test_a_session_goes_on_at_the_side_that_was_left() -> None:
    """An interrupted session begins where it was, with a moment to get ready again."""
    each = replace(LESSON, sides=Sides.EACH, switch=5000)
    lesson = replace(each, resume=16, resume_of=26, first=Side.RIGHT)
    rig = Rig(replace(TAUGHT, lesson=lesson))
    assert rig.now.words.headline == "Get ready to go on"
    rig.press(PAUSE)
    rig.passes(6000)
    assert rig.now.words.detail == "Left side"


def test_a_card_without_a_session_is_as_it_was() -> None:
    """Space answers what is focused, the arrows move the focus, digits tick steps."""
    rig = Rig(EXERCISE)
    rig.press("digit-1", "digit-3", card_keys.LATER, card_keys.EARLIER, card_keys.SPACE)
    assert rig.said == [(DONE, {"steps": 2, "of": 3, "serial": EXERCISE.serial})]


def test_a_second_press_sends_no_second_answer(rig: Rig) -> None:
    """Two presses in a row are one answer, until the daemon had time to react."""
    rig.press("another", "another", SKIP)
    assert len(rig.said) == 1
    rig.passes(2500)
    rig.press(SKIP)
    assert rig.said[-1] == (SKIP, SERIAL)
