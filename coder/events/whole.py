"""The events of a sentence made whole: the sides that their text makes plain or means, and how sure each is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from coder.events.dyads import Dyad
from coder.events.facts import Facts
from coder.events.likely import Sides
from coder.events.meant import Notes, with_meant
from coder.events.reader import Reader
from coder.events.sides import Resolver
from coder.events.unsaid import settled
from coder.records import Actor, Clause


def whole(
    known: Sequence[Facts], clauses: Sequence[Clause], resolver: Resolver, sides: Sides | None, reader: Reader | None,
    typed: Callable[[Actor | None], Actor | None], dyads: Sequence[Dyad],
) -> tuple[list[Dyad], Notes]:  # fmt: skip
    """The events, whole, and notes of who is meant; `known` are the facts of each.

    `typed` says what sort of thing an unknown name is. Without `sides` nobody is taken for a side that is not named;
    without `reader` their confidence stays.
    """
    found, notes = [settled(dyad, resolver, typed) for dyad in dyads], Notes()
    if sides is not None:
        found, notes = with_meant(found, clauses, resolver, sides)
    if reader is not None:
        pairs = zip(found, known, strict=True)
        found = [replace(d, confidence=reader.sure_of(resolver.sentence, clauses, d, facts)) for d, facts in pairs]
    return found, notes
