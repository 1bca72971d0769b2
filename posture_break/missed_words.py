"""Words in the settings that mean nothing to the catalogue: told with the word that was meant."""

from __future__ import annotations

from collections.abc import Sequence

from posture_break.content.choose import find_exercise, unknown_words, words_to_avoid
from posture_break.content.model import Catalogue
from posture_break.ports import Unavailable
from posture_break.prescribing import Prescribed
from posture_break.setting_types import did_you_mean
from posture_break.settings import ExerciseSettings
from posture_break.texts import _


def missed(
    catalogue: Catalogue, settings: ExerciseSettings, prescribed: Sequence[Prescribed] = ()
) -> Unavailable | None:
    """Return what to tell of words that leave out, include or prescribe nothing, or None."""
    known = tuple(catalogue.exercises)
    if unknown := unknown_words(catalogue, settings.avoid):
        said = _("exercises.avoid: nothing is left out for {words}.")
        known = words_to_avoid(catalogue)
    elif unknown := tuple(w for w in settings.include if find_exercise(catalogue, w) is None):
        said = _("exercises.include: there is no exercise called {words}.")
    elif unknown := tuple(each.name for each in prescribed if each.exercise is None):
        said = _("prescriptions: there is no exercise called {words}; give its steps.")
    else:
        return None
    hint = did_you_mean(unknown[0], known)
    return Unavailable(
        said.format(words=", ".join(f'"{word}"' for word in unknown)),
        hint[:1].upper() + hint[1:] or _("posture-break exercises --json has the words."),
    )
