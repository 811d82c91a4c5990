"""Whom a description takes up: *the president* is who was called so, *the bloc* the last body that is one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from coder.actors import reference
from coder.actors.evidence import BODIES, Evidence
from coder.actors.lexicon import Mention
from coder.actors.taken_up import Fits
from coder.actors.words import actor_words
from coder.records import Actor, Sentence, Token


class Phrases(Protocol):
    """What the noun phrases of a sentence are asked for."""

    sentence: Sentence

    def resolve(self, head: int, within: bool = False, refer: bool = True) -> Actor | None:
        """The actor that the phrase of `head` names."""

    def mention(self, i: int) -> Mention | None:
        """The dictionary name that a word is part of."""

    def evidence(self, head: int) -> Sequence[Evidence]:
        """The dictionary names in the phrase of a head."""


# Bodies of many countries, and private ones, which bear no arms.
PEACEABLE = ("IGO", "NGO", "NGM")
# A sentence, and the word before which somebody is looked for in it; None for all of it.
Scope = tuple[Phrases, int | None]


def introduced_as(phrases: Phrases, name: int) -> Actor | None:
    """Who a name was when introduced, with what it stands behind: *the envoy of the African Union, [Ana Lima]*."""
    found, tokens = phrases.resolve(name, refer=False), phrases.sentence.tokens
    if tokens[name].dep != "appos" or (found is not None and found.code):
        return found
    return phrases.resolve(tokens[name].head, refer=False) or found


def office_of(evidence: Iterable[Evidence]) -> str:
    """Which office of the list a phrase names: one name for *prime minister* and *premier*; '' for none."""
    called = {e.entry.name.lower() for e in evidence if e.kind == "role" and e.side != "right"}
    return next((office for office, names in actor_words().offices.items() if not names.isdisjoint(called)), "")


def of_several_lands(words: Sequence[Token]) -> bool:
    """Whether those of a phrase are of several countries: *ministers of [twenty nations]*, *five [heads of state]*."""
    lemmas, plural = [t.lemma.lower() for t in words], [k for k, t in enumerate(words) if t.tag in {"NNS", "NNPS"}]
    if any(words[k].tag == "NNS" and lemmas[k] in reference.COUNTRY_NOUNS for k in plural):
        return True
    spans = (lemmas[first:last] for k in plural for first, last in ((k, k + 3), (max(k - 1, 0), k + 1), (k, k + 1)))
    return any(" ".join(span) in actor_words().sole_offices for span in spans)


def nearest(
    scopes: Iterable[Scope], fits: Fits, office: str, meant: frozenset[str] | None
) -> Actor | None:  # fmt: skip
    """The nearest actor of those that a description may mean; None where two are as near.

    Who was named with the same office comes first, and nobody who has another counts: in *Macron met the Irish prime
    minister, X; the president thanked the prime minister* each is himself. `meant`: of which countries it must be.
    """
    for phrases, before in scopes:
        found: dict[str, Actor] = {}
        holders: dict[str, Actor] = {}
        for k in reference.candidates(phrases.sentence, before):
            held = office_of(phrases.evidence(k)) if office else ""
            mention = phrases.mention(k)
            if (mention is None and not held) or (held and held != office):
                continue
            actor = phrases.resolve(k, within=True, refer=False)
            if actor is None or not actor.code:
                continue
            if held and actor.country and not actor.inferred:
                holders.setdefault(actor.country, actor)
            told = meant is not None and actor.country is not None  # *the Saudi envoy … the kingdom*
            if mention is not None and (told or fits(actor, mention)):
                found.setdefault(actor.country or actor.code, actor)
        found = holders or found or _before_nouns(phrases, before, fits)
        if meant is not None:
            found = {code: actor for code, actor in found.items() if code in meant}
        if found:
            return next(iter(found.values())) if len(found) == 1 else None
    return None


def _before_nouns(phrases: Phrases, before: int | None, fits: Fits) -> dict[str, Actor]:
    """The bodies named before what is theirs: *[Red Cross] surgeons arrived. The organisation's chief said …*."""
    found: dict[str, Actor] = {}
    for token in phrases.sentence.tokens[:before]:
        mention = phrases.mention(token.i) if token.dep in {"compound", "nmod"} and token.pos == "PROPN" else None
        if mention is None or mention.kind not in BODIES or mention.end - 1 != token.i:
            continue
        actor = phrases.resolve(token.i, within=True, refer=False)
        if actor is not None and (actor.code or "").startswith(PEACEABLE) and fits(actor, mention):
            found.setdefault(actor.code or "", actor)
    return found
