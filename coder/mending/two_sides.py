"""Two sides of which the parser makes one phrase: between *[the Malian army] and [MNLA fighters]* no one is both.

*met [Malian ministers] and [MNLA rebels]* are two as well; *the [Thai] and [Lao] labour ministers* are of both lands.
"""

from __future__ import annotations

from dataclasses import replace

from coder.mending.words import load_beside
from coder.records import Sentence, Token

BEFORE = frozenset({"nmod", "compound", "amod"})
# Of a body the first side is told by one noun in the singular, or by a mass noun: *the army*, *police*.
BODIES = frozenset({"NN", "NNS"})
PLURAL = frozenset({"NNS", "NNPS"})
SIDES = frozenset({"pobj", "dobj", "nsubj", "nsubjpass", "conj"})
NOUNS = frozenset({"NOUN", "PROPN"})
JOINED = frozenset({"amod", "conj", "nmod"})


def with_two_sides(sentence: Sentence) -> Sentence:
    """The sentence with a noun that stands before another and an *and*, below *between*, as the first of two sides."""
    tokens = list(sentence.tokens)
    for head in sentence.tokens:
        if head.tag not in PLURAL or head.dep not in SIDES or not sentence.children[head.i]:
            continue
        above = sentence.tokens[head.head]
        between = head.dep == "pobj" and above.text.lower() == "between"
        own = [tokens[c] for c in sentence.children[head.i]]
        sides = (t for t in own if _is_first_side(sentence, t, head))
        first = next((t for t in sides if between or _is_whole(sentence, t)), None)
        if first is not None and (between or above.i != head.i):
            _part(sentence, tokens, first, tokens[head.i])
        for noun in own:
            if noun.tag in BODIES and noun.dep in BEFORE:
                _of_both(sentence, tokens, noun, head)
    _named_behind(sentence, tokens)
    return replace(sentence, tokens=tuple(tokens)) if tokens != list(sentence.tokens) else sentence


def _named_behind(sentence: Sentence, tokens: list[Token]) -> None:
    """Put the names behind a noun that counts them in its place: *troops of the two neighbours, [Mali] and [Chad]*."""
    words = load_beside()
    for noun in sentence.tokens:
        if noun.lemma not in words.sides or noun.tag not in PLURAL:
            continue
        own = [tokens[c] for c in sentence.children[noun.i]]
        number = next((n for t in own if t.i < noun.i if (n := words.counts.get(t.text.lower()))), 0)
        named = next((t for t in own if t.dep == "appos" and t.i > noun.i + 1), None)
        if not number or named is None or named.dep == noun.dep:
            continue
        names = [t for t in (tokens[i] for i in sentence.subtree(named.i)) if t.dep == "conj" and t.pos in NOUNS]
        if len(names) + 1 != number or sentence.tokens[noun.i + 1].text != ",":
            continue
        tokens[named.i] = replace(tokens[named.i], dep=tokens[noun.i].dep, head=tokens[noun.i].head)
        tokens[noun.i] = replace(tokens[noun.i], dep="nmod", head=named.i)
        comma = sentence.tokens[noun.i + 1]
        tokens[comma.i] = replace(comma, dep="nmod", head=named.i)


def _part(sentence: Sentence, tokens: list[Token], first: Token, head: Token) -> None:
    """Hang the first side where both hung, and the second on the first."""
    for c in sentence.children[head.i]:
        if c < first.i:
            tokens[c] = replace(tokens[c], head=first.i)
    for c in sentence.children[first.i]:
        if tokens[c].dep == "conj":
            tokens[c] = replace(tokens[c], head=head.i, dep="compound")
    tokens[first.i] = replace(first, head=head.head, dep=head.dep)
    tokens[head.i] = replace(head, head=first.i, dep="conj")


def _is_whole(sentence: Sentence, noun: Token) -> bool:
    """Whether a plural has a people's name of its own before it, and so is a side by itself: *[Malian] ministers*."""
    own = [sentence.tokens[c] for c in sentence.children[noun.i] if c < noun.i]
    return noun.tag in PLURAL and any(t.tag == "JJ" and t.text[:1].isupper() for t in own)


def _of_both(sentence: Sentence, tokens: list[Token], noun: Token, head: Token) -> None:
    """Hang two peoples' names before a noun that is part of another on that: *[Thai] and [Lao] labour ministers*."""
    first = next((tokens[c] for c in sentence.children[noun.i] if _is_people(tokens[c], noun)), None)
    if first is not None and any(_is_people(tokens[c], noun) for c in sentence.children[first.i] if c > first.i):
        tokens[first.i] = replace(first, head=head.i)


def _is_people(token: Token, before: Token) -> bool:
    """Whether a word is a people's name before another word."""
    return token.tag in {"JJ", "NNP"} and token.text[:1].isupper() and token.i < before.i and token.dep in JOINED


def _is_first_side(sentence: Sentence, noun: Token, head: Token) -> bool:
    """Whether a noun before another is joined to what stands right before that: *the [army] and MNLA fighters*."""
    if noun.tag not in BODIES or noun.dep not in BEFORE or not noun.i < head.i:
        return False
    joined = [c for c in sentence.children[noun.i] if sentence.tokens[c].dep == "conj"]
    return len(joined) == 1 and noun.i < joined[0] < head.i
