"""Where the pictures come from, whatever is broken around them."""

from __future__ import annotations

import io
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_break.ui import icon_cache
from posture_break.ui.icon import SIZES, STEPS, Look, Shape, tray_looks
from posture_break.ui.icon_cache import SHIPPED, IconSource, draw_pack
from posture_break.ui.icon_pack import PackError, read_pack, write_pack
from posture_break.ui.icon_paint import argb, paint

WAITING = Look(Shape.RING, 7)
PAUSED = Look(Shape.BARS)
ODD = 27


def drawn(look: Look, size: int) -> tuple[int, int, bytes]:
    """Return the picture as the drawing gives it now."""
    return (size, size, argb(paint(look, size)))


def forbidden(tmp_path: Path) -> IconSource:
    """Return a source whose child would fail."""
    return IconSource(tmp_path / "cache", child=(sys.executable, "-c", "raise SystemExit(1)"))


def counting(tmp_path: Path) -> tuple[IconSource, Path]:
    """Return a source whose child leaves a mark each time it is started."""
    log = tmp_path / "started"
    code = (
        f"import sys; open({str(log)!r}, 'a').write('.');"
        "from posture_break.ui.icon_cache import main; main(sys.argv[1:])"
    )
    return IconSource(tmp_path / "cache", child=(sys.executable, "-c", code)), log


@pytest.mark.parametrize("look", [*tray_looks(), Look(Shape.LOGO)], ids=str)
def test_shipped_pictures_are_those_that_the_drawing_gives(look: Look, tmp_path: Path) -> None:
    """After a change of the drawing somebody has run icon_export (a shade of tolerance: Pillow)."""
    for shipped, size in zip(forbidden(tmp_path).pixmaps(look), SIZES, strict=True):
        width, height, pixels = drawn(look, size)
        assert shipped[:2] == (width, height)
        apart = [abs(one - other) for one, other in zip(shipped[2], pixels, strict=True)]
        assert max(apart) <= 24, size


def test_common_sizes_need_neither_folder_nor_child(tmp_path: Path) -> None:
    """With no cache folder at all a picture is there, and nothing has been written."""
    source = forbidden(tmp_path)
    assert [pixmap[0] for pixmap in source.pixmaps(WAITING)] == list(SIZES)
    assert source.pixmap(WAITING, 22) == source.pixmaps(WAITING)[1]
    assert not (tmp_path / "cache").exists()


def test_first_picture_is_there_at_once(tmp_path: Path) -> None:
    """The whole way to the first picture is far below the 0.2 s that it may take."""
    begin = time.perf_counter()
    IconSource(tmp_path).pixmaps(WAITING)
    assert time.perf_counter() - begin < 0.1


def test_odd_size_starts_one_child_for_all_looks(tmp_path: Path) -> None:
    """One child draws every look of the size; another source finds them in the cache."""
    source, log = counting(tmp_path)
    assert source.pixmap(WAITING, ODD) == drawn(WAITING, ODD)
    assert source.pixmap(PAUSED, ODD) == drawn(PAUSED, ODD)
    again, _ = counting(tmp_path)
    assert again.pixmap(Look(Shape.MOON), ODD) == drawn(Look(Shape.MOON), ODD)
    assert log.read_text() == "."


def test_real_child_is_found_from_any_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The child is started from where the package lies, not from where the person stands."""
    monkeypatch.chdir(tmp_path)
    assert IconSource(tmp_path).pixmap(WAITING, ODD) == drawn(WAITING, ODD)
    assert len(list(tmp_path.glob("tray-*-27.pack"))) == 1


@pytest.mark.parametrize("rubbish", [b"", b"PBI1", b"no pack", b"\xff" * 5000, None])
def test_damaged_cache_is_drawn_anew(tmp_path: Path, rubbish: bytes | None) -> None:
    """A file that is empty, cut short or something else is replaced by a good one."""
    source, _ = counting(tmp_path)
    source.pixmap(WAITING, ODD)
    (path,) = (tmp_path / "cache").iterdir()
    good = path.read_bytes()
    path.write_bytes(good[: len(good) // 3] if rubbish is None else rubbish)
    again, _ = counting(tmp_path)
    assert again.pixmap(Look(Shape.LOGO), ODD) == drawn(Look(Shape.LOGO), ODD)
    assert path.read_bytes() == good


def test_cache_that_cannot_be_written_costs_one_child_only(tmp_path: Path) -> None:
    """With a file in the folder's place the pictures stay in memory, a few kB."""
    (tmp_path / "cache").write_text("in the way")
    source, log = counting(tmp_path)
    for look in tray_looks():
        assert source.pixmap(look, ODD)[:2] == (ODD, ODD)
    assert log.read_text() == "."


