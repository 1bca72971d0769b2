"""One client of the control socket: a request comes in, an answer or a stream of them goes out."""

from __future__ import annotations

import socket
from contextlib import suppress
from typing import TYPE_CHECKING

from posture_break.remote_lines import LONGEST

if TYPE_CHECKING:
    from collections.abc import Callable

    from posture_break.ports import Cancel
    from posture_break.reactor import Reactor

_BACKLOG = 256 * 1024  # bytes that a follower may leave unread


class Connection:
    """Reads and writes without ever waiting; ``patience`` seconds, then it ends."""

    def __init__(
        self,
        reactor: Reactor,
        end: socket.socket,
        asked: Callable[[Connection, bytes], None],
        left: Callable[[Connection], None],
        patience: float,
    ) -> None:
        self._reactor = reactor
        self._socket: socket.socket | None = end
        self._asked = asked
        self._left = left
        self._patience = patience
        self._request: bytearray | None = bytearray()  # None: it has come, what follows is dropped
        self._unsent = bytearray()
        self._ending = False
        self._watches: dict[str, Cancel] = {}
        self.follows = False

    def start(self) -> None:
        """Listen to the request, for a while."""
        assert self._socket is not None
        self._socket.setblocking(False)
        self._watches["read"] = self._reactor.watch(self._socket.fileno(), self._readable)
        self._watches["patience"] = self._reactor.later(self._patience, self._impatient)

    def finish(self, line: bytes) -> None:
        """Send the last line; it ends when the client has read that, or takes too long."""
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
        if self._socket is None:
            return
        for cancel in self._watches.values():
            cancel()
        self._socket.close()
        self._socket = None
        self.follows = False
        self._left(self)

    def _impatient(self) -> None:
        if not self.follows:
            self.close()

    def _readable(self) -> None:
        assert self._socket is not None
        try:
            piece = self._socket.recv(65_536)
        except BlockingIOError:
            return
        except OSError:
            self.close()
            return
        if self._request is None:
            self._drop(piece)
            return
        self._request += piece
        whole = self._request.find(b"\n")
        if whole >= 0 or len(self._request) > LONGEST or (self._request and not piece):
            line = bytes(self._request if whole < 0 else self._request[:whole])
            self._request = None
            self._asked(self, line)
        elif not piece:
            self.close()

    def _drop(self, piece: bytes) -> None:
        """Read on while the answer is on its way, or changes are: the end is what matters."""
        if not piece and not self._unsent:
            self.close()
        elif not piece:
            self._watches.pop("read")()  # it has said all; it may still read

    def _writable(self) -> None:
        if self._socket is None:
            return
        try:
            del self._unsent[: self._socket.send(self._unsent)]
        except BlockingIOError:
            pass
        except OSError:
            self.close()
            return
        if self._unsent and "write" not in self._watches:
            fd = self._socket.fileno()
            self._watches["write"] = self._reactor.watch_write(fd, self._writable)
        elif not self._unsent:
            self._watches.pop("write", lambda: None)()
            self._sent()

    def _sent(self) -> None:
        assert self._socket is not None
        if self._ending and "read" in self._watches:
            # Not close() yet: with unread bytes here it would throw the answer away over there.
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_WR)
        elif self._ending:
            self.close()
