"""The icon in bars of the old kind, trayer and tint2, by clicks and keys on a real X server."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image
from Xlib import X, Xatom
from Xlib.display import Display

from tests.desktop.driven import Driven, driven
from tests.desktop.rig import Desktop, DesktopError, desktop, wait_until

pytestmark = pytest.mark.desktop

FRAME, ROW, GAP = 5, 28, 9  # pixels of the menu at 96 dots an inch


@pytest.fixture(scope="module", params=["trayer", "tint2"])
def bar(request: pytest.FixtureRequest, shots: Path) -> Iterator[Desktop]:
    """Run an X session with one bar, and no other tray."""
    with desktop("bare", shots, bar=request.param, notifier="none") as running:
        yield running


@pytest.fixture(scope="module")
def trayer(shots: Path) -> Iterator[Desktop]:
    """Run an X session with trayer, for what does not differ from bar to bar."""
    with desktop("bare", shots, bar="trayer", notifier="none") as running:
        yield running


@dataclass(frozen=True)
class Window:
    """A window of ours on the screen."""

    number: int
    x: int
    y: int
    width: int
    height: int


@contextlib.contextmanager
def connection(running: Desktop) -> Iterator[Display]:
    """Connect to the desktop's X server."""
    display = Display(running.env["DISPLAY"])
    try:
        yield display
    finally:
        display.close()


def panes(running: Desktop) -> list[Window]:
    """Return the windows of the open menu, the outermost first."""
    with connection(running) as display:
        found = []
        kind = display.get_atom("_NET_WM_WINDOW_TYPE")
        popup = display.get_atom("_NET_WM_WINDOW_TYPE_POPUP_MENU")
        for window in display.screen().root.query_tree().children:
            with contextlib.suppress(Exception):  # it may close between two questions
                wanted = window.get_full_property(kind, Xatom.ATOM)
                if wanted is not None and popup in wanted.value:
                    place = window.get_geometry()
                    size = (place.width, place.height)
                    found.append(Window(window.id, place.x, place.y, *size))
        return found


def docked(running: Desktop) -> bool:
    """Return whether our icon is in the bar: a window of ours that is a child of no root."""
    for _again in range(4):
        # A window that goes while its tree is walked ends the walk with an error of X.
        with contextlib.suppress(DesktopError):
            return '("posture-break" "posture-break")' in running.run("xwininfo", "-root", "-tree")
    return '("posture-break" "posture-break")' in running.run("xwininfo", "-root", "-tree")


def colourful(running: Desktop) -> bool:
    """Return whether the tray's place shows the icon: many shades of its edges, or its colour."""
    pixels = running.tray_pixels()
    return len({pixels[at : at + 3] for at in range(0, len(pixels), 3)}) >= 8


def grabbed(running: Desktop) -> bool:
    """Return whether somebody holds the pointer or the keyboard."""
    with connection(running) as display:
        root, at_once = display.screen().root, X.GrabModeAsync
        pointer = root.grab_pointer(False, 0, at_once, at_once, X.NONE, X.NONE, X.CurrentTime)
        keyboard = root.grab_keyboard(False, at_once, at_once, X.CurrentTime)
        return bool(pointer or keyboard)


@pytest.fixture
def tray(bar: Desktop) -> Iterator[Driven]:
    """Run our tray with a break open, until its icon is to be seen in the bar."""
    with driven(bar) as running:
        running.show("opened")
        wait_until(lambda: docked(bar) and colourful(bar), "the icon in the bar")
        yield running


@pytest.fixture
def one_tray(trayer: Desktop) -> Iterator[Driven]:
    """Do the same in trayer."""
    with driven(trayer) as running:
        running.show("opened")
        wait_until(lambda: docked(trayer) and colourful(trayer), "the icon in the bar")
        yield running


def open_menu(running: Desktop, button: int = 1) -> Window:
    """Open the menu by a click on the icon and return its window."""
    running.click(*running.tray_position, button)
    try:
        (window,) = wait_until(lambda: ready(running, 1), "the menu", 4)
    except DesktopError:  # a click can fall into a moment in which the bar moves its icons
        running.click(*running.tray_position, button)
        (window,) = wait_until(lambda: ready(running, 1), "the menu", 4)
    return window


