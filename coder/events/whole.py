"""The events of a sentence made whole: the sides that their text makes plain or means, and how sure each is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from coder.cameo.kinds import code_kinds
from coder.events.by_sides import by_sides
from coder.events.dyads import Dyad
from coder.events.facts import Facts
from coder.events.likely import Sides
from coder.events.meant import Notes, with_meant
from coder.events.reader import Reader
from coder.events.sides import Resolver
from coder.events.unsaid import protested, settled
from coder.records import Actor, Clause, Event


def whole(
    known: Sequence[Facts], clauses: Sequence[Clause], resolver: Resolver, sides: Sides | None, reader: Reader | None,
    typed: Callable[[Actor | None], Actor | None], dyads: Sequence[Dyad], killed: Sequence[int | None],
) -> tuple[list[Dyad], Notes]:  # fmt: skip
    """The events, whole, and notes of who is meant; `known` are the facts of each and `killed` its dead.

    `typed` says what sort of thing an unknown name is. Without `sides` nobody is taken for a side that is not named;
    without `reader` their confidence stays.
    """
    found, notes = [settled(dyad, resolver, typed) for dyad in dyads], Notes()
    if sides is not None:
        found, notes = with_meant(found, clauses, resolver, sides)
    found = [protested(dyad, resolver) for dyad in found]
    if reader is not None:
        pairs = zip(found, known, strict=True)
        found = [replace(d, confidence=reader.sure_of(resolver.sentence, clauses, d, facts)) for d, facts in pairs]
    found, recoded = by_sides(found, killed)
    return found, [*notes, *recoded]


def told_once(dyads: Sequence[Dyad], events: Sequence[Event]) -> tuple[list[Dyad], list[Event]]:
    """Those dyads, with their events, that no dyad before tells already: the same action, code and codes of the sides.

    *Met the Chadian president and his foreign minister* is one event of two governments, and *Kenyan students and their
    teachers marched* one protest. Victims stay apart, since each has numbers of his own (*beat a nurse and a driver*).
    """
    found: dict[tuple[object, ...], tuple[Dyad, Event]] = {}
    for dyad, event in zip(dyads, events, strict=True):
        victim = event.target_start if event.event_root_code in code_kinds().harm else None
        key = (dyad.action.clause, event.event_code, event.source_code, event.target_code, victim)
        found.setdefault(key, (dyad, event))
    return [dyad for dyad, _ in found.values()], [event for _, event in found.values()]
