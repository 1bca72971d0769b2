"""The session bus on the reactor: real daemons, dead ones, silent ones, and one that lies."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jeepney import Parser

from posture_break.adapters.linux import bus as bus_module
from posture_break.adapters.linux import link
from posture_break.adapters.linux.bus import Match, Refused, SessionBus, method
from posture_break.adapters.linux.exports import Fault, Interface, Method, split
from posture_break.ports import Unavailable
from posture_break.reactor import Reactor
from tests.fake_notification_server import private_bus
from tests.rounds import turn_until

if TYPE_CHECKING:
    from tests.fake_notification_server import PrivateBus

THING = "org.example.Thing"
PATH = "/org/example/Thing"
DBUS = "org.freedesktop.DBus"
PROPERTIES = "org.freedesktop.DBus.Properties"


@pytest.fixture
def reactor() -> Iterator[Reactor]:
    """Open a reactor."""
    with Reactor() as opened:
        yield opened


@pytest.fixture
def daemon() -> Iterator[PrivateBus]:
    """Run a session bus."""
    with private_bus() as running:
        running.start()
        yield running


@pytest.fixture
def connect(reactor: Reactor, daemon: PrivateBus) -> Iterator[Callable[[], SessionBus]]:
    """Make connections that end with the test."""
    made: list[SessionBus] = []

    def make() -> SessionBus:
        made.append(SessionBus(reactor, daemon.address))
        made[-1].connect()
        return made[-1]

    yield make
    for each in made:
        each.stop()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shorten the pauses between tries."""
    monkeypatch.setattr(bus_module, "_PAUSES", (0.01, 0.02, 0.04))


def answer(reactor: Reactor, bus: SessionBus, message: object, timeout: float = 5.0) -> Any:
    """Call and wait for what comes back."""
    replies: list[Any] = []
    bus.call(message, replies.append, timeout)
    assert not replies, "a reply came before the call returned"
    assert turn_until(reactor, lambda: bool(replies))
    return replies[0]


def thing(**methods: Method) -> Interface:
    """Return an object to export."""
    return Interface(THING, methods, {"Colour": lambda: ("s", "green")}, {"Changed": "s"})


def test_a_call_gets_its_answer(reactor: Reactor, connect: Callable[[], SessionBus]) -> None:
    """The bus itself answers who we are."""
    bus = connect()
    ask = method(DBUS, "/org/freedesktop/DBus", DBUS, "NameHasOwner", "s", bus.unique_name)
    assert answer(reactor, bus, ask) == (True,)


def test_answers_find_their_calls(reactor: Reactor, connect: Callable[[], SessionBus]) -> None:
    """Many calls under way at once each get their own answer."""
    asking, answering = connect(), connect()
    answering.export(PATH, thing(Twice=Method("i", "i", lambda number: (2 * number,))))
    replies: dict[int, Any] = {}
    for number in range(20):
        message = method(answering.unique_name, PATH, THING, "Twice", "i", number)
        asking.call(message, partial(replies.__setitem__, number))
    assert turn_until(reactor, lambda: len(replies) == 20)
    assert replies == {number: (2 * number,) for number in range(20)}


def test_an_error_answer_keeps_its_name(
    reactor: Reactor, connect: Callable[[], SessionBus]
) -> None:
    """Who has to tell errors apart can."""
    bus = connect()
    reply = answer(reactor, bus, method("org.example.Nobody", PATH, THING, "Twice"))
    assert isinstance(reply, Refused)
    assert reply.name == "org.freedesktop.DBus.Error.ServiceUnknown"


def test_no_answer_is_told_after_the_time_limit(
    reactor: Reactor, connect: Callable[[], SessionBus]
) -> None:
    """One that hangs does not hang us, and its late answer is dropped."""
    asking = connect()
    with Reactor() as other:
        silent = SessionBus(other, asking._address)
        silent.connect()
        silent.export(PATH, thing(Late=Method("", "i", lambda: (1,))))
        replies: list[Any] = []
        asking.call(method(silent.unique_name, PATH, THING, "Late"), replies.append, 0.05)
        assert turn_until(reactor, lambda: bool(replies))
        for _each in range(3):
            other.turn(0.02)
        silent.stop()
    connect_again = method(DBUS, "/org/freedesktop/DBus", DBUS, "GetId")
    answer(reactor, asking, connect_again)
    assert len(replies) == 1
    assert isinstance(replies[0], Unavailable)


