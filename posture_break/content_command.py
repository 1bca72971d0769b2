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
from posture_break.ports import Unavailable
from posture_break.settings import Settings
from posture_break.texts import ngettext


def run(what: str, config_file: Path | None, *, as_json: bool) -> int:
    """Print the exercises or the tips; returns the exit code."""
    try:
        settings = _settings(config_file)
    except ConfigFaults as faults:
        print(faults, file=sys.stderr)
        return 2
    catalogue = load_catalogue()
    if what == "tips":
        return _tips(choose_tips(catalogue), as_json=as_json)
    wanted = settings.exercises
    chosen = choose_exercises(catalogue, wanted.places, wanted.demand, wanted.avoid, wanted.include)
    return _exercises(chosen, catalogue, as_json=as_json)


def _settings(config_file: Path | None) -> Settings:
    if config_file is not None:
        return load(config_file, must_exist=True)
    try:
        return load(paths.config_file())
    except Unavailable:
        return Settings()


def _exercises(chosen: tuple[Exercise, ...], catalogue: Catalogue, *, as_json: bool) -> int:
    if as_json:
        print(json.dumps([_plain(each) for each in chosen], ensure_ascii=False, indent=2))
        return 0
    for exercise in chosen:
        name, *lines = words.as_text(exercise)
        places = ", ".join(words.place_words(place) for place in exercise.places)
        print(f"{name}  ({exercise.id}; {places})")
        print("\n".join(f"  {line}" for line in lines), end="\n\n")
    print(words.say(catalogue.stop_line))
    left_out = len(catalogue.exercises) - len(chosen)
    if left_out:
        hint = ngettext(
            "{count} more does not suit your config (places, demand, avoid).",
            "{count} more do not suit your config (places, demand, avoid).",
            left_out,
        )
        print(hint.format(count=left_out), file=sys.stderr)
    return 0


def _tips(chosen: tuple[Tip, ...], *, as_json: bool) -> int:
    if as_json:
        print(json.dumps([_plain(each) for each in chosen], ensure_ascii=False, indent=2))
        return 0
    topic = None
    for tip in sorted(chosen, key=lambda tip: tip.topic):
        if tip.topic != topic:
            topic = tip.topic
            print(f"\n{words.topic_words(topic)} ({topic})")
        print(f"  {words.say(tip.text)}")
    return 0


def _plain(thing: Exercise | Tip) -> dict[str, object]:
    return asdict(thing)
