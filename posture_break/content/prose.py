"""What counts as plain text in a data file: one line that no window could take for markup."""

from __future__ import annotations

import re

from posture_break.texts import _

# Whatever a notification server, a terminal or a card could take for markup.
_MARKUP = re.compile(r"[<>*_`\[\]{}\\|~^]|&#?\w+;")
# Invisible characters that some scripts and French spacing need; all others are refused.
_JOINERS = str.maketrans("", "", "\u200c\u200d\u00a0\u202f")


def text_fault(value: object, longest: int) -> str:
    """Return what was expected where ``value`` is no good text, else an empty string."""
    if not isinstance(value, str) or not value.strip():
        return _("a text")
    if len(value) > longest:
        return _("at most {longest} characters").format(longest=longest)
    if not value.translate(_JOINERS).isprintable():
        return _("plain text on one line, without control characters")
    if _MARKUP.search(value):
        return _("plain text without markup")
    if value != value.strip() or "  " in value:
        return _("single spaces between words and none around them")
    return ""
