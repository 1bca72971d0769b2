"""Who serves org.freedesktop.Notifications, what it can, and calls to it that never wait."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from posture_break.adapters.linux.bus import Match, Refused, method
from posture_break.ports import Unavailable
from posture_break.texts import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from posture_break.adapters.linux.bus import Body, Reply, SessionBus
    from posture_break.ports import Cancel, Reactor

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
_BUS = "org.freedesktop.DBus"
_BUS_PATH = "/org/freedesktop/DBus"

SLOW = 5.0  # seconds after which silence of the service is told as trouble
# An answer may still come after that, and must then be known: else its note could never be
# withdrawn. A session bus gives up starting a service after 120 s.
_LIMIT = 150.0
RESTART = 1.0  # seconds between the death of a service and asking the bus for a new one


@dataclass(frozen=True, slots=True)
class Server:
    """What the present owner of the name told about itself."""

    name: str
    capabilities: frozenset[str]


class NotificationService:
    """Follows the owner of the name; ``server`` is None until it has told what it can.

    ``show()`` is called when there is a server to show notes to (or perhaps a new one to start),
    ``lost()`` when all that was shown is gone, ``changed()`` when ``server`` or ``trouble`` is
    another; ``hears`` maps the owner's signals to what hears their bodies.
    """

    def __init__(
        self,
        bus: SessionBus,
        reactor: Reactor,
        *,
        show: Callable[[], None],
        lost: Callable[[], None],
        changed: Callable[[], None],
        hears: Mapping[str, Callable[..., None]],
    ) -> None:
        self.server: Server | None = None
        self.trouble: Unavailable | None = None
        self._bus = bus
        self._reactor = reactor
        self._show = show
        self._lost = lost
        self._changed = changed
        self._hears = hears
        self._owner = ""
        self._era = 0  # grows with each owner: answers to an earlier one's calls are stale
        self._busy = False  # asking the owner, or having one started
        self._unwatch: Cancel | None = None
        self._unhear: list[Cancel] = []

    @property
    def owner(self) -> str:
        """The unique name of the present service; empty while there is none."""
        return self._owner

    def start(self) -> None:
        """Begin to follow the name; raises `Unavailable` where there is no session bus."""
        if not self._bus.connected:
            self._bus.connect()
        if self._unwatch is None:
            self._unwatch = self._bus.watch_name(NAME, self._owner_changed)

    def stop(self) -> None:
        """Stop following; answers to calls under way are still handed on, `tell` still works.

        So a note that was on its way can be withdrawn while the program ends.
        """
        if self._unwatch is not None:
            self._unwatch()
            self._unwatch = None
        self._unhear_all()
        self.server = self.trouble = None

    def wake(self) -> None:
        """Find a server for notes that wait: ask the owner, or have the bus start one."""
        if self._busy or self._unwatch is None:
            return
        if self._owner:
            self._ask()
        else:
            self._start_server()

    def call(self, member: str, signature: str, body: Body, replied: Reply) -> None:
        """Call the owner; ``replied`` hears nothing any more once there is another owner."""
        self._send(method(self._owner, PATH, NAME, member, signature, *body), replied)

    def tell(self, member: str, signature: str, *body: object) -> None:
        """Call the owner and want no answer."""
        if self._owner:
            self._bus.call(method(self._owner, PATH, NAME, member, signature, *body))

    def settle(self, failure: Unavailable | None) -> None:
        """Note how the last call went: ``None`` for well."""
        if isinstance(failure, Refused):
            failure = _refused(failure)
        self._become(self.server, failure)

    # The owner comes and goes

    def _owner_changed(self, owner: str) -> None:
        self._forget_owner(owner)
        self._lost()
        self._become(None, self.trouble)
        if owner:
            self._hear(owner)
            self._ask()
        else:
            self._look_for_starter()

    def _forget_owner(self, owner: str) -> None:
        self._owner = owner
        self._era += 1
        self._busy = False
        self._unhear_all()

    def _unhear_all(self) -> None:
        for cancel in self._unhear:
            cancel()
        self._unhear.clear()

    def _hear(self, owner: str) -> None:
        """Listen to the owner alone: anybody on the bus can send signals that look like its."""
        for member, heard in self._hears.items():
            match = Match(interface=NAME, member=member, path=PATH, sender=owner)
            self._unhear.append(self._bus.subscribe(match, heard))

    def _ask(self) -> None:
        """Ask the owner, once, who it is and what it can."""
        self._busy = True

        def informed(reply: Body | Unavailable) -> None:
            name = _first_text(reply)
            self.call("GetCapabilities", "", (), lambda answer: told(name, answer))

        def told(name: str, reply: Body | Unavailable) -> None:
            self._busy = False
            if isinstance(reply, Unavailable) and not isinstance(reply, Refused):
                return  # no answer at all: asked again with the next note
            self._become(Server(name, _texts(reply)), None)
            self._show()

        self.call("GetServerInformation", "", (), informed)

    def _look_for_starter(self) -> None:
        """Find out whether the bus could start a service, without starting one yet.

        At login the desktop's own service may come late; starting whatever else is installed
        would take its place.
        """

        def listed(reply: Body | Unavailable) -> None:
            if isinstance(reply, Unavailable):
                self._become(None, reply)
            elif NAME not in _texts(reply):
                self._become(None, _no_service())
            else:
                self._reactor.later(RESTART, self._show)

        self._call_bus("ListActivatableNames", "", (), listed)

    def _start_server(self) -> None:
        self._busy = True

        def started(reply: Body | Unavailable) -> None:
            self._busy = False
            if isinstance(reply, Unavailable):
                self._become(None, _no_service() if isinstance(reply, Refused) else reply)

        self._call_bus("StartServiceByName", "su", (NAME, 0), started)

    # Calls

    def _call_bus(self, member: str, signature: str, body: Body, replied: Reply) -> None:
        self._send(method(_BUS, _BUS_PATH, _BUS, member, signature, *body), replied)

    def _send(self, message: Any, replied: Reply) -> None:
        era = self._era
        unslow = self._reactor.later(SLOW, lambda: self._slow(era))

        def settled(reply: Body | Unavailable) -> None:
            unslow()
            if era == self._era:
                replied(reply)

        self._bus.call(message, settled, _LIMIT)

    def _slow(self, era: int) -> None:
        if era == self._era:
            self._become(self.server, _silent())

    def _become(self, server: Server | None, trouble: Unavailable | None) -> None:
        if self._unwatch is None:  # stopped
            return
        before = (self.server, str(self.trouble or ""))
        self.server, self.trouble = server, trouble
        if before != (server, str(trouble or "")):
            self._changed()


def _texts(reply: Body | Unavailable) -> frozenset[str]:
    """Return the strings of an answer that should be one list of strings."""
    match reply:
        case ([*texts],):
            return frozenset(each for each in texts if isinstance(each, str))
        case _:
            return frozenset()


def _first_text(reply: Body | Unavailable) -> str:
    match reply:
        case (str(text), *_rest):
            return text
        case _:
            return ""


def _no_service() -> Unavailable:
    return Unavailable(
        _("No notification service runs on this desktop."),
        _("Start one, for example dunst or mako; the tray menu works meanwhile."),
    )


def _silent() -> Unavailable:
    return Unavailable(
        _("The desktop's notification service does not answer."),
        _("Restarting it may help; the tray menu works meanwhile."),
    )


def _refused(reason: Unavailable) -> Unavailable:
    return Unavailable(
        _("The desktop's notification service did not show a note ({reason}).").format(
            reason=reason.reason
        ),
        _("Restarting it may help; the tray menu works meanwhile."),
    )
