"""The status item on a real bus: what any host gets to read, and what its clicks do."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from posture_break.adapters.linux import sni
from posture_break.adapters.linux import tray as linux_tray
from posture_break.adapters.linux.bus import Match, Refused, SessionBus, method
from posture_break.adapters.linux.dbusmenu import MenuModel
from posture_break.adapters.linux.exports import Interface, Method
from posture_break.adapters.linux.status_host import WATCHER, HostWatch
from posture_break.ports import Request, Unavailable
from posture_break.pystray_face import Menu, MenuItem
from posture_break.reactor import Reactor
from posture_break.ui.icon import Look, Shape
from posture_break.ui.tray import Tray
from tests import snapshots
from tests.fake_notification_server import private_bus
from tests.rounds import turn_until

if TYPE_CHECKING:
    from collections.abc import Callable

    from posture_break.core.snapshot import Snapshot
    from tests.fake_notification_server import PrivateBus

DBUS = "org.freedesktop.DBus"
PIXMAP = (1, 1, b"\xff\x00\x80\x00")


class FakePictures:
    """One pixel for every look."""

    def pixmaps(self, _look: object) -> tuple[sni.Pixmap, ...]:
        """Return one size."""
        return (PIXMAP,)

    def pixmap(self, _look: object, _size: int) -> sni.Pixmap:
        """Return it again."""
        return PIXMAP


@dataclass
class Panel:
    """A host: owns the watcher's name, reads the item and clicks it."""

    reactor: Reactor
    bus: SessionBus
    item: str = ""
    hosted: bool = True
    signals: list[tuple[str, tuple[Any, ...]]] = field(default_factory=list)

    def appear(self) -> None:
        """Take the name, and hear everything that items say."""
        register = Method("s", "", self._registered)
        state = {"IsStatusNotifierHostRegistered": lambda: ("b", self.hosted)}
        watcher = Interface(WATCHER, {"RegisterStatusNotifierItem": register}, state)
        self.bus.export("/StatusNotifierWatcher", watcher)
        for interface in (sni.ITEM, sni.MENU):
            for name in ("NewStatus", "NewTitle", "NewToolTip", "NewIcon", "LayoutUpdated",
                         "ItemsPropertiesUpdated"):  # fmt: skip
                self.bus.subscribe(Match(interface, name), self._heard(name))
        self._name("RequestName", "su", WATCHER, 0)

    def vanish(self) -> None:
        """Give the name up."""
        self.item = ""
        self._name("ReleaseName", "s", WATCHER)

    def host_comes(self) -> None:
        """Say that a host has registered."""
        self.hosted = True
        signal = "StatusNotifierHostRegistered"
        self.bus.signal("/StatusNotifierWatcher", WATCHER, signal)

    def ask(self, path: str, interface: str, member: str, *rest: Any) -> Any:
        """Call the item and return what it answers."""
        replies: list[Any] = []
        self.bus.call(method(self.item, path, interface, member, *rest), replies.append)
        assert turn_until(self.reactor, lambda: bool(replies))
        return replies[0]

    def menu(self, member: str, *rest: Any) -> Any:
        """Call the item's menu."""
        return self.ask(sni.MENU_PATH, sni.MENU, member, *rest)

    def property(self, name: str) -> Any:
        """Read a property of the item."""
        interface = "org.freedesktop.DBus.Properties"
        return self.ask(sni.ITEM_PATH, interface, "Get", "ss", sni.ITEM, name)[0]

    def lines(self) -> dict[str, int]:
        """Return the numbers of all lines by their labels."""
        _revision, layout = self.menu("GetLayout", "iias", 0, -1, [])
        return dict(_labels(layout))

    def heard(self, name: str) -> list[tuple[Any, ...]]:
        """Return the bodies of all signals of this name so far, after a round to the item."""
        self.ask(sni.ITEM_PATH, "org.freedesktop.DBus.Peer", "Ping")
        return [body for told, body in self.signals if told == name]

    def _registered(self, item: str) -> tuple[()]:
        self.item = item
        return ()

    def _heard(self, name: str) -> Callable[..., None]:
        return lambda *body: self.signals.append((name, body))

    def _name(self, member: str, *rest: Any) -> None:
        replies: list[Any] = []
        self.bus.call(method(DBUS, "/org/freedesktop/DBus", DBUS, member, *rest), replies.append)
        assert turn_until(self.reactor, lambda: replies == [(1,)])


