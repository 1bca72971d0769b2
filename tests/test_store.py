"""State and history: nothing that was answered is lost, whatever happens to the disk."""

from __future__ import annotations

import os
import random
import re
import select
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from datetime import timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_break.adapters.forgetful import Forgetful
from posture_break.adapters.store import Store, read_history
from posture_break.core.model import Effect, Moment, Presence, Reason, What, Why
from posture_break.core.record import reason_from, reason_values, record_of
from posture_break.core.snapshot import Tally
from posture_break.ports import Unavailable
from tests.fake_keep import FakeKeep

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from posture_break.ports import Keep

DAY = 1_795_420_800_000


def answer(what: What = What.DONE, at: int = DAY, reminder: str = "stand-up") -> Effect:
    """Return an answered break."""
    return Effect(what, Moment(0, at), Reason(Why.ANSWERED, span=9_000), reminder, took=9_000)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give the place of a state file whose folder is not there yet."""
    return tmp_path / "posture-break" / "state.db"


@pytest.fixture
def said() -> list[str]:
    """Give the list of the sentences that a person would read."""
    return []


@pytest.fixture
def store(path: Path, said: list[str]) -> Iterator[Store]:
    """Give an opened store."""
    opened = Store(path, say=said.append)
    opened.open()
    yield opened
    opened.close()


@pytest.fixture(params=["fake", "forgetful", "real"])
def keep(request: pytest.FixtureRequest) -> Keep:
    """Give the fake, the one in memory and the real store, one after the other."""
    if request.param != "real":
        return FakeKeep() if request.param == "fake" else Forgetful()
    real: Store = request.getfixturevalue("store")
    return real


def reopened(path: Path, said: list[str] | None = None) -> Store:
    """Return the store of the next start."""
    store = Store(path, say=(said if said is not None else []).append)
    store.open()
    return store


# --- what every store promises ------------------------------------------------------------------


def test_a_new_store_knows_nothing(keep: Keep) -> None:
    """No state, no mark, no outcomes, no trouble."""
    assert keep.load() is None
    assert keep.last_mark() is None
    assert keep.tally(0) == Tally()
    assert keep.trouble is None


def test_the_last_state_counts(keep: Keep) -> None:
    """A commit replaces the state."""
    keep.commit("one", (), durable=True)
    keep.commit("two", (), durable=False)
    assert keep.load() == "two"


def test_outcomes_are_counted_from_a_moment(keep: Keep) -> None:
    """What was before does not count, nor what is no outcome."""
    keep.commit("x", [answer(at=DAY - 1), answer(What.SKIPPED)], durable=True)
    keep.commit("x", [answer(), answer(What.OPENS), answer(What.NATURAL)], durable=False)
    assert keep.tally(DAY) == Tally(done=1, skipped=1, natural=1)
    assert keep.tally(DAY - 1) == Tally(done=2, skipped=1, natural=1)


def test_the_last_mark_counts(keep: Keep) -> None:
    """A shorter line leaves nothing of the longer one before it."""
    keep.mark('{"steady": 123456789}')
    keep.mark("{}")
    assert keep.last_mark() == "{}"


# --- the file ------------------------------------------------------------------------------------


def test_everything_is_there_after_a_restart(path: Path, store: Store) -> None:
    """State, mark and history outlive the process."""
    store.commit('{"a": 1}', [answer(), answer(What.MISSED)])
    store.mark("alive")
    store.close()
    again = reopened(path)
    assert again.load() == '{"a": 1}'
    assert again.last_mark() == "alive"
    assert again.tally(0) == Tally(done=1, missed=1)
    again.close()


def test_a_record_comes_back_whole(path: Path) -> None:
    """Every field of an effect is in the history, with local time's offset and the device."""
    effect = Effect(
        What.NATURAL,
        Moment(5, DAY),
        Reason(Why.HELD_BUSY, "call", 1, 2, 3, 4),
        "stretch",
        "chin-tuck",
        "tip-1",
        DAY + 1,
        Presence.AWAY,
        240_000,
        (3, 5),
        short=True,
        quiet=True,
        worked=3_600_000,
    )
    store = Store(path, timezone(timedelta(hours=-3, minutes=-30)))
    store.open()
    store.commit("x", [effect])
    (record,) = store.events()
    store.close()
    expected = record_of(effect, -210)
    assert (record.id, len(record.device)) == (1, 32)
    for name in expected.__dataclass_fields__.keys() - {"id", "device"}:
        assert getattr(record, name) == getattr(expected, name), name


@given(
    st.builds(
        Reason,
        st.sampled_from(Why),
        st.text(),
        st.integers(0, 2**40),
        st.none() | st.integers(1, 2**42),
        st.none() | st.integers(1, 2**42),
        st.integers(0, 99),
    )
)
def test_a_reason_comes_back_as_it_was(reason: Reason) -> None:
    """Whatever the engine says, the history says the same."""
    assert reason_from(reason_values(reason)) == reason


