"""A file of ready pictures: one small compressed entry for each look, read singly.

Header ``PBI1``, number of sizes and of entries, the sizes; then for each entry shape, step, offset
and length; then the entries: zlib-compressed, the pictures of all sizes one after the other.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterable
from typing import BinaryIO

from posture_break.ui.icon import Look, Shape

Pixmap = tuple[int, int, bytes]  # width, height, ARGB32 in network order, not premultiplied

_HEAD = struct.Struct(">4sHH")
_SIZE = struct.Struct(">H")
_ENTRY = struct.Struct(">BBII")
_MAGIC = b"PBI1"
_SHAPES = tuple(Shape)


class PackError(Exception):
    """The file is no pack, is damaged, or lacks what was asked for."""


def write_pack(
    sizes: tuple[int, ...], looks: Iterable[Look], draw: Callable[[Look, int], bytes]
) -> bytes:
    """Return a pack of these looks; ``draw`` gives the ARGB32 pixels of one at one size."""
    entries = {
        look: zlib.compress(b"".join(draw(look, size) for size in sizes), 9) for look in looks
    }
    index, offset = [], 0
    for look, entry in entries.items():
        index.append(_ENTRY.pack(_SHAPES.index(look.shape), look.step, offset, len(entry)))
        offset += len(entry)
    head = _HEAD.pack(_MAGIC, len(sizes), len(entries)) + b"".join(map(_SIZE.pack, sizes))
    return head + b"".join(index) + b"".join(entries.values())


def read_pack(file: BinaryIO, look: Look) -> tuple[Pixmap, ...]:
    """Return the pictures of one look; the rest of the file is not read."""
    try:
        magic, size_count, entry_count = _HEAD.unpack(file.read(_HEAD.size))
        if magic != _MAGIC:
            raise PackError("this is no file of icons")
        sizes = [_SIZE.unpack(file.read(_SIZE.size))[0] for _ in range(size_count)]
        index = file.read(entry_count * _ENTRY.size)
        offset, length = _find(index, look)
        file.seek(_HEAD.size + size_count * _SIZE.size + len(index) + offset)
        pixels = _inflate(file.read(length), sum(4 * size * size for size in sizes))
    except (struct.error, zlib.error) as error:
        raise PackError(f"the file of icons is damaged ({error})") from error
    return tuple(_cut(sizes, pixels))


def _find(index: bytes, look: Look) -> tuple[int, int]:
    wanted = (_SHAPES.index(look.shape), look.step)
    for shape, step, offset, length in _ENTRY.iter_unpack(index):
        if (shape, step) == wanted:
            return offset, length
    raise PackError(f"{look} is not among the icons")


def _inflate(entry: bytes, expected: int) -> bytes:
    # bounded, so that a damaged file cannot ask for all memory there is
    pixels = zlib.decompressobj().decompress(entry, expected + 1)
    if len(pixels) != expected:
        raise PackError("the file of icons is cut short")
    return pixels


def _cut(sizes: list[int], pixels: bytes) -> Iterable[Pixmap]:
    start = 0
    for size in sizes:
        end = start + 4 * size * size
        yield (size, size, pixels[start:end])
        start = end
