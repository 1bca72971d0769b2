"""The sounds as files, which is what players take: written once, put right where they are damaged.

A sound is made in a few hundredths of a second, so what lies in the folder is compared with what
should: no version to forget, no damage that goes unnoticed, and no file is ever written twice.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from posture_break.ports import Unavailable
from posture_break.texts import _
from posture_break.ui.sounds import Sound

STEP = 5  # per cent between two volumes that have files of their own


class SoundFiles:
    """Gives each sound at one volume as a file in the first folder that takes it."""

    def __init__(self, volume: int, folders: Sequence[Callable[[], Path]]) -> None:
        """Remember the volume, in per cent, and the folders; each is asked when it is needed."""
        self._volume = STEP * round(min(max(volume, 0), 100) / STEP)
        self._folders = folders
        self._checked: dict[Sound, Path] = {}

    def file(self, sound: Sound) -> Path:
        """Return the file of a sound, made if need be; raises `Unavailable` if none can be."""
        known = self._checked.get(sound)
        if known is None or not known.exists():
            known = self._checked[sound] = self._kept(sound)
        return known

    def _kept(self, sound: Sound) -> Path:
        from posture_break.ui.sound_waves import wave_file  # noqa: PLC0415 - with the first sound

        content, trouble = wave_file(sound, self._volume), ""
        for folder in self._folders:
            try:
                path = folder() / f"{sound}-{self._volume}.wav"
                _write_where_different(path, content)
            except Unavailable as fault:
                trouble = trouble or fault.reason
            except OSError as fault:
                trouble = trouble or str(fault)
            else:
                return path
        reason = _("The sounds cannot be stored: {trouble}").format(trouble=trouble)
        raise Unavailable(reason)


def _write_where_different(path: Path, content: bytes) -> None:
    """Write a file in one go, so that nobody ever plays half of one; raises OSError."""
    with suppress(OSError):
        if path.read_bytes() == content:
            return
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        fresh.write_bytes(content)
        fresh.replace(path)
    except OSError:
        with suppress(OSError):
            fresh.unlink()
        raise
