"""Breaks text into lines that fit a width, whatever the words are."""

from __future__ import annotations

from collections.abc import Callable

ELLIPSIS = "…"


def wrap(text: str, limit: float, measure: Callable[[str], float]) -> list[str]:
    """Return ``text`` as lines no wider than ``limit``; a word that is wider is broken."""
    words = text.split()
    whole = " ".join(words)
    if whole and measure(whole) <= limit:  # as most do: one measure instead of one for each word
        return [whole]
    lines: list[str] = []
    line = ""
    for word in words:
        longer = f"{line} {word}" if line else word
        if measure(longer) <= limit:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _pieces(word, limit, measure)
        lines.extend(full)
    return [*lines, line] if line else lines


def clip(lines: list[str], most: int, limit: float, measure: Callable[[str], float]) -> list[str]:
    """Return at most ``most`` lines; where some were left off the last one ends in an ellipsis."""
    if len(lines) <= most:
        return lines
    if most <= 0:
        return []
    last = shorten(lines[most - 1] + ELLIPSIS, limit, measure)
    return [*lines[: most - 1], last]


def shorten(text: str, limit: float, measure: Callable[[str], float]) -> str:
    """Return ``text``, or as much of it as fits ``limit`` with an ellipsis at its end."""
    if measure(text) <= limit:
        return text
    kept = text.rstrip(ELLIPSIS)
    fits, fails = 0, len(kept)  # the answer lies between: bisection, for words of any length
    while fails - fits > 1:
        middle = (fits + fails) // 2
        if measure(kept[:middle].rstrip() + ELLIPSIS) <= limit:
            fits = middle
        else:
            fails = middle
    return kept[:fits].rstrip() + ELLIPSIS


def _pieces(word: str, limit: float, measure: Callable[[str], float]) -> list[str]:
    """Return ``word`` cut into pieces that fit ``limit``, each at least one character."""
    pieces = []
    while len(word) > 1 and measure(word) > limit:
        fits, fails = 1, len(word)
        while fails - fits > 1:
            middle = (fits + fails) // 2
            fits, fails = (middle, fails) if measure(word[:middle]) <= limit else (fits, middle)
        pieces.append(word[:fits])
        word = word[fits:]
    return [*pieces, word]
