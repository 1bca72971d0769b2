"""The one door through which every text that a person reads goes to gettext."""

from __future__ import annotations

import gettext as _gettext
from pathlib import Path

_catalogue = _gettext.translation(
    "posture_break", localedir=str(Path(__file__).with_name("locale")), fallback=True
)
_ = _catalogue.gettext
ngettext = _catalogue.ngettext
language = _catalogue.info().get("language") or "en"  # what the texts are in, for the voice
