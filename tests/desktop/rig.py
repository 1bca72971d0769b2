"""A throw-away desktop for tests: its own display, session bus, panel and notification service.

Nothing of the caller's desktop leaks in, and only processes of this very desktop are ever ended:
those started here, and those that carry its mark in their environment (started for us by D-Bus).
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO, Literal, TypeVar

from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import open_dbus_connection

from tests.desktop import rig_files

Kind = Literal["xfce", "sway", "bare", "none"]
Geometry = tuple[int, int, int, int]  # left, top, width, height
T = TypeVar("T")

SIZE = (1280, 800)
WATCHER = "org.kde.StatusNotifierWatcher"
NOTIFICATIONS = "org.freedesktop.Notifications"
_MARK = "POSTURE_BREAK_RIG"
_NOBODY = 65534  # sway refuses to run as root
_MODERN = frozenset({"xfce4-panel", "waybar"})
_TRAY_OFFSETS = {"xfce4-panel": (17, 16), "waybar": (16, 15), "trayer": (12, 14), "tint2": (17, 15)}
"""Where the last icon of each bar is, counted from the upper right corner."""


class DesktopError(AssertionError):
    """The desktop did not come up, or did not do what was asked, within its limit."""


def wait_until(check: Callable[[], T | None], what: str, limit: float = 15.0) -> T:
    """Return the first true result of ``check``; an error says what was waited for in vain."""
    end = time.monotonic() + limit
    while True:
        found = check()
        if found:
            return found
        if time.monotonic() > end:
            raise DesktopError(f"waited {limit:.0f} s for {what}")
        time.sleep(0.03)


class Desktop:
    """One running desktop; use `desktop` to start it."""

    def __init__(self, kind: Kind, shots: Path, *, bar: str = "", notifier: str = "") -> None:
        """Store what to start; ``bar`` and ``notifier`` (or "none") replace the kind's own."""
        self.kind = kind
        self.bar = bar or {"xfce": "xfce4-panel", "sway": "waybar", "bare": "trayer"}.get(
            kind, "none"
        )
        own = {"xfce": "xfce4-notifyd", "sway": "mako", "bare": "dunst"}
        self.notifier = notifier or own.get(kind, "none")
        self.shots = shots
        self.env: dict[str, str] = {}
        self.folder = Path()
        self._mark = secrets.token_hex(12)
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        self._log: IO[bytes] | None = None

    # Beginning and end

    def start(self) -> None:
        """Bring everything up; `DesktopError` names what did not come."""
        # A short path, because socket paths end at 108 bytes; open to the user that sway runs as.
        self.folder = Path(tempfile.mkdtemp(prefix="pb-rig-", dir="/tmp"))
        self.folder.chmod(0o755)
        self._log = (self.folder / "log").open("wb")
        self.env = self._environment()
        rig_files.write(self.folder, SIZE)
        if self.kind == "sway":
            self.env |= {"XDG_SESSION_TYPE": "wayland", "XDG_CURRENT_DESKTOP": "sway"}
        else:
            self._start_display()
        self.start_bus()
        if self.kind == "sway":
            self._start_sway()
        elif self.kind != "none":
            self._start_window_manager()
        self.start_notifier()
        self.start_panel()

    def stop(self) -> None:
        """End every process of this desktop, and nothing else."""
        for name in reversed(list(self._processes)):
            self.end(name)
        _end_all(self._marked())
        if self._log is not None:
            self._log.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def log(self) -> str:
        """What the desktop's programs have said so far."""
        return (self.folder / "log").read_text(encoding="utf-8", errors="replace")

    def _environment(self) -> dict[str, str]:
        runtime = self.folder / "run"
        runtime.mkdir(mode=0o700)
        home = self.folder / "home"
        inherited = ("PATH", "TMPDIR", "PYTHONPATH", "VIRTUAL_ENV")
        return {name: os.environ[name] for name in inherited if name in os.environ} | {
            _MARK: self._mark,
            "HOME": str(home),
            "LC_ALL": "C.UTF-8",
            "TZ": os.environ.get("TZ", ""),
            "XDG_RUNTIME_DIR": str(runtime),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_CACHE_HOME": str(home / "cache"),
            "XDG_DATA_HOME": str(home / "data"),
            "XDG_STATE_HOME": str(home / "state"),
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={runtime / 'bus'}",
            "NO_AT_BRIDGE": "1",
            "GSETTINGS_BACKEND": "memory",
            "GTK_USE_PORTAL": "0",
            "LIBGL_ALWAYS_SOFTWARE": "1",
        }

    # Programs

    def spawn(
        self,
        name: str,
        *command: str,
        stdin: int | None = subprocess.DEVNULL,
        stdout: int | None = None,
        env: dict[str, str] | None = None,
        pass_fds: tuple[int, ...] = (),
    ) -> subprocess.Popen[bytes]:
        """Start a program on this desktop; it ends with `end` or with the desktop."""
        if shutil.which(command[0]) is None:
            raise DesktopError(f"{command[0]} is not installed")
        process = subprocess.Popen(
            command,
            env=self.env | (env or {}),
            stdin=stdin,
            stdout=self._log if stdout is None else stdout,
            stderr=self._log,
            start_new_session=True,
            pass_fds=pass_fds,
            cwd=Path(__file__).parents[2],
        )
        self._processes[name] = process
        return process

    def end(self, name: str, signum: int = signal.SIGTERM) -> None:
        """End the program called ``name`` and wait for it."""
        process = self._processes.pop(name, None)
        if process is None:
            return
        if process.poll() is None:
            process.send_signal(signum)
            try:
                process.wait(3)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(3)
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()

    def run(self, *command: str, limit: float = 10.0) -> str:
        """Run a short command on this desktop and return what it printed."""
        done = subprocess.run(
            command, env=self.env, capture_output=True, timeout=limit, check=False, text=True
        )
        if done.returncode:
            raise DesktopError(f"{' '.join(command)}: {done.stderr.strip()}")
        return done.stdout

    def start_bus(self) -> None:
        """Start the session bus (again, at the same address)."""
        (self.folder / "run" / "bus").unlink(missing_ok=True)
        address = self.env["DBUS_SESSION_BUS_ADDRESS"]
        self.spawn(
            "bus", "dbus-daemon", "--session", "--nofork", "--nopidfile", f"--address={address}"
        )
        wait_until(self._bus_answers, "the session bus")
        if os.geteuid() == 0 and self.kind == "sway":
            for path in (self.folder / "run", self.folder / "run" / "bus"):
                os.chown(path, _NOBODY, _NOBODY)

    def kill_bus(self) -> None:
        """End the session bus the hard way."""
        self.end("bus", signal.SIGKILL)

    def start_notifier(self) -> None:
        """Start the notification service (again)."""
        if self.notifier == "none":
            return
        path = self.notifier
        if path == "xfce4-notifyd":
            path = next((str(each) for each in Path("/usr/lib").glob("*/xfce4/notifyd/*d")), path)
        self.spawn("notifier", path)
        wait_until(lambda: self.owner(NOTIFICATIONS), f"{self.notifier} on the bus")

    def kill_notifier(self) -> None:
        """End the notification service."""
        self.end("notifier")

    def start_panel(self, bar: str = "") -> None:
        """Start the panel (or another ``bar`` beside it) and wait until its tray is there."""
        bar = bar or self.bar
        if bar == "none":
            return
        config = Path(self.env["XDG_CONFIG_HOME"])
        commands = {
            "xfce4-panel": ("xfce4-panel", "--disable-wm-check"),
            "waybar": ("waybar", "-c", f"{config}/waybar.json", "-s", f"{config}/waybar.css"),
            "trayer": rig_files.TRAYER,
            "tint2": ("tint2", "-c", f"{config}/tint2rc"),
        }
        self.spawn(bar, *commands[bar])
        if bar in _MODERN:
            wait_until(lambda: self.owner(WATCHER), f"the tray of {bar}", 30)
        else:
            wait_until(self.xembed_owner, f"the tray of {bar}")

    def kill_panel(self, bar: str = "") -> None:
        """End the panel (or another ``bar``), and wait until its tray is gone."""
        bar = bar or self.bar
        self.end(bar)
        if bar == "xfce4-panel":
            _end_all(pid for pid in self._marked() if "xfce4/panel/wrapper" in _command(pid))
        if bar in _MODERN and "bus" in self._processes:
            wait_until(lambda: not self.owner(WATCHER), "the end of the tray")

    def _start_display(self) -> None:
        reading, writing = os.pipe()
        width, height = SIZE
        self.spawn(
            "display",
            *("Xvfb", "-displayfd", str(writing), "-screen", "0", f"{width}x{height}x24"),
            *("-nolisten", "tcp", "-noreset", "-dpi", "96"),
            pass_fds=(writing,),
        )
        os.close(writing)
        with open(reading, encoding="ascii") as number:  # noqa: PTH123 - a descriptor, no path
            self.env["DISPLAY"] = f":{number.readline().strip()}"
        current = "XFCE" if self.kind == "xfce" else "X-Generic"
        self.env |= {"XDG_SESSION_TYPE": "x11", "XDG_CURRENT_DESKTOP": current}

    def _start_window_manager(self) -> None:
        self.spawn("windows", "xfwm4", "--compositor=off")
        check = ("xprop", "-root", "_NET_SUPPORTING_WM_CHECK")
        wait_until(lambda: "window id" in self.run(*check), "the window manager")
        self.run("xsetroot", "-solid", "#35506b")

    def _start_sway(self) -> None:
        drop: tuple[str, ...] = ()
        if os.geteuid() == 0:
            drop = ("setpriv", f"--reuid={_NOBODY}", f"--regid={_NOBODY}", "--clear-groups")
        headless = {
            "WLR_BACKENDS": "headless",
            "WLR_LIBINPUT_NO_DEVICES": "1",
            "WLR_RENDERER": "pixman",
            "WLR_HEADLESS_OUTPUTS": "1",
        }
        config = self.folder / "home" / "config" / "sway"
        self.spawn("windows", *drop, "sway", "-c", str(config), env=headless)
        runtime = self.folder / "run"
        self.env["SWAYSOCK"] = str(
            wait_until(lambda: next(runtime.glob("sway-ipc.*.sock"), None), "sway")
        )
        display = wait_until(lambda: next(runtime.glob("wayland-?"), None), "sway's display")
        # Absolute: a person in a test has a runtime folder of their own.
        self.env["WAYLAND_DISPLAY"] = str(display)

    # Looking and touching

    def owner(self, name: str) -> bool:
        """Return whether somebody owns this name on the session bus."""
        bus = DBusAddress(
            "/org/freedesktop/DBus", "org.freedesktop.DBus", interface="org.freedesktop.DBus"
        )
        with contextlib.closing(open_dbus_connection(self.env["DBUS_SESSION_BUS_ADDRESS"])) as link:
            ask = new_method_call(bus, "NameHasOwner", "s", (name,))
            return bool(link.send_and_get_reply(ask, timeout=5).body[0])

    def xembed_owner(self) -> int:
        """Return the window that owns the XEmbed tray, or 0."""
        from Xlib.display import Display

        display = Display(self.env["DISPLAY"])
        try:
            selection = display.intern_atom(f"_NET_SYSTEM_TRAY_S{display.get_default_screen()}")
            owner = display.get_selection_owner(selection)
            return int(getattr(owner, "id", 0))
        finally:
            display.close()

    def shot(self, name: str) -> Path:
        """Keep a picture of the whole screen as ``name``.png."""
        self.shots.mkdir(parents=True, exist_ok=True)
        return self._photograph(self.shots / f"{name}.png")

    def pixels(self, left: int, top: int, right: int, bottom: int) -> bytes:
        """Return the RGB pixels of a part of the screen, to compare them with later ones."""
        from PIL import Image

        with Image.open(self._photograph(self.folder / "look.png")) as picture:
            return picture.convert("RGB").crop((left, top, right, bottom)).tobytes()

    def tray_pixels(self) -> bytes:
        """Return the pixels of the tray's last icon, 24 pixels square."""
        x, y = self.tray_position
        return self.pixels(x - 12, max(0, y - 12), x + 12, y + 12)

    def _photograph(self, path: Path) -> Path:
        if self.kind == "sway":
            self.run("grim", "-c", str(path))
        else:
            self.run("import", "-silent", "-window", "root", str(path))
        return path

    def move(self, x: int, y: int) -> None:
        """Move the pointer (X only); never with --sync, which hangs when it is there already."""
        self.run("xdotool", "mousemove", str(x + 1), str(y), "mousemove", str(x), str(y))

    def click(self, x: int, y: int, button: int = 1) -> None:
        """Click with the pointer (X only)."""
        self.move(x, y)
        self.run("xdotool", "sleep", "0.1", "click", str(button))

    def key(self, *names: str) -> None:
        """Press keys, by their X names (X only)."""
        self.run("xdotool", "key", *names)

    @property
    def tray_position(self) -> tuple[int, int]:
        """Where the last icon of the tray is."""
        right, down = _TRAY_OFFSETS[self.bar]
        return SIZE[0] - right, down

    def windows(self, kind: str) -> list[str]:
        """Return the windows of a class that are on the screen (X only)."""
        with contextlib.suppress(DesktopError):
            return self.run("xdotool", "search", "--onlyvisible", "--class", kind).split()
        return []

    def geometry(self, window: str) -> Geometry:
        """Return where a window is (X only)."""
        said = self.run("xwininfo", "-id", window)
        values = dict(re.findall(r"([\w -]+):\s+(-?\d+)\s*$", said, re.MULTILINE))
        names = ("Absolute upper-left X", "Absolute upper-left Y", "Width", "Height")
        x, y, width, height = (int(values[f"  {name}"]) for name in names)
        return (x, y, width, height)

    # What is ours

    def _bus_answers(self) -> bool:
        try:
            return not self.owner("org.example.Nobody")
        except (OSError, TimeoutError):
            return False

    def _marked(self) -> list[int]:
        """Return the processes that carry this desktop's mark."""
        mark = f"{_MARK}={self._mark}".encode()
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit() and int(entry.name) != os.getpid():
                with contextlib.suppress(OSError):
                    if mark in (entry / "environ").read_bytes().split(b"\0"):
                        found.append(int(entry.name))
        return found


@contextmanager
def desktop(kind: Kind, shots: Path, *, bar: str = "", notifier: str = "") -> Iterator[Desktop]:
    """Run a desktop for the length of a ``with`` block."""
    running = Desktop(kind, shots, bar=bar, notifier=notifier)
    try:
        running.start()
        yield running
    finally:
        running.stop()


def _command(pid: int) -> str:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8", errors="replace")
    return ""


def _runs(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return state.rpartition(")")[2].split()[0] not in {"Z", "X"}


def _none_runs(pids: list[int]) -> bool:
    return not any(map(_runs, pids))


def _end_all(pids: Iterator[int] | list[int]) -> None:
    """Ask the processes to end, then make them."""
    wanted = list(pids)
    for signum in (signal.SIGTERM, signal.SIGKILL):
        left = [pid for pid in wanted if _runs(pid)]
        for pid in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signum)
        with contextlib.suppress(DesktopError):
            wait_until(partial(_none_runs, left), "the end of processes", 2)
