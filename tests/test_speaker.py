"""A cue is spoken in the first way that works, as mere words, and never late."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

import pytest

from posture_break.adapters import sound_speaker
from posture_break.adapters.sound_programs import Program, Wanted
from posture_break.adapters.sound_speaker import Aloud, ByFile, Speaker, find_speaker
from posture_break.adapters.sound_words import language_of, speakable
from posture_break.ports import Unavailable
from posture_break.ui.sound_waves import wave_file
from posture_break.ui.sounds import Sound
from tests.fake_programs import FakePrograms, alone_on_the_path, eventually

HANGS = "exec /bin/sleep 60"


class FakePlayer:
    """Notes what it plays; ``broken`` says why it plays nothing."""

    def __init__(self) -> None:
        self.played: list[tuple[bytes, float]] = []
        self.broken = ""
        self.plays = Event()
        self.stopped = Event()
        self.stopped.set()  # nothing lasts, unless a test clears it

    def play(self, file: Path, lasts: float, wanted: Wanted) -> None:
        """Note it."""
        if self.broken:
            raise Unavailable(self.broken)
        self.played.append((file.read_bytes(), lasts))
        self.plays.set()
        assert self.stopped.wait(10)

    def stop(self) -> None:
        """Note that it was cut short."""
        self.stopped.set()


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakePrograms:
    """Give a PATH with nothing on it but what a test puts there."""
    return alone_on_the_path(tmp_path, monkeypatch)


@pytest.fixture
def player() -> FakePlayer:
    """Give a player that notes what it plays."""
    return FakePlayer()


Find = Callable[..., Speaker]


@pytest.fixture
def find(tmp_path: Path, programs: FakePrograms, player: FakePlayer) -> Find:
    """Give what finds a speaker, with a folder for its files."""
    (tmp_path / "run").mkdir()

    def found(language: str = "en-GB", volume: int = 60) -> Speaker:
        return find_speaker(language, volume, player, lambda: tmp_path / "run")

    return found


def add_espeak(programs: FakePrograms, tmp_path: Path, name: str = "espeak-ng") -> None:
    """Put an espeak on the PATH that writes a sound of half a second."""
    (tmp_path / "spoken.wav").write_bytes(wave_file(Sound.HALF, 60))
    last = 'for file in "$@"; do :; done'
    programs.add(name, f'{last}; /bin/cp {tmp_path}/spoken.wav "$file"', reads=True)


def say(speaker: Speaker, text: str) -> None:
    """Speak to the end."""
    speaker.say(text, lambda: True)


# -- espeak-ng ------------------------------------------------------------------------------------


def test_espeak_writes_and_the_player_plays(
    programs: FakePrograms, find: Find, player: FakePlayer, tmp_path: Path
) -> None:
    """What espeak-ng made is played, for as long as it lasts; its file does not stay."""
    add_espeak(programs, tmp_path)
    speaker = find()
    say(speaker, "Reach out")
    assert player.played == [(wave_file(Sound.HALF, 60), 0.5)]
    assert list((tmp_path / "run").iterdir()) == []
    assert speaker.name == "espeak-ng"


def test_espeak_gets_language_and_volume(
    programs: FakePrograms, find: Find, tmp_path: Path
) -> None:
    """The words come by its input, nothing of them in its arguments."""
    add_espeak(programs, tmp_path)
    say(find("en-US", 45), "Reach out")
    (call,) = programs.calls
    assert call.startswith("espeak-ng|--stdin|-b|1|-v|en-us|-s|160|-a|45|-w|")
    assert call.endswith(".wav<Reach out>")


def test_the_old_espeak_does_as_well(programs: FakePrograms, find: Find, tmp_path: Path) -> None:
    """Some systems have only that one."""
    add_espeak(programs, tmp_path, "espeak")
    say(find(), "Hold")
    assert programs.called == ["espeak"]


@pytest.mark.parametrize("text", ["--help", "-", "-w /etc/passwd", "$(reboot)", "; rm -rf x"])
def test_words_are_never_options_or_commands(
    programs: FakePrograms, find: Find, tmp_path: Path, text: str
) -> None:
    """Whatever a pack's text says, it is read out."""
    add_espeak(programs, tmp_path)
    say(find(), text)
    expected = [f"<{text}>"] if text != "-" else []
    assert [call[call.index("<") :] for call in programs.calls] == expected


