"""The door for commands: an owner-only local socket, one JSON line each way.

Request: ``{"v": 1, "verb": "snooze", "args": {"for": "5m"}}``, with ``"follow": true`` the
connection stays and gets a line at each change. Answer: ``{"v": 1, "ok": true, "text": "...",
"data": {}, "code": 0}``; ``code`` is the exit code of the command.
"""

from __future__ import annotations

import errno
import json
import os
import secrets
import socket
import stat
import struct
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from posture_break.ports import Request, Response, Unavailable
from posture_break.texts import _

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from posture_break.ports import Cancel
    from posture_break.reactor import Reactor

    Handle = Callable[[Request], Response]

VERSION = 1
_LONGEST = 64 * 1024  # bytes of a request
_PATIENCE = 2.0  # seconds that a client may take for its request, and for reading the answer
_BACKLOG = 256 * 1024  # bytes that a follower may leave unread
_CLIENTS = 64  # at once; the others wait in the kernel's queue
_USAGE = 2


class Server:
    """Listens for commands on the loop; nobody who is silent, slow or wrong holds up anybody."""

    def __init__(
        self, reactor: Reactor, path: Path, handle: Handle, *, by_token: bool = False
    ) -> None:
        self._reactor = reactor
        self._path = path
        self._handle = handle
        self._by_token = by_token
        self._token = ""
        self._socket: socket.socket | None = None
        self._accepting: Cancel | None = None
        self._clients: set[_Client] = set()

    def start(self) -> None:
        """Listen; the caller holds the instance lock, so a socket that is there is a stale one.

        Raises `Unavailable`.
        """
        try:
            self._socket = self._listen_to_token() if self._by_token else self._listen_to_owner()
        except OSError as error:
            raise Unavailable(
                _("Commands cannot reach this program ({error}).").format(
                    error=error.strerror or error
                ),
                _("See to {folder}, or set XDG_RUNTIME_DIR.").format(folder=self._path.parent),
            ) from error
        self._socket.setblocking(False)
        self._accept_more()

    def publish(self, answer: Response) -> None:
        """Send a line to each follower."""
        line = _line(answer)
        for client in [each for each in self._clients if each.follows]:
            client.send(line)

    @property
    def followed(self) -> bool:
        """Whether anybody follows; else `publish` is not worth preparing."""
        return any(each.follows for each in self._clients)

    def stop(self) -> None:
        """Close all connections and take the socket away."""
        if self._socket is None:
            return
        self._pause()
        self._socket.close()
        self._socket = None
        for client in list(self._clients):
            client.close()
        self._path.unlink(missing_ok=True)

    def _listen_to_owner(self) -> socket.socket:
        """Return a listening socket that only its owner can connect to."""
        with suppress(FileNotFoundError):
            if not stat.S_ISSOCK(self._path.lstat().st_mode):
                raise FileExistsError(errno.EEXIST, _("a file is in the way"), str(self._path))
            self._path.unlink()
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        before = os.umask(0o177)  # never open to others, not even for a moment
        try:
            listener.bind(str(self._path))
            listener.listen(_CLIENTS)
        except OSError:
            listener.close()
            raise
        finally:
            os.umask(before)
        return listener

    def _listen_to_token(self) -> socket.socket:
        """Return a listening socket of this computer, for whoever knows the secret in our file."""
        listener = socket.create_server(("127.0.0.1", 0), backlog=_CLIENTS)
        self._token = secrets.token_hex(16)
        where = {"port": listener.getsockname()[1], "token": self._token}
        try:
            self._path.unlink(missing_ok=True)
            fd = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(fd, "w", encoding="ascii") as file:
                json.dump(where, file)
        except OSError:
            listener.close()
            raise
        return listener

    def _accept_more(self) -> None:
        if self._socket is not None and self._accepting is None:
            self._accepting = self._reactor.watch(self._socket.fileno(), self._accept)

    def _pause(self) -> None:
        if self._accepting is not None:
            self._accepting()
            self._accepting = None

    def _accept(self) -> None:
        assert self._socket is not None
        try:
            connection, _address = self._socket.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return
        except OSError:  # out of descriptors: the waiting client would wake us again and again
            self._pause()
            self._reactor.later(1.0, self._accept_more)
            return
        if not _is_owner(connection):
            connection.close()
            return
        client = _Client(self._reactor, connection, self._answer, self._left)
        self._clients.add(client)
        if len(self._clients) >= _CLIENTS:
            self._pause()
        client.start()

    def _left(self, client: _Client) -> None:
        self._clients.discard(client)
        self._accept_more()

    def _answer(self, client: _Client, line: bytes) -> None:
        """Let a request be handled; whatever it is, the client gets a line."""
        try:
            values = _values(line)
            if self._token and not secrets.compare_digest(str(values.get("token")), self._token):
                raise ValueError(_("wrong token"))
            request = _request(values)
        except ValueError as fault:
            client.finish(_line(Response(_("Not understood: {why}.").format(why=fault), _USAGE)))
            return
        try:
            answer = self._handle(request)
        except Exception:
            client.finish(_line(Response(_("That failed; the log says more."), 1)))
            raise  # to the reactor's boundary, which writes the log
        if values.get("follow") is True and answer.code == 0:
            client.follows = True
            client.send(_line(answer))
        else:
            client.finish(_line(answer))


