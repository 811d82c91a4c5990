"""How often Python looks for garbage while it codes."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from coder.garbage import ALL, MANY, OFTEN, loading, rarely_collected
from coder.pipeline import Coder


@pytest.fixture(autouse=True)
def _thresholds() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def test_python_looks_rarely_within_and_as_before_afterwards() -> None:
    gc.set_threshold(700, 10, 10)
    with rarely_collected():
        assert gc.get_threshold() == (MANY, OFTEN, OFTEN)
    assert gc.get_threshold() == (700, 10, 10)


@pytest.mark.parametrize("chosen", [0, MANY + 1])
def test_who_has_chosen_less_keeps_it(chosen: int) -> None:
    gc.set_threshold(chosen, 10, 10)
    with rarely_collected():
        assert gc.get_threshold()[0] == chosen


def test_what_is_loaded_counts_as_old() -> None:
    gc.unfreeze()
    gc.set_threshold(700, 10, 10)
    with loading():
        assert gc.get_threshold()[0] == ALL
        made = [[k] for k in range(5000)]
    assert gc.get_threshold() == (700, 10, 10)
    assert gc.get_freeze_count() == 0
    assert any(found is made for found in gc.get_objects(generation=2))


def test_what_others_have_frozen_stays_so() -> None:
    gc.freeze()
    try:
        with loading():
            pass
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()


def test_what_is_made_of_a_sentence_is_gone_once_it_is_coded(coder: Coder) -> None:
    text = "Envoys of Laos and Peru met in Quito on Friday. They signed a pact, and Peru expelled two of its aides."
    coder.code(text, date="2019-05-04")
    gc.collect()
    gc.disable()
    try:
        coder.code(text, date="2019-05-04")
        gc.set_debug(gc.DEBUG_SAVEALL)
        gc.collect()
        held = {type(found).__module__ for found in gc.garbage}
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()
    # Nothing holds itself in a circle, so Python need not look for it.
    assert not {module for module in held if module.startswith("coder.")}
