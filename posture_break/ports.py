"""What the program needs from outside, as small protocols; adapters and fakes implement them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from posture_break.core.model import Effect, Moment
from posture_break.core.snapshot import Tally


class Unavailable(Exception):  # noqa: N818 - it names a state that is normal, not an error
    """A part of the platform is missing or stopped working."""

    def __init__(self, reason: str, cure: str = "") -> None:
        """Store the sentence that says what is missing, and the one that says how to mend it."""
        super().__init__(reason)
        self.reason = reason
        self.cure = cure

    def __str__(self) -> str:
        return f"{self.reason} {self.cure}".strip()


class Cancel(Protocol):
    """Calls off something that was asked for; calling it twice is harmless."""

    def __call__(self) -> None:
        """Call it off."""


class Reactor(Protocol):
    """The loop's ears: adapters hand it file descriptors and moments, never a thread of their own.

    All callbacks run on the loop's thread, one after the other; they must return quickly.
    """

    def watch(self, fd: int, readable: Callable[[], None]) -> Cancel:
        """Call ``readable`` whenever ``fd`` has something to read (on Windows: sockets only)."""

    def later(self, seconds: float, call: Callable[[], None]) -> Cancel:
        """Call ``call`` once, after ``seconds``."""

    def post(self, call: Callable[[], None]) -> None:
        """Call ``call`` soon on the loop's thread; the only method that any thread may use."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a person asks for, from whichever door: menu, button, card, key, command, socket.

    ``verb`` is one of: status why done skip short snooze take another card tip pause resume
    done-for-today quit open-config check-config about panel.
    ``args`` are texts or numbers: ``for`` ("5m"), ``until`` ("14:00"), ``reminder``,
    ``exercise``, ``topic``, ``serial`` (the break that is answered), ``steps`` and ``of``.
    """

    verb: str
    args: Mapping[str, str | int] = field(default_factory=dict)
    door: str = ""  # where it came from: menu, notification, card, terminal, command


@dataclass(frozen=True, slots=True)
class Response:
    """The answer to a request: a sentence for the person, an exit code, values for scripts."""

    text: str = ""
    code: int = 0  # 0 done, 1 failed, 2 wrong usage or bad config, 4 nothing to do
    data: Mapping[str, Any] = field(default_factory=dict)


Ask = Callable[[Request], object]
"""Hands a request to the loop; called on the loop's thread."""


class Clock(Protocol):
    """The computer's clocks, in milliseconds."""

    def now(self) -> Moment:
        """Return the present moment; steady time goes on in system sleep and is never set."""

    def slept(self) -> int:
        """Return how long the system has slept since it started; 0 where nothing tells."""

    def boot(self) -> str:
        """Return what names this run of the system; steady moments of another are void."""


class Keep(Protocol):
    """Where state and history are kept; never raises, and tries again what it cannot write."""

    def load(self) -> str | None:
        """Return the state that was stored last, as JSON text."""

    def commit(self, state: str, effects: Sequence[Effect], *, durable: bool) -> None:
        """Store the state and append the effects to the history, in one transaction."""

    def tally(self, since: int) -> Tally:
        """Return the outcomes since a wall moment."""

    def mark(self, line: str) -> None:
        """Write the mark of life: a plain write, no fsync."""

    def last_mark(self) -> str | None:
        """Return the last mark of life."""

    @property
    def trouble(self) -> Unavailable | None:
        """Why nothing can be written now, or None."""


@dataclass(frozen=True, slots=True)
class Note:
    """A notification: plain text; a new one with the same key replaces the old one."""

    key: str
    title: str
    body: str
    buttons: tuple[tuple[str, str], ...] = ()  # (id, label)
    quiet: bool = False  # low urgency, no sound
    expires: int = 0  # milliseconds; 0: stays until withdrawn, where the server allows that


class Notifier(Protocol):
    """Shows notifications; never raises from `notify` and never blocks the loop."""

    def start(self) -> None:
        """Begin; raises `Unavailable`."""

    def notify(self, note: Note) -> None:
        """Show or replace the note with this key."""

    def withdraw(self, key: str) -> None:
        """Take the note with this key off the screen, if it is still there."""

    def stop(self) -> None:
        """Withdraw everything and end."""

    @property
    def buttons(self) -> bool | None:
        """Whether buttons work here; None while unknown."""

    @property
    def trouble(self) -> Unavailable | None:
        """Why notifications do not work now, or None."""
