"""plyer in its worker: real plyer over a fake notify-send and a fake Windows, and plain fakes."""

from __future__ import annotations

import gc
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest

from posture_break.adapters import plyer_notify, plyer_tamed
from posture_break.adapters.plyer_notify import PlyerNotifier
from posture_break.ports import Note
from posture_break.reactor import Reactor
from tests.fake_win32 import FakeWin32, units
from tests.rounds import turn_until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NOTE = Note("break-1", "Time to stand up", "Walk a few steps.")


@pytest.fixture
def reactor() -> Iterator[Reactor]:
    """Give an open reactor."""
    with Reactor() as reactor:
        yield reactor


def recorder(shown: list[dict[str, Any]]) -> Callable[[], Callable[..., None]]:
    """Return a loader of a plyer that only remembers."""
    return lambda: lambda **what: shown.append(what)


def failing(error: Exception) -> Callable[[], Callable[..., None]]:
    """Return a loader of a plyer that raises."""

    def notify(**_what: object) -> None:
        raise error

    return lambda: notify


def make(reactor: Reactor, **how: Any) -> PlyerNotifier:
    """Return a started notifier."""
    notifier = PlyerNotifier(reactor, **{"changed": lambda: None, **how})
    notifier.start()
    return notifier


def test_what_plyer_is_told(reactor: Reactor) -> None:
    """Every call names the program and gives whole seconds."""
    shown: list[dict[str, Any]] = []
    make(reactor, load=recorder(shown)).notify(Note("k", "Title", "Text", expires=1_500))
    assert turn_until(reactor, lambda: bool(shown))
    assert shown == [
        {
            "title": "Title",
            "message": "Text",
            "app_name": "Posture Break",
            "app_icon": "",
            "timeout": 2,
        }
    ]


def test_texts_fit_windows(reactor: Reactor) -> None:
    """Title and text are clipped to what a balloon holds, emoji counted as two."""
    shown: list[dict[str, Any]] = []
    make(reactor, load=recorder(shown)).notify(Note("k", "🧍" * 100, "🧘" * 500))
    assert turn_until(reactor, lambda: bool(shown))
    assert units(shown[0]["title"]) <= 63
    assert units(shown[0]["message"]) <= 255
    assert shown[0]["title"].endswith("🧍…")


@pytest.mark.parametrize("text", ["--help", "-5 min", "-"])
def test_leading_dash_is_no_option(reactor: Reactor, text: str) -> None:
    """notify-send must not take a text for an option."""
    shown: list[dict[str, Any]] = []
    make(reactor, load=recorder(shown)).notify(Note("k", text, text))
    assert turn_until(reactor, lambda: bool(shown))
    assert not shown[0]["title"].startswith("-")
    assert not shown[0]["message"].startswith("-")


def test_missing_icon_is_left_out(reactor: Reactor, tmp_path: Path) -> None:
    """An icon that is not there would make a Windows balloon fail; one that is, is passed on."""
    icon = tmp_path / "icon.ico"
    shown: list[dict[str, Any]] = []
    notifier = make(reactor, load=recorder(shown), icon=str(icon))
    notifier.notify(NOTE)
    assert turn_until(reactor, lambda: len(shown) == 1)
    icon.touch()
    notifier.notify(NOTE)
    assert turn_until(reactor, lambda: len(shown) == 2)
    assert [each["app_icon"] for each in shown] == ["", str(icon)]


def test_plyer_is_not_loaded_before_the_first_note(reactor: Reactor) -> None:
    """Starting costs neither a thread nor an import."""
    loaded: list[int] = []
    before = threading.active_count()
    make(reactor, load=lambda: loaded.append(1))
    assert loaded == []
    assert threading.active_count() == before


def test_worker_ends_when_nothing_waits(reactor: Reactor) -> None:
    """A day of waiting keeps no thread."""
    shown: list[dict[str, Any]] = []
    notifier = make(reactor, load=recorder(shown))
    for _each in range(3):
        notifier.notify(NOTE)
    assert turn_until(reactor, lambda: not _workers())
    assert shown


def _workers() -> list[str]:
    return [each.name for each in threading.enumerate() if each.name == "notifications"]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (NotImplementedError("No usable implementation found!"), "Nothing on this computer"),
        (RuntimeError("ServiceUnknown"), "ServiceUnknown"),
        (TypeError(), "TypeError"),
    ],
)
def test_every_failure_is_told(reactor: Reactor, error: Exception, words: str) -> None:
    """Whatever plyer raises becomes a sentence, heard on the loop's thread."""
    heard: list[int] = []
    notifier = make(
        reactor, load=failing(error), changed=lambda: heard.append(threading.get_ident())
    )
    notifier.notify(NOTE)
    assert turn_until(reactor, lambda: notifier.trouble is not None)
    assert words in str(notifier.trouble)
    assert heard == [threading.get_ident()]


