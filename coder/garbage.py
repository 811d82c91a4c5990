"""How often Python looks for objects that only hold each other."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# Python's own choice is 700. A sentence makes thousands of records, and nearly all are gone once it is coded: those
# that are still in use when Python looks are only walked through in vain, which was a tenth of the time of coding.
MANY = 20_000
# After so many searches through what is new comes one through what is older, and after so many of those one through
# all. Python's own choice is 10: then records that hold each other pile up to several hundred megabytes in a long text.
OFTEN = 2
# What is loaded at the start stays: to look through it is in vain.
ALL = 100_000_000


@contextmanager
def rarely_collected(many: int = MANY) -> Iterator[None]:
    """Within it Python looks only when `many` more objects are made than have gone; as before afterwards.

    Who has turned the search off, or made it rarer still, keeps that.
    """
    before = gc.get_threshold()
    if 0 < before[0] < many:
        gc.set_threshold(many, *(min(often, OFTEN) for often in before[1:]))
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def loading() -> Iterator[None]:
    """Within it Python does not look, and what is made there counts as old afterwards: it will be there for long."""
    with rarely_collected(ALL):
        yield
        # Without this Python walks through all of it at once when the search is on again.
        if not gc.get_freeze_count():
            gc.freeze()
            gc.unfreeze()
