"""What the catalogue says of a break's exercise and tip, in the words that each view wants."""

from __future__ import annotations

from dataclasses import replace

from posture_break.content import words
from posture_break.content.choose import choices_of, choose_tips, find_exercise
from posture_break.content.model import Catalogue, Exercise
from posture_break.core.model import ExerciseChoice, PrescribedChoice, TipChoice
from posture_break.core.snapshot import OpenView, Snapshot
from posture_break.durations import MINUTE, SECOND, format_duration
from posture_break.missed_words import missed
from posture_break.phrases import short_span
from posture_break.ports import Unavailable
from posture_break.prescribing import Prescribed, prescribed_by
from posture_break.settings import Settings
from posture_break.teaching import Dose, dose_words, lesson_of
from posture_break.texts import _
from posture_break.ui import card_state
from posture_break.ui.card_state import CardState, SnoozeChoice
from posture_break.ui.lesson import Lesson, played
from posture_break.ui.menu import title
from posture_break.ui.notes import Words, headline
from posture_break.words import sentence


class Guide:
    """Answers in words for ids; an id that is not in the catalogue gets the walk, or nothing."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Remember the catalogue; `follow` takes the person's settings and packs."""
        self._own = catalogue
        self.catalogue = catalogue
        self._settings = Settings()
        self._prescribed: tuple[Prescribed, ...] = ()

    def follow(self, settings: Settings, catalogue: Catalogue | None = None) -> None:
        """Heed these settings from now on, and ``catalogue``, which may hold packs as well."""
        self._settings = settings
        self._own = catalogue or self._own
        self._prescribed = prescribed_by(settings.prescriptions, self._own)
        given = [each.exercise for each in self._prescribed if each.exercise]
        own = {each.id: each for each in given if each.id not in self._own.exercises}
        self.catalogue = replace(self._own, exercises={**self._own.exercises, **own})

    # --- for the plan --------------------------------------------------------------------------

    def exercises(self) -> tuple[ExerciseChoice, ...]:
        """Return all that the picker may choose from; what suits, it decides itself.

        What only a therapist gave is offered as a prescription alone: not on other days, nor later.
        """
        ours = self._own.exercises
        choices = choices_of(self.catalogue)
        return tuple(each if each.id in ours else replace(each, opt_in=True) for each in choices)

    def prescribed(self) -> tuple[PrescribedChoice, ...]:
        """Return what a therapist gave, as far as we know what it is."""
        return tuple(each.choice for each in self._prescribed if each.exercise)

    def tips(self) -> tuple[TipChoice, ...]:
        """Return all tips for the rotation."""
        return tuple(TipChoice(each.id, each.topic) for each in choose_tips(self.catalogue))

    def find(self, name: str) -> str | None:
        """Return the id of the exercise that a person calls ``name``."""
        found = find_exercise(self.catalogue, name)
        return None if found is None else found.id

    def missed(self) -> Unavailable | None:
        """Return what to tell of words in the settings that do nothing, or None."""
        return missed(self.catalogue, self._settings.exercises, self._prescribed)

    def sounds(self, reminder: str) -> bool:
        """Return whether the card of a reminder's break may make a sound."""
        named = (each for each in self._settings.reminders if each.name == reminder)
        return all(each.sound for each in named)

    # --- for the views -------------------------------------------------------------------------

    def tip(self, tip: str | None) -> str:
        """Return a tip's text."""
        found = self.catalogue.tips.get(tip or "")
        return "" if found is None else words.say(found.text)

    def topic(self, tip: str | None) -> str:
        """Return what a tip is about, for a title."""
        found = self.catalogue.tips.get(tip or "")
        return "" if found is None else words.topic_words(found.topic)

    def tip_because(self, tip: str | None) -> tuple[str, ...]:
        """Return what "Why?" answers about a tip: the reason, the source and how sure that is."""
        found = self.catalogue.tips.get(tip or "")
        return () if found is None else words.because(found)

    def name(self, exercise: str | None) -> str:
        """Return an exercise's name; of one that is unknown, the walk's."""
        return self.exercise(exercise)[0]

    def exercise(self, exercise: str | None) -> tuple[str, ...]:
        """Return an exercise as lines of text; of one that is unknown, the walk."""
        found = self.catalogue.exercises.get(exercise or "")
        return words.walk() if found is None else words.as_text(found, self.catalogue)

    def told(self, view: OpenView) -> tuple[str, ...]:
        """Return the open break's exercise as lines of text, with how much of it; () without."""
        if not _brings_exercise(view):
            return ()
        found = self._found(view)
        if found is None:
            return words.walk()
        name, start, *rest = words.as_text(found, self.catalogue)
        steps, more = rest[: len(found.steps)], rest[len(found.steps) + 1 :]
        return (name, start, *steps, dose_words(found, self._lesson(found, view)), *more)

    def for_note(self, view: OpenView, *, steps: bool) -> Words:
        """Return what a notification says; ``steps`` where no card can show them."""
        if not _brings_exercise(view):
            return Words(tip=self.tip(view.tip))
        found = self._found(view)
        name, *lines = words.walk() if found is None else (words.say(found.name),)
        if found is not None:
            lines = [words.say(found.start), *map(words.say, found.steps)]
        dose = "" if found is None or not steps else dose_words(found, self._lesson(found, view))
        return Words(name, tuple(lines) if steps else (), dose, self.tip(view.tip))

    def card(self, view: OpenView, snapshot: Snapshot) -> CardState:
        """Return what the card of the open break draws."""
        choices = snapshot.snooze_choices if view.snoozes_left else ()
        shared = CardState(
            title=title(view.reminder),
            serial=view.serial,
            tip=self.tip(view.tip),
            seconds=view.lasts // SECOND,
            elapsed=max(0, snapshot.now - view.opened) // SECOND,
            snoozes=tuple(SnoozeChoice(short_span(c), format_duration(c)) for c in choices),
        )
        found = self._found(view)
        if found is not None:
            return self._taught(shared, found, view, snapshot)
        plain = replace(shared, actions=_WITHOUT_EXERCISE)
        if _brings_exercise(view):
            return self._walk(replace(plain, because=_said(view)))
        head, lead = headline(view)
        return replace(plain, title=head, lead=lead)

    def card_of(self, exercise: str, snapshot: Snapshot | None = None) -> CardState:
        """Return a card for one exercise without a break: nothing to answer but to close it.

        What a therapist gave for today comes in that dose, where a ``snapshot`` tells of it.
        """
        today = () if snapshot is None else snapshot.prescribed
        key = next((each.key for each in today if each.exercise == exercise), "")
        found = self._given(key) or self.catalogue.exercises.get(exercise)
        empty = CardState(title="", actions=(card_state.AWAY, card_state.PAUSE))
        return self._walk(empty) if found is None else self._taught(empty, found)

    def _taught(
        self,
        shared: CardState,
        exercise: Exercise,
        view: OpenView | None = None,
        snapshot: Snapshot | None = None,
    ) -> CardState:
        lesson = self._lesson(exercise, view)
        actions = (*shared.actions, card_state.HELP)
        if view is not None and exercise.regressions:
            actions = (*actions, card_state.EASIER)
        return replace(
            shared,
            title=words.say(exercise.name),
            lead=words.say(exercise.start),
            chips=(*self._chips(exercise, lesson), *_tally(exercise, view, snapshot)),
            steps=tuple(map(words.say, exercise.steps)),
            dose=dose_words(exercise, lesson),
            short_dose=dose_words(exercise, lesson, short=True),
            cautions=words.cautions(exercise, self.catalogue),
            because=(*_said(view), *words.because(exercise), *self._about_tip(view)),
            lesson=lesson,
            actions=actions,
        )

    def _found(self, view: OpenView) -> Exercise | None:
        """Return the exercise of a break, in the therapist's dose where it is a prescription."""
        return self._given(view.prescription) or self.catalogue.exercises.get(view.exercise or "")

    def _given(self, key: str) -> Exercise | None:
        """Return what the prescription of that key is."""
        return next((each.exercise for each in self._prescribed if each.choice.key == key), None)

    def _lesson(self, exercise: Exercise, view: OpenView | None = None) -> Lesson:
        """Return an exercise ready to be played; in a break, as much of it as is right there."""
        dose = Dose(unhurried=self._settings.exercises.unhurried)
        if view is not None:
            dose = replace(
                dose,
                level=view.level,
                half=view.half,
                first=view.first,
                resume=view.resume,
                resume_of=view.resume_of,
                resume_side=view.resume_side,
                available=view.lasts,
            )
        return lesson_of(exercise, dose)

    def _chips(self, exercise: Exercise, lesson: Lesson) -> tuple[str, ...]:
        """Return kind, length and place."""
        steps = played(lesson)
        span = _("about {span}").format(span=_roughly(steps[-1].ends)) if steps else ""
        place = words.place_words(exercise.places[0])
        return tuple(each for each in (words.kind_words(exercise.kind), span, place) if each)

    def _about_tip(self, view: OpenView | None) -> tuple[str, ...]:
        why = () if view is None else self.tip_because(view.tip)
        return (_("The tip: {why}").format(why=" ".join(why)),) if why else ()

    def _walk(self, shared: CardState) -> CardState:
        head, lead, *more = words.walk()
        return replace(shared, title=head, lead=lead, steps=tuple(more))


