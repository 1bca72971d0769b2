"""The card on a real X display with a window manager: shown, answered by keys and pointer, lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from posture_break.ui.card_protocol import encode, encode_open
from posture_break.ui.card_state import CardLook
from tests.card_samples import EXERCISE, PLAIN
from tests.desktop import rig
from tests.desktop.card_desk import CardDesk, card_on
from tests.desktop.rig import Desktop, desktop, wait_until

pytestmark = pytest.mark.desktop

LIGHT = CardLook(theme="light", scale=1.0)
ASKED = replace(LIGHT, focus=True)  # the person asked for it: it may take the keyboard
SERIAL = {"serial": EXERCISE.serial}

TYPEWRITER = """
import sys, tkinter
root = tkinter.Tk(); root.title("typewriter"); root.geometry("400x100+20+20")
def typed(event):
    sys.stdout.write(event.char); sys.stdout.flush()
root.bind("<Key>", typed); root.focus_force(); root.mainloop()
"""


@pytest.fixture(scope="module")
def plain_desktop(shots: Path) -> Iterator[Desktop]:
    """Run Xvfb and xfwm4 alone."""
    with desktop("bare", shots, bar="none", notifier="none") as running:
        yield running


@pytest.fixture(scope="module")
def large_desktop(shots: Path) -> Iterator[Desktop]:
    """Run the same on a display of 2560 by 1600."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(rig, "SIZE", (2560, 1600))
        with desktop("bare", shots, bar="none", notifier="none") as running:
            yield running


