"""The tray: draws the snapshot as an icon, a tooltip and a pystray menu, on every platform."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from posture_break.plain import plain_line
from posture_break.ui.icon import Look, look
from posture_break.ui.menu import Item, menu, tooltip

if TYPE_CHECKING:
    from collections.abc import Callable

    from posture_break.core.snapshot import Snapshot
    from posture_break.ports import Ask
    from posture_break.pystray_face import Menu, MenuItem

NAME = "posture-break"
_TITLE_UNITS = 120  # Windows refuses more than 127


class Face(Protocol):
    """What is used of a pystray icon, whichever backend it comes from."""

    icon: Any
    title: str

    def run_detached(self) -> None:
        """Show it."""

    def update_menu(self) -> None:
        """Look at the menu again."""

    def stop(self) -> None:
        """Take it away."""


class Tray:
    """A view of the snapshot over one pystray icon.

    ``picture`` turns a look into what the backend takes as its ``icon``: Linux takes the look
    itself, Windows and macOS a PIL image.
    """

    def __init__(
        self,
        make: Callable[[str, Any, str, Menu], Face],
        picture: Callable[[Look], object],
        ask: Ask,
    ) -> None:
        self._make = make
        self._picture = picture
        self._ask = ask
        self._started = False
        self._face: Face | None = None
        self._look: Look | None = None
        self._items: tuple[Item, ...] = ()
        self._title = ""
        self._lines: dict[tuple[object, ...], _Line] = {}

    def start(self) -> None:
        """Begin: the icon appears with the first snapshot."""
        self._started = True

    def stop(self) -> None:
        """Take the icon away."""
        self._started = False
        if self._face is not None:
            self._face.stop()
            self._face = None

    def show(self, snapshot: Snapshot) -> None:
        """Show this; only what differs from the last snapshot goes to the host."""
        if not self._started:
            return
        items, title, wanted = (
            menu(snapshot),
            plain_line(tooltip(snapshot), _TITLE_UNITS),
            look(snapshot),
        )
        if self._face is None:
            self._items, self._title, self._look = items, title, wanted
            self._begin(self._picture(wanted))
            return
        if items != self._items:
            self._items = items
            self._face.update_menu()
        if title != self._title:
            self._title = self._face.title = title
        if wanted != self._look:
            self._look = wanted
            self._face.icon = self._picture(wanted)

    def _begin(self, icon: object) -> None:
        from posture_break.pystray_face import Menu  # noqa: PLC0415 - only where there is a tray

        self._face = self._make(NAME, icon, self._title, Menu(self._top))
        self._face.run_detached()

    def _top(self) -> list[MenuItem]:
        """Return pystray's items for the whole menu as it is now; pystray calls this."""
        kept, self._lines = self._lines, {}
        return [self._shown(item, kept) for item in self._items]

    def _shown(self, item: Item, kept: dict[tuple[object, ...], _Line]) -> MenuItem:
        """Return the one pystray object for this line, with fresh words.

        Hosts number the objects, so the same line must stay the same object; a line that asks for
        something else (an answer to the next break) must not, or a late click would answer that.
        """
        from posture_break.pystray_face import Menu  # noqa: PLC0415 - only where there is a tray

        if item.separator:
            return Menu.SEPARATOR
        args = tuple(item.request.args.items()) if item.request else ()
        key = (item.id, args, bool(item.children))
        line = self._lines[key] = kept.get(key) or _Line(item, self._ask)
        line.item = item
        line.below = [self._shown(child, kept) for child in item.children]
        return line.shown


class _Line:
    """One menu line over time: its newest words, and the pystray object that shows them."""

    def __init__(self, item: Item, ask: Ask) -> None:
        from posture_break.pystray_face import Menu, MenuItem  # noqa: PLC0415 - see above

        self.item = item
        self.below: list[MenuItem] = []
        self._ask = ask
        self.shown = MenuItem(
            lambda _shown: self.item.text,
            Menu(lambda: self.below) if item.children else self._chosen,
            enabled=lambda _shown: self.item.enabled,
            default=item.default,
        )

    def _chosen(self, _icon: object, _shown: object) -> None:
        if self.item.request is not None:
            self._ask(self.item.request)
