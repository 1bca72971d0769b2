"""One connection to the X server, read by the reactor: no request raises, no error is printed.

Everything that talks to the server does so inside `XServer.turn`: it sends what was asked for, and
takes a dead server for what it is, the end of this connection, told once through ``lost``.
This module imports python-xlib (6 MB): import it only where a window is wanted.
"""

from __future__ import annotations

import contextlib
import io
import logging
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from Xlib import X
from Xlib.display import Display
from Xlib.error import ConnectionClosedError, DisplayError, XError

from posture_break.ports import Unavailable
from posture_break.texts import _

if TYPE_CHECKING:
    from posture_break.ports import Cancel, Reactor

_log = logging.getLogger(__name__)

TRAY = "_NET_SYSTEM_TRAY"  # the selection that a bar owns, but for the screen's number

Handler = Callable[[Any], None]
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Canvas:
    """A visual that windows can be painted in: eight bits a colour."""

    visual: int
    depth: int  # 32: with premultiplied alpha


class XServer:
    """The connection; ``lost`` hears once when the server ends it."""

    def __init__(
        self, reactor: Reactor, lost: Callable[[Unavailable], None], name: str | None = None
    ) -> None:
        self._reactor = reactor
        self._lost = lost
        self._name = name
        self._handlers: dict[int, Handler] = {}
        self._unwatch: Cancel | None = None
        self._colormaps: dict[int, Any] = {}
        self._draining = False
        self.display: Any = None
        self.root: Any = None

    def open(self) -> None:
        """Connect; raises `Unavailable` where there is no server."""
        self.display = connect(self._name)
        self.root = self.display.screen().root
        self.display.set_error_handler(_note)
        self._unwatch = self._reactor.watch(self.display.fileno(), self._drain)

    def close(self) -> None:
        """Disconnect; the server frees all windows and grabs. Harmless when not open."""
        if self._unwatch is None:
            return
        self._unwatch()
        self._unwatch = None
        self._handlers.clear()
        with contextlib.suppress(ConnectionClosedError):
            self.display.close()

    @property
    def alive(self) -> bool:
        """Whether the connection stands."""
        return self._unwatch is not None

    @contextlib.contextmanager
    def turn(self) -> Iterator[None]:
        """Talk to the server inside; send it all at the end, and end quietly if the server died."""
        try:
            yield
            if self.alive:
                self.display.flush()
                if self.display.display.data_send:  # flush gave up at a full socket; this does not
                    self.display.sync()
                # Flushing and waiting for replies also read; select would never tell of the events
                # that are in our queue by now.
                if self.display.display.event_queue and not self._draining:
                    self._reactor.post(self._drain)
        except ConnectionClosedError:
            self._die()

    def ask(self, question: Callable[[], Answer], otherwise: Answer) -> Answer:
        """Return the answer to one request, or ``otherwise`` where the server refuses it.

        Windows of other programs can vanish between any two requests.
        """
        try:
            return question()
        except XError as error:
            _log.debug("X request refused: %s", error)
            return otherwise

    def listen(self, window: Any, handler: Handler) -> None:
        """Hand this window's events to ``handler``; which ones come, its event mask says."""
        self._handlers[window.id] = handler

    def ignore(self, window: Any) -> None:
        """Hand on no more events of this window."""
        self._handlers.pop(window.id, None)

    def atom(self, name: str) -> int:
        """Return the number of an atom."""
        return int(self.display.get_atom(name))

    def words(self, window: Any, name: str) -> list[int]:
        """Return a property made of numbers; nothing where it is not set."""
        found = self.ask(lambda: window.get_full_property(self.atom(name), X.AnyPropertyType), None)
        if found is None or found.format == 8:
            return []
        return [int(word) for word in found.value]

    def owner(self, selection: str) -> int:
        """Return the window that owns a selection of this screen; 0: nobody."""
        return selection_owner(self.display, selection)

    def of_screen(self, selection: str) -> str:
        """Return the name that a selection has on this screen."""
        return _of_screen(self.display, selection)

    def canvas(self, *, alpha: bool = False) -> Canvas | None:
        """Return a visual to paint in: with alpha, or without it (on the root's own if it can)."""
        depth, screen = (32 if alpha else 24), self.display.screen()
        fitting = [each for each in self._canvases() if each.depth == depth]
        for each in fitting:
            if each.visual == screen.root_visual:
                return each
        return fitting[0] if fitting else None

    def canvas_of(self, visual: int) -> Canvas | None:
        """Return the canvas of this visual, if we can paint in it."""
        return next((each for each in self._canvases() if each.visual == visual), None)

    def colormap(self, canvas: Canvas) -> Any:
        """Return a colour map for windows of this visual."""
        if canvas.visual not in self._colormaps:
            created = self.root.create_colormap(canvas.visual, X.AllocNone)
            self._colormaps[canvas.visual] = created
        return self._colormaps[canvas.visual]

    @property
    def big_endian(self) -> bool:
        """Whether a pixel's bytes come with alpha first, as seen by this server."""
        return bool(self.display.display.info.image_byte_order)

    def cover(self, window: Any, canvas: Canvas, width: int, height: int, pixels: bytes) -> None:
        """Make ``pixels`` (four bytes each) the window's background: the server repaints it."""
        pixmap = window.create_pixmap(width, height, canvas.depth)
        brush = pixmap.create_gc()
        line = width * 4
        # A request has an upper size, so a large picture goes in strips; 64 bytes are its head.
        fit = max(1, (self.display.display.info.max_request_length * 4 - 64) // line)
        for top in range(0, height, fit):
            part = pixels[top * line : (top + fit) * line]
            high = len(part) // line
            pixmap.put_image(brush, 0, top, width, high, X.ZPixmap, canvas.depth, 0, part)
        window.change_attributes(background_pixmap=pixmap)
        window.clear_area()
        brush.free()
        pixmap.free()

    def _canvases(self) -> list[Canvas]:
        whole = (0xFF0000, 0xFF00, 0xFF)
        padded = {each.depth for each in self._formats() if each.bits_per_pixel == 32}
        return [
            Canvas(visual.visual_id, allowed.depth)
            for allowed in self.display.screen().allowed_depths
            for visual in allowed.visuals
            if allowed.depth in padded
            and visual.visual_class == X.TrueColor
            and (visual.red_mask, visual.green_mask, visual.blue_mask) == whole
        ]

    def _formats(self) -> list[Any]:
        return list(self.display.display.info.pixmap_formats)

    def _drain(self) -> None:
        """Serve all events that are there; ours is the only reader, so none may be left lying."""
        if not self.alive or self._draining:
            return
        self._draining = True
        try:
            with self.turn():
                # Once more after each flush: it may have read events that nobody will tell of.
                while self.alive and self.display.pending_events():
                    self._serve(self.display.next_event())
        finally:
            self._draining = False
            if self.alive and self.display.display.event_queue:
                self._reactor.post(self._drain)

    def _serve(self, event: Any) -> None:
        if event.type == X.MappingNotify:
            self.display.refresh_keyboard_mapping(event)
            return
        window = getattr(event, "window", None)
        handler = self._handlers.get(getattr(window, "id", 0))
        if handler is not None:
            handler(event)

    def _die(self) -> None:
        if self._unwatch is None:
            return
        self._unwatch()
        self._unwatch = None
        self._handlers.clear()
        self._lost(Unavailable(_("The connection to the X server ended.")))


def selection_owner(display: Any, selection: str) -> int:
    """Return the window that owns a selection of this screen; 0: nobody."""
    window = display.get_selection_owner(display.get_atom(_of_screen(display, selection)))
    return int(getattr(window, "id", window))


def _of_screen(display: Any, selection: str) -> str:
    return f"{selection}_S{display.get_default_screen()}"


def connect(name: str | None = None) -> Any:
    """Return an Xlib display; raises `Unavailable`."""
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        # python-xlib leaves sockets behind that did not connect, and prints on standard output
        # when it finds no X authority.
        warnings.simplefilter("ignore", ResourceWarning)
        try:
            return Display(name)
        except (DisplayError, ConnectionClosedError, OSError, OverflowError, ValueError) as error:
            why = str(error)  # the error itself holds the sockets: it has to end in here
    raise Unavailable(_("There is no X server to show an icon on."), why)


def _note(error: object, _request: object) -> None:
    """Take an error that nobody waits for: a bar can die between any two requests."""
    _log.debug("X error: %s", error)