def test_plyer_that_cannot_be_loaded_is_told(reactor: Reactor) -> None:
    """A missing or broken plyer is trouble, not a crash."""

    def load() -> Callable[..., None]:
        raise ImportError("no module named plyer")

    notifier = make(reactor, load=load)
    notifier.notify(NOTE)
    assert turn_until(reactor, lambda: "no module named plyer" in str(notifier.trouble))


def test_trouble_is_over_with_the_next_success(reactor: Reactor) -> None:
    """Once a note is shown again, nothing is wrong any more."""
    answers: list[Exception | None] = [RuntimeError("once"), None]

    def notify(**_what: object) -> None:
        error = answers.pop(0)
        if error:
            raise error

    notifier = make(reactor, load=lambda: notify)
    notifier.notify(NOTE)
    assert turn_until(reactor, lambda: notifier.trouble is not None)
    notifier.notify(NOTE)
    assert turn_until(reactor, lambda: notifier.trouble is None)


def test_second_way_takes_over(reactor: Reactor) -> None:
    """Where plyer fails, the second way shows the note and there is no trouble (macOS)."""
    seconds: list[tuple[str, str]] = []
    notifier = make(
        reactor,
        load=failing(AttributeError("'NoneType' has no attribute 'setDelegate_'")),
        second=lambda title, text: seconds.append((title, text)),
    )
    notifier.notify(NOTE)
    assert turn_until(reactor, lambda: seconds == [(NOTE.title, NOTE.body)])
    assert turn_until(reactor, lambda: not _workers())
    reactor.turn(0)
    assert notifier.trouble is None


def test_second_way_that_fails_too_is_told(reactor: Reactor) -> None:
    """When both ways fail, the last one's reason is told."""

    def second(_title: str, _text: str) -> None:
        raise OSError("no osascript")

    notifier = make(reactor, load=failing(RuntimeError("x")), second=second)
    notifier.notify(NOTE)
    assert turn_until(reactor, lambda: "no osascript" in str(notifier.trouble))


