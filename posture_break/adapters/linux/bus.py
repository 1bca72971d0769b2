"""The session bus on the reactor: no thread, no waiting, and a bus may die.

How to use it (all calls and callbacks on the loop's thread)::

    bus = SessionBus(reactor)
    bus.connect()                        # raises Unavailable, and goes on trying by itself
    bus.call(method("org.freedesktop.Notifications", "/org/freedesktop/Notifications",
                    "org.freedesktop.Notifications", "CloseNotification", "u", 7), replied)
    bus.subscribe(Match("org.freedesktop.Notifications", "ActionInvoked", signature="us"), heard)
    bus.watch_name("org.freedesktop.Notifications", owner_changed)  # ":1.7", or "" for nobody
    bus.listen(up_or_down)               # True: connected (again), register anew; False: lost
    bus.export("/Object", interface)     # see exports.py
    bus.signal("/Object", "org.example.Name", "Changed", "s", "text")

`SessionBus.call` hands its ``reply`` the body (a tuple), or an `Unavailable`: a `Refused` where the
other side answered with an error (its ``name`` tells which), a plain one after the time limit or
without a bus. A ``reply`` is never called before ``call`` has returned. ``heard`` gets the body's
values as arguments; name the signature in the match, and nothing of another shape arrives.
Subscriptions, watched names and exported objects outlive a lost bus: they are put in place again
on the next connection, before the listeners hear of it. A variant is a pair ``(signature, value)``,
both ways; a struct is a tuple, an array a list, bytes stand for ``ay``.

Between messages nothing wakes up. After a loss it tries again after 1, 2, 4 ... 60 s, for about
five minutes; after that only when somebody calls ``connect`` or ``call``.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageFlag,
    MessageType,
    new_error,
    new_signal,
)

from posture_break.adapters.linux.exports import Interface, Objects
from posture_break.adapters.linux.link import Link, nothing, open_link
from posture_break.adapters.linux.messages import BUS, BUS_PATH, Match, Refused, method
from posture_break.ports import Cancel, Unavailable
from posture_break.texts import _

if TYPE_CHECKING:
    from posture_break.ports import Reactor

__all__ = ["Body", "Match", "Refused", "Reply", "SessionBus", "method", "session_address"]

Body = tuple[Any, ...]
Reply = Callable[[Body | Unavailable], None]

CALL_LIMIT = 5.0  # seconds
_PAUSES = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0, 60.0, 60.0)
_STEADY_AFTER = 10.0  # a connection that lived shorter does not start the pauses from the beginning
_ON_DEMAND_EVERY = 10.0


def session_address() -> str:
    """Return where the session bus should be, in the words of DBUS_SESSION_BUS_ADDRESS."""
    address = os.environ.get("DBUS_SESSION_BUS_ADDRESS", "")
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if not address and not runtime:
        raise Unavailable(
            _("There is no session bus: DBUS_SESSION_BUS_ADDRESS is not set."),
            _("Start posture-break from the desktop session, or inside dbus-run-session."),
        )
    return address or f"unix:path={runtime}/bus"  # where systemd's user bus listens


class SessionBus:
    """One connection to the session bus for tray, notifications and senses together."""

    def __init__(self, reactor: Reactor, address: str = "") -> None:
        """Store the reactor; ``address`` takes the place of the environment's."""
        self._reactor = reactor
        self._address = address
        self._link: Link | None = None
        self._serials = itertools.count(2)  # 1 was Hello
        self._pending: dict[int, tuple[Reply, Cancel]] = {}
        self._subscriptions: dict[int, tuple[Match, Callable[..., None]]] = {}
        self._listeners: dict[int, Callable[[bool], None]] = {}
        self._keys = itertools.count(1)
        self._objects = Objects()
        self._since = 0.0  # when the connection began, and when it was last tried
        self._tried = float("-inf")
        self._tries = 0
        self._call_off_retry: Cancel | None = None

    @property
    def connected(self) -> bool:
        """Whether there is a bus now."""
        return self._link is not None

    @property
    def unique_name(self) -> str:
        """Our name on the bus, such as ``:1.23``; empty without a bus."""
        return self._link.name if self._link else ""

    def connect(self) -> None:
        """Connect now (at most a second); raises `Unavailable`, and then tries again by itself."""
        if self._link is not None:
            return
        self._stop_trying()
        address = self._address or session_address()  # with none there is nothing to try again
        self._tried = time.monotonic()
        try:
            opened = open_link(address)
        except Unavailable:
            self._plan_retry()
            raise
        self._since = time.monotonic()
        self._link = Link(self._reactor, opened, self._take, self._lost)
        self._link.start()
        for match, _heard in self._subscriptions.values():
            self._add_match(match)
        self._tell(up=True)

    def stop(self) -> None:
        """Hang up for good; nobody is told."""
        self._stop_trying()
        self._tried = float("-inf")  # a late call must not bring the connection back
        self._listeners.clear()
        self._subscriptions.clear()
        for _reply, cancel in self._pending.values():
            cancel()
        self._pending.clear()
        if self._link is not None:
            self._link.close()
            self._link = None

    def call(
        self, message: Message, reply: Reply | None = None, timeout: float = CALL_LIMIT
    ) -> None:
        """Call a method; ``reply`` gets the body or an `Unavailable`, later and exactly once."""
        if self._link is None:
            self._try_on_demand()
            if reply is not None:
                nowhere = Unavailable(_("There is no session bus."))
                self._reactor.post(lambda: reply(nowhere))
            return
        serial = next(self._serials)
        if reply is None:
            message.header.flags |= MessageFlag.no_reply_expected
        else:
            cancel = self._reactor.later(timeout, lambda: self._settle(serial, _too_late()))
            self._pending[serial] = (reply, cancel)
        self._link.send(message.serialise(serial=serial))

    def signal(
        self, path: str, interface: str, name: str, signature: str = "", *body: object
    ) -> None:
        """Send a signal from one of our objects; without a bus there is nobody to hear it."""
        if self._link is not None:
            source = DBusAddress(path, interface=interface)
            message = new_signal(source, name, signature or None, body)
            self._link.send(message.serialise(serial=next(self._serials)))

    def subscribe(self, match: Match, heard: Callable[..., None]) -> Cancel:
        """Call ``heard`` with the body of each signal that fits, also on later connections."""
        key = next(self._keys)
        self._subscriptions[key] = (match, heard)
        if self._link is not None:
            self._add_match(match)

        def cancel() -> None:
            if self._subscriptions.pop(key, None) is not None and self._link is not None:
                self.call(method(BUS, BUS_PATH, BUS, "RemoveMatch", "s", match.rule()))

        return cancel

    def watch_name(self, name: str, owner_changed: Callable[[str], None]) -> Cancel:
        """Call ``owner_changed`` with the unique name that owns ``name``, soon and at changes.

        Empty: nobody does, or there is no bus.
        """
        return _NameWatch(self, name, owner_changed).start()

    def listen(self, up_or_down: Callable[[bool], None]) -> Cancel:
        """Call ``up_or_down`` whenever the bus is there (again) or was lost."""
        key = next(self._keys)
        self._listeners[key] = up_or_down

        def cancel() -> None:
            self._listeners.pop(key, None)

        return cancel

    def export(self, path: str, interface: Interface) -> Cancel:
        """Answer calls to ``interface`` at ``path``, on this and later connections."""
        return self._objects.add(path, interface)

    def _take(self, message: Message) -> None:
        fields = message.header.fields
        match message.header.message_type:
            case MessageType.method_call:
                self._answer(message)
            case MessageType.method_return:
                self._settle(fields.get(HeaderFields.reply_serial, 0), message.body)
            case MessageType.error:
                words = message.body[0] if message.body else ""
                refused = Refused(fields.get(HeaderFields.error_name, ""), str(words))
                self._settle(fields.get(HeaderFields.reply_serial, 0), refused)
            case MessageType.signal:
                self._spread(message)

    def _spread(self, signal: Message) -> None:
        for key, (match, heard) in tuple(self._subscriptions.items()):
            if key in self._subscriptions and match.fits(signal):  # one may end another
                heard(*signal.body)

    def _answer(self, message: Message) -> None:
        try:
            answer = self._objects.answer(message)
        except Exception as error:  # the caller must not wait for nothing; the loop still hears it
            self._reply(message, new_error(message, f"{BUS}.Error.Failed", "s", (str(error),)))
            raise
        self._reply(message, answer)

    def _reply(self, message: Message, answer: Message) -> None:
        if self._link is not None and not message.header.flags & MessageFlag.no_reply_expected:
            self._link.send(answer.serialise(serial=next(self._serials)))

    def _settle(self, serial: int, outcome: Body | Unavailable) -> None:
        reply, cancel = self._pending.pop(serial, (None, nothing))
        cancel()
        if reply is not None:
            reply(outcome)

    def _add_match(self, match: Match) -> None:
        self.call(method(BUS, BUS_PATH, BUS, "AddMatch", "s", match.rule()))

    def _tell(self, *, up: bool) -> None:
        for key, listener in tuple(self._listeners.items()):
            if key in self._listeners:
                listener(up)

    def _lost(self) -> None:
        self._link = None
        if time.monotonic() - self._since > _STEADY_AFTER:
            self._tries = 0
        self._plan_retry()
        gone = Unavailable(_("The session bus went away."))
        for serial in tuple(self._pending):
            self._settle(serial, gone)
        self._tell(up=False)

    def _plan_retry(self) -> None:
        if self._tries < len(_PAUSES):
            self._call_off_retry = self._reactor.later(_PAUSES[self._tries], self._retry)
            self._tries += 1

    def _stop_trying(self) -> None:
        if self._call_off_retry is not None:
            self._call_off_retry()
            self._call_off_retry = None

    def _retry(self) -> None:
        self._call_off_retry = None
        with contextlib.suppress(Unavailable):  # it planned the next try, or gave up
            self.connect()

    def _try_on_demand(self) -> None:
        """Try once more after giving up; not when a next try is planned or one was just made."""
        since = time.monotonic() - self._tried
        if self._call_off_retry is None and _ON_DEMAND_EVERY < since < float("inf"):
            self._tried = time.monotonic()
            self._reactor.post(self._retry)


