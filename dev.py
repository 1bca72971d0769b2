#!/usr/bin/env python3
"""Sets up and runs, or sets up and tests, from a bare clone: needs only Python and the registries.

    python3 dev.py run [ARGUMENTS OF posture-break]
    python3 dev.py test [--no-desktop] [ARGUMENTS OF pytest]

It makes a virtual environment beside this file, installs the packages there, and, for the desktop
tests on Debian and Ubuntu, the system packages when it may (root, or sudo without a question).
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
HERE = Path(__file__).resolve().parent
DESKTOP_PACKAGES = {  # Debian package: a file or program that proves it is there
    "adwaita-icon-theme": "/usr/share/icons/Adwaita/index.theme",
    "dbus": "dbus-daemon",
    "dunst": "dunst",
    "espeak-ng": "espeak-ng",
    "fonts-dejavu-core": "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    "grim": "grim",
    "imagemagick": "import",
    "libglib2.0-bin": "gdbus",
    "mako-notifier": "mako",
    "pulseaudio": "pulseaudio",
    "pulseaudio-utils": "parec",
    "sway": "sway",
    "tint2": "tint2",
    "tmux": "tmux",
    "trayer": "trayer",
    "util-linux": "setpriv",
    "waybar": "waybar",
    "x11-utils": "xprop",
    "x11-xserver-utils": "xsetroot",
    "xdotool": "xdotool",
    "xfce4-notifyd": "/usr/share/dbus-1/services/org.xfce.xfce4-notifyd.Notifications.service",
    "xfce4-panel": "xfce4-panel",
    "xfconf": "xfconf-query",
    "xfwm4": "xfwm4",
    "xvfb": "Xvfb",
}


def main(arguments: list[str]) -> int:
    """Do what the first word says."""
    if not arguments or arguments[0] not in {"run", "test"}:
        asked = arguments[:1] in (["-h"], ["--help"])
        print(__doc__, file=sys.stdout if asked else sys.stderr)
        return 0 if asked else 2
    if sys.version_info < OLDEST:
        return with_newer_python(arguments)
    return run(arguments[1:]) if arguments[0] == "run" else test(arguments[1:])


def with_newer_python(arguments: list[str]) -> int:
    """Start this script again with the newest Python on the PATH that is new enough."""
    for minor in range(30, OLDEST[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        if found and works([found, "-c", "import venv"]):
            return become([found, str(Path(__file__).resolve()), *arguments])
    print(f"posture-break needs Python {OLDEST[0]}.{OLDEST[1]} or newer.", file=sys.stderr)
    print("Install it from your distribution or https://www.python.org.", file=sys.stderr)
    return 1


def run(arguments: list[str]) -> int:
    """Set up, then become the program."""
    python = environment("")
    if python is None:
        return 1
    return become([str(python), "-m", "posture_break", *arguments])


def become(command: list[str]) -> int:
    """Let a command take this script's place: Ctrl-C and signals are then its own to heed."""
    if os.name == "posix":
        os.execv(command[0], command)
    try:
        return subprocess.call(command)
    except KeyboardInterrupt:
        return 130


def test(arguments: list[str]) -> int:
    """Set up, then check style, types and behaviour."""
    python = environment("[dev]")
    if python is None:
        return 1
    desktop = sys.platform.startswith("linux") and "--no-desktop" not in arguments
    if desktop and not system_packages():
        return 1
    if not sys.platform.startswith("linux") and "--no-desktop" not in arguments:
        arguments = ["--no-desktop", *arguments]
    checks = (
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy"],
        *suites(arguments, desktop=desktop),
    )
    failed = [check[0] for check in checks if not step([str(python), "-m", *check])]
    if failed:
        print(f"\nNot clean: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def suites(arguments: list[str], *, desktop: bool) -> list[list[str]]:
    """Return the runs of pytest: all cores for what needs no screen, then one desktop at a time."""
    if arguments not in ([], ["--no-desktop"]):
        return [["pytest", *arguments]]
    quick = ["pytest", "--no-desktop", "--numprocesses", "auto"]
    return [quick, ["pytest", "-m", "desktop"]] if desktop else [quick]


def environment(extra: str) -> Path | None:
    """Return the Python of an up-to-date environment with the project and ``extra`` in it."""
    folder = HERE / f".venv-{sys.version_info[0]}.{sys.version_info[1]}"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = folder / f"installed{extra}"
    depends_on = (HERE / "pyproject.toml").read_bytes() + f"{sys.version}{HERE}".encode()
    wanted = hashlib.sha256(depends_on).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted and works([str(python), "-c", ""]):
        return python
    if not works([str(python), "-m", "pip", "--version"]) and not make_environment(folder):
        return None
    print(f"Installing the packages into {folder.name} ...", file=sys.stderr)
    if not step([str(python), "-m", "pip", "install", "--quiet", "--editable", f".{extra}"]):
        print("The packages could not be installed; is the network there?", file=sys.stderr)
        return None
    stamp.write_text(wanted)
    return python


def make_environment(folder: Path) -> bool:
    """Make a virtual environment; Debian keeps a part of venv in a package of its own."""
    command = [sys.executable, "-m", "venv", "--clear", str(folder)]
    if works([sys.executable, "-c", "import ensurepip"]) and step(command):
        return True
    package = f"python3.{sys.version_info[1]}-venv"
    return install_system([package]) and step(command)


def system_packages() -> bool:
    """See to it that the desktop tests find their desktop."""
    missing = [name for name, proof in DESKTOP_PACKAGES.items() if not there(proof)]
    if not works([sys.executable, "-c", "import tkinter"]):
        missing.append("python3-tk")
    if not missing or install_system(missing):
        return True
    print("Or leave the desktop tests out: --no-desktop", file=sys.stderr)
    return False


def there(proof: str) -> bool:
    """Return whether a file, or a program on the PATH, exists."""
    return Path(proof).exists() if proof.startswith("/") else shutil.which(proof) is not None


def install_system(packages: list[str]) -> bool:
    """Install Debian packages where that needs no question; else print the line to run."""
    apt = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    line = " ".join(["sudo", *apt])
    if shutil.which("apt-get") is None:
        print(f"Missing here: {', '.join(packages)} (named as in Debian).", file=sys.stderr)
        return False
    rights = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    if rights and not works([*rights, "true"]):
        print(f"Missing system packages. Run this once, then again:\n  {line}", file=sys.stderr)
        return False
    print(f"Installing system packages: {' '.join(packages)}", file=sys.stderr)
    quiet = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    step([*quiet, "update"])
    lock = ["-o", "DPkg::Lock::Timeout=300"]
    return step([*quiet, *lock, *apt[1:]])


def step(command: list[str]) -> bool:
    """Run a command here where the person sees its output; return whether it succeeded."""
    print(">", *command, file=sys.stderr, flush=True)
    return subprocess.call(command, cwd=HERE) == 0


def works(command: list[str]) -> bool:
    """Return whether a command succeeds, without a word."""
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
