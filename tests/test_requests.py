"""Requests become engine events, and what the engine decided becomes an answer in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_break.core import events
from posture_break.core.model import Effect, Moment, Reason, What, Why
from posture_break.core.session import Side
from posture_break.durations import HOUR, MINUTE
from posture_break.ports import Request
from posture_break.requests import answer_of, check_until, event_of, no_reminder
from tests.desk import Desk, plan, stand_up, stretch, tip
from tests.running import NINE, Running
from tests.snapshots import wall

AT = Moment(5, NINE)


def event(verb: str, **args: str | int) -> events.Event | None:
    """Return the event of a request; ``for_`` is the argument ``for``."""
    named = {name.rstrip("_"): value for name, value in args.items()}
    return event_of(Request(verb, named), AT)


@pytest.mark.parametrize(
    ("made", "wanted"),
    [
        (event("done", serial=7, steps=3, of=5), events.Done(AT, 7, steps=(3, 5))),
        (event("short"), events.Done(AT, None, short=True)),
        (event("skip", serial=7), events.Skip(AT, 7)),
        (event("snooze"), events.Snooze(AT, None)),
        (event("snooze", for_="5m", serial=7), events.Snooze(AT, 7, span=5 * MINUTE)),
        (event("another"), events.Another(AT, None)),
        (event("take"), events.Take(AT)),
        (event("take", reminder="stretch"), events.Take(AT, reminder="stretch")),
        (event("tip", topic="sleep"), events.TellTip(AT, topic="sleep")),
        (event("pause"), events.PauseAsked(AT)),
        (event("pause", for_="1h"), events.PauseAsked(AT, span=HOUR)),
        (event("pause", until="14:00"), events.PauseAsked(AT, until="14:00")),
        (event("resume"), events.Resume(AT)),
        (event("done-for-today"), events.DoneForToday(AT)),
        (event("easier", serial=7), events.Easier(AT, 7)),
        (
            event("felt", exercise="plank", effort="harder", change="worse"),
            events.Felt(AT, exercise="plank", effort="harder", change="worse"),
        ),
        (event("felt", change="same"), events.Felt(AT, change="same")),
        (event("flare"), events.FlareOn(AT)),
        (event("flare", value="on"), events.FlareOn(AT)),
        (event("flare", value="goes-on"), events.FlareGoesOn(AT)),
        (event("flare", value="over"), events.FlareOver(AT)),
        (
            event("set-up", places="desk, standing", avoid="", demand="3"),
            events.SetUp(AT, places=("desk", "standing"), avoid=(), demand=3),
        ),
        (event("set-up"), events.SetUp(AT)),
        (event("carrying"), events.Carrying(AT, on=True)),
        (event("carrying", value="off"), events.Carrying(AT, on=False)),
        (event("quiet-cards", value="on"), events.QuietCards(AT, on=True)),
        (event("quiet-cards", value="off"), events.QuietCards(AT, on=False)),
        (
            event("left", exercise="plank", at=3, of=8, side="left", serial=4),
            events.Left(AT, "plank", 3, 8, Side.LEFT, 4),
        ),
        (event("left", exercise="plank", at=3, of=8), events.Left(AT, "plank", 3, 8)),
        (event("hide", exercise="plank"), events.Hide(AT, exercise="plank")),
        (event("unhide", exercise="plank"), events.Unhide(AT, exercise="plank")),
    ],
)
def test_every_verb_is_an_event(made: events.Event | None, wanted: events.Event) -> None:
    """Verb and arguments arrive in the engine as they were meant."""
    assert made == wanted


@pytest.mark.parametrize(
    ("verb", "args", "said"),
    [
        ("felt", {}, "say how it was"),
        ("felt", {"effort": "much"}, "'much' is not known; say one of: easier, right, harder"),
        ("felt", {"change": "worst"}, "say one of: better, same, worse"),
        ("flare", {"value": "off"}, "say one of: on, goes-on, over"),
        ("set-up", {"places": "desk,bed"}, "'bed' is not known; say one of: desk, standing, floor"),
        ("set-up", {"demand": "4"}, "say one of: 1, 2, 3"),
        ("carrying", {"value": "maybe"}, "say one of: on, off"),
        ("left", {"exercise": "plank", "at": "x", "of": 3}, "must be numbers"),
        ("left", {"exercise": "plank", "at": 1, "of": 3, "side": "top"}, "left, right"),
        ("hide", {}, "say which exercise"),
    ],
)
def test_what_nobody_can_mean_of_themselves_is_refused_with_what_can_be_said(
    verb: str, args: dict[str, str | int], said: str
) -> None:
    """A clear word for whoever typed it."""
    with pytest.raises(ValueError, match=said):
        event(verb, **args)


@pytest.mark.parametrize(
    ("verb", "args", "said"),
    [
        ("another", {}, "Here is another."),
        ("felt", {"exercise": "exercise-1", "change": "same"}, "Noted, thank you."),
        ("felt", {"exercise": "nothing", "change": "same"}, "no exercise called nothing"),
        ("felt", {"change": "same"}, "no session to speak of yet"),
        ("flare", {}, "When to get help"),
        ("flare", {"value": "over"}, "You have no gentle days now."),
        ("set-up", {}, "You left the first questions for later."),
        ("carrying", {}, "You carry things today"),
        ("quiet-cards", {}, "Breaks come quietly"),
        ("quiet-cards", {"value": "off"}, "Breaks come as usual."),
        ("hide", {"exercise": "exercise-1"}, "posture-break unhide exercise-1"),
        ("unhide", {"exercise": "exercise-1"}, "It goes on to be offered."),
        ("left", {"exercise": "exercise-1", "at": 1, "of": 3}, "goes on with it"),
    ],
)
def test_what_the_person_tells_of_themselves_is_answered(
    verb: str, args: dict[str, str | int], said: str
) -> None:
    """In one sentence, with the way on where there is one."""
    person = Desk(plan(stretch()))
    person.tell(events.Take, reminder="stretch")
    request = Request(verb, args)
    made = event_of(request, person.now())
    assert made is not None
    assert said in answer_of(request, person.hear(made), person.plan).text


def test_an_exercise_that_rests_is_told_rather_than_noted() -> None:
    """The second "worse" has a consequence, and the way to help."""
    person = Desk(plan(stretch()))
    person.tell(events.Felt, exercise="exercise-1", change="worse")
    person.tell(events.Felt, exercise="exercise-2", change="same")
    request = Request("felt", {"exercise": "exercise-1", "change": "worse"})
    made = event_of(request, person.now())
    assert made is not None
    said = answer_of(request, person.hear(made), person.plan).text
    assert "rests for 7 days" in said
    assert "When to get help" in said


@pytest.mark.parametrize("verb", ["status", "quit", "dance", ""])
def test_other_verbs_are_not_the_engines(verb: str) -> None:
    """Somebody else may know them."""
    assert event(verb) is None


@pytest.mark.parametrize("serial", ["7", "x"])
def test_a_serial_that_is_no_number_is_none(serial: str) -> None:
    """A script that sends text means the open break."""
    assert event("done", serial=serial) == events.Done(AT, None)


@pytest.mark.parametrize(
    ("span", "said"),
    [
        ("5", "say 5m or 5s"),
        (5, "say 5m or 5s"),
        ("9" * 5000, "a bare number is unclear"),
        ("²", "is no duration"),
        ("-5m", "is no duration"),
        ("1d", "is no duration"),
        ("", "is no duration"),
        ("0s", "no sensible time"),
        ("800h", "no sensible time"),
    ],
)
def test_a_span_that_nobody_can_mean_is_refused_with_a_hint(span: str | int, said: str) -> None:
    """For snooze and pause alike."""
    for verb in ("snooze", "pause"):
        with pytest.raises(ValueError, match=said):
            event(verb, for_=span)


@pytest.mark.parametrize(
    "until", ["", "T", "25:00", "14:00+02:00", "2026-02-30T10:00", "0001-01-01T00:00"]
)
def test_a_time_that_is_none_is_refused(until: str) -> None:
    """With how to write one."""
    with pytest.raises(ValueError, match="expected a time such as 14:00"):
        event("pause", until=until)


def test_a_time_that_is_over_is_refused() -> None:
    """A pause until yesterday would be confirmed, and be none."""
    with pytest.raises(ValueError, match="over already"):
        event("pause", until="2020-01-01T10:00")


def test_a_span_and_a_time_exclude_each_other() -> None:
    """Nobody knows which of the two was meant."""
    with pytest.raises(ValueError, match="not both"):
        event("pause", for_="1h", until="14:00")


@given(st.text(max_size=30) | st.datetimes().map(lambda at: at.isoformat()))
def test_whatever_passes_the_check_the_engine_can_reckon_with(until: str) -> None:
    """No text makes the engine raise: it is refused here, or it is a pause."""
    try:
        check_until(until)
    except ValueError:
        return
    running = Running(plan()).starts()
    assert running.asks("pause", until=until).code in {0, 2}


# --- answers -------------------------------------------------------------------------------------


def effect(what: What, why: Why = Why.ANSWERED, **fields: object) -> Effect:
    """Return something that the engine decided at ten."""
    detail = str(fields.pop("detail", ""))
    return Effect(what, Moment(0, wall("10:00")), Reason(why, detail), **fields)  # type: ignore[arg-type] # any field


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (effect(What.OPENS, reminder="stand-up"), "Stand-up is open."),
        (
            effect(What.DONE, reminder="stand-up", took=125_000),
            "Stand-up is done, after 2 min 5 s.",
        ),
        (effect(What.SKIPPED, reminder="stand-up"), "Stand-up is skipped."),
        (
            effect(What.SNOOZED, reminder="stand-up", until=wall("10:05")),
            "Stand-up comes again at 10:05.",
        ),
        (effect(What.PAUSED, until=wall("11:00")), "Paused until 11:00."),
        (effect(What.PAUSED, until=wall("2026-03-12T04:00")), "Paused until tomorrow 04:00."),
        (effect(What.PAUSED), "Paused until you resume."),
        (effect(What.RESUMED), "Resumed: every reminder starts a fresh interval."),
    ],
)
def test_what_was_done_is_confirmed(told: Effect, said: str) -> None:
    """In one sentence, with exit code 0 and the values for scripts."""
    answer = answer_of(Request("x"), (told,), plan())
    assert (answer.text, answer.code) == (said, 0)
    assert answer.data["what"] == told.what.value


def test_nothing_told_is_done_all_the_same() -> None:
    """Taking what is open already is no fault."""
    assert answer_of(Request("take"), (), plan()).text == "It is open already."
    assert answer_of(Request("another"), (), plan()).code == 0


@pytest.mark.parametrize(
    ("verb", "why", "detail", "code", "said"),
    [
        ("done", Why.NOTHING_OPEN, "", 4, "No break is open."),
        ("resume", Why.RESUMED, "", 4, "Nothing is paused."),
        ("take", Why.NO_SUCH_REMINDER, "x", 2, "There is no reminder called x. You have: stand-up"),
        ("take", Why.NOT_A_BREAK, "tip", 2, "is a tip, not a break."),
        ("snooze", Why.SNOOZES_USED, "", 1, "Refused: snoozed 0 times in a row already."),
    ],
)
def test_a_refusal_says_why(verb: str, why: Why, detail: str, code: int, said: str) -> None:
    """With the exit code that --help promises."""
    refused = effect(What.REFUSED, why, detail=detail)
    answer = answer_of(Request(verb), (refused,), plan(stand_up(), tip()))
    assert answer.code == code
    assert said in answer.text


def test_a_fourth_snooze_is_refused() -> None:
    """Through the real engine: exit code 1, the break stays open."""
    running = Running(plan(stretch())).starts()
    running.asks("take")
    for _ in range(3):
        assert running.asks("snooze", for_="1m").code == 0
        running.passes(minutes=1)
    answer = running.asks("snooze")
    assert answer.code == 1
    assert "3 times" in answer.text
    assert running.open == "stretch"


@pytest.mark.parametrize(
    ("verb", "args", "said"),
    [
        ("take", {"reminder": "yoga"}, "There is no reminder called yoga. You have: stand-up."),
        ("take", {"reminder": "tip"}, "not a break"),
        ("tip", {"topic": "yoga"}, "There are no tips about yoga. There are: posture."),
    ],
)
def test_a_wrong_name_is_wrong_usage(verb: str, args: dict[str, str], said: str) -> None:
    """Through the real engine: exit code 2, and what there is."""
    answer = Running(plan(stand_up(), tip())).starts().asks(verb, **args)
    assert answer.code == 2
    assert said in answer.text


def test_without_any_reminder_it_says_so() -> None:
    """There is nothing to offer instead."""
    nothing = no_reminder("", ())
    assert nothing.text == "Your config names no reminder. To add one: posture-break config edit"
    assert nothing.code == 4
