"""Watching a file, or a folder, on the real file system, in all the ways people change them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from posture_break.adapters.files import places, watch_file, watch_folder
from posture_break.reactor import Reactor
from tests.rounds import turn_until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Desk:
    """A file or folder that is watched, and how often a change was told."""

    def __init__(self, reactor: Reactor, path: Path, *, folder: bool = False) -> None:
        """Watch the file ``path``, or the folder and what is in it."""
        self.reactor = reactor
        self.told = 0
        watch = watch_folder if folder else watch_file
        self.stop = watch(reactor, path, self._changed)

    def _changed(self) -> None:
        self.told += 1

    def hears(self) -> bool:
        """Say whether a change is told in time, and take note of it."""
        heard = turn_until(self.reactor, lambda: self.told > 0)
        self.told = 0
        return heard

    def hears_nothing(self) -> bool:
        """Say whether it stays quiet for longer than a change needs to be told."""
        return not turn_until(self.reactor, lambda: self.told > 0, limit=0.25)


@pytest.fixture
def reactor() -> Iterator[Reactor]:
    """Give an open reactor."""
    with Reactor() as opened:
        yield opened


def test_an_edit_in_place_is_told_once(reactor: Reactor, tmp_path: Path) -> None:
    """Truncate and write, in several pieces, is one change."""
    path = tmp_path / "config.toml"
    path.write_text("a = 1")
    desk = Desk(reactor, path)
    for text in ("", "a", "a = 2"):
        path.write_text(text)
    assert desk.hears()
    assert desk.hears_nothing()
    desk.stop()


def test_an_edit_that_keeps_size_and_time_is_told(reactor: Reactor, tmp_path: Path) -> None:
    """A rewrite within one tick of the file system's clock is not overlooked."""
    path = tmp_path / "config.toml"
    path.write_text("a = 1")
    status = path.stat()
    desk = Desk(reactor, path)
    path.write_text("a = 2")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert desk.hears()
    desk.stop()


def test_a_replacing_editor_is_followed(reactor: Reactor, tmp_path: Path) -> None:
    """A new file renamed over the old one is told, and so is the next."""
    path = tmp_path / "config.toml"
    path.write_text("a = 1")
    desk = Desk(reactor, path)
    for number in (2, 3):
        fresh = tmp_path / ".config.toml.swp"
        fresh.write_text(f"a = {number}")
        fresh.rename(path)
        assert desk.hears()
    desk.stop()


def test_creation_and_removal_are_told(reactor: Reactor, tmp_path: Path) -> None:
    """The file may come later, and go."""
    path = tmp_path / "config.toml"
    desk = Desk(reactor, path)
    path.write_text("a = 1")
    assert desk.hears()
    path.unlink()
    assert desk.hears()
    desk.stop()


def test_other_files_are_none_of_our_business(reactor: Reactor, tmp_path: Path) -> None:
    """A neighbour's change is not told."""
    path = tmp_path / "config.toml"
    path.write_text("a = 1")
    desk = Desk(reactor, path)
    (tmp_path / "neighbour").write_text("x")
    assert desk.hears_nothing()
    desk.stop()


def test_folders_that_appear_later_are_followed(reactor: Reactor, tmp_path: Path) -> None:
    """Nothing is there at first; the folders come one by one, or all at once with the file."""
    path = tmp_path / "deep" / "er" / "config.toml"
    desk = Desk(reactor, path)
    path.parent.parent.mkdir()
    assert desk.hears_nothing()
    path.parent.mkdir()
    path.write_text("a = 1")
    assert desk.hears()
    path.write_text("a = 22")
    assert desk.hears()
    desk.stop()


def test_a_folder_that_is_replaced_is_followed(reactor: Reactor, tmp_path: Path) -> None:
    """The folder is moved away and another comes in its place: the new one counts."""
    folder = tmp_path / "posture-break"
    folder.mkdir()
    path = folder / "config.toml"
    path.write_text("a = 1")
    desk = Desk(reactor, path)
    folder.rename(tmp_path / "old")
    assert desk.hears()
    folder.mkdir()
    path.write_text("a = 2")
    assert desk.hears()
    (tmp_path / "old" / "config.toml").write_text("a = 333")
    assert desk.hears_nothing()
    desk.stop()


def test_the_target_of_a_link_is_watched(reactor: Reactor, tmp_path: Path) -> None:
    """Dotfiles in a repository: an edit at the target and a switch of the link are both told."""
    home, repository = tmp_path / "home", tmp_path / "dotfiles"
    home.mkdir()
    repository.mkdir()
    (repository / "one.toml").write_text("a = 1")
    (repository / "two.toml").write_text("a = 22")
    path = home / "config.toml"
    path.symlink_to("../dotfiles/one.toml")
    desk = Desk(reactor, path)
    (repository / "one.toml").write_text("a = 333")
    assert desk.hears()
    path.unlink()
    path.symlink_to("../dotfiles/two.toml")
    assert desk.hears()
    (repository / "two.toml").write_text("a = 4444")
    assert desk.hears()
    desk.stop()