def test_signals_reach_those_who_asked(reactor: Reactor, connect: Callable[[], SessionBus]) -> None:
    """What fits arrives as arguments; another path, name or shape does not."""
    speaker, listener = connect(), connect()
    heard: list[tuple[Any, ...]] = []
    wanted = Match(THING, "Changed", PATH, speaker.unique_name, signature="si")
    listener.subscribe(wanted, lambda *body: heard.append(body))
    answer(reactor, listener, method(DBUS, "/org/freedesktop/DBus", DBUS, "GetId"))
    speaker.signal("/elsewhere", THING, "Changed", "si", "wrong path", 1)
    speaker.signal(PATH, THING, "Other", "si", "wrong name", 1)
    speaker.signal(PATH, THING, "Changed", "s", "wrong shape")
    speaker.signal(PATH, THING, "Changed", "si", "right", 2)
    assert turn_until(reactor, lambda: bool(heard))
    assert heard == [("right", 2)]


def test_a_cancelled_subscription_is_silent(
    reactor: Reactor, connect: Callable[[], SessionBus]
) -> None:
    """Nothing is heard after the cancel, which may be called twice."""
    speaker, listener = connect(), connect()
    heard: list[str] = []
    also: list[str] = []
    cancel = listener.subscribe(Match(THING, "Changed"), heard.append)
    listener.subscribe(Match(THING, "Changed"), also.append)
    cancel()
    cancel()
    answer(reactor, listener, method(DBUS, "/org/freedesktop/DBus", DBUS, "GetId"))
    speaker.signal(PATH, THING, "Changed", "s", "text")
    assert turn_until(reactor, lambda: bool(also))
    assert heard == []


def test_a_name_is_watched(reactor: Reactor, connect: Callable[[], SessionBus]) -> None:
    """Nobody at first, then an owner, then nobody again: each told once."""
    watching, owning = connect(), connect()
    owners: list[str] = []
    watching.watch_name("org.example.Owned", owners.append)
    assert turn_until(reactor, lambda: owners == [""])
    name = owning.unique_name
    bus = "/org/freedesktop/DBus"
    answer(reactor, owning, method(DBUS, bus, DBUS, "RequestName", "su", "org.example.Owned", 0))
    assert turn_until(reactor, lambda: len(owners) == 2)
    answer(reactor, owning, method(DBUS, bus, DBUS, "ReleaseName", "s", "org.example.Owned"))
    assert turn_until(reactor, lambda: len(owners) == 3)
    assert owners == ["", name, ""]


@pytest.mark.parametrize(
    ("message", "error"),
    [
        (("org.example.Else", "Twice", "i", 1), "UnknownMethod"),
        ((THING, "Nonsense", ""), "UnknownMethod"),
        ((THING, "Twice", "s", "two"), "InvalidArgs"),
        ((THING, "Refuse", ""), "InvalidArgs"),
        ((PROPERTIES, "Get", "ss", THING, "Size"), "UnknownProperty"),
        ((PROPERTIES, "Get", "ss", "org.example.Else", "Colour"), "UnknownInterface"),
        ((PROPERTIES, "Set", "ssv", THING, "Colour", ("s", "red")), "PropertyReadOnly"),
    ],
)
def test_wrong_calls_get_the_error_that_fits(
    reactor: Reactor, connect: Callable[[], SessionBus], message: tuple[Any, ...], error: str
) -> None:
    """Nobody waits in vain for an answer to a call that we do not understand."""
    asking, answering = connect(), connect()

    def refuse() -> tuple[()]:
        raise Fault("InvalidArgs", "no")

    twice = Method("i", "i", lambda number: (2 * number,))
    answering.export(PATH, thing(Twice=twice, Refuse=Method("", "", refuse)))
    interface, member, *rest = message
    reply = answer(reactor, asking, method(answering.unique_name, PATH, interface, member, *rest))
    assert isinstance(reply, Refused)
    assert reply.name == f"org.freedesktop.DBus.Error.{error}"


