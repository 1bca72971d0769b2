"""Trays that live on another thread than the loop: Windows and macOS, with fakes for both."""

from __future__ import annotations

import queue
import signal
import threading
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from posture_break.adapters import macos, windows
from posture_break.adapters.frozen_menu import freeze
from posture_break.pystray_face import IconBase, Menu, MenuItem
from posture_break.reactor import Reactor
from tests.rounds import turn_until

RIGHT, LEFT = 0x0205, 0x0202


@pytest.fixture
def reactor() -> Iterator[Reactor]:
    """Run a reactor; this thread is the loop's."""
    with Reactor() as running:
        yield running


def units(text: str) -> int:
    """Return how many UTF-16 units Windows counts."""
    return len(text.encode("utf-16-le")) // 2


class Told:
    """What a menu was asked for, and on which thread."""

    def __init__(self) -> None:
        self.chosen: list[tuple[str, threading.Thread]] = []
        self.minutes = 12

    def menu(self) -> Menu:
        """Return a menu with a live text, a submenu and a disabled item."""
        return Menu(
            MenuItem(lambda _item: f"Stretch in {self.minutes} min", self.choose, default=True),
            Menu.SEPARATOR,
            MenuItem("Snooze", Menu(MenuItem("5 min", self.choose))),
            MenuItem("Rest & relax", self.choose, checked=lambda _item: True, enabled=False),
        )

    def choose(self, _icon: object, item: Any) -> None:
        """Note the choice."""
        self.chosen.append((item.text, threading.current_thread()))


# The frozen menu


def test_a_frozen_menu_says_what_the_menu_said() -> None:
    """Words, traits and structure are those of the moment of freezing."""
    told = Told()
    copy = freeze(told.menu(), lambda _item: None)
    told.minutes = 3
    status, separator, snooze, rest = copy
    assert (status.text, status.default) == ("Stretch in 12 min", True)
    assert separator is Menu.SEPARATOR
    assert [item.text for item in snooze.submenu] == ["5 min"]
    assert (rest.text, rest.checked, rest.enabled) == ("Rest & relax", True, False)


def test_choosing_in_a_frozen_menu_hands_over_the_original() -> None:
    """What comes back is the item of the living menu, not its copy."""
    menu, chosen = Told().menu(), list[Any]()
    copy = freeze(menu, chosen.append)
    next(iter(copy))(None)
    assert chosen == [next(iter(menu))]


# Windows


class FakeWindowsIcon(IconBase):
    """pystray's Windows icon as far as threads and lengths go: clicks come through a queue."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.clicks: queue.Queue[int | None] = queue.Queue()
        self.built: list[tuple[list[str], threading.Thread]] = []
        self.tooltips: list[str] = []
        self.balloons: list[tuple[str, str]] = []
        self.shown = threading.Event()
        self.hidden = False

    def _run(self) -> None:
        self._mark_ready()
        while (click := self.clicks.get()) is not None:
            self._on_notify(0, click)
        self.hidden = True

    def _on_notify(self, _wparam: int, lparam: int) -> None:
        if lparam == LEFT:
            self()
        self.shown.set()

    def _update_menu(self) -> None:
        texts = [item.text for item in self._menu or ()]
        self.built.append((texts, threading.current_thread()))

    def _update_title(self) -> None:
        assert units(self._title) < 128, "string too long"
        self.tooltips.append(self._title)

    def _notify(self, message: str, title: str | None = None) -> None:
        assert units(message) < 256, "string too long"
        assert units(title or "") < 64, "string too long"
        self.balloons.append((title or "", message))

    def _update_icon(self) -> None:
        self._icon_valid = True

    def _show(self) -> None: ...

    def _hide(self) -> None: ...

    def _stop(self) -> None:
        self.clicks.put(None)


@pytest.fixture
def told() -> Told:
    """Return what notes choices."""
    return Told()


@pytest.fixture
def icon(reactor: Reactor, told: Told) -> Iterator[Any]:
    """Run our Windows icon over the fake one."""

    def fresh() -> None:
        told.minutes -= 1

    make = windows.find(reactor, fresh=fresh, native=FakeWindowsIcon)
    made: Any = make("posture-break", "image", "Stretch at 10:12", told.menu())
    made.run_detached()
    yield made
    made.stop()


def test_the_menu_is_built_on_the_trays_thread_alone(reactor: Reactor, icon: Any) -> None:
    """Windows destroys the old menu while it builds one: never under an open menu."""
    icon.clicks.put(RIGHT)
    assert turn_until(reactor, icon.shown.is_set)
    icon.update_menu()
    icon.update_menu()
    threads = {thread for _texts, thread in icon.built}
    assert threads == {icon._thread_of_tray}
    assert threading.current_thread() not in threads


def test_a_click_shows_fresh_words(reactor: Reactor, icon: Any) -> None:
    """The countdown in the menu is that of the moment of the click."""
    icon.clicks.put(RIGHT)
    assert turn_until(reactor, icon.shown.is_set)
    texts, _thread = icon.built[-1]
    assert texts[0] == "Stretch in 11 min"
    assert "Rest && relax" in texts


def test_a_busy_loop_does_not_hold_the_menu_back(icon: Any) -> None:
    """When nobody turns the loop the menu comes all the same, with the words it had."""
    icon.clicks.put(RIGHT)
    assert icon.shown.wait(5)
    assert icon.built[-1][0][0] == "Stretch in 12 min"


def test_choices_come_on_the_loop(reactor: Reactor, icon: Any, told: Told) -> None:
    """A left click takes the default item; its action runs on the loop's thread."""
    icon.clicks.put(LEFT)
    assert turn_until(reactor, lambda: bool(told.chosen))
    assert told.chosen == [("Stretch in 12 min", threading.current_thread())]


