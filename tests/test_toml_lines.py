"""Each key of a TOML text is found on its line, however the text is laid out."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_break.toml_lines import KeyPath, key_lines, line_of

LAYOUTS: list[tuple[str, dict[KeyPath, int]]] = [
    ("a = 1\n\n# note\nb = 2", {("a",): 1, ("b",): 4}),
    (
        "[day]\nhours = [\n  # early\n  'x',\n  'y', 'z'\n]\nlimit = 1",
        {
            ("day",): 1,
            ("day", "hours"): 2,
            ("day", "hours", 0): 4,
            ("day", "hours", 1): 5,
            ("day", "hours", 2): 5,
            ("day", "limit"): 7,
        },
    ),
    (
        "[a.b]\nx = 1\n[a]\ny = 2\n[a.c.d]\nz = 3",
        {
            ("a", "b", "x"): 2,
            ("a",): 3,
            ("a", "y"): 4,
            ("a", "c"): 5,
            ("a", "c", "d", "z"): 6,
        },
    ),
    (
        "[[p]]\nx = 1\n[[p]]\n\nx = 2\n[p.q]\ny = 3\n[[p.r]]\n[[p.r]]\nz = 1",
        {
            ("p",): 1,
            ("p", 0): 1,
            ("p", 0, "x"): 2,
            ("p", 1): 3,
            ("p", 1, "x"): 5,
            ("p", 1, "q", "y"): 7,
            ("p", 1, "r", 0): 8,
            ("p", 1, "r", 1, "z"): 10,
        },
    ),
    (
        "a.b.c = 1\na.b.d = 2\n[e]\nf . g = 3",
        {
            ("a",): 1,
            ("a", "b", "d"): 2,
            ("e", "f", "g"): 4,
        },
    ),
    (
        """[reminders."my # break]"]\n'every.x' = 1\n"a\\u0062\\"c" = 2""",
        {
            ("reminders", "my # break]"): 1,
            ("reminders", "my # break]", "every.x"): 2,
            ("reminders", "my # break]", 'ab"c'): 3,
        },
    ),
    ('a = """\n[b]\nc = 1 # " "" \\"""\n"""\nd = 1', {("a",): 1, ("d",): 5}),
    ("a = '''\n\\\n'''\nb = '''''x'''''\nc = 1", {("a",): 1, ("b",): 4, ("c",): 5}),
    ('a = """x\\\\"""""\nb = ""\nc = """"""\nd = \'\'', {("b",): 2, ("c",): 3, ("d",): 4}),
    (
        "a = { b = 1, c = [ { d = 1 },\n{ d = 2 } ], e.f = ']}' }\ng = 1",
        {
            ("a", "b"): 1,
            ("a", "c", 0, "d"): 1,
            ("a", "c", 1, "d"): 2,
            ("a", "e", "f"): 2,
            ("g",): 3,
        },
    ),
    (
        "a = [[1, 2],\n[\n3, # ]\n],]\nb = 1",
        {("a", 0, 1): 1, ("a", 1): 2, ("a", 1, 0): 3, ("b",): 5},
    ),
    (
        "a = 1979-05-27 07:32:00 # , ]\nb = [ 07:32:00,\n1979-05-27 07:32:00Z ]\nc = -inf",
        {
            ("b", 1): 3,
            ("c",): 4,
        },
    ),
    (
        "\t[ a . 'b' ] # [c]\n\t x\t=\t1\n\n[[ d ]]#\n[d.e]\nf=true",
        {
            ("a", "b", "x"): 2,
            ("d", 0): 4,
            ("d", 0, "e", "f"): 6,
        },
    ),
    ("a = []\nb = {}\nc = [ ]\n[d]\n[e]\n", {("a",): 1, ("b",): 2, ("d",): 4, ("e",): 5}),
    ("", {}),
    ("# only a note", {}),
    ('1 = 1\n-_- = 2\n"" = 3\n', {("1",): 1, ("-_-",): 2, ("",): 3}),
]


