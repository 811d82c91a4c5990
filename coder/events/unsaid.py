"""What a row leaves unsaid and its text makes plain: the country of a side, and to whom something was done.

Asked once it is decided which actions are events, so that no decision rests on it. All of it is marked as inferred.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from coder.cameo.kinds import code_kinds
from coder.events.dyads import Dyad
from coder.events.home import FIGHTERS, NEAR
from coder.events.relevance import politics_words
from coder.events.sides import Resolver
from coder.records import Actor

# Whom the police, courts and officials of a country deal with at home.
AUTHORITIES = frozenset({"COP", "JUD", "GOV", "LEG"})
OFFICIAL = frozenset({"GOV", "LEG", "MIL", "COP", "SPY", "JUD"})
ARMED = FIGHTERS | {"MIL", "GOV"}
PRIVATE = frozenset({"MED", "ELI", "BUS", "REL", "CRM"})


def settled(dyad: Dyad, resolver: Resolver, typed: Callable[[Actor | None], Actor | None]) -> Dyad:
    """The dyad with what its text makes plain of its sides; `typed` says what sort of thing an unknown name is.

    *Jailed several critics*, in a report on Togo alone: of Togo. *Shelled two villages in Mali*: Mali. *The Haitian
    cabinet declared a curfew*: for Haiti. *Thousands of Chileans marched*: directed at their government.
    """
    dyad = replace(dyad, source=typed(dyad.source), target=typed(dyad.target))
    source = at_issue(dyad.source, dyad.target, dyad, resolver)
    target = at_issue(dyad.target, dyad.source, dyad, resolver)
    if target is None or target.code is None:
        target = undergone(replace(dyad, source=source), target, resolver)
    return replace(dyad, source=source, target=target)


def at_issue(actor: Actor | None, other: Actor | None, dyad: Dyad, resolver: Resolver) -> Actor | None:
    """A side with a role and no country, as of the only country that the text is about."""
    country = resolver.only_country
    if actor is None or actor.code is None or actor.country or not country or "".join(actor.roles) != actor.code:
        return actor
    if actor.roles[0] not in NEAR | PRIVATE or not politics_words().abroad.isdisjoint(actor.text.lower().split()):
        return actor
    compatriot = other if other is not None and (other.code or "").startswith(country) else None
    if actor.roles[0] in FIGHTERS and (compatriot is None or OFFICIAL.isdisjoint(compatriot.roles)):
        return actor  # whoever kidnaps a Briton is mostly of another country
    if actor.roles[0] == "MIL" and compatriot is not None and not compatriot.roles:
        return actor  # *soldiers killed two Palestinians*
    mere = may_be_of_mentioned(actor, other, dyad)
    return resolver.of_country(actor, country) if resolver.is_told_of(country, mere) else actor


def may_be_of_mentioned(actor: Actor, other: Actor | None, dyad: Dyad) -> bool:
    """Whether a side may be of a country that is only mentioned: *villagers besieged a Thai camp*.

    *The federal government welcomed the charges against the Malian cleric* is not Mali's.
    """
    if actor.roles[0] in FIGHTERS:
        return False
    if actor is dyad.source:
        return actor.roles[0] not in OFFICIAL and not dyad.action.code.startswith(code_kinds().words_alone)
    return actor.roles[0] not in OFFICIAL or other is None or other.country is None


def undergone(dyad: Dyad, target: Actor | None, resolver: Resolver) -> Actor | None:
    """To whom something was done that names nobody, by its code; `target` is a thing, or nothing at all."""
    source, code = dyad.source, dyad.action.code
    own = (source.code or "")[:3] if source is not None and source.country else ""
    if own and source is not None and code.startswith(code_kinds().protests_at_home) and ARMED.isdisjoint(source.roles):
        return resolver.of_country(Actor("GOV", None, ("GOV",), "", 0, 0), own)
    if target is not None and is_name(target, resolver):
        return target
    country = next(scenes(dyad, own, resolver), "")
    return resolver.of_country(target, country) if country else target


def scenes(dyad: Dyad, own: str, resolver: Resolver) -> Iterator[str]:
    """The countries in which force or coercion may be that hits a place or a thing, the likeliest first."""
    code, kinds = dyad.action.code, code_kinds()
    roles = dyad.source.roles if dyad.source is not None else ()
    at_home = code.startswith(kinds.coerced_at_home)
    if own and at_home and AUTHORITIES.intersection(roles[:1]):
        yield own
    if code.startswith(kinds.done_to_places) or at_home:
        if here := resolver.country_at(dyad.action.clause):
            yield here
    if own and at_home:
        yield own


def is_name(thing: Actor, resolver: Resolver) -> bool:
    """Whether a side without a code has a name of its own: *Ana Lima*, but neither *a village* nor *Goma*."""
    inside = [t for t in resolver.sentence.tokens if thing.start <= t.start < thing.end]
    head = next((t for t in inside if not thing.start <= resolver.sentence.tokens[t.head].start < thing.end), None)
    return head is not None and head.pos == "PROPN" and "#place" not in resolver.facts(head.i)
