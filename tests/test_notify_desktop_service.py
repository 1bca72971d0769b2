"""The desktop's notification service over D-Bus: a real bus, a service that draws nothing."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from posture_break.adapters.linux import notification_service
from posture_break.adapters.linux.bus import SessionBus
from posture_break.adapters.linux.notify import DesktopNotifier
from posture_break.ports import Note, Unavailable
from posture_break.reactor import Reactor
from tests import fake_notification_server
from tests.fake_notification_server import NAME, FakeServer, private_bus
from tests.rounds import turn_until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.fake_notification_server import PrivateBus

BREAK = Note(
    "break-1",
    "Time to stand up",
    "Walk & <b>breathe</b>.",
    buttons=(("done", "Done"), ("snooze", "Snooze 5 min"), ("open-card", "Open card")),
)


@dataclass
class Desk:
    """A notifier on a bus, and what it told."""

    reactor: Reactor
    daemon: PrivateBus
    bus: SessionBus
    notifier: DesktopNotifier
    pressed: list[tuple[str, str]] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    servers: list[FakeServer] = field(default_factory=list)

    def server(self, **how: object) -> FakeServer:
        """Bring a service up on the bus."""
        server = FakeServer(self.reactor, self.daemon.address, **how)  # type: ignore[arg-type]
        self.servers.append(server.open())
        return server

    def close(self) -> None:
        """End everything that holds a connection."""
        self.notifier.stop()
        self.bus.stop()
        for server in self.servers:
            server.die()

    def until(self, done: Callable[[], bool]) -> None:
        """Turn the reactor until this holds."""
        assert turn_until(self.reactor, done)

    def ready(self, **how: object) -> FakeServer:
        """Bring a service up and wait until the notifier knows it."""
        server = self.server(**how)
        self.until(lambda: self.notifier.buttons is not None)
        return server

    def rounds(self) -> None:
        """Let everything that is under way arrive: a call to the bus and back, twice."""
        for _each in range(2):
            replies: list[object] = []
            self.bus.call(_ping(), replies.append)
            self.until(lambda replies=replies: bool(replies))  # type: ignore[misc]


def _ping() -> object:
    from posture_break.adapters.linux.bus import method

    path = "/org/freedesktop/DBus"
    return method("org.freedesktop.DBus", path, "org.freedesktop.DBus", "GetId")


@pytest.fixture
def daemon() -> Iterator[PrivateBus]:
    """Give a private bus that is not started yet."""
    with private_bus() as bus:
        yield bus


@pytest.fixture
def desk(daemon: PrivateBus) -> Iterator[Desk]:
    """Give a started notifier on a running bus without a service."""
    daemon.start()
    with Reactor() as reactor:
        desk = make_desk(reactor, daemon)
        desk.bus.connect()
        desk.notifier.start()
        yield desk
        desk.close()


def make_desk(reactor: Reactor, daemon: PrivateBus) -> Desk:
    """Return a notifier that is not started, and what it will tell."""
    bus = SessionBus(reactor, daemon.address)
    pressed: list[tuple[str, str]] = []
    changes: list[str] = []
    notifier = DesktopNotifier(
        bus,
        reactor,
        pressed=lambda key, button: pressed.append((key, button)),
        changed=lambda: changes.append(str(notifier.trouble or "")),
        icon="/icons/posture-break.png",
    )
    return Desk(reactor, daemon, bus, notifier, pressed, changes)


def test_note_arrives_with_all_that_belongs_to_it(desk: Desk) -> None:
    """Title, escaped body, icon, buttons and hints reach the service."""
    server = desk.ready()
    desk.notifier.notify(BREAK)
    desk.until(lambda: bool(server.screen))
    (drawn,) = server.screen.values()
    assert (drawn.app, drawn.icon) == ("Posture Break", "/icons/posture-break.png")
    assert (drawn.title, drawn.body) == (BREAK.title, "Walk &amp; &lt;b&gt;breathe&lt;/b&gt;.")
    assert drawn.actions == ["done", "Done", "snooze", "Snooze 5 min", "open-card", "Open card"]
    assert drawn.hints == {
        "urgency": ("y", 1),
        "desktop-entry": ("s", "posture-break"),
        "transient": ("b", True),
    }


def test_quiet_note_makes_no_sound(desk: Desk) -> None:
    """A quiet note has low urgency and asks for silence."""
    server = desk.ready()
    desk.notifier.notify(Note("tip", "A tip", "Sit back.", quiet=True, expires=9_000))
    desk.until(lambda: bool(server.screen))
    (drawn,) = server.screen.values()
    assert drawn.hints["urgency"] == ("y", 0)
    assert drawn.hints["suppress-sound"] == ("b", True)
    assert drawn.timeout == 9_000


def test_trouble_stays_in_the_desktops_list(desk: Desk) -> None:
    """What has neither buttons nor an end is no passing reminder."""
    server = desk.ready()
    desk.notifier.notify(Note("trouble", "Broken", "Mend it."))
    desk.until(lambda: bool(server.screen))
    assert "transient" not in server.screen[1].hints


def test_body_is_sent_as_it_is_without_markup(desk: Desk) -> None:
    """A service that shows plain text gets no escapes."""
    server = desk.ready(capabilities=("body",))
    desk.notifier.notify(BREAK)
    desk.until(lambda: bool(server.screen))
    assert server.screen[1].body == BREAK.body


def test_no_actions_are_sent_where_there_are_none(desk: Desk) -> None:
    """A service without actions gets no buttons, and the notifier says so."""
    server = desk.ready(capabilities=("body",))
    desk.notifier.notify(BREAK)
    desk.until(lambda: bool(server.screen))
    assert desk.notifier.buttons is False
    assert server.screen[1].actions == []


@pytest.mark.parametrize(
    ("name", "clickable", "buttons"),
    [
        ("Xfce Notify Daemon", False, True),
        ("dunst", True, False),
        ("mako", True, False),
        ("gnome-shell", True, True),
        ("something new", False, True),
    ],
)
def test_click_on_the_note_opens_the_card_where_it_draws_no_button(
    desk: Desk, name: str, clickable: bool, buttons: bool
) -> None:
    """The action `default` goes only to services known not to draw it as one more button."""
    server = desk.ready(name=name)
    desk.notifier.notify(BREAK)
    desk.until(lambda: bool(server.screen))
    assert ("default" in server.screen[1].actions) is clickable
    assert desk.notifier.buttons is buttons
    assert desk.notifier.server == name


def test_capabilities_are_asked_once_per_owner(desk: Desk) -> None:
    """Ten notes ask the service once who it is and what it can."""
    server = desk.server()
    for number in range(10):
        desk.notifier.notify(Note(f"n{number}", "x", "y"))
        desk.rounds()
    desk.until(lambda: len(server.screen) == 10)
    assert server.calls.count("GetCapabilities") == 1
    assert server.calls.count("GetServerInformation") == 1


def test_same_key_replaces(desk: Desk) -> None:
    """A newer note with the same key takes the older one's place on the screen."""
    server = desk.ready()
    desk.notifier.notify(BREAK)
    desk.until(lambda: bool(server.screen))
    desk.notifier.notify(Note(BREAK.key, "New", ""))
    desk.until(lambda: server.titles == ["New"])
    assert server.screen[1].replaces == 1


