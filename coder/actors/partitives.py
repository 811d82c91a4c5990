"""Those who were told of before, or some of them: *[one of the rebels] shot him*, *killed two nurses and hurt [six
others]*, *the [attackers] fled*.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from coder.actors import belongings
from coder.actors.reference import SENTENCES_BACK, Context
from coder.actors.words import actor_words
from coder.cameo.kinds import code_kinds
from coder.clauses.phrases import text_span
from coder.records import Actor, Sentence

OTHERS = "other"
# What a phrase has that tells more of somebody than what he did.
_TELLING = frozenset({"amod", "compound", "nmod", "poss", "prep", "appos"})
_DEFINITE = frozenset({"the", "these", "those"})


class Phrases(belongings.Phrases, Protocol):
    """What the noun phrases of a sentence are asked for."""

    context: Context


def counts_people(sentence: Sentence, head: int) -> bool:
    """Whether a number counts some of those behind *of*, who are no best of their kind: *one of the largest miners*."""
    tokens, children = sentence.tokens, sentence.children
    if tokens[head].pos != "NUM":
        return False
    links = (c for c in children[head] if tokens[c].text.lower() == "of")
    among = [n for c in links for n in children[c]]
    return bool(among) and not any(tokens[i].tag in {"JJS", "RBS"} for n in among for i in sentence.subtree(n))


def some_of(phrases: Phrases, head: int) -> Actor | None:
    """Whom *of* names behind a count or *some*, as who they are; None where they are nobody.

    So with those who are only told as others of them, or by what they did.
    """
    tokens, children = phrases.sentence.tokens, phrases.sentence.children
    if tokens[head].lemma == OTHERS and tokens[head].tag == "NNS":
        return _others(phrases, head)
    if tokens[head].lemma in actor_words().harmful:
        return _doers(phrases, head)
    if tokens[head].tag != "CD" and tokens[head].text.lower() not in actor_words().some:
        return None
    links = (c for c in children[head] if tokens[c].text.lower() == "of")
    among = next((n for c in links for n in children[c] if tokens[n].dep == "pobj" and tokens[n].pos == "NOUN"), None)
    found = phrases.resolve(among) if among is not None and _is_told_of(phrases, among) else None
    if found is None or not found.code or not found.country:
        return None
    text, start, stop = text_span(phrases.sentence, *phrases.span(head))
    return replace(found, text=text, start=start, end=stop)


def _others(phrases: Phrases, head: int) -> Actor | None:
    """Those besides whom more were hurt or taken: *killed two Malian nurses and wounded [six others]*."""
    tokens, children = phrases.sentence.tokens, phrases.sentence.children
    counted = any(tokens[c].dep == "nummod" for c in children[head])
    if not counted or tokens[head].dep != "dobj" or len(children[head]) > 1:
        return None
    before = (t for t in reversed(tokens[:head]) if t.dep == "dobj" and t.tag in {"NN", "NNS"})
    found = next((a for t in before if (a := phrases.resolve(t.i)) is not None), None)
    if found is None or not found.code or not found.roles:
        return None
    text, start, stop = text_span(phrases.sentence, *phrases.span(head))
    return replace(found, text=text, start=start, end=stop)


def _doers(phrases: Phrases, head: int) -> Actor | None:
    """Who did what the sentences before tell: *gunmen stormed a clinic. [The attackers] fled*."""
    tokens, below = phrases.sentence.tokens, phrases.sentence.children[head]
    definite = any(tokens[c].text.lower() in _DEFINITE for c in below)
    if not definite or any(tokens[c].dep in _TELLING for c in below):
        return None
    told = (deed for link in phrases.context.links(SENTENCES_BACK) for deed in reversed(link.deeds))
    doers = (d.source for d in told if d.code.startswith(code_kinds().acts_of_force))
    found = next((a for a in doers if a is not None and a.code and a.roles), None)
    return None if found is None else replace(found, entry=f"the {tokens[head].lemma} → {found.entry or found.text}")


def _is_told_of(phrases: Phrases, head: int) -> bool:
    """Whether a phrase takes up who was told of: *the rebels*, *their officers*, but not *the largest miners*."""
    tokens, first = phrases.sentence.tokens, phrases.span(head)[0]
    below = [tokens[c] for c in phrases.sentence.children[head] if c < head]
    taken_up = any(t.dep == "det" and t.text.lower() in _DEFINITE or t.tag == "PRP$" for t in below)
    return taken_up and not any(t.tag in {"JJS", "RBS"} for t in tokens[first:head])
