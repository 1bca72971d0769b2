"""The window that sits in the bar's tray: finds the bar, docks, paints the icon, hears clicks."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from Xlib import X, Xutil
from Xlib.protocol.event import ClientMessage

from posture_break.adapters.linux.xpixels import blend, fitting, swapped
from posture_break.adapters.linux.xserver import TRAY, Canvas
from posture_break.ui.popup_layout import Box

if TYPE_CHECKING:
    from posture_break.adapters.linux.xserver import XServer

_log = logging.getLogger(__name__)

Pixmap = tuple[int, int, bytes]  # width, height, ARGB32 in network order, not premultiplied

_REQUEST_DOCK = 0
_UPRIGHT = 1  # _NET_SYSTEM_TRAY_ORIENTATION
_XEMBED_MAPPED = 1
_FIRST_SIZE = 24  # the bar gives us our true size afterwards
_LEAST_SIZE = 22  # trayer makes icons no wider than they ask to be


@dataclass(frozen=True, slots=True)
class Click:
    """A click on the icon: what the menu goes beside, and when it was by the server's clock."""

    anchor: Box
    pointer: tuple[int, int]
    moment: int
    upright: bool


class Dock:
    """Our window in the bar, as long as there is a bar and the icon is to be seen."""

    def __init__(
        self,
        server: XServer,
        name: str,
        pixmap: Callable[[int], Pixmap],
        clicked: Callable[[Click], None],
        docked: Callable[[bool], None],
    ) -> None:
        self._server = server
        self._name = name
        self._pixmap = pixmap
        self._clicked = clicked
        self._tell = docked
        self._wanted = False
        self._title = ""
        self._bar: Any = None  # the window that owns the tray
        self._window: Any = None
        self._canvas: Canvas | None = None
        self._size = (_FIRST_SIZE, _FIRST_SIZE)
        self.docked = False

    def show(self, title: str) -> None:
        """Dock now if there is a bar, else as soon as one comes."""
        self._wanted, self._title = True, title
        root = self._server.root
        self._server.listen(root, self._root_heard)
        root.change_attributes(event_mask=X.StructureNotifyMask)  # brings MANAGER messages
        self._find_bar()

    def hide(self) -> None:
        """Leave the bar."""
        self._wanted = False
        self._undock()

    def forget(self) -> None:
        """Take note that the server is gone, and every window with it."""
        self._window = self._bar = None
        self._report(docked=False)

    def name(self, title: str) -> None:
        """Set the window's name: bars show it nowhere, but tools that list windows do."""
        self._title = title
        if self._window is not None:
            utf8 = self._server.atom("UTF8_STRING")
            words = title.encode()
            self._window.change_property(self._server.atom("_NET_WM_NAME"), utf8, 8, words)

    def repaint(self) -> None:
        """Paint the icon as it is now, in the size that the bar gave us."""
        if self._window is None or self._canvas is None:
            return
        width, height = self._size
        side = fitting(min(width, height))
        icon_width, icon_height, argb = self._pixmap(side)
        place = ((width - icon_width) // 2, (height - icon_height) // 2)
        under = self._bar_beneath(width, height) if self._opaque else bytes(width * height * 4)
        pixels = blend(argb, (icon_width, icon_height), under, width, place)
        if self._server.big_endian:
            pixels = swapped(pixels)
        self._server.cover(self._window, self._canvas, width, height, pixels)

    # Finding the bar

    def _root_heard(self, event: Any) -> None:
        if event.type == X.ClientMessage and event.client_type == self._server.atom("MANAGER"):
            selection = self._server.atom(self._server.of_screen(TRAY))
            if event.data[1][1] == selection:
                self._find_bar()

    def _find_bar(self) -> None:
        """Dock in the bar that is there."""
        owner = self._server.owner(TRAY)
        if not owner or not self._wanted:
            return
        if self._bar is not None and self._bar.id == owner:
            if self._window is not None and not self.docked:
                self._ask_for_dock()  # polybar announces itself twice, maybe ready only now
            return
        self._undock()
        bar = self._server.display.create_resource_object("window", owner)
        self._server.listen(bar, self._bar_heard)
        bar.change_attributes(event_mask=X.StructureNotifyMask)
        if self._server.owner(TRAY) != owner:  # gone before we could listen; another will announce
            self._server.ignore(bar)
            return
        self._bar = bar
        self._open_window()

    def _bar_heard(self, event: Any) -> None:
        if event.type == X.DestroyNotify and self._bar is not None:
            self._undock()
            self._find_bar()

    def _undock(self) -> None:
        """Destroy our window: a bar that dies would leave it behind in a corner of the screen."""
        if self._window is not None:
            self._server.ignore(self._window)
            self._window.destroy()
            self._window = None
        if self._bar is not None:
            self._server.ignore(self._bar)
            self._bar = None
        self._report(docked=False)

    def _report(self, *, docked: bool) -> None:
        if docked != self.docked:
            self.docked = docked
            self._tell(docked)

    # Our window

    def _open_window(self) -> None:
        server = self._server
        visual = server.words(self._bar, "_NET_SYSTEM_TRAY_VISUAL")
        canvas = (server.canvas_of(visual[0]) if visual else None) or server.canvas()
        if canvas is None:
            _log.warning("This X server has no visual with eight bits a colour: no icon.")
            return
        self._canvas, self._size = canvas, (_FIRST_SIZE, _FIRST_SIZE)
        window = server.root.create_window(
            0, 0, _FIRST_SIZE, _FIRST_SIZE, 0, canvas.depth, X.InputOutput, canvas.visual,
            colormap=server.colormap(canvas), background_pixel=0, border_pixel=0,
            event_mask=X.ButtonPressMask | X.StructureNotifyMask,
        )  # fmt: skip
        window.set_wm_class(self._name, self._name)
        window.set_wm_name(self._name)
        window.set_wm_normal_hints(
            flags=Xutil.PMinSize, min_width=_LEAST_SIZE, min_height=_LEAST_SIZE
        )
        info = server.atom("_XEMBED_INFO")
        window.change_property(info, info, 32, [0, _XEMBED_MAPPED])
        server.listen(window, self._heard)
        self._window = window
        self.name(self._title)
        self.repaint()
        self._ask_for_dock()

    @property
    def _opaque(self) -> bool:
        """Whether the window has no alpha, so that the bar has to be painted into it."""
        return self._canvas is not None and self._canvas.depth != 32

    def _ask_for_dock(self) -> None:
        opcode = self._server.atom("_NET_SYSTEM_TRAY_OPCODE")
        data = [X.CurrentTime, _REQUEST_DOCK, self._window.id, 0, 0]
        message = ClientMessage(window=self._bar, client_type=opcode, data=(32, data))
        self._bar.send_event(message, event_mask=X.NoEventMask)

    def _heard(self, event: Any) -> None:
        match event.type:
            case X.ConfigureNotify:
                size = (event.width, event.height)
                if size != self._size:
                    self._size = size
                    self.repaint()
            case X.ReparentNotify:
                self._moved_to(event.parent)
            case X.DestroyNotify:
                self._window = None
                self._undock()
                self._find_bar()
            case X.MapNotify:
                self._shine_through()
            case X.ButtonPress if event.detail in {1, 3}:
                self._press(event)
            case _:
                pass

    def _moved_to(self, parent: Any) -> None:
        if parent.id != self._server.root.id:
            self._report(docked=True)
            self._shine_through()
            return
        bar = self._bar
        self._undock()  # thrown out; the very same bar shall not be asked again and again
        owner = self._server.owner(TRAY)
        if bar is not None and owner != bar.id:
            self._find_bar()

    def _shine_through(self) -> None:
        if self._opaque:
            self.repaint()

    def _bar_beneath(self, width: int, height: int) -> bytes:
        """Return the bar's own picture below our window; black while that cannot be seen."""
        server, window = self._server, self._window
        window.change_attributes(background_pixmap=X.ParentRelative)
        window.clear_area()
        found: Any = server.ask(
            lambda: window.get_image(0, 0, width, height, X.ZPixmap, 0xFFFFFFFF), None
        )
        if found is None or len(found.data) != width * height * 4:
            return bytes(width * height * 4)
        return swapped(found.data) if server.big_endian else bytes(found.data)

    def _press(self, event: Any) -> None:
        icon = Box(event.root_x - event.event_x, event.root_y - event.event_y, *self._size)
        orientation = self._server.words(self._bar, "_NET_SYSTEM_TRAY_ORIENTATION")
        upright = orientation == [_UPRIGHT]
        anchor = self._with_bar(icon, upright=upright)
        self._clicked(Click(anchor, (event.root_x, event.root_y), event.time, upright))

    def _with_bar(self, icon: Box, *, upright: bool) -> Box:
        """Return the icon grown to the bar's thickness, so that the menu covers none of the bar."""
        top = self._server.ask(self._top_window, None)
        geometry = self._server.ask(top.get_geometry, None) if top is not None else None
        if geometry is None:
            return icon
        if upright and geometry.width < 4 * icon.width:
            return Box(geometry.x, icon.y, geometry.width, icon.height)
        if not upright and geometry.height < 4 * icon.height:
            return Box(icon.x, geometry.y, icon.width, geometry.height)
        return icon

    def _top_window(self) -> Any:
        window = self._window
        while True:
            tree = window.query_tree()
            if tree.parent == X.NONE or tree.parent.id == tree.root.id:
                return window
            window = tree.parent
