"""Notifications by plyer: title and text on every platform, in a worker that may get stuck.

plyer cannot replace, withdraw or answer, and may block for 25 s; so each note is handed to one
worker thread, which lives only while notes wait, and which the program never waits for.

On Windows pystray's ``Icon.notify`` (the tray icon's own balloon: no second icon, no thread) is the
likely better way once somebody can try it there; until then plyer does it, with its leaks mended.
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from posture_break.plain import plain, plain_line
from posture_break.ports import Note, Unavailable
from posture_break.texts import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from posture_break.ports import Cancel, Reactor

    Show = Callable[..., None]  # plyer's ``notify``
    Second = Callable[[str, str], None]  # takes title and text

SLOW = 10.0  # seconds after which a note that plyer still works on is told as trouble
_MOST = 8  # notes that wait; the oldest gives way
_TITLE_UNITS = 63  # Windows: szInfoTitle holds 64 UTF-16 units with the end mark
_BODY_UNITS = 255  # Windows: szInfo holds 256; longer text raises
_STAYS = 30  # seconds, for a note without an end: nobody can withdraw it later
_STAYS_ON_WINDOWS = 5  # the worker waits out each balloon


class PlyerNotifier:
    """Implements `ports.Notifier` by plyer; ``changed()`` hears on the loop that `trouble` changed.

    ``second(title, text)`` shows a note where plyer cannot (macOS: pystray's, which needs neither
    pyobjus nor a bundle); it is called in the worker. ``load`` returns plyer's ``notify``.
    """

    def __init__(
        self,
        reactor: Reactor,
        *,
        changed: Callable[[], None],
        icon: str = "",
        second: Second | None = None,
        load: Callable[[], Show] | None = None,
        platform: str = sys.platform,
    ) -> None:
        self._reactor = reactor
        self._changed = changed
        self._icon = icon
        self._second = second
        self._load = load or _load
        self._platform = platform
        self._show: Show | None = None  # the worker's own
        self._lock = threading.Lock()  # guards the next two
        self._waiting: dict[str, Note] = {}
        self._working = False
        self._trouble: Unavailable | None = None
        self._unslow: Cancel | None = None

    @property
    def buttons(self) -> bool | None:
        """Return False: plyer has no buttons."""
        return False

    @property
    def trouble(self) -> Unavailable | None:
        """Why the last note could not be shown, or None."""
        return self._trouble

    def start(self) -> None:
        """Do nothing yet: plyer is loaded with the first note."""

    def notify(self, note: Note) -> None:
        """Hand the note to the worker; a note with the same key that still waits is replaced."""
        with self._lock:
            self._waiting.pop(note.key, None)
            self._waiting[note.key] = note
            if len(self._waiting) > _MOST:
                del self._waiting[next(iter(self._waiting))]
            if self._working:
                return
            self._working = True
        # A daemon: a call that hangs must not hold up the end of the program.
        threading.Thread(target=self._work, name="notifications", daemon=True).start()

    def withdraw(self, key: str) -> None:
        """Drop the note if it still waits; plyer cannot take one off the screen."""
        with self._lock:
            self._waiting.pop(key, None)

    def stop(self) -> None:
        """Drop what still waits; a call under way is left to itself."""
        with self._lock:
            self._waiting.clear()

    # In the worker

    def _work(self) -> None:
        while (note := self._take()) is not None:
            self._reactor.post(self._begun)
            trouble = self._try(note)
            self._reactor.post(lambda trouble=trouble: self._ended(trouble))  # type: ignore[misc] # a default argument has no type here

    def _take(self) -> Note | None:
        with self._lock:
            if not self._waiting:
                self._working = False
                return None
            return self._waiting.pop(next(iter(self._waiting)))

    def _try(self, note: Note) -> Unavailable | None:
        title = _harmless(plain_line(note.title, _TITLE_UNITS)) or "Posture Break"
        text = _harmless(plain(note.body, _BODY_UNITS))
        try:
            if self._show is None:
                self._show = self._load()
            self._show(
                title=title,
                message=text,
                app_name="Posture Break",
                app_icon=self._icon if Path(self._icon).is_file() else "",
                timeout=self._timeout(note),
            )
        except Exception as error:  # noqa: BLE001 - the boundary: plyer's platforms raise anything
            return self._try_second(title, text, error)
        return None

    def _try_second(self, title: str, text: str, failed: Exception) -> Unavailable | None:
        if self._second is None:
            return _broken(failed)
        try:
            self._second(title, text)
        except Exception as error:  # noqa: BLE001 - the same boundary: a foreign program's wrapper
            return _broken(error)
        return None

    def _timeout(self, note: Note) -> int:
        seconds = -(-note.expires // 1000) or _STAYS  # rounded up: plyer takes whole seconds
        return min(seconds, _STAYS_ON_WINDOWS) if self._platform == "win32" else seconds

    # On the loop

    def _begun(self) -> None:
        self._unslow = self._reactor.later(SLOW, lambda: self._become(_stuck()))

    def _ended(self, trouble: Unavailable | None) -> None:
        if self._unslow is not None:
            self._unslow()
            self._unslow = None
        self._become(trouble)

    def _become(self, trouble: Unavailable | None) -> None:
        before, self._trouble = self._trouble, trouble
        if str(before or "") != str(trouble or ""):
            self._changed()


def _load() -> Show:
    # Late: plyer costs 10 ms and a megabyte, which a day without a note need not pay.
    from posture_break.adapters.plyer_tamed import load  # noqa: PLC0415 - see above

    return load()


def _harmless(text: str) -> str:
    """Replace what plyer passes on unguarded by signs that look the same to the reader.

    ``notify-send`` takes a leading dash for an option; an apostrophe ends the portal's string.
    """
    dashless = "\N{MINUS SIGN}" + text[1:] if text.startswith("-") else text
    return dashless.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")


def _broken(error: Exception) -> Unavailable:
    if isinstance(error, NotImplementedError):
        reason = _("Nothing on this computer can show notifications.")
    else:
        said = str(error) or type(error).__name__
        reason = _("Notifications are not working ({reason}).").format(reason=plain_line(said, 200))
    return Unavailable(reason, _cure())


def _stuck() -> Unavailable:
    return Unavailable(_("The system's notifications do not answer."), _cure())


def _cure() -> str:
    return _("The tray menu and posture-break status tell it all meanwhile.")
