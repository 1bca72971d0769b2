"""Says in plain words, and with its line, why a text is not TOML."""

from __future__ import annotations

import re

from posture_break.setting_types import Problem
from posture_break.texts import _

_PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")
_BARE = re.compile(r"[=\[,]\s*(\d+\s*[a-zA-Z][\w ]*|\d+:\d\d[\d:-]*|[^\W\d][\w-]*)\s*(?:[,\]#]|$)")
_CURLY = re.compile("[\u2018-\u201f\u00ab\u00bb]")  # word processors put them in
_OPEN = re.compile(r"""[^#"'=]*=[\s\[]*'[^']*$""")  # 'a text without its end
_ENOUGH = 300  # characters of a line; these patterns are slow on a line of a megabyte


def explain(error: Exception, text: str) -> tuple[int | None, Problem]:
    """Return the line of tomllib's complaint about ``text``, and the complaint in words."""
    message = str(error)
    if isinstance(error, RecursionError):
        return None, Problem(_("brackets stand inside each other too deeply"), _("take some out"))
    place = _PLACE.search(message)
    if place is None:  # int() refuses numbers of many thousand digits
        return None, Problem(_("there is a number that is far too long"), _("make it shorter"))
    message = message[: place.start()]
    number = int(place[1]) if place[1] else _line_at_end(message, text)
    lines = text.split("\n")
    line = lines[number - 1][:_ENOUGH] if number <= len(lines) else ""
    return number, _problem(message, line)


def _line_at_end(message: str, text: str) -> int:
    """Return the line to look at when tomllib only noticed at the end of the text."""
    if message == 'Expected "\'"':
        for number, line in enumerate(text.split("\n"), start=1):
            if _OPEN.match(line[:_ENOUGH]):
                return number
    long_text = max(text.rfind('"""'), text.rfind("'''"))
    if message.startswith(("Unterminated", "Expected \"'''")) and long_text >= 0:
        return text.count("\n", 0, long_text) + 1
    return text.rstrip().count("\n") + 1


def _problem(message: str, line: str) -> Problem:
    """Return what is wrong on this line, as an ordinary person would put it."""
    if _CURLY.search(line) and message.startswith(("Invalid", "Expected")):
        return Problem(_("there are curly quotes"), _('use straight ones: "like this"'))
    if message.startswith(("Invalid value", "Expected newline", "Unclosed array")):
        return _bad_value(message, line)
    for beginning, found, expected in _messages():
        if message.startswith(beginning):
            return Problem(found, expected)
    return Problem(_("this is not TOML ({message})").format(message=message), _rule())


def _bad_value(message: str, line: str) -> Problem:
    """Return what is wrong with a value; mostly its quotes are missing."""
    bare = _BARE.search(line)
    if bare and bare[1] in {"True", "False", "yes", "no", "on", "off", "Yes", "No"}:
        return Problem(_("{word} is not TOML").format(word=bare[1]), _("say true or false"))
    if bare and bare[1] not in {"true", "false", "inf", "nan"}:
        word = bare[1].strip()
        found = _("{word} has no quotes around it").format(word=word)
        return Problem(found, _('say "{word}"').format(word=word))
    if message.startswith("Unclosed array"):
        return Problem(
            _("a list is not closed, here or above"),
            _("put commas between its items and ] at its end"),
        )
    return Problem(_("this line is not TOML"), _rule())


def _messages() -> tuple[tuple[str, str, str], ...]:
    """Return beginnings of tomllib's messages, each with what is found and what is expected."""
    twice = _("this stands in the file twice")
    once = _("keep one of the two")
    unclosed = _("a text is not closed")
    quote = _("end it with the same quotes with which it begins")
    return (
        ("Cannot overwrite", twice, once),
        ("Cannot declare", twice, once),
        ("Cannot redefine", twice, once),
        ("Cannot mutate", twice, once),
        ("Duplicate inline", twice, once),
        ("Unterminated", unclosed, quote),
        (r"Found invalid character '\n'", unclosed, quote),
        ("Illegal character '\\n'", unclosed, quote),
        ("Expected \"'", unclosed, quote),
        (
            "Illegal character",
            _("there is an invisible character"),
            _("delete it and type it anew"),
        ),
        ("Found invalid", _("there is an invisible character"), _("delete it and type it anew")),
        ("Unescaped", _("a backslash stands alone"), _("write it twice: \\\\")),
        ("Expected ']", _("the name in the brackets is not clear"), _table_rule()),
        ("Invalid initial", _("a name is missing"), _table_rule()),
        ("Expected '='", _("there is no = after the name"), _rule()),
        ("Invalid date", _("there is no such date"), _("say a date like 2027-03-01")),
        ("Unclosed inline", _("a { is not closed"), _("put } at its end, on the same line")),
    )


def _rule() -> str:
    return _('write one setting on a line, like every = "50m"')


def _table_rule() -> str:
    return _(
        'write it like [day] or [reminders.stretch]; names with spaces: [reminders."my break"]'
    )