@pytest.fixture
def desk(plain_desktop: Desktop) -> Iterator[CardDesk]:
    """Hold a card that is not open yet."""
    with card_on(plain_desktop) as held:
        yield held


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_card_is_seen(desk: CardDesk, theme: str) -> None:
    """The card comes up in the middle of the screen in the theme that was asked for."""
    desk.open(EXERCISE, replace(LIGHT, theme=theme))
    left, top, width, height = desk.geometry()
    assert abs(left + width // 2 - 640) <= 12
    assert abs(top + height // 2 - 400) <= 12
    shot = desk.desktop.shot(f"card-{theme}")
    from PIL import Image

    with Image.open(shot) as picture:
        ground = picture.convert("RGB").getpixel((left + 5, top + height - 5))
    assert ground == ((0xFA, 0xF7, 0xF2) if theme == "light" else (0x1B, 0x20, 0x2A))


def test_the_window_says_what_it_is(desk: CardDesk) -> None:
    """Title, class, kind and icon are set, and it stays above other windows."""
    desk.open(EXERCISE, LIGHT)
    said = desk.says("WM_CLASS", "WM_NAME", "_NET_WM_WINDOW_TYPE", "_NET_WM_STATE")
    assert '"posture-break", "Posture-break"' in said
    assert "Bird dog" in said
    assert "_NET_WM_WINDOW_TYPE_DIALOG" in said
    assert "_NET_WM_STATE_ABOVE" in said
    wait_until(lambda: "not found" not in desk.says("_NET_WM_ICON"), "the window's icon")


@pytest.mark.parametrize(
    ("keys", "verb", "args"),
    [
        (["Return"], "done", {}),
        (["d"], "done", {}),
        (["space"], "done", {}),
        (["s", "Return"], "short", {}),
        (["s", "s", "Return"], "done", {}),
        (["z", "2"], "snooze", {"for": "10m"}),
        (["z", "Return"], "snooze", {"for": "5m"}),
        (["z", "Escape", "k"], "skip", {}),
        (["a"], "another", {}),
        (["k"], "skip", {}),
        (["Tab", "Tab", "Tab", "Return"], "another", {}),
        (["shift+Tab", "Return"], "away", {}),
        (["1", "3", "Return"], "done", {"steps": 2, "of": 3}),
        (["1", "1", "Return"], "done", {}),
        (["Escape"], "away", {}),
        (["alt+F4"], "away", {}),
    ],
)
def test_keys_answer(desk: CardDesk, keys: list[str], verb: str, args: dict[str, object]) -> None:
    """Every printed key gives its answer, with the serial of the break."""
    desk.open(EXERCISE, ASKED)
    desk.press(*keys)
    assert desk.hears() == (verb, {**args, **SERIAL})
    assert desk.silent(0.2)


@pytest.mark.parametrize(
    ("names", "verb", "args"),
    [
        (["done"], "done", {}),
        (["skip"], "skip", {}),
        (["another"], "another", {}),
        (["away"], "away", {}),
        (["step-2", "done"], "done", {"steps": 1, "of": 3}),
        (["snooze", "snooze-3"], "snooze", {"for": "20m"}),
    ],
)
def test_the_pointer_answers(
    desk: CardDesk, names: list[str], verb: str, args: dict[str, object]
) -> None:
    """Clicking does what the keys do."""
    desk.open(EXERCISE, LIGHT)
    for name in names:
        desk.click(name, EXERCISE, choosing=name.startswith("snooze-"))
    assert desk.hears() == (verb, {**args, **SERIAL})


def test_esc_takes_the_card_away(desk: CardDesk) -> None:
    """After Esc the window and its process are gone, and nothing counts as lost."""
    desk.open(EXERCISE, ASKED)
    process = desk.process
    desk.press("Escape")
    assert desk.hears()[0] == "away"
    desk.until(lambda: process.returncode == 0, "the end of the card")
    assert not desk.windows()
    assert not desk.losses


def test_who_types_is_not_disturbed(desk: CardDesk) -> None:
    """A card that comes up by itself takes no key from the window in which a person types."""
    typewriter = desk.desktop.spawn(
        "typewriter", sys.executable, "-c", TYPEWRITER, stdout=subprocess.PIPE
    )
    assert typewriter.stdout is not None
    os.set_blocking(typewriter.stdout.fileno(), False)
    heard = bytearray()

    def typed(wanted: bytes) -> bool:
        heard.extend(typewriter.stdout.read() or b"" if typewriter.stdout else b"")
        return bytes(heard) == wanted

    search = ("xdotool", "search", "--onlyvisible", "--sync", "--name", "typewriter")
    window = desk.desktop.run(*search).split()[0]
    desk.desktop.run("xdotool", "windowfocus", "--sync", window)
    desk.press("h", "a")
    wait_until(lambda: typed(b"ha"), "the first letters")
    desk.open(EXERCISE, LIGHT)
    desk.press("d", "s", "k", "Return")
    wait_until(lambda: typed(b"hadsk\r"), "the letters typed while the card came up")
    assert desk.silent(0.3)
    desk.desktop.end("typewriter")


def test_keys_that_were_meant_for_another_window_count_nothing(desk: CardDesk) -> None:
    """Where the keyboard falls to the card at once, keys typed without a pause are ignored."""
    desk.open(EXERCISE, LIGHT)
    desk.desktop.run("xdotool", "windowfocus", desk.windows()[-1], "key", "k", "key", "d")
    assert desk.silent(0.4)


def test_another_exercise_comes_into_the_same_window(desk: CardDesk) -> None:
    """The daemon's next state changes the card that is there."""
    desk.open(EXERCISE, ASKED)
    window = desk.windows()
    desk.press("a")
    assert desk.hears()[0] == "another"
    desk.card.open(replace(EXERCISE, title="Cat and cow"), ASKED)
    desk.until(lambda: "Cat and cow" in desk.says("WM_NAME"), "the other exercise")
    assert desk.windows() == window
    desk.press("Return")
    assert desk.hears()[0] == "done"


def test_a_second_press_sends_no_second_answer(desk: CardDesk) -> None:
    """Two presses in a row are one answer."""
    desk.open(EXERCISE, ASKED)
    desk.press("d", "d", "k")
    assert desk.hears()[0] == "done"
    assert desk.silent()


@pytest.mark.parametrize("signum", [signal.SIGKILL, signal.SIGTERM])
def test_a_killed_card_is_noticed(desk: CardDesk, signum: signal.Signals) -> None:
    """When the card's process is ended from outside, the daemon hears it."""
    desk.open(EXERCISE, LIGHT)
    desk.process.send_signal(signum)
    desk.until(lambda: desk.losses, "the loss")
    assert f"signal {signum.value}" in desk.losses[0].reason
    wait_until(lambda: not desk.windows(), "the window to go")


def test_the_countdown_ends_by_itself(desk: CardDesk) -> None:
    """When the time is up the picture says so and then stands still; no answer is made up."""
    desk.open(replace(PLAIN, seconds=2, elapsed=0), LIGHT)
    left, top, width, height = desk.geometry()

    def orange() -> bool:
        """Tell whether Done has its full colour."""
        from PIL import Image

        with Image.open(desk.desktop.shot("card-over")) as picture:
            strip = picture.convert("RGB").crop(
                (left, top + height - 100, left + width, top + height)
            )
        return (
            sum(
                number
                for number, colour in strip.getcolors(1 << 20) or []
                if colour == (0xC2, 0x4E, 0x22)
            )
            > 500
        )

    assert not orange()
    wait_until(orange, "the end of the time", 6)
    assert desk.silent(0.2)


def test_a_prepared_card_needs_no_start(desk: CardDesk) -> None:
    """A card made ready shows nothing until it is opened, then the same process shows it."""
    desk.card.prepare()
    process = desk.process
    desk.until(lambda: not desk.losses, "nothing")
    assert not desk.windows()
    desk.open(EXERCISE, LIGHT)
    assert desk.process is process
    assert desk.windows()


def test_the_end_of_the_daemon_ends_the_card(plain_desktop: Desktop) -> None:
    """When the pipe closes the card ends, without a word and with status 0."""
    process = plain_desktop.spawn(
        "orphan",
        *(sys.executable, "-m", "posture_break.ui.card_window"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(encode_open(EXERCISE, LIGHT))
    process.stdin.flush()
    assert process.stdout.readline() == encode("shown")
    process.stdin.close()
    assert process.wait(5) == 0
    assert process.stdout.read() == b""
    plain_desktop.end("orphan")


@pytest.mark.parametrize("pointer", [(200, 700), (1100, 100)], ids=["left", "right"])
def test_the_card_comes_to_the_monitor_with_the_pointer(
    plain_desktop: Desktop, pointer: tuple[int, int]
) -> None:
    """Of two monitors side by side the one with the pointer gets the card, whole."""
    halves = (("left", "640/160x800/200+0+0"), ("right", "640/160x800/200+640+0"))
    for name, geometry in halves:
        plain_desktop.run("xrandr", "--setmonitor", name, geometry, "none")
    try:
        plain_desktop.move(*pointer)
        with card_on(plain_desktop) as desk:
            desk.open(EXERCISE, LIGHT)
            left, _top, width, _height = desk.geometry()
            first = 0 if pointer[0] < 640 else 640
            assert first <= left
            assert left + width <= first + 640
            plain_desktop.shot(f"card-monitor-{'right' if first else 'left'}")
    finally:
        for name, _geometry in halves:
            plain_desktop.run("xrandr", "--delmonitor", name)


@pytest.mark.parametrize("source", ["setting", "GDK_SCALE", "Xft.dpi"])
def test_the_card_is_twice_as_large_where_that_is_asked_for(
    large_desktop: Desktop, source: str
) -> None:
    """A scale of 2 comes from the person's setting, from GDK_SCALE or from Xft.dpi."""
    env = {"GDK_SCALE": "2"} if source == "GDK_SCALE" else {}
    resources = ("xprop", "-root", "-f", "RESOURCE_MANAGER", "8s")
    if source == "Xft.dpi":
        large_desktop.run(*resources, "-set", "RESOURCE_MANAGER", "Xft.dpi:\t192\n")
    try:
        with card_on(large_desktop, **env) as desk:
            desk.open(EXERCISE, CardLook(theme="dark", scale=2.0 if source == "setting" else 0.0))
            assert abs(desk.geometry()[2] - 1736) <= 2
            large_desktop.shot("card-scale-2")
    finally:
        if source == "Xft.dpi":
            large_desktop.run("xprop", "-root", "-remove", "RESOURCE_MANAGER")


def test_a_larger_text_size_makes_a_larger_card(large_desktop: Desktop) -> None:
    """The text size is a setting of its own, on top of the scale."""
    with card_on(large_desktop) as desk:
        desk.open(EXERCISE, replace(LIGHT, text=1.5))
        assert abs(desk.geometry()[2] - 1302) <= 2


@pytest.mark.parametrize("display", ["", ":65000", "no display at all"])
def test_without_a_display_the_daemon_hears_why(plain_desktop: Desktop, display: str) -> None:
    """A display that is missing, dead or nonsense is told with a cure, and nothing hangs."""
    with card_on(plain_desktop, DISPLAY=display) as desk:
        desk.ask(EXERCISE, LIGHT)
        desk.until(lambda: desk.losses, "the reason")
        assert "display" in desk.losses[0].reason
        assert "terminal" in desk.losses[0].cure


def test_a_fault_in_the_card_is_told(desk: CardDesk) -> None:
    """When painting fails the daemon hears what failed, and the window goes."""
    program = (
        "import sys; from posture_break.ui import card_face, card_window\n"
        "def broken(*args): raise RuntimeError('paint ran out')\n"
        "card_face.Face.show = broken\nsys.exit(card_window.main())"
    )
    desk.card._command = (sys.executable, "-c", program)
    desk.ask(EXERCISE, LIGHT)
    desk.until(lambda: desk.losses, "the reason")
    assert "paint ran out" in desk.losses[0].reason


def test_a_display_that_dies_takes_only_the_card(shots: Path) -> None:
    """When the X server is killed the daemon hears that the card is gone."""
    with desktop("none", shots) as running, card_on(running) as desk:
        desk.open(EXERCISE, LIGHT)
        running.end("display", signal.SIGKILL)
        desk.until(lambda: desk.losses, "the loss")
        assert len(desk.losses) == 1
