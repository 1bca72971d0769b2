"""The menu as data: what each snapshot says and offers, with no desktop at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_break.core.model import Kind, Reason, Why
from posture_break.core.snapshot import NextView, PrescribedView, Snapshot
from posture_break.durations import HOUR, MINUTE
from posture_break.phrases import day_time
from posture_break.ports import Request
from posture_break.ui.menu import Item, menu, minutes_left, status_line, title, tooltip
from tests.snapshots import NOW, away, held, idle, off_hours, opened, paused, waiting, wall

SORE = replace(waiting(), flare_day=3, flare_ask=True)
WAITS = Reason(Why.PRESCRIPTION_HELD, "heel-slide", count=3)
PRESCRIBED = replace(
    waiting(),
    prescribed=(
        PrescribedView("bird-dog", "bird-dog", 1, 2),
        PrescribedView("bird-dog-2", "bird-dog", 1, 1),
        PrescribedView("heel-slide", "prescribed-heel-slide", 0, 3, held=WAITS),
    ),
)


def everything(items: tuple[Item, ...]) -> Iterator[Item]:
    """Walk the menu with all its submenus."""
    for item in items:
        yield item
        yield from everything(item.children)


def item(snapshot: Snapshot, wanted: str) -> Item:
    """Return the line with this id."""
    return next(each for each in everything(menu(snapshot)) if each.id == wanted)


def ids(snapshot: Snapshot) -> list[str]:
    """Return the ids of the top level, separators left out."""
    return [each.id for each in menu(snapshot) if not each.separator]


@pytest.mark.parametrize(
    ("snapshot", "line", "tip"),
    [
        (waiting(), "Stretch in 12 min", "Stretch at 10:12"),
        (waiting(75), "Stretch in 1 h 15 min", "Stretch at 11:15"),
        (opened(), "Now: Stretch, since 09:58", "Now: Stretch, since 09:58"),
        (paused(), "Paused until 14:00", "Paused until 14:00"),
        (paused(None), "Paused until you resume", "Paused until you resume"),
        (held(), "Held: call since 09:42", "Held: call since 09:42"),
        (off_hours(), "Off hours until tomorrow 09:00", "Off hours until tomorrow 09:00"),
        (off_hours(None), "Off hours", "Off hours"),
        (away(), "Away since 09:51", "Away since 09:51"),
        (idle(), "No reminder is planned", "No reminder is planned"),
        (replace(waiting(), next=()), "No reminder is planned", "No reminder is planned"),
    ],
)
def test_one_line_says_what_is_going_on(snapshot: Snapshot, line: str, tip: str) -> None:
    """The status line counts; the tooltip, which cannot, gives the time of day."""
    assert (status_line(snapshot), tooltip(snapshot)) == (line, tip)


def test_held_for_typing_says_so() -> None:
    """A break that waits for a gap in the typing is not blamed on a call."""
    assert status_line(held(Reason(Why.TYPING))) == "Waiting for a gap in your typing"


def test_the_next_break_is_spoken_of_before_a_tip() -> None:
    """A tip that comes sooner does not hide when the next break is."""
    tip = NextView("posture-tip", Kind.TIP, NOW + MINUTE, MINUTE, HOUR, Reason(Why.WORKED))
    snapshot = waiting()
    assert status_line(replace(snapshot, next=(tip, *snapshot.next))) == "Stretch in 12 min"
    assert status_line(replace(snapshot, next=(tip,))) == "Posture-tip in 1 min"


def test_a_snoozed_break_comes_again() -> None:
    """After a snooze the line says that it is the same break."""
    snapshot = waiting(5)
    snoozed = (replace(snapshot.next[0], snoozed=True),)
    assert status_line(replace(snapshot, next=snoozed)) == "Stretch again in 5 min"


def test_while_counting_down_the_menu_offers_what_is_always_there() -> None:
    """No answers without a break."""
    assert ids(waiting()) == [
        "status", "take", "tip", "hurts", "help", "today", "pause", "settings", "about", "quit",
    ]  # fmt: skip


def test_an_open_break_can_be_answered() -> None:
    """The answers come right after the status line, before everything else."""
    assert ids(opened())[:5] == ["status", "done", "short", "snooze", "skip"]


@pytest.mark.parametrize("answer", ["done", "short", "skip", "snooze/300000"])
def test_an_answer_names_the_break_that_it_answers(answer: str) -> None:
    """An answer to an earlier break can be told from one to this break."""
    request = item(opened(serial=41), answer).request
    assert request is not None
    assert request.args["serial"] == 41


def test_snooze_offers_the_configured_choices() -> None:
    """Each choice is a line of its own, and asks for exactly that span."""
    choices = item(opened(), "snooze").children
    assert [each.text for each in choices] == ["5 min", "10 min", "20 min"]
    assert [each.request.args["for"] for each in choices if each.request] == ["5m", "10m", "20m"]


def test_a_used_up_snooze_says_so() -> None:
    """When no snooze is left the line stays, disabled, with the reason."""
    line = item(opened(snoozes_left=0), "snooze-used-up")
    assert (line.text, line.enabled) == ("Snooze: no more for this break", False)


def test_an_announced_break_can_be_put_off_and_skipped() -> None:
    """Snooze and skip work on the notice, before the break opens."""
    announced = replace(waiting(), notice="stretch")
    assert ids(announced)[:3] == ["status", "snooze", "skip"]
    assert item(announced, "skip").request == Request("skip", {"reminder": "stretch"}, "menu")


def test_any_reminder_can_be_taken_now() -> None:
    """Take a break lists the reminders in the config's order, as the person named them."""
    lines = item(waiting(), "take").children
    assert [line.text for line in lines] == ["Stand-up", "Stretch"]
    assert lines[1].request == Request("take", {"reminder": "stretch"}, "menu")


