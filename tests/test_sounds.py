"""The sounds are soft, clean and unlike each other; their files are made once and kept right."""

from __future__ import annotations

import io
import math
import os
import wave
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from posture_break.ports import Unavailable
from posture_break.ui.sound_files import SoundFiles
from posture_break.ui.sound_waves import PEAK, RATE, SCORES, samples, seconds, wave_file
from posture_break.ui.sounds import Sound

FULL = 32_767


def loudness(data: list[int]) -> float:
    """Return the root mean square."""
    return math.sqrt(sum(each * each for each in data) / len(data))


def tone(data: list[int], pitch: float) -> float:
    """Return how much of one pitch there is (Goertzel)."""
    turn = 2 * math.cos(math.tau * pitch / RATE)
    before, now = 0.0, 0.0
    for each in data:
        before, now = now, each + turn * now - before
    return math.sqrt(max(0.0, now * now + before * before - turn * now * before))


@pytest.mark.parametrize("sound", Sound)
def test_the_loudest_stays_well_below_clipping(sound: Sound) -> None:
    """At full volume there is headroom for what else the computer plays."""
    loudest = max(abs(each) for each in samples(sound, 100))
    assert loudest == pytest.approx(PEAK * FULL, rel=0.001)
    assert PEAK <= 0.7


@pytest.mark.parametrize("sound", Sound)
def test_neither_end_clicks(sound: Sound) -> None:
    """It rises from nothing and falls back to nothing, without a jump."""
    data = samples(sound, 100)
    millisecond = RATE // 1000
    assert data[0] == data[-1] == 0
    assert max(abs(each) for each in data[:millisecond]) < 0.02 * FULL
    assert max(abs(each) for each in data[-millisecond:]) < 0.001 * FULL


@pytest.mark.parametrize("sound", Sound)
def test_nothing_jumps_within(sound: Sound) -> None:
    """From one sample to the next it moves less than a tone of 1 kHz at its peak does."""
    data = samples(sound, 100)
    steepest = max(abs(after - before) for before, after in pairwise(data))
    assert steepest < PEAK * FULL * math.tau * 1000 / RATE


@pytest.mark.parametrize("sound", Sound)
def test_a_sound_is_short(sound: Sound) -> None:
    """Long enough to be heard across a room, short enough not to bother."""
    assert 0.3 <= seconds(sound) <= 1.2
    assert len(samples(sound, 60)) == pytest.approx(seconds(sound) * RATE, abs=1)


