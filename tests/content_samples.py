"""A small catalogue as data files, for tests that ask how content is read and used."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from posture_break.content.load import load_catalogue
from posture_break.content.model import Catalogue, Exercise

CAUTIONS = """
schema = 1
stop_line = "Ease off if it hurts."
disclaimer = "General ideas, not medical advice."
[cautions]
before = ["Begin with gentle moves."]
during = ["Keep breathing."]
stretching = "Stretch only to a light pull."
rest = "Keep moving gently."
[help]
numbers = "Call your local number, 112 or 911."
emergency = ["Chest pain"]
soon = ["Fever"]
routine = ["Any pain that stays for two weeks"]
[leave_out]
wrists = "Weight on my wrists"
flare = "All but the gentlest"
arching-back = "Arching my back"
"""

TIPS = """
schema = 1
[[tip]]
id = "posture-change-now"
topic = "posture"
text = "Shift, lean, perch or stand."
why = "Comfort comes from changing."
source = "Slater and others, JOSPT 49"
year = 2019
grade = "A"
[[tip]]
id = "lifting-hug"
topic = "lifting"
text = "Hold what you lift close."
why = "It feels lighter there."
source = "National Board of Lifting"
grade = "B"
"""

BIRD_DOG = """
[[exercise]]
id = "bird-dog"
name = "Bird dog"
kind = "stability"
places = ["floor"]
areas = ["core", "lower-back"]
demand = 2
needs = ["mat"]
traits = ["hold"]
leave_out = ["wrists", "flare"]
regressions = ["standing-bird-dog"]
progressions = ["superman"]
figure = "bird-dog"
sides = "alternate"
reps = [5, 10]
start = "Come on to hands and knees."
breath = "Breathe in and out as usual."
easier = "Move only the leg."
why = "It keeps your middle steady."
source = "McGill"
year = 2016
grade = "A"
cautions = ["Keep your back level."]
[[exercise.phase]]
kind = "move"
seconds = 3
cue = "Reach out"
text = "Reach one arm forward and the opposite leg back."
pose = "reach"
[[exercise.phase]]
kind = "hold"
seconds = [5, 10]
cue = "Hold and breathe"
text = "Hold, hips level."
[[exercise.phase]]
kind = "move"
seconds = 3
cue = "Lower slowly"
text = "Lower without rushing."
pose = "start"
"""

STANDING_BIRD_DOG = """
[[exercise]]
id = "standing-bird-dog"
name = "Standing bird dog"
kind = "stability"
places = ["standing"]
areas = ["core"]
demand = 1
needs = ["desk"]
sides = "each"
reps = [4, 8]
sets = 2
rest_s = 20
start = "Stand an arm's length from your desk."
breath = "Breathe in and out as usual."
easier = "Reach less far."
why = "It is steady work without the floor."
source = "Common advice"
grade = "U"
[[exercise.phase]]
kind = "move"
seconds = 2
cue = "Reach out"
text = "Reach one arm forward."
[[exercise.phase]]
kind = "move"
seconds = 2
cue = "Come back"
text = "Come back."
"""

SUPERMAN = """
[[exercise]]
id = "superman"
name = "Superman"
kind = "strength"
places = ["floor"]
areas = ["upper-back"]
demand = 3
traits = ["extension"]
leave_out = ["arching-back"]
opt_in = true
reps = [3, 3]
start = "Lie on your front."
breath = "Keep breathing."
easier = "Lift only your arms."
why = "It works the whole back."
source = "Common advice"
grade = "B"
[[exercise.phase]]
kind = "move"
seconds = 4
cue = "Lift"
text = "Lift your arms and legs a little."
[[exercise.phase]]
kind = "move"
seconds = 4
cue = "Lower"
text = "Lower them slowly."
"""

CHILDS_POSE = """
[[exercise]]
id = "childs-pose"
name = "Child's pose"
kind = "stretch"
places = ["floor"]
areas = ["lower-back"]
demand = 1
traits = ["deep-flexion"]
reps = [1, 3]
start = "Kneel down."
breath = "Breathe into your back."
easier = "Put a cushion under your bottom."
why = "It lets the back go long."
source = "Common advice"
grade = "U"
[[exercise.phase]]
kind = "move"
seconds = 4
cue = "Sink back"
text = "Sit back on your heels."
[[exercise.phase]]
kind = "hold"
seconds = [20, 30]
cue = "Rest and breathe"
text = "Stay and breathe."
[[exercise.phase]]
kind = "move"
seconds = 3
cue = "Come up"
text = "Come up slowly."
"""

BREATHING = """
[[exercise]]
id = "seated-breathing"
name = "Seated breathing"
kind = "mobility"
places = ["desk", "standing"]
areas = ["breath"]
demand = 1
reps = [5, 10]
start = "Sit tall."
breath = "Breathe slowly."
easier = "Breathe as you like."
why = "Slow breaths calm."
source = "Zaccaro and others"
year = 2018
grade = "A"
[[exercise.phase]]
kind = "breathe"
seconds = 4
cue = "Breathe in"
text = "Breathe in through your nose."
[[exercise.phase]]
kind = "breathe"
seconds = 5
cue = "Breathe out"
text = "Breathe out slowly."
"""

EXERCISES = f"schema = 2\n{BIRD_DOG}{STANDING_BIRD_DOG}{SUPERMAN}{CHILDS_POSE}{BREATHING}"

PACK_HEAD = """
schema = 2
[pack]
name = "Clinic"
author = "A. Physio"
licence = "CC BY 4.0"
description = "Two things for the neck."
"""

PACK_EXERCISE = """
[[exercise]]
id = "heel-slide"
name = "Heel slide"
kind = "mobility"
places = ["floor"]
areas = ["legs"]
demand = 1
regressions = ["seated-breathing"]
progressions = ["bird-dog"]
reps = [5, 10]
start = "Lie on your back."
breath = "Breathe as usual."
easier = "Slide less far."
why = "It keeps the knee moving."
source = "My physiotherapist"
grade = "U"
[[exercise.phase]]
kind = "move"
seconds = 3
cue = "Slide up"
text = "Slide one heel towards you."
[[exercise.phase]]
kind = "move"
seconds = 3
cue = "Slide back"
text = "Slide it back."
"""

PACK_TIP = """
[[tip]]
id = "clinic-kettle"
topic = "lifestyle"
text = "Rise on to your toes while the kettle boils."
why = "A wait is a chance to move."
source = "My physiotherapist"
grade = "U"
"""

PACK = PACK_HEAD + PACK_EXERCISE + PACK_TIP


def write(folder: Path) -> Path:
    """Write the small catalogue's data files; returns the folder."""
    (folder / "cautions.toml").write_text(CAUTIONS)
    (folder / "exercises.toml").write_text(EXERCISES)
    (folder / "tips.toml").write_text(TIPS)
    return folder


@cache
def catalogue() -> Catalogue:
    """Return the small catalogue."""
    with tempfile.TemporaryDirectory() as folder:
        return load_catalogue(write(Path(folder)))


def exercise(name: str = "bird-dog") -> Exercise:
    """Return one exercise of the small catalogue."""
    return catalogue().exercises[name]
