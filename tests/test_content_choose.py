"""Choosing exercises and tips: the place, the demand, and what a person leaves out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_break import settings
from posture_break.content.choose import (
    EARLY_BENDING,
    EVERY_EXERCISE,
    choices_of,
    choose_exercises,
    choose_tips,
    find_exercise,
    normal_word,
    unknown_words,
    words_to_avoid,
)
from posture_break.content.load import load_catalogue
from posture_break.content.model import Exercise, Place, Topic
from posture_break.core import tags
from posture_break.core.model import ExerciseChoice
from tests import content_samples as samples

CATALOGUE = load_catalogue()
EVERYWHERE = tuple(Place)
WORDS = words_to_avoid(CATALOGUE)
NAMES = tuple(exercise.name for exercise in CATALOGUE.exercises.values())

places = st.sets(st.sampled_from(EVERYWHERE))
demands = st.integers(1, 3)
avoided = st.lists(st.sampled_from((*WORDS, *NAMES)), max_size=4)
included = st.lists(st.sampled_from((*CATALOGUE.exercises, *NAMES)), max_size=4)


def ids(exercises: tuple[Exercise, ...]) -> set[str]:
    """Return the ids of what was chosen."""
    return {exercise.id for exercise in exercises}


def labels(exercise: Exercise) -> set[str]:
    """Return every word that can leave this exercise out."""
    closed = {exercise.kind, *exercise.areas, *exercise.needs}
    return {exercise.id, exercise.name, *map(str, closed), *exercise.leave_out, EVERY_EXERCISE}


@given(places, demands, avoided, included)
def test_what_is_avoided_never_comes(
    where: set[Place], demand: int, avoid: list[str], include: list[str]
) -> None:
    """What a person leaves out wins over everything, even over what the person asks for."""
    for exercise in choose_exercises(CATALOGUE, where, demand, avoid, include):
        assert not labels(exercise) & set(avoid)


@given(places, demands, avoided, included)
def test_only_what_suits_the_place_comes(
    where: set[Place], demand: int, avoid: list[str], include: list[str]
) -> None:
    """Whatever is asked for, nothing comes that cannot be done where the person is."""
    for exercise in choose_exercises(CATALOGUE, where, demand, avoid, include):
        assert where & set(exercise.places)


@given(places, demands, avoided, included)
def test_only_what_is_asked_for_exceeds_the_demand(
    where: set[Place], demand: int, avoid: list[str], include: list[str]
) -> None:
    """More demanding and opt-in exercises come only to a person who names them."""
    for exercise in choose_exercises(CATALOGUE, where, demand, avoid, include):
        if exercise.demand > demand or exercise.opt_in:
            assert {exercise.id, exercise.name} & set(include)


@given(places, demands, avoided)
def test_nothing_suitable_is_lost(where: set[Place], demand: int, avoid: list[str]) -> None:
    """Each exercise that fits the place and the demand, and is not left out, is there."""
    chosen = ids(choose_exercises(CATALOGUE, where, demand, avoid))
    for exercise in CATALOGUE.exercises.values():
        fits = where & set(exercise.places) and exercise.demand <= demand and not exercise.opt_in
        if fits and not labels(exercise) & set(avoid):
            assert exercise.id in chosen


def test_every_exercise_can_be_reached() -> None:
    """With everything allowed and the opt-in one named, the whole catalogue comes, in order."""
    chosen = choose_exercises(CATALOGUE, EVERYWHERE, 3, include=["superman"])
    assert [exercise.id for exercise in chosen] == list(CATALOGUE.exercises)


def test_superman_comes_only_by_name() -> None:
    """The opt-in exercise is not in the set of the most demanding person, unless named."""
    assert "superman" not in ids(choose_exercises(CATALOGUE, EVERYWHERE, 3))
    assert "superman" in ids(choose_exercises(CATALOGUE, ["floor"], 2, include=["superman"]))
    both = choose_exercises(CATALOGUE, ["floor"], 3, avoid=["superman"], include=["superman"])
    assert "superman" not in ids(both)


def test_places_are_the_words_of_the_config() -> None:
    """Plain words from a config file choose by place."""
    at_desk = choose_exercises(CATALOGUE, ["desk"], 3)
    assert at_desk
    assert all(Place.DESK in exercise.places for exercise in at_desk)
    assert len(at_desk) < len(choose_exercises(CATALOGUE, ["desk", "floor"], 3))


def test_nothing_suitable_is_nothing() -> None:
    """Where nothing suits, nothing is chosen: no barred exercise creeps in."""
    assert choose_exercises(samples.catalogue(), ["desk"], 1, ["breath"]) == ()
    assert choose_exercises(CATALOGUE, EVERYWHERE, 3, [EVERY_EXERCISE], ["superman"]) == ()
    assert choose_exercises(CATALOGUE, [], 3) == ()


@pytest.mark.parametrize(
    ("word", "gone"),
    [
        ("plank", "plank"),
        ("Bird dog", "bird-dog"),
        ("BIRD_DOG", "bird-dog"),
        ("child's pose", "childs-pose"),
        ("child\u2019s pose", "childs-pose"),
        ("wrist", "plank"),
        ("Wrists ", "plank"),
        ("shoulder", "shoulder-blade-squeeze"),
        ("lying on back", "bridge"),
        ("glute", "bridge"),
        ("mat", "bridge"),
        ("strength", "bridge"),
        ("release", "trigger-point-release"),
        ("All exercises", "chin-tuck"),
    ],
)
def test_words_may_be_spelled_as_people_do(word: str, gone: str) -> None:
    """Capitals, gaps, apostrophes and a missing plural do not bring an exercise back."""
    assert gone not in ids(choose_exercises(CATALOGUE, EVERYWHERE, 3, [word]))
    assert unknown_words(CATALOGUE, [word]) == ()


def test_avoiding_an_exercise_leaves_its_namesakes() -> None:
    """Leaving out the plank leaves the side plank."""
    assert "side-plank" in ids(choose_exercises(CATALOGUE, EVERYWHERE, 3, ["plank"]))


def test_words_that_leave_nothing_out_are_told() -> None:
    """A typing error in what to avoid can be told, so that nobody relies on it."""
    assert unknown_words(CATALOGUE, ["wrists", "wirsts", "Plank"]) == ("wirsts",)


@pytest.mark.parametrize("word", [word for word in WORDS if word != EARLY_BENDING])
def test_every_word_to_avoid_does_something(word: str) -> None:
    """Each word that can be named leaves something out; one does so in the morning only."""
    everything = choose_exercises(CATALOGUE, EVERYWHERE, 3, include=["superman"])
    left = choose_exercises(CATALOGUE, EVERYWHERE, 3, [word], ["superman"])
    assert len(left) < len(everything)


@given(st.sets(st.sampled_from(tuple(Topic))))
def test_tips_come_by_topic(topics: set[Topic]) -> None:
    """Tips of the named topics come, all of them; of all topics where none is named."""
    every = tuple(CATALOGUE.tips.values())
    expected = tuple(tip for tip in every if tip.topic in topics) if topics else every
    assert choose_tips(CATALOGUE, {str(topic) for topic in topics}) == expected


@pytest.mark.parametrize("name", ["bird-dog", "Bird dog", "bird dog", "BIRD-DOG"])
def test_an_exercise_is_found_by_its_name(name: str) -> None:
    """Whoever asks for an exercise by name need not know its id."""
    found = find_exercise(CATALOGUE, name)
    assert found is not None
    assert found.id == "bird-dog"


def test_an_unknown_exercise_is_not_found() -> None:
    """A name that nothing has finds nothing."""
    assert find_exercise(CATALOGUE, "cartwheel") is None
    assert find_exercise(CATALOGUE, "") is None


def test_the_config_speaks_the_contents_words() -> None:
    """Each place and topic that a config may name exists in the content."""
    assert set(settings.PLACES) == set(Place)
    assert set(settings.TOPICS) <= set(Topic)


# --- for the picker ------------------------------------------------------------------------------


def choice(name: str) -> ExerciseChoice:
    """Return what the picker knows of one exercise of the small catalogue."""
    return {each.id: each for each in choices_of(samples.catalogue())}[name]


def test_the_picker_knows_the_whole_catalogue() -> None:
    """What suits is the picker's to say: it gets every exercise, in order."""
    assert [each.id for each in choices_of(CATALOGUE)] == list(CATALOGUE.exercises)


