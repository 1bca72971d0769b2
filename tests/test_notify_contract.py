"""What every notifier promises, asked of the fake, of the desktop's service and of plyer alike."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from posture_break.adapters.linux.bus import SessionBus
from posture_break.adapters.linux.notify import DesktopNotifier
from posture_break.adapters.notify import NoNotifier
from posture_break.adapters.plyer_notify import PlyerNotifier
from posture_break.ports import Note, Unavailable
from posture_break.reactor import Reactor
from tests.fake_notification_server import FakeServer, private_bus
from tests.fake_notifier import FakeNotifier
from tests.rounds import turn_until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from posture_break.ports import Notifier


@dataclass
class Case:
    """A started notifier, and a look at its screen: the titles, oldest first."""

    notifier: Notifier
    titles: Callable[[], list[str]]
    reactor: Reactor
    withdraws: bool = True  # plyer cannot take anything off the screen

    def until(self, titles: list[str]) -> None:
        """Wait until the screen shows these titles."""
        assert turn_until(self.reactor, lambda: self.titles() == titles), self.titles()


def fake() -> Iterator[Case]:
    """Give the notifier that other tests use."""
    with Reactor() as reactor:
        notifier = FakeNotifier()
        yield Case(notifier, lambda: [each.title for each in notifier.screen.values()], reactor)


def desktop_service() -> Iterator[Case]:
    """Give the desktop's service on a private bus."""
    with private_bus() as daemon, Reactor() as reactor:
        daemon.start()
        server = FakeServer(reactor, daemon.address).open()
        bus = SessionBus(reactor, daemon.address)
        notifier = DesktopNotifier(
            bus, reactor, pressed=lambda _key, _button: None, changed=lambda: None
        )
        notifier.start()
        yield Case(notifier, lambda: server.titles, reactor)
        notifier.stop()
        bus.stop()
        server.die()


def plyer() -> Iterator[Case]:
    """Give plyer's worker over a plyer that keeps what it was told; its newest text counts."""
    shown: list[str] = []

    def notify(*, title: str, **_rest: Any) -> None:
        shown.append(title)

    with Reactor() as reactor:
        notifier = PlyerNotifier(reactor, changed=lambda: None, load=lambda: notify)
        notifier.start()
        yield Case(notifier, lambda: shown[-1:], reactor, withdraws=False)
        notifier.stop()


@pytest.fixture(params=[fake, desktop_service, plyer], ids=lambda make: str(make.__name__))
def case(request: pytest.FixtureRequest) -> Iterator[Case]:
    """Give each notifier in turn."""
    yield from request.param()


def test_note_is_shown(case: Case) -> None:
    """A note comes to the screen."""
    case.notifier.notify(Note("a", "Time to stand up", "Walk."))
    case.until(["Time to stand up"])


def test_same_key_shows_the_newer_text(case: Case) -> None:
    """Of two notes with the same key the newer is seen."""
    case.notifier.notify(Note("a", "Old", ""))
    case.until(["Old"])
    case.notifier.notify(Note("a", "New", ""))
    case.until(["New"])


def test_withdrawn_note_leaves(case: Case) -> None:
    """A withdrawn note is taken off the screen, where that can be done."""
    case.notifier.notify(Note("a", "Here", ""))
    case.until(["Here"])
    case.notifier.withdraw("a")
    case.until([] if case.withdraws else ["Here"])


def test_withdrawing_what_is_not_there_is_harmless(case: Case) -> None:
    """An unknown key, twice withdrawn, and a stop without notes change nothing."""
    case.notifier.withdraw("nothing")
    case.notifier.notify(Note("a", "Here", ""))
    case.until(["Here"])
    case.notifier.withdraw("a")
    case.notifier.withdraw("a")
    case.notifier.stop()


def test_notify_never_waits(case: Case) -> None:
    """A thousand notes are taken in a moment, and the last one is shown."""
    begun = time.monotonic()
    for number in range(1000):
        case.notifier.notify(Note("a", f"note {number}", "text"))
    assert time.monotonic() - begun < 1
    case.until(["note 999"])


@pytest.mark.parametrize("text", ["", "\0", "-h", "'\"<&>%s{}", "\ud800", "🧘" * 5_000])
def test_no_text_raises(case: Case, text: str) -> None:
    """Whatever a note holds, notify takes it and the next note is shown."""
    case.notifier.notify(Note("odd", text, text, buttons=(("done", text),)))
    case.notifier.withdraw("odd")
    case.notifier.notify(Note("a", "Next", ""))
    assert turn_until(case.reactor, lambda: "Next" in case.titles())


def test_all_is_well(case: Case) -> None:
    """After a note was shown there is no trouble, and whether buttons work is known."""
    case.notifier.notify(Note("a", "Here", ""))
    case.until(["Here"])
    assert turn_until(case.reactor, lambda: case.notifier.buttons is not None)
    assert case.notifier.trouble is None


def test_absent_notifier_takes_everything() -> None:
    """Where there is nothing, the same calls do nothing, and the reason is kept."""
    reason = Unavailable("There is no session bus.")
    notifier: Notifier = NoNotifier(reason)
    notifier.start()
    notifier.notify(Note("a", "Here", ""))
    notifier.withdraw("a")
    notifier.stop()
    assert notifier.trouble is reason
    assert notifier.buttons is False
