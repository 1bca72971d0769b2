"""The card's own process: the window, and the sounds and voice that go with its sessions."""

from __future__ import annotations

import sys

from posture_break.cues import Cues
from posture_break.ui import card_window


def main() -> int:
    """Run the window until the daemon closes it; return the exit status."""
    made: list[Cues] = []

    def make(sound: bool, volume: int, voice: bool) -> Cues:
        made.append(Cues(sound, volume, voice))
        return made[-1]

    try:
        return card_window.main(make)
    finally:
        for cues in made:
            cues.end()


if __name__ == "__main__":
    sys.exit(main())
