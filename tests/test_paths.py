"""The person's folders: where the platform wants them, private, or a sentence that says why not."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from posture_break import paths
from posture_break.ports import Unavailable

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these are the folders of Linux")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a home of its own and none of the real environment's folders."""
    for name in list(os.environ):
        if name.startswith("XDG_") or name == "TMPDIR":
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def mode(folder: Path) -> int:
    """Return the permissions of a folder."""
    return stat.S_IMODE(folder.stat().st_mode)


@pytest.fixture
def runtime(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a good XDG_RUNTIME_DIR that is short enough for a socket."""
    with TemporaryDirectory(prefix="pb", dir="/tmp") as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        yield Path(folder)


def test_folders_are_below_home(home: Path) -> None:
    """Without XDG variables everything is where Linux programs keep it."""
    assert paths.config_file() == home / ".config/posture-break/config.toml"
    assert paths.state_folder() == home / ".local/state/posture-break"
    assert paths.cache_folder() == home / ".cache/posture-break"


def test_xdg_variables_count(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each folder follows its variable."""
    for kind in ("CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(home / kind))
    assert paths.config_file() == home / "CONFIG/posture-break/config.toml"
    assert paths.state_folder() == home / "STATE/posture-break"
    assert paths.cache_folder() == home / "CACHE/posture-break"


def test_asking_for_the_config_makes_nothing(home: Path) -> None:
    """Only `config init` and `config edit` make the folder of the person's file."""
    paths.config_file()
    assert list(home.iterdir()) == []


def test_state_is_for_the_owner_alone() -> None:
    """What somebody does all day is nobody else's business."""
    assert mode(paths.state_folder()) == 0o700


def test_a_file_in_the_folders_place(home: Path) -> None:
    """The sentence names the folder and the reason."""
    (home / ".local").touch()
    with pytest.raises(Unavailable, match=r"\.local/state/posture-break cannot be used: Not a dir"):
        paths.state_folder()


def test_no_home_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a home folder there is a sentence, not a folder called ~."""
    monkeypatch.delenv("HOME")
    monkeypatch.setattr(os, "getuid", lambda: 54321)  # somebody whom the system does not know
    with pytest.raises(Unavailable, match=r"No home folder is known\. Set HOME"):
        paths.config_file()


def test_a_home_that_is_no_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """A home such as /dev/null, which services have, ends in a sentence."""
    monkeypatch.setenv("HOME", "/dev/null")
    with pytest.raises(Unavailable, match="cannot be used"):
        paths.state_folder()


def test_a_home_that_is_read_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """/proc takes no folders from anybody, not even from root."""
    monkeypatch.setenv("HOME", "/proc")
    with pytest.raises(Unavailable, match=r"/proc/.*cannot be used"):
        paths.state_folder()


def test_a_folder_that_cannot_be_written_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that is there but read-only is noticed before the first write."""
    paths.state_folder()
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(Unavailable, match="it cannot be written to"):
        paths.state_folder()


def test_the_runtime_folder_is_the_systems(runtime: Path) -> None:
    """The socket is in XDG_RUNTIME_DIR, in a folder that only the owner enters."""
    assert paths.socket_file() == runtime / "posture-break/control.sock"
    assert mode(runtime / "posture-break") == 0o700


def test_wrong_permissions_of_our_own_folder_are_mended(runtime: Path) -> None:
    """An older or careless program's folder is closed to others."""
    (runtime / "posture-break").mkdir()
    (runtime / "posture-break").chmod(0o755)
    assert mode(paths.runtime_folder()) == 0o700


def test_a_runtime_folder_open_to_others_is_not_used(runtime: Path) -> None:
    """Where others can write they could lay a socket of their own."""
    runtime.chmod(0o777)
    assert paths.runtime_folder().parent != runtime


@pytest.mark.parametrize("value", [None, "", "relative", "/nowhere/at/all", "/etc/hostname"])
def test_without_a_usable_runtime_folder_there_is_a_private_one(
    value: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fallback belongs to us alone."""
    if value is not None:
        monkeypatch.setenv("XDG_RUNTIME_DIR", value)
    folder = paths.runtime_folder()
    assert folder.is_absolute()
    assert folder.stat().st_uid == os.geteuid()
    assert mode(folder) == 0o700


def test_a_strangers_folder_is_not_entered(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    """Somebody who made /tmp/posture-break-1000 first does not get our commands."""
    trap = home / "trap"
    trap.mkdir()
    (home / "t").symlink_to(trap)
    monkeypatch.setattr(paths, "_runtime_candidates", lambda: [home / "t"])
    with pytest.raises(Unavailable, match="belongs to somebody else"):
        paths.runtime_folder()


def test_a_long_path_gets_a_short_folder_of_its_own(
    monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    """Sockets take 107 bytes; two environments with long paths still do not share one socket."""
    found = []
    for name in ("a" * 100, "b" * 100, "a" * 100):
        (home / name).mkdir(mode=0o700, exist_ok=True)
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(home / name))
        found.append(paths.socket_file())
        assert len(os.fsencode(found[-1])) <= paths.LONGEST_SOCKET
        assert mode(found[-1].parent) == 0o700
        found[-1].parent.rmdir()
    assert found[0] == found[2] != found[1]


def test_the_socket_can_really_be_made_there(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    """The system itself accepts the path, however long the folder's own was."""
    import socket

    (home / ("ä" * 60)).mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(home / ("ä" * 60)))
    file = paths.socket_file()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(file))
    file.unlink()
    file.parent.rmdir()
