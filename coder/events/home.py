"""Whose a side without a country is, where the other side tells: *the Peruvian court jailed [the former president]*."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from coder.actions.action import Action
from coder.actors.countries import place_code
from coder.cameo.kinds import code_kinds
from coder.events.relevance import politics_words
from coder.events.sides import Resolver
from coder.records import Actor, Sentence

# Who acts and suffers at home: the law, those who contend for power, and the people.
HOMEBOUND = frozenset({"COP", "JUD", "LEG", "OPP", "PTY", "LAB", "EDU", "CVL", "HLH", "AGR"})
# Who never serves abroad, so that whoever fights them at home tells where they are.
LOCAL = frozenset({"COP", "JUD", "LEG"})
FIGHTERS = frozenset({"REB", "SEP", "INS", "UAF"})
# Who acts for a state.
OFFICIAL = frozenset({"GOV", "LEG", "MIL", "COP", "SPY", "JUD"})
BODIES = OFFICIAL | {"OPP", "PTY"}
# Who is of the same country as one of those, where nothing says another.
NEAR = HOMEBOUND | FIGHTERS | {"GOV", "MIL", "ELI", "SPY", "HRI"}


def at_home(
    source: Actor | None, target: Actor | None, answer: bool, action: Action, resolver: Resolver
) -> tuple[Actor | None, Actor | None]:
    """Both sides; one with a role and no country has that of the other, if the other is mostly at home where it acts.

    *Zambian protesters burned the car of a minister*: of a Zambian one. Nothing is told of whom states, soldiers and
    rebels deal with, for they go abroad, save of those whom a state arrests or bans: *Turkey jailed critics*.
    In an `answer` both are at home: *the rebels rejected the offer*. Nor is anything told of officials who only speak
    of one person whose country is named, which it is where it is another: *the cabinet praised [the Malian cleric]*.
    Nor of the armed who attack foreigners, where it is or is reported from: *ACCRA — Gunmen shot two [Polish nurses]*;
    nor of who does what is done to foreigners alone: *cancelled the visa of a [Rwandan poet]*. Who arrests a foreigner
    is of where that happens, and so is who is arrested beside him: *MINSK — Police held a [Polish nurse] and a poet*.
    """
    if source is None or target is None:
        return source, target
    code = action.code
    source = ruling_here(source, target, action, resolver)
    target = of_other_army(source, target, code)
    if is_guest(target, source, resolver.sentence):
        return source, target
    spoken = code.startswith(code_kinds().words_alone) and not code.startswith(code_kinds().done_at_home)
    named = target.country is not None and not target.inferred and not OFFICIAL.isdisjoint(source.roles[:1])
    if spoken and named and not answer and is_one(target, resolver.sentence):
        return source, target
    may_be_abroad = target.country is not None and not target.inferred and not answer
    hosts = OFFICIAL if code.startswith(code_kinds().taken_at_home) else frozenset[str]()
    if may_be_abroad and not (FIGHTERS | hosts).isdisjoint(source.roles[:1]):
        here = resolver.country_at(action.clause) or resolver.line_country
        if here not in {"", target.country}:
            return source, of_country(target, source, answer)
    if code.startswith(code_kinds().done_at_home):
        target = of_one_country(target, source)
    ruled = code.startswith(code_kinds().done_at_home) and source.roles[:1] in {(), ("GOV",)}
    taken = code.startswith(code_kinds().taken_at_home) and is_at_home(source, action, resolver)
    if taken and target.code and target.country is None and is_role_alone(target):
        return source, resolver.of_country(target, place_code(source))
    if is_anybody_taken(source, target, code, resolver):  # *Kenyan police arrested two [gunmen]* in a text about Chad
        return source, replace(target, code=place_code(source) + (target.code or "")[3:], country=source.country)
    return of_country(source, target, answer), of_country(target, source, answer or ruled)


def of_one_country(target: Actor, source: Actor) -> Actor:
    """Who stands up for rights, of nowhere else told, as somebody where he is jailed: *the court jailed [a rights
    lawyer]*; bodies with a name are of no country.
    """
    unnamed = target.country is None and len(target.roles) == 1 and target.text.islower()
    if not unnamed or target.code == target.roles[0] or not HOMEBOUND.intersection(source.roles[:1]):
        return target
    return replace(target, code=target.roles[0])


def ruling_here(source: Actor, target: Actor, action: Action, resolver: Resolver) -> Actor:
    """Authorities without a country who arrest or expel somebody, as those of where that is.

    Of where it is reported from only if no other country does or holds anything in the text.
    """
    if OFFICIAL.isdisjoint(source.roles[:1]) or source.country or "".join(source.roles) != source.code:
        return source
    if not action.code.startswith(code_kinds().taken_at_home):
        return source
    here, line = resolver.country_at(action.clause), resolver.line_country
    if not here and line and not resolver.naming.lending.keys() - {line}:
        here = line
    return resolver.of_country(source, here) if here and here != (target.code or "")[:3] else source


def is_anybody_taken(source: Actor, target: Actor, code: str, resolver: Resolver) -> bool:
    """Whether the law of a country that is named arrests people who were only taken to be of another."""
    if source.inferred or not source.country or LOCAL.isdisjoint(source.roles[:1]):
        return False
    known = target.text.lower().startswith(("the ", "his ", "her ", "its ", "their ")) or "→" in target.entry
    inferred = target.inferred and target.country not in {None, source.country} and not known
    fitting = not (HOMEBOUND | FIGHTERS).isdisjoint(target.roles[:1])
    if "JUD" in source.roles[:1] and code.startswith(code_kinds().charged_at_home):
        named = (target.code or "")[:3] in resolver.naming_here.named
        return inferred and fitting and not named  # *Malian prosecutors charged two [students]*
    return inferred and fitting and code.startswith(code_kinds().taken_at_home)


def is_role_alone(actor: Actor) -> bool:
    """Whether a code is that of roles, groups and faiths and of nobody's country, in whatever order: *MOSUAF*."""
    code = actor.code or ""
    return bool(code) and sorted(actor.roles) == sorted(code[k : k + 3] for k in range(0, len(code), 3))


