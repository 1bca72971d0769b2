"""The house rules as functions: each takes a module's name and its tree, and returns complaints."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "posture_break"

Rule = Callable[[str, ast.Module], list[str]]


@cache
def modules() -> dict[str, ast.Module]:
    """Return every module of the package, parsed, by its name without the package's."""
    found = {}
    for path in sorted((ROOT / PACKAGE).rglob("*.py")):
        name = ".".join(path.relative_to(ROOT / PACKAGE).with_suffix("").parts)
        found[name] = ast.parse(path.read_text("utf-8"))
    return found


def complaints(rule: Rule) -> list[str]:
    """Return what a rule has to say of all modules."""
    return [f"{name}: {said}" for name, tree in modules().items() for said in rule(name, tree)]


def _names(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield module and name of every import, wherever it stands: (``a.b``, ``c``)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((each.name, "") for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "relative imports hide where an arrow leads"
            yield from ((node.module or "", each.name) for each in node.names)


def own_imports(tree: ast.Module) -> set[str]:
    """Return which modules of ours are imported, without the package's name."""
    known = _known()
    found = set()
    for module, name in _names(tree):
        head, _, rest = module.partition(".")
        if head == PACKAGE:
            whole = f"{rest}.{name}".strip(".")
            found.add(whole if whole in known else rest or whole)
    return found - {"", "__version__"}


@cache
def _known() -> set[str]:
    files = (ROOT / PACKAGE).rglob("*.py")
    names = (".".join(each.relative_to(ROOT / PACKAGE).with_suffix("").parts) for each in files)
    return {each.removesuffix(".__init__") for each in names}


def foreign_imports(tree: ast.Module) -> set[str]:
    """Return the top names of all that is imported and not ours."""
    tops = {module.partition(".")[0] for module, _name in _names(tree)}
    return tops - {PACKAGE, "__future__"}


def _under(name: str, folders: Iterable[str]) -> bool:
    return any(name == folder or name.startswith(f"{folder}.") for folder in folders)


# --- arrows --------------------------------------------------------------------------------------

CORE_STDLIB = {
    "collections",
    "copy",
    "dataclasses",
    "datetime",
    "enum",
    "functools",
    "json",
    "re",
    "typing",
}
INNER = ("core", "ports", "texts", "durations")  # what everybody may know
SHELL = ("loop", "app", "cli", "doors", "desktop", "demo", "messages", "guide", "requests")
UI_MAY = (
    *INNER, "phrases", "plain", "words", "resources", "pystray_face", "ui", "figure", "__init__",
)  # fmt: skip
ADAPTERS_MAY = (*INNER, "plain", "pystray_face", "ui", "resources", "paths")
ADAPTERS_TOGETHER = {  # which adapter may use which other one, besides those of one family
    ("files", "linux.kernel"),
    ("files", "watchdogs"),
    ("plyer_notify", "plyer_tamed"),
    ("notify", "linux.bus"),
    ("notify", "linux.notify"),
    ("notify", "plyer_notify"),
    ("windows", "frozen_menu"),
    ("macos", "frozen_menu"),
}
ADAPTER_FAMILIES = ("card_", "store", "sound_", "linux.")
NAME_ADAPTERS = {  # the composition root and what it leaves to the card: what is heard; and the
    "app",  # commands that look at the clock
    "cues",
    "desktop",
    "demo",
    "simulate_command",
}


def core_is_pure(name: str, tree: ast.Module) -> list[str]:
    """Keep the core to itself and the durations: no clock, file, thread, logger or chance."""
    if not _under(name, ["core"]):
        return []
    ours = {each for each in own_imports(tree) if not _under(each, ["core", "durations"])}
    foreign = foreign_imports(tree) - CORE_STDLIB
    reads = {
        ast.unparse(node.func)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).rpartition(".")[2] in {"now", "today", "utcnow", "open", "print"}
        and ast.unparse(node.func) not in {"turn.now", "self.now"}
    }
    return [f"the core must not use {each}" for each in sorted(ours | foreign | reads)]


def ui_looks_inwards(name: str, tree: ast.Module) -> list[str]:
    """Keep views to values and words: no loop, no adapter, nothing that puts things together."""
    if not _under(name, ["ui"]):
        return []
    wrong = {each for each in own_imports(tree) if not _under(each, UI_MAY)}
    return [f"ui must not import {each}" for each in sorted(wrong)]


def adapters_look_inwards(name: str, tree: ast.Module) -> list[str]:
    """Keep adapters to ports and values: no loop, no other adapter outside the family."""
    if not _under(name, ["adapters"]):
        return []
    me, wrong = name.removeprefix("adapters").strip("."), []
    for each in sorted(own_imports(tree)):
        other = each.removeprefix("adapters").strip(".")
        if not _under(each, [*ADAPTERS_MAY, "adapters"]):
            wrong.append(f"an adapter must not import {each}")
        elif _under(each, ["adapters"]) and other and not _together(me, other):
            wrong.append(f"adapters must not import each other: {other}")
    return wrong


def _together(one: str, other: str) -> bool:
    same = any(one.startswith(each) and other.startswith(each) for each in ADAPTER_FAMILIES)
    return (
        same or (one, other) in ADAPTERS_TOGETHER or (_under(one, ["linux"]) and other == "linux")
    )


def only_the_root_names_adapters(name: str, tree: ast.Module) -> list[str]:
    """Let nobody but the composition root know which adapters there are."""
    if _under(name, ["adapters"]) or name in NAME_ADAPTERS:
        return []
    wrong = {each for each in own_imports(tree) if _under(each, ["adapters"])}
    return [f"only the composition root names {each}" for each in sorted(wrong)]


def arrows_point_inwards(name: str, tree: ast.Module) -> list[str]:
    """Let each of command line, app, loop and core know the next ones, none the ones before."""
    forbidden = {
        "loop": ("app", "desktop", "cli", "doors", "messages", "adapters", "demo"),
        "app": ("cli", "demo"),
        "desktop": ("app", "cli", "demo", "doors"),
        "ports": ("loop", "app", "reactor", "settings", "ui", "adapters", "texts"),
    }
    wrong = {each for each in own_imports(tree) if _under(each, forbidden.get(name, ()))}
    return [f"{name} must not import {each}" for each in sorted(wrong)]


def nobody_brings_asyncio(_name: str, tree: ast.Module) -> list[str]:
    """Keep the reactor the one loop; anything else would be a second one."""
    return [f"{each} is not used here" for each in sorted(foreign_imports(tree) & {"asyncio"})]


# --- shape ---------------------------------------------------------------------------------------

FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "manager", "common", "misc"}


