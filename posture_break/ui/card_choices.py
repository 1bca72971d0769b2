"""What a person can do with a card: its buttons, what they say, which keys they have."""

from __future__ import annotations

from posture_break.texts import _
from posture_break.ui.card_controls import Offer, Spec
from posture_break.ui.card_state import (
    ANOTHER,
    DONE,
    EASIER,
    HELP,
    PAUSE,
    SHORT,
    SKIP,
    SNOOZE,
    WHY,
    CardMood,
    CardState,
)

BACK = "back"  # from the snooze choices
CLOSE = "close"  # the main button of a card that asks for no answer
RING = "ring"  # of a session: a click does what its button does


def offer(state: CardState, *, short: bool) -> Offer:
    """Return the buttons of a card; ``short``: its short version is being shown."""
    there = {name for name in state.actions if name != SNOOZE or state.snoozes}
    if state.lesson is not None:
        there.add(PAUSE)
    known = _known(short=short)
    right = [known[name] for name in (SNOOZE, SHORT, PAUSE, DONE) if name in there]
    if DONE not in there:
        right.append(Spec(CLOSE, _("Close"), _("Enter"), main=True))
    return Offer(
        tuple(known[name] for name in (SKIP, ANOTHER, EASIER) if name in there),
        tuple(right),
        ((Spec(BACK, _("Back"), _("Esc")),), _snoozes(state)),
        (Spec(CLOSE, _("Close"), _("Enter"), main=True),),
        (
            (Spec(WHY, _("Why this one?"), "W"),) if state.because else (),
            (Spec(HELP, _("When to get help"), "H"),) if HELP in there else (),
        ),
    )


def snooze_name(index: int) -> str:
    """Return the name of the hit area of one snooze choice."""
    return f"{SNOOZE}-{index + 1}"


def hint(mood: CardMood, state: CardState) -> str:
    """Return the line of help: about the area under the pointer, or the focused one, or Esc."""
    name = mood.hover or (mood.focus if mood.ring_focus else "")
    if name:
        return help_for(name, state)
    if mood.asking:
        return help_for(CLOSE, state)
    if mood.choosing:
        return _("Esc goes back to the other buttons.")
    if mood.why:
        return _("Esc goes back to the steps.")
    if state.lesson is not None:
        return _("← → change the step · Esc puts the card away")
    return help_for("", state)


def help_for(name: str, state: CardState) -> str:
    """Return the sentence under the buttons that says what the one called ``name`` does."""
    if name.startswith("step-"):
        return _("Tick off a step that you have done.")
    if name.startswith(f"{SNOOZE}-"):
        return _("Put the break off for this long.")
    sentences = {
        DONE: _("I took this break."),
        SHORT: _("A version of at most {seconds} seconds; it counts as done.").format(
            seconds=min(30, state.short_seconds)
        ),
        SNOOZE: _("Put it off for a while; it comes back by itself."),
        ANOTHER: _("Show another exercise."),
        EASIER: _("Show an easier version of this exercise."),
        SKIP: _("Leave this one out; the next comes after its full interval."),
        PAUSE: _("Start, pause or go on. The arrow keys go to the step before or after."),
        RING: _("Start, pause or go on. The arrow keys go to the step before or after."),
        WHY: _("Why this exercise was chosen, and what it is good for."),
        HELP: _("Signs that somebody should have a look at it."),
        BACK: _("Back to the other buttons."),
        CLOSE: _("The break counts already; your answers help to choose the next exercise."),
    }
    return sentences.get(name, _about_esc(state))


def _about_esc(state: CardState) -> str:
    if DONE in state.actions:
        return _("Esc puts this card away; the break stays open.")
    return _("Esc closes this card.")


def _known(*, short: bool) -> dict[str, Spec]:
    labels = (_("Start"), _("Pause"), _("Go on"), _("Again"))
    return {
        SKIP: Spec(SKIP, _("Skip"), "K"),
        ANOTHER: Spec(ANOTHER, _("Another"), "A"),
        EASIER: Spec(EASIER, _("Easier version"), "E", brief=_("Easier")),
        SNOOZE: Spec(SNOOZE, _("Snooze"), "Z"),
        SHORT: Spec(SHORT, _("Full version"), "S", brief=_("Full"))
        if short
        else Spec(SHORT, _("Short version"), "S", brief=_("Short")),
        PAUSE: Spec(PAUSE, labels[0], _("Space"), other=labels),
        DONE: Spec(DONE, _("Done"), _("Enter"), main=True),
    }


def _snoozes(state: CardState) -> tuple[Spec, ...]:
    return tuple(
        Spec(snooze_name(index), choice.label, str(index + 1), index == 0)
        for index, choice in enumerate(state.snoozes)
    )
