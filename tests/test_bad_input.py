"""The real program and bad input: a clear sentence or silence, service going on, no answer lost."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from posture_break.adapters.store import read_history
from tests.desktop.rig import wait_until
from tests.desktop.whole import CALM, PROGRAM, ROOT, Home, home_alone

# Root may read and write everything; without these two powers it is treated like anybody else.
_POWERS = "-dac_override,-dac_read_search"
LIKE_ANYBODY = (
    ("setpriv", f"--bounding-set={_POWERS}", f"--inh-caps={_POWERS}") if os.geteuid() == 0 else ()
)
TOO_BIG = 2_000_000


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    """Give a person's folders without any desktop; the program does not run yet."""
    with home_alone(tmp_path / "p") as person:
        yield person


def answers_count(home: Home) -> None:
    """Check that the program serves: a break can be taken and answered, and that is kept."""
    before = len(home.outcomes())
    assert home.ask("take").code == 0
    assert home.ask("done").code == 0
    assert home.outcomes()[before:] == [("done", home.outcomes()[-1][1])]


# --- the config ----------------------------------------------------------------------------------

FAULTS = {
    "unknown key": (b"[breaks]\nsnoze = 3\n", "did you mean"),
    "unknown table": (b"[break]\nsnoozes = 3\n", "did you mean"),
    "wrong type": (b"[breaks]\nsnoozes = true\n", "breaks.snoozes"),
    "bare number": (b"[reminders.a]\nevery = 50\n", "say 50m or 50s"),
    "negative": (b'[reminders.a]\nevery = "-5m"\n', "reminders.a.every"),
    "absurd": (b'[reminders.a]\nevery = "99999999h"\n', "reminders.a.every"),
    "lasts too long": (b'[reminders.a]\nevery = "5m"\nlasts = "10m"\n', "lasts"),
    "both at and every": (b'[reminders.a]\nevery = "5m"\nat = ["10:00"]\n', "at"),
    "not UTF-8": (b'[reminders."\xff\xfe"]\n', "UTF-8"),
    "not TOML": (b"every: 50m\n", "config.toml:1"),
    "nothing but zeros": (b"\0" * 100, "config.toml:1"),
    "half a file": (b'[reminders.a]\nevery = "5', "config.toml:2"),
    "deeply nested": (b"a = " + b"[" * 5000, "config.toml"),
    "huge": (b"# " + b"x" * TOO_BIG, "1 MiB"),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_faulty_config_is_named_and_the_program_runs(home: Home, case: str) -> None:
    """`config check` says what is wrong and exits 2; the program says so and runs on defaults."""
    text, said = FAULTS[case]
    home.config.write_bytes(text)
    checked = home.ask("--config", str(home.config), "config", "check")
    assert (checked.code, checked.out) == (2, "")
    assert said in checked.err
    home.start()
    status = home.status()
    assert "the last good settings stay in force" in status["troubles"][0]
    assert [view["reminder"] for view in status["next"]] == ["stand-up", "posture-tip", "stretch"]
    assert said in home.said
    answers_count(home)
    assert home.config.read_bytes() == text


def test_a_word_that_leaves_nothing_out_is_told(home: Home) -> None:
    """A typing error in what to spare is said and shown, until it is mended."""
    home.config.write_text('[exercises]\navoid = ["wirsts"]\n')
    home.start()
    assert "Did you mean wrists?" in home.status()["troubles"][0]
    assert '"wirsts"' in home.said
    answers_count(home)
    home.config.write_text('[exercises]\navoid = ["wrists"]\n')
    home.until(lambda now: not now["troubles"], "the end of the trouble")


def test_a_folder_in_the_files_place(home: Home) -> None:
    """A folder where the config belongs is said to be one."""
    home.config.unlink()
    home.config.mkdir()
    checked = home.ask("--config", str(home.config), "config", "check")
    assert checked.code == 2
    assert "this is a folder" in checked.err
    home.start()
    assert "this is a folder" in home.said
    answers_count(home)


def test_an_unreadable_file(home: Home) -> None:
    """A config that may not be read is said to be so, and its permissions named."""
    home.prefix = LIKE_ANYBODY
    home.config.chmod(0)
    checked = home.ask("--config", str(home.config), "config", "check")
    assert checked.code == 2
    assert "cannot be read (Permission denied); see to its permissions" in checked.err
    home.start()
    assert "cannot be read" in home.said
    answers_count(home)
    home.config.chmod(0o600)
    home.until(lambda now: not now["troubles"], "the end of the trouble")


def test_a_named_file_that_is_not_there(home: Home) -> None:
    """--config with a wrong name is said, and the program runs."""
    home.config.unlink()
    home.start()
    assert "config.toml: there is no such file; check the name" in home.said
    answers_count(home)


# --- folders -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["/proc/nobody", "/dev/null"])
def test_no_home_folder(home: Home, name: str) -> None:
    """Without a usable home folder the program runs, says what it cannot keep, and answers."""
    for variable in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        home.env.pop(variable)
    home.env["HOME"] = name
    home.prefix = LIKE_ANYBODY
    home.start()
    assert "The history cannot be written to" in home.said
    assert home.ask("take").code == 0
    assert home.ask("done").code == 0
    assert home.status()["today"]["done"] == 1
    assert home.status()["troubles"]
    assert home.ask("config", "path").code in {0, 1}


def test_a_read_only_state_folder(home: Home) -> None:
    """Where nothing can be written it is said, answers are kept in memory, and later on disk."""
    home.prefix = LIKE_ANYBODY
    folder = home.history_file.parent
    home.start()
    home.take("stand-up")
    home.stop()
    for file in folder.iterdir():
        file.chmod(0o400)
    folder.chmod(0o500)
    try:
        home.start()
        assert home.status()["open"]["reminder"] == "stand-up", "it goes on from what it can read"
        assert home.ask("done").code == 0
        status = home.status()
        assert status["today"]["done"] == 1
        assert "Answers are kept in memory" in status["troubles"][0]
        assert "cannot be" in home.said
    finally:
        folder.chmod(0o700)
        for file in folder.iterdir():
            file.chmod(0o600)
    home.take("stand-up")
    assert home.ask("skip").code == 0
    assert home.outcomes() == [("done", "stand-up"), ("skipped", "stand-up")]
    assert not home.status()["troubles"]


class Disk:
    """A disk that can be filled: a small one where root may mount it, else files may not grow."""

    def __init__(self, home: Home) -> None:
        """Store whose state folder it is; `mount` comes before the start."""
        self._home = home
        self.folder = home.history_file.parent
        self._mounted = False

    def mount(self) -> None:
        """Put a disk of half a megabyte at the state folder, where that is allowed."""
        self.folder.mkdir(parents=True, mode=0o700)
        command = ["mount", "-t", "tmpfs", "-o", "size=512k,mode=700", "tmpfs", str(self.folder)]
        if os.geteuid() == 0 and shutil.which("mount"):
            self._mounted = not subprocess.run(command, check=False, capture_output=True).returncode

    def unmount(self) -> None:
        """Take it away again."""
        if self._mounted:
            subprocess.run(["umount", str(self.folder)], check=True)

    def fill(self) -> None:
        """Leave no room."""
        if not self._mounted:
            self._limit(0)
            return
        with suppress(OSError), (self.folder / "filler").open("wb", buffering=0) as filler:
            while True:
                filler.write(b"x" * 512)

    def free(self) -> None:
        """Make room again."""
        if self._mounted:
            (self.folder / "filler").unlink()
        else:
            self._limit(resource.RLIM_INFINITY)

    def _limit(self, size: int) -> None:
        assert self._home.process is not None
        hard = resource.RLIM_INFINITY
        resource.prlimit(self._home.process.pid, resource.RLIMIT_FSIZE, (size, hard))


@pytest.fixture
def disk(home: Home) -> Iterator[Disk]:
    """Give a small disk for the state folder."""
    small = Disk(home)
    small.mount()
    yield small
    if home.process is not None:
        home.stop()
    small.unmount()


def test_a_full_disk(home: Home, disk: Disk) -> None:
    """Answers given while the disk is full are told, kept, and written when there is room."""
    home.start()
    home.take("stand-up")
    disk.fill()
    answers = 0
    while not home.status()["troubles"]:  # the database has some pages of its own to fill first
        assert home.ask("take", "stand-up").code == 0
        assert home.ask("done").code == 0
        answers += 1
        assert answers < 100
    assert "Answers are kept in memory" in home.status()["troubles"][0]
    assert home.ask("take", "stand-up").code == 0
    assert home.ask("skip").code == 0
    assert home.status()["today"]["done"] == answers
    # Once to whoever started it, once on what is the terminal's screen here.
    assert home.said.count("The history cannot be written") == 2
    disk.free()
    assert home.ask("take", "stretch").code == 0
    assert home.ask("done").code == 0
    assert not home.status()["troubles"]
    wanted = [("done", "stand-up")] * answers + [("skipped", "stand-up"), ("done", "stretch")]
    assert home.outcomes() == wanted


@pytest.mark.parametrize("damage", ["garbage", "cut off", "empty", "another's", "folder"])
def test_a_broken_database(home: Home, damage: str) -> None:
    """A damaged history is set aside under a dated name and said once; the program goes on."""
    home.start()
    answers_count(home)
    home.stop()
    file = home.history_file
    for ending in ("-wal", "-shm"):
        file.with_name(file.name + ending).unlink(missing_ok=True)
    match damage:
        case "garbage":
            file.write_bytes(os.urandom(20_000))
        case "cut off":
            file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
        case "empty":
            file.write_bytes(b"")
        case "another's":
            file.unlink()
            with sqlite3.connect(file) as other:
                other.execute("CREATE TABLE songs (name TEXT)")
            other.close()
        case "folder":
            file.unlink()
            file.mkdir()
    home.start()
    answers_count(home)
    aside = list(file.parent.glob("*.broken.db"))
    assert len(aside) == (0 if damage == "empty" else 1)
    assert home.said.count("It is kept as") == len(aside)


def test_a_database_broken_under_it(home: Home) -> None:
    """Overwritten while the program runs: set aside, begun anew, and the answer is in the new."""
    home.start()
    answers_count(home)
    file = home.history_file
    for each in file.parent.glob("history.db*"):
        each.write_bytes(b"\xff" * 40_000)
    assert home.ask("take").code == 0
    assert home.ask("done").code == 0
    assert ("done", "stand-up") in home.outcomes()


# --- two of it, and its socket -------------------------------------------------------------------


def test_two_starts_at_once(home: Home) -> None:
    """Of five started in the same moment one runs; the others say so and exit 0."""
    starts = [
        subprocess.Popen(
            [*PROGRAM, "--config", str(home.config)],
            env=home.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for _each in range(5)
    ]
    try:
        wait_until(lambda: sum(each.poll() is None for each in starts) == 1, "one alone")
        assert home.ask("status").code == 0
        ended = [each for each in starts if each.poll() is not None]
        said = [each.stderr.read() for each in ended if each.stderr is not None]
        assert [each.returncode for each in ended] == [0] * 4, said
        assert all(each.startswith("posture-break runs already. ") for each in said), said
    finally:
        for each in starts:
            each.terminate()
            each.communicate(timeout=10)


def test_a_socket_left_over_by_a_crash(home: Home) -> None:
    """After kill -9 its socket is still there; commands say that nothing runs; a start works."""
    home.start()
    home.kill()
    assert (home.runtime / "posture-break" / "control.sock").exists()
    asked = home.ask("done")
    assert (asked.code, asked.out) == (3, "")
    assert asked.err == "posture-break is not running. Start it: posture-break\n"
    home.start()
    answers_count(home)


def test_a_file_where_the_socket_belongs(home: Home) -> None:
    """Something else in the socket's place is not deleted; it is said, and reminders go on."""
    folder = home.runtime / "posture-break"
    folder.mkdir(mode=0o700)
    (folder / "control.sock").write_text("mine")
    home.start(ready=False)
    wait_until(lambda: "Commands cannot reach this program" in home.said, "the word")
    wait_until(lambda: "Stand-up at " in home.said, "the reminders")
    assert home.ask("status").code != 0
    assert (folder / "control.sock").read_text() == "mine"
    assert home.runs


@pytest.mark.parametrize(
    "garbage",
    [
        b"\xff\xfe\0\1\n",
        b"hello\n",
        b"{}\n",
        b"[1,2]\n",
        b'{"v":99,"verb":"done"}\n',
        b'{"v":1,"verb":"done","args":7}\n',
        b'{"v":1,"verb":"snooze","args":{"for":"-5m"}}\n',
        b'{"v":1,"verb":"pause","args":{"until":"tomorrowish"}}\n',
        b'{"v":1,"verb":"take","args":{"reminder":[1]}}\n',
        b'{"v":1,"verb":"nonsense"}\n',
        b"x" * 1_000_000,
        b"x" * 1_000_000 + b"\n",
        b'{"v":1,"verb":' * 50_000 + b"\n",
        b"",
    ],
)
def test_garbage_on_the_socket(home: Home, garbage: bytes) -> None:
    """Whatever comes through the socket, the open break stays, and the next command is answered."""
    home.start()
    home.take("stand-up")
    path = home.runtime / "posture-break" / "control.sock"
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(5)
        client.connect(str(path))
        with suppress(BrokenPipeError, ConnectionResetError):
            client.sendall(garbage)
            client.shutdown(socket.SHUT_WR)
            answer = client.recv(65_536)
            assert not answer or b'"code": 2' in answer or b'"code":2' in answer, answer
    assert home.status()["open"]["reminder"] == "stand-up"
    assert home.ask("done").code == 0
    assert home.outcomes() == [("done", "stand-up")]


def test_a_silent_crowd_on_the_socket(home: Home) -> None:
    """A hundred who connect and say nothing do not keep a command from its answer for long."""
    home.start()
    path = home.runtime / "posture-break" / "control.sock"
    crowd = [socket.socket(socket.AF_UNIX) for _each in range(100)]
    try:
        for client in crowd:
            client.setblocking(False)
            with suppress(BlockingIOError):
                client.connect(str(path))
        wait_until(lambda: home.ask("status").code == 0, "an answer", 10)
    finally:
        for client in crowd:
            client.close()
    with ThreadPoolExecutor(4) as pool:
        assert {each.code for each in pool.map(lambda _n: home.ask("why"), range(8))} == {0}


# --- clocks and the end --------------------------------------------------------------------------

ZONED = """
import sys
from pathlib import Path
from posture_break import app, cli
app.ZONE_FILE = Path(sys.argv[1])
sys.exit(cli.run(sys.argv[2:]))
"""


def test_the_time_zone_changes_under_way(home: Home) -> None:
    """A changed zone moves the hours on the clock, not the break; nothing is lost."""
    zones, local = Path("/usr/share/zoneinfo"), home.folder / "localtime"
    shutil.copy(zones / "Europe/Berlin", local)
    home.env["TZ"] = f":{local}"
    with (home.folder / "said").open("ab") as said:
        home.process = subprocess.Popen(
            [sys.executable, "-c", ZONED, str(local), "--config", str(home.config)],
            env=home.env,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            cwd=ROOT,
        )
    wait_until(lambda: home.ask("status").code == 0, "the program's answer")
    before = home.status()
    assert before["now"].endswith(("+01:00", "+02:00"))
    shutil.copy(zones / "Asia/Tokyo", home.folder / "new")
    (home.folder / "new").replace(local)
    after = home.until(lambda now: now["now"].endswith("+09:00"), "the new zone")
    assert abs(after["next"][0]["remaining"] - before["next"][0]["remaining"]) < 30
    answers_count(home)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_ends_it_in_peace(home: Home, number: int) -> None:
    """Log-out, Ctrl-C and a closed terminal end it with 0; the open break is there next time."""
    before = signal.signal(number, signal.SIG_DFL)  # tests under nohup would hand down to ignore it
    try:
        home.start()
    finally:
        signal.signal(number, before)
    home.take("stretch")
    assert home.process is not None
    home.process.send_signal(number)
    assert home.process.wait(10) == 0
    home.start()
    assert home.status()["open"]["reminder"] == "stretch"


def test_nohup_is_heeded(home: Home) -> None:
    """Started with nohup, a closed terminal does not end it."""
    home.prefix = ("nohup",)
    home.start()
    assert home.process is not None
    home.process.send_signal(signal.SIGHUP)
    answers_count(home)
    assert home.runs


def test_its_terminal_goes_away(home: Home) -> None:
    """With nobody reading what it says, it goes on."""
    with subprocess.Popen(
        [*PROGRAM, "--config", str(home.config)],
        env=home.env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=ROOT,
    ) as program:
        wait_until(lambda: home.ask("status").code == 0, "the program's answer")
        assert program.stdout is not None
        program.stdout.close()
        home.config.write_text("[nonsense]\n")
        home.until(lambda now: now["troubles"], "the trouble that it cannot say")
        answers_count(home)
        assert home.config.read_text() != CALM
        assert program.poll() is None
        program.terminate()
        assert program.wait(10) == 0
    assert read_history(home.history_file)
