"""What of a text can be spoken, and in which language."""

from __future__ import annotations

import re

LONGEST_CUE = 300  # characters; a phase leaves no time for more


def speakable(text: str) -> str:
    """Return the text as words alone, or nothing where there is nothing to say.

    Brackets would be phonemes to espeak (``[[``), commands to say, markup to others.
    """
    plain = "".join(
        char if char.isprintable() and char not in "[]<>{}|\\" else " " for char in text
    )
    words = " ".join(plain.split())[:LONGEST_CUE]
    return words if any(char.isalnum() for char in words) else ""


def language_of(texts: str, locale: str) -> str:
    """Return the tag to speak ``texts`` in, a language: the locale's kind of it, if it is the same.

    English words in a German voice would not be understood, so the locale alone decides nothing.
    """
    name = re.match(r"([a-z]{2,3})_([A-Z]{2})", locale)
    language = re.match(r"[a-z]{2,3}", texts)
    spoken = language.group() if language else "en"
    return f"{spoken}-{name[2]}" if name and name[1] == spoken else spoken


def is_tag(language: str) -> bool:
    """Return whether this is a language tag such as en or en-GB, fit for a command."""
    return re.fullmatch(r"[a-z]{2,3}(-[A-Z]{2})?", language) is not None
