"""A config file becomes settings, or a list of everything that is wrong with it."""

from __future__ import annotations

import tomllib
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from posture_break.config import LARGEST, ConfigFaults, load, parse
from posture_break.config_writing import effective
from posture_break.core.model import Kind, Show, Window
from posture_break.durations import HOUR, MINUTE, SECOND
from posture_break.settings import (
    DEFAULT_REMINDERS,
    EVERYDAY_TOPICS,
    BreakSettings,
    OwnHours,
    ReminderSettings,
    Settings,
)
from tests import settings_strategies


def faults(text: str) -> list[str]:
    """Return all faults of a text, as they are printed."""
    with pytest.raises(ConfigFaults) as caught:
        parse(text)
    return str(caught.value).splitlines()


def reminder(text: str) -> ReminderSettings:
    """Return the only reminder of a text."""
    (only,) = parse(text).reminders
    return only


# ---- what a file says ------------------------------------------------------------------------


def test_an_empty_file_means_the_defaults() -> None:
    """Whoever writes nothing gets everything as it comes."""
    assert parse("") == Settings()


def test_all_sections_are_read() -> None:
    """Every table of the file arrives in the settings."""
    settings = parse("""
        [day]
        hours = ["09:00-12:30", "13:15-17:30"]
        days = ["fri", "mon"]
        limit = "8h"
        starts = "05:30"
        [day.sat]
        hours = ["10:00-12:00"]
        [day.mon]
        hours = []
        [presence]
        away_after = "3m"
        [busy]
        hold = []
        hold_at_most = "no limit"
        [breaks]
        snooze = ["7m"]
        [exercises]
        places = ["desk"]
        avoid = ["wrists"]
        [[prescriptions]]
        exercise = "bird-dog"
        hold = "5s"
        until = 2027-03-01
        [[prescriptions]]
        exercise = "plank"
        [look]
        scale = 2
    """)
    day = settings.day
    assert day.hours == (Window(time(9), time(12, 30)), Window(time(13, 15), time(17, 30)))
    assert (day.days, day.limit, day.starts) == ((0, 4), 8 * HOUR, time(5, 30))
    assert day.own_hours == (OwnHours(0, ()), OwnHours(5, (Window(time(10), time(12)),)))
    assert settings.presence.away_after == 3 * MINUTE
    assert (settings.busy.hold, settings.busy.hold_at_most) == ((), 0)
    assert settings.breaks.snooze == (7 * MINUTE,)
    assert (settings.exercises.places, settings.exercises.avoid) == (("desk",), ("wrists",))
    assert [each.exercise for each in settings.prescriptions] == ["bird-dog", "plank"]
    assert settings.prescriptions[0].until == date(2027, 3, 1)
    assert settings.look.scale == 2.0
    assert settings.reminders == DEFAULT_REMINDERS


def test_what_is_left_out_of_a_reminder_follows_from_the_rest() -> None:
    """A card brings an exercise and waits for a pause in the typing; the rest is plain."""
    card = reminder('[reminders.stretch]\nevery = "50m"\nshow = "card"')
    assert (card.exercise, card.wait_for_pause, card.says) == (True, 15 * SECOND, "stretch")
    plain = reminder('[reminders.tea]\nevery = "50m"')
    assert (plain.exercise, plain.wait_for_pause, plain.says) == (False, 0, "")
    assert (plain.kind, plain.show, plain.lasts) == (Kind.BREAK, Show.NOTIFICATION, 2 * MINUTE)


def test_a_short_interval_gets_a_shorter_break() -> None:
    """The break that goes unsaid still fits into its interval."""
    assert reminder('[reminders.blink]\nevery = "90s"').lasts == 45 * SECOND
    assert reminder('[reminders.blink]\nevery = "2s"').lasts == SECOND


