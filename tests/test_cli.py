"""Words in a terminal: what goes where, and the exit codes that scripts rely on."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from posture_break import (
    __version__,
    app,
    cli,
    demo,
    here_command,
    packs_command,
    page_command,
    sheet_command,
)
from posture_break.__main__ import main
from posture_break.content.load import load_catalogue
from posture_break.pages import setup_page
from posture_break.ui.page_state import PageState

pytestmark = pytest.mark.skipif(
    not hasattr(socket, "AF_UNIX"), reason="the fake program listens on a Unix socket"
)

ROOT = Path(__file__).parent.parent


class FakeProgram:
    """Listens where the running program would, and answers with what a test put there."""

    def __init__(self, path: Path) -> None:
        self.asked: list[dict[str, Any]] = []
        self.answers: list[dict[str, Any]] = [{"text": "All is well.", "code": 0, "data": {"n": 1}}]
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.bind(str(path))
        self._socket.listen()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                client, _address = self._socket.accept()
            except OSError:
                return
            with client, client.makefile("rwb") as lines:
                self.asked.append(json.loads(lines.readline()))
                for answer in self.answers:
                    lines.write(json.dumps({"v": 1, "ok": not answer["code"], **answer}).encode())
                    lines.write(b"\n")
                    lines.flush()

    def answer(self, text: str, code: int = 0, **data: Any) -> None:
        """Answer like this from now on."""
        self.answers = [{"text": text, "code": code, "data": data}]

    def stop(self) -> None:
        """Stop listening."""
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(5)


@pytest.fixture(autouse=True)
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Keep everything in a folder of its own; gives where the program would listen."""
    for name in ("STATE_HOME", "CONFIG_HOME", "CACHE_HOME"):
        folder = tmp_path / name.lower()
        folder.mkdir(mode=0o700)
        monkeypatch.setenv(f"XDG_{name}", str(folder))
    from posture_break import paths

    with TemporaryDirectory(prefix="pb", dir="/tmp") as short:  # whatever the test is called
        monkeypatch.setenv("XDG_RUNTIME_DIR", short)
        yield paths.socket_file()


