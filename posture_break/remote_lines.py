"""The words on the control socket: one JSON object a line, each way.

Request: ``{"v": 1, "verb": "snooze", "args": {"for": "5m"}}``, with ``"follow": true`` for an
answer at each change. Answer: ``{"v": 1, "ok": true, "text": "...", "data": {}, "code": 0}``;
``code`` is the exit code of the command.
"""

from __future__ import annotations

import json
from typing import Any

from posture_break.ports import Request, Response
from posture_break.texts import _

VERSION = 1
LONGEST = 64 * 1024  # bytes of a request


class Misunderstood(Exception):  # noqa: N818 - it names what happened
    """A line is no request; the text says what was expected."""


def values_of(line: bytes) -> dict[str, Any]:
    """Return the object in a line; raises `Misunderstood`."""
    if len(line) > LONGEST:
        raise Misunderstood(_("a request has at most {number} bytes").format(number=LONGEST))
    try:
        values = json.loads(line)
    except (ValueError, RecursionError):
        raise Misunderstood(_("one line of JSON was expected")) from None
    if not isinstance(values, dict) or values.get("v") != VERSION:
        raise Misunderstood(_("an object with v = {version} was expected").format(version=VERSION))
    return values


def request_of(values: dict[str, Any]) -> Request:
    """Return the request in an object; raises `Misunderstood`."""
    verb, args = values.get("verb"), values.get("args", {})
    if not isinstance(verb, str) or not isinstance(args, dict):
        raise Misunderstood(_("a verb, and args as an object, were expected"))
    if not all(isinstance(each, str | int) for each in args.values()):
        raise Misunderstood(_("args hold texts and whole numbers alone"))
    return Request(verb, args, door="command")


def line_of(answer: Response) -> bytes:
    """Return the line of an answer."""
    values = {
        "v": VERSION,
        "ok": answer.code == 0,
        "text": answer.text,
        "data": dict(answer.data),
        "code": answer.code,
    }
    # ASCII: half a character that a client sent, and that a text repeats, has no UTF-8.
    return json.dumps(values).encode() + b"\n"
