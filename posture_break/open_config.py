"""Opens the person's config from the menu: in whatever this desktop edits texts with."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

from posture_break.config_commands import desktop_opener, write_example
from posture_break.ports import Reactor, Unavailable
from posture_break.texts import _

_LOOK_EVERY = 1.0  # seconds; openers hand the file over and end within one or two


def open_config(file: Path, reactor: Reactor, failed: Callable[[Unavailable], object]) -> None:
    """Open the file, written from the example if need be; raises `Unavailable`.

    ``failed`` hears of an opener that starts but finds nothing to open the file with.
    """
    if not os.path.lexists(file):
        write_example(file)
    opener = desktop_opener()
    if not opener:
        raise Unavailable(
            _("This desktop has no xdg-open."), _("Your config is {file}").format(file=file)
        )
    try:
        process = subprocess.Popen(
            [*opener, str(file)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # quitting us must not close the editor
        )
    except OSError as error:
        raise Unavailable(
            _("{opener} cannot be started ({reason}).").format(opener=opener[0], reason=error),
            _("Your config is {file}").format(file=file),
        ) from error

    def ended(code: int) -> None:
        if code:
            failed(
                Unavailable(
                    _("{opener} could not open your config.").format(opener=opener[0]),
                    _("Open {file} with an editor of your choice.").format(file=file),
                )
            )

    _reap(process, reactor, ended)


def _reap(process: subprocess.Popen[bytes], reactor: Reactor, ended: Callable[[int], None]) -> None:
    """Take the opener's exit status, so that no zombie stays; an editor may run for hours."""

    def look(wait: float) -> None:
        code = process.poll()
        if code is None:
            reactor.later(wait, lambda: look(min(wait * 4, 3600.0)))
        else:
            ended(code)

    look(_LOOK_EVERY)