def test_a_choice_says_what_the_rules_ask() -> None:
    """Kind, places, areas, demand, traits and relations, as plain words."""
    bird_dog = choice("bird-dog")
    assert (bird_dog.kind, bird_dog.demand, bird_dog.opt_in) == ("stability", 2, False)
    assert (bird_dog.places, bird_dog.areas) == (("floor",), ("core", "lower-back"))
    assert bird_dog.traits == {"hold"}
    assert bird_dog.regressions == ("standing-bird-dog",)
    assert bird_dog.progressions == ("superman",)
    assert choice("superman").opt_in
    assert {type(word) for word in (*bird_dog.places, *bird_dog.areas, bird_dog.kind)} == {str}


def test_a_choice_has_every_word_that_can_leave_it_out() -> None:
    """Id, name, kind, areas, needs and leave-out words, and the word for all."""
    words = "bird-dog stability core lower-back mat wrist flare all-exercise"
    assert choice("bird-dog").tags == set(words.split())
    assert choice("childs-pose").names == {"childs-pose"}


@pytest.mark.parametrize("word", [*WORDS, *NAMES])
def test_the_picker_leaves_out_what_the_filter_does(word: str) -> None:
    """Two ways to ask whether a word bars an exercise, one answer."""
    left = ids(choose_exercises(CATALOGUE, EVERYWHERE, 3, [word], ["superman"]))
    barred = {each.id for each in choices_of(CATALOGUE) if normal_word(word) in each.tags}
    assert left == set(CATALOGUE.exercises) - barred


def test_the_words_with_a_rule_of_their_own_are_the_cores() -> None:
    """The core compares them as they are written here."""
    assert normal_word(EVERY_EXERCISE) == tags.ALL_EXERCISES
    assert normal_word(EARLY_BENDING) == tags.EARLY_BENDING
    assert unknown_words(CATALOGUE, [EVERY_EXERCISE, EARLY_BENDING]) == ()


@pytest.mark.parametrize(
    ("name", "seconds"),
    [
        ("bird-dog", 12 + 2 * 11),  # both sides, once each
        ("standing-bird-dog", 6 + 4 + 4 + 4),  # with a change of sides
        ("childs-pose", 12 + 27),
        ("seated-breathing", 6 + 9),
    ],
)
def test_the_least_is_one_repetition_with_both_sides(name: str, seconds: int) -> None:
    """Getting ready, and each side once: what a break must have room for."""
    assert choice(name).least == seconds * 1000


def test_a_call_allows_what_is_gentle_and_seated() -> None:
    """Nothing that makes somebody get up, or pant."""
    assert choice("seated-breathing").quiet_ok
    assert not choice("standing-bird-dog").quiet_ok
    assert not choice("bird-dog").quiet_ok
