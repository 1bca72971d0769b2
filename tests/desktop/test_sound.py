"""Sounds and voice, heard: a real sound server plays them to nobody, and what it plays is kept."""

from __future__ import annotations

import math
import os
import shutil
import subprocess
import sys
import tempfile
from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest

from posture_break.cues import Cues
from posture_break.ui.sounds import Sound
from tests.desktop.rig import wait_until

pytestmark = pytest.mark.desktop

RATE = 44_100
C5, A4 = 523.25, 440.0
FULL = 32_767


class SoundServer:
    """A PulseAudio of its own with a sink that goes nowhere, and a recorder at that sink."""

    def __init__(self, folder: Path) -> None:
        """Store where socket, record and log belong."""
        self._folder = folder
        self.socket = folder / "native"
        self._record = folder / "record"
        self._processes: list[subprocess.Popen[bytes]] = []
        self._skip = 0

    def start(self) -> None:
        """Start both and wait until the recorder hears."""
        env = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
        env |= {
            name: str(self._folder)
            for name in ("HOME", "XDG_RUNTIME_DIR", "PULSE_RUNTIME_PATH", "PULSE_STATE_PATH")
        }
        modules = (
            f"module-native-protocol-unix socket={self.socket} auth-anonymous=1",
            "module-null-sink sink_name=nowhere",
        )
        loads = [word for module in modules for word in ("--load", module)]
        server = ("pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no")
        self._spawn(env, *server, *loads)
        wait_until(self.socket.exists, "PulseAudio")
        env["PULSE_SERVER"] = f"unix:{self.socket}"
        form = ("--raw", "--format=s16le", "--channels=1", f"--rate={RATE}")
        with self._record.open("wb") as record:
            where = ("--device=nowhere.monitor", "--latency-msec=20")
            self._spawn(env, "parec", *where, *form, output=record.fileno())
        wait_until(lambda: self._record.stat().st_size, "the first silence")

    def stop(self) -> None:
        """End both."""
        for process in reversed(self._processes):
            process.kill()
            process.wait(10)

    def forget(self) -> None:
        """Let the record begin anew."""
        self._skip = self._record.stat().st_size & ~1

    @property
    def heard(self) -> array[int]:
        """What was played since, from the first to the last sample that is not silence."""
        data = self._record.read_bytes()[self._skip :]
        samples = array("h", data[: len(data) & ~1])
        loud = [at for at, each in enumerate(samples) if abs(each) > 20]
        return samples[loud[0] : loud[-1] + 1] if loud else array("h")

    @property
    def is_silent_again(self) -> bool:
        """Whether the last third of a second was silent, after something was not."""
        data = self._record.read_bytes()[self._skip :]
        last = array("h", data[: len(data) & ~1])[-RATE // 3 :]
        return bool(self.heard) and max(map(abs, last)) <= 20

    def _spawn(self, env: dict[str, str], *command: str, output: int | None = None) -> None:
        with (self._folder / "log").open("ab") as log:
            process = subprocess.Popen(
                command,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=log if output is None else output,
                stderr=log,
            )
        self._processes.append(process)


@pytest.fixture(scope="module")
def running() -> Iterator[SoundServer]:
    """Run a sound server for the module."""
    folder = Path(tempfile.mkdtemp(prefix="pb-sound-", dir="/tmp"))
    server = SoundServer(folder)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def server(running: SoundServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SoundServer:
    """Have cues go to that server, through paplay and espeak-ng alone."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("paplay", "espeak-ng"):
        found = shutil.which(name)
        assert found is not None, f"{name} is missing; dev.py installs it"
        (programs / name).symlink_to(found)
    monkeypatch.setenv("PATH", str(programs))
    monkeypatch.setenv("PULSE_SERVER", f"unix:{running.socket}")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    running.forget()
    return running


def tone(samples: array[int], pitch: float) -> float:
    """Return how much of one pitch there is (Goertzel)."""
    turn = 2 * math.cos(math.tau * pitch / RATE)
    before, now = 0.0, 0.0
    for each in samples:
        before, now = now, each + turn * now - before
    return math.sqrt(max(0.0, now * now + before * before - turn * now * before))


def test_a_sound_is_heard_whole(server: SoundServer) -> None:
    """The start reaches the sink in its length, its loudness and its pitch."""
    cues = Cues(True, 100, False)
    cues.play(Sound.START)
    wait_until(lambda: server.is_silent_again, "the end of the sound")
    heard = server.heard
    assert 0.7 < len(heard) / RATE < 1.1
    assert max(map(abs, heard)) == pytest.approx(0.6 * FULL, rel=0.05)
    assert tone(heard, C5) > 5 * tone(heard, A4)
    assert cues.troubles == {}


def test_half_the_volume_is_heard_softer(server: SoundServer) -> None:
    """The volume of the settings reaches the ear."""
    Cues(True, 50, False).play(Sound.HALF)
    wait_until(lambda: server.is_silent_again, "the end of the sound")
    assert max(map(abs, server.heard)) == pytest.approx(0.15 * FULL, rel=0.05)
    assert tone(server.heard, A4) > 5 * tone(server.heard, C5)


def test_a_cue_is_heard(server: SoundServer) -> None:
    """espeak-ng speaks, and no trouble is left."""
    cues = Cues(True, 60, True)
    cues.say("Reach out and hold")
    wait_until(lambda: server.is_silent_again, "the end of the cue")
    assert 0.6 < len(server.heard) / RATE < 4
    assert max(map(abs, server.heard)) > 0.1 * FULL
    assert cues.troubles == {}


def test_a_cue_falls_silent_when_the_session_pauses(server: SoundServer) -> None:
    """A long cue is over long before its end."""
    cues = Cues(True, 60, True)
    cues.say("Hold and breathe. " * 12)
    wait_until(lambda: len(server.heard) > RATE // 2, "the beginning of the cue")
    cues.stop()
    wait_until(lambda: server.is_silent_again, "silence", limit=2.0)


def test_a_server_that_is_gone_is_a_trouble_and_no_more(
    server: SoundServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sound and voice both say so; espeak-ng alone would have called it a success."""
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere")
    cues = Cues(True, 60, True)
    cues.play(Sound.DONE)
    cues.say("Hold")
    wait_until(lambda: len(cues.troubles) == 2, "both troubles")
    assert {each.reason.partition(":")[0] for each in cues.troubles.values()} == {"paplay"}


def test_the_last_sound_outlives_the_card(server: SoundServer) -> None:
    """A process that ends its cues leaves when the sound has been heard."""
    program = (
        "from posture_break.cues import Cues\nfrom posture_break.ui.sounds import Sound\n"
        "cues = Cues(True, 100, True)\ncues.play(Sound.DONE)\ncues.end()\n"
    )
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", program], cwd=root, timeout=30, check=True)
    wait_until(lambda: server.is_silent_again, "the end of the sound")
    assert len(server.heard) / RATE > 0.9
