"""The four sounds, made from nothing but sums of damped sines: soft wooden bars, like a marimba's.

All notes are of one pentatonic scale, so that two sounds that meet never clash. A note is a few
partials, each with its own decay: the high ones knock and are gone, the ground tone rings.
"""

from __future__ import annotations

import math
import sys
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from itertools import islice

from posture_break.ui.sounds import Sound

RATE = 44_100  # samples a second
PEAK = 0.6  # of full scale, at full volume: headroom for mixers that add other sounds

_TOP = 32_767
_ATTACK = 0.012  # seconds; longer than the ear takes for a click, short enough for a knock
_CLOSE = 0.06  # seconds: the end fades, however much still rings
_GONE = 0.001  # of its beginning: a partial this faint is not worth the work

C4, G4, A4, C5, E5, G5 = 261.63, 392.00, 440.00, 523.25, 659.26, 783.99


@dataclass(frozen=True, slots=True)
class Note:
    """One stroke on one bar."""

    pitch: float  # of its ground tone, in hertz
    at: float  # seconds after the sound's beginning
    strength: float = 1.0
    ring: float = 0.30  # seconds in which the ground tone falls to a third (1/e)


@dataclass(frozen=True, slots=True)
class Score:
    """One sound: its notes and how long it lasts, in seconds."""

    lasts: float
    notes: tuple[Note, ...]


SCORES = {
    Sound.START: Score(1.0, (Note(G4, 0.0, 0.8), Note(C5, 0.16))),  # a step up: here we go
    Sound.HALF: Score(0.5, (Note(A4, 0.0, 1.0, 0.14),)),  # one short knock
    Sound.SWITCH: Score(  # there and back
        0.75, (Note(E5, 0.0, 0.9, 0.12), Note(C5, 0.13, 0.9, 0.12), Note(E5, 0.26, 1.0, 0.16))
    ),
    Sound.DONE: Score(  # home, and it may ring
        1.2,
        (
            Note(C4, 0.0, 0.7, 0.4),
            Note(G4, 0.09, 0.7, 0.4),
            Note(C5, 0.18, 0.8, 0.4),
            Note(G5, 0.27, 0.7, 0.35),
        ),
    ),
}

# A bar's partials: multiple of the pitch, loudness, and how fast it dies beside the ground tone.
# A marimba's second partial is tuned to the fourth harmonic; the octave is added for warmth.
PARTIALS = ((1.0, 1.0, 1.0), (2.0, 0.10, 0.55), (3.98, 0.16, 0.22), (9.1, 0.03, 0.08))


def wave_file(sound: Sound, volume: int) -> bytes:
    """Return a sound as a WAV file (mono, 16 bit); ``volume`` in per cent, 0 is silence."""
    import wave  # noqa: PLC0415 - the players' thread needs it, the card's start does not

    data = samples(sound, volume)
    if sys.byteorder == "big":
        data.byteswap()  # WAV is little-endian
    file = BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(data.itemsize)
        out.setframerate(RATE)
        out.writeframes(data.tobytes())
    return file.getvalue()


def seconds(sound: Sound) -> float:
    """Return how long a sound lasts."""
    return SCORES[sound].lasts


def samples(sound: Sound, volume: int) -> array[int]:
    """Return a sound's samples at this volume, in per cent; no sample exceeds `PEAK`."""
    score = SCORES[sound]
    mix = [0.0] * int(score.lasts * RATE)
    for note in score.notes:
        _add(mix, note)
    _fade_out(mix)
    loudest = max(abs(each) for each in mix)
    # An ear hears in proportions: the square makes half the volume sound about half as loud.
    gain = PEAK * _TOP * (min(max(volume, 0), 100) / 100) ** 2 / loudest
    return array("h", (round(gain * each) for each in mix))


def _add(mix: list[float], note: Note) -> None:
    """Strike one note into the mix."""
    first = int(note.at * RATE)
    for multiple, loudness, life in PARTIALS:
        damped = _ringing(note.pitch * multiple, note.ring * life)
        for at, value in enumerate(islice(damped, len(mix) - first), first):
            mix[at] += note.strength * loudness * value


def _ringing(pitch: float, ring: float) -> Iterable[float]:
    """Yield a damped sine with a soft beginning, until it is too faint to matter.

    A resonator does it with two multiplications a sample: y[n] = 2r cos(w) y[n-1] - r^2 y[n-2].
    """
    decay = math.exp(-1 / (ring * RATE))
    turn = math.tau * pitch / RATE
    ahead, back = 2 * decay * math.cos(turn), -decay * decay
    before, now = -math.sin(turn) / decay, 0.0
    attack = int(_ATTACK * RATE)
    for at in range(int(-math.log(_GONE) * ring * RATE)):
        yield now if at >= attack else now * math.sin(math.pi / 2 * at / attack) ** 2
        before, now = now, ahead * now + back * before


def _fade_out(mix: list[float]) -> None:
    """Bring the last moment down to nothing, so that the end does not click."""
    length = int(_CLOSE * RATE)
    for step in range(length):
        mix[-1 - step] *= math.sin(math.pi / 2 * step / length) ** 2
