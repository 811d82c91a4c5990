"""How often Python looks for garbage while it codes."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from coder.garbage import MANY, rarely_collected


@pytest.fixture(autouse=True)
def _thresholds() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def test_python_looks_rarely_within_and_as_before_afterwards() -> None:
    gc.set_threshold(700, 10, 10)
    with rarely_collected():
        assert gc.get_threshold() == (MANY, 10, 10)
    assert gc.get_threshold() == (700, 10, 10)


@pytest.mark.parametrize("chosen", [0, MANY + 1])
def test_who_has_chosen_less_keeps_it(chosen: int) -> None:
    gc.set_threshold(chosen, 10, 10)
    with rarely_collected():
        assert gc.get_threshold()[0] == chosen
