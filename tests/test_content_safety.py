"""The shipped safety data: who is not offered what, what pauses on a sore day, when to get help."""

from __future__ import annotations

import re

import pytest

from posture_break.content.choose import EARLY_BENDING, EVERY_EXERCISE, choices_of
from posture_break.content.load import load_catalogue
from posture_break.content.model import Kind, Place, Trait

CATALOGUE = load_catalogue()
EXERCISES = list(CATALOGUE.exercises.values())
OWN_RULES = {EVERY_EXERCISE, EARLY_BENDING}  # words that no exercise carries

# The safety table, row by row: the words for which an exercise is left out.
ROWS = {
    "shoulder-blade-squeeze": "shoulders surgery",
    "seated-torso-twist": "twisting flare osteoporosis pregnancy surgery",
    "chair-twist": "twisting flare osteoporosis pregnancy surgery",
    "trigger-point-release": "blood-thinners bruising osteoporosis numb-skin",
    "pelvic-tilt": "lying-on-back pregnancy",
    "cat-cow": "wrists knees osteoporosis dizziness glaucoma head-down deep-bending arching-back",
    "childs-pose": "knees hips ankles osteoporosis deep-bending pregnancy head-down flare",
    "bridge": "lying-on-back pregnancy neck flare",
    "bird-dog": "wrists knees balance flare",
    "dead-bug": "lying-on-back pregnancy after-birth flare",
    "leg-raise": "flare sciatica lying-on-back pregnancy",
    "plank": "wrists shoulders pregnancy after-birth hernia blood-pressure flare",
    "side-plank": "shoulders wrists lying-on-side pregnancy flare",
    "superman": "stenosis arching-back lying-face-down pregnancy flare",
    # the same care for what was added
    "desk-plank": "wrists shoulders pregnancy after-birth hernia blood-pressure flare",
    "wall-side-lean": "shoulders flare",
    "seated-cat-cow": "osteoporosis arching-back flare",
    "chest-lift": "arching-back stenosis flare",
    "desk-lean": "deep-bending hips shoulders flare",
    "knee-extension": "sciatica flare",
    "standing-bird-dog": "balance flare",
    "neck-tilt": "neck dizziness flare",
    "neck-turn": "neck dizziness",
    "chin-tuck": "neck",
    "wrist-stretch": "wrists flare",
    "chest-stretch": "shoulders flare",
    "hip-flexor-stretch": "hips balance flare",
    "figure-four": "hips knees flare",
    "chair-stand": "knees dizziness flare",
    "calf-raise": "balance ankles flare",
    "calf-stretch": "ankles flare",
    "march": "balance",
    "side-bend": "shoulders flare",
}

