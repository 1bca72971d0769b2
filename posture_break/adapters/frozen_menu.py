"""A pystray menu as it is now, for a tray that lives on another thread than the loop.

The copy holds plain values, so reading it needs no lock; choosing in it is posted to the loop.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any


def freeze(
    menu: Any,
    choose: Callable[[Any], None],
    words: Callable[[str], str] = str,
) -> Any:
    """Return a copy of ``menu``; ``choose`` gets the original item, on the tray's thread.

    Call it on the loop's thread: there the originals' callables are at home. ``words`` makes a
    text fit the platform.
    """
    from posture_break.pystray_face import Menu  # noqa: PLC0415 - loads the platform's tray

    return Menu(*(_copy(item, menu, choose, words) for item in menu))


def _copy(item: Any, menu: Any, choose: Callable[[Any], None], words: Callable[[str], str]) -> Any:
    from posture_break.pystray_face import Menu, MenuItem  # noqa: PLC0415 - see above

    if item is menu.SEPARATOR:
        return Menu.SEPARATOR
    checked = item.checked
    return MenuItem(
        words(item.text),
        freeze(item.submenu, choose, words)
        if item.submenu is not None
        else partial(_chosen, choose, item),
        checked=None if checked is None else lambda _item: checked,
        radio=bool(item.radio),
        default=bool(item.default),
        enabled=bool(item.enabled),
    )


def _chosen(choose: Callable[[Any], None], item: Any, *_icon_and_copy: object) -> None:
    choose(item)