@pytest.mark.parametrize(("text", "expected"), LAYOUTS)
def test_keys_are_on_their_lines(text: str, expected: dict[KeyPath, int]) -> None:
    """Tables, lists, dotted and quoted keys, long texts: the line is where an editor shows it."""
    tomllib.loads(text)  # the case itself is TOML
    lines = key_lines(text)
    assert {path: lines.get(path) for path in expected} == expected


@pytest.mark.parametrize(("text", "_expected"), LAYOUTS)
def test_no_key_is_forgotten_and_none_invented(text: str, _expected: dict[KeyPath, int]) -> None:
    """The scanner knows exactly the keys and items that tomllib knows."""
    assert set(key_lines(text)) == set(_paths(tomllib.loads(text)))


@pytest.mark.parametrize(("text", "expected"), LAYOUTS)
def test_lines_of_a_file_from_windows(text: str, expected: dict[KeyPath, int]) -> None:
    """A carriage return before the line feed changes no line."""
    lines = key_lines(text.replace("\n", "\r\n"))
    assert {path: lines.get(path) for path in expected} == expected


def test_the_nearest_line_stands_in() -> None:
    """What has no line of its own, such as a missing key, gets that of the table around it."""
    lines = key_lines("\n[a.b]\n")
    assert line_of(lines, ("a", "b", "missing", 3)) == 2
    assert line_of(lines, ("missing",)) is None


_keys = st.text(st.characters(codec="ascii", exclude_characters='"\\', categories=("L", "N", "P")))
_documents = st.recursive(
    st.integers() | st.sampled_from(["x", "# no", "a]b", "{", "=", "'", "two\nlines"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_keys, inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(_keys, _documents, max_size=4), st.randoms(use_true_random=False))
def test_any_document_is_followed_to_its_end(document: dict[str, Any], random: Any) -> None:
    """Whatever is nested in whatever, every key is found, and on the line where it was written."""
    lines: list[str] = [""]
    written: dict[KeyPath, int] = {}
    _write(document, (), lines, written, random)
    text = "\n".join(lines)
    assert tomllib.loads(text) == document
    assert key_lines(text) == written


def _write(
    table: dict[str, Any], path: KeyPath, lines: list[str], written: dict[KeyPath, int], random: Any
) -> None:
    """Write pairs, each on a line of its own, with gaps where TOML allows them."""
    for key, value in table.items():
        lines.extend(random.choice([[], [""], ["# [note]"]]))
        lines.append(f'"{key}" = ')
        written[(*path, key)] = len(lines)
        _write_value(value, (*path, key), lines, written, random)


def _write_value(
    value: Any, path: KeyPath, lines: list[str], written: dict[KeyPath, int], random: Any
) -> None:
    """Write a value onto the last line, and perhaps on further ones."""
    match value:
        case list():
            lines[-1] += "["
            for number, each in enumerate(value):
                if random.random() < 0.5:
                    lines.append("  ")
                written[(*path, number)] = len(lines)
                _write_value(each, (*path, number), lines, written, random)
                lines[-1] += ","
            lines[-1] += "]"
        case dict():
            lines[-1] += "{"
            for number, (key, each) in enumerate(value.items()):
                lines[-1] += f'{", " if number else ""}"{key}" = '
                written[(*path, key)] = len(lines)
                _write_value(each, (*path, key), lines, written, random)
            lines[-1] += "}"
        case str() if "\n" in value:
            first, second = value.split("\n")
            lines[-1] += f'"""{first}'
            lines.append(f'{second}"""')
        case str():
            lines[-1] += f'"{value}"'
        case _number:
            lines[-1] += str(value)


def _paths(value: Any, path: KeyPath = ()) -> list[KeyPath]:
    """Return the paths of everything in a document."""
    found = [path] if path else []
    items: Iterable[tuple[str | int, Any]] = value.items() if isinstance(value, dict) else ()
    items = enumerate(value) if isinstance(value, list) else items
    for key, each in items:
        found += _paths(each, (*path, key))
    return found


@given(st.text(st.sampled_from("[]{}=,.\"'# \nab1\\")))
def test_scanning_always_ends(text: str) -> None:
    """Even what is no TOML at all is passed over in the end."""
    try:
        key_lines(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return