TRAITS = {
    Trait.HOLD: "plank side-plank desk-plank wall-side-lean",
    Trait.TWIST: "seated-torso-twist chair-twist",
    Trait.EXTENSION: "superman cat-cow seated-cat-cow chest-lift",
    Trait.DEEP_FLEXION: "childs-pose cat-cow",
    Trait.END_RANGE: "childs-pose desk-lean neck-tilt wrist-stretch figure-four chest-stretch "
    "hip-flexor-stretch calf-stretch side-bend seated-torso-twist",
}
GENTLE = (
    "shoulder-blade-squeeze seated-pelvic-tilt pelvic-tilt seated-breathing march shoulder-rolls "
    "chin-tuck neck-turn eye-rest"
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
OWN_CAUTIONS = {
    "trigger-point-release": "never on your spine, on bone or on the front of your neck",
    "bridge": "cramp.*feet closer",
    "dead-bug": "back lift off the floor.*smaller",
    "plank": "wrists.*forearms",
    "childs-pose": "Take your time as you come up",
    "chair-stand": "wheels",
    "desk-plank": "cannot roll",
}

SIGNS = {
    "emergency": (
        "passing or holding urine.*sudden loss of control of your bladder or bowels",
        "numb or tingling skin around your genitals, your bottom or your inner thighs",
        "sex",
        "Pain, weakness, numb skin or tingling in both legs.*give way",
        "Chest pain",
        "accident",
    ),
    "soon": (
        "weakness in an arm or a leg",
        "constant.*strong.*worse",
        "spreads down a leg.*below the knee",
        "hard to stay upright",
        "Fever, chills or feeling ill",
        "Losing weight",
        "lump.*shape",
        "night.*rest",
        "cough, sneeze or strain",
        "between your shoulder blades",
        "cancer.*steroid",
        "pregnancy.*bleeding.*headache.*faint.*breath.*calf",
    ),
    "routine": ("about a week", "two weeks", "daily life", "12 weeks"),
}


def marked(word: str) -> set[str]:
    """Return the ids of the exercises that a leave-out word leaves out."""
    return {each.id for each in EXERCISES if word in each.leave_out}


@pytest.mark.parametrize("name", ROWS)
def test_leave_out_words_follow_the_safety_table(name: str) -> None:
    """Each exercise carries the word of every reason for which it is left out."""
    assert set(ROWS[name].split()) <= set(CATALOGUE.exercises[name].leave_out)


@pytest.mark.parametrize("trait", Trait)
def test_traits_are_those_of_the_rules(trait: Trait) -> None:
    """What the picker's rules ask about is marked, on these exercises and no others."""
    assert {each.id for each in EXERCISES if trait in each.traits} == set(TRAITS[trait].split())


def test_a_bend_of_the_back_is_marked_for_the_person_too() -> None:
    """Whatever twists, arches or rounds the back is left out with the matching word."""
    words = {
        Trait.TWIST: "twisting",
        Trait.EXTENSION: "arching-back",
        Trait.DEEP_FLEXION: "deep-bending",
    }
    for trait, word in words.items():
        assert set(TRAITS[trait].split()) <= marked(word)


def test_a_sore_day_pauses_all_that_the_rule_pauses() -> None:
    """Strength, holds, end ranges and twists carry the word "flare", and so do hard exercises."""
    paused = {Trait.HOLD, Trait.END_RANGE, Trait.TWIST}
    for exercise in EXERCISES:
        if exercise.kind is Kind.STRENGTH or paused & set(exercise.traits) or exercise.demand > 1:
            assert "flare" in exercise.leave_out, exercise.id


def test_gentle_movement_goes_on_on_a_sore_day() -> None:
    """With a sore back the gentlest moves stay, at a desk and standing and on the floor."""
    left = {each.id for each in EXERCISES} - marked("flare")
    assert left == set(GENTLE.split())
    assert {place for name in left for place in CATALOGUE.exercises[name].places} == set(Place)


def test_what_comes_in_a_call_is_told_on_a_chair() -> None:
    """No step of it asks somebody in a call to get up, and there is enough to choose from."""
    quiet = [CATALOGUE.exercises[each.id] for each in choices_of(CATALOGUE) if each.quiet_ok]
    assert len(quiet) >= 10
    assert all(each.places[0] is Place.DESK for each in quiet)
    assert not [each.id for each in quiet if re.match(r"Stand\b", each.start)]


def test_lying_on_the_back_is_left_out_in_pregnancy() -> None:
    """Whatever is done lying on the back or on the front carries the word for pregnancy."""
    assert marked("lying-on-back") | marked("lying-face-down") <= marked("pregnancy")


def test_something_is_left_at_the_desk_for_every_single_word() -> None:
    """No single reason empties the desk, except the one that is meant to."""
    for word in CATALOGUE.leave_out:
        left = {each.id for each in EXERCISES if Place.DESK in each.places} - marked(word)
        assert len(left) >= 5, word


def test_every_leave_out_word_leaves_something_out() -> None:
    """No word is offered that would change nothing; two have rules of their own."""
    used = {flag for each in EXERCISES for flag in each.leave_out}
    assert used == set(CATALOGUE.leave_out) - OWN_RULES
    assert set(CATALOGUE.leave_out) >= OWN_RULES


def test_leave_out_words_are_told_in_a_persons_words() -> None:
    """Each phrase fits a line of the setup page and none is there twice."""
    phrases = list(CATALOGUE.leave_out.values())
    assert [phrase for phrase in phrases if len(phrase) > 64] == []
    assert len(set(phrases)) == len(phrases)
    assert "two hours" in CATALOGUE.leave_out[EARLY_BENDING]
    assert "health professional" in CATALOGUE.leave_out[EVERY_EXERCISE]


def test_those_who_should_ask_first_are_named() -> None:
    """The disclaimer names pregnancy, age, operations, fractures, thin bones and long illness."""
    for needed in ("pregnant", "16", "operation", "broken bone", "cancer", "thin bones", "illness"):
        assert needed in CATALOGUE.disclaimer
    assert "not medical advice" in CATALOGUE.disclaimer


@pytest.mark.parametrize("pattern", CAUTIONS)
def test_every_caution_of_the_article_is_said(pattern: str) -> None:
    """No caution of the source list is lost."""
    cautions = CATALOGUE.cautions
    said = (*cautions.before, *cautions.during, cautions.stretching, cautions.rest)
    assert any(re.search(pattern, text) for text in said)


@pytest.mark.parametrize("name", OWN_CAUTIONS)
def test_an_exercise_says_what_to_mind(name: str) -> None:
    """What the safety table says of one exercise stands on its card."""
    assert re.search(OWN_CAUTIONS[name], " ".join(CATALOGUE.exercises[name].cautions))


def test_the_stop_line_names_the_signs_to_stop_for() -> None:
    """On every card: ease off, and when to stop."""
    for needed in ("Ease off", "sharp", "spreading", "numb", "dizzy", "chest pain"):
        assert needed in CATALOGUE.stop_line


@pytest.mark.parametrize(("when", "pattern"), [(w, p) for w, ps in SIGNS.items() for p in ps])
def test_every_sign_is_under_its_heading(when: str, pattern: str) -> None:
    """Each sign that asks for help stands where its urgency puts it."""
    signs = getattr(CATALOGUE.help_signs, when)
    assert [sign for sign in signs if re.search(pattern, sign)]


def test_no_sign_is_there_twice() -> None:
    """A sign has one urgency."""
    signs = CATALOGUE.help_signs
    every = (*signs.emergency, *signs.soon, *signs.routine)
    assert len(set(every)) == len(every) == sum(map(len, SIGNS.values()))


def test_the_emergency_numbers_are_more_than_one_countrys() -> None:
    """A reader anywhere finds a number, and is told to use the local one."""
    numbers = CATALOGUE.help_signs.numbers
    assert "local" in numbers
    assert {"112", "999", "911"} <= set(re.findall(r"\d+", numbers))
