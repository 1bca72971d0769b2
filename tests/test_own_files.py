"""The person's own files, config and packs: in force at the start and after each change."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest

from posture_break import paths
from posture_break.adapters.files import watch_folder
from posture_break.core.model import What
from posture_break.core.session import PhaseKind
from posture_break.durations import MINUTE
from posture_break.own_files import OwnFiles
from posture_break.ports import Request, Response, Unavailable
from posture_break.reactor import Reactor
from posture_break.settings import LookSettings, Settings
from posture_break.troubles import Troubles
from tests.content_samples import PACK, PACK_EXERCISE, PACK_HEAD
from tests.rounds import turn_until
from tests.running import Running

TOE_TAP = PACK_EXERCISE.replace("heel-slide", "toe-tap").replace("Heel slide", "Toe tap")
OTHER = PACK_HEAD.replace("Clinic", "Other") + TOE_TAP


class Desk:
    """A running program, as far as its files go: what it said, told and planned."""

    def __init__(self, home: Path) -> None:
        self.file = home / "posture-break" / "config.toml"
        self.packs = self.file.parent / "packs"
        self.said: list[str] = []
        self.told: list[tuple[str, ...]] = []

    def starts(self, settings: Settings | None = None, named: Path | None = None) -> None:
        """Start the program."""
        self.own = OwnFiles(named, UTC, settings)
        self.own.start()
        self.running = Running(self.own.plan())
        troubles = Troubles(self.running.loop.troubles)
        troubles.say = self.said.append
        troubles.show = lambda sentences, _part: self.told.append(tuple(sentences))
        self.own.serve(self.running.loop, troubles, self.said.append)
        self.running.starts()

    def writes(self, text: str) -> None:
        """Change the config, and have the program hear of it."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.write_text(text)
        self.own.reload()

    def adds(self, name: str, text: str = PACK) -> Path:
        """Put a pack into the folder; nobody hears of it yet."""
        self.packs.mkdir(parents=True, exist_ok=True)
        path = self.packs / name
        path.write_text(text)
        return path

    @property
    def troubles(self) -> str:
        """What does not work, as the menu has it."""
        return "\n".join(self.running.loop.snapshot().troubles)

    @property
    def offered(self) -> set[str]:
        """The exercises of the plan in force."""
        return {each.id for each in self.running.loop.plan.exercises}

    def asks(self, verb: str) -> Response:
        """Ask as menu or command do; ``told`` is what is shown."""
        answers = self.own.answers(Reactor(), lambda text, code=0: Response(text, code))
        return answers[verb](Request(verb))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Give one with an empty home."""
    for name in ("CONFIG_HOME", "STATE_HOME"):
        monkeypatch.setenv(f"XDG_{name}", str(tmp_path / name))
    return Desk(tmp_path / "CONFIG_HOME")


def test_without_files_the_defaults_are_in_force(desk: Desk) -> None:
    """And nothing is wrong, and nothing is written beside them."""
    desk.starts()
    assert desk.running.loop.plan.reminders[0].name == "stand-up"
    assert (desk.troubles, desk.said, desk.own.is_stale) == ("", [], False)
    assert not desk.file.parent.exists()


def test_a_changed_config_is_in_force_at_once(desk: Desk) -> None:
    """Reminders, wishes and the card's look."""
    desk.starts()
    desk.writes(
        '[reminders.eyes]\nevery = "20m"\n[exercises]\nplaces = ["floor"]\n[look]\nskin = 3'
    )
    assert [each.name for each in desk.running.loop.plan.reminders] == ["eyes"]
    assert desk.running.loop.plan.wishes.places == ("floor",)
    assert desk.own.look().skin == 2


def test_a_faulty_config_is_told_once_and_changes_nothing(desk: Desk) -> None:
    """The last good one stays; mended, the trouble is gone."""
    desk.starts()
    desk.writes('[reminders.eyes]\nevery = "20m"')
    for _ in range(2):
        desk.writes('[reminders.eyes]\nevry = "30m"')
    assert desk.running.loop.plan.reminders[0].every == 20 * MINUTE
    assert len([said for said in desk.said if "evry" in said]) == 1
    assert "fault" in desk.troubles
    desk.writes('[reminders.eyes]\nevery = "30m"')
    assert desk.troubles == ""


def test_a_change_of_a_prescription_reaches_the_picker(desk: Desk) -> None:
    """It is planned with its times, and its dose is taught."""
    desk.starts()
    desk.writes('[[prescriptions]]\nexercise = "bird-dog"\ntimes_a_day = 3\nhold = "20s"')
    (given,) = desk.running.loop.plan.prescriptions
    assert (given.exercise, given.times_a_day) == ("bird-dog", 3)


def test_packs_are_there_from_the_start(desk: Desk) -> None:
    """Their exercises and tips are offered like ours."""
    desk.adds("clinic.toml")
    desk.starts()
    assert "heel-slide" in desk.offered
    assert "clinic-kettle" in {each.id for each in desk.running.loop.plan.tips}
    assert desk.own.guide.name("heel-slide") == "Heel slide"


def test_a_pack_comes_and_goes_while_the_program_runs(desk: Desk) -> None:
    """With the folder, too."""
    desk.starts()
    path = desk.adds("clinic.toml")
    desk.own.reload()
    assert "heel-slide" in desk.offered
    path.unlink()
    desk.own.reload()
    assert "heel-slide" not in desk.offered