def test_stuck_plyer_is_told_and_holds_nothing_up(
    reactor: Reactor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While a call hangs, notes and stop return at once; only the newest per key are kept."""
    monkeypatch.setattr(plyer_notify, "SLOW", 0.05)
    release = threading.Event()
    shown: list[str] = []

    def notify(*, title: str, **_rest: object) -> None:
        release.wait(10)
        shown.append(title)

    notifier = make(reactor, load=lambda: notify)
    begun = time.monotonic()
    notifier.notify(Note("first", "stuck", ""))
    assert turn_until(reactor, lambda: notifier.trouble is not None)
    assert "do not answer" in str(notifier.trouble)
    for number in range(1000):
        notifier.notify(Note("status", f"status {number}", ""))
        notifier.notify(Note(f"break-{number}", f"break {number}", ""))
    notifier.withdraw("break-999")
    assert time.monotonic() - begun < 5
    assert len(_workers()) == 1
    release.set()
    assert turn_until(reactor, lambda: notifier.trouble is None and not _workers())
    assert shown[0] == "stuck"
    assert len(shown) <= 1 + 8
    assert shown[-1] == "status 999"


def test_stop_does_not_wait_for_a_stuck_call(reactor: Reactor) -> None:
    """Stop returns at once, and what waited is not shown afterwards."""
    release = threading.Event()
    shown: list[str] = []

    def notify(*, title: str, **_rest: object) -> None:
        shown.append(title)
        release.wait(10)

    notifier = make(reactor, load=lambda: notify)
    notifier.notify(Note("a", "a", ""))
    assert turn_until(reactor, lambda: shown == ["a"])
    notifier.notify(Note("b", "b", ""))
    begun = time.monotonic()
    notifier.stop()
    assert time.monotonic() - begun < 1
    assert all(each.daemon for each in threading.enumerate() if each.name == "notifications")
    release.set()
    assert turn_until(reactor, lambda: not _workers())
    assert shown == ["a"]


# Real plyer on Linux


@pytest.fixture
def only_notify_send(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the path for a notify-send of ours: plyer finds nothing else."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "dbus", None)
    return tmp_path / "notify-send"


def script(path: Path, text: str) -> None:
    """Write a shell script that can be run."""
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


@pytest.mark.skipif(sys.platform != "linux", reason="plyer uses notify-send on Linux only")
def test_notify_send_gets_title_and_text(reactor: Reactor, only_notify_send: Path) -> None:
    """Real plyer calls notify-send with what we want to show."""
    told = only_notify_send.with_name("told")
    script(only_notify_send, f'printf "%s|" "$1" "$2" > {told}')
    notifier = make(reactor)
    notifier.notify(NOTE)
    assert turn_until(reactor, lambda: told.exists() and told.read_text().count("|") == 2)
    assert told.read_text() == f"{NOTE.title}|{NOTE.body}|"


@pytest.mark.skipif(sys.platform != "linux", reason="plyer uses notify-send on Linux only")
def test_failure_of_notify_send_is_told(
    reactor: Reactor, only_notify_send: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Plyer ignores notify-send's complaint; we tell it, and keep it off the terminal."""
    script(only_notify_send, "echo GDBus.Error: no service >&2; exit 1")
    notifier = make(reactor)
    notifier.notify(NOTE)
    assert turn_until(reactor, lambda: "GDBus.Error: no service" in str(notifier.trouble))
    assert capfd.readouterr() == ("", "")


@pytest.mark.skipif(sys.platform != "linux", reason="plyer uses notify-send on Linux only")
def test_linux_without_any_way_is_told(
    reactor: Reactor, only_notify_send: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """With neither dbus-python nor notify-send there is a sentence, and no warning."""
    assert not only_notify_send.exists()
    notifier = make(reactor)
    notifier.notify(NOTE)
    assert turn_until(reactor, lambda: "Nothing on this computer" in str(notifier.trouble))
    assert capfd.readouterr() == ("", "")


def test_mac_without_pyobjus_falls_back_silently(
    reactor: Reactor, capfd: pytest.CaptureFixture[str]
) -> None:
    """Plyer alone would print the traceback of its failed import; here the second way is used."""
    seconds: list[str] = []
    notifier = make(
        reactor,
        load=lambda: plyer_tamed.load("macosx"),
        second=lambda title, _text: seconds.append(title),
    )
    notifier.notify(NOTE)
    assert turn_until(reactor, lambda: seconds == [NOTE.title])
    assert capfd.readouterr() == ("", "")


# Real plyer over a fake Windows


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> FakeWin32:
    """Give plyer's balloons a Windows that only keeps records, and no waiting."""
    fake = FakeWin32()
    package = "plyer.platforms.win"
    monkeypatch.setitem(sys.modules, f"{package}.libs.win_api_defs", fake)
    for module in ("notification", "libs.balloontip"):
        monkeypatch.delitem(sys.modules, f"{package}.{module}", raising=False)
    return fake


class FakeTime:
    """Stands for the module ``time`` in plyer's balloon."""

    slept: list[float]

    def __init__(self) -> None:
        self.slept = []

    def sleep(self, seconds: float) -> None:
        """Remember how long."""
        self.slept.append(seconds)


def load_windows(clock: FakeTime) -> Callable[..., None]:
    """Return plyer's ``notify`` for Windows, with a clock that does not wait."""
    notify = plyer_tamed.load("win")
    sys.modules["plyer.platforms.win.libs.balloontip"].time = clock  # type: ignore[attr-defined]
    return notify


def test_windows_balloons_leave_nothing_behind(reactor: Reactor, windows: FakeWin32) -> None:
    """Each balloon's icon, window and class are freed when its time is over (kivy/plyer#645)."""
    clock = FakeTime()
    notifier = make(reactor, load=lambda: load_windows(clock), platform="win32")
    for number in range(5):
        notifier.notify(Note(f"n{number}", "x" * 200, "y" * 999, expires=60_000))
    assert turn_until(reactor, lambda: len(clock.slept) == 5 and not _workers())
    assert windows.calls["NIM_ADD"] == windows.calls["NIM_DELETE"] == 5
    assert windows.calls["RegisterClassExW"] == windows.calls["UnregisterClassW"] == 5
    assert windows.calls["CreateWindowExW"] == windows.calls["DestroyWindow"] == 5
    assert max(clock.slept) <= 5
    assert not _balloons()


def _balloons() -> list[object]:
    gc.collect()
    return [each for each in gc.get_objects() if type(each).__name__ == "WindowsBalloonTip"]


def test_windows_failure_is_told(
    reactor: Reactor, windows: FakeWin32, capfd: pytest.CaptureFixture[str]
) -> None:
    """What plyer would raise in a thread of its own, unseen, becomes a sentence."""
    windows.broken = True
    notifier = make(reactor, load=lambda: load_windows(FakeTime()), platform="win32")
    notifier.notify(NOTE)
    assert turn_until(reactor, lambda: "Shell_NotifyIconW failed" in str(notifier.trouble))
    assert capfd.readouterr() == ("", "")
