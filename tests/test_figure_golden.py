"""Every key pose looks as it did when somebody last looked at it."""

from __future__ import annotations

import pytest

from posture_break.figure.poses import figure_names, load_figure
from tests.figure_golden import approved, differences, pictures

_MEAN, _MOST = 0.35, 5  # levels of 64: what another Pillow may draw otherwise


@pytest.mark.parametrize("name", figure_names())
def test_a_figure_looks_as_approved(name: str) -> None:
    """No change of engine or data alters a picture unseen; see `tests.figure_golden`."""
    stored = {key: cells for key, cells in approved().items() if key.split()[0] == name}
    found = pictures(load_figure(name))
    assert found.keys() == stored.keys()
    for key, cells in found.items():
        mean, most = differences(cells, stored[key])
        assert mean <= _MEAN, key
        assert most <= _MOST, key


def test_no_picture_is_left_of_a_figure_that_is_gone() -> None:
    """What is stored belongs to figures that there are."""
    assert {name.split()[0] for name in approved()} == set(figure_names())


def test_a_small_change_is_seen() -> None:
    """Another pose of the same figure is told from the approved one."""
    start, reach = pictures(load_figure("bird-dog")).values()
    mean, most = differences(start, reach)
    assert mean > _MEAN
    assert most > _MOST