def test_snoozes_follow_the_breaks_table() -> None:
    """The number under [breaks] goes for every reminder that has none of its own."""
    text = '[breaks]\nsnoozes = 1\n[reminders.a]\nevery="1h"\n[reminders.b]\nevery="1h"\nsnoozes=5'
    assert [each.snoozes for each in parse(text).reminders] == [1, 5]
    assert parse("[breaks]\nsnoozes = 1").reminders[0].snoozes == 1


def test_a_tip_without_words_of_its_own_has_topics() -> None:
    """A tip that names nothing tells of everyday matters; one with own words tells those."""
    assert reminder('[reminders.a]\nevery="1h"\nkind="tip"').topics == EVERYDAY_TOPICS
    tip = reminder('[reminders.a]\nat=["9:00"]\nkind="tip"\nsays="Water the plants."')
    assert (tip.topics, tip.says, tip.at) == ((), "Water the plants.", (time(9),))


def test_named_reminders_replace_the_default_set() -> None:
    """The file's reminders are all that there are."""
    assert [each.name for each in parse('[reminders.tea]\nevery="1h"').reminders] == ["tea"]


def test_defaults_true_keeps_the_set_beside_them() -> None:
    """The default set comes first, a new reminder after it."""
    names = [each.name for each in parse('defaults=true\n[reminders.tea]\nevery="1h"').reminders]
    assert names == ["stand-up", "stretch", "posture-tip", "tea"]


def test_a_kept_default_changes_in_the_named_keys_alone() -> None:
    """With defaults = true one line is enough to stretch every 50 minutes."""
    _stand_up, stretch, _tip = parse('defaults=true\n[reminders.stretch]\nevery="50m"').reminders
    assert (stretch.every, stretch.lasts, stretch.show) == (50 * MINUTE, 4 * MINUTE, Show.CARD)
    _, stretch, _ = parse('defaults=true\n[reminders.stretch]\nat=["10:00"]').reminders
    assert (stretch.every, stretch.at, stretch.exercise) == (None, (time(10),), True)
    _, stretch, _ = parse('defaults=true\n[reminders.stretch]\nshow="icon"').reminders
    assert (stretch.exercise, stretch.wait_for_pause) == (False, 0)


def test_defaults_false_means_none() -> None:
    """Without a reminder of its own such a file reminds of nothing."""
    assert parse("defaults = false").reminders == ()


def test_an_end_in_the_past_is_no_fault() -> None:
    """A prescription that is over just stays in the file."""
    text = '[[prescriptions]]\nexercise = "plank"\nuntil = 2001-01-01'
    assert parse(text).prescriptions[0].until == date(2001, 1, 1)


# ---- what is wrong ---------------------------------------------------------------------------


def test_a_fault_says_file_line_key_and_what_to_write() -> None:
    """The message is complete: whoever reads it can mend the file."""
    assert faults("\n[reminders.stretch]\n\nevery = 50") == [
        "config.toml:4: reminders.stretch.every: 50 is a bare number; say 50m or 50s"
    ]


def test_a_fault_has_its_parts_for_programs() -> None:
    """Line and key need not be cut out of the sentence."""
    with pytest.raises(ConfigFaults) as caught:
        parse("[busy]\nhold = ['cal']", "other.toml")
    (fault,) = caught.value.faults
    assert (fault.file, fault.line, fault.key) == ("other.toml", 2, "busy.hold[1]")
    assert fault.hint == "did you mean call?"


def test_all_faults_come_at_once_in_order() -> None:
    """Every wrong line is named in one go, from top to bottom."""
    found = faults("""
[presense]
[day]
hours = [
  "9-17",
  "09:00-12:00", "11:00-13:00",
]
limit = 8
days = ["monday"]
[reminders.a]
[reminders.b]
every = "10m"
lasts = "10m"
[reminders.c]
kind = "tip"
lasts = "1m"
every = "x"
[[prescriptions]]
sets = 0
""")
    assert [fault.split(": ")[0] for fault in found] == [
        f"config.toml:{line}" for line in (2, 4, 5, 8, 9, 10, 13, 16, 17, 19)
    ]