def ready(running: Desktop, number: int) -> list[Window]:
    """Return the menu's windows once there are so many and it holds the pointer."""
    found = panes(running)
    return found if len(found) == number and grabbed(running) else []


def closed(running: Desktop) -> bool:
    """Return whether no menu is there, and pointer and keyboard are free."""
    return not panes(running) and not grabbed(running)


def row(window: Window, number: int, gaps: int) -> tuple[int, int]:
    """Return the middle of the row that comes after so many rows and separators."""
    return window.x + 60, window.y + FRAME + number * ROW + gaps * GAP + ROW // 2


def test_the_icon_is_seen_with_its_bar_around_it(bar: Desktop, tray: Driven) -> None:
    """No black box: around the icon's disc the bar shines through, and its edges are soft."""
    with Image.open(bar.shot(f"xembed-{bar.bar}-icon")) as picture:
        x, y = bar.tray_position
        icon = picture.convert("RGB").crop((x - 12, y - 12, x + 12, y + 12))
        ground = picture.convert("RGB").getpixel((x - 11, y - 13))
    corners = {icon.getpixel(place) for place in ((0, 0), (23, 0), (0, 23), (23, 23))}
    assert corners == {ground}
    assert ground != (0, 0, 0)
    assert len(icon.getcolors() or ()) > 12


@pytest.mark.parametrize("button", [1, 3], ids=["left", "right"])
def test_both_buttons_open_the_menu(bar: Desktop, tray: Driven, button: int) -> None:
    """Such a bar has no menu of its own, so ours comes for the left and the right button."""
    window = open_menu(bar, button)
    bar.shot(f"xembed-{bar.bar}-menu")
    assert window.y >= 28
    assert window.x + window.width <= 1280
    bar.key("Escape")
    wait_until(lambda: closed(bar), "the menu to close")
    assert tray.silent("ask", 0.2)


def test_a_nested_item_is_chosen_by_pointer(bar: Desktop, tray: Driven) -> None:
    """Resting on Snooze opens its choices; a click on one asks for just that."""
    window = open_menu(bar)
    bar.move(*row(window, 3, 1))
    _first, below = wait_until(lambda: ready(bar, 2), "the choices")
    bar.shot(f"xembed-{bar.bar}-nested")
    bar.click(*row(below, 1, 0))
    asked = tray.hears("ask")
    assert (asked["ask"], asked["args"]) == ("snooze", {"serial": 7, "for": "10m"})
    wait_until(lambda: closed(bar), "the menu to close")


def test_a_nested_item_is_chosen_by_keyboard(bar: Desktop, tray: Driven) -> None:
    """Arrows walk, a letter jumps, Right opens, Return chooses."""
    open_menu(bar)
    bar.key("Down", "Down", "s")  # the status, Done, Short version
    bar.key("s", "Right")  # Snooze, and into it
    wait_until(lambda: ready(bar, 2), "the choices")
    bar.key("End", "Return")
    asked = tray.hears("ask")
    assert (asked["ask"], asked["args"]) == ("snooze", {"serial": 7, "for": "20m"})
    wait_until(lambda: closed(bar), "the menu to close")


def test_a_restarted_bar_gets_the_icon_back(bar: Desktop, tray: Driven) -> None:
    """The bar goes and comes again; so does the icon, and its menu works."""
    bar.kill_panel()
    wait_until(lambda: not docked(bar), "the icon to go with the bar")
    bar.start_panel()
    wait_until(lambda: docked(bar) and colourful(bar), "the icon in the new bar")
    bar.shot(f"xembed-{bar.bar}-restarted")
    open_menu(bar)
    bar.key("Escape")
    wait_until(lambda: closed(bar), "the menu to close")


