"""The control socket: commands are answered, and nobody who is silent or wrong holds it up."""

from __future__ import annotations

import json
import os
import socket
import stat
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from posture_break import client
from posture_break.ports import Request, Response, Unavailable
from posture_break.reactor import Reactor
from posture_break.remote import Server
from tests.rounds import turn_until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


class Desk:
    """A server on its own reactor, what it was asked, and clients of every kind."""

    def __init__(self, path: Path, *, by_token: bool = False) -> None:
        """Listen at ``path``."""
        self.errors: list[Exception] = []
        self.asked: list[Request] = []
        self.path = path
        self.reactor = Reactor(self.errors.append)
        self.reactor.open()
        self.server = Server(self.reactor, path, self._handle, by_token=by_token, patience=PATIENCE)
        self.server.start()

    def _handle(self, request: Request) -> Response:
        self.asked.append(request)
        if request.verb == "fail":
            raise LookupError(request.verb)
        if request.verb == "done":
            return Response("No break is open.", 4)
        return Response(f"{request.verb} it is", data={"args": dict(request.args)})

    def stop(self) -> None:
        """End everything."""
        self.server.stop()
        self.reactor.close()

    def answers(self, call: Callable[[], Any]) -> Any:
        """Return what a blocking client in a thread comes back with."""
        with ThreadPoolExecutor(1) as pool:
            waiting = pool.submit(call)
            assert turn_until(self.reactor, waiting.done)
            return waiting.result()

    def raw(self, data: bytes) -> socket.socket:
        """Return a connection that sent just this."""
        connection = socket.socket(socket.AF_UNIX)
        connection.setblocking(False)
        connection.connect(str(self.path))
        connection.send(data)
        return connection

    def reads(self, connection: socket.socket) -> bytes:
        """Return all that comes until the server ends it."""
        got = bytearray()

        def ended() -> bool:
            try:
                piece = connection.recv(65_536)
            except BlockingIOError:
                return False
            except ConnectionResetError:
                return True
            got.extend(piece)
            return not piece

        assert turn_until(self.reactor, ended), "the server did not end it"
        connection.close()
        return bytes(got)


PATIENCE = 0.3


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Give a listening server."""
    made = Desk(tmp_path / "control.sock")
    yield made
    made.stop()


@pytest.fixture(params=["owner's socket", "token"])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """Give a server of each kind: that of Linux and macOS, and that of Windows."""
    made = Desk(tmp_path / "control.sock", by_token=request.param == "token")
    yield made
    made.stop()


def test_a_command_is_answered(either: Desk) -> None:
    """Verb and arguments reach the handler; text, data and code reach the client."""
    answer = either.answers(lambda: client.ask(either.path, "snooze", {"for": "5m"}))
    assert either.asked == [Request("snooze", {"for": "5m"}, "command")]
    assert answer == {
        "v": 1,
        "ok": True,
        "text": "snooze it is",
        "data": {"args": {"for": "5m"}},
        "code": 0,
    }


def test_a_refusal_carries_its_exit_code(either: Desk) -> None:
    """What the program refuses is not ok, and says which exit code that is."""
    answer = either.answers(lambda: client.ask(either.path, "done"))
    assert (answer["ok"], answer["code"]) == (False, 4)


def test_followers_get_a_line_at_each_change(either: Desk) -> None:
    """`--follow`: the first answer at once, one for each publish, the end with the program."""
    stream = client.follow(either.path, "status")
    assert either.answers(lambda: next(stream))["text"] == "status it is"
    assert either.server.followed
    for text in ("one", "two"):
        either.server.publish(Response(text))
        assert either.answers(lambda: next(stream))["text"] == text
    either.server.stop()
    assert list(stream) == []


def test_a_follower_that_leaves_is_forgotten(desk: Desk) -> None:
    """The connection's end is noticed without a publish."""
    stream = client.follow(desk.path, "status")
    desk.answers(lambda: next(stream))
    stream.close()
    assert turn_until(desk.reactor, lambda: not desk.server.followed)


def test_a_follower_outlasts_the_patience(desk: Desk) -> None:
    """The limit is for requests; who follows may be silent for ever."""
    stream = client.follow(desk.path, "status")
    desk.answers(lambda: next(stream))
    turn_until(desk.reactor, lambda: False, limit=PATIENCE * 1.5)
    assert desk.server.followed


