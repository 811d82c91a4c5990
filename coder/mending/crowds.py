"""What people do whom a participle tells, and what force is used for, told by a bid to do it or below its weapon.

*fired on [Hindus] marching to Delhi* is no marching of that name; *fired [in a bid] to scatter them* and *fired shots
[to scatter] them* are *fired to scatter them*.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coder.mending.misread import as_verb, changed
from coder.mending.words import load_force, load_mistaken
from coder.records import Sentence, Token

PLURAL = frozenset({"NNS", "NNPS"})
MEANT = frozenset({"xcomp", "acl"})
OF_VERBS = frozenset({"advcl", "ccomp", "xcomp"})
NAMING = frozenset({"compound", "amod", "nmod"})
# What a participle has behind it that says where to or what for.
GOING_ON = frozenset({"prep", "advmod", "dobj"})


def with_crowds(sentence: Sentence) -> Sentence:
    """The sentence with each of these read so; as it was where it has none."""
    force = load_force()
    texts = {t.text.lower() for t in sentence.tokens}
    if not texts.isdisjoint(load_mistaken().marching):
        sentence = changed(changed(sentence, dict(_marching(sentence))), dict(_held_back(sentence)))
    if not texts.isdisjoint(force.bids):
        sentence = changed(sentence, dict(_bids(sentence)))
    return changed(sentence, dict(_used(sentence)))


def _marching(sentence: Sentence) -> Iterator[tuple[int, Token]]:
    """People in front of what they do: *fired on [Hindus] marching to Delhi*."""
    tokens, marching = sentence.tokens, load_mistaken().marching
    for doing in tokens[1:-1]:
        people, lemma = tokens[doing.i - 1], marching.get(doing.text.lower())
        several = people.tag in PLURAL or (people.tag == "NNP" and people.text.endswith("s"))
        if lemma is None or doing.tag != "NN" or people.dep not in NAMING or not several or people.head != doing.i:
            continue
        if not any(tokens[c].dep in GOING_ON and c > doing.i for c in sentence.children[doing.i]):
            continue
        yield people.i, replace(people, tag="NNPS", dep=doing.dep, head=doing.head)
        yield doing.i, replace(as_verb(doing, "VBG", "acl", people.i), lemma=lemma)
        yield from ((c, replace(tokens[c], head=people.i)) for c in sentence.children[doing.i] if c < people.i)


def _held_back(sentence: Sentence) -> Iterator[tuple[int, Token]]:
    """Whom a verb is done to in front of what they do: *hold back [Hindus] marching to Delhi*."""
    tokens = sentence.tokens
    for doing in tokens[2:]:
        people, verb = tokens[doing.i - 1], tokens[doing.head]
        if doing.tag != "VBG" or doing.dep not in OF_VERBS or doing.text.lower() not in load_mistaken().marching:
            continue
        if people.dep != "nsubj" or people.head != doing.i or people.tag not in PLURAL or verb.pos != "VERB":
            continue
        first = sentence.subtree(people.i)[0]
        near = tokens[first - 1].i == verb.i or (tokens[first - 1].dep == "prt" and tokens[first - 1].head == verb.i)
        if near:
            yield people.i, replace(people, dep="dobj", head=verb.i)
            yield doing.i, replace(doing, dep="acl", head=people.i)


def _bids(sentence: Sentence) -> Iterator[tuple[int, Token]]:
    """The purpose of force as one of the verb in front: *fired [in an attempt] to scatter them*."""
    tokens, bids = sentence.tokens, load_force().bids
    for bid in tokens[2:-2]:
        link = tokens[bid.head]
        if bid.lemma not in bids or bid.dep != "pobj" or link.text != "in":
            continue
        verb = tokens[link.head]
        while verb.dep in {"pobj", "prep"}:  # *fired into the [air] in a bid to …*
            verb = tokens[verb.head]
        if verb.pos != "VERB" or verb.lemma not in load_force().forceful:
            continue
        meant = next((tokens[c] for c in sentence.children[bid.i] if tokens[c].dep == "acl"), None)
        if meant is None or meant.tag != "VB" or tokens[bid.i + 1].tag != "TO" or link.i < verb.i:
            continue
        yield meant.i, replace(meant, dep="advcl", head=verb.i)
        for i in (link.i, bid.i):
            yield i, replace(tokens[i], pos="SCONJ", tag="IN", dep="mark", head=meant.i)


def _used(sentence: Sentence) -> Iterator[tuple[int, Token]]:
    """What weapons are used for as a purpose of who uses them: *fired shots [to drive] them off*."""
    tokens = sentence.tokens
    for meant in tokens[3:]:
        used = tokens[meant.head]
        if used.dep == "dobj" and meant.dep == "acl":  # *fired [shotguns] to keep them out*
            used = tokens[used.head]
        if meant.tag != "VB" or meant.dep not in MEANT or used.lemma not in load_force().using:
            continue
        below = [tokens[c] for c in sentence.children[used.i]]
        to = any(tokens[c].tag == "TO" for c in sentence.children[meant.i])
        if to and any(t.dep == "dobj" and t.i < meant.i for t in below):
            yield meant.i, replace(meant, dep="advcl", head=used.i)