def test_full_disk_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A write that fails half way leaves no file behind and still gives the picture."""

    def full(path: Path, data: bytes) -> int:
        with path.open("wb") as file:
            file.write(data[:100])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    source, _ = counting(tmp_path)
    assert source.pixmap(WAITING, ODD) == drawn(WAITING, ODD)
    assert list((tmp_path / "cache").iterdir()) == []


@pytest.mark.parametrize(
    "child",
    [
        ("/no/such/program",),
        (sys.executable, "-c", "raise SystemExit(3)"),
        (sys.executable, "-c", "print('rubbish')"),
        (sys.executable, "-c", "import time; time.sleep(60)"),
    ],
    ids=["missing", "failing", "talking", "hanging"],
)
def test_child_that_fails_is_asked_once_and_the_icon_drawn_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, child: tuple[str, ...]
) -> None:
    """The last resort is the same picture, drawn in this process."""
    monkeypatch.setattr(icon_cache, "_PATIENCE", 0.3)
    source = IconSource(tmp_path, child=child)
    assert source.pixmap(WAITING, ODD) == drawn(WAITING, ODD)
    begin = time.perf_counter()
    source.pixmap(PAUSED, ODD)
    assert time.perf_counter() - begin < 0.2


def test_lost_set_is_replaced_through_the_cache(tmp_path: Path) -> None:
    """An installation without its shipped set shows the icon in all sizes all the same."""
    source = IconSource(tmp_path, shipped=tmp_path / "gone")
    assert source.pixmaps(PAUSED) == tuple(drawn(PAUSED, size) for size in SIZES)


def test_without_pillow_there_is_still_something_to_click(tmp_path: Path) -> None:
    """Even with no set, no child and no Pillow the answer is a picture of the right size."""
    code = (
        "import sys; sys.modules['PIL'] = None\n"
        "from pathlib import Path\n"
        "from posture_break.ui.icon_cache import IconSource\n"
        "from posture_break.ui.icon import Look, Shape\n"
        "nowhere = Path('/nowhere')\n"
        "source = IconSource(nowhere, shipped=nowhere, child=('/nowhere',))\n"
        "print([len(pixels) for _, _, pixels in source.pixmaps(Look(Shape.MOON))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str([4 * size * size for size in SIZES])


def test_caches_of_older_versions_are_removed(tmp_path: Path) -> None:
    """A new drawing leaves no old pictures in the folder, and touches no other file."""
    old, other = tmp_path / "tray-0.0.1-12345678-27.pack", tmp_path / "else.txt"
    old.touch()
    other.touch()
    IconSource(tmp_path).pixmap(WAITING, ODD)
    assert not old.exists()
    assert other.exists()


@pytest.mark.parametrize("size", [-5, 0, 100_000])
def test_absurd_size_is_brought_within_bounds(tmp_path: Path, size: int) -> None:
    """No host can make the program allocate gigabytes."""
    source = IconSource(tmp_path, child=("/no/such/program",))
    assert source.pixmap(PAUSED, size)[0] in {1, 512}


def test_image_is_drawn_in_process(tmp_path: Path) -> None:
    """Windows and macOS get a Pillow image of the asked size."""
    assert IconSource(tmp_path).image(WAITING, 40).size == (40, 40)


def test_pack_gives_back_what_went_in() -> None:
    """Every look and size comes out as it was written."""
    pack = draw_pack((5, 9))
    for look in tray_looks():
        assert read_pack(io.BytesIO(pack), look) == (drawn(look, 5), drawn(look, 9))


def test_look_that_is_not_in_the_pack_is_named() -> None:
    """Asking for a step that does not exist says so."""
    with SHIPPED.open("rb") as file, pytest.raises(PackError, match="not among"):
        read_pack(file, Look(Shape.RING, STEPS + 1))


@given(st.binary(max_size=300), st.integers(0, 400))
def test_no_damage_raises_anything_else(noise: bytes, at: int) -> None:
    """Whatever is written over a pack, reading it gives pictures or PackError."""
    pack = write_pack((4,), [WAITING, PAUSED], lambda look, size: bytes(4 * size * size))
    damaged = pack[:at] + noise + pack[at + len(noise) :]
    with suppress(PackError):
        read_pack(io.BytesIO(damaged), PAUSED)
