"""How hard a text is to read: the Flesch-Kincaid grade, with syllables counted by rule of thumb."""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"(?<=[.?!])\s+")  # a point within 2.8 ends nothing
_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*|\d[\d.,]*")
_VOWELS = re.compile(r"[aeiouy]+")


def sentences(text: str) -> list[str]:
    """Return the sentences of ``text``."""
    return [sentence for sentence in _SENTENCE.split(text) if _WORD.search(sentence)]


def words(text: str) -> list[str]:
    """Return the words of ``text``, numbers included."""
    return _WORD.findall(text)


def grade(text: str) -> float:
    """Return the years of school that reading ``text`` asks for (age 12 is about 7)."""
    every = words(text)
    syllables = sum(map(_syllables, every))
    length = len(every) / max(1, len(sentences(text)))
    return 0.39 * length + 11.8 * syllables / len(every) - 15.59


def _syllables(word: str) -> int:
    if word[0].isdigit():
        return 1
    plain = word.lower()
    groups = len(_VOWELS.findall(plain))
    silent = plain.endswith(("e", "es", "ed")) and not plain.endswith(("le", "ted", "ded", "ses"))
    return max(1, groups - 1 if silent else groups)
