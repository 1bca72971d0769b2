"""The SQLite file itself: made for its owner alone, checked when opened, set aside when damaged."""

from __future__ import annotations

import os
import sqlite3
import stat
import time
from contextlib import closing, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_OURS = 0x706F7362  # application_id: "posb"
_VERSION = 1
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_FORMAT, sqlite3.SQLITE_NOTADB}
_ENDINGS = ("", "-wal", "-shm")
_TABLES = f"""
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE state (id INTEGER PRIMARY KEY CHECK (id = 1), json TEXT NOT NULL);
CREATE TABLE event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL, "offset" INTEGER NOT NULL, device TEXT NOT NULL, what TEXT NOT NULL,
    reminder TEXT, exercise TEXT, tip TEXT, "until" INTEGER, presence TEXT, took INTEGER,
    steps_done INTEGER, steps_given INTEGER, short INTEGER NOT NULL, quiet INTEGER NOT NULL,
    worked INTEGER, reason TEXT NOT NULL
);
CREATE INDEX event_at ON event (at);
PRAGMA application_id = {_OURS};
PRAGMA user_version = {_VERSION}
"""


def connect(path: Path) -> sqlite3.Connection:
    """Open the file for reading and writing, made if need be; OSError, sqlite3.Error."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    make_private(path)
    # A short wait for a lock: the loop stands still meanwhile, and it tries again later.
    connection = sqlite3.connect(path, timeout=0.25, isolation_level=None)
    try:
        is_new = not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if not is_new:
            _check(connection)  # before the first write: it may be another program's
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA journal_size_limit = 1048576")
        if is_new:
            _make_tables(connection)
        # Enough to notice a damaged file, without reading years of history at every start.
        connection.execute("SELECT max(id), max(at) FROM event").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def connect_reader(path: Path) -> sqlite3.Connection:
    """Open an existing file for reading alone, also beside the program that writes it."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", timeout=2, uri=True)
    try:
        _check(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def is_damage(error: Exception) -> bool:
    """Whether an error says that the file is not, or no longer, one of ours."""
    if isinstance(error, IsADirectoryError):
        return True
    damaged = getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGED
    return damaged or str(error).startswith(("no such table", "no such column"))


def set_aside(path: Path) -> Path:
    """Rename a damaged file, and what belongs to it, to a dated name, and return that; OSError."""
    stamp = time.strftime("%Y%m%d-%H%M")
    for number in range(1, 1000):
        again = "" if number == 1 else f"-{number}"
        aside = path.with_name(f"{path.stem}-{stamp}{again}.broken.db")
        if not aside.exists():
            break
    path.rename(aside)
    for ending in _ENDINGS[1:]:
        with suppress(FileNotFoundError):
            path.with_name(path.name + ending).rename(f"{aside}{ending}")
    return aside


def make_private(path: Path) -> None:
    """Create the file for its owner alone; SQLite gives its -wal and -shm the same rights."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    for ending in _ENDINGS:
        each = path.with_name(path.name + ending)
        with suppress(OSError):
            if stat.S_IMODE(each.stat().st_mode) & 0o077:
                each.chmod(0o600)


def last_words(path: Path) -> str | None:
    """Return the state in a file that can only be read, as on a read-only disk."""
    with suppress(OSError, sqlite3.Error):
        uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            row = connection.execute("SELECT json FROM state").fetchone()
            return None if row is None else str(row[0])
    return None


def _make_tables(connection: sqlite3.Connection) -> None:
    device = os.urandom(16).hex()
    with connection:  # all of it, or an empty file still
        connection.execute("BEGIN IMMEDIATE")
        for statement in _TABLES.split(";"):
            connection.execute(statement)
        connection.execute("INSERT INTO meta VALUES ('device', ?)", (device,))


def _check(connection: sqlite3.Connection) -> None:
    (ours,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if (ours, version) != (_OURS, _VERSION):
        error = sqlite3.DatabaseError("written by another program, or by a newer version")
        error.sqlite_errorcode = sqlite3.SQLITE_FORMAT
        raise error