def test_files_of_a_killed_process_are_cleared_away(
    programs: FakePrograms, find: Find, tmp_path: Path
) -> None:
    """A card that was killed while it spoke leaves its file to the next one."""
    add_espeak(programs, tmp_path)
    (tmp_path / "run" / "voice-123456-1.wav").touch()
    say(find(), "Hold")
    assert list((tmp_path / "run").iterdir()) == []


def test_two_sessions_do_not_play_each_others_words(
    programs: FakePrograms, find: Find, tmp_path: Path
) -> None:
    """A new one may begin to speak while the last words of the old one still play."""
    add_espeak(programs, tmp_path)
    say(find(), "Well done")
    say(find(), "Come on to hands and knees")
    first, second = (call[call.index("-w|") : call.index("<")] for call in programs.calls)
    assert first != second


def test_a_cue_is_cut_short_while_it_plays(
    programs: FakePrograms, find: Find, player: FakePlayer, tmp_path: Path
) -> None:
    """The player is stopped, from another thread."""
    add_espeak(programs, tmp_path)
    player.stopped.clear()
    speaker = find()
    thread = Thread(target=say, args=(speaker, "Hold"))
    thread.start()
    assert player.plays.wait(10)
    speaker.stop()
    thread.join(10)
    assert not thread.is_alive()


def test_a_cue_that_is_called_off_is_not_played(
    programs: FakePrograms, find: Find, player: FakePlayer, tmp_path: Path
) -> None:
    """Another cue came while espeak-ng was still writing."""
    add_espeak(programs, tmp_path)
    find().say("Hold", lambda: not programs.calls)
    assert player.played == []


# -- another way ----------------------------------------------------------------------------------


def add_service(programs: FakePrograms) -> None:
    """Put a spd-say on the PATH."""
    programs.add("spd-say")


def test_spd_say_gets_the_words_behind_a_barrier(programs: FakePrograms, find: Find) -> None:
    """``--`` ends the options; it is not waited for (``--wait`` hangs)."""
    add_service(programs)
    say(find("en-GB", 60), "--help")
    options = "--application-name|posture-break|--language|en|--volume|20"
    assert programs.calls == [f"spd-say|{options}|--|--help"]


def test_spd_say_speaks_where_no_sound_can_be_played(
    programs: FakePrograms, find: Find, player: FakePlayer, tmp_path: Path
) -> None:
    """The speech service may know a way to the ear that the players do not."""
    add_espeak(programs, tmp_path)
    add_service(programs)
    player.broken = "no sound server"
    speaker = find()
    say(speaker, "Hold")
    assert programs.called == ["espeak-ng", "spd-say"]
    assert speaker.name == "spd-say"


def test_spd_say_speaks_where_there_is_no_player(programs: FakePrograms, tmp_path: Path) -> None:
    """Then espeak-ng is not tried: alone it cannot tell whether anybody heard it."""
    add_espeak(programs, tmp_path)
    add_service(programs)
    say(find_speaker("en", 60, None, lambda: tmp_path), "Hold")
    assert programs.called == ["spd-say"]


@pytest.mark.parametrize("makes", ["exit 1", "exit 0"])
def test_an_espeak_that_makes_no_file_is_passed_over(
    programs: FakePrograms, find: Find, makes: str
) -> None:
    """Whether it says so or not."""
    programs.add("espeak-ng", makes, reads=True)
    add_service(programs)
    say(find(), "Hold")
    assert programs.called == ["espeak-ng", "spd-say"]


def test_where_every_way_fails_each_reason_is_told(
    programs: FakePrograms, find: Find, player: FakePlayer, tmp_path: Path
) -> None:
    """The trouble says what each of them said."""
    add_espeak(programs, tmp_path)
    programs.add("spd-say", "echo 'Failed to connect' >&2; exit 1")
    player.broken = "No sound server."
    with pytest.raises(Unavailable) as trouble:
        say(find(), "Hold")
    assert trouble.value.reason == "No sound server. spd-say: Failed to connect"


def test_where_there_is_none_the_cure_is_told(programs: FakePrograms, find: Find) -> None:
    """The trouble names the packages."""
    with pytest.raises(Unavailable) as trouble:
        find()
    assert "espeak-ng" in trouble.value.cure
    assert "speech-dispatcher" in trouble.value.cure