CASES = [
    ("presense = 1", "presense: unknown key; did you mean presence?"),
    ("[presence]\naway-after = '1m'", "unknown key; did you mean away_after?"),
    ("every = '5m'", "unknown key; it belongs under a reminder, like [reminders.stretch]"),
    ("snooze = ['5m']", "unknown key; it belongs under [breaks]"),
    ("[reminders.a]\nevery='5m'\ndefaults=true", "it belongs at the top of the file, above the"),
    ("[day]\nbusy = 1", "write [busy] on a line of its own"),
    ("[look]\nqqq = 1", "look.qqq: unknown key; known here: theme, scale"),
    ("[day.monday]", "day.monday: unknown key; did you mean mon?"),
    ("day = 5", "5 stands where a table belongs; write [day] on a line of its own"),
    ("[[day]]", "a list stands where a table belongs"),
    ("[day]\nsat = ['10:00-12:00']", "a list stands where a table belongs; write [day.sat] on"),
    ("[day.sat]", "day.sat: there are no hours; say hours = "),
    ("[day]\nhours = []", "the list is empty; name at least one, or leave it out"),
    ("[day]\ndays = ['mon', 'mon']", '"mon" is in the list twice; keep one of them'),
    ("[day]\nstarts = 4", "4 is no time of day"),
    ("[day]\nlimit = '25h'", '"25h" is too long; say a duration from 1m to 24h'),
    ("[presence]\naway_after = '-5m'", "is negative"),
    ("[presence]\naway_after = '10s'\nback_after = '10s'", "not shorter than away_after"),
    ("[breaks]\nsnooze = []", "the list is empty"),
    ("[breaks]\nsnooze = ['5m', '300s']", '"300s" is in the list twice'),
    ("[breaks]\nsnoozes = -1", "-1 is out of range; say a whole number from 0 to 20"),
    ("defaults = 'yes'", '"yes" is neither true nor false'),
    ("reminders = 5", "5 stands where a table belongs"),
    ("[[reminders]]", "a list stands where a table belongs; write [reminders] on"),
    ("[reminders]\na = '5m'", 'reminders.a: "5m" stands where a table belongs'),
    ("[reminders.'a/b']\nevery='5m'", "this name will not do; use letters, digits, spaces"),
    ("[reminders.'']\nevery='5m'", "this name will not do"),
    ("[reminders.' a']\nevery='5m'", "this name will not do"),
    (f"[reminders.{'a' * 41}]\nevery='5m'", "this name will not do"),
    ("".join(f"[reminders.a{n}]\nevery='5m'\n" for n in range(51)), "there are 51 reminders; name"),
    ("[reminders.a]", 'it never comes; say every = "50m", or at = ["10:00"]'),
    ("[reminders.a]\nevery='5m'\nat=['10:00']", "reminders.a.at: stands beside every; keep one"),
    ("[reminders.a]\nat=['10:00']\nfirst='5m'", "first needs every; leave it out beside at"),
    ("[reminders.a]\nat='10:00'", "is not a list; use square brackets"),
    ("[reminders.a]\nat=['10:00', '10:00']", "is in the list twice"),
    ("[reminders.a]\nat=['25:00']", '"25:00" is no time of day; say a time like "09:30"'),
    ("[reminders.a]\nevery='5m'\nlasts='5m'", "lasts 5m must be shorter than every 5m"),
    ("[reminders.a]\nevery='5m'\nfirst='6m'", "first 6m must not be longer than every 5m"),
    ("[reminders.a]\nevery='5m'\nnotice='5m'", "notice 5m must be shorter than every 5m"),
    ("[reminders.a]\nevery='1000h'", "is too long; say a duration from 1s to 168h"),
    ("[reminders.a]\nevery='5m'\nshow='kard'", "did you mean card?"),
    ("[reminders.a]\nevery='5m'\nkind='tipp'", "did you mean tip?"),
    ("[reminders.a]\nevery='5m'\ntips=['lift']", "did you mean lifting?"),
    ("[reminders.a]\nevery='5m'\ntopics=['sleep']", "only a tip has topics"),
    ("[reminders.a]\nevery='5m'\nkind='tip'\ntips=['sleep']", "say topics instead"),
    ("[reminders.a]\nevery='5m'\nkind='tip'\nlasts='1m'", "a tip opens no break; leave it out"),
    ("[reminders.a]\nevery='5m'\nkind='tip'\nshow='card'", "a tip has no card"),
    ("[reminders.a]\nevery='5m'\nkind='tip'\ntopics=[]", "this tip has nothing to tell"),
    ("[reminders.a]\nevery='5m'\nexercise='plank'", "is neither true nor false"),
    ("[reminders.a]\nevery='5m'\nsays=\"a\\u0000b\"", "control characters"),
    (
        "defaults=true\n[reminders.stretch]\nevery='3m'",
        "every: lasts 4m must be shorter than every",
    ),
    ("prescriptions = 5", "write [[prescriptions]] with two brackets on each side"),
    ("[prescriptions]", "a table stands where a list of tables belongs"),
    ("[[prescriptions]]", "prescriptions[1]: there is no exercise; name it"),
    ("prescriptions = [1]", "prescriptions[1]: 1 stands where a table belongs"),
    ("[[prescriptions]]\nexercise='a'\nuntil=2027-03-01T10:00:00", "is no date; say a date like"),
    ("[look]\ntheme = 'drak'", "did you mean dark?"),
    ("[exercises]\nplaces = ['desk', 'bed']", 'exercises.places[2]: "bed" is not known here'),
    ("[exercises]\nplaces = []", "the list is empty"),
]