def test_replacing_before_the_answer_does_not_stack(desk: Desk) -> None:
    """Ten texts in a row for one key end as one note with the last text."""
    server = desk.ready()
    for number in range(10):
        desk.notifier.notify(Note("status", str(number), ""))
    desk.until(lambda: server.titles == ["9"])
    assert server.calls.count("Notify") == 2  # those between were never worth sending


def test_withdraw_takes_it_off_the_screen(desk: Desk) -> None:
    """A withdrawn note is closed."""
    server = desk.ready()
    desk.notifier.notify(BREAK)
    desk.until(lambda: bool(server.screen))
    desk.notifier.withdraw(BREAK.key)
    desk.until(lambda: not server.screen)


def test_withdraw_reaches_a_note_on_its_way(desk: Desk) -> None:
    """A note withdrawn before the service answered is closed once it has."""
    server = desk.ready()
    server.hangs = True
    desk.notifier.notify(BREAK)
    desk.notifier.withdraw(BREAK.key)
    desk.rounds()
    server.recover()
    desk.until(lambda: "CloseNotification" in server.calls)
    assert not server.screen


def test_stop_withdraws_everything(desk: Desk) -> None:
    """After stop nothing of ours is on the screen."""
    server = desk.ready()
    desk.notifier.notify(BREAK)
    desk.notifier.notify(Note("tip", "A tip", ""))
    desk.until(lambda: len(server.screen) == 2)
    desk.notifier.stop()
    desk.until(lambda: not server.screen)


