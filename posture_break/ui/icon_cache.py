"""Gives the tray its pictures without loading Pillow, which costs the waiting program 5 to 7 MB.

The sizes that hosts ask for are shipped as ``tray.pack``: the first picture is there at once, even
with a home folder that is read-only, full or missing, and no process is started for it. (The other
way was to draw them at the first start: half a second of work for the very same pixels.) Only bars
of the old kind ask for odd sizes, one size each: that one is drawn for all looks by a short child
process, in a tenth of a second, and kept in the cache folder.
"""

from __future__ import annotations

import io
import sys
import zlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from posture_break import __version__
from posture_break.ui.icon import SIZES, Look, Shape, tray_looks
from posture_break.ui.icon_pack import PackError, Pixmap, read_pack, write_pack

if TYPE_CHECKING:
    from PIL import Image

SHIPPED = Path(__file__).with_name("tray.pack")

_LARGEST = 512
_PATIENCE = 3.0  # seconds for the child; it needs about a tenth of one


class IconSource:
    """Where the tray gets its pictures; whatever is broken around it, it answers with an icon."""

    def __init__(
        self,
        cache: Path,
        shipped: Path = SHIPPED,
        child: tuple[str, ...] = (sys.executable, "-m", "posture_break.ui.icon_cache"),
    ) -> None:
        self._cache = cache
        self._shipped = shipped
        self._child = child
        self._kept: dict[tuple[int, ...], bytes] = {}  # packs that the cache folder did not take
        self._asked: set[tuple[int, ...]] = set()  # sizes for which a child was started

    def pixmaps(self, look: Look) -> tuple[Pixmap, ...]:
        """Return the look in every size of ``SIZES``, for StatusNotifierItem's ``IconPixmap``."""
        with suppress(OSError, PackError), self._shipped.open("rb") as file:
            return read_pack(file, look)
        return self._made(look, SIZES)

    def pixmap(self, look: Look, size: int) -> Pixmap:
        """Return the look in this one size; an absurd size is brought within 1 to 512."""
        size = max(1, min(size, _LARGEST))
        if size in SIZES:
            return self.pixmaps(look)[SIZES.index(size)]
        return self._made(look, (size,))[0]

    def image(self, look: Look, size: int) -> Image.Image:
        """Return the look as a Pillow image, for platforms whose tray takes nothing else."""
        from posture_break.ui.icon_paint import paint  # noqa: PLC0415 - loads Pillow

        return paint(look, max(1, min(size, _LARGEST)))

    def _made(self, look: Look, sizes: tuple[int, ...]) -> tuple[Pixmap, ...]:
        """Return pictures that are not shipped: from memory, the cache, a child, or drawn here."""
        with suppress(KeyError, PackError):
            return read_pack(io.BytesIO(self._kept[sizes]), look)
        path = self._path(sizes)
        with suppress(OSError, PackError), path.open("rb") as file:
            return read_pack(file, look)
        if sizes not in self._asked:
            self._asked.add(sizes)
            with suppress(OSError, PackError):
                pack = self._ask_child(sizes)
                pictures = read_pack(io.BytesIO(pack), look)
                self._keep(path, sizes, pack)
                return pictures
        return self._drawn_here(look, sizes)

    def _ask_child(self, sizes: tuple[int, ...]) -> bytes:
        import subprocess  # noqa: PLC0415 - hardly ever needed

        try:
            done = subprocess.run(
                [*self._child, *map(str, sizes)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=Path(__file__).parents[2],  # where this very package lies, installed or not
                timeout=_PATIENCE,
                check=True,
            )
        except subprocess.SubprocessError as error:
            raise PackError("the icons could not be drawn in a process of their own") from error
        return done.stdout

    def _keep(self, path: Path, sizes: tuple[int, ...], pack: bytes) -> None:
        fresh = path.with_name(f"{path.name}.new")
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            fresh.write_bytes(pack)
            fresh.replace(path)
            self._drop_outdated()
        except OSError:  # read-only or full: some 15 kB in memory do as well
            self._kept[sizes] = pack
            with suppress(OSError):
                fresh.unlink()

    def _drop_outdated(self) -> None:
        for path in self._cache.glob("tray-*.pack"):
            if not path.name.startswith(self._stem()):
                path.unlink()

    def _path(self, sizes: tuple[int, ...]) -> Path:
        return self._cache / f"{self._stem()}-{'-'.join(map(str, sizes))}.pack"

    def _stem(self) -> str:
        # the shipped set changes with every change of the drawing: no number to forget
        drawing = 0
        with suppress(OSError):
            drawing = zlib.crc32(self._shipped.read_bytes())
        return f"tray-{__version__}-{drawing:08x}"

    def _drawn_here(self, look: Look, sizes: tuple[int, ...]) -> tuple[Pixmap, ...]:
        """Draw in this process: it costs memory from now on, yet an icon is worth more."""
        try:
            from posture_break.ui.icon_paint import argb, paint  # noqa: PLC0415 - loads Pillow
        except ImportError:  # a broken installation: a plain square can still be clicked
            return tuple((size, size, b"\xff\x0e\x93\x84" * (size * size)) for size in sizes)
        return tuple((size, size, argb(paint(look, size))) for size in sizes)


def draw_pack(sizes: tuple[int, ...]) -> bytes:
    """Return a pack with every look of the tray in these sizes (loads Pillow)."""
    from posture_break.ui.icon_paint import argb, paint  # noqa: PLC0415 - loads Pillow

    looks = (*tray_looks(), Look(Shape.LOGO))
    return write_pack(sizes, looks, lambda look, size: argb(paint(look, size)))


def main(arguments: list[str]) -> None:
    """Write a pack with the sizes named in the arguments to standard output."""
    sizes = tuple(max(1, min(int(argument), _LARGEST)) for argument in arguments)
    sys.stdout.buffer.write(draw_pack(sizes))


if __name__ == "__main__":
    main(sys.argv[1:])