@pytest.mark.parametrize(("text", "said"), CASES, ids=[text[:60] for text, _ in CASES])
def test_each_mistake_is_caught_once(text: str, said: str) -> None:
    """One mistake gives one fault, which says what to write instead."""
    (fault,) = faults(text)
    assert said in fault


SYNTAX = [
    ("[day]\nlimit = 8h", '2: 8h has no quotes around it; say "8h"'),
    ("[day]\nlimit = 1h 30m  # note", '2: 1h 30m has no quotes around it; say "1h 30m"'),
    ("[day]\nhours = [9:00-12:00]", '2: 9:00-12:00 has no quotes around it; say "9:00-12:00"'),
    ("a = stretch", '1: stretch has no quotes around it; say "stretch"'),
    ("\na = yes", "2: yes is not TOML; say true or false"),
    ("a = True", "1: True is not TOML; say true or false"),
    ("\n\na = “x”", "3: there are curly quotes; use straight ones"),
    ("[a]\nb = 1\n[a]\n", "3: this stands in the file twice; keep one of the two"),
    ("a = 1\na = 2\n", "2: this stands in the file twice"),
    ("a = 1\na = 2", "2: this stands in the file twice"),
    ("a = {b = 1, b = 2}", "1: this stands in the file twice"),
    ("a = [1]\n[[a]]", "2: this stands in the file twice"),
    ('\na = "x\nb = 1', "2: a text is not closed"),
    ("a = 'x\nb = 1", "1: a text is not closed"),
    ("a = 'x\nb = 'y'", "1: a text is not closed"),
    ('a = 1\nb = """x\n\n\n', "2: a text is not closed"),
    ("a = [1, 2\nb = 3", "2: a list is not closed, here or above"),
    ("a = {b = 1", "1: a { is not closed"),
    ("a: 5", "1: there is no = after the name"),
    ("[a]\nb", "2: there is no = after the name"),
    ("[reminders.my break]", "1: the name in the brackets is not clear; write it like [day]"),
    ("a = 2027-02-30", "1: "),
    ('a = "\\q"', "1: a backslash stands alone"),
    ("a = 'x\x01'", "1: there is an invisible character"),
    ("= 5", "1: "),
    ("a = 007", "1: this line is not TOML"),
]