def _labels(layout: Any) -> Iterator[tuple[str, int]]:
    number, properties, children = layout
    if "label" in properties:
        yield properties["label"][1], number
    for _signature, child in children:
        yield from _labels(child)


@dataclass
class Desk:
    """A tray on a bus with a panel, and what came of it."""

    reactor: Reactor
    daemon: PrivateBus
    panel: Panel
    tray: Tray
    asked: list[Request]
    fresh: list[None]
    nowhere: list[Unavailable]
    somewhere: list[None]

    def show(self, snapshot: Snapshot) -> None:
        """Show a snapshot, and let the host hear of it."""
        self.tray.show(snapshot)
        if self.panel.item:
            self.panel.heard("")

    def click(self, number: int) -> Any:
        """Click a line as hosts do."""
        return self.panel.menu("Event", "isvu", number, "clicked", ("i", 0), 0)


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """Start a tray that counts down, on a bus where no panel is yet."""
    monkeypatch.delenv("DISPLAY", raising=False)
    asked: list[Request] = []
    fresh: list[None] = []
    nowhere: list[Unavailable] = []
    somewhere: list[None] = []
    with private_bus() as daemon, Reactor() as reactor:
        daemon.start()
        ours, theirs = SessionBus(reactor, daemon.address), SessionBus(reactor, daemon.address)
        ours.connect()
        theirs.connect()
        make = linux_tray.find(
            reactor,
            ours,
            FakePictures(),
            fresh=lambda: fresh.append(None),
            nowhere=nowhere.append,
            somewhere=lambda: somewhere.append(None),
        )
        tray = Tray(make, lambda look: look, asked.append)
        tray.start()
        tray.show(snapshots.waiting())
        yield Desk(reactor, daemon, Panel(reactor, theirs), tray, asked, fresh, nowhere, somewhere)
        tray.stop()
        ours.stop()
        theirs.stop()


@pytest.fixture
def panel(desk: Desk) -> Panel:
    """Have the panel there, with our item in it."""
    desk.panel.appear()
    assert turn_until(desk.reactor, lambda: bool(desk.panel.item))
    return desk.panel


def test_it_registers_by_its_unique_name(panel: Panel) -> None:
    """GNOME's extension loses a race with well-known names."""
    assert panel.item.startswith(":")


def test_it_registers_with_every_new_panel(desk: Desk, panel: Panel) -> None:
    """A panel that restarts gets the item again."""
    panel.vanish()
    panel.appear()
    assert turn_until(desk.reactor, lambda: bool(panel.item))


def test_what_a_host_reads(panel: Panel) -> None:
    """The properties have the values and types that hosts insist on."""
    assert panel.property("IconPixmap") == ("a(iiay)", [PIXMAP])
    assert panel.property("IconName") == ("s", "")
    assert panel.property("ToolTip") == ("(sa(iiay)ss)", ("", [], "Stretch at 10:12", ""))
    assert panel.property("ItemIsMenu") == ("b", True)
    assert panel.property("Menu") == ("o", sni.MENU_PATH)
    assert panel.property("Status") == ("s", "Active")
    assert panel.property("Id") == ("s", "posture-break")


def test_a_new_text_leaves_the_menu_open(desk: Desk, panel: Panel) -> None:
    """A changed text is told as a property; the layout, which closes menus, stays."""
    status = panel.lines()["Stretch in 12 min"]
    panel.menu("AboutToShow", "i", 0)
    desk.show(snapshots.waiting(11))
    ((updated, removed),) = panel.heard("ItemsPropertiesUpdated")
    assert updated == [(status, {"label": ("s", "Stretch in 11 min")})]
    assert removed == []
    assert panel.heard("LayoutUpdated") == []


