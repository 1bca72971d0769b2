"""What all tests share: the option that leaves the desktop tests out, and says so."""

from __future__ import annotations

import pytest

_LEFT_OUT = pytest.StashKey[int]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer --no-desktop."""
    parser.addoption(
        "--no-desktop",
        action="store_true",
        help="leave out the tests that need Xvfb, panels, sway and notification services",
    )


def pytest_report_header(config: pytest.Config) -> list[str]:
    """Say at the top when tests are left out."""
    if config.getoption("--no-desktop"):
        return ["desktop tests: LEFT OUT (--no-desktop)"]
    return []


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect the desktop tests when asked to."""
    if not config.getoption("--no-desktop"):
        return
    left_out = [item for item in items if item.get_closest_marker("desktop")]
    items[:] = [item for item in items if not item.get_closest_marker("desktop")]
    config.stash[_LEFT_OUT] = len(left_out)
    config.hook.pytest_deselected(items=left_out)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say it once more at the end, where people look."""
    number = terminalreporter.config.stash.get(_LEFT_OUT, 0)
    if number:
        terminalreporter.write_line(f"{number} desktop tests were left out (--no-desktop)")
