"""What the keys of the terminal mean: bytes become keys, keys become requests.

The keys are the tray's menu: whatever it offers now has a letter, and what it keeps in a submenu
is a question that a digit answers. So both doors always offer the same.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from posture_break.ports import Request
from posture_break.texts import _
from posture_break.ui.menu import Item, menu

if TYPE_CHECKING:
    from collections.abc import Iterator

    from posture_break.core.snapshot import Snapshot

ENTER, ESCAPE, HELP = "enter", "escape", "?"
HURTS = "hurts"

_LETTERS = {
    "done": "d",
    "short": "s",
    "snooze": "z",
    "skip": "k",
    "another": "a",
    "easier": "e",
    "done-for-today": "f",
    "take": "t",
    "tip": "i",
    HURTS: "h",
    "help": "g",
    "today": "y",
    "pause": "p",
    "resume": "r",
    "quit": "q",
}
_DIGITS = "123456789abcdefghijklmnopqrstuvwxyz"

_PASTE_BEGINS, _PASTE_ENDS = "\x1b[200~", "\x1b[201~"
_SEQUENCE = re.compile(r"\x1b(\[[0-?]*[ -/]*[@-~]|O.)")
_UNFINISHED = re.compile(r"\x1b(\[[0-?]*[ -/]*|O)$")


@dataclass(frozen=True, slots=True)
class Choice:
    """One key that works now, and what it asks for or which question it opens."""

    key: str
    label: str
    request: Request | None = None
    question: str = ""


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a key did: the question that is open afterwards, and what the person asks for."""

    question: str = ""
    request: Request | None = None


def choices(snapshot: Snapshot, question: str = "") -> tuple[Choice, ...]:
    """Return the keys that work now, or those that answer ``question``."""
    if question:
        return tuple(_answers(snapshot, question))
    return tuple(_letters(snapshot))


def press(key: str, snapshot: Snapshot, question: str = "") -> Pressed:
    """Return what ``key`` means; a key that means nothing leaves an open question."""
    if key == HELP:
        return Pressed("" if question == HELP else HELP)
    offered = choices(snapshot, "" if question == HELP else question)
    if question and question != HELP and key == ENTER:
        key = offered[0].key if offered else ESCAPE
    for choice in offered:
        if choice.key == key:
            return Pressed(choice.question, choice.request)
    return Pressed()


def _letters(snapshot: Snapshot) -> Iterator[Choice]:
    for item in _items(snapshot):
        if item.id not in _LETTERS or not item.enabled:
            continue
        letter = _LETTERS[item.id]
        if len(item.children) == 1:  # nothing to choose
            yield Choice(letter, item.text, _from_here(item.children[0].request))
        else:
            question = item.id if item.children or item.id == HURTS else ""
            request = None if question else item.request
            yield Choice(letter, item.text, _from_here(request), question)
    yield Choice(HELP, _("Help"), question=HELP)


def _items(snapshot: Snapshot) -> Iterator[Item]:
    """Yield the menu's items, and after those for the break what only a shown exercise needs."""
    for item in menu(snapshot):
        yield item
        if item.id == "skip" and snapshot.open is not None and snapshot.open.exercise:
            serial = {"serial": snapshot.open.serial}
            yield Item("another", _("Another exercise"), Request("another", serial))
            yield Item("easier", _("Easier version"), Request("easier", serial))


def _answers(snapshot: Snapshot, question: str) -> Iterator[Choice]:
    for item in menu(snapshot):
        if item.id == question:
            children = item.children or tuple(_about_the_back(snapshot))
            for key, child in zip(_DIGITS, children, strict=False):
                yield Choice(key, child.text, _from_here(child.request))


def _about_the_back(snapshot: Snapshot) -> Iterator[Item]:
    """Yield what the page says that the menu opens, which a terminal has no window for."""
    if snapshot.flare_day is None:
        yield Item("flare/on", _("Start gentle days"), Request("flare", {"value": "on"}))
    else:
        yield Item("flare/goes-on", _("Still sore"), Request("flare", {"value": "goes-on"}))
        yield Item("flare/over", _("Better"), Request("flare", {"value": "over"}))
    yield Item("help", _("When to get help"), Request("help"))


def _from_here(request: Request | None) -> Request | None:
    return None if request is None else replace(request, door="terminal")


class Keyboard:
    """Turns the bytes of a terminal into keys; what is pasted is no answer to anything."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="ignore")
        self._rest = ""  # the beginning of a sequence of which the end has not come yet
        self._pasting = False
        self._escaped = False  # Escape came alone: over a slow line its sequence may follow

    def feed(self, data: bytes) -> list[str]:
        """Return the keys in these bytes: letters in lower case, ``enter``, ``escape``."""
        if not data:
            return []
        text = self._rest + self._decoder.decode(data)
        if self._escaped and text[:1] in {"[", "O"}:
            text = f"\x1b{text}"
        text = "".join(self._typed(text))
        unfinished = _UNFINISHED.search(text)
        if unfinished:
            self._rest = unfinished.group()
            text = text.removesuffix(self._rest)
        self._escaped = text.endswith("\x1b")
        return [_NAMES.get(key, key.lower()) for key in _SEQUENCE.sub("", text) if _is_key(key)]

    def _typed(self, text: str) -> Iterator[str]:
        """Yield what lies outside of pastes."""
        self._rest = ""
        while text:
            if not self._pasting:
                typed, begin, text = text.partition(_PASTE_BEGINS)
                yield typed
                self._pasting = bool(begin)
            else:
                _pasted, end, rest = text.partition(_PASTE_ENDS)
                self._pasting = not end
                if self._pasting:
                    self._rest = text[1 - len(_PASTE_ENDS) :]  # may hold half of the end
                text = rest


_NAMES = {"\r": ENTER, "\n": ENTER, "\x1b": ESCAPE}


def _is_key(character: str) -> bool:
    return character in _NAMES or character.isprintable()
