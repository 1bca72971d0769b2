"""``posture-break exercises`` and ``tips``: what there is, as the config filters it."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

from posture_break import paths
from posture_break.config import ConfigFaults, load
from posture_break.content import words
from posture_break.content.choose import choose_exercises, choose_tips
from posture_break.content.load import load_catalogue
from posture_break.content.model import Catalogue, Exercise, Tip
from posture_break.content.packs import load_packs, packs_folder
from posture_break.core.suitable import USUAL_DEMAND, USUAL_PLACES
from posture_break.packs_command import say_faults
from posture_break.ports import Unavailable
from posture_break.settings import TOPICS, ExerciseSettings, Settings
from posture_break.texts import _, ngettext


def run(what: str, config_file: Path | None, *, as_json: bool, topics: tuple[str, ...] = ()) -> int:
    """Print the exercises, or the tips of ``topics``, packs too; returns the exit code."""
    if unknown := [topic for topic in topics if topic not in TOPICS]:
        said = _("There are no tips about {topic}. There are: {topics}.")
        print(said.format(topic=unknown[0], topics=", ".join(TOPICS)), file=sys.stderr)
        return 2
    try:
        settings = _settings(config_file)
    except ConfigFaults as faults:
        print(faults, file=sys.stderr)
        return 2
    catalogue = whole_catalogue()
    if what == "tips":
        return _tips(choose_tips(catalogue, topics), as_json=as_json)
    return _exercises(_suiting(catalogue, settings.exercises), catalogue, as_json=as_json)


def whole_catalogue() -> Catalogue:
    """Return the catalogue with the person's packs; tells which ones are left out, and why."""
    catalogue = load_catalogue()
    try:
        whole, faults = load_packs(packs_folder(), catalogue)
    except Unavailable:  # no home folder is known: then there are no packs
        return catalogue
    say_faults(faults)
    return whole


def _settings(config_file: Path | None) -> Settings:
    if config_file is not None:
        return load(config_file, must_exist=True)
    try:
        return load(paths.config_file())
    except Unavailable:
        return Settings()


def _suiting(catalogue: Catalogue, wanted: ExerciseSettings) -> tuple[Exercise, ...]:
    return choose_exercises(
        catalogue,
        wanted.places or USUAL_PLACES,
        wanted.demand or USUAL_DEMAND,
        wanted.avoid,
        wanted.include,
    )


def _exercises(chosen: tuple[Exercise, ...], catalogue: Catalogue, *, as_json: bool) -> int:
    if as_json:
        print(json.dumps([asdict(each) for each in chosen], ensure_ascii=False, indent=2))
        return 0
    for exercise in chosen:
        name, *lines = words.as_text(exercise)
        print(f"{name}  ({'; '.join(_labels(exercise))})")
        print("\n".join(f"  {line}" for line in lines))
        print(f"  {' '.join(words.because(exercise))}", end="\n\n")
    general = catalogue.cautions
    for line in (*general.before, *general.during, catalogue.stop_line):
        print(words.say(line))
    left_out = len(catalogue.exercises) - len(chosen)
    if left_out:
        hint = ngettext(
            "{count} more does not suit your config (places, demand, avoid).",
            "{count} more do not suit your config (places, demand, avoid).",
            left_out,
        )
        print(hint.format(count=left_out), file=sys.stderr)
    return 0


def _labels(exercise: Exercise) -> list[str]:
    """Return the id to ask for it by, where it is done, what it takes, and whose it is."""
    places = ", ".join(words.place_words(place) for place in exercise.places)
    needs = ", ".join(words.need_words(need) for need in exercise.needs)
    origin = _("from {pack}").format(pack=exercise.origin) if exercise.origin else ""
    return [each for each in (exercise.id, places, needs, origin) if each]


def _tips(chosen: tuple[Tip, ...], *, as_json: bool) -> int:
    if as_json:
        print(json.dumps([asdict(each) for each in chosen], ensure_ascii=False, indent=2))
        return 0
    topic, gap = None, ""
    for tip in sorted(chosen, key=lambda tip: tip.topic):
        if tip.topic != topic:
            topic = tip.topic
            print(f"{gap}{words.topic_words(topic)} ({topic})")
            gap = "\n"
        origin = _("from {pack}").format(pack=tip.origin) if tip.origin else ""
        print(f"  {words.say(tip.text)}{f'  ({origin})' if origin else ''}")
        print(f"      {' '.join(words.because(tip))}")
    return 0
