"""What the catalogue says of a break's exercise and tip, in the words that each view wants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from posture_break.content import words
from posture_break.content.choose import (
    choose_exercises,
    choose_tips,
    find_exercise,
    unknown_words,
    words_to_avoid,
)
from posture_break.content.model import Catalogue, Exercise
from posture_break.core.model import ExerciseChoice, TipChoice
from posture_break.core.snapshot import OpenView
from posture_break.durations import SECOND, format_duration
from posture_break.phrases import short_span
from posture_break.ports import Unavailable
from posture_break.setting_types import did_you_mean
from posture_break.settings import ExerciseSettings
from posture_break.texts import _
from posture_break.ui import card_state
from posture_break.ui.card_state import CardState, SnoozeChoice
from posture_break.ui.menu import title
from posture_break.ui.notes import Words, headline


class Guide:
    """Answers in words for ids; an id that is not in the catalogue gets the walk, or nothing."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    # --- for the plan --------------------------------------------------------------------------

    def exercises(self, settings: ExerciseSettings) -> tuple[ExerciseChoice, ...]:
        """Return what the rotation may choose from: place, demand and leave-outs are heeded."""
        chosen = choose_exercises(
            self._catalogue, settings.places, settings.demand, settings.avoid, settings.include
        )
        return tuple(ExerciseChoice(each.id) for each in chosen)

    def tips(self) -> tuple[TipChoice, ...]:
        """Return all tips for the rotation."""
        return tuple(TipChoice(each.id, each.topic) for each in choose_tips(self._catalogue))

    def find(self, name: str) -> str | None:
        """Return the id of the exercise that a person calls ``name``."""
        found = find_exercise(self._catalogue, name)
        return None if found is None else found.id

    def missed(self, settings: ExerciseSettings) -> Unavailable | None:
        """Return what to tell of words in ``avoid`` or ``include`` that do nothing, or None."""
        if unknown := unknown_words(self._catalogue, settings.avoid):
            said = _("exercises.avoid: nothing is left out for {words}.")
            known = words_to_avoid(self._catalogue)
        elif unknown := tuple(word for word in settings.include if self.find(word) is None):
            said = _("exercises.include: there is no exercise called {words}.")
            known = tuple(self._catalogue.exercises)
        else:
            return None
        hint = did_you_mean(unknown[0], known)
        return Unavailable(
            said.format(words=", ".join(f'"{word}"' for word in unknown)),
            hint[:1].upper() + hint[1:] or _("posture-break exercises --json has the words."),
        )

    # --- for the views -------------------------------------------------------------------------

    def tip(self, tip: str | None) -> str:
        """Return a tip's text."""
        found = self._catalogue.tips.get(tip or "")
        return "" if found is None else words.say(found.text)

    def topic(self, tip: str | None) -> str:
        """Return what a tip is about, for a title."""
        found = self._catalogue.tips.get(tip or "")
        return "" if found is None else words.topic_words(found.topic)

    def exercise(self, exercise: str | None) -> tuple[str, ...]:
        """Return an exercise as lines of text; of one that is unknown, the walk."""
        found = self._catalogue.exercises.get(exercise or "")
        return words.walk() if found is None else words.as_text(found, self._catalogue)

    def for_note(self, view: OpenView, *, steps: bool) -> Words:
        """Return what a notification says; ``steps`` where no card can show them."""
        if view.exercise is None:
            return Words(tip=self.tip(view.tip))
        found = self._catalogue.exercises.get(view.exercise)
        name, *lines = self.exercise(view.exercise)
        if found is not None:
            lines = [words.say(found.start), *map(words.say, found.steps), words.dose(found)]
        return Words(name, tuple(lines) if steps else (), self.tip(view.tip))

    def card(self, view: OpenView, now: int, snoozes: Sequence[int]) -> CardState:
        """Return what the card of the open break draws."""
        choices = snoozes if view.snoozes_left else ()
        shared = CardState(
            title=title(view.reminder),
            serial=view.serial,
            tip=self.tip(view.tip),
            seconds=view.lasts // SECOND,
            elapsed=max(0, now - view.opened) // SECOND,
            snoozes=tuple(SnoozeChoice(short_span(c), format_duration(c)) for c in choices),
        )
        if view.exercise is None:
            head, lead = headline(view)
            return replace(shared, title=head, lead=lead, actions=_WITHOUT_EXERCISE)
        found = self._catalogue.exercises.get(view.exercise)
        return self._walk(shared) if found is None else self._taught(shared, found)

    def card_of(self, exercise: str) -> CardState:
        """Return a card for one exercise without a break: nothing to answer but to close it."""
        found = self._catalogue.exercises.get(exercise)
        empty = CardState(title="", actions=(card_state.AWAY,))
        return self._walk(empty) if found is None else self._taught(empty, found)

    def _taught(self, shared: CardState, exercise: Exercise) -> CardState:
        lasts = short_span(exercise.lasts(exercise.full) * SECOND)
        return replace(
            shared,
            title=words.say(exercise.name),
            lead=words.say(exercise.start),
            chips=(
                words.kind_words(exercise.kind),
                _("about {span}").format(span=lasts),
                words.place_words(exercise.places[0]),
            ),
            steps=tuple(map(words.say, exercise.steps)),
            dose=words.dose(exercise),
            short_dose=words.dose(exercise, exercise.short),
            cautions=words.cautions(exercise, self._catalogue),
        )

    def _walk(self, shared: CardState) -> CardState:
        head, lead, *more = words.walk()
        return replace(shared, title=head, lead=lead, steps=tuple(more))


_WITHOUT_EXERCISE = (card_state.DONE, card_state.SHORT, card_state.SNOOZE, card_state.SKIP)
