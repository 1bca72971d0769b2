"""Opens a data file of exercises or tips: an ordinary file, not too large, TOML, a known schema."""

from __future__ import annotations

import os
import stat
import tomllib
from pathlib import Path

from posture_break.content.check import Entry
from posture_break.content.faults import Fault
from posture_break.texts import _

MOST_BYTES = 256 * 1024
"""The largest file that is read."""

_LONGEST_LINE = 4_000  # characters; the longest text has a few hundred
_MOST_DOTS = 100  # in a line; a key of a thousand parts keeps the parser busy for seconds
_REASON = 200  # characters; some name a key, however long that is
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)  # for whoever writes to a pipe


def read_bytes(path: Path, *, links: bool = True) -> bytes:
    """Return an ordinary file's content; raises OSError or ValueError with the reason.

    With ``links`` false, a link is refused: it could lead anywhere.
    """
    if not links and path.is_symlink():
        raise ValueError(_("it is a link, not a file"))
    more = _NO_WAIT if links else _NO_WAIT | _NO_LINK

    def opened(name: str, flags: int) -> int:
        return os.open(name, flags | more)

    with open(path, "rb", opener=opened) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise ValueError(_("it is no ordinary file"))
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise ValueError(_("it is larger than {size} KiB").format(size=MOST_BYTES // 1024))
    return content


def read_file(path: Path, schema: int, faults: list[Fault]) -> Entry:
    """Return the file's top table; a file that cannot be read is one fault and an empty table."""
    try:
        content = read_bytes(path)
    except (OSError, ValueError) as error:  # ValueError: also a NUL in the name
        return unreadable(path.name, error, faults)
    return read_content(content, path.name, schema, faults)


def read_content(content: bytes, name: str, schema: int, faults: list[Fault]) -> Entry:
    """Return the top table of what stands in a file called ``name``, as `read_file` does."""
    try:
        text = content.decode("utf-8-sig")  # Windows editors put a mark in front
        _check_lines(text)
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # not UTF-8, not TOML
        return unreadable(name, error, faults)
    entry = Entry(name, "", table, faults)
    entry.number("schema", (schema, schema))
    return entry


def _check_lines(text: str) -> None:
    """Refuse what nobody writes but to keep a reader busy; raises ValueError."""
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > _LONGEST_LINE or line.count(".") > _MOST_DOTS:
            told = _("line {number} is longer or deeper than any text needs")
            raise ValueError(told.format(number=number))


def unreadable(name: str, error: Exception, faults: list[Fault]) -> Entry:
    """Note that a file cannot be read; returns an empty table in its place."""
    reason = (getattr(error, "strerror", None) or str(error))[:_REASON]
    expected = _("a readable TOML file ({error})").format(error=reason)
    faults.append(Fault(name, "", "", expected))
    return Entry(name, "", {}, [])  # its fields would only repeat this fault
