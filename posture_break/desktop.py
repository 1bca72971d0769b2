"""Puts the desktop's parts together: session bus, notifications, card and tray.

With `app` it is the only module that names adapters; what it imports late is not needed, or not
there, on every desktop.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from posture_break import paths
from posture_break.adapters.card_process import Card
from posture_break.adapters.notify import find as find_notifier
from posture_break.card_answers import CardAnswers
from posture_break.cards import Cards
from posture_break.core.model import Effect
from posture_break.core.snapshot import Snapshot
from posture_break.guide import Guide
from posture_break.loop import Loop
from posture_break.messages import Messages
from posture_break.ports import Notifier, Request, Unavailable
from posture_break.reactor import Reactor
from posture_break.resources import resource
from posture_break.texts import _
from posture_break.troubles import Troubles
from posture_break.ui import notes
from posture_break.ui.card_protocol import Args
from posture_break.ui.card_state import CardLook
from posture_break.ui.icon_cache import IconSource
from posture_break.ui.tray import Tray


class Desktop:
    """Everything that a person sees on a desktop."""

    def __init__(
        self,
        reactor: Reactor,
        loop: Loop,
        guide: Guide,
        look: Callable[[], CardLook],
        troubles: Troubles,
        *,
        runtime: Path | None,
    ) -> None:
        """Store the parts; ``runtime`` is the folder of this session, where there is one."""
        self._runtime = runtime
        self._reactor = reactor
        self._loop = loop
        self._troubles = troubles
        self._notifier: Notifier | None = None
        self._stops: list[Callable[[], object]] = []
        card = Card(reactor, self._card_answered, self._card_gone)
        self.cards = Cards(card, guide, look)
        self._guide = guide
        self._look = look

    def start(self) -> Messages:
        """Begin every part that this desktop has; returns the one that tells things."""
        bus = self._bus()
        self._notifier = self._find_notifier(bus)
        self._stops += [self._notifier.stop, self.cards.stop]
        self.messages = Messages(self._notifier, self._guide, self.cards)
        self._troubles.show = self.messages.tell_troubles
        try:
            self._begin_tray(bus)
        except Unavailable as trouble:
            self._troubles.set("tray", trouble, tell=True)
        self._loop.shows += [self._show_card, self.messages.show]
        return self.messages

    def stop(self) -> None:
        """Take everything off the screen."""
        for stop in reversed(self._stops):
            with suppress(Exception):
                stop()

    # --- the parts -----------------------------------------------------------------------------

    def _bus(self) -> Any:
        if sys.platform != "linux":
            return None
        from posture_break.adapters.linux.bus import SessionBus  # noqa: PLC0415 - Linux only

        bus = SessionBus(self._reactor)
        try:
            bus.connect()
        except Unavailable as trouble:
            self._troubles.set("bus", trouble)
        bus.listen(lambda up: self._troubles.set("bus", None) if up else None)
        self._stops.append(bus.stop)
        return bus

    def _find_notifier(self, bus: Any) -> Notifier:
        kind = "posture-break.ico" if sys.platform == "win32" else "posture-break-128.png"
        return find_notifier(
            self._reactor,
            bus,
            pressed=self._pressed,
            changed=self._notifier_changed,
            icon=str(resource(f"icons/{kind}")),
            kept=None if self._runtime is None else self._runtime / "notes.json",
        )

    def _begin_tray(self, bus: Any) -> None:
        try:
            cache = paths.cache_folder()
        except Unavailable:
            cache = Path(os.devnull)
        tray = self._tray(IconSource(cache), bus)
        tray.start()
        self._stops.append(tray.stop)
        self._loop.shows.append(lambda snapshot, _effects: tray.show(snapshot))

    def _tray(self, pictures: IconSource, bus: Any) -> Tray:
        """Return the tray of this platform; raises `Unavailable` where we know none."""
        if sys.platform == "win32":
            from posture_break.adapters import windows  # noqa: PLC0415 - Windows only

            make = windows.find(self._reactor, fresh=self._freshen)
            return Tray(make, lambda look: pictures.image(look, windows.ICON_SIZE), self._chosen)
        if sys.platform == "darwin":
            from posture_break.adapters import macos  # noqa: PLC0415 - macOS only

            make = macos.find(self._reactor)
            return Tray(make, lambda look: pictures.image(look, macos.ICON_SIZE), self._chosen)
        if bus is None:
            raise Unavailable(_("There is no tray for this system yet."))
        from posture_break.adapters.linux import tray  # noqa: PLC0415 - only where it is used

        theme = self._look().theme
        of_linux = tray.find(
            self._reactor,
            bus,
            pictures,
            fresh=self._freshen,
            nowhere=lambda trouble: self._troubles.set("tray", trouble, tell=True),
            somewhere=lambda: self._troubles.set("tray", None),
            dark=None if theme == "auto" else theme == "dark",
        )
        return Tray(of_linux, lambda look: look, self._chosen)

    # --- what comes from them ------------------------------------------------------------------

    def _freshen(self) -> None:
        self._loop.refresh()

    def _chosen(self, request: Request) -> None:
        """Carry out what the menu or a note asks for, which have no place for a refusal."""
        answer = self._loop.ask(request)
        if answer.code:
            self.messages.tell("Posture Break", answer.text)

    def _pressed(self, key: str, button: str) -> None:
        request = notes.request_for(key, button)
        if request is not None:
            self._chosen(request)

    def _card_answered(self, verb: str, args: Args) -> None:
        self._from_card().heard(verb, args)

    def _card_gone(self, trouble: Unavailable) -> None:
        self._troubles.set("card", trouble)
        self._from_card().lost()

    def _from_card(self) -> CardAnswers:
        return CardAnswers(self._loop, self.cards, self._chosen, self.messages.tell_page)

    def _show_card(self, snapshot: Snapshot, effects: Sequence[Effect]) -> None:
        self.cards.show(snapshot, effects)
        if not self.cards.failing and self._troubles.has("card"):
            self._troubles.set("card", None)
            self._reactor.post(self._loop.show)

    def _notifier_changed(self) -> None:
        if self._notifier is not None:
            self._troubles.set("notifications", self._notifier.trouble)
            self._loop.show()
