"""The shipped texts: complete, short, plain, kind, and careful about what they claim."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from posture_break.content.load import SHORT_SECONDS, TIP_LONGEST, load_catalogue
from posture_break.content.model import Exercise, Grade, Kind, Place, Tip, Topic
from tests import reading_age

CATALOGUE = load_catalogue()
EXERCISES = list(CATALOGUE.exercises.values())
TIPS = list(CATALOGUE.tips.values())
THINGS: list[Exercise | Tip] = [*EXERCISES, *TIPS]

# The project's source article in note form: hold and repetitions at the goal, sides, areas.
ARTICLE = {
    "plank": ((30, 60), None, False, "core"),
    "leg-raise": ((3, 5), None, False, "core lower-back"),
    "shoulder-blade-squeeze": ((3, 5), (10, 15), False, "upper-back"),
    "cat-cow": (None, None, False, "mid-back lower-back"),
    "pelvic-tilt": ((3, 5), (10, 15), False, "lower-back"),
    "superman": ((3, 5), (10, 15), False, "upper-back lower-back"),
    "bridge": ((3, 5), (10, 15), False, "lower-back core glutes"),
    "side-plank": ((20, 60), (3, 5), True, "core upper-back mid-back lower-back"),
    "dead-bug": (None, (10, 15), True, "lower-back core"),
    "seated-torso-twist": ((3, 5), (10, 15), True, "upper-back mid-back"),
    "childs-pose": ((20, 30), (3, 5), False, "mid-back lower-back"),
    "bird-dog": ((3, 5), (10, 15), True, "upper-back mid-back lower-back core"),
    "trigger-point-release": ((30, 60), None, False, "upper-back mid-back lower-back"),
}

# Each fact of the article's tips: (tip that tells it, what its text or its reason must mention).
FACTS = (
    ("posture-sit-tall", "back grow long.*shoulders drop.*feet rest flat"),
    ("workstation-screen-height", "screen.*height of your eyes"),
    ("posture-seat-height", "seat height.*feet rest flat.*right angle"),
    ("posture-lower-back-cushion", "cushion.*lower back.*curve"),
    ("workstation-adjustable", "chair and a desk.*Furniture"),
    ("posture-stand-up-hourly", "Once an hour, stand up, stretch and move"),
    ("posture-slump", "hunched for long.*back muscles"),
    ("posture-all-day", "sit, stand, lift and sleep"),
    ("lifting-turn-with-feet", "not have to twist"),
    ("lifting-heavy-side", "next to you"),
    ("lifting-hug", "to your body"),
    ("lifting-get-help", "heavy.*Ask somebody.*trolley"),
    ("lifting-busy-day", "lifting, bending and turning.*a lot.*spasm"),
    ("sleep-mattress-support", "mattress holds you up.*at ease"),
    ("sleep-on-side", "pillow between your knees"),
    ("sleep-on-back", "pillow under your knees"),
    ("sleep-on-stomach", "arches the lower back"),
    ("lifestyle-most-days", "flexible"),
    ("lifestyle-150-minutes", "150 minutes a week.*World Health Organization"),
    ("lifestyle-slow-breaths", "breaths.*quiet sit.*yoga.*tighten.*2.8 times"),
    ("lifestyle-water", "drink.*Muscles need water.*cramp"),
    ("lifestyle-lighter-load", "weight.*back"),
    ("lifestyle-yoga-pilates", "yoga or Pilates.*strength.*low back.*better"),
    ("lifestyle-food", "greens, bananas, milk.*fruit.*calcium, potassium and magnesium.*protein"),
    ("lifestyle-know-your-triggers", "long sitting or heavy lifting"),
    ("relief-cold-or-warm", "ice pack wrapped in a cloth.*heating pad.*20 to 30 minutes"),
    ("relief-gentle-later", "sharp pain has passed.*massage.*stretch"),
    ("relief-sharp-pain", "rise sharply.*Stop.*doctor"),
)

CAUTIONS = (
    "Wait until the worst has passed",
    "gentle.*bit by bit",
    "keep breathing",
    "Stop at once if pain rises sharply",
    "no need to push through pain.*Rest",
    "stretch can make a sore back worse",
    "long rest.*Keep moving",
)

SIGNS = {
    "emergency": (
        "urine.*bowels",
        "numb or tingling skin around",
        "sex",
        "both legs.*give way",
        "Chest pain",
        "accident",
    ),
    "soon": (
        "weakness in an arm or a leg",
        "constant.*strong.*worse",
        "spreads down a leg.*below the knee",
        "hard to stay upright",
        "Fever, chills",
        "Losing weight",
        "lump",
        "night",
        "cough, sneeze",
        "shoulder blades",
        "cancer.*steroid",
    ),
    "routine": ("about a week", "two weeks", "daily life", "12 weeks"),
}

BANNED = re.compile(
    r"""
    danger|damag|harm|injur|crippl|crumbl|ruin|destroy|suffer|warning|beware|worn|slipped  # fear
    | \brisk | \bhurts?\ you | \bfail | \bbad(ly)?\b | \bwrong | \bpoor\b  # scolding
    | prevent | \bfix(es|ed)?\b | \bcures? | \bheal(s|ing|ed)?\b | \btreat(s|ment|ing)\b | therap
    | protects? | guarantee | (correct|proper|right|ideal|good)\ posture | sit\ up\ straight | !
    """,
    re.VERBOSE | re.IGNORECASE,
)
HONEST = "looked for the one right posture did not find it"  # says that there is none

ORGANISATIONS = re.compile(
    r"\b(ACA|AAO|AAOS|ACSM|CCOHS|CSP|HSE|LRD|NHS|NICE|NIH|NIOSH|OSHA|WHO|Mayo|HealthDay|Hansraj)\b"
    r"|American|Academy|Association|Authority|Board|Clinic\b|College|Council|Foundation|Institute"
    r"|National|Organi[sz]ation|Society|University"
)


def texts_of(exercise: Exercise) -> tuple[str, ...]:
    """Return everything that a person reads of an exercise, but for its name and source."""
    return (
        exercise.start,
        *exercise.steps,
        exercise.breath,
        exercise.easier,
        exercise.why,
        *exercise.cautions,
    )


def general_texts() -> tuple[str, ...]:
    """Return what is said of all exercises."""
    cautions = CATALOGUE.cautions
    general = (cautions.stretching, cautions.rest, CATALOGUE.stop_line, CATALOGUE.disclaimer)
    return (*cautions.before, *cautions.during, *general)


def help_texts() -> tuple[str, ...]:
    """Return the signs that ask for help."""
    signs = CATALOGUE.help_signs
    return (*signs.emergency, *signs.soon, *signs.routine, signs.numbers)


def every_text() -> Iterator[tuple[str, str]]:
    """Give each text to read, with the id of its entry."""
    for exercise in EXERCISES:
        yield from ((exercise.id, text) for text in texts_of(exercise))
    for tip in TIPS:
        yield from ((tip.id, text) for text in (tip.text, tip.why))
    yield from (("general", text) for text in general_texts())


def test_all_exercises_of_the_article_are_there() -> None:
    """The catalogue holds the article's 13 exercises under stable ids."""
    assert set(ARTICLE) == set(CATALOGUE.exercises)


