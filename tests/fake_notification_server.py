"""A real D-Bus notification service that draws nothing, and a private bus to put it on.

It speaks through jeepney alone, not through our own bus code, so that a mistake there shows. As a
program (``python fake_notification_server.py ADDRESS SECONDS``) it comes up late, for activation.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jeepney import DBusAddress, HeaderFields, MessageType, new_error, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from posture_break.ports import Cancel, Reactor

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
CAPABILITIES = ("actions", "body", "body-markup")

_CONFIG = """<busconfig>
  <type>session</type><listen>unix:path={folder}/bus</listen><auth>EXTERNAL</auth>
  <servicedir>{folder}/services</servicedir>
  <policy context="default">
    <allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/>
  </policy>
</busconfig>
"""


class PrivateBus:
    """A dbus-daemon of its own, with no service to start but those that a test adds."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.address = f"unix:path={folder}/bus"
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Start it, and wait until it listens."""
        (self.folder / "services").mkdir(exist_ok=True)
        config = self.folder / "bus.conf"
        config.write_text(_CONFIG.format(folder=self.folder))
        command = ["dbus-daemon", "--nofork", "--print-address", f"--config-file={config}"]
        self._process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        assert self._process.stdout is not None
        assert self._process.stdout.readline().startswith("unix:"), "dbus-daemon did not start"

    def kill(self) -> None:
        """End it as a crash would."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None
            (self.folder / "bus").unlink(missing_ok=True)

    def add_service(self, name: str, command: str) -> None:
        """Let the bus start ``command`` when somebody asks for ``name``; before `start`."""
        folder = self.folder / "services"
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.service").write_text(f"[D-BUS Service]\nName={name}\nExec={command}\n")


@contextmanager
def private_bus() -> Iterator[PrivateBus]:
    """Give a bus that is not started yet; a socket's path must be short, so not in tmp_path."""
    bus = PrivateBus(Path(tempfile.mkdtemp(prefix="bus-")))
    try:
        yield bus
    finally:
        bus.kill()
        shutil.rmtree(bus.folder)


@dataclass(slots=True)
class Drawn:
    """A note as the service got it."""

    app: str
    replaces: int
    icon: str
    title: str
    body: str
    actions: list[str]
    hints: dict[str, tuple[str, Any]]
    timeout: int


@dataclass(slots=True)
class FakeServer:
    """Owns org.freedesktop.Notifications from `open` to `die`; served by the test's reactor."""

    reactor: Reactor
    address: str
    name: str = "fake"
    capabilities: tuple[str, ...] = CAPABILITIES
    hangs: bool = False  # takes calls and answers none, until `recover`
    disturb: bool = True  # False: as under Do Not Disturb, no NotificationClosed
    refuses: bool = False
    screen: dict[int, Drawn] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    _numbers: int = 0
    _held: list[Any] = field(default_factory=list)
    _link: Any = None
    _unwatch: Cancel | None = None

    def open(self, *, own: bool = True) -> FakeServer:
        """Connect, and take the name unless a test wants a stranger on the bus."""
        self._link = open_dbus_connection(bus=self.address)
        if own:
            reply = self._link.send_and_get_reply(message_bus.RequestName(NAME, 4), timeout=5)
            assert reply.body[0] == 1, "the name is taken"
        self._unwatch = self.reactor.watch(self._link.sock.fileno(), self._serve)
        self.reactor.post(self._serve)  # what was read together with the reply
        return self

    def die(self) -> None:
        """Vanish, as a service that crashed."""
        if self._unwatch is not None:
            self._unwatch()
            self._unwatch = None
            self._link.close()
            self.screen.clear()

    def give_up_name(self) -> None:
        """Stay on the bus, but leave the name to another."""
        self._link.send(message_bus.ReleaseName(NAME))

    def recover(self) -> None:
        """Answer what was held, in order, and everything from now on."""
        self.hangs = False
        held, self._held = self._held, []
        for message in held:
            self._answer(message)

    def press(self, number: int, action: str, *, times: int = 1) -> None:
        """Tell that a button was pressed; GNOME tells it twice."""
        for _each in range(times):
            self.emit("ActionInvoked", "us", number, action)

    def dismiss(self, number: int, reason: int = 2) -> None:
        """Take a note off the screen and tell so."""
        del self.screen[number]
        self.emit("NotificationClosed", "uu", number, reason)

    def emit(self, member: str, signature: str, *body: object) -> None:
        """Send a signal to everybody."""
        address = DBusAddress(PATH, interface=NAME)
        self._link.send(new_signal(address, member, signature, body))

    @property
    def titles(self) -> list[str]:
        """What is on the screen, oldest first."""
        return [each.title for each in self.screen.values()]

    def number(self, title: str) -> int:
        """Return the number of the note with this title."""
        return next(number for number, each in self.screen.items() if each.title == title)

    def _serve(self) -> None:
        while self._unwatch is not None:
            try:
                message = self._link.receive(timeout=0)
            except TimeoutError:
                return
            except (OSError, EOFError):
                self.die()
                return
            if message.header.message_type is not MessageType.method_call:
                continue
            if self.hangs:
                self._held.append(message)
            else:
                self._answer(message)

    def _answer(self, message: Any) -> None:
        member = message.header.fields[HeaderFields.member]
        self.calls.append(member)
        duties: dict[str, tuple[str, Callable[..., tuple[object, ...]]]] = {
            "GetServerInformation": ("ssss", lambda: (self.name, "tests", "1", "1.2")),
            "GetCapabilities": ("as", lambda: (list(self.capabilities),)),
            "Notify": ("u", self._notify),
            "CloseNotification": ("", self._close),
        }
        if member not in duties or (member == "Notify" and self.refuses):
            error = "org.freedesktop.Notifications.Error.ExcessNotificationGeneration"
            self._link.send(new_error(message, error, "s", ("too many notes",)))
            return
        signature, duty = duties[member]
        self._link.send(new_method_return(message, signature, duty(*message.body)))

    def _notify(self, *body: Any) -> tuple[int]:
        drawn = Drawn(*body)
        number = drawn.replaces
        if number not in self.screen:
            self._numbers += 1
            number = self._numbers
        self.screen[number] = drawn
        return (number,)

    def _close(self, number: int) -> tuple[()]:
        if self.screen.pop(number, None) is not None and self.disturb:
            self.emit("NotificationClosed", "uu", number, 3)
        return ()


def main(address: str, seconds: str) -> None:
    """Come up after ``seconds``, and serve until the bus ends."""
    from posture_break.reactor import Reactor

    time.sleep(float(seconds))  # stands for a service that takes its time to start
    with Reactor() as reactor:
        server = FakeServer(reactor, address).open()
        while server._unwatch is not None:
            reactor.turn()


if __name__ == "__main__":
    main(*sys.argv[1:])