def test_a_bar_that_comes_later_gets_the_icon(bar: Desktop) -> None:
    """Started before the bar, the icon waits for it without asking again and again."""
    bar.kill_panel()
    wait_until(lambda: not bar.xembed_owner(), "the end of the bar")
    try:
        with driven(bar) as tray:
            tray.show("opened")
            assert tray.silent("nowhere", 1.0)
            assert not docked(bar)
            bar.start_panel()
            wait_until(lambda: docked(bar) and colourful(bar), "the icon in the late bar")
    finally:
        if not bar.xembed_owner():
            bar.start_panel()


def test_a_click_outside_closes_the_menu(trayer: Desktop, one_tray: Driven) -> None:
    """Anywhere else means no, and chooses nothing."""
    open_menu(trayer)
    trayer.click(300, 500)
    wait_until(lambda: closed(trayer), "the menu to close")
    assert one_tray.silent("ask", 0.2)


def test_a_drag_from_the_icon_chooses(trayer: Desktop, one_tray: Driven) -> None:
    """Press on the icon, drag to an item, release: the older way works as well."""
    window = open_menu(trayer)
    trayer.key("Escape")
    wait_until(lambda: closed(trayer), "the menu to close")
    trayer.move(*trayer.tray_position)
    trayer.run("xdotool", "mousedown", "1")
    wait_until(lambda: panes(trayer), "the menu")
    trayer.run("xdotool", "sleep", "0.4")  # shorter would be a click
    trayer.move(*row(window, 1, 1))
    trayer.run("xdotool", "mouseup", "1")
    assert one_tray.hears("ask")["ask"] == "done"


def test_new_words_come_into_the_open_menu(trayer: Desktop, one_tray: Driven) -> None:
    """While it is open the countdown goes on in it, in the very same window."""
    one_tray.show("waiting", minutes=12)
    window = open_menu(trayer)
    before = look(trayer, window)
    one_tray.show("waiting", minutes=11)
    wait_until(lambda: look(trayer, window) != before, "the new words")
    assert [each.number for each in panes(trayer)] == [window.number]
    trayer.key("Escape")


def look(running: Desktop, window: Window) -> bytes:
    """Return the pixels of the menu's first row."""
    with Image.open(running.shot("xembed-look")) as picture:
        box = (window.x, window.y, window.x + window.width, window.y + FRAME + ROW)
        return picture.convert("RGB").crop(box).tobytes()


def test_another_menu_while_open(trayer: Desktop, one_tray: Driven) -> None:
    """A break opens while the menu is: its answers come in, and the selected item stays."""
    one_tray.show("waiting")
    small = open_menu(trayer)
    trayer.key("End")  # Quit
    one_tray.show("opened")
    wait_until(lambda: panes(trayer)[0].height > small.height, "a taller menu")
    trayer.shot("xembed-grown")
    trayer.key("Return")
    assert one_tray.hears("ask")["ask"] == "quit"


def test_a_dark_desktop_gets_a_dark_menu(trayer: Desktop) -> None:
    """The menu follows the theme of GTK programs."""
    with driven(trayer, GTK_THEME="Adwaita:dark") as tray:
        tray.show("opened")
        wait_until(lambda: docked(trayer) and colourful(trayer), "the icon in the bar")
        window = open_menu(trayer)
        trayer.move(*row(window, 3, 1))
        wait_until(lambda: ready(trayer, 2), "the choices")
        with Image.open(trayer.shot("xembed-dark")) as picture:
            place = (window.x + 3, window.y + 3, window.x + 4, window.y + 4)
            (ground,) = picture.convert("L").crop(place).tobytes()
        assert ground < 80
        trayer.key("Escape", "Escape")


@pytest.fixture
def dots(trayer: Desktop) -> Iterator[None]:
    """Set the screen to 288 dots an inch, as desktops tell it to programs."""

    def tell(words: bytes) -> None:
        with connection(trayer) as display:
            root = display.screen().root
            root.change_property(display.get_atom("RESOURCE_MANAGER"), Xatom.STRING, 8, words)
            display.sync()

    tell(b"Xft.antialias:\t1\nXft.dpi:\t288\n")
    yield
    tell(b"")


