"""Reads one key pose out of a figure's file, on top of the pose that it is like."""

from __future__ import annotations

from dataclasses import replace

from posture_break.figure.muscles import MUSCLES
from posture_break.figure.pose import SIDES, SIGN, Angles, Cue, Hold, Limb, Pose, Root
from posture_break.figure.reading import MOST_DEGREES, MOST_UNITS, Reader
from posture_break.figure.skeleton import JOINTS, ROOTS
from posture_break.figure.vector import Vector, pointing
from posture_break.texts import _

PARTS = (
    "head", "pelvis", "shirt",
    *(f"{part}_{side}" for side in SIDES for part in ("thigh", "shin", "upper_arm", "forearm")),
)  # fmt: skip
"""The parts that are drawn one after the other, from far to near."""

_SPINE = ("pelvis", "waist", "chest", "neck", "head")
_MOST_CUES = 4
_MOST_SHOULDER = 8.0
_PAIRED = tuple(name.removesuffix("_right") for name in JOINTS if name.endswith("_right"))

STANDING = Pose(
    pelvis=(0.0, 0.0, 0.0), waist=(0.0, 0.0, 0.0), chest=(0.0, 0.0, 0.0), neck=(8.0, 0.0, 0.0),
    head=(0.0, 0.0, 0.0), root=Root("pelvis", (0.0, 86.3, 0.0)),
    limbs={
        f"{kind}_{side}": Limb(Hold.FREE) for kind in ("arm", "leg") for side in SIDES
    },
    shoulders=dict.fromkeys(SIDES, (0.0, 0.0)),
)  # fmt: skip
"""What a pose is like that says nothing."""


def read_pose(reader: Reader, like: Pose) -> Pose:
    """Return ``like`` with everything that the table changes."""
    spine = _spine(reader, like)
    limbs = dict(like.limbs)
    shoulders = dict(like.shoulders)
    for kind in ("arm", "leg"):
        for side in SIDES:
            for field in (f"{kind}s", f"{kind}_{side}"):
                limb = _limb(reader, field, kind, side)
                limbs[f"{kind}_{side}"] = limb or limbs[f"{kind}_{side}"]
    for side in SIDES:
        for field in ("shoulders", f"shoulder_{side}"):
            pair = reader.numbers(field, (2,), _MOST_SHOULDER)
            shoulders[side] = (pair[0], pair[1]) if pair else shoulders[side]
    pose = replace(
        like,
        root=_root(reader, like.root, limbs),
        limbs=limbs,
        shoulders=shoulders,
        breath=reader.number("breath", like.breath, 0, 1),
        work=reader.names("work", MUSCLES) if "work" in reader else like.work,
        cues=_cues(reader),
        nearer={**like.nearer, **reader.names("nearer", PARTS)},
        **spine,
    )
    reader.finish()
    return pose


def _spine(reader: Reader, like: Pose) -> dict[str, Angles]:
    """Return the trunk's angles; what is not said lies between its neighbours, once any is."""
    said: dict[str, Angles] = {}
    for part in _SPINE:
        found = reader.numbers(part, (1, 2, 3), MOST_DEGREES, lone=True)
        if found:
            padded = (*found, 0.0, 0.0)
            said[part] = (padded[0], padded[1], padded[2])
    pelvis = said.get("pelvis", like.pelvis)
    chest = said.get("chest", said.get("pelvis", like.chest))
    head = said.get("head", chest if chest != like.chest else like.head)
    moved = chest != like.chest or pelvis != like.pelvis
    waist = said.get("waist", _mean(pelvis, chest) if moved else like.waist)
    turned = chest != like.chest or head != like.head
    neck = said.get("neck", _mean(chest, head) if turned else like.neck)
    return {"pelvis": pelvis, "waist": waist, "chest": chest, "neck": neck, "head": head}


def _mean(a: Angles, b: Angles) -> Angles:
    return ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2)


def _root(reader: Reader, like: Root, limbs: dict[str, Limb]) -> Root:
    if "root" not in reader:
        return like
    inner = reader.inner("root")
    joint = inner.known("joint", ROOTS, like.joint)
    at = inner.numbers("at", (3,), MOST_UNITS)
    inner.finish()
    sides = [side for side in SIDES if side in joint] or SIDES
    hung = joint.startswith(("knee", "ankle"))
    if hung and any(limbs[f"leg_{side}"].hold is not Hold.FREE for side in sides):
        reader.fault("root", _("a leg given by angles, for the body hangs from it"), joint)
        return like
    return Root(joint, _vector(at, 1)) if at else replace(like, joint=joint)


def _limb(reader: Reader, field: str, kind: str, side: str) -> Limb | None:
    if field not in reader:
        return None
    sign = SIGN[side]
    if isinstance(reader.raw(field), list):
        return _bent(reader, field, sign)
    inner = reader.inner(field)
    limb = _held(inner, kind, side)
    end = inner.numbers("end", (2,), MOST_DEGREES)
    pole = inner.numbers("pole", (3,), MOST_UNITS)
    limb = replace(
        limb,
        end=pointing(end[0], end[1], sign) if end else limb.end,
        pole=_vector(pole, sign) if pole else None,
        slide=inner.flag("slide"),
        step=inner.flag("step"),
    )
    inner.finish()
    return limb


def _held(inner: Reader, kind: str, side: str) -> Limb:
    """Return a limb by what fixes its end: `at`, `toes` or `on`; or by its angles: `bend`."""
    sign = SIGN[side]
    for field, hold in (("at", Hold.PIN), ("toes", Hold.TOES)):
        if field in inner and (kind == "leg" or hold is Hold.PIN):
            at = inner.numbers(field, (3,), MOST_UNITS)
            return Limb(hold, at=_vector(at or (0.0, 0.0, 0.0), sign))
    if "on" in inner:
        joint = inner.known("on", (*JOINTS, *_PAIRED), "pelvis")
        joint = f"{joint}_{side}" if joint in _PAIRED else joint
        offset = inner.numbers("offset", (3,), MOST_UNITS)
        return Limb(Hold.BODY, at=_vector(offset or (0.0, 0.0, 0.0), sign), on=joint)
    return _bent(inner, "bend", sign) or Limb(Hold.FREE)


def _bent(reader: Reader, field: str, sign: float) -> Limb | None:
    angles = reader.numbers(field, (4, 6), MOST_DEGREES)
    if angles is None:
        return None
    ways = [pointing(angles[i], angles[i + 1], sign) for i in range(0, len(angles), 2)]
    return Limb(Hold.FREE, upper=ways[0], lower=ways[1], end=ways[2] if len(ways) > 2 else None)


def _cues(reader: Reader) -> tuple[Cue, ...]:
    found = []
    for number, table in enumerate(reader.tables("cues", _MOST_CUES), 1):
        inner = reader.within(table, f"cue {number}")
        shift = inner.numbers("shift", (3,), MOST_UNITS) or (0.0, 0.0, 0.0)
        of = inner.known("of", JOINTS, "pelvis")
        least = inner.number("least", 18, 6, 80)
        way, towards = (inner.numbers(field, (3,), MOST_UNITS) for field in ("way", "towards"))
        found.append(
            Cue(
                of,
                _vector(shift, 1),
                least,
                way=_vector(way, 1) if way else None,
                towards=_vector(towards, 1) if towards else None,
            )
        )
        inner.finish()
    return tuple(found)


def _vector(numbers: tuple[float, ...], sign: float) -> Vector:
    return (numbers[0], numbers[1], numbers[2] * sign)
