"""``python -m posture_break``, and the installed command."""

from __future__ import annotations

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
        # Python would try to write the rest at exit, and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


if __name__ == "__main__":
    sys.exit(main())