def test_a_faulty_pack_is_left_out_and_told_once(desk: Desk) -> None:
    """The good one beside it stays; once it is mended nothing is wrong any more."""
    desk.adds("clinic.toml")
    desk.adds("other.toml", OTHER.replace('kind = "mobility"', 'kind = "magic"'))
    desk.starts()
    desk.own.reload()
    assert {"heel-slide"} == desk.offered & {"heel-slide", "toe-tap"}
    assert [said for said in desk.said if "other.toml" in said] == desk.said
    assert len(desk.said) == 1
    assert "posture-break packs" in desk.troubles
    assert "clinic.toml" not in desk.troubles
    desk.adds("other.toml", OTHER)
    desk.own.reload()
    assert desk.troubles == ""
    assert {"heel-slide", "toe-tap"} <= desk.offered


def test_a_pack_that_goes_takes_its_open_exercise_along(desk: Desk) -> None:
    """The break stays open, with another one."""
    path = desk.adds("clinic.toml")
    desk.starts()
    desk.writes('[exercises]\nplaces = ["floor"]\navoid = ["knees"]')
    running = desk.running
    running.asks("take", reminder="stretch")
    for _ in range(80):
        opened = running.loop.state.open
        if opened is not None and opened.exercise == "heel-slide":
            break
        running.asks("another")
    else:
        raise AssertionError("it never came")
    running.effects.clear()
    path.unlink()
    desk.own.reload()
    assert running.open == "stretch"
    assert running.loop.state.open is not None
    assert running.loop.state.open.exercise != "heel-slide"
    assert running.saw(What.CHANGED)


@pytest.mark.parametrize("which", ["config", "packs"])
def test_what_changed_before_the_watch_began_is_noticed(desk: Desk, which: str) -> None:
    """The files are watched only after the icon is there."""
    desk.starts()
    if which == "packs":
        desk.adds("clinic.toml")
    else:
        desk.file.parent.mkdir(parents=True)
        desk.file.write_text("")
    assert desk.own.is_stale
    desk.own.reload()
    assert not desk.own.is_stale


def test_fixed_settings_take_the_place_of_all_files(desk: Desk) -> None:
    """The demo plays neither the person's config nor their packs."""
    desk.adds("clinic.toml")
    desk.file.write_text("nonsense")
    desk.starts(Settings(look=LookSettings(theme="dark")))
    assert desk.own.look().theme == "dark"
    assert "heel-slide" not in desk.offered
    assert desk.troubles == ""


@pytest.mark.parametrize(
    ("text", "look"),
    [
        ("", {"theme": "auto", "scale": 0.0, "text": 1.0, "motion": True, "skin": -1, "hair": -1}),
        ('[look]\nmotion = "full"', {"motion": True, "always_moves": True}),
        ('[look]\nmotion = "still"\nhair = 2\nskin = "auto"', {"motion": False, "hair": 1}),
        ("[sound]\non = false\nvolume = 20\nvoice = true", {"sound": False, "volume": 20}),
    ],
)
def test_the_look_is_the_configs(desk: Desk, text: str, look: dict[str, Any]) -> None:
    """What is left open is the desktop's, or chance's."""
    desk.starts()
    desk.writes(text)
    found = desk.own.look()
    assert {name: getattr(found, name) for name in look} == look


@pytest.mark.parametrize(
    ("text", "pack", "code", "said"),
    [
        ("", PACK, 0, "config.toml is fine."),
        ("[day]\nhors = 3", PACK, 2, "hours"),
        ('[exercises]\navoid = ["kness"]', PACK, 2, "knees"),
        ("", PACK + "nonsense", 2, "clinic.toml"),
    ],
)
def test_check_tells_what_is_wrong(desk: Desk, text: str, pack: str, code: int, said: str) -> None:
    """With config, words in it, or packs; and reads them again first."""
    desk.starts()
    desk.file.parent.mkdir(parents=True)
    desk.file.write_text(text)
    desk.adds("clinic.toml", pack)
    answer = desk.asks("check-config")
    assert answer.code == code
    assert said in answer.text


def test_a_home_that_nobody_knows_is_no_end(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """No config and no packs then; the program runs on the defaults."""

    def nowhere() -> Path:
        raise Unavailable("no home")

    monkeypatch.setattr(paths, "config_file", nowhere)
    monkeypatch.setattr(paths, "state_folder", nowhere)
    desk.starts()
    assert desk.own.config_file == Path(os.devnull)
    assert not desk.own.packs.is_dir()
    assert desk.running.loop.plan.reminders


# --- on the real file system ---------------------------------------------------------------------


@pytest.fixture
def reactor() -> Iterator[Reactor]:
    """Give an open reactor."""
    with Reactor() as opened:
        yield opened


def test_a_pack_that_is_copied_in_is_offered(desk: Desk, reactor: Reactor) -> None:
    """From the file system's event to the plan, though the folder was not there at first."""
    desk.starts()
    stop = watch_folder(reactor, desk.own.packs, desk.own.reload)
    desk.adds("clinic.toml")
    assert turn_until(reactor, lambda: "heel-slide" in desk.offered)
    (desk.packs / "clinic.toml").unlink()
    assert turn_until(reactor, lambda: "heel-slide" not in desk.offered)
    stop()


def test_a_pack_is_taught_like_our_own(desk: Desk) -> None:
    """Its phases become a lesson."""
    desk.adds("clinic.toml")
    desk.starts()
    lesson = desk.own.guide.card_of("heel-slide").lesson
    assert lesson is not None
    assert {phase.kind for phase in lesson.phases} == {PhaseKind.MOVE}
