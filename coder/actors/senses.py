"""Words for roles that mean something else where they stand: *a customs [union]*, *its [opposition] to a treaty*."""

from __future__ import annotations

from dataclasses import replace

from coder.actors.lexicon import Mention
from coder.actors.words import actor_words
from coder.records import Sentence

_MODIFYING = frozenset({"amod", "compound", "nmod"})


def in_sense(sentence: Sentence, m: Mention) -> Mention | None:
    """A role as its words are meant; None where they mean nobody: *[Major] banks*, *gay [unions]*, *[US] $3*."""
    if m.kind == "country" and is_of_amount(sentence, m):
        return None
    if m.kind != "role" or m.end != m.start + 1:
        return m
    words, lemma = actor_words(), sentence.tokens[m.start].lemma.lower()
    if lemma in words.senses_beside and not words.senses_beside[lemma].isdisjoint(_around(sentence, m.start)):
        return None
    if _is_adjective(sentence, m.start) or _is_of_those_against(sentence, m.start):
        return None
    if lemma in words.seconds and _is_somebodys(sentence, m.start):
        return replace(m, entries=tuple(e._replace(code=words.seconds[lemma]) for e in m.entries))
    return m


def is_of_amount(sentence: Sentence, m: Mention) -> bool:
    """Whether a country is only that of a currency: *fines of 9 million yuan ([US] $1 million)*, *[US] dollars*."""
    after = sentence.tokens[m.end : m.end + 1]
    if not after or after[0].text.lower() not in actor_words().currencies:
        return False
    # *gave [Togo] $3 million*
    return after[0].text.isalpha() or sentence.tokens[m.end - 1].text.replace(".", "").isupper()


def _around(sentence: Sentence, i: int) -> set[str]:
    """The words right before one, and what else the sentence has in small letters before it, by their lemmas."""
    return {t.lemma.lower() for t in sentence.tokens[:i]}


def _is_adjective(sentence: Sentence, i: int) -> bool:
    """Whether a rank in front of a sentence is an adjective: *[Major] oil companies*, *[General] elections*."""
    token = sentence.tokens[i]
    if i or token.dep not in _MODIFYING or token.lemma.lower() not in actor_words().ranks_too:
        return False
    return sentence.tokens[i + 1].text.islower() and sentence.tokens[token.head].text.islower()


def _is_of_those_against(sentence: Sentence, i: int) -> bool:
    """Whether somebody's opposition is what he is against and no party: *dropped its [opposition] to the treaty*."""
    token, below = sentence.tokens[i], [sentence.tokens[c] for c in sentence.children[i]]
    if token.lemma.lower() not in actor_words().stands or not any(t.dep == "prep" and t.text == "to" for t in below):
        return False
    return token.dep not in {"nsubj", "nsubjpass"} or any(t.dep in {"poss", "amod"} for t in below)


def _is_somebodys(sentence: Sentence, i: int) -> bool:
    """Whether a deputy is that of somebody: *a [deputy] to the president*, *the minister's [deputy]*."""
    tokens, below = sentence.tokens, [sentence.tokens[c] for c in sentence.children[i]]
    if tokens[i].tag != "NN":
        return False
    return any((t.dep == "prep" and t.text == "to") or (t.dep == "poss" and t.pos in {"NOUN", "PRON"}) for t in below)