@pytest.mark.parametrize("name", ARTICLE)
def test_doses_lead_to_the_goal_of_the_article(name: str) -> None:
    """Each exercise begins no harder than the article says, and builds up to what it says."""
    hold, reps, sides, areas = ARTICLE[name]
    exercise = CATALOGUE.exercises[name]
    assert exercise.sides is sides
    assert set(exercise.areas) == set(areas.split())
    assert (exercise.hold_s is None) is (hold is None)
    if hold and exercise.hold_s:
        assert exercise.hold_s[0] <= hold[0]
        assert exercise.hold_s[1] >= hold[1]
    if reps:
        assert exercise.reps[0] <= reps[0]
        assert exercise.reps[1] >= reps[1]
        assert exercise.full.reps <= reps[1]


@pytest.mark.parametrize(("tip", "pattern"), FACTS)
def test_every_fact_of_the_article_has_its_tip(tip: str, pattern: str) -> None:
    """No fact of the source list is lost."""
    told = CATALOGUE.tips[tip]
    assert re.search(pattern, f"{told.text} {told.why}")


@pytest.mark.parametrize("pattern", CAUTIONS)
def test_every_caution_of_the_article_is_said(pattern: str) -> None:
    """No caution of the source list is lost."""
    assert any(re.search(pattern, text) for text in general_texts())


