"""Stores and restores a state exactly, as plain JSON values (law 23)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from enum import Enum
from typing import Any

from posture_break.core.codec_practice import practice_from, unfinished_from
from posture_break.core.model import Input, Moment, Reason, Why
from posture_break.core.practice import Habit, Pick, Practice
from posture_break.core.rotation import looks
from posture_break.core.session import Side
from posture_break.core.state import (
    Busy,
    Clock,
    Deck,
    OpenBreak,
    Owed,
    Pause,
    Segment,
    State,
)

VERSION = 2


class BadState(Exception):  # noqa: N818 - what it names is the state, not the error
    """A stored state does not have the shape of this version."""


def to_json(state: State) -> dict[str, Any]:
    """Return the state as JSON values; `from_json` gives an equal state back."""
    stored = {each.name: _plain(getattr(state, each.name)) for each in fields(State)}
    return {"version": VERSION, **stored}


def from_json(stored: Mapping[str, Any]) -> State:
    """Return the state that `to_json` stored; raises `BadState` on any other shape."""
    if stored.get("version") not in {1, VERSION}:
        raise BadState(f"version {stored.get('version')!r}, expected {VERSION}")
    try:
        return _state(stored if stored["version"] == VERSION else _from_1(stored))
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as fault:
        raise BadState(f"{type(fault).__name__}: {fault}") from fault


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Habit):  # one for each exercise: only what differs from none at all
        return _different(value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if hasattr(value, "__dataclass_fields__"):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    return value


def _different(value: Habit) -> dict[str, Any]:
    given = {each.name: getattr(value, each.name) for each in fields(value)}
    return {name: _plain(each) for name, each in given.items() if each != getattr(_NEW, name)}


_NEW = Habit()


def _from_1(stored: Mapping[str, Any]) -> dict[str, Any]:
    """Return a state of version 1 as this version stores it: nothing was known of sessions."""
    deck = dict(stored["deck"])
    turns = deck.pop("offered")
    skin, hair = looks(int(deck["seed"]))
    practice = Practice(
        habits={name: Habit(turn=int(number)) for name, number in turns.items()},
        turn=int(deck.pop("turn")),
        skin=skin,
        hair=hair,
    )
    current = stored["open"]
    if current:
        exercise = current["exercise"]
        pick = None if exercise is None else _plain(Pick(exercise, Reason(Why.LONG_AGO)))
        current = {**current, "pick": pick, "calm": current["quiet"]}
    return {**stored, "deck": deck, "open": current, "practice": _plain(practice)}


def _state(stored: Mapping[str, Any]) -> State:
    made: dict[str, Any] = {name: stored[name] for name in (each.name for each in fields(State))}
    made["now"] = Moment(**made["now"])
    made["clocks"] = {name: _clock(clock) for name, clock in made["clocks"].items()}
    made["segments"] = tuple(Segment(**each) for each in made["segments"])
    made["input"] = Input(made["input"])
    made["away_why"] = Why(made["away_why"])
    made["busy"] = made["busy"] and Busy(made["busy"]["why"], Moment(**made["busy"]["since"]))
    made["pause"] = made["pause"] and _pause(made["pause"])
    made["open"] = made["open"] and _open(made["open"])
    made["deck"] = Deck(**{**made["deck"], "tips_seen": tuple(made["deck"]["tips_seen"])})
    made["practice"] = practice_from(made["practice"])
    if not made["segments"]:
        raise ValueError("no segment")
    return State(**made)


def _reason(stored: Mapping[str, Any]) -> Reason:
    return Reason(**{**stored, "kind": Why(stored["kind"])})


def _clock(stored: Mapping[str, Any]) -> Clock:
    owed = stored["owed"]
    made = owed and Owed(Moment(**owed["since"]), _reason(owed["reason"]))
    return Clock(**{**stored, "owed": made, "fixed_day": dict(stored["fixed_day"])})


def _pause(stored: Mapping[str, Any]) -> Pause:
    parts = {"since": Moment(**stored["since"]), "reason": _reason(stored["reason"])}
    return Pause(**{**stored, **parts})


def _pick(stored: Mapping[str, Any]) -> Pick:
    parts = {
        "reason": _reason(stored["reason"]),
        "first": Side(stored["first"]),
        "resume": stored["resume"] and unfinished_from(stored["resume"]),
    }
    return Pick(**{**stored, **parts})


def _open(stored: Mapping[str, Any]) -> OpenBreak:
    parts = {
        "opened": Moment(**stored["opened"]),
        "reason": _reason(stored["reason"]),
        "merged": tuple(stored["merged"]),
        "pick": stored["pick"] and _pick(stored["pick"]),
    }
    return OpenBreak(**{**stored, **parts})