class _Client:
    """One connection: a request comes in, an answer goes out, or a line at each change."""

    def __init__(
        self,
        reactor: Reactor,
        connection: socket.socket,
        asked: Callable[[_Client, bytes], None],
        left: Callable[[_Client], None],
    ) -> None:
        self._reactor = reactor
        self._connection: socket.socket | None = connection
        self._asked = asked
        self._left = left
        self._request: bytearray | None = bytearray()  # None: it has come, what follows is dropped
        self._unsent = bytearray()
        self._ending = False
        self._watches: dict[str, Cancel] = {}
        self.follows = False

    def start(self) -> None:
        """Listen to the request, for a while."""
        assert self._connection is not None
        self._connection.setblocking(False)
        self._watches["read"] = self._reactor.watch(self._connection.fileno(), self._readable)
        self._watches["patience"] = self._reactor.later(_PATIENCE, self._impatient)

    def finish(self, line: bytes) -> None:
        """Send the last line; the connection ends when the client has read it, or takes too long."""
        self._ending = True
        self.send(line)

    def send(self, line: bytes) -> None:
        """Send a line, now or when the client is ready; one that never reads is left."""
        self._unsent += line
        if len(self._unsent) > _BACKLOG and self.follows:
            self.close()
            return
        self._writable()

    def close(self) -> None:
        """End at once."""
        if self._connection is None:
            return
        for cancel in self._watches.values():
            cancel()
        self._connection.close()
        self._connection = None
        self.follows = False
        self._left(self)

    def _impatient(self) -> None:
        if not self.follows:
            self.close()

    def _readable(self) -> None:
        assert self._connection is not None
        try:
            piece = self._connection.recv(65_536)
        except BlockingIOError:
            return
        except OSError:
            self.close()
            return
        request = self._request
        if request is None:  # an answer is on its way: what still comes is read and dropped
            if not piece and not self._unsent:
                self.close()
            elif not piece:
                self._watches.pop("read")()  # it has said all; it may still read
            return
        request += piece
        whole = request.find(b"\n")
        if whole >= 0 or len(request) > _LONGEST or (request and not piece):
            self._request = None
            self._asked(self, bytes(request[: whole if whole >= 0 else None]))
        elif not piece:
            self.close()

    def _writable(self) -> None:
        if self._connection is None:
            return
        try:
            del self._unsent[: self._connection.send(self._unsent)]
        except BlockingIOError:
            pass
        except OSError:
            self.close()
            return
        if self._unsent and "write" not in self._watches:
            fd = self._connection.fileno()
            self._watches["write"] = self._reactor.watch_write(fd, self._writable)
        elif not self._unsent:
            self._watches.pop("write", lambda: None)()
            self._sent()

    def _sent(self) -> None:
        """End after the last line: not with close(), which would throw it away on the other side."""
        assert self._connection is not None
        if not self._ending:
            return
        if "read" not in self._watches:
            self.close()
            return
        with suppress(OSError):
            self._connection.shutdown(socket.SHUT_WR)


def serve(reactor: Reactor, path: Path, handle: Handle) -> Server:
    """Listen for commands at ``path`` and return the server; raises `Unavailable`."""
    server = Server(reactor, path, handle, by_token=sys.platform == "win32")
    server.start()
    return server


def _is_owner(connection: socket.socket) -> bool:
    """Whether the process at the other end belongs to us, where the kernel tells (Linux).

    Elsewhere the socket's mode, or the token, is the guard.
    """
    if connection.family != getattr(socket, "AF_UNIX", None) or not hasattr(socket, "SO_PEERCRED"):
        return True
    shape = struct.Struct("3i")
    peer = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, shape.size)
    _pid, user, _group = shape.unpack(peer)
    return bool(user == os.geteuid())


def _values(line: bytes) -> dict[str, Any]:
    """Return the object in a line; ValueError says what is wrong."""
    if len(line) > _LONGEST:
        raise ValueError(_("a request has at most {number} bytes").format(number=_LONGEST))
    try:
        values = json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError(_("one line of JSON was expected")) from None
    if not isinstance(values, dict) or values.get("v") != VERSION:
        raise ValueError(_("an object with v = {version} was expected").format(version=VERSION))
    return values


def _request(values: dict[str, Any]) -> Request:
    verb, args = values.get("verb"), values.get("args", {})
    if not isinstance(verb, str) or not isinstance(args, dict):
        raise ValueError(_("a verb, and args as an object, were expected"))
    if not all(isinstance(each, str | int) for each in args.values()):
        raise ValueError(_("args hold texts and whole numbers alone"))
    return Request(verb, args, door="command")


def _line(answer: Response) -> bytes:
    values = {
        "v": VERSION,
        "ok": answer.code == 0,
        "text": answer.text,
        "data": dict(answer.data),
        "code": answer.code,
    }
    return json.dumps(values, ensure_ascii=False).encode() + b"\n"