@pytest.mark.parametrize(("when", "pattern"), [(w, p) for w, ps in SIGNS.items() for p in ps])
def test_every_sign_is_under_its_heading(when: str, pattern: str) -> None:
    """Each sign that asks for help stands where its urgency puts it."""
    assert any(re.search(pattern, sign) for sign in getattr(CATALOGUE.help_signs, when))


def test_the_emergency_numbers_are_more_than_one_countrys() -> None:
    """A reader anywhere finds a number, and is told to use the local one."""
    numbers = CATALOGUE.help_signs.numbers
    assert "local" in numbers
    assert {"112", "999", "911"} <= set(re.findall(r"\d+", numbers))


def test_every_topic_has_tips() -> None:
    """No topic that a config may name is empty, and there are tips for months."""
    assert {tip.topic for tip in TIPS} == set(Topic)
    assert len(TIPS) >= 60


def test_ids_of_tips_begin_with_their_topic() -> None:
    """An id tells a reviewer what the tip is about."""
    assert [tip.id for tip in TIPS if not tip.id.startswith(f"{tip.topic}-")] == []


def test_no_two_tips_say_the_same() -> None:
    """Each text of a tip is there once."""
    assert len({tip.text for tip in TIPS}) == len(TIPS)


def test_tips_fit_a_notification() -> None:
    """Each tip is at most 220 characters long, and most are far shorter."""
    lengths = [len(tip.text) for tip in TIPS]
    assert max(lengths) <= min(160, TIP_LONGEST)
    assert sum(lengths) / len(lengths) < 100


def test_no_fear_no_blame_no_promise() -> None:
    """No text frightens, scolds, promises a treatment or names the one correct posture."""
    found = [(entry, BANNED.findall(text.replace(HONEST, ""))) for entry, text in every_text()]
    assert [each for each in found if each[1]] == []


def test_the_search_for_banned_words_finds_them() -> None:
    """The search is not blind: it finds what the rule is about."""
    for text in ("Prevents pain", "fixes your back", "Sit up straight", "a bad posture", "Sit!"):
        assert BANNED.search(text), text


def test_second_hand_facts_name_nobody() -> None:
    """A fact that was not read at its source shows no organisation's name."""
    things = [each for each in THINGS if each.grade in "BU"]
    assert things
    named = [each.id for each in things if ORGANISATIONS.search(f"{each.source} {each.why}")]
    assert named == []
    assert [each.id for each in things if each.url or each.year] == []


def test_facts_that_were_read_name_their_source() -> None:
    """A graded fact says where it comes from: somebody, not common advice."""
    things = [each for each in THINGS if each.grade in (Grade.READ, Grade.CALCULATED)]
    assert [each.id for each in things if "ommon" in each.source] == []


def test_texts_are_sentences() -> None:
    """Each text begins with a capital or a figure and ends like a sentence."""
    odd = [text for _, text in every_text() if not re.fullmatch(r"[A-Z0-9].*[.?]", text)]
    assert odd == []


def test_starts_are_easy_to_take_in() -> None:
    """How to get into position takes one sentence, at most two short ones."""
    for exercise in EXERCISES:
        assert len(reading_age.sentences(exercise.start)) <= 2, exercise.id
        assert len(reading_age.words(exercise.start)) <= 20, exercise.id


def test_a_step_can_be_read_at_a_glance() -> None:
    """No step has more than 16 words."""
    steps = [(each.id, step) for each in EXERCISES for step in each.steps]
    assert [step for step in steps if len(reading_age.words(step[1])) > 16] == []