def test_a_follower_that_never_reads_is_left(desk: Desk) -> None:
    """What piles up for it is bounded, and the others get theirs."""
    stuck = desk.raw(b'{"v": 1, "verb": "status", "follow": true}\n')
    assert turn_until(desk.reactor, lambda: desk.server.followed)
    for _ in range(100):
        desk.server.publish(Response("x" * 10_000))
    assert not desk.server.followed
    stuck.close()


def test_too_many_followers_leave_room_for_commands(desk: Desk) -> None:
    """The thirty-third is refused with a sentence, and a command still gets through."""
    line = b'{"v": 1, "verb": "status", "follow": true}\n'
    streams = [desk.raw(line) for _ in range(32)]
    assert turn_until(desk.reactor, lambda: len(desk.asked) == 32)
    assert b"follow already" in desk.reads(desk.raw(line))
    assert desk.answers(lambda: client.ask(desk.path, "status"))["ok"]
    for each in streams:
        each.close()


@pytest.mark.parametrize(
    "data",
    [
        b"garbage\n",
        b"\xff\xfe\x00\n",
        b"[1, 2]\n",
        b"{}\n",
        b'{"v": 2, "verb": "status"}\n',
        b'{"v": 1}\n',
        b'{"v": 1, "verb": 5}\n',
        b'{"v": 1, "verb": "x", "args": []}\n',
        b'{"v": 1, "verb": "x", "args": {"a": [1]}}\n',
        b"[" * 60_000 + b"\n",
        b'{"v": 1, "verb": ' + b"9" * 50_000 + b"}\n",
        b"\n",
    ],
)
def test_a_wrong_request_gets_a_sentence(desk: Desk, data: bytes) -> None:
    """Whatever is wrong, the client gets a line with code 2, and the program goes on."""
    answer = json.loads(desk.reads(desk.raw(data)))
    assert (answer["v"], answer["ok"], answer["code"]) == (1, False, 2)
    assert answer["text"].startswith("Not understood: ")
    assert desk.asked == []
    assert desk.errors == []


def test_a_megabyte_gets_a_sentence(desk: Desk) -> None:
    """A request without an end is refused, and the client that sends it reads why."""

    def send() -> bytes:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(str(desk.path))
            connection.sendall(b"x" * 1_000_000)
            return connection.recv(65_536)

    answer = json.loads(desk.answers(send))
    assert "65536 bytes" in answer["text"]


def test_half_a_line_gets_a_sentence(desk: Desk) -> None:
    """A client that stops in the middle and waits for the answer is told."""
    connection = desk.raw(b'{"v": 1, "ver')
    connection.shutdown(socket.SHUT_WR)
    assert b"one line of JSON" in desk.reads(connection)


def test_a_request_in_pieces_is_one(desk: Desk) -> None:
    """Bytes that come one by one are put together."""
    connection = desk.raw(b"")
    for byte in b'{"v": 1, "verb": "why"}\n':
        connection.send(bytes([byte]))
        desk.reactor.turn(0.1)
    assert b"why it is" in desk.reads(connection)


def test_half_a_character_comes_back_unharmed(desk: Desk) -> None:
    """A lone surrogate in a request, repeated in the answer, is still a line."""
    assert b"it is" in desk.reads(desk.raw(b'{"v": 1, "verb": "\\ud800"}\n'))


def test_silent_clients_hold_up_nobody_and_are_left(desk: Desk) -> None:
    """Twenty say nothing; a command is answered meanwhile, and they are gone after a while."""
    silent = [desk.raw(b"") for _ in range(20)]
    start = time.monotonic()
    assert desk.answers(lambda: client.ask(desk.path, "status"))["ok"]
    assert time.monotonic() - start < PATIENCE
    assert turn_until(desk.reactor, lambda: not desk.server._clients)
    for each in silent:
        assert desk.reads(each) == b""


def test_a_client_that_leaves_at_once_does_no_harm(desk: Desk) -> None:
    """A connection that is closed before, or after, its request is simply gone."""
    desk.raw(b"").close()
    desk.raw(b'{"v": 1, "verb": "status"}\n').close()
    assert turn_until(desk.reactor, lambda: len(desk.asked) == 1 and not desk.server._clients)
    assert desk.errors == []


def test_more_clients_than_there_is_room_for_wait_their_turn(desk: Desk) -> None:
    """Ninety at once: all are answered."""
    line = b'{"v": 1, "verb": "status"}\n'
    first = [desk.raw(line) for _ in range(60)]
    assert turn_until(desk.reactor, lambda: len(desk.asked) == 60)
    second = [desk.raw(line) for _ in range(30)]
    for each in first + second:
        assert b"status it is" in desk.reads(each)


