"""The whole program on a test desktop: started as a person starts it, asked by its own commands."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from posture_break import client, paths
from posture_break.adapters.store import read_history
from posture_break.core.model import What
from posture_break.core.record import Record
from tests.desktop.rig import Desktop, DesktopError, Geometry, wait_until

ROOT = Path(__file__).parents[2]
PROGRAM = (sys.executable, "-m", "posture_break")
_NUMBERS = count(1)

# Who has answered the first questions in the config is not asked them.
ASKED = """
[exercises]
places = ["desk", "standing"]
demand = 2
"""

# Quiet until asked: nothing falls due by itself within a test.
CALM = (
    """\
[breaks]
snooze = ["5m", "10m", "20m"]

[reminders.stand-up]
every = "50m"
lasts = "2m"
show = "notification"
says = "stand-up"
tips = ["posture"]

[reminders.stretch]
every = "2h"
lasts = "4m"
show = "card"
says = "stretch"
"""
    + ASKED
)


def soon(show: str = "notification", name: str = "stand-up") -> str:
    """Return a config whose one break falls due after two seconds at work."""
    return (
        f'[reminders.{name}]\nevery = "2s"\nlasts = "1s"\nshow = "{show}"\nsays = "{name}"\n'
        f'wait_for_pause = "off"\n{ASKED}'
    )


class Answer:
    """What a command printed, and its exit code."""

    def __init__(self, done: subprocess.CompletedProcess[str]) -> None:
        """Take it from a process that has ended; a traceback is never an answer."""
        self.code, self.out, self.err = done.returncode, done.stdout, done.stderr
        assert "Traceback" not in self.err, self.err

    def __repr__(self) -> str:
        return f"{self.code}: {self.out!r} {self.err!r}"


class Home:
    """A person's folders, and the program in them; it may be started many times."""

    def __init__(self, folder: Path, env: dict[str, str], runtime: Path | None = None) -> None:
        """Store where the folders are, and the environment of the desktop around them."""
        self.folder = folder
        self.runtime = runtime or folder / "run"
        self.config = folder / "config.toml"
        self.history_file = folder / "state" / "posture-break" / "history.db"
        self.env = env | {
            "HOME": str(folder),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_STATE_HOME": str(folder / "state"),
            "XDG_DATA_HOME": str(folder / "data"),
            "XDG_RUNTIME_DIR": str(self.runtime),
            "PYTHONPATH": str(ROOT),
        }
        self.prefix: tuple[str, ...] = ()  # what to start the program and its commands with
        self.process: subprocess.Popen[bytes] | None = None

    def make(self, config: str) -> None:
        """Make the folders and write the config."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.runtime.mkdir(mode=0o700, exist_ok=True)
        self.config.write_text(config, "utf-8")

    # the program

    def start(self, *words: str, ready: bool = True, **env: str) -> None:
        """Start the program; ``ready``: wait until it answers."""
        self._start(("--config", str(self.config), *words), env, ready=ready)

    def log_in(self, **env: str) -> None:
        """Start the program as it starts at login: without a word, its config in its own place."""
        own = self.folder / "config" / "posture-break" / "config.toml"
        own.parent.mkdir(parents=True, exist_ok=True)
        own.write_bytes(self.config.read_bytes())
        self._start((), env, ready=True)

    def _start(self, words: tuple[str, ...], env: dict[str, str], *, ready: bool) -> None:
        with (self.folder / "said").open("ab") as said:
            self.process = subprocess.Popen(
                [*self.prefix, *PROGRAM, *words],
                env=self.env | env,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                start_new_session=True,
                cwd=ROOT,
            )
        if ready:
            wait_until(self._answers, f"the program's answer; it said: {self.said!r}")

    def kill(self) -> None:
        """End the program as a crash would: kill -9."""
        assert self.process is not None
        self.process.kill()
        self.process.wait(5)

    def stop(self) -> int:
        """End the program as a log-out would, and return its exit code."""
        assert self.process is not None
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(5)
            raise DesktopError(f"the program did not end; it said: {self.said!r}") from None

    @property
    def runs(self) -> bool:
        """Whether the program still runs."""
        return self.process is not None and self.process.poll() is None

    @property
    def said(self) -> str:
        """What the program wrote to the terminal from which it was started."""
        with suppress(FileNotFoundError):
            return (self.folder / "said").read_text("utf-8", errors="replace")
        return ""

    # its commands

    def ask(self, *words: str, limit: float = 15.0) -> Answer:
        """Run a command as a person would."""
        return Answer(
            subprocess.run(
                [*self.prefix, *PROGRAM, *words],
                env=self.env,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=limit,
                check=False,
                cwd=ROOT,
            )
        )

    def request(self, verb: str, **args: str | int) -> dict[str, Any]:
        """Ask the running program as a command does, without the start of another Python."""
        return client.ask(self.runtime / "posture-break" / paths.SOCKET, verb, args, timeout=10)

    def status(self) -> dict[str, Any]:
        """Return what ``status --json`` says."""
        answer = self.ask("status", "--json")
        assert answer.code == 0, answer
        found: dict[str, Any] = json.loads(answer.out)
        return found

    def until(self, right: Callable[[dict[str, Any]], object], what: str) -> dict[str, Any]:
        """Wait until the status is right, and return it."""
        seen: dict[str, Any] = {}

        def look() -> bool:
            seen.clear()
            seen.update(self.status())
            return bool(right(seen))

        try:
            wait_until(look, what)
        except DesktopError as error:
            raise DesktopError(f"{error}; status: {seen}; it said: {self.said!r}") from None
        return seen

    def take(self, name: str) -> int:
        """Take a break, and return its serial number."""
        answer = self.ask("take", name)
        assert answer.code == 0, answer
        opened = self.status()["open"]
        assert opened["reminder"] == name
        return int(opened["serial"])

    def card_process(self) -> int:
        """Return the process of the card: the one child that the program has."""
        assert self.process is not None
        pid = self.process.pid
        found: list[int] = []

        def look() -> bool:
            with suppress(OSError):
                children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii")
                found[:] = [int(each) for each in children.split()]
            return len(found) == 1

        wait_until(look, "one child of the program")
        return found[0]

    def records(self, what: What) -> list[Record]:
        """Return what the history file has of one kind, oldest first."""
        return [each for each in read_history(self.history_file) if each.what is what]

    def outcomes(self) -> list[tuple[str, str]]:
        """Return what happened to breaks, as the history file has it: what, and to which."""
        told = {What.DONE, What.SKIPPED, What.SNOOZED, What.MISSED, What.NATURAL}
        return [
            (record.what.value, record.reminder or "")
            for record in read_history(self.history_file)
            if record.what in told
        ]

    def _answers(self) -> bool:
        assert self.process is not None
        if self.process.poll() is not None:
            raise DesktopError(f"the program ended by itself; it said: {self.said!r}")
        return self.ask("status").code == 0


@contextmanager
def home_on(desktop: Desktop, config: str = CALM) -> Iterator[Home]:
    """Give folders on a desktop; what runs in them is ended, and must have ended in peace."""
    home = Home(desktop.folder / f"person-{next(_NUMBERS)}", dict(desktop.env))
    home.make(config)
    with _ended_well(home):
        yield home


@contextmanager
def home_alone(folder: Path, config: str = CALM) -> Iterator[Home]:
    """Give folders without any desktop: neither display nor session bus."""
    names = ("PATH", "VIRTUAL_ENV", "TZ")
    plain = {name: os.environ[name] for name in names if name in os.environ}
    plain |= {"LC_ALL": "C.UTF-8", "XDG_CACHE_HOME": str(folder / "cache")}
    # Short, whatever the test is called: a socket's path is, or the program takes another place.
    with TemporaryDirectory(prefix="pb", dir="/tmp") as runtime:
        home = Home(folder, plain, Path(runtime))
        home.make(config)
        with _ended_well(home):
            yield home


@contextmanager
def _ended_well(home: Home) -> Iterator[None]:
    try:
        yield
    finally:
        if home.process is not None:
            home.stop()
    assert "Traceback" not in home.said, home.said


# Looking at the screen


class Screen:
    """The panel's corner of a desktop, and the windows of notes and cards (X only)."""

    def __init__(self, desktop: Desktop) -> None:
        """Store the desktop."""
        self.desktop = desktop

    def open_menu(self) -> None:
        """Open the menu with a left click on the icon, and wait until it is drawn."""
        before = self._below()
        for _each in range(2):  # a click can fall into a moment in which the panel rebuilds itself
            self.desktop.click(*self.desktop.tray_position)
            with suppress(DesktopError):
                wait_until(lambda: self._below() != before, "the menu", 4)
                break
        self.settles()

    def settles(self) -> None:
        """Wait until nothing moves below the icon."""
        looks = [self._below()]

        def still() -> bool:
            looks.append(self._below())
            return looks[-1] == looks[-2] == looks[max(0, len(looks) - 3)]

        wait_until(still, "a screen that stands still")

    def _below(self) -> bytes:
        return self.desktop.pixels(880, 36, 1280, 420)

    def windows(self, kind: str) -> list[Geometry]:
        """Return x, y, width, height of the visible windows of a class."""
        found: list[Geometry] = []
        with suppress(DesktopError):  # it went between the two questions
            found += map(self.desktop.geometry, self.desktop.windows(kind))
        return [each for each in found if each[2] > 50]  # xfce4-notifyd has a tiny one as well

    def note(self) -> Geometry:
        """Wait for one notification and return where it is."""
        found: list[Geometry] = []

        def alone() -> bool:
            found[:] = self.windows("xfce4-notifyd")  # asked again, it may be gone already
            return len(found) == 1

        wait_until(alone, "one notification")
        return found[0]

    def no_note(self) -> None:
        """Wait until no notification is on the screen."""
        wait_until(lambda: not self.windows("xfce4-notifyd"), "the end of the notification")

    def card(self) -> Geometry:
        """Wait for the card and return where it is."""
        wait_until(lambda: self.windows("posture-break"), "the card")
        return self.windows("posture-break")[0]

    def title(self) -> str:
        """Return the title of the window of card or page; nothing where there is none."""
        with suppress(DesktopError):
            for window in self.desktop.windows("posture-break"):
                return self.desktop.run("xdotool", "getwindowname", window).strip()
        return ""

    def shows(self, title: str) -> None:
        """Wait until the window of card or page has this title, and stands still."""
        wait_until(lambda: self.title() == title, f"the window called {title!r}")
        self.settles()

    def no_card(self) -> None:
        """Wait until no card is on the screen."""
        wait_until(lambda: not self.windows("posture-break"), "the end of the card")
