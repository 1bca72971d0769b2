"""The shipped tips: every fact is told, graded and sourced, and lifting has a stream of its own."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from posture_break.content.load import TIP_LONGEST, load_catalogue
from posture_break.content.model import Exercise, Grade, Tip, Topic

CATALOGUE = load_catalogue()
TIPS = list(CATALOGUE.tips.values())
THINGS: list[Exercise | Tip] = [*CATALOGUE.exercises.values(), *TIPS]

# Each fact of the article's tips: (tip that tells it, what its text or its reason must mention).
ARTICLE = (
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

# The collected facts, by their numbers, each with its tip.
EVIDENCE = {
    1: ("posture-no-perfect-seat", "no perfect way to sit"),
    2: ("workstation-own-fit", "No desk setup suits everyone"),
    3: ("posture-mix", "sit, stand, lean back, perch"),
    4: ("posture-good-chairs-too", "uncomfortable.*Moving"),
    5: ("posture-feet-flat", "feet rest on the floor.*footrest"),
    6: ("posture-uncross-legs", "ankles a little in front of your knees"),
    7: ("posture-seat-gap", "small gap"),
    8: ("posture-seat-height", "high as your hips, or a little lower"),
    9: ("posture-backrest", "backrest carry your lower back"),
    10: ("posture-rolled-towel", "towel"),
    11: ("posture-lean-back", "Leaning back a little"),
    12: ("posture-shoulders-drop", "upper arms hang"),
    13: ("posture-elbows", "elbows close"),
    14: ("posture-wrists-in-line", "hand, wrist and forearm"),
    15: ("posture-head-balance", "head balance"),
    16: ("posture-face-your-work", "Turn your whole chair"),
    17: ("posture-soft-knees", "wide as your shoulders.*knees soft"),
    18: ("posture-shift-weight", "foot to foot.*heel to toe"),
    19: ("posture-ears-over-shoulders", "ears are about over your shoulders"),
    20: ("posture-phone-up", "lift your phone.*model"),
    21: ("lifting-look-first", "where does it go.*clear"),
    22: ("lifting-feet-apart", "one a little in front"),
    23: ("lifting-hug", "Hug"),
    24: ("lifting-slight-bend", "back, hips and knees a little bent"),
    25: ("lifting-rise-together", "legs and the load come up together"),
    26: ("lifting-heavy-side", "heaviest side.*waist"),
    27: ("lifting-slide-closer", "Slide it towards you"),
    28: ("lifting-turn-with-feet", "moving your feet"),
    29: ("lifting-set-down-first", "Set it down first"),
    30: ("lifting-half-way-rest", "half-way.*grip"),
    31: ("lifting-guide-weight", "23 kg.*75 in 100 women and 90 in 100 men"),
    32: ("lifting-not-far-out", "11.5 kg at 50 cm"),
    33: ("lifting-middle-shelf", "18 kg from the floor"),
    34: ("lifting-turning-lighter", "tenth.*45 degrees.*fifth past 90"),
    35: ("lifting-many-times", "third.*half.*four fifths"),
    36: ("sleep-on-side", "between your knees"),
    37: ("sleep-on-back", "under your knees"),
    38: ("sleep-on-stomach", "thin pillow under your hips"),
    39: ("sleep-mattress-medium", "medium-firm.*313 people.*90 days"),
    40: ("sleep-mattress-support", "softer.*comfort decides"),
    41: ("sleep-gentle-morning", "bent less early in the day had fewer days"),
    42: ("lifestyle-short-break", "22 studies.*2,335 people.*not clearly get more work done"),
    43: ("lifestyle-long-break", "more than ten minutes"),
    44: ("lifestyle-five-minute-stroll", "five minutes.*half hour.*small lab study"),
    45: ("lifestyle-any-stroll", "mood.*tiredness"),
    46: ("lifestyle-before-tired", "before you feel tired"),
    47: ("lifestyle-swap-tasks", "calls.*20 minutes"),
    48: ("lifestyle-150-minutes", "some is better than none"),
    49: ("lifestyle-walk-after-pain", "701 people.*208 days.*112"),
    50: ("lifestyle-move-and-learn", "fades after a year.*45 percent"),
    51: ("lifestyle-two-strong-days", "two days a week.*strength.*stretching"),
    52: ("lifestyle-how-to-stretch", "10 to 30 seconds.*two to four times.*No bouncing"),
    53: ("relief-keep-moving", "slightly better.*rest in bed.*nerve pain"),
    54: ("workstation-screen-height", "top of your screen.*just below"),
    55: ("workstation-screen-distance", "arm's length.*50 cm and 1 m"),
    56: ("workstation-window", "window is at your side"),
    57: ("workstation-keyboard", "hand's length"),
    58: ("workstation-mouse", "beside the keyboard.*swap hands.*shortcut"),
    59: ("workstation-laptop", "Raise it.*keyboard and a mouse"),
    60: ("eyes-far-away", "20 minutes.*6 metres \\(20 feet\\).*20 seconds.*modest"),
    61: ("eyes-blink", "15 blinks.*half"),
    62: ("eyes-not-the-phone", "hands and eyes something else.*phone"),
    63: ("workstation-headset", "headset"),
}
HEADLINES = (
    ("workstation-paper-holder", "holder beside your screen"),
    ("lifting-push", "hip and shoulder height.*20 metres"),
    ("lifting-back-belt", "belts made no difference"),
    ("lifting-guide-is-no-limit", "no safe limits"),
    ("lifting-no-rush", "hurried"),
    ("lifestyle-short-and-often", "each hour"),
    ("lifestyle-five-in-forty", "40 or 50 minutes.*five"),
    ("lifestyle-two-hours-up", "two hours.*four"),
    ("lifestyle-less-sitting", "sit less.*no number of hours"),
    ("lifestyle-exercise-alone", "35 percent"),
    ("relief-five-then-more", "five repeats.*one or two every few days"),
    ("relief-little-and-often", "three times a day"),
    ("relief-six-weeks", "Six to eight weeks"),
    ("relief-next-day", "next day"),
    ("relief-three-of-ten", "three or less on a scale of ten"),
    ("lifestyle-group-class", "exercise group"),
    ("relief-long-lasting", "long-lasting low back pain"),
    ("relief-ask-someone", "two weeks.*doctor"),
)
FACTS = (*ARTICLE, *EVIDENCE.values(), *HEADLINES)

ORGANISATIONS = re.compile(
    r"\b(ACA|AAO|AAOS|ACSM|CCOHS|CSP|HSE|LRD|NHS|NICE|NIH|NIOSH|OSHA|WHO|Mayo|HealthDay|Hansraj"
    r"|Duran|Garber|BMJ|Lancet|JAMA)\b"
    r"|American|Academy|Association|Authority|Board|Clinic\b|College|Council|Foundation|Institute"
    r"|National|Organi[sz]ation|Society|University"
)


@pytest.mark.parametrize(("tip", "pattern"), FACTS)
def test_every_fact_has_its_tip(tip: str, pattern: str) -> None:
    """No fact of the source article and of the collected evidence is lost."""
    told = CATALOGUE.tips[tip]
    assert re.search(pattern, f"{told.text} {told.why}")


def test_all_63_collected_facts_are_looked_for() -> None:
    """The list of facts has no gap."""
    assert list(EVIDENCE) == list(range(1, 64))


def test_every_topic_has_tips() -> None:
    """There are tips for months, and lifting can be a stream of its own."""
    topics = Counter(tip.topic for tip in TIPS)
    assert set(topics) == set(Topic)
    assert len(TIPS) >= 100
    assert topics[Topic.LIFTING] >= 20
    assert min(topics[Topic.POSTURE], topics[Topic.LIFESTYLE]) >= 20


def test_ids_of_tips_begin_with_their_topic() -> None:
    """An id tells a reviewer what the tip is about."""
    assert [tip.id for tip in TIPS if not tip.id.startswith(f"{tip.topic}-")] == []


def test_no_two_tips_say_the_same() -> None:
    """Each text of a tip is there once."""
    assert len({tip.text for tip in TIPS}) == len(TIPS)


def test_tips_fit_a_notification() -> None:
    """Each tip is at most 160 characters long, and most are far shorter."""
    lengths = [len(tip.text) for tip in TIPS]
    assert max(lengths) <= min(160, TIP_LONGEST)
    assert sum(lengths) / len(lengths) < 100


def test_second_hand_facts_name_nobody() -> None:
    """A fact that was not read at its source shows no organisation's and no author's name."""
    things = [each for each in THINGS if each.grade in (Grade.SECOND_HAND, Grade.UNSOURCED)]
    assert things
    named = [each.id for each in things if ORGANISATIONS.search(f"{each.source} {each.why}")]
    assert named == []
    assert [each.id for each in things if each.url] == []


def test_the_search_for_names_finds_them() -> None:
    """The search is not blind: it finds every name that graded facts show."""
    for name in ("NHS inform", "the CSP", "American Chiropractic", "Mayo Clinic", "NICE says"):
        assert ORGANISATIONS.search(name), name


def test_facts_that_were_read_name_their_source() -> None:
    """A graded fact says where it comes from: somebody, not common advice."""
    things = [each for each in THINGS if each.grade in (Grade.READ, Grade.CALCULATED)]
    assert [each.id for each in things if "ommon" in each.source] == []


def test_studies_have_a_year() -> None:
    """Whatever tells of a study or a guideline says of which year it is."""
    study = re.compile(r"others,|trial|guideline|stud(y|ies)\b")
    told = [tip for tip in TIPS if study.search(tip.source)]
    assert len(told) >= 10
    undated = {tip.id for tip in told if tip.year is None}
    assert undated == {"lifestyle-slow-breaths"}  # the article tells no year


def test_only_sums_of_our_own_are_graded_as_calculated() -> None:
    """A figure that we worked out is called our own sum."""
    ours = {tip.id for tip in TIPS if tip.grade is Grade.CALCULATED}
    assert ours == {"lifting-not-far-out", "lifting-middle-shelf"}
    assert all("Our sum" in CATALOGUE.tips[each].source for each in ours)


def test_lifting_is_told_in_one_way() -> None:
    """Sources differ on the back when lifting: only "a little bent" is told, not "straight"."""
    lifting = [tip for tip in TIPS if tip.topic is Topic.LIFTING]
    assert [tip.id for tip in lifting if re.search(r"straight back|back straight", tip.text)] == []