def test_without_reminders_there_is_nothing_to_take() -> None:
    """An empty submenu is no help to anybody."""
    assert "take" not in ids(idle())


def test_pause_offers_spans_and_moments() -> None:
    """Half an hour, one, two, until tomorrow, until resumed."""
    lines = item(waiting(), "pause").children
    assert [(line.text, dict(line.request.args)) for line in lines if line.request] == [
        ("30 min", {"for": "30m"}),
        ("1 h", {"for": "1h"}),
        ("2 h", {"for": "2h"}),
        ("Until tomorrow", {"until": "tomorrow"}),
        ("Until I resume", {}),
    ]


def test_a_pause_can_be_ended() -> None:
    """While paused, Resume stands in the place of Pause."""
    assert "resume" in ids(paused())
    assert "pause" not in ids(paused())


def test_troubles_are_listed() -> None:
    """What does not work is told in the menu, with the cure."""
    sick = replace(waiting(), troubles=("Notifications are not working.", "Config: line 3."))
    lines = item(sick, "trouble").children
    assert [line.text for line in lines] == ["Notifications are not working.", "Config: line 3."]


def test_the_days_limit_offers_to_stop() -> None:
    """Once the limit is reached the person can be done for today."""
    assert "done-for-today" not in ids(waiting())
    assert "done-for-today" in ids(replace(waiting(), limit_reached=True))


@pytest.mark.parametrize("snapshot", [waiting(), opened(), paused(), off_hours(), idle(), SORE])
def test_help_is_always_one_line_away(snapshot: Snapshot) -> None:
    """Whatever is going on, at the top of the menu."""
    assert "help" in ids(snapshot)
    assert item(snapshot, "help").request == Request("help", {}, "menu")


def test_it_hurts_opens_its_page() -> None:
    """On a sore day the same line asks how it is, and better can be said at once."""
    assert item(waiting(), "hurts").text == "It hurts"
    assert item(SORE, "hurts").text == "How is your back today?"
    for snapshot in (waiting(), SORE):
        assert item(snapshot, "hurts").request == Request("hurts", {}, "menu")
    assert item(SORE, "better").request == Request("flare", {"value": "over"}, "menu")
    assert "better" not in [each.id for each in everything(menu(waiting()))]


@pytest.mark.parametrize("verb", ["carrying", "quiet-cards"])
@pytest.mark.parametrize("on", [False, True])
def test_what_is_so_today_can_be_changed(verb: str, *, on: bool) -> None:
    """One line says what it would be next."""
    snapshot = replace(waiting(), carrying=on, quiet_cards=on)
    line = item(snapshot, verb)
    assert line.request == Request(verb, {"value": "off" if on else "on"}, "menu")
    assert line.text != item(replace(waiting(), carrying=not on, quiet_cards=not on), verb).text


def test_prescriptions_are_counted() -> None:
    """Each with its tally; choosing one shows its exercise."""
    lines = [each for each in item(PRESCRIBED, "today").children if "prescribed" in each.id]
    assert [line.text for line in lines] == [
        "Bird dog: 1 of 2 today",
        "Bird dog 2: 1 of 1 today",
        "Heel slide: 0 of 3 today, the rest waits",
    ]
    assert lines[0].request == Request("card", {"exercise": "bird-dog"}, "menu")


def test_the_first_questions_can_be_had_again() -> None:
    """Among the settings."""
    assert item(waiting(), "setup").request == Request("setup", {}, "menu")


@given(st.integers(0, 3000), st.integers(0, 3000))
def test_ids_do_not_move_with_the_words(one: int, other: int) -> None:
    """However the countdown stands, the lines are the same lines: an open menu stays open."""
    first, second = (tuple(everything(menu(waiting(minutes)))) for minutes in (one, other))
    assert [each.id for each in first] == [each.id for each in second]
    assert [each.request for each in first] == [each.request for each in second]


@pytest.mark.parametrize(
    "snapshot",
    [waiting(), opened(), paused(), held(), off_hours(), away(), idle(), SORE, PRESCRIBED],
)
def test_ids_are_unique(snapshot: Snapshot) -> None:
    """No two lines share an id, whatever is going on."""
    found = [each.id for each in everything(menu(snapshot))]
    assert len(found) == len(set(found))


def test_exactly_one_line_is_the_default() -> None:
    """A plain click on the icon brings the panel, on desktops where it does not open the menu."""
    defaults = [each.request for each in everything(menu(opened())) if each.default]
    assert defaults == [Request("panel", {}, "menu")]


@given(st.integers(1, 48 * HOUR))
def test_what_is_left_is_never_understated(left: int) -> None:
    """The countdown rounds up: it never promises a break sooner than it comes."""
    words = minutes_left(left)
    if words == "less than a minute":
        assert left < MINUTE
        return
    numbers = dict(zip(words.split()[1::2], map(int, words.split()[::2]), strict=True))
    said = numbers.get("h", 0) * HOUR + numbers.get("min", 0) * MINUTE
    assert left <= said < left + MINUTE


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("14:00", "14:00"),
        ("2026-03-12T00:00", "tomorrow 00:00"),
        ("2026-03-10T23:59", "yesterday 23:59"),
        ("2026-03-16T09:00", "Mon 09:00"),
        ("2026-03-19T09:00", "2026-03-19 09:00"),
    ],
)
def test_moments_are_told_as_people_tell_them(moment: str, said: str) -> None:
    """Today by the clock alone, the next days by name, later ones by date."""
    assert day_time(wall(moment), NOW) == said


def test_a_wild_name_stays_one_line() -> None:
    """A reminder's name with line ends or without end does not tear the menu apart."""
    assert title("drink\nwater") == "Drink water"
    assert len(title("x" * 500)) == 80