def test_nothing_is_told_after_stop(desk: Desk) -> None:
    """What the service refuses once we have stopped is nobody's business."""
    server = desk.ready()
    server.hangs = server.refuses = True
    desk.notifier.notify(BREAK)
    desk.rounds()
    desk.notifier.stop()
    desk.changes.clear()
    server.recover()
    desk.until(lambda: "Notify" in server.calls)
    desk.rounds()
    assert desk.changes == []
    assert desk.notifier.trouble is None


def test_button_is_heard_once_though_told_twice(desk: Desk) -> None:
    """GNOME tells each press twice; one answer comes of it."""
    server = desk.ready()
    desk.notifier.notify(BREAK)
    desk.until(lambda: bool(server.screen))
    desk.rounds()
    server.press(1, "done", times=2)
    desk.until(lambda: bool(desk.pressed))
    desk.until(lambda: not server.screen)
    desk.rounds()
    assert desk.pressed == [("break-1", "done")]


def test_click_on_the_note_counts_as_open_card(desk: Desk) -> None:
    """The action `default` is heard as the button that it stands for."""
    server = desk.ready(name="gnome-shell")
    desk.notifier.notify(BREAK)
    desk.until(lambda: bool(server.screen))
    desk.rounds()
    server.press(1, "default")
    desk.until(lambda: desk.pressed == [("break-1", "open-card")])


def test_stranger_cannot_press(desk: Desk) -> None:
    """A signal from somebody who does not own the service's name is not heard."""
    server = desk.ready()
    desk.notifier.notify(BREAK)
    desk.until(lambda: bool(server.screen))
    desk.rounds()
    stranger = FakeServer(desk.reactor, desk.daemon.address).open(own=False)
    stranger.press(1, "done")
    stranger.emit("NotificationClosed", "uu", 1, 2)
    stranger.die()
    desk.rounds()
    assert desk.pressed == []
    server.press(1, "snooze")
    desk.until(lambda: desk.pressed == [("break-1", "snooze")])


def test_unknown_numbers_buttons_and_bodies_are_ignored(desk: Desk) -> None:
    """Signals that make no sense change nothing."""
    server = desk.ready()
    desk.notifier.notify(BREAK)
    desk.until(lambda: bool(server.screen))
    desk.rounds()
    server.press(99, "done")
    server.press(0, "done")
    server.press(1, "format-disk")
    server.emit("ActionInvoked", "s", "nonsense")
    server.emit("NotificationClosed", "s", "nonsense")
    server.press(1, "done")
    desk.until(lambda: bool(desk.pressed))
    assert desk.pressed == [("break-1", "done")]


def test_dismissed_note_comes_anew(desk: Desk) -> None:
    """A note with the key of one that the person closed is a new one, not a replacement."""
    server = desk.ready()
    desk.notifier.notify(BREAK)
    desk.until(lambda: bool(server.screen))
    desk.rounds()
    server.dismiss(1)
    desk.rounds()
    desk.notifier.notify(BREAK)
    desk.until(lambda: bool(server.screen))
    assert next(iter(server.screen.values())).replaces == 0


