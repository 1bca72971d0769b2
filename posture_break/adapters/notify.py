"""Which notifier this computer gets: the desktop's own service, plyer, or none with a reason.

* Linux with a session bus: the desktop's service over that bus, whatever it can. Even without
  buttons it replaces, withdraws and tells when it fails; plyer does none of the three. A service
  that is missing now may come later; the same connection notices.
* Linux without a bus connection of ours: plyer, where it has a way of its own: ``notify-send`` and
  dbus-python can find a bus that X started by itself, or be a bridge to another system, and in a
  Flatpak the portal may be open.
* Windows, macOS and all else: plyer; on macOS with pystray's own notification as ``second``.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from posture_break.ports import Unavailable
from posture_break.texts import _

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from posture_break.adapters.linux.bus import SessionBus
    from posture_break.ports import Note, Notifier, Reactor


class NoNotifier:
    """Implements `ports.Notifier` where nothing can show a note: it only keeps the reason."""

    def __init__(self, trouble: Unavailable) -> None:
        self._trouble = trouble

    @property
    def buttons(self) -> bool | None:
        """Return False: there is nothing to press."""
        return False

    @property
    def trouble(self) -> Unavailable | None:
        """Why there are no notifications."""
        return self._trouble

    def start(self) -> None:
        """Have nothing to begin."""

    def notify(self, note: Note) -> None:
        """Show nothing: menu, status and terminal tell the same."""

    def withdraw(self, key: str) -> None:
        """Have nothing to take away."""

    def stop(self) -> None:
        """Have nothing to end."""


def find(
    reactor: Reactor,
    bus: SessionBus | None,
    *,
    pressed: Callable[[str, str], None],
    changed: Callable[[], None],
    icon: str = "",
    second: Callable[[str, str], None] | None = None,
    kept: Path | None = None,
    platform: str = sys.platform,
) -> Notifier:
    """Return the started notifier for this computer; it never raises.

    ``bus`` is the session bus on Linux, or None where there is none. ``icon`` is the absolute path
    of a picture: PNG on Linux, ICO on Windows. ``kept`` is a file for what is on the screen, so
    that the run after a kill can take it away.
    """
    if platform != "linux":
        return _plyer(reactor, changed, icon, second, platform)
    try:
        return _desktop(reactor, bus, pressed=pressed, changed=changed, icon=icon, kept=kept)
    except Unavailable as missing:
        if _plyer_has_a_way():
            return _plyer(reactor, changed, icon, second, platform)
        return NoNotifier(missing)


def _desktop(
    reactor: Reactor,
    bus: SessionBus | None,
    *,
    pressed: Callable[[str, str], None],
    changed: Callable[[], None],
    icon: str,
    kept: Path | None,
) -> Notifier:
    if bus is None:
        raise Unavailable(_("There is no session bus."), _("Start posture-break on a desktop."))
    # Late: only Linux has what this imports.
    from posture_break.adapters.linux.notify import DesktopNotifier  # noqa: PLC0415 - see above

    notifier = DesktopNotifier(
        bus,
        reactor,
        pressed=pressed,
        changed=changed,
        icon=icon,
        kept=kept,
    )
    notifier.start()
    return notifier


def _plyer(
    reactor: Reactor,
    changed: Callable[[], None],
    icon: str,
    second: Callable[[str, str], None] | None,
    platform: str,
) -> Notifier:
    # Late: on Linux hardly ever needed.
    from posture_break.adapters.plyer_notify import PlyerNotifier  # noqa: PLC0415 - see above

    notifier = PlyerNotifier(reactor, changed=changed, icon=icon, second=second, platform=platform)
    notifier.start()
    return notifier


def _plyer_has_a_way() -> bool:
    """Say whether plyer would find one of its three ways on Linux, without importing it."""
    import importlib.util  # noqa: PLC0415 - only where there is no session bus
    import shutil  # noqa: PLC0415 - the same
    from pathlib import Path  # noqa: PLC0415 - the same

    in_flatpak = Path("/app").is_dir()
    return bool(in_flatpak or shutil.which("notify-send") or importlib.util.find_spec("dbus"))
