"""What somebody does something for, told by more words than *to*: *took the floor [in order] to thank Chad*.

The infinitive hangs there on a noun or an adverb, that would be read as an order. The tree is made that of *to* alone.
"""

from __future__ import annotations

from dataclasses import replace

from coder.mending.misread import changed
from coder.records import Sentence, Token

VERBS = frozenset({"VERB", "AUX"})
CLAUSES = frozenset({"acl", "relcl", "advcl", "xcomp", "ccomp"})
IN, ORDER, SO, AS = "in", "order", "so", "as"


def with_purposes(sentence: Sentence) -> Sentence:
    """The sentence with such a purpose below the verb that it is for; as it was where it has none."""
    tokens = sentence.tokens
    for first, second, to in zip(tokens, tokens[1:], tokens[2:], strict=False):
        words = (first.text.lower(), second.text.lower())
        if to.tag == "TO" and words in {(IN, ORDER), (SO, AS)} and (found := _for(sentence, first, second, to)):
            return changed(sentence, found)
    return sentence


def _for(sentence: Sentence, first: Token, second: Token, to: Token) -> dict[int, Token]:
    verb = sentence.tokens[to.head]
    if verb.pos not in VERBS or verb.i < to.i:
        return {}
    above = sentence.tokens[verb.head]
    while above.i in {first.i, second.i} or above.pos not in VERBS:
        if above.head == above.i:
            return {}
        above = sentence.tokens[above.head]
    if above.i == verb.i or verb.dep not in CLAUSES:
        return {}
    return {
        first.i: replace(first, pos="SCONJ", dep="mark", head=verb.i),
        second.i: replace(second, pos="SCONJ", dep="mark", head=verb.i),
        verb.i: replace(verb, dep="advcl", head=above.i),
    }