def test_a_stuck_espeak_makes_no_other_way_late(
    programs: FakePrograms, player: FakePlayer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its cue is let go; the next one goes another way at once."""
    monkeypatch.setattr(sound_speaker, "LATE", 0.1)
    programs.add("espeak-ng", HANGS)
    add_service(programs)
    stuck = Program(("espeak-ng",), by_input=True, patience=0.4)
    ways = (ByFile(stuck, player, lambda: tmp_path), Aloud(Program(("spd-say", "--"))))
    speaker = Speaker(ways)
    with pytest.raises(Unavailable, match="did not end in time"):
        say(speaker, "Hold")
    say(speaker, "Lower slowly")
    assert programs.calls[1:] == ["spd-say|--|Lower slowly"]


def test_a_stuck_service_is_ended(programs: FakePrograms, find: Find) -> None:
    """Nobody waits half a minute for spd-say, and a cut blames nobody."""
    programs.add("spd-say", HANGS)
    speaker, wanted = find(), [True]
    thread = Thread(target=lambda: speaker.say("Hold", lambda: bool(wanted)))
    thread.start()
    assert eventually(lambda: programs.called == ["spd-say"])
    began = time.monotonic()
    wanted.clear()
    speaker.stop()
    thread.join(10)
    assert time.monotonic() - began < 3


def test_no_words_silence_the_service(programs: FakePrograms, find: Find) -> None:
    """It goes on speaking after spd-say has ended; it is told only where it was spoken to."""
    add_service(programs)
    speaker = find()
    say(speaker, "")
    assert programs.calls == []
    say(speaker, "Hold")
    say(speaker, "")
    say(speaker, "")
    assert programs.calls[1:] == ["spd-say|-S"]


# -- other systems --------------------------------------------------------------------------------


def test_macos_says_it(programs: FakePrograms, find: Find, monkeypatch: pytest.MonkeyPatch) -> None:
    """The words come by its input."""
    monkeypatch.setattr(sys, "platform", "darwin")
    programs.add("say", reads=True)
    say(find(), "--help")
    assert programs.calls == ["say|-f|-<--help>"]


def test_windows_says_it(
    programs: FakePrograms, find: Find, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The script is fixed, the words come by its input."""
    speaker = _on_windows(find, monkeypatch)
    programs.add("powershell.exe", reads=True)
    say(speaker, "'; exit")
    (call,) = programs.calls
    assert call.startswith("powershell.exe|-NoProfile|-NonInteractive|-Command|")
    assert "$voice.Volume = 60;" in call
    assert "'en-GB'" in call
    assert "try { $voice.SelectVoiceByHints(" in call
    assert call.endswith("<'; exit>")


def _on_windows(find: Find, monkeypatch: pytest.MonkeyPatch) -> Speaker:
    with monkeypatch.context() as there:
        there.setattr(sys, "platform", "win32")
        return find()


# -- words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Reach  out\nand hold", "Reach out and hold"),
        ("<break time='9s'/> Hold", "break time='9s'/ Hold"),
        ("[[volm 0]] Hold {x} | y", "volm 0 Hold x y"),
        ("Hold\0\x1b[31m \u202ebreathe", "Hold 31m breathe"),
        ("-", ""),
        ("...", ""),
        ("Über 20°", "Über 20°"),
    ],
)
def test_markup_is_taken_out(text: str, words: str) -> None:
    """Brackets and control characters mean something to one speaker or another."""
    assert speakable(text) == words


def test_a_cue_is_bounded() -> None:
    """Nobody listens to a page."""
    assert len(speakable("word " * 1000)) <= 300


@pytest.mark.parametrize(
    ("texts", "locale", "tag"),
    [
        ("en", "en_GB.UTF-8", "en-GB"),
        ("en", "de_DE.UTF-8", "en"),
        ("de", "de_AT.UTF-8", "de-AT"),
        ("de_DE", "en_US.UTF-8", "de"),
        ("en", "C.UTF-8", "en"),
        ("en", "", "en"),
        ("", "xx", "en"),
    ],
)
def test_the_voice_speaks_the_language_of_the_texts(texts: str, locale: str, tag: str) -> None:
    """The locale only chooses among the kinds of that language."""
    assert language_of(texts, locale) == tag


def test_a_strange_language_does_not_reach_a_command(
    programs: FakePrograms, find: Find, tmp_path: Path
) -> None:
    """What is no language tag is taken for English."""
    add_espeak(programs, tmp_path)
    say(find("'; exit"), "Hold")
    assert "|-v|en|" in programs.calls[0]