def test_a_countdown_that_nobody_looks_at_is_not_told(desk: Desk, panel: Panel) -> None:
    """New words wait for somebody to open the menu, and are there then; closed, they wait again."""
    status = panel.lines()["Stretch in 12 min"]
    desk.show(snapshots.waiting(11))
    assert panel.heard("ItemsPropertiesUpdated") == []
    panel.menu("Event", "isvu", 0, "opened", ("i", 0), 0)
    assert panel.heard("ItemsPropertiesUpdated") == [
        ([(status, {"label": ("s", "Stretch in 11 min")})], [])
    ]
    panel.menu("Event", "isvu", 0, "closed", ("i", 0), 0)
    desk.show(snapshots.waiting(10))
    assert len(panel.heard("ItemsPropertiesUpdated")) == 1


def test_new_lines_are_a_new_layout(desk: Desk, panel: Panel) -> None:
    """With the answers of an open break the revision grows, and other lines keep their numbers."""
    before = panel.lines()
    revision, _layout = panel.menu("GetLayout", "iias", 0, -1, [])
    desk.show(snapshots.opened())
    after = panel.lines()
    assert panel.heard("LayoutUpdated") == [(revision + 1, 0)]
    assert {label: after[label] for label in ("Quit", "Pause", "Stand-up")} == {
        label: before[label] for label in ("Quit", "Pause", "Stand-up")
    }


def test_nothing_new_is_not_told(desk: Desk, panel: Panel) -> None:
    """The same snapshot once more costs the host nothing."""
    panel.signals.clear()
    desk.show(snapshots.waiting())
    panel.heard("")
    assert panel.signals == []


def test_numbers_are_never_used_again(desk: Desk, panel: Panel) -> None:
    """A click in a menu that shows an earlier break hits nothing."""
    seen: set[int] = set()
    for serial in range(3):
        desk.show(snapshots.opened(serial=serial))
        done = panel.lines()["Done"]
        assert done not in seen
        seen.add(done)
    desk.show(snapshots.waiting())
    for number in seen:
        assert desk.click(number) == ()
    panel.heard("")
    assert desk.asked == []


def test_a_click_is_answered_before_it_acts(desk: Desk, panel: Panel) -> None:
    """The host's call must not wait for what the click sets going."""
    face = desk.tray._face
    assert isinstance(face, linux_tray.LinuxIcon)
    about = panel.lines()["About"]
    assert face._modern._event(about, "clicked", ("i", 0), 0) == ()
    assert desk.asked == [], "it acted before the answer went out"
    assert turn_until(desk.reactor, lambda: len(desk.asked) == 1)


def test_disabled_lines_do_nothing(desk: Desk, panel: Panel) -> None:
    """A host that sends the click all the same is not believed."""
    desk.show(snapshots.opened(snoozes_left=0))
    desk.click(panel.lines()["Snooze: no more for this break"])
    panel.heard("")
    assert desk.asked == []


def test_the_group_forms_work_alike(desk: Desk, panel: Panel) -> None:
    """Cinnamon and xapp call these; without them the menu is dead there."""
    lines = panel.lines()
    (everything,) = panel.menu("GetGroupProperties", "aias", [], [])
    assert len(everything) > len(lines)
    (some,) = panel.menu("GetGroupProperties", "aias", [lines["Quit"], 9999], ["label"])
    assert some == [(lines["Quit"], {"label": ("s", "Quit")})]
    assert panel.menu("AboutToShowGroup", "ai", [0, 9999]) == ([], [9999])
    event = (lines["About"], "clicked", ("i", 0), 0)
    unknown = (9999, "clicked", ("i", 0), 0)
    assert panel.menu("EventGroup", "a(isvu)", [event, unknown]) == ([9999],)
    assert turn_until(desk.reactor, lambda: desk.asked == [Request("about", {}, "menu")])


