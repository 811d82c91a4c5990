"""What a noun that takes somebody up asks of whom it takes up: *the two presidents*, *the bloc*, *the country*."""

from __future__ import annotations

from collections.abc import Callable

from coder.actors import reference
from coder.actors.evidence import BODIES
from coder.actors.lexicon import Mention
from coder.actors.words import actor_words
from coder.cameo.actor_codes import Parts
from coder.records import Actor

PEOPLE = frozenset({"person", "role"})
INTERNATIONAL = "IGO"
Fits = Callable[[Actor, Mention], bool]


def pair_kinds(lemma: str) -> frozenset[str]:
    """What both of *the two …* must be."""
    words = actor_words()
    if lemma in words.pair_countries:
        return frozenset({"country"})
    if lemma in words.pair_people:
        return PEOPLE
    return BODIES | PEOPLE | {"country"} if lemma in words.pair_sides else frozenset()


def fitting(lemma: str, parts: Parts) -> Fits | None:
    """What an antecedent of *the `lemma`* must be; None where the noun takes nothing up."""
    words = actor_words()
    if lemma in reference.COUNTRY_NOUNS:
        return lambda actor, mention: mention.kind == "country" and actor.country is not None
    if lemma in words.only_bodies:
        return lambda actor, mention: actor.code in words.only_bodies[lemma]
    if lemma in words.groups:
        is_bloc = lemma in words.blocs
        return lambda actor, mention: mention.kind in {"organisation", "group"} or is_bloc and _leads(actor)
    if lemma in words.blocs:
        return lambda actor, mention: mention.kind in {"organisation", "group"} and not actor.country or _leads(actor)
    if parts.roles and parts.roles[0] in {"GOV", "MIL", "LEG"} and lemma not in words.bodies:
        return lambda actor, mention: mention.kind == "person" and parts.roles[0] in actor.roles
    return None


def _leads(actor: Actor) -> bool:
    """Whether somebody speaks for an international organisation: *António Guterres said that [the body] …*."""
    return actor.country is None and (actor.code or "").startswith(INTERNATIONAL)


def is_one(found: object, other: Actor | None) -> bool:
    """Whether two phrases name the same person or body of the dictionaries."""
    if other is None or not isinstance(found, Actor) or not other.code:
        return False
    names = (set(a.entry.rpartition("→ ")[2].split(" + ")) for a in (found, other))
    return (found.code or "")[:3] == other.code[:3] and not set.isdisjoint(*names)
