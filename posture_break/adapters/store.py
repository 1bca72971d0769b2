"""State and history in one SQLite file: an answer is on the disk before anybody is told of it."""

from __future__ import annotations

import sqlite3
from collections import deque
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING, Any

from posture_break.adapters import store_file
from posture_break.adapters.store_mark import Mark
from posture_break.adapters.store_rows import INSERT, SELECT, records_from, row_of
from posture_break.core.model import Effect, What
from posture_break.core.record import Record, record_of
from posture_break.core.snapshot import Tally
from posture_break.ports import Unavailable
from posture_break.texts import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

_WAITING = 2_000  # records kept in memory while the disk takes none; the oldest go first


def _unsaid(_sentence: str) -> None:
    """Say nothing."""


class Store:
    """Implements `ports.Keep`; only `open` raises, and everything goes on after that too.

    While it cannot write, `trouble` says why, and what could not be written waits in memory until
    a later `commit` succeeds. ``say`` gets each sentence that a person should read, once.
    """

    def __init__(
        self, path: Path, zone: tzinfo = UTC, say: Callable[[str], None] = _unsaid
    ) -> None:
        self._path = path
        self._zone = zone
        self._say = say
        self._mark = Mark(path.with_name("alive"))
        self._connection: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None  # device and inode that we write to
        self._state: str | None = None
        self._waiting: deque[Record] = deque(maxlen=_WAITING)
        self._durable = False  # whether what waits was asked to be durable
        self._device = ""
        self._trouble: Unavailable | None = None

    @property
    def trouble(self) -> Unavailable | None:
        """Why nothing can be written now, or None."""
        return self._trouble

    def open(self) -> None:
        """Open or create the file, set a damaged one aside; raises `Unavailable`."""
        try:
            self._open()
        except (OSError, sqlite3.Error) as error:
            self._state = self._state or store_file.last_words(self._path)
            raise self._fails(error) from error

    def load(self) -> str | None:
        """Return the state as it was committed last; None: there is none."""
        return self._state

    def commit(self, state: str, effects: Sequence[Effect] = (), *, durable: bool = True) -> None:
        """Store a state and what happened: both, or neither, which then waits in memory.

        Durable: a power cut right after the return loses nothing. Not durable: a power cut may
        lose it, kill -9 never does, and the disk need not spin up.
        """
        self._state = state
        self._waiting.extend(record_of(each, self._offset(each.at.wall)) for each in effects)
        self._durable = self._durable or durable
        try:
            self._write()
        except (OSError, sqlite3.Error) as error:
            self._fails(error)
        else:
            self._trouble = None

    def tally(self, since: int) -> Tally:
        """Return the outcomes since a wall-clock moment (milliseconds)."""
        sql = "SELECT what, count(*) FROM event WHERE at >= ? GROUP BY what"
        counts: dict[str, int] = dict(self._read(sql, since))
        for each in self._waiting:
            if each.at >= since:
                counts[each.what.value] = counts.get(each.what.value, 0) + 1
        kinds = (What.DONE, What.SKIPPED, What.MISSED, What.NATURAL)
        return Tally(*(counts.get(each.value, 0) for each in kinds))

    def events(self, since: int = 0, after: int = 0) -> list[Record]:
        """Return the records since a wall-clock moment, with ids above ``after``, in order."""
        stored = records_from(self._read(SELECT, since, after))
        return stored + [each for each in self._waiting if each.at >= since]

    def mark(self, line: str) -> None:
        """Write the mark of life: a plain write, no fsync."""
        try:
            self._mark.write(line)
        except OSError as error:
            self._fails(error)

    def last_mark(self) -> str | None:
        """Return the last mark of life."""
        return self._mark.read()

    def close(self) -> None:
        """Write what waits, if that works, and close the files."""
        if self._waiting:
            with suppress(OSError, sqlite3.Error):
                self._write()
        self._disconnect()
        self._mark.close()

    def _open(self) -> None:
        try:
            self._connect()
        except (OSError, sqlite3.Error) as error:
            if not store_file.is_damage(error):
                raise
            self._start_anew()

    def _start_anew(self) -> None:
        """Set the damaged file aside and go on with an empty one."""
        self._disconnect()
        aside = store_file.set_aside(self._path)
        self._connect()
        self._say(
            _("The history file was damaged. It is kept as {file}; a new one was begun.").format(
                file=aside
            )
        )

    def _connect(self) -> None:
        connection = store_file.connect(self._path)
        self._connection = connection
        status = self._path.stat()
        self._file = (status.st_dev, status.st_ino)
        (self._device,) = connection.execute(
            "SELECT value FROM meta WHERE key = 'device'"
        ).fetchone()
        stored = connection.execute("SELECT json FROM state").fetchone()
        if self._state is None and stored is not None:
            self._state = stored[0]

    def _disconnect(self) -> None:
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    def _write(self) -> None:
        if self._connection is None or not self._is_there():
            self._disconnect()
            self._open()
        try:
            self._transact()
        except sqlite3.Error as error:
            if not store_file.is_damage(error):
                raise
            self._start_anew()
            self._transact()

    def _transact(self) -> None:
        assert self._connection is not None
        # FULL: on the disk when COMMIT returns. NORMAL: with the next FULL one, or a checkpoint.
        self._connection.execute(f"PRAGMA synchronous = {'FULL' if self._durable else 'NORMAL'}")
        rows = [row_of(replace(each, device=self._device)) for each in self._waiting]
        with self._connection:  # commits, or rolls back
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.execute("INSERT OR REPLACE INTO state VALUES (1, ?)", (self._state,))
            self._connection.executemany(INSERT, rows)
        self._waiting.clear()
        self._durable = False

    def _read(self, sql: str, *values: int) -> list[Any]:
        if self._connection is None:
            return []
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            self._fails(error)
            return []

    def _is_there(self) -> bool:
        """Whether the name still leads to the file that we write to, not to a deleted one."""
        try:
            status = self._path.stat()
        except OSError:
            return False
        return (status.st_dev, status.st_ino) == self._file

    def _offset(self, wall: int) -> int:
        offset = datetime.fromtimestamp(wall / 1000, UTC).astimezone(self._zone).utcoffset()
        return 0 if offset is None else round(offset.total_seconds() / 60)

    def _fails(self, error: Exception) -> Unavailable:
        trouble = Unavailable(
            _("The history cannot be written to {folder} ({error}).").format(
                folder=self._path.parent, error=getattr(error, "strerror", None) or error
            ),
            _("Answers are kept in memory until that works again."),
        )
        if self._trouble is None:
            self._say(str(trouble))
        self._trouble = trouble
        return trouble


def read_history(path: Path, since: int = 0, after: int = 0) -> list[Record]:
    """Return the records of a history that another process may be writing; [] where none is.

    Raises `Unavailable` for a file that cannot be read.
    """
    if not path.exists():
        return []
    try:
        with closing(store_file.connect_reader(path)) as connection:
            return records_from(connection.execute(SELECT, (since, after)))
    except sqlite3.Error as error:
        raise Unavailable(
            _("The history {file} cannot be read ({error}).").format(file=path, error=error)
        ) from error