def test_a_handler_that_raises_is_told_to_both_sides(desk: Desk) -> None:
    """The client reads that it failed, the boundary gets the exception, the next is served."""
    answer = desk.answers(lambda: client.ask(desk.path, "fail"))
    assert answer["code"] == 1
    assert [type(each) for each in desk.errors] == [LookupError]
    assert desk.answers(lambda: client.ask(desk.path, "status"))["ok"]


def test_only_the_owner_may_connect(desk: Desk) -> None:
    """The socket is closed to everybody else from its first moment."""
    assert stat.S_IMODE(desk.path.stat().st_mode) == 0o600


def test_the_peers_user_is_checked(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process of another user that came to the socket all the same gets nothing."""
    monkeypatch.setattr(os, "geteuid", lambda: 123_456)
    assert desk.reads(desk.raw(b'{"v": 1, "verb": "status"}\n')) == b""
    assert desk.asked == []


def test_without_the_token_nothing_is_done(tmp_path: Path) -> None:
    """Any local user can reach the port; only the owner can read the secret."""
    desk = Desk(tmp_path / "control.sock", by_token=True)
    assert stat.S_IMODE(desk.path.stat().st_mode) == 0o600
    where = json.loads(desk.path.read_text())
    for token in ("", ', "token": "wrong"', ', "token": 5'):
        connection = socket.create_connection(("127.0.0.1", where["port"]))
        connection.setblocking(False)
        connection.send(b'{"v": 1, "verb": "status"' + token.encode() + b"}\n")
        assert b"token" in desk.reads(connection)
    assert desk.asked == []
    desk.stop()


def test_a_stale_socket_is_replaced(desk: Desk, tmp_path: Path) -> None:
    """What a crash left behind is in nobody's way."""
    path = tmp_path / "stale.sock"
    with socket.socket(socket.AF_UNIX) as crashed:
        crashed.bind(str(path))
    again = Desk(path)
    assert again.answers(lambda: client.ask(path, "status"))["ok"]
    again.stop()
    assert not path.exists()


def test_something_else_in_the_sockets_place_is_left_alone(tmp_path: Path) -> None:
    """A file there is nobody's socket: the program says so and does without."""
    path = tmp_path / "control.sock"
    path.write_text("precious")
    with Reactor() as reactor:
        server = Server(reactor, path, lambda _request: Response())
        with pytest.raises(Unavailable, match="in the way"):
            server.start()
    assert path.read_text() == "precious"


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    """No place for a socket is a sentence."""
    with Reactor() as reactor:
        server = Server(reactor, tmp_path / "none" / "x.sock", lambda _request: Response())
        with pytest.raises(Unavailable, match="No such file"):
            server.start()


def test_nobody_there_is_not_running(tmp_path: Path) -> None:
    """No socket, or one that a crash left, means that the program is not running."""
    with pytest.raises(client.NotRunning):
        client.ask(tmp_path / "none.sock", "status")
    with socket.socket(socket.AF_UNIX) as crashed:
        crashed.bind(str(tmp_path / "stale.sock"))
    with pytest.raises(client.NotRunning):
        client.ask(tmp_path / "stale.sock", "status")


@pytest.mark.parametrize("reply", [None, b"", b"nonsense\n", b'{"v": 7}\n', b'{"v": 1'])
def test_a_server_that_does_not_answer_is_noticed(tmp_path: Path, reply: bytes | None) -> None:
    """A hanging, closing or babbling server is no traceback and no endless wait."""
    path = tmp_path / "odd.sock"
    with socket.socket(socket.AF_UNIX) as odd, ThreadPoolExecutor(1) as pool:
        odd.bind(str(path))
        odd.listen()

        def serve() -> None:
            connection, _address = odd.accept()
            with connection:
                connection.recv(1000)
                if reply is not None:
                    connection.sendall(reply)
                else:
                    connection.settimeout(5)
                    connection.recv(1)  # until the client gives up

        waiting = pool.submit(serve)
        with pytest.raises(client.NoAnswer):
            client.ask(path, "status", timeout=0.2)
        waiting.result()


def test_asking_imports_next_to_nothing() -> None:
    """A command that only asks pays for a socket and JSON alone."""
    heavy = ("filelock", "platformdirs", "gettext", "asyncio", "sqlite3", "dataclasses", "logging")
    program = f"import sys, posture_break.client; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.decode().strip() == "[]"
