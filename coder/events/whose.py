"""Whose police, whose rebels: the country of a side that names none, where several of the text may lend theirs.

What the phrase, the place, the dateline and a text about one country say is found before (`coder.actors.countries`).
This is for what they leave open: a linear model over the countries that the document has named so far.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coder.actors.countries import STATE_ROLES, Naming
from coder.actors.descriptions import of_several_lands
from coder.actors.words import actor_words
from coder.cameo.kinds import code_kinds
from coder.cameo.ontology import load_ontology
from coder.events.dyads import Dyad
from coder.events.home import FIGHTERS, fights_own, is_guest, is_role_alone
from coder.events.likely import MOST_COUNTED, SIDES, Candidate, Missing, named_here, place_in_clauses, place_of_word
from coder.events.relevance import politics_words
from coder.events.sides import Resolver
from coder.records import Actor, Clause, Sentence
from coder.text.function_words import ARTICLES, TWO


def missing_countries(dyads: Sequence[Dyad], clauses: Sequence[Clause], resolver: Resolver) -> Iterator[Missing]:
    """The sides of a sentence's events that have a role and no country, and the countries that may be theirs."""
    for n, dyad in enumerate(dyads):
        for side in SIDES:
            actor: Actor | None = getattr(dyad, side)
            if actor is None or not actor.code or actor.country or not is_role_alone(actor):
                continue
            if is_of_many(actor, resolver) or is_nobodys(actor, resolver):
                continue
            found = _candidates(n, side, actor, dyads, clauses, resolver)
            if found:
                yield Missing(n, side, actor, found, _of_side(dyad, side, actor, len(found), resolver.naming))


def is_of_many(actor: Actor, resolver: Resolver) -> bool:
    """Whether somebody is of several countries that are not told: *leaders of Pacific island [countries]*."""
    inside = [t for t in resolver.sentence.tokens if actor.start <= t.start < actor.end]
    return of_several_lands(inside) and TWO.isdisjoint(t.text.lower() for t in inside)


def is_nobodys(actor: Actor, resolver: Resolver) -> bool:
    """Whether a side is only what a deed is called by, which is anybody's (*a [terrorist] attack*), or peacekeepers."""
    if actor.roles[0] != "UAF":
        return actor.roles[0] == "PKO"  # whom no country sends that a text names elsewhere
    tokens = resolver.sentence.tokens
    last = next((t for t in tokens if t.end == actor.end), None)
    called = last is not None and last.dep in {"amod", "compound"} and tokens[last.head].lemma in politics_words().done
    return called or any(t.lemma in politics_words().done for t in tokens if actor.start <= t.start < actor.end)


def _of_side(dyad: Dyad, side: str, actor: Actor, n: int, naming: Naming) -> tuple[str, ...]:
    """What is looked at in a side without a country, whichever may be meant."""
    words = actor.text.lower().split()
    return (
        f"side={side}", f"role={actor.roles[0]}", f"roles={actor.code}", f"root={dyad.action.code[:2]}",
        f"candidates={min(n, MOST_COUNTED)}", f"named={min(len(naming.named), MOST_COUNTED)}",
        f"first word={words[0]}" if words and words[0] in _LEADING else "no article", f"stance={dyad.action.stance}",
        "inferred" if actor.inferred else "said",
    )  # fmt: skip


_LEADING = ARTICLES | {"its", "their", "his"}


