"""Everything that the card draws, as plain values; the daemon makes it, the card only shows it."""

from __future__ import annotations

from dataclasses import dataclass

from posture_break.ui.lesson import Lesson

DONE = "done"
SHORT = "short"
SNOOZE = "snooze"
ANOTHER = "another"
SKIP = "skip"
EASIER = "easier"  # an easier version of the exercise
PAUSE = "pause"  # hold the session, or go on with it
WHY = "why"  # "Why this one?"
FELT = "felt"  # how it was: the two questions after a session
HELP = "help"  # the page "When to get help"
AWAY = "away"  # put the card away: the break stays open and can be answered elsewhere


@dataclass(frozen=True, slots=True)
class SnoozeChoice:
    """One way to put the break off: what its button says and what the answer carries."""

    label: str  # "5 min"
    value: str  # "5m"


@dataclass(frozen=True, slots=True)
class CardState:
    """One break, or one exercise without a break, in words.

    Without ``steps`` it is the simpler card of a plain reminder: title, ``lead`` and countdown.
    """

    title: str
    serial: int = 0  # the break that the answers are for
    lead: str = ""  # how to begin, or the reminder's own text
    chips: tuple[str, ...] = ()  # area, minutes, place
    steps: tuple[str, ...] = ()
    dose: str = ""  # hold and repetitions, in words
    short_dose: str = ""  # the same for the short version
    cautions: tuple[str, ...] = ()
    tip: str = ""
    because: tuple[str, ...] = ()  # "Why this one?": the picker's reason, what it does, its source
    lesson: Lesson | None = None  # the exercise as a guided session; None: words and countdown only
    seconds: int = 0  # how long the break lasts; 0: no countdown
    elapsed: int = 0  # how long it has been open when this is sent
    short_seconds: int = 30
    snoozes: tuple[SnoozeChoice, ...] = ()  # none: it can not be put off
    actions: tuple[str, ...] = (DONE, SHORT, SNOOZE, ANOTHER, SKIP)


@dataclass(frozen=True, slots=True)
class CardLook:
    """How the person wants the card to look and to come up."""

    theme: str = "auto"  # light | dark | auto: what the desktop prefers
    scale: float = 0.0  # pixels per unit; 0: what the display asks for
    text: float = 1.0  # text size, 0.8 to 2
    motion: bool = True  # False: still pictures of the key poses
    skin: int = 0  # index into `figure.palette.SKINS`
    hair: int = 0  # index into `figure.palette.HAIRS`
    sound: bool = True  # a soft sound at start, half, switch and done
    volume: int = 60  # per cent
    voice: bool = False  # whether cues are spoken
    focus: bool = False  # whether the person asked for it: only then it may take the keyboard
    always_moves: bool = False  # also where the desktop has its animations off


@dataclass(frozen=True, slots=True)
class CardMood:
    """What the person is doing with the card at this moment; the window owns it."""

    focus: str = DONE  # name of the hit area that the keyboard is on
    ring_focus: bool = False  # whether the focus is drawn: from the first key on
    hover: str = ""
    choosing: bool = False  # the snooze choices are open
    short: bool = False  # the short version was chosen
    ticked: frozenset[int] = frozenset()  # steps that are done, from 0
    why: bool = False  # "Why this one?" stands in the place of the steps
    asking: bool = False  # the two questions stand there
    effort: str = ""  # the answers to them
    change: str = ""
