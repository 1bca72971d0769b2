"""The tray on macOS: pystray's own icon, touched on the main thread alone. Not tried on macOS.

Cocoa wants the main thread for itself (anything else crashes since macOS 26), so there the loop
runs in a second one: `run` starts it, and hands every change of the icon over to the main thread.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from typing import Any, Protocol

from posture_break.adapters.frozen_menu import freeze
from posture_break.ports import Reactor

ICON_SIZE = 64  # pystray scales it to the menu bar's thickness

_ACCESSORY = 1  # NSApplicationActivationPolicyAccessory: an icon in the menu bar, none in the dock


class Cocoa(Protocol):
    """What is needed of Cocoa; `AppKit` is the real one."""

    def later_on_main(self, call: Callable[[], None]) -> None:
        """Call ``call`` on the main thread, soon; any thread may use this."""

    def serve(self) -> None:
        """Run Cocoa's event loop on this, the main thread, until `finish`."""

    def finish(self) -> None:
        """End `serve`; on the main thread."""

    def on_signal(self, number: int, call: Callable[[], None]) -> None:
        """Call ``call`` on the main thread when this signal comes."""


class AppKit:
    """Cocoa through PyObjC, which pystray needs on macOS anyway. Not tried on macOS."""

    def later_on_main(self, call: Callable[[], None]) -> None:
        """See `Cocoa`."""
        from PyObjCTools import AppHelper  # type: ignore[import-not-found] # noqa: PLC0415 - macOS

        AppHelper.callAfter(call)

    def serve(self) -> None:
        """See `Cocoa`."""
        application = self._application()
        application.setActivationPolicy_(_ACCESSORY)
        application.run()

    def finish(self) -> None:
        """See `Cocoa`."""
        from AppKit import (  # type: ignore[import-not-found] # noqa: PLC0415 - macOS only
            NSApplicationDefined,
            NSEvent,
            NSPoint,
        )

        application = self._application()
        application.stop_(None)
        # stop_ only sets a mark, which the loop looks at after the next event: so here is one.
        make = NSEvent.otherEventWithType_location_modifierFlags_timestamp_windowNumber_context_subtype_data1_data2_  # noqa: E501 - Cocoa's own name
        event = make(NSApplicationDefined, NSPoint(0, 0), 0, 0.0, 0, None, 0, 0, 0)
        application.postEvent_atStart_(event, True)

    def on_signal(self, number: int, call: Callable[[], None]) -> None:
        """See `Cocoa`."""
        from PyObjCTools import MachSignals  # noqa: PLC0415 - macOS only

        MachSignals.signal(number, lambda _number: call())

    @staticmethod
    def _application() -> Any:
        from AppKit import NSApplication  # noqa: PLC0415 - macOS only

        return NSApplication.sharedApplication()


def run(main: Callable[[], None], stop: Callable[[], None], cocoa: Cocoa | None = None) -> None:
    """Run ``main`` (all of the program) in a second thread, and Cocoa here, until ``main`` ends.

    ``stop`` asks ``main`` to end, from whatever thread: for SIGINT, SIGTERM and SIGHUP, which only
    the main thread hears. What ``main`` raises is raised here.
    """
    cocoa = cocoa or AppKit()
    raised: list[BaseException] = []

    def body() -> None:
        try:
            main()
        except BaseException as error:  # noqa: BLE001 - carried over to the main thread
            raised.append(error)
        finally:
            cocoa.later_on_main(cocoa.finish)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        cocoa.on_signal(number, stop)
    loop = threading.Thread(target=body, name="loop")
    loop.start()
    cocoa.serve()
    loop.join()
    if raised:
        raise raised[0]


def find(
    reactor: Reactor, *, cocoa: Cocoa | None = None, native: Any = None
) -> Callable[[str, Any, str, Any], MacIcon]:
    """Return what makes the tray's icon; its ``icon`` is a PIL image of `ICON_SIZE`.

    ``native`` is pystray's class; its import alone touches nothing that needs the main thread.
    """

    def make(name: str, image: Any, title: str, menu: Any) -> MacIcon:
        return MacIcon(
            name, image, title, menu, reactor=reactor, cocoa=cocoa or AppKit(), native=native
        )

    return make


class MacIcon:
    """pystray's face on the loop's thread; the real icon is only ever seen by the main thread."""

    def __init__(
        self,
        name: str,
        image: Any,
        title: str,
        menu: Any,
        *,
        reactor: Reactor,
        cocoa: Cocoa,
        native: Any = None,
    ) -> None:
        self._name = name
        self._image = image
        self._title = title
        self._menu = menu
        self._reactor = reactor
        self._cocoa = cocoa
        self._native = native
        self._real: Any = None  # of the main thread
        self._shown = False

    @property
    def icon(self) -> Any:
        """What is drawn."""
        return self._image

    @icon.setter
    def icon(self, image: Any) -> None:
        self._image = image
        self._change(lambda real: setattr(real, "icon", image))

    @property
    def title(self) -> str:
        """What the tooltip says."""
        return self._title

    @title.setter
    def title(self, title: str) -> None:
        self._title = title
        self._change(lambda real: setattr(real, "title", title))

    def update_menu(self) -> None:
        """Show the menu as it is now."""
        menu = freeze(self._menu, self._choose)
        self._change(lambda real: setattr(real, "menu", menu))

    def run_detached(self) -> None:
        """Show the icon; Cocoa's loop is run by `run`."""
        menu = freeze(self._menu, self._choose)
        image, title = self._image, self._title
        self._shown = True

        def begin() -> None:
            self._real = self._make_real(image, title, menu)

        self._cocoa.later_on_main(begin)

    def notify(self, title: str, text: str) -> None:
        """Show a notification by osascript, which needs no signed program; it has no buttons."""
        self._change(lambda real: real.notify(text, title or self._name))  # no title: it crashes

    def stop(self) -> None:
        """Take the icon away; harmless before the start."""
        if self._shown:
            self._shown = False
            self._cocoa.later_on_main(self._end)

    def _change(self, change: Callable[[Any], None]) -> None:
        """Have something done to the real icon, after what was asked for before."""
        if self._shown:
            self._cocoa.later_on_main(lambda: self._apply(change))

    def _apply(self, change: Callable[[Any], None]) -> None:
        if self._real is not None:
            change(self._real)

    def _make_real(self, image: Any, title: str, menu: Any) -> Any:
        native = self._native
        if native is None:
            from posture_break.pystray_face import NativeIcon  # noqa: PLC0415 - macOS only

            native = NativeIcon
        real = native(self._name, image, title, menu)
        # Its run_detached would show the icon from a thread that it starts; here is the right one.
        real.update_menu()
        real.visible = True
        return real

    def _end(self) -> None:
        if self._real is not None:
            self._real.visible = False
            self._real = None

    def _choose(self, item: Any) -> None:
        self._reactor.post(lambda: item(self))
