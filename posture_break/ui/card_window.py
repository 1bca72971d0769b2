"""The card's own process: a Tk window that shows what `card_paint` painted and reports answers.

The daemon talks to it over its standard streams (`card_protocol`); their end is its end. It never
grabs anything, and comes up without the keyboard unless the person asked for it.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from posture_break.ui import card_protocol as protocol
from posture_break.ui.card_protocol import Lines, Message
from posture_break.ui.sounds import MakeCues, NoCues

if TYPE_CHECKING:
    import tkinter as tk

    from posture_break.ui.card_face import Face
    from posture_break.ui.card_surface import Surface
    from posture_break.ui.page_face import PageFace

CHUNK = 65_536
READABLE = 2  # _tkinter.READABLE
NO_TK, NO_DISPLAY, BROKEN = "no-tk", "no-display", "broken"  # what `unable` says


def main(make: MakeCues = NoCues) -> int:
    """Run until the daemon closes the card or goes away; return the exit status.

    ``make`` makes what lets a session be heard; without it the card is silent.
    """
    try:
        import tkinter as tk  # noqa: PLC0415 - it may be missing
    except ImportError as missing:
        say(protocol.UNABLE, why=NO_TK, detail=str(missing))
        return 3
    _see_real_pixels()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in the daemon's terminal is the daemon's
    try:
        root = tk.Tk(baseName="posture-break", className="Posture-break")
    except tk.TclError as refused:
        say(protocol.UNABLE, why=NO_DISPLAY, detail=str(refused))
        return 4
    root.withdraw()
    process = Process(root, make)
    root.report_callback_exception = process.broke
    listen(root, process.heard, process.end)
    root.mainloop()
    return process.status


def say(kind: str, **fields: object) -> None:
    """Send one line to the daemon; ends the process where nobody listens any more."""
    try:
        os.write(1, protocol.encode(kind, **fields))
    except OSError:
        os._exit(0)  # the daemon is gone: nothing to save, nobody to tell


class Process:
    """Turns the daemon's messages into a face on the screen."""

    def __init__(self, root: tk.Tk, make: MakeCues) -> None:
        """Remember the window; the painting parts load with the first message."""
        self._root = root
        self._make = make
        self._surface: Surface | None = None
        self._face: Face | None = None
        self._page: PageFace | None = None
        self.status = 0
        self._ended = False

    def heard(self, message: Message) -> None:
        """Carry out one message; what fails in it ends the card with a word, not with a trace."""
        if self._ended:
            return
        try:
            self._carry_out(message)
        except Exception as error:  # noqa: BLE001 - the boundary of this process
            self.broke(type(error), error, error.__traceback__)

    def _carry_out(self, message: Message) -> None:
        match message.kind:
            case protocol.PREPARE:
                self._made().warm_up()
                say(protocol.READY)
            case protocol.OPEN:
                if self._page is not None:
                    self._page.leave()
                state, look = protocol.decode_open(message)
                self._made().show(state, look, lambda: say(protocol.SHOWN))
            case protocol.PAGE:
                if self._face is not None:
                    self._face.leave()
                self._show_page(message)
            case protocol.CLOSE:
                self.end()
            case _:
                pass  # from a newer daemon

    def broke(self, kind: type[BaseException], error: BaseException, trace: object) -> None:
        """End with a word where a callback failed: the break stays answerable elsewhere."""
        where = f" ({trace.tb_frame.f_code.co_name})" if hasattr(trace, "tb_frame") else ""
        say(protocol.UNABLE, why=BROKEN, detail=f"{kind.__name__}: {error}{where}"[:500])
        self.status = 5
        self.end()

    def end(self) -> None:
        """Take the window away, which ends the process; what still comes is not heard."""
        if not self._ended:
            self._ended = True
            self._root.destroy()

    def _made(self) -> Face:
        if self._face is None:
            from posture_break.ui.card_face import Face  # noqa: PLC0415 - Tk first: it may fail

            self._face = Face(self._root, self._window(), self._answered, self.end, self._make)
        return self._face

    def _show_page(self, message: Message) -> None:
        from posture_break.ui.page_face import PageFace  # noqa: PLC0415 - most cards need no page
        from posture_break.ui.page_protocol import decode_page  # noqa: PLC0415 - see above

        if self._page is None:
            self._page = PageFace(self._root, self._window(), self._answered, self.end)
        page, look = decode_page(message)
        self._page.show(page, look, lambda: say(protocol.SHOWN))

    def _window(self) -> Surface:
        """Return the one surface, which card and pages take turns on."""
        if self._surface is None:
            from posture_break.ui.card_surface import Surface  # noqa: PLC0415 - as for the face

            self._surface = Surface(self._root)
        return self._surface

    def _answered(self, verb: str, args: protocol.Args) -> None:
        say(protocol.ANSWER, verb=verb, args=dict(args))


def listen(root: tk.Tk, heard: Callable[[Message], None], ended: Callable[[], None]) -> None:
    """Read the daemon's lines inside Tk's own loop, without polling."""
    lines = Lines(heard)

    def take(data: bytes) -> None:
        if data:
            lines.feed(data)
        else:
            ended()

    if sys.platform == "win32":
        _listen_in_thread(root, take)
    else:
        root.tk.createfilehandler(0, READABLE, lambda *_: take(os.read(0, CHUNK)))


def _listen_in_thread(root: tk.Tk, take: Callable[[bytes], None]) -> None:
    """Read on a thread: Tk can not wait for a pipe on Windows (written, not run there)."""
    from queue import SimpleQueue  # noqa: PLC0415 - on Windows only
    from threading import Thread  # noqa: PLC0415 - on Windows only

    came: SimpleQueue[bytes] = SimpleQueue()
    root.bind("<<Came>>", lambda _event: take(came.get()))

    def read() -> None:
        while True:
            data = os.read(0, CHUNK)
            came.put(data)
            root.event_generate("<<Came>>", when="tail")
            if not data:
                return

    Thread(target=read, daemon=True).start()


def _see_real_pixels() -> None:
    """Tell Windows, before Tk starts, that the card scales itself (written, not run there)."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - there only

        ctypes.windll.shcore.SetProcessDpiAwareness(1)


if __name__ == "__main__":
    sys.exit(main())