class _NameWatch:
    """Who owns a name: told soon, at each change, and anew on each connection."""

    def __init__(self, bus: SessionBus, name: str, owner_changed: Callable[[str], None]) -> None:
        self._bus = bus
        self._name = name
        self._owner_changed = owner_changed
        self._owner: str | None = None
        self._cancels: tuple[Cancel, ...] = ()

    def start(self) -> Cancel:
        changed = Match(BUS, "NameOwnerChanged", BUS_PATH, BUS, self._name, "sss")
        self._cancels = (
            self._bus.subscribe(changed, lambda _name, _old, new: self._tell(new)),
            self._bus.listen(self._up_or_down),
        )
        self._ask()
        return self._stop

    def _up_or_down(self, up: bool) -> None:
        if up:
            self._ask()
        else:
            self._tell("")

    def _ask(self) -> None:
        ask = method(BUS, BUS_PATH, BUS, "GetNameOwner", "s", self._name)
        self._bus.call(ask, self._answered)

    def _answered(self, reply: Body | Unavailable) -> None:
        self._tell("" if isinstance(reply, Unavailable) else reply[0])

    def _tell(self, owner: str) -> None:
        if owner != self._owner and self._cancels:
            self._owner = owner
            self._owner_changed(owner)

    def _stop(self) -> None:
        cancels, self._cancels = self._cancels, ()
        for cancel in cancels:
            cancel()


def _too_late() -> Unavailable:
    return Unavailable(_("No answer over the session bus in time."))