def test_reading_age_is_about_twelve() -> None:
    """On average the texts ask for at most seven years of school, no sentence for more than ten."""
    texts = [*every_text(), *(("help", text) for text in help_texts())]
    parts = [(entry, part) for entry, text in texts for part in reading_age.sentences(text)]
    long = [(entry, part) for entry, part in parts if len(reading_age.words(part)) > 8]
    hard = [(entry, part) for entry, part in long if reading_age.grade(part) > 10]
    assert hard == []
    assert sum(reading_age.grade(part) for _, part in long) / len(long) <= 7


def test_the_measure_of_reading_age_tells_hard_from_plain() -> None:
    """The measure is not blind: it tells an expert's sentence from a plain one."""
    plain = "Let both feet rest on the floor and breathe out."
    hard = "Ergonomic optimisation necessitates continuous postural reconfiguration throughout."
    assert reading_age.grade(plain) < 4
    assert reading_age.grade(hard) > 15


def test_every_hold_comes_with_a_word_on_breathing() -> None:
    """Whoever holds a position is reminded to breathe."""
    assert [each.id for each in EXERCISES if not re.search("[Bb]reath", each.breath)] == []


def test_times_fit_a_break() -> None:
    """The full version takes half a minute to three minutes, the short one at most 30 seconds."""
    for exercise in EXERCISES:
        assert 30 <= exercise.seconds <= 180, exercise.id
        assert 15 <= exercise.short_seconds <= SHORT_SECONDS, exercise.id


def test_only_the_superman_is_opt_in() -> None:
    """The one exercise that loads the arched back comes only when a person asks for it."""
    assert [each.id for each in EXERCISES if each.opt_in] == ["superman"]
    assert CATALOGUE.exercises["superman"].gentler == ("bird-dog",)


def test_some_exercises_need_no_floor_and_no_gear() -> None:
    """At a desk and standing there is something to do with empty hands."""
    for place in (Place.DESK, Place.STANDING):
        ids = {each.id for each in EXERCISES if place in each.places and not each.needs}
        assert {"shoulder-blade-squeeze", "trigger-point-release"} <= ids


def test_demanding_exercises_name_a_gentler_one() -> None:
    """Whoever finds an exercise too hard is led to another."""
    assert [each.id for each in EXERCISES if each.demand == 3 and not each.gentler] == []


def test_every_leave_out_word_leaves_something_out() -> None:
    """No word is offered that would change nothing."""
    used = {flag for each in EXERCISES for flag in each.leave_out}
    assert used == set(CATALOGUE.leave_out)


LEAVE_OUT = {
    "flare": "plank side-plank leg-raise superman bridge dead-bug bird-dog seated-torso-twist "
    "childs-pose",
    "wrists": "plank side-plank bird-dog cat-cow",
    "knees": "bird-dog cat-cow childs-pose",
    "shoulders": "shoulder-blade-squeeze plank side-plank",
    "lying-on-back": "pelvic-tilt bridge dead-bug leg-raise",
    "lying-face-down": "superman",
    "twisting": "seated-torso-twist",
    "osteoporosis": "seated-torso-twist cat-cow childs-pose trigger-point-release",
    "pregnancy": "pelvic-tilt bridge dead-bug leg-raise plank side-plank superman childs-pose "
    "seated-torso-twist",
    "sciatica": "leg-raise",
    "hernia": "plank",
    "blood-pressure": "plank",
    "blood-thinners": "trigger-point-release",
    "arching-back": "superman",
    "balance": "bird-dog",
    "neck": "bridge",
}


@pytest.mark.parametrize("word", LEAVE_OUT)
def test_leave_out_words_follow_the_safety_table(word: str) -> None:
    """Each exercise that the safety table bars for a reason carries that reason's word."""
    marked = {each.id for each in EXERCISES if word in each.leave_out}
    assert set(LEAVE_OUT[word].split()) <= marked


def test_something_is_left_on_a_sore_day() -> None:
    """With a sore back, the gentlest moves stay: a squeeze and a pelvic tilt."""
    left = {each.id for each in EXERCISES if "flare" not in each.leave_out}
    assert {"shoulder-blade-squeeze", "pelvic-tilt"} <= left
    gentle = {CATALOGUE.exercises[each].kind for each in left}
    assert gentle <= {Kind.MOBILITY, Kind.STABILITY}
