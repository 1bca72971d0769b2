"""The words of notifications."""

from __future__ import annotations

from dataclasses import replace

import pytest

from posture_break.core.model import Reason, Show, Why
from posture_break.core.snapshot import OpenView
from posture_break.durations import HOUR, MINUTE, SECOND
from posture_break.ports import Request
from posture_break.ui.notes import (
    Words,
    break_key,
    break_note,
    flare_note,
    hide_key,
    hide_note,
    limit_note,
    notice_note,
    request_for,
    rested_note,
    tip_note,
    trouble_note,
)

STAND_UP = OpenView(
    reminder="stand-up",
    serial=12,
    opened=0,
    lasts=2 * MINUTE,
    show=Show.NOTIFICATION,
    says="stand-up",
    reason=Reason(Why.WORKED),
    snoozes_left=3,
)


def test_break_note_says_what_and_how_long() -> None:
    """The title asks, the body tells what to do and for how long."""
    note = break_note(STAND_UP, Words(), buttons_work=True)
    assert note.title == "Time to stand up"
    assert note.body == "Walk a few steps and let your shoulders drop. Takes 2 minutes."
    assert note.key == break_key(12) == "break-12"
    assert note.expires == 0


@pytest.mark.parametrize(
    ("says", "title"),
    [
        ("stand-up", "Time to stand up"),
        ("stretch", "Time to stretch"),
        ("eyes", "Rest your eyes"),
        ("water", "Time for some water"),
        ("", "Time for a break"),
        ("Water the plants", "Water the plants"),
    ],
)
def test_title_follows_says(says: str, title: str) -> None:
    """Each kind of text has its title; own words are shown as they are."""
    assert break_note(replace(STAND_UP, says=says), Words(), buttons_work=True).title == title


def test_long_own_words_go_into_the_body() -> None:
    """Own words too long for a title are all there."""
    words = "Put the laptop on the shelf and work at the standing desk until the next coffee"
    note = break_note(replace(STAND_UP, says=words), Words(), buttons_work=True)
    assert note.title == "Time for a break"
    assert note.body == f"{words}\nTakes 2 minutes."


def test_reminder_without_text_is_named() -> None:
    """Where the config gives no text, the reminder's name tells which it is."""
    note = break_note(replace(STAND_UP, says="", reminder="lunch-walk"), Words(), buttons_work=True)
    assert note.body == "Lunch-walk\nTakes 2 minutes."


def test_break_without_length_says_none() -> None:
    """A break of no length is not said to take 0 seconds."""
    note = break_note(replace(STAND_UP, lasts=0, says="Own words"), Words(), buttons_work=True)
    assert note.body == ""


def test_exercise_steps_and_tip_are_in_the_body() -> None:
    """What the catalogue gives is told in order, a line each."""
    words = Words("Plank", ("Lie down.", "Push up."), tip="Sleep on your side.")
    lines = break_note(STAND_UP, words, buttons_work=True).body.splitlines()
    assert lines[1:] == [
        "Exercise: Plank",
        "1. Lie down.",
        "2. Push up.",
        "Tip: Sleep on your side.",
    ]


@pytest.mark.parametrize("buttons", [False, None])
def test_other_ways_to_answer_are_told_without_buttons(buttons: bool | None) -> None:
    """Where buttons do not work, or nobody knows, the body tells how to answer."""
    body = break_note(STAND_UP, Words(tip="Sit."), buttons).body
    assert "posture-break done" in body
    assert body.index("posture-break done") < body.index("Tip: Sit.")


def test_buttons_of_a_break() -> None:
    """Done, snooze with its length, skip and the card, in this order."""
    note = break_note(STAND_UP, Words(), buttons_work=True, snooze=5 * MINUTE, card=True)
    assert note.buttons == (
        ("done", "Done"),
        ("snooze", "Snooze 5 min"),
        ("skip", "Skip"),
        ("open-card", "Open card"),
    )


def test_no_snooze_button_once_snoozes_are_used() -> None:
    """A snooze that would be refused is not offered."""
    note = break_note(replace(STAND_UP, snoozes_left=0), Words(), buttons_work=True, snooze=1)
    assert [button for button, _label in note.buttons] == ["done", "skip"]


def test_quiet_break_is_quiet() -> None:
    """A break shown silently makes a quiet note."""
    assert break_note(replace(STAND_UP, quiet=True), Words(), buttons_work=True).quiet
    assert not break_note(STAND_UP, Words(), buttons_work=True).quiet


def test_notice_leaves_when_the_break_opens() -> None:
    """The announcement tells when, is quiet, and lasts until then."""
    note = notice_note("stand-up", 30 * SECOND, buttons_work=True, snooze=5 * MINUTE)
    assert note.title == "Stand-up in 30 seconds"
    assert note.expires == 30 * SECOND
    assert note.quiet
    assert [button for button, _label in note.buttons] == ["snooze", "skip"]


