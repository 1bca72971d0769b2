"""An icon's pixels for an X window, in plain Python.

A few hundred pixels do not deserve Pillow's memory (5 to 7 MB) in the waiting program.
"""

from __future__ import annotations

from posture_break.ui.icon import SIZES


def blend(
    argb: bytes, size: tuple[int, int], under: bytes, width: int, place: tuple[int, int]
) -> bytes:
    """Return ``under`` (blue, green, red, alpha; premultiplied) with an icon laid over it."""
    out = bytearray(under)
    for y in range(size[1]):
        source = y * size[0] * 4
        target = ((place[1] + y) * width + place[0]) * 4
        for _x in range(size[0]):
            alpha = argb[source]
            if alpha:
                rest = 255 - alpha
                for channel in range(3):
                    colour = argb[source + 3 - channel] * alpha + out[target + channel] * rest
                    out[target + channel] = (colour + 127) // 255
                out[target + 3] = alpha + (out[target + 3] * rest + 127) // 255
            source += 4
            target += 4
    return bytes(out)


def swapped(pixels: bytes) -> bytes:
    """Return pixels with the bytes of each in the other order."""
    out = bytearray(len(pixels))
    for channel in range(4):
        out[channel::4] = pixels[3 - channel :: 4]
    return bytes(out)


def fitting(side: int) -> int:
    """Return the size of icon for a square of this size: a shipped one if it fills most of it."""
    fits = [size for size in SIZES if side * 0.84 <= size <= side]
    return max(fits, default=max(1, side))
