"""Finds and reads figures: ``poses/<name>.toml``, or any file of the same form.

The conventions, in short (AUTHORING.md beside this module has them whole):

* x is forward, y is up from the floor, z is to the person's right. Units: a standing person is 168.
* Angles are degrees against the room, not against the next bone. A part of the trunk is
  ``[lean, bend, turn]``: leaning forward (90: face down, -90: face up), bending to the right,
  turning to the right. A bone of a limb is ``pitch, out``: 0 hangs down, 90 points forward, 180 up,
  -90 back; ``out`` opens it to its own side.
* In everything of a limb the third number points to the limb's own side: a figure is written for
  the right side, and `arms` or `legs` set both.
* No times: the phases of the exercise have them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from posture_break.content.faults import ContentFaults, Fault
from posture_break.figure.figure import Camera, Figure, OtherSide, Prop, PropKind, View
from posture_break.figure.pose import Pose
from posture_break.figure.read_pose import STANDING, read_pose
from posture_break.figure.reading import MOST_DEGREES, MOST_UNITS, Reader
from posture_break.texts import _

START = "start"

_HERE = Path(__file__).with_name("poses")
_BASES = Path(__file__).with_name("bases.toml")
_MOST_BYTES = 64 * 1024
_MOST_KEYS = 24
_MOST_PROPS = 8


def figure_names() -> list[str]:
    """Return the names of all figures that ship with the program."""
    return sorted(path.stem for path in _HERE.glob("*.toml"))


def load_figure(name: str | Path) -> Figure:
    """Return a figure by its name, or from a file; raises `ContentFaults` with every fault."""
    path = name if isinstance(name, Path) else _HERE / f"{name}.toml"
    faults: list[Fault] = []
    top = Reader(_table(path, faults), path.name, "", faults)
    figure = None if faults else _figure(path.stem, top)
    if faults or figure is None:
        raise ContentFaults(faults)
    return figure


def _table(path: Path, faults: list[Fault]) -> Mapping[str, object]:
    try:
        if path.stat().st_size > _MOST_BYTES:
            faults.append(Fault(path.name, "", "", _("a file of at most 64 KiB")))
            return {}
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as why:
        faults.append(Fault(path.name, "", "", _("a file that can be read"), str(why.strerror)))
    except UnicodeDecodeError:
        faults.append(Fault(path.name, "", "", _("text in UTF-8")))
    except tomllib.TOMLDecodeError as why:
        faults.append(Fault(path.name, "", "", _("TOML"), str(why)))
    return {}


@cache
def _bases() -> Mapping[str, Mapping[str, object]]:
    """Return the templates: whole figures with one pose, by name."""
    return tomllib.loads(_BASES.read_text("utf-8"))


def _figure(name: str, top: Reader) -> Figure:
    base = dict(_bases()[top.known("base", tuple(_bases()), "standing")])
    below = Reader({k: v for k, v in base.items() if k != "pose"}, _BASES.name, name, [])
    pose = base.get("pose")
    start = read_pose(top.within(pose if isinstance(pose, dict) else {}, "base"), STANDING)
    camera = _camera(top, _camera(below, Camera(0.0, 8.0)))
    shapes = ("portrait", "landscape")
    usual = below.known("orientation", shapes, "portrait")
    figure = Figure(
        name,
        _keys(top, start),
        camera,
        landscape=top.known("orientation", shapes, usual) == "landscape",
        view=top.choice("view", View, View.WHOLE),
        other_side=top.choice("other_side", OtherSide, OtherSide.MIRROR),
        props=_props(top if "props" in top else below),
    )
    top.finish()
    return figure


def _camera(reader: Reader, otherwise: Camera) -> Camera:
    inner = reader.inner("camera")
    camera = Camera(
        inner.number("yaw", otherwise.yaw, -MOST_DEGREES, MOST_DEGREES),
        inner.number("pitch", otherwise.pitch, 0, 60),
    )
    inner.finish()
    return camera


def _props(reader: Reader) -> tuple[Prop, ...]:
    found = []
    for number, table in enumerate(reader.tables("props", _MOST_PROPS), 1):
        inner = reader.within(table, f"prop {number}")
        at = inner.numbers("at", (3,), MOST_UNITS) or (0.0, 0.0, 0.0)
        size = inner.numbers("size", (3,), MOST_UNITS) or (0.0, 0.0, 0.0)
        found.append(
            Prop(
                inner.choice("kind", PropKind, PropKind.MAT),
                (at[0], at[1], at[2]),
                (abs(size[0]), abs(size[1]), abs(size[2])),
                inner.number("turn", 0, -MOST_DEGREES, MOST_DEGREES),
            )
        )
        inner.finish()
    return tuple(found)


def _keys(top: Reader, base: Pose) -> Mapping[str, Pose]:
    found: dict[str, Pose] = {}
    for number, table in enumerate(top.tables("key", _MOST_KEYS), 1):
        reader = top.within(table, f"key {number}")
        name = reader.word("name")
        reader = top.within({k: v for k, v in table.items() if k != "name"}, f"key {name!r}")
        if not name or name in found:
            reader.fault("name", _("a name that no other key has"), name)
        like = base
        if found:
            like = found[reader.known("like", tuple(found), next(iter(found)))]
        found[name] = read_pose(reader, like)
    if START not in found:
        top.fault("key", _('a key named "start"'))
    return found
