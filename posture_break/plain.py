"""Text made safe for a foreign window: no control characters, valid Unicode, a bounded length."""

from __future__ import annotations

_LINE_ENDS = str.maketrans(
    {"\r": "\n", "\v": "\n", "\f": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"}
)


def plain(text: str, units: int) -> str:
    """Return ``text`` without control characters and empty lines, clipped to UTF-16 ``units``."""
    broken = text.replace("\r\n", "\n").translate(_LINE_ENDS)
    lines = (" ".join(_printable(line).split()) for line in broken.split("\n"))
    return clip("\n".join(line for line in lines if line), units)


def plain_line(text: str, units: int) -> str:
    """Return `plain` text on one line."""
    return clip(" ".join(plain(text, len(text) * 2).split("\n")), units)


def clip(text: str, units: int) -> str:
    """Shorten ``text`` to ``units`` UTF-16 code units (Windows counts these), ending with ``…``.

    No surrogate pair and no accent is torn from its letter.
    """
    if _units(text) <= units:
        return text
    kept, room = 0, units - 1  # the ellipsis takes one
    while kept < len(text) and _units(text[kept]) <= room:
        room -= _units(text[kept])
        kept += 1
    while kept and _combines(text[kept]):
        kept -= 1
    return text[:kept].rstrip() + "…" if units > 0 else ""


def _units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)


def _combines(character: str) -> bool:
    if character.isascii():
        return False
    import unicodedata  # noqa: PLC0415 - a library of 1 MB, for texts that most people never have

    return unicodedata.combining(character) > 0


def _printable(line: str) -> str:
    """Drop what D-Bus refuses or a window cannot draw: NUL, escapes, halves of surrogate pairs."""
    spaced = line.replace("\t", " ")
    if spaced.isprintable():  # nearly always
        return spaced
    import unicodedata  # noqa: PLC0415 - as above

    return "".join(_PRINTED.get(unicodedata.category(each), each) for each in spaced)


_PRINTED = {"Cc": "", "Cs": "\N{REPLACEMENT CHARACTER}"}