def is_at_home(source: Actor, action: Action, resolver: Resolver) -> bool:
    """Whether who acts for a state does so in his own country, as far as the place or the dateline tells."""
    here = resolver.country_at(action.clause) or resolver.line_country
    return bool(here) and (source.code or "").startswith(here) and not OFFICIAL.isdisjoint(source.roles[:1])


def is_guest(target: Actor, source: Actor, sentence: Sentence) -> bool:
    """Whether people whose country is named are dealt with as foreigners are, by authorities of no country named."""
    if target.country is None or target.inferred or not target.roles:
        return False
    if source.country is not None or OFFICIAL.isdisjoint(source.roles[:1]):
        return False
    guests, lemmas = politics_words().guests, [t.lemma.lower() for t in sentence.tokens]
    return any(word in guests for word in (*lemmas, *map(" ".join, pairwise(lemmas))))


def of_other_army(source: Actor, target: Actor, code: str) -> Actor:
    """Whom an army fights, without the country that was only inferred: *Chad's jets hit a base, killing [soldiers]*."""
    if target.country is None or not target.inferred or source.inferred:
        return target
    if not fights_own(target, source, (target.code or "")[:3], code):
        return target
    return replace(target, code="".join(target.roles), country=None, inferred=False)


def fights_own(actor: Actor, other: Actor, country: str, code: str) -> bool:
    """Whether soldiers would be fought by the army of their own country, were they of this one."""
    armies = actor.roles[:1] == other.roles[:1] == ("MIL",)
    return armies and code[:2] in code_kinds().force and (other.code or "").startswith(country)


def is_one(actor: Actor, sentence: Sentence) -> bool:
    """Whether an actor is one person without a name: *the Malian cleric*, not *Malian clerics* or *parliament*."""
    last = next((t for t in sentence.tokens if t.end == actor.end), None)
    return last is not None and last.tag == "NN" and BODIES.isdisjoint(actor.roles[:1])


def of_country(actor: Actor, other: Actor, answer: bool) -> Actor:
    """An actor, with the country of the other side where it has none and that side tells."""
    if actor.code is None or actor.country is not None or not actor.roles or other.country is None:
        return actor
    if actor.roles[0] not in NEAR or "".join(actor.roles) != actor.code:
        return actor
    domestic = actor.roles[0] == "MIL" and not politics_words().domestic.isdisjoint(actor.text.lower().split())
    near = answer or domestic or not HOMEBOUND.isdisjoint(other.roles[:1])
    if not near and (actor.roles[0] not in LOCAL or FIGHTERS.isdisjoint(other.roles[:1])):
        return actor
    return replace(actor, code=place_code(other) + actor.code, country=other.country, inferred=True)
