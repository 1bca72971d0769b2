"""Draws a strip of each named figure to look at, and tells what its checks found: for authors.

``python -m posture_break.figure.preview NAME... --out FILE.png [--dark] [--mirror] [--size N]``
``python -m posture_break.figure.preview --all --out-dir DIR``: one strip of each, for reviewers
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from PIL import Image, ImageDraw

from posture_break.content.faults import ContentFaults
from posture_break.figure.balance import unsteady
from posture_break.figure.blend import directions
from posture_break.figure.body import build, lowest
from posture_break.figure.figure import Figure
from posture_break.figure.paint import Painter
from posture_break.figure.pose import LIMBS, side_of
from posture_break.figure.poses import figure_names, load_figure
from posture_break.figure.skeleton import Skeleton, solve
from posture_break.figure.vector import angle
from posture_break.figure.view import moves
from posture_break.texts import _

_BETWEEN = (0.3, 0.55)
_HINT_SIZE = (402, 352)  # about that of the card
_HINT_OFF = 2.0


def strip(
    figure: Figure, *, high: int, dark: bool, mirrored: bool, skin: int, hair: int
) -> Image.Image:
    """Return every key of a figure with moments on the way to the next, side by side."""
    size = (high * 4 // 3, high) if figure.landscape else (high * 5 // 6, high)
    painter = Painter(figure, size, dark=dark, skin=skin, hair=hair)
    shots = []
    for of, to in moves(figure):
        shots.append((of, painter.paint(of, of, 0, mirrored=mirrored)))
        if of != to:
            for share in _BETWEEN:
                label = f"{of} > {to} {share:.0%}"
                shots.append((label, painter.paint(of, to, share, mirrored=mirrored)))
    across, row = min(len(shots), 6), high + 14
    down = -(-len(shots) // across)
    image = Image.new("RGB", (size[0] * across, row * down), "#1b202a" if dark else "#faf7f2")
    draw = ImageDraw.Draw(image)
    for index, (label, shot) in enumerate(shots):
        left, top = index % across * size[0], index // across * row
        image.paste(shot, (left, top + 14))
        draw.text((left + 6, top + 1), f"{figure.name}: {label}", fill="#8a8f9c")
    return image


def main(words: Sequence[str] | None = None) -> int:
    """Run the command; 0: all is in order, 1: faults were found."""
    parser = argparse.ArgumentParser(prog="python -m posture_break.figure.preview")
    parser.add_argument("names", nargs="*", metavar="NAME", help=_("a figure, or a file.toml"))
    parser.add_argument("--all", action="store_true", help=_("every figure of the program"))
    out = parser.add_mutually_exclusive_group(required=True)
    out.add_argument("--out", type=Path, help=_("the picture to write"))
    out.add_argument("--out-dir", type=Path, help=_("the folder to write a picture of each to"))
    parser.add_argument("--dark", action="store_true", help=_("in the dark theme"))
    parser.add_argument("--mirror", action="store_true", help=_("the other side"))
    parser.add_argument("--numbers", action="store_true", help=_("the joints of every key"))
    parser.add_argument("--size", type=int, default=330, help=_("height of a picture in pixels"))
    parser.add_argument("--skin", type=int, default=1, help=_("skin colour, from 0"))
    parser.add_argument("--hair", type=int, default=0, help=_("hair, from 0"))
    chosen = parser.parse_args(words)
    names = figure_names() if chosen.all else chosen.names
    if not names:
        parser.error(_("name a figure, or say --all"))
    found, strips = 0, {}
    for name in names:
        try:
            figure = load_figure(Path(name) if name.endswith(".toml") else name)
        except ContentFaults as faults:
            found += 1
            sys.stdout.write(f"{faults}\n")
            continue
        found += _tell(figure)
        _hint(figure, mirrored=chosen.mirror)
        if chosen.numbers:
            _tell_numbers(figure)
        strips[figure.name] = strip(
            figure, high=chosen.size, dark=chosen.dark, mirrored=chosen.mirror,
            skin=chosen.skin, hair=chosen.hair,
        )  # fmt: skip
    if chosen.out_dir:
        _save_each(strips, chosen.out_dir)
    else:
        _save(list(strips.values()), chosen.out)
    return 1 if found else 0


def _save_each(strips: Mapping[str, Image.Image], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, image in strips.items():
        image.save(folder / f"{name}.png")


def _hint(figure: Figure, *, mirrored: bool) -> None:
    """Tell what is no fault, but worth a look: arrows that cannot be seen, poses off balance."""
    painter = Painter(figure, _HINT_SIZE, dark=False)
    for of, to in moves(figure):
        wanted, drawn = len(figure.keys[to].cues), len(painter.cues(of, to, mirrored=mirrored))
        if of != to and drawn < wanted:
            sys.stdout.write(f"  {of} > {to}: {wanted - drawn} arrow(s) point at the viewer\n")
    for name, off in unsteady(figure).items():
        if off > _HINT_OFF:
            sys.stdout.write(f"  {name}: {off:.1f} units off its balance\n")


def _tell(figure: Figure) -> int:
    from posture_break.figure.checks import check_figure  # noqa: PLC0415 - slow, for authors only

    faults = check_figure(figure)
    sys.stdout.write("".join(f"{figure.name}: {fault}\n" for fault in faults))
    if not faults:
        sys.stdout.write(_("{figure}: in order").format(figure=figure.name) + "\n")
    return len(faults)


def _tell_numbers(figure: Figure) -> None:
    """Tell where the joints of each key are, how far they bend and what is lowest: for posing."""
    for name, pose in figure.keys.items():
        bones = solve(pose)
        low = lowest(build(bones))
        part, height = min(low.items(), key=lambda each: each[1])
        sys.stdout.write(f"{figure.name} {name}: lowest {part} {height:.1f}\n")
        for limb in LIMBS:
            one, other = directions(bones, limb)
            bend, short = 180 - angle(one, other), bones.short.get(limb, 0.0)
            tip = f"{'wrist' if limb[0] == 'a' else 'ankle'}_{side_of(limb)}"
            sys.stdout.write(f"  {limb}: {bend:.0f} degrees, {tip} {_place(bones, tip)}")
            sys.stdout.write(f", {short:.1f} too short\n" if short else "\n")
        for joint in ("pelvis", "neck", "skull", "shoulder_right", "elbow_right", "knee_right"):
            sys.stdout.write(f"  {joint} {_place(bones, joint)}\n")


def _place(bones: Skeleton, joint: str) -> str:
    return str(tuple(round(each, 1) for each in bones.joints[joint]))


def _save(strips: Sequence[Image.Image], out: Path) -> None:
    if not strips:
        return
    wide, high = max(each.width for each in strips), sum(each.height for each in strips)
    image = Image.new("RGB", (wide, high), strips[0].getpixel((0, 0)))
    top = 0
    for each in strips:
        image.paste(each, (0, top))
        top += each.height
    image.save(out)


if __name__ == "__main__":
    sys.exit(main())