def test_a_layout_can_be_asked_in_parts(panel: Panel) -> None:
    """One level, one submenu, chosen properties; a line that is not there is an error."""
    _revision, (_root, _own, children) = panel.menu("GetLayout", "iias", 0, 1, ["label"])
    assert all(child[2] == [] for _signature, child in children)
    pause = panel.lines()["Pause"]
    _revision, (number, own, children) = panel.menu("GetLayout", "iias", pause, -1, ["label"])
    assert (number, own, len(children)) == (pause, {"label": ("s", "Pause")}, 5)
    assert isinstance(panel.menu("GetLayout", "iias", 9999, -1, []), Refused)
    assert panel.menu("GetProperty", "is", pause, "children-display") == (("s", "submenu"),)
    assert isinstance(panel.menu("GetProperty", "is", pause, "nonsense"), Refused)


def test_looking_at_the_menu_brings_fresh_words(desk: Desk, panel: Panel) -> None:
    """About to show it, the host gets what is true now."""
    panel.menu("AboutToShow", "i", 0)
    assert len(desk.fresh) == 1


def test_an_open_menu_stays_fresh_until_it_is_closed(
    desk: Desk, panel: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The countdown goes on under the person's eyes; afterwards nothing wakes up."""
    monkeypatch.setattr(sni, "_REFRESH", 0.01)
    panel.menu("Event", "isvu", 0, "opened", ("i", 0), 0)
    assert turn_until(desk.reactor, lambda: len(desk.fresh) >= 3)
    panel.menu("Event", "isvu", 0, "closed", ("i", 0), 0)
    before = len(desk.fresh)
    desk.reactor.turn(0.05)
    panel.heard("")
    assert len(desk.fresh) == before


def test_a_menu_that_is_never_closed_does_not_keep_us_awake(
    desk: Desk, panel: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some hosts forget to say it."""
    monkeypatch.setattr(sni, "_REFRESH", 0.001)
    monkeypatch.setattr(sni, "_LONGEST_OPEN", 3)
    panel.menu("Event", "isvu", 0, "opened", ("i", 0), 0)
    assert turn_until(desk.reactor, lambda: len(desk.fresh) == 3)
    desk.reactor.turn(0.05)
    panel.heard("")
    assert len(desk.fresh) == 3


def test_a_plain_click_does_the_default(desk: Desk, panel: Panel) -> None:
    """LXQt and MATE call Activate on a left click, others with the middle button."""
    panel.ask(sni.ITEM_PATH, sni.ITEM, "Activate", "ii", 3, 4)
    panel.ask(sni.ITEM_PATH, sni.ITEM, "SecondaryActivate", "ii", 3, 4)
    assert turn_until(desk.reactor, lambda: [each.verb for each in desk.asked] == ["panel"] * 2)


def test_icon_and_tooltip_are_told_when_they_change(desk: Desk, panel: Panel) -> None:
    """Another picture is announced once; the same picture not at all."""
    desk.show(snapshots.waiting(11, ring=0.8))
    assert panel.heard("NewIcon") == []
    assert len(panel.heard("NewToolTip")) == len(panel.heard("NewTitle")) == 1
    desk.show(snapshots.paused())
    assert len(panel.heard("NewIcon")) == 1


def test_stopping_makes_the_item_passive(desk: Desk, panel: Panel) -> None:
    """The connection lives on for others, so the host must be told to hide the item."""
    desk.tray.stop()
    assert panel.heard("NewStatus")[-1] == ("Passive",)
    assert isinstance(panel.menu("GetLayout", "iias", 0, -1, []), Refused)


def test_labels_keep_their_underscores(desk: Desk, panel: Panel) -> None:
    """A single underscore would underline the next letter and vanish."""
    model = MenuModel()
    model.read(Menu(MenuItem("eye_rest", None)))
    ((_number, properties),) = model.group([1], ["label"])
    assert properties["label"] == ("s", "eye__rest")


def test_checks_and_radios_are_told(desk: Desk) -> None:
    """Checkable lines of any pystray menu arrive with their state, and its change as a text."""
    on = [False]
    menu = Menu(
        MenuItem("check", None, checked=lambda _item: on[0]),
        MenuItem("radio", None, checked=lambda _item: True, radio=True),
    )
    model = MenuModel()
    model.read(menu)
    assert model.property(1, "toggle-type") == ("s", "checkmark")
    assert model.property(2, "toggle-type") == ("s", "radio")
    on[0] = True
    changes = model.read(menu)
    assert (changes.updated, changes.layout) == (((1, {"toggle-state": ("i", 1)}),), False)


def test_no_thread_is_started(desk: Desk, panel: Panel) -> None:
    """The base class would start one; here the reactor is the only one that waits."""
    assert threading.active_count() == 1


def test_a_watcher_without_a_host_shows_nothing(desk: Desk) -> None:
    """KDE's background service answers for panels that are not there."""
    desk.panel.hosted = False
    shown: list[bool] = []
    bus = SessionBus(desk.reactor, desk.daemon.address)
    bus.connect()
    watch = HostWatch(bus, shown.append)
    watch.start()
    assert turn_until(desk.reactor, lambda: shown == [False])
    desk.panel.appear()
    desk.panel.host_comes()
    assert turn_until(desk.reactor, lambda: shown == [False, True])
    desk.panel.vanish()
    assert turn_until(desk.reactor, lambda: shown == [False, True, False])
    bus.stop()


def test_a_desktop_without_a_tray_is_told_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """With neither kind of tray the person hears it with the cure, and the icon waits on."""
    monkeypatch.setattr(linux_tray, "_NOWHERE_AFTER", 0.02)
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "ubuntu:GNOME")
    desk.tray.stop()
    desk.tray.start()
    desk.tray.show(snapshots.waiting())
    assert turn_until(desk.reactor, lambda: bool(desk.nowhere))
    assert "AppIndicator" in desk.nowhere[0].cure
    desk.panel.appear()
    assert turn_until(desk.reactor, lambda: bool(desk.panel.item))
    assert turn_until(desk.reactor, lambda: len(desk.somewhere) == 1)
    assert len(desk.nowhere) == 1


def test_a_tray_in_time_is_not_complained_about(
    desk: Desk, panel: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is told of a missing tray that is there."""
    monkeypatch.setattr(linux_tray, "_NOWHERE_AFTER", 0.02)
    desk.tray.stop()
    desk.tray.start()
    desk.tray.show(snapshots.waiting())
    desk.reactor.turn(0.01)
    assert not turn_until(desk.reactor, lambda: bool(desk.nowhere), 0.1)


def test_the_picture_is_what_the_backend_wants() -> None:
    """Windows and macOS take an image: Tray hands on whatever the platform's function makes."""
    made: list[tuple[Any, ...]] = []

    class Face:
        icon: Any = None
        title = ""

        def run_detached(self) -> None:
            """Show it."""

        def update_menu(self) -> None:
            """Look again."""

        def stop(self) -> None:
            """End."""

    def make(*arguments: Any) -> Face:
        made.append(arguments)
        return Face()

    tray = Tray(make, lambda look: f"image of {look.shape.value}", lambda _request: None)
    tray.show(snapshots.waiting())
    assert made == [], "it was not started"
    tray.start()
    tray.show(snapshots.paused())
    assert made[0][1] == f"image of {Look(Shape.BARS).shape.value}"


@pytest.mark.parametrize("backend", ["", "xorg"])
def test_importing_touches_no_display(backend: str) -> None:
    """With no DISPLAY and no GTK the import works, loads nothing heavy, and leaves no trace."""
    program = (
        "import os, sys; import posture_break.adapters.linux.tray, posture_break.ui.tray\n"
        "heavy = {'PIL', 'Xlib', 'gi', 'asyncio', 'tkinter', 'argparse'} & set(sys.modules)\n"
        "print(heavy, os.environ.get('PYSTRAY_BACKEND', ''))"
    )
    env = {key: value for key, value in os.environ.items() if key != "DISPLAY"}
    env = env | {"PYSTRAY_BACKEND": backend} if backend else env
    done = subprocess.run(
        [sys.executable, "-c", program], env=env, capture_output=True, text=True, check=False
    )
    assert (done.stdout.strip(), done.stderr) == (f"set() {backend}".strip(), "")
