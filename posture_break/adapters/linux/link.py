"""One socket to a message bus: whole messages in, bytes out, and never a wait."""

from __future__ import annotations

import select
import struct
import time
from typing import TYPE_CHECKING, Any

from jeepney import AuthenticationError, Message, MessageType, Parser
from jeepney.bus import get_bus
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import prep_socket

from posture_break.ports import Cancel, Reactor, Unavailable
from posture_break.texts import _

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

CONNECT_LIMIT = 1.0  # seconds; the loop stands still so long at most, when a bus hangs
_MOST_UNSENT = 8 * 1024 * 1024  # a bus that does not read for so long is as good as dead
_UNREADABLE = (ValueError, KeyError, TypeError, AssertionError, IndexError, struct.error)


def nothing() -> None:
    """Stand for a cancel that has nothing to call off."""


def open_link(address: str) -> tuple[socket.socket, Parser, str]:
    """Return a connection that has said hello, what was read so far, and our unique name."""
    deadline = time.monotonic() + CONNECT_LIMIT
    try:
        link = prep_socket(get_bus(address), timeout=CONNECT_LIMIT)
    except (OSError, AuthenticationError, RuntimeError, ValueError, KeyError) as error:
        raise _no_bus(address, error) from error
    try:
        parser = Parser()
        name = _say_hello(link, parser, deadline)
    except (OSError, *_UNREADABLE) as error:
        link.close()
        raise _no_bus(address, error) from error
    link.setblocking(False)
    return link, parser, name


def _say_hello(link: socket.socket, parser: Parser, deadline: float) -> str:
    """Return the name that the bus gives us (jeepney's own way of asking has no time limit)."""
    link.settimeout(CONNECT_LIMIT)
    link.sendall(message_bus.Hello().serialise(serial=1))
    while (first := parser.get_next_message()) is None:
        link.settimeout(max(0.001, deadline - time.monotonic()))
        data = link.recv(4096)
        if not data:
            raise ConnectionResetError("the bus hung up")
        parser.add_data(data)
    if first.header.message_type is not MessageType.method_return:
        raise ValueError(f"the bus refused us: {first.body}")
    return str(first.body[0])


def _no_bus(address: str, error: Exception) -> Unavailable:
    words = _("The session bus at {address} does not answer ({error}).")
    cure = _("Start posture-break from the desktop session.")
    reason = getattr(error, "strerror", None) or error
    return Unavailable(words.format(address=address, error=reason), cure)


class Link:
    """A connection that hands each message to ``take`` and says once when it is ``lost``."""

    def __init__(
        self,
        reactor: Reactor,
        opened: tuple[socket.socket, Parser, str],
        take: Callable[[Message], Any],
        lost: Callable[[], None],
    ) -> None:
        """Store what `open_link` returned."""
        self._reactor = reactor
        self._socket, self._parser, self.name = opened
        self._take = take
        self._lost = lost
        self._open = True
        self._unsent = bytearray()
        self._unwatch: Cancel = nothing
        self._writable: select.epoll | None = None
        self._unwatch_writable: Cancel = nothing

    def start(self) -> None:
        """Begin to listen."""
        self._unwatch = self._reactor.watch(self._socket.fileno(), self._readable)
        self._reactor.post(self._drain)  # what came together with the answer to Hello

    def close(self) -> None:
        """Hang up; nobody is told."""
        if self._open:
            self._open = False
            self._unwatch()
            self._stop_waiting()
            self._socket.close()

    def send(self, data: bytes) -> None:
        """Send, as far as the kernel takes it now; the rest goes when it takes more."""
        if self._open:
            self._unsent += data
            if self._writable is None:
                self._flush()
            elif len(self._unsent) > _MOST_UNSENT:
                self._reactor.post(self._lose)

    def _readable(self) -> None:
        try:
            data = self._socket.recv(65536)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if data:
            self._parser.add_data(data)
            self._drain()
        else:
            self._lose()

    def _drain(self) -> None:
        while self._open:  # a callback may hang up
            try:
                message = self._parser.get_next_message()
            except _UNREADABLE:
                if self._parser.next_msg_size is None:  # not even its size: the stream is lost
                    self._lose()
                self._parser.next_msg_size = None  # it was taken off the stream: go on after it
                continue
            if message is None:
                return
            self._take(message)

    def _flush(self) -> None:
        try:
            while self._unsent:
                del self._unsent[: self._socket.send(self._unsent)]
        except BlockingIOError:
            self._wait_until_writable()
            return
        except OSError:
            self._reactor.post(self._lose)  # later: nobody expects callbacks out of a `send`
        self._stop_waiting()

    def _wait_until_writable(self) -> None:
        """Watch an epoll around the socket: it turns *readable* when the socket takes more."""
        if self._writable is None:
            self._writable = select.epoll()
            self._writable.register(self._socket.fileno(), select.EPOLLOUT)
            self._unwatch_writable = self._reactor.watch(self._writable.fileno(), self._flush)

    def _stop_waiting(self) -> None:
        if self._writable is not None:
            self._unwatch_writable()
            self._writable.close()
            self._writable = None

    def _lose(self) -> None:
        if self._open:
            self.close()
            self._lost()
