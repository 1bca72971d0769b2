"""``python -m benchmarks [NAME ...] [--minutes N]``: all of them, or those that are named."""

from __future__ import annotations

import argparse
import os
import platform

from benchmarks import animation, card, commands, drawing, idle, simulate, start, store

ALL = {
    "commands": commands.run,
    "start": start.run,
    "card": card.run,
    "figures": drawing.run,
    "animation": animation.run,
    "simulate": simulate.run,
    "store": store.run,
    "idle": idle.run,
}


def main() -> None:
    """Run what was asked for; without a name everything."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(ALL))
    parser.add_argument("--minutes", type=float, default=5.0, help="how long `idle` watches")
    wanted = parser.parse_args()
    unknown = [name for name in wanted.names if name not in ALL]
    if unknown:
        parser.error(f"there is no {', '.join(unknown)}; there are {', '.join(ALL)}")
    load = os.getloadavg()[0]
    print(
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, "
        f"{os.cpu_count()} processors, load {load:.1f} before the start"
    )
    for name in wanted.names or ALL:
        ALL[name](wanted.minutes)


if __name__ == "__main__":
    main()
