"""Notes on real notification services: drawn, pressed with the pointer, replaced, withdrawn."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from Xlib.display import Display
from Xlib.error import BadDrawable, BadWindow
from Xlib.X import IsViewable

from posture_break.adapters.linux.bus import SessionBus
from posture_break.adapters.linux.notify import DesktopNotifier
from posture_break.core.model import Reason, Show, Why
from posture_break.core.snapshot import OpenView
from posture_break.durations import HOUR, MINUTE
from posture_break.ports import Note, Request
from posture_break.reactor import Reactor
from posture_break.resources import resource
from posture_break.ui.notes import (
    Words,
    break_note,
    limit_note,
    notice_note,
    request_for,
    tip_note,
    trouble_note,
)
from tests.desktop.rig import Desktop, desktop
from tests.rounds import turn_until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = pytest.mark.desktop

STRETCH = OpenView(
    "stretch",
    7,
    0,
    4 * MINUTE,
    Show.NOTIFICATION,
    "stretch",
    Reason(Why.WORKED),
    snoozes_left=3,
)
WORDS = Words("Shoulder blade squeeze", tip="Keep what you lift close to you & bend your knees.")


@dataclass
class Person:
    """Someone before the screen: a notifier, and what its buttons asked for."""

    desk: Desktop
    reactor: Reactor
    bus: SessionBus
    notifier: DesktopNotifier
    asked: list[Request | None] = field(default_factory=list)

    def until(self, done: Callable[[], bool]) -> None:
        """Turn the reactor until this holds."""
        assert turn_until(self.reactor, done, limit=15), self.desk.log

    def sees(self, note: Note) -> None:
        """Wait until the service has answered for this note."""
        self.notifier.notify(note)
        self.until(lambda: self.notifier._notes[note.key].shown is note)

    def windows(self) -> list[tuple[int, int, int, int]]:
        """Return x, y, width and height of the notes on an X screen."""
        display = Display(self.desk.env["DISPLAY"])
        try:
            found = [_place(each) for each in display.screen().root.query_tree().children]
        finally:
            display.close()
        return [place for place in found if place is not None]


def _place(window: Any) -> tuple[int, int, int, int] | None:
    """Return where a note is drawn; None for other windows, and for notes that are hidden."""
    with suppress(BadWindow, BadDrawable):  # it may close while we look
        name = (window.get_wm_class() or ("", ""))[1]
        if name.lower() in {"xfce4-notifyd", "dunst"}:
            shape = window.get_geometry()
            drawn = window.get_attributes().map_state == IsViewable
            if drawn and shape.width > 50:  # xfce4-notifyd has a small window of its own as well
                return (shape.x, shape.y, shape.width, shape.height)
    return None


@contextmanager
def person(desk: Desktop) -> Iterator[Person]:
    """Give a notifier on this desktop, ready to show."""
    asked: list[Request | None] = []
    with Reactor() as reactor:
        bus = SessionBus(reactor, desk.env["DBUS_SESSION_BUS_ADDRESS"])
        notifier = DesktopNotifier(
            bus,
            reactor,
            pressed=lambda key, button: asked.append(request_for(key, button)),
            changed=lambda: None,
            icon=str(resource("icons/posture-break-48.png")),
        )
        bus.connect()
        notifier.start()
        someone = Person(desk, reactor, bus, notifier, asked)
        someone.until(lambda: notifier.buttons is not None)
        try:
            yield someone
        finally:
            notifier.stop()
            someone.until(lambda: not _pending(bus))
            bus.stop()


def _pending(bus: SessionBus) -> bool:
    return bool(bus._pending)


@pytest.fixture
def at_xfce(xfce: Desktop) -> Iterator[Person]:
    """Give someone at xfce4-notifyd."""
    with person(xfce) as someone:
        yield someone


@pytest.fixture(scope="module")
def dunst(shots: Path) -> Iterator[Desktop]:
    """Run Xvfb, xfwm4 and dunst."""
    with desktop("bare", shots, bar="none") as running:
        yield running


def stretch(someone: Person) -> Note:
    """Return the note of an open stretch, as this service can show it."""
    return break_note(STRETCH, WORDS, someone.notifier.buttons, snooze=5 * MINUTE, card=True)


def test_done_by_the_pointer(at_xfce: Person) -> None:
    """The break's note is drawn by xfce4-notifyd, and its Done button answers that break."""
    assert at_xfce.notifier.buttons is True
    at_xfce.sees(stretch(at_xfce))
    at_xfce.until(lambda: len(at_xfce.windows()) == 1)
    at_xfce.desk.shot("note-xfce-break")
    x, y, _width, height = at_xfce.windows()[0]
    at_xfce.desk.click(x + 65, y + height - 30)  # the buttons are in one row; Done is the first
    at_xfce.until(lambda: bool(at_xfce.asked))
    assert at_xfce.asked == [Request("done", {"serial": 7}, door="notification")]
    at_xfce.until(lambda: not at_xfce.windows())