def test_same_note_again_is_no_new_call(desk: Desk) -> None:
    """Telling the very same note twice does not redraw it."""
    server = desk.ready()
    desk.notifier.notify(BREAK)
    desk.until(lambda: bool(server.screen))
    desk.rounds()
    desk.notifier.notify(BREAK)
    desk.rounds()
    assert server.calls.count("Notify") == 1


def test_missing_service_is_told(desk: Desk) -> None:
    """With nobody to show notes there is a sentence and a cure, and nothing raises."""
    desk.notifier.notify(BREAK)
    desk.until(lambda: desk.notifier.trouble is not None)
    assert "No notification service" in str(desk.notifier.trouble)
    assert desk.notifier.buttons is None
    assert desk.changes == [str(desk.notifier.trouble)]


def test_note_waits_for_a_service_that_comes_later(desk: Desk) -> None:
    """What was said before the service came is shown when it is there, and the trouble is over."""
    desk.notifier.notify(BREAK)
    desk.until(lambda: desk.notifier.trouble is not None)
    server = desk.server()
    desk.until(lambda: server.titles == [BREAK.title])
    desk.until(lambda: desk.notifier.trouble is None)


def test_service_that_dies_is_told_and_its_notes_return_with_the_next(desk: Desk) -> None:
    """Notes still current are shown again by a new service; withdrawn ones are not."""
    server = desk.ready()
    desk.notifier.notify(BREAK)
    desk.notifier.notify(Note("tip", "A tip", ""))
    desk.until(lambda: len(server.screen) == 2)
    server.die()
    desk.until(lambda: desk.notifier.trouble is not None)
    assert desk.notifier.buttons is None
    desk.notifier.withdraw("tip")
    other = desk.ready(capabilities=("body",))
    desk.until(lambda: other.titles == [BREAK.title])
    assert other.screen[1].replaces == 0
    assert desk.notifier.trouble is None
    assert desk.notifier.buttons is False


def test_note_that_kills_each_service_is_not_shown_for_ever(desk: Desk) -> None:
    """The same note is given to three services in a row, and to no fourth."""
    desk.notifier.notify(BREAK)
    for _each in range(3):
        server = desk.server()
        desk.until(lambda server=server: bool(server.screen))  # type: ignore[misc]
        server.die()
        desk.until(lambda: desk.notifier.trouble is not None)
    fourth = desk.ready()
    desk.notifier.notify(Note("tip", "A tip", ""))
    desk.until(lambda: bool(fourth.screen))
    assert fourth.titles == ["A tip"]


def test_late_answer_of_a_replaced_service_does_not_count(desk: Desk) -> None:
    """The number that an old service gives in the end is not taken for one of the new service."""
    old = desk.ready()
    old.hangs, old._numbers = True, 76
    desk.notifier.notify(BREAK)
    desk.rounds()
    old.give_up_name()
    new = desk.server()
    desk.until(lambda: new.titles == [BREAK.title])
    desk.rounds()
    old.recover()
    desk.until(lambda: 77 in old.screen)
    desk.rounds()
    desk.notifier.withdraw(BREAK.key)
    desk.until(lambda: not new.screen)


def test_hanging_service_is_told_and_delays_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A service that answers nothing is trouble soon; the notes come in order when it recovers."""
    monkeypatch.setattr(notification_service, "SLOW", 0.05)
    server = desk.ready()
    server.hangs = True
    begun = time.monotonic()
    for number in range(50):
        desk.notifier.notify(Note("status", str(number), ""))
    assert time.monotonic() - begun < 0.5
    desk.until(lambda: "does not answer" in str(desk.notifier.trouble))
    server.recover()
    desk.until(lambda: server.titles == ["49"])
    desk.until(lambda: desk.notifier.trouble is None)


def test_service_that_hangs_from_the_start_is_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Silence to the first question is trouble too, and what waited is shown in the end."""
    monkeypatch.setattr(notification_service, "SLOW", 0.05)
    server = desk.server(hangs=True)
    desk.notifier.notify(BREAK)
    desk.until(lambda: "does not answer" in str(desk.notifier.trouble))
    server.recover()
    desk.until(lambda: server.titles == [BREAK.title])


