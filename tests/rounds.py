"""Waiting in tests: turn the reactor until something holds, with a limit, never a bare sleep."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from posture_break.reactor import Reactor


def turn_until(reactor: Reactor, done: Callable[[], bool], limit: float = 5.0) -> bool:
    """Run rounds of ``reactor`` until ``done()`` holds; False once ``limit`` seconds are over."""
    end = time.monotonic() + limit
    while not done():
        rest = end - time.monotonic()
        if rest <= 0:
            return False
        reactor.turn(min(rest, 0.05))
    return True
