"""What is done next to whom somebody has taken: *was stopped by soldiers, [stripped] and [beaten]*, *and [robbed]*.

So too where nobody is said to have done it: *was held for a week and then [deported]*.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coder.mending.misread import changed
from coder.mending.words import load_force
from coder.records import Sentence, Token

# How parsers hang it on the passive, or on those who did that.
LOOSELY = frozenset({"conj", "advcl", "acl", "dep"})
OWN = frozenset({"nsubj", "nsubjpass", "dobj", "agent", "aux", "auxpass", "mark"})
# What a verb has that tells what its subject did: *was held and [charged] that they had beaten him*.
DOING = frozenset({"ccomp", "xcomp", "dative", "prt"})
PASSIVE = frozenset({"auxpass", "nsubjpass"})


def with_captives(sentence: Sentence) -> Sentence:
    """The sentence with each such word as a passive beside the one that tells of their being taken."""
    sentence = changed(sentence, dict(_undergone(sentence)))
    tokens, children = sentence.tokens, sentence.children
    takers = [t for t in tokens if t.dep == "agent" and tokens[t.head].tag == "VBN" and tokens[t.head].dep != "acl"]
    if not takers:
        return sentence
    found, done = {}, load_force().done_to_captives
    for by in takers:
        if tokens[by.head].lemma in load_force().lets_go:
            continue
        people = {by.head, *children[by.i]}
        for verb in tokens[by.i + 2 :]:
            if verb.head not in people or verb.dep not in LOOSELY or verb.lemma not in done:
                continue
            if verb.tag not in {"VBN", "VBD"} or any(tokens[c].dep in OWN for c in children[verb.i]):
                continue
            if verb.dep == "conj" and verb.tag == "VBN" and verb.head == by.head:
                continue
            if verb.dep != "conj" and tokens[verb.i - 1].text not in {",", "and"}:
                continue  # *held by rebels [accused] of theft*
            found[verb.i] = replace(verb, tag="VBN", dep="conj", head=by.head)
    return changed(sentence, found) if found else sentence


def _undergone(sentence: Sentence) -> Iterator[tuple[int, Token]]:
    """Such a word behind a passive, where parsers read that its subject did it: *was held and then [deported]*."""
    tokens, children, done = sentence.tokens, sentence.children, load_force().done_to_captives
    for verb in tokens[3:]:
        if verb.tag not in {"VBN", "VBD"} or verb.dep not in {"conj", "dep"} or verb.lemma not in done:
            continue
        first = tokens[verb.head]
        if first.tag != "VBN" or first.i > verb.i or all(tokens[c].dep not in PASSIVE for c in children[first.i]):
            continue
        if all(tokens[c].dep not in OWN and tokens[c].dep not in DOING for c in children[verb.i]):
            yield verb.i, replace(verb, tag="VBN", dep="conj")
