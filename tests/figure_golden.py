"""What every key pose looked like when it was last approved: a coarse picture of each, as text.

``python -m tests.figure_golden --write`` takes the pictures anew; look at them first, with
``python -m posture_break.figure.preview --all --out-dir DIR``.
"""

from __future__ import annotations

import string
import sys
from collections.abc import Mapping
from pathlib import Path

from posture_break.figure.figure import Figure
from posture_break.figure.paint import Painter
from posture_break.figure.poses import figure_names, load_figure

FILE = Path(__file__).with_name("figure_golden.txt")
LEVELS = string.digits + string.ascii_uppercase + string.ascii_lowercase + "+-"
"""How bright a cell is, from black to white, as one letter."""

_SIDE, _CELL = 96, 8  # pixels


def pictures(figure: Figure) -> dict[str, str]:
    """Return a picture of each key, by figure and key: 12 by 12 cells in their brightness."""
    painter = Painter(figure, (_SIDE, _SIDE), dark=False)
    found = {}
    for key in figure.keys:
        cells = painter.paint(key, key, 0).reduce(_CELL).convert("L").tobytes()
        found[f"{figure.name} {key}"] = "".join(LEVELS[level // 4] for level in cells)
    return found


def approved() -> dict[str, str]:
    """Return the pictures that are stored."""
    lines = FILE.read_text("utf-8").splitlines()
    return dict(line.rsplit(" ", 1) for line in lines if line)


def differences(one: str, other: str) -> tuple[float, int]:
    """Return how many levels two pictures differ: on average, and at most."""
    steps = [abs(LEVELS.index(a) - LEVELS.index(b)) for a, b in zip(one, other, strict=True)]
    return sum(steps) / len(steps), max(steps)


def write(found: Mapping[str, str]) -> None:
    """Store pictures."""
    FILE.write_text("".join(f"{name} {cells}\n" for name, cells in found.items()), "utf-8")


def main() -> int:
    """Tell which pictures differ from the stored ones, or store them with ``--write``."""
    found: dict[str, str] = {}
    for name in figure_names():
        found.update(pictures(load_figure(name)))
    if "--write" in sys.argv[1:]:
        write(found)
        return 0
    stored = approved()
    for name in sorted({*found, *stored}):
        if name not in stored or name not in found:
            print(f"{name}: {'new' if name in found else 'gone'}")
        elif found[name] != stored[name]:
            mean, most = differences(found[name], stored[name])
            print(f"{name}: differs by {mean:.2f} on average, {most} at most")
    return 0


if __name__ == "__main__":
    sys.exit(main())
