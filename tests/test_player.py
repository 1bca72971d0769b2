"""A sound reaches the first player that works, waits for no broken one, leaves nothing behind."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from threading import Thread
from types import SimpleNamespace

import pytest

from posture_break.adapters import sound_programs
from posture_break.adapters.sound_player import Player, WindowsPlayer, find_player
from posture_break.adapters.sound_programs import Program, Programs
from posture_break.ports import Unavailable
from tests.fake_programs import FakePrograms, alone_on_the_path, eventually, is_running

HANGS = "exec /bin/sleep 60"


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakePrograms:
    """Give a PATH with nothing on it but what a test puts there."""
    return alone_on_the_path(tmp_path, monkeypatch)


def yes() -> bool:
    """Want it all along."""
    return True


def play(player: object, file: Path = Path("/sounds/start.wav")) -> None:
    """Play a short sound to its end."""
    assert isinstance(player, Player)
    player.play(file, 0.1, yes)


def test_the_first_player_plays(programs: FakePrograms) -> None:
    """Of several, the one that suits the desktop best."""
    for name in ("aplay", "pw-play", "paplay"):
        programs.add(name)
    player = find_player()
    play(player)
    assert programs.calls == ["pw-play|/sounds/start.wav"]
    assert player.name == "pw-play"


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("pw-play", "pw-play|/sounds/start.wav"),
        ("paplay", "paplay|/sounds/start.wav"),
        ("canberra-gtk-play", "canberra-gtk-play|--file|/sounds/start.wav"),
        ("aplay", "aplay|--quiet|/sounds/start.wav"),
    ],
)
def test_each_player_is_called_in_its_way(programs: FakePrograms, name: str, call: str) -> None:
    """The file is one argument, whatever the player."""
    programs.add(name)
    play(find_player())
    assert programs.calls == [call]


def test_the_next_one_plays_where_one_fails(programs: FakePrograms) -> None:
    """No PipeWire: PulseAudio gets the same sound at once."""
    programs.add("pw-play", "echo 'error: Host is down' >&2; exit 1")
    programs.add("paplay")
    player = find_player()
    play(player)
    assert programs.called == ["pw-play", "paplay"]
    assert player.name == "paplay"


def test_a_failure_is_remembered(programs: FakePrograms) -> None:
    """The player that failed is not asked again with every sound."""
    programs.add("pw-play", "exit 1")
    programs.add("paplay")
    player = find_player()
    play(player)
    play(player)
    assert programs.called == ["pw-play", "paplay", "paplay"]


def test_a_failure_is_forgiven_later(
    programs: FakePrograms, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sound server that was started again is found again."""
    programs.add("pw-play", "exit 1")
    player = find_player()
    with pytest.raises(Unavailable):
        play(player)
    programs.add("pw-play")
    with pytest.raises(Unavailable):
        play(player)
    monkeypatch.setattr(sound_programs, "TRY_AGAIN", -1.0)
    play(player)
    assert programs.called == ["pw-play", "pw-play"]


def test_where_all_fail_each_reason_is_told(programs: FakePrograms) -> None:
    """The trouble names every player and what it said last."""
    programs.add("paplay", "echo one >&2; echo 'Connection refused' >&2; exit 1")
    programs.add("aplay", "exit 3")
    with pytest.raises(Unavailable) as trouble:
        play(find_player())
    assert trouble.value.reason == "paplay: Connection refused aplay: it ended with 3."


def test_where_there_is_none_the_cure_is_told(programs: FakePrograms) -> None:
    """Without any player the trouble names a package."""
    with pytest.raises(Unavailable) as trouble:
        find_player()
    assert "apt install" in trouble.value.cure


def test_a_program_that_cannot_start_counts_as_failed(programs: FakePrograms) -> None:
    """A player that was taken away, or may not be run, is passed over."""
    programs.add("pw-play")
    programs.add("paplay")
    player = find_player()
    (programs.folder / "pw-play").unlink()
    play(player)
    assert programs.called == ["paplay"]