def test_history_is_asked_from_a_moment_or_from_an_id(store: Store) -> None:
    """``history --follow`` asks only for what is new."""
    store.commit("x", [answer(at=DAY + number) for number in range(5)])
    assert [each.at - DAY for each in store.events(since=DAY + 3)] == [3, 4]
    assert [each.id for each in store.events(after=4)] == [5]


def test_another_process_reads_beside_the_writer(path: Path, store: Store) -> None:
    """``stats`` and ``history`` read while the program runs, and where there is none yet."""
    store.commit("x", [answer()])
    assert [each.what for each in read_history(path)] == [What.DONE]
    assert read_history(path.with_name("none.db")) == []


def test_only_the_owner_can_read_it(path: Path, store: Store) -> None:
    """The folder and each file in it, SQLite's own included, are closed to everybody else."""
    store.commit("x", [answer()])
    store.mark("alive")
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    modes = {each.name: stat.S_IMODE(each.stat().st_mode) for each in path.parent.iterdir()}
    assert modes == dict.fromkeys(["state.db", "state.db-wal", "state.db-shm", "alive"], 0o600)


def test_a_file_that_was_open_to_others_is_closed(path: Path, store: Store) -> None:
    """Rights that a copy or a restore left too wide are narrowed at the next start."""
    store.commit("x")
    store.close()
    path.chmod(0o644)
    reopened(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_an_answer_is_synced_and_a_sighting_is_not(store: Store) -> None:
    """A durable commit runs with synchronous=FULL, any other without the disk."""
    asked: list[str] = []
    assert store._connection is not None
    store._connection.set_trace_callback(asked.append)
    store.commit("x", [answer()], durable=True)
    store.commit("y", [answer(What.PRESENCE)], durable=False)
    levels = [each.split()[-1] for each in asked if "synchronous" in each]
    assert levels == ["FULL", "NORMAL"]


# --- damage --------------------------------------------------------------------------------------


def garbage(path: Path) -> None:
    """Write what is no database."""
    path.write_bytes(b"this is not a database " * 200)


def scribbled(path: Path) -> None:
    """Destroy the pages behind an intact head."""
    data = bytearray(path.read_bytes())
    data[200:] = os.urandom(len(data) - 200)
    path.write_bytes(data)


def truncated(path: Path) -> None:
    """Cut the file in the middle of a page."""
    path.write_bytes(path.read_bytes()[:5_000])


def from_the_future(path: Path) -> None:
    """Let a newer version have written it."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")


def of_another_program(path: Path) -> None:
    """Put somebody else's database there."""
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")


def without_a_table(path: Path) -> None:
    """Take a table away."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE event")


def a_folder(path: Path) -> None:
    """Put a folder in the file's place."""
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    "damage",
    [garbage, scribbled, truncated, from_the_future, of_another_program, without_a_table, a_folder],
)
def test_a_damaged_file_is_set_aside_and_said_once(
    path: Path, said: list[str], damage: Callable[[Path], None]
) -> None:
    """It keeps its content under a dated name, and the program goes on with a new one."""
    store = reopened(path)
    store.commit("old", [answer()] * 50)
    store.close()
    damage(path)
    content = None if path.is_dir() else path.read_bytes()
    again = reopened(path, said)
    (aside,) = path.parent.glob("*.broken.db")
    assert re.fullmatch(r"state-\d{8}-\d{4}\.broken\.db", aside.name)
    assert content is None or aside.read_bytes() == content
    assert len(said) == 1
    assert aside.name in said[0]
    assert again.load() is None
    again.commit("new", [answer()])
    again.close()
    assert reopened_state(path) == "new"


def reopened_state(path: Path) -> str | None:
    """Return what the next start finds."""
    store = reopened(path)
    state = store.load()
    store.close()
    return state


def test_two_damages_in_one_minute_are_both_kept(path: Path) -> None:
    """The second does not overwrite the first."""
    for _ in range(2):
        path.parent.mkdir(exist_ok=True)
        garbage(path)
        reopened(path).close()
    assert len(list(path.parent.glob("*.broken.db"))) == 2


def test_damage_while_running_loses_no_state(path: Path, store: Store, said: list[str]) -> None:
    """The file is destroyed under the program: it goes on with the state that it has."""
    store.commit("one", [answer()])
    store._disconnect()
    garbage(path)
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    status = path.stat()
    store._file = (status.st_dev, status.st_ino)
    store.commit("two", [answer()])
    assert len(said) == 1
    store.close()
    assert reopened_state(path) == "two"


def test_garbage_in_the_mark_is_none(path: Path, store: Store) -> None:
    """A mark that nobody can read is no mark."""
    path.with_name("alive").write_bytes(b"\xff\xfe\x00" * 99)
    assert store.last_mark() is None


# --- a disk that takes nothing -------------------------------------------------------------------


