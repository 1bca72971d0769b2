"""Keeps the frames of a lesson: drawn once, then unpacked from memory in a millisecond."""

from __future__ import annotations

import zlib
from collections import OrderedDict

from PIL import Image

from posture_break.figure.paint import Painter

STEP = 50  # milliseconds of a frame: 20 a second

_MOST_BYTES = 24 * 1024 * 1024

Key = tuple[str, str, int, int, bool]


class Film:
    """The frames of one painter, packed; the least recently shown go when memory is full."""

    def __init__(self, painter: Painter, most_bytes: int = _MOST_BYTES) -> None:
        """Store whose frames they are."""
        self.painter = painter
        self._most = most_bytes
        self._packed: OrderedDict[Key, bytes] = OrderedDict()
        self._held = 0
        self._last: tuple[Key, Image.Image] | None = None

    def key(self, of: str, to: str, share: float, *, mirrored: bool, lasts: int) -> Key:
        """Return which frame is shown: as long as it stays the same, nothing needs to be drawn."""
        if of == to:
            return (of, to, 0, 1, mirrored)
        steps = max(1, round(lasts / STEP))
        return (of, to, round(max(0.0, min(1.0, share)) * steps), steps, mirrored)

    def frame(
        self, of: str, to: str, share: float, *, mirrored: bool = False, lasts: int = 2000
    ) -> Image.Image:
        """Return the frame ``share`` of a move that lasts so many milliseconds; do not alter it."""
        key = self.key(of, to, share, mirrored=mirrored, lasts=lasts)
        if self._last is not None and self._last[0] == key:
            return self._last[1]
        image = self._unpacked(key) or self._drawn(key)
        self._last = (key, image)
        return image

    def __contains__(self, key: Key) -> bool:
        return key in self._packed

    @property
    def held(self) -> int:
        """How many bytes the packed frames take."""
        return self._held

    def _unpacked(self, key: Key) -> Image.Image | None:
        packed = self._packed.get(key)
        if packed is None:
            return None
        self._packed.move_to_end(key)
        return Image.frombytes("RGB", self.painter.size, zlib.decompress(packed))

    def _drawn(self, key: Key) -> Image.Image:
        of, to, step, steps, mirrored = key
        image = self.painter.paint(of, to, step / steps, mirrored=mirrored)
        packed = zlib.compress(image.tobytes(), 1)
        self._packed[key] = packed
        self._held += len(packed)
        while self._held > self._most and len(self._packed) > 1:
            _key, oldest = self._packed.popitem(last=False)
            self._held -= len(oldest)
        return image
