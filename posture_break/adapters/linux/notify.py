"""Notifications of the desktop's own service (org.freedesktop.Notifications), with buttons.

What should be on the screen is kept here by key, so that it can be replaced, withdrawn, and shown
again when a service comes back. Nothing waits for an answer: a service may start slowly, hang, or
never say that a note was closed (under Do Not Disturb none does).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from posture_break.adapters.linux.note_memory import NoteMemory
from posture_break.adapters.linux.notification_service import NotificationService, Server
from posture_break.plain import plain, plain_line
from posture_break.ports import Note, Unavailable

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from posture_break.adapters.linux.bus import Body, SessionBus
    from posture_break.ports import Reactor

_MOST = 32  # notes kept; under Do Not Disturb nobody says that one is gone
_MOST_SHOWS = 3  # a note that kills the service each time is not shown for ever
_TITLE_UNITS = 200
_BODY_UNITS = 2000

# Where a click on the note itself (the action "default") is not drawn as one more button, as
# xfce4-notifyd does: there it opens the card.
_CLICKABLE = frozenset({"dunst", "mako", "gnome-shell", "Plasma"})
# These take actions but draw no buttons: they wait in a menu that few people have set up.
_DRAWS_NO_BUTTONS = frozenset({"dunst", "mako"})


@dataclass(slots=True, eq=False)
class _Shown:
    """A note that should be on the screen, and what the service knows of it."""

    note: Note
    id: int = 0  # the service's number; 0: it has none (yet)
    sent: Note | None = None  # on its way; the answer has not come
    shown: Note | None = None  # what the service has answered for
    shows: int = 0  # to how many services in a row it was given
    wanted: bool = True


class DesktopNotifier:
    """Implements `ports.Notifier` over the session bus.

    ``pressed(key, button)`` hears each button once, ``changed()`` that `buttons` or `trouble` may
    be another; neither is called out of `notify`. ``icon`` is the absolute path of a PNG, or empty.
    ``kept`` is a file for what is on the screen, for the run that comes after a kill.
    """

    def __init__(
        self,
        bus: SessionBus,
        reactor: Reactor,
        *,
        pressed: Callable[[str, str], None],
        changed: Callable[[], None],
        icon: str = "",
        kept: Path | None = None,
    ) -> None:
        self._memory = None if kept is None else NoteMemory(kept)
        self._pressed = pressed
        self._icon = icon
        self._notes: dict[str, _Shown] = {}
        self._service = NotificationService(
            bus,
            reactor,
            show=self._show_all,
            lost=self._lost,
            changed=changed,
            hears={"ActionInvoked": self._action_invoked, "NotificationClosed": self._closed},
        )

    @property
    def buttons(self) -> bool | None:
        """Whether buttons are drawn here; None until a service has told."""
        server = self._service.server
        if server is None:
            return None
        return "actions" in server.capabilities and server.name not in _DRAWS_NO_BUTTONS

    @property
    def trouble(self) -> Unavailable | None:
        """Why notes cannot be shown now, or None."""
        return self._service.trouble

    @property
    def server(self) -> str:
        """The name that the service gives itself; empty while there is none."""
        return self._service.server.name if self._service.server else ""

    def start(self) -> None:
        """Begin to follow the service; raises `Unavailable` where there is no session bus."""
        self._service.start()

    def notify(self, note: Note) -> None:
        """Show or replace the note with this key, as soon as a service can."""
        entry = self._notes.pop(note.key, None) or _Shown(note)
        entry.note, entry.shows = note, 0
        self._notes[note.key] = entry  # the newest last
        if len(self._notes) > _MOST:
            self.withdraw(next(iter(self._notes)))
        self._show_all()

    def withdraw(self, key: str) -> None:
        """Take the note with this key off the screen, also when it is only on its way there."""
        entry = self._notes.pop(key, None)
        if entry is not None:
            entry.wanted = False
            self._close(entry.id)
            self._remember()

    def stop(self) -> None:
        """Withdraw everything and stop following the service."""
        for key in tuple(self._notes):
            self.withdraw(key)
        self._service.stop()

    def _show_all(self) -> None:
        """Bring the screen up to date, or first find the one who can do it."""
        server = self._service.server
        if server is not None:
            self._close_left_over()
            for entry in tuple(self._notes.values()):
                self._show(entry, server)
        elif self._notes:
            self._service.wake()

    def _show(self, entry: _Shown, server: Server) -> None:
        if entry.sent is not None or entry.shown is entry.note:
            return
        if entry.shown is None:
            entry.shows += 1
            if entry.shows > _MOST_SHOWS:
                return
        entry.sent = entry.note
        body = _notify_body(entry.note, entry.id, server, self._icon)
        self._service.call(
            "Notify", "susssasa{sv}i", body, lambda reply: self._answered(entry, reply)
        )

    def _answered(self, entry: _Shown, reply: Body | Unavailable) -> None:
        sent, entry.sent = entry.sent, None
        if isinstance(reply, Unavailable):
            self._service.settle(reply)
            return
        entry.shown, entry.id = sent, _number(reply)
        self._remember()
        self._service.settle(None)
        if not entry.wanted:
            self._close(entry.id)
        elif self._service.server is not None:
            self._show(entry, self._service.server)  # a newer text may have come meanwhile

    def _close(self, number: int) -> None:
        if number:
            self._service.tell("CloseNotification", "u", number)

    def _close_left_over(self) -> None:
        """Take away what a run before this one showed and could not withdraw."""
        if self._memory is not None and not any(entry.id for entry in self._notes.values()):
            for number in self._memory.left_over(self._service.owner):
                self._close(number)
            self._memory.keep("", ())

    def _remember(self) -> None:
        if self._memory is not None:
            shown = [entry.id for entry in self._notes.values() if entry.id]
            self._memory.keep(self._service.owner, shown)

    def _lost(self) -> None:
        for entry in self._notes.values():
            entry.id, entry.sent, entry.shown = 0, None, None

    def _action_invoked(self, *body: Any) -> None:
        """Hear a button; GNOME tells each press twice, so the first one takes the note away."""
        match body:
            case (int(number), str(action), *_rest):
                entry = self._with_number(number)
            case _:
                return
        button = "open-card" if action == "default" else action
        if entry is not None and button in dict(entry.note.buttons):
            self.withdraw(entry.note.key)
            self._pressed(entry.note.key, button)

    def _closed(self, *body: Any) -> None:
        """Hear that a note left the screen: by itself, by the person or by us."""
        match body:
            case (int(number), *_rest) if (entry := self._with_number(number)) is not None:
                entry.id, entry.shown = 0, None
                if entry.sent is None:  # else a new text is on its way, and comes as a new note
                    del self._notes[entry.note.key]
                self._remember()
            case _:
                pass

    def _with_number(self, number: int) -> _Shown | None:
        found = (each for each in self._notes.values() if number and each.id == number)
        return next(found, None)


def _notify_body(note: Note, replaces: int, server: Server, icon: str) -> Body:
    """Return the arguments of Notify."""
    text = plain(note.body, _BODY_UNITS)
    if "body-markup" in server.capabilities:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    hints: dict[str, tuple[str, object]] = {
        "urgency": ("y", 0 if note.quiet else 1),
        "desktop-entry": ("s", "posture-break"),
    }
    if note.buttons or note.expires:
        # A reminder: GNOME clears it from its list by itself. What only tells something and has
        # no end (trouble) stays there until it is read.
        hints["transient"] = ("b", True)
    if note.quiet:
        hints["suppress-sound"] = ("b", True)
    title = plain_line(note.title, _TITLE_UNITS)
    return (
        "Posture Break",
        replaces,
        icon,
        title,
        text,
        _actions(note, server),
        hints,
        note.expires,
    )


def _actions(note: Note, server: Server) -> list[str]:
    """Return ids and labels in turn, as Notify wants them."""
    if "actions" not in server.capabilities:
        return []
    actions = [plain_line(text, _TITLE_UNITS) for button in note.buttons for text in button]
    labels = dict(note.buttons)
    if server.name in _CLICKABLE and "open-card" in labels:
        actions += ["default", labels["open-card"]]
    return actions


def _number(reply: Body) -> int:
    match reply:
        case (int(number), *_rest):
            return number
        case _:
            return 0
