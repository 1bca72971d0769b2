"""The mark of life: one short line, overwritten each minute with a plain write and no fsync."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_SIZE = 512  # one sector: it is on the disk whole or not at all, with luck; readers expect neither


class Mark:
    """A file of one line of at most 511 bytes, kept open."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._fd: int | None = None

    def write(self, line: str) -> None:
        """Overwrite the line; OSError where that fails."""
        block = line.encode().ljust(_SIZE - 1)[: _SIZE - 1] + b"\n"
        if self._fd is not None and os.fstat(self._fd).st_nlink == 0:
            self.close()  # somebody removed the file: what we write would go with it
        if self._fd is None:
            self._fd = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        os.lseek(self._fd, 0, os.SEEK_SET)
        os.write(self._fd, block)

    def read(self) -> str | None:
        """Return the line that was written last; None where nothing readable is."""
        with suppress(OSError, UnicodeDecodeError), self._path.open("rb") as file:
            return file.read(_SIZE).decode().strip(" \n\0") or None
        return None

    def close(self) -> None:
        """Close the file."""
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None