def test_notice_tells_the_other_way_without_buttons() -> None:
    """Without buttons the announcement names the command."""
    assert "posture-break snooze" in notice_note("eyes", 30 * SECOND, buttons_work=False).body


def test_tip_wants_no_answer() -> None:
    """A tip is quiet and leaves by itself; all that it offers is its reason."""
    note = tip_note("Feet on the floor.", "posture")
    assert (note.title, note.body) == ("A tip: posture", "Feet on the floor.")
    assert note.quiet
    assert note.expires > 0
    assert note.buttons == (("tip-why", "Why?"),)


def test_a_sore_day_is_asked_about() -> None:
    """Still sore, better, and the way to help; quiet, and it stays until it is answered."""
    note = flare_note(3, buttons_work=True, suggest_help=False)
    assert note.title == "How is your back today?"
    assert note.body == "You are having gentle days; this is day 3."
    assert (note.quiet, note.expires) == (True, 0)
    assert dict(note.buttons) == {
        "still-sore": "Still sore",
        "better": "Better",
        "help": "When to get help",
    }


def test_a_long_sore_time_suggests_help() -> None:
    """A sentence more, and no alarm."""
    body = flare_note(7, buttons_work=True, suggest_help=True).body
    assert "A doctor or physiotherapist can help." in body


def test_what_is_asked_can_be_answered_without_buttons() -> None:
    """The body names the command."""
    sore = flare_note(3, buttons_work=None, suggest_help=False)
    assert "posture-break better" in sore.body
    offer = hide_note("superman", "Superman", buttons_work=False)
    assert "posture-break hide superman" in offer.body


def test_an_exercise_can_be_left_out_or_kept() -> None:
    """The note is called after it, and leaves by itself."""
    note = hide_note("superman", "Superman", buttons_work=True)
    assert (note.key, note.title) == (hide_key("superman"), "Superman")
    assert dict(note.buttons) == {"hide": "Leave it out", "unhide": "Keep it"}
    assert note.expires > 0


def test_an_exercise_that_rests_says_why() -> None:
    """In a sentence, with the way to help."""
    note = rested_note("Superman", "it rests")
    assert (note.title, note.body) == ("Superman takes a rest", "It rests.")
    assert dict(note.buttons) == {"help": "When to get help"}


def test_limit_offers_the_end_of_the_day() -> None:
    """The day's limit is told with the time worked and one button."""
    note = limit_note(8 * HOUR, buttons_work=True)
    assert "8 hours" in note.body
    assert note.buttons == (("done-for-today", "Done for today"),)


def test_trouble_stays_until_it_is_read() -> None:
    """All sentences are told, a line each, and the note does not leave by itself."""
    note = trouble_note(["There is no tray.", "Install waybar."])
    assert note.body == "There is no tray.\nInstall waybar."
    assert note.expires == 0


@pytest.mark.parametrize(
    ("key", "button", "request_"),
    [
        ("break-12", "done", Request("done", {"serial": 12}, "notification")),
        ("break-12", "snooze", Request("snooze", {"serial": 12}, "notification")),
        ("break-12", "open-card", Request("card", {"serial": 12}, "notification")),
        ("notice", "skip", Request("skip", {}, "notification")),
        ("limit", "done-for-today", Request("done-for-today", {}, "notification")),
        ("break-x", "done", Request("done", {}, "notification")),
        ("tip", "tip-why", Request("tip-why", {}, "notification")),
        ("flare", "still-sore", Request("flare", {"value": "goes-on"}, "notification")),
        ("flare", "better", Request("flare", {"value": "over"}, "notification")),
        ("flare", "help", Request("help", {}, "notification")),
        ("rested", "help", Request("help", {}, "notification")),
        ("hide-superman", "hide", Request("hide", {"exercise": "superman"}, "notification")),
        ("hide-superman", "unhide", Request("unhide", {"exercise": "superman"}, "notification")),
        ("tip", "still-sore", None),
        ("break-12", "format-disk", None),
    ],
)
def test_button_becomes_a_request(key: str, button: str, request_: Request | None) -> None:
    """A pressed button asks for what it says, about the very break of its note."""
    assert request_for(key, button) == request_


def test_no_note_shouts() -> None:
    """No text has an exclamation mark."""
    notes = [
        *(
            break_note(replace(STAND_UP, says=says), Words(), buttons_work=False)
            for says in ("stand-up", "stretch", "eyes", "water", "")
        ),
        notice_note("eyes", SECOND, buttons_work=False),
        tip_note("x"),
        limit_note(HOUR, buttons_work=False),
        trouble_note(["x"]),
        flare_note(7, buttons_work=False, suggest_help=True),
        hide_note("plank", "Plank", buttons_work=False),
        rested_note("Plank", "it rests"),
    ]
    assert not any("!" in note.title + note.body for note in notes)
