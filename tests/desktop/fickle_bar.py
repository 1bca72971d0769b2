"""A bar with a tray that takes icons in and dies a given number of milliseconds later.

Usage: python -m tests.desktop.fickle_bar MILLISECONDS [rudely] [twice] [saves]
"""

from __future__ import annotations

import os
import select
import sys
import time
from typing import Any

from Xlib import X
from Xlib.display import Display
from Xlib.protocol.event import ClientMessage


def announce(display: Display, window: Any, selection: int) -> None:
    """Tell the world that there is a tray."""
    root = display.screen().root
    data = (32, [X.CurrentTime, selection, window.id, 0, 0])
    kind = display.get_atom("MANAGER")
    message = ClientMessage(window=root, client_type=kind, data=data)
    root.send_event(message, event_mask=X.StructureNotifyMask)
    display.flush()


def take_in(display: Display, window: Any, event: Any, *, saves: bool) -> None:
    """Put the window that asks for it into the tray."""
    icon = display.create_resource_object("window", event.data[1][2])
    if saves:  # the server then gives it back to the root window when this bar dies
        icon.change_save_set(X.SetModeInsert)
    icon.reparent(window, 3, 3)
    icon.configure(width=24, height=24)
    icon.map()
    display.sync()


def main(milliseconds: int, *ways: str) -> None:
    """Be a bar for so long."""
    display = Display()
    screen = display.screen()
    window = screen.root.create_window(
        0, 0, 200, 30, 0, screen.root_depth, override_redirect=True,
        event_mask=X.SubstructureRedirectMask,
    )  # fmt: skip
    window.map()
    selection = display.get_atom("_NET_SYSTEM_TRAY_S0")
    window.set_selection_owner(selection, X.CurrentTime)
    display.sync()
    for _each in range(2 if "twice" in ways else 1):
        announce(display, window, selection)
    end = time.monotonic() + milliseconds / 1000
    while (rest := end - time.monotonic()) > 0:
        if not display.pending_events():
            select.select([display], [], [], min(rest, 0.05))
            continue
        event = display.next_event()
        if event.type == X.ClientMessage:
            take_in(display, window, event, saves="saves" in ways)
    if "rudely" in ways:
        os._exit(0)
    window.destroy()
    display.close()


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:])
