"""What the person's own files ask for, config and packs: plan, look, troubles, kept up to date."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import tzinfo
from pathlib import Path

from posture_break import paths
from posture_break.configuring import Configuration
from posture_break.content.faults import Fault
from posture_break.content.load import load_catalogue
from posture_break.core.model import Plan
from posture_break.guide import Guide
from posture_break.loop import Answer, Loop
from posture_break.plan import plan_from
from posture_break.ports import Reactor, Request, Response, Unavailable
from posture_break.settings import Settings
from posture_break.texts import _
from posture_break.troubles import Troubles, say
from posture_break.ui.card_state import CardLook

Told = Callable[..., Response]


class OwnFiles:
    """Reads the person's files at the start and whenever they change; the last good ones hold."""

    def __init__(self, named: Path | None, zone: tzinfo, settings: Settings | None = None) -> None:
        """Remember where to look; ``settings`` take the place of all files (the demo)."""
        self._named = named
        self._zone = zone
        self._fixed = settings
        self._pack_faults: tuple[Fault, ...] = ()
        self._seen: frozenset[tuple[str, int]] = frozenset()  # the packs when they were read
        self._said = ""  # the config's faults, as they were said last
        self._loop: Loop | None = None
        self._troubles: Troubles | None = None
        self._say: Callable[[str], None] = say

    def start(self) -> None:
        """Read everything for the first time."""
        self._config = self._configuration()
        self._catalogue = load_catalogue()
        self.guide = Guide(self._catalogue)
        self._follow()

    def serve(self, loop: Loop, troubles: Troubles, tell: Callable[[str], None]) -> None:
        """Tell ``loop`` of changes from now on, and the person of what is wrong."""
        self._loop, self._troubles, self._say = loop, troubles, tell
        self._tell()

    @property
    def config_file(self) -> Path:
        """The config, there or not."""
        return self._config.file

    @property
    def packs(self) -> Path:
        """The folder of the person's packs, there or not."""
        try:
            return paths.config_file().parent / "packs"
        except Unavailable:
            return Path(os.devnull) / "packs"

    @property
    def is_stale(self) -> bool:
        """Whether a file was changed since it was read."""
        return self._config.is_stale or self._seen != self._look_at_packs()

    def plan(self) -> Plan:
        """Return what the settings and the catalogue say to the engine."""
        settings = self._config.settings
        guide = self.guide
        plan = plan_from(settings, guide.exercises(), guide.tips(), guide.prescribed())
        return replace(plan, zone=self._zone)

    def look(self) -> CardLook:
        """Return how the card looks and sounds."""
        look, sound = self._config.settings.look, self._config.settings.sound
        return CardLook(
            theme=look.theme,
            scale=look.scale or 0.0,
            text=look.text or 1.0,
            motion=look.motion != "still",
            always_moves=look.motion == "full",
            skin=(look.skin or 0) - 1,
            hair=(look.hair or 0) - 1,
            sound=sound.on,
            volume=sound.volume,
            voice=sound.voice,
        )

    def reload(self) -> None:
        """Read the files again and let everything follow that changed."""
        self._config.reload()
        self._follow()
        if self._loop is not None:
            plan = self.plan()
            if plan != self._loop.plan:
                self._loop.replan(plan)
        self._tell()
        if self._loop is not None:
            self._loop.show()

    def answers(self, reactor: Reactor, told: Told) -> dict[str, Answer]:
        """Return what answers the requests about the config; ``told`` shows a text."""

        def check(_request: Request) -> Response:
            self.reload()
            wrong = self._config.faults or self.guide.missed() or self._pack_trouble()
            if wrong is None:
                return told(_("{file} is fine.").format(file=self._config.file.name))
            return told(str(wrong), code=2)

        def edit(_request: Request) -> Response:
            from posture_break.open_config import open_config  # noqa: PLC0415 - rarely asked

            def failed(trouble: Unavailable) -> Response:
                return told(str(trouble), code=1)

            try:
                open_config(self._config.file, reactor, failed)
            except Unavailable as trouble:
                return failed(trouble)
            return Response(_("Opening {file}.").format(file=self._config.file))

        return {"check-config": check, "open-config": edit}

    def _configuration(self) -> Configuration:
        try:
            folder: Path | None = paths.state_folder()
        except Unavailable:
            folder = None
        last_good = None if folder is None else folder / "last-good-config.toml"
        try:
            file = self._named or paths.config_file()
        except Unavailable as trouble:
            say(str(trouble))
            file = Path(os.devnull)
        config = Configuration(file, last_good, named=self._named is not None)
        if self._fixed is not None:
            config.settings = self._fixed
        else:
            config.start()
        return config

    def _follow(self) -> None:
        """Let the guide heed settings and packs; a faulty pack is left out and told."""
        whole, self._pack_faults = self._catalogue, ()
        self._seen = self._look_at_packs()
        if self._fixed is None and self.packs.is_dir():
            from posture_break.content.packs import load_packs  # noqa: PLC0415 - few have any

            whole, self._pack_faults = load_packs(self.packs, self._catalogue)
        self.guide.follow(self._config.settings, whole)

    def _look_at_packs(self) -> frozenset[tuple[str, int]]:
        """Return what the folder of packs looks like: names and times."""
        try:
            with os.scandir(self.packs) as entries:
                return frozenset((each.name, each.stat().st_mtime_ns) for each in entries)
        except OSError:  # there is none, as a rule
            return frozenset()

    def _tell(self) -> None:
        """Say once what is wrong with the files, and keep it for menu and status."""
        trouble = self._config.trouble
        said = "" if trouble is None else str(self._config.faults)
        if said and said != self._said:
            self._say(said)
        self._said = said
        if self._troubles is not None:
            self._troubles.set("config", trouble, tell=True)
            self._troubles.set("avoid", self.guide.missed(), tell=True)
            self._troubles.set("packs", self._pack_trouble(), tell=True)

    def _pack_trouble(self) -> Unavailable | None:
        if not self._pack_faults:
            return None
        files = ", ".join(dict.fromkeys(fault.file for fault in self._pack_faults))
        said = _("These packs are left out: {files}. First fault: {fault}").format(
            files=files, fault=str(self._pack_faults[0])
        )
        return Unavailable(said, _("To see all: posture-break packs"))
