"""Bodies called by their letters, which parsers take for a second thing or a verb: *left the regional bloc ECOWAS*.

The letters become the head of the phrase, and what the parser hung on them belongs to the verb again.
"""

from __future__ import annotations

from dataclasses import replace

from coder.mending.misread import changed
from coder.mending.words import load_beside
from coder.records import Sentence, Token

SHORTEST = 3
NAMED = frozenset({"compound", "appos", "nmod"})


def with_acronyms(sentence: Sentence) -> Sentence:
    """The sentence with such letters as the name of the body before them; as it was where it has none."""
    kinds = load_beside().called_by_letters
    for kind, letters in zip(sentence.tokens, sentence.tokens[1:], strict=False):
        if kind.lemma in kinds and _are_letters(letters) and _are_apart(kind, letters):
            return changed(sentence, _named(sentence, kind, letters))
    return sentence


def _are_letters(token: Token) -> bool:
    return token.text.isalpha() and token.text.isupper() and len(token.text) >= SHORTEST


def _are_apart(kind: Token, letters: Token) -> bool:
    """Whether the parser takes both for things of the same verb, or the letters for a verb of their own."""
    if letters.dep in NAMED or kind.head == letters.i:
        return False
    if letters.tag.startswith("VB"):
        return letters.head in {kind.i, kind.head}
    return letters.head == kind.head and letters.dep == kind.dep


def _named(sentence: Sentence, kind: Token, letters: Token) -> dict[int, Token]:
    tokens, children = sentence.tokens, sentence.children
    above = letters.i if kind.head == kind.i else kind.head
    found = {letters.i: replace(letters, lemma=letters.text, pos="PROPN", tag="NNP", dep=kind.dep, head=above)}
    found[kind.i] = replace(kind, dep="compound", head=letters.i)
    found |= {c: replace(tokens[c], head=letters.i) for c in children[kind.i] if c < kind.i}
    found |= {c: replace(tokens[c], head=above) for c in children[letters.i] if tokens[c].dep == "prep"}
    return found
