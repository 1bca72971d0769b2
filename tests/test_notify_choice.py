"""Which notifier a computer gets."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from posture_break.adapters.linux.bus import SessionBus
from posture_break.adapters.linux.notify import DesktopNotifier
from posture_break.adapters.notify import NoNotifier, find
from posture_break.adapters.plyer_notify import PlyerNotifier
from posture_break.reactor import Reactor
from tests.fake_notification_server import private_bus

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from posture_break.ports import Notifier


@pytest.fixture
def reactor() -> Iterator[Reactor]:
    """Give an open reactor."""
    with Reactor() as reactor:
        yield reactor


def choose(reactor: Reactor, bus: SessionBus | None, platform: str = "linux") -> Notifier:
    """Choose with callbacks that nobody listens to."""
    return find(
        reactor,
        bus,
        pressed=lambda _key, _button: None,
        changed=lambda: None,
        platform=platform,
    )


def test_linux_with_a_bus_uses_the_desktops_service(reactor: Reactor) -> None:
    """Over a session bus the desktop's own service is used, even while none is there."""
    with private_bus() as daemon:
        daemon.start()
        bus = SessionBus(reactor, daemon.address)
        notifier = choose(reactor, bus)
        assert isinstance(notifier, DesktopNotifier)
        notifier.stop()
        bus.stop()


def test_linux_without_a_bus_uses_plyer_where_that_has_a_way(
    reactor: Reactor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A notify-send may know another way out than our bus."""
    program = tmp_path / "notify-send"
    program.touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert isinstance(choose(reactor, None), PlyerNotifier)


def test_linux_with_nothing_keeps_the_reason(
    reactor: Reactor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With neither bus nor notify-send the choice is none, and says why."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    bus = SessionBus(reactor, f"unix:path={tmp_path}/bus")
    notifier = choose(reactor, bus)
    bus.stop()
    assert isinstance(notifier, NoNotifier)
    assert "session bus" in str(notifier.trouble)
    assert isinstance(choose(reactor, None), NoNotifier)


@pytest.mark.parametrize("platform", ["win32", "darwin", "freebsd14"])
def test_elsewhere_plyer_is_the_default(reactor: Reactor, platform: str) -> None:
    """Everywhere but on Linux plyer shows the notes."""
    assert isinstance(choose(reactor, None, platform), PlyerNotifier)


def test_waiting_program_loads_no_plyer() -> None:
    """Choosing and starting plyer's notifier imports nothing of plyer yet."""
    code = (
        "import sys\n"
        "from posture_break.reactor import Reactor\n"
        "from posture_break.adapters.notify import find\n"
        "find(Reactor(), None, pressed=print, changed=print, platform='win32')\n"
        "sys.exit('plyer' in sys.modules or 'subprocess' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True)
    assert done.returncode == 0, done.stderr
