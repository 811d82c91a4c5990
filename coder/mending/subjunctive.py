"""What somebody is asked to do by a bare verb behind *that*: *demanded that Chad [free] a blogger*.

Parsers take many a bare verb there for an adjective or a noun, since none of its forms says that it is one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from coder.files.words import load_words
from coder.records import Sentence, Token

NAMING = frozenset({"compound", "nmod", "amod"})
NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
BEGINS_OBJECT = frozenset({"DT", "CD", "PRP$", "PRP", "NN", "NNS", "NNP", "NNPS", "JJ"})
FINITE = frozenset({"VB", "VBD", "VBP", "VBZ", "MD"})


@dataclass(frozen=True, slots=True)
class SubjunctiveWords:
    """The word lists of subjunctive.yaml, each explained there."""

    asks: frozenset[str]
    bare: frozenset[str]


@cache
def load_subjunctive() -> SubjunctiveWords:
    """The words that come with the package. Raises DataFileError with every fault of their file."""
    return load_words("subjunctive", SubjunctiveWords)


def with_subjunctives(sentence: Sentence) -> Sentence:
    """The sentence with the bare verb behind *asked that* as a verb; as it was where there is none."""
    tokens, words = sentence.tokens, load_subjunctive()
    for that in tokens[1:-3]:
        asks = tokens[that.i - 1]
        if that.text.lower() != "that" or asks.pos != "VERB" or asks.lemma not in words.asks:
            continue
        if found := _without_object(sentence, asks, that):
            return replace(sentence, tokens=tuple(found.get(t.i, t) for t in tokens))
        bare = next((t for t in tokens[that.i + 2 : -1] if t.text in words.bare), None)
        if bare is None or tokens[bare.i + 1].tag not in BEGINS_OBJECT or tokens[bare.i - 1].pos not in NOUNS:
            continue
        between = tokens[that.i + 1 : bare.i]
        later = (t for t in tokens[bare.i + 1 :] if t.head == asks.i and t.dep == "ccomp")
        if any(t.tag in FINITE or t.dep in {"punct", "conj"} for t in between) or any(t.tag in FINITE for t in later):
            continue
        if found := _as_verb(sentence, asks, that, bare):
            return replace(sentence, tokens=tuple(found.get(t.i, t) for t in tokens))
    return sentence


def _without_object(sentence: Sentence, asks: Token, that: Token) -> dict[int, Token]:
    """The tokens that change where what is asked for has no object: *demanded that Peru [mediate]*.

    A noun that makes a *that* clause by itself, with a name right before it, is a verb.
    """
    tokens = sentence.tokens
    said = (t for t in tokens[that.i + 2 :] if t.dep == "ccomp" and t.head == asks.i and t.tag == "NN")
    if (bare := next(said, None)) is None or that.head != bare.i:
        return {}
    doer, between = tokens[bare.i - 1], tokens[that.i + 1 : bare.i]
    own = {t.dep for t in tokens if t.head == bare.i and t.i > bare.i}
    if doer.dep not in NAMING or doer.pos not in NOUNS or doer.head != bare.i or "relcl" in own:
        return {}
    if any(t.tag in FINITE or t.dep in {"punct", "conj"} for t in between):
        return {}
    found = {t.i: replace(t, head=doer.i) for t in between[:-1] if t.head == bare.i}
    verb = replace(bare, pos="VERB", tag="VB", lemma=bare.text)
    return found | {doer.i: replace(doer, dep="nsubj"), bare.i: verb}


def _as_verb(sentence: Sentence, asks: Token, that: Token, bare: Token) -> dict[int, Token]:
    """The tokens that change: the verb, who does it, what it is done to, and what hung from either."""
    tokens = sentence.tokens
    verb = replace(bare, pos="VERB", tag="VB", lemma=bare.text, dep="ccomp", head=asks.i)
    if bare.dep == "ccomp" and bare.head == asks.i:
        return {bare.i: verb} if bare.tag != "VB" else {}
    if bare.dep not in NAMING:
        return {}
    top = tokens[bare.head]
    while top.dep in NAMING and top.head > top.i:
        top = tokens[top.head]
    doer = tokens[bare.i - 1]
    if top.head != asks.i or top.i < bare.i or top.pos not in NOUNS:
        return {}
    found = {bare.i: verb, that.i: replace(that, dep="mark", head=bare.i)}
    found[doer.i] = replace(doer, dep="nsubj", head=bare.i)
    found[top.i] = replace(top, dep="dobj", head=bare.i)
    for t in tokens[that.i + 1 : doer.i]:
        if t.head >= bare.i:
            found[t.i] = replace(t, head=doer.i)
    for t in tokens[top.i + 1 :]:
        beside = t.head == asks.i and t.dep in {"prep", "dative", "advmod", "npadvmod", "xcomp", "advcl"}
        if beside or (t.head == top.i and t.lemma == "with"):  # *supply Chad [with] arms*
            found[t.i] = replace(t, head=bare.i)
    return found