def _candidates(
    number: int, side: str, actor: Actor, dyads: Sequence[Dyad], clauses: Sequence[Clause], resolver: Resolver
) -> tuple[Candidate, ...]:
    dyad, naming, sentence = dyads[number], resolver.naming, resolver.sentence
    other = dyad.target if side == "source" else dyad.source
    here = _named_here(resolver)
    line = resolver.line_country
    codes = [code for code in (*naming.named, line, resolver.country_at(dyad.action.clause), *here) if code]
    own = {"line": line, "place of the event": resolver.country_at(dyad.action.clause), "about": naming.about}
    found = []
    meets = (dyad.action.base or dyad.action.code).startswith(code_kinds().meetings)
    judges = dyad.action.code.startswith(code_kinds().judgements)
    met = meets and actor.roles[0] in FIGHTERS
    is_host = side == "source" and other is not None and is_guest(other, actor, sentence)
    places = load_ontology().places
    harms = any(t.lemma in actor_words().harmful for t in sentence.tokens if actor.start <= t.start < actor.end)
    for code in (c for c in dict.fromkeys(codes) if c in places):
        told = {name for name, country in own.items() if country == code}
        told |= _of_sides(code, number, side, dyads)
        # A country that is only mentioned lends none: *arrested three over a plot to attack [Zambia]*.
        acts = any(acts_in(place_in_clauses(i, dyad.action.clause, clauses)) for i in here.get(code, ()))
        told_of = own.keys() & told or acts or naming.lending.get(code) or "source of another" in told
        if other is not None and fights_own(actor, other, code, dyad.action.code):
            continue
        if is_host and "other side" in told:
            continue
        if judges and actor.roles[0] in STATE_ROLES and other is not None and code + (actor.code or "") == other.code:
            continue  # *ministers condemned the [Chadian] government*: no ministers of its own
        if met and told == {"place of the event"}:
            continue  # *talks with the rebels in Geneva*
        if harms and told.isdisjoint({"line", "place of the event"}):
            continue  # *the kidnappers threatened Britain* from wherever they are
        # Nor are the authorities of one state those of whom they deal with: *police detained a [Honduran] migrant*.
        dealt_with = actor.roles[0] in STATE_ROLES and "other side" in told
        if not told_of and (dealt_with or not (told or naming.owning.get(code))):
            continue
        told |= _of_naming(code, naming)
        told.add("here" if code in here else "before")
        if code in here:
            told |= _of_place(here[code], actor, dyad, clauses, sentence)
        role = actor.roles[0]
        told |= {f"{role} {t}" for t in told} | {f"{side} {dyad.action.code[:2]} {t}" for t in told}
        found.append(Candidate(resolver.of_country(None, code), tuple(sorted(told))))
    return tuple(found)


def acts_in(place: str) -> bool:
    """Whether a place among the arguments of clauses is that of who acts or speaks."""
    return "subject" in place or "speaker" in place


def _named_here(resolver: Resolver) -> dict[str, list[int]]:
    """The words of the sentence that name an actor of each country."""
    found: dict[str, list[int]] = {}
    for word, _, actor in named_here(resolver):
        if actor.country and not actor.inferred:
            found.setdefault((actor.code or "")[:3], []).append(word)
    return found


def _of_naming(code: str, naming: Naming) -> set[str]:
    """How the document has named a country so far."""
    ranked = sorted(naming.named, key=lambda c: (-naming.named[c], c))
    found = {"lends" if naming.lending.get(code) else "lends none", "owns" if naming.owning.get(code) else "owns none"}
    if code in ranked:
        found.add(f"rank={min(ranked.index(code), 3)}")
        found.add(f"times={min(naming.named[code], 4)}")
    return found


def _of_sides(code: str, number: int, side: str, dyads: Sequence[Dyad]) -> set[str]:
    """What a country is in the events of the sentence."""
    found: set[str] = set()
    for n, dyad in enumerate(dyads):
        for name in SIDES:
            actor: Actor | None = getattr(dyad, name)
            if actor is None or (actor.code or "")[:3] != code or (n == number and name == side):
                continue
            if n == number:
                found |= {"other side", f"other side={actor.roles[0] if actor.roles else 'none'}"}
            else:
                found.add(f"{name} of another")
    return found


def _of_place(
    heads: Sequence[int], actor: Actor, dyad: Dyad, clauses: Sequence[Clause], sentence: Sentence
) -> set[str]:
    """Where the words that name a country stand, seen from the actor and from the predicate."""
    tokens = sentence.tokens
    own = next((t.i for t in tokens if t.start >= actor.start), clauses[dyad.action.clause].predicate)
    nearest = min(heads, key=lambda i: (abs(i - own), i))
    return place_of_word(nearest, own, sentence) | {place_in_clauses(i, dyad.action.clause, clauses) for i in heads}
