"""Whom *the two countries*, *both sides* and *the two leaders* take up: two who were named before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Protocol

from coder.actors import reference
from coder.actors.evidence import BODIES
from coder.actors.lexicon import Mention
from coder.actors.several import Phrases as Joined
from coder.actors.several import several
from coder.actors.taken_up import PEOPLE, pair_kinds
from coder.actors.words import actor_words
from coder.records import Actor, Sentence
from coder.text.function_words import TWO

# Who fights a state at home; each is a side.
REBELS = frozenset({"INS", "REB", "SEP", "UAF", "OPP"})
STATE = frozenset({"GOV", "MIL", "COP"})
BOTH, EACH, THE_OTHER = "both", "each", " the other"


class Phrases(Joined, Protocol):
    """What the noun phrases of a sentence are asked for."""

    def within(self, head: int) -> Actor | None:
        """The actor to whom a thing belongs."""

    def mention(self, i: int) -> Mention | None:
        """The dictionary name that a word is part of."""


# A sentence, and the word before which somebody is looked for in it; None for all of it.
Scope = tuple[Phrases, int | None]


def pair(scopes: Iterable[Scope], sentence: Sentence, head: int) -> tuple[Actor, ...]:
    """The two actors that a phrase takes up, in the order of their names; none for any other phrase.

    They are looked for before the phrase in the sentence, then in the sentences before: the nearest that names just
    two countries of the sort decides. Two *sides* may be told by what is theirs (*Baku shelled [Armenian] positions*),
    by one sentence each, beside a third who speaks of them, or be a state and those who fight it at home.
    """
    kinds = kinds_of(sentence, head)
    if not kinds:
        return ()
    sides = sentence.tokens[head].lemma.lower() in {BOTH, *actor_words().pair_sides} or bool(_each(sentence, head))
    own: dict[str, Actor] = {}
    nearer: dict[str, Actor] = {}
    passed: list[Actor] = []
    for phrases, before in scopes:
        told = candidates(phrases, before, kinds, sides)
        named = [a for k, a in told if before is None or not reference.barred(sentence, head, k)]
        found = by_country(named)
        if before is not None:
            own = by_country(a for _, a in told)
        choices = [found, by_country(of_one_phrase(phrases, before))]
        if sides:
            passed = [*passed, *(named if before is None or sentence.tokens[head].text == BOTH else [])]
            choices += [at_home(passed), others(found, own), others({**nearer, **found}, own)]
        if two := next((c for c in choices if len(c) == 2), None):
            return tuple(sorted(two.values(), key=lambda a: a.start))
        if len(found) > 1:
            return ()
        if before is None:
            nearer = {**nearer, **found}
    return ()


def of_one_phrase(phrases: Phrases, before: int | None) -> list[Actor]:
    """The two whom the nearest phrase that names several by its modifiers names: *French and German ministers*."""
    named = (several(phrases, k) for k in reference.candidates(phrases.sentence, before))
    return list(next((two for two in named if len(two) == 2), ()))


def others(found: Mapping[str, Actor], own: Mapping[str, Actor]) -> dict[str, Actor]:
    """Those of them that are not who speaks of both."""
    return {code: a for code, a in found.items() if code not in own and a.country is not None}


def by_country(actors: Iterable[Actor]) -> dict[str, Actor]:
    """The first actor of each country, or body of none."""
    found: dict[str, Actor] = {}
    for actor in actors:
        if actor.country is None and not REBELS.union(STATE).isdisjoint(actor.roles[:1]):
            continue
        found.setdefault(actor.country or actor.code or "", actor)
    return found


def at_home(actors: Iterable[Actor]) -> dict[str, Actor]:
    """A state and those who fight it, of one country or without one: *[Malian troops] fought [rebels]*."""
    named = list(actors)
    governing = (a for a in named if not STATE.isdisjoint(a.roles[:1]) or (a.country is not None and not a.roles))
    state = next(governing, None)
    rebels = next((a for a in named if not REBELS.isdisjoint(a.roles[:1])), None)
    if state is None or rebels is None or len({a.country for a in named} - {None}) > 1:
        return {}
    if state.country and not rebels.country and state.code:
        rebels = replace(rebels, code=state.code[:3] + (rebels.code or ""), country=state.country, inferred=True)
    return {a.code or "": a for a in (state, rebels)}


def candidates(phrases: Phrases, before: int | None, kinds: frozenset[str], sides: bool) -> list[tuple[int, Actor]]:
    """Who is named in a scope and may be one of two; *sides* may be named by what they own."""
    found = []
    heads = reference.candidates(phrases.sentence, before)
    # Who is named comes before *his counterpart*.
    counterparts = [k for k in heads if phrases.sentence.tokens[k].lemma in actor_words().others]
    for k in [*(k for k in heads if k not in counterparts), *counterparts]:
        mention = phrases.mention(k)
        if sides and is_where(phrases.sentence, k):
            continue
        if sides and before is None and is_thing(mention):
            owner = phrases.within(k)
            found += [(k, owner)] if owner is not None and owner.country and not owner.inferred else []
            continue
        if (mention.kind if mention is not None else "person") not in kinds:
            if not sides or mention is None or phrases.sentence.tokens[k].dep not in reference.SUBJECTS:
                continue  # *Baku said*
        actor = phrases.resolve(k, refer=False)
        armed = sides and actor is not None and not REBELS.union(STATE).isdisjoint(actor.roles[:1])
        if (mention is None or mention.kind == "role") and not (armed or is_official(phrases, k, actor)):
            actor = None
        if actor is not None and actor.code:
            found.append((k, actor))
    return found


def is_where(sentence: Sentence, k: int) -> bool:
    """Whether a word only says where: *[In Cuba], the rebels' leader said …*."""
    token = sentence.tokens[k]
    return token.dep == "pobj" and sentence.tokens[token.head].text.lower() in actor_words().locative