def _roughly(milliseconds: int) -> str:
    """Return a span as people say it: in seconds below a minute and a half, then in minutes."""
    step = 10 * SECOND if milliseconds < 90 * SECOND else MINUTE
    return short_span(max(step, round(milliseconds / step) * step))


def _brings_exercise(view: OpenView) -> bool:
    """Return whether a break brings an exercise, or the walk in its place."""
    return view.exercise is not None or view.pick is not None


def _said(view: OpenView | None) -> tuple[str, ...]:
    """Return the picker's reason as a sentence."""
    if view is None or view.pick is None:
        return ()
    said = sentence(view.pick)
    return (said[:1].upper() + said[1:] + "." * (not said.endswith(".")),)


def _tally(exercise: Exercise, view: OpenView | None, snapshot: Snapshot | None) -> tuple[str, ...]:
    """Return how often a prescription of this exercise was done today."""
    if view is None or snapshot is None:
        return ()
    tally = _("{done} of {of} today")
    given = (each for each in snapshot.prescribed if each.exercise == exercise.id)
    return tuple(tally.format(done=each.done, of=each.of) for each in given)


_WITHOUT_EXERCISE = (
    card_state.DONE,
    card_state.SHORT,
    card_state.SNOOZE,
    card_state.SKIP,
    card_state.HELP,
)
