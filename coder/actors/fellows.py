"""Of which country those are who are told as of the company of others: *the officer's [fellow officers]*.

*The airline said six [employees] were held*: the airline's.
"""

from __future__ import annotations

from typing import Protocol

from coder.actors import reference
from coder.actors.words import actor_words
from coder.cameo.actor_codes import Parts, parts_of
from coder.cameo.ontology import Ontology
from coder.records import Actor, Sentence

FIRMS = frozenset({"BUS", "MNC"})


class Phrases(Protocol):
    """What the noun phrases of a sentence are asked for."""

    sentence: Sentence
    ontology: Ontology

    def resolve(self, head: int, within: bool = False, refer: bool = True) -> Actor | None:
        """The actor that the phrase of `head` names."""


def country_of_fellows(phrases: Phrases, head: int, parts: Parts) -> str:
    """The country of the nearest before them of whom those are fellows, or whose firm they work for; '' for others."""
    tokens, words = phrases.sentence.tokens, actor_words()
    if employer := _employer(phrases, head):
        return employer
    fellows = any(tokens[c].text.lower() in words.companions for c in phrases.sentence.children[head])
    if not fellows and tokens[head].lemma not in words.employed:
        return ""
    wanted = frozenset(parts.roles[:1]) if fellows else FIRMS
    for k in sorted(reference.candidates(phrases.sentence, head), reverse=True):
        actor = phrases.resolve(k)
        if actor is not None and actor.country and actor.code and not wanted.isdisjoint(actor.roles):
            return parts_of(actor.code, phrases.ontology).place
    return ""


def _employer(phrases: Phrases, head: int) -> str:
    """The country of the firm for which some work, as a clause behind them tells: *who work for [a Thai bank]*."""
    tokens, children = phrases.sentence.tokens, phrases.sentence.children
    clauses = (c for c in children[head] if tokens[c].dep in {"acl", "relcl"} and tokens[c].i > head)
    works = (c for c in clauses if tokens[c].lemma in actor_words().employing)
    links = (p for c in works for p in children[c] if tokens[p].text in {"by", "for"})
    for k in (b for p in links for b in children[p] if tokens[b].dep == "pobj"):
        actor = phrases.resolve(k, within=True)
        if actor is not None and actor.country and actor.code:
            return parts_of(actor.code, phrases.ontology).place
    return ""


def told_of(phrases: Phrases, i: int) -> Actor | None:
    """Of whom a relative clause tells: *the World Bank, [whose] president promised loans*."""
    tokens, up = phrases.sentence.tokens, i
    while tokens[up].dep != "relcl" and tokens[up].head != up:
        up = tokens[up].head
    return phrases.resolve(tokens[up].head) if tokens[up].dep == "relcl" else None
