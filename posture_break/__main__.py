"""``python -m posture_break``."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line; an interrupted command says nothing."""
    from posture_break.cli import run  # noqa: PLC0415 - so that Ctrl-C is caught during import too

    return run(sys.argv[1:])


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:  # `posture-break simulate | head`
        sys.stderr.close()
        sys.exit(0)
