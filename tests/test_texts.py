"""Every text that a person reads can be translated: it is a literal, and it passes gettext."""

from __future__ import annotations

import ast
import json
import re
import string
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house import ROOT, modules

LATER = {  # texts that are translated where they are shown, not where they stand
    ("words", "_PLAIN[reason.kind]"),  # marked with N_
    ("words", "_WITHOUT_DETAIL[reason.kind]"),  # so, too
    ("content.words", "text"),  # the data files' texts
}
BRACES = {"a { is not closed", "put } at its end, on the same line"}  # shown as they are
SPEAK = {"_": 1, "ngettext": 2, "N_": 1}


def calls(tree: ast.AST) -> Iterator[tuple[str, list[ast.expr]]]:
    """Yield each call of gettext: its name, and the arguments that must be texts."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SPEAK:
            yield node.func.id, node.args[: SPEAK[node.func.id]]


def faults(name: str, tree: ast.AST) -> list[str]:
    """Return what no translator could work with."""
    found = []
    for _speaker, texts in calls(tree):
        for text in texts:
            if not isinstance(text, ast.Constant) or not isinstance(text.value, str):
                said = ast.unparse(text)
                if (name, said) not in LATER:
                    found.append(f"{name}: {said} is no literal")
            else:
                found += [f"{name}: {text.value!r} {said}" for said in _wrong(text.value)]
    return found


def _wrong(text: str) -> list[str]:
    if text in BRACES:
        return []
    if not text:
        return ["is empty: gettext answers that with its file's header"]
    try:
        fields = [field for _text, field, _spec, _how in string.Formatter().parse(text)]
    except ValueError as fault:
        return [str(fault)]
    unnamed = [field for field in fields if field is not None and not field.isidentifier()]
    return [f"has a field without a name: {{{field}}}" for field in unnamed]


def test_every_text_is_a_literal_with_named_fields() -> None:
    """So that the texts can be collected, and a translation may put the fields in another order."""
    assert [fault for name, tree in modules().items() for fault in faults(name, tree)] == []


def test_there_are_texts() -> None:
    """Else the test above would have nothing to say."""
    assert sum(len(list(calls(tree))) for tree in modules().values()) > 300


@pytest.mark.parametrize(
    "source",
    [
        "_(text)",
        "_(f'{number} done')",
        "_('a' + b)",
        "_('{} done')",
        "_('{0} done')",
        "_('{who.name} is done')",
        "_('{open')",
        "_('')",
        "ngettext('{n} day', words, n)",
        "N_(text)",
    ],
)
def test_a_text_that_cannot_be_translated_is_found(source: str) -> None:
    """One planted fault, one finding."""
    assert len(faults("loop", ast.parse(source))) == 1


@pytest.mark.parametrize(
    "source", ["_('{who} is done')", "_('one' ' two')", "ngettext('a', 'b', n)", "_('{t!r}')"]
)
def test_a_text_that_can_be_translated_passes(source: str) -> None:
    """Conversions and joined literals are fine."""
    assert faults("loop", ast.parse(source)) == []


# --- a language of brackets ----------------------------------------------------------------------

# Runs in a process of its own, for every module takes gettext's functions when it is imported.
_SPOKEN = """
import gettext, json, sys
from dataclasses import replace

class Brackets(gettext.NullTranslations):
    def gettext(self, text):
        return f"\\u27e6{text}\\u27e7"
    def ngettext(self, one, many, n):
        return self.gettext(one if n == 1 else many)

gettext.translation = lambda *_args, **_options: Brackets()

from posture_break import pages
from posture_break.content.load import load_catalogue
from posture_break.core.model import Effect, Moment, Reason, Show, What, Why
from posture_break.core.snapshot import PrescribedView
from posture_break.guide import Guide
from posture_break.messages import page_words
from posture_break.phrases import short_span, span
from posture_break.ports import Request
from posture_break.requests import answer_of
from posture_break.telling import status_text, why_text
from posture_break.ui import notes
from posture_break.ui.lesson import played
from posture_break.ui.lesson_telling import ending, tellings
from posture_break.ui.page_lines import page_lines
from posture_break.ui.menu import menu, status_line, tooltip
from posture_break.words import sentence
from tests import snapshots
from tests.desk import plan

WAITS = Reason(Why.NOTHING_SUITS)

def named(snapshot):  # reminders without letters: whatever has letters then is the program's
    coming = tuple(replace(view, reminder="11") for view in snapshot.next)
    opened = snapshot.open and replace(snapshot.open, reminder="22", says="")
    return replace(snapshot, next=coming, open=opened, reminders=("11", "22"))

