"""Puts the parts together: names the adapters, and says in what order they start."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from posture_break import paths, ports
from posture_break.adapters.clock import ZONE_FILE, Clock, SystemZone, reread_zone
from posture_break.adapters.forgetful import Forgetful
from posture_break.adapters.store import Store
from posture_break.body_doors import BodyDoors, ShowPage
from posture_break.core.snapshot import Snapshot
from posture_break.doors import Doors, show_in_terminal
from posture_break.durations import HOUR
from posture_break.instance import only_one
from posture_break.loop import UNEXPLAINED, Loop
from posture_break.own_files import OwnFiles
from posture_break.ports import Request, Response, Unavailable
from posture_break.reactor import Reactor
from posture_break.remote import Server
from posture_break.screens import has_screen
from posture_break.settings import Settings
from posture_break.troubles import Troubles, say

_log = logging.getLogger(__name__)

_ICON_FIRST = 0.3  # seconds in which panels ask for the icon; then comes what nobody sees


@dataclass(frozen=True, slots=True)
class Start:
    """How the program was started."""

    config: Path | None = None
    terminal: bool = False


def run(start: Start) -> int:
    """Be the program until somebody quits; returns the exit code."""
    instance, runtime = only_one()
    if instance is None and runtime is not None:
        from posture_break.second_start import bring_up_first  # noqa: PLC0415 - not in the first

        return bring_up_first(runtime)
    try:
        return _on_the_right_thread(App(start, runtime))
    finally:
        if instance is not None:
            instance.release()


def _on_the_right_thread(app: App) -> int:
    """Run the app; macOS wants its main thread for itself, so there the app gets another one."""
    platform: str = sys.platform  # as text: mypy takes the lines for another one for dead
    if platform != "darwin" or app.in_terminal:
        return app.run()
    from posture_break.adapters import macos  # noqa: PLC0415 - macOS only

    codes: list[int] = []
    macos.run(main=lambda: codes.append(app.run()), stop=app.leave)
    return codes[0] if codes else 1


class Stage(Protocol):
    """Plays time and person for the demo; everything else is the real program."""

    @property
    def clock(self) -> ports.Clock:
        """The clock that everything runs on."""

    @property
    def settings(self) -> Settings:
        """The settings in force."""

    def enter(self, loop: Loop, leave: Callable[[], None]) -> None:
        """Take the loop in hand before it starts."""

    def pace(self, milliseconds: int) -> float:
        """Return how long a span of the played time really lasts, in milliseconds."""


class App:
    """All parts of the running program."""

    def __init__(self, start: Start, runtime: Path | None, stage: Stage | None = None) -> None:
        self._start = start
        self._runtime = runtime
        self._stage = stage
        self._clock: ports.Clock = Clock() if stage is None else stage.clock
        self._zone = SystemZone()
        self._has_screen = has_screen()
        self._reactor = Reactor(on_error=_log_error)
        self._stops: list[Callable[[], object]] = []
        self._say: Callable[[str], None] = say
        self._server: Server | None = None
        self._published: dict[str, Any] = {}

    def run(self) -> int:
        """Start every part, serve, and stop them in turn."""
        self._reactor.open()
        try:
            self._begin()
            self._serve()
        finally:
            for stop in reversed(self._stops):
                with suppress(Exception):
                    stop()
            self._reactor.close()
        return 0

    @property
    def in_terminal(self) -> bool:
        """Whether everything is shown in the terminal."""
        return self._start.terminal or not self._has_screen

    def leave(self) -> None:
        """End the program; any thread may call this."""
        self._reactor.post(self._reactor.stop)

    # in the order of starting

    def _begin(self) -> None:
        settings = None if self._stage is None else self._stage.settings
        self._own = OwnFiles(self._start.config, self._zone, settings)
        self._own.start()
        self._guide = self._own.guide
        self._store = self._keep()
        self._stops.append(self._store.close)
        self._alarm: Any = None
        self._wanted: int | None = None  # steady moment
        seed = int.from_bytes(os.urandom(6), "big")
        patience = UNEXPLAINED if self._stage is None else 24 * HOUR
        self._loop = Loop(
            self._clock,
            self._store,
            self._own.plan(),
            self._set_alarm,
            seed=seed,
            unexplained=patience,
        )
        self._troubles = Troubles(self._loop.troubles)
        if self.in_terminal:
            self._begin_terminal()
        else:
            self._begin_desktop()
        self._own.serve(self._loop, self._troubles, self._tell_person)
        if self._stage is not None:
            self._stage.enter(self._loop, self._reactor.stop)
        self._loop.start()
        self._stops.append(self._loop.stop)
        self._heed_signals()
        self._begin_remote()
        self._reactor.later(_ICON_FIRST, self._begin_rest)

    def _heed_signals(self) -> None:
        if threading.current_thread() is not threading.main_thread():
            return  # macOS: `macos.run` heeds them
        for number in (signal.SIGTERM, signal.SIGINT, getattr(signal, "SIGHUP", signal.SIGTERM)):
            if signal.getsignal(number) is not signal.SIG_IGN:  # nohup, or a job in the background
                self._stops.append(self._reactor.signal(number, self._reactor.stop))

    def _begin_rest(self) -> None:
        from posture_break.alarm import Alarm  # noqa: PLC0415 - loads APScheduler, after the icon

        proof = self._sleep_proof()
        self._alarm = Alarm(self._reactor, self._loop.ring, Clock().steady, proof)
        self._alarm.start()
        self._stops.append(self._alarm.stop)
        self._alarm.set_at(self._wanted)
        if self._stage is None:
            self._watch_files()
            self._body.begin()

    def _serve(self) -> None:
        self._reactor.run()

    def _keep(self) -> Store | Forgetful:
        if self._stage is not None:
            return Forgetful()
        try:
            store = Store(paths.history_file(), self._zone, self._tell_person)
        except Unavailable as trouble:
            say(str(trouble))
            return Forgetful(trouble)
        with suppress(Unavailable):  # it goes on in memory and keeps that as its trouble
            store.open()
        return store

    def _tell_person(self, sentence: str) -> None:
        self._say(sentence)  # later it may be another way than now

    def _begin_terminal(self) -> None:
        from posture_break.ui.terminal import Terminal  # noqa: PLC0415 - only without a desktop

        guide = self._guide
        terminal = Terminal(self._reactor, self._asked, guide.told, guide.tip)
        self._doors = Doors(self._loop, guide, None, self._reactor.stop, terminal.tell)
        self._add_answers(_no_page)
        terminal.start()
        self._stops.append(terminal.stop)
        # Nothing may be written over its screen; troubles are part of that.
        self._say = terminal.tell
        self._troubles.say = lambda _said: self._reactor.post(self._loop.show)
        self._loop.shows.append(partial(show_in_terminal, terminal, guide))

    def _begin_desktop(self) -> None:
        from posture_break.desktop import Desktop  # noqa: PLC0415 - loads what only a desktop needs

        desktop = Desktop(
            self._reactor,
            self._loop,
            self._guide,
            self._own.look,
            self._troubles,
            runtime=self._runtime,
        )
        self._stops.append(desktop.stop)
        messages = desktop.start()
        leave = self._reactor.stop
        self._doors = Doors(self._loop, self._guide, desktop.cards, leave, messages.tell)
        self._add_answers(desktop.cards.show_page)

    def _add_answers(self, show_page: ShowPage) -> None:
        self._loop.answers |= self._doors.answers()
        self._loop.answers |= self._own.answers(self._reactor, self._doors.told)
        self._body = BodyDoors(self._loop, self._guide, self._doors, show_page)
        self._loop.answers |= self._body.answers()

    # the other doors

    def _begin_remote(self) -> None:
        if self._runtime is None:
            return
        by_token = sys.platform == "win32"
        socket = self._runtime / paths.SOCKET
        server = Server(self._reactor, socket, self._loop.ask, by_token=by_token)
        try:
            server.start()
        except Unavailable as trouble:
            self._troubles.set("remote", trouble)
            return
        self._server = server
        self._stops.append(server.stop)
        self._loop.shows.append(self._publish)

    def _publish(self, snapshot: Snapshot, _effects: object) -> None:
        if self._server is not None and self._server.followed:
            # Late: nobody follows as a rule.
            from posture_break.telling import status_data, status_text, what_lasts  # noqa: PLC0415

            data = status_data(snapshot)
            lasting = what_lasts(data)
            if lasting != self._published:
                self._published = lasting
                self._server.publish(Response(status_text(snapshot), data=data))

    def _asked(self, request: Request) -> str:
        """Carry out what menu, key or card asks for; a refusal is told."""
        answer = self._loop.ask(request)
        return answer.text if answer.code else ""

    # config and clocks

    def _watch_files(self) -> None:
        from posture_break.adapters.files import (  # noqa: PLC0415 - after the icon
            watch_file,
            watch_folder,
        )

        try:
            packs = watch_folder(self._reactor, self._own.packs, self._own.reload)
            self._stops.append(packs)
        except Unavailable as trouble:
            self._troubles.set("watching packs", trouble)
        watched = [(self._own.config_file, self._own.reload)]
        if sys.platform == "linux":
            watched.append((ZONE_FILE, self._zone_changed))
        for file, changed in watched:
            try:
                self._stops.append(watch_file(self._reactor, file, changed))
            except Unavailable as trouble:
                self._troubles.set(f"watching {file.name}", trouble)
        reread_zone()
        if self._own.is_stale:  # edited between the start and this moment
            self._own.reload()

    def _zone_changed(self) -> None:
        reread_zone()
        self._loop.clock_jumped()

    def _sleep_proof(self) -> Any:
        if sys.platform != "linux":
            return None
        from posture_break.adapters.linux.kernel import (  # noqa: PLC0415 - Linux only
            ClockSetWatch,
            SleepProofTimer,
        )

        timer = SleepProofTimer(self._reactor, self._rung)
        moved = ClockSetWatch(self._reactor, self._moved)
        try:
            moved.start()
            self._stops.append(moved.stop)
            timer.start()
            self._stops.append(timer.stop)
        except Unavailable as trouble:
            _log.warning("%s", trouble)
            return None
        return timer

    def _rung(self) -> None:
        if self._alarm is not None:
            self._alarm.replan()

    def _moved(self) -> None:
        self._loop.clock_jumped()
        if self._alarm is not None:
            self._alarm.replan()

    def _set_alarm(self, milliseconds: int | None) -> None:
        if self._stage is not None and milliseconds is not None:
            milliseconds = round(self._stage.pace(milliseconds))
        self._wanted = None if milliseconds is None else Clock().steady() + milliseconds
        if self._alarm is not None:
            self._alarm.set_at(self._wanted)


def _no_page(*_page: object, **_how: object) -> bool:
    """Show no page, where there is no card to show it in."""
    return False


def _log_error(error: Exception) -> None:
    _log.error("a callback failed", exc_info=error)
