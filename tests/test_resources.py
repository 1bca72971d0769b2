"""What ships beside the code is found."""

from __future__ import annotations

import pytest

from posture_break.ports import Unavailable
from posture_break.resources import resource


@pytest.mark.parametrize("name", ["config.example.toml", "icons"])
def test_shipped_files_are_found(name: str) -> None:
    """In a checkout they stand beside the package, once installed within it."""
    assert resource(name).exists()


def test_a_missing_file_is_said_in_words() -> None:
    """A broken installation is no traceback."""
    with pytest.raises(Unavailable, match="Install posture-break again"):
        resource("no-such-thing")