every = [named(each) for each in (
    snapshots.waiting(), snapshots.opened(), snapshots.paused(), snapshots.paused(None),
    snapshots.held(), snapshots.off_hours(), snapshots.off_hours(None), snapshots.away(),
    snapshots.idle(), replace(snapshots.waiting(), limit_reached=True, busy="call"),
    replace(
        snapshots.waiting(), flare_day=3, carrying=True, quiet_cards=True, hidden=("33",),
        prescribed=(PrescribedView("44", "44", 1, 2), PrescribedView("55", "55", 1, 2, WAITS)),
    ),
)]

def lines(items):
    for item in items:
        yield item.text
        yield from lines(item.children)

def note(made):
    return [made.title, made.body, *(label for _id, label in made.buttons)]

guide = Guide(load_catalogue())
said = {}
said["status"] = [status_text(each) for each in every]
said["why"] = [why_text(each) for each in every]
said["menu"] = [line for each in every for line in lines(menu(each))]
said["lines"] = [words(each) for each in every for words in (status_line, tooltip)]
said["reasons"] = [sentence(Reason(why, "33", 1000, 1, 1, 2, 3000)) for why in Why]
said["spans"] = [words(ms) for ms in (0, 1000, 60_000, 5_000_000) for words in (span, short_span)]
view = replace(
    every[1].open, exercise="bird-dog", tip=guide.tips()[0].id, pick=Reason(Why.NEW_TO_YOU)
)
said["notes"] = [
    text
    for made in (
        notes.break_note(view, guide.for_note(view, steps=True), False, snooze=60_000, card=True),
        notes.notice_note("11", 60_000, False, snooze=60_000),
        notes.tip_note(guide.tip(view.tip), guide.topic(view.tip)),
        notes.limit_note(60_000, False),
        notes.trouble_note([]),
        notes.flare_note(7, False, suggest_help=True),
        notes.hide_note("33", "33", False),
        notes.rested_note("33", "33"),
    )
    for text in note(made)
]
card = guide.card(view, replace(every[1], open=view))
lesson = card.lesson
steps = played(lesson)
said["card"] = [
    card.title, card.lead, *card.chips, *card.steps, card.dose, card.short_dose, *card.cautions,
    card.tip, *card.because, *(choice.label for choice in card.snoozes), *guide.told(view),
]
said["session"] = [
    text
    for told in (*tellings(lesson, steps), ending(lesson, steps))
    for text in (told.headline, told.detail, told.count, told.following, told.speech)
]
said["pages"] = [
    text
    for page in (
        pages.help_page(guide.catalogue), pages.setup_page(guide.catalogue),
        pages.flare_page(guide.catalogue), pages.flare_page(guide.catalogue, 14),
    )
    for text in (
        *page_words(page), *page_lines(page), *(button.label for button in page.buttons),
        *(each.text for each in page.questions),
        *(choice.label for each in page.questions for choice in each.choices),
    )
]
at = Moment(0, 0)
said["answers"] = [
    answer_of(Request(verb), (Effect(what, at, Reason(why, "33"), "11", until=until),), plan()).text
    for verb in ("take", "tip")
    for until in (None, 1)
    for what, why in [(each, Why.ANSWERED) for each in What if each is not What.TIP]
    + [(What.REFUSED, each) for each in Why]
]
print(json.dumps(said))
"""


@pytest.fixture(scope="module")
def spoken() -> dict[str, list[str]]:
    """Give what a person reads, by where, in a language that puts every text in brackets."""
    done = subprocess.run(
        [sys.executable, "-c", _SPOKEN],
        cwd=Path(ROOT), capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    said: dict[str, list[str]] = json.loads(done.stdout)
    return said


def outside(text: str) -> str:
    """Return what stands outside of all brackets."""
    while True:
        shorter = re.sub("\u27e6[^\u27e6\u27e7]*\u27e7", "", text)
        if shorter == text:
            return text
        text = shorter


@pytest.mark.parametrize(
    "where",
    [
        "status",
        "why",
        "menu",
        "lines",
        "reasons",
        "spans",
        "notes",
        "card",
        "session",
        "pages",
        "answers",
    ],
)
def test_every_text_passes_gettext(spoken: dict[str, list[str]], where: str) -> None:
    """Outside the brackets there is no letter left; inside them there are some."""
    left = {outside(text) for text in spoken[where]}
    assert [text for text in left if re.search("[A-Za-z]", text)] == []
    assert any("\u27e6" in text for text in spoken[where])
    assert not any("{" in text for text in spoken[where])
