"""A page in the card's window: help, first-run questions, reasons; as plain values.

The daemon makes it, the card's process (or the terminal) shows it and sends the answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """How a section of a page is marked."""

    PLAIN = "plain"
    EMERGENCY = "emergency"
    SOON = "soon"
    ROUTINE = "routine"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with lines below it, shown as a list."""

    heading: str
    lines: tuple[str, ...] = ()
    lead: str = ""  # between heading and list
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a question."""

    value: str
    label: str
    hint: str = ""
    chosen: bool = False
    fixed: bool = False  # the config says so: it is shown, and cannot be changed here


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its choices; ``many`` allows several, or none."""

    key: str
    text: str
    choices: tuple[Choice, ...]
    many: bool = False
    note: str = ""  # a line below it: what cannot be changed here, and why
    first: int = 0  # choices that are shown before "More ..."; 0: all of them

    @property
    def fixed(self) -> bool:
        """Whether nothing about it can be changed here."""
        return all(choice.fixed for choice in self.choices)


@dataclass(frozen=True, slots=True)
class PageButton:
    """A button at the foot of a page; ``verb`` is what the answer asks for."""

    verb: str
    label: str
    main: bool = False
    value: str = ""  # goes with the answer as its ``value``: one verb may have several buttons


@dataclass(frozen=True, slots=True)
class PageState:
    """One page: sections to read, questions to answer, buttons to leave it by.

    The answer carries ``{question.key: "value,value"}`` with the button's verb, less what the
    config fixes; Esc and the window's own button answer ``away`` and change nothing.
    """

    name: str  # help | setup | flare
    title: str
    lead: str = ""
    sections: tuple[Section, ...] = ()
    questions: tuple[Question, ...] = ()
    buttons: tuple[PageButton, ...] = ()
    foot: str = ""  # a line in small letters: "General ideas, not medical advice."