def test_every_kind_of_note_is_drawn(at_xfce: Person) -> None:
    """Tip, notice, limit and trouble stand beside the break's note; stop takes all away."""
    at_xfce.sees(stretch(at_xfce))
    at_xfce.sees(tip_note("Feet flat on the floor spare your back.", "posture"))
    at_xfce.sees(notice_note("stand-up", 30_000, True, snooze=5 * MINUTE))
    at_xfce.sees(limit_note(8 * HOUR, True))
    at_xfce.sees(trouble_note(["Line 3, <every>: say 50m or 50s.", "Run config check."]))
    at_xfce.until(lambda: len(at_xfce.windows()) == 5)
    at_xfce.desk.shot("note-xfce-all")
    at_xfce.notifier.stop()
    at_xfce.until(lambda: not at_xfce.windows())


def test_note_is_replaced_and_withdrawn(at_xfce: Person) -> None:
    """Two texts for one key are one window, and none after it is withdrawn."""
    at_xfce.sees(Note("status", "Old", "text"))
    at_xfce.sees(Note("status", "New", "text"))
    at_xfce.until(lambda: len(at_xfce.windows()) == 1)
    at_xfce.notifier.withdraw("status")
    at_xfce.until(lambda: not at_xfce.windows())


def test_service_that_is_restarted_shows_the_note_again(at_xfce: Person) -> None:
    """After xfce4-notifyd ends and a new one comes, the open break's note is back."""
    note = stretch(at_xfce)
    at_xfce.sees(note)
    at_xfce.desk.kill_notifier()
    at_xfce.until(lambda: at_xfce.notifier.buttons is None)
    at_xfce.desk.start_notifier()
    at_xfce.until(lambda: len(at_xfce.windows()) == 1)
    at_xfce.until(lambda: at_xfce.notifier._notes[note.key].shown is note)
    assert at_xfce.notifier.trouble is None


def test_dunst_tells_the_other_ways_and_a_click_opens_the_card(dunst: Desktop) -> None:
    """Dunst draws no buttons: its note tells how to answer, and a middle click opens the card."""
    with person(dunst) as someone:
        assert someone.notifier.buttons is False
        someone.sees(stretch(someone))
        someone.until(lambda: len(someone.windows()) == 1)
        dunst.shot("note-dunst-break")
        x, y, width, height = someone.windows()[0]
        dunst.click(x + width // 2, y + height // 2, 2)  # dunst's own button for "do it"
        someone.until(lambda: bool(someone.asked))
        assert someone.asked == [Request("card", {"serial": 7}, door="notification")]


def test_dunst_paused_loses_nothing(dunst: Desktop) -> None:
    """Under Do Not Disturb nothing is drawn and nothing is told; resuming shows the note."""
    with person(dunst) as someone:
        dunst.run("dunstctl", "set-paused", "true")
        someone.sees(stretch(someone))
        assert someone.windows() == []
        assert someone.notifier.trouble is None
        dunst.run("dunstctl", "set-paused", "false")
        someone.until(lambda: len(someone.windows()) == 1)


def test_mako_on_wayland_shows_the_note(sway: Desktop) -> None:
    """Mako takes the note with all its actions, of which one answers."""
    with person(sway) as someone:
        assert someone.notifier.server == "mako"
        someone.sees(stretch(someone))
        sway.shot("note-mako-break")
        sway.run("makoctl", "invoke", "done")
        someone.until(lambda: bool(someone.asked))
        assert someone.asked == [Request("done", {"serial": 7}, door="notification")]
