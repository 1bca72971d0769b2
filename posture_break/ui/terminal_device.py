"""The terminal as a device: entered, drawn on, measured, and always left as it was found."""

from __future__ import annotations

import atexit
import os
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from posture_break.core.snapshot import Condition
from posture_break.ui.terminal_lines import Style

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from posture_break.ui.terminal_lines import Line

# alternate screen, cursor hidden, pastes marked (a paste must not answer a break); and back
_ENTER = b"\x1b[?1049h\x1b[?25l\x1b[?2004h\x1b[2J\x1b[H"
_LEAVE = b"\x1b[0m\x1b[?2004l\x1b[?25h\x1b[?1049l"

_COLOURS = {Condition.OPEN: "33", Condition.HELD: "33", Condition.WAITING: "36"}
_AT_REST = "35"


class Device:
    """A terminal in full-screen use; `enter` and `leave` may each be called more than once."""

    def __init__(self, stdin: int, stdout: int, environ: Mapping[str, str]) -> None:
        self._stdin = stdin
        self._stdout = stdout
        self._environ = environ
        self._give_back: Callable[[], None] | None = None
        self._own: int | None = None  # a way to the terminal on which writing never blocks

    @property
    def full_screen(self) -> bool:
        """Whether this is a terminal that can be drawn on, and ours to draw on."""
        if not (os.isatty(self._stdin) and os.isatty(self._stdout)):
            return False
        if sys.platform == "win32":
            return True
        # a shell inside an editor has no TERM or says dumb; so may who uses a screen reader
        capable = self._environ.get("TERM", "") not in {"dumb", ""}
        return capable and in_foreground(self._stdin)

    @property
    def line_drawing(self) -> bool:
        """Whether it shows more than ASCII, as far as the locale tells."""
        if sys.platform == "win32":
            return True
        names = (self._environ.get(each) for each in ("LC_ALL", "LC_CTYPE", "LANG"))
        return "utf" in next((name for name in names if name), "").lower()

    @property
    def entered(self) -> bool:
        """Whether the screen is ours at the moment."""
        return self._give_back is not None

    @property
    def size(self) -> tuple[int, int]:
        """Columns and lines; 80 by 24 where the terminal does not know them."""
        with suppress(OSError):
            size = os.get_terminal_size(self._stdout)
            if size.columns > 0 and size.lines > 0:
                return (size.columns, size.lines)
        return (80, 24)

    def enter(self) -> None:
        """Take the screen and read key by key; Ctrl-C and Ctrl-Z keep their meaning."""
        if self._give_back is None:
            self._give_back = take_keys(self._stdin)
            self._own = _never_blocking(self._stdout)
            atexit.register(self.leave)
            self._write(_ENTER)

    def leave(self) -> None:
        """Give the screen back, unless somebody else has it or it is gone by now."""
        if self._give_back is None:
            return
        give_back, self._give_back = self._give_back, None
        atexit.unregister(self.leave)
        # from the background we would be stopped for touching it, and the shell has mended it
        if in_foreground(self._stdin):
            self._write(_LEAVE)
            give_back()
        if self._own is not None:
            os.close(self._own)
            self._own = None

    def suspend(self) -> None:
        """Stop this process as Ctrl-Z does, with the screen given back; returns when continued."""
        self.leave()
        if sys.platform != "win32":
            ours = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
            os.kill(os.getpid(), signal.SIGTSTP)  # sleeps here
            signal.signal(signal.SIGTSTP, ours)

    def picture(self, lines: Sequence[Line], condition: Condition) -> bytes:
        """Return the bytes that replace what is on the screen by these lines, without flicker."""
        plain = bool(self._environ.get("NO_COLOR"))  # https://no-color.org
        colour = "" if plain else _COLOURS.get(condition, _AT_REST)
        drawn = "\x1b[K\r\n".join(_styled(line, colour) for line in lines)
        return self.encoded(f"\x1b[H{drawn}\x1b[K\x1b[J")

    def encoded(self, text: str) -> bytes:
        """Return text as this terminal understands it."""
        if self.line_drawing:
            return text.encode("utf-8", errors="replace")
        return text.translate(_IN_ASCII).encode("ascii", errors="replace")

    def draw(self, picture: bytes) -> bool:
        """Put it on the screen; False when it takes nothing now, as on a stalled SSH line."""
        return self._write(picture)

    def _write(self, data: bytes) -> bool:
        return write_all(self._stdout if self._own is None else self._own, data)


_IN_ASCII = str.maketrans(
    {
        "\N{NO-BREAK SPACE}": " ",
        "\N{HORIZONTAL ELLIPSIS}": "...",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{EN DASH}": "-",
        "\N{DEGREE SIGN}": " degrees",
    }
)


def in_foreground(fd: int) -> bool:
    """Return whether this process may read from the terminal without being stopped for it."""
    if sys.platform == "win32":
        return True
    try:
        return os.tcgetpgrp(fd) == os.getpgrp()
    except OSError:
        return False


def _never_blocking(fd: int) -> int | None:
    """Open the same terminal once more for ourselves; None where that is not allowed.

    To set O_NONBLOCK on standard output would set it for the shell too, which shares it.
    """
    if sys.platform == "win32":
        return None
    try:
        return os.open(os.ttyname(fd), os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    except OSError:  # a terminal of another user, after su
        return None


def take_keys(fd: int) -> Callable[[], None]:
    """Make the terminal hand over each key at once; return what undoes it."""
    if sys.platform == "win32":
        from posture_break.ui.terminal_windows import take_console  # noqa: PLC0415

        return take_console()
    import termios  # noqa: PLC0415 - not on every platform
    import tty  # noqa: PLC0415

    found = termios.tcgetattr(fd)
    tty.setcbreak(fd, termios.TCSANOW)
    modes = termios.tcgetattr(fd)
    modes[0] &= ~termios.IXON  # Ctrl-S would stop our writing, and with it every reminder
    termios.tcsetattr(fd, termios.TCSANOW, modes)

    def give_back() -> None:
        with suppress(termios.error):
            termios.tcsetattr(fd, termios.TCSANOW, found)

    return give_back


def write_all(fd: int, data: bytes) -> bool:
    """Write all of it; False when nobody is left to read, or it would not take all now."""
    try:
        while data:
            data = data[os.write(fd, data) :]
    except OSError:
        return False
    return True


def _styled(line: Line, colour: str) -> str:
    match line.style:
        case Style.STATUS:
            codes = ("1", colour)
        case Style.BAR:
            codes = ("", colour)
        case Style.STRONG:
            codes = ("1", "")
        case _:
            codes = ("", "")
    chosen = ";".join(code for code in codes if code)
    return f"\x1b[{chosen}m{line.text}\x1b[0m" if chosen and line.text else line.text