def test_a_full_disk_is_said_once_and_nothing_is_lost(
    path: Path, store: Store, said: list[str]
) -> None:
    """Answers wait in memory, count in the tally, and are written when there is room again."""
    assert store._connection is not None
    (pages,) = store._connection.execute("PRAGMA page_count").fetchone()
    store._connection.execute(f"PRAGMA max_page_count = {pages}")
    big = "x" * 50_000
    store.commit(big, [answer()])
    store.commit(big, [answer(What.SKIPPED)])
    assert len(said) == 1
    assert "full" in str(store.trouble)
    assert store.tally(0) == Tally(done=1, skipped=1)
    assert [each.what for each in store.events()] == [What.DONE, What.SKIPPED]
    store._connection.execute("PRAGMA max_page_count = 1000000")
    store.commit("room", [])
    assert store.trouble is None
    assert store.tally(0) == Tally(done=1, skipped=1)
    store.close()
    assert reopened_state(path) == "room"


def test_a_disk_that_became_read_only_is_the_same(store: Store) -> None:
    """SQLite's refusal to write is a trouble, and ends."""
    assert store._connection is not None
    store._connection.execute("PRAGMA query_only = 1")
    store.commit("x", [answer()])
    assert "readonly" in str(store.trouble)
    store._connection.execute("PRAGMA query_only = 0")
    store.commit("x", [])
    assert store.trouble is None
    assert store.tally(0) == Tally(done=1)


def test_a_folder_that_cannot_be_made_leaves_it_in_memory(tmp_path: Path, said: list[str]) -> None:
    """With a file in the folder's place the program runs, and stores once the way is free."""
    wrong = tmp_path / "state"
    wrong.write_text("a file")
    store = Store(wrong / "state.db", say=said.append)
    with pytest.raises(Unavailable, match="cannot be written"):
        store.open()
    store.commit("x", [answer()])
    store.mark("alive")
    assert store.load() == "x"
    assert store.tally(0) == Tally(done=1)
    assert len(said) == 1
    wrong.unlink()
    store.commit("y", [])
    assert store.trouble is None
    store.close()
    assert [each.what for each in read_history(wrong / "state.db")] == [What.DONE]


def test_a_folder_that_goes_away_is_made_anew(path: Path, store: Store) -> None:
    """Nothing is written into a deleted file: the next answer is in a new one, with the state."""
    store.commit("one", [answer()])
    store.mark("old")
    shutil.rmtree(path.parent)
    store.commit("two", [answer(What.SKIPPED)])
    store.mark("new")
    store.close()
    again = reopened(path)
    assert (again.load(), again.last_mark()) == ("two", "new")
    assert again.tally(0) == Tally(skipped=1)
    again.close()


def test_the_waiting_room_is_bounded(tmp_path: Path) -> None:
    """A disk that never comes back does not eat the memory."""
    wrong = tmp_path / "state"
    wrong.write_text("a file")
    store = Store(wrong / "state.db")
    for number in range(30):
        store.commit("x", [answer(at=DAY + number * 100 + each) for each in range(100)])
    assert len(store.events()) == 2_000
    assert store.events()[-1].at == DAY + 2_999


def test_the_state_is_read_from_a_file_that_cannot_be_written(
    path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a read-only disk the program goes on where it was, and says that it keeps nothing."""
    store.commit("kept", [answer()])
    store.close()

    def refuse(*_arguments: object, **_more: object) -> sqlite3.Connection:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("posture_break.adapters.store_file.connect", refuse)
    again = Store(path)
    with pytest.raises(Unavailable, match="Read-only file system"):
        again.open()
    assert again.load() == "kept"


# --- kill -9 -------------------------------------------------------------------------------------

WRITER = """
import sys
from pathlib import Path
from posture_break.adapters.store import Store
from posture_break.core.model import Effect, Moment, Reason, What, Why
store = Store(Path(sys.argv[1]))
store.open()
number = int(store.load() or 0)
while True:
    number += 1
    effect = Effect(What.DONE, Moment(0, number), Reason(Why.ANSWERED))
    store.commit(str(number), [effect], durable=number % 3 == 0)
    store.mark(str(number))
    sys.stdout.write(f"{number}\\n")
    sys.stdout.flush()
"""


@pytest.mark.slow
def test_kill_9_at_any_moment_loses_no_acknowledged_answer(path: Path) -> None:
    """Twenty writers are killed in mid-sentence: what they said was stored, is stored, once."""
    chance = random.Random(23)
    acknowledged = 0
    for _ in range(20):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)],
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parent.parent,
        )
        assert writer.stdout is not None
        fd = writer.stdout.fileno()
        assert select.select([fd], [], [], 10)[0], "the writer never wrote"
        select.select([], [], [], chance.random() * 0.03)
        os.kill(writer.pid, signal.SIGKILL)
        lines = writer.stdout.read().split(b"\n")[:-1]
        writer.wait()
        writer.stdout.close()
        acknowledged = int(lines[-1])
        numbers = [each.at for each in read_history(path)]
        assert numbers == list(range(1, len(numbers) + 1))
        assert acknowledged <= len(numbers) <= acknowledged + 1
    store = reopened(path)
    assert store.load() == str(len(store.events()))
    assert store.last_mark() in {str(acknowledged), str(acknowledged + 1)}
    assert not list(path.parent.glob("*.broken.db"))
    store.close()