@pytest.mark.parametrize(("text", "said"), SYNTAX, ids=[text for text, _ in SYNTAX])
def test_what_is_not_toml_is_said_in_words(text: str, said: str) -> None:
    """A syntax error names its line and what to do, in no jargon."""
    (fault,) = faults(text)
    assert fault.startswith(f"config.toml:{said}")


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 5000,
        "a = " + "{a=" * 5000,
        "a = " + "1" * 5000,
        "a = 0x" + "f" * 5000,
        "\0",
        "\r",
    ],
    ids=["lists", "tables", "digits", "hexadecimal", "nul", "return"],
)
def test_monsters_are_refused_in_words(text: str) -> None:
    """Nesting and numbers beyond what Python bears end in a sentence."""
    assert len(faults(text)) == 1


# ---- the file itself -------------------------------------------------------------------------


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    """The program runs well with no file at all."""
    assert load(tmp_path / "none" / "config.toml") == Settings()


def test_a_file_that_was_named_must_be_there(tmp_path: Path) -> None:
    """A slip in --config is not answered with the defaults."""
    with pytest.raises(ConfigFaults, match=r"^none.toml: there is no such file"):
        load(tmp_path / "none.toml", must_exist=True)


def test_a_folder_in_the_files_place(tmp_path: Path) -> None:
    """A folder is named as such."""
    with pytest.raises(ConfigFaults, match="this is a folder"):
        load(tmp_path)


def test_a_file_that_is_not_utf8_names_the_line(tmp_path: Path) -> None:
    """The first line that is not UTF-8 is where to look."""
    file = tmp_path / "config.toml"
    file.write_bytes(b"# a\n# caf\xe9\n")
    with pytest.raises(ConfigFaults, match=r"^config.toml:2: this is not UTF-8 text; save"):
        load(file)


def test_a_mark_in_front_is_passed_over(tmp_path: Path) -> None:
    """Editors on Windows put a byte order mark and carriage returns into the file."""
    file = tmp_path / "config.toml"
    file.write_bytes(b"\xef\xbb\xbf[breaks]\r\nsnoozes = 1\r\n")
    assert load(file).breaks == BreakSettings(snoozes=1)


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    """A film in the file's place is refused after the first megabyte."""
    file = tmp_path / "config.toml"
    file.write_bytes(b"#" * (LARGEST + 1))
    with pytest.raises(ConfigFaults, match="is larger than 1 MiB"):
        load(file)


def test_a_file_below_a_file_cannot_be_read(tmp_path: Path) -> None:
    """The system's own words say why."""
    (tmp_path / "file").touch()
    with pytest.raises(ConfigFaults, match=r"cannot be read \(Not a directory\)"):
        load(tmp_path / "file" / "config.toml")


def test_an_unreadable_file(tmp_path: Path) -> None:
    """Missing permissions are named."""

    class Locked(type(tmp_path)):  # type: ignore[misc]  # root may read every real file
        def open(self, mode: str) -> object:
            raise PermissionError(13, "Permission denied")

    with pytest.raises(ConfigFaults, match=r"cannot be read \(Permission denied\)"):
        load(Locked(tmp_path / "config.toml"))


def test_the_file_is_never_written(tmp_path: Path) -> None:
    """A faulty file stays as the person left it, to the byte."""
    file = tmp_path / "config.toml"
    file.write_bytes(b"every = 50")
    before = file.stat()
    with pytest.raises(ConfigFaults):
        load(file)
    assert file.read_bytes() == b"every = 50"
    assert file.stat().st_mtime_ns == before.st_mtime_ns


