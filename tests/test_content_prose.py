"""The shipped texts read well: plain, kind, honest, for a reader of about twelve."""

from __future__ import annotations

import re
from collections.abc import Iterator

from posture_break.content.load import load_catalogue
from posture_break.content.model import Exercise
from tests import reading_age

CATALOGUE = load_catalogue()
EXERCISES = list(CATALOGUE.exercises.values())

BANNED = re.compile(
    r"""
    danger|damag|harm|injur|crippl|crumbl|ruin|destroy|suffer|warning|beware|worn|slipped  # fear
    | degenerat | \bweak\b | unstable | threat | \btorn?\b | herniat
    | \brisk | \bhurts?\ you | \bfail | \bbad(ly)?\b | \bwrong | \bpoor\b | \blazy  # blame
    | \bmust\b | \bnever\ (sit|lift|bend)
    | prevent | \bfix(es|ed)?\b | \bcures? | \bheal(s|ing|ed)?\b | \btreat(s|ment|ing)\b | therap
    | protects? | guarantee | \bboost | \bproven\b | pain-free | \brelieve
    | (correct|proper|right|ideal|good)\ posture | sit\ up\ straight | !
    """,
    re.VERBOSE | re.IGNORECASE,
)
# What names a fact of a person's life, a job, or says that there is no one right posture.
HONEST = (
    "looked for the one right posture did not find it",
    "cancer treatment",
    "hysiotherapist",  # with a small or a capital P
)


def texts_of(exercise: Exercise) -> tuple[str, ...]:
    """Return everything that a person reads of an exercise, but for its name, cues and source."""
    own = (exercise.start, exercise.breath, exercise.easier, exercise.why)
    return (*own, *exercise.steps, *exercise.cautions)


def sentences_to_read() -> Iterator[tuple[str, str]]:
    """Give each text that is made of sentences, with the id of its entry."""
    for exercise in EXERCISES:
        yield from ((exercise.id, text) for text in texts_of(exercise))
    for tip in CATALOGUE.tips.values():
        yield from ((tip.id, text) for text in (tip.text, tip.why))
    cautions = CATALOGUE.cautions
    general = (cautions.stretching, cautions.rest, CATALOGUE.stop_line, CATALOGUE.disclaimer)
    for text in (*cautions.before, *cautions.during, *general, CATALOGUE.help_signs.numbers):
        yield "general", text


def phrases_to_read() -> Iterator[tuple[str, str]]:
    """Give each text that is a phrase: names, cues, signs, what to leave out."""
    for exercise in EXERCISES:
        yield exercise.id, exercise.name
        yield from ((exercise.id, phase.cue) for phase in exercise.phases)
    signs = CATALOGUE.help_signs
    yield from (("help", sign) for sign in (*signs.emergency, *signs.soon, *signs.routine))
    yield from CATALOGUE.leave_out.items()


def banned_in(text: str) -> list[str]:
    """Return the words of ``text`` that no text may have."""
    for phrase in HONEST:
        text = text.replace(phrase, "")
    return [found.group() for found in BANNED.finditer(text)]


def test_no_fear_no_blame_no_promise() -> None:
    """No text frightens, scolds, promises a treatment or names the one correct posture."""
    texts = [*sentences_to_read(), *phrases_to_read()]
    found = [(entry, words) for entry, text in texts if (words := banned_in(text))]
    assert found == []


def test_the_search_for_banned_words_finds_them() -> None:
    """The search is not blind: it finds what the rule is about."""
    for text in ("Prevents pain", "fixes your back", "Sit up straight", "a bad posture", "Sit!"):
        assert banned_in(text), text


def test_texts_are_sentences() -> None:
    """Each text begins with a capital or a figure and ends like a sentence."""
    odd = [text for _, text in sentences_to_read() if not re.fullmatch(r"[A-Z0-9].*[.?]", text)]
    assert odd == []


def test_phrases_are_no_sentences() -> None:
    """Names, cues and signs begin with a capital and have no full stop."""
    odd = [text for _, text in phrases_to_read() if not re.fullmatch(r"[A-Z].*[^.?]", text)]
    assert odd == []


def test_texts_speak_to_the_reader() -> None:
    """Each exercise says "you" or "your" to the person who does it."""
    for exercise in EXERCISES:
        assert re.search(r"\byou(r|rself)?\b", " ".join(texts_of(exercise))), exercise.id


def test_reading_age_is_about_twelve() -> None:
    """On average the texts ask for at most seven years of school, no sentence for more than ten."""
    texts = [*sentences_to_read(), *phrases_to_read()]
    parts = [(entry, part) for entry, text in texts for part in reading_age.sentences(text)]
    long = [(entry, part) for entry, part in parts if len(reading_age.words(part)) > 8]
    hard = [(entry, part) for entry, part in long if reading_age.grade(part) > 10]
    assert hard == []
    assert sum(reading_age.grade(part) for _, part in long) / len(long) <= 7


def test_steps_are_plainer_still() -> None:
    """What is read while moving asks for at most six years of school, sentence by sentence."""
    steps = [step for each in EXERCISES for step in (each.start, *each.steps)]
    parts = [part for step in steps for part in reading_age.sentences(step)]
    long = [part for part in parts if len(reading_age.words(part)) > 8]
    assert [part for part in long if reading_age.grade(part) > 8] == []
    assert sum(map(reading_age.grade, long)) / len(long) <= 4


def test_the_measure_of_reading_age_tells_hard_from_plain() -> None:
    """The measure is not blind: it tells an expert's sentence from a plain one."""
    plain = "Let both feet rest on the floor and breathe out."
    hard = "Ergonomic optimisation necessitates continuous postural reconfiguration throughout."
    assert reading_age.grade(plain) < 4
    assert reading_age.grade(hard) > 15