def test_refusal_is_told_and_over_with_the_next_success(desk: Desk) -> None:
    """A note that the service refuses is trouble in words, until one is shown."""
    server = desk.ready(refuses=True)
    desk.notifier.notify(BREAK)
    desk.until(lambda: "too many notes" in str(desk.notifier.trouble))
    server.refuses = False
    desk.notifier.notify(Note("tip", "A tip", ""))
    desk.until(lambda: "A tip" in server.titles)
    desk.until(lambda: desk.notifier.trouble is None)


def test_bus_that_dies_is_told_and_the_note_returns_with_it(desk: Desk) -> None:
    """The whole bus goes and comes back: trouble meanwhile, and the note is shown again."""
    server = desk.ready()
    desk.notifier.notify(BREAK)
    desk.until(lambda: bool(server.screen))
    server.die()
    desk.daemon.kill()
    desk.until(lambda: desk.notifier.trouble is not None)
    desk.notifier.notify(Note("tip", "A tip", ""))  # nothing raises meanwhile
    desk.daemon.start()
    desk.until(lambda: desk.bus.connected)
    other = desk.server()
    desk.until(lambda: sorted(other.titles) == ["A tip", BREAK.title])


def test_no_bus_is_unavailable() -> None:
    """Without a bus start says so, for the choice of another notifier."""
    with Reactor() as reactor:
        bus = SessionBus(reactor, "unix:path=/nonexistent/bus")
        notifier = DesktopNotifier(
            bus, reactor, pressed=lambda _key, _button: None, changed=lambda: None
        )
        with pytest.raises(Unavailable):
            notifier.start()
        bus.stop()


def test_service_is_started_by_the_first_note_and_not_before(daemon: PrivateBus) -> None:
    """A service that the bus can start is left alone until there is something to show."""
    program = Path(fake_notification_server.__file__)
    root = program.parent.parent
    daemon.add_service(
        NAME, f"/usr/bin/env PYTHONPATH={root} {sys.executable} {program} {daemon.address} 0.3"
    )
    daemon.start()
    with Reactor() as reactor:
        desk = make_desk(reactor, daemon)
        try:
            desk.bus.connect()
            desk.notifier.start()
            desk.rounds()
            assert desk.notifier.buttons is None
            assert desk.notifier.trouble is None
            desk.notifier.notify(BREAK)
            assert turn_until(reactor, lambda: desk.notifier.buttons is True, limit=20)
        finally:
            desk.close()


def test_thousand_notes_under_do_not_disturb_do_not_pile_up(desk: Desk) -> None:
    """With no word of what is closed, at most a few dozen notes are kept and on the screen."""
    server = desk.ready(disturb=False)
    for number in range(1000):
        desk.notifier.notify(Note(f"break-{number}", f"Break {number}", ""))
        if number % 50 == 0:
            desk.rounds()
    desk.until(lambda: "Break 999" in server.titles)
    desk.rounds()
    assert len(server.screen) <= 32
    assert len(desk.notifier._notes) <= 32


@pytest.mark.parametrize("text", ["\0\x1b[31m", "\ud800", "x" * 100_000, "", "a\r\n\n\nb"])
def test_no_text_breaks_the_connection(desk: Desk, text: str) -> None:
    """Whatever a text holds, it arrives as something that a service can draw."""
    server = desk.ready()
    desk.notifier.notify(Note("odd", text, text, buttons=(("done", text or "Done"),)))
    desk.until(lambda: bool(server.screen))
    (drawn,) = server.screen.values()
    assert len(drawn.title) <= 200
    assert len(drawn.body) <= 2000
    assert all(each.isprintable() or each == "\n" for each in drawn.title + drawn.body)