def test_long_texts_are_clipped_for_windows(icon: Any) -> None:
    """Tooltip and balloon keep to Windows' lengths, which count an emoji as two."""
    icon.visible = True
    icon.title = "\N{PERSON IN LOTUS POSITION}" * 100
    icon.notify("\N{PERSON IN LOTUS POSITION}" * 200, "Time to stretch " * 10)
    assert units(icon.tooltips[-1]) in {126, 127}
    assert icon.tooltips[-1].endswith("…")
    assert units(icon.balloons[0][1]) in {254, 255}
    assert units(icon.balloons[0][0]) <= 63


def test_stopping_ends_the_trays_thread(icon: Any) -> None:
    """After `stop` nothing of the tray runs; a second one does no harm."""
    icon.stop()
    icon.stop()
    assert icon.hidden
    assert not icon._thread_of_tray.is_alive()


def test_a_window_that_windows_refuses_does_not_hang_the_program(
    reactor: Reactor, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tray's thread ends with a line in the log, and no other thread waits for it."""
    monkeypatch.setattr(windows, "_READY_WITHIN", 0.01)

    class Refused(FakeWindowsIcon):
        def _run(self) -> None:
            raise OSError("no window")

    made: Any = windows.find(reactor, native=Refused)("x", "image", "title", told.menu())
    before = set(threading.enumerate())
    made.run_detached()
    made._thread_of_tray.join(5)
    made.stop()
    assert set(threading.enumerate()) <= before


def test_an_icon_that_never_ran_can_be_stopped(reactor: Reactor, told: Told) -> None:
    """Pystray's own stop fails before the start."""
    windows.find(reactor, native=FakeWindowsIcon)("x", "image", "title", told.menu()).stop()


def test_dpi_awareness_is_asked_for_in_the_newest_way_there_is() -> None:
    """Windows 8.1 and later, Vista and later, and neither."""
    asked: list[object] = []
    new = SimpleNamespace(shcore=SimpleNamespace(SetProcessDpiAwareness=asked.append))
    old = SimpleNamespace(user32=SimpleNamespace(SetProcessDPIAware=lambda: 1))
    assert windows.be_dpi_aware(new)
    assert windows.be_dpi_aware(old)
    assert not windows.be_dpi_aware(SimpleNamespace())
    assert asked == [2]


# macOS


class FakeCocoa:
    """An event loop for the main thread, and signals that tests send."""

    def __init__(self) -> None:
        self.calls: queue.Queue[Callable[[], None]] = queue.Queue()
        self.signals: dict[int, Callable[[], None]] = {}
        self.over = False

    def later_on_main(self, call: Callable[[], None]) -> None:
        """Keep it for `serve`."""
        self.calls.put(call)

    def serve(self) -> None:
        """Call what was kept, until finished."""
        while not self.over:
            self.calls.get(timeout=5)()

    def finish(self) -> None:
        """End `serve`."""
        self.over = True

    def on_signal(self, number: int, call: Callable[[], None]) -> None:
        """Keep it for the test."""
        self.signals[number] = call


class FakeMacIcon:
    """pystray's macOS icon: every touch from another thread than the main one is an error."""

    made: list[FakeMacIcon]

    def __init__(self, name: str, image: object, title: str, menu: Menu) -> None:
        self.name, self.notes = name, list[tuple[str, str | None]]()
        self.history: list[tuple[str, object]] = []
        self.icon, self.title, self.menu = image, title, menu
        self.made.append(self)

    def __setattr__(self, name: str, value: object) -> None:
        assert threading.current_thread() is threading.main_thread()
        if "history" in self.__dict__:
            self.history.append((name, value))
        super().__setattr__(name, value)

    def update_menu(self) -> None:
        """Belong to the main thread as well."""
        assert threading.current_thread() is threading.main_thread()

    def notify(self, message: str, title: str | None) -> None:
        """Note what is shown."""
        self.notes.append((message, title))


def on_macos(play: Callable[[Reactor, macos.MacIcon, FakeCocoa], None]) -> FakeMacIcon:
    """Play something on the loop's thread, with Cocoa on this one, and return the real icon."""
    cocoa, told = FakeCocoa(), Told()
    native = type("Native", (FakeMacIcon,), {"made": []})

    def main() -> None:
        with Reactor() as reactor:
            made = macos.find(reactor, cocoa=cocoa, native=native)
            play(reactor, made("posture-break", "image", "Stretch at 10:12", told.menu()), cocoa)

    macos.run(main, lambda: None, cocoa)
    made: list[FakeMacIcon] = native.made  # type: ignore[attr-defined] # set three lines above
    assert len(made) == 1
    return made[0]


def test_cocoa_is_touched_on_the_main_thread_alone() -> None:
    """Icon, title and menu change on the main thread, in the order in which they were asked for."""

    def play(_reactor: Reactor, icon: macos.MacIcon, _cocoa: FakeCocoa) -> None:
        assert threading.current_thread() is not threading.main_thread()
        icon.run_detached()
        icon.icon = "another"
        icon.title = "Stretch at 10:20"
        icon.update_menu()
        icon.notify("", "Time to stretch")
        icon.stop()

    real = on_macos(play)
    changes = [name for name, _value in real.history]
    assert changes == ["icon", "title", "menu", "visible", "icon", "title", "menu", "visible"]
    assert real.notes == [("Time to stretch", "posture-break")]
    assert real.__dict__["visible"] is False


def test_choices_on_macos_come_on_the_loop() -> None:
    """Cocoa hears the click on the main thread; the action runs on the loop's."""
    told, seen = Told(), list[tuple[str, bool]]()

    def play(reactor: Reactor, icon: macos.MacIcon, cocoa: FakeCocoa) -> None:
        icon._menu = told.menu()
        icon.run_detached()
        cocoa.later_on_main(lambda: next(iter(icon._real.menu))(None))
        assert turn_until(reactor, lambda: bool(told.chosen))
        text, thread = told.chosen[0]
        seen.append((text, thread is threading.current_thread()))

    on_macos(play)
    assert seen == [("Stretch in 12 min", True)]


def test_what_the_program_raises_comes_out_of_run() -> None:
    """A failure in the second thread ends Cocoa's loop and is not lost."""

    def main() -> None:
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        macos.run(main, lambda: None, FakeCocoa())


def test_signals_end_the_program_on_macos() -> None:
    """Control-C and a polite kill reach the loop, though only the main thread hears them."""
    cocoa, stopped = FakeCocoa(), threading.Event()

    def main() -> None:
        cocoa.later_on_main(cocoa.signals[signal.SIGTERM])
        assert stopped.wait(5)

    macos.run(main, stopped.set, cocoa)
    assert set(cocoa.signals) == {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
