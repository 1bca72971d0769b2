"""The house rules hold in every module; and each rule sees what it is there for."""

from __future__ import annotations

import ast

import pytest

from tests import house
from tests.house import Rule

PLANTED: list[tuple[Rule, str, str]] = [
    (house.core_is_pure, "core.due", "import time"),
    (house.core_is_pure, "core.due", "import random"),
    (house.core_is_pure, "core.due", "from pathlib import Path"),
    (house.core_is_pure, "core.due", "from logging import getLogger"),
    (house.core_is_pure, "core.due", "from posture_break.words import sentence"),
    (house.core_is_pure, "core.due", "from datetime import datetime\nx = datetime.now()"),
    (house.core_is_pure, "core.due", "def f():\n    import os"),
    (house.core_is_pure, "core.due", "x = open('x')"),
    (house.ui_looks_inwards, "ui.tray", "from posture_break.loop import Loop"),
    (house.ui_looks_inwards, "ui.tray", "from posture_break.adapters import clock"),
    (house.ui_looks_inwards, "ui.tray", "from posture_break import app"),
    (house.adapters_look_inwards, "adapters.store", "from posture_break.doors import Doors"),
    (house.adapters_look_inwards, "adapters.store", "from posture_break.adapters import clock"),
    (house.adapters_look_inwards, "adapters.linux.sni", "import posture_break.adapters.files"),
    (house.adapters_look_inwards, "adapters.files", "import posture_break.adapters.linux.bus"),
    (house.only_the_root_names_adapters, "messages", "from posture_break.adapters import store"),
    (house.only_the_root_names_adapters, "cli", "def f():\n  import posture_break.adapters.x"),
    (house.arrows_point_inwards, "loop", "from posture_break.app import App"),
    (house.arrows_point_inwards, "ports", "from posture_break.texts import _"),
    (house.nobody_brings_asyncio, "remote", "import asyncio"),
    (house.names_say_something, "ui.card_helpers", ""),
    (house.modules_are_short, "loop", "x = 1\n" * 401),
    (house.functions_are_short, "loop", "def f():\n" + "    x = 1\n" * 50),
    (house.modules_say_what_they_are_for, "loop", "x = 1"),
    (house.one_place_reads_the_wall_clock, "loop", "import time\nx = time.time()"),
    (house.one_place_reads_the_wall_clock, "guide", "import datetime as d\nd.datetime.now(None)"),
    (house.people_are_spoken_to_through_gettext, "cli", "print('It is done')"),
    (house.people_are_spoken_to_through_gettext, "cli", "raise Unavailable(f'No {x} is there')"),
    (house.people_are_spoken_to_through_gettext, "ui.menu", "Item('quit', 'Quit the program')"),
]  # fmt: skip

RULES = sorted({rule for rule, _name, _source in PLANTED}, key=lambda rule: rule.__name__)


def test_there_is_something_to_look_at() -> None:
    """A walk over nothing would find nothing."""
    assert len(house.modules()) > 60


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_house_is_in_order(rule: Rule) -> None:
    """No module breaks the rule."""
    assert house.complaints(rule) == []


@pytest.mark.parametrize(("rule", "name", "source"), PLANTED)
def test_a_rule_sees_what_breaks_it(rule: Rule, name: str, source: str) -> None:
    """A planted fault is found."""
    assert len(rule(name, ast.parse(source))) == 1


@pytest.mark.parametrize(
    ("rule", "name", "source"),
    [
        (house.core_is_pure, "core.due", "from posture_break.core import hours\nimport json"),
        (house.core_is_pure, "loop", "import time"),
        (house.ui_looks_inwards, "ui.tray", "from posture_break.core.snapshot import Snapshot"),
        (house.adapters_look_inwards, "adapters.store", "import posture_break.adapters.store_file"),
        (house.adapters_look_inwards, "adapters.files", "import posture_break.adapters.watchdogs"),
        (house.only_the_root_names_adapters, "app", "from posture_break.adapters import store"),
        (house.one_place_reads_the_wall_clock, "client", "import time\nx = time.monotonic()"),
        (house.people_are_spoken_to_through_gettext, "cli", "print(_('It is done'))\nprint('  ')"),
    ],
)  # fmt: skip
def test_a_rule_lets_pass_what_is_right(rule: Rule, name: str, source: str) -> None:
    """A rule that complains of everything would be of no use either."""
    assert rule(name, ast.parse(source)) == []
