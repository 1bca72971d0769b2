"""The config in force: loads it, watches it, keeps the last good one, tells its faults once."""

from __future__ import annotations

import logging
import shlex
from contextlib import suppress
from pathlib import Path

from posture_break.config import ConfigFaults, load, parse
from posture_break.config_writing import effective
from posture_break.ports import Unavailable
from posture_break.settings import Settings
from posture_break.texts import _, ngettext

_log = logging.getLogger(__name__)


class Configuration:
    """The settings in force; a faulty file leaves the last good ones (also over a restart)."""

    def __init__(self, file: Path, last_good: Path | None, *, named: bool) -> None:
        self.file = file
        self._last_good = last_good
        self._named = named
        self.settings = Settings()
        self.faults: ConfigFaults | None = None
        self._seen: tuple[int, ...] | None = None  # what the file was when it was read

    def start(self) -> None:
        """Load the file; with faults, what the last run had in force, or the defaults."""
        if not self.reload() and self._last_good is not None:
            with suppress(OSError, ConfigFaults, UnicodeDecodeError):
                self.settings = parse(self._last_good.read_text("utf-8"))

    def reload(self) -> bool:
        """Load the file again; whether it is without faults and now in force."""
        self._seen = _look(self.file)
        try:
            settings = load(self.file, must_exist=self._named)
        except ConfigFaults as faults:
            self.faults = faults
            return False
        self.faults, self.settings = None, settings
        self._remember()
        return True

    @property
    def is_stale(self) -> bool:
        """Whether the file is no longer the one that was read."""
        return _look(self.file) != self._seen

    @property
    def trouble(self) -> Unavailable | None:
        """What to tell the person about a faulty file."""
        if self.faults is None:
            return None
        count = len(self.faults.faults)
        said = ngettext(
            "{file} has {count} fault; the last good settings stay in force.",
            "{file} has {count} faults; the last good settings stay in force.",
            count,
        ).format(file=self.file.name, count=count)
        first = _("First: {fault}.").format(fault=str(self.faults.faults[0]).rstrip("."))
        named = f" --config {shlex.quote(str(self.file))}" if self._named else ""
        cure = _("To see all: {command}").format(command=f"posture-break config check{named}")
        return Unavailable(f"{said} {first}", cure)

    def _remember(self) -> None:
        if self._last_good is None:
            return
        half = self._last_good.with_name(f"{self._last_good.name}.new")
        try:
            half.touch(mode=0o600)  # a prescription is nobody else's business
            half.write_text(effective(self.settings), "utf-8")
            half.replace(self._last_good)  # in one go: half a file would be of no use
        except OSError as error:
            _log.debug("the settings in force could not be kept: %s", error)


def _look(file: Path) -> tuple[int, ...] | None:
    with suppress(OSError, ValueError):
        status = file.stat()
        return (status.st_ino, status.st_mtime_ns, status.st_size, status.st_mode)
    return None
