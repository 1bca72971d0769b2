"""A guided session in the terminal: made for screen readers, one line a step, nothing redrawn.

It says the same as the card, from the same tellings. Terminal, clock and sounds are handed over, so
a session can be played in no time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from posture_break import session_lines
from posture_break.session_steps import Device, GuidedSession, Key, Outcome
from posture_break.texts import _
from posture_break.ui.card_state import CardState
from posture_break.ui.lesson_telling import ending
from posture_break.ui.sounds import Cues

EFFORTS = {"e": "easier", "r": "right", "h": "harder"}
CHANGES = {"b": "better", "s": "same", "w": "worse"}

Report = Callable[[Outcome], None]
"""Hears what was done, before the questions are put: their answers may take their time."""


def run(
    card: CardState, device: Device, cues: Cues, report: Report = lambda _outcome: None
) -> Outcome:
    """Tell an exercise, guide through it, and ask how it was; Ctrl-C or q leaves at any time.

    The cues are the caller's, who ends them.
    """
    session = None if card.lesson is None else GuidedSession(card.lesson, device, cues)
    try:
        for line in session_lines.introduction(card):
            device.write(line)
        if session is not None and session.prepare():
            session.play()
    except KeyboardInterrupt:
        if session is not None:
            session.leave()
    if session is None or not session.outcome.begun:
        return Outcome()
    outcome = session.outcome
    for line in _last_lines(session, outcome, card.tip):
        device.write(line)
    report(outcome)
    if outcome.finished and outcome.done:
        outcome = _asked(outcome, device)
    return outcome


def _last_lines(session: GuidedSession, outcome: Outcome, tip: str) -> tuple[str, ...]:
    if outcome.finished:
        end = ending(session.lesson, session.steps)
        return session_lines.end_lines(end, outcome.done, outcome.given, tip)
    done = session_lines.credit_words(outcome.done, outcome.given)
    return (_("Left. {done}.").format(done=done),)


def _asked(outcome: Outcome, device: Device) -> Outcome:
    """Return the outcome with how it was, as far as the person says so."""
    how = _("How was it? e too easy, r just right, h too hard. Enter leaves it open.")
    now = _("How do you feel now? b better, s the same, w worse. Enter leaves it open.")
    try:
        outcome = replace(outcome, effort=_answer(how, EFFORTS, device))
        outcome = replace(outcome, change=_answer(now, CHANGES, device))
    except KeyboardInterrupt:
        return outcome
    if outcome.effort or outcome.change:
        device.write(_("Thank you."))
    return outcome


def _answer(question: str, answers: Mapping[str, str], device: Device) -> str:
    """Return the answer to a question; none where the person leaves it open."""
    device.write(question)
    while True:
        key = device.key(None) or Key.ENTER
        if key in answers:
            return answers[key]
        if key in {Key.ENTER, Key.LEAVE}:
            return ""
