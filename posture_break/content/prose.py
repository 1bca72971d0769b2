"""What counts as plain text in a data file, and how long it takes to read or to hear it."""

from __future__ import annotations

import re

from posture_break.texts import _

LETTERS_A_SECOND = 14
"""How fast a short line is read on a screen by somebody who is moving."""

WORDS_A_SECOND = 2.5
"""How fast a calm voice speaks."""

_GLANCE = 0.25  # seconds until the eye is on the line
# Whatever a notification server, a terminal or a card could take for markup.
_MARKUP = re.compile(r"[<>*_`\[\]{}\\|~^]|&#?\w+;")
# Whatever a window could make a link of.
_ADDRESS = re.compile(r"://|\bwww\.|\bmailto:|\w\.(?:com|org|net|info)\b", re.IGNORECASE)
# Invisible characters that some scripts and French spacing need; all others are refused.
_JOINERS = str.maketrans("", "", "\u200c\u200d\u00a0\u202f")


def text_fault(value: object, longest: int) -> str:
    """Return what was expected where ``value`` is no good text, else an empty string."""
    if not isinstance(value, str) or not value.strip():
        return _("a text")
    if len(value) > longest:
        return _("at most {longest} characters").format(longest=longest)
    if not value.translate(_JOINERS).isprintable():
        return _("plain text on one line, without control characters")
    if _MARKUP.search(value):
        return _("plain text without markup")
    if _ADDRESS.search(value):
        return _("plain text without web addresses")
    if value != value.strip() or "  " in value:
        return _("single spaces between words and none around them")
    return ""


def reading_seconds(text: str) -> float:
    """Return how long it takes to read ``text``."""
    return _GLANCE + len(text) / LETTERS_A_SECOND if text else 0.0


def speaking_seconds(text: str) -> float:
    """Return how long a voice takes to say ``text``."""
    return len(text.split()) / WORDS_A_SECOND


def telling_seconds(text: str) -> float:
    """Return how long ``text`` needs to stand, so that it can be read and heard: the longer one."""
    return max(reading_seconds(text), speaking_seconds(text))
