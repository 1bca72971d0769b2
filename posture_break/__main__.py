"""``python -m posture_break``, and the installed command."""

from __future__ import annotations

import errno
import os
import sys


def main() -> int:
    """Run the command line; an interrupted command, or a reader that left, needs no traceback."""
    try:
        from posture_break.cli import run  # noqa: PLC0415 - Ctrl-C is caught during import too

        code = run(sys.argv[1:])
        if sys.stdout is not None:  # pythonw on Windows has none
            sys.stdout.flush()
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # `posture-break simulate | head`
        _silence()
        return 0
    except OSError as error:
        if error.filename is not None or sys.stdout is None or not _full(error):
            raise
        _silence()
        from posture_break.texts import _  # noqa: PLC0415 - rarely needed

        words = _("posture-break: the output cannot be written ({reason}).")
        print(words.format(reason=error.strerror), file=sys.stderr)
        return 1
    return code


def _full(error: OSError) -> bool:
    """Return whether what is printed finds no room: `posture-break tips > file`, a full disk."""
    return error.errno in {errno.ENOSPC, errno.EIO}


def _silence() -> None:
    """Let what is left go nowhere: Python would try to write it at exit, and complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
