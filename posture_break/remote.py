"""The door for commands: an owner-only local socket that never holds up the loop."""

from __future__ import annotations

import errno
import json
import os
import socket
import stat
import struct
from contextlib import suppress
from typing import TYPE_CHECKING

from posture_break.ports import Request, Response, Unavailable
from posture_break.remote_connection import Connection
from posture_break.remote_lines import Misunderstood, line_of, request_of, values_of
from posture_break.texts import _

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from posture_break.ports import Cancel
    from posture_break.reactor import Reactor

    Handle = Callable[[Request], Response]

_PATIENCE = 2.0  # seconds that a client may take for its request, and for reading the answer
_CLIENTS = 64  # at once; the others wait in the kernel's queue
_FOLLOWERS = 32  # of those: they stay, and must leave room for commands
_FAILED, _USAGE = 1, 2


class Server:
    """Listens for commands on the loop; nobody who is silent, slow or wrong holds up anybody."""

    def __init__(
        self,
        reactor: Reactor,
        path: Path,
        handle: Handle,
        *,
        by_token: bool = False,
        patience: float = _PATIENCE,
    ) -> None:
        self._reactor = reactor
        self._path = path
        self._handle = handle
        self._by_token = by_token
        self._patience = patience
        self._token = ""
        self._socket: socket.socket | None = None
        self._accepting: Cancel | None = None
        self._clients: set[Connection] = set()

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
        line = line_of(answer)
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
        self._token = os.urandom(16).hex()
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
            end, _address = self._socket.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return
        except OSError:  # out of descriptors: the waiting client would wake us again and again
            self._pause()
            self._reactor.later(1.0, self._accept_more)
            return
        if not _is_owner(end):
            end.close()
            return
        client = Connection(self._reactor, end, self._answer, self._left, self._patience)
        self._clients.add(client)
        if len(self._clients) >= _CLIENTS:
            self._pause()
        client.start()

    def _left(self, client: Connection) -> None:
        self._clients.discard(client)
        self._accept_more()

    def _answer(self, client: Connection, line: bytes) -> None:
        """Let a request be handled; whatever it is, the client gets a line."""
        try:
            values = values_of(line)
            self._check_token(values.get("token"))
            request = request_of(values)
        except Misunderstood as fault:
            sentence = _("Not understood: {why}.").format(why=fault)
            client.finish(line_of(Response(sentence, _USAGE)))
            return
        try:
            answer = self._handle(request)
        except Exception:
            client.finish(line_of(Response(_("That failed; the log says more."), _FAILED)))
            raise  # to the reactor's boundary, which writes the log
        if values.get("follow") is True and answer.code == 0:
            self._begin_following(client, answer)
        else:
            client.finish(line_of(answer))

    def _begin_following(self, client: Connection, answer: Response) -> None:
        if sum(each.follows for each in self._clients) >= _FOLLOWERS:
            client.finish(line_of(Response(_("Too many programs follow already."), _FAILED)))
            return
        client.follows = True
        client.send(line_of(answer))

    def _check_token(self, token: object) -> None:
        if not self._token:
            return
        from secrets import compare_digest  # noqa: PLC0415 - 1 MB of OpenSSL, for Windows alone

        if not isinstance(token, str) or not compare_digest(token.encode(), self._token.encode()):
            raise Misunderstood(_("the token is wrong"))


def _is_owner(end: socket.socket) -> bool:
    """Whether the process at the other end belongs to us, where the kernel tells (Linux).

    Elsewhere the socket's mode, or the token, is the guard.
    """
    if end.family != getattr(socket, "AF_UNIX", None) or not hasattr(socket, "SO_PEERCRED"):
        return True
    shape = struct.Struct("3i")
    peer = end.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, shape.size)
    _pid, user, _group = shape.unpack(peer)
    return bool(user == os.geteuid())