@pytest.fixture
def program(places: Path) -> Iterator[FakeProgram]:
    """Give a running program."""
    places.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    listening = FakeProgram(places)
    yield listening
    listening.stop()


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Give what runs a command line and returns exit code, standard output, standard error."""

    def run(*words: str) -> tuple[int, str, str]:
        try:
            code = cli.run(list(words))
        except SystemExit as left:  # argparse
            code = int(left.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


Typed = Callable[..., tuple[int, str, str]]


# --- asking the running program ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "verb", "args"),
    [
        ("status", "status", {}),
        ("why", "why", {}),
        ("why stretch", "why", {"reminder": "stretch"}),
        ("done", "done", {}),
        ("skip", "skip", {}),
        ("short", "short", {}),
        ("snooze", "snooze", {}),
        ("snooze 10m", "snooze", {"for": "10m"}),
        ("take", "take", {}),
        ("take stretch", "take", {"reminder": "stretch"}),
        ("card", "card", {}),
        ("card bird-dog", "card", {"exercise": "bird-dog"}),
        ("card bird dog", "card", {"exercise": "bird dog"}),
        ("tip", "tip", {}),
        ("tip sleep", "tip", {"topic": "sleep"}),
        ("pause", "pause", {}),
        ("pause 1h", "pause", {"for": "1h"}),
        ("pause 1h 30m", "pause", {"for": "1h 30m"}),
        ("pause 14:00", "pause", {"until": "14:00"}),
        ("pause tomorrow", "pause", {"until": "tomorrow"}),
        ("resume", "resume", {}),
        ("setup", "setup", {}),
        ("hurts", "flare", {"value": "on"}),
        ("better", "flare", {"value": "over"}),
        ("quiet-cards on", "quiet-cards", {"value": "on"}),
        ("quiet-cards off", "quiet-cards", {"value": "off"}),
        ("tips --today", "carrying", {"value": "on"}),
        ("tips lifting --today", "carrying", {"value": "on"}),
        ("tips --today lifting", "carrying", {"value": "on"}),
        ("tips --no-today", "carrying", {"value": "off"}),
        ("hide superman", "hide", {"exercise": "superman"}),
        ("unhide bird dog", "unhide", {"exercise": "bird dog"}),
        ("quit", "quit", {}),
    ],
)
def test_commands_become_requests(
    typed: Typed, program: FakeProgram, words: str, verb: str, args: dict[str, str]
) -> None:
    """With exactly these arguments; what was asked for goes to standard output."""
    assert typed(*words.split()) == (0, "All is well.\n", "")
    assert program.asked == [{"v": 1, "verb": verb, "args": args}]


@pytest.mark.parametrize("code", [1, 2, 4])
def test_a_refusal_goes_to_standard_error(typed: Typed, program: FakeProgram, code: int) -> None:
    """The program's code is the command's: 1 failed, 2 wrong usage, 4 nothing to do."""
    program.answer("No break is open.", code)
    assert typed("done") == (code, "", "No break is open.\n")


@pytest.mark.parametrize("words", ["status", "why", "done", "take stretch", "pause 1h", "quit"])
def test_with_no_program_the_code_is_3(typed: Typed, words: str) -> None:
    """And how to start it; nothing on standard output."""
    code, out, err = typed(*words.split())
    assert (code, out) == (3, "")
    assert "posture-break is not running" in err


def test_a_socket_left_over_by_a_crash_is_no_program(typed: Typed, places: Path) -> None:
    """Nobody listens behind it."""
    places.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(places))
    assert typed("status")[0] == 3


def test_a_program_that_does_not_answer_is_a_failure(typed: Typed, program: FakeProgram) -> None:
    """Exit code 1, and what happened."""
    program.answers = []
    code, out, err = typed("status")
    assert (code, out) == (1, "")
    assert "does not answer" in err


def test_json_is_alone_on_standard_output(typed: Typed, program: FakeProgram) -> None:
    """The values, not the words; also letters beyond ASCII."""
    program.answer("in words", line="Übung")
    code, out, err = typed("status", "--json")
    assert (code, json.loads(out), err) == (0, {"line": "Übung"}, "")


def test_a_refusal_is_no_json(typed: Typed, program: FakeProgram) -> None:
    """Standard output stays empty, so that no script takes words for values."""
    program.answer("No.", 1)
    assert typed("status", "--json") == (1, "", "No.\n")


def test_follow_prints_a_line_at_each_change(typed: Typed, program: FakeProgram) -> None:
    """Until the program ends; for status bars."""
    program.answers = [{"text": "", "code": 0, "data": {"n": n}} for n in range(3)]
    code, out, _err = typed("status", "--follow", "--json")
    assert code == 0
    assert [json.loads(line) for line in out.splitlines()] == [{"n": 0}, {"n": 1}, {"n": 2}]
    assert program.asked[0]["follow"] is True


# --- wrong usage ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "dance",
        "done now",
        "status --jso",
        "--configuration x status",
        "--conf x status",
        "--config",
        "config",
        "config destroy",
        "simulate --answer maybe",
        "simulate --seed x",
        "run --terminal now",
        "quiet-cards",
        "quiet-cards maybe",
        "hide",
        "unhide",
        "hurts much",
        "tips sleep --today",
        "exercises --dark",
        "packs dance",
        "packs add",
    ],
)
def test_wrong_usage_is_2(typed: Typed, words: str) -> None:
    """Told on standard error, with what was wrong."""
    code, out, err = typed(*words.split())
    assert (code, out) == (2, "")
    assert "posture-break" in err


def test_an_option_without_its_file_says_so(typed: Typed) -> None:
    """Not something about a missing command."""
    assert "--config: expected one argument" in typed("--config")[2]


@pytest.mark.parametrize("words", ["--help", "status --help", "run -h"])
def test_help_is_what_was_asked_for(typed: Typed, words: str) -> None:
    """On standard output, exit code 0."""
    code, out, err = typed(*words.split())
    assert (code, err) == (0, "")
    assert "posture-break" in out


def test_help_tells_the_exit_codes(typed: Typed) -> None:
    """All of them."""
    out = " ".join(typed("--help")[1].split())
    assert "0 done, 1 failed, 2 wrong usage or bad config, 3 not running, 4 nothing to do" in out


def test_the_version(typed: Typed) -> None:
    """One line."""
    assert typed("--version") == (0, f"posture-break {__version__}\n", "")


# --- starting ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "config", "terminal"),
    [
        ("", None, False),
        ("run", None, False),
        ("--terminal", None, True),
        ("run --terminal", None, True),
        ("--config my.toml", "my.toml", False),
        ("--config=my.toml", "my.toml", False),
        ("--config my.toml run", "my.toml", False),
        ("run --config my.toml", "my.toml", False),
        ("--config my.toml --terminal", "my.toml", True),
        ("--terminal --config my.toml", "my.toml", True),
    ],
)
def test_no_command_starts_it(
    typed: Typed, monkeypatch: pytest.MonkeyPatch, words: str, config: str | None, *, terminal: bool
) -> None:
    """As `run` does, with the same options, wherever --config stands."""
    started: list[app.Start] = []

    def run(start: app.Start) -> int:
        started.append(start)
        return 0

    monkeypatch.setattr(app, "run", run)
    assert typed(*words.split())[0] == 0
    assert started == [app.Start(None if config is None else Path(config), terminal)]


@pytest.mark.parametrize("terminal", [False, True])
def test_demo_starts_the_demo(
    typed: Typed, monkeypatch: pytest.MonkeyPatch, *, terminal: bool
) -> None:
    """On the screen, or in the terminal."""
    played: list[bool] = []

    def run(*, terminal: bool) -> int:
        played.append(terminal)
        return 0

    monkeypatch.setattr(demo, "run", run)
    assert typed("demo", *(["--terminal"] if terminal else []))[0] == 0
    assert played == [terminal]


# --- commands that need no program ---------------------------------------------------------------


@pytest.fixture
def faulty(tmp_path: Path) -> str:
    """Give the name of a config with a fault."""
    file = tmp_path / "faulty.toml"
    file.write_text("[day]\nhors = 3\n")
    return str(file)


@pytest.mark.parametrize("words", ["config check", "config show", "exercises", "tips", "simulate"])
@pytest.mark.parametrize("first", [True, False])
def test_a_faulty_config_is_2(typed: Typed, faulty: str, words: str, *, first: bool) -> None:
    """Wherever --config stands; the fault on standard error with file, line and a hint."""
    named = ["--config", faulty]
    line = [*named, *words.split()] if first else [*words.split(), *named]
    code, out, err = typed(*line)
    assert (code, out) == (2, "")
    assert "faulty.toml:2" in err
    assert "hours" in err


def test_config_path_is_what_was_asked_for(typed: Typed, tmp_path: Path) -> None:
    """Alone on standard output."""
    wanted = tmp_path / "config_home" / "posture-break" / "config.toml"
    assert typed("config", "path") == (0, f"{wanted}\n", "")


def test_simulate_prints_json_alone(typed: Typed) -> None:
    """A line for each thing that happens."""
    words = "simulate --from 2026-03-02T09:00 --until 2026-03-02T11:00 --json"
    code, out, err = typed(*words.split())
    assert (code, err) == (0, "")
    assert "opens" in [json.loads(line)["what"] for line in out.splitlines()]


@pytest.mark.parametrize("words", ["exercises --json", "tips --json"])
def test_content_as_json(typed: Typed, words: str) -> None:
    """JSON alone on standard output."""
    code, out, err = typed(*words.split())
    assert (code, err) == (0, "")
    assert json.loads(out)


@pytest.mark.parametrize("topics", [["lifting"], ["sleep", "eyes"]])
def test_tips_of_some_topics(typed: Typed, topics: list[str]) -> None:
    """Only these."""
    code, out, _err = typed("tips", *topics, "--json")
    assert code == 0
    assert {tip["topic"] for tip in json.loads(out)} == set(topics)


def test_a_topic_that_is_not_there_is_named_with_those_that_are(typed: Typed) -> None:
    """In a sentence."""
    said = typed("tips", "yoga")[2]
    assert said.startswith("There are no tips about yoga. There are: posture, lifting, ")


def test_help_needs_no_program(typed: Typed) -> None:
    """The signs, the most urgent first, in plain lines."""
    code, out, err = typed("get-help")
    assert (code, err) == (0, "")
    assert out.startswith("When to get help\n")
    assert out.index("Get help now") < out.index("Ask a doctor today")


@pytest.mark.parametrize(("dark", "words"), [(False, []), (True, ["--dark"])])
def test_the_sheet_is_drawn_where_it_is_wanted(
    typed: Typed, monkeypatch: pytest.MonkeyPatch, *, dark: bool, words: list[str]
) -> None:
    """In light colours, or in dark ones."""
    drawn: list[tuple[Path, bool]] = []

    def run(path: Path, *, dark: bool) -> int:
        drawn.append((path, dark))
        return 0

    monkeypatch.setattr(sheet_command, "run", run)
    assert typed("exercises", "--sheet", "all.png", *words)[0] == 0
    assert drawn == [(Path("all.png"), dark)]


@pytest.mark.parametrize(
    ("words", "given"),
    [
        ("packs", []),
        ("packs list", ["list"]),
        ("packs check a.toml", ["check", "a.toml"]),
        ("packs add a.toml --replace", ["add", "a.toml", "--replace"]),
        ("packs --replace add a.toml", ["add", "a.toml", "--replace"]),
        ("packs remove Clinic", ["remove", "Clinic"]),
    ],
)
def test_packs_are_handed_on(
    typed: Typed, monkeypatch: pytest.MonkeyPatch, words: str, given: list[str]
) -> None:
    """The words as they are; its exit code is the command's."""
    asked: list[list[str]] = []

    def run(words: list[str]) -> int:
        asked.append(words)
        return 2

    monkeypatch.setattr(packs_command, "run", run)
    assert typed(*words.split())[0] == 2
    assert asked == [given]


