"""Keeps the frames of a lesson: drawn once, then unpacked from memory in a millisecond.

It knows nothing of figures: whatever names a frame may be its key.
"""

from __future__ import annotations

import zlib
from collections import OrderedDict
from collections.abc import Callable, Hashable

from PIL import Image

MOST_BYTES = 24 * 1024 * 1024  # of packed frames; a loop of ten seconds needs about 4 MB


class Film:
    """Frames of one size, packed; the least recently shown go when memory is full."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        """Store how much may be kept."""
        self._most = most_bytes
        self._packed: OrderedDict[Hashable, tuple[bytes, tuple[int, int]]] = OrderedDict()
        self._held = 0
        self._last: tuple[Hashable, Image.Image] | None = None

    def frame(self, key: Hashable, draw: Callable[[], Image.Image]) -> Image.Image:
        """Return the frame of that name, drawn if it is not kept; do not alter it."""
        if self._last is not None and self._last[0] == key:
            return self._last[1]
        image = self._unpacked(key)
        if image is None:
            image = draw()
            self._pack(key, image)
        self._last = (key, image)
        return image

    def __contains__(self, key: Hashable) -> bool:
        return key in self._packed

    @property
    def held(self) -> int:
        """How many bytes the packed frames take."""
        return self._held

    def _unpacked(self, key: Hashable) -> Image.Image | None:
        if key not in self._packed:
            return None
        self._packed.move_to_end(key)
        packed, size = self._packed[key]
        return Image.frombytes("RGB", size, zlib.decompress(packed))

    def _pack(self, key: Hashable, image: Image.Image) -> None:
        packed = zlib.compress(image.tobytes(), 1)
        self._packed[key] = (packed, image.size)
        self._held += len(packed)
        while self._held > self._most and len(self._packed) > 1:
            _key, (oldest, _size) = self._packed.popitem(last=False)
            self._held -= len(oldest)