def is_thing(mention: Mention | None) -> bool:
    """Whether a word names nobody, but may be somebody's: *[Syrian] positions*."""
    return mention is None or (mention.kind == "place" and not mention.entries[0].code)


def kinds_of(sentence: Sentence, head: int) -> frozenset[str]:
    """What both must be whom a phrase takes up; nothing where it takes up no two.

    *The two countries*, *both sides*, *the two*, *the neighbours*, *each government blamed the other*
    """
    token, words = sentence.tokens[head], actor_words()
    lemma = token.lemma.lower() if token.tag == "NNS" else token.text.lower().removesuffix("s")  # *the Ministers*
    is_two = token.text.lower() == "two"
    if token.text.lower() == BOTH and token.dep in reference.OBJECTS and not sentence.children[head]:
        return BODIES | PEOPLE | {"country"}  # *called on [both] to talk*
    if not is_two and token.tag not in {"NNS", "NNPS"}:
        return _each(sentence, head)
    below = [sentence.tokens[c].text.lower() for c in sentence.children[head]]
    if is_two:
        return BODIES | {"country"} if below == ["the"] else frozenset()
    if not TWO.isdisjoint(below):
        return frozenset({"country"}) if lemma in words.pair_rivals else pair_kinds(lemma)
    if below == ["the"] and lemma in words.pair_people:  # *[the ministers] discussed trade*
        return PEOPLE
    return frozenset({"country"}) if "the" in below and lemma in words.pair_rivals else frozenset()


def _each(sentence: Sentence, head: int) -> frozenset[str]:
    """What both must be each of whom does something to the other: *[each side] accused the other of lying*."""
    token = sentence.tokens[head]
    if THE_OTHER not in sentence.text or token.dep not in reference.SUBJECTS:
        return frozenset()
    if token.text.lower() == EACH and not sentence.children[head]:
        return BODIES | {"country"}
    each = any(sentence.tokens[c].text.lower() == EACH for c in sentence.children[head])
    return pair_kinds(token.lemma.lower()) if each else frozenset()


def is_official(phrases: Phrases, k: int, actor: Actor | None) -> bool:
    """Whether a phrase is an official of a country, or his counterpart: *the Kenyan minister met [his counterpart]*."""
    if actor is None or not actor.country:
        return False
    return actor.roles[:1] == ("GOV",) or phrases.sentence.tokens[k].lemma in actor_words().others
