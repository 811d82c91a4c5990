"""Who is meant where a clause names no source or target, or no country of one: the likeliest of those that its text
names.

Asked last, of what is an event by then, so that no decision rests on it; what it adds is marked as inferred.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from coder.cameo.kinds import code_kinds
from coder.clauses.occasion import load_occasion_words
from coder.events.dyads import Dyad
from coder.events.likely import SCALE, SIDES, Candidate, Missing, Sides, Weights
from coder.events.sides import Resolver, same_place
from coder.events.unnamed import missing_actors
from coder.events.whose import missing_countries
from coder.records import Actor, Clause

Notes = list[tuple[int, str]]
# From this probability on a country that is meant in one event is that of the phrase in the others too.
SURE = 0.5
PRIVATE = ("NGO", "NGM")
ORDER = frozenset({"COP", "JUD", "MIL"})


def missing_sides(dyads: Sequence[Dyad], clauses: Sequence[Clause], resolver: Resolver) -> Iterator[Missing]:
    """What the events of a sentence leave open of their sides and the text may tell: who, or of which country."""
    yield from missing_actors(dyads, clauses, resolver)
    yield from missing_countries(dyads, clauses, resolver)


def with_meant(
    dyads: Sequence[Dyad], clauses: Sequence[Clause], resolver: Resolver, sides: Sides
) -> tuple[list[Dyad], Notes]:
    """The events of a sentence, with who is meant for what they leave open of their sides, and notes of it."""
    found, notes = list(dyads), Notes()
    for missing_of in (missing_actors, missing_countries):
        for missing in list(missing_of(found, clauses, resolver)):
            weights = sides.of(missing)
            candidate, likely, nobody = weights.chances(missing)
            dyad = found[missing.number]
            if likely - nobody <= sides.margin or (not missing.asks_country and is_side(candidate.actor, dyad)):
                continue
            if missing.side == "source" and keeps_order(candidate.actor, dyad):
                continue
            if tells_of_it(candidate.actor, dyad, clauses, resolver):
                continue
            found[missing.number] = filled(dyad, missing, candidate.actor, likely, resolver)
            notes.append((dyad.action.clause, in_words(missing, candidate, weights, likely, nobody)))
    return alike(found), notes


def alike(dyads: Sequence[Dyad]) -> list[Dyad]:
    """The events of a sentence, in which the same phrase has one country: that which is meant in any of them."""
    known: dict[tuple[int, int, str], tuple[Actor, float]] = {}
    for dyad in dyads:
        for side, likely in dyad.meant:
            actor: Actor | None = getattr(dyad, side.split()[0])
            if side.endswith(" country") and likely >= SURE and actor is not None and actor.code:
                known.setdefault((actor.start, actor.end, actor.code[3:]), (actor, likely))
    return [_with_country(dyad, known) for dyad in dyads] if known else list(dyads)


def _with_country(dyad: Dyad, known: Mapping[tuple[int, int, str], tuple[Actor, float]]) -> Dyad:
    for side in SIDES:
        actor: Actor | None = getattr(dyad, side)
        if actor is None or not actor.code or actor.country:
            continue
        if (same := known.get((actor.start, actor.end, actor.code))) is not None:
            made = (*dyad.meant, (f"{side} country", same[1]))
            source, target = (same[0], dyad.target) if side == "source" else (dyad.source, same[0])
            dyad = replace(dyad, source=source, target=target, meant=made)
    return dyad


def filled(dyad: Dyad, missing: Missing, meant: Actor, likely: float, resolver: Resolver) -> Dyad:
    """The dyad with who is meant for a side. What stands there keeps its words: *a village* [of Mali]."""
    thing, name = missing.actor, missing.side
    if thing is not None and thing.code and meant.code:
        actor, name = resolver.of_country(thing, meant.code), f"{name} country"
    elif thing is not None and thing.text:
        actor = replace(meant, text=thing.text, start=thing.start, end=thing.end, inferred=True, entity_type=None)
    else:
        actor = replace(meant, inferred=True)
    made = (*dyad.meant, (name, likely))
    if missing.side == "source":
        return replace(dyad, source=actor, meant=made)
    return replace(dyad, target=actor, meant=made)


def is_side(actor: Actor, dyad: Dyad) -> bool:
    """Whether an actor is a side of the event already."""
    known = [a for a in (dyad.source, dyad.target) if a is not None and a.code]
    return same_place(actor, known) or any(a.code == actor.code for a in known)


def keeps_order(actor: Actor, dyad: Dyad) -> bool:
    """Whether an actor is against whom a protest or riot is, rather than who holds it: police, soldiers, courts."""
    return dyad.action.code.startswith(code_kinds().protests) and not ORDER.isdisjoint(actor.roles)


def tells_of_it(actor: Actor, dyad: Dyad, clauses: Sequence[Clause], resolver: Resolver) -> bool:
    """Whether an actor is a newspaper or agency that only tells what happened: *Tass said a curfew was imposed*.

    So is a private body that tells of force or aid: *Oxfam said tents had come*.
    """
    private = (actor.code or "").startswith(PRIVATE) and dyad.action.code[:2] in code_kinds().harm | code_kinds().aid
    if not (private or "MED" in actor.roles) or not actor.text:
        return False
    told = (c for c in clauses if c.lemma in load_occasion_words().reporting and c.kind != "noun" and not c.passive)
    subjects = (resolver.sentence.tokens[h] for c in told for h in c.heads("subject"))
    return any(actor.start <= t.start < actor.end for t in subjects)


def in_words(missing: Missing, candidate: Candidate, weights: Weights, likely: float, nobody: float) -> str:
    """What `explain` tells of who is meant, with the features that speak most for it."""
    told = [(weights.somebody.get(f, 0) / SCALE, f) for f in candidate.features]
    told.sort(key=lambda pair: (-abs(pair[0]), pair[1]))
    words = ", ".join(f"{feature} {weight:+.2f}" for weight, feature in told[:4] if weight)
    actor, side = candidate.actor, missing.side
    if missing.asks_country and missing.actor is not None:
        said = f"{side} {missing.actor.code}: no country is named; {actor.code} is meant"
    else:
        said = f"no {side} is named; {actor.code} “{actor.text}” is meant"
    return f"{said} ({likely:.0%}, {'none' if missing.asks_country else 'nobody'} {nobody:.0%}) by {words}"