@pytest.mark.parametrize(("one", "other"), list(combinations(Sound, 2)))
def test_each_is_its_own(one: Sound, other: Sound) -> None:
    """Two sounds differ in length, and in their tones over time."""
    assert seconds(one) != seconds(other)
    pitches = sorted({note.pitch for score in SCORES.values() for note in score.notes})

    def course(sound: Sound) -> list[float]:
        data, part = list(samples(sound, 100)), RATE // 8
        parts = [data[at : at + part] for at in range(0, RATE // 2, part)]
        return [tone(each, pitch) for each in parts for pitch in pitches]

    first, second = course(one), course(other)
    alike = sum(a * b for a, b in zip(first, second, strict=True))
    assert alike / (math.hypot(*first) * math.hypot(*second)) < 0.85


def test_the_start_goes_up_and_the_end_comes_home() -> None:
    """The sounds mean something without being learnt."""
    start = [note.pitch for note in SCORES[Sound.START].notes]
    assert start == sorted(start)
    done = {note.pitch for note in SCORES[Sound.DONE].notes}
    assert max(start) in done


def test_volume_scales() -> None:
    """A higher volume is louder at each step; none is silence; too much is full volume."""
    levels = [loudness(list(samples(Sound.HALF, volume))) for volume in range(0, 101, 10)]
    assert levels[0] == 0
    assert all(quieter < louder for quieter, louder in pairwise(levels))
    assert levels[5] == pytest.approx(levels[10] / 4, rel=0.01)
    assert samples(Sound.HALF, 900) == samples(Sound.HALF, 100)
    assert set(samples(Sound.HALF, -5)) == {0}


@pytest.mark.parametrize("sound", Sound)
def test_the_file_is_what_every_player_takes(sound: Sound) -> None:
    """A plain WAV file: 44.1 kHz, 16 bit, mono."""
    with wave.open(io.BytesIO(wave_file(sound, 60)), "rb") as file:
        assert (file.getframerate(), file.getsampwidth(), file.getnchannels()) == (RATE, 2, 1)
        assert file.getnframes() == len(samples(sound, 60))


# -- files ----------------------------------------------------------------------------------------


@pytest.fixture
def files(tmp_path: Path) -> SoundFiles:
    """Give sound files at volume 60 in a folder of their own."""
    return SoundFiles(60, [lambda: tmp_path])


def test_a_file_is_made_once(tmp_path: Path, files: SoundFiles) -> None:
    """What is there and right is not written again, by another process either."""
    path = files.file(Sound.START)
    os.utime(path, ns=(1, 1))
    assert files.file(Sound.START) == path
    assert SoundFiles(60, [lambda: tmp_path]).file(Sound.START) == path
    assert path.stat().st_mtime_ns == 1
    assert path.read_bytes() == wave_file(Sound.START, 60)


@pytest.mark.parametrize("damage", [b"", b"RIFF", b"\0" * 90_000])
def test_a_damaged_file_is_put_right(tmp_path: Path, damage: bytes) -> None:
    """Empty, cut off or overwritten: it is made anew."""
    path = SoundFiles(60, [lambda: tmp_path]).file(Sound.HALF)
    path.write_bytes(damage)
    assert SoundFiles(60, [lambda: tmp_path]).file(Sound.HALF) == path
    assert path.read_bytes() == wave_file(Sound.HALF, 60)


def test_one_changed_sample_is_seen(tmp_path: Path) -> None:
    """Damage that keeps the length is damage too."""
    path = SoundFiles(60, [lambda: tmp_path]).file(Sound.HALF)
    content = bytearray(path.read_bytes())
    content[9_000] ^= 0x40
    path.write_bytes(content)
    SoundFiles(60, [lambda: tmp_path]).file(Sound.HALF)
    assert path.read_bytes() == wave_file(Sound.HALF, 60)


def test_a_file_that_was_deleted_comes_back(files: SoundFiles) -> None:
    """Somebody may clear the cache while the card is open."""
    files.file(Sound.DONE).unlink()
    assert files.file(Sound.DONE).exists()


def test_nothing_else_stays_in_the_folder(tmp_path: Path, files: SoundFiles) -> None:
    """No half-written file is left beside the good ones."""
    made = {files.file(sound) for sound in Sound}
    assert set(tmp_path.iterdir()) == made


def test_each_volume_has_its_files(tmp_path: Path) -> None:
    """Volumes that nobody could tell apart share theirs."""
    loud, soft, softer = (
        SoundFiles(volume, [lambda: tmp_path]).file(Sound.HALF) for volume in (80, 41, 39)
    )
    assert loud != soft == softer


def test_another_folder_is_taken_where_one_fails(tmp_path: Path) -> None:
    """A full or read-only cache does not silence the session."""
    (tmp_path / "file").touch()

    def missing() -> Path:
        raise Unavailable("no home")

    files = SoundFiles(60, [missing, lambda: tmp_path / "file", lambda: tmp_path])
    assert files.file(Sound.START).parent == tmp_path


def test_no_folder_at_all_is_said(tmp_path: Path) -> None:
    """The trouble names the first reason."""

    def missing() -> Path:
        raise Unavailable("no home")

    with pytest.raises(Unavailable, match="no home"):
        SoundFiles(60, [missing]).file(Sound.START)