def test_a_linked_folder_that_is_switched_is_told(reactor: Reactor, tmp_path: Path) -> None:
    """The whole folder is a link, and points elsewhere from one moment to the next."""
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "config.toml").write_text(f"a = '{name} and its own'")
    link = tmp_path / "posture-break"
    link.symlink_to("one")
    desk = Desk(reactor, link / "config.toml")
    fresh = tmp_path / "fresh"
    fresh.symlink_to("two")
    fresh.rename(link)
    assert desk.hears()
    (tmp_path / "two" / "config.toml").write_text("a = 3")
    assert desk.hears()
    desk.stop()


def test_a_file_in_the_folders_place_is_no_end(reactor: Reactor, tmp_path: Path) -> None:
    """A file stands where the folder should be; once it gives way, the folder is followed."""
    wrong = tmp_path / "posture-break"
    wrong.write_text("not a folder")
    desk = Desk(reactor, wrong / "config.toml")
    wrong.unlink()
    wrong.mkdir()
    (wrong / "config.toml").write_text("a = 1")
    assert desk.hears()
    desk.stop()


def test_a_link_to_itself_ends(tmp_path: Path) -> None:
    """A loop of links is watched where it stands, and nobody walks in a circle."""
    loop = tmp_path / "loop"
    loop.symlink_to("loop")
    assert places(loop)[tmp_path] == {"loop"}


def test_nothing_is_told_after_the_end(reactor: Reactor, tmp_path: Path) -> None:
    """A change that was still settling is dropped with the watch; ending twice is harmless."""
    path = tmp_path / "config.toml"
    path.write_text("a = 1")
    desk = Desk(reactor, path)
    path.write_text("a = 2")
    reactor.turn(0.05)
    desk.stop()
    desk.stop()
    assert desk.hears_nothing()


def test_a_file_written_without_a_pause_is_told_all_the_same(
    reactor: Reactor, tmp_path: Path
) -> None:
    """A writer that never stops cannot keep the change a secret."""
    path = tmp_path / "config.toml"
    desk = Desk(reactor, path)
    written = []

    def write() -> None:
        written.append("line")
        path.write_text("\n".join(written))
        reactor.later(0.03, write)

    write()
    assert turn_until(reactor, lambda: desk.told > 0, limit=3)
    desk.stop()


# --- a folder and what is in it ------------------------------------------------------------------


def test_what_happens_in_a_folder_is_told(reactor: Reactor, tmp_path: Path) -> None:
    """A file that comes, is edited in place, is replaced, renamed, and goes."""
    folder = tmp_path / "packs"
    folder.mkdir()
    desk = Desk(reactor, folder, folder=True)
    file = folder / "clinic.toml"
    file.write_text("a = 1")
    assert desk.hears()
    file.write_text("a = 2")
    assert desk.hears()
    fresh = tmp_path / "fresh"
    fresh.write_text("a = 3")
    fresh.rename(file)
    assert desk.hears()
    file.rename(folder / "other.toml")
    assert desk.hears()
    (folder / "other.toml").unlink()
    assert desk.hears()
    desk.stop()


def test_many_files_at_once_are_told_once(reactor: Reactor, tmp_path: Path) -> None:
    """A whole pack of packs is copied in."""
    folder = tmp_path / "packs"
    folder.mkdir()
    desk = Desk(reactor, folder, folder=True)
    for number in range(20):
        (folder / f"{number}.toml").write_text("a = 1")
    assert turn_until(reactor, lambda: desk.told > 0)
    assert desk.told == 1
    desk.stop()


def test_a_folder_may_come_later_and_go(reactor: Reactor, tmp_path: Path) -> None:
    """With its files in it already; and again."""
    folder = tmp_path / "config" / "packs"
    desk = Desk(reactor, folder, folder=True)
    for _ in range(2):
        folder.mkdir(parents=True)
        (folder / "clinic.toml").write_text("a = 1")
        assert desk.hears()
        (folder / "clinic.toml").write_text("a = 22")
        assert desk.hears()
        (folder / "clinic.toml").unlink()
        assert desk.hears()
        folder.rmdir()
        assert desk.hears()
    desk.stop()


def test_beside_the_folder_nothing_counts(reactor: Reactor, tmp_path: Path) -> None:
    """The config beside it has a watch of its own."""
    folder = tmp_path / "packs"
    folder.mkdir()
    desk = Desk(reactor, folder, folder=True)
    (tmp_path / "config.toml").write_text("a = 1")
    assert desk.hears_nothing()
    desk.stop()


def test_a_linked_folder_is_followed(reactor: Reactor, tmp_path: Path) -> None:
    """Dotfiles in a repository: what is written at the target is told, and a switch of the link."""
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    link = tmp_path / "packs"
    link.symlink_to("one")
    desk = Desk(reactor, link, folder=True)
    (tmp_path / "one" / "clinic.toml").write_text("a = 1")
    assert desk.hears()
    link.unlink()
    link.symlink_to("two")
    assert desk.hears()
    (tmp_path / "two" / "clinic.toml").write_text("a = 1")
    assert desk.hears()
    desk.stop()