def test_a_stuck_player_is_ended_and_passed_over(
    programs: FakePrograms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is killed with its children; its sound is let go, for it would come late."""
    programs.add("stuck", f"/bin/sleep 60 & echo $! > {tmp_path}/child; wait")
    programs.add("works")
    monkeypatch.setattr(sound_programs, "LATE", 0.1)
    player = Player(Programs([Program(("stuck",), patience=0.4), Program(("works",))]))
    play(player)
    assert programs.called == ["stuck"]
    assert eventually(lambda: not is_running(int((tmp_path / "child").read_text())))
    play(player)
    assert programs.called == ["stuck", "works"]


def test_stopping_ends_it_at_once_and_blames_nobody(programs: FakePrograms) -> None:
    """A sound that is cut short is no failure of its player."""
    programs.add("paplay", HANGS)
    player = find_player()
    wanted = [True]
    thread = Thread(target=lambda: player.play(Path("/a.wav"), 30, lambda: bool(wanted)))
    thread.start()
    assert eventually(lambda: programs.called == ["paplay"])
    began = time.monotonic()
    wanted.clear()
    player.stop()
    thread.join(10)
    assert time.monotonic() - began < 5
    programs.add("paplay")
    play(player)
    assert programs.called == ["paplay", "paplay"]


def test_what_is_called_off_while_it_starts_does_not_play_on(programs: FakePrograms) -> None:
    """The moment between the start of a program and the first chance to end it is covered."""
    programs.add("paplay", HANGS)
    asked: list[bool] = []

    def only_at_first() -> bool:
        asked.append(True)
        return len(asked) == 1

    began = time.monotonic()
    find_player().play(Path("/a.wav"), 30, only_at_first)
    assert time.monotonic() - began < 10


def test_stopping_without_a_sound_is_harmless(programs: FakePrograms) -> None:
    """Nothing plays, nothing ends."""
    programs.add("paplay")
    find_player().stop()


def test_a_file_is_never_an_option(
    programs: FakePrograms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also a relative name that begins with a dash is a path."""
    programs.add("paplay")
    monkeypatch.chdir(tmp_path)
    play(find_player(), Path("--help"))
    assert programs.calls == [f"paplay|{tmp_path}/--help"]


def test_macos_plays_with_afplay(programs: FakePrograms, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is part of the system there."""
    monkeypatch.setattr(sys, "platform", "darwin")
    programs.add("afplay")
    play(find_player())
    assert programs.calls == ["afplay|/sounds/start.wav"]


class FakeSound(SimpleNamespace):
    """Stands for Windows' ``winsound``; as strict about what it takes."""

    SND_FILENAME, SND_ASYNC, SND_NODEFAULT = 0x20000, 1, 2

    def __init__(self) -> None:
        super().__init__(played=[], broken=False)

    def PlaySound(self, sound: str | None, flags: int) -> None:  # noqa: N802 - Windows' own name
        """Note what is to be played."""
        assert sound is None or isinstance(sound, str)
        if self.broken:
            raise RuntimeError("Failed to play sound")
        self.played.append((sound, flags))


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> FakeSound:
    """Give Windows' sound module, put in its place."""
    fake = FakeSound()
    monkeypatch.setitem(sys.modules, "winsound", fake)
    monkeypatch.setattr(sys, "platform", "win32")
    return fake


def test_windows_plays_by_itself(windows: FakeSound) -> None:
    """No program, no beep for a file that is missing."""
    player = find_player()
    assert isinstance(player, WindowsPlayer)
    player.play(Path("start.wav"), 0.01, yes)
    assert windows.played == [("start.wav", 0x20003)]


def test_windows_can_be_cut_short(windows: FakeSound) -> None:
    """Another sound, or the end of the session, ends the one that plays."""
    player = WindowsPlayer()
    thread = Thread(target=player.play, args=(Path("start.wav"), 60, yes))
    thread.start()
    assert eventually(lambda: windows.played)
    player.stop()
    thread.join(10)
    assert windows.played[1:] == [(None, 0)]


def test_windows_may_fail(windows: FakeSound) -> None:
    """A computer without a sound card says so."""
    windows.broken = True
    with pytest.raises(Unavailable, match="Failed to play sound"):
        WindowsPlayer().play(Path("start.wav"), 0.01, yes)
