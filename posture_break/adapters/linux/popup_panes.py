"""The windows of an open menu: one for each level, painted, placed on the screen, and scrolled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from Xlib import X, Xatom

from posture_break.adapters.linux import xscreen
from posture_break.ui import popup_paint
from posture_break.ui.popup_layout import Box, Layout, Row, beside, branching, lay_out, within

if TYPE_CHECKING:
    from posture_break.adapters.linux.dock import Click
    from posture_break.adapters.linux.xserver import Canvas, Handler, XServer
    from posture_break.ui.popup_walk import Level


@dataclass(slots=True)
class Pane:
    """One level of the menu on the screen."""

    window: Any
    layout: Layout
    box: Box
    scroll: int = 0
    painted: tuple[object, ...] = ()


class Panes:
    """All windows of one menu, the outermost level first; their events go to ``heard``."""

    def __init__(
        self, server: XServer, canvas: Canvas, click: Click, heard: Handler, *, dark: bool
    ) -> None:
        self._server = server
        self._canvas = canvas
        self._click = click
        self._heard = heard
        self._colours = popup_paint.palette(dark=dark)
        self._scale = xscreen.scale(server)
        self._measure = popup_paint.measure(self._scale)
        self._monitor = xscreen.monitor_at(server, click.anchor)
        self._panes: list[Pane] = []

    @property
    def first(self) -> Any:
        """The window of the outermost level."""
        return self._panes[0].window

    def show(self, levels: Sequence[Level]) -> None:
        """Make the screen show these levels and no other."""
        self._drop(len(levels))
        for depth, level in enumerate(levels):
            self._place(depth, level.rows, levels)
            pane = self._panes[depth]
            shown = (pane.layout, level.selected, pane.scroll)
            if pane.painted != shown:
                self._paint(pane, level.selected)
                pane.painted = shown
            pane.window.map()

    def close(self) -> None:
        """Take all of them off the screen."""
        self._drop(0)

    def at(self, x: int, y: int) -> tuple[int | None, int | None]:
        """Return the level under a point of the screen, and the selectable row of it."""
        for depth in range(len(self._panes) - 1, -1, -1):
            pane = self._panes[depth]
            if pane.box.holds(x, y):
                return depth, pane.layout.hit(x - pane.box.x, y - pane.box.y, pane.scroll)
        return None, None

    def strip(self, depth: int | None, y: int) -> int:
        """Return -1 or 1 where the pointer is on a strip that scrolls up or down, else 0."""
        if depth is None or depth >= len(self._panes):
            return 0
        pane = self._panes[depth]
        return pane.layout.strip(y - pane.box.y, pane.scroll)

    def scroll(self, depth: int, steps: int) -> None:
        """Scroll by some quarters of a row; `show` then paints it."""
        pane = self._panes[depth]
        pane.scroll = pane.layout.bound(pane.scroll + steps * pane.layout.measures.row // 4)

    def reveal(self, levels: Sequence[Level]) -> None:
        """Scroll to what is selected; `show` then paints it."""
        for pane, level in zip(self._panes, levels, strict=True):
            if level.selected is not None:
                pane.scroll = pane.layout.reveal(level.selected, pane.scroll)

    def _place(self, depth: int, rows: tuple[Row, ...], levels: Sequence[Level]) -> None:
        """Open a window for this level, or let the one it has grow; it never shrinks while open."""
        pane = self._panes[depth] if depth < len(self._panes) else None
        if pane is not None and pane.layout.rows == rows:
            return
        least = pane.layout.width if pane else 0
        layout = lay_out(rows, self._measure, self._scale, self._monitor.height, least)
        size = (layout.width, layout.height)
        if pane is None:
            box = self._box(depth, size, levels)
            self._panes.append(Pane(self._window(box), layout, box))
            return
        if size != (pane.box.width, pane.box.height):
            pane.box = self._box(depth, size, levels)
            pane.window.configure(x=pane.box.x, y=pane.box.y, width=size[0], height=size[1])
        pane.layout, pane.scroll = layout, layout.bound(pane.scroll)

    def _box(self, depth: int, size: tuple[int, int], levels: Sequence[Level]) -> Box:
        if depth == 0:
            return beside(size, self._click.anchor, self._monitor, upright=self._click.upright)
        parent, opened = self._panes[depth - 1], levels[depth - 1].opened
        if opened is None:
            return within(Box(parent.box.x, parent.box.y, *size), self._monitor)
        row = parent.layout.box(opened, parent.scroll)
        frame = parent.layout.measures.frame
        leftward = depth > 1 and parent.box.x < self._panes[depth - 2].box.x
        return branching(size, parent.box, row, self._monitor, frame, leftward=leftward)

    def _window(self, box: Box) -> Any:
        server, canvas = self._server, self._canvas
        window = server.root.create_window(
            box.x, box.y, box.width, box.height, 0, canvas.depth, X.InputOutput, canvas.visual,
            override_redirect=True, colormap=server.colormap(canvas),
            background_pixel=0, border_pixel=0,
        )  # fmt: skip
        window.set_wm_class("posture-break", "posture-break")
        kind = [server.atom("_NET_WM_WINDOW_TYPE_POPUP_MENU")]
        window.change_property(server.atom("_NET_WM_WINDOW_TYPE"), Xatom.ATOM, 32, kind)
        server.listen(window, self._heard)
        return window

    def _paint(self, pane: Pane, selected: int | None) -> None:
        rounded = self._canvas.depth == 32
        image = popup_paint.paint(
            pane.layout, self._colours, selected, pane.scroll, rounded=rounded
        )
        pixels = popup_paint.pixels(image, big_endian=self._server.big_endian)
        self._server.cover(pane.window, self._canvas, *image.size, pixels)

    def _drop(self, keep: int) -> None:
        for pane in reversed(self._panes[keep:]):
            self._server.ignore(pane.window)
            pane.window.destroy()
        del self._panes[keep:]
