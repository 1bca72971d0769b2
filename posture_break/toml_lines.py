"""Finds the line on which each key of a TOML text stands, which tomllib does not tell.

The text must be valid TOML (tomllib has read it): the scanner only follows the grammar that
decides where keys and values begin and end, and leaves their meaning to tomllib.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Mapping

KeyPath = tuple[str | int, ...]
"""Keys from the top down; a number is a place in a list: ``("prescriptions", 0, "reps")``."""

_GAP = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BLANK = re.compile(r"[ \t]*")
_KEY = re.compile(r""""(?:\\.|[^"\\])*"|'[^']*'|[^\s."'=\]\[{},#]+""")
_SCALAR = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'  # up to two quotes may stand before the closing three
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\])*"'
    r"|'[^']*'"
    r"|[^,\]}#\n]+",  # numbers, dates (with a space inside), true, false
    re.DOTALL,
)


def key_lines(text: str) -> dict[KeyPath, int]:
    """Return the line, counted from 1, of each key, table and item of a list."""
    return _Scanner(text).scan()


def line_of(lines: Mapping[KeyPath, int], path: KeyPath) -> int | None:
    """Return the line of ``path``, or of the nearest thing around it that has one."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path)


class _Scanner:
    """Walks once through the text; ``at`` is where it stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.newlines = [match.start() for match in re.finditer("\n", text)]
        self.lines: dict[KeyPath, int] = {}
        self.last: dict[KeyPath, int] = {}  # list of tables -> number of its last one

    def scan(self) -> dict[KeyPath, int]:
        """Read tables and pairs to the end of the text."""
        table: KeyPath = ()
        self.pass_over(_GAP)
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                table = self.header()
            else:
                self.pair(table)
            self.pass_over(_GAP)
        return self.lines

    def header(self) -> KeyPath:
        """Read ``[table]`` or ``[[list]]`` and return where the pairs below it belong."""
        line = self.line()
        many = self.text.startswith("[[", self.at)
        self.at += 2 if many else 1
        keys = self.keys()
        self.at += 2 if many else 1
        around = self.below((), keys[:-1], line)
        path = self.inside((*around, keys[-1]), many=many)
        self.lines.setdefault((*around, keys[-1]), line)
        self.lines[path] = line
        return path

    def inside(self, path: KeyPath, *, many: bool) -> KeyPath:
        """Return the path of the table that a header opens; a list of tables has numbers."""
        if not many:
            return path
        self.last[path] = self.last.get(path, -1) + 1
        return (*path, self.last[path])

    def below(self, path: KeyPath, keys: list[str], line: int) -> KeyPath:
        """Return the path of ``keys`` below ``path``, going into the last table of each list."""
        for key in keys:
            path = (*path, key)
            self.lines.setdefault(path, line)
            if path in self.last:
                path = (*path, self.last[path])
        return path

    def pair(self, table: KeyPath) -> None:
        """Read ``key = value``, the key perhaps dotted."""
        line = self.line()
        keys = self.keys()
        self.at += 1  # =
        path = (*self.below(table, keys[:-1], line), keys[-1])
        self.lines.setdefault(path, line)
        self.pass_over(_GAP)
        self.value(path)

    def keys(self) -> list[str]:
        """Read a key and the dots in it; stops at the ``=`` or ``]`` behind it."""
        found = []
        while True:
            self.pass_over(_BLANK)
            found.append(_plain(self.take(_KEY)))
            self.pass_over(_BLANK)
            if not self.text.startswith(".", self.at):
                return found
            self.at += 1

    def value(self, path: KeyPath) -> None:
        """Read a value, and lists and tables in it."""
        match self.text[self.at : self.at + 1]:
            case "[":
                self.items(path)
            case "{":
                self.inline_table(path)
            case _other:
                self.take(_SCALAR)

    def items(self, path: KeyPath) -> None:
        """Read a list and note the line of each item."""
        number = 0
        self.at += 1
        while not self.closed("]"):
            self.lines[(*path, number)] = self.line()
            self.value((*path, number))
            number += 1

    def inline_table(self, path: KeyPath) -> None:
        """Read ``{ key = value, ... }``."""
        self.at += 1
        while not self.closed("}"):
            self.pair(path)

    def closed(self, bracket: str) -> bool:
        """Go on to the next item; return whether the closing bracket stands there instead."""
        self.pass_over(_GAP)
        if self.text.startswith(",", self.at):
            self.at += 1
            self.pass_over(_GAP)
        if self.at < len(self.text) and not self.text.startswith(bracket, self.at):
            return False
        self.at += 1
        return True

    def line(self) -> int:
        """Return the number of the line on which the scanner stands."""
        return bisect_left(self.newlines, self.at) + 1

    def pass_over(self, pattern: re.Pattern[str]) -> None:
        """Go past what matches; nothing may."""
        self.take(pattern)

    def take(self, pattern: re.Pattern[str]) -> str:
        """Go past what matches and return it."""
        match = pattern.match(self.text, self.at)
        if match is None:  # not TOML after all; one step on, so that scanning always ends
            self.at += 1
            return ""
        self.at = match.end()
        return match.group()


def _plain(key: str) -> str:
    """Return a key without its quotes."""
    if key.startswith('"'):
        plain: str = tomllib.loads(f"key = {key}")["key"]
        return plain
    return key[1:-1] if key.startswith("'") else key