def test_a_dense_screen_gets_a_large_menu_that_scrolls(
    trayer: Desktop, dots: None, one_tray: Driven
) -> None:
    """Three times as large it is taller than the screen: it ends there, and End reaches Quit."""
    window = open_menu(trayer)
    assert window.width > 450
    assert (window.y, window.height) == (0, 800)
    before = trayer.shot("xembed-large").read_bytes()
    trayer.key("End")
    wait_until(lambda: trayer.shot("xembed-large-end").read_bytes() != before, "the end of it")
    trayer.key("Return")
    assert one_tray.hears("ask")["ask"] == "quit"


def test_the_wheel_scrolls_and_chooses_nothing(
    trayer: Desktop, dots: None, one_tray: Driven
) -> None:
    """Turning the wheel over the menu moves it and leaves it open."""
    window = open_menu(trayer)
    trayer.move(window.x + 150, 300)
    before = trayer.shot("xembed-wheel-before").read_bytes()
    trayer.run("xdotool", "click", "5", "click", "5", "click", "5")
    wait_until(lambda: trayer.shot("xembed-wheel").read_bytes() != before, "a scrolled menu")
    assert panes(trayer)
    trayer.key("Escape")
    assert one_tray.silent("ask", 0.2)


def test_a_killed_program_leaves_no_grab_behind(trayer: Desktop) -> None:
    """Killed with the menu open, the program gives pointer and keyboard back all the same."""
    with driven(trayer) as tray:
        tray.show("opened")
        wait_until(lambda: docked(trayer) and colourful(trayer), "the icon in the bar")
        open_menu(trayer)
        trayer.end("tray", signal.SIGKILL)
    wait_until(lambda: closed(trayer), "the end of the grab")


def test_the_end_of_the_x_server_does_not_end_the_program(shots: Path) -> None:
    """With the menu open the X server is killed: the program lives on, and ends when told to."""
    with desktop("bare", shots, bar="trayer", notifier="none") as running, driven(running) as tray:
        tray.show("opened")
        wait_until(lambda: docked(running) and colourful(running), "the icon in the bar")
        open_menu(running)
        running.end("display", signal.SIGKILL)
        assert tray.silent("ask", 0.5)
        tray.show("waiting")
        assert tray.silent("ask", 0.3)
        assert tray.runs
        tray.stop()
        assert "Traceback" not in running.log


@pytest.mark.slow
def test_bars_that_die_at_any_moment(shots: Path) -> None:
    """Bars come and die within milliseconds, between any two requests; the last has the icon."""
    with desktop("bare", shots, bar="none", notifier="none") as running, driven(running) as tray:
        tray.show("opened")
        has_icon_until_killed(running)
        for number, milliseconds in enumerate((0, 1, 3, 5, 8, 12, 20, 40, 80)):
            ways = [
                way for bit, way in enumerate(("rudely", "twice", "saves")) if number >> bit & 1
            ]
            fickle(running, milliseconds, *ways).wait(10)
            tray.show("waiting", minutes=number + 1, ring=number / 9)
        has_icon_until_killed(running)
        assert tray.runs
        assert "Traceback" not in running.log


def has_icon_until_killed(running: Desktop) -> None:
    """Start a bar that stays, see the icon in it, and kill it."""
    fickle(running, 30_000, "twice")
    wait_until(lambda: inside_bar(running), "the icon in the bar that stays")
    running.end("fickle", signal.SIGKILL)
    wait_until(lambda: not docked(running), "the icon to go with the bar")


def fickle(running: Desktop, milliseconds: int, *ways: str) -> subprocess.Popen[bytes]:
    """Start a bar that lives so long."""
    module = ("-m", "tests.desktop.fickle_bar")
    return running.spawn("fickle", sys.executable, *module, str(milliseconds), *ways)


def inside_bar(running: Desktop) -> bool:
    """Return whether our window is a child of some other window than the root."""
    with connection(running) as display:
        for window in display.screen().root.query_tree().children:
            with contextlib.suppress(Exception):  # windows go while we look
                for child in window.query_tree().children:
                    if child.get_wm_class() == ("posture-break", "posture-break"):
                        return True
    return False
