"""One person with two offices before the name, taken for two: *the [poet] and [editor] Ama Boateng was freed*."""

from __future__ import annotations

from dataclasses import replace

from coder.mending.below import below
from coder.mending.misread import changed
from coder.records import Sentence, Token
from coder.text.function_words import OF_ONE

SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def with_offices(sentence: Sentence) -> Sentence:
    """The sentence with the name as the subject of such a verb; as it was where it has none."""
    for name in sentence.tokens:
        if name.dep == "conj" and name.tag == "NNP" and _has_two(sentence, name):
            first = sentence.tokens[name.head]
            tokens = {
                name.i: replace(name, dep=first.dep, head=first.head),
                first.i: replace(first, dep="nmod", head=name.i),
            }
            return changed(sentence, tokens)
    return sentence


def _has_two(sentence: Sentence, name: Token) -> bool:
    """Whether two offices stand before a name, of which the parser takes the first for somebody else."""
    first = sentence.tokens[name.head]
    titles = [t for t in below(sentence, name, {"compound"}) if t.tag == "NN" and first.i < t.i < name.i]
    apart = below(sentence, name, {"det", "poss", "conj", "amod"})
    if first.tag != "NN" or first.dep not in SUBJECTS or not titles or apart:
        return False
    verb = sentence.tokens[first.head]
    told = (verb, *below(sentence, verb, {"aux", "auxpass"}))
    return any(t.text.lower() in OF_ONE for t in told)