# ---- for any content -------------------------------------------------------------------------


@given(settings_strategies.settings())
@hypothesis_settings(max_examples=60, deadline=None)
def test_what_is_shown_reads_back_as_the_same(settings: Settings) -> None:
    """`config show` prints a file that says exactly what is in force."""
    assert parse(effective(settings)) == settings


_LINES = st.sampled_from(
    [
        "[day]", "[day.sat]", "[reminders.a]", "[[prescriptions]]", "[breaks", "defaults = true",
        "every = ", '"5m"', "5", "[", "]", "{", "}", "hours = [", "=", ".", '"', "'", '"""', "\n",
        "at = ", "lasts = '1m'\n", "kind = 'tip'\n", "reminders.b.every = '1h'\n", "#", "\\",
    ]
)  # fmt: skip


@given(st.lists(_LINES | st.text(max_size=8), max_size=14).map("".join))
@hypothesis_settings(deadline=None)
def test_garbage_only_ever_gives_faults(text: str) -> None:
    """No text whatever ends in anything but settings or faults with a known line."""
    try:
        parse(text)
    except ConfigFaults as error:
        last = text.count("\n") + 1
        outside = [each for each in error.faults if each.line and not 1 <= each.line <= last]
        assert (bool(error.faults), outside) == (True, [])  # noqa: PT017 - either way is fine


@given(st.binary(max_size=60))
@hypothesis_settings(deadline=None)
def test_any_bytes_only_ever_give_faults(content: bytes) -> None:
    """No file whatever ends in anything but settings or faults."""
    from tempfile import NamedTemporaryFile

    with NamedTemporaryFile(suffix=".toml") as file:
        file.write(content)
        file.flush()
        try:
            load(Path(file.name))
        except ConfigFaults as error:
            assert error.faults  # noqa: PT017 - either way is fine


@given(st.sampled_from([text for text, _ in CASES]), st.integers(0, 5))
def test_lines_above_move_the_fault_down(text: str, count: int) -> None:
    """The line of a fault is counted from the top of the file."""
    numbers = [int(fault.split(":")[1]) for fault in faults(text)]
    moved = [int(fault.split(":")[1]) for fault in faults("# note\n" * count + text)]
    assert moved == [number + count for number in numbers]


def test_what_is_shown_is_toml_with_every_default() -> None:
    """The shown file names each key that has a value."""
    shown = tomllib.loads(effective(Settings()))
    assert shown["breaks"] == {
        "merge_within": "5m",
        "give_up_after": "10m",
        "snooze": ["5m", "10m", "20m"],
        "snoozes": 3,
    }
    autos = ("theme", "scale", "text", "motion", "skin", "hair")
    assert shown["look"] == dict.fromkeys(autos, "auto")


def test_a_name_with_special_characters_is_written_in_quotes() -> None:
    """Names may hold spaces and letters of any language."""
    text = "[reminders.'Kaffee für zwei']\nevery = '1h'"
    assert '[reminders."Kaffee für zwei"]' in effective(parse(text))


def test_lines_are_counted_in_a_file_from_windows() -> None:
    """Carriage returns move no fault, whether of the grammar or of a value."""
    assert faults("[day]\r\n\r\nlimit = 8\r\n")[0].startswith("config.toml:3: day.limit: 8 is")
    assert faults("[day]\r\n\r\nlimit = 8h\r\n")[0].startswith("config.toml:3: 8h has no")


@pytest.mark.parametrize(("name", "said"), [(r"a\nb", r'"a\u000Ab"'), ("", '""')])
def test_a_fault_stays_on_its_line(name: str, said: str) -> None:
    """A name with a line end in it, or none at all, is told as it would be written."""
    (told,) = faults(f'[reminders."{name}"]\nevery = "10m"\n')
    assert told.startswith(f"config.toml:1: reminders.{said}: this name will not do")
    assert told.isprintable()
