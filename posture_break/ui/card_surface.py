"""A Tk window that shows painted pictures: where it stands, how it comes up, is repainted."""

from __future__ import annotations

import os
import tkinter as tk
from collections.abc import Callable, Collection

from PIL import Image

from posture_break.ui import screen

FRAME = (12, 44)  # what a window manager adds around the card, at most


class Surface:
    """The window of the card, hidden until `come_up`."""

    def __init__(self, root: tk.Tk) -> None:
        """Store the window."""
        self._root = root
        self._canvas: tk.Canvas | None = None
        self._pictures: dict[str, tuple[tk.PhotoImage, int]] = {}
        self._icon: tk.PhotoImage | None = None
        self._display = screen.Display()
        self._seen: screen.Screen | None = None
        self.up = False  # whether it has come up

    @property
    def canvas(self) -> tk.Canvas:
        """Return the canvas that fills the window."""
        if self._canvas is None:
            self._canvas = tk.Canvas(self._root, highlightthickness=0, borderwidth=0)
            self._canvas.pack()
        return self._canvas

    def look_around(self) -> screen.Screen:
        """Return what the display says of itself, asked once."""
        if self._seen is None:
            if self._windowing == "x11":
                self._display.open()
            self._seen = self._display.look()
        return self._seen

    def scale(self, wanted: float) -> float:
        """Return the pixels of one unit: ``wanted``, or what the display asks for."""
        dpi = self.look_around().dpi
        if self._windowing == "win32":
            dpi = self._root.winfo_fpixels("1i")
        return screen.pixels_per_unit(wanted, dpi, os.environ)

    def place(self) -> screen.Rect:
        """Return the usable part of the monitor with the card, or with the pointer before that."""
        root, seen = self._root, self.look_around()
        whole = (0, 0, root.winfo_screenwidth(), root.winfo_screenheight())
        if root.winfo_viewable():
            at = (
                root.winfo_rootx() + root.winfo_width() // 2,
                root.winfo_rooty() + root.winfo_height() // 2,
            )
        else:
            at = (root.winfo_pointerx(), root.winfo_pointery())
        return screen.usable(screen.monitor_at(seen.monitors, at, whole), seen.work_area)

    def settle(self, size: tuple[int, int], ground: str) -> None:
        """Give the window its size and stand it in the middle of its monitor."""
        place = self.place()
        left = place[0] + max(0, (place[2] - size[0]) // 2)
        top = place[1] + max(0, (place[3] - size[1] - FRAME[1]) // 2)
        self.canvas.configure(width=size[0], height=size[1], background=ground)
        self._root.geometry(f"{size[0]}x{size[1]}+{left}+{top}")

    def come_up(
        self, *, take_focus: bool, closed: Callable[[], None], seen: Callable[[], None]
    ) -> None:
        """Show the window above the others; with the keyboard only if ``take_focus``."""
        root = self._root
        self.up = True
        root.resizable(width=False, height=False)
        root.protocol("WM_DELETE_WINDOW", closed)
        if self._windowing == "x11":
            root.wm_attributes("-type", "dialog")
        root.wm_attributes("-topmost", 1)
        root.update_idletasks()
        if not take_focus and self._windowing == "x11":
            self._display.leave_focus(root.winfo_id())
        self._when_exposed(seen)
        root.deiconify()
        if take_focus:
            root.focus_force()

    def come_forward(self) -> None:
        """Take the keyboard for what the person asked for, in a window that is there already."""
        self._root.lift()
        self._root.focus_force()

    def put(self, name: str, image: Image.Image, at: tuple[int, int]) -> None:
        """Show a picture at a place, replacing the one of this name.

        Tk reads PPM by itself, in half a millisecond for the ring: no ImageTk, which has to find
        Tk's symbols in the process and fails in some builds of Python.
        """
        data = b"P6 %d %d 255\n" % image.size + image.tobytes()
        if name in self._pictures:
            photo, item = self._pictures[name]
            photo.configure(data=data, format="PPM", width=image.width, height=image.height)
            self.canvas.coords(item, *at)
            return
        photo = tk.PhotoImage(master=self._root, data=data, format="PPM")
        item = self.canvas.create_image(*at, image=photo, anchor="nw")
        self._pictures[name] = (photo, item)

    def keep(self, names: Collection[str]) -> None:
        """Take away every picture but those of these names."""
        for name in set(self._pictures) - set(names):
            __, item = self._pictures.pop(name)
            self.canvas.delete(item)

    def _when_exposed(self, call: Callable[[], None]) -> None:
        """Call once what is painted has reached the screen: after the first Expose."""

        def exposed(_event: object) -> None:
            self.canvas.unbind("<Expose>")
            self._root.after_idle(call)  # Tk draws in an idle call of its own, which came first
            self._root.after_idle(self._show_icon)

        self.canvas.bind("<Expose>", exposed)

    def _show_icon(self) -> None:
        """Give the window its icon: after the first picture, which must not wait for it."""
        from posture_break.ports import Unavailable  # noqa: PLC0415 - see above
        from posture_break.resources import resource  # noqa: PLC0415 - see above

        try:
            path = resource("icons") / "posture-break-64.png"
            self._icon = tk.PhotoImage(master=self._root, file=str(path))
        except (Unavailable, tk.TclError):
            return  # a card without its icon is still a card
        self._root.iconphoto(True, self._icon)

    @property
    def _windowing(self) -> str:
        return str(self._root.tk.call("tk", "windowingsystem"))