def test_a_fault_of_ours_is_answered_and_still_heard(daemon: PrivateBus) -> None:
    """An exception in a method ends nobody's wait, and reaches the loop's boundary."""
    faults: list[Exception] = []
    with Reactor(faults.append) as reactor:
        bus = SessionBus(reactor, daemon.address)
        bus.connect()
        bus.export(PATH, thing(Break=Method("", "i", lambda: (1 // 0,))))
        reply = answer(reactor, bus, method(bus.unique_name, PATH, THING, "Break"))
        bus.stop()
    assert isinstance(reply, Refused)
    assert [type(fault) for fault in faults] == [ZeroDivisionError]


def test_properties_are_told_singly_and_together(
    reactor: Reactor, connect: Callable[[], SessionBus]
) -> None:
    """Get and GetAll read the same values."""
    bus = connect()
    bus.export(PATH, thing())
    get = method(bus.unique_name, PATH, PROPERTIES, "Get", "ss", THING, "Colour")
    every = method(bus.unique_name, PATH, PROPERTIES, "GetAll", "s", THING)
    assert answer(reactor, bus, get) == (("s", "green"),)
    assert answer(reactor, bus, every) == ({"Colour": ("s", "green")},)


def test_objects_describe_themselves(reactor: Reactor, connect: Callable[[], SessionBus]) -> None:
    """Introspection names our methods, properties and signals, and the way to our objects."""
    bus = connect()
    bus.export(PATH, thing(Twice=Method("i", "a{sv}", lambda _number: ({},))))
    introspect = "org.freedesktop.DBus.Introspectable"
    (text,) = answer(reactor, bus, method(bus.unique_name, PATH, introspect, "Introspect"))
    for part in (
        '<method name="Twice"><arg type="i" direction="in"/><arg type="a{sv}" direction="out"/>',
        '<property name="Colour" type="s" access="read"/>',
        '<signal name="Changed">',
    ):
        assert part in text
    (parent,) = answer(reactor, bus, method(bus.unique_name, "/org", introspect, "Introspect"))
    assert '<node name="example"/>' in parent


def test_withdrawn_objects_are_gone(reactor: Reactor, connect: Callable[[], SessionBus]) -> None:
    """After the cancel of an export nobody answers there."""
    bus = connect()
    bus.export(PATH, thing(Twice=Method("i", "i", lambda number: (number,))))()
    reply = answer(reactor, bus, method(bus.unique_name, PATH, THING, "Twice", "i", 1))
    assert isinstance(reply, Refused)


def test_a_lost_bus_is_told_to_everybody(
    reactor: Reactor, daemon: PrivateBus, connect: Callable[[], SessionBus]
) -> None:
    """Calls under way end, names have no owner, listeners hear of it, later calls say so."""
    bus = connect()
    ups: list[bool] = []
    owners: list[str] = []
    replies: list[Any] = []
    bus.listen(ups.append)
    bus.watch_name(DBUS, owners.append)
    assert turn_until(reactor, lambda: owners == [DBUS])
    bus.call(method(bus.unique_name, PATH, THING, "Never"), replies.append)
    daemon.kill()
    assert turn_until(reactor, lambda: ups == [False])
    assert not bus.connected
    assert owners == [DBUS, ""]
    assert isinstance(replies[0], Unavailable)
    assert isinstance(answer(reactor, bus, method(DBUS, "/", DBUS, "GetId")), Unavailable)


@pytest.mark.usefixtures("quick")
def test_everything_is_back_on_the_next_bus(
    reactor: Reactor, daemon: PrivateBus, connect: Callable[[], SessionBus]
) -> None:
    """Subscriptions, watched names and objects are in place again without anybody's help."""
    bus = connect()
    ups: list[bool] = []
    owners: list[str] = []
    heard: list[str] = []
    bus.listen(ups.append)
    bus.watch_name(DBUS, owners.append)
    bus.subscribe(Match(THING, "Changed"), heard.append)
    bus.export(PATH, thing(Twice=Method("i", "i", lambda number: (2 * number,))))
    assert turn_until(reactor, lambda: len(owners) == 1)
    daemon.kill()
    assert turn_until(reactor, lambda: ups == [False])
    daemon.start()
    assert turn_until(reactor, lambda: ups == [False, True])
    assert turn_until(reactor, lambda: owners == [DBUS, "", DBUS])
    speaker = connect()
    twice = method(bus.unique_name, PATH, THING, "Twice", "i", 4)
    assert answer(reactor, speaker, twice) == (8,)
    speaker.signal(PATH, THING, "Changed", "s", "text")
    assert turn_until(reactor, lambda: heard == ["text"])


@pytest.mark.usefixtures("quick")
def test_it_gives_up_and_tries_again_on_demand(
    reactor: Reactor,
    daemon: PrivateBus,
    connect: Callable[[], SessionBus],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """After the last pause nothing wakes up any more; a call makes it look once more."""
    tries: list[str] = []
    real = link.open_link
    bus = connect()

    def counted(address: str) -> Any:
        tries.append(address)
        return real(address)

    monkeypatch.setattr(bus_module, "open_link", counted)
    daemon.kill()
    assert turn_until(reactor, lambda: len(tries) == 3)
    reactor.turn(0.2)
    assert reactor._sleep(None) is None, "something still wakes up"
    bus.call(method(DBUS, "/", DBUS, "GetId"))
    reactor.turn(0.05)
    assert len(tries) == 3, "it was tried a moment ago"
    monkeypatch.setattr(bus_module, "_ON_DEMAND_EVERY", 0.0)
    daemon.start()
    bus.call(method(DBUS, "/", DBUS, "GetId"))
    assert turn_until(reactor, lambda: bus.connected)


def test_without_an_address_it_says_how_to_mend_it(
    reactor: Reactor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No session bus at all is a sentence with a cure, and nothing is tried again."""
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    with pytest.raises(Unavailable, match=r"DBUS_SESSION_BUS_ADDRESS is not set.*dbus-run-session"):
        SessionBus(reactor).connect()
    assert reactor._sleep(None) is None


@pytest.mark.parametrize(
    "address", ["unix:path=/nonexistent/bus", "tcp:host=localhost,port=1", "nonsense", "unix:"]
)
def test_a_wrong_address_is_a_sentence(reactor: Reactor, address: str) -> None:
    """Whatever stands in the environment, there is no traceback."""
    bus = SessionBus(reactor, address)
    with pytest.raises(Unavailable, match="does not answer"):
        bus.connect()
    bus.stop()


def test_a_silent_bus_costs_a_second_at_most(
    reactor: Reactor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A socket that accepts and says nothing does not hang the program."""
    monkeypatch.setattr(link, "CONNECT_LIMIT", 0.05)
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(str(tmp_path / "bus"))
        silent.listen(1)
        bus = SessionBus(reactor, f"unix:path={tmp_path / 'bus'}")
        with pytest.raises(Unavailable):
            bus.connect()
        bus.stop()


Pair = Callable[[list[Any], list[bool]], tuple[link.Link, socket.socket]]


@pytest.fixture
def pair(reactor: Reactor) -> Iterator[Pair]:
    """Make links and the bus's end of their sockets; both ends are closed with the test."""
    made: list[tuple[link.Link, socket.socket]] = []

    def make(taken: list[Any], lost: list[bool]) -> tuple[link.Link, socket.socket]:
        made.append(_pair(reactor, taken, lost))
        return made[-1]

    yield make
    for opened, theirs in made:
        opened.close()
        theirs.close()


def _pair(reactor: Reactor, taken: list[Any], lost: list[bool]) -> tuple[link.Link, socket.socket]:
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    opened = link.Link(reactor, (ours, Parser(), ":1.1"), taken.append, lambda: lost.append(True))
    opened.start()
    return opened, theirs


def test_what_the_kernel_does_not_take_is_sent_later(reactor: Reactor, pair: Pair) -> None:
    """A bus that reads slowly gets every byte in order, and nobody waits for it."""
    opened, theirs = pair([], [])
    sent = bytes(range(256)) * 8192
    opened.send(sent[:-3])
    opened.send(sent[-3:])
    got = bytearray()

    def read() -> None:
        while len(got) < len(sent):
            got.extend(theirs.recv(65536))

    reader = threading.Thread(target=read)
    reader.start()
    assert turn_until(reactor, lambda: len(got) == len(sent))
    reader.join()
    assert bytes(got) == sent
    reactor.turn(0)
    assert opened._writable is None, "a drained socket is still watched"


def test_a_bus_that_never_reads_is_given_up(
    reactor: Reactor, pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What waits to be sent cannot grow without end."""
    monkeypatch.setattr(link, "_MOST_UNSENT", 1_000_000)
    lost: list[bool] = []
    opened, _theirs = pair([], lost)
    for _each in range(40):
        opened.send(b"x" * 100_000)
    assert turn_until(reactor, lambda: lost == [True])


def test_garbage_ends_the_connection(reactor: Reactor, pair: Pair) -> None:
    """A stream that is no D-Bus cannot be followed."""
    lost: list[bool] = []
    _opened, theirs = pair([], lost)
    theirs.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
    assert turn_until(reactor, lambda: lost == [True])


def test_one_unreadable_message_is_skipped(reactor: Reactor, pair: Pair) -> None:
    """A message with a header field of tomorrow does not end the connection."""
    taken: list[Any] = []
    lost: list[bool] = []
    _opened, theirs = pair(taken, lost)
    good = method("org.example.A", PATH, THING, "Good").serialise(serial=9)
    field = good.index(b"\x03\x01s\0")  # the field that names the member
    bad = good[:field] + b"\x63" + good[field + 1 :]
    longer = method("org.example.A", PATH, THING, "LongerThanThat").serialise(serial=10)
    theirs.sendall(bad + longer)
    assert turn_until(reactor, lambda: len(taken) == 1)
    assert lost == []


@pytest.mark.parametrize(
    ("signature", "types"),
    [("", []), ("ia{sv}av", ["i", "a{sv}", "av"]), ("(ii)aas", ["(ii)", "aas"])],
)
def test_signatures_are_split_into_types(signature: str, types: list[str]) -> None:
    """Introspection needs each argument's own type."""
    assert split(signature) == types