# --- commands that talk in this terminal ---------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "command", "exercise"),
    [
        ("card --terminal", "card", ""),
        ("card bird dog --terminal", "card", "bird dog"),
        ("setup --terminal", "setup", ""),
    ],
)
def test_some_commands_can_talk_here(
    typed: Typed, monkeypatch: pytest.MonkeyPatch, words: str, command: str, exercise: str
) -> None:
    """A session, and the first questions."""
    asked: list[tuple[str, str]] = []

    def run(command: str, exercise: str = "") -> int:
        asked.append((command, exercise))
        return 0

    monkeypatch.setattr(here_command, "run", run)
    assert typed(*words.split())[0] == 0
    assert asked == [(command, exercise)]


def test_setup_in_the_terminal_needs_the_program(typed: Typed) -> None:
    """It keeps the answers."""
    code, out, err = typed("setup", "--terminal")
    assert (code, out) == (3, "")
    assert "posture-break is not running" in err


def test_setup_in_the_terminal_asks_and_hands_on_the_answers(
    typed: Typed, program: FakeProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page comes from the program, the answers go back to it."""
    program.answer("Noted.", page=asdict(setup_page(load_catalogue())))
    answers = ("set-up", {"places": "desk", "avoid": "", "demand": "1"})
    seen: list[PageState] = []

    def talk(page: PageState) -> tuple[str, dict[str, str]]:
        seen.append(page)
        return answers

    monkeypatch.setattr(page_command, "in_terminal", talk)
    assert typed("setup", "--terminal") == (0, "Noted.\n", "")
    assert seen[0].title == "Three short questions"
    assert [(each["verb"], each["args"]) for each in program.asked] == [
        ("setup", {"where": "terminal"}), answers,
    ]  # fmt: skip


def test_who_leaves_the_questions_changes_nothing(
    typed: Typed, program: FakeProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program hears of no answer."""
    program.answer("", page=asdict(setup_page(load_catalogue())))
    monkeypatch.setattr(page_command, "in_terminal", lambda _page: None)
    assert typed("setup", "--terminal") == (0, "", "")
    assert len(program.asked) == 1


# --- as a program --------------------------------------------------------------------------------


def as_program(*words: str, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run the module as a person does."""
    return subprocess.run(
        [sys.executable, "-m", "posture_break", *words],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False, **options,
    )  # fmt: skip


def test_python_m_is_the_program() -> None:
    """With its exit codes."""
    assert as_program("--version").stdout == f"posture-break {__version__}\n"
    assert as_program("status").returncode == 3


@pytest.mark.parametrize(
    "start", [["-m", "posture_break"], ["-c", "import sys, posture_break.__main__ as m; m.main()"]]
)
@pytest.mark.parametrize("words", [["tips"], ["exercises", "--json"]])
def test_a_reader_that_leaves_is_no_fault(start: list[str], words: list[str]) -> None:
    """As with `| head`: no traceback, whether as a module or as the installed command."""
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, *start, *words],
        cwd=ROOT, stdout=writing, stderr=subprocess.PIPE, text=True, timeout=60, check=False,
    )  # fmt: skip
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
@pytest.mark.parametrize("words", [["tips"], ["simulate", "--json"]])
def test_a_full_disk_is_said_in_one_line(words: list[str]) -> None:
    """As with `> file` where nothing fits any more: failed, and no traceback."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "posture_break", *words],
            cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith("posture-break: the output cannot be written (")
    assert done.stderr.count("\n") == 1


def test_an_interrupted_command_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C, also for the installed command: the usual exit code, no traceback."""

    def interrupted(_words: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "run", interrupted)
    assert main() == 130


def test_asking_loads_next_to_nothing() -> None:
    """A command answers at once: neither engine, nor content, nor settings, nor logging."""
    code = (
        "import sys; from posture_break.cli import run; run(['status']);"
        "print(sorted(name for name in sys.modules if name.startswith('posture_break')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60,
        check=True,
    )  # fmt: skip
    loaded = done.stdout
    for name in ("core.engine", "content", "settings", "app", "loop"):
        assert f"'posture_break.{name}'" not in loaded
