"""Asks the running program; imports next to nothing, so that a command answers at once."""

from __future__ import annotations

import json
import socket
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping
    from pathlib import Path

VERSION = 1
_LONGEST = 16 * 1024 * 1024  # bytes in a line that we are ready to take


class NotRunning(Exception):  # noqa: N818 - it names a state that is normal, not an error
    """Nobody listens at that place."""


class NoAnswer(Exception):  # noqa: N818 - it names what happened
    """Somebody listens, but does not answer in time, or not in our language."""


def ask(
    path: Path, verb: str, args: Mapping[str, str | int] | None = None, *, timeout: float = 2.0
) -> dict[str, Any]:
    """Return the answer: ``ok``, ``text``, ``code`` (the exit code) and ``data``.

    Raises `NotRunning` and `NoAnswer`.
    """
    return next(_answers(path, {"verb": verb, "args": dict(args or {})}, timeout))


def follow(
    path: Path, verb: str, args: Mapping[str, str | int] | None = None, *, timeout: float = 2.0
) -> Generator[dict[str, Any], None, None]:
    """Yield the answer, and a new one at each change until the program ends; raises as `ask`."""
    yield from _answers(path, {"verb": verb, "args": dict(args or {}), "follow": True}, timeout)


def _answers(path: Path, request: dict[str, Any], timeout: float) -> Iterator[dict[str, Any]]:
    deadline = time.monotonic() + timeout
    connection, token = _connect(path, timeout)
    line = json.dumps({"v": VERSION, **request, **token}).encode() + b"\n"
    with connection:
        try:
            with suppress(BrokenPipeError, ConnectionResetError):  # refused: the answer says why
                connection.sendall(line)
            lines = _lines(connection, deadline)
            yield _answer(next(lines, b""))
            connection.settimeout(None)
            yield from map(_answer, lines)
        except OSError as error:
            raise NoAnswer(str(error)) from error


def _connect(path: Path, timeout: float) -> tuple[socket.socket, dict[str, str]]:
    """Return a connection and what the request needs beside; `NotRunning`, `NoAnswer`."""
    try:
        if not path.is_socket():  # Windows: a file that only the owner can read says where
            where = json.loads(path.read_text("ascii"))
            address = ("127.0.0.1", int(where["port"]))
            token = {"token": str(where["token"])}
            return socket.create_connection(address, timeout), token
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(timeout)
        try:
            connection.connect(str(path))
        except BaseException:
            connection.close()
            raise
    except (FileNotFoundError, NotADirectoryError, ConnectionRefusedError) as error:
        raise NotRunning(str(path)) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NoAnswer(str(error)) from error
    return connection, {}


def _lines(connection: socket.socket, deadline: float) -> Iterator[bytes]:
    """Yield whole lines; the first has to come before the deadline, as a whole."""
    buffer = b""
    first = True
    while len(buffer) < _LONGEST:
        if first:
            connection.settimeout(max(0.001, deadline - time.monotonic()))
        piece = connection.recv(65_536)
        if not piece:
            return
        *lines, buffer = (buffer + piece).split(b"\n")
        for line in lines:
            first = False
            yield line
    raise NoAnswer("a line without an end")


def _answer(line: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(line)
    except ValueError as error:
        raise NoAnswer("not JSON") from error
    if not isinstance(answer, dict) or answer.get("v") != VERSION:
        raise NoAnswer("another version")
    return answer
