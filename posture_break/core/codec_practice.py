"""Restores what is remembered of the person's exercising from plain JSON values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from posture_break.core.practice import (
    FirstAnswers,
    Flare,
    Given,
    Habit,
    Practice,
    Session,
    Unfinished,
)
from posture_break.core.session import Side


def practice_from(stored: Mapping[str, Any]) -> Practice:
    """Return the practice; raises what a wrong shape makes it raise."""
    parts = {
        "habits": {name: _habit(each) for name, each in stored["habits"].items()},
        "areas": {day: dict(areas) for day, areas in stored["areas"].items()},
        "given": {key: Given(**each) for key, each in stored["given"].items()},
        "hard": tuple(stored["hard"]),
        "hidden": tuple(stored["hidden"]),
        "unfinished": stored["unfinished"] and unfinished_from(stored["unfinished"]),
        "session": stored["session"] and _session(stored["session"]),
        "flare": stored["flare"] and Flare(**stored["flare"]),
        "first_answers": stored["first_answers"] and _answers(stored["first_answers"]),
    }
    return Practice(**{**stored, **parts})


def unfinished_from(stored: Mapping[str, Any]) -> Unfinished:
    """Return an interrupted session."""
    side = stored["side"]
    return Unfinished(**{**stored, "side": None if side is None else Side(side)})


def _habit(stored: Mapping[str, Any]) -> Habit:
    first = {"first": Side(stored["first"])} if "first" in stored else {}
    return Habit(**{**stored, **first})


def _session(stored: Mapping[str, Any]) -> Session:
    return Session(**{**stored, "habit": _habit(stored["habit"])})


def _answers(stored: Mapping[str, Any]) -> FirstAnswers:
    places = stored["places"]
    parts = {
        "places": None if places is None else tuple(places),
        "avoid": tuple(stored["avoid"]),
    }
    return FirstAnswers(**{**stored, **parts})
