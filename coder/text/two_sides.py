"""Two sides of which the parser makes one phrase: between *[the Malian army] and [MNLA fighters]* no one is both."""

from __future__ import annotations

from dataclasses import replace

from coder.records import Sentence, Token

BEFORE = frozenset({"nmod", "compound", "amod"})
# Of a body the first side is told by one noun in the singular, or by a mass noun: *the army*, *police*.
BODIES = frozenset({"NN", "NNS"})


def with_two_sides(sentence: Sentence) -> Sentence:
    """The sentence with a noun that stands before another and an *and*, below *between*, as the first of two sides."""
    tokens = list(sentence.tokens)
    for between in sentence.tokens:
        if between.text.lower() != "between":
            continue
        for h in sentence.children[between.i]:
            head = tokens[h]
            first = next((tokens[c] for c in sentence.children[h] if _is_first_side(sentence, tokens[c], head)), None)
            if head.dep != "pobj" or head.tag != "NNS" or first is None:
                continue
            for c in sentence.children[h]:
                if c < first.i:
                    tokens[c] = replace(tokens[c], head=first.i)
            for c in sentence.children[first.i]:
                if tokens[c].dep == "conj":
                    tokens[c] = replace(tokens[c], head=h, dep="compound")
            tokens[first.i] = replace(first, head=between.i, dep="pobj")
            tokens[h] = replace(head, head=first.i, dep="conj")
    return replace(sentence, tokens=tuple(tokens)) if tokens != list(sentence.tokens) else sentence


def _is_first_side(sentence: Sentence, noun: Token, head: Token) -> bool:
    """Whether a noun before another is joined to what stands right before that: *the [army] and MNLA fighters*."""
    if noun.tag not in BODIES or noun.dep not in BEFORE or not noun.i < head.i:
        return False
    joined = [c for c in sentence.children[noun.i] if sentence.tokens[c].dep == "conj"]
    return len(joined) == 1 and noun.i < joined[0] < head.i