def names_say_something(name: str, _tree: ast.Module) -> list[str]:
    """Allow no drawer for everything."""
    parts = {word for part in name.split(".") for word in part.split("_")}
    return [f"a module called {each}" for each in sorted(parts & FORBIDDEN_NAMES)]


def modules_are_short(_name: str, tree: ast.Module) -> list[str]:
    """Stop a module at 400 lines."""
    length = max((getattr(node, "end_lineno", 0) for node in ast.walk(tree)), default=0)
    return [f"{length} lines"] if length > 400 else []


def functions_are_short(_name: str, tree: ast.Module) -> list[str]:
    """Stop a function at 50 lines."""
    functions = (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))
    lengths = {each.name: (each.end_lineno or 0) - each.lineno + 1 for each in functions}
    return [f"{each} has {length} lines" for each, length in lengths.items() if length > 50]


def modules_say_what_they_are_for(_name: str, tree: ast.Module) -> list[str]:
    """Have every module open with a sentence."""
    return [] if (ast.get_docstring(tree) or not tree.body) else ["no sentence at the top"]


# --- clocks and words ----------------------------------------------------------------------------

WALL = {"time.time", "time.time_ns", "datetime.now", "datetime.today", "datetime.utcnow",
        "date.today", "time.localtime", "time.ctime"}  # fmt: skip
READ_WALL = {"adapters.clock", "alarm", "demo"}


def one_place_reads_the_wall_clock(name: str, tree: ast.Module) -> list[str]:
    """Have day and hour come from the clock adapter, so that tests and demo can play them."""
    if name in READ_WALL:
        return []
    used = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    wrong = {each for each in used if any(each == w or each.endswith(f".{w}") for w in WALL)}
    return [f"reads the wall clock: {each}" for each in sorted(wrong)]


SPEAKERS = {"print", "say", "_say", "Unavailable", "Response", "Item", "Tell", "tell", "_tell"}
SILENT = {"Item": 1}  # an item's first argument is its id
NAMES = {"Posture Break", "posture-break"}


def people_are_spoken_to_through_gettext(_name: str, tree: ast.Module) -> list[str]:
    """Let no plain text go to a person: it would stay English for ever."""
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        speaker = ast.unparse(node.func).rpartition(".")[2]
        if speaker not in SPEAKERS:
            continue
        for argument in node.args[SILENT.get(speaker, 0) :]:
            text = _words_in(argument)
            if text and text not in NAMES:
                found.append(f"{speaker}({text!r}) without _() in line {node.lineno}")
    return found


def _words_in(argument: ast.expr) -> str:
    """Return the words of a literal or an f-string; empty for what is no phrase."""
    if isinstance(argument, ast.JoinedStr):
        parts = [each.value for each in argument.values if isinstance(each, ast.Constant)]
        text = "".join(str(each) for each in parts)
    elif isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        text = argument.value
    else:
        return ""
    words = [word for word in text.split() if word.isalpha() and len(word) > 1]
    return text if len(words) > 1 else ""  # one word alone may be a name: of a verb, a method
